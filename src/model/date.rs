//! A day of the calendar.

use std::fmt;

use crate::fold::fold;

/// A valid civil date; offices work on one clock, so no time zone is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// `None` for a day that does not exist.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Date> {
        jiff::civil::Date::new(year, month, day).ok().map(Date)
    }

    /// The years in which an office can have written, or can foresee: others are slips.
    pub const YEARS: std::ops::RangeInclusive<i16> = 1949..=2100;

    /// Reads `2023-01-16`, also with `/`, `.`, `年月日` or a time of day behind it.
    pub fn parse(text: &str) -> Option<Date> {
        let day = text.trim().split([' ', 'T']).next()?;
        let folded = fold(day);
        let mut parts = folded.trim_end_matches('日').split(['-', '/', '.', '年', '月']);
        let mut next = || parts.next().filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
        let (year, month, day) = (next()?, next()?, next()?);
        if year.len() != 4 || parts.next().is_some() {
            return None;
        }
        let year = year.parse().ok().filter(|year| Date::YEARS.contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?)
    }

    /// How many days it lies after another.
    pub fn days_after(self, other: Date) -> i32 {
        (self.0 - other.0).get_days()
    }

    /// The day that lies a period before it.
    pub fn before(self, period: Period) -> Option<Date> {
        let span = match period {
            Period::Days(days) => jiff::Span::new().try_days(i64::from(days)),
            Period::Months(months) => jiff::Span::new().try_months(i64::from(months)),
        };
        self.0.checked_sub(span.ok()?).ok().map(Date)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// `2023年1月16日`
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.0.year(), self.0.month(), self.0.day())
    }
}

/// A length of time as rules give it: `2周`, `6个月`, `1年`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Days(u16),
    Months(u16),
}

impl Period {
    /// Reads a whole number of 天, 日, 周, 个月 or 年, or of days, weeks, months or years.
    pub fn parse(text: &str) -> Option<Period> {
        let folded = fold(text);
        let digits = folded.bytes().take_while(u8::is_ascii_digit).count();
        // A thousand of anything is no period of a rule.
        let number = folded[..digits].parse().ok().filter(|number| (1..1000).contains(number))?;
        Some(match &folded[digits..] {
            "天" | "日" | "day" | "days" => Period::Days(number),
            "周" | "星期" | "week" | "weeks" => Period::Days(number * 7),
            "个月" | "月" | "month" | "months" => Period::Months(number),
            "年" | "year" | "years" => Period::Months(number * 12),
            _ => return None,
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, Period};

    #[test]
    fn periods_are_read_and_counted_back() {
        for (text, before) in [
            ("2周", "2024-03-17"),
            ("14 天", "2024-03-17"),
            ("6个月", "2023-09-30"),
            ("１年", "2023-03-31"),
            ("1 month", "2024-02-29"),
        ] {
            let day = Date::new(2024, 3, 31).unwrap().before(Period::parse(text).unwrap());
            assert_eq!(day.map(|day| day.to_string()).as_deref(), Some(before), "{text}");
        }
        for text in ["", "周", "0天", "两周", "2", "9999年", "2周半"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_read_as_offices_type_them() {
        for text in ["2023-01-16", "2023-1-16", "2023/01/16", "2023年1月16日", "２０２３-01-16", "2023-01-16 10:30"]
        {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some("2023-01-16"), "{text}");
        }
        for text in
            ["2023-02-30", "23-01-16", "2023-01", "2023", "", "soon", "2023-01-16-01", "9999-01-01", "0203-01-16"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
