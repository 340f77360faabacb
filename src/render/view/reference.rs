//! The reference of all template values, made from the very structs that templates see.

use std::fmt::Write;

use super::{Documented, agency, catalogue, document, machine, report, year};
use crate::render::{chrome, theme};

/// `docs/template-values.md`.
pub fn reference() -> String {
    let mut out = HEAD.to_owned();
    let groups = [chrome::REFERENCE, super::REFERENCE, theme::REFERENCE, agency::REFERENCE, catalogue::REFERENCE];
    let more = [document::REFERENCE, report::REFERENCE, year::REFERENCE, machine::REFERENCE];
    for view in groups.into_iter().chain(more).flatten() {
        section(&mut out, view);
    }
    out
}

const HEAD: &str = "\
# Template values

Every value that a template may use. This page is made from the program's own types, and a test keeps it so; how themes
work is told in [themes](themes.md).

Each template sees four values: `site` ([Chrome](#chrome)), `page` ([PageView](#pageview)), `content` (the part below
that names the template) and `body` ([Body](#body)). A value marked *or none* is always there and may be none; all other
values are always there. Types: *text*, *number*, *true or false*, *list of …*, or another part of this page. *own keys* are what an
office or a theme author wrote, in whatever shape.
";

fn section(out: &mut String, view: &Documented) {
    let about = view.about.trim().replace(". ", ".\n");
    let _ = write!(out, "\n## {}\n\n{about}\n\n| value | type | what |\n| --- | --- | --- |\n", view.name);
    for (name, kind, what) in view.fields {
        let what = what.trim().trim_end_matches('.').replace('|', "\\|");
        let _ = writeln!(out, "| `{name}` | {} | {what} |", words(kind));
    }
}

/// A Rust type as a theme author thinks of it.
fn words(kind: &str) -> String {
    let kind = kind.replace(' ', "");
    let inner = |outer: &str| kind.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>')).map(words);
    if let Some(inner) = inner("Option<") {
        return format!("{inner}, or none");
    }
    if let Some(inner) = inner("Vec<") {
        return format!("list of {inner}");
    }
    match &*kind {
        "String" | "&'staticstr" => "text".to_owned(),
        "usize" | "i16" | "i32" | "i64" | "u8" => "number".to_owned(),
        "bool" => "true or false".to_owned(),
        "Extra" => "own keys, or none".to_owned(),
        "(String,String)" => "pair of texts".to_owned(),
        "Html" => "HTML".to_owned(),
        other => format!("[{other}](#{})", other.to_lowercase()),
    }
}
