//! A statutory form (年度报告格式) as data: sections, tables, rows, columns, and the arithmetic that binds them.
//!
//! Four ideas carry every form: a tree of rows, a tree of columns, the sum of some of them, and the identity between
//! them. Sums and identities are both [`Equation`]s over numbered cells; a [`Carry`] binds one year to the next.

use std::ops::Range;

use crate::diagnostic::{Code, FileId, Span};

use super::amount::Amount;
use super::report::Cell;

/// The place of a form in [`super::Site::forms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormId(pub u16);

#[derive(Debug, Clone)]
pub struct Form {
    /// The name of its file: `2021`.
    pub id: Box<str>,
    pub file: FileId,
    pub name: Box<str>,
    /// The document that prescribes it.
    pub basis: Box<str>,
    /// The first and last report year it applies to by itself.
    pub since: i16,
    pub until: Option<i16>,
    pub sections: Vec<Section>,
    pub tables: Vec<Table>,
    /// The rows of all tables that hold figures, in order.
    pub rows: Vec<Row>,
    pub equations: Vec<Equation>,
    /// Words of sentences that stand in every report, folded: such sentences say nothing of who wrote them.
    pub formulas: Vec<Box<str>>,
    /// For each cell the equations that it stands in.
    pub touching: Vec<Vec<u16>>,
    /// The figures that lists and trends show.
    pub headlines: Vec<Headline>,
    /// The rows that count documents of the catalogue.
    pub registers: Vec<Register>,
    /// With which words prose names the rows and columns.
    pub sayings: Vec<Saying>,
    /// The fingerprint of the file, so that a changed form is a changed page.
    pub hash: [u8; 16],
}

/// A section (部分) of the report.
#[derive(Debug, Clone)]
pub struct Section {
    pub id: Box<str>,
    /// The official heading, with its number.
    pub label: Box<str>,
    /// The heading folded, for comparing.
    pub folded: Box<str>,
    /// The most characters it should have, in principle.
    pub limit: Option<u32>,
    /// The tables that stand in it, by their place in [`Form::tables`].
    pub tables: Vec<usize>,
    pub span: Span,
}

#[derive(Debug, Clone)]
pub struct Table {
    pub id: Box<str>,
    pub caption: Box<str>,
    pub unit: Box<str>,
    /// Whether its rows run across the page: one line of figures under all of them.
    pub across: bool,
    /// What stands in the upper left corner.
    pub corner: Option<Box<str>>,
    pub parts: Vec<Part>,
    /// Its rows in [`Form::rows`].
    pub rows: Range<usize>,
    pub carries: Vec<Carry>,
    pub span: Span,
}

/// A stretch of a table with columns of its own.
#[derive(Debug, Clone)]
pub struct Part {
    /// A line over the whole width: 第二十条第（一）项.
    pub label: Option<Box<str>>,
    /// What stands over the row labels: 信息内容.
    pub stub: Option<Box<str>>,
    pub column_heads: Vec<Head>,
    pub row_heads: Vec<Head>,
    pub columns: Vec<Column>,
    /// Its rows in [`Form::rows`].
    pub rows: Range<usize>,
}

/// A label of the header tree or of the row tree.
#[derive(Debug, Clone)]
pub struct Head {
    pub label: Box<str>,
    /// How many grid columns the official table gives to a leaf column, if it says so.
    pub width: Option<u8>,
    pub children: Vec<Head>,
    /// For a leaf: its place in [`Part::columns`] or [`Form::rows`].
    pub leaf: usize,
}

impl Head {
    /// The leaves below it, itself if it is one.
    pub fn leaves(&self) -> usize {
        if self.children.is_empty() { 1 } else { self.children.iter().map(Head::leaves).sum() }
    }

    /// How many levels of labels it has.
    pub fn depth(&self) -> usize {
        1 + self.children.iter().map(Head::depth).max().unwrap_or(0)
    }
}

