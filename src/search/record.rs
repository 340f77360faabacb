//! What a search knows of a page: a text of lines, each with a letter before it that says what it is. What is found is
//! what stands here, and the browser shows it from here.
//!
//! `t` title, `u` address, `n` agency, `k` kind, `y` year, `d` date, `v` validity, `m` a number or word that describes
//! the page; `s` id, heading and words of a passage; `r` id, label and figure of a table's row; `x` the traditional
//! characters on the page, each with the one it folds to.

use std::fmt::Write;

use crate::diagnostic::Files;
use crate::markdown::{self, Cut};
use crate::model::quote::{self, Quoted};
use crate::model::{AgencyId, Body, Form, FormId, ItemId, Page, PlainKind, Report, ReportId, Site, Value, section};

use super::document::Kind;
use super::fold;
use super::gram::{Cutter, Gram, Shape};
use super::tally::{Counted, Tally};

/// The record of a page, and what filters ask for.
#[derive(Debug, Default)]
pub struct Record {
    pub lines: String,
    pub agency: Option<AgencyId>,
    pub year: i16,
    pub kind: u8,
    /// By its place in the choices of the model; 0 for none, then from 1.
    pub validity: u8,
    pub topic: Option<u16>,
    /// Whose tables' labels stand in it.
    pub form: Option<FormId>,
}

/// Reads pages and writes their records.
pub struct Recorder<'s> {
    site: &'s Site,
    files: &'s Files,
    /// For each form, what stands of its tables in the record of a report.
    tables: Vec<Vec<Labels>>,
}

/// Lines of labels, the last of which ends with a figure of the report, if it has that.
struct Labels {
    lines: String,
    cell: Option<u32>,
}

impl<'s> Recorder<'s> {
    pub fn new(site: &'s Site, files: &'s Files) -> Recorder<'s> {
        Recorder { site, files, tables: site.forms.iter().map(|form| labels(form)).collect() }
    }

    /// Reads a page's text and writes its record.
    ///
    /// # Errors
    /// When the text cannot be read any more.
    pub fn record(&self, page: Page) -> anyhow::Result<Record> {
        record(self, page)
    }

    /// The grams of the labels of each form, as this tally counts them: they stand alike in the record of every report.
    pub fn labels(&self, tally: &mut Tally) -> Vec<Counted> {
        let counted = |labels: &Vec<Labels>| {
            labels.iter().flat_map(|labels| labels.lines.lines()).for_each(|line| count(line, tally));
            tally.counted()
        };
        self.tables.iter().map(counted).collect()
    }
}

fn record(recorder: &Recorder, page: Page) -> anyhow::Result<Record> {
    let Recorder { site, files, .. } = *recorder;
    let mut record = Record::default();
    record.line('u', site.address(page).as_str());
    match page {
        Page::Agency(id) => record.agency(site, files, id)?,
        Page::Report(id) => record.report(recorder, id)?,
        Page::Item(id) => record.item(site, files, id)?,
        Page::Plain(id) => {
            let plain = site.plain(id);
            record.head(
                &plain.title,
                match plain.kind {
                    PlainKind::Guide => Kind::Guide,
                    PlainKind::Rule => Kind::Rule,
                    PlainKind::Application => Kind::Application,
                    PlainKind::Portal => Kind::Plain,
                },
            );
            record.of_agency(site, plain.agency);
            record.some('d', &plain.published.map(|date| date.to_string()));
            record.body(files, &plain.body, Cut::Whole, &[], |_| String::new())?;
        }
        _ => {
            record.head(&site.portal.name, Kind::Plain);
            if let Some(body) = &site.home {
                record.body(files, body, Cut::Whole, &[], |_| String::new())?;
            }
        }
    }
    record.traditional();
    Ok(record)
}

impl Record {
    fn line(&mut self, tag: char, text: &str) {
        self.lines.push(tag);
        self.text(text);
        self.lines.push('\n');
    }

    /// Line breaks and tabs keep the parts of a record apart.
    fn text(&mut self, text: &str) {
        for (at, part) in text.trim().split(['\n', '\t', '\r']).enumerate() {
            if at > 0 {
                self.lines.push(' ');
            }
            self.lines.push_str(part);
        }
    }

    fn some(&mut self, tag: char, text: &Option<impl AsRef<str>>) {
        if let Some(text) = text.as_ref().map(AsRef::as_ref).filter(|text| !text.is_empty()) {
            self.line(tag, text);
        }
    }

