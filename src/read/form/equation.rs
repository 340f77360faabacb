//! The sums and identities of a form as equations over its numbered cells.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, FileId, Span};
use crate::model::Form;
use crate::model::form::Equation;
use crate::yaml::{Fields, Node};

use super::lines::{Lines, Of, Sum};
use super::unknown;

/// "These rows add up to those rows", in every column of a table (or columns, in every row).
pub struct Identity {
    table: usize,
    code: Code,
    span: Span,
    text: Option<Box<str>>,
    left: Vec<(String, Span)>,
    right: Vec<(String, Span)>,
}

/// Reads an identity of a table.
pub fn identity(table: usize, node: &Node, file: FileId, out: &mut Vec<Diagnostic>) -> Identity {
    let mut fields = Fields::new(node, file, out);
    fields.text("id");
    let code = super::code(&mut fields, Code::T101);
    let text = fields.text("text").map(Into::into);
    let mut side = |key: &'static str| {
        let names = fields.list(key).iter().filter_map(|node| Some((node.text()?.to_owned(), node.span(file))));
        let names: Vec<_> = names.collect();
        if names.is_empty() {
            fields.missing(key);
        }
        names
    };
    let (left, right) = (side("left"), side("right"));
    fields.finish();
    Identity { table, code, span: node.span(file), text, left, right }
}

/// Turns everything a form says of its lines into equations, the parts of a sum before the sum.
pub fn compile(form: &mut Form, lines: &Lines, out: &mut Vec<Diagnostic>) {
    let columns: Vec<Resolved> = lines.column_sums.iter().map(|sum| columns_of(form, lines, sum, out)).collect();
    let rows: Vec<Resolved> = lines.row_sums.iter().map(|sum| rows_of(form, lines, sum, out)).collect();
    let mut equations = Vec::new();
    for index in in_order(&lines.column_sums, &columns, out) {
        column_sum(form, &lines.column_sums[index], &columns[index], &mut equations);
    }
    for index in in_order(&lines.row_sums, &rows, out) {
        row_sum(form, &lines.row_sums[index], &rows[index], &mut equations);
    }
    for identity in &lines.identities {
        identity_equations(form, lines, identity, &mut equations, out);
    }
    for (index, equation) in equations.iter().enumerate() {
        for cell in equation.left.iter().chain(&equation.right) {
            form.touching[*cell as usize].push(index as u16);
        }
    }
    form.equations = equations;
}

/// The lines that a sum adds, by their place.
type Resolved = Vec<usize>;

fn columns_of(form: &Form, lines: &Lines, sum: &Sum, out: &mut Vec<Diagnostic>) -> Resolved {
    resolve(
        sum,
        out,
        |name| lines.columns.get(&(sum.table, sum.part, name.to_owned())).cloned(),
        || form.tables[sum.table].parts[sum.part].columns.iter().map(|column| column.id.to_string()).collect(),
    )
}

fn rows_of(form: &Form, lines: &Lines, sum: &Sum, out: &mut Vec<Diagnostic>) -> Resolved {
    resolve(sum, out, |name| lines.rows.get(&(sum.table, name.to_owned())).cloned(), || row_ids(form, sum.table))
}

fn row_ids(form: &Form, table: usize) -> Vec<String> {
    form.rows[form.tables[table].rows.clone()].iter().map(|row| row.id.to_string()).collect()
}

fn resolve(
    sum: &Sum,
    out: &mut Vec<Diagnostic>,
    find: impl Fn(&str) -> Option<Vec<usize>>,
    known: impl Fn() -> Vec<String>,
) -> Resolved {
    let names = match &sum.of {
        Of::Leaves(leaves) => return leaves.clone(),
        Of::Named(names) => names,
    };
    let mut lines = Vec::new();
    for (name, span) in names {
        match find(name) {
            Some(found) => lines.extend(found),
            None => {
                let known = known();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                out.push(unknown(name, *span, &known));
            }
        }
    }
    lines
}

