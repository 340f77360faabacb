//! Does this year begin where the last one ended (结转)?

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::form::{Axis, Carry, FormId, Row};
use crate::model::{Amount, Form, Report, ReportId, Site, Table};

/// For each pair of forms, the cells that must agree between a report on one and the next year's on the other.
pub struct Chains(BTreeMap<(FormId, FormId), Vec<Chain>>);

/// `this` = `last` of the year before + `plus` − `minus`; cells of this year's form but for `last`.
struct Chain {
    code: Code,
    span: Span,
    this: Vec<u32>,
    last: Vec<u32>,
    plus: Vec<u32>,
    minus: Vec<u32>,
}

impl Chains {
    /// Works out the chains between every two forms. A carry whose lines the older form does not have gives none: so
    /// 现行有效 is not compared over the change of forms from 2020 to 2021, where it counted something else.
    pub fn new(forms: &[Arc<Form>]) -> Chains {
        let ids = || (0..forms.len()).map(|index| FormId(index as u16));
        let pairs = ids().flat_map(|this| ids().map(move |last| (this, last)));
        Chains(
            pairs
                .map(|(this, last)| ((this, last), chains(&forms[this.0 as usize], &forms[last.0 as usize])))
                .collect(),
        )
    }
}

fn chains(this: &Form, last: &Form) -> Vec<Chain> {
    let mut found = Vec::new();
    for table in &this.tables {
        for carry in &table.carries {
            let across = match carry.axis {
                Axis::Rows => columns_of(this, table, carry),
                Axis::Columns => rows_with(this, table, carry),
            };
            found.extend(across.into_iter().filter_map(|other| chain(this, last, &table.id, carry, other)));
        }
    }
    found
}

/// The columns of the carried rows: the carry holds in each.
fn columns_of<'f>(form: &'f Form, table: &'f Table, carry: &Carry) -> Vec<&'f str> {
    let rows = &form.rows[table.rows.clone()];
    let row = rows.iter().find(|row| carry.this.first().is_some_and(|id| *id == row.id));
    row.map(|row| form.columns(row).iter().map(|column| &*column.id).collect()).unwrap_or_default()
}

/// The rows that have the carried columns: the carry holds in each.
fn rows_with<'f>(form: &'f Form, table: &'f Table, carry: &Carry) -> Vec<&'f str> {
    let has = |row: &Row| carry.this.iter().all(|id| form.columns(row).iter().any(|column| column.id == *id));
    form.rows[table.rows.clone()].iter().filter(|row| has(row)).map(|row| &*row.id).collect()
}

fn chain(this: &Form, last: &Form, table: &str, carry: &Carry, other: &str) -> Option<Chain> {
    let cells = |form: &Form, ids: &[Box<str>]| -> Option<Vec<u32>> {
        let cell = |id: &str| match carry.axis {
            Axis::Rows => form.cell(table, id, other),
            Axis::Columns => form.cell(table, other, id),
        };
        ids.iter().map(|id| cell(id)).collect()
    };
    Some(Chain {
        code: carry.code,
        span: carry.span,
        this: cells(this, &carry.this)?,
        last: cells(last, &carry.last)?,
        plus: cells(this, &carry.plus)?,
        minus: cells(this, &carry.minus)?,
    })
}

/// Compares a report with the same agency's report of the year before, where there is one (T201 to T203). A cell
/// without a number is not judged.
pub fn from_last_year(site: &Site, id: ReportId, chains: &Chains, out: &mut Vec<Diagnostic>) {
    let report = site.report(id);
    let Some(last) = site.report_of(report.agency, report.year - 1).map(|last| site.report(last)) else { return };
    let (Some(form), Some(last_form)) = (report.form, last.form) else { return };
    for chain in &chains.0[&(form, last_form)] {
        out.extend(broken(site.form(form), chain, report, last));
    }
}

fn broken(form: &Form, chain: &Chain, report: &Report, last: &Report) -> Option<Diagnostic> {
    let total = |report: &Report, cells: &[u32]| -> Option<Amount> {
        let numbers: Option<Vec<Amount>> = cells.iter().map(|cell| report.cells[*cell as usize].number()).collect();
        Some(Amount::sum(numbers?))
    };
    let found = total(report, &chain.this)?;
    let before = total(last, &chain.last)?;
    let expected = before.plus(total(report, &chain.plus)?).minus(total(report, &chain.minus)?);
    if found == expected {
        return None;
    }
    let cell = *chain.this.first()?;
    // A computed total differs because its parts do; they are reported.
    let span = report.cell_span(cell)?;
    let (row, column) = form.place(cell);
    let finding = Diagnostic::new(chain.code, span)
        .arg("row", &*row.label)
        .arg("column", &*column.label)
        .arg("found", found.to_string())
        .arg("expected", expected.to_string())
        .arg("difference", found.minus(expected).to_string())
        .arg("year", last.year.to_string())
        .subject(form.cell_name(cell));
    let there = chain.last.first().and_then(|cell| last.cell_span(*cell)).unwrap_or(Span::file(last.figures_file()));
    let args = vec![("number", before.to_string().into()), ("year", last.year.to_string().into())];
    Some(finding.relate(there, "last_year", args).relate(chain.span, "form_carry", vec![]))
}
