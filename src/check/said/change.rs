//! Changes against last year, worked out again (S402): base = this year − change, rate = change ÷ base.

use crate::diagnostic::{Code, Diagnostic};

use super::against::total;
use super::number::{Number, ONE, Unit, Value};
use super::scope::is_partial;
use super::sentence::{Role, Sentence};
use super::statement::Stated;
use super::vocabulary::{COMPARISONS, FILLERS, LAST_YEAR, LESS, MORE, OTHER_BASES};
use super::{Prose, figure, percent};

/// The figure that a change is said of.
struct Current<'n> {
    number: &'n Number<'n>,
    stated: Option<&'n Stated>,
    /// Last year's figure as the sentence gives it, or as the change lets it be worked out.
    base: Option<Value>,
    change: Option<Value>,
}

/// Checks every change and rate of a sentence that speaks of last year.
pub fn check(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>], out: &mut Vec<Diagnostic>) {
    if sentence.numbers.is_empty() {
        return;
    }
    let last = (prose.report.year - 1).to_string();
    let compares = LAST_YEAR.iter().any(|word| sentence.text.contains(word))
        || ["同比", &last].iter().any(|word| sentence.text.contains(word));
    if !compares || OTHER_BASES.iter().any(|word| sentence.text.contains(word)) {
        return;
    }
    let mut current: Option<Current> = None;
    let mut base: Option<&Number> = None;
    // Whether the last comparison was with another year than the one before.
    let mut of_other_year = false;
    for (at, number) in sentence.numbers.iter().enumerate() {
        if matches!(sentence.roles[at], Role::Change(_) | Role::Rate(_)) {
            let year = sentence.compared_with(at);
            let of_last = LAST_YEAR.iter().any(|word| sentence.lead(at).contains(word));
            of_other_year = year.map_or(of_other_year && !of_last, |year| year != prose.report.year - 1);
            if of_other_year || ["依次", "分别"].iter().any(|word| sentence.lead(at).contains(word)) {
                continue;
            }
        }
        match sentence.roles[at] {
            _ if number.is_rough => current = None,
            Role::Plain if sentence.is_last_years(at) || sentence.year(at) == Some(prose.report.year - 1) => {
                base = Some(number);
                if let Some(current) = current.as_mut().filter(|current| current.number.unit == number.unit) {
                    current.base = Some(number.value);
                }
            }
            Role::Plain => {
                of_other_year = false;
                // 由上年的160件增加到194件
                let from = sentence.grown_from(at).map(|from| &sentence.numbers[from]);
                let grown = from.is_some() || sentence.lead(at).trim_end().ends_with(['到', '至']);
                let base = from.or(base.take());
                let base = base.filter(|base| grown && base.unit == number.unit).map(|base| base.value);
                current = Some(Current { number, stated: stated[at].as_ref(), base, change: None });
            }
            Role::Change(sign) => {
                // 总量比上年增加37条 speaks of the whole that the parts before it belong to.
                if is_whole(sentence, at) {
                    current =
                        whole(sentence, at).map(|number| Current { number, stated: None, base: None, change: None });
                }
                let direct = |current: &Current| is_whole(sentence, at) || follows(sentence, current.number, number);
                let Some(current) =
                    current.as_mut().filter(|current| current.number.unit == number.unit && direct(current))
                else {
                    current = None;
                    continue;
                };
                let change = Value::from(sign) * number.value;
                out.extend(wrong_change(prose, sentence, (number, change), current));
                current.change = Some(change);
                current.base = current.base.or(Some(current.number.value - change));
            }
            Role::Rate(sign) => {
                let near = |current: &Current| current.change.is_some() || follows(sentence, current.number, number);
                if let Some(current) = current.take().filter(near) {
                    out.extend(wrong_rate(prose, sentence, (number, sign), &current));
                }
            }
            Role::Share => {}
            Role::Other => {
                // A year stands between; anything else that is counted begins something new.
                if number.unit != Unit::None {
                    current = None;
                }
            }
        }
    }
}

/// Whether a change is said of a whole.
fn is_whole(sentence: &Sentence, at: usize) -> bool {
    ["总量", "总数"].iter().any(|word| sentence.lead(at).contains(word))
}

/// The largest count before a change, in its unit.
fn whole<'s>(sentence: &'s Sentence, at: usize) -> Option<&'s Number<'s>> {
    let before = sentence.numbers[..at].iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    let alike = before.map(|(number, _)| number).filter(|number| number.unit == sentence.numbers[at].unit);
    alike.max_by_key(|number| number.value)
}

