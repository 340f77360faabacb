//! Slips in YAML: full-width colons, spaces and digits, a colon without its space, tabs, curly quotes.
//!
//! Every edit is tried before it is given: the text must then be read to its end, with no fault that was not there.

use crate::diagnostic::{Code, Diagnostic, FileId};
use crate::fold::figure;
use crate::yaml::{Document, Kind, Node, Quoting, WIDE, parse};

use super::Edit;

/// What to mend in a YAML text; nothing where that is not certain.
pub fn edits(text: &str) -> Vec<Edit> {
    let (before, faults) = read(text);
    if faults.iter().any(is_syntax) || !matches!(before.root.kind, Kind::Map(_)) {
        // A text that could not be read hid its other faults: there may be any now.
        let tried = WIDTHS.into_iter().map(Some).chain([None]).filter_map(|width| lines(text, width));
        return tried.map(sorted).find(|edits| left(text, edits).is_some()).unwrap_or_default();
    }
    let mut edits = Vec::new();
    nodes(&before.root, text, &mut edits);
    let edits = sorted(edits);
    if left(text, &edits).is_some_and(|left| left <= faults.len()) { edits } else { Vec::new() }
}

fn sorted(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort();
    edits
}

/// How many faults a text has when it was edited; `None` where it still cannot be read to its end.
fn left(text: &str, edits: &[Edit]) -> Option<usize> {
    let mended = applied(text, edits);
    let (after, left) = read(&mended);
    let sound = after.whole && matches!(after.root.kind, Kind::Map(_)) && !left.iter().any(is_syntax);
    sound.then_some(left.len())
}

fn read(text: &str) -> (Document<'_>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let document = parse(text, FileId(0), 0, &mut faults);
    (document, faults)
}

fn is_syntax(finding: &Diagnostic) -> bool {
    finding.code == Code::C105
}

fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.start]);
        out.push_str(&edit.text);
        at = edit.end;
    }
    out.push_str(&text[at..]);
    out
}

const COMMA: char = '，';
/// A full-width space at the start of a line is as wide as two, or was one stroke as each of the other spaces.
const WIDTHS: [&str; 2] = ["  ", " "];

/// Line by line, for a text that cannot be read as it stands: a full-width space becomes `width`, or else the whole
/// indentation that of the line above. `None` where a line begins with tabs and spaces mixed.
fn lines(text: &str, width: Option<&str>) -> Option<Vec<Edit>> {
    let step =
        text.lines().map(|line| line.len() - line.trim_start_matches(' ').len()).filter(|width| *width > 0).min();
    let tab = " ".repeat(step.unwrap_or(2));
    let mut edits = Vec::new();
    // The indentation of a line that opened a block of text, and the quote that is still open.
    let (mut block, mut quote) = (None, None);
    let mut above = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = line.trim_end_matches('\n');
        let indent = line.len() - line.trim_start_matches([' ', '\t', WIDE[0], WIDE[1]]).len();
        if line.trim().is_empty() || block.is_some_and(|open| indent > open) {
            continue;
        }
        block = None;
        if let Some(open) = quote {
            quote = (line.matches(open).count() % 2 == 0).then_some(open);
            continue;
        }
        let begin = &line[..indent];
        if begin.contains('\t') && begin.contains([' ', WIDE[0], WIDE[1]]) {
            return None;
        }
        if begin.contains(['\t', WIDE[0], WIDE[1]]) {
            let plain = |width| begin.replace('\t', &tab).replace(WIDE[0], width).replace(WIDE[1], " ");
            let text = width.map_or_else(|| above.clone(), plain);
            edits.push(Edit { start: at, end: at + indent, text });
        } else {
            above = begin.to_owned();
        }
        if line.split(" #").next().unwrap_or_default().trim_end().ends_with([':', '：']) {
            above.push_str(&tab);
        }
        let value = key(&line[indent..], at + indent, &mut edits);
        block = value.ends_with(['|', '>']).then_some(indent);
        block = block.or(["|-", ">-", "|+", ">+"].iter().any(|mark| value.ends_with(mark)).then_some(indent));
        let open = value.chars().next().filter(|first| matches!(first, '"' | '\''));
        quote = open.filter(|open| value.matches(*open).count() % 2 == 1);
    }
    Some(edits)
}

