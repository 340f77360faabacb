//! Lists in columns that nothing but spaces or commas part: 姓名　病名　村组, and below it a line for each of the people.

use std::ops::Range;

use crate::needles::spots;

use super::column::{Called, Sheet, is_name};
use super::sensitive::Sensitive;
use super::table::Tables;
use super::{Found, name};

/// How long the line of headers is at most, in bytes, and the other lines.
const HEADER: usize = 240;
const LINE: usize = 600;

/// How far below its headers a list is looked at for remarks, in bytes.
const BELOW: usize = 20_000;

/// How many columns such a list has, and how long its headers are at most, in characters.
const COLUMNS: std::ops::RangeInclusive<usize> = 3..=12;
const LONGEST: usize = 12;

/// One finding for each column that tells of people what nobody need know; numbers of people are findings of their own.
pub fn pairs(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    let mut from = 0;
    // 姓 is E5 A7 93, and 名 begins with E5.
    let is_between = |last: u8, first: u8| (last == 0x93) & (first == 0xe5);
    let places = spots(text.as_bytes(), is_between).filter_map(|last| last.checked_sub(2));
    for at in places.filter(|at| text.get(*at..).is_some_and(|rest| rest.starts_with("姓名"))) {
        if at < from || tables.at(at).is_some() {
            continue;
        }
        let Some(line) = line(text, at) else { continue };
        from = line.end;
        let mark = Mark::of(text[line.clone()].trim());
        let parts = mark.parts(text, line.clone());
        let is_word = |part: &Range<usize>| {
            let word = &text[part.clone()];
            word.chars().count() <= LONGEST && !word.contains(['，', '。', '：', ':', '；', '|', '、', '请', '填'])
        };
        if !COLUMNS.contains(&parts.len()) || !parts.iter().all(is_word) {
            continue;
        }
        let is_told =
            |part: &Range<usize>| Sensitive::of(&text[part.clone()]).is_some_and(|kind| !kind.is_of_numbers());
        let Some(names) = parts.iter().position(|part| is_name(&text[part.clone()])) else { continue };
        if parts.iter().any(is_told) {
            let below = line.end..text.floor_char_boundary((line.end + BELOW).min(text.len()));
            let sheet = Sheet { text, header: &parts, names, called: Called::Name, below };
            let mut found = Vec::new();
            sheet.look(|| rows(text, line.end, (mark, parts.len(), names)), &mut found);
            out.extend(found.into_iter().filter(|one| is_told(&(one.start..one.end))));
        }
    }
}

/// The line that holds a byte, if it is short.
fn line(text: &str, at: usize) -> Option<Range<usize>> {
    let near = text.ceil_char_boundary(at.saturating_sub(HEADER));
    let start = match text[near..at].rfind('\n') {
        Some(cut) => near + cut + 1,
        None => Some(near).filter(|near| *near == 0)?,
    };
    let far = text.floor_char_boundary((start + HEADER).min(text.len()));
    let end = match text[at..far].find('\n') {
        Some(cut) => at + cut,
        None => Some(far).filter(|far| *far == text.len())?,
    };
    Some(start..end)
}

/// What parts the columns of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Comma,
    /// Wide spaces, tabs, or several spaces: one alone may stand within a cell.
    Wide,
    Space,
}

impl Mark {
    /// The mark that a line of headers has.
    fn of(header: &str) -> Mark {
        match header {
            _ if header.contains(',') => Mark::Comma,
            _ if header.contains(['\u{3000}', '\t']) || header.contains("  ") => Mark::Wide,
            _ => Mark::Space,
        }
    }

    /// The cells of a line.
    fn parts(self, text: &str, line: Range<usize>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = line.start;
        let words = &text[line];
        for word in words.split(|c: char| if self == Mark::Comma { c == ',' } else { c.is_whitespace() }) {
            let (start, end) = (at, at + word.len());
            let mark = text[end..].chars().next();
            at = end + mark.map_or(0, char::len_utf8);
            let near = found.last_mut().filter(|last| self == Mark::Wide && text[last.end..start] == *" ");
            match near {
                Some(last) if !word.is_empty() => last.end = end,
                _ if self == Mark::Comma || !word.is_empty() => {
                    found.push(start + word.len() - word.trim_start().len()..start + word.trim_end().len());
                }
                _ => {}
            }
        }
        found
    }
}

/// The lines below the headers, as far as each has as many parts and the name of somebody.
fn rows(
    text: &str,
    from: usize,
    (mark, columns, names): (Mark, usize, usize),
) -> impl Iterator<Item = Vec<Range<usize>>> {
    let mut at = from + 1;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let near = &rest[..rest.floor_char_boundary(LINE.min(rest.len()))];
        let end = at + near.find('\n').or_else(|| Some(near.len()).filter(|near| *near == rest.len()))?;
        let row = mark.parts(text, at..end);
        at = end + 1;
        let person = row.get(names).map(|cell| text[cell.clone()].replace([' ', '\u{3000}'], ""))?;
        (row.len() == columns && name::fills(&person)).then_some(row)
    })
}
