//! The trees of rows and columns of a form: labels with their leaves, each leaf a line of figures.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::Form;
use crate::model::form::{Column, Head, Part, Row};
use crate::yaml::{Fields, Node};

/// What is needed, besides the form, to turn its sums and identities into equations.
#[derive(Default)]
pub struct Lines {
    /// Sums of rows, by table.
    pub row_sums: Vec<Sum>,
    /// Sums of columns, by table and part.
    pub column_sums: Vec<Sum>,
    pub identities: Vec<super::equation::Identity>,
    /// The leaves below each named head: rows by table, columns by table and part.
    pub rows: BTreeMap<(usize, String), Vec<usize>>,
    pub columns: BTreeMap<(usize, usize, String), Vec<usize>>,
}

/// A line that is the sum of others.
pub struct Sum {
    pub table: usize,
    pub part: usize,
    /// The line itself, by its place in the form's rows or the part's columns.
    pub line: usize,
    pub code: Code,
    pub span: Span,
    pub of: Of,
}

/// Which lines are added.
pub enum Of {
    /// All leaves of the same group that are no sums themselves.
    Leaves(Vec<usize>),
    /// These, by name.
    Named(Vec<(String, Span)>),
}

/// Reads the parts of one table.
pub struct Reader<'r> {
    pub form: &'r mut Form,
    pub lines: &'r mut Lines,
    pub table: usize,
    pub unit: Box<str>,
}

/// What a head of a tree says of itself.
struct HeadFields<'n, 't> {
    id: String,
    label: Box<str>,
    span: Span,
    width: Option<u8>,
    sum: Option<&'n Node<'t>>,
    code: Option<Code>,
    children: &'n [Node<'t>],
    signed: bool,
    decimals: bool,
    unit: Option<Box<str>>,
}

