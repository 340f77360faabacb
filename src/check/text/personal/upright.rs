//! Forms that stand upright in a table, each line of which says one thing of the same person: 儿童姓名 | 张三, and below it
//! 父母情况 | 父亲服刑.

use std::ops::Range;

use super::column::is_name;
use super::sensitive::Sensitive;
use super::table::{Table, Tables, all_rows, cells};
use super::{Found, Kind, label, name};

/// How many lines such a form has at most.
const LINES: usize = 40;

/// What firms and offices have lines on.
const BODIES: [&str; 6] = ["信用代码", "单位名称", "企业名称", "机构名称", "法定代表", "经营者"];

/// One finding for each line that tells of somebody what nobody need know; numbers that tell themselves are found anyway.
pub fn forms(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    for table in &tables.tables {
        let lines = lines(text, table);
        let of_somebody = |(called, value): &&(Range<usize>, Range<usize>)| {
            let value = &text[value.clone()];
            let person = value.split(['（', '(']).next().unwrap_or_default().trim();
            is_name(&text[called.clone()]) && name::is_one(person) && !value.contains(['某', '*', '×', '＊'])
        };
        let Some((names, _)) = lines.iter().find(of_somebody) else { continue };
        if lines.iter().any(|(called, _)| label::has(&text[called.clone()], &BODIES)) {
            continue;
        }
        for (called, value) in &lines {
            let kind = Sensitive::of(&text[called.clone()]);
            let is_told =
                |kind: Sensitive| kind.is_of_life() || matches!(kind, Sensitive::Account | Sensitive::Address);
            if kind.is_some_and(|kind| is_told(kind) && kind.tells(&text[value.clone()])) {
                let mut found = Found::words(Kind::Column, called.start, called.end, &text[called.clone()]);
                found.beside = Some(names.clone());
                out.push(found);
            }
        }
    }
}

/// What each line calls by a name, if a table is one of such lines: two columns, or pairs of them.
fn lines(text: &str, table: &Table) -> Vec<(Range<usize>, Range<usize>)> {
    let is_pair = |row: &[Range<usize>]| matches!(row.len(), 2 | 4);
    if !is_pair(&table.header) {
        return Vec::new();
    }
    let rows: Vec<_> = all_rows(text, table).take(LINES + 1).map(|row| cells(text, row)).collect();
    if rows.len() > LINES || !rows.iter().all(|row| is_pair(row)) {
        return Vec::new();
    }
    let pairs = rows.iter().flat_map(|row| row.chunks_exact(2));
    pairs.map(|pair| (pair[0].clone(), pair[1].clone())).filter(|(called, _)| !called.is_empty()).collect()
}
