//! Dates as they are written in sentences.

use crate::chinese;
use crate::fold::figure;
use crate::model::Date;

use super::Leftover;

/// A day that no calendar has, or a day without its 日 (S112). `at` is the byte of 月.
pub fn impossible(words: &str, at: usize) -> Option<Leftover> {
    let head = words[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let month = &words[head.len()..at];
    let behind = &words[at + "月".len()..];
    let day = &behind[..behind.bytes().take_while(u8::is_ascii_digit).count()];
    if !(1..=2).contains(&month.len()) || day.len() > 2 {
        return None;
    }
    // 7月10日至7月31月: the second 月 should be 日; 1月2月 are two months.
    if let Some(at) = twice_a_month(words, head, (month, day)) {
        return Some(Leftover::of_day("no_such_month", at, words.len() - behind.len()));
    }
    let (before_year, year) = match head.strip_suffix('年') {
        Some(year) => {
            let start = year.trim_end_matches(|c: char| c.is_ascii_digit());
            (start, &year[start.len()..])
        }
        None => (head, ""),
    };
    if !matches!(year.len(), 0 | 4) {
        return None;
    }
    let (start, after) = (before_year.len(), &behind[day.len()..]);
    let end = at + "月".len() + day.len();
    // A leap year where none is given.
    let year: i16 = if year.is_empty() { 2000 } else { year.parse().ok()? };
    let whole = after.starts_with('日');
    let month: i8 = month.parse().ok()?;
    if day.is_empty() {
        let wrong = !(1..=12).contains(&month) && start < head.len() && Date::YEARS.contains(&year);
        return wrong.then(|| Leftover::of_day("no_such_month", start, end));
    }
    if whole {
        let exists = Date::new(year, month, day.parse().ok()?).is_some();
        return (!exists).then(|| Leftover::of_day("no_such_day", start, end + "日".len()));
    }
    let cut = after.starts_with(['止', '起']) && day.len() == 2;
    cut.then(|| Leftover::of_day("day_unsaid", start, end))
}

/// Where 7月31月 begins: figures that no month has behind those of a month.
fn twice_a_month(words: &str, head: &str, (second, day): (&str, &str)) -> Option<usize> {
    let first = head.strip_suffix('月')?;
    let start = first.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_day = second.parse::<i8>().is_ok_and(|day| (13..=31).contains(&day)) && day.is_empty();
    let is_month = first[start..].parse::<i8>().is_ok_and(|month| (1..=12).contains(&month));
    (is_day && is_month && !words[..start].ends_with(['.', '-', '/'])).then_some(start)
}

/// A stretch of days that ends before it begins: 2022年9月20日至2022年9月10日, 9月20日至10日 (S112). `at` is the byte of the first
/// 月. Without its year the second day may be one of the next.
pub fn reversed(words: &str, at: usize) -> Option<Leftover> {
    if let Some(found) = reversed_months(words, at).or_else(|| reversed_in_month(words, at)) {
        return Some(found);
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let head = words[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let year = head.strip_suffix('年')?;
    let start = year.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let from = &words[start..];
    let until = from.find('日').filter(|end| *end < 24)? + "日".len();
    let first = alone(&from[..until])?.ok()?;
    let behind = from[until..].strip_prefix('起').unwrap_or(&from[until..]);
    let (behind, has_hour) = behind_hour(behind);
    let rest = behind_to(behind)?;
    let second = &rest[..rest.find('日').filter(|end| *end < 24)? + "日".len()];
    let whole = match (second.contains('年'), second.contains('月')) {
        (true, true) => second.to_owned(),
        // Of another month it may be that of the next year.
        (false, true) if second.starts_with(&from[from.find('年')? + "年".len()..from.find('月')? + "月".len()]) => {
            format!("{}{second}", &from[..from.find('年')? + "年".len()])
        }
        // What is told by the hour does not take most of a year: 10月1日18时至9月7日23时.
        (false, true) if has_hour => {
            let whole = format!("{}{second}", &from[..from.find('年')? + "年".len()]);
            let is_near = first.days_after(alone(&whole)?.ok()?) < HALF_A_YEAR;
            is_near.then_some(whole)?
        }
        (false, false) if digits(second) > 0 => {
            format!("{}{second}", &from[..from.find('月')? + "月".len()])
        }
        _ => return None,
    };
    let last = alone(&whole)?.ok()?;
    let end = words.len() - rest.len() + second.len();
    (last < first).then(|| Leftover::of_day("ends_before_it_begins", start, end))
}

/// Two days of one month that need no year: 4月10日9:00至4月8日17:00.
fn reversed_in_month(words: &str, at: usize) -> Option<Leftover> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let start = words[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let month = &words[start..at + "月".len()];
    // What is before has its year, and 每年 has none.
    if start == at || words[..start].ends_with(['年', '每', '.', '-', '/']) {
        return None;
    }
    let behind = &words[at + "月".len()..];
    let (first, rest) = behind.split_at(digits(behind));
    let rest = rest.strip_prefix('日')?;
    let (rest, _) = behind_hour(rest.strip_prefix('起').unwrap_or(rest));
    let rest = behind_to(rest)?.strip_prefix(month)?;
    let (last, rest) = rest.split_at(digits(rest));
    let rest = rest.strip_prefix('日')?;
    let (first, last) = (first.parse::<u8>().ok()?, last.parse::<u8>().ok()?);
    (last < first).then(|| Leftover::of_day("ends_before_it_begins", start, words.len() - rest.len()))
}

/// So many days before the first of two days the second is rather one of the next year.
const HALF_A_YEAR: i32 = 183;

/// What stands behind 至 and its like.
fn behind_to(words: &str) -> Option<&str> {
    let rest = ["至", "到", "—", "－", "-", "~", "～"].iter().find_map(|word| words.strip_prefix(word))?;
    Some(rest.trim_start_matches(['—', '-']))
}

/// What stands behind an hour, 18时, 8:30, and whether there is one.
fn behind_hour(words: &str) -> (&str, bool) {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '：'));
    let rest = rest.strip_prefix(['时', '点']).unwrap_or(rest);
    (rest, rest.len() < words.len())
}

/// 2024年10月至2023年12月. `at` is the byte of the first 月.
fn reversed_months(words: &str, at: usize) -> Option<Leftover> {
    const MONTHS: i32 = 12;
    let month = |text: &str| {
        let (year, month) = text.split_once('年')?;
        let (year, month): (i32, i32) = (year.parse().ok()?, month.parse().ok()?);
        ((1990..=2100).contains(&year) && (1..=MONTHS).contains(&month)).then(|| year * MONTHS + month)
    };
    let is_of_date = |c: char| c.is_ascii_digit() || c == '年';
    let rest = behind_to(&words[at + "月".len()..])?;
    let start = words[..at].trim_end_matches(is_of_date).len();
    let end = rest.find(|c| !is_of_date(c))?;
    let behind = rest[end..].strip_prefix('月')?;
    let (first, last) = (month(&words[start..at])?, month(&rest[..end])?);
    // Of a day it is another rule's.
    let has_day = behind.starts_with(|c: char| c.is_ascii_digit());
    (last < first && !has_day).then(|| Leftover::of_day("ends_before_it_begins", start, words.len() - behind.len()))
}

/// A date that is a line by itself, in figures or in Chinese numerals.
pub fn alone(words: &str) -> Option<Result<Date, ()>> {
    if !words.trim_end().ends_with('日') {
        return None;
    }
    let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = words.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    let (year, month, day) = (numeral(year)?, numeral(month)?, numeral(day)?);
    if !(1900..=2200).contains(&year) {
        return None;
    }
    Some(Date::new(year, month.try_into().unwrap_or(0), day.try_into().unwrap_or(0)).ok_or(()))
}

/// A number in figures or as it is written in dates: 二〇二三 digit by digit, 十二, 三十一.
fn numeral(text: &str) -> Option<i16> {
    if text.is_empty() || text.chars().count() > 4 {
        return None;
    }
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    if let Some((tens, ones)) = text.split_once('十') {
        let tens = if tens.is_empty() { 1 } else { digit(tens.chars().next()?)? };
        let ones = if ones.is_empty() { 0 } else { digit(ones.chars().next()?)? };
        return Some(tens * 10 + ones);
    }
    text.chars().try_fold(0_i16, |number, c| number.checked_mul(10)?.checked_add(digit(c)?))
}

/// A digit as dates have it: in figures of either width, in numerals, with a circle or a letter for a nought, which elsewhere are
/// none.
pub fn digit(c: char) -> Option<i16> {
    match c {
        '○' | 'O' => Some(0),
        c => figure(c).or_else(|| chinese::digit(c)).map(i16::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_days_ends_after_it_begins() {
        let found = |text: &str| {
            text.match_indices('月')
                .find_map(|(at, _)| reversed(text, at))
                .map(|left| text[left.start..left.end].to_owned())
        };
        for text in [
            "2022年9月20日至2022年9月10日",
            "2022年9月20日至10日",
            "2022年9月20日至9月10日",
            "2022年11月3日—2022年10月17日",
            "2022年9月20日起至2022年9月10日",
            "2024年10月至2023年12月",
            "2021年10月1日18时至9月7日",
            "3月20日8:30至3月18日",
        ] {
            assert_eq!(found(&format!("公示期为{text}，")).as_deref(), Some(text));
        }
        for text in [
            "2022年9月10日至2022年9月20日",
            "2022年9月10日至20日",
            "2022年12月20日至1月5日",
            "2022年9月20日至今",
            "2022年1月2日至12月1日",
            "2022年9月10日起至2022年9月20日",
            "2021年12月31日18时至1月1日6时",
            "2023年10月至2024年12月",
            "2024年10月至2024年10月15日",
            "2022年9月1日至7月15日",
            "3月20日至4月5日",
            "12月20日至次年12月10日",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_read_in_figures_and_numerals() {
        for text in ["2024年1月15日", "二〇二四年一月十五日", "二○二四年 一月十五日"] {
            assert_eq!(alone(text).and_then(Result::ok), Date::new(2024, 1, 15), "{text}");
        }
        assert_eq!(alone("二〇二三年十二月三十一日").and_then(Result::ok), Date::new(2023, 12, 31));
        assert_eq!(alone("2024年2月30日"), Some(Err(())));
        assert_eq!(alone("2024年1月"), None);
    }
}
