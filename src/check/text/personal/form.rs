//! Forms in lines, each of which says one thing of the same person or body: 申请人：张三, and below it 联系地址：….

use super::{label, name};

/// How far above a line its form is looked at, in lines and bytes.
const LINES: usize = 6;
const FORM: usize = 600;

/// How long the label of a line is at most, in characters.
const LABEL: usize = 12;

/// What firms and offices have lines on, and how those are called.
const BODIES: [&str; 14] = [
    "公司",
    "企业",
    "合作社",
    "信用代码",
    "法定代表",
    "负责人",
    "经营者",
    "委员会",
    "事务所",
    "服务中心",
    "机关",
    "字号",
    "集团",
    "单位名称",
];

/// Those who make a contract may be firms as well.
const PARTIES: [&str; 6] = ["甲方", "乙方", "丙方", "出租方", "承租方", "转让方"];

/// A line parted into its label and what it says.
fn parts(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches([' ', '\u{3000}', '-', '*', '【', '[', '>']);
    let end = line.char_indices().take(LABEL).find(|(_, c)| matches!(c, '：' | ':' | '】' | ']'))?.0;
    Some((line[..end].trim_end_matches('*'), line[end..].trim_start_matches(['：', ':', '】', ']', '*', ' '])))
}

/// The label of the line that holds a byte, if nothing but it stands before that.
pub fn label_before(text: &str, at: usize) -> Option<&str> {
    let near = &text[text.ceil_char_boundary(at.saturating_sub(FORM))..at];
    parts(near.rsplit('\n').next()?).filter(|(_, value)| value.is_empty()).map(|(name, _)| name.trim())
}

/// The lines above that of a byte, the nearest first, as far as each is one of a form.
fn above(text: &str, at: usize) -> impl Iterator<Item = (&str, &str)> {
    let near = &text[text.ceil_char_boundary(at.saturating_sub(FORM))..at];
    near.rsplit('\n').skip(1).filter(|line| !line.trim().is_empty()).take(LINES).map_while(parts)
}

/// Whether a line stands below that of somebody, who is called by one of the words, and between them nothing is said of an
/// office.
pub fn is_below_somebody(text: &str, at: usize, people: &[&str], offices: &[&str]) -> bool {
    somebody_above(text, at, people, offices).is_some_and(name::fills)
}

/// What the line says below which another stands and which is called by one of the words, if nothing is said of an office
/// between them.
pub fn somebody_above<'t>(text: &'t str, at: usize, people: &[&str], offices: &[&str]) -> Option<&'t str> {
    let mut lines = above(text, at).take_while(|(called, _)| !label::has(called, offices));
    lines.find(|(called, _)| people.contains(&called.trim())).map(|(_, value)| value)
}

/// Whether a line stands below that of somebody, or of the number of somebody's identity, in a form of no firm or office.
pub fn is_of_a_person(text: &str, at: usize, people: &[&str]) -> bool {
    // The number of an identity may be that of a firm's head, which a line above tells.
    let mut is_told = false;
    for (called, value) in above(text, at) {
        if label::has(called, &BODIES) || !is_told && label::has(value, &BODIES) {
            return false;
        }
        if label::has(called, &["身份证", "公民身份", "性别", "出生"]) {
            is_told = true;
            continue;
        }
        let called = called.split(['（', '(']).next().unwrap_or_default().trim();
        let is_body = || label::has(value, &BODIES);
        if people.contains(&called) {
            return is_told && !is_body() || name::fills(value);
        }
        if PARTIES.contains(&called) {
            return is_told && !is_body() || name::is_one(value.trim_end());
        }
        if is_told && !AGENTS.contains(&called) && name::is_one(value.trim_end()) {
            return true;
        }
    }
    is_told
}

/// Those who act for others, or of whom an office says how they are reached.
const AGENTS: [&str; 6] = ["联系人", "负责人", "经办人", "法定代表人", "经营者", "代理人"];

/// Whether a line begins with one of those who make a contract, 乙方通讯地址, or with what somebody is in a matter,
/// 竞得人通讯地址, and a line above names somebody as such: 承租方（乙方）：张三，身份证号…; 竞得人：李四.
pub fn is_of_party(text: &str, at: usize) -> bool {
    let near = &text[text.ceil_char_boundary(at.saturating_sub(FORM))..at];
    let line = near.rsplit('\n').next().unwrap_or_default().trim_start_matches([' ', '\u{3000}', '-', '*']);
    let kinds = ["联系", "送达", "通讯", "通信", "收件", "邮寄", "家庭", "的"];
    let party = kinds.iter().find_map(|kind| line.strip_suffix(kind)).unwrap_or(line);
    let as_called = || above(text, at).find(|(called, _)| called.trim() == party);
    let named = || as_called().or_else(|| above(text, at).find(|(called, _)| called.contains(party)));
    let is_role = || !party.is_empty() && !AGENTS.contains(&party) && as_called().is_some();
    (PARTIES.contains(&party) || is_role())
        && named().is_some_and(|(called, value)| {
            let name = value.split(['，', ',', '（', '(', ' ', '\u{3000}']).next().unwrap_or_default();
            name::is_one(name) && !label::has(called, &BODIES) && !label::has(value, &BODIES)
        })
}
