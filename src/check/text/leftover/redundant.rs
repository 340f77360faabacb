//! Clauses that say a thing twice, or twice that it is not (S117): 防止不再发生, 超过100人以上, 约30件左右, 以提高质量为目的出发.

use std::sync::LazyLock;

use crate::diagnostic::Code;
use crate::near;
use crate::needles::{Needles, places_of};

use super::super::{begins, has};
use super::Leftover;

const MARKS: [char; 8] = ['，', '。', '；', '：', '！', '？', '\n', '“'];

/// Each of them in a paragraph; some are what only a report may not say, where others quote.
pub fn look(words: &str, all: bool) -> Vec<Leftover> {
    // Most texts hold none of these.
    static MAY: LazyLock<Needles> =
        LazyLock::new(|| Needles::each(&["不再", "以上", "左右", "上下", "出发", "本着", "原因是", "目的是为了"]));
    let within = MAY.within(words);
    if within.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    if within.has(0) {
        found.extend(denied_twice(words));
    }
    if within.has(1) {
        found.extend(bounded_twice(words));
    }
    if within.has(2) || within.has(3) {
        found.extend(about_twice(words));
    }
    if within.has(4) || within.has(5) {
        found.extend(aimed_twice(words));
    }
    if within.has(6) {
        found.extend(caused_twice(words));
    }
    if all && within.has(7) {
        found.extend(meant_twice(words));
    }
    found
}

fn said(fault: &'static str, start: usize, end: usize) -> Leftover {
    Leftover { fault: Some(fault), ..Leftover::new(Code::S117, start, end) }
}

/// What stands in the clause before a byte.
fn before(words: &str, at: usize) -> &str {
    words[..at].rsplit(MARKS).next().unwrap_or_default()
}

/// 防止不再发生, 杜绝此类问题不再出现: what is kept from happening no more would happen. 避免事故、确保不再发生 keeps nothing from that.
fn denied_twice(words: &str) -> impl Iterator<Item = Leftover> + '_ {
    const KEEPS: [&str; 6] = ["防止", "避免", "杜绝", "防范", "严防", "谨防"];
    const HAPPENS: [&str; 7] = ["发生", "出现", "次发生", "次出现", "重演", "重现", "反弹"];
    const OTHERS: [&str; 16] = [
        "确保",
        "保证",
        "力争",
        "使",
        "让",
        "做到",
        "实现",
        "争取",
        "、",
        "因",
        "并",
        "而",
        "后",
        "的措施",
        "对",
        "如果",
    ];
    const LONGEST: usize = 14 * "字".len();
    places_of(words, "不再").filter_map(|at| {
        let rest = &words[at + "不再".len()..];
        let happens = HAPPENS.iter().find(|word| rest.starts_with(**word))?;
        let clause = before(words, at);
        let (begun, kept) = KEEPS.iter().filter_map(|word| Some((clause.rfind(word)?, word.len()))).max()?;
        let between = &clause[begun + kept..];
        // 防止不再发生效力的: of what an effect is told nothing is kept off.
        let of_effect = rest[happens.len()..].starts_with(['效', '作', '关', '联', '变']);
        let is_kept = between.len() <= LONGEST && !has(between, &OTHERS) && !of_effect;
        let start = at - between.len() - kept;
        is_kept.then(|| said("denied_twice", start, at + "不再".len() + happens.len()))
    })
}

/// Units that stand between a figure and 以上 or 左右.
const UNITS: [&str; 48] = [
    "个百分点",
    "个工作日",
    "平方公里",
    "个小时",
    "平方米",
    "立方米",
    "万人次",
    "个月",
    "人次",
    "公里",
    "公顷",
    "公斤",
    "小时",
    "分钟",
    "周岁",
    "万件",
    "万条",
    "万次",
    "万人",
    "万元",
    "万亩",
    "万户",
    "亿元",
    "万",
    "亿",
    "件",
    "条",
    "次",
    "人",
    "个",
    "名",
    "家",
    "户",
    "元",
    "岁",
    "吨",
    "米",
    "亩",
    "篇",
    "份",
    "期",
    "场",
    "项",
    "处",
    "辆",
    "台",
    "%",
    "％",
];

/// What stands before the figure and its unit that words end with.
fn before_amount(words: &str) -> Option<&str> {
    let head = UNITS.iter().find_map(|unit| words.strip_suffix(unit)).unwrap_or(words);
    let head = head.strip_suffix(['余', '多']).unwrap_or(head);
    let head = head.strip_suffix(['万', '亿']).unwrap_or(head);
    let bare = head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    (bare.len() < head.len()).then_some(bare)
}

