//! Figures that are meant roughly and are off all the same: 增长近五成 (S402), 占不到三成 (S403), 行政处罚1.1万余件 (S401).

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::form::Saying;

use super::against::{self, judged};
use super::number::{Number, ONE, Unit, Value};
use super::scope::is_partial;
use super::sentence::{CLAUSE, Role, Sentence, direction};
use super::share::{is_plain, of_tables};
use super::statement::{Stated, of_rough};
use super::vocabulary::{ABOUT, COMPARISONS, FILLERS, LESS, MORE, PLACES};
use super::{Prose, figure, percent};

/// Which way a rough figure may be off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Below,
    Above,
    Around,
}

pub fn check(
    prose: &Prose,
    (sentence, earlier): (&Sentence, &[Number]),
    (stated, sayings): (&[Option<Stated>], &[&Saying]),
    out: &mut Vec<Diagnostic>,
) {
    if !sentence.numbers.iter().any(|number| number.is_rough) {
        return;
    }
    let is_tenths = |number: &Number| number.unit == Unit::Percent && sentence.text[..number.end].ends_with('成');
    for (at, number) in sentence.numbers.iter().enumerate().filter(|(_, number)| number.is_rough) {
        if is_tenths(number) {
            out.extend(tenths(prose, (sentence, earlier), stated, at));
        } else {
            out.extend(count(prose, sentence, sayings, at));
        }
    }
}

/// By the words around a figure, on which side of it the exact one lies; `None` where it is one end of a range.
fn side(sentence: &Sentence, number: &Number) -> Option<Side> {
    let before = sentence.text[..number.start].trim_end();
    let written = &sentence.text[number.start..];
    let behind = &sentence.text[number.end..];
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let digits =
        written.trim_start_matches(|c: char| c.is_numeric() || "一二两三四五六七八九十百千万亿.． ".contains(c));
    match () {
        () if ends(&["至", "到", "-", "~", "～", "—"]) && !ends(&["不到"]) => None,
        () if ends(&["近", "不到", "不足"]) || behind.starts_with("以下") => Some(Side::Below),
        () if ends(&["超", "超过", "逾", "突破"]) || digits.starts_with(['余', '多']) => Some(Side::Above),
        () if ["以上", "多", "余"].iter().any(|word| behind.starts_with(word)) => Some(Side::Above),
        () => Some(Side::Around),
    }
}

/// A share or a rate in tenths, of the figure right before it.
fn tenths(
    prose: &Prose,
    (sentence, earlier): (&Sentence, &[Number]),
    stated: &[Option<Stated>],
    at: usize,
) -> Option<Diagnostic> {
    let (number, before) = (&sentence.numbers[at], at.checked_sub(1)?);
    let part = &sentence.numbers[before];
    let between = sentence.text[part.end..number.start].trim_start_matches(['，', ',', '、']);
    if between.contains(CLAUSE) {
        return None;
    }
    let (_, known, _) = judged(prose, sentence, stated)
        .into_iter()
        .find(|(place, _, year)| *place == before && *year == prose.report.year)?;
    let words = ABOUT.iter().fold(between, |words, about| words.trim_end().trim_end_matches(about));
    let (low, high) = match side(sentence, number)? {
        Side::Below => (number.value - 10 * ONE, number.value),
        Side::Above => (number.value, number.value + 10 * ONE),
        Side::Around => (number.value - 5 * ONE, number.value + 5 * ONE),
    };
    let holds = |exact: Value| (low - ONE..=high + ONE).contains(&exact);
    if let Some(of) = words.strip_prefix('占') {
        let all = sentence.numbers.iter().chain(earlier).filter(|whole| whole.unit == part.unit && !whole.is_rough);
        let wholes = all.map(|whole| whole.value).chain(of_tables(prose)).filter(|whole| *whole >= part.value.max(1));
        let shares: Vec<(Value, Value)> = wholes.map(|whole| (part.value * 100 * ONE / whole, whole)).collect();
        let wrong = is_plain(of) && !shares.iter().any(|(share, _)| holds(*share));
        let (share, whole) =
            shares.into_iter().filter(|_| wrong).min_by_key(|(share, _)| (share - number.value).abs())?;
        let calculation = format!("{} ÷ {} ＝ {}", figure(part.value), figure(whole), percent(share));
        return Some(finding(prose, Code::S403, sentence, (between, number), calculation));
    }
    let compares = COMPARISONS.iter().chain(&MORE).chain(&LESS).chain(&FILLERS);
    let rest = compares.fold(words.to_owned(), |rest, word| rest.replace(word, ""));
    let sign = Value::from(direction(words).filter(|_| !rest.contains(char::is_alphabetic))?);
    let rate = |sum: &Vec<u32>| {
        let now = prose.total(prose.report, sum).filter(|now| part.shows(*now))?;
        let last = prose.total(prose.last?, &prose.cells_of_last_year(sum)?).filter(|last| *last > 0)?;
        Some(((now - last) * 100 * ONE / last, now, last))
    };
    let rates: Vec<(Value, Value, Value)> = known.sums.iter().filter_map(rate).collect();
    let (rate, now, last) = *rates.first().filter(|_| !rates.iter().any(|(rate, ..)| holds(rate * sign)))?;
    let (now, last) = (figure(now), figure(last));
    let calculation = format!("（{now} － {last}）÷ {last} ＝ {}", percent(rate));
    Some(finding(prose, Code::S402, sentence, (between, number), calculation))
}

fn finding(
    prose: &Prose,
    code: Code,
    sentence: &Sentence,
    (words, number): (&str, &Number),
    calculation: String,
) -> Diagnostic {
    let said = &sentence.text[sentence.offset(words)..number.end];
    let finding = Diagnostic::new(code, Span::file(prose.file)).arg("said", said).arg("calculation", calculation);
    prose.at(finding, sentence, number.start..number.end)
}

/// A count that is said to be somewhat more or less than the figure: 1.1万余件, 近200件.
fn count(prose: &Prose, sentence: &Sentence, sayings: &[&Saying], at: usize) -> Option<Diagnostic> {
    let number = &sentence.numbers[at];
    if sentence.roles[at] != Role::Plain || !matches!(number.unit, Unit::Count(_)) {
        return None;
    }
    let year = sentence.year(at).is_none_or(|year| year == prose.report.year);
    let scoped = || PLACES.iter().any(|word| sentence.text.contains(word)) || is_partial(sentence, number);
    if !year || sentence.is_last_years(at) || sentence.is_of_years(at) || scoped() {
        return None;
    }
    // 60余 is less than 70, 1.1万余 less than 1.2万.
    let mut unit = number.step;
    while number.value % (unit * 10) == 0 && unit * 10 <= number.value {
        unit *= 10;
    }
    let (low, high) = match side(sentence, number)? {
        Side::Below => (number.value - unit, number.value + number.value / 20),
        Side::Above => (number.value - number.value / 20, number.value + unit),
        Side::Around => return None,
    };
    let known = of_rough(prose, sentence, sayings, at)?;
    let totals: Vec<Value> = known.sums.iter().map(|sum| prose.total(prose.report, sum)).collect::<Option<_>>()?;
    let expected = *totals.first().filter(|_| !totals.iter().any(|total| (low..=high).contains(total)))?;
    let lead = sentence.offset(sentence.lead(at));
    let said = sentence.text[known.from.max(lead).min(number.start)..number.end].trim();
    let found = &sentence.text[number.start..number.end];
    let cell = *known.sums.first()?.first()?;
    let finding = against::finding(prose, Code::S401, (prose.report, cell, expected), &known, (said, found));
    Some(prose.at(finding, sentence, number.start..number.end))
}
