//! `{{ … }}` in a report's prose: which figure it asks for. What it cannot mean is reported where it stands (S405).

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Span, nearest};
use crate::markdown;
use crate::model::quote::{Quote, Shows};
use crate::model::{Cell, Form};
use crate::near;

/// Reads every quotation of a text that begins at `offset` of its file.
pub fn all(
    (text, offset): (&str, usize),
    file: FileId,
    (form, cells): (&Form, &[Cell]),
    out: &mut Vec<Diagnostic>,
) -> Box<[Quote]> {
    let mut quotes = Vec::new();
    for found in markdown::braced(text) {
        let span = |range: &std::ops::Range<usize>| Span::new(file, range.start + offset, range.end + offset);
        let whole = span(&found.whole);
        let Some(inside) = found.inside else {
            out.push(Diagnostic::new(Code::S405, whole).arg("what", Arg::Word("quote_open")));
            continue;
        };
        let (name, shows) = asked(&text[inside.clone()]);
        let at = inside.start + (name.as_ptr() as usize - text[inside.clone()].as_ptr() as usize);
        let place = span(&(at..at + name.len()));
        match form.cell_of_id(name) {
            Some(cell) if cells.get(cell as usize).is_some_and(|cell| cell.number().is_some()) => {
                quotes.push(Quote { span: whole, cell, shows });
            }
            Some(_) => out.push(fault(place, name, "quote_blank")),
            None => {
                let known: Vec<String> = (0..form.cell_count()).map(|cell| form.cell_id(cell as u32)).collect();
                let near = total_of(form, name)
                    .map(|cell| known[cell].as_str())
                    .or_else(|| nearest(name, known.iter().map(String::as_str)));
                let finding = fault(if name.is_empty() { whole } else { place }, name, "quote_unknown");
                out.push(match near {
                    Some(near) => finding.arg("near", near).fix(Some(near)),
                    None => finding,
                });
            }
        }
    }
    let wide = text.contains('｛').then(|| wide(text)).into_iter().flatten();
    out.extend(wide.map(|(range, name)| {
        let finding = Diagnostic::new(Code::S405, Span::new(file, range.start + offset, range.end + offset));
        finding.arg("what", Arg::Word("quote_wide")).fix(Some(format!("{{{{ {name} }}}}")))
    }));
    quotes.into()
}

/// The figure that was meant by a row without a column: its total, or the only one it has.
fn total_of(form: &Form, name: &str) -> Option<usize> {
    let (table, row) = name.split_once('.')?;
    let row = form.row(form.table(table)?, row)?;
    let columns = form.columns(row);
    let at = columns.iter().position(|column| column.summed).or_else(|| (columns.len() == 1).then_some(0))?;
    Some(row.first as usize + at)
}

/// `｛｛ 表.行.列 ｝｝`: with the braces of an input method it asks for nothing.
fn wide(text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &str)> {
    const LONGEST: usize = 120;
    text.match_indices(['｛', '{']).filter_map(|(start, first)| {
        let inner = text[start + first.len()..].strip_prefix(['｛', '{'])?;
        let from = text.len() - inner.len();
        let near = near::behind(inner, LONGEST);
        let length = near.find(['｝', '}'])?;
        let close = near[length..].chars().next()?;
        let end = near[length + close.len_utf8()..].chars().next().filter(|c| matches!(c, '｝' | '}'))?;
        let end = from + length + close.len_utf8() + end.len_utf8();
        let name = near[..length].trim();
        let is_name = name.contains('.')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '(' | ')' | ' '));
        let is_wide = text[start..from].contains('｛') && is_name;
        is_wide.then_some((start..end, name))
    })
}

fn fault(span: Span, name: &str, what: &'static str) -> Diagnostic {
    let finding = Diagnostic::new(Code::S405, span).arg("what", Arg::Word(what));
    if name.is_empty() { finding } else { finding.arg("name", name) }
}

/// `yoy(name)` asks for a change, `name` for a figure.
fn asked(inside: &str) -> (&str, Shows) {
    let change = inside.strip_prefix("yoy").and_then(|rest| rest.trim_start().strip_prefix('(')?.strip_suffix(')'));
    change.map_or((inside, Shows::Figure), |name| (name.trim(), Shows::Change))
}
