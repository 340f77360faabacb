//! Kinds of applicants of whom there is said to have been none: 企业申请为零, 没有法人提出的申请 (S401).

use crate::diagnostic::{Code, Diagnostic};

use super::Prose;
use super::against::finding;
use super::every::{is_about, of_cells};
use super::none::is_of_year;
use super::scope::has_partial;
use super::sentence::{CLAUSE, Sentence};
use super::statement::beside;
use super::vocabulary::{OF_OTHER_THINGS, PLACES};
use super::whole::new_received;

/// Kinds as prose has them, and what the form's sayings call them.
const KINDS: [(&str, &str); 12] = [
    ("法人或其他组织", "法人"),
    ("法人或者其他组织", "法人"),
    ("法人和其他组织", "法人"),
    ("法人及其他组织", "法人"),
    ("法人", "法人"),
    ("单位", "法人"),
    ("商业企业", "商业企业"),
    ("企业", "商业企业"),
    ("科研机构", "科研机构"),
    ("社会公益组织", "社会公益组织"),
    ("法律服务机构", "法律服务机构"),
    ("自然人", "自然人"),
];

/// What stands before a kind that there was none of, and what behind one.
const DENIED: [&str; 7] = ["未收到", "没有收到", "未接到", "没有接到", "未受理", "没有", "无"];
const ZERO: [&str; 6] = ["为零", "为0", "为０", "数为零", "数为0", "量为零"];

/// What may stand between.
const BESIDE: [&str; 14] = [
    "来自",
    "由",
    "提出",
    "提交",
    "递交",
    "政府信息公开",
    "信息公开",
    "公开",
    "申请",
    "类",
    "的",
    "全年",
    "本年度",
    "其中",
];

pub fn check(prose: &Prose, sentence: &Sentence, out: &mut Vec<Diagnostic>) {
    let denies = DENIED.iter().chain(&ZERO).any(|word| sentence.text.contains(word));
    if !denies || !KINDS.iter().any(|(kind, _)| sentence.text.contains(kind)) || !is_about(prose, sentence) {
        return;
    }
    let of_else = || OF_OTHER_THINGS.iter().chain(&PLACES).any(|word| sentence.text.contains(word));
    if of_else() || has_partial(sentence.text) {
        return;
    }
    for clause in sentence.text.split(CLAUSE) {
        out.extend(denied(clause).and_then(|name| some(prose, (sentence, clause), name)));
    }
}

/// The kind of which a clause says that there was none, if it says nothing else.
fn denied(clause: &str) -> Option<&'static str> {
    let words = clause.trim();
    let rest = DENIED.iter().find_map(|word| words.strip_prefix(word));
    let rest = rest.or_else(|| ZERO.iter().find_map(|word| words.strip_suffix(word)))?;
    if !rest.contains("申请") {
        return None;
    }
    let (mut rest, mut found) = (rest, None);
    while !rest.is_empty() {
        let kind = KINDS.iter().find(|(kind, _)| rest.starts_with(kind)).filter(|_| found.is_none());
        let word = BESIDE.iter().find(|word| rest.starts_with(**word));
        rest = match (kind, word) {
            (Some((kind, name)), _) => {
                found = Some(*name);
                &rest[kind.len()..]
            }
            (None, Some(word)) => &rest[word.len()..],
            (None, None) => return None,
        };
    }
    found
}

/// Those of a kind that came in all the same.
fn some(prose: &Prose, (sentence, clause): (&Sentence, &str), name: &str) -> Option<Diagnostic> {
    let cells = beside(prose.form, new_received(prose)?, name)?;
    let expected = prose.total(prose.report, &cells).filter(|expected| *expected > 0)?;
    let from = sentence.offset(clause.trim());
    let end = from + clause.trim().len();
    let cell = *cells.first().filter(|_| is_of_year(prose, sentence, from))?;
    let known = of_cells(prose.form, vec![cells], from)?;
    let found = finding(prose, Code::S401, (prose.report, cell, expected), &known, (clause.trim(), "0"));
    Some(prose.at(found, sentence, from..end))
}
