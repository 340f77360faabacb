//! Changes that belong to several figures at once (许可538件，处罚38件，较上年分别增长10.0%、5.6%; 前者增长10.0%，后者增长5.6%), and
//! words that say the contrary of their own figures (由13.3%上升到5.3%) (S402).

use crate::diagnostic::Diagnostic;

use super::growth::{Current, Verdict, finding, wrong_change, wrong_rate};
use super::number::{Number, Unit, Value};
use super::sentence::{Role, Sentence, direction};
use super::statement::Stated;
use super::vocabulary::{GIVEN_IN_TURN, LAST_YEAR, LESS, MORE, OTHER_BASES};
use super::{Prose, figure};

/// Between the last figure and the first change stands no more than a comparison.
const BETWEEN: usize = 14;

/// What names the first and the second of two figures.
const BY_PLACE: [&str; 2] = ["前者", "后者"];

pub fn check(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>], out: &mut Vec<Diagnostic>) {
    if sentence.numbers.len() < 2 {
        return;
    }
    if sentence.text.contains(['由', '从']) {
        out.extend((1..sentence.numbers.len()).filter_map(|at| contrary(prose, sentence, at)));
    }
    let given = GIVEN_IN_TURN.iter().chain(&BY_PLACE).any(|word| sentence.text.contains(word));
    if !given || OTHER_BASES.iter().any(|word| sentence.text.contains(word)) {
        return;
    }
    for at in 1..sentence.numbers.len() {
        let lead = sentence.lead(at);
        if GIVEN_IN_TURN.iter().any(|word| lead.contains(word)) {
            in_turn(prose, sentence, (stated, at), out);
        }
        out.extend(by_place(prose, sentence, stated, at));
    }
}

/// A change of what was into what is, whose word says the contrary.
fn contrary(prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
    let from = &sentence.numbers[sentence.grown_from(at)?];
    let to = &sentence.numbers[at];
    let word = sentence.between(from.end, to.start).trim().trim_end_matches(['到', '至', '为', '成', '了']);
    let ends = |words: &[&str]| words.iter().any(|known| word.ends_with(known));
    // 由10个工作日提升到5个 is better all the same.
    let counted = matches!(from.unit, Unit::Count(unit) if unit != "个" && unit != "次") || from.unit == Unit::Money;
    let better = ["提升", "提高"].contains(&word);
    let judged = from.unit == Unit::Percent || counted && !better;
    let contrary = to.value < from.value && ends(&MORE) || to.value > from.value && ends(&LESS);
    let sure = judged && contrary && !from.is_rough && !to.is_rough;
    let change = || format!("{} － {} ＝ {}", figure(to.value), figure(from.value), figure(to.value - from.value));
    sure.then(|| finding(prose, sentence, to, change()))
}

/// Changes over the year that are given in turn for the figures before them. Where most do not hold, they are of others.
fn in_turn(prose: &Prose, sentence: &Sentence, (stated, first): (&[Option<Stated>], usize), out: &mut Vec<Diagnostic>) {
    let Some(changes) = changes(sentence, first) else { return };
    let plain = (0..first).rev().filter(|at| sentence.numbers[*at].unit != Unit::None);
    let mut counted: Vec<usize> = plain.take(changes.len()).collect();
    counted.reverse();
    let Some(last) = counted.last().map(|last| &sentence.numbers[*last]) else { return };
    let between = sentence.between(last.end, sentence.numbers[first].start);
    let own_year = (prose.report.year - 1).to_string();
    let over_year = LAST_YEAR.iter().copied().chain(["同比", &own_year]).any(|word| between.contains(word));
    let near = over_year && !between.contains(['；', ';']) && between.chars().count() <= BETWEEN;
    if !near || counted.len() != changes.len() {
        return;
    }
    let mut held = 0;
    let mut wrong = Vec::new();
    for (at, (change, sign)) in counted.into_iter().zip(changes) {
        let is_plain = sentence.roles[at] == Role::Plain && !sentence.numbers[at].is_rough;
        let Some(known) = stated[at].as_ref().filter(|_| is_plain) else { return };
        match verdict(
            prose,
            sentence,
            (&sentence.numbers[change], sign),
            &Current::counted(&sentence.numbers[at], known),
        ) {
            Verdict::Holds => held += 1,
            Verdict::Wrong(finding) => wrong.push(finding),
            Verdict::Unknown => {}
        }
    }
    if held >= wrong.len() {
        out.append(&mut wrong);
    }
}

/// The changes from one on that are joined, each with its direction: the one its own words say, or the one before it.
fn changes(sentence: &Sentence, first: usize) -> Option<Vec<(usize, i8)>> {
    let unit = sentence.numbers[first].unit;
    let mut found = vec![(first, direction(sentence.lead(first))?)];
    for at in first + 1..sentence.numbers.len() {
        let between = sentence.between(sentence.numbers[at - 1].end, sentence.numbers[at].start);
        let words = between.trim_start_matches(['、', '，', '和', '及', '与', ' ']).trim_end();
        let own = ["增长", "上升", "增加", "提高"].contains(&words).then_some(1);
        let own = own.or_else(|| ["下降", "减少", "降低", "回落"].contains(&words).then_some(-1));
        let sign = own.or(words.is_empty().then_some(found[found.len() - 1].1));
        let Some(sign) = sign.filter(|_| sentence.numbers[at].unit == unit && !between.is_empty()) else { break };
        found.push((at, sign));
    }
    (found.len() > 1).then_some(found)
}

/// The change of the one of two figures that its words name: 前者同比增长10.0%.
fn by_place(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>], at: usize) -> Option<Diagnostic> {
    let lead = sentence.lead(at);
    let place = BY_PLACE.iter().position(|word| lead.contains(word))?;
    let (Role::Change(sign) | Role::Rate(sign)) = sentence.roles[at] else { return None };
    let plain = (0..at).filter(|at| sentence.roles[*at] == Role::Plain);
    let (count, own) = (plain.clone().count(), plain.clone().nth(place)?);
    let number = &sentence.numbers[own];
    let over_year = LAST_YEAR.iter().chain(&["同比"]).any(|word| lead.contains(word));
    let known = stated[own].as_ref().filter(|_| over_year && count == 2 && !sentence.numbers[at].is_rough)?;
    match verdict(prose, sentence, (&sentence.numbers[at], sign), &Current::counted(number, known)) {
        Verdict::Wrong(finding) => Some(finding),
        Verdict::Holds | Verdict::Unknown => None,
    }
}

fn verdict(prose: &Prose, sentence: &Sentence, (number, sign): (&Number, i8), current: &Current) -> Verdict {
    match number.unit {
        Unit::Percent | Unit::Times => wrong_rate(prose, sentence, (number, sign), current),
        _ => wrong_change(prose, sentence, (number, Value::from(sign) * number.value), current),
    }
}
