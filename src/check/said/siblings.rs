//! Shares beside each part of a known whole, one of which is of another: 办结8件，予以公开5件，占71.4%，部分公开1件，占12.5%，无法提供2件，
//! 占25% (S403).

use crate::diagnostic::Diagnostic;

use super::number::{Number, ONE, Unit, Value};
use super::sentence::{CLAUSE, Role, Sentence};
use super::share::{Claim, is_plain, of_tables};
use super::{Prose, extend_new};

pub fn check(prose: &Prose, (sentence, earlier): (&Sentence, &[Number]), out: &mut Vec<Diagnostic>) {
    let shares = sentence.roles.iter().filter(|role| **role == Role::Share).count();
    if shares < 2 || ["其中", "合计", "共占", "分别"].iter().any(|word| sentence.text.contains(word)) {
        return;
    }
    let Some(first) = (1..sentence.numbers.len()).find(|at| is_beside(sentence, *at)) else { return };
    let places: Vec<usize> =
        (first..sentence.numbers.len()).step_by(2).take_while(|at| is_beside(sentence, *at)).collect();
    let parts: Vec<&Number> = places.iter().map(|at| &sentence.numbers[at - 1]).collect();
    let whole: Value = parts.iter().map(|part| part.value).sum();
    let is_whole = |number: &Number| number.value == whole && number.unit == parts[0].unit;
    let before = || sentence.numbers[..first - 1].iter().chain(earlier).any(is_whole);
    let alike = parts.iter().all(|part| part.unit == parts[0].unit);
    if places.len() < 2 || places.len() != shares || !alike || !(before() || of_tables(prose).contains(&whole)) {
        return;
    }
    let claim = |at: &usize| {
        let (part, share) = (sentence.numbers[at - 1].value, &sentence.numbers[*at]);
        Claim { share, part, wholes: vec![whole], whole }
    };
    let mut wrong = places.iter().filter(|at| !claim(at).holds());
    let (Some(at), None) = (wrong.next(), wrong.next()) else { return };
    // The last digit of one may be set so that all make up a hundred.
    let all: Value = places.iter().map(|at| sentence.numbers[*at].value).sum();
    let off = (claim(at).part * 100 * ONE / whole - sentence.numbers[*at].value).abs();
    if all != 100 * ONE || off > sentence.numbers[*at].step * 2 {
        extend_new(claim(at).wrong(prose, sentence, *at), out);
    }
}

/// Whether a figure is the share of nothing but the part right before it.
fn is_beside(sentence: &Sentence, at: usize) -> bool {
    let (part, share) = (&sentence.numbers[at - 1], &sentence.numbers[at]);
    let between = sentence.between(part.end, share.start);
    let of = between.strip_prefix(['，', ',', '（', '(']).and_then(|rest| rest.strip_prefix('占'));
    let counts = matches!(part.unit, Unit::Count(_)) && sentence.roles[at - 1] == Role::Plain && !part.is_rough;
    counts
        && sentence.roles[at] == Role::Share
        && !share.is_rough
        && of.is_some_and(|of| is_plain(of) && !of.contains(CLAUSE))
}
