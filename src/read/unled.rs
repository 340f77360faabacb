//! Folders that were meant for an agency and hold no `agency.md` that is read: one finding says so, and what stands in them
//! is passed over until it is mended.

use std::collections::BTreeSet;

use super::walk::{Places, parse_year};

/// Such folders, below `content/`.
#[derive(Debug, Default)]
pub struct Unled<'t> {
    folders: BTreeSet<&'t str>,
    /// Those with a report, of which that is told and of nothing before it.
    reported: BTreeSet<&'t str>,
    /// Those of which an error tells already.
    told: BTreeSet<&'t str>,
}

impl<'t> Unled<'t> {
    /// The folders above a year with a report, and those with an `Agency.md` or an `agency.md.txt`.
    pub fn of(paths: impl Iterator<Item = &'t str>, misnamed: &'t [Box<str>], places: &Places) -> Unled<'t> {
        let mut unled = Unled::default();
        let is_free = |folder: &str| !folder.is_empty() && !places.contains_key(folder);
        for path in paths {
            let Some((folder, name)) = path.rsplit_once('/') else { continue };
            if is_text_of_agency(name) && is_free(folder) {
                unled.folders.insert(folder);
            }
            let above = folder.rsplit_once('/').filter(|(_, year)| name == "report.md" && parse_year(year).is_some());
            let body = above.map(|(body, _)| body).filter(|body| is_free(body));
            let is_year = |body: &str| body.rsplit('/').next().is_some_and(|name| parse_year(name).is_some());
            let body = body.filter(|body| !is_year(body));
            unled.folders.extend(body);
            unled.reported.extend(body);
        }
        for path in misnamed {
            let Some((folder, name)) = path.rsplit_once('/') else { continue };
            if name.eq_ignore_ascii_case("agency.md") && is_free(folder) {
                unled.folders.insert(folder);
                unled.told.insert(folder);
            }
        }
        unled
    }

    /// The innermost such folder that holds `path`, inside of the folder `owner`.
    pub fn above(&self, path: &str, owner: &str) -> Option<&'t str> {
        if self.folders.is_empty() {
            return None;
        }
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/').filter(|(above, _)| above.len() > owner.len()) {
            if let Some(found) = self.folders.get(above) {
                return Some(found);
            }
            folder = above;
        }
        None
    }

    /// Whether a text is the one by which a folder is told: its first report, else its first text.
    pub fn tell(&mut self, folder: &'t str, path: &str) -> bool {
        let is_it = path.ends_with("/report.md") || !self.reported.contains(folder);
        is_it && path.ends_with(".md") && self.told.insert(folder)
    }
}

/// What Windows makes of `agency.md` where it hides endings.
fn is_text_of_agency(name: &str) -> bool {
    matches!(name, "agency.md.txt" | "agency.txt")
}
