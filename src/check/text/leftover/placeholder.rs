//! Placeholders that nobody replaced (S102): `XX`, `××`, `9月X日`, `N条`. Names are masked like that, and parts of numbers, so
//! in most texts only the place of a figure is sure.

mod single;

use crate::chinese::{is_chinese, is_numeral, ordinal};
use crate::diagnostic::Code;
use crate::near;

use super::super::{begins, has};
use super::blank::is_quoted;
use super::{Leftover, unsaid};
use single::is_single;

/// Words that say that a placeholder is meant as one.
const EXAMPLE: [&str; 16] = [
    "如",
    "例",
    "样式",
    "式样",
    "格式",
    "模板",
    "范本",
    "填写",
    "填报",
    "标注",
    "代表",
    "表示",
    "统一为",
    "写作",
    "命名",
    "只写",
];

/// The same behind it: 标题统一为“XX单位部门预算”的格式, 以“××”代替.
const EXAMPLE_BEHIND: [&str; 8] = ["格式", "样式", "式样", "字样", "代替", "替代", "模板", "打码"];

/// What marks a place, however often; `N` does before a unit.
fn is_mark(c: char) -> bool {
    matches!(c, 'X' | 'x' | '×' | 'Ｘ')
}

/// The placeholder at a byte; `all` in reports, `in_cell` in tables.
pub fn placeholder(words: &str, at: usize, all: bool, in_cell: bool) -> Option<Leftover> {
    // A longer run is a line that was drawn; to count it from each of its marks would take the square of its length.
    const LONG: usize = 64;
    let run: usize = words[at..].chars().take(LONG).take_while(|c| is_mark(*c)).map(char::len_utf8).sum();
    if run >= LONG {
        return None;
    }
    let end = at + run;
    let count = words[at..end].chars().count();
    let (before, after) = (words[..at].chars().next_back(), words[end..].chars().next());
    if let Some(end) = spaced(words, at) {
        return (!is_meant(words, (at, end))).then(|| Leftover::new(Code::S102, at, end));
    }
    if count < 2 {
        let end = at + words[at..].chars().next().map_or(0, char::len_utf8);
        return (is_single(words, (at, end)) && !is_meant(words, (at, end)))
            .then(|| Leftover::new(Code::S102, at, end))
            .or_else(|| unsaid::hour(words, at));
    }
    // Behind an area code stands a telephone, of which no office hides a part.
    let line = words[..at].strip_suffix('-').unwrap_or_default();
    let code = line.len() - line.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if (3..=4).contains(&code) && (7..=8).contains(&count) {
        return after.is_none_or(|c| !c.is_ascii_alphanumeric()).then(|| Leftover::new(Code::S102, at - code - 1, end));
    }
    let in_word =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '*' | '.' | '/' | '-' | '_'));
    if in_word(before) || in_word(after) || is_meant(words, (at, end)) {
        return None;
    }
    let masked_name = before.is_some_and(|c| SURNAMES.contains(c));
    if let Some(end) = hour(words, (at, end)) {
        return Some(Leftover::new(Code::S102, at, end));
    }
    let sure = is_figure(&words[end..]) && !is_of_court(words, (at, end))
        || is_firm(words, (at, end), in_cell)
        || is_contact(words, (at, end))
        || is_bounded(words, (at, end))
        || is_of_media(words, (at, end))
        || unsaid::is_body(words, (at, end)) && !is_masked(words, (at, end));
    let sure = sure || !is_masked(words, (at, end)) && begins(&words[end..], &MORE_UNITS);
    (sure || (all && !masked_name)).then(|| Leftover::new(Code::S102, at, end))
}

/// Whether a paragraph is no more than what a sample of a text has in its place: 正文……, （引言）, and …… in a report.
pub fn is_sample(words: &str, all: bool) -> bool {
    let words = words.trim();
    let bare = words.trim_end_matches(['…', '.']);
    let is_named = matches!(bare, "正文" | "引言") && bare.len() < words.len();
    is_named || matches!(words, "（引言）" | "（正文）") || all && bare.is_empty() && words.starts_with('…')
}