    fn parts(&mut self, tag: char, parts: [&str; 3]) {
        self.lines.push(tag);
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                self.lines.push('\t');
            }
            self.text(part);
        }
        self.lines.push('\n');
    }

    fn head(&mut self, title: &str, kind: Kind) {
        self.line('t', title);
        self.kind = kind as u8;
        let _ = writeln!(self.lines, "k{}", self.kind);
    }

    fn of_agency(&mut self, site: &Site, agency: Option<AgencyId>) {
        self.agency = agency;
        self.some('n', &agency.map(|id| &site.agency(id).name));
    }

    fn in_year(&mut self, year: i16) {
        self.year = year;
        let _ = writeln!(self.lines, "y{year}");
    }

    fn agency(&mut self, site: &Site, files: &Files, id: AgencyId) -> anyhow::Result<()> {
        let agency = site.agency(id);
        self.head(&agency.name, Kind::Agency);
        self.agency = Some(id);
        let contact = &agency.contact;
        for line in [&agency.short_name, &agency.code, &contact.office, &contact.address, &contact.postcode] {
            self.some('m', line);
        }
        for line in [&contact.hours, &contact.phone, &contact.fax, &contact.email] {
            self.some('m', line);
        }
        agency.former_names.iter().for_each(|name| self.line('m', name));
        self.body(files, &agency.body, Cut::Whole, &[], |_| String::new())
    }

    fn item(&mut self, site: &Site, files: &Files, id: ItemId) -> anyhow::Result<()> {
        let item = site.item(id);
        self.head(&item.title, Kind::Item);
        self.of_agency(site, Some(item.agency));
        self.in_year(item.year);
        self.some('d', &item.published.map(|date| date.to_string()));
        self.some('v', &item.validity.map(|validity| validity.id()));
        self.validity = item.validity.map_or(0, |validity| validity as u8 + 1);
        self.topic = item.filed.topic;
        for line in [&item.document_number, &item.index_number, &item.category, &item.topic, &item.genre] {
            self.some('m', line);
        }
        self.some('m', &item.issued.filter(|day| Some(*day) != item.published).map(|day| day.to_string()));
        item.keywords.iter().for_each(|word| self.line('m', word));
        let before = self.lines.len();
        self.body(files, &item.body, Cut::Whole, &[], |_| String::new())?;
        // An office's own summary; one made from the text says nothing new.
        if !self.lines[before..].contains(item.summary.trim_end_matches('…')) {
            self.parts('s', ["", "", &item.summary]);
        }
        Ok(())
    }

    fn report(&mut self, recorder: &Recorder, id: ReportId) -> anyhow::Result<()> {
        let Recorder { site, files, tables } = recorder;
        let report = site.report(id);
        self.head(&report.title, Kind::Report);
        self.of_agency(site, Some(report.agency));
        self.in_year(report.year);
        self.some('d', &report.published.map(|date| date.to_string()));
        self.some('m', &report.index_number);
        let form = report.form.map(|form| site.form(form));
        self.body(files, &report.body, Cut::Sections, &quote::quoted(site, id), |heading| {
            let official = form.and_then(|form| Some(&form.sections[section::of_heading(form, heading)?.0]));
            official.map_or_else(|| markdown::id_of(heading), |section| section.id.to_string())
        })?;
        if let Some(form) = report.form {
            self.tables(&tables[form.0 as usize], report);
            self.form = Some(form);
        }
        Ok(())
    }

    fn body(
        &mut self,
        files: &Files,
        body: &Body,
        cut: Cut,
        quoted: &[Quoted],
        section_id: impl Fn(&str) -> String,
    ) -> anyhow::Result<()> {
        let text = files.text(body.file)?;
        let start = text.floor_char_boundary(body.start as usize);
        let text = quote::write_out(text, 0, quoted);
        for passage in markdown::passages(&text[start..], cut) {
            let id = if passage.is_section { section_id(&passage.heading) } else { passage.id };
            self.parts('s', [&id, &passage.heading, &passage.words]);
        }
        Ok(())
    }

    fn tables(&mut self, labels: &[Labels], report: &Report) {
        for Labels { lines, cell } in labels {
            self.lines.push_str(lines);
            if let Some(cell) = cell {
                if let Value::Number(amount) = report.cells[*cell as usize].value() {
                    let _ = write!(self.lines, "{amount}");
                }
                self.lines.push('\n');
            }
        }
    }

    /// Notes which traditional characters stand here, so that a browser can fold the page without the whole table.
    fn traditional(&mut self) {
        let folds = |c: char| {
            let folded = fold::simplified(c);
            (folded != c).then_some((c, folded))
        };
        let mut found: Vec<(char, char)> = self.lines.chars().filter_map(folds).collect();
        found.sort_unstable();
        found.dedup();
        if !found.is_empty() {
            let pairs: String = found.into_iter().flat_map(|(from, to)| [from, to]).collect();
            self.line('x', &pairs);
        }
    }

    /// Counts the grams of a record; `labels` are those of the forms.
    pub fn grams(&self, tally: &mut Tally, labels: &[Counted]) {
        self.lines.lines().filter(|line| !line.starts_with(ROW)).for_each(|line| count(line, tally));
        if let Some(form) = self.form {
            tally.add_counted(&labels[form.0 as usize], WORDS);
        }
    }

    /// Counts its pairs.
    pub fn pairs(&self, tally: &mut Tally) {
        for (_, text) in self.lines.lines().flat_map(fields) {
            let mut cutter = Cutter::new();
            let mut add = |gram: Gram, shape: Shape| {
                if shape == Shape::Pair {
                    tally.add(gram, shape);
                }
            };
            fold::fold_each(text, |c| cutter.push(c, &mut add));
        }
    }
}

