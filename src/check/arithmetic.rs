//! Do a report's tables add up, and if not, which one slip would explain it?

use crate::diagnostic::{Args, Code, Diagnostic, Span};
use crate::model::crossfoot::{Imbalance, Slip, crossfoot, slips};
use crate::model::{Form, Report, ReportId, Site};

/// Every equation of the form that the figures contradict (T101 to T104).
pub fn sums(site: &Site, id: ReportId, out: &mut Vec<Diagnostic>) {
    let report = site.report(id);
    let Some(form) = report.form.map(|form| site.form(form)) else { return };
    let imbalances = crossfoot(form, &report.cells);
    if imbalances.is_empty() {
        return;
    }
    let slips = slips(form, &report.cells, &imbalances);
    for found in &imbalances {
        let mut finding = imbalance(form, report, found);
        for (slip, _) in slips.iter().filter(|(_, explains)| explains.contains(&found.equation)) {
            finding = explain(finding, form, report, slip);
        }
        out.push(finding);
    }
}

fn imbalance(form: &Form, report: &Report, found: &Imbalance) -> Diagnostic {
    let equation = &form.equations[found.equation];
    // A sum stands where its total stands; an identity where its last cell was written.
    let mut candidates = equation.left.iter().take(1).filter(|_| equation.sum.is_some());
    let cell = match candidates.next() {
        Some(sum) => Some(*sum),
        None => {
            let written = |cell: &&u32| report.cell_span(**cell).is_some();
            equation.right.iter().rev().chain(equation.left.iter().rev()).find(written).copied()
        }
    };
    let span = cell.and_then(|cell| report.cell_span(cell)).unwrap_or(Span::file(report.figures_file()));
    let mut finding = Diagnostic::new(equation.code, span)
        .arg("line", &*equation.line)
        .arg("left_name", &*equation.names.0)
        .arg("right_name", &*equation.names.1)
        .arg("found", found.left.to_string())
        .arg("expected", found.right.to_string())
        .arg("difference", found.difference().to_string());
    if let Some(cell) = cell {
        let row = form.place(cell).0;
        finding = finding.arg("table", &*form.tables[row.table].caption).subject(form.cell_name(cell));
    }
    if equation.sum.is_none() {
        let cells = equation.left.iter().chain(&equation.right);
        finding.subjects.extend(cells.map(|cell| form.cell_name(*cell)));
    }
    let args: Args = equation.text.iter().map(|text| ("text", (&**text).into())).collect();
    let words = match (&equation.text, equation.code) {
        (Some(_), _) => "form_identity",
        (None, Code::T103) => "form_row_sum",
        (None, _) => "form_column_sum",
    };
    finding.relate(equation.span, words, args)
}

/// Adds the slip that would explain this finding together with others.
fn explain(finding: Diagnostic, form: &Form, report: &Report, slip: &Slip) -> Diagnostic {
    let file = report.figures_file();
    let cell_args = |cell: u32| -> Args {
        let (row, column) = form.place(cell);
        let number = report.cells[cell as usize].number().unwrap_or_default().to_string();
        vec![("row", (&*row.label).into()), ("column", (&*column.label).into()), ("number", number.into())]
    };
    let place = |cell: u32| report.cell_span(cell).unwrap_or(Span::file(file));
    match *slip {
        Slip::Figure { cell, should_be, swapped } => {
            let mut args = cell_args(cell);
            args.push(("should_be", should_be.to_string().into()));
            let words = if swapped { "slip_swapped" } else { "slip_figure" };
            finding.relate(place(cell), words, args)
        }
        Slip::Moved { from, to } => {
            let mut args = cell_args(from);
            args.push(("to", (&*form.place(to).1.label).into()));
            finding.relate(place(from), "slip_moved", args)
        }
    }
}
