//! Attachments that are texts, as one text of lines and tables, with the way back to their bytes.

use std::ops::Range;
use std::sync::LazyLock;

use crate::needles::Needles;

/// A text made of another.
#[derive(Debug, Default)]
pub struct Flat {
    pub text: String,
    /// (byte of this text, byte of the source), from each to the next.
    steps: Vec<(u32, u32)>,
    end: usize,
    /// Whether words follow on the last line.
    has_words: bool,
}

impl Flat {
    /// Adds what stands at byte `at` of the source.
    fn push(&mut self, words: &str, at: usize) {
        if words.is_empty() {
            return;
        }
        self.steps.push((self.text.len() as u32, at as u32));
        self.text.push_str(words);
        self.has_words |= !words.trim().is_empty();
        self.end = at + words.len();
    }

    /// Adds what stands nowhere.
    fn mark(&mut self, mark: &str) {
        self.steps.push((self.text.len() as u32, self.end as u32));
        self.text.push_str(mark);
        self.has_words = !mark.ends_with('\n') && (self.has_words || !mark.trim().is_empty());
    }

    fn place(&self, at: usize) -> usize {
        let next = self.steps.partition_point(|(flat, _)| *flat as usize <= at);
        let (flat, source) = next.checked_sub(1).map_or((0, 0), |step| self.steps[step]);
        source as usize + (at - flat as usize)
    }

    /// The bytes of the source between two bytes of this text.
    pub fn range(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.place(start);
        let last = self.text[start..end].chars().next_back().map_or(0, char::len_utf8);
        (from, (self.place(end - last) + last).max(from))
    }
}

/// A table of values between commas, tabs or semicolons (RFC 4180), as a table.
pub fn csv(source: &str) -> Flat {
    let first = source.lines().next().unwrap_or_default();
    let count = |mark: char| first.matches(mark).count();
    let mark = [',', '\t', ';', '|']
        .into_iter()
        .max_by_key(|mark| count(*mark))
        .filter(|mark| count(*mark) > 0)
        .unwrap_or(',');
    let mut flat = Flat::default();
    let (mut quoted, mut fresh, mut row) = (false, true, 0);
    let (mut plain, mut closed) = (0, None);
    flat.mark("| ");
    for (at, c) in source.char_indices() {
        let special = (c == mark && !quoted) || matches!(c, '"' | '\n' | '|');
        if !special {
            fresh &= c.is_whitespace();
            continue;
        }
        flat.push(&source[plain..at], plain);
        plain = at + c.len_utf8();
        match c {
            // Two quotes within quotes are one that is meant.
            '"' if quoted || fresh || closed == Some(at) => {
                quoted = !quoted;
                closed = Some(at + 1);
                fresh = false;
            }
            '\n' if !quoted => {
                flat.mark(" |\n");
                if row == 0 {
                    flat.mark("|--|\n");
                }
                row += 1;
                flat.mark("| ");
                fresh = true;
            }
            c if c == mark && !quoted => {
                flat.mark(" | ");
                fresh = true;
            }
            _ => flat.mark(" "),
        }
    }
    flat.push(&source[plain..], plain);
    flat
}

/// How far a tag goes at most; a `<` without an end is a character.
const TAG: usize = 10_000;