/// Begins a line of a table.
const ROW: char = 'r';
/// The tier of words.
const WORDS: u8 = 2;

/// Every text of a line that can be found, with the tier of the place it stands in: 0 the title, 1 headings and
/// descriptions, 2 words.
fn fields(line: &str) -> impl Iterator<Item = (u8, &str)> {
    let mut characters = line.chars();
    let tag = characters.next();
    let mut parts = characters.as_str().split('\t');
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    let found = match tag {
        Some('t') => [first.map(|text| (0, text)), None],
        Some('n' | 'm' | 'd') => [first.map(|text| (1, text)), None],
        Some('s') => [second.map(|text| (1, text)), third.map(|text| (WORDS, text))],
        Some(ROW) => [second.map(|text| (WORDS, text)), None],
        _ => [None, None],
    };
    found.into_iter().flatten()
}

/// Counts the grams of a line.
fn count(line: &str, tally: &mut Tally) {
    for (tier, text) in fields(line) {
        tally.enter(tier);
        let mut cutter = Cutter::new();
        fold::fold_each(text, |c| cutter.push(c, |gram, shape| tally.add(gram, shape)));
    }
}

/// The labels of a form's tables, each where it leads; behind a row's own stands its figure.
fn labels(form: &Form) -> Vec<Labels> {
    let mut all = Vec::new();
    for table in &form.tables {
        let mut heads_of = Record::default();
        let top = form.cell_id(form.rows[table.rows.start].first);
        heads_of.parts(ROW, [&top, &table.caption, ""]);
        for part in &table.parts {
            let labels = [&table.corner, &part.label, &part.stub];
            labels.into_iter().flatten().for_each(|label| heads_of.parts(ROW, [&top, label, ""]));
            let columns = part.column_heads.iter().flat_map(heads);
            for head in columns.filter(|_| !part.rows.is_empty()) {
                let cell = form.rows[part.rows.start].first + head.1 as u32;
                heads_of.parts(ROW, [&form.cell_id(cell), head.0, ""]);
            }
            for head in part.row_heads.iter().flat_map(heads).filter(|head| !head.2) {
                heads_of.parts(ROW, [&form.cell_id(form.rows[head.1].first), head.0, ""]);
            }
        }
        all.push(Labels { lines: heads_of.lines, cell: None });
        for row in &form.rows[table.rows.clone()] {
            let cell = main_cell(form, row);
            let mut before = Record::default();
            before.parts(ROW, [&form.cell_id(cell), &row.label, ""]);
            // The figure ends the line.
            before.lines.pop();
            all.push(Labels { lines: before.lines, cell: Some(cell) });
        }
    }
    all
}

/// The heads of a tree: label, place of the first leaf, whether it is one.
fn heads(head: &crate::model::form::Head) -> Vec<(&str, usize, bool)> {
    let mut first = head;
    while let Some(below) = first.children.first() {
        first = below;
    }
    let mut found = vec![(&*head.label, first.leaf, head.children.is_empty())];
    found.extend(head.children.iter().flat_map(heads));
    found
}

/// The cell that stands for a row: its total, or its first.
pub fn main_cell(form: &Form, row: &crate::model::form::Row) -> u32 {
    let total = form.columns(row).iter().rposition(|column| column.summed);
    row.first + total.unwrap_or(0) as u32
}
