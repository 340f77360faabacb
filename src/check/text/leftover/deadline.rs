//! Days that the day of a document itself tells to be wrong (S112): 请于5月20日前报送 in one of 27 May, 12月11日至2024年1月15日 in one of
//! November 2024, 经6月8日会议研究同意 in one of 1 June.

use crate::model::Date;
use crate::near;

use super::super::has;
use super::blank::is_quoted;
use super::weekday::near_date;
use super::{Leftover, Place};

/// The slip at the 月 at byte `at`.
pub fn look(words: &str, at: usize, place: &Place) -> Option<Leftover> {
    let issued = place.issued?;
    let day = Day::at(words, at)?;
    let found = past(words, &day, issued)
        .or_else(|| year_before(words, &day, issued))
        .or_else(|| to_come(words, &day, issued))
        .or_else(|| closed(words, &day, (place, issued)))
        .or_else(|| lapsed(words, &day))?;
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
    let before = near::before(&words[..day.start], NEAR);
    let clause = before.rsplit(['。', '；', '：', '\n']).next().unwrap_or_default();
    let rest = near::behind(behind, NEAR);
    let rest = rest.split(['。', '；', '\n']).next().unwrap_or_default();
    let tells = |words: &str| TELLS.iter().any(|word| words.contains(word));
    let asked = clause.ends_with(['于', '在']) && clause.contains('请') && !tells(clause);
    let ordered =
        clause.is_empty() && rest.starts_with('，') && ASKS.iter().any(|word| rest.contains(word)) && !tells(rest);
    let date = day.year.map_or_else(|| near_date(day.month, day.day, issued), |year| day.in_year(year))?;
    let is_past = (1..=LONG).contains(&issued.days_after(date));
    (is_past && (asked || ordered)).then(|| Leftover::of_day("before_it_was_issued", day.start, day.end))
}

/// A day on which something closes that the document opens: 意见反馈截止时间为6月25日 in one of 1 July, 自即日起至9月30日 in one of October; and
/// a stretch of the year before in a plan of its year: 审核时间：2024年3月1日至3月31日.
fn closed(words: &str, day: &Day, (place, issued): (&Place, Date)) -> Option<Leftover> {
    const LONG: i32 = 60;
    const NEAR: usize = 120;
    const KINDS: [&str; 10] = ["反馈", "报名", "申报", "投标", "递交", "提交", "征求意见", "受理", "征集", "报送"];
    const ENDS: [&str; 5] = ["截止时间", "截止日期", "截止日", "结束时间", "截止时间点"];
    const AHEAD: [&str; 10] = [
        "执行时间",
        "实施时间",
        "审核时间",
        "申报时间",
        "报名时间",
        "受理时间",
        "征集时间",
        "活动时间",
        "检查时间",
        "培训时间",
    ];
    const TELLS: [&str; 8] = ["共", "已", "未", "收到", "延", "变更", "原", "逾期未"];
    let before = near::before(&words[..day.start], NEAR);
    let sentence = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
    let called = before.trim_end_matches(['：', ':', '为', '是', '。', ' ']);
    let labelled = |ends: &[&str]| called.len() < before.len() && ends.iter().any(|word| called.ends_with(word));
    let rest = near::behind(&words[day.end..], NEAR);
    let behind = rest.split(['。', '\n']).next().unwrap_or_default();
    let date = day.year.map_or_else(|| near_date(day.month, day.day, issued), |year| day.in_year(year))?;
    let age = issued.days_after(date);
    let tells = || has(sentence, &TELLS) || has(behind, &TELLS);
    let closes = labelled(&ENDS) && has(sentence, &KINDS) || before.ends_with("自即日起至");
    let is_of_last_year = || {
        let again = day.in_year(issued.year());
        place.is_ahead
            && labelled(&AHEAD)
            && day.year == Some(issued.year() - 1)
            && behind.starts_with(['至', '—', '-'])
            && again.is_some_and(|again| again.days_after(issued) > -LONG)
    };
    let is_past = closes && (1..=LONG).contains(&age) || is_of_last_year();
    (is_past && !tells()).then(|| Leftover::of_day("before_it_was_issued", day.start, day.end))
}

/// 自2025年1月20日起施行，有效期至2023年12月31日: a rule that ends before it is in force.
fn lapsed(words: &str, day: &Day) -> Option<Leftover> {
    const NEAR: usize = 180;
    const UNTIL: [&str; 4] = ["有效期至", "有效期到", "有效期截至", "有效期限至"];
    let before = near::before(&words[..day.start], NEAR);
    if !UNTIL.iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let sentence = before.rsplit(['。', '\n']).next()?;
    let head = ["起施行", "起实施", "起执行", "起生效"].iter().find_map(|word| sentence.find(word))?;
    let first = Day::at(sentence, sentence[..head].rfind('月')?).filter(|first| first.end == head)?;
    let is_before = day.in_year(day.year?)? < first.in_year(first.year?)?;
    is_before.then(|| Leftover::of_day("ends_before_it_begins", day.start, day.end))
}

/// 2023年底前完成主体工程 in a plan of 2024, where the sentence begins with it and tells of nothing that was. `at` is the byte of 年.
pub fn at_year_end(words: &str, at: usize, place: &Place) -> Option<Leftover> {
    const NEAR: usize = 240;
    const ENDS: [&str; 3] = ["年底前", "年年底前", "年底之前"];
    const ASKS: [&str; 7] = ["要", "将", "确保", "力争", "须", "应当", "完成"];
    const TELLS: [&str; 12] = ["未", "但", "已", "规定", "原定", "要求", "提出", "明确", "曾", "基本", "实际", "历史"];
    let issued = place.issued.filter(|_| place.is_ahead)?;
    let end = ENDS.iter().find_map(|end| words[at..].starts_with(end).then_some(at + end.len()))?;
    let head = words[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let year: i16 = words[head.len()..at].parse().ok()?;
    let lead = head.rsplit(['。', '；', '\n']).next()?;
    let begins =
        lead.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．' | '、' | ' ')).is_empty();
    let rest = near::behind(&words[end..], NEAR);
    let sentence = rest.split(['。', '；', '\n']).next()?;
    let is_past = year == issued.year() - 1 && begins && has(sentence, &ASKS) && !has(sentence, &TELLS);
    is_past.then(|| Leftover::of_day("before_it_was_issued", head.len(), end))
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
    (is_soon && is_past).then(|| Leftover::of_day("ends_before_it_begins", day.start, last.end))
}

/// 经2024年12月28日局务会议研究同意 in a document of 20 December: a meeting that has decided already.
fn to_come(words: &str, day: &Day, issued: Date) -> Option<Leftover> {
    const NEAR: usize = 60;
    const MEETS: [&str; 5] = ["会议", "常务会", "局务会", "办公会", "党组会"];
    const DECIDED: [&str; 6] = ["研究", "审议", "讨论", "通过", "同意", "审定"];
    let rest = near::behind(&words[day.end..], NEAR);
    let clause = rest.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    let mut behind_meeting = MEETS.iter().filter_map(|word| Some(clause.split_once(word)?.1));
    let decided = behind_meeting.any(|rest| DECIDED.iter().any(|word| rest.starts_with(word)));
    let before = near::before(&words[..day.start], NEAR);
    let before = before.rsplit(['，', '。', '；', '\n']).next().unwrap_or_default();
    let already = ["经", "已经", "业经"].iter().any(|word| before.contains(word));
    let is_later = day.in_year(day.year?)? > issued;
    (already && decided && is_later).then(|| Leftover::of_day("after_it_was_issued", day.start, day.end))
}
