//! The index number of a document or report: well-formed (I202), and of the year in which the thing was made (I203).

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::{Date, IndexNumber};
use crate::yaml::Fields;

/// The number and its place; `made` is when the thing was made, or else published.
pub fn read(fields: &mut Fields, made: Option<Date>) -> (Option<Box<str>>, Option<Span>) {
    let Some(node) = fields.get("index_number") else { return (None, None) };
    let span = node.span(fields.file);
    let Some(text) = fields.text("index_number") else { return (None, None) };
    match (IndexNumber::parse(text), made) {
        (None, _) => fields.out.push(Diagnostic::new(Code::I202, span).arg("found", text)),
        (Some(number), Some(made)) if number.year != made.year() => {
            let finding = Diagnostic::new(Code::I203, span).arg("found", number.year.to_string());
            fields.out.push(finding.arg("expected", made.year().to_string()));
        }
        _ => {}
    }
    (Some(text.into()), Some(span))
}
