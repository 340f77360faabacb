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
    let folded = fold(heading);
    let exact = form.sections.iter().position(|section| fold(&section.label) == folded);
    if let Some(at) = exact {
        return Some((at, Likeness::Exact));
    }
    let number = |text: &str| text.split_once(',').map(|(number, _)| number.to_owned());
    let own = number(&folded)?;
    let same = form.sections.iter().position(|section| number(&fold(&section.label)).as_ref() == Some(&own));
    Some((same?, Likeness::Renamed))
}
