//! A government's own figures beside those of the bodies below it, added up (T401).

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::rollup::Difference;
use crate::model::{AgencyId, RollUp, Site};

/// One note for each table that differs, at the first figure that does.
pub fn differences(site: &Site, agency: AgencyId, out: &mut Vec<Diagnostic>) {
    if site.agency(agency).children.is_empty() {
        return;
    }
    for (_, report) in site.reports_of(agency) {
        let Some(rollup) = RollUp::of(site, agency, report.year) else { continue };
        let differences = rollup.differences(site);
        let form = site.form(rollup.form);
        let table = |difference: &Difference| form.place(difference.cell).0.table;
        for same in differences.chunk_by(|a, b| table(a) == table(b)) {
            out.push(note(site, &rollup, report.figures_file(), same));
        }
    }
}

fn note(site: &Site, rollup: &RollUp, file: crate::diagnostic::FileId, same: &[Difference]) -> Diagnostic {
    let form = site.form(rollup.form);
    let first = same[0];
    let (row, column) = form.place(first.cell);
    let own = rollup.own.map(|own| site.report(own));
    let span = own.and_then(|own| own.cell_span(first.cell)).unwrap_or(Span::file(file));
    let finding = Diagnostic::new(Code::T401, span)
        .arg("table", &*form.tables[row.table].caption)
        .arg("count", same.len().to_string())
        .arg("bodies", rollup.counted.len().to_string())
        .arg("row", &*row.label)
        .arg("column", &*column.label)
        .arg("own", first.own.to_string())
        .arg("sum", first.sum.to_string())
        .arg("difference", first.own.minus(first.sum).to_string())
        .subject(form.cell_name(first.cell));
    match rollup.missing.len() + rollup.other_form.len() {
        0 => finding,
        missing => finding.arg("missing", missing.to_string()),
    }
}
