//! Findings as one page of HTML that an office can print and send: no scripts, nothing from elsewhere.
//!
//! All words of a finding come from [`told`], the same that text is made of, so that what is masked there is masked here.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::emit::{Told, summary, told};
use super::{Args, Diagnostic, Files, Lang, Severity, Words};

const STYLE: &str = include_str!("page.css");

/// Writes the page. `body_of` names the body that answers for a path; findings of one body stand together, bodies in the
/// order of their first finding.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    out: &mut dyn Write,
    diagnostics: &[Diagnostic],
    files: &Files,
    words: Words,
    (title, body_of): (&str, &dyn Fn(&str) -> String),
) -> io::Result<()> {
    let all = told(diagnostics, files, words);
    let found: Vec<(&Diagnostic, &Told)> = diagnostics.iter().zip(&all).collect();
    let lang = if words.0 == Lang::Zh { "zh-CN" } else { "en" };
    let title = escape(&words.ui("page_title", &vec![("portal", title.into())]));
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>")?;
    if found.is_empty() {
        return writeln!(out, "<p>{}</p>\n</body>\n</html>", escape(&words.ui("clean", &vec![])));
    }
    writeln!(out, "<p>{}</p>", escape(&counts(diagnostics, words)))?;
    let bodies = by_body(files, &found, body_of);
    tables(out, &bodies, &found, words)?;
    for (name, found) in &bodies {
        writeln!(out, "<h2>{}</h2>", escape(name))?;
        for (diagnostic, told) in found {
            finding(out, diagnostic, told, words)?;
        }
    }
    writeln!(out, "</body>\n</html>")
}

type Found<'f> = Vec<(&'f Diagnostic, &'f Told)>;

fn by_body<'f>(files: &Files, found: &Found<'f>, body_of: &dyn Fn(&str) -> String) -> Vec<(String, Found<'f>)> {
    let mut bodies: Vec<(String, Found)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (diagnostic, told) in found {
        let name = body_of(&files.shown_path(diagnostic.span.file));
        let at = *places.entry(name.clone()).or_insert(bodies.len());
        if at == bodies.len() {
            bodies.push((name, Vec::new()));
        }
        bodies[at].1.push((diagnostic, told));
    }
    bodies
}

fn counts(diagnostics: &[Diagnostic], words: Words) -> String {
    let (errors, warnings, notes) = summary(diagnostics);
    let counts = [("errors", errors), ("warnings", warnings), ("notes", notes)];
    words.ui("found", &counts.map(|(name, count)| (name, count.to_string().into())).into())
}

/// How many findings there are, by body and by code.
fn tables(out: &mut dyn Write, bodies: &[(String, Found)], found: &Found, words: Words) -> io::Result<()> {
    let of = |found: &Found, severity| found.iter().filter(|(finding, _)| finding.severity == severity).count();
    head(out, words, "page_by_body", &["page_body", "page_errors", "page_warnings", "page_notes"])?;
    for (name, found) in bodies {
        let (errors, warnings) = (of(found, Severity::Error), of(found, Severity::Warning));
        let notes = of(found, Severity::Note);
        let name = escape(name);
        writeln!(out, "<tr><th scope=\"row\">{name}</th><td>{errors}</td><td>{warnings}</td><td>{notes}</td></tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    let mut codes = BTreeMap::<_, usize>::new();
    found.iter().for_each(|(finding, _)| *codes.entry(finding.code).or_default() += 1);
    head(out, words, "page_by_code", &["page_code", "page_says", "page_count"])?;
    for (code, count) in codes {
        let title = escape(words.explanation(code).title);
        writeln!(out, "<tr><th scope=\"row\">{code}</th><td class=\"words\">{title}</td><td>{count}</td></tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn head(out: &mut dyn Write, words: Words, caption: &str, columns: &[&str]) -> io::Result<()> {
    let word = |key: &str| escape(&words.ui(key, &Args::new()));
    let cells: String = columns.iter().map(|key| format!("<th scope=\"col\">{}</th>", word(key))).collect();
    writeln!(out, "<table>\n<caption>{}</caption>\n<thead><tr>{cells}</tr></thead>\n<tbody>", word(caption))
}

fn finding(out: &mut dyn Write, diagnostic: &Diagnostic, told: &Told, words: Words) -> io::Result<()> {
    let severity = diagnostic.severity.as_str();
    let name = escape(&words.ui(&format!("page_{severity}"), &vec![]));
    writeln!(out, "<section class=\"{severity}\">")?;
    writeln!(out, "<p><strong>{name} {}</strong> {}</p>", diagnostic.code, escape(&told.message))?;
    let place = &told.place;
    writeln!(out, "<p class=\"place\">{}:{}:{}</p>", escape(&told.path), place.line, place.column)?;
    if let Some(snippet) = &told.snippet {
        writeln!(out, "<pre>{}</pre>", escape(snippet))?;
    }
    told.lines.iter().try_for_each(|line| writeln!(out, "<p class=\"place\">{}</p>", escape(line)))?;
    writeln!(out, "</section>")
}

/// Text as it may stand in HTML: what HTML does not let in (control characters) becomes a mark that can be seen.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
