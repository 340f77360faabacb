//! Index numbers (索引号) over the whole portal: each is used once (I201), and a series has no gaps (I204).

use std::fmt::Write;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::{IndexNumber, Site};

pub fn all(site: &Site, out: &mut Vec<Diagnostic>) {
    // What is hidden today has its number all the same.
    let items = site
        .items
        .iter()
        .chain(&site.hidden.items)
        .filter_map(|item| Some((&**item.index_number.as_ref()?, item.index_span?)));
    let reports = site
        .reports
        .iter()
        .chain(&site.hidden.reports)
        .filter_map(|report| Some((&**report.index_number.as_ref()?, report.index_span?)));
    let mut numbers: Vec<(&str, Span)> = items.chain(reports).collect();
    // Stable: the first of two is the one that comes first in the site, on every machine.
    numbers.sort_by_key(|(number, _)| *number);
    for same in numbers.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        for (number, span) in &same[1..] {
            let finding = Diagnostic::new(Code::I201, *span).arg("number", *number);
            out.push(finding.relate(same[0].1, "first_number", vec![]));
        }
    }
    let mut read: Vec<(IndexNumber, Span)> =
        numbers.iter().filter_map(|(number, span)| Some((IndexNumber::parse(number)?, *span))).collect();
    read.sort_unstable_by(|a, b| (a.0.series, a.0.serial).cmp(&(b.0.series, b.0.serial)));
    for series in read.chunk_by(|a, b| a.0.series == b.0.series) {
        gaps(series, out);
    }
}

/// A jump further than this begins another block of numbers: offices give blocks to sections.
const BLOCK: u32 = 1000;

/// One finding for a series, at the first number behind a gap.
fn gaps(series: &[(IndexNumber, Span)], out: &mut Vec<Diagnostic>) {
    let mut missing = String::new();
    let mut place = None;
    for pair in series.windows(2) {
        let (before, (after, span)) = (pair[0].0.serial, (pair[1].0.serial, pair[1].1));
        if after <= before + 1 || after - before > BLOCK {
            continue;
        }
        place = place.or(Some(span));
        let dash = if missing.is_empty() { "" } else { "、" };
        let _ = match after - before {
            2 => write!(missing, "{dash}{:05}", before + 1),
            _ => write!(missing, "{dash}{:05}–{:05}", before + 1, after - 1),
        };
    }
    if let Some(span) = place {
        out.push(Diagnostic::new(Code::I204, span).arg("series", series[0].0.series).arg("missing", missing));
    }
}
