//! A view as values of the template engine. What all pages of a form share (labels, spans, ids) is made once; a report
//! brings only its figures.

use std::borrow::Cow;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Serde, Value};

use crate::markdown::{Anchor, Html};
use crate::model::{Cell, Form, section};
use crate::render::Renderer;
use crate::render::chrome::Chrome;
use crate::render::layout::{FormLayout, Group, Kind, Line, TableLayout, Th};
use crate::render::view::{Content, FindingView, ReportView, View};

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
        let tables = official.tables.iter().map(|table| table_value(form, &layouts[*table], *table, report));
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

/// A table's labels as values, made once for each form.
#[derive(Debug)]
struct TableValues {
    id: Value,
    caption: Value,
    unit: Value,
    width: Value,
    groups: Vec<GroupValues>,
}

#[derive(Debug)]
struct GroupValues {
    label: Value,
    heads: Value,
    rows: Vec<(Value, Vec<(u32, Box<str>)>)>,
}

impl TableValues {
    fn new(layout: &TableLayout) -> TableValues {
        TableValues {
            id: Value::from(&*layout.id),
            caption: Value::from(&*layout.caption),
            unit: Value::from(&*layout.unit),
            width: Value::from(layout.stub + layout.width),
            groups: layout.groups.iter().map(group_values).collect(),
        }
    }
}

fn group_values(group: &Group) -> GroupValues {
    let line = |heads: &Vec<Th>| heads.iter().map(th).collect::<Value>();
    let row = |line: &Line| {
        let heads = line.heads.iter().map(th).collect::<Value>();
        let cells = line.cells.iter().map(|slot| (slot.cell, slot.attributes.as_str().into()));
        (heads, cells.collect())
    };
    GroupValues {
        label: group.label.as_ref().map_or(Value::from(()), th),
        heads: group.heads.iter().map(line).collect(),
        rows: group.rows.iter().map(row).collect(),
    }
}

fn th(th: &Th) -> Value {
    let scope = match th.kind {
        Kind::Column => "col",
        Kind::ColumnGroup => "colgroup",
        Kind::Row => "row",
        Kind::RowGroup => "rowgroup",
        Kind::Corner => "",
    };
    let mut attributes = format!("id=\"{}\"", th.id);
    if !scope.is_empty() {
        attributes += &format!(" scope=\"{scope}\"");
    }
    if th.colspan > 1 {
        attributes += &format!(" colspan=\"{}\"", th.colspan);
    }
    if th.rowspan > 1 {
        attributes += &format!(" rowspan=\"{}\"", th.rowspan);
    }
    Value::from_pairs([
        ("attributes", Value::from_safe_string(attributes)),
        ("label", Value::from(&*th.label)),
        ("corner", Value::from(th.kind == Kind::Corner)),
    ])
}

/// A table with the figures of one report.
fn table_value(form: &Arc<Form>, values: &Arc<TableValues>, table: usize, report: &ReportView) -> Value {
    let cells: Arc<[Cell]> = report.cells.clone();
    let marked: Arc<[u32]> = marked(form, table, &report.shown.sums.findings).into();
    let row = |group, row| {
        let (table, cells, marked) = (values.clone(), cells.clone(), marked.clone());
        Value::from_object(RowValues { table, group, row, cells, marked })
    };
    let groups = values.groups.iter().enumerate().map(|(at, group)| {
        let rows = (0..group.rows.len()).map(|place| row(at, place));
        Value::from_pairs([
            ("label", group.label.clone()),
            ("heads", group.heads.clone()),
            ("rows", Value::from(rows.collect::<Vec<_>>())),
        ])
    });
    let groups = Value::from(groups.collect::<Vec<_>>());
    let here = || form.rows[form.tables[table].rows.clone()].iter().flat_map(|row| form.cells(row)).map(|at| cells[at]);
    let has = |mark: &str| Value::from(here().any(|cell| mark_of(cell) == mark));
    Value::from_pairs([
        ("id", values.id.clone()),
        ("caption", values.caption.clone()),
        ("unit", values.unit.clone()),
        ("width", values.width.clone()),
        ("groups", groups),
        ("has_blank", has("blank")),
        ("has_not_applicable", has("none")),
        ("has_computed", has("computed")),
        ("has_marked", Value::from(!marked.is_empty())),
    ])
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

/// What a figure is besides a number, as a class: empty for a plain one.
fn mark_of(cell: Cell) -> &'static str {
    match cell.value() {
        crate::model::Value::Number(_) if cell.is_computed() => "computed",
        crate::model::Value::Number(_) => "",
        crate::model::Value::Blank => "blank",
        crate::model::Value::NotApplicable => "none",
    }
}

/// One row of a report: `heads`, `figures` (its cells as finished HTML) and `cells` (the same, one by one). Nothing is
/// made before a template asks for it: a report has two hundred cells, and building each as a value of its own was half
/// the time of its page.
#[derive(Debug)]
struct RowValues {
    table: Arc<TableValues>,
    group: usize,
    row: usize,
    cells: Arc<[Cell]>,
    /// The cells of the table that findings speak of.
    marked: Arc<[u32]>,
}

impl RowValues {
    fn slots(&self) -> impl Iterator<Item = (&str, Cell, bool)> {
        let (_, slots) = &self.table.groups[self.group].rows[self.row];
        slots.iter().map(|(cell, attributes)| (&**attributes, self.cells[*cell as usize], self.marked.contains(cell)))
    }

    fn figures(&self) -> String {
        let mut html = String::with_capacity(1024);
        for (attributes, cell, marked) in self.slots() {
            html.push_str("<td ");
            html.push_str(attributes);
            let class = class_of(cell, marked);
            if !class.is_empty() {
                html.extend([" class=\"", &class, "\""]);
            }
            html.push('>');
            html.push_str(&text_of(cell));
            html.push_str("</td>");
        }
        html
    }

    fn cell(attributes: &str, cell: Cell, marked: bool) -> Value {
        Value::from_pairs([
            ("attributes", Value::from_safe_string(attributes.to_owned())),
            ("text", Value::from(&*text_of(cell))),
            ("mark", Value::from(&*class_of(cell, marked))),
        ])
    }
}

impl Object for RowValues {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        Some(match key {
            "heads" => self.table.groups[self.group].rows[self.row].0.clone(),
            "figures" => Value::from_safe_string(self.figures()),
            "cells" => self.slots().map(|(attributes, cell, marked)| Self::cell(attributes, cell, marked)).collect(),
            _ => return None,
        })
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["heads", "figures", "cells"])
    }
}

fn text_of(cell: Cell) -> Cow<'static, str> {
    match cell.value() {
        // Most figures are zero: no text need be made for them.
        crate::model::Value::Number(crate::model::Amount::ZERO) => "0".into(),
        crate::model::Value::Number(amount) => amount.to_string().into(),
        crate::model::Value::Blank => "…".into(),
        crate::model::Value::NotApplicable => "/".into(),
    }
}

fn class_of(cell: Cell, marked: bool) -> Cow<'static, str> {
    match (marked, mark_of(cell)) {
        (true, "") => "doubt".into(),
        (true, mark) => format!("doubt {mark}").into(),
        (false, mark) => mark.into(),
    }
}
