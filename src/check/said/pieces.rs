//! Figures that are no more than pieces of what the tables count: two reasons of one row (信息不存在2件、不属于本机关公开8件), and
//! cases that were decided, beside those that are pending.

use super::Prose;
use super::number::{Number, Value};
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::{Stated, beside};

/// What a figure is called, and what another is that many offices count in the same row.
const PIECES: [(&[&str], &[&str]); 2] = [
    (&["同意公开", "予以公开"], &["已公开", "已主动公开"]),
    (&["不存在", "无法提供"], &["不属于本", "不属本", "非本机关", "职责"]),
];

/// Whether a figure that is not what the tables of a year have is a piece of it.
pub fn explain(
    prose: &Prose,
    (sentence, at, stated): (&Sentence, usize, &[Option<Stated>]),
    (known, totals): (&Stated, &[Value]),
    year: i16,
) -> bool {
    of_row(sentence, (at, stated), totals)
        || year == prose.report.year && of_decided(prose, (sentence, at), &known.sums)
}

/// Whether a figure with others of its row in the sentence comes to no more than the row has.
fn of_row(sentence: &Sentence, (at, stated): (usize, &[Option<Stated>]), totals: &[Value]) -> bool {
    let (number, lead) = (&sentence.numbers[at], sentence.lead(at));
    let names = |words: &[&str], lead: &str| words.iter().any(|word| lead.contains(word));
    let part = ["部分", "不予", "不同意"];
    let Some((_, others)) = PIECES.iter().find(|(own, _)| names(own, lead) && !names(&part, lead)) else {
        return false;
    };
    let is_piece = |(other, number_of): &(usize, &Number)| {
        *other != at
            && sentence.roles[*other] == Role::Plain
            && stated[*other].is_none()
            && number_of.unit == number.unit
            && names(others, sentence.lead(*other))
    };
    let mut pieces = sentence.numbers.iter().enumerate().filter(is_piece).map(|(_, piece)| piece.value).peekable();
    let most = totals.iter().max().copied().unwrap_or_default();
    pieces.peek().is_some() && number.value + pieces.sum::<Value>() <= most
}

/// Whether a figure that is said to be of decided cases is what the tables have without those pending: 复议已审结3件.
fn of_decided(prose: &Prose, (sentence, at): (&Sentence, usize), sums: &[Vec<u32>]) -> bool {
    const ENDED: [&str; 4] = ["审结", "办结", "结案", "审理完毕"];
    let number = &sentence.numbers[at];
    let behind = sentence.text[number.end..].split(CLAUSE).next().unwrap_or_default();
    let says = [sentence.lead(at), behind].iter().any(|words| {
        ENDED.iter().any(|word| words.contains(word))
            && !["未审结", "未结案", "未办结"].iter().any(|word| words.contains(word))
    });
    says && sums.iter().any(|sum| decided(prose, sum).is_some_and(|decided| number.shows(decided)))
}

/// How many cases of a sum the tables have that are not pending.
pub fn decided(prose: &Prose, sum: &[u32]) -> Option<Value> {
    let across = |cell: &u32| prose.form.tables[prose.form.place(*cell).0.table].across;
    let pending = sum.iter().filter(|cell| across(cell)).map(|cell| beside(prose.form, *cell, "未审结"));
    let pending = pending.collect::<Option<Vec<_>>>().filter(|cells| cells.len() == sum.len())?.concat();
    Some(prose.total(prose.report, sum)? - prose.total(prose.report, &pending)?)
}
