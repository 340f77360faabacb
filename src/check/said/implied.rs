//! What a sentence names in brief (许可50件) or not at all (自然人15件), and whether the figures around it bear out that the
//! table is meant.

use crate::model::Form;
use crate::model::form::{Names, Saying};

use super::Prose;
use super::against::{judged, total};
use super::sentence::Sentence;
use super::statement::Stated;
use super::vocabulary::{BEFORE_SHORT, BEHIND_SHORT};

/// Where a word that names something in brief stands alone before a figure.
pub fn alone(word: &str, lead: &str) -> Option<(usize, usize)> {
    let mut words = lead.trim_end();
    while let Some(rest) = BEHIND_SHORT.iter().find_map(|filler| words.strip_suffix(filler)) {
        words = rest.trim_end();
    }
    let mut before = words.strip_suffix(word)?;
    let place = (before.len(), words.len());
    while let Some(rest) = BEFORE_SHORT.iter().find_map(|filler| before.strip_suffix(filler)) {
        before = rest;
    }
    before.trim().is_empty().then_some(place)
}

/// The rows of columns that a sentence names none for before their figure: those that its clauses name without one
/// (未制发规范性文件，现行有效2件), else those that are meant where none is named; and whether that must be borne out.
pub fn unspoken<'p>(
    (sentence, sayings): (&Sentence, &[&'p Saying]),
    lead: &str,
    (form, columns): (&Form, &Saying),
) -> Vec<(&'p Saying, bool)> {
    let before = &sentence.text[..sentence.offset(lead) + lead.len()];
    let rows = || sayings.iter().copied().filter(|saying| matches!(saying.names, Names::Rows(_)));
    let is_free = |saying: &&Saying| !saying.never.iter().any(|word| before.contains(&**word));
    let sure = &before[..before.len() - lead.len()];
    let named = |saying: &&Saying| saying.about.is_empty() && mention(saying, sure, false).is_some();
    let found: Vec<_> = rows().filter(named).filter(is_free).map(|saying| (saying, false)).collect();
    if !found.is_empty() {
        return found;
    }
    let Names::Columns(table, _) = &columns.names else { return found };
    let of_table = |saying: &&Saying| table_of(form, saying) == Some(*table);
    let mentioned = rows().filter(of_table).filter_map(|saying| Some((mention(saying, before, true)?, saying)));
    let nearest = mentioned.max_by_key(|(end, _)| *end).map(|(_, saying)| saying);
    let meant = rows().filter(of_table).filter(|saying| saying.implied);
    nearest.into_iter().chain(meant).map(|saying| (saying, true)).collect()
}

/// Where a text last names rows, in full or, where that will do, in brief.
fn mention(saying: &Saying, text: &str, in_brief: bool) -> Option<usize> {
    let in_full = saying.words.iter().filter(|pattern| !pattern.before.is_empty()).filter_map(|pattern| {
        pattern.before.iter().try_fold(0, |from, word| Some(from + text[from..].find(&**word)? + word.len()))
    });
    let short = saying.short.iter().filter(|_| in_brief).filter_map(|word| Some(text.rfind(&**word)? + word.len()));
    in_full.chain(short).max()
}

fn table_of(form: &Form, rows: &Saying) -> Option<usize> {
    let Names::Rows(sums) = &rows.names else { return None };
    Some(form.rows[*sums.first()?.first()?].table)
}

/// Leaves out what is implied where the figures of the paragraph do not bear it out: in the same table, twice as many must
/// agree with this year's cells as differ.
pub fn bear_out(prose: &Prose, sentences: &[Sentence], stated: &mut [Vec<Option<Stated>>]) {
    if !stated.iter().flatten().flatten().any(|stated| stated.implied) {
        return;
    }
    let table = |stated: &Stated| stated.sums.first()?.first().map(|cell| prose.form.place(*cell).0.table);
    let mut tally = vec![(0, 0); prose.form.tables.len()];
    for (sentence, stated) in sentences.iter().zip(stated.iter()) {
        for (at, known, year) in judged(prose, sentence, stated) {
            let number = &sentence.numbers[at];
            let Some(table) = table(known).filter(|_| year == prose.report.year) else { continue };
            let totals = known.sums.iter().filter_map(|sum| total(prose.report, sum));
            match totals.filter(|total| number.shows(*total)).max() {
                Some(0) => {}
                Some(_) => tally[table].0 += 1,
                None => tally[table].1 += 1,
            }
        }
    }
    for stated in stated.iter_mut().flatten() {
        let holds = |stated: &Stated| {
            let (agree, differ) = table(stated).map_or((0, 1), |table| tally[table]);
            !stated.implied || agree > 0 && agree >= 2 * differ
        };
        if !stated.as_ref().is_none_or(holds) {
            *stated = None;
        }
    }
}
