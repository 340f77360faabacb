//! One file's bytes to text, and a Markdown file to its front matter and its body.

use crate::diagnostic::{Code, Diagnostic, FileId, Files, MAX_BYTES, Span, Undecodable, decode};
use crate::yaml::{self, Fields, Node};

/// A text that was read, and the hash of its bytes.
pub struct Text {
    pub text: String,
    pub hash: [u8; 16],
}

/// Reads a file of the portal; what is wrong with its bytes is reported, and `None` means there is nothing to go on with.
pub fn text(files: &Files, file: FileId, out: &mut Vec<Diagnostic>) -> Option<Text> {
    let bytes = match files.bytes(file) {
        Ok(bytes) => bytes.into_owned(),
        Err(error) => {
            let reason = format!("{:#}", error.root_cause());
            out.push(Diagnostic::new(Code::C206, Span::file(file)).arg("reason", reason));
            return None;
        }
    };
    if bytes.len() as u64 > MAX_BYTES {
        let limit = (MAX_BYTES / 1024 / 1024).to_string();
        out.push(Diagnostic::new(Code::C201, Span::file(file)).arg("limit", limit));
        return None;
    }
    let hash = hash(&bytes);
    let (text, problem) = decode(bytes);
    match problem {
        Some(Undecodable::Binary) => {
            out.push(Diagnostic::new(Code::C203, Span::file(file)));
            return None;
        }
        Some(Undecodable::At(place)) => {
            let end = text[place..].chars().next().map_or(place, |c| place + c.len_utf8());
            out.push(Diagnostic::new(Code::C202, Span::new(file, place, end)));
        }
        None => {}
    }
    Some(Text { text, hash })
}

/// What is the same for the same bytes only.
pub fn hash(bytes: &[u8]) -> [u8; 16] {
    crate::write::digest(bytes).0
}

/// A Markdown file, cut in two.
pub struct Page<'t> {
    /// The front matter; an empty map where there is none.
    pub front: Node<'t>,
    /// Whether the front matter was read whole; if not, what is missing from it says nothing.
    pub whole: bool,
    /// Where the body begins.
    pub body: usize,
}

impl<'t> Page<'t> {
    /// The fields of the front matter. Where it could not be read whole, what else is wrong with them goes to `spare`
    /// instead of the findings: the fault itself has been reported.
    pub fn fields<'n, 'd>(
        &'n self,
        file: FileId,
        out: &'d mut Vec<Diagnostic>,
        spare: &'d mut Vec<Diagnostic>,
    ) -> Fields<'n, 't, 'd> {
        Fields::new(&self.front, file, if self.whole { out } else { spare })
    }
}

/// Cuts off the front matter between two lines of `---` and parses it.
pub fn page<'t>(text: &'t str, file: FileId, out: &mut Vec<Diagnostic>) -> Page<'t> {
    let empty = || Node { start: 0, end: 0, kind: yaml::Kind::Map(Vec::new()) };
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    if text[..start].trim_end() != "---" {
        return Page { front: empty(), whole: true, body: 0 };
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let front = yaml::parse(&text[start..at], file, start, out);
            return Page { front: front.root, whole: front.whole, body: at + line.len() };
        }
        at += line.len();
    }
    out.push(Diagnostic::new(Code::C107, Span::new(file, 0, 3)));
    let front = yaml::parse(&text[start..], file, start, &mut Vec::new());
    Page { front: front.root, whole: false, body: text.len() }
}
