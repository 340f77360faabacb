//! The folder where new files wait until all of them are there. It also holds the lock that keeps two builds of one
//! folder apart.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, bail};

use super::interrupt;

const NAME: &str = ".gongkai-staging";
/// Files in one folder of the staging area, so that no folder grows without end.
const FILES: usize = 1000;

/// Made when the first file is staged: a build that changes nothing touches nothing.
pub struct Staging {
    root: PathBuf,
    open: Mutex<Option<Open>>,
}

struct Open {
    /// Held as long as the staging area is in use.
    _lock: File,
    /// The number of the next file.
    next: usize,
}

impl Staging {
    pub fn new(site: &Path) -> Staging {
        Staging { root: site.join(NAME), open: Mutex::new(None) }
    }

    /// Stages some bytes; gives the place where they wait.
    pub fn write(&self, bytes: &[u8]) -> anyhow::Result<PathBuf> {
        let place = self.place()?;
        fs::write(&place, bytes)?;
        Ok(place)
    }

    /// Stages a copy of a file. The source's rights are not copied: what is published can be read.
    pub fn copy(&self, source: &Path) -> anyhow::Result<PathBuf> {
        let place = self.place()?;
        std::io::copy(&mut File::open(source)?, &mut File::create(&place)?)?;
        Ok(place)
    }

    /// Removes the staging folder.
    pub fn close(&self) -> anyhow::Result<()> {
        if !self.root.exists() {
            return Ok(());
        }
        if self.open.lock().expect("no writer panicked").is_none() {
            // Left by a build that was killed, or in use by one that runs.
            let Some(_lock) = self.try_lock()? else { return Ok(()) };
            return remove(&self.root);
        }
        remove(&self.root)
    }

    /// A place for the next file, in a folder that exists.
    fn place(&self) -> anyhow::Result<PathBuf> {
        let mut open = self.open.lock().expect("no writer panicked");
        if open.is_none() {
            *open = Some(Open { _lock: self.begin()?, next: 0 });
        }
        let state = open.as_mut().expect("just opened");
        let folder = self.root.join((state.next / FILES).to_string());
        if state.next.is_multiple_of(FILES) {
            fs::create_dir_all(&folder)?;
        }
        let place = folder.join((state.next % FILES).to_string());
        state.next += 1;
        Ok(place)
    }

    /// Takes the lock and clears what a killed build left.
    fn begin(&self) -> anyhow::Result<File> {
        fs::create_dir_all(&self.root).with_context(|| format!("{}", self.root.display()))?;
        let Some(lock) = self.try_lock()? else {
            bail!("{}: another build is writing this folder; wait for it to end", self.root.display());
        };
        interrupt::register(&self.root);
        for entry in fs::read_dir(&self.root)? {
            let path = entry?.path();
            if path.is_dir() {
                remove(&path)?;
            }
        }
        Ok(lock)
    }

    fn try_lock(&self) -> anyhow::Result<Option<File>> {
        let path = self.root.join("lock");
        let file = File::create(&path).with_context(|| format!("{}", path.display()))?;
        Ok(file.try_lock().is_ok().then_some(file))
    }
}

impl Drop for Staging {
    /// A build that failed leaves nothing behind.
    fn drop(&mut self) {
        if self.open.get_mut().is_ok_and(|open| open.is_some()) {
            let _ = remove(&self.root);
            interrupt::forget(&self.root);
        }
    }
}

fn remove(path: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{}", path.display()))
        }
        _ => Ok(()),
    }
}
