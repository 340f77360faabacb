//! Items of a list that stand in paragraphs of their own, behind one with their whole: 公开信息264条，重点是：1. 乡村振兴61条；… (S404).

use crate::diagnostic::Diagnostic;
use crate::markdown::{Kind, Paragraph};

use super::number::{ONE, Unit, Value};
use super::sentence::{Role, Sentence};
use super::sum::finding;
use super::vocabulary::{OVERLAPPING, THE_REST};
use super::{Prose, figure};

/// A list of fewer may leave things out, one of more is none.
const FEWEST: usize = 3;
const MOST: usize = 30;

/// An item has no more characters.
const LONGEST: usize = 60;

/// Holds the items that stand behind a paragraph which ends with a colon against the figures in it.
pub fn check(prose: &Prose, behind: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let words = prose.paragraph.words.trim_end();
    if !words.ends_with(['：', ':']) || OVERLAPPING.iter().any(|word| words.contains(word)) {
        return;
    }
    let mut items: Vec<(Value, Unit)> = Vec::new();
    let mut last = "";
    for item in behind.iter().take(MOST) {
        let text = item.words.trim();
        if !matches!(item.kind, Kind::Prose) || text.chars().count() > LONGEST {
            break;
        }
        let Some(counted) = counted(text) else { return };
        items.push(counted);
        last = text;
        if text.ends_with('。') {
            break;
        }
    }
    let Some(unit) = items.first().map(|(_, unit)| *unit) else { return };
    // Only with one for the others they surely are all.
    let rest = last.trim_start_matches(|c: char| c.is_ascii_digit() || ".、（）()".contains(c));
    let complete = THE_REST.iter().any(|word| rest.starts_with(word));
    if items.len() < FEWEST || !complete || items.iter().any(|(_, own)| *own != unit) {
        return;
    }
    let sum: Value = items.iter().map(|(value, _)| value).sum();
    out.extend(wrong(prose, sum, (&items, unit)));
}

/// The figure of an item, if it has but one that is no aside.
fn counted(text: &str) -> Option<(Value, Unit<'_>)> {
    let head = text.split(['（', '(']).next().unwrap_or_default();
    let sentence = Sentence::all(head).into_iter().next()?;
    let mut plain = sentence.numbers.iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    let (number, None) = (plain.next()?.0, plain.next()) else { return None };
    let exact = matches!(number.unit, Unit::Count(_) | Unit::Other(_)) && !number.is_rough && number.step == ONE;
    exact.then_some((number.value, number.unit))
}

fn wrong(prose: &Prose, sum: Value, (items, unit): (&[(Value, Unit)], Unit)) -> Option<Diagnostic> {
    let sentences = Sentence::all(&prose.paragraph.words);
    let plain =
        |sentence: &&Sentence, at: &usize| sentence.roles[*at] == Role::Plain && sentence.numbers[*at].unit == unit;
    let mut wholes = Vec::new();
    for sentence in &sentences {
        wholes.extend((0..sentence.numbers.len()).filter(|at| plain(&sentence, at)).map(|at| (sentence, at)));
    }
    let value = |(sentence, at): &(&Sentence, usize)| sentence.numbers[*at].value;
    let (sentence, at) = *wholes.first()?;
    let whole = &sentence.numbers[at];
    let off = (sum - whole.value).abs();
    let this_years = !sentence.is_last_years(at) && sentence.year(at).is_none_or(|year| year == prose.report.year);
    if wholes.iter().any(|whole| value(whole) == sum) || off * 10 > whole.value || whole.is_rough || !this_years {
        return None;
    }
    let list: Vec<String> = items.iter().map(|(value, _)| figure(*value)).collect();
    Some(finding(prose, sentence, whole, format!("{} ＝ {}", list.join(" ＋ "), figure(sum))))
}
