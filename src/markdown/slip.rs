//! Where a text is written almost as Markdown has it, so that a page shows the marks themselves, or a box of code where
//! words were meant.

mod link;
mod mark;
mod table;

use std::ops::Range;

use comrak::Arena;
use comrak::nodes::NodeValue;

use crate::chinese::is_chinese;
use crate::needles::spots;

use super::plain_text;
use super::tree::{line_starts, tree};

/// A place that comes out otherwise than it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    pub kind: SlipKind,
    pub range: Range<usize>,
    /// How it is written, where one line says it.
    pub right: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipKind {
    /// `【甲】（./a.csv）`, `[甲] (a.csv)`
    LinkBrackets,
    /// `[甲](a b.csv)`
    LinkSpace,
    /// `##一、总体情况`
    HashHeading,
    /// `**加强领导。 **`
    BoldSpace,
    /// Chinese that four spaces turn into code.
    Indented,
    /// A sentence that the `---` below it turns into a heading.
    SentenceHeading,
    /// Rows of a table parted by tabs, as they are copied from a sheet.
    TabTable,
    HtmlTable,
    /// `｜甲｜乙｜`
    WideTable,
    /// `| 甲 | 乙 |` without a line of hyphens below the first.
    HeadlessTable,
}

/// All of a text, in order. Texts without the marks that can go wrong are not looked through line by line, and only
/// those that have an indented or underlined line are parsed.
pub fn slips(text: &str) -> Vec<Slip> {
    let marks = Marks::of(text);
    if !(marks.of_links || marks.of_marks || marks.of_tables || marks.of_blocks) {
        return Vec::new();
    }
    let lines = lines(text);
    let mut found = Vec::new();
    if marks.of_links {
        lines.iter().for_each(|(at, line)| link::of_line(*at, line, &mut found));
    }
    if marks.of_marks {
        lines.iter().for_each(|(at, line)| mark::of_line(*at, line, &mut found));
    }
    if marks.of_tables {
        table::all(&lines, &mut found);
    }
    if marks.of_blocks && may_be_block(&lines) {
        blocks(text, &mut found);
    }
    found.sort_by_key(|slip| slip.range.start);
    found
}

/// What a text may hold at all.
#[derive(Default)]
struct Marks {
    of_links: bool,
    of_marks: bool,
    of_tables: bool,
    of_blocks: bool,
}

impl Marks {
    fn of(text: &str) -> Marks {
        // ］ is EF BC BD, 】 is E3 80 91 and ｜ is EF BD 9C; what their bytes are of besides is looked at in vain.
        let fits = |here: u8, next: u8| {
            (here == b']') & ((next == b'(') | (next == b' ') | (next == 0xef))
                | (here == 0xbc) & (next == 0xbd)
                | (here == 0x80) & (next == 0x91)
                | (here == 0xbd) & (next == 0x9c)
                | (here == b'*') & ((next == b' ') | (next == 0xe3))
                | (next == b'*') & ((here == b' ') | (here == 0x80))
                | (here == b'#') & ((next >= 0xe3) | next.is_ascii_digit())
                | (here == b'|')
                | (here == b'\t')
                | (here == b'<') & ((next == b't') | (next == b'T'))
                | (here == b'\n') & ((next == b'-') | (next == b'=') | (next == b' '))
        };
        let begins = text.starts_with("    ");
        let mut marks = Marks { of_blocks: begins, ..Marks::default() };
        let bytes = text.as_bytes();
        for at in spots(bytes, fits) {
            match bytes[at] {
                0x80 if bytes[at + 1] == b'*' => marks.of_marks = true,
                b'#' | b'*' | b' ' => marks.of_marks = true,
                b']' | 0xbc | 0x80 => marks.of_links = true,
                b'|' | 0xbd | b'<' => marks.of_tables = true,
                b'\t' => (marks.of_tables, marks.of_blocks) = (true, true),
                _ => marks.of_blocks |= is_under_or_indented(&bytes[at + 1..]),
            }
        }
        marks
    }
}

/// Whether a line begins like an underline or with the spaces of code; an item of a list begins with one hyphen.
fn is_under_or_indented(line: &[u8]) -> bool {
    match line {
        [b'-', next, ..] => matches!(next, b'-' | b'\n' | b'\r'),
        _ => line.starts_with(b"    ") || line.starts_with(b"=") || line == b"-",
    }
}

/// The lines outside fences, each with its place, without its line end.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut open: Option<&str> = None;
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (open, mark) {
            (Some(fence), Some(mark)) if fence == mark => open = None,
            (None, Some(mark)) => open = Some(mark),
            (None, None) => lines.push((at, line.trim_end_matches('\n'))),
            _ => {}
        }
        at += line.len();
    }
    lines
}

/// Whether a line looks like one that [`blocks`] speaks of.
fn may_be_block(lines: &[(usize, &str)]) -> bool {
    let is_indented = |line: &str| (line.starts_with("    ") || line.starts_with('\t')) && is_in_chinese(line);
    let is_underline = |line: &str| {
        let line = line.trim();
        !line.is_empty() && (line.bytes().all(|b| b == b'-') || line.bytes().all(|b| b == b'='))
    };
    lines.first().is_some_and(|(_, line)| is_indented(line))
        || lines.windows(2).any(|pair| {
            let (above, line) = (pair[0].1.trim_end(), pair[1].1);
            is_indented(line) && (above.is_empty() || above.starts_with('#'))
                || above.ends_with('。') && is_underline(line)
        })
}

