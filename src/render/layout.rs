//! Where the labels and figures of a form stand on the grid of the official table, worked out once for each form.

use crate::model::Form;
use crate::model::form::{Head, Part, Table};

/// The tables of one form.
pub struct FormLayout {
    pub tables: Vec<TableLayout>,
}

pub struct TableLayout {
    pub id: Box<str>,
    pub caption: Box<str>,
    pub unit: Box<str>,
    /// How many grid columns hold labels, and how many hold figures.
    pub stub: usize,
    pub width: usize,
    pub groups: Vec<Group>,
}

/// A stretch of rows under labels of their own.
pub struct Group {
    /// A line over the whole width.
    pub label: Option<Th>,
    pub heads: Vec<Vec<Th>>,
    pub rows: Vec<Line>,
}

/// A label cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Th {
    pub id: String,
    pub label: Box<str>,
    pub colspan: usize,
    pub rowspan: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Column,
    ColumnGroup,
    Row,
    RowGroup,
    /// A remark in the corner: no label of anything.
    Corner,
}

/// A line of figures with the labels that stand before it.
pub struct Line {
    pub heads: Vec<Th>,
    pub cells: Vec<Slot>,
}

/// A place for a figure.
pub struct Slot {
    pub cell: u32,
    /// Its `id`, `headers` and, where it is wider than one grid column, `colspan`, as they stand in the tag.
    pub attributes: String,
}

impl FormLayout {
    pub fn new(form: &Form) -> FormLayout {
        FormLayout { tables: form.tables.iter().enumerate().map(|(at, table)| layout(form, table, at)).collect() }
    }
}

fn layout(form: &Form, table: &Table, at: usize) -> TableLayout {
    let stub = if table.across {
        0
    } else {
        let depth = |part: &Part| part.row_heads.iter().map(Head::depth).max().unwrap_or(0);
        table.parts.iter().map(depth).max().unwrap_or(0)
    };
    let widths = table.parts.iter().map(|part| columns_of(table, part).iter().map(head_width).sum());
    let mut grid = Grid { form, prefix: format!("t{}", at + 1), next: 0, stub, width: widths.max().unwrap_or(0) };
    let groups = table.parts.iter().map(|part| grid.group(table, part)).collect();
    TableLayout {
        id: table.id.clone(),
        caption: table.caption.clone(),
        unit: table.unit.clone(),
        stub,
        width: grid.width,
        groups,
    }
}

/// The header tree of a part. In a table that runs across, each row's label stands over the columns, and a leaf names
/// its cell.
fn columns_of(table: &Table, part: &Part) -> Vec<Head> {
    if !table.across {
        return part.column_heads.clone();
    }
    fn over(head: &Head, columns: &[Head]) -> Head {
        let children = if head.children.is_empty() {
            columns.to_vec()
        } else {
            head.children.iter().map(|child| over(child, columns)).collect()
        };
        Head { children, ..head.clone() }
    }
    part.row_heads.iter().map(|head| over(head, &part.column_heads)).collect()
}

fn head_width(head: &Head) -> usize {
    if head.children.is_empty() { head.width.unwrap_or(1).into() } else { head.children.iter().map(head_width).sum() }
}

/// A leaf column: how wide it is, and the ids of the labels above it.
struct Leaf {
    width: usize,
    headers: Vec<String>,
}

struct Grid<'f> {
    form: &'f Form,
    prefix: String,
    next: usize,
    stub: usize,
    width: usize,
}

