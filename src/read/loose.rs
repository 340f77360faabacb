//! Lines of a report that have the words of a section's heading and are none: typed without `#`, in bold, or one level
//! too low.

use crate::diagnostic::{FileId, Span};
use crate::fold::fold;
use crate::model::Form;
use crate::model::report::{LooseHeading, SectionHeading};
use crate::model::section;

/// The last such line for each section that no heading stands for: the first may stand in a list of contents.
pub fn headings(
    form: &Form,
    headings: &[SectionHeading],
    (text, body): (&str, usize),
    file: FileId,
) -> Box<[LooseHeading]> {
    let mut missing = vec![true; form.sections.len()];
    for (at, _) in headings.iter().filter_map(|heading| section::of_heading(form, &heading.text)) {
        missing[at] = false;
    }
    if !missing.contains(&true) {
        return Box::default();
    }
    // As other headings of the report have it.
    let level = headings.first().and_then(|heading| text.get(heading.span.start as usize..));
    let level = level.map_or(1, |rest| rest.chars().take_while(|c| *c == '#').count().max(1));
    let longest = form.sections.iter().map(|section| section.label.len()).max().unwrap_or_default();
    let mut found = vec![None; form.sections.len()];
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let line = line.trim();
        let bare = line.trim_matches(|c: char| matches!(c, '#' | '*' | '_' | '：' | ':' | '。') || c.is_whitespace());
        if bare.is_empty() || bare.len() > 2 * longest {
            continue;
        }
        let bare = fold(bare);
        if let Some(section) =
            form.sections.iter().position(|section| *section.folded == bare).filter(|at| missing[*at])
        {
            found[section] = Some(LooseHeading { section, level, span: Span::new(file, start, start + line.len()) });
        }
    }
    found.into_iter().flatten().collect()
}
