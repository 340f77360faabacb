//! Numbers of soldiers' papers: 军官证号南字第01234567号. They have a shape of their own, and no check digit.

use std::ops::Range;

use crate::fold::fold_char;
use crate::needles::places_of;

use super::{Found, Kind, label, unknown};

const PAPERS: [&str; 8] = ["军官证", "士官证", "士兵证", "文职干部证", "军人证", "警官证", "军官退休证", "军人身份证"];

/// How many figures such a number has.
const FIGURES: std::ops::RangeInclusive<usize> = 6..=8;

/// How far the word for a paper stands before, in bytes.
const NEAR: usize = 60;

/// Every such number behind the word for one, in its clause.
pub fn numbers(text: &str, out: &mut Vec<Found>) {
    let found: Vec<Range<usize>> = places_of(text, "字第").filter_map(|at| number(text, at)).collect();
    for one in unknown(found, out) {
        let value: String = text[one.clone()].chars().filter_map(fold_char).collect();
        out.push(Found::number(Kind::Papers, one.start, one.end, value));
    }
}

/// The number that goes on with 字第 at a byte, from its one sign before.
fn number(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at + "字第".len()..];
    let figures = rest.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let digits = &rest[..rest.len() - figures.len()];
    let sign = text[..at].chars().next_back().filter(|c| crate::chinese::is_chinese(*c))?;
    let is_named = || {
        let near = &text[text.ceil_char_boundary(at.saturating_sub(NEAR))..at];
        near.rsplit(['；', '。', '\n', '|']).next().is_some_and(|clause| label::has(clause, &PAPERS))
    };
    let end = text.len() - figures.strip_prefix('号').unwrap_or(figures).len();
    (FIGURES.contains(&digits.chars().count()) && is_named()).then(|| at - sign.len_utf8()..end)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn the_number_of_a_soldier_is_known_by_its_paper() {
        let found = |text: &str| text.find("字第").and_then(|at| number(text, at)).map(|range| text[range].to_owned());
        for (text, right) in [
            ("张三，军官证号：南字第01234567号。", "南字第01234567号"),
            ("士兵证 海字第０１２３４５６", "海字第０１２３４５６"),
        ] {
            assert_eq!(found(text).as_deref(), Some(right), "{text}");
        }
        for text in [
            "不动产证地字第01234567号",
            "军官证号：南字第****4567号",
            "军官证：南字第123号",
            "军官证遗失；地字第01234567号",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
