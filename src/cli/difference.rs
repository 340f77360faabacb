//! What mending changes in a file, as `diff -u` shows it. Mending changes lines and never adds or removes one, so lines
//! are compared where they stand.

use std::io::{self, Write};

use crate::diagnostic::{decode, shown, visible};
use crate::mend::Mended;

/// How many lines are shown around a change.
const AROUND: usize = 3;

/// Writes the difference.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(out: &mut dyn Write, mended: &Mended) -> io::Result<()> {
    let (before, after) = (decode(mended.before.clone()).0, decode(mended.after.clone()).0);
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let changed: Vec<usize> = (0..before.len()).filter(|at| before.get(*at) != after.get(*at)).collect();
    let (shown_before, shown_after): (Vec<&str>, Vec<&str>) =
        (mended.shown.0.lines().collect(), mended.shown.1.lines().collect());
    let line = |shown: &[&str], at: usize| shown.get(at).map(|line| visible(line).into_owned()).unwrap_or_default();
    let path = shown(&mended.path);
    writeln!(out, "--- {path}\n+++ {path}")?;
    for hunk in changed.chunk_by(|a, b| b - a <= 2 * AROUND) {
        let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else { continue };
        let (from, to) = (first.saturating_sub(AROUND), (last + 1 + AROUND).min(before.len()));
        writeln!(out, "@@ -{},{} +{},{} @@", from + 1, to - from, from + 1, to - from)?;
        let mut at = from;
        while at < to {
            if before[at] == after[at] {
                writeln!(out, " {}", line(&shown_before, at))?;
                at += 1;
                continue;
            }
            let end = (at..to).find(|next| before[*next] == after[*next]).unwrap_or(to);
            (at..end).try_for_each(|at| writeln!(out, "-{}", line(&shown_before, at)))?;
            (at..end).try_for_each(|at| writeln!(out, "+{}", line(&shown_after, at)))?;
            at = end;
        }
    }
    Ok(())
}
