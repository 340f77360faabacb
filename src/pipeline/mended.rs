//! Checking a portal, and mending what is certain, until nothing more is found.

use std::path::Path;

use crate::diagnostic::Files;
use crate::mend::{self, Batch, Mended};

use super::{Options, Outcome, Progress, check, check_in};

/// How often a portal is looked at anew: a mended file may show what its fault hid.
const LOOKS: usize = 4;

/// Reads and checks a portal, and mends in memory what is certain: the outcome is that of the mended files, which are not
/// written. `wanted` says which paths may be touched.
///
/// # Errors
/// As of [`super::check()`].
pub fn mend(
    root: &Path,
    options: &Options,
    wanted: &dyn Fn(&str) -> bool,
    progress: &dyn Progress,
) -> anyhow::Result<(Outcome, Vec<Mended>)> {
    let mut batch = Batch::default();
    let mut outcome = check(root, options, progress)?;
    for _ in 0..LOOKS {
        let more = mend::all(&outcome.files, &outcome.findings, &|path| wanted(path) && batch.may(path));
        if more.is_empty() {
            break;
        }
        batch.add(more);
        let look = |batch: &Batch| {
            let mut files = Files::new(root);
            batch.lay_over(&mut files);
            check_in(files, options, progress)
        };
        let mut next = look(&batch)?;
        if batch.leave_worse((&outcome.files, &outcome.findings), (&next.files, &next.findings)) {
            next = look(&batch)?;
        }
        outcome = next;
    }
    let mended = batch.into_files(&outcome.files);
    Ok((outcome, mended))
}