impl Grid<'_> {
    fn id(&mut self) -> String {
        self.next += 1;
        format!("{}h{}", self.prefix, self.next)
    }

    fn group(&mut self, table: &Table, part: &Part) -> Group {
        let label = part.label.as_ref().map(|label| Th {
            id: self.id(),
            label: label.clone(),
            colspan: self.stub + self.width,
            rowspan: 1,
            kind: Kind::RowGroup,
        });
        let above: Vec<String> = label.iter().map(|label| label.id.clone()).collect();
        let heads = columns_of(table, part);
        let depth = heads.iter().map(Head::depth).max().unwrap_or(1);
        let mut lines = vec![Vec::new(); depth];
        let corner =
            part.stub.as_ref().map(|stub| (stub, Kind::Column)).or(table.corner.as_ref().map(|c| (c, Kind::Corner)));
        if self.stub > 0 {
            let (label, kind) = corner.map_or(("".into(), Kind::Corner), |(label, kind)| (label.clone(), kind));
            lines[0].push(Th { id: self.id(), label, colspan: self.stub, rowspan: depth, kind });
        }
        let mut leaves = Vec::new();
        for head in &heads {
            self.column(head, 0, &above, &mut lines, &mut leaves);
        }
        // Where a part has fewer columns than the grid, its last one takes the rest.
        let used: usize = leaves.iter().map(|leaf| leaf.width).sum();
        if let Some(last) = leaves.last_mut() {
            last.width += self.width - used;
            if let Some(th) = lines.last_mut().and_then(|line| line.last_mut()) {
                th.colspan = last.width;
            }
        }
        let rows = if table.across { vec![self.line_across(part, &leaves)] } else { self.lines(part, &leaves) };
        Group { label, heads: lines, rows }
    }

    fn column(&mut self, head: &Head, level: usize, above: &[String], lines: &mut [Vec<Th>], leaves: &mut Vec<Leaf>) {
        let id = self.id();
        let mut headers = above.to_vec();
        headers.push(id.clone());
        let leaf = head.children.is_empty();
        let (rowspan, kind) = if leaf { (lines.len() - level, Kind::Column) } else { (1, Kind::ColumnGroup) };
        lines[level].push(Th { id, label: head.label.clone(), colspan: head_width(head), rowspan, kind });
        if leaf {
            leaves.push(Leaf { width: head_width(head), headers });
            return;
        }
        for child in &head.children {
            self.column(child, level + 1, &headers, lines, leaves);
        }
    }

    /// One line of figures under all labels.
    fn line_across(&mut self, part: &Part, leaves: &[Leaf]) -> Line {
        let cells = part.rows.clone().flat_map(|row| self.form.cells(&self.form.rows[row]));
        let slots = cells.zip(leaves).map(|(cell, leaf)| self.slot(cell as u32, leaf, &[]));
        Line { heads: Vec::new(), cells: slots.collect() }
    }

    fn lines(&mut self, part: &Part, leaves: &[Leaf]) -> Vec<Line> {
        let mut lines = Vec::new();
        for head in &part.row_heads {
            let mut waiting = Vec::new();
            self.row(head, 0, &[], &mut waiting, leaves, &mut lines);
        }
        lines
    }

    /// Labels of groups wait until the first leaf below them opens a line.
    fn row(
        &mut self,
        head: &Head,
        level: usize,
        above: &[String],
        waiting: &mut Vec<Th>,
        leaves: &[Leaf],
        lines: &mut Vec<Line>,
    ) {
        let id = self.id();
        let mut headers = above.to_vec();
        headers.push(id.clone());
        let leaf = head.children.is_empty();
        let (colspan, kind) = if leaf { (self.stub - level, Kind::Row) } else { (1, Kind::RowGroup) };
        waiting.push(Th { id, label: head.label.clone(), colspan, rowspan: head.leaves(), kind });
        if !leaf {
            for child in &head.children {
                self.row(child, level + 1, &headers, waiting, leaves, lines);
            }
            return;
        }
        let row = &self.form.rows[head.leaf];
        let cells = self.form.cells(row).zip(leaves).map(|(cell, leaf)| self.slot(cell as u32, leaf, &headers));
        let cells = cells.collect();
        lines.push(Line { heads: std::mem::take(waiting), cells });
    }

    fn slot(&self, cell: u32, leaf: &Leaf, rows: &[String]) -> Slot {
        let headers: Vec<&str> = rows.iter().chain(&leaf.headers).map(String::as_str).collect();
        let span = if leaf.width > 1 { format!(" colspan=\"{}\"", leaf.width) } else { String::new() };
        let id = self.form.cell_id(cell);
        // A form whose ids are not plain is refused (F105); a draft build is not trusted to have listened.
        let id: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.')).collect();
        Slot { cell, attributes: format!("id=\"{id}\" headers=\"{}\"{span}", headers.join(" ")) }
    }
}
