//! Numbers that leave one out or stand twice among those of their kind (S116): （一）（二）（四）, 一是…二是…四是, 三个方面：一是…四是.

use crate::chinese::ordinal_of;
use crate::diagnostic::Code;
use crate::markdown::{Kind, Paragraph};
use crate::needles::places_of;

use super::Leftover;
use super::date::digit;

/// Numbers of one kind that go on: of the innermost list and those around it the last.
#[derive(Default)]
struct Run {
    last: Vec<i16>,
    /// Where the last one stood.
    at: (usize, usize),
    /// Whether the one before was told: what follows it may be right.
    told: bool,
}

impl Run {
    /// Takes the next number, and tells what is wrong with it. A list within a list begins anew, and the outer one goes on
    /// behind it; one that does not begin with the first is a choice of another's.
    fn next(&mut self, number: i16, at: (usize, usize)) -> Option<&'static str> {
        self.at = at;
        let told = std::mem::take(&mut self.told);
        if number == 1 {
            self.last.push(1);
            return None;
        }
        if let Some(of) = self.last.iter().rposition(|last| *last == number - 1) {
            self.last.truncate(of);
            self.last.push(number);
            return None;
        }
        let [last] = self.last[..] else {
            self.last.clear();
            return None;
        };
        self.last[0] = number;
        let fault = match number - last {
            0 => "number_twice",
            2 => "number_left_out",
            _ => return None,
        };
        self.told = true;
        (!told).then_some(fault)
    }

    fn clear(&mut self) {
        self.last.clear();
        self.told = false;
    }
}

/// The number that a line begins with: 一、 is of the first kind, （一） of the second.
fn number(line: &str) -> Option<(usize, i16, usize)> {
    const LONGEST: usize = "二十一".len();
    let bracket = line.strip_prefix(['（', '(']);
    let inner = bracket.unwrap_or(line);
    let marks: &[char] = if bracket.is_some() { &['）', ')'] } else { &['、'] };
    let near = &inner[..inner.floor_char_boundary(LONGEST + "、".len())];
    let end = near.find(marks)?;
    let value = numeral(&inner[..end])?;
    let close = inner[end..].chars().next().map_or(0, char::len_utf8);
    Some((usize::from(bracket.is_some()), value, line.len() - inner.len() + end + close))
}

/// 三, 十, 十二, 二十一: items are not numbered digit by digit, as the years of dates are, nor in hundreds, as counts are.
pub(super) fn numeral(words: &str) -> Option<i16> {
    let one = |words: &str| {
        let mut chars = words.chars();
        let value = chars.next().filter(|c| !c.is_ascii_digit()).and_then(digit)?;
        (chars.next().is_none() && value > 0).then_some(value)
    };
    let Some((tens, ones)) = words.split_once('十') else { return one(words) };
    let tens = if tens.is_empty() { 1 } else { one(tens)? };
    Some(tens * 10 + if ones.is_empty() { 0 } else { one(ones)? })
}

/// The paragraphs whose number does not follow the one before; the sections of a report are another rule's.
pub fn of_paragraphs(paragraphs: &[Paragraph], is_report: bool) -> Vec<(usize, Leftover)> {
    let mut runs = [Run::default(), Run::default()];
    let mut found = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if !matches!(paragraph.kind, Kind::Prose | Kind::Heading(_)) {
            continue;
        }
        let is_heading = matches!(paragraph.kind, Kind::Heading(_));
        let mut start = 0;
        // The lines of a paragraph are joined, and many write their items one behind the other: those in brackets.
        let has_more = is_heading || ["（", "("].iter().any(|bracket| paragraph.words.contains(bracket));
        let lines = paragraph.words.split_inclusive(['\n', '。', '；']);
        for line in lines.take(if has_more { usize::MAX } else { 1 }) {
            let from = start + line.len() - line.trim_start().len();
            let begins = start == 0;
            start += line.len();
            let Some((kind, value, length)) = number(line.trim_start()) else {
                if is_heading || begins && line.trim_start().starts_with('第') {
                    runs.iter_mut().for_each(Run::clear);
                }
                continue;
            };
            if kind == 0 {
                if !begins {
                    continue;
                }
                runs[1].clear();
            }
            let before = runs[kind].at;
            let fault = runs[kind].next(value, (at, from));
            let Some(fault) = fault.filter(|_| kind == 1 || !is_report) else { continue };
            let is_there = || stands_between(paragraphs, before, (at, from), (kind, value - 1));
            if fault == "number_twice" || !is_there() {
                let left = Leftover::new(Code::S116, from, from + length);
                found.push((at, Leftover { fault: Some(fault), ..left }));
            }
        }
    }
    found
}

