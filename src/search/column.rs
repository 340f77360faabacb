//! What filters ask for, by document: agency, year, kind, validity, topic; and the figures of reports, by row.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hash::Hash;

use crate::model::{AgencyId, Page, Site, Value};
use crate::write::{Fingerprint, Fingerprinter};

use super::Shelf;
use super::document::Document;
use super::record::{Record, main_cell};
use super::stream::{self, Deflater, Stream};

/// What is kept of a document when its text has been put away.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// How long its record is.
    pub units: u32,
    agency: Option<AgencyId>,
    topic: Option<u16>,
    year: i16,
    kind: u8,
    validity: u8,
}

impl Facts {
    pub fn new(record: &Record, units: u32) -> Facts {
        let Record { lines: _, agency, year, kind, validity, topic, form: _ } = *record;
        Facts { units, agency, topic, year, kind, validity }
    }
}

/// The columns of a block: a line of agencies and one of topics, then for each document the place of its agency in that
/// line from 1 and its topic's (high bytes of all, then low bytes), its year after 1900, its kind, its validity.
pub fn columns(site: &Site, facts: &[Facts]) -> Vec<u8> {
    let mut agencies: BTreeMap<&str, u16> = BTreeMap::new();
    let mut topics: BTreeMap<&str, u16> = BTreeMap::new();
    let path = |facts: &Facts| facts.agency.map(|id| &*site.agency(id).path);
    let topic = |facts: &Facts| facts.topic.map(|at| &*site.catalogue.topics[usize::from(at)].id);
    for facts in facts {
        agencies.extend(path(facts).map(|path| (path, 0)));
        topics.extend(topic(facts).map(|topic| (topic, 0)));
    }
    let mut out = String::new();
    for (names, end) in [(&mut agencies, '\n'), (&mut topics, '\n')] {
        for (number, (name, place)) in (1..).zip(names.iter_mut()) {
            *place = number;
            let _ = write!(out, "{}{name}", if number > 1 { "\t" } else { "" });
        }
        out.push(end);
    }
    let mut out = out.into_bytes();
    let agencies: Vec<u16> = facts.iter().map(|facts| path(facts).map_or(0, |path| agencies[path])).collect();
    let topics: Vec<u16> = facts.iter().map(|facts| topic(facts).map_or(0, |topic| topics[topic])).collect();
    for places in [agencies, topics] {
        out.extend(places.iter().map(|place| (place >> 8) as u8));
        out.extend(places.iter().map(|place| *place as u8));
    }
    out.extend(facts.iter().map(|facts| (facts.year - 1900).clamp(0, 255) as u8));
    out.extend(facts.iter().map(|facts| facts.kind));
    out.extend(facts.iter().map(|facts| facts.validity));
    out
}

/// The hash of all that columns and figures say besides what their documents say.
pub fn recipe(site: &Site) -> Fingerprint {
    let mut recipe = Fingerprinter::with(&rows(site));
    site.catalogue.topics.iter().for_each(|topic| topic.id.hash(&mut recipe));
    recipe.fingerprint()
}

/// The names of agencies and topics: `a path name`, `t id label`.
pub fn names(site: &Site) -> String {
    let mut out = String::new();
    for agency in &site.agencies {
        let _ = writeln!(out, "a\t{}\t{}", agency.path, agency.name.replace(['\t', '\n'], " "));
    }
    for topic in &site.catalogue.topics {
        let _ = writeln!(out, "t\t{}\t{}", topic.id, topic.label);
    }
    out
}

/// The figures of a block's reports: a list of rows (`g`) with the place of each row's column in a row of bytes (`f`).
/// A column has a line for each report, empty where the report has no number there. How long the list is; 0 for a
/// block without reports.
///
/// # Errors
/// When the shelf refuses.
pub fn figures(site: &Site, documents: &[Document], shelf: &dyn Shelf, folder: &str) -> anyhow::Result<usize> {
    let mut list = String::new();
    let mut last = 0;
    let mut reports = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let Page::Report(id) = document.page else { continue };
        let report = site.report(id);
        reports.extend(report.form.map(|form| (report, site.form(form))));
        if report.form.is_some() {
            let _ = write!(list, "{} ", at - last);
            last = at;
        }
    }
    if reports.is_empty() {
        return Ok(0);
    }
    list.push('\n');
    let mut stream = Stream::new(shelf, format!("{folder}/f"));
    let (mut deflater, mut bytes) = (Deflater::new(6), Vec::new());
    for (key, label) in rows(site) {
        let mut column = String::new();
        for (report, form) in &reports {
            let (table, row) = key.split_once('.').expect("a key has two parts");
            let cell = form.table(table).and_then(|table| form.row(table, row)).map(|row| main_cell(form, row));
            if let Some(Value::Number(amount)) = cell.map(|cell| report.cells[cell as usize].value()) {
                column += &amount.to_string();
            }
            column.push('\n');
        }
        bytes.clear();
        deflater.onto(&mut bytes, column.as_bytes());
        let _ = writeln!(list, "{key}\t{label}\t{}\t{}", stream.len(), bytes.len());
        stream.push(&bytes)?;
    }
    stream.finish()?;
    stream::whole(shelf, format!("{folder}/g"), list.as_bytes())
}

/// Every row of every form, `table.row` and its label; of forms that share a row, the newest says what it is called.
fn rows(site: &Site) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for form in site.forms.iter().rev() {
        for row in &form.rows {
            let key = format!("{}.{}", form.tables[row.table].id, row.id);
            if !rows.iter().any(|(known, _)| *known == key) {
                rows.push((key, format!("{}\t{}", form.tables[row.table].caption, row.label)));
            }
        }
    }
    rows
}
