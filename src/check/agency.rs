//! An agency's platform: its four columns hold something (国办公开办函〔2019〕61号), and its reports are all there.

use crate::diagnostic::{Arg, Code, Diagnostic, Span};
use crate::model::{AgencyId, Column, Filing, Site, due, filing};

/// Columns without content (A201, A202), reports that are owed (R202), and how deep it stands (A102).
pub fn platform(site: &Site, id: AgencyId, out: &mut Vec<Diagnostic>) {
    let agency = site.agency(id);
    for column in Column::ALL.into_iter().filter(|column| site.is_empty(id, *column)) {
        let code = if agency.reason(column).is_some() { Code::A202 } else { Code::A201 };
        let finding = Diagnostic::new(code, Span::file(agency.body.file)).arg("column", Arg::Word(word(column)));
        out.push(match agency.reason(column) {
            Some(reason) => finding.arg("reason", reason),
            None => finding,
        });
    }
    missing_reports(site, id, out);
    depth(site, id, out);
}

/// From the State Council down to a body of a township; pages show the whole line.
const LEVELS: usize = 8;

/// One finding for a branch, at the first agency that stands too deep (A102).
fn depth(site: &Site, id: AgencyId, out: &mut Vec<Diagnostic>) {
    let depth = site.lineage(id).len();
    if depth == LEVELS + 1 {
        let finding = Diagnostic::new(Code::A102, Span::file(site.agency(id).body.file));
        out.push(finding.arg("depth", depth.to_string()).arg("limit", LEVELS.to_string()));
    }
}

fn word(column: Column) -> &'static str {
    match column {
        Column::Guide => "column_guide",
        Column::Rules => "column_rules",
        Column::Documents => "column_documents",
        Column::Reports => "column_reports",
    }
}

/// One finding for all years: an agency that moved here yesterday has many.
fn missing_reports(site: &Site, id: AgencyId, out: &mut Vec<Diagnostic>) {
    let agency = site.agency(id);
    let (Some(first), Some(today)) = (agency.files_since, site.as_of) else { return };
    let years: Vec<i16> =
        (first..today.year()).filter(|year| filing(site, id, *year) == Some(Filing::Missing)).collect();
    let Some(last) = years.last() else { return };
    let runs: Vec<String> = years.chunk_by(|a, b| b - a == 1).flat_map(run).collect();
    let finding = Diagnostic::new(Code::R202, Span::file(agency.body.file)).arg("years", runs.join("、"));
    out.push(match years.len() {
        1 => finding.arg("due", due(agency, *last).to_string()),
        _ => finding,
    });
}

/// Neighbouring years as people write them: 2021、2022, but 2021–2024.
fn run(years: &[i16]) -> Vec<String> {
    match years {
        [first, .., last] if years.len() > 2 => vec![format!("{first}–{last}")],
        few => few.iter().map(i16::to_string).collect(),
    }
}