impl Reader<'_> {
    /// Reads a part: its columns first, since each row has as many cells.
    pub fn part(&mut self, fields: &mut Fields, part: usize) -> Part {
        let label = fields.text("label").map(Into::into);
        let stub = fields.text("stub").map(Into::into);
        let mut columns = Vec::new();
        let column_heads = self.columns(fields.list("columns"), part, &mut columns, fields.out);
        let first = self.form.rows.len();
        let row_heads = self.rows(fields.list("rows"), (part, columns.len()), fields.out);
        if columns.is_empty() {
            fields.missing("columns");
        }
        if row_heads.is_empty() {
            fields.missing("rows");
        }
        Part { label, stub, column_heads, row_heads, columns, rows: first..self.form.rows.len() }
    }

    fn columns(
        &mut self,
        nodes: &[Node],
        part: usize,
        columns: &mut Vec<Column>,
        out: &mut Vec<Diagnostic>,
    ) -> Vec<Head> {
        let mut heads = Vec::new();
        let mut sums = Vec::new();
        let start = columns.len();
        for node in nodes {
            let head = self.head(node, out);
            let first = columns.len();
            let children = if head.children.is_empty() {
                columns.push(Column {
                    id: head.id.clone().into(),
                    label: head.label.clone(),
                    unit: head.unit.clone().unwrap_or_else(|| self.unit.clone()),
                    signed: head.signed,
                    decimals: head.decimals,
                    summed: head.sum.is_some(),
                });
                Vec::new()
            } else {
                self.columns(head.children, part, columns, out)
            };
            let key = (self.table, part, head.id.clone());
            self.name(key, first..columns.len(), head.span, out, |lines| &mut lines.columns);
            sums.extend(head.sum.map(|sum| (sum, first, head.code, head.span)));
            heads.push(Head { label: head.label, width: head.width, children, leaf: first });
        }
        for (node, line, code, span) in sums {
            let others = (start..columns.len()).filter(|at| !columns[*at].summed).collect();
            let of = self.of(node, others, out);
            let code = code.unwrap_or(Code::T102);
            self.lines.column_sums.push(Sum { table: self.table, part, line, code, span, of });
        }
        heads
    }

    fn rows(&mut self, nodes: &[Node], (part, width): (usize, usize), out: &mut Vec<Diagnostic>) -> Vec<Head> {
        let mut heads = Vec::new();
        let mut sums = Vec::new();
        let start = self.form.rows.len();
        for node in nodes {
            let head = self.head(node, out);
            let first = self.form.rows.len();
            let children = if head.children.is_empty() {
                let cell = self.form.touching.len();
                self.form.touching.resize(cell + width, Vec::new());
                self.form.rows.push(Row {
                    id: head.id.clone().into(),
                    label: head.label.clone(),
                    table: self.table,
                    part,
                    first: cell as u32,
                    summed: head.sum.is_some(),
                });
                Vec::new()
            } else {
                self.rows(head.children, (part, width), out)
            };
            let key = (self.table, head.id.clone());
            self.name(key, first..self.form.rows.len(), head.span, out, |lines| &mut lines.rows);
            sums.extend(head.sum.map(|sum| (sum, first, head.code, head.span)));
            heads.push(Head { label: head.label, width: None, children, leaf: first });
        }
        for (node, line, code, span) in sums {
            let others = (start..self.form.rows.len()).filter(|at| !self.form.rows[*at].summed).collect();
            let of = self.of(node, others, out);
            let code = code.unwrap_or(Code::T103);
            self.lines.row_sums.push(Sum { table: self.table, part, line, code, span, of });
        }
        heads
    }

    /// Notes which leaves a name stands for; a name given twice is refused.
    fn name<K: Ord>(
        &mut self,
        key: K,
        leaves: std::ops::Range<usize>,
        span: Span,
        out: &mut Vec<Diagnostic>,
        names: impl Fn(&mut Lines) -> &mut BTreeMap<K, Vec<usize>>,
    ) {
        if names(self.lines).insert(key, leaves.collect()).is_some() {
            out.push(Diagnostic::new(Code::F103, span));
        }
    }

    fn head<'n, 't>(&self, node: &'n Node<'t>, out: &mut Vec<Diagnostic>) -> HeadFields<'n, 't> {
        let file = self.form.file;
        let mut fields = Fields::new(node, file, out);
        let id = fields.required("id").unwrap_or_default().to_owned();
        let id_span = fields.get("id").map_or(node.span(file), |id| id.span(file));
        super::plain_id(&id, id_span, fields.out);
        let children = match (fields.list("rows"), fields.list("columns")) {
            ([], columns) => columns,
            (rows, _) => rows,
        };
        let has_code = fields.get("code").is_some();
        let head = HeadFields {
            id,
            label: fields.required("label").unwrap_or_default().into(),
            span: id_span,
            width: fields.parsed("width", "a_whole_number", |text| text.parse().ok().filter(|width| *width > 0)),
            sum: fields.get("sum"),
            code: has_code.then(|| super::code(&mut fields, Code::T102)),
            children,
            signed: fields.flag("signed"),
            decimals: fields.flag("decimals"),
            unit: fields.text("unit").map(Into::into),
        };
        fields.finish();
        head
    }

    /// `sum: leaves` or `sum: [a, b]`.
    fn of(&self, node: &Node, leaves: Vec<usize>, out: &mut Vec<Diagnostic>) -> Of {
        if node.text() == Some("leaves") {
            return Of::Leaves(leaves);
        }
        let holder = [node.clone()];
        let nodes = match &node.kind {
            crate::yaml::Kind::List(nodes) => &nodes[..],
            _ => &holder,
        };
        let file = self.form.file;
        let mut named = Vec::new();
        for node in nodes {
            match node.text() {
                Some(text) => named.push((text.to_owned(), node.span(file))),
                None => out.push(Diagnostic::new(Code::F101, node.span(file)).arg("name", "?")),
            }
        }
        Of::Named(named)
    }
}
