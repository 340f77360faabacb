//! Figures that are meant roughly and are off all the same: 增长近五成 (S402), 占不到三成 (S403), 行政处罚1.1万余件 (S401).

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::form::Saying;

use super::about::{ends_range, without_about};
use super::against;
use super::every::is_about;
use super::judged::Judged;
use super::number::{Number, ONE, Unit, Value};
use super::scope::{has_partial_but, is_partial};
use super::sentence::{CLAUSE, Role, Sentence, direction};
use super::share::{is_plain, of_rows, of_tables};
use super::statement::of_rough;
use super::vocabulary::{COMPARISONS, FILLERS, LESS, MORE, OF_OTHER_THINGS, PLACES};
use super::whole::new_received;
use super::{Prose, figure, percent, vague, whole};

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
    (judged, sayings): (&[Judged], &[&Saying]),
    out: &mut Vec<Diagnostic>,
) {
    if !sentence.numbers.iter().any(|number| number.is_rough) {
        return;
    }
    let is_vague =
        |number: &Number| number.unit == Unit::Percent && !sentence.text[..number.end].ends_with(['%', '％']);
    for (at, number) in sentence.numbers.iter().enumerate().filter(|(_, number)| number.is_rough) {
        if is_vague(number) {
            let found = tenths(prose, (sentence, earlier), judged, at);
            let found = found.or_else(|| vague::named(prose, (sentence, sayings), at));
            out.extend(found.or_else(|| vague::of_list(prose, (sentence, earlier), at)));
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
        () if ends(&["超", "超过", "逾", "突破"]) || digits.starts_with(['余', '多', '过']) => {
            Some(Side::Above)
        }
        () if ["以上", "多", "余"].iter().any(|word| behind.starts_with(word)) => Some(Side::Above),
        () => Some(Side::Around),
    }
}

/// A share or a rate in tenths, of the figure right before it.
fn tenths(
    prose: &Prose,
    (sentence, earlier): (&Sentence, &[Number]),
    judged: &[Judged],
    at: usize,
) -> Option<Diagnostic> {
    let (number, before) = (&sentence.numbers[at], at.checked_sub(1)?);
    let part = &sentence.numbers[before];
    let between = sentence.between(part.end, number.start).trim_start_matches(['，', ',', '、']);
    if between.contains(CLAUSE) {
        return None;
    }
    let words = without_about(between);
    let holds = vague::around(sentence, number)?;
    let known = judged.iter().find(|(place, _, year)| *place == before && *year == prose.report.year);
    // 3件，超过半数
    let in_words = words.trim().is_empty() && !sentence.text[number.start..number.end].contains('成');
    let named = if in_words { Some((words, "")) } else { words.split_once('占') };
    if in_words && names_a_part(&sentence.text[number.end..]) {
        return None;
    }
    if let Some(named) = named {
        let calculation = share(prose, (sentence, earlier), (at, known.is_some()), named, &holds)?;
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

/// Whether words behind a share say what it is a share of the figure before it that has: 不予公开39件，三分之一是因第三方权益.
fn names_a_part(behind: &str) -> bool {
    let said = ["以上", "左右", "多", "余", "强", "弱"].iter().find_map(|word| behind.strip_prefix(word));
    let verbs = ["是", "为", "因", "属", "系", "涉", "由于", "源于", "来自", "集中"];
    verbs.iter().any(|verb| said.unwrap_or(behind).starts_with(verb))
}

/// What a share of the figure before it would have to be, where it is none of anything that it may be of. `known` says that
/// the table has that figure; `name` stands before 占 and `of` behind it.
fn share(
    prose: &Prose,
    (sentence, earlier): (&Sentence, &[Number]),
    (at, known): (usize, bool),
    (name, of): (&str, &str),
    holds: &impl Fn(Value) -> bool,
) -> Option<String> {
    let (before, number, part) = (at - 1, &sentence.numbers[at], &sentence.numbers[at - 1]);
    let name = without_about(name);
    let is_of = name.is_empty() || name.trim() == sentence.lead(before).trim_matches(['、', ' ']);
    let of_words = is_plain(of) && (known || of_named_whole(prose, sentence, (at, of)));
    let before_it = whole_before(sentence, (before, of));
    let of_all = is_plain(of) && of_applications(prose, sentence, before);
    let sure = of_words || before_it.is_some() || of_all;
    if !is_of || !sure || sentence.roles[before] != Role::Plain || part.is_rough {
        return None;
    }
    let wholes = match before_it.filter(|_| !is_plain(of)) {
        Some(whole) => vec![whole],
        None => wholes(prose, (sentence, earlier), (before, !of_words)),
    };
    let shares: Vec<(Value, Value)> = wholes.iter().map(|whole| (part.value * 100 * ONE / whole, *whole)).collect();
    if shares.iter().any(|(share, _)| holds(*share)) {
        return None;
    }
    let all = new_received(prose).and_then(|cell| prose.total(prose.report, &[cell])).filter(|_| of_all);
    let all = whole::named(prose, of).or(all);
    let meant = shares.iter().find(|(_, whole)| all == Some(*whole));
    let nearest = || shares.iter().min_by_key(|(share, _)| (share - number.value).abs());
    let (share, whole) = *meant.or_else(nearest)?;
    Some(format!("{} ÷ {} ＝ {}", figure(part.value), figure(whole), percent(share)))
}

/// Whether a share is said of a whole that surely counts applications: 353件，占新收总数的六成.
fn of_named_whole(prose: &Prose, sentence: &Sentence, (at, of): (usize, &str)) -> bool {
    let counts = matches!(sentence.numbers[at - 1].unit, Unit::Count("件" | "份" | "宗"));
    let named = ["总", "全部", "新收", "收到", "申请", "办结", "受理"].iter().any(|word| of.contains(word));
    // Both halves are the year.
    let halves = ["上半年", "下半年"];
    let aside = if halves.iter().all(|half| sentence.text.contains(half)) { &halves[..] } else { &[] };
    let aside: Vec<&str> = aside.iter().copied().chain(["诉求"]).collect();
    counts && named && is_about(prose, sentence) && !has_partial_but(sentence.text, &aside)
}

/// Whether a sentence says for what was applied and how often, under a heading of applications: 申请内容以征地为主，计6件，占半数.
fn of_applications(prose: &Prose, sentence: &Sentence, before: usize) -> bool {
    let counts = matches!(sentence.numbers[before].unit, Unit::Count("件"));
    let headed = ["依申请", "公开申请"].iter().any(|word| prose.heading.contains(word));
    let of_else = || OF_OTHER_THINGS.iter().chain(&PLACES).any(|word| sentence.text.contains(word));
    counts && headed && sentence.text.contains("申请") && !of_else() && sentence.year(before).is_none()
}

/// Everything that a part may be of: what else is counted in its unit, what the tables have, and, where its words do not say
/// of what it is, what each of the form's sayings counts.
fn wholes(prose: &Prose, (sentence, earlier): (&Sentence, &[Number]), (before, any): (usize, bool)) -> Vec<Value> {
    let part = &sentence.numbers[before];
    let own = |other: &usize| sentence.numbers[*other].unit == part.unit && !sentence.is_last_years(*other);
    // What comes later is the whole only where nothing came before.
    let end = if (0..before).any(|other| own(&other)) { before } else { sentence.numbers.len() };
    let of_sentence = (0..end).filter(own).map(|other| &sentence.numbers[other]);
    let all = of_sentence.chain(earlier).filter(|whole| whole.unit == part.unit && !whole.is_rough);
    let mut wholes: Vec<Value> = all.map(|whole| whole.value).collect();
    if matches!(part.unit, Unit::Count(_)) {
        wholes.extend(of_tables(prose));
        wholes.extend(any.then(|| of_rows(prose)).into_iter().flatten());
    }
    wholes.retain(|whole| *whole >= part.value.max(1));
    wholes
}

/// The whole of a part, where it surely stands before it: 接待21.6万人次，其中代办4.3万人次, or nothing else is counted and the
/// share names it: 警情64起，火灾30起，火灾占警情半数.
fn whole_before(sentence: &Sentence, (before, of): (usize, &str)) -> Option<Value> {
    let part = &sentence.numbers[before];
    let alike = |at: &usize| sentence.roles[*at] == Role::Plain && sentence.numbers[*at].unit == part.unit;
    let mut wholes = (0..before).filter(alike).filter(|at| !sentence.is_last_years(*at));
    let (Some(whole), None) = (wholes.next(), wholes.next()) else { return None };
    let larger = sentence.numbers[whole].value > part.value && part.unit != Unit::None && !sentence.is_of_years(whole);
    let named = of.trim().trim_end_matches(['的', '总', '数', '量']);
    let own = sentence.lead(whole);
    let sure = if is_plain(of) {
        sentence.lead(before).trim_start().starts_with("其中")
    } else {
        let alone = before + 2 == sentence.numbers.len();
        alone && named.chars().count() > 1 && named.chars().any(|c| own.contains(c))
    };
    (larger && sure).then(|| sentence.numbers[whole].value)
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
    Some(wrong.then(|| {
        finding(prose, Code::S402, sentence, (sentence.between(base.end, number.start), number), calculation())
    }))
}

pub(super) fn finding(
    prose: &Prose,
    code: Code,
    sentence: &Sentence,
    (words, number): (&str, &Number),
    calculation: String,
) -> Diagnostic {
    let said = sentence.between(sentence.offset(words), number.end).trim_start_matches(['，', ',', ' ']);
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
    let said = sentence.between(known.from.max(lead).min(number.start), number.end).trim();
    let found = &sentence.text[number.start..number.end];
    let cell = *known.sums.first()?.first()?;
    let finding = against::finding(prose, Code::S401, (prose.report, cell, expected), &known, (said, found));
    Some(prose.at(finding, sentence, number.start..number.end))
}
