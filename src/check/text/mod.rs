//! The rules about words. Each text of the site is read once more, in parallel, and every rule looks at it; a text is
//! dropped before the next is read, so memory does not grow with what authors write.

mod alone;
mod clean;
mod collocation;
mod company;
mod doubled;
mod guide;
mod image;
mod law;
mod leftover;
mod markup;
mod personal;
mod shown;
mod wording;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, FileId, Files, Progress};
use crate::markdown;
use crate::model::quote::{self, Quoted};
use crate::model::reach::Reach;
use crate::model::{AgencyId, ItemId, Page, PlainId, ReportId, Site};

use super::said;

use alone::alone;
pub use clean::Clean;

/// Whether words hold any of some others.
fn has(words: &str, any: &[&str]) -> bool {
    any.iter().any(|word| words.contains(word))
}

/// Whether words begin with any of some others.
fn begins(words: &str, any: &[&str]) -> bool {
    any.iter().any(|word| words.starts_with(word))
}

/// What a text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Home,
    Agency(AgencyId),
    Report(ReportId),
    /// `report.yaml`, where the figures have a file of their own.
    Figures(ReportId),
    Item(ItemId),
    Plain(PlainId),
    /// What will be published on a later day: looked at only for what must never be published.
    Later,
}

impl Subject {
    /// The page that shows the text today.
    fn page(self) -> Option<Page> {
        Some(match self {
            Subject::Home => Page::Home,
            Subject::Agency(id) => Page::Agency(id),
            Subject::Report(id) | Subject::Figures(id) => Page::Report(id),
            Subject::Item(id) => Page::Item(id),
            Subject::Plain(id) => Page::Plain(id),
            Subject::Later => return None,
        })
    }
}

/// A text that is looked at. What a rule finds depends on nothing but this and the site.
pub struct Text<'s> {
    pub site: &'s Site,
    pub subject: Subject,
    pub file: FileId,
    /// The whole file, decoded; spans are bytes of it.
    pub source: String,
    /// Where the Markdown begins; the length of the source where there is none.
    pub body: usize,
}

/// The findings about the words of each text that a change can reach; of all of them if no reach is given.
pub fn all(
    site: &Site,
    files: &Files,
    (clean, reach): (&Clean, Option<&Reach>),
    progress: &dyn Progress,
) -> Vec<(FileId, Vec<Diagnostic>)> {
    let known = Known { declared: personal::Declared::of(site), sayings: said::Index::of(site), clean };
    let subjects = subjects(site);
    // Attachments are looked at next, and take their time as well.
    progress.parts(subjects.len() + personal::attachment::of(site).count());
    subjects
        .into_par_iter()
        .inspect(|_| progress.tick())
        .filter(|(subject, ..)| reach.is_none_or(|reach| subject.page().is_none_or(|page| reach.is_of(site, page))))
        .map(|(subject, file, body)| {
            let found = alone(|| look(site, files, &known, (subject, file, body)));
            (file, found.unwrap_or_else(|failure| vec![failure.diagnostic(file)]))
        })
        .collect()
}

/// The findings about one text, unless it was clean before.
fn look(
    site: &Site,
    files: &Files,
    known: &Known,
    (subject, file, body): (Subject, FileId, Option<u32>),
) -> Vec<Diagnostic> {
    // A file that is gone since it was read is reported by whoever needs it.
    let Some(source) = files.some_text(file) else { return Vec::new() };
    let mark = known.clean.mark(|| Some(clean::of_text(site, subject, (files.path(file), &source))));
    let body = source.floor_char_boundary(body.map_or(source.len(), |start| start as usize));
    known.clean.look(mark, || words(Text { site, subject, file, source, body }, files.path(file), known))
}

