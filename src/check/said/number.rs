//! Figures in a sentence: digits of any width, with separators, decimals, 万 and 亿, and Chinese numerals before a unit.

use crate::chinese::{self, is_numeral};
use crate::fold::figure;

use super::unit::{finish, tenths};
use super::vocabulary::COUNTS;

pub use super::unit::Unit;

/// Millionths of the unit, wide enough for sums and products.
pub type Value = i128;

pub const ONE: Value = 1_000_000;

/// A figure of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number<'t> {
    /// Its bytes in the sentence, the unit included.
    pub start: usize,
    pub end: usize,
    pub value: Value,
    /// One in the last digit that is shown.
    pub step: Value,
    pub unit: Unit<'t>,
    /// Whether it is said to be rough: 近, 约, 余, 多, or the upper end of a range.
    pub is_rough: bool,
}

impl Number<'_> {
    /// Whether the figure that was shown stands for `exact`: rounded to its last digit, or cut off there.
    pub fn shows(&self, exact: Value) -> bool {
        let off = exact - self.value;
        off.abs() * 2 <= self.step || (0 <= off && off < self.step)
    }
}

/// Every figure of a sentence, in order.
pub fn numbers(text: &str) -> Vec<Number<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    let is_of_run = |c: char| is_numeral(c) || digit(c).is_some();
    while let Some(next) = text[at..].find(|c: char| is_of_run(c) || c == '半') {
        at += next;
        let rest = &text[at..];
        if rest.starts_with('半') {
            let half = half(text, at);
            at = half.as_ref().map_or(at + '半'.len_utf8(), |half| half.end);
            found.extend(half);
            continue;
        }
        let of_hundred = text[..at].ends_with("百分之");
        if let Some((length, value)) = fraction(rest).filter(|_| !of_hundred) {
            // 三分之二以上 is no exact share.
            let (start, end) = (at, at + length);
            found.push(Number { start, end, value, step: ONE, unit: Unit::Percent, is_rough: true });
            at = end;
            continue;
        }
        let numerals = |rest| {
            // 第十四个 is no count.
            let found = numerals(rest, of_hundred);
            let found = found.filter(|(length, ..)| !(rest[*length..].starts_with('个') && text[..at].ends_with('第')));
            found.filter(|(length, ..)| of_hundred || !is_many(&text[..at], &rest[..*length]))
        };
        match if rest.starts_with(is_numeral) { numerals(rest) } else { digits(rest) } {
            Some((length, value, step)) => {
                let number = finish(text, at, at + length, (value, step));
                at = number.end.max(at + length);
                // A year, a chapter or an address is no figure, but it ends what stands before it all the same.
                found.push(number);
            }
            // What cannot be read as a whole is not read in part: 二三件, 二〇二三年.
            None => at += rest.find(|c| !is_of_run(c)).unwrap_or(rest.len()),
        }
    }
    found
}

pub(super) fn digit(c: char) -> Option<Value> {
    figure(c).map(Value::from)
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// Digits with separators and decimals: length in bytes, value, step.
fn digits(text: &str) -> Option<(usize, Value, Value)> {
    let (mut whole, mut count, mut length) = (0, 0, 0);
    let (mut step, mut rest) = (ONE, text);
    // Digits since the last separator, and whether there was one.
    let (mut group, mut grouped) = (0, false);
    let mut in_part = false;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let digits_after = |n: usize| {
            let mut after = after.chars();
            (0..n).all(|_| after.next().and_then(digit).is_some()) && after.next().and_then(digit).is_none()
        };
        match digit(c) {
            Some(digit) if in_part => {
                if step == 1 {
                    return None;
                }
                step /= 10;
                whole += digit * step;
            }
            Some(digit) => {
                (count, group) = (count + 1, group + 1);
                if count > 15 {
                    return None;
                }
                whole = whole * 10 + digit * ONE;
            }
            None if !in_part && matches!(c, '.' | '．') && after.chars().next().and_then(digit).is_some() => {
                in_part = true
            }
            // 39,122 and 39 122
            None if !in_part && is_separator(c) && digits_after(3) && (group == 3 || group < 3 && !grouped) => {
                (group, grouped) = (0, true);
            }
            None => break,
        }
        length += c.len_utf8();
        rest = after;
    }
    Some((length, whole, step))
}

