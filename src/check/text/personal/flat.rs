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
}

impl Flat {
    /// Adds what stands at byte `at` of the source.
    fn push(&mut self, words: &str, at: usize) {
        if words.is_empty() {
            return;
        }
        self.steps.push((self.text.len() as u32, at as u32));
        self.text.push_str(words);
        self.end = at + words.len();
    }

    /// Adds what stands nowhere.
    fn mark(&mut self, mark: &str) {
        self.steps.push((self.text.len() as u32, self.end as u32));
        self.text.push_str(mark);
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
    let (mut at, mut plain, mut rows) = (0, 0, 0);
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
                        flat.mark("\n");
                        flat.push(remark, from);
                        flat.mark("\n");
                    }
                    None => structure(&source[at + 1..end - 1], &mut rows, &mut flat),
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
            _ => at += 1,
        }
    }
    flat.push(&source[plain..], plain);
    flat
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

fn structure(tag: &str, rows: &mut u32, flat: &mut Flat) {
    let name =
        tag.split(|c: char| !c.is_ascii_alphanumeric() && c != '/').next().unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "table" => {
            *rows = 0;
            flat.mark("\n\n");
        }
        "tr" => flat.mark(if flat.text.ends_with('\n') { "" } else { "\n" }),
        "td" | "th" => flat.mark("| "),
        "/tr" => {
            flat.mark(" |\n");
            if *rows == 0 {
                flat.mark("|--|\n");
            }
            *rows += 1;
        }
        "/table" | "h1" | "h2" | "h3" | "h4" | "li" | "dd" | "dt" => flat.mark("\n"),
        // Within a cell a paragraph is no new line.
        "p" | "/p" | "div" | "/div" | "br" | "br/" => {
            let in_cell = flat.text.rfind('\n').map_or(&*flat.text, |line| &flat.text[line + 1..]).starts_with('|');
            flat.mark(if in_cell { " " } else { "\n" });
        }
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
}
