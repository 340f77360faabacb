//! What took a document's place leads to something that is in force, and not back (I104).

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ItemId, Site};

/// One finding for each circle, at the document that comes first in the site.
pub fn circles(site: &Site, out: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    for start in (0..site.items.len()).map(|at| ItemId(at as u32)) {
        let mut walk: Vec<ItemId> = Vec::new();
        let mut next = Some(start);
        while let Some(id) = next.filter(|id| seen.insert(*id)) {
            walk.push(id);
            next = site.index.successor(id);
        }
        let circle = walk.iter().position(|id| Some(*id) == next).map(|at| &walk[at..]);
        out.extend(circle.and_then(|circle| finding(site, circle)));
    }
}

fn finding(site: &Site, circle: &[ItemId]) -> Option<Diagnostic> {
    let place = |id: &ItemId| Some(site.item(*id).repealed_by.as_ref()?.span);
    let (first, rest) = circle.split_first()?;
    let finding = Diagnostic::new(Code::I104, place(first)?);
    Some(rest.iter().filter_map(place).fold(finding, |finding, span| finding.relate(span, "takes_its_place", vec![])))
}