const SURNAMES: &str = "张王李赵刘陈杨黄周吴徐孙马朱胡郭何高林罗";

/// Whether a text speaks of the mark itself.
fn is_meant(words: &str, (at, end): (usize, usize)) -> bool {
    const NEAR: usize = 120;
    let from = words.ceil_char_boundary(at.saturating_sub(NEAR));
    // A quotation belongs to the sentence that it stands in, whatever marks it has.
    let parts: &[char] = if is_quoted(words, at) { &['。', '\n'] } else { &['。', '；', '\n'] };
    let sentence = words[from..at].rsplit(parts).next().unwrap_or_default();
    let near = near::behind(&words[end..], 60);
    let behind = near.split(['。', '；', '，', '\n']).next().unwrap_or_default();
    // “××”处均填了实数
    let mark = format!("“{}”", &words[at..end]);
    let around = &words[from..words.floor_char_boundary((end + NEAR).min(words.len()))];
    let is_told = around
        .match_indices(&*mark)
        .any(|(at, _)| around[at + mark.len()..].starts_with(['处', '等', '代', '表', '指', '号']));
    is_told
        || EXAMPLE.iter().any(|word| sentence.contains(word))
        || EXAMPLE_BEHIND.iter().any(|word| behind.contains(word))
}

/// Units that no mask of a name or a place stands before.
const UNITS: [&str; 14] = ["件", "条", "次", "篇", "份", "人次", "万元", "元", "万条", "个", "名", "亩", "%", "％"];

/// Units that stand in what is masked, too: 2023年××月××日，张某….
const MORE_UNITS: [&str; 24] = [
    "日",
    "月",
    "天",
    "期",
    "年",
    "座",
    "户",
    "支",
    "台",
    "小时",
    "分钟",
    "家",
    "处",
    "场",
    "公里",
    "平方米",
    "公顷",
    "吨",
    "辆",
    "万",
    "亿",
    "项",
    "株",
    "头",
];

/// What units begin: of 李××名下的房屋 and 张××个人 nothing is counted.
const WORDS: [&str; 14] =
    ["名下", "名义", "名称", "名字", "名誉", "个人", "个体", "元月", "元旦", "元宵", "次子", "次女", "次日", "条例"];

/// Whether a figure of a court is masked: 判处××，并处罚金××元, 关于被指控的××名.
fn is_of_court(words: &str, (at, end): (usize, usize)) -> bool {
    const NEAR: usize = 150;
    const COURT: [&str; 10] =
        ["罚金", "判处", "被告人", "指控", "量刑", "上诉人", "数罪", "缓刑", "被害人", "《中华人民共和国刑法》"];
    let before = near::before(&words[..at], NEAR);
    let behind = near::behind(&words[end..], NEAR / 2);
    COURT.iter().any(|word| before.contains(word) || behind.contains(word))
}

fn is_figure(behind: &str) -> bool {
    begins(behind, &UNITS) && !begins(behind, &WORDS)
        // Of 某人 it would be a name.
        || behind.strip_prefix('人').is_some_and(|rest| rest.is_empty() || rest.starts_with(['，', '。', '；', '、']))
}

/// Whether the text around masks persons or places: 某, 张××, ××小区.
fn is_masked(words: &str, (at, end): (usize, usize)) -> bool {
    const NEAR: usize = 300;
    let (before, after) = (near::before(&words[..at], NEAR), near::behind(&words[end..], NEAR));
    // What courts and police tell.
    const CASES: [&str; 8] = ["某", "原告", "被告", "当事人", "被害人", "嫌疑人", "婚登记", "婚生"];
    let masks = |part: &str| {
        CASES.iter().any(|word| part.contains(word))
            || part.match_indices('×').any(|(at, _)| {
                let (name, place) = (part[..at].chars().next_back(), part[at..].trim_start_matches('×'));
                let is_name = name.is_some_and(|c| SURNAMES.contains(c));
                let is_place = place.chars().next().is_some_and(is_chinese);
                is_name || is_place && !is_figure(place) && !begins(place, &MORE_UNITS)
            })
    };
    is_quoted(words, at) || masks(before) || masks(after)
}