/// Whether a number that no line begins with stands within those between two.
fn stands_between(
    paragraphs: &[Paragraph],
    (first, start): (usize, usize),
    (last, end): (usize, usize),
    (kind, value): (usize, i16),
) -> bool {
    let Some(numeral) = written(value) else { return true };
    let marks = if kind == 1 {
        [format!("（{numeral}）"), format!("({numeral})"), format!("{numeral}、")]
    } else {
        [format!("{numeral}、"), format!("{numeral}．"), format!("{numeral}是")]
    };
    let has = |words: &str| marks.iter().any(|mark| words.contains(&**mark));
    (first..=last).any(|at| {
        let words = &*paragraphs[at].words;
        let from = if at == first { start } else { 0 };
        let to = if at == last { end } else { words.len() };
        words.get(from..to).is_some_and(has)
    })
}

fn written(value: i16) -> Option<char> {
    ordinal_of(value.try_into().ok()?)
}

/// What is amiss among 一是…二是…四是 in one paragraph.
pub fn within(words: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    let Some(first) = places_of(words, "一是").next() else { return found };
    let mut run = Run::default();
    let mut most = 0;
    let mut before = first;
    for (at, _) in words[first..].match_indices('是').map(|(at, is)| (first + at, is)) {
        let Some(c) = words[..at].chars().next_back() else { continue };
        let start = at - c.len_utf8();
        let is_marked = words[..start].chars().next_back().is_none_or(|c| "。；：，！、”（）(;, \n".contains(c));
        // 一是一，二是二 is a saying.
        let is_saying = words[at + "是".len()..].starts_with(c);
        let Some(value) = numeral(&words[start..at]).filter(|_| is_marked && !is_saying) else { continue };
        let fault = run.next(value, (0, start));
        most = if run.last.len() == 1 { value } else { 0 };
        // What has no mark before it, and what is numbered in other words.
        let is_there = || {
            let missing = written(value - 1);
            missing.is_none_or(|missing| words[before..start].contains([missing]))
        };
        if let Some(fault) = fault.filter(|fault| *fault == "number_twice" || !is_there()) {
            let left = Leftover::new(Code::S116, start, at + "是".len());
            found.push(Leftover { fault: Some(fault), ..left });
        }
        before = at;
    }
    if found.is_empty() {
        found.extend(more_than_said(words, first, most));
    }
    found
}

/// 重点抓好三个方面：一是…四是: more than was said. `first` is the byte of 一是.
fn more_than_said(words: &str, first: usize, most: i16) -> Option<Leftover> {
    const KINDS: [&str; 6] = ["个方面", "项工作", "项措施", "个问题", "方面工作", "项"];
    const NEAR: usize = 36;
    let lead = words[..first].trim_end().strip_suffix(['：', ':'])?;
    let clause = lead.rsplit(['。', '；', '，']).next()?;
    let (head, kind) = KINDS.iter().find_map(|kind| {
        let at = clause.rfind(kind)?;
        (clause.len() - at <= NEAR).then_some((&clause[..at], *kind))
    })?;
    let c = head.chars().next_back()?;
    let said = if c == '两' { 2 } else { digit(c)? };
    // 十三项, 12项 are told by more than one figure.
    let is_whole = !head[..head.len() - c.len_utf8()].ends_with(|c: char| digit(c).is_some() || "十百第".contains(c));
    let start = lead.len() - clause.len() + head.len() - c.len_utf8();
    let left = Leftover::new(Code::S116, start, start + c.len_utf8() + kind.len());
    (is_whole && said > 1 && most > said).then_some(Leftover { fault: Some("more_than_said"), ..left })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_one_sentence_follow_each_other() {
        let found = |words: &str| within(words).first().and_then(|left| left.fault);
        for (words, fault) in [
            ("一是抓学习；二是抓公开；四是抓队伍。", Some("number_left_out")),
            ("一是抓学习；二是抓公开；二是抓队伍。", Some("number_twice")),
            ("做好三个方面：一是学；二是讲；三是练；四是比。", Some("more_than_said")),
            ("一是抓学习；二是抓公开；三是抓队伍。", None),
            ("做好三个方面：一是学；二是讲；三是练。", None),
            ("一是抓学习；二是抓公开三是抓队伍；四是抓制度。", None),
            ("一是抓学习（一是自学，二是听课）；二是抓公开。", None),
            ("一是一，二是二。问题：一是少；二是慢。", None),
            ("做好二十三项工作：一是学；二是讲；三是练；四是比。", None),
        ] {
            assert_eq!(found(words), fault, "{words}");
        }
    }

    #[test]
    fn numerals_are_read() {
        assert_eq!(
            ["三", "十", "十二", "二十一", "甲", "3"].map(numeral),
            [Some(3), Some(10), Some(12), Some(21), None, None]
        );
    }
}