/// A column that holds figures.
#[derive(Debug, Clone)]
pub struct Column {
    pub id: Box<str>,
    pub label: Box<str>,
    pub unit: Box<str>,
    pub signed: bool,
    pub decimals: bool,
    /// Whether it is the sum of other columns, so that it may be left out.
    pub summed: bool,
}

/// A row that holds figures.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: Box<str>,
    pub label: Box<str>,
    /// Its place in [`Form::tables`] and in [`Table::parts`].
    pub table: usize,
    pub part: usize,
    /// The number of its first cell.
    pub first: u32,
    /// Whether it is the sum of other rows, so that it may be left out.
    pub summed: bool,
}

/// A figure that stands for a report in lists and trends: a cell, or the sum of several. Forms that count the same thing
/// give it the same id.
#[derive(Debug, Clone)]
pub struct Headline {
    pub id: Box<str>,
    pub label: Box<str>,
    pub unit: Box<str>,
    pub cells: Vec<u32>,
    /// Whether a picture is drawn of it, and bodies can be sorted by it.
    pub main: bool,
}

impl Headline {
    /// Its figure in a report; `None` unless every cell holds a number.
    pub fn figure(&self, cells: &[Cell]) -> Option<Amount> {
        let numbers: Option<Vec<Amount>> = self.cells.iter().map(|cell| cells[*cell as usize].number()).collect();
        numbers.map(Amount::sum)
    }
}

/// Cells that count the documents of a category (行政规范性文件) that an agency made and repealed in the year and that are
/// in force at its end.
#[derive(Debug, Clone)]
pub struct Register {
    /// As the catalogue calls it.
    pub category: Box<str>,
    pub made: Option<u32>,
    pub repealed: Option<u32>,
    pub in_force: Option<u32>,
    pub span: Span,
}

/// Words that mean some rows or columns.
#[derive(Debug, Clone)]
pub struct Saying {
    pub names: Names,
    /// For rows: the column that is meant where the sentence names none; else the total.
    pub column: Option<Box<str>>,
    pub words: Vec<Pattern>,
    /// Words that name it in brief, alone before a figure: 许可50件. They count beside figures that agree with the table.
    pub short: Vec<Box<str>>,
    /// For rows: whether these are meant where a sentence names columns of their table and no row at all.
    pub implied: bool,
    /// One of these stands in the sentence or in the heading above it; empty for words that speak for themselves.
    pub about: Vec<Box<str>>,
    /// None of these stands near the words.
    pub never: Vec<Box<str>>,
}

impl Saying {
    /// Whether it is called just so, in full or in brief, with no words behind its figure.
    pub fn is_called(&self, word: &str) -> bool {
        let alone =
            |pattern: &Pattern| pattern.after.is_empty() && matches!(&pattern.before[..], [own] if **own == *word);
        self.words.iter().any(alone) || self.short.iter().any(|own| **own == *word)
    }
}

/// What a saying names.
#[derive(Debug, Clone)]
pub enum Names {
    /// Rows that are added up, by their place in [`Form::rows`]; of several sums any may be meant.
    Rows(Vec<Vec<usize>>),
    /// Columns of a table that are added up, by their ids.
    Columns(usize, Vec<Box<str>>),
}

/// Words that follow each other, before a figure and behind it.
#[derive(Debug, Clone)]
pub struct Pattern {
    pub before: Vec<Box<str>>,
    pub after: Vec<Box<str>>,
}

/// Left and right must be equal.
#[derive(Debug, Clone)]
pub struct Equation {
    pub code: Code,
    /// Where the form says so.
    pub span: Span,
    /// The line it runs along, as people call it: a row's label for a total of columns, a column's otherwise.
    pub line: Box<str>,
    /// What each side is called.
    pub names: (Box<str>, Box<str>),
    /// The form's own words for it, if it has any.
    pub text: Option<Box<str>>,
    /// For a sum, the cell that holds it: it alone stands on the left.
    pub sum: Option<u32>,
    pub left: Vec<u32>,
    pub right: Vec<u32>,
}

