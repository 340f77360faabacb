//! Days of the week that do not fit their date (S112): 2025年1月14日（星期日）, which was a Tuesday. A date without its year is one
//! near the day of the text.

use crate::diagnostic::Code;
use crate::markdown::{Kind, Paragraph};
use crate::model::Date;

use super::Leftover;

/// What a day of the week is called, the first of them Monday.
const DAYS: [(char, &str); 7] = [
    ('一', "is_a_monday"),
    ('二', "is_a_tuesday"),
    ('三', "is_a_wednesday"),
    ('四', "is_a_thursday"),
    ('五', "is_a_friday"),
    ('六', "is_a_saturday"),
    ('日', "is_a_sunday"),
];

/// How far from the day of a text a date without a year may be, in days: its notices are of the next weeks.
const NEAR: i32 = 60;

/// The date and its day at the sign of a week, 星 or 周, in a text of `day`.
pub fn other(words: &str, at: usize, day: Option<Date>) -> Option<Leftover> {
    let rest = ["星期", "周"].iter().find_map(|week| words[at..].strip_prefix(week))?;
    let named = rest.chars().next()?;
    let end = words.len() - rest.len() + named.len_utf8();
    // 10月1日 星期二至星期日 tells of several.
    if words[end..].starts_with(['至', '到', '—', '－', '-', '~', '～', '、', '和', '及', '或']) {
        return None;
    }
    let found = |fault, start, end| Some(Leftover { fault: Some(fault), ..Leftover::new(Code::S112, start, end) });
    if let Some((until, date)) = in_bracket_behind(words, end, day) {
        return found(unlike(date, named)?, at, until);
    }
    let opens = |c: char| c.is_whitespace() || matches!(c, '（' | '(' | '，');
    let head = words[..at].trim_end_matches(opens);
    // 6月18日（本周二）, 6月18日上午（星期二）
    let head =
        ["本", "这", "下"].iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head).trim_end_matches(opens);
    let head = ["上午", "下午", "晚上", "晚", "当天"].iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
    let (start, date) = dated(head, day).or_else(|| ends_stretch(head)).or_else(|| in_figures(head))?;
    found(unlike(date, named)?, start, end)
}

/// The date in the bracket that opens at byte `at`, behind the name of its day, and where it ends: 星期二（6月18日）.
fn in_bracket_behind(words: &str, at: usize, day: Option<Date>) -> Option<(usize, Date)> {
    const LONGEST: usize = "2024年12月31日".len();
    let inner = words[at..].strip_prefix(['（', '('])?;
    let end = inner.find('日').filter(|end| *end < LONGEST)? + "日".len();
    let (start, date) = dated(&inner[..end], day)?;
    (start == 0 && inner[end..].starts_with(['）', ')'])).then_some((words.len() - inner.len() + end, date))
}

/// The last day of a stretch whose first has the year: 2023年11月8日（星期三）至11月14日.
fn ends_stretch(words: &str) -> Option<(usize, Date)> {
    const LONGEST: usize = 40;
    let month = words.strip_suffix('日')?.rfind('月').filter(|month| words.len() - month <= "月31日".len())?;
    let begin = words[..month].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let head = ["至", "到", "—", "-", "~", "～"].iter().find_map(|word| words[..begin].strip_suffix(word))?;
    let head = head.trim_end_matches(['—', '-']);
    // Its own day of the week may stand between.
    let head = match head.strip_suffix(['）', ')']) {
        Some(inner) if inner.len() > inner.rfind(['（', '('])? + LONGEST => return None,
        Some(inner) => &inner[..inner.rfind(['（', '('])?],
        None => head,
    };
    let (_, first) = dated(head, None)?;
    let (_, last) = dated(&format!("{}年{}", first.year(), &words[begin..]), None)?;
    (last > first).then_some((begin, last))
}

/// The date in figures with which words end, and where it begins: 2024-06-18, 2024.6.18, 2024/6/18.
fn in_figures(words: &str) -> Option<(usize, Date)> {
    const LONGEST: usize = "2024-06-18".len();
    let start = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '/')).len();
    let date = words.get(start..).filter(|date| date.len() <= LONGEST)?;
    let mark = date.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = date.split(mark);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let year = year.parse().ok().filter(|year| Date::YEARS.contains(year))?;
    (parts.next().is_none()).then_some((start, Date::new(year, month.parse().ok()?, day.parse().ok()?)?))
}

/// What a date is, if it is not the day of the week that is `named`.
fn unlike(date: Date, named: char) -> Option<&'static str> {
    let named = if named == '天' { '日' } else { named };
    let named = DAYS.iter().position(|(name, _)| *name == named)?;
    let right = weekday(date)?;
    (right != named).then_some(DAYS[right].1)
}

