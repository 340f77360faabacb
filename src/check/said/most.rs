//! Lists of shares of one whole, all but one of which are right (S403): 公开33件（32.0%），部分公开12件（11.7%）…; 公开75件，占37.9%；部分公开
//! 20件，占10.1%…; 占比分别为40.6%、12.5%、25.0%、9.4%.

use crate::diagnostic::Diagnostic;

use super::number::{Number, ONE, Unit, Value};
use super::sentence::{Role, Sentence};
use super::share::{Claim, is_plain, of_tables};
use super::vocabulary::GIVEN_IN_TURN;
use super::{Prose, extend_new};

/// With fewer shares nobody can tell which one is wrong.
const FEWEST: usize = 4;

/// A share, by its place, and the part that it is of.
type Shared = (usize, Value);

/// Shares that stand right behind their figures, in brackets or behind 占.
pub fn beside(prose: &Prose, (sentence, earlier): (&Sentence, &[Number]), out: &mut Vec<Diagnostic>) {
    let shared = |at: usize| {
        let (part, share) = (&sentence.numbers[at - 1], &sentence.numbers[at]);
        let between = sentence.text.get(part.end..share.start)?;
        let of_all = || {
            let words = between.trim_start_matches(['，', ',', '（', '(']);
            words.strip_prefix('占').is_some_and(is_plain)
        };
        let is_part = sentence.roles[at - 1] == Role::Plain && matches!(part.unit, Unit::Count(_));
        let is_share = share.unit == Unit::Percent && is_part && (matches!(between, "（" | "(") || of_all());
        is_share.then_some((at, part.value))
    };
    let claims: Vec<Shared> = (1..sentence.numbers.len()).filter_map(shared).collect();
    odd_one(prose, (sentence, earlier), &claims, out);
}

/// Shares that are given in turn for the figures before them.
pub fn given_in_turn(prose: &Prose, (sentence, earlier): (&Sentence, &[Number]), out: &mut Vec<Diagnostic>) {
    let begins = |at: &usize| {
        let lead = sentence.lead(*at);
        let in_turn = GIVEN_IN_TURN.iter().chain(&["各"]).any(|word| lead.contains(word));
        in_turn && lead.contains('占') && sentence.numbers[*at].unit == Unit::Percent
    };
    let Some(first) = (1..sentence.numbers.len()).find(begins) else { return };
    let count = 1 + (first + 1..sentence.numbers.len()).take_while(|at| follows_share(sentence, *at)).count();
    let Some(start) = first.checked_sub(count) else { return };
    let parts = &sentence.numbers[start..first];
    let plain = |at: usize| sentence.roles[at] == Role::Plain && matches!(sentence.numbers[at].unit, Unit::Count(_));
    let follows = !sentence.between(parts[0].end, sentence.numbers[first].start).contains(['；', ';']);
    if follows && (start..first).all(plain) {
        let claims: Vec<Shared> = parts.iter().zip(first..).map(|(part, at)| (at, part.value)).collect();
        odd_one(prose, (sentence, earlier), &claims, out);
    }
}

/// Whether a share stands right behind the figure before it.
fn follows_share(sentence: &Sentence, at: usize) -> bool {
    let between = sentence.between(sentence.numbers[at - 1].end, sentence.numbers[at].start).trim();
    sentence.numbers[at].unit == Unit::Percent && matches!(between, "、" | "和" | "及" | "，")
}

/// Whether shares behind 各占 are given in turn: 各占31.4%、31.0%、37.6%; but 各占50% is of each.
pub fn is_list_of_each(sentence: &Sentence) -> bool {
    let joined = |at: usize| sentence.numbers[at].unit == Unit::Percent && follows_share(sentence, at + 1);
    let each =
        |at: usize| sentence.text[..sentence.numbers[at].start].trim_end_matches(['比', '约', ' ']).ends_with("各占");
    sentence.text.contains("各占") && (0..sentence.numbers.len().saturating_sub(1)).any(|at| each(at) && joined(at))
}

/// Of shares the one that is none of the whole that all others are of, nor of any other that is named.
fn odd_one(prose: &Prose, (sentence, earlier): (&Sentence, &[Number]), claims: &[Shared], out: &mut Vec<Diagnostic>) {
    if claims.len() < FEWEST || claims.iter().any(|(at, _)| sentence.numbers[*at].is_rough) {
        return;
    }
    let figures = sentence.numbers.iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    let figures = figures.map(|(number, _)| number.value).chain(earlier.iter().map(|number| number.value));
    let wholes: Vec<Value> = figures.chain(of_tables(prose)).filter(|whole| *whole > 0).collect();
    let shows = |(at, part): &Shared, whole: Value| sentence.numbers[*at].shows(part * 100 * ONE / whole);
    let wrong = |whole: Value| -> Vec<&Shared> { claims.iter().filter(|claim| !shows(claim, whole)).collect() };
    let of_each = wholes.iter().map(|whole| (*whole, wrong(*whole)));
    let Some((whole, wrong)) = of_each.min_by_key(|(_, wrong)| wrong.len()) else { return };
    let [odd] = wrong[..] else { return };
    // 不予公开29件，占14.6%，其中执法案卷8件，占27.6%: of those.
    if wholes.iter().any(|whole| shows(odd, *whole)) {
        return;
    }
    let (at, part) = *odd;
    let share = &sentence.numbers[at];
    let finding = Claim { share, part, wholes: Vec::new(), whole }.wrong(prose, sentence, at);
    extend_new(finding, out);
}
