//! From what came of a build to what browsers are shown of it.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use crate::diagnostic::{self, Diagnostic, FileId, Files, Severity, Words, escape};
use crate::markdown::{self, Cut};
use crate::model::{AgencyId, ItemId, Page, PlainId, ReportId, Site};
use crate::pipeline::Outcome;

use super::shown::{Banner, Note, Place};
use super::wire;

/// The most findings that are laid out; the terminal has all of them.
const MOST: usize = 200;
/// Of a paragraph, so many characters are enough to find it again.
const WORDS: usize = 60;

/// The findings of a build as a banner.
pub fn banner(outcome: &Outcome, words: Words) -> Banner {
    let findings = &outcome.findings;
    let (errors, warnings, notes) = diagnostic::summary(findings);
    let refused = outcome.changes.is_none();
    if errors + warnings == 0 && !refused {
        return Banner::default();
    }
    let counts = [("errors", errors), ("warnings", warnings), ("notes", notes)];
    let counts = counts.map(|(name, count)| (name, count.to_string().into())).into();
    let key = if refused { "preview_refused" } else { "found" };
    Banner { summary: words.ui(key, &counts), list: list(findings, &outcome.files, words), refused }
}

/// A fault of the disk or the like, as a banner.
pub fn failure(error: &anyhow::Error, words: Words) -> Banner {
    let list = format!("<pre>{}</pre>", escape(&format!("{error:#}")));
    Banner { summary: words.ui("failed", &vec![]), list, refused: true }
}

/// The findings by file, those with errors first. Where there is no room for all, errors go before warnings and notes.
fn list(findings: &[Diagnostic], files: &Files, words: Words) -> String {
    let mut worst: HashMap<FileId, Severity> = HashMap::new();
    for finding in findings {
        let severity = worst.entry(finding.span.file).or_insert(finding.severity);
        *severity = finding.severity.min(*severity);
    }
    let mut chosen: Vec<usize> = (0..findings.len()).collect();
    chosen.sort_by_key(|at| findings[*at].severity);
    chosen.truncate(MOST);
    chosen.sort_by_key(|at| (worst[&findings[*at].span.file], *at));
    let chosen: Vec<Diagnostic> = chosen.into_iter().map(|at| findings[at].clone()).collect();
    let mut out = String::new();
    let mut file = None;
    for (finding, told) in chosen.iter().zip(diagnostic::told(&chosen, files, words)) {
        if file != Some(finding.span.file) {
            file = Some(finding.span.file);
            let _ = write!(out, "<h3>{}</h3>", escape(&told.path));
        }
        let (class, severity) = (wire::class(finding.severity), finding.severity.as_str());
        let place = format!("{}:{}", told.place.line, told.place.column);
        let _ = write!(
            out,
            "<div class=\"gongkai-finding {class}\"><p><b>{severity}[{}]</b> {place} {}</p>",
            finding.code,
            escape(&told.message),
        );
        if let Some(snippet) = &told.snippet {
            let _ = write!(out, "<pre>{}</pre>", escape(snippet));
        }
        told.lines.iter().for_each(|line| {
            let _ = write!(out, "<p>{}</p>", escape(line));
        });
        out.push_str("</div>");
    }
    if findings.len() > MOST {
        let count = vec![("count", (findings.len() - MOST).to_string().into())];
        let _ = write!(out, "<p>{}</p>", escape(&words.ui("preview_more", &count)));
    }
    out
}

/// The findings beside the texts they are about, by the path of their page.
pub fn notes(outcome: &Outcome, words: Words) -> BTreeMap<String, Vec<Note>> {
    let Outcome { files, site, findings, .. } = outcome;
    let mut by_file: HashMap<FileId, Vec<&Diagnostic>> = HashMap::new();
    for finding in findings.iter().take(MOST) {
        by_file.entry(finding.span.file).or_default().push(finding);
    }
    let mut out: BTreeMap<String, Vec<Note>> = BTreeMap::new();
    if by_file.is_empty() {
        return out;
    }
    for (page, file, body) in sources(site) {
        let Some(found) = by_file.get(&file) else { continue };
        let text = files.text(file).unwrap_or_default();
        let notes = found.iter().map(|finding| Note {
            severity: finding.severity,
            code: finding.code.as_str(),
            message: words.message(finding.code, &finding.args),
            place: place(finding, &text, body),
        });
        out.entry(site.address(page).on_disk()).or_default().extend(notes);
    }
    out
}

/// Every page with the files it is made of, and where the Markdown in each begins.
fn sources(site: &Site) -> impl Iterator<Item = (Page, FileId, Option<u32>)> {
    let home = site.home.iter().map(|body| (Page::Home, body.file, Some(body.start)));
    let agencies = site.agencies.iter().enumerate();
    let agencies = agencies.map(|(at, it)| (Page::Agency(AgencyId(at as u32)), it.body.file, Some(it.body.start)));
    let items = site.items.iter().enumerate();
    let items = items.map(|(at, it)| (Page::Item(ItemId(at as u32)), it.body.file, Some(it.body.start)));
    let plains = site.plains.iter().enumerate();
    let plains = plains.map(|(at, it)| (Page::Plain(PlainId(at as u32)), it.body.file, Some(it.body.start)));
    let reports = site.reports.iter().enumerate().flat_map(|(at, report)| {
        let page = Page::Report(ReportId(at as u32));
        let figures = report.figures.map(|file| (page, file, None));
        [Some((page, report.body.file, Some(report.body.start))), figures].into_iter().flatten()
    });
    home.chain(agencies).chain(items).chain(plains).chain(reports)
}

/// Where on its page a finding is shown.
fn place(finding: &Diagnostic, text: &str, body: Option<u32>) -> Place {
    let cell = finding.subjects.iter().find(|subject| subject.matches('/').count() == 2);
    if let Some(cell) = cell {
        return Place::Cell(cell.replace('/', "."));
    }
    let start = text.floor_char_boundary(finding.span.start as usize);
    if body.is_none_or(|body| (start as u32) < body) || finding.span.end == 0 {
        return Place::Title;
    }
    let words = words_at(text, start);
    if words.is_empty() { Place::Title } else { Place::Words(words) }
}

/// The words of the line that holds a place, of a table's row those of the cell; without the marks of Markdown.
fn words_at(text: &str, start: usize) -> String {
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let line = &text[from..to];
    let line = if line.trim_start().starts_with('|') {
        let left = line[..start - from].rfind('|').map_or(0, |at| at + 1);
        let right = line[start - from..].find('|').map_or(line.len(), |at| start - from + at);
        line.get(left..right).unwrap_or(line)
    } else {
        line
    };
    let passages = markdown::passages(line, Cut::Whole);
    let words: String =
        passages.iter().flat_map(|passage| [passage.heading.as_str(), passage.words.as_str()]).collect();
    words.trim().chars().take(WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_by_which_a_paragraph_is_found_again() {
        let text = "# 一、总体情况\n\n全年**主动公开**[信息](a.md) 50 条。\n\n| 甲 | 乙丙 |\n|---|---|\n";
        assert_eq!(words_at(text, text.find("50").unwrap()), "全年主动公开信息 50 条。");
        assert_eq!(words_at(text, text.find('丙').unwrap()), "乙丙");
        assert_eq!(words_at(text, 2), "一、总体情况");
        assert_eq!(words_at("", 0), "");
    }
}