/// The words of an HTML file: blocks as lines, tables as tables; scripts and styles are no words.
pub fn html(source: &str) -> Flat {
    let mut flat = Flat::default();
    let (mut at, mut plain, mut grid) = (0, 0, Grid { left: EMPTY, ..Grid::default() });
    let bytes = source.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'<' => {
                let Some(end) = tag_end(source, at) else {
                    at += 1;
                    continue;
                };
                flat.push(&source[plain..at], plain);
                match source[at..end].strip_prefix("<!--") {
                    // A remark is no word of the page, but is published with it.
                    Some(_) => {
                        let from = at + "<!--".len();
                        let remark = source[from..end].strip_suffix("-->").unwrap_or(&source[from..end]);
                        let mark = if grid.is_in_row { " " } else { "\n" };
                        flat.mark(mark);
                        let mut at = from;
                        for line in remark.split(['\n', '|']) {
                            flat.push(line, at);
                            flat.mark(mark);
                            at += line.len() + 1;
                        }
                    }
                    None => {
                        structure(&source[at + 1..end - 1], &mut grid, &mut flat);
                        mailbox_of_link(source, at..end, &mut flat);
                    }
                }
                at = end;
                plain = end;
            }
            b'\n' | b'|' => {
                flat.push(&source[plain..at], plain);
                flat.mark(" ");
                at += 1;
                plain = at;
            }
            b'&' => match numbered(&source[at..]) {
                Some((c, length)) => {
                    flat.push(&source[plain..at], plain);
                    flat.push(c.encode_utf8(&mut [0; 4]), at);
                    at += length;
                    plain = at;
                }
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    flat.push(&source[plain..], plain);
    flat
}

/// Puts down the mailbox that a link leads to before the words of the link, if these do not say it.
fn mailbox_of_link(source: &str, tag: Range<usize>, flat: &mut Flat) {
    const WORDS: usize = 120;
    if !matches!(source.as_bytes()[tag.start + 1..], [b'a' | b'A', b' ', ..]) {
        return;
    }
    let Some(at) = source[tag.clone()].find("mailto:").map(|at| tag.start + at) else { return };
    let length = source[at..tag.end].find(['"', '\'', '?', '>', ' ']).unwrap_or(0);
    let words = &source[tag.end..source.floor_char_boundary((tag.end + WORDS).min(source.len()))];
    if !words.split('<').next().unwrap_or_default().contains('@') {
        flat.mark(" ");
        flat.push(&source[at..at + length], at);
        flat.mark(">");
    }
}

/// The letter or digit that a text begins with, written by its number, and how long that is: &#49; is 1.
fn numbered(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    let name = text.strip_prefix("&#")?;
    let end = name.bytes().take(LONGEST).position(|b| b == b';')?;
    let number = match name[..end].strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => name[..end].parse(),
    };
    let c = char::from_u32(number.ok()?).filter(|c| c.is_alphanumeric())?;
    Some((c, "&#;".len() + end))
}

/// The tables that a Markdown text writes in HTML, without those in others.
pub fn tables_of_html(text: &str) -> Vec<Range<usize>> {
    static BEGIN: LazyLock<Needles> = LazyLock::new(|| Needles::each(&["<table", "<TABLE"]));
    let mut found: Vec<Range<usize>> = Vec::new();
    for (begin, _) in BEGIN.places(text) {
        if found.last().is_none_or(|last| last.end <= begin.start) {
            let rest = &text[begin.start..];
            let end = ["</table>", "</TABLE>"].iter().filter_map(|end| Some(rest.find(end)? + end.len())).min();
            found.push(begin.start..begin.start + end.unwrap_or(rest.len()));
        }
    }
    found
}

/// Where a tag, a remark or a script ends.
fn tag_end(source: &str, at: usize) -> Option<usize> {
    let rest = &source[at..];
    if rest.starts_with("<!--") {
        return Some(rest.find("-->").map_or(source.len(), |end| at + end + 3));
    }
    let name = rest.as_bytes().get(1)?;
    if !name.is_ascii_alphabetic() && !matches!(name, b'/' | b'!' | b'?') {
        return None;
    }
    let end = at + rest.as_bytes().iter().take(TAG).position(|b| *b == b'>')? + 1;
    let lower = source.as_bytes()[at..(at + 8).min(source.len())].to_ascii_lowercase();
    for (open, close) in [("<script", "</script"), ("<style", "</style")] {
        if lower.starts_with(open.as_bytes()) {
            return Some(source[end..].find(close).map_or(source.len(), |found| {
                let from = end + found;
                source[from..].find('>').map_or(source.len(), |close| from + close + 1)
            }));
        }
    }
    Some(end)
}

/// The table that is open: where its next cell stands, however many rows and columns others go over.
#[derive(Default)]
struct Grid {
    rows: u32,
    is_in_row: bool,
    column: usize,
    /// Columns that the cell before goes over, besides its own.
    wider: usize,
    /// For each column, how many more rows a cell above goes over.
    taller: Vec<u32>,
    /// Empty cells that may still be put down in the file, so that a small one does not grow beyond measure.
    left: usize,
}

/// How many rows and columns a cell goes over at most.
const WIDEST: u32 = 64;

/// How many columns of a table are looked at for cells that go over several.
const COLUMNS: usize = 512;

/// How many empty cells are put down for those that go over several.
const EMPTY: usize = 200_000;

impl Grid {
    fn cell(&mut self, tag: &str, flat: &mut Flat) {
        self.fill(flat, false);
        let (wide, tall) = match self.column {
            COLUMNS.. => (1, 1),
            _ => (span(tag, "colspan"), span(tag, "rowspan")),
        };
        let end = self.column + wide as usize;
        if self.taller.len() < end && tall > 1 {
            self.taller.resize(end, 0);
        }
        let over = self.column.min(self.taller.len())..end.min(self.taller.len());
        self.taller[over].fill(tall - 1);
        (self.column, self.wider, self.is_in_row) = (end, wide as usize - 1, true);
        flat.mark("| ");
    }

