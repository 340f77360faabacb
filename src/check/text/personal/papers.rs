//! Numbers of passports, of permits to pass a border, and of cards of social security. They have no check digit: only words
//! beside or above them tell what they are.

use crate::chinese::is_chinese;
use std::ops::Range;

use crate::fold::fold_char;
use crate::needles::spots;

use super::number::begins_as_year;
use super::table::{Tables, cells, rows};
use super::{Found, Kind, headed, label, name, unknown};

/// What such papers are called; the cards of social security last.
pub const LABELS: [&str; 13] = [
    "护照",
    "passport",
    "通行证",
    "台胞证",
    "回乡证",
    "永久居留身份证",
    "永久居留证",
    "永居证",
    "社保卡",
    "社会保障卡",
    "医保卡",
    "医疗保障卡",
    "医疗保险卡",
];

/// The first of [`LABELS`] that is a card's.
const FIRST_CARD: usize = 8;

/// What may stand between the word for a paper and its number.
const BETWEEN: [&str; 37] = [
    "一本",
    "1本",
    "一张",
    "1张",
    "Number",
    "number",
    "证件号码",
    "证件号",
    "卡号码",
    "卡号",
    "号码",
    "编号",
    "号",
    "分别",
    "为",
    "是",
    "：",
    ":",
    "（",
    "）",
    "(",
    ")",
    "|",
    " ",
    "\u{3000}",
    "*",
    "`",
    "No.",
    "NO.",
    "，证件号码",
    "，号码",
    "，证件号",
    "，证号",
    "；证号",
    "证号",
    "；证件号码",
    "；证件号",
];

/// How far its number stands from a word at most, in bytes.
const REACH: usize = 60;

/// How many rows below a header are looked at.
const ROWS: usize = 500;

