//! With which words prose names the rows and columns of a form (`said_as:`).

use crate::diagnostic::{Diagnostic, Span};
use crate::model::Form;
use crate::model::form::{Names, Pattern, Saying};
use crate::yaml::{Fields, Node};

use super::lines::Lines;
use super::unknown;

/// Reads all sayings of a form; one that names an unknown line is reported and left out.
pub fn all(form: &mut Form, nodes: &[Node], lines: &Lines, out: &mut Vec<Diagnostic>) {
    for node in nodes {
        let found = read(form, node, lines, out);
        form.sayings.extend(found);
    }
}

fn read(form: &Form, node: &Node, lines: &Lines, out: &mut Vec<Diagnostic>) -> Option<Saying> {
    let file = form.file;
    let mut fields = Fields::new(node, file, out);
    let rows = fields.list("rows");
    let columns = fields.list("columns");
    let names = match (rows, columns) {
        ([], []) => {
            fields.missing("rows");
            None
        }
        ([], columns) => {
            let ids: Option<Vec<_>> = columns.iter().map(|node| column(form, node, lines, fields.out)).collect();
            ids.and_then(|ids| {
                let table = ids.first()?.0;
                Some(Names::Columns(table, ids.into_iter().flat_map(|(_, ids)| ids).collect()))
            })
        }
        (rows, _) => {
            let sums: Option<Vec<Vec<usize>>> = rows.iter().map(|sum| row_sum(form, sum, lines, fields.out)).collect();
            sums.filter(|sums| sums.iter().all(|sum| !sum.is_empty())).map(Names::Rows)
        }
    };
    let column = fields.text("column").map(Into::into);
    let words = fields.texts("words").iter().map(|words| pattern(words)).collect();
    let (short, implied) = (fields.texts("short"), fields.flag("implied"));
    let (about, never) = (fields.texts("about"), fields.texts("never"));
    fields.finish();
    Some(Saying { names: names?, column, words, short, implied, about, never })
}

/// Words in their order; what stands behind `#` follows the figure.
fn pattern(words: &str) -> Pattern {
    let part = |text: &str| text.split_whitespace().map(Into::into).collect();
    let (before, after) = words.split_once('#').unwrap_or((words, ""));
    Pattern { before: part(before), after: part(after) }
}

/// `table.row` or `table.group`, or several with `+` between them.
fn row_sum(form: &Form, node: &Node, lines: &Lines, out: &mut Vec<Diagnostic>) -> Option<Vec<usize>> {
    let mut rows = Vec::new();
    for name in node.text().unwrap_or_default().split('+').map(str::trim) {
        let found = name.split_once('.').and_then(|(table, row)| {
            let table = form.table(table)?;
            lines.rows.get(&(table, row.to_owned()))
        });
        let Some(found) = found else {
            let known: Vec<String> =
                form.rows.iter().map(|row| format!("{}.{}", form.tables[row.table].id, row.id)).collect();
            out.push(not_there(name, node.span(form.file), &known));
            return None;
        };
        rows.extend(found);
    }
    Some(rows)
}

/// `table.column` or `table.group`.
fn column(form: &Form, node: &Node, lines: &Lines, out: &mut Vec<Diagnostic>) -> Option<(usize, Vec<Box<str>>)> {
    let name = node.text().unwrap_or_default();
    let found = name.split_once('.').and_then(|(table, column)| {
        let table = form.table(table)?;
        let parts = form.tables[table].parts.iter().enumerate();
        let mut found =
            parts.filter_map(|(at, part)| Some((part, lines.columns.get(&(table, at, column.to_owned()))?)));
        let (part, leaves) = found.next()?;
        Some((table, leaves.iter().map(|leaf| part.columns[*leaf].id.clone()).collect()))
    });
    if found.is_none() {
        let columns = |table: &crate::model::Table| -> Vec<String> {
            let columns = table.parts.iter().flat_map(|part| &part.columns);
            columns.map(|column| format!("{}.{}", table.id, column.id)).collect()
        };
        let known: Vec<String> = form.tables.iter().flat_map(columns).collect();
        out.push(not_there(name, node.span(form.file), &known));
    }
    found
}

fn not_there(name: &str, span: Span, known: &[String]) -> Diagnostic {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    unknown(name, span, &known)
}
