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
const NEAR: i32 = 45;

/// The date and its day at the sign of a week, 星 or 周, in a text of `day`.
pub fn other(words: &str, at: usize, day: Option<Date>) -> Option<Leftover> {
    let rest = ["星期", "周"].iter().find_map(|week| words[at..].strip_prefix(week))?;
    let named = rest.chars().next()?;
    let end = words.len() - rest.len() + named.len_utf8();
    // 10月1日 星期二至星期日 tells of several.
    if words[end..].starts_with(['至', '到', '—', '－', '-', '~', '～', '、', '和', '及', '或']) {
        return None;
    }
    let head = words[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '（' | '(' | '，'));
    let (start, date) = dated(head, day)?;
    let fault = unlike(date, named)?;
    Some(Leftover { fault: Some(fault), ..Leftover::new(Code::S112, start, end) })
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
    let years = [near.year() - 1, near.year(), near.year() + 1];
    let dates = years.iter().filter_map(|year| Date::new(*year, month, day));
    let nearest = dates.min_by_key(|date| date.days_after(near).abs())?;
    (nearest.days_after(near).abs() <= NEAR).then_some((head.len(), nearest))
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
        for text in [
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