/// Whether a figure must follow what stands before: 抽查学校不少于XX所.
fn is_bounded(words: &str, (at, end): (usize, usize)) -> bool {
    const BOUNDS: [&str; 7] = ["不少于", "不低于", "不超过", "不多于", "不高于", "不得少于", "不得超过"];
    const COUNTED: &str = "所间栋套吨米人处家项座辆台分天年月";
    let has_unit = words[end..].chars().next().is_some_and(|c| COUNTED.contains(c));
    has_unit && BOUNDS.iter().any(|bound| words[..at].ends_with(bound))
}

/// Where 末班XX:XX ends; XX:XX:XX is what addresses of machines look like.
fn hour(words: &str, (at, end): (usize, usize)) -> Option<usize> {
    let run = &words[at..end];
    let rest = words[end..].strip_prefix([':', '：']).and_then(|rest| rest.strip_prefix(run))?;
    let alone = !words[..at].trim_end_matches([':', '：']).ends_with(is_mark);
    let is_hour = alone && run.chars().count() == 2 && !rest.starts_with([':', '：']) && !rest.starts_with(is_mark);
    is_hour.then_some(words.len() - rest.len())
}

/// The winner of a tender, which is no mask: 中标供应商为XX有限公司, or a cell with nothing else.
fn is_firm(words: &str, (at, end): (usize, usize), in_cell: bool) -> bool {
    const WON: [&str; 6] = ["中标", "成交", "供应商", "中选", "入围", "承建单位"];
    let is_company = begins(&words[end..], &["有限公司", "有限责任公司", "公司"]);
    let letters = words[at..end].chars().all(|c| matches!(c, 'X' | 'Ｘ'));
    is_company && letters && (in_cell && at == 0 || has(near::before(&words[..at], 60), &WON))
}

/// `＊＊个`, `**件` (S102): stars for a figure, before a unit.
pub fn stars(words: &str, at: usize) -> Option<Leftover> {
    // Only the first of a run is followed, which may be long.
    if !words[..at].chars().next_back().is_some_and(is_chinese) {
        return None;
    }
    let is_star = |c: char| matches!(c, '*' | '＊');
    let behind = words[at..].trim_start_matches(is_star);
    let end = words.len() - behind.len();
    let count = words[at..end].chars().count();
    let is_blank = (2..=4).contains(&count) && is_figure(behind);
    let meant = || is_meant(words, (at, end)) || is_masked(words, (at, end)) || is_of_court(words, (at, end));
    (is_blank && !meant()).then(|| Leftover::new(Code::S102, at, end))
}

/// `总教官：X X X`: letters set apart behind a label. Where it ends.
fn spaced(words: &str, at: usize) -> Option<usize> {
    const LEAST: usize = 3;
    let mark = words[at..].chars().next().filter(|c| matches!(c, 'X' | '×' | 'Ｘ'))?;
    if !words[..at].ends_with('：') {
        return None;
    }
    let run = words[at..].trim_start_matches([mark, ' ']);
    let run = words[at..words.len() - run.len()].trim_end();
    let parts = run.split(' ').filter(|part| part.chars().count() == 1).count();
    let ends = words[at + run.len()..].chars().next().is_none_or(|c| !c.is_ascii_alphanumeric());
    (parts >= LEAST && parts == run.split(' ').count() && ends).then_some(at + run.len())
}

/// Whom to call: 联系人×××，电话….
fn is_contact(words: &str, (at, end): (usize, usize)) -> bool {
    const WHO: [&str; 12] = [
        "联系人",
        "负责人",
        "经办人",
        "咨询人",
        "联络人",
        "联系电话",
        "牵头单位",
        "责任单位",
        "主办单位",
        "承办单位",
        "配合单位",
        "牵头部门",
    ];
    let head = words[..at].trim_end_matches(['：', ':', ' ']);
    let ends = words[end..].chars().next().is_none_or(|c| "，。；、）".contains(c) || c.is_whitespace());
    ends && WHO.iter().any(|who| head.ends_with(who)) && !is_masked(words, (at, end))
}

