//! `forms/*.yaml` to [`Form`]s, and whether each form is sound in itself.

mod equation;
mod headline;
mod lines;
mod register;
mod saying;

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, FileId, Files, Span};
use crate::embedded;
use crate::model::form::{Axis, Carry, Row};
use crate::model::{Date, Form, Section, Table};
use crate::yaml::{self, Fields, Node};

use super::{catalogue, source};

use lines::Lines;

/// Every form: the portal's own over the built-in ones, by file name; sorted by the year from which they apply.
pub fn all(files: &mut Files, out: &mut Vec<Diagnostic>) -> Vec<Arc<Form>> {
    let mut names: Vec<(String, Option<&'static str>)> = embedded::forms()
        .into_iter()
        .filter(|(name, _)| *name != catalogue::FILE)
        .map(|(name, text)| (name.to_owned(), Some(text)))
        .collect();
    for own in own_forms(files) {
        names.retain(|(name, _)| *name != own);
        names.push((own, None));
    }
    names.sort();
    let mut forms = Vec::new();
    for (name, built_in) in names {
        let file = match built_in {
            Some(text) => files.add_built_in(format!("gongkai:forms/{name}"), text),
            None => files.add(format!("forms/{name}")),
        };
        let id = name.trim_end_matches(".yaml");
        forms.extend(read(files, file, id, out).map(Arc::new));
    }
    forms.sort_by(|a: &Arc<Form>, b| (a.since, &a.id).cmp(&(b.since, &b.id)));
    overlaps(&forms, out);
    forms
}

fn own_forms(files: &Files) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(files.root().join("forms")) else { return Vec::new() };
    let names = folder.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<_> =
        names.filter(|name| name.ends_with(".yaml") && !name.starts_with('.') && name != catalogue::FILE).collect();
    names.sort();
    names
}

/// Two forms for one year: the later `since` would win silently, so the same `since` is refused.
fn overlaps(forms: &[Arc<Form>], out: &mut Vec<Diagnostic>) {
    for pair in forms.windows(2) {
        if pair[0].since == pair[1].since {
            let finding = Diagnostic::new(Code::F104, Span::file(pair[1].file)).arg("year", pair[0].since.to_string());
            out.push(finding.relate(Span::file(pair[0].file), "other_form", vec![]));
        }
    }
}

/// Reads one form; `None` when there is nothing that a report could be filled into.
fn read(files: &Files, file: FileId, id: &str, out: &mut Vec<Diagnostic>) -> Option<Form> {
    let read = source::text(files, file, out)?;
    let document = yaml::parse(&read.text, file, 0, out);
    if !document.whole {
        return None;
    }
    let mut fields = Fields::new(&document.root, file, out);
    let year = |text: &str| text.parse().ok().filter(|year| Date::YEARS.contains(year));
    if fields.get("since").is_none() {
        fields.missing("since");
    }
    let mut form = Form {
        id: id.into(),
        file,
        name: fields.text("name").unwrap_or(id).into(),
        basis: fields.text("basis").unwrap_or_default().into(),
        since: fields.parsed("since", "a_year", year).unwrap_or_default(),
        until: fields.parsed("until", "a_year", year),
        sections: Vec::new(),
        tables: Vec::new(),
        rows: Vec::new(),
        equations: Vec::new(),
        formulas: fields.texts("formulas").iter().map(|text| crate::fold::fold(text).into()).collect(),
        touching: Vec::new(),
        headlines: Vec::new(),
        registers: Vec::new(),
        sayings: Vec::new(),
        hash: read.hash,
    };
    let mut lines = Lines::default();
    for (id, span, node) in fields.map("tables") {
        table(&mut form, (id, span), node, &mut lines, fields.out);
    }
    let sections = fields.list("sections");
    for node in sections {
        section(&mut form, node, fields.out);
    }
    let headlines = fields.list("headlines");
    let registers = fields.list("registers");
    let sayings = fields.list("said_as");
    fields.finish();
    equation::compile(&mut form, &lines, out);
    headline::all(&mut form, headlines, out);
    register::all(&mut form, registers, out);
    saying::all(&mut form, sayings, &lines, out);
    Some(form)
}

