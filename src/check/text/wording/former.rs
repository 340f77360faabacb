//! Names that bodies and laws bore before: wrong of those of today, and right where old ones are meant.

use std::ops::Range;

use crate::chinese::is_chinese;
use crate::markdown::{Kind, Paragraph};
use crate::model::Date;
use crate::model::lexicon::{Entry, Sort};
use crate::near;

use super::super::company::is_of_old;
use super::super::{Text, law};
use super::NEAR;

/// Whether an entry is the former name of a body or a law.
pub fn is_renamed(entry: &Entry) -> bool {
    matches!(entry.sort, Sort::Institution | Sort::Law) && entry.since.is_some()
}

/// Whether a body of the site goes on under a name that others have no more.
pub fn is_of_an_agency(text: &Text, entry: &Entry) -> bool {
    entry.sort == Sort::Institution && text.site.agencies.iter().any(|agency| agency.name.contains(&*entry.wrong))
}

/// Whether a name that changed stands for what bears another now. It is right in the title of a document of its time, and where
/// the sentence says that it is the old one.
pub fn is_meant_now(words: &str, range: &Range<usize>, entry: &Entry) -> bool {
    let is_body = entry.sort == Sort::Institution;
    if is_body && (is_of_an_order(words, range) || is_place(words, range))
        || law::is_put_to_judgement(words)
        || law::is_called_old(words, range)
    {
        return false;
    }
    let (before, after) = sentence_around(words, range);
    if is_body && is_given_now(before) {
        return true;
    }
    let is_old = |part: &str| is_past(part) || entry.since.is_some_and(|since| names_a_year_up_to(part, since));
    let is_quoted = before.matches('《').count() > before.matches('》').count();
    !(is_old(before) || is_old(after) || is_quoted && is_body)
}

/// Whether a body's name is that of an order it gave: 国土资源部令第53号 goes on being that order.
fn is_of_an_order(words: &str, range: &Range<usize>) -> bool {
    const NUMBERED: [&str; 8] = ["令第", "令〔", "令(", "令（", "公告第", "公告〔", "公告19", "公告20"];
    NUMBERED.iter().any(|order| words[range.end..].starts_with(order))
}

/// What stands in the sentence of a name before it and behind it, as far as it is read.
fn sentence_around<'t>(words: &'t str, range: &Range<usize>) -> (&'t str, &'t str) {
    let before = near::before(&words[..range.start], NEAR);
    let after = near::behind(&words[range.end..], NEAR);
    let ends = ['。', '\n'];
    (before.rsplit(ends).next().unwrap_or_default(), after.split(ends).next().unwrap_or_default())
}

/// The last year in which 帐 was written for 账: the titles of a catalogue of archives keep it.
const OF_OLD: i16 = 2001;

/// Whether a cell stands in a row about what is past: an old document in the list of a clean-up, with its year, or why it is void.
pub fn is_of_an_old_row(paragraphs: &[Paragraph], at: usize, entry: &Entry) -> bool {
    let row = |paragraph: &Paragraph| match paragraph.kind {
        Kind::Cell { table, row, .. } => Some((table, row)),
        _ => None,
    };
    let Some(own) = row(&paragraphs[at]) else { return false };
    let of_row = |cell: &&Paragraph| row(cell) == Some(own);
    let until = entry.since.or_else(|| is_of_old(entry).then(|| Date::new(OF_OLD, 12, 31)).flatten());
    let before = paragraphs[..at].iter().rev().take_while(of_row);
    let mut others = before.chain(paragraphs[at + 1..].iter().take_while(of_row));
    others.any(|cell| is_past(&cell.words) || until.is_some_and(|day| names_a_year_up_to(&cell.words, day)))
}

/// Words that say that an old name is meant, or that somebody uses it who should not.
pub const PAST: [&str; 27] = [
    "颁发",
    "核发",
    "发证",
    "当时",
    "时任",
    "废止",
    "失效",
    "更名",
    "改名",
    "前身",
    "撤销",
    "整合",
    "合并",
    "组建",
    "曾",
    "同时",
    "自称",
    "冒充",
    "名义",
    "叫作",
    "印章",
    "系统的占",
    "施行前",
    "施行后",
    "撤并",
    "所称",
    "印发时为准",
];

/// Whether words hold 原 for what was before: 原国土资源局, but not 原因 and its like.
pub fn says_former(words: &str) -> bool {
    let others = ['因', '则', '件', '料', '材', '始', '油', '地', '理', '创', '址', '有'];
    words.match_indices('原').any(|(at, former)| !words[at + former.len()..].starts_with(others))
}

/// Whether an old name is that of a place by now: 工商局家属院, 老环保局宿舍, “国土局”站.
fn is_place(words: &str, range: &Range<usize>) -> bool {
    const PLACES: [&str; 11] = ["家属", "宿舍", "小区", "大院", "生活区", "旧址", "老院", "片区", "巷", "站", "路口"];
    let behind = words[range.end..].trim_start_matches('”');
    words[..range.start].ends_with(['老', '旧', '原']) || PLACES.iter().any(|place| behind.starts_with(place))
}

/// Whether the clause that a name follows gives it now: 网站统一更名为示例县. What a body was once called its history says, with a year.
fn is_given_now(before: &str) -> bool {
    const GIVES: [&str; 3] = ["更名为", "改名为", "名称调整为"];
    const ONCE: [&str; 9] = ["后", "曾", "先后", "又", "再", "原", "前身", "年", "依次"];
    const LONGEST: usize = 4 * "字".len();
    let clause = before.rsplit(['，', '；']).next().unwrap_or_default();
    let given = GIVES.iter().find_map(|word| clause.split_once(word));
    given.is_some_and(|(head, place)| {
        place.len() <= LONGEST && place.chars().all(is_chinese) && !ONCE.iter().any(|word| head.contains(word))
    }) && !ONCE.iter().any(|word| before.contains(&format!("{word}更名")))
        && !before.contains('年')
}

/// Whether words tell of what is no more.
fn is_past(words: &str) -> bool {
    // 报告同时报送… sends something now.
    let is_told = |word: &str| match word {
        "同时" => words.match_indices(word).any(|(at, _)| !words[at + word.len()..].starts_with(['报', '抄', '向'])),
        _ => words.contains(word),
    };
    PAST.iter().any(|word| is_told(word)) || says_former(words)
}

/// Whether words name a year up to that of a day.
fn names_a_year_up_to(words: &str, day: Date) -> bool {
    words.as_bytes().windows(4).any(|digits| {
        let year = digits.iter().try_fold(0_i16, |year, b| b.is_ascii_digit().then(|| year * 10 + i16::from(b - b'0')));
        year.is_some_and(|year| (1949..=day.year()).contains(&year))
    })
}
