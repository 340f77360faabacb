//! The folder that a preview builds into: `.gongkai/preview` in the portal, kept for the next time, never published and
//! never committed. A second preview of the same portal gets another.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::write;

/// How many previews of one portal may run at once.
const MOST: usize = 16;

/// A folder in use; others keep away from it as long as this lives.
pub struct Folder {
    path: PathBuf,
    #[allow(dead_code, reason = "held, not read")]
    lock: File,
}

impl Folder {
    /// Takes a folder that no other preview uses.
    ///
    /// # Errors
    /// When the portal's folder cannot be written.
    pub fn open(root: &Path) -> anyhow::Result<Folder> {
        let own = write::own(root)?;
        for number in 1..=MOST {
            let name = if number == 1 { "preview".to_owned() } else { format!("preview-{number}") };
            let lock = own.join(format!("{name}.lock"));
            write::refuse_link(&lock)?;
            write::refuse_link(&own.join(&name))?;
            let file = File::create(&lock).with_context(|| lock.display().to_string())?;
            if file.try_lock().is_ok() {
                return Ok(Folder { path: own.join(name), lock: file });
            }
        }
        anyhow::bail!("{}: {MOST} previews run already", own.display())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}
