//! The figures of a report: `report.yaml`, or `tables:` in the front matter, to the cells of a form.

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Span, nearest};
use crate::fold::fold;
use crate::model::amount::{Entry, Sign};
use crate::model::form::{Column, Row};
use crate::model::{Amount, Cell, Form, Value};
use crate::yaml::{Kind, Node, joined_colon};

/// Reads the figures of all tables; sums that were left out are computed.
pub fn read(form: &Form, node: &Node, file: FileId, out: &mut Vec<Diagnostic>) -> Box<[Cell]> {
    let mut reader = Reader { form, file, out, cells: vec![Cell::LEFT_OUT; form.cell_count()] };
    match &node.kind {
        Kind::Map(entries) => reader.tables(entries, node),
        _ => reader.wrong(node, "a_map"),
    }
    form.complete(&mut reader.cells);
    reader.cells.into()
}

struct Reader<'r> {
    form: &'r Form,
    file: FileId,
    out: &'r mut Vec<Diagnostic>,
    cells: Vec<Cell>,
}

impl Reader<'_> {
    fn tables(&mut self, entries: &[(Node, Node)], whole: &Node) {
        let mut given = vec![false; self.form.tables.len()];
        for (key, value) in entries {
            let name = key.text().unwrap_or_default();
            match self.form.table(name) {
                Some(table) => {
                    given[table] = true;
                    self.table(table, key, value);
                }
                None => self.unknown(
                    key,
                    "table",
                    self.form.tables.iter().map(|table| (&*table.id, &*table.caption)).collect(),
                ),
            }
        }
        for (table, given) in given.iter().enumerate() {
            if !given {
                let table = &self.form.tables[table];
                let place = Span { file: self.file, start: whole.start, end: whole.start };
                let finding = Diagnostic::new(Code::R103, place).arg("table", &*table.id).arg("label", &*table.caption);
                self.out.push(finding);
            }
        }
    }

    fn table(&mut self, table: usize, key: &Node, value: &Node) {
        let form = self.form;
        let rows = &form.rows[form.tables[table].rows.clone()];
        match &value.kind {
            Kind::Text(text, _) => match written(value, text) {
                Entry::Number(Amount::ZERO, _) => self.fill(rows, Value::Number(Amount::ZERO), value),
                Entry::NotApplicable => self.fill(rows, Value::NotApplicable, value),
                Entry::Blank => {
                    self.fill(rows, Value::Blank, value);
                    let place = if value.start == value.end { key } else { value };
                    self.blank(place, (&form.tables[table].caption, None), None);
                }
                _ => self.wrong(value, "rows_or_zero"),
            },
            Kind::List(_) => self.wrong(value, "rows_or_zero"),
            Kind::Map(entries) => self.rows(table, key, entries),
        }
    }

    fn fill(&mut self, rows: &[Row], value: Value, node: &Node) {
        for row in rows {
            for cell in self.form.cells(row) {
                self.cells[cell] = Cell::written(value, node.span(self.file));
            }
        }
    }

    fn rows(&mut self, table: usize, key: &Node, entries: &[(Node, Node)]) {
        let form = self.form;
        let rows = &form.rows[form.tables[table].rows.clone()];
        let mut given = vec![false; rows.len()];
        for (name, value) in entries {
            let id = name.text().unwrap_or_default();
            match rows.iter().position(|row| &*row.id == id) {
                Some(at) => {
                    given[at] = true;
                    self.row(&rows[at], name, value);
                }
                None => self.unknown(name, "row", rows.iter().map(|row| (&*row.id, &*row.label)).collect()),
            }
        }
        let missing: Vec<&Row> =
            rows.iter().zip(given).filter(|(row, given)| !given && !row.summed).map(|(row, _)| row).collect();
        if !missing.is_empty() {
            self.left_out(key, &form.tables[table].caption, &missing);
        }
    }

    /// One finding for all rows of a table that nobody typed.
    fn left_out(&mut self, key: &Node, table: &str, rows: &[&Row]) {
        let span = key.span(self.file);
        for cell in rows.iter().flat_map(|row| self.form.cells(row)) {
            self.cells[cell] = Cell::missing(span);
        }
        let names: Vec<String> = rows.iter().map(|row| format!("{}（{}）", row.id, row.label)).collect();
        let finding = Diagnostic::new(Code::T301, span).arg("row", table).arg("count", rows.len().to_string());
        self.out.push(finding.arg("rows", names.join("、")));
    }

    fn row(&mut self, row: &Row, key: &Node, value: &Node) {
        let form = self.form;
        let columns = form.columns(row);
        match &value.kind {
            Kind::Text(text, _) => match written(value, text) {
                Entry::Blank => {
                    self.fill(std::slice::from_ref(row), Value::Blank, value);
                    self.blank(if value.start == value.end { key } else { value }, (&row.label, None), None);
                }
                Entry::NotApplicable => self.fill(std::slice::from_ref(row), Value::NotApplicable, value),
                Entry::Number(Amount::ZERO, _) => {
                    self.fill(std::slice::from_ref(row), Value::Number(Amount::ZERO), value);
                }
                _ if columns.len() == 1 => self.cell(row, 0, value),
                _ => self.count(row, value, "1".to_owned()),
            },
            Kind::List(nodes) => {
                let without_sum = columns.iter().take_while(|column| !column.summed).count();
                let fits = nodes.len() == columns.len()
                    || (nodes.len() == without_sum && columns[without_sum..].iter().all(|column| column.summed));
                if !fits {
                    self.count(row, value, nodes.len().to_string());
                }
                for (at, node) in nodes.iter().enumerate().filter(|_| fits) {
                    self.cell(row, at, node);
                }
            }
            Kind::Map(entries) => self.columns(row, key, entries),
        }
    }

    fn columns(&mut self, row: &Row, key: &Node, entries: &[(Node, Node)]) {
        let columns = self.form.columns(row);
        let mut given = vec![false; columns.len()];
        for (name, value) in entries {
            let id = name.text().unwrap_or_default();
            match columns.iter().position(|column| &*column.id == id) {
                Some(at) => {
                    given[at] = true;
                    self.cell(row, at, value);
                }
                None => {
                    self.unknown(name, "column", columns.iter().map(|column| (&*column.id, &*column.label)).collect())
                }
            }
        }
        for (at, column) in columns.iter().enumerate().filter(|(at, column)| !given[*at] && !column.summed) {
            let cell = row.first as usize + at;
            self.cells[cell] = Cell::missing(key.span(self.file));
            let subject = self.form.cell_name(cell as u32);
            self.blank(key, (&row.label, Some(&column.label)), Some(subject));
            let finding = self.out.last_mut().expect("just told");
            finding.args.push(("key", (&*column.id).into()));
        }
    }

    fn cell(&mut self, row: &Row, at: usize, node: &Node) {
        let column = &self.form.columns(row)[at];
        let Some(text) = node.text() else {
            return self.wrong(node, "a_figure");
        };
        // `null` and `~` are YAML's own words for nothing.
        let entry = if node.is_blank() { Entry::Blank } else { Entry::parse(text, &column.unit) };
        let value = match entry {
            Entry::Number(amount, sign) => {
                self.fits(row, column, node, (amount, sign));
                Value::Number(amount)
            }
            Entry::Blank => {
                let subject = self.form.cell_name(row.first + at as u32);
                self.blank(node, (&row.label, Some(&column.label)), Some(subject));
                Value::Blank
            }
            Entry::NotApplicable => Value::NotApplicable,
            Entry::Unreadable => {
                let finding = Diagnostic::new(Code::T302, node.span(self.file))
                    .arg("row", &*row.label)
                    .arg("column", &*column.label)
                    .arg("found", text)
                    .subject(self.form.cell_name(row.first + at as u32));
                self.out.push(finding);
                self.cells[row.first as usize + at] = Cell::unreadable(node.span(self.file));
                return;
            }
        };
        self.cells[row.first as usize + at] = Cell::written(value, node.span(self.file));
    }

    /// Whether a figure is of the kind its column holds.
    fn fits(&mut self, row: &Row, column: &Column, node: &Node, (amount, sign): (Amount, Sign)) {
        let negative = amount.is_negative() || (sign == Sign::Written && amount != Amount::ZERO);
        let code = match () {
            () if negative && !column.signed => Code::T303,
            () if !amount.is_whole() && !column.decimals => Code::T304,
            () => return,
        };
        let text = node.text().unwrap_or_default();
        let finding = Diagnostic::new(code, node.span(self.file)).arg("row", &*row.label);
        self.out.push(finding.arg("column", &*column.label).arg("found", text));
    }

    fn blank(&mut self, node: &Node, (row, column): (&str, Option<&str>), subject: Option<String>) {
        let mut finding = Diagnostic::new(Code::T301, node.span(self.file)).arg("row", row);
        finding.subjects.extend(subject);
        if let Some(column) = column {
            finding = finding.arg("column", column);
        }
        self.out.push(finding);
    }

    fn count(&mut self, row: &Row, node: &Node, found: String) {
        let expected = self.form.columns(row).len().to_string();
        let labels: Vec<&str> = self.form.columns(row).iter().map(|column| &*column.label).collect();
        let finding = Diagnostic::new(Code::R109, node.span(self.file)).arg("row", &*row.label);
        let mut finding = finding.arg("expected", expected).arg("found", found).arg("columns", labels.join("、"));
        if let Some(comma) = other_comma(node) {
            finding = finding.arg("comma", comma);
        } else if let Some((one, two)) = split_thousands(node, self.form.columns(row).len()) {
            finding = finding.arg("split", format!("{one},{two}")).arg("joined", format!("{one}{two}"));
        }
        self.out.push(finding);
        for cell in self.form.cells(row) {
            self.cells[cell] = Cell::unreadable(node.span(self.file));
        }
    }

    /// A name that the form does not have; `known` are those that it has, each with its label.
    fn unknown(&mut self, key: &Node, what: &'static str, known: Vec<(&str, &str)>) {
        if self.joined(key) {
            return;
        }
        let name = key.text().unwrap_or_default();
        let labelled = known.iter().find(|(_, label)| fold(label).ends_with(&fold(name)) && !name.is_empty());
        let near = labelled.map(|(id, _)| *id).or_else(|| nearest(name, known.iter().map(|(id, _)| *id)));
        let mut finding = Diagnostic::new(Code::R108, key.span(self.file))
            .arg("what", Arg::Word(what))
            .arg("name", name)
            .arg("form", &*self.form.id);
        if let Some(near) = near {
            finding = finding.arg("near", near);
        }
        self.out.push(finding.fix(near));
    }

    /// Whether a text is a name and its figures, taken for one since the colon between them is not YAML's; says so.
    fn joined(&mut self, node: &Node) -> bool {
        let Some((colon, cause)) = node.text().and_then(joined_colon) else { return false };
        let start = node.start as usize + colon;
        let length = if cause == "fullwidth_colon" { "：" } else { ":" }.len();
        let span = Span::new(self.file, start, start + length);
        self.out.push(Diagnostic::new(Code::C105, span).arg("what", Arg::Word(cause)).fix(Some(": ")));
        true
    }

    fn wrong(&mut self, node: &Node, expected: &'static str) {
        if expected == "rows_or_zero" && self.joined(node) {
            return;
        }
        let mut finding = Diagnostic::new(Code::C102, node.span(self.file)).arg("expected", Arg::Word(expected));
        if let Some(text) = node.text() {
            finding = finding.arg("found", text);
        }
        self.out.push(finding);
    }
}

