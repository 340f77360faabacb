//! What ails somebody, told in a sentence beside his full name: 张三，因患胃癌住院; 姓名李四，诊断为…; 王五　听力二级; 全名张小山，脑瘫.

use std::ops::Range;
use std::sync::LazyLock;

use crate::needles::Needles;

use super::sensitive::NOT;
use super::table::Tables;
use super::{Found, Kind, label, name, someone};
use crate::chinese::is_chinese;

/// How it is told that somebody has an illness, what is disabled of somebody, and illnesses that are told with no such word.
const FOUND: [&str; 14] = [
    "患",
    "诊断为",
    "诊断：",
    "确诊为",
    "确诊",
    "查出",
    "检出",
    "体检发现",
    "检查发现",
    "因病情",
    "罹患",
    "身患",
    "中风",
    "突发",
];
const BARE: [&str; 20] = [
    "脑瘫",
    "白血病",
    "尿毒症",
    "癫痫",
    "自闭症",
    "孤独症",
    "唐氏综合征",
    "抑郁症",
    "精神分裂症",
    "艾滋病",
    "肺结核",
    "肝硬化",
    "偏瘫",
    "阿尔茨海默病",
    "帕金森病",
    "胃癌",
    "肺癌",
    "肝癌",
    "乳腺癌",
    "先天性心脏病",
];

/// How the names of illnesses end, or what only they have in them.
const ILLNESSES: [&str; 37] = [
    "癌",
    "瘤",
    "症",
    "炎",
    "病毒",
    "血病",
    "心脏病",
    "肾病",
    "肝病",
    "肺病",
    "糖尿病",
    "高血压",
    "冠心病",
    "精神病",
    "精神疾病",
    "综合征",
    "综合症",
    "脑瘫",
    "瘫痪",
    "偏瘫",
    "癫痫",
    "透析",
    "肝硬化",
    "结核",
    "默病",
    "森病",
    "脑梗",
    "脑出血",
    "胃出血",
    "精神障碍",
    "贫血",
    "乙肝",
    "丙肝",
    "梅毒",
    "艾滋",
    "尘肺",
    "狼疮",
];

/// Those who treat, study or tell of illnesses, and what offices do about them; whom a text praises or mourns is told of
/// with his own.
const OTHERS: [&str; 40] = [
    "医生",
    "医师",
    "医院院长",
    "主任",
    "教授",
    "研究",
    "专家",
    "讲座",
    "讲师",
    "科普",
    "门诊",
    "接诊",
    "坐诊",
    "救治",
    "诊治",
    "治疗",
    "收治",
    "抢救",
    "事迹",
    "牺牲",
    "逝世",
    "病逝",
    "去世",
    "烈士",
    "英雄",
    "劳模",
    "模范",
    "殉职",
    "坚守",
    "剧",
    "主演",
    "小说",
    "化名",
    "如患",
    "假如",
    "例如",
    "若患",
    "如果",
    "防治",
    "书记",
];

/// Who looks for somebody who went astray has to say what ails him.
const MISSING: [&str; 3] = ["走失", "寻人", "寻亲"];

/// What stands in every text in which anything is found. To be asked for each takes a third of looking for all of it.
const NEEDED: [&str; 31] = [
    "癌",
    "瘤",
    "症",
    "炎",
    "病",
    "瘫",
    "痫",
    "高血压",
    "透析",
    "肝硬化",
    "结核",
    "脑梗",
    "脑出血",
    "胃出血",
    "障碍",
    "贫血",
    "残疾",
    "视力",
    "听力",
    "言语",
    "肢体",
    "智力",
    "多重",
    "精神一级",
    "精神二级",
    "精神三级",
    "精神四级",
    "精神1级",
    "精神2级",
    "精神3级",
    "精神4级",
];

/// Everything of the kind in a text.
pub fn all(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    if !NEEDED.iter().any(|word| text.contains(word)) {
        return;
    }
    static WORDS: LazyLock<Needles> =
        LazyLock::new(|| Needles::longest(&[&FOUND[..], &someone::DISABLED, &BARE].concat()));
    let known: Vec<_> = out.iter().filter(|one| one.kind == Kind::Told).map(|one| one.start..one.end).collect();
    let mut from = 0;
    for (word, which) in WORDS.places(text) {
        if word.start < from {
            continue;
        }
        let told = if which < FOUND.len() {
            suffered(text, &word)
        } else if which < FOUND.len() + someone::DISABLED.len() {
            degree(text, word.start)
        } else {
            bare(text, &word)
        };
        let is_told = || tables.at(word.start).is_none() && !MISSING.iter().any(|word| text.contains(word));
        let Some((called, words)) = told.filter(|_| is_told()) else { continue };
        from = words.end;
        if known.iter().any(|one| one.start < words.end && words.start < one.end) {
            continue;
        }
        let value = text[words.clone()].to_owned();
        let (start, end) = (words.start, words.end);
        out.push(Found { kind: Kind::Told, start, end, value, masked: called.to_owned(), beside: None });
    }
}

