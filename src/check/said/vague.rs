//! Shares in words of what is named and has no figure of its own: 不予处理的占八成, 超过七成的申请得到了公开 (S403).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::form::Saying;

use super::about::without_about;
use super::number::{Number, ONE, Unit, Value};
use super::rough::{Side, finding, side};
use super::runs::{known_runs, of_runs};
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::{Proof, Spoken, of_words};
use super::{Prose, figure, named, percent};

/// What may stand behind the name of what a share is of, and before it.
const BEHIND_NAME: [&str; 14] =
    ["的", "提出", "类", "收件", "情形", "申请", "决定", "答复", "数量", "件数", "量", "”", "」", "\""];
const BEFORE_NAME: [&str; 12] = ["其中", "中", "，", "“", "「", "\"", "作出", "决定", "被", "由", "依法", " "];

/// What may stand between 占 and its share.
const BEHIND_SHARE: [&str; 16] =
    ["比重", "比例", "比", "到", "据", "了", "首次", "已", "高达", "达到", "达", "为", "总数", "总量", "的", "刚好"];

/// What may stand between a share of applications and what became of them: 七成的申请得到了全部公开.
const BECAME: [&str; 14] =
    ["以上", "左右", "多", "余", "的", "申请", "件", "得到", "获得", "了", "全部", "全文", "被", "作出"];

/// The bounds in which a share in words lies.
pub fn around(sentence: &Sentence, number: &Number) -> Option<impl Fn(Value) -> bool + use<>> {
    let written = &sentence.text[number.start..number.end];
    // 过半 is more than half, 半数以上 not less.
    let half = written.contains('半') && !written.contains('成');
    let more =
        half && (written.starts_with('过') || sentence.text[..number.start].trim_end().ends_with(['超', '过', '逾']));
    // Between a quarter and a fifth lie but five.
    let around = if written.contains("分之") && !written.starts_with('三') { 3 * ONE } else { 5 * ONE };
    let (low, high) = match side(sentence, number)? {
        Side::Below => (number.value - 10 * ONE, number.value),
        Side::Above if half => (number.value + Value::from(more), number.value + 20 * ONE),
        // 超过三分之一 is less than two thirds.
        Side::Above if !written.contains('成') => (number.value, number.value + 20 * ONE),
        Side::Above => (number.value, number.value + 10 * ONE),
        Side::Around => (number.value - around, number.value + around),
    };
    let room = |low: Value| if half && low >= number.value { 0 } else { ONE };
    let low = low - room(low);
    Some(move |exact: Value| (low..=high + ONE).contains(&exact))
}

/// A share in words, by the table's figures.
pub fn named(prose: &Prose, (sentence, sayings): (&Sentence, &[&Saying]), at: usize) -> Option<Diagnostic> {
    let number = &sentence.numbers[at];
    let lead = without_about(sentence.lead(at));
    let (name, words) = match lead.split_once('占') {
        Some((name, of)) => (clean(name), Some(of).filter(|of| is_filled(of, &BEHIND_SHARE)).map(|_| lead)?),
        None => (became(lead, &sentence.text[number.end..])?, sentence.lead(at)),
    };
    let has_figure = || (0..at).any(|at| sentence.lead(at).contains(name));
    let known = |name: &str| sayings.iter().any(|saying| saying.is_called(name));
    if name.is_empty() || !known(name) || has_figure() || !named::of_this_year(prose, sentence, at) {
        return None;
    }
    let known = of_words(prose, (sentence, sayings), (name, ""), &mut Spoken::default())?;
    if known.proof == Proof::Sentence || known.sums.iter().flatten().any(|cell| prose.form.place(*cell).0.summed) {
        return None;
    }
    let table = known.table(prose.form)?;
    let parts: Vec<Value> = known.sums.iter().map(|sum| prose.total(prose.report, sum)).collect::<Option<_>>()?;
    let usual: Vec<Value> =
        named::usual(prose, table).iter().filter_map(|sum| prose.total(prose.report, sum)).collect();
    let counts = sentence.numbers[..at].iter().filter(|number| matches!(number.unit, Unit::Count(_)));
    let wholes = counts.map(|number| number.value).chain(usual.iter().copied());
    let wholes: Vec<Value> = wholes.filter(|whole| *whole > 0).collect();
    let rate = |part: Value, whole: Value| part * 100 * ONE / whole;
    let holds = around(sentence, number)?;
    let held = parts.iter().any(|part| wholes.iter().any(|whole| *whole >= *part && holds(rate(*part, *whole))));
    let (part, whole) = (*parts.last().filter(|_| !held)?, *usual.first().filter(|whole| **whole > 0)?);
    let calculation = format!("{} ÷ {} ＝ {}", figure(part), figure(whole), percent(rate(part, whole)));
    Some(finding(prose, Code::S403, sentence, (words, number), calculation))
}

/// A share in words of one figure of a list that comes to as many as are known: 网络256件、信函118件、当面28件，网络渠道占六成.
pub fn of_list(prose: &Prose, (sentence, earlier): (&Sentence, &[Number]), at: usize) -> Option<Diagnostic> {
    let (number, lead) = (&sentence.numbers[at], sentence.lead(at));
    let (name, of) = without_about(lead).split_once('占')?;
    let name = clean(name).trim_end_matches("渠道").trim_end_matches("方式").trim_end_matches("途径");
    let is_called = |at: &usize| sentence.lead(*at).trim_matches(['、', '和', '及', ' ']) == name;
    let plain = |at: &usize| sentence.roles[*at] == Role::Plain && !sentence.numbers[*at].is_rough;
    let mut alike = (0..at).filter(is_called).filter(plain);
    let (place, None) = (alike.next()?, alike.next()) else { return None };
    let part = &sentence.numbers[place];
    let wholes: Vec<Value> = known_runs(prose, earlier, &of_runs(sentence, part)).collect();
    let whole = *wholes.iter().max().filter(|_| !name.is_empty() && is_filled(of, &BEHIND_SHARE))?;
    let (rate, holds) = (|whole: Value| part.value * 100 * ONE / whole, around(sentence, number)?);
    if wholes.iter().any(|whole| holds(rate(*whole))) || sentence.is_last_years(place) {
        return None;
    }
    let calculation = format!("{} ÷ {} ＝ {}", figure(part.value), figure(whole), percent(rate(whole)));
    Some(finding(prose, Code::S403, sentence, (lead, number), calculation))
}

/// The name alone of what a share is of.
pub fn clean(name: &str) -> &str {
    let mut name = name.trim();
    while let Some(rest) = BEFORE_NAME.iter().find_map(|word| name.strip_prefix(word)) {
        name = rest.trim_start();
    }
    while let Some(rest) = BEHIND_NAME.iter().find_map(|word| name.strip_suffix(word)) {
        name = rest.trim_end();
    }
    name
}

fn is_filled(mut words: &str, fillers: &[&str]) -> bool {
    while let Some(rest) = fillers.iter().find_map(|filler| words.trim_start().strip_prefix(filler)) {
        words = rest;
    }
    words.trim().is_empty()
}

/// What became of a share of the applications, if the clause says nothing else.
fn became<'t>(lead: &str, rest: &'t str) -> Option<&'t str> {
    let clause = rest.split(CLAUSE).next()?.trim();
    if !lead.trim().is_empty() && lead.trim() != "有" || !clause.contains("申请") {
        return None;
    }
    let mut name = clause;
    while let Some(rest) = BECAME.iter().find_map(|word| name.strip_prefix(word)) {
        name = rest;
    }
    Some(name)
}
