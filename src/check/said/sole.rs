//! Who made the one application that a figure counts: 上年结转1件，为自然人申请 (S401).

use crate::diagnostic::{Code, Diagnostic};

use super::Prose;
use super::against::finding;
use super::every::{PERSONS, kind_of, of_cells};
use super::number::ONE;
use super::scope::{has_partial, of_another_body};
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::{Proof, Stated, beside};
use super::vocabulary::{OF_OTHER_THINGS, PLACES};

pub fn check(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>], out: &mut Vec<Diagnostic>) {
    let one = |at: &usize| sentence.numbers[*at].value == ONE && sentence.roles[*at] == Role::Plain;
    if !(0..stated.len()).any(|at| one(&at) && stated[at].is_some()) {
        return;
    }
    let of_else = || OF_OTHER_THINGS.iter().chain(&PLACES).any(|word| sentence.text.contains(word));
    if of_else() || has_partial(sentence.text) {
        return;
    }
    out.extend((0..stated.len()).filter(one).filter_map(|at| wrong(prose, sentence, (at, stated[at].as_ref()?))));
}

fn wrong(prose: &Prose, sentence: &Sentence, (at, known): (usize, &Stated)) -> Option<Diagnostic> {
    let number = &sentence.numbers[at];
    let behind = sentence.text[number.end..].strip_prefix(['，', ',', '（', '('])?;
    let clause = behind.split(CLAUSE).next()?;
    let (kind, rest) = kind_of(clause.trim())?;
    let year = sentence.year(at).is_none_or(|year| year == prose.report.year) && !sentence.is_last_years(at);
    let sure = known.proof == Proof::Words && year && !number.is_rough && rest.is_empty();
    if !sure || of_another_body(prose, sentence.lead(at)) {
        return None;
    }
    let kind = if PERSONS.contains(&kind) { "自然人" } else { kind };
    let mut own = None;
    for sum in &known.sums {
        let cells = sum.iter().map(|cell| beside(prose.form, *cell, kind)).collect::<Option<Vec<_>>>()?.concat();
        let summed = sum.iter().all(|cell| prose.form.place(*cell).1.summed);
        match (prose.total(prose.report, sum)?, prose.total(prose.report, &cells)?) {
            (ONE, 0) if summed => own = own.or(Some(cells)),
            // Of several readings one that holds will do.
            (_, of_kind) if of_kind > 0 || !summed => return None,
            _ => {}
        }
    }
    let own = own?;
    let named = of_cells(prose.form, vec![own.clone()], known.from)?;
    let named = Stated { row: known.row.clone(), ..named };
    let start = sentence.offset(clause);
    let said = (sentence.between(known.from, start + clause.len()).trim(), "1");
    let found = finding(prose, Code::S401, (prose.report, *own.first()?, 0), &named, said);
    Some(prose.at(found, sentence, start..start + clause.len()))
}