/// The colon behind a key, and the space behind the colon; gives what stands behind both.
fn key<'l>(line: &'l str, at: usize, edits: &mut Vec<Edit>) -> &'l str {
    let name = line.trim_start_matches("- ");
    let at = at + line.len() - name.len();
    let length = key_length(name);
    let (spaces, rest) = cut_spaces(&name[length..]);
    if length == 0 {
        return name;
    }
    let colon = at + length + spaces;
    if let Some(behind) = rest.strip_prefix('：') {
        let (more, value) = cut_spaces(behind);
        let text = if value.is_empty() { ":" } else { ": " };
        edits.push(Edit { start: at + length, end: colon + '：'.len_utf8() + more, text: text.to_owned() });
        return value;
    }
    let Some(behind) = rest.strip_prefix(':') else { return name };
    let (more, value) = cut_spaces(behind);
    let joined = more == 0 && !value.is_empty() && !value.starts_with(['/', ':']);
    if joined || behind[..more].contains(WIDE) {
        edits.push(Edit { start: colon + 1, end: colon + 1 + more, text: " ".to_owned() });
    }
    value
}

/// Keys of content files are plain words; anything else before a colon may be a sentence.
fn key_length(text: &str) -> usize {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let length = text.find(|c| !word(c)).unwrap_or(text.len());
    if text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') { length } else { 0 }
}

fn cut_spaces(text: &str) -> (usize, &str) {
    let rest = text.trim_start_matches([' ', '\t', WIDE[0], WIDE[1]]);
    (text.len() - rest.len(), rest)
}

/// Value by value, for a text that can be read.
fn nodes(node: &Node, text: &str, edits: &mut Vec<Edit>) {
    match &node.kind {
        Kind::List(nodes) => nodes.iter().for_each(|node| self::nodes(node, text, edits)),
        Kind::Map(entries) => {
            for (key, value) in entries {
                let has_value = !value.is_blank() || value.start != value.end;
                edits.extend(joined(key, has_value, text).into_iter().flatten());
                if has_value {
                    nodes(value, text, edits);
                }
            }
        }
        Kind::Text(_, Quoting::Quoted) => {}
        Kind::Text(..) => edits.extend(scalar(node, text)),
    }
}

/// `{made：0，repealed:0， in_force: 5}`: a key that took its value with it, since no space stands between them, and
/// perhaps other keys with theirs, of which the last may have a value of its own.
fn joined(key: &Node, has_value: bool, text: &str) -> Option<Vec<Edit>> {
    let written = text.get(key.start as usize..key.end as usize)?;
    let mut edits = Vec::new();
    let mut put = |at: usize, length: usize, plain: &str| {
        let start = key.start as usize + at;
        edits.push(Edit { start, end: start + length, text: plain.to_owned() });
    };
    let mut at = 0;
    for part in written.split(COMMA) {
        let (spaces, name) = cut_spaces(part);
        if at > 0 {
            put(at - COMMA.len_utf8(), COMMA.len_utf8() + spaces, ", ");
        }
        let (name_at, length) = (at + spaces, key_length(name));
        at += part.len() + COMMA.len_utf8();
        if has_value && at > written.len() {
            return (length > 0 && length == name.len() && name_at > 0).then_some(edits);
        }
        let colon = name[length..].chars().next().filter(|c| length > 0 && matches!(c, ':' | '：'))?;
        let (more, value) = cut_spaces(&name[length + colon.len_utf8()..]);
        if value.is_empty() || !value.chars().all(|c| digit(c).is_some() || matches!(c, '.' | '-')) {
            return None;
        }
        put(name_at + length, colon.len_utf8() + more, ": ");
    }
    Some(edits)
}

