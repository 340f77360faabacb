//! The folder where new files wait until all of them are there. It also holds the lock that keeps two builds of one
//! folder apart.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, bail};

use super::link::refuse_link;
use super::{Stopped, interrupt};

const NAME: &str = ".gongkai-staging";
const LOCK: &str = "lock";
/// Below it the new files stand as they will in the site, so that a folder that is all new can be moved in whole.
const FILES: &str = "new";

/// Made when there is something to change: a build that changes nothing touches nothing.
pub struct Staging {
    root: PathBuf,
    open: Mutex<Option<Open>>,
    scratches: AtomicUsize,
}

/// The lock, held as long as the staging area is in use.
struct Open(#[allow(dead_code, reason = "held, not read")] File);

impl Staging {
    pub fn new(site: &Path) -> Staging {
        Staging { root: site.join(NAME), open: Mutex::new(None), scratches: AtomicUsize::new(0) }
    }

    /// Whether a build has left something behind, or is at work.
    pub fn is_there(&self) -> bool {
        self.root.exists()
    }

    /// Where a file of the site waits.
    pub fn place(&self, path: &str) -> PathBuf {
        self.root.join(FILES).join(path)
    }

    /// Stages some bytes as the file `path` of the site.
    pub fn write(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.stage(path, |mut file| file.write_all(bytes))
    }

    /// Stages a copy of a file. The source's rights are not copied: what is published can be read.
    pub fn copy(&self, path: &str, source: &Path) -> anyhow::Result<()> {
        let mut from = File::open(source)?;
        self.stage(path, |mut file| std::io::copy(&mut from, &mut file).map(drop))
    }

    fn stage(&self, path: &str, fill: impl FnOnce(File) -> std::io::Result<()>) -> anyhow::Result<()> {
        anyhow::ensure!(!path.split('/').any(|part| part == ".."), "{path}: leads out of the site");
        self.open()?;
        let place = self.place(path);
        let file = match File::create(&place) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // A build that is told to stop clears the staging area; folders must not come back behind it.
                let _held = interrupt::hold();
                fs::create_dir_all(place.parent().unwrap_or(&self.root))?;
                File::create(&place)?
            }
            made => made?,
        };
        Ok(fill(file)?)
    }

    /// A file in the staging folder that has no name any more, where the system can do that.
    pub fn scratch(&self) -> anyhow::Result<File> {
        self.open()?;
        let number = self.scratches.fetch_add(1, Ordering::Relaxed);
        let place = self.root.join(format!("scratch-{number}"));
        let file = File::options().read(true).write(true).create_new(true).open(&place)?;
        // Where an open file cannot be removed it goes with the folder.
        let _ = fs::remove_file(&place);
        Ok(file)
    }

    /// Removes the staging folder.
    pub fn close(&self) -> anyhow::Result<()> {
        if !self.root.exists() {
            return Ok(());
        }
        refuse_link(&self.root)?;
        if self.open.lock().expect("no writer panicked").is_none() {
            // Left by a build that was killed, or in use by one that runs.
            let Some(_lock) = self.try_lock()? else { return Ok(()) };
            return remove(&self.root);
        }
        remove(&self.root)
    }

    /// Opens the staging area, with the first file or to change what stands in the site: nobody else can meanwhile.
    pub fn open(&self) -> anyhow::Result<()> {
        let mut open = self.open.lock().expect("no writer panicked");
        if open.is_none() {
            *open = Some(Open(self.begin()?));
        }
        Ok(())
    }

    /// Takes the lock and clears what a killed build left.
    fn begin(&self) -> anyhow::Result<File> {
        refuse_link(&self.root)?;
        fs::create_dir_all(&self.root).with_context(|| format!("{}", self.root.display()))?;
        let Some(lock) = self.try_lock()? else {
            bail!(Stopped::Busy(self.root.clone()));
        };
        interrupt::register(&self.root);
        for entry in fs::read_dir(&self.root)? {
            let entry = entry?;
            match entry.file_type()?.is_dir() {
                true => remove(&entry.path())?,
                false if entry.file_name() == LOCK => {}
                // A link, perhaps, that a file of ours would be written through.
                false => fs::remove_file(entry.path())?,
            }
        }
        Ok(lock)
    }

    fn try_lock(&self) -> anyhow::Result<Option<File>> {
        let path = self.root.join(LOCK);
        refuse_link(&path)?;
        let file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("{}", path.display()))?;
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
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).with_context(|| format!("{}", path.display())),
        _ => Ok(()),
    }
}
