//! Files that are being mended, and the proof that none gets worse by it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Files};

use super::{Mended, hid_the_rest};

/// What is mended so far, over several looks: what stood behind a fault shows only when the fault is gone.
#[derive(Debug, Default)]
pub struct Batch {
    mended: BTreeMap<Box<str>, Mended>,
    left: BTreeSet<Box<str>>,
}

impl Batch {
    /// Whether a file may still be touched.
    pub fn may(&self, path: &str) -> bool {
        !self.left.contains(path)
    }

    pub fn add(&mut self, more: Vec<Mended>) {
        for mended in more {
            match self.mended.get_mut(&mended.path) {
                Some(known) => {
                    known.after = mended.after;
                    known.places += mended.places;
                }
                None => {
                    self.mended.insert(mended.path.clone(), mended);
                }
            }
        }
    }

    /// The files as they would be.
    pub fn lay_over(&self, files: &mut Files) {
        self.mended.values().for_each(|mended| files.lay_over(mended.path.clone(), mended.after.clone()));
    }

    /// Leaves every file alone that has more findings than it had, unless a fault hid them; says whether there is one.
    pub fn leave_worse(&mut self, before: (&Files, &[Diagnostic]), after: (&Files, &[Diagnostic])) -> bool {
        let (had, has) = (by_path(before.0, before.1), by_path(after.0, after.1));
        let hidden: BTreeSet<&str> = before
            .1
            .iter()
            .filter(|finding| hid_the_rest(std::slice::from_ref(finding), finding.span.file))
            .map(|finding| before.0.path(finding.span.file))
            .collect();
        let worse = |path: &str| !hidden.contains(path) && has.get(path) > had.get(path);
        let worse: Vec<Box<str>> = self.mended.keys().filter(|path| worse(path)).cloned().collect();
        for path in &worse {
            self.mended.remove(path);
            self.left.insert(path.clone());
        }
        !worse.is_empty()
    }

    /// The files, by path; `after` holds them as they would be.
    pub fn into_files(mut self, after: &Files) -> Vec<Mended> {
        self.mended.retain(|_, mended| mended.before != mended.after);
        for (file, path) in after.on_disk() {
            if let Some(mended) = self.mended.get_mut(path) {
                // What is known of it only now stood there before as well.
                mended.shown = (after.shown_before(file, &mended.shown.0), after.shown_text(file));
            }
        }
        self.mended.into_values().collect()
    }
}

fn by_path<'f>(files: &'f Files, findings: &[Diagnostic]) -> BTreeMap<&'f str, usize> {
    let mut counts = BTreeMap::new();
    findings.iter().for_each(|finding| *counts.entry(files.path(finding.span.file)).or_default() += 1);
    counts
}
