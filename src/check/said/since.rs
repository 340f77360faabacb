//! Rates of which only last year's figure is given (S402), and shares that rose or fell by so many points.

use crate::diagnostic::Diagnostic;

use super::growth::{Current, Verdict, finding, wrong_rate};
use super::number::{Number, ONE, Unit, Value};
use super::sentence::{CLAUSE, Role, Sentence, direction};
use super::statement::Stated;
use super::{Prose, figure, percent};

/// A rate of which only last year's figure is given: with the change (比上年（6件）增加2件，增幅25%), or with its name, by which
/// the table has this year's (与2023年5件复议案件相比，下降20%).
pub fn rate(
    prose: &Prose,
    (sentence, stated): (&Sentence, &[Option<Stated>]),
    (base, grown): (Option<&Number>, Option<(&Number, Value)>),
    (number, sign): (&Number, i8),
) -> Verdict {
    if let Some((base, change)) = grown {
        let now = Number { value: base.value + change, ..base.clone() };
        let follows = !sentence.between(base.end, number.start).contains(['；', ';']);
        let known = Some(()).filter(|()| follows && base.step <= ONE && now.value >= 0);
        return known.map_or(Verdict::Unknown, |()| {
            wrong_rate(prose, sentence, (number, sign), &Current::since(&now, base.value))
        });
    }
    let Some(base) = base.filter(|base| base.end <= number.start && base.step <= ONE) else {
        return Verdict::Unknown;
    };
    let at = sentence.numbers.iter().position(|known| known == base).unwrap_or_default();
    let between = sentence.between(base.end, number.start);
    let compared = between.split_once("相比").map(|(_, after)| after.trim_start_matches(['，', ',']));
    let own = format!("{}年", prose.report.year);
    let words = compared.map(|after| after.trim_start_matches(&*own).trim_end());
    let at_once = words.is_some_and(|words| direction(words).is_some() && words.chars().count() <= 6);
    let Some(known) = stated[at].as_ref().filter(|_| at_once && !base.is_rough) else { return Verdict::Unknown };
    let mut wrong = Verdict::Unknown;
    for sum in &known.sums {
        let Some(now) = prose.total(prose.report, sum) else { return Verdict::Unknown };
        let now = Number { value: now, ..base.clone() };
        match wrong_rate(prose, sentence, (number, sign), &Current::since(&now, base.value)) {
            Verdict::Wrong(finding) => wrong = Verdict::Wrong(finding),
            other => return other,
        }
    }
    wrong
}

/// Whether nothing but a word for growth stands between last year's figure and a change: 比上年（6件）增加2件.
pub fn is_since(sentence: &Sentence, base: &Number, change: &Number) -> bool {
    let between = sentence.between(base.end, change.start).trim_start_matches(['）', ')']);
    let at = sentence.numbers.iter().position(|known| known == base).unwrap_or_default();
    let compared = sentence.text[..base.start].trim_end_matches(['（', '(']);
    let compared = &compared[compared.floor_char_boundary(compared.len().saturating_sub(24))..];
    let words = between.trim_start_matches('的').trim();
    base.unit == change.unit
        && !base.is_rough
        && sentence.is_last_years(at)
        && compared.contains(['比', '较'])
        && direction(words).is_some()
        && words.chars().count() <= 4
}

