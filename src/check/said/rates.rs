//! Rates of cases by what they ended in, with no figure beside them (复议纠错率由上年的15.0%降到9.0%), and shares of what the sentence
//! before counted by name (镇街42件、部门743件。镇街占8.5%) (S403).

use crate::diagnostic::Diagnostic;
use crate::model::form::Names;

use super::number::{Number, ONE, Unit, Value};
use super::sentence::{Role, Sentence};
use super::share::{Claim, is_plain, of_tables};
use super::statement::{beside, sums};
use super::{Prose, named, vague};

/// Rates, and the column of what they count.
const OUTCOMES: [(&str, &str); 4] = [("纠错率", "纠正"), ("纠正率", "纠正"), ("败诉率", "纠正"), ("维持率", "维持")];
const CASES: [&str; 2] = ["复议", "诉讼"];

pub fn check(prose: &Prose, (sentence, last): (&Sentence, Option<&Sentence>), out: &mut Vec<Diagnostic>) {
    if !sentence.numbers.iter().any(|number| number.unit == Unit::Percent) {
        return;
    }
    if OUTCOMES.iter().any(|(rate, _)| sentence.text.contains(rate)) {
        out.extend((0..sentence.numbers.len()).filter_map(|at| of_cases(prose, sentence, at)));
    }
    if let Some(last) = last {
        of_last(prose, (sentence, last), out);
    }
}

/// A rate of reviews or suits that the tables do not give, with what is pending or without.
fn of_cases(prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
    let share = &sentence.numbers[at];
    let lead = match sentence.grown_from(at) {
        Some(from) => sentence.lead(from).rsplit_once(['由', '从'])?.0,
        None => sentence.lead(at).trim_end_matches(['为', '达', '到', '是', '仅', ' ']),
    };
    let (name, column) = OUTCOMES.iter().find_map(|(rate, column)| Some((lead.strip_suffix(rate)?, *column)))?;
    let name = name.trim_end_matches(['案', '件', '的', '结', '果', '、']);
    let case = CASES.iter().find(|case| name.ends_with(**case))?;
    let about = [sentence.text, prose.heading, prose.head].iter().any(|text| text.contains("信息公开"));
    let counted = sentence.numbers[..at].iter().any(|number| matches!(number.unit, Unit::Count(_)));
    let year = sentence.grown_from(at).map_or(at, |from| from);
    let own = sentence.grown_from(at).is_some() || named::of_this_year(prose, sentence, year);
    if share.unit != Unit::Percent || share.is_rough || !about || counted || !own || name.contains(['、', '和']) {
        return None;
    }
    let calls = |saying: &&crate::model::form::Saying| matches!(saying.names, Names::Rows(_)) && saying.is_called(case);
    let readings = sums(prose.form, prose.form.sayings.iter().find(calls)?, None)?;
    let of = |sum: &[u32], column: &str| -> Option<Value> {
        let cells = sum.iter().map(|cell| beside(prose.form, *cell, column)).collect::<Option<Vec<_>>>()?.concat();
        prose.total(prose.report, &cells)
    };
    let mut claims = Vec::new();
    for sum in &readings {
        let (part, whole) = (of(sum, column)?, prose.total(prose.report, sum)?);
        let (pending, other) = (of(sum, "未审结")?, of(sum, "其他结果")?);
        let wholes = vec![whole, whole - pending, whole - other, whole - pending - other];
        claims.push(Claim { share, part, wholes, whole });
    }
    // Where there were none no rate is wrong.
    let held = claims.iter().any(|claim| claim.holds() || claim.whole <= 0);
    claims.into_iter().next().filter(|_| !held)?.wrong(prose, sentence, at)
}

/// Shares of what the sentence before counted by name, one of which is none of the whole that another is of.
fn of_last(prose: &Prose, (sentence, last): (&Sentence, &Sentence), out: &mut Vec<Diagnostic>) {
    let counts = |sentence: &Sentence, at: usize| {
        let number = &sentence.numbers[at];
        sentence.roles[at] == Role::Plain && matches!(number.unit, Unit::Count(_)) && !number.is_rough
    };
    if (0..sentence.numbers.len()).any(|at| counts(sentence, at)) {
        return;
    }
    let parts: Vec<(&str, &Number)> = (0..last.numbers.len())
        .filter(|at| counts(last, *at))
        .map(|at| (last.lead(at).trim_matches(['、', '和', '及', ' ']), &last.numbers[at]))
        .collect();
    let whole: Value = parts.iter().map(|(_, part)| part.value).sum();
    let claim = |at: usize| -> Option<(usize, Claim)> {
        let share = Some(&sentence.numbers[at]).filter(|_| sentence.roles[at] == Role::Share)?;
        let (name, of) = sentence.lead(at).split_once('占')?;
        let name = vague::clean(name.trim_start_matches('、'));
        let mut own = parts.iter().filter(|(known, _)| *known == name && !name.is_empty());
        let (_, part) = own.next().filter(|_| is_plain(of) && !share.is_rough)?;
        let wholes = of_tables(prose).into_iter().chain([whole]).chain(parts.iter().map(|(_, part)| part.value));
        own.next().is_none().then(|| (at, Claim { share, part: part.value, wholes: wholes.collect(), whole }))
    };
    let claims: Vec<(usize, Claim)> = (0..sentence.numbers.len()).filter_map(claim).collect();
    let shows = |claim: &Claim| whole > 0 && claim.share.shows(claim.part * 100 * ONE / whole);
    if claims.iter().any(|(_, claim)| shows(claim)) {
        out.extend(claims.iter().filter_map(|(at, claim)| claim.wrong(prose, sentence, *at)));
    }
}
