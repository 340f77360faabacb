//! A text as a reader meets it, for rules about words: paragraph by paragraph, without marks, and with the way back to
//! the bytes of the file.
//!
//! Every text of a portal is looked at, so this is one pass over its lines and no full parse. Where it differs from
//! CommonMark it keeps more: an indented block is prose too, since offices indent with spaces.

mod inline;

use std::sync::Arc;

use super::tree::INDENT;

/// One paragraph, heading, list item or cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub kind: Kind,
    /// The headings it stands under, the highest first; a heading is not under itself.
    pub under: Arc<[String]>,
    /// Its words. A piece of code, a picture or a bare address is one U+FFFC; lines are joined as they are read, without a space
    /// between Chinese characters.
    pub words: String,
    /// Where words and source run in step: (byte of the words, byte of the source), from each to the next.
    steps: Vec<(u32, u32)>,
    /// Where its source ends.
    end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Prose,
    /// A heading and its level.
    Heading(u8),
    Quote,
    /// A cell: which table of the text, row (0 is the header) and column, all from 0.
    Cell {
        table: u32,
        row: u32,
        column: u32,
    },
}

impl Paragraph {
    /// The byte of the source at which a byte of the words stands; the end of the words is behind their last character.
    pub fn place(&self, at: usize) -> usize {
        let next = self.steps.partition_point(|(word, _)| *word as usize <= at);
        match next.checked_sub(1).map(|step| self.steps[step]) {
            Some((word, source)) => (source as usize + (at - word as usize)).min(self.end as usize),
            None => self.end as usize,
        }
    }

    /// The bytes of the source from one byte of the words to another: the end stands right behind the last character,
    /// not behind marks that follow it.
    pub fn range(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let from = self.place(start);
        let last = self.words[..end].char_indices().next_back().filter(|(at, _)| *at >= start);
        let to = last.map_or(from, |(at, c)| self.place(at) + c.len_utf8());
        from..to.max(from)
    }
}

/// Every paragraph of a text, in order.
pub fn prose(text: &str) -> Vec<Paragraph> {
    let mut reader = Reader {
        text,
        out: Vec::new(),
        open: None,
        headings: Vec::new(),
        under: Arc::from([]),
        fence: None,
        table: None,
        tables: 0,
    };
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().map_or("", |next| next.trim_end());
        reader.line(at, line.trim_end_matches('\n'), next);
        at += line.len();
    }
    reader.close();
    reader.out
}

struct Reader<'t> {
    text: &'t str,
    out: Vec<Paragraph>,
    /// The paragraph that the next line may go on.
    open: Option<Paragraph>,
    headings: Vec<(u8, String)>,
    under: Arc<[String]>,
    /// The mark and length of the fence of a code block that is open.
    fence: Option<(char, usize)>,
    /// The next row of the table that is open.
    table: Option<u32>,
    tables: u32,
}