/// Shares that rose or fell by so many points: 占83.3%，较上年的84.6%下降1.3个百分点.
pub fn points(prose: &Prose, sentence: &Sentence, out: &mut Vec<Diagnostic>) {
    out.extend((2..sentence.numbers.len()).filter_map(|at| points_as_rate(prose, sentence, at)));
    out.extend((1..sentence.numbers.len()).filter_map(|at| from_nothing(prose, sentence, at)));
    for (at, points) in sentence.numbers.iter().enumerate().skip(2) {
        let of_points = matches!(points.unit, Unit::Other(word) if word.ends_with("百分点"));
        if !of_points {
            continue;
        }
        // Years may stand between: 由2023年的22.2%升至2024年的26.7%.
        let is_year = |at: &usize| {
            sentence.numbers[*at].unit == Unit::None && sentence.text[sentence.numbers[*at].end..].starts_with('年')
        };
        let mut rates = (0..at).rev().filter(|at| !is_year(at));
        let (Some(last_at), Some(before_at)) = (rates.next(), rates.next()) else { continue };
        let (before, last) = (&sentence.numbers[before_at], &sentence.numbers[last_at]);
        if [before, last].iter().any(|rate| rate.unit != Unit::Percent || rate.is_rough) {
            continue;
        }
        let Some(sign) = direction(sentence.lead(at)) else { continue };
        let between = sentence.between(last.end, points.start).trim_start_matches(['，', ',']);
        let near = !between.contains(CLAUSE) && between.chars().count() < 8;
        let (now, then) = match () {
            // 由2021年的33.3%升至35.7%，较上年下降4.7个百分点
            () if between.contains(['较', '比']) => continue,
            () if sentence.grown_from(last_at).is_some() || rose(sentence, before_at, last_at) => (last, before),
            () if sentence.lead(last_at).contains(['较', '比']) && sentence.is_last_years(last_at) => (before, last),
            () => continue,
        };
        let (change, said) = (now.value - then.value, Value::from(sign) * points.value);
        // Either the shares or the points may have been rounded.
        let room = now.step.max(then.step) + points.step;
        // What is shown as more was no less.
        let contrary = said != 0 && change != 0 && (said < 0) != (change < 0);
        if near && ((change - said).abs() > room || contrary) {
            let calculation = format!("{} － {} ＝ {}", figure(now.value), figure(then.value), figure(change));
            out.push(finding(prose, sentence, points, calculation));
        }
    }
}

/// A rate of a share that is no rate but the points between the two figures before it: 权重由3%提高到4%，提高1%.
fn points_as_rate(prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
    let (Role::Rate(sign), to) = (sentence.roles[at], at - 1) else { return None };
    let from = &sentence.numbers[sentence.grown_from(to)?];
    let (now, rate) = (&sentence.numbers[to], &sentence.numbers[at]);
    let exact = [from, now, rate].iter().all(|number| number.unit == Unit::Percent && !number.is_rough);
    let between = sentence.between(now.end, rate.start).trim_start_matches(['，', ',']);
    let at_once = !between.contains(CLAUSE) && between.chars().count() <= 6;
    let change = now.value - from.value;
    if !exact || !at_once || from.value <= 0 || change == 0 || Value::from(sign) * rate.value != change {
        return None;
    }
    let grown = change * 100 * ONE / from.value;
    let (then, base) = (figure(now.value), figure(from.value));
    let calculation = || format!("（{then} － {base}）÷ {base} ＝ {}", percent(grown));
    let holds = Number { value: change, ..rate.clone() }.shows(grown);
    (!holds).then(|| finding(prose, sentence, rate, calculation()))
}

/// A share that rose by as much as it is, or by more: 占比38.4%，提高38.4个百分点. Of whole numbers that may be chance.
fn from_nothing(prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
    let (now, points) = (&sentence.numbers[at - 1], &sentence.numbers[at]);
    let of_points = matches!(points.unit, Unit::Other(word) if word.ends_with("百分点"));
    let of_share = ['占', '率', '重', '度'].iter().any(|word| sentence.lead(at - 1).contains(*word));
    if !of_points || now.unit != Unit::Percent || now.is_rough || points.is_rough || !of_share {
        return None;
    }
    let between = sentence.between(now.end, points.start).trim_start_matches(['，', ',']);
    let rose = direction(between) == Some(1) && !between.contains(CLAUSE) && between.chars().count() < 12;
    let more = points.value > now.value || points.value == now.value && now.step < ONE;
    // 由33.3%升至35.7% is judged by both.
    let own = !sentence.is_last_years(at - 1) && sentence.grown_from(at - 1).is_none();
    let change = || figure(now.value - points.value);
    let calculation = || format!("{} － {} ＝ {}", figure(now.value), figure(points.value), change());
    (rose && more && own && now.value > 0).then(|| finding(prose, sentence, points, calculation()))
}

/// Whether one rate became another, with a year between: 由2023年的22.2%升至2024年的26.7%.
fn rose(sentence: &Sentence, from: usize, to: usize) -> bool {
    let between = sentence.between(sentence.numbers[from].end, sentence.numbers[to].start);
    let year = between.trim_end_matches('的').trim_end_matches('年').trim_end_matches(|c: char| c.is_ascii_digit());
    let grown = year.ends_with(['为', '到', '至', '成']) && year.chars().count() <= 8;
    grown
        && sentence.text[..sentence.numbers[from].start]
            .rsplit(CLAUSE)
            .next()
            .is_some_and(|lead| lead.contains(['由', '从']))
}
