//! The tables of a text, by their lines: enough to ask what the header above a cell says.

use std::ops::Range;

use super::label::LINE;

/// Every table of a text, in order.
pub struct Tables<'t> {
    text: &'t str,
    pub tables: Vec<Table>,
}

/// The lines of a table, and its header.
pub struct Table {
    pub rows: Range<usize>,
    /// The cells of the line that names the columns.
    pub header: Vec<Range<usize>>,
    /// Where the line behind the header begins.
    pub below: usize,
}

/// How many lines from the top the names of columns are looked for: tables of offices often have a title above them.
const TITLES: usize = 6;

impl<'t> Tables<'t> {
    pub fn new(text: &'t str) -> Tables<'t> {
        let mut tables = Vec::new();
        if !text.contains('|') {
            return Tables { text, tables };
        }
        let mut lines = lines(text).peekable();
        while let Some(line) = lines.next() {
            let ruled = |next: &Range<usize>| is_rule(&text[next.clone()]);
            if !text[line.clone()].contains('|') || !lines.peek().is_some_and(ruled) {
                continue;
            }
            let start = line.start;
            let mut rows = vec![line];
            while let Some(line) = lines.next_if(|line| text[line.clone()].contains('|')) {
                rows.push(line);
            }
            let end = rows[rows.len() - 1].end;
            let titles = rows.iter().take(TITLES).filter(|row| !is_rule(&text[(*row).clone()]));
            let named = titles.clone().find(|row| is_header(&text[(*row).clone()]));
            let header = named.unwrap_or(&rows[0]).clone();
            let below = (header.end + 1).min(end);
            tables.push(Table { rows: start..end, header: cells(text, header), below });
        }
        Tables { text, tables }
    }

    /// The table that holds a byte.
    pub fn at(&self, at: usize) -> Option<&Table> {
        let next = self.tables.partition_point(|table| table.rows.start <= at);
        self.tables[..next].last().filter(|table| at < table.rows.end)
    }

    /// Whether a table is one of firms and offices, or the column of a byte is.
    pub fn of_firms(&self, at: usize) -> bool {
        const FIRMS: [&str; 7] = ["企业", "单位", "公司", "机构", "合作社", "对公", "学校"];
        const PEOPLE: [&str; 4] = ["姓名", "户主", "对象", "申请人"];
        let has = |cell: &str, words: &[&str]| words.iter().any(|word| cell.contains(word));
        let Some(table) = self.at(at) else { return false };
        let people = table.header.iter().any(|cell| has(&self.text[cell.clone()], &PEOPLE));
        let firms = table.header.iter().any(|cell| has(&self.text[cell.clone()], &FIRMS));
        firms && !people || self.header_at(at).is_some_and(|header| has(header, &FIRMS))
    }

    /// A cell of the row that holds a byte.
    pub fn cell(&self, at: usize, column: usize) -> Option<Range<usize>> {
        let near = self.text.ceil_char_boundary(at.saturating_sub(LINE));
        let from = near + self.text[near..at].rfind('\n').map_or(0, |line| line + 1);
        let far = self.text.floor_char_boundary((at + LINE).min(self.text.len()));
        let to = self.text[at..far].find('\n').map_or(far, |line| at + line);
        cells(self.text, from..to).get(column).cloned()
    }

    /// The words of the header above the cell that holds a byte.
    pub fn header_at(&self, at: usize) -> Option<&'t str> {
        let table = self.at(at)?;
        let near = self.text.ceil_char_boundary(at.saturating_sub(LINE));
        let from = near + self.text[near..at].rfind('\n').map_or(0, |line| line + 1);
        let row = &self.text[from..at];
        let column = row.trim_start().strip_prefix('|').unwrap_or(row).bytes().filter(|b| *b == b'|').count();
        table.header.get(column).map(|cell| &self.text[cell.clone()])
    }
}

/// Whether a line names columns of people.
fn is_header(line: &str) -> bool {
    line.contains("姓") && line.chars().filter(|c| !c.is_whitespace()).collect::<String>().contains("姓名")
        || line.contains("户主")
}

fn is_rule(line: &str) -> bool {
    line.contains("--") && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        start..start + line.len()
    })
}

/// The cells of a line, without the spaces around them.
pub fn cells(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let inner = text[line.clone()].trim_end();
    let lead = inner.len() - inner.trim_start().len() + usize::from(inner.trim_start().starts_with('|'));
    let end = line.start + inner.strip_suffix('|').unwrap_or(inner).len();
    let mut found = Vec::new();
    let mut from = (line.start + lead).min(end);
    let push = |from: usize, to: usize, found: &mut Vec<Range<usize>>| {
        let cell = &text[from..to];
        let start = from + (cell.len() - cell.trim_start().len());
        found.push(start..start + cell.trim().len());
    };
    for (at, _) in text[from..end].match_indices('|').map(|(at, mark)| (from + at, mark)).collect::<Vec<_>>() {
        push(from, at, &mut found);
        from = at + 1;
    }
    push(from, end, &mut found);
    found
}

/// The lines of a table below its header, as ranges of the text.
pub fn rows<'t>(text: &'t str, table: &Table) -> impl Iterator<Item = Range<usize>> + use<'t> {
    let below = table.below;
    lines(&text[below..table.rows.end])
        .map(move |line| line.start + below..line.end + below)
        .filter(|line| !is_rule(&text[line.clone()]))
}