impl Reader<'_> {
    fn line(&mut self, at: usize, line: &str, next: &str) {
        let body = line.trim_start();
        let start = at + line.len() - body.len();
        if self.in_code(body) {
            return;
        }
        if body.trim_end().is_empty() {
            self.close();
            self.table = None;
            return;
        }
        if let Some(row) = self.table {
            if row == 1 {
                // The line of hyphens was looked at with the header.
                self.table = Some(2);
                return;
            }
            if body.contains('|') {
                return self.row(start, body, row - 1);
            }
            self.table = None;
        }
        if body.contains('|') && is_delimiter(next) {
            self.close();
            self.tables += 1;
            return self.row(start, body, 0);
        }
        if let Some(level) = heading_level(body) {
            self.close();
            let words = without_closing(&body[usize::from(level)..]);
            let from = start + usize::from(level) + (words.len() - words.trim_start().len());
            self.begin(Kind::Heading(level), from, words.trim());
            return self.close();
        }
        if self.ends_as_heading(body) || is_break(body) {
            return;
        }
        if line.starts_with(INDENT) {
            self.close();
        }
        self.words(start, body);
    }

    /// Whether a line belongs to a block of code, its fences included.
    fn in_code(&mut self, body: &str) -> bool {
        let mark = body.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| body.chars().take_while(|c| *c == mark).count());
        match (self.fence, mark) {
            (Some((open, least)), Some(mark))
                if mark == open && length >= least && body[length..].trim().is_empty() =>
            {
                self.fence = None;
                true
            }
            (Some(_), _) => true,
            (None, Some(mark)) if length >= 3 && !(mark == '`' && body[length..].contains('`')) => {
                self.close();
                self.fence = Some((mark, length));
                true
            }
            (None, _) => false,
        }
    }

    /// A line of `===` or `---` right below a paragraph makes it a heading.
    fn ends_as_heading(&mut self, body: &str) -> bool {
        let line = body.trim_end();
        let level = match line.as_bytes() {
            [b'=', ..] if line.bytes().all(|b| b == b'=') => 1,
            [b'-', ..] if line.bytes().all(|b| b == b'-') => 2,
            _ => return false,
        };
        let Some(open) = &mut self.open else { return false };
        if open.kind != Kind::Prose {
            return false;
        }
        open.kind = Kind::Heading(level);
        self.close();
        true
    }

    /// A line of a paragraph, a quotation or a list.
    fn words(&mut self, start: usize, body: &str) {
        let (mut at, mut rest, mut quoted, mut fresh) = (start, body, false, false);
        while let Some((length, marker)) = marker(rest) {
            quoted |= marker == Marker::Quote;
            fresh |= marker == Marker::List;
            let after = rest[length..].trim_start();
            at += rest.len() - after.len();
            rest = after;
        }
        if let Some(level) = heading_level(rest).filter(|_| quoted || fresh) {
            let words = rest[usize::from(level)..].trim_start();
            (at, rest, fresh) = (at + rest.len() - words.len(), words, true);
        }
        if rest.trim_end().is_empty() || is_reference(rest) {
            return self.close();
        }
        let kind = if quoted { Kind::Quote } else { Kind::Prose };
        match &mut self.open {
            Some(open) if !fresh && (open.kind == kind || !quoted) => {
                inline::join(open, rest);
                inline::read(open, self.text, at, rest.trim_end());
            }
            _ => {
                self.close();
                self.begin(kind, at, rest.trim_end());
            }
        }
    }

    fn row(&mut self, start: usize, body: &str, row: u32) {
        self.table = Some(row + 1);
        for (column, (at, cell)) in (0..).zip(cells(body)) {
            let kind = Kind::Cell { table: self.tables - 1, row, column };
            let from = start + at + (cell.len() - cell.trim_start().len());
            self.begin(kind, from, cell.trim());
            self.close();
        }
        // Row 1 of the source is the line of hyphens.
        self.table = Some(if row == 0 { 1 } else { row + 2 });
    }

    fn begin(&mut self, kind: Kind, at: usize, words: &str) {
        let mut open =
            Paragraph { kind, under: self.under.clone(), words: String::new(), steps: Vec::new(), end: at as u32 };
        inline::read(&mut open, self.text, at, words);
        self.open = Some(open);
    }

    fn close(&mut self) {
        let Some(done) = self.open.take() else { return };
        if let Kind::Heading(level) = done.kind {
            self.headings.retain(|(above, _)| *above < level);
            let under: Arc<[String]> = self.headings.iter().map(|(_, words)| words.clone()).collect();
            self.headings.push((level, done.words.trim().to_owned()));
            self.under = self.headings.iter().map(|(_, words)| words.clone()).collect();
            self.out.push(Paragraph { under, ..done });
        } else {
            self.out.push(done);
        }
    }
}

#[derive(PartialEq, Eq)]
enum Marker {
    Quote,
    List,
    Note,
}

/// What stands before the words of a line: its length, and what it is.
fn marker(line: &str) -> Option<(usize, Marker)> {
    if line.starts_with('>') {
        return Some((1, Marker::Quote));
    }
    if line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") {
        return Some((2, Marker::List));
    }
    if line.starts_with("[^") {
        return line.find("]:").filter(|at| *at < 64).map(|at| (at + 2, Marker::Note));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let listed = (1..=9).contains(&digits) && matches!(line.as_bytes().get(digits), Some(b'.' | b')'));
    (listed && line.as_bytes().get(digits + 1) == Some(&b' ')).then_some((digits + 2, Marker::List))
}

/// The level of an ATX heading.
fn heading_level(line: &str) -> Option<u8> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let after = line.as_bytes().get(level);
    ((1..=6).contains(&level) && matches!(after, None | Some(b' ' | b'\t'))).then_some(level as u8)
}

/// A heading's words without the marks that may close it and without its id.
fn without_closing(words: &str) -> &str {
    let words = words.trim_end();
    let words = match words.rfind(" {").filter(|_| words.ends_with('}')) {
        Some(at) => words[..at].trim_end(),
        None => words,
    };
    let open = words.trim_end_matches('#');
    if open.len() < words.len() && (open.is_empty() || open.ends_with([' ', '\t'])) { open.trim_end() } else { words }
}

/// A line across the page.
fn is_break(line: &str) -> bool {
    let line = line.trim_end();
    let mark = line.bytes().next().unwrap_or_default();
    matches!(mark, b'*' | b'-' | b'_')
        && line.bytes().all(|b| b == mark || b == b' ' || b == b'\t')
        && line.bytes().filter(|b| *b == mark).count() >= 3
}

