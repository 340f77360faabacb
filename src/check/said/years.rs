//! Applications of several years in one list, this one's and the last one's among them: 依申请公开收件数2022年4件、2023年2件 (S401).

use crate::diagnostic::{Code, Diagnostic};

use super::Prose;
use super::against::finding;
use super::every::of_cells;
use super::number::{Number, ONE, Unit, Value};
use super::scope::{has_partial_but, of_another_body};
use super::sentence::{Role, Sentence};
use super::statement::Stated;
use super::vocabulary::{OF_OTHER_THINGS, PLACES};
use super::whole::{carried_in, handled, new_received};

/// What says that all that came in is counted.
const RECEIVED: [&str; 7] = ["收件", "收到", "受理", "申请量", "申请件", "申请数", "新收"];

/// With what the words before the first year end.
const NAMES: [&str; 16] = [
    "收件",
    "收件数",
    "收件量",
    "申请",
    "申请数",
    "申请量",
    "数量",
    "件数",
    "受理",
    "受理数",
    "受理量",
    "收到",
    "情况",
    "增加",
    "减少",
    "其中",
];

/// What may stand between a year and its figure.
const BEHIND_YEAR: [&str; 9] = ["收到", "受理", "新收", "接收", "为", "有", "共", "是", "度"];

/// What names several years, and leaves nothing out of each.
const SEVERAL: [&str; 12] =
    ["以来", "累计", "近两年", "近三年", "近四年", "近五年", "近几年", "近年", "历年", "年来", "三年", "逐年"];

pub fn check(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>], out: &mut Vec<Diagnostic>) {
    if sentence.numbers.len() < 3 || !RECEIVED.iter().any(|word| sentence.text.contains(word)) {
        return;
    }
    let about = [sentence.text, prose.heading, prose.head];
    let is_about = || about.iter().any(|text| ["依申请", "公开申请"].iter().any(|word| text.contains(word)));
    let of_else = || OF_OTHER_THINGS.iter().chain(&PLACES).any(|word| sentence.text.contains(word));
    if !is_about() || of_else() || has_partial_but(sentence.text, &SEVERAL) {
        return;
    }
    let years: Vec<(usize, Value)> = (1..sentence.numbers.len()).filter_map(|at| of_year(sentence, at)).collect();
    let Some((first, _)) = years.first() else { return };
    let head = &sentence.text[..sentence.numbers[first - 1].start];
    let several = years.len() > 1 || SEVERAL.iter().any(|word| head.contains(word));
    let name = head.trim_end_matches(['：', ':', '，', ' ', '为', '是']).trim_end_matches("分别");
    let named = RECEIVED.iter().any(|word| head.contains(word)) && NAMES.iter().any(|word| name.ends_with(word));
    // 公开20件，2022年10件 is of something else.
    let of_kind = ["公开率", "予以公开", "部分公开", "不予", "无法", "办结"].iter().any(|word| head.contains(word));
    if several && named && !of_kind && !of_another_body(prose, head) {
        let own = years.into_iter().filter(|(at, _)| stated[*at].is_none());
        out.extend(own.filter_map(|(at, year)| wrong(prose, sentence, (at, year))));
    }
}

/// A figure right behind its year, and that year.
fn of_year(sentence: &Sentence, at: usize) -> Option<(usize, Value)> {
    let (year, number) = (&sentence.numbers[at - 1], &sentence.numbers[at]);
    let mut between = sentence.between(year.end, number.start).strip_prefix('年')?;
    while let Some(rest) = BEHIND_YEAR.iter().find_map(|word| between.strip_prefix(word)) {
        between = rest;
    }
    let is_year = (1949 * ONE..=2100 * ONE).contains(&year.value) && year.unit == Unit::None;
    let is_count = matches!(number.unit, Unit::Count("件" | "宗" | "份")) && !number.is_rough && number.step == ONE;
    (is_year && is_count && between.is_empty() && sentence.roles[at] == Role::Plain).then_some((at, year.value / ONE))
}

fn wrong(prose: &Prose, sentence: &Sentence, (at, year): (usize, Value)) -> Option<Diagnostic> {
    let number: &Number = &sentence.numbers[at];
    let new = new_received(prose)?;
    let readings = [vec![new], vec![new, carried_in(prose)?], vec![handled(prose)?]];
    let (report, readings) = match year - Value::from(prose.report.year) {
        0 => (prose.report, readings.to_vec()),
        -1 => (prose.last?, readings.iter().map(|sum| prose.cells_of_last_year(sum)).collect::<Option<Vec<_>>>()?),
        _ => return None,
    };
    let totals: Vec<Value> = readings.iter().map(|sum| prose.total(report, sum)).collect::<Option<_>>()?;
    if totals.contains(&number.value) {
        return None;
    }
    let from = sentence.numbers[at - 1].start;
    let known = of_cells(prose.form, vec![vec![new]], from)?;
    let said = (sentence.between(from, number.end), &sentence.text[number.start..number.end]);
    let found = finding(prose, Code::S401, (report, readings[0][0], totals[0]), &known, said);
    Some(prose.at(found, sentence, number.start..number.end))
}
