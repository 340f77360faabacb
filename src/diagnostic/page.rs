//! Findings as one page of HTML that an office can print and send: no scripts, nothing from elsewhere.
//!
//! All words of a finding come from [`told`], the same that text is made of, so that what is masked there is masked here.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::emit::{Told, summary, told};
use super::{Args, Diagnostic, Files, Lang, Severity, Words};

const STYLE: &str = include_str!("page.css");

/// What a page says besides its findings.
pub struct Sheet<'s> {
    /// The portal's name.
    pub title: &'s str,
    /// Which day counted as today, and the like.
    pub remarks: Vec<String>,
    pub filings: Vec<Owing>,
    /// The body that answers for a path.
    pub body_of: &'s dyn Fn(&str) -> String,
}

/// A body whose reports are missing or late, and of which years.
pub struct Owing {
    pub body: String,
    pub missing: String,
    pub late: String,
}

/// Writes the page. Findings of one body stand together, those of the body with most errors first.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    out: &mut dyn Write,
    diagnostics: &[Diagnostic],
    files: &Files,
    words: Words,
    sheet: &Sheet,
) -> io::Result<()> {
    let all = told(diagnostics, files, words);
    let found: Vec<(&Diagnostic, &Told)> = diagnostics.iter().zip(&all).collect();
    let lang = if words.0 == Lang::Zh { "zh-CN" } else { "en" };
    let title = escape(&words.ui("page_title", &vec![("portal", sheet.title.into())]));
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>")?;
    let sum = if found.is_empty() { words.ui("clean", &vec![]) } else { counts(diagnostics, words) };
    writeln!(out, "<p>{}</p>", escape(&sum))?;
    sheet.remarks.iter().try_for_each(|line| writeln!(out, "<p class=\"place\">{}</p>", escape(line)))?;
    let bodies = by_body(files, &found, sheet.body_of);
    if !found.is_empty() {
        tables(out, &bodies, &found, words)?;
    }
    owing(out, &sheet.filings, words)?;
    // Where the table of codes leads.
    let mut named = BTreeSet::new();
    for (at, (name, found)) in bodies.iter().enumerate() {
        writeln!(out, "<h2 id=\"body-{}\">{}</h2>", at + 1, escape(name))?;
        for (diagnostic, told) in found {
            finding(out, diagnostic, told, (named.insert(diagnostic.code), words))?;
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
    bodies.sort_by_key(|(_, found)| {
        let of = |severity| found.iter().filter(|(finding, _)| finding.severity == severity).count();
        Reverse((of(Severity::Error), of(Severity::Warning)))
    });
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
    for (at, (name, found)) in bodies.iter().enumerate() {
        let (errors, warnings) = (of(found, Severity::Error), of(found, Severity::Warning));
        let notes = of(found, Severity::Note);
        let name = format!("<a href=\"#body-{}\">{}</a>", at + 1, escape(name));
        writeln!(out, "<tr><th scope=\"row\">{name}</th><td>{errors}</td><td>{warnings}</td><td>{notes}</td></tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    let mut codes = BTreeMap::<_, usize>::new();
    found.iter().for_each(|(finding, _)| *codes.entry(finding.code).or_default() += 1);
    head(out, words, "page_by_code", &["page_code", "page_says", "page_count"])?;
    for (code, count) in codes {
        let title = escape(words.explanation(code).title);
        writeln!(
            out,
            "<tr><th scope=\"row\"><a href=\"#{code}\">{code}</a></th><td class=\"words\">{title}</td><td>{count}</td></tr>"
        )?;
    }
    writeln!(out, "</tbody>\n</table>")
}

/// The bodies whose reports are missing or late.
fn owing(out: &mut dyn Write, filings: &[Owing], words: Words) -> io::Result<()> {
    if filings.is_empty() {
        return Ok(());
    }
    head(out, words, "page_filings", &["page_body", "page_missing", "page_late"])?;
    for Owing { body, missing, late } in filings {
        let (body, missing, late) = (escape(body), escape(missing), escape(late));
        write!(out, "<tr><th scope=\"row\">{body}</th><td class=\"words\">{missing}</td>")?;
        writeln!(out, "<td class=\"words\">{late}</td></tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn head(out: &mut dyn Write, words: Words, caption: &str, columns: &[&str]) -> io::Result<()> {
    let word = |key: &str| escape(&words.ui(key, &Args::new()));
    let cells: String = columns.iter().map(|key| format!("<th scope=\"col\">{}</th>", word(key))).collect();
    writeln!(out, "<table>\n<caption>{}</caption>\n<thead><tr>{cells}</tr></thead>\n<tbody>", word(caption))
}

/// The first finding of its code can be led to.
fn finding(
    out: &mut dyn Write,
    diagnostic: &Diagnostic,
    told: &Told,
    (is_first, words): (bool, Words),
) -> io::Result<()> {
    let severity = diagnostic.severity.as_str();
    let name = escape(&words.ui(&format!("page_{severity}"), &vec![]));
    let id = if is_first { format!(" id=\"{}\"", diagnostic.code) } else { String::new() };
    writeln!(out, "<section class=\"{severity}\"{id}>")?;
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
