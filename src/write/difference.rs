//! What stands in one site folder and not, or not so, in another.

use std::path::Path;

use super::manifest::Manifest;

/// Files by path under the site folder, sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub added: Vec<Box<str>>,
    pub changed: Vec<Box<str>>,
    pub removed: Vec<Box<str>>,
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// Compares two site folders by what was noted when they were written; `None` where nothing was ever written into the
/// first.
///
/// # Errors
/// When a manifest cannot be read.
pub fn difference(old: &Path, new: &Path) -> anyhow::Result<Option<Difference>> {
    let (old, written) = Manifest::load(old)?;
    if written.is_none() {
        return Ok(None);
    }
    let (new, _) = Manifest::load(new)?;
    let mut out = Difference::default();
    for entry in &new.0 {
        match old.get(&entry.path) {
            None => out.added.push(entry.path.clone()),
            Some(old) if old.content != entry.content => out.changed.push(entry.path.clone()),
            Some(_) => {}
        }
    }
    out.removed.extend(old.0.iter().filter(|entry| new.get(&entry.path).is_none()).map(|entry| entry.path.clone()));
    Ok(Some(out))
}
