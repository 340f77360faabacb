//! What goes wrong in a template, as a finding at its place.

use std::collections::BTreeMap;
use std::error::Error as _;

use minijinja::Error;

use crate::diagnostic::{Code, Diagnostic, FileId, Span};

/// A template that cannot be parsed.
pub fn syntax(templates: &BTreeMap<String, FileId>, error: &Error) -> Diagnostic {
    Diagnostic::new(Code::V101, place(templates, error)).arg("reason", reason(error))
}

/// A template that fails while the page at `address` is made. The innermost template is where it happened; those that
/// included it are named.
pub fn runtime(templates: &BTreeMap<String, FileId>, error: &Error, address: &str) -> Diagnostic {
    let mut innermost = error;
    let mut chain: Vec<String> = Vec::new();
    let mut next = error.source();
    while let Some(source) = next {
        if let Some(inner) = source.downcast_ref::<Error>() {
            chain.extend(innermost.name().zip(innermost.line()).map(|(name, line)| format!("{name}:{line}")));
            innermost = inner;
        }
        next = source.source();
    }
    let code = if innermost.kind() == minijinja::ErrorKind::SyntaxError { Code::V101 } else { Code::V102 };
    let finding =
        Diagnostic::new(code, place(templates, innermost)).arg("reason", reason(innermost)).arg("address", address);
    match chain.is_empty() {
        true => finding,
        false => finding.arg("chain", chain.join(" ← ")),
    }
}

fn reason(error: &Error) -> String {
    let kind = error.kind().to_string();
    error.detail().map_or(kind.clone(), |detail| format!("{kind}: {detail}"))
}

fn place(templates: &BTreeMap<String, FileId>, error: &Error) -> Span {
    let Some(file) = error.name().and_then(|name| templates.get(name)).copied() else { return Span::file(FileId(0)) };
    match error.range() {
        Some(range) => Span::new(file, range.start, range.end),
        None => {
            let line = error.line().unwrap_or(1).saturating_sub(1);
            let source = error.template_source().unwrap_or_default();
            let start: usize = source.split_inclusive('\n').take(line).map(str::len).sum();
            let end = start + source[start..].lines().next().map_or(0, str::len);
            Span::new(file, start, end)
        }
    }
}