/// The sums in an order in which parts come first; those that go in a circle are reported and left out.
fn in_order(sums: &[Sum], parts: &[Resolved], out: &mut Vec<Diagnostic>) -> Vec<usize> {
    let key = |sum: &Sum, line: usize| (sum.table, sum.part, line);
    let by_line: BTreeMap<_, usize> = sums.iter().enumerate().map(|(i, sum)| (key(sum, sum.line), i)).collect();
    let mut state = vec![State::New; sums.len()];
    let mut order = Vec::new();
    for start in 0..sums.len() {
        let mut stack = vec![(start, 0)];
        while let Some((index, next)) = stack.pop() {
            if next == 0 {
                if state[index] != State::New {
                    continue;
                }
                state[index] = State::Open;
            }
            match parts[index].get(next) {
                None => {
                    if state[index] == State::Open {
                        state[index] = State::Done;
                        order.push(index);
                    }
                }
                Some(line) => {
                    stack.push((index, next + 1));
                    let Some(&part) = by_line.get(&key(&sums[index], *line)) else { continue };
                    if matches!(state[part], State::Open) {
                        out.push(Diagnostic::new(Code::F102, sums[index].span));
                        state[index] = State::Circle;
                    } else {
                        stack.push((part, 0));
                    }
                }
            }
        }
    }
    order
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
    Circle,
}

/// A summed column: one equation for each row of its part.
fn column_sum(form: &Form, sum: &Sum, parts: &[usize], equations: &mut Vec<Equation>) {
    let part = &form.tables[sum.table].parts[sum.part];
    for row in &form.rows[part.rows.clone()] {
        let right: Vec<u32> = parts.iter().map(|column| row.first + *column as u32).collect();
        let cell = row.first + sum.line as u32;
        equations.push(Equation {
            code: sum.code,
            span: sum.span,
            line: row.label.clone(),
            names: (part.columns[sum.line].label.clone(), "".into()),
            text: None,
            sum: Some(cell),
            left: vec![cell],
            right,
        });
    }
}

/// A summed row: one equation for each column of its part.
fn row_sum(form: &Form, sum: &Sum, parts: &[usize], equations: &mut Vec<Equation>) {
    let row = &form.rows[sum.line];
    for (at, column) in form.columns(row).iter().enumerate() {
        let right = parts.iter().filter(|line| form.rows[**line].part == row.part);
        let cell = row.first + at as u32;
        equations.push(Equation {
            code: sum.code,
            span: sum.span,
            line: column.label.clone(),
            names: (row.label.clone(), "".into()),
            text: None,
            sum: Some(cell),
            left: vec![cell],
            right: right.map(|line| form.rows[*line].first + at as u32).collect(),
        });
    }
}

fn identity_equations(
    form: &Form,
    lines: &Lines,
    identity: &Identity,
    equations: &mut Vec<Equation>,
    out: &mut Vec<Diagnostic>,
) {
    let mut side = |names: &[(String, Span)]| {
        let mut rows = Vec::new();
        for (name, span) in names {
            match lines.rows.get(&(identity.table, name.clone())) {
                Some(found) => rows.extend(found),
                None => {
                    let known = row_ids(form, identity.table);
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    out.push(unknown(name, *span, &known));
                }
            }
        }
        rows
    };
    let (left, right): (Vec<usize>, Vec<usize>) = (side(&identity.left), side(&identity.right));
    let Some(&first) = left.first().or(right.first()) else { return };
    let part = form.rows[first].part;
    let name = |rows: &[usize]| rows.iter().map(|row| &*form.rows[*row].label).collect::<Vec<_>>().join("＋").into();
    for (at, column) in form.tables[identity.table].parts[part].columns.iter().enumerate() {
        let cells = |rows: &[usize]| -> Vec<u32> {
            let here = rows.iter().filter(|row| form.rows[**row].part == part);
            here.map(|row| form.rows[*row].first + at as u32).collect()
        };
        equations.push(Equation {
            code: identity.code,
            span: identity.span,
            line: column.label.clone(),
            names: (name(&left), name(&right)),
            text: identity.text.clone(),
            sum: None,
            left: cells(&left),
            right: cells(&right),
        });
    }
}