fn section(form: &mut Form, node: &Node, out: &mut Vec<Diagnostic>) {
    let file = form.file;
    let mut fields = Fields::new(node, file, out);
    let id = fields.required("id").unwrap_or_default().into();
    let label: Box<str> = fields.required("label").unwrap_or_default().into();
    let limit = fields.parsed("limit", "a_whole_number", |text| text.parse().ok());
    let mut tables = Vec::new();
    for name in fields.list("tables") {
        let text = name.text().unwrap_or_default();
        match form.table(text) {
            Some(table) => tables.push(table),
            None => {
                let known: Vec<&str> = form.tables.iter().map(|table| &*table.id).collect();
                fields.out.push(unknown(text, name.span(file), &known));
            }
        }
    }
    fields.finish();
    let folded = crate::fold::fold(&label).into();
    form.sections.push(Section { id, label, folded, limit, tables, span: node.span(file) });
}

fn table(form: &mut Form, (id, span): (&str, Span), node: &Node, lines: &mut Lines, out: &mut Vec<Diagnostic>) {
    let file = form.file;
    plain_id(id, span, out);
    if form.table(id).is_some() {
        return; // given twice; the parser has said so
    }
    let index = form.tables.len();
    let first_row = form.rows.len();
    let mut fields = Fields::new(node, file, out);
    let mut table = Table {
        id: id.into(),
        caption: fields.required("caption").unwrap_or_default().into(),
        unit: fields.text("unit").unwrap_or_default().into(),
        across: fields.flag("across"),
        corner: fields.text("corner").map(Into::into),
        parts: Vec::new(),
        rows: first_row..first_row,
        carries: Vec::new(),
        span,
    };
    let parts = fields.list("parts");
    let mut reader = lines::Reader { form, lines, table: index, unit: table.unit.clone() };
    if parts.is_empty() {
        table.parts.push(reader.part(&mut fields, 0));
    }
    for (at, part) in parts.iter().enumerate() {
        let mut own = Fields::new(part, file, fields.out);
        table.parts.push(reader.part(&mut own, at));
        own.finish();
    }
    for node in fields.list("identities") {
        lines.identities.push(equation::identity(index, node, file, fields.out));
    }
    table.carries = fields.list("carries").iter().map(|node| carry(node, file, fields.out)).collect();
    fields.finish();
    table.rows = first_row..form.rows.len();
    check_carries(form, &table, out);
    form.tables.push(table);
}

/// The code a form names for a rule, or the usual one.
fn code(fields: &mut Fields, usual: Code) -> Code {
    let known = |text: &str| Code::parse(text).filter(|code| code.is_arithmetic());
    fields.parsed("code", "an_arithmetic_code", known).unwrap_or(usual)
}

fn carry(node: &Node, file: FileId, out: &mut Vec<Diagnostic>) -> Carry {
    let mut fields = Fields::new(node, file, out);
    let code = code(&mut fields, Code::T201);
    let axis = if fields.get("columns").is_some() { Axis::Columns } else { Axis::Rows };
    let key = if axis == Axis::Columns { "columns" } else { "rows" };
    if fields.get(key).is_none() {
        fields.missing(key);
    }
    let mut carry = Carry {
        code,
        span: node.span(file),
        axis,
        this: Vec::new(),
        last: Vec::new(),
        plus: Vec::new(),
        minus: Vec::new(),
    };
    if let Some(mut sides) = fields.sub(key) {
        carry.this = sides.texts("this");
        carry.last = sides.texts("last");
        carry.plus = sides.texts("plus");
        carry.minus = sides.texts("minus");
        sides.finish();
    }
    fields.finish();
    carry
}

/// The lines of this year must be in this form; those of last year may be in an older one.
fn check_carries(form: &Form, table: &Table, out: &mut Vec<Diagnostic>) {
    for carry in &table.carries {
        let known: Vec<&str> = match carry.axis {
            Axis::Rows => form.rows[table.rows.clone()].iter().map(|row: &Row| &*row.id).collect(),
            Axis::Columns => table.parts.iter().flat_map(|part| part.columns.iter().map(|c| &*c.id)).collect(),
        };
        for name in carry.this.iter().chain(&carry.plus).chain(&carry.minus) {
            if !known.contains(&&**name) {
                out.push(unknown(name, carry.span, &known));
            }
        }
    }
}

/// Ids stand in addresses and in HTML as they are.
fn plain_id(id: &str, span: Span, out: &mut Vec<Diagnostic>) {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !id.chars().all(plain) {
        out.push(Diagnostic::new(Code::F105, span).arg("id", id).arg("mark", "_"));
    }
}

/// A form names a row, column or table that it does not have.
fn unknown(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let near = crate::diagnostic::nearest(name, known.iter().copied());
    let mut finding = Diagnostic::new(Code::F101, span).arg("name", name).fix(near);
    if let Some(near) = near {
        finding = finding.arg("near", near);
    }
    finding
}
