//! Exact figures: counts and sums of money as they stand in a statutory table.

use std::fmt;

use crate::fold::fold;

/// A figure in millionths of its unit; never a floating-point number, so that sums are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

const SCALE: i64 = 1_000_000;
const PLACES: usize = 6;
/// Twelve digits before the point: ten times the national budget in 万元. Sums of a table's cells stay far within `i64`
/// millionths only up to nine such figures, so sums are made wider; see [`Amount::sum`].
const MAX_DIGITS: usize = 12;

impl Amount {
    pub const ZERO: Amount = Amount(0);

    pub fn whole(number: i64) -> Amount {
        Amount(number * SCALE)
    }

    pub fn from_millionths(millionths: i64) -> Amount {
        Amount(millionths)
    }

    pub fn millionths(self) -> i64 {
        self.0
    }

    pub fn is_whole(self) -> bool {
        self.0 % SCALE == 0
    }

    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum; figures at the very limit of what is read saturate rather than wrap.
    pub fn sum(amounts: impl IntoIterator<Item = Amount>) -> Amount {
        let wide: i128 = amounts.into_iter().map(|amount| i128::from(amount.0)).sum();
        Amount(wide.clamp(i64::MIN.into(), i64::MAX.into()) as i64)
    }

    pub fn minus(self, other: Amount) -> Amount {
        Amount(self.0.saturating_sub(other.0))
    }

    pub fn plus(self, other: Amount) -> Amount {
        Amount(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Amount {
    /// The figure with a point and no trailing zeros: `1036`, `-4`, `59237.2449`.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let millionths = self.0.unsigned_abs();
        let (whole, part) = (millionths / SCALE as u64, millionths % SCALE as u64);
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let part = format!("{part:0PLACES$}");
        write!(f, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

/// What stands in a cell as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A figure, and whether it was written with a sign (`+3`, `减4`).
    Number(Amount, Sign),
    /// Nothing.
    Blank,
    /// `/`, `-`, `—`, `无`, `不适用`.
    NotApplicable,
    /// Something else.
    Unreadable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    None,
    Written,
}

impl Entry {
    /// Reads a cell: full-width digits, thousands separators and a trailing `unit` are understood.
    pub fn parse(text: &str, unit: &str) -> Entry {
        // Nearly every cell is a plain number.
        if let Some(whole) = plain(text) {
            return Entry::Number(Amount::whole(whole), Sign::None);
        }
        let folded = fold(text);
        match folded.as_str() {
            "" => return Entry::Blank,
            "/" | "-" | "--" | "无" | "不适用" | "n/a" => return Entry::NotApplicable,
            _ => {}
        }
        let number = match folded.strip_suffix(unit) {
            Some(number) if !unit.is_empty() => number,
            _ => &folded,
        };
        let (factor, digits, sign) = match number.chars().next() {
            Some('+' | '增') => (1, skip_first(number), Sign::Written),
            Some('-' | '减') => (-1, skip_first(number), Sign::Written),
            _ => (1, number, Sign::None),
        };
        match millionths(digits) {
            Some(found) => Entry::Number(Amount(factor * found), sign),
            None => Entry::Unreadable,
        }
    }
}

/// A number of ASCII digits alone.
fn plain(text: &str) -> Option<i64> {
    let digits = (1..=MAX_DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

fn skip_first(text: &str) -> &str {
    let mut rest = text.chars();
    rest.next();
    rest.as_str()
}

fn millionths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let whole = without_separators(whole)?;
    let part = part.unwrap_or("0");
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(&whole) || !digits(part) || whole.len() > MAX_DIGITS || part.len() > PLACES {
        return None;
    }
    let part: i64 = format!("{part:0<PLACES$}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * SCALE + part)
}

/// Drops thousands separators where they stand between groups of three; `1,23` is not guessed.
fn without_separators(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut plain = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.is_empty() || first.len() > 3 {
            return None;
        }
        plain.push_str(group);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<String> {
        match Entry::parse(text, "万元") {
            Entry::Number(amount, _) => Some(amount.to_string()),
            _ => None,
        }
    }

    #[test]
    fn figures_are_read_as_offices_type_them() {
        let read = |text| number(text).unwrap_or_default();
        assert_eq!(read("１２３４"), "1234");
        assert_eq!(read("1,234，567"), "1234567");
        assert_eq!(read("59237.2449"), "59237.2449");
        assert_eq!(read("477.35万元"), "477.35");
        assert_eq!(read("减4"), "-4");
        assert_eq!(read("+1036"), "1036");
        assert_eq!(read("－8"), "-8");
        assert_eq!(read("007"), "7");
        assert_eq!(read("999999999999"), "999999999999");
    }

    #[test]
    fn what_is_no_figure_is_not_guessed() {
        for text in [
            "1,23",
            "12,345,6",
            ",123",
            "1.2.3",
            "1.",
            ".5",
            "１２３件",
            "1e3",
            "0x10",
            "9999999999999",
            "1.1234567",
            "+",
            "增",
        ] {
            assert_eq!(Entry::parse(text, "万元"), Entry::Unreadable, "{text}");
        }
        for text in ["/", "／", "-", "—", "－", "无", "不适用"] {
            assert_eq!(Entry::parse(text, ""), Entry::NotApplicable, "{text}");
        }
        for text in ["", " ", "\u{3000}", "\u{a0}"] {
            assert_eq!(Entry::parse(text, ""), Entry::Blank, "{text:?}");
        }
    }
}