/// `[name]: address`, which is not shown.
fn is_reference(line: &str) -> bool {
    line.starts_with('[') && line.find("]:").is_some_and(|at| at < 256 && !line[..at].contains("]["))
}

/// The line below a table's header.
pub fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.contains('|') && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// The cells of a row, each with its place in the line.
pub fn cells(line: &str) -> Vec<(usize, &str)> {
    let line = line.trim_end();
    let first = usize::from(line.starts_with('|'));
    let mut found = Vec::new();
    let (mut from, mut escaped) = (first, false);
    for (at, b) in line.bytes().enumerate().skip(first) {
        if b == b'|' && !escaped {
            found.push((from, &line[from..at]));
            from = at + 1;
        }
        escaped = b == b'\\' && !escaped;
    }
    if !line[from..].trim().is_empty() {
        found.push((from, &line[from..]));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words by kind, and what their places show in the source.
    fn seen(text: &str) -> Vec<(Kind, String)> {
        let found = prose(text);
        for paragraph in &found {
            for (at, c) in paragraph.words.char_indices().filter(|(_, c)| *c > '\u{7f}' && *c != '\u{fffc}') {
                let place = paragraph.place(at);
                assert!(text[place..].starts_with(c), "{c} at {at} in {:?}", paragraph.words);
            }
        }
        found.into_iter().map(|paragraph| (paragraph.kind, paragraph.words)).collect()
    }

    #[test]
    fn marks_are_dropped_and_places_kept() {
        let text = "# 一、**总体**情况 {#a}\n\n见<http://a>据**《条例》**[第十条](a.md \"题\")，\n制定`码`办法[^1]。\\*注&nbsp;<b>粗</b>~~删~~\n\n> 引\n> 文\n\n[^1]: 脚注\n\n[x]: http://a\n";
        let found = seen(text);
        let words: Vec<_> = found.iter().map(|(_, words)| &**words).collect();
        assert_eq!(words, ["一、总体情况", "见\u{fffc}据《条例》第十条，制定\u{fffc}办法。*注 粗删", "引文", "脚注"]);
        assert_eq!(found[2].0, Kind::Quote);
    }

    #[test]
    fn a_place_spans_the_words_and_not_the_marks_behind_them() {
        let text = "今年**受理**件";
        let paragraph = &prose(text)[0];
        assert_eq!(&text[paragraph.range(6, 12)], "受理");
        assert_eq!(&text[paragraph.range(0, 15)], "今年**受理**件");
    }

    #[test]
    fn cells_know_their_row_and_column() {
        let text = "文\n\n| 甲 | 乙 |\n|---|:-:|\n| 1 | **二** |\n| 3 \\| 4 |\n\n末\n";
        let found = seen(text);
        let cell = |row, column| Kind::Cell { table: 0, row, column };
        assert_eq!(
            found[1..5],
            [
                (cell(0, 0), "甲".to_owned()),
                (cell(0, 1), "乙".to_owned()),
                (cell(1, 0), "1".to_owned()),
                (cell(1, 1), "二".to_owned()),
            ]
        );
        assert_eq!(found[5], (cell(2, 0), "3 | 4".to_owned()));
        assert_eq!(found[6], (Kind::Prose, "末".to_owned()));
    }

    #[test]
    fn paragraphs_know_their_headings() {
        let found = prose("题\n===\n\n## 一\n\n甲\n\n### （一）\n\n乙\n\n## 二\n\n- 丙\n- 丁\n  续\n");
        let under = |words: &str| found.iter().find(|p| p.words == words).unwrap().under.to_vec();
        assert_eq!(under("甲"), ["题", "一"]);
        assert_eq!(under("乙"), ["题", "一", "（一）"]);
        assert_eq!(under("丁续"), ["题", "二"]);
        assert_eq!(under("二"), ["题"]);
    }

    #[test]
    fn code_and_breaks_are_no_words() {
        assert_eq!(seen("```\n码\n```\n甲\n\n***\n\n~~~\n码\n"), [(Kind::Prose, "甲".to_owned())]);
        assert_eq!(seen("填写____年，____"), [(Kind::Prose, "填写____年，____".to_owned())]);
        assert_eq!(seen("电话138****1234"), [(Kind::Prose, "电话138****1234".to_owned())]);
    }

    #[test]
    fn a_long_line_of_marks_takes_no_long_time() {
        for mark in ["[", "<", "`a", "![", "*", "&", "\\", "|", ">", "- "] {
            prose(&mark.repeat(50_000));
        }
    }
}