/// Where something is published, which nobody masks: 中国采购与招标网、XXXX网。
fn is_of_media(words: &str, (at, end): (usize, usize)) -> bool {
    const MEDIA: [&str; 5] = ["网", "网站", "日报", "报", "公众号"];
    let letters = words[at..end].chars().all(|c| matches!(c, 'X' | 'Ｘ'));
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(['。', '，', '、', '；', '）']);
    let is_named = MEDIA.iter().any(|name| words[end..].strip_prefix(name).is_some_and(ends));
    letters && is_named && words[..at].ends_with(['、', '：', '《']) && !is_masked(words, (at, end))
}

/// `投入○○万元` (S102): circles for a figure, before a unit. 二○○九 is a year.
pub fn circles(words: &str, at: usize) -> Option<Leftover> {
    let before = words[..at].chars().next_back()?;
    let is_circle = |c: char| matches!(c, '○' | '〇');
    if is_circle(before) || !is_chinese(before) || is_numeral(before) {
        return None;
    }
    let behind = words[at..].trim_start_matches(is_circle);
    let end = words.len() - behind.len();
    let count = words[at..end].chars().count();
    let is_blank = (2..=4).contains(&count) && (is_figure(behind) || begins(behind, &MORE_UNITS));
    let meant = || is_meant(words, (at, end)) || is_masked(words, (at, end)) || is_of_court(words, (at, end));
    (is_blank && !meant()).then(|| Leftover::new(Code::S102, at, end))
}

/// `台风“某某”`, `某某局按照…` (S102): a name that a report does not give. Whoever asked for something goes without his name.
pub fn nobody(words: &str, at: usize) -> Option<Leftover> {
    const BODIES: [&str; 8] = ["局", "镇", "乡", "县", "市", "区", "街道", "单位"];
    const PERSONS: [&str; 12] =
        ["诉", "案", "申请人", "当事人", "举报", "投诉", "反映", "等表述", "例如", "比如", "字样", "小区"];
    const NEAR: usize = 240;
    let behind = words[at..].strip_prefix("某某")?;
    let before = words[..at].chars().next_back();
    let is_name = before == Some('“') && behind.starts_with('”');
    let is_body = before.is_none_or(|c| "。；：".contains(c)) && begins(behind, &BODIES);
    let lead = near::before(&words[..at], NEAR);
    let rest = near::behind(behind, NEAR);
    let (lead, rest) = (lead.rsplit(['。', '；']).next(), rest.split(['。', '；']).next());
    let meant = || {
        let of_person = |part: &str| PERSONS.iter().any(|word| part.contains(word));
        lead.is_some_and(of_person) || rest.is_some_and(of_person) || is_meant(words, (at, at + "某某".len()))
    };
    ((is_name || is_body) && !meant()).then(|| Leftover::new(Code::S102, at, at + "某某".len()))
}

/// `三、……` (S102): a point of a report that was announced and not written.
pub fn unfinished(words: &str, at: usize) -> Option<Leftover> {
    let head = words[..at].strip_suffix(['、', '是'])?;
    let start = head.trim_end_matches(|c| ordinal(c).is_some());
    let begins = start.is_empty() || start.ends_with(['。', '；', '：', '，']);
    let behind = words[at..].trim_start_matches('…');
    let ends = behind.is_empty() || behind.starts_with(['。', '；']);
    (start.len() < head.len() && begins && ends)
        .then(|| Leftover::new(Code::S102, start.len(), words.len() - behind.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_of_a_year_are_no_blank() {
        let found = |words: &str| words.find('○').and_then(|at| circles(words, at)).is_some();
        assert!(found("共投入○○万元") && found("收到申请○○件"));
        assert!(!found("二○○九年") && !found("二零○○年以来"));
    }
}
