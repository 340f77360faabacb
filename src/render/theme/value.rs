//! A view as values of the template engine. What all pages of a form share (labels, spans, ids) is made once; a report
//! brings only its figures.

use std::sync::Arc;

use minijinja::value::{Serde, Value};

use crate::markdown::{Anchor, Html};
use crate::model::{Form, section};
use crate::render::Renderer;
use crate::render::chrome::Chrome;
use crate::render::layout::FormLayout;
use crate::render::view::{Content, FindingView, ReportView, RollUpView, View};

use super::table::{Figures, TableValues, table_value};

/// The values that are made once for all pages.
pub struct Shared {
    site: Value,
    /// By form, then by table.
    tables: Vec<Vec<Arc<TableValues>>>,
}

impl Shared {
    pub fn new(chrome: &Chrome, forms: impl Iterator<Item = FormLayout>) -> Shared {
        let tables = |form: FormLayout| form.tables.iter().map(|table| Arc::new(TableValues::new(table))).collect();
        Shared { site: Value::from(Serde(chrome)), tables: forms.map(tables).collect() }
    }
}

/// The values a template sees: `site`, `page`, `content` and `body`.
pub fn context(renderer: &Renderer, view: &View, body: Html) -> Value {
    let page = Value::from(Serde(&view.page));
    let content = match &view.content {
        Content::Report(report) => report_value(renderer, report, &body),
        Content::RollUp(rollup) => rollup_value(renderer, rollup),
        other => Value::from(Serde(other)),
    };
    let body = Value::from_pairs([
        ("html", Value::from_safe_string(body.lead)),
        ("contents", body.contents.iter().map(anchor).collect()),
    ]);
    Value::from_pairs([("site", renderer.shared.site.clone()), ("page", page), ("content", content), ("body", body)])
}

fn anchor(anchor: &Anchor) -> Value {
    Value::from_pairs([
        ("level", Value::from(anchor.level)),
        ("id", Value::from(anchor.id.as_str())),
        ("text", Value::from(anchor.text.as_str())),
    ])
}

fn report_value(renderer: &Renderer, report: &ReportView, body: &Html) -> Value {
    let shown = Value::from(Serde(&report.shown));
    let Some(form_id) = report.form else {
        return Value::from_pairs([("report", shown), ("sections", Value::from(Vec::<Value>::new()))]);
    };
    let form = renderer.site.form(form_id);
    let layouts = &renderer.shared.tables[form_id.0 as usize];
    let mut sections: Vec<Value> = Vec::new();
    let mut used = vec![false; body.sections.len()];
    for (at, official) in form.sections.iter().enumerate() {
        let own =
            body.sections.iter().position(|(text, _)| section::of_heading(form, text).is_some_and(|(i, _)| i == at));
        own.into_iter().for_each(|own| used[own] = true);
        let tables = official.tables.iter().map(|table| {
            let marked = marked(form, *table, &report.shown.sums.findings);
            table_value(form, &layouts[*table], *table, &Figures { cells: &report.cells, own: None, marked })
        });
        sections.push(section_value(&official.id, &official.label, own, body, tables.collect()));
    }
    for (at, (text, _)) in body.sections.iter().enumerate().filter(|(at, _)| !used[*at]) {
        let id = crate::markdown::id_of(text);
        sections.push(section_value(&id, text, Some(at), body, Vec::new()));
    }
    Value::from_pairs([("report", shown), ("sections", Value::from(sections))])
}

fn section_value(id: &str, label: &str, own: Option<usize>, body: &Html, tables: Vec<Value>) -> Value {
    let html = own.map_or(String::new(), |own| body.sections[own].1.clone());
    let contents: Vec<Value> =
        body.contents.iter().filter(|anchor| own.is_some() && anchor.section == own).map(anchor).collect();
    Value::from_pairs([
        ("id", Value::from(id)),
        ("label", Value::from(label)),
        ("html", Value::from_safe_string(html)),
        ("contents", Value::from(contents)),
        ("tables", Value::from(tables)),
    ])
}

fn rollup_value(renderer: &Renderer, rollup: &RollUpView) -> Value {
    let form = renderer.site.form(rollup.form);
    let layouts = &renderer.shared.tables[usize::from(rollup.form.0)];
    let differs = |table: usize| -> Vec<u32> {
        let cells = form.tables[table].rows.clone().flat_map(|row| form.cells(&form.rows[row]));
        let own = |cell: &usize| rollup.own.as_ref().is_some_and(|own| !own[*cell].is_left_out());
        cells.filter(own).map(|cell| cell as u32).collect()
    };
    let tables = layouts.iter().enumerate().map(|(table, layout)| {
        let figures = Figures { cells: &rollup.cells, own: rollup.own.as_ref(), marked: differs(table) };
        table_value(form, layout, table, &figures)
    });
    let tables = Value::from(tables.collect::<Vec<_>>());
    Value::from_pairs([("rollup", Value::from(Serde(&rollup.shown))), ("tables", tables)])
}

/// The cells of a table that findings speak of.
fn marked(form: &Form, table: usize, findings: &[FindingView]) -> Vec<u32> {
    let own = form.tables[table].rows.clone().flat_map(|row| form.cells(&form.rows[row]));
    let named: Vec<&str> = findings.iter().filter_map(|finding| finding.cell.as_deref()).collect();
    if named.is_empty() {
        return Vec::new();
    }
    own.map(|cell| cell as u32).filter(|cell| named.contains(&form.cell_id(*cell).as_str())).collect()
}
