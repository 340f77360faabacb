//! Shares, worked out again (S403).

use crate::diagnostic::{Code, Diagnostic, Span};

use super::against::total;
use super::number::{Number, ONE, Unit, Value};
use super::sentence::{Role, Sentence};
use super::vocabulary::SHARE_FILLERS;
use super::{Prose, figure, percent};

/// Checks the shares of a sentence; `earlier` holds the figures of the sentences before it in the paragraph.
pub fn shares(prose: &Prose, (sentence, earlier): (&Sentence, &[Number]), out: &mut Vec<Diagnostic>) {
    if !sentence.roles.contains(&Role::Share) || sentence.text.contains("分别") {
        return;
    }
    for (at, share) in sentence.numbers.iter().enumerate().filter(|(at, _)| sentence.roles[*at] == Role::Share) {
        let lead = sentence.lead(at);
        let (subject, of) = lead.split_once('占').unwrap_or_default();
        // 两项合计占60.3% is a share of several parts.
        let several = ["合计", "两项", "三项", "共"].iter().any(|word| lead.contains(word));
        let named = subject.trim_matches(['，', '、', ' ', '约', '共', '各']);
        let Some((place, part)) = part_of(sentence, at, named) else { continue };
        if several || share.is_rough || !is_plain(of) || !matches!(part.unit, Unit::Count(_)) {
            continue;
        }
        let before = sentence.numbers[..place].iter().enumerate().filter(|(at, _)| sentence.roles[*at] == Role::Plain);
        let before = before.map(|(_, number)| number).chain(earlier);
        let alike =
            |whole: &&Number| matches!(whole.unit, Unit::Count(_)) && whole.value >= part.value && whole.value > 0;
        let mut wholes: Vec<Value> = before.filter(alike).map(|whole| whole.value).collect();
        let Some(&first) = wholes.iter().max() else { continue };
        wholes.extend(of_tables(prose));
        wholes.extend(of_runs(sentence, part));
        let holds = |whole: &Value| *whole > 0 && share.shows(part.value * 100 * ONE / whole);
        if wholes.iter().any(holds) || has_whole_of_another(sentence, at) {
            continue;
        }
        let calculation =
            format!("{} ÷ {} ＝ {}", figure(part.value), figure(first), percent(part.value * 100 * ONE / first));
        let finding = Diagnostic::new(Code::S403, Span::file(prose.file))
            .arg("said", sentence.text[sentence.offset(lead)..share.end].trim())
            .arg("calculation", calculation);
        out.push(prose.at(finding, sentence, share.start..share.end));
    }
}

/// The figure that a share is said of, and its place: the one before it, or the one that its own words name. With words
/// that stand before several figures (公开102件、部分公开22件，公开占40.3%) it cannot be told.
fn part_of<'s>(sentence: &'s Sentence, share: usize, named: &str) -> Option<(usize, &'s Number<'s>)> {
    let before = || sentence.numbers[..share].iter().enumerate();
    let sure = |(at, part): &(usize, &Number)| sentence.roles[*at] == Role::Plain && !part.is_rough;
    if named.is_empty() {
        return before().rev().find(|(at, _)| sentence.roles[*at] != Role::Other).filter(sure);
    }
    let mut alike = before().filter(sure).filter(|(at, _)| sentence.lead(*at).contains(named));
    alike.next().filter(|_| alike.next().is_none())
}

/// What a figure and those beside it add up to, any of which may be the whole of its share: 自然人11件，企业2件，企业占15.4%.
fn of_runs(sentence: &Sentence, part: &Number) -> Vec<Value> {
    let counts = sentence.numbers.iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    let counts: Vec<&Number> = counts.map(|(number, _)| number).filter(|number| number.unit == part.unit).collect();
    let mut sums = Vec::new();
    for from in 0..counts.len() {
        let run = counts[from..].iter().scan(0, |sum, number| {
            *sum += number.value;
            Some((*sum, number.start))
        });
        let with_part = run.filter(|(_, start)| counts[from].start <= part.start && part.start <= *start);
        sums.extend(with_part.map(|(sum, _)| sum).filter(|sum| *sum > part.value));
    }
    sums
}

/// Whether a share and an earlier one of the sentence are of one whole that is not named: 29件，占46.0%，…9件，占14.3%.
fn has_whole_of_another(sentence: &Sentence, at: usize) -> bool {
    let wholes = |at: usize| {
        let (share, (_, part)) = (&sentence.numbers[at], part_of(sentence, at, "")?);
        let whole = |share: Value| (share > 0).then(|| part.value * 100 * ONE / share);
        Some((whole(share.value + share.step)?, whole(share.value - share.step)?))
    };
    let Some((least, most)) = wholes(at) else { return false };
    let mut others = (0..at).filter(|other| sentence.roles[*other] == Role::Share).filter_map(wholes);
    others.any(|(low, high)| low <= most && least <= high)
}

/// Whether nothing but "of the total" stands between 占 and its rate: a share of something else cannot be checked.
fn is_plain(mut words: &str) -> bool {
    while let Some(rest) = SHARE_FILLERS.iter().find_map(|filler| words.trim_start().strip_prefix(filler)) {
        words = rest;
    }
    words.trim().is_empty()
}

/// The totals of every row that counts several kinds: a share may be of a whole that no sentence gives.
fn of_tables(prose: &Prose) -> Vec<Value> {
    let totals = prose.form.rows.iter().filter_map(|row| {
        let column = prose.form.columns(row).iter().rposition(|column| column.summed)?;
        total(prose.report, &[row.first + column as u32])
    });
    totals.collect()
}
