//! One report: `report.md` (prose and front matter) and its figures, to a [`Report`].

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, FileId, Files, Span, nearest};
use crate::markdown::{self, Outline};
use crate::model::form::FormId;
use crate::model::report::SectionHeading;
use crate::model::{Body, Cell, Form, Report};
use crate::yaml::{self, Fields, Node};

use super::source::{self, Page};
use super::walk::ReportPlace;
use super::{alias, figures, item, loose, quote};

/// Reads a report of the agency called `agency`.
pub fn read(
    files: &Files,
    place: &ReportPlace,
    agency: &str,
    forms: &[Arc<Form>],
    out: &mut Vec<Diagnostic>,
) -> Option<Report> {
    let file = place.file;
    let read = source::text(files, file, out)?;
    let page = source::page(&read.text, file, out);
    let outline = markdown::outline(&read.text[page.body..]);
    let links = item::links(&outline, own_path(files, file), page.body, file);
    let body = Body {
        file,
        start: page.body as u32,
        hash: read.hash,
        links,
        aliases: Box::default(),
        waivers: Box::default(),
    };
    let mut spare = Vec::new();
    let mut fields = page.fields(file, out, &mut spare);
    let mut report = told(place, agency, forms, body, &mut fields);
    report.headings = headings(&outline, page.body, file);
    let tables = fields.get("tables");
    if report.published_span.is_none() {
        let start = page.front.start;
        fields.out.push(Diagnostic::new(Code::R206, Span { file, start, end: start }));
    }
    fields.finish();
    if let Some(form) = report.form {
        let form = &forms[form.0 as usize];
        report.loose = loose::headings(form, &report.headings, (&read.text, page.body), file);
        let (cells, source) = cells(files, place, form, (&page, tables), out);
        report.cells = cells;
        report.figures = source;
        let prose = (&read.text[page.body..], page.body);
        report.quotes = quote::all(prose, file, (form, &report.cells), out);
    }
    Some(report)
}

/// A report as its front matter tells of it, around its body and before its figures.
fn told(place: &ReportPlace, agency: &str, forms: &[Arc<Form>], body: Body, fields: &mut Fields) -> Report {
    let year = place.year;
    let title = fields.text("title").map_or_else(|| format!("{agency}{year}年政府信息公开工作年度报告"), str::to_owned);
    let (form, form_span) = form(fields, year, forms);
    let (date, published) = (item::date(fields, "date"), item::date(fields, "published"));
    let (index_number, index_span) = super::index_number::read(fields, date.or(published));
    Report {
        agency: place.agency,
        year,
        form,
        form_span,
        title: title.into(),
        title_span: fields.span("title"),
        date,
        date_span: fields.span("date"),
        published_span: fields.span("published"),
        published,
        index_number,
        index_span,
        body: alias::with_aliases(body, fields),
        headings: Box::default(),
        loose: Box::default(),
        figures: None,
        cells: Box::default(),
        quotes: Box::default(),
        waivers: super::waiver::all(fields),
        extra: item::extra(fields),
    }
}

fn own_path(files: &Files, file: FileId) -> &str {
    let path = files.path(file);
    path.strip_prefix("content/").unwrap_or(path)
}

/// The form a report names, else the one that covers its year.
fn form(fields: &mut Fields, year: i16, forms: &[Arc<Form>]) -> (Option<FormId>, Option<Span>) {
    let span = fields.get("form").map(|node| node.span(fields.file));
    let known: Vec<&str> = forms.iter().map(|form| &*form.id).collect();
    if let Some((named, span)) = fields.text("form").zip(span) {
        let found = forms.iter().position(|form| &*form.id == named);
        if found.is_none() {
            let near = nearest(named, known.iter().copied());
            let finding = Diagnostic::new(Code::R107, span).arg("form", named).arg("known", known.join("、"));
            fields.out.push(finding.fix(near));
        }
        return (found.map(|at| FormId(at as u16)), Some(span));
    }
    let found = default_form(forms, year);
    if found.is_none() {
        let finding = Diagnostic::new(Code::R107, Span::file(fields.file));
        fields.out.push(finding.arg("form", year.to_string()).arg("known", known.join("、")));
    }
    (found, None)
}

/// The latest form that covers a year.
pub fn default_form(forms: &[Arc<Form>], year: i16) -> Option<FormId> {
    forms.iter().rposition(|form| form.covers(year)).map(|at| FormId(at as u16))
}

/// The figures, from wherever they stand, and the file if it is not the report's own.
fn cells(
    files: &Files,
    place: &ReportPlace,
    form: &Form,
    (page, tables): (&Page, Option<&Node>),
    out: &mut Vec<Diagnostic>,
) -> (Box<[Cell]>, Option<FileId>) {
    let empty = || vec![Cell::LEFT_OUT; form.cell_count()].into();
    match (tables, place.figures) {
        (Some(tables), None) => (figures::read(form, tables, place.file, out), None),
        (None, None) if !page.whole => (empty(), None),
        (None, None) => {
            let at = Span { start: page.front.start, end: page.front.start, file: place.file };
            out.push(Diagnostic::new(Code::R104, at));
            (empty(), None)
        }
        (tables, Some(file)) => {
            if let Some(tables) = tables {
                let finding = Diagnostic::new(Code::R105, tables.span(place.file));
                out.push(finding.relate(Span::file(file), "other_figures", vec![]));
            }
            let Some(read) = source::text(files, file, out) else { return (empty(), Some(file)) };
            let figures = yaml::parse(&read.text, file, 0, out);
            let mut spare = Vec::new();
            let out = if figures.whole { out } else { &mut spare };
            (figures::read(form, &figures.root, file, out), Some(file))
        }
    }
}

/// The headings of the section level, each with the characters that follow it, those below its sub-headings included.
fn headings(outline: &Outline, offset: usize, file: FileId) -> Box<[SectionHeading]> {
    let levels = outline.headings.iter().map(|heading| heading.level);
    let Some(top) = markdown::section_level(levels) else { return Box::default() };
    let mut sections: Vec<SectionHeading> = Vec::new();
    for heading in &outline.headings {
        if heading.level == top {
            sections.push(SectionHeading {
                text: heading.text.as_str().into(),
                span: Span::new(file, heading.start + offset, heading.end + offset),
                characters: heading.characters,
            });
        } else if let Some(section) = sections.last_mut() {
            section.characters += heading.characters;
        }
    }
    sections.into()
}
