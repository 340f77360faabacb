//! The tables of a text, by their lines: enough to ask what the header above a cell says.

use std::cell::Cell;
use std::ops::Range;

use super::column;
use super::label::LINE;
use super::sensitive::Sensitive;

/// Every table of a text, in order.
pub struct Tables<'t> {
    text: &'t str,
    pub tables: Vec<Table>,
    /// Where the row began that was asked for last, up to where it was read, and how many marks of columns it has till there:
    /// whoever asks goes on in the same row, which may be long.
    row: Cell<(usize, usize, usize)>,
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
            return Tables { text, tables, row: Cell::default() };
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
            let (header, below) = heading(text, &rows);
            tables.push(Table { rows: start..end, header, below: (below + 1).min(end) });
        }
        Tables { text, tables, row: Cell::default() }
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
        table.header.get(self.column(at)).map(|cell| &self.text[cell.clone()])
    }

    /// In which column of its row a byte stands.
    fn column(&self, at: usize) -> usize {
        let marks = |range: Range<usize>| self.text.as_bytes()[range].iter().filter(|b| **b == b'|').count();
        let (from, read, before) = self.row.get();
        let goes_on = read <= at && !self.text.as_bytes()[read..at].contains(&b'\n');
        let (from, count) = if goes_on {
            (from, before + marks(read..at))
        } else {
            let from = self.text[..at].rfind('\n').map_or(0, |line| line + 1);
            (from, marks(from..at))
        };
        self.row.set((from, at, count));
        count - usize::from(self.text[from..at].trim_start().starts_with('|'))
    }
}

/// The names of the columns of a table, and where the last line of them ends.
fn heading(text: &str, rows: &[Range<usize>]) -> (Vec<Range<usize>>, usize) {
    let ruled = |row: &&Range<usize>| is_rule(&text[(*row).clone()]);
    let titles: Vec<&Range<usize>> = rows.iter().take(TITLES).filter(|row| !ruled(row)).collect();
    let lines: Vec<Vec<Range<usize>>> = titles.iter().map(|row| cells(text, (*row).clone())).collect();
    let of_people = |cells: &[Range<usize>]| cells.iter().any(|cell| column::is_name(&text[cell.clone()]));
    // What stands above the names of columns goes over several of them.
    let is_title = |cells: &[Range<usize>]| cells.iter().any(Range::is_empty);
    let above = |at: usize| lines[..at].iter().all(|cells| is_title(cells));
    let named = titles.iter().position(|row| is_header(&text[(*row).clone()]));
    let first = named.or_else(|| (0..lines.len()).find(|at| above(*at) && of_people(&lines[*at]))).unwrap_or(0);
    let Some(header) = lines.get(first) else { return (Vec::new(), rows[0].end) };
    if let Some(parts) = lines.get(first + 1).filter(|parts| is_parted(text, header, parts)) {
        return (over(text, parts, header), titles[first + 1].end);
    }
    let groups = first.checked_sub(1).map_or(&[][..], |above| &lines[above]);
    (over(text, header, groups), titles[first].end)
}

/// Whether a row below the names of columns names the parts of some of them: 身份信息, and below it 证件号码 and 住址.
fn is_parted(text: &str, header: &[Range<usize>], parts: &[Range<usize>]) -> bool {
    const LONGEST: usize = 20;
    const YEAR: usize = 4;
    let is_word = |cell: &Range<usize>| {
        let cell = &text[cell.clone()];
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        cell.chars().count() <= LONGEST && digits <= YEAR && (cell.is_empty() || cell.contains(char::is_alphabetic))
    };
    let of_names = |cell: &Range<usize>| column::is_name(&text[cell.clone()]);
    let is_group = |(name, part): (&Range<usize>, &Range<usize>)| name.is_empty() && !part.is_empty();
    let is_below = |(name, part): (&Range<usize>, &Range<usize>)| !name.is_empty() && part.is_empty();
    let names = header.iter().position(of_names).unwrap_or(0);
    let mut pairs = header.iter().zip(parts);
    parts.iter().all(is_word)
        && pairs.clone().any(is_group)
        && (parts.iter().any(of_names) || pairs.nth(names).is_some_and(is_below))
}

/// The names of columns, and where there is none, what stands above it; so it does where only that tells what is below:
/// 残疾情况, and below it 类别 and 等级.
fn over(text: &str, header: &[Range<usize>], groups: &[Range<usize>]) -> Vec<Range<usize>> {
    const LONGEST: usize = 8;
    let above = |at: usize| groups.get(at).filter(|group| !group.is_empty());
    let is_title = groups.iter().filter(|group| !group.is_empty()).nth(1).is_none();
    let tells = |at: usize, cell: &Range<usize>| {
        let group = above(at).map(|group| &text[group.clone()]).filter(|group| group.chars().count() <= LONGEST);
        let kind = group.and_then(Sensitive::of).filter(|kind| *kind != Sensitive::Remark);
        let is_of_life = kind.is_some_and(Sensitive::is_of_life);
        let part = &text[cell.clone()];
        is_of_life
            && !is_title
            && !column::is_name(part)
            && Sensitive::of(part).is_none_or(|kind| matches!(kind, Sensitive::Class | Sensitive::Remark))
    };
    let named = |(at, cell): (usize, &Range<usize>)| {
        above(at).filter(|_| cell.is_empty() || tells(at, cell)).unwrap_or(cell).clone()
    };
    header.iter().enumerate().map(named).collect()
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
    rows_of(text, table.below..table.rows.end)
}

/// The lines of a table, those of its header too.
pub fn all_rows<'t>(text: &'t str, table: &Table) -> impl Iterator<Item = Range<usize>> + use<'t> {
    rows_of(text, table.rows.clone())
}

fn rows_of(text: &str, within: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let start = within.start;
    lines(&text[within])
        .map(move |line| line.start + start..line.end + start)
        .filter(|line| !is_rule(&text[line.clone()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_the_header_of_its_column_in_whatever_order_it_is_asked_for() {
        let text = "前文|\n| 姓名 | 电话 | 住址 |\n|--|--|--|\n| 甲 | 1 | 2 |\n 乙 | 3 | 4\n";
        let tables = Tables::new(text);
        let header = |cell: &str| tables.header_at(text.find(cell).unwrap());
        for (cell, named) in
            [("1", "电话"), ("2", "住址"), ("甲", "姓名"), ("3", "电话"), ("2", "住址"), ("4", "住址"), ("乙", "姓名")]
        {
            assert_eq!(header(cell), Some(named), "{cell}");
        }
    }
}