/// Whether a change is surely said of the figure before it: it is the only count of the sentence so far, or nothing but
/// a comparison stands between.
fn follows(sentence: &Sentence, current: &Number, change: &Number) -> bool {
    // 诉讼7件，维持3件、未审结2件，较上年少1件: of the whole, perhaps.
    let at = sentence.numbers.iter().position(|known| known == current).unwrap_or_default();
    let behind_list = sentence.lead(at).starts_with('、') && sentence.text[current.end..].starts_with(['，', ',']);
    if behind_list {
        return false;
    }
    let counts =
        sentence.numbers.iter().zip(&sentence.roles).filter(|(number, role)| {
            **role == Role::Plain && number.end <= change.start && number.unit == current.unit
        });
    let mut between = sentence.text[current.end..change.start].to_owned();
    for number in sentence.numbers.iter().filter(|number| current.end <= number.start && number.end <= change.start) {
        let written = &sentence.text[number.start..number.end];
        between = between.replace(&format!("{written}年"), "").replace(written, "");
    }
    let words = COMPARISONS.iter().chain(&MORE).chain(&LESS).chain(&FILLERS).chain(&["比", "较", "的"]);
    let rest = words.fold(between, |rest, word| rest.replace(word, ""));
    counts.count() == 1 || rest.chars().all(|c| !c.is_alphabetic())
}

/// What the tables give for last year, in each of the sums that may be meant and that this year's figure fits.
fn bases(prose: &Prose, current: &Current) -> Vec<Value> {
    let (Some(stated), Some(last)) = (current.stated, prose.last) else { return Vec::new() };
    let base = |sum: &Vec<u32>| {
        let now = total(prose.report, sum).filter(|now| current.number.shows(*now));
        now.and_then(|_| total(last, &prose.cells_of_last_year(sum)?))
    };
    stated.sums.iter().filter_map(base).collect()
}

fn wrong_change(
    prose: &Prose,
    sentence: &Sentence,
    (number, change): (&Number, Value),
    current: &Current,
) -> Option<Diagnostic> {
    let now = current.number.value;
    let bases = match current.base {
        Some(base) => vec![base],
        None if is_partial(sentence, current.number) => Vec::new(),
        None => bases(prose, current),
    };
    let step = current.number.step.max(number.step);
    let holds = |base: &Value| (now - base - change).abs() * 2 <= step;
    // The sum that comes nearest is the one that was meant.
    let nearest = bases.iter().min_by_key(|base| (now - **base - change).abs());
    let base = nearest.filter(|_| !bases.iter().any(holds))?;
    let calculation = format!("{} － {} ＝ {}", figure(now), figure(*base), figure(now - base));
    Some(finding(prose, sentence, number, calculation))
}

fn wrong_rate(
    prose: &Prose,
    sentence: &Sentence,
    (number, sign): (&Number, i8),
    current: &Current,
) -> Option<Diagnostic> {
    let now = current.number.value;
    let bases = match current.base {
        Some(base) => vec![base],
        None if is_partial(sentence, current.number) => return None,
        None => bases(prose, current),
    };
    let scale = if number.unit == Unit::Times { 100 } else { 1 };
    let shown = Number { value: number.value * scale, step: number.step * scale, ..number.clone() };
    // A figure in 万 or with decimals leaves the rate some room.
    let exact = current.number.step <= ONE;
    let holds = |base: &Value| {
        let rate = |now: Value| (now - base) * 100 * ONE / base;
        let signed = rate(now) * Value::from(sign);
        *base <= 0
            || shown.shows(signed)
            || (!exact && {
                let room = current.number.step;
                let (low, high) = (rate(now - room) * Value::from(sign), rate(now + room) * Value::from(sign));
                (low.min(high)..=low.max(high)).contains(&shown.value)
            })
    };
    let off = |base: &Value| ((now - base) * 100 * ONE / base - shown.value * Value::from(sign)).abs();
    let nearest = bases.iter().filter(|base| **base > 0).min_by_key(|base| off(base));
    let base = nearest.filter(|_| !bases.iter().any(holds))?;
    let change = now - base;
    let calculation = format!(
        "（{} － {}）÷ {} ＝ {}",
        figure(now),
        figure(*base),
        figure(*base),
        percent(change * 100 * ONE / base)
    );
    Some(finding(prose, sentence, number, calculation))
}

fn finding(prose: &Prose, sentence: &Sentence, number: &Number, calculation: String) -> Diagnostic {
    let at = sentence.numbers.iter().position(|known| known == number).unwrap_or_default();
    let lead = sentence.lead(at);
    let from = sentence.offset(lead) + (lead.len() - lead.trim_start_matches(['、', ' ']).len());
    let finding = Diagnostic::new(Code::S402, crate::diagnostic::Span::file(prose.file))
        .arg("said", sentence.text[from..number.end].trim())
        .arg("calculation", calculation);
    prose.at(finding, sentence, number.start..number.end)
}