/// What must agree with the report of the year before: `this` = `last` of last year + `plus` − `minus`.
#[derive(Debug, Clone)]
pub struct Carry {
    pub code: Code,
    pub span: Span,
    pub axis: Axis,
    pub this: Vec<Box<str>>,
    pub last: Vec<Box<str>>,
    pub plus: Vec<Box<str>>,
    pub minus: Vec<Box<str>>,
}

/// Whether a carry names rows (and holds in each column) or columns (and holds in each row).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    Rows,
    Columns,
}

impl Form {
    /// Whether a year's report uses this form unless it says otherwise.
    pub fn covers(&self, year: i16) -> bool {
        self.since <= year && self.until.is_none_or(|until| year <= until)
    }

    pub fn cell_count(&self) -> usize {
        self.touching.len()
    }

    pub fn table(&self, id: &str) -> Option<usize> {
        self.tables.iter().position(|table| &*table.id == id)
    }

    /// A row of a table by its id.
    pub fn row(&self, table: usize, id: &str) -> Option<&Row> {
        self.rows[self.tables[table].rows.clone()].iter().find(|row| &*row.id == id)
    }

    /// The columns of a row.
    pub fn columns(&self, row: &Row) -> &[Column] {
        &self.tables[row.table].parts[row.part].columns
    }

    /// The cell of a row's total, the last column that is added up.
    pub fn total_cell(&self, row: &Row) -> Option<u32> {
        Some(row.first + self.columns(row).iter().rposition(|column| column.summed)? as u32)
    }

    /// The cells of a row.
    pub fn cells(&self, row: &Row) -> Range<usize> {
        let first = row.first as usize;
        first..first + self.columns(row).len()
    }

    /// The row and the column of a cell.
    pub fn place(&self, cell: u32) -> (&Row, &Column) {
        let row = &self.rows[self.rows.partition_point(|row| row.first <= cell) - 1];
        (row, &self.columns(row)[(cell - row.first) as usize])
    }

    /// `table/row/column`, as a waiver names a cell.
    pub fn cell_name(&self, cell: u32) -> String {
        self.joined(cell, "/")
    }

    /// `table.row.column`, the cell's id on its page.
    pub fn cell_id(&self, cell: u32) -> String {
        self.joined(cell, ".")
    }

    fn joined(&self, cell: u32, dash: &str) -> String {
        let (row, column) = self.place(cell);
        [&*self.tables[row.table].id, &*row.id, &*column.id].join(dash)
    }

    /// The cell called `table.row.column`.
    pub fn cell_of_id(&self, id: &str) -> Option<u32> {
        let mut parts = id.split('.');
        let (table, row, column) = (parts.next()?, parts.next()?, parts.next()?);
        self.cell(table, row, column).filter(|_| parts.next().is_none())
    }

    /// The cell named by its ids.
    pub fn cell(&self, table: &str, row: &str, column: &str) -> Option<u32> {
        let row = self.row(self.table(table)?, row)?;
        let at = self.columns(row).iter().position(|found| &*found.id == column)?;
        Some(row.first + at as u32)
    }

    /// Fills in the sums that were left out, from the cells that hold numbers; a sum of sums waits for its parts.
    pub fn complete(&self, cells: &mut [Cell]) {
        loop {
            let mut changed = false;
            for equation in &self.equations {
                let Some(sum) = equation.sum.filter(|sum| cells[*sum as usize].is_left_out()) else { continue };
                let parts = || equation.right.iter().map(|part| cells[*part as usize]);
                if parts().any(Cell::is_left_out) {
                    continue;
                }
                cells[sum as usize] = Cell::computed_from(parts());
                changed = true;
            }
            if !changed {
                return;
            }
        }
    }
}
