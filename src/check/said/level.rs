//! Figures that are said to be what they were the year before: 行政处罚9件，与上年持平 (S401).

use crate::diagnostic::{Code, Diagnostic};

use super::against::{finding, judged};
use super::sentence::Sentence;
use super::statement::Stated;
use super::vocabulary::{LAST_YEAR, PLACES};
use super::{Prose, figure};

/// Holds each figure with "as last year" right behind it against last year's tables.
pub fn check(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>], out: &mut Vec<Diagnostic>) {
    if !["持平", "相同"].iter().any(|word| sentence.text.contains(word)) {
        return;
    }
    let Some(last) = prose.last.filter(|_| !PLACES.iter().any(|word| sentence.text.contains(word))) else { return };
    for (at, known, year) in judged(prose, sentence, stated) {
        let number = &sentence.numbers[at];
        let Some((from, end)) = level(prose, sentence, number.end).filter(|_| year == prose.report.year) else {
            continue;
        };
        // 许可94件、处罚9件，与上年持平 may speak of both, 申请9件，自然人6件，与上年持平 of the first.
        let place = |known: &Stated| known.sums.first().and_then(|sum| sum.first().copied());
        let row = |known: &Stated| place(known).map(|cell| &prose.form.place(cell).0.id);
        let is_part = stated[..at].iter().flatten().any(|earlier| row(earlier) == row(known));
        if is_part || sentence.lead(at).starts_with('、') {
            continue;
        }
        let base = |sum: &Vec<u32>| {
            let fits = prose.total(prose.report, sum).is_some_and(|now| number.shows(now));
            let cells = prose.cells_of_last_year(sum).filter(|_| fits)?;
            Some((prose.total(last, &cells)?, *cells.first()?))
        };
        let bases: Vec<_> = known.sums.iter().filter_map(base).collect();
        let Some((expected, cell)) = bases.first().filter(|_| !bases.iter().any(|(base, _)| number.shows(*base)))
        else {
            continue;
        };
        let said = (sentence.text[from..end].trim(), &*figure(number.value));
        let finding = finding(prose, Code::S401, (last, *cell, *expected), known, said);
        out.push(prose.at(finding, sentence, from..end));
    }
}

/// Where 与上年持平 or the like stands right behind a figure that ends at `end`, and nothing that takes it back.
fn level(prose: &Prose, sentence: &Sentence, end: usize) -> Option<(usize, usize)> {
    let rest = sentence.text[end..].strip_prefix(['，', ',', '（', '('])?;
    let from = sentence.offset(rest);
    let of_last = |rest: &'_ str| -> Option<usize> {
        let named = rest.strip_prefix(['与', '和', '同', '较', '比', '跟'])?;
        let year = format!("{}年", prose.report.year - 1);
        let years = LAST_YEAR.iter().copied().chain([&*year]).filter(|year| named.starts_with(year));
        let named = &named[years.map(str::len).max()?..];
        let behind = ["度", "同期", "的"].iter().find_map(|word| named.strip_prefix(word));
        Some(rest.len() - behind.unwrap_or(named).len())
    };
    let compared = rest.strip_prefix("同比").map(|_| "同比".len()).or_else(|| of_last(rest))?;
    let level = ["持平", "相持平", "相同"].iter().find(|word| rest[compared..].starts_with(**word))?;
    let length = compared + level.len();
    let after = &rest[length..];
    let ends = after.is_empty() || after.starts_with(super::sentence::CLAUSE);
    ends.then_some((from, from + length))
}