/// 超过8.6万次以上, 高于90%以上.
fn bounded_twice(words: &str) -> impl Iterator<Item = Leftover> + '_ {
    const BOUNDS: [&str; 5] = ["超过", "高于", "多于", "大于", "逾"];
    places_of(words, "以上").filter_map(|at| {
        let head = before_amount(&words[..at])?;
        let bound = BOUNDS.iter().find(|bound| head.ends_with(**bound))?;
        let start = head.len() - bound.len();
        // 不超过3人，以上…; 不得高于2次以上处罚中的…: no bound from below.
        let is_denied = words[..start].ends_with(['不', '得', '未', '没', '否']);
        // 超过100万元以上一年以下罚款 goes on to another bound.
        let behind = &words[at + "以上".len()..];
        let goes_on = behind.starts_with(|c: char| c.is_ascii_digit()) || begins(behind, &["至", "不满", "不足"]);
        (!is_denied && !goes_on).then(|| said("bounded_twice", start, at + "以上".len()))
    })
}

/// 约30件左右, 大约整改问题15个左右, 近百人 is none: 附近500米左右, 节约3万元左右, 预约20人左右.
fn about_twice(words: &str) -> impl Iterator<Item = Leftover> + '_ {
    const LONGEST: usize = 8 * "字".len();
    /// What 约 and 近 may stand behind, if they end no word.
    const BEFORE: &str = "共总达为有用需在均计资积年时大仅长宽高";
    const SIDES: [&str; 14] = ["两", "各", "侧", "岸", "手", "脚", "邻", "摇", "开", "逢", "互", "分", "方", "为难"];
    ["左右", "上下"].into_iter().flat_map(|end| places_of(words, end).map(move |at| (at, end.len()))).filter_map(
        |(at, long)| {
            // 5个工作日以内左右: no bound is a guess.
            let bound = ["以内", "之内", "以上", "以下"].iter().find_map(|bound| words[..at].strip_suffix(bound));
            if let Some(head) = bound.and_then(before_amount) {
                return (!begins(&words[at + long..], &SIDES)).then(|| said("about_twice", head.len(), at + long));
            }
            let head = before_amount(&words[..at])?;
            let clause = before(words, head.len());
            let start = match clause.strip_suffix('约').or_else(|| clause.strip_suffix("将近")) {
                Some(lead) if lead.is_empty() || lead.ends_with(|c| BEFORE.contains(c)) => {
                    head.len() - (clause.len() - lead.strip_suffix('大').unwrap_or(lead).len())
                }
                Some(_) => return None,
                None => {
                    let begun = ["大约", "大概"].iter().find_map(|word| clause.rfind(word))?;
                    let between = &clause[begun + "大约".len()..];
                    let is_near =
                        between.len() <= LONGEST && !between.contains(|c: char| c.is_ascii_digit() || c == '、');
                    head.len() - is_near.then_some(clause.len() - begun)?
                }
            };
            let end = at + long;
            (!begins(&words[end..], &SIDES)).then(|| said("about_twice", start, end))
        },
    )
}

/// 以提高质量为目的出发, 本着便民高效为原则.
fn aimed_twice(words: &str) -> Vec<Leftover> {
    const FROM: [&str; 4] = ["为目的出发", "为目标出发", "为出发点出发", "为宗旨出发"];
    const AIMS: [&str; 5] = ["为原则", "为宗旨", "为目的", "为目标", "为出发点"];
    const LONGEST: usize = 24 * "字".len();
    let from = FROM.iter().find_map(|aim| {
        let at = places_of(words, aim).next()?;
        let clause = before(words, at);
        // 以安全为目的出发的车辆 sets out.
        let sets_out = words[at + aim.len()..].starts_with(['的', '前']);
        let start = at - (clause.len() - clause.rfind('以')?);
        (!sets_out).then(|| said("begun_otherwise", start, at + aim.len()))
    });
    let by = places_of(words, "本着").filter_map(|at| {
        let rest = &words[at + "本着".len()..];
        let clause = rest.split(MARKS).next().unwrap_or_default();
        let clause = near::behind(clause, LONGEST);
        let (end, aim) = AIMS.iter().filter_map(|aim| Some((clause.find(aim)?, aim.len()))).min()?;
        let is_whole = has(&clause[..end], &["以", "的原则", "原则", "的精神", "的态度", "的宗旨", "把", "将"]);
        let end = at + "本着".len() + end + aim;
        (!is_whole && !words[end..].starts_with('的')).then(|| said("begun_otherwise", at, end))
    });
    from.into_iter().chain(by).collect()
}