/// The findings about the words of one text, and about the name of its file.
fn words(text: Text, path: &str, known: &Known) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    personal::attachment::name(path, text.file, &known.declared, &mut out);
    match text.subject {
        // What a report takes from its tables is read as the public will read it.
        Subject::Report(id) if !text.site.report(id).quotes.is_empty() => {
            let quoted = quote::quoted(text.site, id);
            let source = quote::write_out(text.source, 0, &quoted);
            let before = out.len();
            rules(&Text { source, ..text }, known, &mut out);
            out[before..].iter_mut().for_each(|finding| put_back(finding, text.file, &quoted));
        }
        _ => rules(&text, known, &mut out),
    }
    out
}

/// The findings in attachments.
pub fn attachments(site: &Site, files: &Files, clean: &Clean, progress: &dyn Progress) -> Vec<Diagnostic> {
    personal::attachment::all(site, files, (&personal::Declared::of(site), clean), progress)
}

/// How many texts and attachments a portal has.
pub fn count(site: &Site) -> usize {
    subjects(site).len() + personal::attachment::of(site).count()
}

/// What all texts are looked at with.
struct Known<'c> {
    declared: personal::Declared,
    sayings: said::Index,
    clean: &'c Clean,
}

fn rules(text: &Text, known: &Known, out: &mut Vec<Diagnostic>) {
    personal::look(&text.source, text.file, &known.declared, out);
    if matches!(text.subject, Subject::Later | Subject::Figures(_)) {
        return;
    }
    let paragraphs = markdown::prose(&text.source[text.body..]);
    leftover::look(text, &paragraphs, out);
    markup::look(text, out);
    wording::look(text, &paragraphs, out);
    image::look(text, out);
    guide::look(text, &paragraphs, out);
    if let Subject::Report(id) = text.subject {
        said::figures((text.site, &known.sayings), id, (text.file, text.body, &paragraphs), out);
    }
}

/// Moves a finding from the text with its figures written out to the text as it was typed.
fn put_back(finding: &mut Diagnostic, file: FileId, quoted: &[Quoted]) {
    let related = finding.related.iter_mut().map(|related| &mut related.span);
    for span in std::iter::once(&mut finding.span).chain(related).filter(|span| span.file == file) {
        *span = quote::back(quoted, file, (span.start, span.end));
    }
    let in_figure = |quote: &Quoted| finding.span.start < quote.end && quote.start < finding.span.end;
    if quoted.iter().any(in_figure) {
        finding.fix = None;
    }
}

/// Every text, with its file and where its Markdown begins.
fn subjects(site: &Site) -> Vec<(Subject, FileId, Option<u32>)> {
    let mut all = Vec::new();
    all.extend(site.home.iter().map(|body| (Subject::Home, body.file, Some(body.start))));
    for (at, agency) in site.agencies.iter().enumerate() {
        all.push((Subject::Agency(AgencyId(at as u32)), agency.body.file, Some(agency.body.start)));
    }
    for (at, report) in site.reports.iter().enumerate() {
        let id = ReportId(at as u32);
        all.push((Subject::Report(id), report.body.file, Some(report.body.start)));
        all.extend(report.figures.map(|file| (Subject::Figures(id), file, None)));
    }
    for (at, item) in site.items.iter().enumerate() {
        all.push((Subject::Item(ItemId(at as u32)), item.body.file, Some(item.body.start)));
    }
    for (at, plain) in site.plains.iter().enumerate() {
        all.push((Subject::Plain(PlainId(at as u32)), plain.body.file, Some(plain.body.start)));
    }
    let early = |item: &&crate::model::Item| item.expires.is_none() || item.published > site.as_of;
    let hidden = site.hidden.items.iter().filter(early).map(|item| &item.body);
    let hidden = hidden.chain(site.hidden.plains.iter().map(|plain| &plain.body));
    all.extend(hidden.map(|body| (Subject::Later, body.file, Some(body.start))));
    for report in &site.hidden.reports {
        all.push((Subject::Later, report.body.file, Some(report.body.start)));
        all.extend(report.figures.map(|file| (Subject::Later, file, None)));
    }
    all
}
