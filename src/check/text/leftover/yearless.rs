//! Years and days without their word (S112): 2021以来, 围绕2022全市, 自20231月1日起, 截止2023年12月31，, 从年1月1日起.

use crate::diagnostic::Code;
use crate::model::Date;
use crate::needles::{places_of, spots};

use super::Leftover;

/// What is amiss in words of an office whose name is known.
pub fn look(words: &str, agency: Option<&str>) -> Vec<Leftover> {
    const YEAR: usize = 4;
    let bytes = words.as_bytes();
    let mut found: Vec<Leftover> = Vec::new();
    for at in spots(bytes, |here, next| here == b'2' && next == b'0') {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let is_first = at == 0 || !bytes[at - 1].is_ascii_digit() && !matches!(bytes[at - 1], b'.' | b',' | b'-');
        if digits < YEAR || !is_first {
            continue;
        }
        let behind = &words[at + digits..];
        let is_year = words[at..at + YEAR].parse::<i16>().is_ok_and(|year| Date::YEARS.contains(&year));
        let end = match digits {
            YEAR if is_year => bare(words, at, agency).then_some(at + YEAR),
            5..=8 if is_year => run(&words[at + YEAR..at + digits], behind).map(|mark| at + digits + mark.len()),
            _ => None,
        };
        let Some(end) = end else { continue };
        // 自202311日至20231231日 is one period, told once.
        match found.last_mut() {
            Some(Leftover { end: before, .. }) if is_until(&words[*before..at]) => *before = end,
            _ => found.push(fault("year_unsaid", at, end)),
        }
    }
    found.extend(gone(words));
    found
}

/// Ends of a period from which the year fell out: 从年1月1日起, 至年12月31日止.
fn gone(words: &str) -> impl Iterator<Item = Leftover> + '_ {
    let ends = ["年1月1日", "年12月31日"].into_iter();
    let places = ends.flat_map(move |day| places_of(words, day).map(move |at| (at, day.len())));
    let is_gone = |at: usize| words[..at].ends_with(['从', '自', '至', '到', '于']);
    places.filter(move |(at, _)| is_gone(*at)).map(|(at, length)| fault("year_gone", at, at + length))
}

/// Whether words lead from the first of two days to the second.
fn is_until(words: &str) -> bool {
    let to = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '日').trim_start_matches('起');
    ["至", "到", "—", "-", "~", "～"].contains(&to)
}

fn fault(fault: &'static str, start: usize, end: usize) -> Leftover {
    Leftover { fault: Some(fault), ..Leftover::new(Code::S112, start, end) }
}

/// The mark behind figures that are a year with a month or a day run into it: 20231月, 202311日, 20231231日.
fn run(rest: &str, behind: &str) -> Option<&'static str> {
    const DAY: [usize; 2] = ["11".len(), "1231".len()];
    let number = |digits: &str, most: u8| digits.parse::<u8>().is_ok_and(|number| (1..=most).contains(&number));
    let month = behind.starts_with('月') && rest.len() <= 2 && !rest.starts_with('0') && number(rest, 12);
    let (first, last) = rest.split_at(rest.len() / 2);
    let day = behind.starts_with('日') && DAY.contains(&rest.len()) && number(first, 12) && number(last, 31);
    if month { Some("月") } else { day.then_some("日") }
}

/// Whether a year at byte `at` stands before what wants 年 before it.
fn bare(words: &str, at: usize, agency: Option<&str>) -> bool {
    const WANTS: [&str; 19] = [
        "以来", "我局", "我市", "我县", "我区", "我镇", "我乡", "我委", "我厅", "我办", "全市", "全县", "全区", "全省",
        "全镇", "全乡", "全局", "全街", "依托",
    ];
    const BEFORE: [&str; 12] = ["。", "；", "，", "：", "《", "围绕", "公布", "自", "现将", "编制", "编制了", "根据"];
    /// So many bytes of the name of an office are its place.
    const PLACE: usize = "示例县".len();
    let (lead, behind) = (words[..at].trim_end(), &words[at + 4..]);
    let begins = lead.is_empty() || BEFORE.iter().any(|word| lead.ends_with(word));
    let is_own = || {
        let place = agency
            .and_then(|name| name.get(..PLACE))
            .filter(|place| place.ends_with(['市', '县', '区', '镇', '乡', '省']));
        place.is_some_and(|place| behind.starts_with(place))
    };
    begins && (WANTS.iter().any(|word| behind.starts_with(word)) || is_own())
}

/// 截止2023年12月31，: the last day of what is told, without 日. `at` is the byte of 月.
pub fn day(words: &str, at: usize) -> Option<Leftover> {
    let behind = &words[at + "月".len()..];
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let ends = behind[digits..].is_empty() || behind[digits..].starts_with(['，', '。', '；', '、']);
    if !ends || digits != 2 {
        return None;
    }
    let head = words[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let start = head.strip_suffix('年').map_or(head, |year| year.trim_end_matches(|c: char| c.is_ascii_digit())).len();
    let until = ["截至", "截止", "截止到", "截止至"].iter().any(|word| words[..start].ends_with(word));
    (until && head.len() < at).then(|| fault("day_unsaid", start, at + "月".len() + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_want_their_word_only_where_nothing_else_can_be_meant() {
        let found = |words: &str| look(words, Some("示例县财政局")).len();
        for words in [
            "2021以来我局",
            "围绕2022全市工作",
            "自20231月1日起至202312月31日止",
            "止于20231231日。",
            "公布2025示例县财政局报告",
        ] {
            assert_eq!(found(words), 1, "{words}");
        }
        for words in
            ["2021年以来", "收入2010元", "共2022条", "编号20231101", "20231231", "120231月", "2022全年", "2022-2023"]
        {
            assert_eq!(found(words), 0, "{words}");
        }
    }

    #[test]
    fn the_last_day_wants_its_word() {
        let found = |words: &str| words.match_indices('月').any(|(at, _)| day(words, at).is_some());
        assert!(found("截止2023年12月31，共收到") && found("截至12月31。"));
        assert!(!found("12月31日，") && !found("截至12月31日，") && !found("详见12月31，"));
    }
}
