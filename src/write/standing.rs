//! Whether a site stands as a build left it.

use std::path::Path;

use rayon::prelude::*;

use super::{Fingerprint, Writer};

/// How many files the site in a folder has, if it is the one whose list has this `mark`, all of it stands, and no build
/// was interrupted since or is at work.
pub fn standing(site: &Path, mark: Fingerprint) -> Option<usize> {
    let writer = Writer::open(site).ok()?;
    let alone = writer.journal.is_empty() && !writer.staging.is_there();
    let files = &writer.old.0;
    (alone && writer.old.mark() == mark && files.par_iter().all(|entry| writer.intact(entry))).then_some(files.len())
}
