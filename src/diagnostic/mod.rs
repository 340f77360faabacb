//! What an author can mend: a finding with a stable code, a place, and the values its words need.
//!
//! The code that finds something never words or prints it: words live in `messages.yaml`, and `emit` puts
//! them in front of people and programs.

mod baseline;
mod characters;
mod code;
mod disk;
mod emit;
mod overtaken;
mod page;
mod person;
mod progress;
mod secret;
mod source;
mod visible;
mod words;

pub use baseline::{Accepted, Baseline};
pub use code::{Code, Severity};
pub use disk::MAX_BYTES;
pub use emit::{Format, Palette, Told, emit, json, line as emit_line, summary, told};
pub use overtaken::{GivenUp, Overtaken};
pub use page::{Owing, Sheet, escape, write as page};
pub use person::has_check_digit;
pub use progress::{Progress, Silent};
pub use secret::shown;
pub use source::{FileId, Files, Position, Source, Span, Undecodable, decode, splice};
pub use visible::visible;
pub use words::{Explanation, Lang, Words};

/// A value that a message names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Shown as it is: a label, a figure, something the author typed.
    Text(String),
    /// A key under `words:` of messages.yaml, so that it is said in the reader's language.
    Word(&'static str),
}

impl<T: Into<String>> From<T> for Arg {
    fn from(text: T) -> Arg {
        Arg::Text(text.into())
    }
}

/// The values of one message, by name.
pub type Args = Vec<(&'static str, Arg)>;

/// A second place that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub span: Span,
    /// A key under `related:` of messages.yaml.
    pub words: &'static str,
    pub args: Args,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub span: Span,
    pub args: Args,
    pub related: Vec<Related>,
    /// Text that could stand at `span` instead, where there is one right answer.
    pub fix: Option<String>,
    /// What a waiver may name: `table/row/column` for a cell.
    pub subjects: Vec<String>,
    /// The reason given by an accepted waiver.
    pub waived: Option<String>,
    /// What must be masked wherever it would be shown: somebody's number.
    pub secret: Secret,
}

/// What of a finding's place must not be shown; see [`Files::conceal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secret {
    No,
    /// The text at its span.
    Text,
    /// These bytes of the path of its file.
    Name(u32, u32),
    /// All of its file: there is more than was reported.
    File,
}

impl Diagnostic {
    /// A finding of `code` at `span`, with the code's default severity.
    pub fn new(code: Code, span: Span) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            span,
            args: Vec::new(),
            related: Vec::new(),
            fix: None,
            subjects: Vec::new(),
            waived: None,
            secret: Secret::No,
        }
    }

    /// Adds a value for the message.
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Diagnostic {
        self.args.push((name, value.into()));
        self
    }

    /// Adds a second place.
    pub fn relate(mut self, span: Span, words: &'static str, args: Args) -> Diagnostic {
        self.related.push(Related { span, words, args });
        self
    }

    /// Adds a text that would mend it.
    pub fn fix(mut self, text: Option<impl Into<String>>) -> Diagnostic {
        self.fix = text.map(Into::into);
        self
    }

    /// Says what must be masked wherever it would be shown.
    pub fn secret(mut self, secret: Secret) -> Diagnostic {
        self.secret = secret;
        self
    }

    /// Adds what a waiver may name.
    pub fn subject(mut self, subject: String) -> Diagnostic {
        self.subjects.push(subject);
        self
    }
}

/// Sorts findings for people: by path, place and code.
pub fn sort(diagnostics: &mut [Diagnostic], files: &Files) {
    diagnostics.sort_by(|a, b| {
        let path = |d: &Diagnostic| files.path(d.span.file);
        let key = |d: &Diagnostic| (d.span.start, d.code, d.span.end);
        let same = if a.span.file == b.span.file { std::cmp::Ordering::Equal } else { path(a).cmp(path(b)) };
        same.then_with(|| key(a).cmp(&key(b))).then_with(|| a.subjects.cmp(&b.subjects))
    });
}

/// Whether one text is the other with one character lost, added or typed for another.
pub fn is_one_off(one: &str, other: &str) -> bool {
    strsim::levenshtein(one, other) == 1
}

/// The candidate most like `word`, if any is like it at all: for "did you mean".
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}
