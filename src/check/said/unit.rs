//! What a figure counts and how it is written behind it: 件, 万元, %, 成; and whether it is meant exactly.

use super::about::{ends_range, is_about};
use super::number::{MOST_COUNTED, Number, ONE, Value};
use super::vocabulary::{COUNTS, UNITS};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit<'t> {
    /// 件, 条 and the like, with the word itself.
    Count(&'t str),
    /// 万元, whatever it was written in.
    Money,
    Percent,
    /// 倍
    Times,
    Other(&'t str),
    None,
}

/// The figure that is written at a stretch of a text, with the unit that stands behind it.
pub fn finish(text: &str, start: usize, end: usize, (value, step): (Value, Value)) -> Number<'_> {
    let before = &text[..start];
    let mut number =
        Number { start, end, value, step, unit: Unit::None, is_rough: is_about(before) || ends_range(before) };
    let mut rest = text[end..].trim_start();
    if let Some(after) = rest.strip_prefix(['余', '多', '来']) {
        number.is_rough = true;
        rest = after;
    }
    if !rest.starts_with("万元") && !rest.starts_with("亿元") {
        for (mark, by) in [('万', 10_000), ('亿', 100_000_000)] {
            // What is more than anybody counts is left without its unit.
            if let Some(after) = rest.strip_prefix(mark).filter(|_| number.value <= MOST_COUNTED * ONE) {
                number.value *= by;
                number.step *= by;
                rest = after;
            }
        }
    }
    if let Some(after) = rest.strip_prefix(['余', '多']) {
        number.is_rough = true;
        rest = after;
    }
    let of_hundred = text[..start].trim_end().ends_with("百分之");
    if let Some(length) = of_unit(&mut number, rest, of_hundred) {
        number.end = text.len() - rest.len() + length;
    }
    number
}

/// Gives a figure the unit that stands behind it, and its value in that; how long the unit is, if there is one.
fn of_unit(number: &mut Number, rest: &str, of_hundred: bool) -> Option<usize> {
    if let Some(sign) = rest.chars().next().filter(|c| matches!(c, '%' | '％')) {
        number.unit = Unit::Percent;
        return Some(sign.len_utf8());
    }
    if of_hundred {
        number.unit = Unit::Percent;
        return Some(0);
    }
    if let Some(length) = tenths(rest).filter(|_| number.value <= 10 * ONE) {
        let half = if rest.starts_with("成半") { 5 * ONE } else { 0 };
        (number.value, number.step) = (number.value * 10 + half, number.step * 10);
        (number.unit, number.is_rough) = (Unit::Percent, true);
        return Some(length);
    }
    let word = UNITS.iter().chain(&COUNTS).find(|unit| rest.starts_with(**unit)).copied()?;
    number.unit = match word {
        "万元" => Unit::Money,
        "亿元" => {
            number.value *= 10_000;
            number.step *= 10_000;
            Unit::Money
        }
        "元" => {
            number.value /= 10_000;
            number.step = (number.step / 10_000).max(1);
            Unit::Money
        }
        "倍" => Unit::Times,
        // 翻两番 is four times as many, three times more.
        "番" => {
            number.value = (ONE << (number.value / ONE).clamp(0, 16)) - ONE;
            Unit::Times
        }
        word if COUNTS.contains(&word) => Unit::Count(word),
        word => Unit::Other(word),
    };
    Some(word.len())
}

/// How long 成 for a tenth is, where a text begins with it: 三成以上, but not 一成不变 or 2023年成立.
pub fn tenths(text: &str) -> Option<usize> {
    let after = text.strip_prefix("成半").or_else(|| text.strip_prefix('成'))?;
    let ends = after.is_empty() || after.starts_with(|c: char| !c.is_alphabetic());
    let goes_on = ["以上", "以下", "左右", "多", "余", "的", "和", "由", "为"];
    (ends || goes_on.iter().any(|word| after.starts_with(word))).then_some(text.len() - after.len())
}
