//! The schema of a report's figures, made of its form.

use crate::model::Form;
use crate::model::form::{Column, Row};

use super::shape::Schema;

/// What people write instead of a number: units, separators, signs and the marks for what does not apply; but no words of
/// Latin letters.
const WRITTEN: &str = "^([^A-Za-z]*|[nN]/[aA])$";

/// The figures of all tables of a form.
pub fn all(form: &Form) -> Schema {
    let table = |at: usize| {
        let table = &form.tables[at];
        let rows = &form.rows[table.rows.clone()];
        let given = rows.iter().filter(|row| !row.summed).map(|row| row.id.to_string()).collect();
        let rows = rows.iter().map(|row| (row.id.to_string(), self::row(form, row)));
        let map = Schema { required: given, ..Schema::map(rows.collect()) };
        (table.id.to_string(), Schema::any([map, nil()]).described(Some(&table.caption)))
    };
    let tables: Vec<_> = (0..form.tables.len()).map(table).collect();
    let required = tables.iter().map(|(id, _)| id.clone()).collect();
    Schema { required, ..Schema::map(tables) }
}

/// One 0 for a whole row or table, or a mark that says that it does not apply.
fn nil() -> Schema {
    let kinds = Schema::of(&["integer", "string", "null"]);
    Schema { minimum: Some(0), maximum: Some(0), pattern: Some(WRITTEN), ..kinds }
}

fn row(form: &Form, row: &Row) -> Schema {
    let columns = form.columns(row);
    let cells: Vec<Schema> = columns.iter().map(cell).collect();
    let single = if columns.len() == 1 { cells[0].clone() } else { nil() };
    let named = columns.iter().map(|column| column.id.to_string()).zip(cells.iter().cloned()).collect();
    let given = columns.iter().filter(|column| !column.summed).map(|column| column.id.to_string()).collect();
    // Sums at the end of a row may be left out.
    let before_sums = columns.iter().take_while(|column| !column.summed).count();
    let least = if columns[before_sums..].iter().all(|column| column.summed) { before_sums } else { columns.len() };
    let list = Schema {
        min_items: Some(least),
        max_items: Some(columns.len()),
        prefix_items: cells,
        ..Schema::of(&["array"])
    };
    let map = Schema { required: given, ..Schema::map(named) };
    let labels: Vec<&str> = columns.iter().map(|column| &*column.label).collect();
    let words = format!("{}：{}", row.label, labels.join("、"));
    Schema::any([list, map, single]).described(Some(&words))
}

fn cell(column: &Column) -> Schema {
    let number = if column.decimals { "number" } else { "integer" };
    let kinds = Schema::of(&[number, "string", "null"]);
    let minimum = if column.signed { None } else { Some(0) };
    Schema { minimum, pattern: Some(WRITTEN), ..kinds }.described(Some(&column.label))
}
