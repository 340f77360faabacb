//! What was left over in a title, or an agency's name: the words that every list and every page shows.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown;

use super::super::{Subject, Text};
use super::{Leftover, Pending, Place, look_at, report_at};

/// Looks at the title, which begins at byte `start` of the front matter, as at a paragraph.
pub fn look(text: &Text, place: &Place, (start, title): (usize, &str), out: &mut Vec<Diagnostic>) {
    let mut pending = Pending::default();
    let paragraphs = markdown::prose(title);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let found = look_at(paragraph, place, at, &mut pending);
        report_at(text, start, paragraph, found, out);
    }
    let Pending { blanks, open } = pending;
    // The title of a form may show the form's blanks.
    for (at, blank) in blanks.into_iter().filter(|_| place.all || !place.about_forms) {
        report_at(text, start, &paragraphs[at], vec![blank], out);
    }
    for (at, left, right) in open.left_over() {
        report_at(text, start, &paragraphs[at], vec![Leftover::new(Code::S109, left, right)], out);
    }
}

/// The title as it stands in the front matter, and its byte there; `None` where it is not written out there.
pub fn in_front<'t>(text: &'t Text) -> Option<(usize, &'t str)> {
    let (title, span) = match text.subject {
        Subject::Agency(id) => (&*text.site.agency(id).name, text.site.agency(id).name_span),
        Subject::Report(id) => (&*text.site.report(id).title, text.site.report(id).title_span),
        Subject::Item(id) => (&*text.site.item(id).title, text.site.item(id).title_span),
        Subject::Plain(id) => (&*text.site.plain(id).title, text.site.plain(id).title_span),
        _ => return None,
    };
    written(text, title, span?)
}

/// A value of front matter as it stands at its place, and its byte there; `None` where marks of YAML stand within it.
pub fn written<'t>(text: &'t Text, value: &str, span: Span) -> Option<(usize, &'t str)> {
    let place = text.source.get(span.start as usize..span.end as usize).filter(|_| !value.is_empty())?;
    // Most stand there as they are, without even quotes around them.
    let within = if place.starts_with(value) { 0 } else { place.find(value)? };
    let start = span.start as usize + within;
    Some((start, &text.source[start..start + value.len()]))
}
