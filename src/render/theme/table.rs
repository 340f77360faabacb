//! Statutory tables as template values. The labels are made once for each form; a report brings only its figures.

use std::borrow::Cow;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

use crate::model::{Cell, Form};
use crate::render::layout::{Group, Kind, Line, TableLayout, Th};

use super::escape;

/// A table's labels as values, made once for each form.
#[derive(Debug)]
pub struct TableValues {
    id: Value,
    caption: Value,
    unit: Value,
    width: Value,
    groups: Vec<GroupValues>,
}

/// A cell's place in the form, and what stands in its tag.
type Slot = (u32, Box<str>);

#[derive(Debug)]
struct GroupValues {
    label: Value,
    heads: Value,
    /// The heads as finished HTML.
    labels: Value,
    rows: Vec<RowLabels>,
}

#[derive(Debug)]
struct RowLabels {
    heads: Value,
    /// The heads as finished HTML.
    labels: Box<str>,
    slots: Vec<Slot>,
}

impl TableValues {
    pub fn new(layout: &TableLayout) -> TableValues {
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
    let values = |heads: &Vec<Th>| heads.iter().map(th).collect::<Value>();
    let row = |line: &Line| RowLabels {
        heads: values(&line.heads),
        labels: line.heads.iter().map(label).collect::<String>().into(),
        slots: line.cells.iter().map(|slot| (slot.cell, slot.attributes.as_str().into())).collect(),
    };
    let labels = |heads: &Vec<Th>| {
        let labels: String = heads.iter().map(label).collect();
        format!("<tr class=\"labels\">{labels}</tr>")
    };
    GroupValues {
        label: group.label.as_ref().map_or(Value::from(()), th),
        heads: group.heads.iter().map(values).collect(),
        labels: Value::from_safe_string(group.heads.iter().map(labels).collect::<Vec<_>>().join("\n")),
        rows: group.rows.iter().map(row).collect(),
    }
}

/// A head as finished HTML.
fn label(th: &Th) -> String {
    let (attributes, label) = (attributes(th), escape(&th.label));
    match th.kind {
        Kind::Corner => format!("<td {attributes} class=\"corner\">{label}</td>"),
        _ => format!("<th {attributes}>{label}</th>"),
    }
}

fn th(th: &Th) -> Value {
    Value::from_pairs([
        ("attributes", Value::from_safe_string(attributes(th))),
        ("label", Value::from(&*th.label)),
        ("corner", Value::from(th.kind == Kind::Corner)),
    ])
}

fn attributes(th: &Th) -> String {
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
    attributes
}

/// What stands in the cells of a table.
pub struct Figures<'f> {
    pub cells: &'f Arc<[Cell]>,
    /// In a roll-up, the government's own figures where they differ.
    pub own: Option<&'f Arc<[Cell]>>,
    pub marked: Vec<u32>,
}

/// A table with its figures.
pub fn table_value(form: &Arc<Form>, values: &Arc<TableValues>, table: usize, figures: &Figures) -> Value {
    let cells = figures.cells;
    let marked: Arc<[u32]> = figures.marked.as_slice().into();
    let groups = (0..values.groups.len()).map(|group| {
        let (table, marked, own) = (values.clone(), marked.clone(), figures.own.cloned());
        Value::from_object(Rows { table, group, cells: cells.clone(), own, marked })
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

/// What a figure is besides a number, as a class: empty for a plain one.
fn mark_of(cell: Cell) -> &'static str {
    match cell.value() {
        crate::model::Value::Number(_) if cell.is_computed() => "computed",
        crate::model::Value::Number(_) => "",
        crate::model::Value::Blank => "blank",
        crate::model::Value::NotApplicable => "none",
    }
}

/// The rows below some heads, of a report. Nothing is made before a template asks for it: a report has two hundred cells,
/// and building each as a value of its own was half the time of its page.
#[derive(Debug, Clone)]
struct Rows {
    table: Arc<TableValues>,
    group: usize,
    cells: Arc<[Cell]>,
    own: Option<Arc<[Cell]>>,
    /// The cells of the table that findings speak of.
    marked: Arc<[u32]>,
}

impl Rows {
    fn group(&self) -> &GroupValues {
        &self.table.groups[self.group]
    }

    /// All rows as finished HTML.
    fn body(&self) -> String {
        let mut html = String::with_capacity(8 * 1024);
        for (at, row) in self.group().rows.iter().enumerate() {
            html.extend([if at == 0 { "<tr>" } else { "\n<tr>" }, &row.labels]);
            self.figures(row, &mut html);
            html.push_str("</tr>");
        }
        html
    }

    /// The cells of a row as finished HTML.
    fn figures(&self, row: &RowLabels, html: &mut String) {
        for (place, attributes) in &row.slots {
            let cell = self.cells[*place as usize];
            html.extend(["<td ", attributes]);
            let class = class_of(cell, self.marked.contains(place));
            if !class.is_empty() {
                html.extend([" class=\"", &class, "\""]);
            }
            html.extend([">", &text_of(cell), "</td>"]);
        }
    }

    /// The cells of a row, one by one.
    fn cells(&self, row: &RowLabels) -> Value {
        let cell = |(at, attributes): &Slot| {
            let cell = self.cells[*at as usize];
            let own = self.own.as_ref().map(|own| own[*at as usize]).filter(|own| !own.is_left_out());
            Value::from_pairs([
                ("attributes", Value::from_safe_string(attributes.to_string())),
                ("text", Value::from(&*text_of(cell))),
                ("mark", Value::from(&*class_of(cell, self.marked.contains(at)))),
                ("own", own.map_or(Value::from(()), |own| Value::from(&*text_of(own)))),
            ])
        };
        row.slots.iter().map(cell).collect()
    }

    fn rows(&self) -> Value {
        (0..self.group().rows.len()).map(|row| Value::from_object(RowValues { rows: self.clone(), row })).collect()
    }
}

impl Object for Rows {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        Some(match key {
            "label" => self.group().label.clone(),
            "heads" => self.group().heads.clone(),
            "labels" => self.group().labels.clone(),
            "rows" => self.rows(),
            "body" => Value::from_safe_string(self.body()),
            _ => return None,
        })
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["label", "heads", "labels", "rows", "body"])
    }
}

/// One of them.
#[derive(Debug)]
struct RowValues {
    rows: Rows,
    row: usize,
}

impl Object for RowValues {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let row = &self.rows.group().rows[self.row];
        Some(match key {
            "heads" => row.heads.clone(),
            "labels" => Value::from_safe_string(row.labels.to_string()),
            "figures" => {
                let mut html = String::with_capacity(1024);
                self.rows.figures(row, &mut html);
                Value::from_safe_string(html)
            }
            "cells" => self.rows.cells(row),
            _ => return None,
        })
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["heads", "labels", "figures", "cells"])
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
