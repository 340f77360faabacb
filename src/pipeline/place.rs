//! Where a site may be written: never among what it is made of.

use std::path::{Component, Path, PathBuf};

use crate::write::{self, Stopped};

use super::Options;

/// The folders of a portal that authors write.
const SOURCES: [&str; 4] = ["content", "themes", "forms", write::OWN];

/// Refuses to build a portal into its own sources, and above them.
///
/// # Errors
/// [`Stopped::Sources`], and when the folder of our own is a link.
pub fn refuse(root: &Path, options: &Options) -> anyhow::Result<()> {
    write::refuse_link(&root.join(write::OWN))?;
    let site = options.site(root);
    let (root, out) = (resolved(root), resolved(&site));
    let is_source = |folder: &str| out.starts_with(root.join(folder)) || out.starts_with(resolved(&root.join(folder)));
    if root.starts_with(&out) || SOURCES.into_iter().any(is_source) {
        return Err(Stopped::Sources(site).into());
    }
    Ok(())
}

/// A path without links and `..`, as far as it is there.
fn resolved(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = whole.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let Some((above, mut real)) = there else { return whole };
    for part in whole.strip_prefix(above).into_iter().flat_map(Path::components) {
        match part {
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
    }
    real
}
