//! A clause that says that what the tables count came to nothing, in nothing but its name: 现行有效的行政规范性文件为零 (S401).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::form::Saying;

use super::Prose;
use super::against::finding;
use super::none::is_of_year;
use super::number::Value;
use super::scope::{has_partial, of_another_body};
use super::sentence::{CLAUSE, Sentence};
use super::statement::{Proof, Spoken, of_words};
use super::vocabulary::PLACES;

const NIL: &str = "为零";

/// All that the name may be made of; the longer first.
const NAMES: [&str; 29] = [
    "行政规范性文件",
    "规范性文件",
    "现行有效",
    "行政许可",
    "行政处罚",
    "行政强制",
    "处理决定",
    "决定",
    "全年",
    "本年",
    "制发",
    "件数",
    "数量",
    "数",
    "的",
    "政府信息公开",
    "信息公开",
    "依申请公开",
    "申请量",
    "申请",
    "行政复议",
    "行政诉讼",
    "未经复议直接起诉",
    "复议后起诉",
    "案件",
    "引发",
    "、",
    "和",
    "因",
];

pub fn check(prose: &Prose, (sentence, sayings): (&Sentence, &[&Saying]), out: &mut Vec<Diagnostic>) {
    if sayings.is_empty() || !sentence.text.contains(NIL) || PLACES.iter().any(|word| sentence.text.contains(word)) {
        return;
    }
    for clause in sentence.text.split(CLAUSE).map(str::trim) {
        let Some(name) = clause.strip_suffix(NIL).filter(|name| is_name(name)) else { continue };
        let start = sentence.offset(clause);
        // 8月，申请量为零
        let before = &sentence.text[..start];
        let of_part = has_partial(before) || before.contains('月') || of_another_body(prose, before);
        if of_part || !is_of_year(prose, sentence, start) {
            continue;
        }
        let known = of_words(prose, (sentence, sayings), (name, ""), &mut Spoken::default());
        let Some(known) = known.filter(|known| known.proof == Proof::Words) else { continue };
        let totals: Option<Vec<Value>> = known.sums.iter().map(|sum| prose.total(prose.report, sum)).collect();
        let Some(totals) = totals.filter(|totals| totals.iter().all(|total| *total > 0)) else { continue };
        let (Some(cell), Some(expected)) = (known.sums.first().and_then(|sum| sum.first()), totals.first()) else {
            continue;
        };
        let found = finding(prose, Code::S401, (prose.report, *cell, *expected), &known, (clause, "0"));
        out.push(prose.at(found, sentence, start..start + clause.len()));
    }
}

fn is_name(words: &str) -> bool {
    let mut rest = words;
    while let Some(shorter) = NAMES.iter().find_map(|name| rest.strip_prefix(name)) {
        rest = shorter;
    }
    rest.is_empty() && !words.is_empty()
}
