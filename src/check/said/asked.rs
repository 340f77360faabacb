//! A clause that says that nobody asked for information, in whichever of its many words (S401): 未收到公民、法人或其他组织提出的
//! 公开政府信息的请求, 无依申请公开事项.

use super::Prose;
use super::every::of_cells;
use super::none::{Denied, NONE_BEGINS, is_of_all};
use super::ways::without_all_ways;
use super::whole::new_received;

/// What denies, and whether a word for receiving must follow.
const NOT: [(&str, bool); 6] =
    [("没有", false), ("未有", false), ("无", false), ("从未", true), ("未", true), ("没", true)];

const RECEIVED: [&str; 12] = [
    "收到和受理",
    "收到及受理",
    "收到或受理",
    "接收到",
    "收到",
    "接到",
    "接收",
    "接受",
    "受理",
    "收到和处理",
    "收到并处理",
    "收到及处理",
];

/// Who asks. One of them alone narrows what is said: 未收到企业的申请.
const ALL_OF_THEM: [&str; 7] = ["社会公众", "公众", "群众", "市民", "任何人", "申请人", "申请者"];
const PERSONS: [&str; 4] = ["公民", "自然人", "个人", "人员"];
const BODIES: [&str; 6] = ["其他组织", "其它组织", "社会组织", "法人", "单位", "组织"];

/// What is asked for, and that it is asked for.
const ASKED: [&str; 13] = [
    "政府信息公开",
    "政府信息",
    "政务信息",
    "信息公开",
    "信息",
    "依申请公开",
    "信息依申请公开",
    "依申请",
    "依法申请",
    "申请公开",
    "公开申请",
    "公开",
    "申请",
];

/// What an asking is called besides.
const NOUNS: [&str; 22] = [
    "来信", "来函", "诉求", "请求", "要求", "需求", "事项", "事宜", "事件", "案件", "办件", "信件", "函件", "信函",
    "情况", "情形", "现象", "业务", "工作", "方面", "办理", "件",
];

/// What may stand between.
const BESIDE: [&str; 28] = [
    "任何形式",
    "任何方式",
    "主动要求",
    "主动提出",
    "的",
    "和",
    "或",
    "或者",
    "及",
    "以及",
    "与",
    "、",
    "任何",
    "提出",
    "提交",
    "递交",
    "提请",
    "获取",
    "关于",
    "有关",
    "相关",
    "涉及",
    "向本机关",
    "向我局",
    "向本单位",
    "向我单位",
    "向本局",
    " ",
];

/// Where one of these stands, what is open on application may be a kind of papers.
const PAPERS: [&str; 5] = ["主动公开", "公文", "文件", "属性", "发文"];

/// Reviews and suits, named behind applications: 未收到依申请公开、行政复议和行政诉讼情况.
const CASES: [&str; 4] = ["行政复议", "行政诉讼", "复议", "诉讼"];

/// What a clause of a sentence denies, where the table has applications all the same.
pub fn denied(prose: &Prose, (sentence, clause): (&str, &str)) -> Option<(usize, Vec<Denied>)> {
    let at = clause.find(NONE_BEGINS).filter(|_| clause.contains("申请"))?;
    let words = clause[at..].trim_end();
    let (rest, must) = NOT.iter().find_map(|(not, must)| Some((words.strip_prefix(not)?, *must)))?;
    let received = RECEIVED.iter().filter_map(|verb| rest.strip_prefix(verb)).min_by_key(|rest| rest.len());
    if must && received.is_none() || !is_of_all(prose, &clause[..at]) {
        return None;
    }
    let object = received.unwrap_or(rest).trim_start_matches('过');
    // 无依申请公开信息
    let of_papers = received.is_none()
        && (object.ends_with("信息") || object.ends_with("公开") || object.ends_with('件'))
        && PAPERS.iter().any(|word| sentence.contains(word));
    let object = without_own_disclosure(object)?;
    if of_papers || !names_asking(&without_all_ways(&object, &object)) {
        return None;
    }
    let new = new_received(prose)?;
    let expected = prose.total(prose.report, &[new]).filter(|expected| *expected > 0)?;
    Some((at, vec![(of_cells(prose.form, vec![vec![new]], 0)?, new, expected)]))
}

/// Leaves out what nobody need ask for: 除本机关主动公开以外的其他政府信息. `None` where something else is taken out.
fn without_own_disclosure(object: &str) -> Option<String> {
    let Some((before, rest)) = object.split_once('除') else { return Some(object.to_owned()) };
    let (own, after) =
        rest.split_once("以外的").or_else(|| rest.split_once("之外的")).or_else(|| rest.split_once("外的"))?;
    own.contains("主动公开").then(|| format!("{before}{}", after.trim_start_matches("其他")))
}

/// Whether words name nothing but asking for information, by anyone.
fn names_asking(object: &str) -> bool {
    let (mut rest, mut last) = (object, "");
    let (mut all, mut persons, mut bodies) = (false, false, false);
    while !rest.is_empty() {
        let parsed = &object[..object.len() - rest.len()];
        let case = |word: &&str| {
            CASES.contains(word) && (!parsed.ends_with(['、', '和', '及', '与', '或']) || !is_asking(parsed))
        };
        let words = [&ALL_OF_THEM[..], &PERSONS, &BODIES, &ASKED, &NOUNS, &BESIDE, &CASES].concat();
        let Some(word) = words.into_iter().filter(|word| rest.starts_with(word)).max_by_key(|word| word.len()) else {
            return false;
        };
        if case(&word) {
            return false;
        }
        all |= ALL_OF_THEM.contains(&word);
        persons |= PERSONS.contains(&word);
        bodies |= BODIES.contains(&word);
        (rest, last) = (&rest[word.len()..], word);
    }
    // 未收到申请的单位 are counted themselves.
    let ends = !PERSONS.contains(&last) && !BODIES.contains(&last) && !ALL_OF_THEM.contains(&last);
    ends && is_asking(object) && (all || persons == bodies)
}

fn is_asking(words: &str) -> bool {
    words.contains("申请") && (words.contains("公开") || words.contains("政府信息")) || words.contains("依申请")
}

#[cfg(test)]
mod tests {
    use super::names_asking;

    #[test]
    fn asking_has_many_words() {
        for asking in [
            "群众要求政府信息公开的申请",
            "依申请公开信息",
            "公民、法人或者其他组织申请公开政府信息的请求",
            "任何单位、组织和个人要求有关公开政府信息的申请",
            "关于依申请公开政府信息的申请",
            "依申请公开、行政复议和行政诉讼情况",
            "依法申请公开件",
        ] {
            assert!(names_asking(asking), "{asking}");
        }
        for other in [
            "企业要求公开信息的申请",
            "公民要求公开信息的申请",
            "政府信息公开申请行政复议的情况",
            "超期答复的公开申请",
            "依申请公开的单位",
            "不予公开的申请",
            "公开信息",
            "行政复议申请公开",
        ] {
            assert!(!names_asking(other), "{other}");
        }
    }
}