    /// Puts down the empty cells that others go over, up to the next free one, or to the last of the row.
    fn fill(&mut self, flat: &mut Flat, to_end: bool) {
        (0..std::mem::take(&mut self.wider)).for_each(|_| self.empty(flat));
        let last = self.taller.iter().rposition(|rows| *rows > 0);
        while last.is_some_and(|last| self.column <= last) && (to_end || self.taller[self.column] > 0) {
            self.taller[self.column] = self.taller[self.column].saturating_sub(1);
            self.column += 1;
            self.empty(flat);
        }
    }

    fn empty(&mut self, flat: &mut Flat) {
        if self.left > 0 {
            self.left -= 1;
            flat.mark("| ");
        }
    }

    fn end_row(&mut self, flat: &mut Flat) {
        self.fill(flat, true);
        flat.mark(" |\n");
        if self.rows == 0 {
            flat.mark("|--|\n");
        }
        self.rows += 1;
        (self.column, self.is_in_row) = (0, false);
    }
}

/// How many rows or columns a cell says that it goes over.
fn span(tag: &str, name: &str) -> u32 {
    let value = tag.to_ascii_lowercase().split_once(name).map(|(_, rest)| {
        let digits = rest.trim_start_matches([' ', '=', '"', '\'']);
        digits[..digits.bytes().take_while(u8::is_ascii_digit).count()].parse().unwrap_or(1)
    });
    value.unwrap_or(1).clamp(1, WIDEST)
}

fn structure(tag: &str, grid: &mut Grid, flat: &mut Flat) {
    let name =
        tag.split(|c: char| !c.is_ascii_alphanumeric() && c != '/').next().unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "table" => {
            *grid = Grid { left: grid.left, ..Grid::default() };
            flat.mark("\n\n");
        }
        // No tag need end a row. Rows are lines, with nothing between them but spaces.
        "tr" | "/tr" | "/table" if grid.is_in_row => grid.end_row(flat),
        "tr" => flat.mark(if flat.has_words { "\n" } else { "" }),
        "td" | "th" => grid.cell(tag, flat),
        // Within a cell a paragraph is no new line.
        "p" | "/p" | "div" | "/div" | "br" | "br/" | "h1" | "h2" | "h3" | "h4" | "li" | "dd" | "dt" => {
            flat.mark(if grid.is_in_row { " " } else { "\n" });
        }
        "/table" => flat.mark("\n"),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_where_it_stood() {
        let source = "姓名,\"号,码\"\n张某某,\"1\"\"2\"\n李某某,3";
        let flat = csv(source);
        assert_eq!(flat.text, "| 姓名 | 号,码 |\n|--|\n| 张某某 | 12 |\n| 李某某 | 3");
        for word in ["姓名", "号,码", "张某某", "李某某", "3"] {
            let at = flat.text.find(word).unwrap();
            let (start, end) = flat.range(at, at + word.len());
            assert_eq!(&source[start..end], word);
        }
    }

    #[test]
    fn html_is_lines_and_tables() {
        let source = "<html><style>p{}</style><script>1380</script><p>甲</p><table><tr><th>姓名<th><p>号码</p></tr><tr><td>乙</td><td>2</td></tr></table>";
        let flat = html(source);
        assert!(flat.text.contains("甲\n") && !flat.text.contains("1380"), "{}", flat.text);
        assert!(flat.text.contains("| 姓名|  号码  |\n|--|\n| 乙| 2 |\n"), "{}", flat.text);
        let at = flat.text.find("号码").unwrap();
        let (start, end) = flat.range(at, at + 6);
        assert_eq!(&source[start..end], "号码");
    }

    #[test]
    fn rows_of_html_stand_below_each_other_however_they_are_written() {
        let source = "<table>\n <tr>\n  <td rowspan=2><p>姓名</p>\n</td><td colspan=\"2\">身份</td></tr>\n\n<tr><td>证件</td>\n<td>住址</td>\n<tr><td>甲</td><td>1<!-- 注\n-->\n<ul><li>2</ul></td><td>2</td></table>丙";
        let flat = html(source);
        let rows: Vec<String> = flat.text.trim().lines().map(|line| line.replace(' ', "")).collect();
        assert_eq!(html("&#49;2&#x59d3;&#160;&#;&").text, "12姓&#160;&#;&");
        assert_eq!(rows, ["|姓名|身份||", "|--|", "||证件|住址|", "|甲|1注2|2|", "丙"]);
    }
}