/// Every number behind a word for such a paper, and in the cells below one.
pub fn numbers(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    // The words end in 照, 证, 卡 or rt.
    let ends = |second: u8, third: u8| {
        ((second | 0x20) == b'r') & ((third | 0x20) == b't')
            | (second == 0x85) & (third == 0xa7)
            | (second == 0xaf) & (third == 0x81)
            | (second == 0x8d) & (third == 0xa1)
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut listed = 0;
    let mut read = 0;
    for end in spots(text.as_bytes(), ends).map(|at| at + 2) {
        let Some(before) = text.get(..end) else { continue };
        let called = |label: &str| {
            let tail = before.len().checked_sub(label.len()).and_then(|at| before.get(at..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(label))
        };
        let Some(which) = LABELS.iter().position(|label| called(label)) else { continue };
        let word = end - LABELS[which].len()..end;
        let is_card = which >= FIRST_CARD;
        if is_of_a_thing(text, word.start, LABELS[which]) {
            continue;
        }
        // A word within a list has its number from the list.
        if word.end > listed
            && let Some(number) = behind(text, word.end, is_card).or_else(|| behind_name(text, word.end, is_card))
        {
            found.push(number.clone());
            listed = list(text, number.end, &mut found);
        }
        found.extend(below(text, tables, &word));
        // What stands below one heading is read once.
        if !is_card && word.end >= read {
            read = headed::numbers(text, word.end, &mut found).unwrap_or(read);
        }
    }
    found.sort_by_key(|one| one.start);
    found.dedup();
    note(text, found, out);
}

/// The numbers in the cells below a word, if it stands in the header of a table.
fn below(text: &str, tables: &Tables, word: &Range<usize>) -> Vec<Range<usize>> {
    let Some(table) = tables.at(word.start) else { return Vec::new() };
    let holds_word = |cell: &Range<usize>| cell.start <= word.start && word.end <= cell.end;
    let Some(column) = table.header.iter().position(holds_word) else { return Vec::new() };
    // Statistics have such headers, too, above nothing but figures.
    let of_numbers = text[table.header[column].clone()].contains('号');
    let fits = |cell: &Range<usize>| is_number(&text[cell.clone()]) && (of_numbers || is_told(&text[cell.clone()]));
    rows(text, table).take(ROWS).filter_map(|row| cells(text, row).get(column).cloned().filter(fits)).collect()
}

/// Notes numbers, sorted, but those that are told more closely: as a bank card or a telephone.
fn note(text: &str, found: Vec<Range<usize>>, out: &mut Vec<Found>) {
    for one in unknown(found, out) {
        let value: String = text[one.clone()].chars().filter_map(plain).collect();
        out.push(Found::number(Kind::Papers, one.start, one.end, value));
    }
}

/// Cars, goods, gates and firms have permits to pass, too, and a sentence goes on to speak of them by the word alone.
fn is_of_a_thing(text: &str, at: usize, label: &str) -> bool {
    const THINGS: [&str; 26] = [
        "车",
        "车辆",
        "车电子",
        "运输",
        "道路",
        "货物",
        "临时",
        "区域",
        "高速",
        "植物",
        "产品",
        "电池",
        "重点人员",
        "企业员工",
        "出入",
        "小区",
        "保供",
        "施工",
        "应急",
        "配送",
        "企业",
        "服务",
        "消费",
        "旅游",
        "文旅",
        "健康",
    ];
    let is_things = |before: &str| THINGS.iter().any(|thing| before.ends_with(thing));
    let sentence = label::sentence(text, at);
    // People have one to pass a border.
    let borders = ["港澳", "台湾", "内地", "大陆", "往来", "出入境", "证件"];
    let is_border = || label::has(sentence, &borders);
    label == "通行证" && !is_border()
        || is_things(&text[..at])
        || sentence.match_indices(label).any(|(at, _)| is_things(&sentence[..at]))
}

/// The number that stands behind a word, with nothing between them but that it is a number.
fn behind(text: &str, at: usize, is_card: bool) -> Option<Range<usize>> {
    let mut rest = &text[at..];
    let mut is_number = false;
    while let Some(word) = BETWEEN.iter().find(|word| rest.starts_with(**word)) {
        is_number |= word.contains('号') || *word == "|";
        rest = &rest[word.len()..];
        if text.len() - rest.len() - at > REACH {
            return None;
        }
    }
    is_number |= text[..at].ends_with('号');
    number_at(text, text.len() - rest.len(), (at, is_card, is_number))
}

/// The number that stands behind the name of somebody who has such a paper: 通行证：张三，证号C12345678.
fn behind_name(text: &str, at: usize, is_card: bool) -> Option<Range<usize>> {
    let is_mark = |c: char| matches!(c, '：' | ':' | '（' | '(' | ' ' | '，' | ',' | '*' | '）' | ')');
    let rest = &text[at..text.floor_char_boundary((at + REACH).min(text.len()))];
    let marked = rest.trim_start_matches(is_mark);
    let called = marked.trim_start_matches(is_chinese);
    let name = &marked[..marked.len() - called.len()];
    if marked.len() == rest.len() {
        return None;
    }
    let number = called.trim_start_matches(is_mark);
    let said = ["护照号码", "护照号", "通行证号码", "通行证号", "证件号码", "证件号", "证号", "号码", "编号"];
    let word = said
        .iter()
        .find(|word| number.starts_with(**word))
        .filter(|_| name::fills(name) && number.len() < called.len());
    let number = match word {
        Some(word) => number[word.len()..].trim_start_matches(is_mark).trim_start_matches(['为', '是']),
        None => Some(number).filter(|_| name::is_one(name))?,
    };
    let start = at + rest.len() - number.len();
    let of_paper = word.is_some_and(|word| word.contains('证') || word.contains('照'));
    number_at(text, start, (at, is_card, word.is_some())).filter(|found| of_paper || is_told(&text[found.clone()]))
}

/// The numbers that go on a list behind one, each perhaps with its holder, E12345678（持照人张三）、E12345679, and where the
/// last of them ends.
fn list(text: &str, from: usize, found: &mut Vec<Range<usize>>) -> usize {
    const MOST: usize = 200;
    let mut at = from;
    for _ in 0..MOST {
        let rest = &text[at..text.floor_char_boundary((at + 2 * REACH).min(text.len()))];
        let mut next = rest;
        if let Some((_, behind)) = rest.strip_prefix(['（', '(']).and_then(|said| said.split_once(['）', ')'])) {
            next = behind;
        }
        let Some(member) = next.strip_prefix(['、', '，', ',', '/', ' ', '和', '及']) else { return at };
        let bare = member.trim_start_matches(|c: char| is_chinese(c) || c == ' ');
        let name = &member[..member.len() - bare.len()];
        if !(name.trim().is_empty() || name::fills(name)) {
            return at;
        }
        let start = at + rest.len() - bare.len();
        let told = number_at(text, start, (from, false, false)).filter(|one| is_told(&text[one.clone()]));
        let Some(number) = told else { return at };
        at = number.end;
        found.push(number);
    }
    at
}

/// The number that begins at a place, if it is one of those that such papers have; whether it is said to be a card's and a
/// number.
pub fn number_at(text: &str, start: usize, (at, is_card, is_number): (usize, bool, bool)) -> Option<Range<usize>> {
    let written = token(&text[start..])?;
    let end = start + written.len();
    // 如 E12345678 shows how one is written.
    let named_so = ["（样", "(样", "（示例", "(示例", "（式样"].iter().any(|mark| text[end..].starts_with(mark));
    let is_sample = named_so || label::has(label::sentence(text, start), &label::EXAMPLE);
    // Of a card only the word 号 tells that its number follows.
    let told = shape(written).is_some_and(|shape| match shape {
        Shape::Passport => !is_card || is_number,
        // A permit of a resident of Taiwan has nothing but digits.
        Shape::Digits if text[..at].ends_with("台胞证") || text[..at].ends_with("来往大陆通行证") => {
            matches!(written.len(), 8 | 10)
        }
        Shape::Digits => is_number && (is_card || (8..=9).contains(&written.len())),
        Shape::Card => is_card && is_number,
        Shape::Residence => !is_card,
    });
    // From one number to another they are those of a stack of papers.
    let is_range = text[end..].starts_with(['至', '—', '－', '-', '～', '~']);
    (told && !is_sample && !is_range && !is_amount(&text[end..])).then_some(start..end)
}

fn is_amount(after: &str) -> bool {
    label::is_amount(after) || after.starts_with(['张', '本', '户', '名', '年'])
}

/// Whether all of a cell is such a number.
pub fn is_number(cell: &str) -> bool {
    let cell = cell.trim_matches(['*', '`', ' ']);
    token(cell).is_some_and(|written| written.len() == cell.len()) && shape(cell).is_some()
}

/// Whether a number tells by its letters what it is.
pub fn is_told(written: &str) -> bool {
    shape(written).is_some_and(|shape| shape != Shape::Digits)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A letter or two and seven to ten digits: E12345678, EA1234567, H1234567890.
    Passport,
    /// Three letters for a country, and twelve digits: JPN341079031205.
    Residence,
    /// Nothing but digits.
    Digits,
    /// Letters and digits as cards have them.
    Card,
}

fn shape(written: &str) -> Option<Shape> {
    let plain: String = written.chars().filter_map(plain).collect();
    let digits = plain.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = plain.len() - digits.len();
    // The check sign of a card of social security may be an X: A1234567X.
    if letters == 1 && digits.len() == 8 && digits[..7].bytes().all(|b| b.is_ascii_digit()) && digits.ends_with('X') {
        return Some(Shape::Card);
    }
    if !digits.bytes().all(|b| b.is_ascii_digit()) || digits.bytes().all(|b| b == b'0') {
        return None;
    }
    match (letters, digits.len()) {
        (1 | 2, 7..=10) => Some(Shape::Passport),
        (3, 12) => Some(Shape::Residence),
        (1 | 2, 11..=18) => Some(Shape::Card),
        // A land line with nought at its head has more digits, and no day has it there.
        (0, 8) if digits.starts_with('0') => Some(Shape::Digits),
        (0, 8..=20) if !digits.starts_with('0') && !is_day(digits) => Some(Shape::Digits),
        _ => None,
    }
}

fn is_day(digits: &str) -> bool {
    digits.len() == 8 && begins_as_year(digits.as_bytes())
}

/// A letter or a digit, half width; `None` for what only stands between them.
fn plain(c: char) -> Option<char> {
    fold_char(c).filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase())
}

/// The letters and digits that a text begins with: in one piece, but for a space or a hyphen behind the letters and between
/// fours. `None` for what is hidden in part.
fn token(text: &str) -> Option<&str> {
    let mut digits = 0;
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match plain(c) {
            Some(sign) => {
                digits += usize::from(sign.is_ascii_digit());
                end = at + c.len_utf8();
            }
            None if matches!(c, ' ' | '-' | '\u{200b}')
                && end > 0
                && digits % 4 == 0
                && chars.peek().is_some_and(|(_, next)| plain(*next).is_some_and(|next| next.is_ascii_digit())) => {}
            None if matches!(c, '*' | '×' | '＊' | '@' | '.' | '_' | '/' | '某') => return None,
            None => break,
        }
        if end > REACH {
            return None;
        }
    }
    (digits >= 7).then(|| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_papers_have_their_shapes() {
        for number in [
            "E12345678",
            "EA1234567",
            "e 1234 5678",
            "H-12345678",
            "Ｇ１２３４５６７８",
            "123456789",
            "01234567",
            "JPN341079031205",
            "A1234567X",
        ] {
            assert!(is_number(number), "{number}");
        }
        for number in ["E1234****", "20240101", "0564-6492562", "E123", "00000000", "张某某", "E12345678A", ""] {
            assert!(!is_number(number), "{number}");
        }
    }
}
