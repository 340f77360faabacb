//! What figures that stand in a row come to: any of it may be the whole of a share.

use super::Prose;
use super::number::{Number, Value};
use super::sentence::{Role, Sentence};
use super::share::of_tables;

/// What a figure and those beside it add up to, any of which may be the whole of its share: 自然人11件，企业2件，企业占15.4%.
pub fn of_runs(sentence: &Sentence, part: &Number) -> Vec<Value> {
    let counts = sentence.numbers.iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    let counts: Vec<&Number> = counts.map(|(number, _)| number).filter(|number| number.unit == part.unit).collect();
    let mut sums = Vec::new();
    for from in 0..counts.len() {
        let mut last = counts[from];
        let run = counts[from..].iter().scan(0, |sum, number| {
            // 收到3件，其中网络2件；予以公开2件: the list of parts is over.
            let over =
                sentence.between(last.end, number.start).contains(['；', ';']) && is_behind_among(sentence, last);
            last = number;
            *sum += number.value;
            (!over).then_some((*sum, number.start))
        });
        let with_part = run.filter(|(_, start)| counts[from].start <= part.start && part.start <= *start);
        sums.extend(with_part.map(|(sum, _)| sum).filter(|sum| *sum > part.value));
    }
    sums
}

/// Whether a figure stands in a list behind 其中.
fn is_behind_among(sentence: &Sentence, number: &Number) -> bool {
    let before = &sentence.text[..number.start];
    before.rsplit(['；', ';']).next().is_some_and(|own| own.contains("其中"))
}

/// Of what figures come to together all that the tables or the text before have, too: 网络92件、信函41件、当面14件，网络占62.6%.
pub fn known_runs(prose: &Prose, earlier: &[Number], runs: &[Value]) -> impl Iterator<Item = Value> {
    let known = of_tables(prose).into_iter().chain(earlier.iter().map(|number| number.value));
    known.filter(|whole| runs.contains(whole))
}