fn is_mark(c: char) -> bool {
    "，,。；;、\n|（）()：:“”\u{3000}\t ".contains(c)
}

/// The illness behind a word that tells that somebody has it.
fn suffered(text: &str, word: &Range<usize>) -> Option<(&'static str, Range<usize>)> {
    const NEAR: usize = 60;
    const LONGEST: usize = 36;
    let rest = &text[word.end..text.floor_char_boundary((word.end + NEAR).min(text.len()))];
    let clause = rest.split(is_mark).next().unwrap_or_default();
    let end_in = |words: &str| ILLNESSES.iter().filter_map(|ill| Some(words.rfind(ill)? + ill.len())).max();
    let long = end_in(&clause[..clause.floor_char_boundary(LONGEST.min(clause.len()))])?;
    let ill = &clause[..long];
    // 查出李某患癌骗局
    if ill.contains(['某', '患', '查', '*', '×']) {
        return None;
    }
    // 患者, 未患, 患处; 患癌风险.
    let is_other = ill.starts_with(['者', '儿', '处', '病', '难']) || ill.contains("者") || ill.starts_with(NOT);
    let denied = ["未", "无", "不", "没有", "防", "否"].iter().any(|no| text[..word.start].ends_with(no));
    let hedged = ["风险", "几率", "概率", "人群", "患者", "的"].iter().any(|word| clause[long..].starts_with(word));
    let is_told = !is_other && !denied && !hedged && is_of_named(text, word.start);
    is_told.then(|| ("病情", word.end..word.end + long))
}

/// Whether the sentence before an illness begins with somebody who is named in full, or names him right before it; a letter
/// speaks to him whom it names above.
fn is_of_named(text: &str, at: usize) -> bool {
    let sentence = label::sentence(text, at);
    if OTHERS.iter().any(|other| label::line(text, at).contains(other)) || sentence.contains(['某', '*', '×']) {
        return false;
    }
    let near = sentence.rsplit(['；', ';']).next().unwrap_or_default();
    let last = near.rsplit(is_mark).next().unwrap_or_default();
    if ["本人", "您"].iter().any(|one| last.ends_with(one)) {
        return is_letter_to_somebody(text, at) || last == "本人" && is_in_entry_of_somebody(near);
    }
    let last =
        ["因", "身", "现", "长期", "被", "已", "经医院", "经", "接种后", "术后", "入院后", "近日", "去年", "今年"]
            .iter()
            .fold(last, |last, word| last.strip_suffix(word).unwrap_or(last));
    // Nothing but what is said of him stands between a name and the illness.
    let is_entry = is_in_entry_of_somebody(near);
    let is_his = || {
        last.is_empty()
            || ["其女", "其子", "其妻", "其夫", "其父", "其母", "妻子", "丈夫", "父亲", "母亲", "儿子", "女儿", "老伴"]
                .iter()
                .any(|kin| last.starts_with(kin))
    };
    let called = last.strip_prefix("姓名").map(|whom| whom.trim_start_matches(['：', ':']));
    let is_labelled =
        near.rsplit(['，', ',', '；', '、', ' ', '）']).filter(|part| !part.is_empty()).take(3).any(is_labelled_name);
    called.is_some_and(name::fills)
        || is_told_first(last)
        || is_entry && is_his()
        || is_labelled && last.is_empty()
        || someone::ends_told(last) && !last.ends_with(['户', '家'])
}

/// Whether words begin with somebody and go on to tell of him: 1. 张小山，示例中心，.
fn is_in_entry_of_somebody(near: &str) -> bool {
    let entry = near.trim_start_matches(|c: char| name::is_of_list(c) || c == '、');
    let first = entry.split(is_mark).next().unwrap_or_default();
    first.len() < entry.len() && is_name_of_entry(first)
}

/// 因张三患…, 患者李小四患…: a clause that is nothing but a name, or why he is told of.
fn is_told_first(clause: &str) -> bool {
    const BEFORE: [&str; 11] = ["因", "鉴于", "由于", "其中", "经查", "母亲", "父亲", "妻子", "丈夫", "儿子", "女儿"];
    let whom = BEFORE.iter().fold(clause, |whom, word| whom.strip_prefix(word).unwrap_or(whom));
    // 示例镇张小山
    let whom = whom.rsplit(['镇', '乡', '村', '组']).next().unwrap_or_default();
    someone::is_full(without_role(whom)) && !whom.ends_with('人')
}

/// 姓名张三, 姓名：张三
fn is_labelled_name(part: &str) -> bool {
    let whom = part.strip_prefix("姓名").map(|whom| whom.trim_start_matches(['：', ':']));
    whom.is_some_and(|whom| name::fills(whom) && !whom.contains('某'))
}