/// What parts the figures of a row in place of a comma.
fn other_comma(row: &Node) -> Option<&'static str> {
    let texts: Vec<&str> = match &row.kind {
        Kind::List(nodes) => nodes.iter().filter_map(Node::text).collect(),
        _ => row.text().into_iter().collect(),
    };
    ["，", "、"].into_iter().find(|comma| texts.iter().any(|text| text.contains(comma)))
}

/// The first figure of a row too long that a thousands separator made two of: nothing stands between its parts but the
/// comma.
fn split_thousands<'n>(row: &'n Node, expected: usize) -> Option<(&'n str, &'n str)> {
    let Kind::List(nodes) = &row.kind else { return None };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    nodes.windows(2).filter(|_| nodes.len() > expected).find_map(|two| {
        let (one, next) = (two[0].text()?, two[1].text()?);
        let parts = (1..=3).contains(&one.len()) && !one.starts_with('0') && next.len() == 3;
        (parts && is_digits(one) && is_digits(next) && two[0].end + 1 == two[1].start).then_some((one, next))
    })
}

/// What stands for a whole row or table; `null` and `~` are YAML's own words for nothing.
fn written(node: &Node, text: &str) -> Entry {
    if node.is_blank() { Entry::Blank } else { Entry::parse(text, "") }
}
