//! The folder in a portal that is gongkai's own: `.gongkai`. What stands there may be deleted at any time, is never
//! published, and ignores itself in git.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// The name of the folder.
pub const NAME: &str = ".gongkai";

/// The folder of the portal at `root`, made if there is none.
///
/// # Errors
/// When the portal's folder cannot be written.
pub fn own(root: &Path) -> anyhow::Result<PathBuf> {
    let own = root.join(NAME);
    fs::create_dir_all(&own).with_context(|| own.display().to_string())?;
    let ignore = own.join(".gitignore");
    if !ignore.exists() {
        fs::write(&ignore, "*\n").with_context(|| ignore.display().to_string())?;
    }
    Ok(own)
}