/// More than this is no count.
pub(super) const MOST_COUNTED: Value = 1_000_000_000_000;

/// Chinese numerals: length in bytes, value, step. Only before a unit or behind 百分之 are they taken for a figure.
fn numerals(text: &str, of_hundred: bool) -> Option<(usize, Value, Value)> {
    let (length, value) = spelt(text)?;
    if of_hundred && length > 0 {
        let (more, part, step) = decimals(&text[length..]);
        return Some((length + more, value * ONE + part, step));
    }
    is_counted(text, length, value).then_some((length, value * ONE, ONE))
}

/// The whole number that a text begins with, in numerals: length in bytes, value.
fn spelt(text: &str) -> Option<(usize, Value)> {
    // Behind the last 万, behind the last of the smaller scales, and the digit that waits for its scale.
    let (mut total, mut section, mut last): (Value, Value, Option<Value>) = (0, 0, None);
    let mut length = 0;
    for c in text.chars() {
        match (numeral(c), scale(c)) {
            (Some(digit), _) => {
                // 二三 is "two or three", 二〇二三 a year.
                if last.is_some_and(|last| last != 0) {
                    return None;
                }
                last = Some(digit);
            }
            (_, Some(10_000)) => {
                total = (total + section + last.take().unwrap_or(0)) * 10_000;
                section = 0;
            }
            (_, Some(scale)) => {
                if last.is_none() && length > 0 && scale != 10 {
                    return None;
                }
                section += last.take().unwrap_or(1) * scale;
            }
            (None, None) => break,
        }
        length += c.len_utf8();
        // Nobody counts 万万万: what follows is multiplied again and again.
        if length > 60 || total > MOST_COUNTED {
            return None;
        }
    }
    Some((length, total + section + last.unwrap_or(0)))
}

fn numeral(c: char) -> Option<Value> {
    let digit = chinese::digit(c).or((c == '两').then_some(2))?;
    Some(Value::from(digit))
}

fn scale(c: char) -> Option<Value> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        '万' => Some(10_000),
        _ => None,
    }
}

/// Whether numerals of so many bytes at the beginning of a text count something. 一件件, 一个, 一场, 第一项, 一次性 and 一封信 are
/// no counts; 一件 and 二十六个 are.
fn is_counted(text: &str, length: usize, value: Value) -> bool {
    let behind = &text[length..];
    let before_unit = tenths(behind).is_some()
        || COUNTS.iter().chain(&["万元", "倍", "番", "场"]).any(|unit| behind.starts_with(unit));
    let several = value > 10 && length > '十'.len_utf8();
    let seldom =
        behind.starts_with('个') && !several || behind.starts_with(['项', '次', '封']) || text.starts_with("一场");
    length > 0 && before_unit && !seldom
}

/// Whether numerals are no figure but say that there are many: 数百件, 上十万件, 万件; but 三百件 and 十件 are figures.
fn is_many(before: &str, numerals: &str) -> bool {
    let has_digit = numerals.contains(|c| !matches!(c, '十' | '百' | '千' | '万'));
    !has_digit && (numerals.starts_with('万') || before.trim_end().ends_with(['数', '几', '上', '成']))
}

/// Decimals in numerals, behind those of the whole: 三十五点三. Length in bytes, value, step.
fn decimals(text: &str) -> (usize, Value, Value) {
    let Some(digits) = text.strip_prefix('点') else { return (0, 0, ONE) };
    let (mut length, mut value, mut step) = (0, 0, ONE);
    for digit in digits.chars().map_while(chinese::digit).take(6) {
        step /= 10;
        value += Value::from(digit) * step;
        length += '一'.len_utf8();
    }
    if length == 0 { (0, 0, ONE) } else { ('点'.len_utf8() + length, value, step) }
}