/// Indented words and underlined sentences.
fn blocks(text: &str, found: &mut Vec<Slip>) {
    let arena = Arena::new();
    let starts = line_starts(text);
    for node in tree(&arena, text).descendants() {
        let ast = node.data.borrow();
        let kind = match &ast.value {
            NodeValue::CodeBlock(code) if !code.fenced && is_in_chinese(&code.literal) => SlipKind::Indented,
            NodeValue::Heading(heading) if heading.setext && plain_text(node).ends_with('。') => {
                SlipKind::SentenceHeading
            }
            _ => continue,
        };
        let Some(start) = starts.get(ast.sourcepos.start.line.wrapping_sub(1)) else { continue };
        let line = text[*start..].lines().next().unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        found.push(Slip { kind, range: start + indent..start + line.trim_end().len(), right: None });
    }
}

/// Whether more of a text is Chinese than anything else.
fn is_in_chinese(text: &str) -> bool {
    let (mut chinese, mut other) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if is_chinese(c) { chinese += 1 } else { other += 1 }
    }
    chinese > 1 && chinese > other
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(SlipKind, &str, Option<String>)> {
        slips(text).into_iter().map(|slip| (slip.kind, &text[slip.range], slip.right)).collect()
    }

    #[test]
    fn links_are_found_with_their_right_form() {
        for (text, found, right) in [
            ("见【资金清单】（./qingdan.csv）。", "【资金清单】（./qingdan.csv）", "[资金清单](./qingdan.csv)"),
            ("[资金清单]（qingdan.csv）", "[资金清单]（qingdan.csv）", "[资金清单](qingdan.csv)"),
            ("[资金清单] (qingdan.csv)", "[资金清单] (qingdan.csv)", "[资金清单](qingdan.csv)"),
            ("[指南](../guide.md）", "[指南](../guide.md）", "[指南](../guide.md)"),
            ("！[图]（a.png）", "！[图]（a.png）", "![图](a.png)"),
            ("![](Image 1.PNG)", "![](Image 1.PNG)", "![](image-1.png)"),
        ] {
            let slips = seen(text);
            assert_eq!(slips.len(), 1, "{text}");
            assert_eq!((slips[0].1, slips[0].2.as_deref()), (found, Some(right)), "{text}");
        }
        assert_eq!(seen("[清单](资金 清单.xlsx)"), [(SlipKind::LinkSpace, "[清单](资金 清单.xlsx)", None)]);
    }

    #[test]
    fn marks_are_found_with_their_right_form() {
        use SlipKind::*;
        for (text, kind, found, right) in [
            ("##五、有关要求\n", HashHeading, "##五、有关要求", "## 五、有关要求"),
            ("文\n\n#（一）总体情况\n", HashHeading, "#（一）总体情况", "# （一）总体情况"),
            ("**（一）加强领导。 **成立专班", BoldSpace, "**（一）加强领导。 **", "**（一）加强领导。**"),
            ("**甲**、**乙\u{3000}**丙", BoldSpace, "**乙\u{3000}**", "**乙**"),
        ] {
            assert_eq!(seen(text), [(kind, found, Some(right.to_owned()))], "{text}");
        }
        for text in [
            "# 一、总体情况\n\n* **甲** 乙 **丙**\n",
            "#政务公开#\n\n#1 楼\n\n#3栋\n",
            "张** 李** 的申请\n\n12 ** 34 ** 56\n",
            "`** 甲 **`\n\n```\n##注\n```\n",
            "张 *** 王 ***，** *\n",
        ] {
            assert_eq!(seen(text), [], "{text}");
        }
    }

    #[test]
    fn tables_and_blocks_are_found() {
        use SlipKind::*;
        for (text, kind, found) in [
            ("项目\t金额\n道路\t12\n", TabTable, "项目\t金额"),
            ("｜甲｜乙｜\n｜---｜---｜\n｜1｜2｜", WideTable, "｜甲｜乙｜"),
            ("文\n\n|甲|乙|\n|1|2|\n", HeadlessTable, "|甲|乙|"),
            ("|甲|乙|\n|---|\n|1|2|\n", HeadlessTable, "|甲|乙|"),
            ("<table border=1><tr><td>1</td></tr></table>", HtmlTable, "<table border=1>"),
            ("文\n\n    这一段前面有四个空格。\n", Indented, "这一段前面有四个空格。"),
            ("第一条 内容。\n===\n", SentenceHeading, "第一条 内容。"),
        ] {
            let slips = seen(text);
            assert_eq!(slips.iter().map(|slip| (slip.0, slip.1)).collect::<Vec<_>>(), [(kind, found)], "{text}");
        }
    }

    #[test]
    fn what_is_right_or_meant_is_left() {
        for text in [
            "[甲](a.csv)，![图](a_(1).png)，[乙](b.csv \"题\")，[丙](<a b.csv>)",
            "【发布会】（2024年），[1]（见附件），[甲] (乙)，【来源】（https://example.gov.cn/）",
            "`[甲]（a.csv）`\n\n```\n[甲]（a.csv）\n甲\t乙\n丙\t丁\n```\n",
            "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n甲 | 乙\n--- | ---\n| 1 | 2 |\n| 3 | 4 |\n",
            "|x|≤1\n",
            "甲\t乙\n\n丙\t丁\n",
            "1. 甲\n\n    续上一项的一段话。\n",
            "    gongkai check --strict  # 检查\n",
            "文。\n\n---\n\n总则\n---\n",
            "- 甲。\n---\n",
        ] {
            assert_eq!(seen(text), [], "{text}");
        }
    }

    #[test]
    fn a_long_line_takes_no_long_time() {
        for part in ["[a]（b.md", "]（", "[", "`[a]（b.md）", "** 甲 **", "#甲", "|", "｜", "a\t", "<table", "](a b"]
        {
            slips(&part.repeat(20_000));
        }
    }
}
