//! Figures that are meant roughly and are off all the same: 增长近五成 (S402), 占不到三成 (S403), 行政处罚1.1万余件 (S401).

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::form::Saying;

use super::against::{self, judged};
use super::every::is_about;
use super::number::{Number, ONE, Unit, Value};
use super::scope::{has_partial_but, is_partial};
use super::sentence::{CLAUSE, Role, Sentence, direction};
use super::share::{is_plain, of_tables};
use super::statement::{Stated, of_rough};
use super::vocabulary::{ABOUT, COMPARISONS, FILLERS, LESS, MORE, PLACES};
use super::{Prose, figure, percent, vague};

/// Which way a rough figure may be off.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
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
    let is_vague =
        |number: &Number| number.unit == Unit::Percent && !sentence.text[..number.end].ends_with(['%', '％']);
    for (at, number) in sentence.numbers.iter().enumerate().filter(|(_, number)| number.is_rough) {
        if is_vague(number) {
            let found = tenths(prose, (sentence, earlier), stated, at);
            out.extend(found.or_else(|| vague::named(prose, (sentence, sayings), at)));
        } else {
            out.extend(count(prose, sentence, sayings, at));
        }
    }
}

/// By the words around a figure, on which side of it the exact one lies; `None` where it is one end of a range.
pub(super) fn side(sentence: &Sentence, number: &Number) -> Option<Side> {
    let before = sentence.text[..number.start].trim_end();
    let written = &sentence.text[number.start..];
    let behind = &sentence.text[number.end..];
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let digits =
        written.trim_start_matches(|c: char| c.is_numeric() || "一二两三四五六七八九十百千万亿.． ".contains(c));
    match () {
        () if ends_range(before) => None,
        () if ends(&["近", "不到", "不足", "接近"]) || behind.starts_with("以下") => Some(Side::Below),
        () if ends(&["超", "超过", "逾", "突破"]) || digits.starts_with(['余', '多']) => Some(Side::Above),
        () if ["以上", "多", "余"].iter().any(|word| behind.starts_with(word)) => Some(Side::Above),
        () => Some(Side::Around),
    }
}

/// Whether words before a figure are the lower end of a range: 三成至. 占到 and 不到 are none.
fn ends_range(before: &str) -> bool {
    let range = before.strip_suffix(['至', '到', '-', '~', '～', '—']).map(|rest| rest.trim_end_matches('—'));
    range
        .is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十成%％半".contains(c)))
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
    let words = ABOUT.iter().fold(between, |words, about| words.trim_end().trim_end_matches(about));
    let holds = vague::around(sentence, number)?;
    let judged = judged(prose, sentence, stated);
    let known = judged.iter().find(|(place, _, year)| *place == before && *year == prose.report.year);
    if let Some(of) = words.strip_prefix('占') {
        let all = sentence.numbers.iter().chain(earlier).filter(|whole| whole.unit == part.unit && !whole.is_rough);
        let wholes = all.map(|whole| whole.value).chain(of_tables(prose)).filter(|whole| *whole >= part.value.max(1));
        let shares: Vec<(Value, Value)> = wholes.map(|whole| (part.value * 100 * ONE / whole, whole)).collect();
        let sure = known.is_some() || of_named_whole(prose, sentence, (at, of));
        let wrong = sure && is_plain(of) && !shares.iter().any(|(share, _)| holds(*share));
        let (share, whole) =
            shares.into_iter().filter(|_| wrong).min_by_key(|(share, _)| (share - number.value).abs())?;
        let calculation = format!("{} ÷ {} ＝ {}", figure(part.value), figure(whole), percent(share));
        return Some(finding(prose, Code::S403, sentence, (between, number), calculation));
    }
    if let Some(found) = since_last(prose, sentence, (at, words), &holds) {
        return found;
    }
    let (_, known, _) = known?;
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

/// Whether a share is said of a whole that surely counts applications: 353件，占新收总数的六成.
fn of_named_whole(prose: &Prose, sentence: &Sentence, (at, of): (usize, &str)) -> bool {
    let counts = matches!(sentence.numbers[at - 1].unit, Unit::Count("件" | "份" | "宗"));
    let named = ["总", "全部", "新收", "收到", "申请", "办结", "受理"].iter().any(|word| of.contains(word));
    counts && named && is_about(prose, sentence) && !has_partial_but(sentence.text, &["诉求"])
}

/// A rate whose base stands right before it: 不予公开7件，比上年的10件减少四成. `None` inside where it holds.
fn since_last(
    prose: &Prose,
    sentence: &Sentence,
    (at, words): (usize, &str),
    holds: &impl Fn(Value) -> bool,
) -> Option<Option<Diagnostic>> {
    let last = at.checked_sub(1).filter(|last| sentence.is_last_years(*last))?;
    let own = (0..last).rev().find(|own| sentence.numbers[*own].unit != Unit::None)?;
    let (base, now) = (&sentence.numbers[last], &sentence.numbers[own]);
    let sign = Value::from(direction(words.trim_start_matches("同比"))?);
    let plain = [own, last].iter().all(|at| sentence.roles[*at] == Role::Plain && !sentence.numbers[*at].is_rough);
    let counted = sentence.numbers[..last].iter().filter(|number| number.unit == base.unit).count() == 1;
    if !plain || !counted || now.unit != base.unit || base.value == 0 {
        return None;
    }
    let rate = (now.value - base.value) * 100 * ONE / base.value;
    let calculation = || {
        let (now, base) = (figure(now.value), figure(base.value));
        format!("（{now} － {base}）÷ {base} ＝ {}", percent(rate))
    };
    let number = &sentence.numbers[at];
    let wrong = !holds(rate * sign);
    Some(
        wrong.then(|| {
            finding(prose, Code::S402, sentence, (&sentence.text[base.end..number.start], number), calculation())
        }),
    )
}

pub(super) fn finding(
    prose: &Prose,
    code: Code,
    sentence: &Sentence,
    (words, number): (&str, &Number),
    calculation: String,
) -> Diagnostic {
    let said = sentence.text[sentence.offset(words)..number.end].trim_start_matches(['，', ',', ' ']);
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
