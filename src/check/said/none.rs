//! A clause that says there was none of what the tables count (S401).

mod row;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Form;
use crate::model::form::Saying;

use super::Prose;
use super::against::finding;
use super::asked;
use super::number::{ONE, Unit, Value};
use super::own;
use super::scope::{has_partial, has_partial_but, of_another_body};
use super::sentence::{CLAUSE, Sentence};
use super::statement::{Proof, Stated, sums};
use super::vocabulary::{PLACES, WAYS};

/// How words for none begin, and 无.
pub(super) const NONE_BEGINS: [char; 3] = ['未', '没', '无'];

/// What may stand before words for none without leaving anything of the body's year out.
const BEFORE_NONE: [&str; 38] = [
    "年度内",
    "线上、线下",
    "线上线下",
    "线上和线下",
    "全年",
    "本年度",
    "本年",
    "年度",
    "今年",
    "当年",
    "年内",
    "年",
    "度",
    "报告期内",
    "期间",
    "我局",
    "我委",
    "我办",
    "我县",
    "我区",
    "我市",
    "我镇",
    "我乡",
    "我院",
    "我中心",
    "本镇",
    "本乡",
    "本街道",
    "我厅",
    "我街道",
    "我单位",
    "我机关",
    "本机关",
    "本单位",
    "本局",
    "政府信息公开工作中",
    "均",
    "也",
];

/// What may stand beside reviews and suits that are about disclosure: all that the tables count of them.
const BESIDE_CASES: [&str; 51] = [
    "类",
    "问题",
    "一例",
    "一起",
    "一件",
    "因",
    "由",
    "涉及",
    "有关",
    "相关",
    "关于",
    "政府信息公开",
    "信息公开",
    "政府信息",
    "依申请公开",
    "依申请",
    "工作",
    "申请",
    "事项",
    "而",
    "被",
    "引起",
    "引发",
    "导致",
    "产生",
    "发生",
    "出现",
    "收到",
    "接到",
    "受理",
    "有",
    "提起",
    "提出",
    "行政",
    "的",
    "案件",
    "情况",
    "情形",
    "现象",
    "事件",
    "等",
    "、",
    "和",
    "及",
    "或者",
    "或",
    "与",
    "以及",
    "未",
    "也",
    " ",
];

/// A clause that says there was none, where the table has some.
pub fn nothing(prose: &Prose, (sentence, sayings): (&Sentence, &[&Saying])) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !sentence.text.contains(NONE_BEGINS) || PLACES.iter().any(|word| sentence.text.contains(word)) {
        return found;
    }
    // What comes later in the sentence speaks of something else.
    let (mut is_part, mut by_ways) = (false, true);
    for clause in sentence.text.split(CLAUSE) {
        let of_part = is_part;
        let own = clause.replace("涉及政府信息公开", "").replace("涉及信息公开", "");
        is_part |= has_partial(&own);
        // 其中9件为网上申请，均已办结，未引起行政复议: how they came narrows no cases.
        by_ways &= !has_partial(&own) || clause.trim_start().starts_with("其中") && !has_partial_but(&own, &WAYS);
        let start = sentence.offset(clause);
        let counts = sentence.numbers.iter().filter(|number| number.unit != Unit::None && !sentence.is_not_one(number));
        let has_figure = counts.into_iter().any(|number| (start..start + clause.len()).contains(&number.start));
        if of_part && !by_ways || has_figure || !clause.contains(NONE_BEGINS) {
            continue;
        }
        let of_row = || row::denied(prose, (sentence, sayings), clause).map(|(at, own)| (at, vec![own]));
        let named = || of_cases(prose, clause).or_else(|| of_row().filter(|_| !is_part));
        // 未收到依申请公开诉求: a word of those for parts may be one for applications.
        let asked = || asked::denied(prose, (sentence.text, clause));
        let named = (!is_part || by_ways).then(named).flatten().filter(|(_, all)| !all.is_empty());
        let Some((at, all)) = named.or_else(|| asked().filter(|_| !of_part)) else {
            continue;
        };
        if !is_of_year(prose, sentence, start + at) || of_another_body(prose, &clause[..at]) {
            continue;
        }
        for (known, cell, expected) in all {
            let said = (clause.trim(), "0");
            let finding = finding(prose, Code::S401, (prose.report, cell, expected), &known, said);
            found.push(prose.at(finding, sentence, start + at..start + clause.len()));
        }
    }
    found
}

/// What a clause denies, the cell that has it all the same, and how many.
pub(super) type Denied = (Stated, u32, Value);

/// Whether no other year is named before byte `start`.
pub fn is_of_year(prose: &Prose, sentence: &Sentence, start: usize) -> bool {
    let of_last = sentence.begins_in_last_year(start);
    !of_last
        && sentence.numbers.iter().filter(|number| number.end <= start).all(|number| {
            let year = number.value / ONE;
            !sentence.text[number.end..].starts_with('年') || year == Value::from(prose.report.year)
        })
}

/// Reviews and suits of which a clause names nothing else and says that there were none: 未发生因政府信息公开工作被申请行政复议、
/// 提起行政诉讼的情况.
fn of_cases(prose: &Prose, clause: &str) -> Option<(usize, Vec<Denied>)> {
    let at = clause.find(NONE_BEGINS).filter(|_| clause.contains("复议") || clause.contains("诉讼"))?;
    let mut words = clause[at..].trim_start_matches("没有").trim_start_matches(NONE_BEGINS);
    if !is_of_all(prose, &clause[..at]) {
        return None;
    }
    let mut denied = Vec::new();
    while !words.is_empty() {
        let case = ["复议", "诉讼"].iter().find_map(|case| Some((words.strip_prefix(case)?, *case)));
        words = match case {
            Some((rest, case)) => {
                if !denied.contains(&case) {
                    denied.push(case);
                }
                rest
            }
            None => BESIDE_CASES.iter().find_map(|word| words.strip_prefix(word))?,
        };
    }
    let found = denied.iter().filter_map(|case| some_of(prose, case)).collect();
    (!denied.is_empty()).then_some((at, found))
}

/// Reviews or suits, where the table has some.
fn some_of(prose: &Prose, case: &str) -> Option<Denied> {
    let form: &Form = prose.form;
    let saying = form.sayings.iter().find(|saying| saying.short.iter().any(|own| **own == *case))?;
    let cells = sums(form, saying, None)?.into_iter().next()?;
    let cell = *cells.first()?;
    let expected = prose.total(prose.report, &cells).filter(|expected| *expected > 0)?;
    let row = format!("行政{case}");
    let column = form.place(cell).1.label.to_string();
    Some((Stated { sums: vec![cells], row, column, from: 0, proof: Proof::Words }, cell, expected))
}

/// Whether words before a denial leave nothing of the reporting body's year out: 我局全年, 2023年.
pub(super) fn is_of_all(prose: &Prose, before: &str) -> bool {
    let own = |words: &str| Some(words.len() - own::at_head(prose.names, words)?);
    let mut rest = before.trim().trim_start_matches(|c: char| c.is_ascii_digit());
    while !rest.is_empty() {
        let shorter = BEFORE_NONE.iter().find_map(|word| Some(rest.strip_prefix(word)?.len()));
        let Some(left) = shorter.or_else(|| own(rest)) else { return false };
        rest = rest[rest.len() - left..].trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    }
    true
}
