//! The folder in a portal that is gongkai's own: `.gongkai`. What stands there may be deleted at any time, is never
//! published, and ignores itself in git.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::link::refuse_link;

/// The name of the folder.
pub const NAME: &str = ".gongkai";

/// The folder of the portal at `root`, made if there is none.
///
/// # Errors
/// When the portal's folder cannot be written.
pub fn own(root: &Path) -> anyhow::Result<PathBuf> {
    let own = root.join(NAME);
    refuse_link(&own)?;
    fs::create_dir_all(&own).with_context(|| own.display().to_string())?;
    let ignore = own.join(".gitignore");
    match fs::OpenOptions::new().write(true).create_new(true).open(&ignore) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(own),
        made => {
            made.and_then(|mut file| file.write_all(b"*\n")).map(|()| own).with_context(|| ignore.display().to_string())
        }
    }
}