/// Counted from Monday.
fn weekday(date: Date) -> Option<usize> {
    let monday = Date::new(2024, 1, 1)?;
    usize::try_from(date.days_after(monday).rem_euclid(7)).ok()
}

/// Where the date begins with which words end, and which day it is.
fn dated(words: &str, near: Option<Date>) -> Option<(usize, Date)> {
    let digits = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let head = words.strip_suffix('日')?;
    let (head, day) = head.split_at(head.len() - digits(head));
    let head = head.strip_suffix('月')?;
    let (head, month) = head.split_at(head.len() - digits(head));
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    if let Some(head) = head.strip_suffix('年') {
        let (head, year) = head.split_at(head.len() - digits(head));
        let date = Date::new(year.parse().ok().filter(|year| Date::YEARS.contains(year))?, month, day)?;
        return Some((head.len(), date));
    }
    let of_moon = ["农历", "阴历", "年", "、", "至", "到", "—", "-", "闰"].iter().any(|word| head.ends_with(word));
    let near = near.filter(|_| !of_moon)?;
    let nearest = near_date(month, day, near)?;
    (nearest.days_after(near).abs() <= NEAR).then_some((head.len(), nearest))
}

/// The day of a month that is nearest to another, of whichever year.
pub fn near_date(month: i8, day: i8, near: Date) -> Option<Date> {
    let years = [near.year() - 1, near.year(), near.year() + 1];
    let dates = years.iter().filter_map(|year| Date::new(*year, month, day));
    dates.min_by_key(|date| date.days_after(near).abs())
}

/// The cells of a column of days, 星期, that do not fit the dates of their rows.
pub fn in_rows(paragraphs: &[Paragraph], day: Option<Date>) -> Vec<(usize, Leftover)> {
    const HEADS: [&str; 4] = ["星期", "星期几", "周几", "周次"];
    let cell = |paragraph: &Paragraph| match paragraph.kind {
        Kind::Cell { table, row, column, .. } => Some((table, row, column)),
        _ => None,
    };
    let mut found = Vec::new();
    // Table and column of the head that was read last, and the date of the row.
    let (mut head, mut date) = (None, None);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let Some((table, row, column)) = cell(paragraph) else { continue };
        let words = paragraph.words.trim();
        if row == 0 && HEADS.contains(&words) {
            head = Some((table, column));
        }
        let Some((_, of_days)) = head.filter(|(of, _)| *of == table && row > 0) else { continue };
        if let Some((0, of_row)) = dated(words, day) {
            date = Some((row, of_row));
        }
        let of_row = date.filter(|(of, _)| *of == row && column == of_days);
        let named = words.trim_start_matches("星期").trim_start_matches('周');
        let mut named = named.chars();
        if let (Some((_, date)), Some(name), None) = (of_row, named.next(), named.next())
            && let Some(fault) = unlike(date, name)
        {
            found.push((at, Leftover { fault: Some(fault), ..Leftover::new(Code::S112, 0, paragraph.words.len()) }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_week_fits_its_date() {
        let day = Date::new(2024, 9, 10);
        let found = |text: &str| text.find(['星', '周']).and_then(|at| other(text, at, day)).map(|left| left.fault);
        assert_eq!(found("2025年1月14日 星期日"), Some(Some("is_a_tuesday")));
        assert_eq!(found("定于9月12日（周三）召开"), Some(Some("is_a_thursday")));
        assert_eq!(found("2024年9月4日（星期三）至9月10日（星期三）").map(|_| ()), None);
        let last = |text: &str| text.rfind(['星', '周']).and_then(|at| other(text, at, day)).map(|left| left.fault);
        assert_eq!(last("2024年9月4日（星期三）至9月10日（星期三）"), Some(Some("is_a_tuesday")));
        assert_eq!(last("2024年9月4日（星期三）至9月10日（星期二）"), None);
        assert_eq!(last("02024年9月4日至9月10日（星期三）"), Some(Some("is_a_tuesday")));
        assert_eq!(found("2024-09-10（星期三）"), Some(Some("is_a_tuesday")));
        assert_eq!(found("定于星期三（9月10日）召开"), Some(Some("is_a_tuesday")));
        assert_eq!(found("9月10日下午（本周三）"), Some(Some("is_a_tuesday")));
        for text in [
            "2024.9.10（星期二）",
            "版本2024.9.1.3 星期日",
            "定于星期二（9月10日）召开",
            "2025年1月14日（星期二）",
            "9月12日（星期四）21时",
            "农历8月15日（星期三）",
            "3月5日（星期三）",
            "9月14日、15日（星期六）",
            "9月9日 星期一至星期五",
            "9月15日周日",
            "9月12日周边环境",
            "2024年2月30日（星期三）",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
