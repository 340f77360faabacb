//! Figures that a report's prose takes from its tables: `{{ applications.new_received.total }}` writes the cell,
//! `{{ yoy(applications.new_received.total) }}` what became of it since last year. Found when the report is read, put
//! into words here, for the page, the search and the checks alike.

use crate::diagnostic::{Args, FileId, Span, Words};

use super::amount::Amount;
use super::report::Report;
use super::site::{ReportId, Site};

/// A figure that the prose asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// The braces and what stands between them.
    pub span: Span,
    /// The cell of the report's form.
    pub cell: u32,
    pub shows: Shows,
}

/// What of a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    Figure,
    /// The change against the year before.
    Change,
}

/// A figure in words, and the bytes of the file that it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quoted {
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// Every quotation of a report in words, in the order of the text.
pub fn quoted(site: &Site, id: ReportId) -> Vec<Quoted> {
    let report = site.report(id);
    let words = Words(site.portal.message_lang());
    let text = |quote: &Quote| -> Option<Quoted> {
        let now = report.cells[quote.cell as usize].number()?;
        let text = match quote.shows {
            Shows::Figure => now.to_string(),
            Shows::Change => {
                let form = site.form(report.form?);
                change(words, now, before(site, report, quote.cell), &form.place(quote.cell).1.unit)
            }
        };
        Some(Quoted { start: quote.span.start, end: quote.span.end, text })
    };
    report.quotes.iter().filter_map(text).collect()
}

/// The figure of the same cell, by its name, a year before.
pub fn before(site: &Site, report: &Report, cell: u32) -> Option<Amount> {
    let last = site.report(site.report_of(report.agency, report.year - 1)?);
    let (form, older) = (site.form(report.form?), site.form(last.form?));
    let (row, column) = form.place(cell);
    let there = older.cell(&form.tables[row.table].id, &row.id, &column.id)?;
    last.cells[there as usize].number()
}

/// A change in official wording: the difference with its unit, and the rate in per cent, half a hundredth rounded up. A
/// base of zero has no rate.
fn change(words: Words, now: Amount, before: Option<Amount>, unit: &str) -> String {
    let Some(before) = before else { return words.ui("change_unknown", &vec![]) };
    let difference = now.minus(before);
    let size = Amount::from_millionths(difference.millionths().saturating_abs());
    let mut args: Args = vec![("number", size.to_string().into()), ("unit", unit.into())];
    if size == Amount::ZERO {
        return words.ui("change_none", &args);
    }
    if let Some(rate) = rate(size, before) {
        args.push(("rate", rate.into()));
    }
    words.ui(if difference.is_negative() { "change_less" } else { "change_more" }, &args)
}

/// `size` in per cent of `base`, with at most two places; `None` for a base that is not above zero, and for a rate
/// that two places cannot show.
fn rate(size: Amount, base: Amount) -> Option<String> {
    if base <= Amount::ZERO {
        return None;
    }
    let (size, base) = (i128::from(size.millionths()), i128::from(base.millionths()));
    let hundredths = (size * 20_000 + base) / (base * 2);
    let rate = i64::try_from(hundredths).ok()?.checked_mul(10_000)?;
    (rate > 0).then(|| Amount::from_millionths(rate).to_string())
}

/// A text with its quotations written out; `start` is where `text` begins in its file.
pub fn write_out(text: String, start: u32, quoted: &[Quoted]) -> String {
    if quoted.is_empty() {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16 * quoted.len());
    let mut from = 0;
    for quote in quoted {
        let place = |at: u32| text.floor_char_boundary(at.saturating_sub(start) as usize);
        let (first, last) = (place(quote.start).max(from), place(quote.end));
        out.push_str(&text[from..first]);
        out.push_str(&quote.text);
        from = last.max(first);
    }
    out.push_str(&text[from..]);
    out
}

/// Where a stretch of the written-out file stands in the file itself: what lies in a figure is the quotation.
pub fn back(quoted: &[Quoted], file: FileId, (start, end): (u32, u32)) -> Span {
    let mut span = Span { file, start, end };
    let (mut shift, mut first, mut last) = (0_i64, None, None);
    for quote in quoted {
        let from = (i64::from(quote.start) + shift) as u32;
        let to = from + quote.text.len() as u32;
        if first.is_none() && start < to {
            first = Some(if start > from { quote.start } else { moved(start, shift) });
        }
        if last.is_none() && end <= to {
            last = Some(if end > from { quote.end } else { moved(end, shift) });
        }
        shift += i64::from(to - from) - i64::from(quote.end - quote.start);
    }
    span.start = first.unwrap_or_else(|| moved(start, shift));
    span.end = last.unwrap_or_else(|| moved(end, shift)).max(span.start);
    span
}

fn moved(at: u32, shift: i64) -> u32 {
    (i64::from(at) - shift).max(0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;

    fn said(now: i64, before: Option<i64>) -> String {
        change(Words(Lang::Zh), Amount::whole(now), before.map(Amount::whole), "件")
    }

    #[test]
    fn changes_are_said_as_offices_say_them() {
        assert_eq!(said(194, Some(160)), "比上年增加34件、增长21.25%");
        assert_eq!(said(34, Some(37)), "比上年减少3件、下降8.11%");
        assert_eq!(said(5, Some(5)), "与上年持平");
        assert_eq!(said(0, Some(0)), "与上年持平");
        assert_eq!(said(5, Some(0)), "比上年增加5件");
        assert_eq!(said(0, Some(4)), "比上年减少4件、下降100%");
        assert_eq!(said(100_001, Some(100_000)), "比上年增加1件");
        assert_eq!(said(5, None), "上年无可比数据");
    }

    #[test]
    fn places_are_found_again() {
        let quoted = [
            Quoted { start: 2, end: 12, text: "194".into() },
            Quoted { start: 14, end: 30, text: "一个很长很长很长很长的说法".into() },
        ];
        let text = "ab{{ 4567 }}cd{{ 789 123456 }}ef".to_owned();
        let out = write_out(text, 0, &quoted);
        assert_eq!(out, "ab194cd一个很长很长很长很长的说法ef");
        let place = |part: &str| {
            let at = out.find(part).unwrap() as u32;
            let span = back(&quoted, FileId(0), (at, at + part.len() as u32));
            (span.start, span.end)
        };
        assert_eq!(place("ab"), (0, 2));
        assert_eq!(place("94"), (2, 12));
        assert_eq!(place("b194c"), (1, 13));
        assert_eq!(place("cd"), (12, 14));
        assert_eq!(place("很长"), (14, 30));
        assert_eq!(place("ef"), (30, 32));
    }
}
