//! A year told by its halves or quarters, which are all there are of it: 上半年29件，下半年42件，全年71件 (S404).

use crate::diagnostic::Diagnostic;

use super::number::{Number, ONE, Unit, Value};
use super::sentence::{Role, Sentence};
use super::sum::finding;
use super::{Prose, figure};

/// Spans that make up a year, each by what it may be called.
const SPANS: [&[&[&str]]; 4] = [
    &[&["上半年"], &["下半年"]],
    &[&["一季度"], &["二季度"], &["三季度"], &["四季度"]],
    &[
        &["前三季度", "三季度末前", "9月底前", "前9个月", "1至9月", "1-9月", "1—9月"],
        &["四季度", "后三个月", "最后三个月"],
    ],
    &[&["1至6月", "1-6月", "1—6月", "6月底前"], &["7至12月", "7-12月", "7—12月"]],
];

/// What names the whole year.
const YEAR: [&str; 4] = ["全年", "年度合计", "全年共", "合计"];

/// The figure of a whole year, where those of its spans stand right before or behind it.
pub fn wrong(prose: &Prose, sentence: &Sentence) -> Option<Diagnostic> {
    let speaks = ["半年", "季度", "月"].iter().any(|word| sentence.text.contains(word));
    let parted = sentence.numbers.len() > 2 && speaks;
    (0..sentence.numbers.len()).filter(|_| parted).find_map(|at| of_year(prose, sentence, at))
}

fn of_year(prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
    let whole = &sentence.numbers[at];
    let exact = |at: usize| {
        let number: &Number = &sentence.numbers[at];
        sentence.roles[at] == Role::Plain && number.unit == whole.unit && !number.is_rough && number.step <= ONE
    };
    let counted = matches!(whole.unit, Unit::Count(_) | Unit::Other("期" | "篇" | "场" | "人次" | "条次"));
    if !counted || !exact(at) || !YEAR.iter().any(|word| sentence.lead(at).trim_start().starts_with(word)) {
        return None;
    }
    // Months are figures of their own: 9月底前收到11件.
    let counts = |at: &usize| sentence.numbers[*at].unit != Unit::None;
    let before: Vec<usize> = (0..at).rev().filter(counts).take(4).collect();
    let behind: Vec<usize> = (at + 1..sentence.numbers.len()).filter(counts).take(4).collect();
    let parts = SPANS.iter().find_map(|spans| {
        let mut before: Vec<usize> = before.iter().take(spans.len()).copied().collect();
        before.reverse();
        let behind: Vec<usize> = behind.iter().take(spans.len()).copied().collect();
        [before, behind].into_iter().find(|parts| {
            let named = |(at, names): (&usize, &&[&str])| names.iter().any(|name| sentence.lead(*at).contains(name));
            parts.len() == spans.len() && parts.iter().zip(*spans).all(named)
        })
    })?;
    let sum: Value = parts.iter().map(|at| sentence.numbers[*at].value).sum();
    if !parts.iter().all(|at| exact(*at)) || sum == whole.value {
        return None;
    }
    let list: Vec<String> = parts.iter().map(|at| figure(sentence.numbers[*at].value)).collect();
    Some(finding(prose, sentence, whole, format!("{} ＝ {}", list.join(" ＋ "), figure(sum))))
}