/// A share in words, in per cent: 三分之二, 一半. Length in bytes, value.
fn fraction(text: &str) -> Option<(usize, Value)> {
    if let Some(rest) = text.strip_prefix("一半") {
        return Some((text.len() - rest.len(), 50 * ONE));
    }
    let digit = |c| chinese::ordinal(c).map(Value::from);
    let mut rest = text.chars();
    let below = digit(rest.next()?)?;
    let above = rest.as_str().strip_prefix("分之")?;
    let mut rest = above.chars();
    let above = digit(rest.next()?)?;
    (above < below).then(|| (text.len() - rest.as_str().len(), above * 100 * ONE / below))
}

/// 半数 and 过半, in per cent; 上半年 and 半天 are no shares.
fn half(text: &str, at: usize) -> Option<Number<'_>> {
    let (before, after) = (&text[..at], &text[at + '半'.len_utf8()..]);
    let over = before.ends_with('过') && !before.ends_with("超过");
    let ends = || !after.starts_with(char::is_alphabetic);
    let is_half = after.starts_with('数') || over && ends();
    let start = if over { at - '过'.len_utf8() } else { at };
    let end = at + '半'.len_utf8() + if after.starts_with('数') { '数'.len_utf8() } else { 0 };
    is_half.then_some(Number { start, end, value: 50 * ONE, step: ONE, unit: Unit::Percent, is_rough: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(f64, Unit<'_>, bool)> {
        numbers(text).into_iter().map(|n| (n.value as f64 / ONE as f64, n.unit, n.is_rough)).collect()
    }

    #[test]
    fn figures_are_read_as_offices_write_them() {
        use Unit::{Count, Money, Other, Percent, Times};
        assert_eq!(read("收到１９４件"), [(194.0, Count("件"), false)]);
        assert_eq!(read("1,234 件，1.2万条"), [(1234.0, Count("件"), false), (12000.0, Count("条"), false)]);
        assert_eq!(read("39 122条，1,234,567件").iter().map(|n| n.0).collect::<Vec<_>>(), [39122.0, 1234567.0]);
        assert_eq!(read("2023 120件").len(), 2);
        assert_eq!(
            read("收到十二件，三百件，一百零五件，两件，一万二千件").iter().map(|n| n.0).collect::<Vec<_>>(),
            [12.0, 300.0, 105.0, 2.0, 12000.0]
        );
        assert_eq!(
            read("增长21.25%，上升3个百分点，百分之20，1.5倍"),
            [(21.25, Percent, false), (3.0, Other("个百分点"), false), (20.0, Percent, false), (1.5, Times, false)]
        );
        assert_eq!(
            read("12.5万元，1.2亿元，2950元"),
            [(12.5, Money, false), (12000.0, Money, false), (0.295, Money, false)]
        );
        assert_eq!(read("近200件，60余条，3-5件").iter().map(|n| n.2).collect::<Vec<_>>(), [true, true, false, true]);
        let of_hundred = read("增幅百分之三十五点三，百分之二十，百分之三点〇五").into_iter().map(|n| n.0);
        assert_eq!(of_hundred.collect::<Vec<_>>(), [35.3, 20.0, 3.05]);
        assert_eq!(read("二〇二三年，一是，第三项，十三五，二三件"), []);
        assert_eq!(read("上万件，数百件，几十件，好几千件，上百件，成百上千件，万件"), []);
        assert_eq!(read("共十件，一百件，上三百件").iter().map(|n| n.0 as i64).collect::<Vec<_>>(), [10, 100, 300]);
        let of_ranges = read("三至七件，三件至七件，3到7件，达到7件，10—20件").into_iter().map(|n| n.2);
        assert_eq!(of_ranges.collect::<Vec<_>>(), [true, false, false, false, true, false, false, true]);
        assert_eq!(read("2023年1月1日").len(), 3);
        assert_eq!(read("99999999999999999999999件"), []);
        assert_eq!(
            read("三分之二，一半以上，六成半，十分之一").iter().map(|n| n.0 as i64).collect::<Vec<_>>(),
            [66, 50, 65, 10]
        );
        assert_eq!(
            read("占到半数，火情过半，上半年、半天，超过半数，九场，二十六个，第十四个，十个")
                .iter()
                .map(|n| n.0 as i64)
                .collect::<Vec<_>>(),
            [50, 50, 50, 9, 26]
        );
    }
}
