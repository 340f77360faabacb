//! Tables that are not read as such: parted by tabs or by full-width bars, without their line of hyphens, or in HTML.

use super::{Slip, SlipKind};
use crate::markdown::prose::{cells, is_delimiter};

/// What a line looks like a row of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Tabs(usize),
    Wide,
    Bars,
}

/// One slip for each table of the lines, at its first row.
pub fn all(lines: &[(usize, &str)], found: &mut Vec<Slip>) {
    let mut here = 0;
    while here < lines.len() {
        html(lines[here], found);
        let Some(row) = row(lines[here].1) else {
            here += 1;
            continue;
        };
        let goes_on =
            |pair: &&[(usize, &str)]| self::row(pair[1].1) == Some(row) && pair[1].0 == pair[0].0 + pair[0].1.len() + 1;
        let length = 1 + lines[here..].windows(2).take_while(goes_on).count();
        let rows = &lines[here..here + length];
        let above = here.checked_sub(1).map_or("", |above| lines[above].1);
        if length > 1 && !(row == Row::Bars && is_read(rows, above)) {
            found.push(slip(row, rows[0]));
        }
        here += length;
    }
}

fn row(line: &str) -> Option<Row> {
    let line = line.trim();
    if line.starts_with('|') {
        return (line.len() > 1 && line.ends_with('|')).then_some(Row::Bars);
    }
    if line.starts_with('｜') {
        return (line.matches('｜').count() > 1).then_some(Row::Wide);
    }
    let tabs = line.split('\t').filter(|cell| !cell.trim().is_empty()).count();
    (tabs > 1).then_some(Row::Tabs(tabs))
}

/// Whether rows are a table: the second is a line of hyphens with as many cells, or the table has begun above.
fn is_read(rows: &[(usize, &str)], above: &str) -> bool {
    let (head, below) = (rows[0].1.trim(), rows[1].1.trim());
    above.contains('|') || is_delimiter(below) && cells(head).len() == cells(below).len()
}

fn slip(row: Row, (at, line): (usize, &str)) -> Slip {
    let words = line.trim();
    let start = at + line.len() - line.trim_start().len();
    let barred = |cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<&str> = cells.map(str::trim).filter(|cell| !cell.is_empty()).collect();
        Some(format!("| {} |", cells.join(" | ")))
    };
    let (kind, right) = match row {
        Row::Tabs(_) => (SlipKind::TabTable, barred(&mut words.split('\t'))),
        Row::Wide => (SlipKind::WideTable, barred(&mut words.split('｜'))),
        Row::Bars => (SlipKind::HeadlessTable, None),
    };
    Slip { kind, range: start..start + words.len(), right }
}

/// The beginning of a table in HTML, outside code.
fn html((at, line): (usize, &str), found: &mut Vec<Slip>) {
    let Some(start) = line.find("<table").or_else(|| line.find("<TABLE")) else { return };
    let tag = &line[start..];
    let is_tag = tag["<table".len()..].starts_with(['>', ' ']);
    if is_tag && !line[..start].contains('`') && !line[..start].ends_with('\\') {
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        found.push(Slip { kind: SlipKind::HtmlTable, range: at + start..at + start + end, right: None });
    }
}
