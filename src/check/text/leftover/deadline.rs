//! Days that the day of a document itself tells to be wrong (S112): 请于5月20日前报送 in one of 27 May, 12月11日至2024年1月15日 in one of
//! November 2024, 经6月8日会议研究同意 in one of 1 June.

use crate::diagnostic::Code;
use crate::model::Date;

use super::blank::is_quoted;
use super::weekday::near_date;
use super::{Leftover, Place};

/// The slip at the 月 at byte `at`.
pub fn look(words: &str, at: usize, place: &Place) -> Option<Leftover> {
    let issued = place.issued?;
    let day = Day::at(words, at)?;
    let found = past(words, &day, issued)
        .or_else(|| year_before(words, &day, issued))
        .or_else(|| to_come(words, &day, issued))?;
    (!is_quoted(words, day.start)).then_some(found)
}

/// A month and a day, with a year or without.
struct Day {
    start: usize,
    end: usize,
    year: Option<i16>,
    month: i8,
    day: i8,
}

impl Day {
    /// The day whose 月 stands at byte `at`.
    fn at(words: &str, at: usize) -> Option<Day> {
        let digits = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let start = at - digits(&words[..at]);
        let behind = &words[at + "月".len()..];
        let rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        let (month, day) = (words[start..at].parse().ok()?, behind[..behind.len() - rest.len()].parse().ok()?);
        let end = words.len() - rest.strip_prefix('日')?.len();
        let Some(head) = words[..start].strip_suffix('年') else {
            return Some(Day { start, end, year: None, month, day });
        };
        let year = head.len() - digits(head);
        // 次年1月5日, 每年5月20日 are of no year that is known.
        Some(Day { start: year, end, year: Some(head[year..].parse().ok()?), month, day })
    }

    fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day)
    }
}

fn fault(fault: &'static str, start: usize, end: usize) -> Leftover {
    Leftover { fault: Some(fault), ..Leftover::new(Code::S112, start, end) }
}

/// A day by which something is asked for, before it is asked for: 请于5月20日前将情况报我局; 3月31日前，各单位应当完成填报. What should have been
/// done by then is told otherwise: 应于5月20日前报送而未报送.
fn past(words: &str, day: &Day, issued: Date) -> Option<Leftover> {
    /// So long before it another year is meant, or another day told.
    const LONG: i32 = 60;
    const NEAR: usize = 240;
    const ASKS: [&str; 4] = ["应当", "应于", "须", "请"];
    const TELLS: [&str; 9] = ["未", "但", "已", "逾期", "没有", "原定", "规定", "曾", "却"];
    let behind =
        ["日前", "日之前", "日以前"].iter().find_map(|word| words[day.end - "日".len()..].strip_prefix(word))?;
    let before = &words[words.ceil_char_boundary(day.start.saturating_sub(NEAR))..day.start];
    let clause = before.rsplit(['。', '；', '：', '\n']).next().unwrap_or_default();
    let rest = &behind[..behind.floor_char_boundary(behind.len().min(NEAR))];
    let rest = rest.split(['。', '；', '\n']).next().unwrap_or_default();
    let tells = |words: &str| TELLS.iter().any(|word| words.contains(word));
    let asked = clause.ends_with(['于', '在']) && clause.contains('请') && !tells(clause);
    let ordered =
        clause.is_empty() && rest.starts_with('，') && ASKS.iter().any(|word| rest.contains(word)) && !tells(rest);
    let date = day.year.map_or_else(|| near_date(day.month, day.day, issued), |year| day.in_year(year))?;
    let is_past = (1..=LONG).contains(&issued.days_after(date));
    (is_past && (asked || ordered)).then(|| fault("before_it_was_issued", day.start, day.end))
}

/// `12月11日至2024年1月15日` in a document of November 2024, of which the last day is in 2025.
fn year_before(words: &str, day: &Day, issued: Date) -> Option<Leftover> {
    const SOON: i32 = 90;
    let rest = ["至", "—", "－", "-", "~", "～"].iter().find_map(|word| words[day.end..].strip_prefix(word))?;
    let start = words.len() - rest.len();
    let month = start + rest.find('月').filter(|at| *at <= "2024年12".len())?;
    let last = Day::at(words, month).filter(|last| last.start == start)?;
    let (first, last_day) = (day.in_year(issued.year())?, last.in_year(last.year?)?);
    let is_soon = day.year.is_none() && (0..=SOON).contains(&first.days_after(issued));
    let meant = last.in_year(last.year? + 1)?;
    let is_past = last.year? == issued.year() && last_day < issued && meant > first;
    (is_soon && is_past).then(|| fault("ends_before_it_begins", day.start, last.end))
}

/// 经2024年12月28日局务会议研究同意 in a document of 20 December: a meeting that has decided already.
fn to_come(words: &str, day: &Day, issued: Date) -> Option<Leftover> {
    const NEAR: usize = 60;
    const MEETS: [&str; 5] = ["会议", "常务会", "局务会", "办公会", "党组会"];
    const DECIDED: [&str; 6] = ["研究", "审议", "讨论", "通过", "同意", "审定"];
    let rest = &words[day.end..words.floor_char_boundary(words.len().min(day.end + NEAR))];
    let clause = rest.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    let mut behind_meeting = MEETS.iter().filter_map(|word| Some(clause.split_once(word)?.1));
    let decided = behind_meeting.any(|rest| DECIDED.iter().any(|word| rest.starts_with(word)));
    let before = &words[words.ceil_char_boundary(day.start.saturating_sub(NEAR))..day.start];
    let before = before.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
    let already = ["经", "已经", "业经"].iter().any(|word| before.contains(word));
    let is_later = day.in_year(day.year?)? > issued;
    (already && decided && is_later).then(|| fault("after_it_was_issued", day.start, day.end))
}
