//! A change or a rate of a figure, worked out again by last year's: base = this year − change, rate = change ÷ base (S402).

use crate::diagnostic::{Code, Diagnostic, Span};

use super::number::{Number, ONE, Unit, Value};
use super::scope::is_partial;
use super::sentence::Sentence;
use super::statement::Stated;
use super::{Prose, figure, percent};

/// The figure that a change is said of.
#[derive(Clone, Copy)]
pub struct Current<'n> {
    pub number: &'n Number<'n>,
    pub stated: Option<&'n Stated>,
    /// Last year's figure as the sentence gives it, or as the change lets it be worked out.
    pub base: Option<Value>,
    /// One in the last digit that this base is shown with.
    pub base_step: Value,
    /// Whether the sentence gives it beside this one: 由25件减为21件.
    pub is_pair: bool,
    /// Whether the base is no more than what a change leaves.
    pub is_derived: bool,
    /// Whether that was in another year than the last.
    pub is_older: bool,
    pub change: Option<Value>,
}

impl<'n> Current<'n> {
    pub fn of(number: &'n Number<'n>) -> Current<'n> {
        let (is_pair, is_derived, is_older) = (false, false, false);
        Current { number, stated: None, base: None, base_step: 0, is_pair, is_derived, is_older, change: None }
    }

    /// A figure with what it counts, whose base stands in the tables.
    pub fn counted(number: &'n Number<'n>, stated: &'n Stated) -> Current<'n> {
        Current { stated: Some(stated), ..Current::of(number) }
    }

    /// A figure with last year's.
    pub fn since(number: &'n Number<'n>, base: Value) -> Current<'n> {
        Current { base: Some(base), ..Current::of(number) }
    }
}

/// What came of working a change out again.
pub enum Verdict {
    Unknown,
    Holds,
    Wrong(Diagnostic),
}

/// What the tables give for last year, in each of the sums that may be meant and that this year's figure fits.
fn bases(prose: &Prose, current: &Current) -> Vec<Value> {
    let (Some(stated), Some(last)) = (current.stated, prose.last) else { return Vec::new() };
    let base = |sum: &Vec<u32>| {
        let now = prose.total(prose.report, sum).filter(|now| current.number.shows(*now));
        now.and_then(|_| prose.total(last, &prose.cells_of_last_year(sum)?))
    };
    stated.sums.iter().filter_map(base).collect()
}

pub fn wrong_change(
    prose: &Prose,
    sentence: &Sentence,
    (number, change): (&Number, Value),
    current: &Current,
) -> Verdict {
    let now = current.number.value;
    let bases = match current.base {
        Some(base) => vec![base],
        None if is_partial(sentence, current.number) => return Verdict::Unknown,
        None => bases(prose, current),
    };
    // Each may have been rounded: 10.4万件，较上年的9.8万件增加0.5万件.
    let rounded = |step: Value| if step > ONE || current.number.unit == Unit::Money { step } else { 0 };
    let room = [current.number.step, current.base_step, number.step].into_iter().map(rounded).sum::<Value>();
    let holds = |base: &Value| (now - base - change).abs() * 2 <= room;
    // The sum that comes nearest is the one that was meant.
    let nearest = bases.iter().min_by_key(|base| (now - **base - change).abs());
    let Some(base) = nearest else { return Verdict::Unknown };
    if bases.iter().any(holds) {
        return Verdict::Holds;
    }
    let calculation = format!("{} － {} ＝ {}", figure(now), figure(*base), figure(now - base));
    Verdict::Wrong(finding(prose, sentence, number, calculation))
}

pub fn wrong_rate(prose: &Prose, sentence: &Sentence, (number, sign): (&Number, i8), current: &Current) -> Verdict {
    let now = current.number.value;
    let bases = match current.base {
        Some(base) => vec![base],
        None if is_partial(sentence, current.number) => return Verdict::Unknown,
        None => bases(prose, current),
    };
    let scale = if number.unit == Unit::Times { 100 } else { 1 };
    // 是上年的3倍 is twice as many more.
    let more = if number.unit == Unit::Times && is_multiple(sentence, number) { ONE } else { 0 };
    let shown = Number { value: (number.value - more) * scale, step: number.step * scale, ..number.clone() };
    // A figure in 万 or with decimals leaves the rate some room.
    let exact = current.number.step.max(current.base_step) <= ONE;
    let holds = |base: &Value| {
        let rate = |now: Value, base: Value| (now - base) * 100 * ONE / base.max(1);
        let signed = rate(now, *base) * Value::from(sign);
        *base <= 0
            || shown.shows(signed)
            || (!exact && {
                let (room, of_base) = (current.number.step, current.base_step / 2);
                let (low, high) = (rate(now - room, base + of_base), rate(now + room, base - of_base));
                let (low, high) = (low * Value::from(sign), high * Value::from(sign));
                (low.min(high)..=low.max(high)).contains(&shown.value)
            })
    };
    let off = |base: &Value| ((now - base) * 100 * ONE / base - shown.value * Value::from(sign)).abs();
    let nearest = bases.iter().filter(|base| **base > 0).min_by_key(|base| off(base));
    let Some(base) = nearest else { return Verdict::Unknown };
    if bases.iter().any(holds) {
        return Verdict::Holds;
    }
    let change = now - base;
    let calculation = format!(
        "（{} － {}）÷ {} ＝ {}",
        figure(now),
        figure(*base),
        figure(*base),
        percent(change * 100 * ONE / base)
    );
    Verdict::Wrong(finding(prose, sentence, number, calculation))
}

fn is_multiple(sentence: &Sentence, number: &Number) -> bool {
    sentence.text[..number.start].trim_end().ends_with('的')
}

pub fn finding(prose: &Prose, sentence: &Sentence, number: &Number, calculation: String) -> Diagnostic {
    let at = sentence.numbers.iter().position(|known| known == number).unwrap_or_default();
    let lead = sentence.lead(at);
    let from = sentence.offset(lead) + (lead.len() - lead.trim_start_matches(['、', ' ']).len());
    let finding = Diagnostic::new(Code::S402, Span::file(prose.file))
        .arg("said", sentence.between(from, number.end).trim())
        .arg("calculation", calculation);
    prose.at(finding, sentence, number.start..number.end)
}
