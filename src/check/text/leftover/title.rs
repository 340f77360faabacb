//! What was left over in a title, or an agency's name: the words that every list and every page shows.

use crate::diagnostic::{Code, Diagnostic};
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

/// The title as it stands in the front matter, and its byte there; `None` where it is not written out on its line.
pub fn in_front<'t>(text: &'t Text) -> Option<(usize, &'t str)> {
    let (key, title) = match text.subject {
        Subject::Agency(id) => ("name:", &*text.site.agency(id).name),
        Subject::Report(id) => ("title:", &*text.site.report(id).title),
        Subject::Item(id) => ("title:", &*text.site.item(id).title),
        Subject::Plain(id) => ("title:", &*text.site.plain(id).title),
        _ => return None,
    };
    if title.is_empty() {
        return None;
    }
    let mut start = 0;
    for line in text.source[..text.body].split_inclusive('\n') {
        if let Some(value) = line.strip_prefix(key) {
            let before = value.len() - value.trim_start().len();
            let within = if value[before..].starts_with(title) { before } else { value.find(title)? };
            let at = start + key.len() + within;
            return Some((at, &text.source[at..at + title.len()]));
        }
        start += line.len();
    }
    None
}