/// 原因是培训不够造成的, of which one half says all. 是由于… has a rule of its own.
fn caused_twice(words: &str) -> impl Iterator<Item = Leftover> + '_ {
    const ENDS: [&str; 5] = ["造成的", "导致的", "引起的", "引发的", "所致"];
    const OTHERS: [&str; 8] = ["而", "不是", "并非", "由于", "因为", "是由", "什么", "谁"];
    places_of(words, "原因是").filter_map(|at| {
        let rest = &words[at + "原因是".len()..];
        let clause = rest.split(MARKS).next().unwrap_or_default();
        let told = ENDS.iter().find_map(|end| clause.strip_suffix(*end))?;
        // 原因是多方面造成的, too; of 查清原因是谁造成的 nothing is told.
        let is_one = !told.is_empty() && !has(told, &OTHERS) && !before(words, at).contains('查');
        is_one.then(|| said("begun_otherwise", at, at + "原因是".len() + clause.len()))
    })
}

/// 目的是为了: either half is enough.
fn meant_twice(words: &str) -> Option<Leftover> {
    let at = places_of(words, "目的是为了").next()?;
    Some(said("meant_twice", at, at + "目的是为了".len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<&str> {
        look(words, true).into_iter().map(|left| &words[left.start..left.end]).collect()
    }

    #[test]
    fn what_is_denied_twice_is_found() {
        for (words, twice) in [
            ("将加强指导，防止不再出现超期问题。", "防止不再出现"),
            ("为了避免不再发生更新不及时的问题，安排专人。", "避免不再发生"),
            ("杜绝此类现象不再发生。", "杜绝此类现象不再发生"),
            ("严防同类错误不再次出现", "严防同类错误不再次出现"),
            ("避免泄露个人隐私的情况不再出现", "避免泄露个人隐私的情况不再出现"),
            ("防范类似事故不再重演。", "防范类似事故不再重演"),
            ("防止问题整改后反弹。", ""),
            ("防止问题反弹，确保不再发生。", ""),
            ("采取措施防止事故、确保不再发生。", ""),
            ("避免不再使用的设备被误开。", ""),
            ("对防止污染的设施不再发生变化的", ""),
            ("承诺不再发生，避免处罚。", ""),
            ("此类问题不再发生。", ""),
            ("避免今后发生此类问题。", ""),
            ("防止不再符合条件的家庭继续领取。", ""),
            ("防止合同因不再发生效力引起纠纷。", ""),
            ("避免了浪费让问题不再出现", ""),
        ] {
            assert_eq!(found(words).join(""), twice, "{words}");
        }
    }

    #[test]
    fn what_is_bounded_twice_is_found() {
        for (words, twice) in [
            ("接听量超过8.6万次以上。", "超过8.6万次以上"),
            ("满意率高于95%以上。", "高于95%以上"),
            ("参加人数逾300人以上", "逾300人以上"),
            ("访问量超过600万人次以上，", "超过600万人次以上"),
            ("大约整改问题15个左右。", "大约整改问题15个左右"),
            ("平均用时约5个工作日左右。", "约5个工作日左右"),
            ("面积大约200平方米左右", "大约200平方米左右"),
            ("共约30件左右", "约30件左右"),
            ("期限为5个工作日以内左右。", "5个工作日以内左右"),
            ("大概有40人左右参加", "大概有40人左右"),
            ("耗时将近3个小时左右", "将近3个小时左右"),
            ("不超过3人以上", ""),
            ("超过100人，90%以上满意。", ""),
            ("年龄60周岁以上超过30人。", ""),
            ("处5万元以上10万元以下罚款", ""),
            ("超过规定3米以上", ""),
            ("超过3级以上应急响应", ""),
            ("节约经费30万元左右", ""),
            ("预约20人左右", ""),
            ("附近500米左右", ""),
            ("约5米左右两侧各设一处", ""),
            ("大约需要3天，每天20人左右", ""),
            ("签约10家左右", ""),
            ("高度3米以上左右两侧设护栏", ""),
            ("30人左右", ""),
        ] {
            assert_eq!(found(words).join(""), twice, "{words}");
        }
    }

    #[test]
    fn an_aim_or_a_cause_is_told_once() {
        for (words, twice) in [
            ("各单位要以提高办理质量为目的出发，", "以提高办理质量为目的出发"),
            ("本着便民高效为原则，", "本着便民高效为原则"),
            ("本着服务群众为宗旨", "本着服务群众为宗旨"),
            ("超期的原因是经办人员学习不够造成的。", "原因是经办人员学习不够造成的"),
            ("主要原因是设备老化所致，", "原因是设备老化所致"),
            ("目的是为了方便群众。", "目的是为了"),
            ("以提高质量为目的，从群众需求出发。", ""),
            ("本着便民高效的原则，", ""),
            ("本着公平、以便民为原则", ""),
            ("原因是经办人员学习不够。", ""),
            ("超期是设备老化造成的。", ""),
            ("原因是企业停产造成的需求下降。", ""),
            ("原因是土建滞后，而不是资金造成的。", ""),
            ("目的是方便群众。", ""),
            ("尚未查清原因是谁造成的。", ""),
            ("以旅游为目的出发的车辆", ""),
        ] {
            assert_eq!(found(words).join(""), twice, "{words}");
        }
    }
}
