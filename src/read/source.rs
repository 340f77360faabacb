//! One file's bytes to text, and a Markdown file to its front matter and its body.

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Files, MAX_BYTES, Span, Undecodable, decode};
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
    let what = if is_utf16(&bytes) { "utf16" } else { "not_text" };
    let (text, problem) = decode(bytes);
    match problem {
        Some(Undecodable::Binary) => {
            out.push(Diagnostic::new(Code::C203, Span::file(file)).arg("what", Arg::Word(what)));
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

/// Whether bytes are what Notepad calls Unicode: with a mark in front, or a zero in every other place.
fn is_utf16(bytes: &[u8]) -> bool {
    let has_mark = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    has_mark || matches!(bytes, [a, 0, b, 0, ..] | [0, a, 0, b, ..] if *a != 0 && *b != 0)
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
    /// The first line, of a file that has no front matter.
    pub bare: Option<Span>,
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
        let fields = Fields::new(&self.front, file, if self.whole { out } else { spare });
        match self.bare {
            Some(line) => fields.of_bare_file(line),
            None => fields,
        }
    }
}

/// Cuts off the front matter between two lines of `---` and parses it.
pub fn page<'t>(text: &'t str, file: FileId, out: &mut Vec<Diagnostic>) -> Page<'t> {
    let empty = || Node { start: 0, end: 0, kind: yaml::Kind::Map(Vec::new()) };
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    if text[..start].trim_end() != "---" {
        let line = text[..start].trim_end();
        if is_of_dashes(line) {
            out.push(dashes(file, 0, line));
            return Page { front: empty(), whole: false, body: text.len(), bare: None };
        }
        let bare = Some(Span::new(file, 0, line.len()));
        return Page { front: empty(), whole: true, body: 0, bare };
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let front = yaml::parse(&text[start..at], file, start, out);
            return Page { front: front.root, whole: front.whole, body: at + line.len(), bare: None };
        }
        at += line.len();
    }
    let mut at = start;
    let closing = text[start..].split_inclusive('\n').find_map(|line| {
        at += line.len();
        is_of_dashes(line.trim_end()).then(|| dashes(file, at - line.len(), line.trim_end()))
    });
    out.push(closing.unwrap_or_else(|| Diagnostic::new(Code::C107, Span::new(file, 0, 3))));
    let front = yaml::parse(&text[start..], file, start, &mut Vec::new());
    Page { front: front.root, whole: false, body: text.len(), bare: None }
}

/// Whether a line was meant for `---`: other dashes, or more or fewer of them.
fn is_of_dashes(line: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '―' | '─' | '－' | '−');
    line != "---" && (line.chars().count() > 1 || line == "—") && line.chars().all(is_dash)
}

fn dashes(file: FileId, at: usize, line: &str) -> Diagnostic {
    let span = Span::new(file, at, at + line.len());
    Diagnostic::new(Code::C105, span).arg("what", Arg::Word("front_dashes")).fix(Some("---"))
}