/// A name without who he is: 患者张小山, 低保对象李小四, 王小五同学.
fn without_role(whom: &str) -> &str {
    const ROLES: [&str; 9] =
        ["患者", "受种者", "救助对象", "申请对象", "帮扶对象", "低保对象", "特困人员", "困难群众", "学生"];
    let whom = ROLES.iter().find_map(|role| whom.strip_prefix(role)).unwrap_or(whom);
    ["同学", "同志"].iter().find_map(|title| whom.strip_suffix(title)).unwrap_or(whom)
}

fn is_name_of_entry(first: &str) -> bool {
    someone::is_full(without_role(first)) || someone::ends_told(first) && !first.ends_with(['户', '家'])
}

/// Whether a line above is how a letter begins that is written to somebody: 张三同志（电话…）：.
fn is_letter_to_somebody(text: &str, at: usize) -> bool {
    const ABOVE: usize = 900;
    let above = &text[text.ceil_char_boundary(at.saturating_sub(ABOVE))..at];
    let is_begun = |line: &str| {
        let whom = line.trim().strip_suffix(['：', ':']).map(|line| line.split(['（', '(']).next().unwrap_or_default());
        whom.is_some_and(|whom| {
            let full = ["同志", "先生", "女士"].iter().find_map(|title| whom.strip_suffix(title)).unwrap_or(whom);
            someone::is_full(full) && full.chars().count() > 1
        })
    };
    above.lines().any(is_begun)
}

/// The degree of a disability that is a part of an entry behind somebody's name.
fn degree(text: &str, at: usize) -> Option<(&'static str, Range<usize>)> {
    let words = &text[at..];
    let kind = || someone::DISABLED.iter().find_map(|kind| words.strip_prefix(*kind)?.strip_prefix("残疾"));
    let degree = someone::degree(words);
    let long = degree.or_else(|| Some(words.len() - kind()?.len()))?;
    let behind = &words[long..];
    let is_whole = behind.chars().next().is_none_or(is_mark);
    let is_his = || degree.is_some() && is_of_next(text, at, behind);
    (is_whole && is_part_of_somebody(text, at) || is_his()).then(|| ("残疾类别、等级", at..at + long))
}

/// Whether somebody is named right behind his disability: 精神残疾二级人员张小山由其母照料.
fn is_of_next(text: &str, at: usize, behind: &str) -> bool {
    const WHO: [&str; 5] = ["人员", "残疾人", "儿童", "患者", "居民"];
    const LENGTHS: [usize; 2] = [3, 2];
    const GOES_ON: &str = "由的系是与在因有没无生家住、，。（(";
    let Some(whom) = WHO.iter().find_map(|who| behind.strip_prefix(who)) else { return false };
    let is_named = |long: usize| {
        let end: usize = whom.chars().take(long).map(char::len_utf8).sum();
        let goes_on = whom[end..].chars().next().is_none_or(|c| GOES_ON.contains(c));
        goes_on && someone::is_full(&whom[..end])
    };
    LENGTHS.into_iter().any(is_named) && !label::sentence(text, at).contains(['某', '*', '×'])
}

/// An illness that is a part of an entry behind somebody's name, and nothing else.
fn bare(text: &str, word: &Range<usize>) -> Option<(&'static str, Range<usize>)> {
    let is_whole = text[word.end..].chars().next().is_none_or(is_mark);
    (is_whole && is_part_of_somebody(text, word.start)).then(|| ("病情", word.clone()))
}

/// Whether nothing but marks and what is a person's alone stands between somebody's full name and a part of his entry: 张三，女，
/// 7岁，; 全名张小山，; 示例镇：李四　.
fn is_part_of_somebody(text: &str, at: usize) -> bool {
    const CALLED: [&str; 5] = ["全名", "姓名", "本名", "大名", "真名"];
    const DOCTORS: [&str; 9] = ["医生", "医师", "主任", "教授", "专家", "擅长", "主治", "坐诊", "门诊"];
    let sentence = label::sentence(text, at);
    if !sentence.ends_with(['，', ',', ' ', '\u{3000}', '\t', '（', '(', '、']) {
        return false;
    }
    let parts = sentence.rsplit(['，', ',', '；', ' ', '\u{3000}', '\t', '（', '(', '：', ':', '、', '|']);
    let mut whom = parts.filter(|part| !part.is_empty()).skip_while(|part| someone::is_personal(part));
    let Some(whom) = whom.next() else { return false };
    let bare = CALLED.iter().find_map(|called| whom.strip_prefix(called));
    let bare = bare.unwrap_or(whom.trim_start_matches(name::is_of_list));
    let is_name = |run: &str| {
        let rare = name::fills(run) && run.chars().all(is_chinese) && bare.len() < whom.len();
        someone::is_full(without_role(run)) || rare && !run.contains('某')
    };
    is_name(bare) && !DOCTORS.iter().any(|doctor| sentence.contains(doctor))
}
