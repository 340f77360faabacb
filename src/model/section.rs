//! Which section of the form a heading stands for.

use crate::fold::fold;

use super::form::Form;

/// How surely a heading is a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The official heading, as far as folding goes.
    Exact,
    /// Its number, with other words.
    Renamed,
}

/// The section that a heading stands for, by its place in [`Form::sections`].
pub fn of_heading(form: &Form, heading: &str) -> Option<(usize, Likeness)> {
    // Nearly every heading is the official one to the letter.
    if let Some(at) = form.sections.iter().position(|section| &*section.label == heading) {
        return Some((at, Likeness::Exact));
    }
    let folded = fold(heading);
    if let Some(at) = form.sections.iter().position(|section| *section.folded == folded) {
        return Some((at, Likeness::Exact));
    }
    let number = |text: &str| text.split_once(',').map(|(number, _)| number.to_owned());
    let own = number(&folded)?;
    let same = form.sections.iter().position(|section| number(&section.folded).as_ref() == Some(&own));
    Some((same?, Likeness::Renamed))
}