/// A number or date typed with full-width characters, or a plain word in curly quotes.
fn scalar(node: &Node, text: &str) -> Option<Edit> {
    let (start, end) = (node.start as usize, node.end as usize);
    let written = text.get(start..end)?;
    let inner = written.trim_matches(WIDE);
    let mended = number(inner).or_else(|| in_quotes(inner)).filter(|mended| mended != written)?;
    // A wide space before it stood for the plain one.
    let space = if written.starts_with(WIDE) { " " } else { "" };
    Some(Edit { start, end, text: format!("{space}{mended}") })
}

fn number(text: &str) -> Option<String> {
    let mut digits = 0;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        out.push(match (digit(c), c) {
            (Some(digit), _) => {
                digits += 1;
                digit
            }
            (_, '．' | '.') => '.',
            (_, '－' | '-') => '-',
            _ => return None,
        });
    }
    (digits > 0).then_some(out)
}

fn digit(c: char) -> Option<char> {
    Some(char::from(b'0' + figure(c)?))
}

/// Dates, codes and addresses; Chinese words in such quotes may be meant so.
fn in_quotes(text: &str) -> Option<String> {
    let inner = text.strip_prefix(['“', '”', '＂'])?.strip_suffix(['“', '”', '＂'])?;
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\\');
    (!inner.is_empty() && inner.chars().all(plain)).then(|| format!("\"{inner}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        applied(text, &edits(text))
    }

    #[test]
    fn slips_of_an_input_method_are_mended() {
        for (wrong, right) in [
            ("title：公告\npublished： 2024-01-01\n", "title: 公告\npublished: 2024-01-01\n"),
            ("title:公告\n", "title: 公告\n"),
            ("a: 1\ntitle:公告\nb: 2\n", "a: 1\ntitle: 公告\nb: 2\n"),
            ("reviews:\n\treview: [0]\n", "reviews:\n  review: [0]\n"),
            ("reviews：\n　review: [0]\n", "reviews:\n  review: [0]\n"),
            ("title:　公告\n", "title: 公告\n"),
            ("a: ３\nb: [０,　1２]\nd: ２０２４－０１－０２\n", "a: 3\nb: [0, 12]\nd: 2024-01-02\n"),
            ("r: {made：0，repealed：12， in_force: ５}\n", "r: {made: 0, repealed: 12, in_force: 5}\n"),
            ("r:\n  made: 1\n　　repealed: 2\n", "r:\n  made: 1\n  repealed: 2\n"),
            ("r:\n  made: 1\n　repealed: 2\n", "r:\n  made: 1\n  repealed: 2\n"),
            (
                "title: 公告\n　genre: 通知\nextra:\n　　a: 1\n　　b: 2\n",
                "title: 公告\ngenre: 通知\nextra:\n  a: 1\n  b: 2\n",
            ),
            ("title: 公告\n　　genre:通知\n", "title: 公告\ngenre: 通知\n"),
            ("r: {made：0, repealed:0, in_force: ５}\n", "r: {made: 0, repealed: 0, in_force: 5}\n"),
            ("published: “2024-01-01”\n", "published: \"2024-01-01\"\n"),
        ] {
            assert_eq!(mended(wrong), right);
            assert_eq!(mended(right), right, "once is enough");
        }
    }

    #[test]
    fn what_may_be_meant_is_left() {
        for text in [
            "title: “一网通办”\n",
            "title: 关于：甲\n",
            "hours: 8:30\n",
            "url: https://example.gov.cn/\n",
            "text: |\n  note：甲\n  other:乙\n",
            "a: \"b\n  note：甲\"\n",
            "list: [1，2]\n",
            "r: {made：0，又：1}\n",
            "r: {made：0，repealed}\n",
            "title: 第３号\n",
            "a: '３'\n",
            "a: “x\n",
            "r:\n \ta: 1\n",
            "甲：乙\n",
            "title：甲\n  b: [\n",
            "",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
