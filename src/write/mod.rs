//! Writes the files of a site: only those that changed, each whole, and removes those that are gone.
//!
//! Everything new is first written into a staging folder beside its place; only when all of it is there are the files
//! moved in. A build that fails, or is killed, leaves the site as it was; one killed while moving is finished by the
//! next. A file that gongkai did not write is never overwritten or removed: what is ours stands in the manifest, and,
//! while files are moved, in a journal.

mod difference;
mod fingerprint;
mod interrupt;
mod link;
mod manifest;
mod moves;
mod own;
mod replace;
mod staging;
mod standing;
mod stopped;

use std::collections::BTreeSet;
use std::fs;
use std::hash::Hasher;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use anyhow::{Context, bail};

pub use difference::{Difference, difference};
pub use fingerprint::{Fingerprint, Fingerprinter, digest};
pub use interrupt::stop;
pub use link::refuse_link;
use link::refuse_links;
use manifest::{Entry, Manifest};
use moves::{gone, move_in, refuse_foreign, remove};
pub use own::{NAME as OWN, own};

pub use replace::{replace, whole, whole_for_now};
use staging::Staging;
pub use standing::standing;
pub use stopped::Stopped;

/// A site folder being written.
pub struct Writer {
    root: PathBuf,
    old: Manifest,
    /// When the manifest was written: a file changed later was changed by somebody else.
    old_time: Option<SystemTime>,
    /// What an interrupted build moved in.
    journal: BTreeSet<String>,
    staging: Staging,
    entries: Mutex<Vec<Entry>>,
    staged: Mutex<Vec<Box<str>>>,
    /// Whether what nobody puts stays as it is.
    amends: bool,
}

/// What a build noted of the folder that it wrote, for a next one that only amends it.
#[derive(Debug)]
pub struct Noted {
    manifest: Manifest,
    time: Option<SystemTime>,
}

/// What a build changed, by path under the site folder; sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub written: Vec<Box<str>>,
    pub removed: Vec<Box<str>>,
    /// What is no longer planned, but was changed by somebody else since it was written: it is left where it is.
    pub left: Vec<Box<str>>,
    pub kept: usize,
    /// Of the list of all files with their hashes: two sites with the same mark are the same.
    pub mark: Fingerprint,
}

impl Writer {
    /// Opens a site folder, which need not exist yet.
    ///
    /// # Errors
    /// When it is no folder, or what an earlier build noted there cannot be read.
    pub fn open(root: &Path) -> anyhow::Result<Writer> {
        if root.exists() && !root.is_dir() {
            bail!(Stopped::NoFolder(root.to_owned()));
        }
        let (manifest, time) = Manifest::load(root)?;
        Ok(Writer::at(root, Noted { manifest, time }, manifest::load_journal(root)?, false))
    }

    /// Opens a folder of which only the files that are put shall change: for who wrote it last and still watches over it.
    ///
    /// # Errors
    /// As of [`Writer::open`].
    pub fn amend(root: &Path, noted: Noted) -> anyhow::Result<Writer> {
        let journal = manifest::load_journal(root)?;
        if !journal.is_empty() {
            return Writer::open(root);
        }
        Ok(Writer::at(root, noted, journal, true))
    }

    fn at(root: &Path, noted: Noted, journal: BTreeSet<String>, amends: bool) -> Writer {
        Writer {
            root: root.to_owned(),
            old: noted.manifest,
            old_time: noted.time,
            journal,
            staging: Staging::new(root),
            entries: Mutex::default(),
            staged: Mutex::default(),
            amends,
        }
    }

    /// Whether what nobody puts stays as it is.
    pub fn amends(&self) -> bool {
        self.amends
    }

    /// Plans a file; `make` is called only if the recipe behind `fingerprint` changed, or the file did.
    ///
    /// # Errors
    /// When `make` fails or the file cannot be written.
    pub fn put(
        &self,
        path: &str,
        fingerprint: Fingerprint,
        make: impl FnOnce() -> anyhow::Result<Vec<u8>>,
    ) -> anyhow::Result<()> {
        let old = self.old.get(path);
        if let Some(old) = old.filter(|old| old.fingerprint == fingerprint && self.intact(old)) {
            self.keep(old.clone());
            return Ok(());
        }
        self.put_entry(path, make()?, Some(fingerprint))
    }

    /// Plans a file whose bytes are there already.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put_bytes(&self, path: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
        self.put_entry(path, bytes, None)
    }

    fn put_entry(&self, path: &str, bytes: Vec<u8>, fingerprint: Option<Fingerprint>) -> anyhow::Result<()> {
        let content = digest(&bytes);
        let fingerprint = fingerprint.unwrap_or(content);
        let entry = Entry { path: path.into(), content, fingerprint, size: bytes.len() as u64 };
        let old = self.old.get(path);
        if old.is_some_and(|old| old.content == entry.content && self.intact(old)) {
            self.keep(entry);
            return Ok(());
        }
        self.staging.write(path, &bytes).with_context(|| format!("{}", self.root.join(path).display()))?;
        self.stage(entry);
        Ok(())
    }

    /// Plans a copy of a file, byte for byte.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn copy(&self, path: &str, source: &Path) -> anyhow::Result<()> {
        let context = || format!("{}", source.display());
        let (content, size) = digest_file(source).with_context(context)?;
        let entry = Entry { path: path.into(), content, fingerprint: content, size };
        match self.old.get(path).filter(|old| old.content == content && self.intact(old)) {
            Some(_) => self.keep(entry),
            None => {
                self.staging.copy(path, source).with_context(context)?;
                self.stage(entry);
            }
        }
        Ok(())
    }

    /// How many bytes the files have whose path begins so, if the last build wrote some and all of them stand there still.
    pub fn stands(&self, beginning: &str) -> Option<u64> {
        let found = self.old.beginning(beginning);
        let whole = !found.is_empty() && found.iter().all(|entry| self.intact(entry));
        whole.then(|| found.iter().map(|entry| entry.size).sum())
    }

    /// Plans the files whose path begins so, as they stand there.
    pub fn keep_all(&self, beginning: &str) {
        self.entries.lock().expect("no writer panicked").extend_from_slice(self.old.beginning(beginning));
    }

    /// Plans a file as it stands there, without looking whether it does: for who wrote it last and still watches over the
    /// folder. False if there is none.
    pub fn keep_one(&self, path: &str) -> bool {
        let old = self.old.get(path).cloned();
        let is_there = old.is_some();
        old.into_iter().for_each(|entry| self.keep(entry));
        is_there
    }

    /// Plans the files whose path begins so and that nobody planned yet, as they stand there.
    pub fn keep_rest(&self, beginning: &str) {
        let mut entries = self.entries.lock().expect("no writer panicked");
        let below = |entry: &&Entry| entry.path.starts_with(beginning);
        let planned: BTreeSet<Box<str>> = entries.iter().filter(below).map(|entry| entry.path.clone()).collect();
        let rest = self.old.beginning(beginning).iter().filter(|entry| !planned.contains(&entry.path));
        entries.extend(rest.cloned());
    }

    /// A file without a name, on the disk that the site is written to; gone when it is closed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn scratch(&self) -> anyhow::Result<fs::File> {
        self.staging.scratch()
    }

    /// Moves what is new into place, removes what is no longer planned, and notes what stands there now.
    ///
    /// # Errors
    /// When a file that gongkai did not write stands in the way (nothing has been changed then), or the disk refuses.
    pub fn finish(mut self) -> anyhow::Result<(Changes, Noted)> {
        let mut entries = std::mem::take(self.entries.get_mut().expect("no writer panicked"));
        entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let mut staged = std::mem::take(self.staged.get_mut().expect("no writer panicked"));
        staged.sort_unstable();
        let gone = if self.amends { Vec::new() } else { gone(&self.old, &self.journal, &entries) };
        for paths in [&staged, &gone] {
            refuse_links(&self.root, paths.iter().map(|path| &**path))?;
        }
        let (left, removed): (Vec<_>, Vec<_>) = gone.into_iter().partition(|path| self.is_others(path));
        let differs = self.is_to_change(&entries, &staged, (&removed, &left))?;
        let new = if self.amends { self.old.amended(entries) } else { Manifest(entries) };
        let mut time = self.old_time;
        let mut text = None;
        if differs {
            let _whole = interrupt::hold();
            manifest::save_journal(&self.root, staged.iter().chain(&removed).map(|path| &**path), self.amends)?;
            remove(&self.root, &removed)?;
            move_in(&self.root, &self.staging, &staged)?;
            let text = text.insert(new.text());
            time = Manifest::save(&self.root, text, self.amends)?;
            manifest::drop_journal(&self.root)?;
        }
        self.staging.close()?;
        let kept = new.0.len() - staged.len();
        let mark = digest(text.unwrap_or_else(|| new.text()).as_bytes());
        let changes = Changes { written: staged, removed, left, kept, mark };
        Ok((changes, Noted { manifest: new, time }))
    }

    /// Whether anything is to change; if so, nobody else can write here from now on, nobody did since this build looked,
    /// and nothing foreign stands in the way.
    fn is_to_change(
        &self,
        entries: &[Entry],
        staged: &[Box<str>],
        (removed, left): (&[Box<str>], &[Box<str>]),
    ) -> anyhow::Result<bool> {
        let is_new = |entry: &Entry| self.old.get(&entry.path) != Some(entry);
        let differs = [staged, removed, left].iter().any(|paths| !paths.is_empty()) || !self.journal.is_empty();
        if !differs && !entries.iter().any(is_new) {
            return Ok(false);
        }
        self.staging.open()?;
        self.still_ours()?;
        for path in staged {
            let is_ours = self.old.get(path).is_some() || self.journal.contains(&**path);
            refuse_foreign(&self.root, path, is_ours, removed)?;
        }
        Ok(true)
    }

    /// Makes sure, once nobody else can write here, that nobody did since this build looked.
    fn still_ours(&self) -> anyhow::Result<()> {
        let same = Manifest::time(&self.root) == self.old_time && manifest::load_journal(&self.root)? == self.journal;
        anyhow::ensure!(same, Stopped::Overtaken(self.root.clone()));
        Ok(())
    }

    fn keep(&self, entry: Entry) {
        self.entries.lock().expect("no writer panicked").push(entry);
    }

    fn stage(&self, entry: Entry) {
        self.staged.lock().expect("no writer panicked").push(entry.path.clone());
        self.keep(entry);
    }

    /// Whether somebody else put something into the place of a file of ours. Of what an interrupted build moved in nobody
    /// noted what it holds.
    fn is_others(&self, path: &str) -> bool {
        let is_there = || self.root.join(path).symlink_metadata().is_ok_and(|found| !found.is_dir());
        let differs = self.old.get(path).is_some_and(|old| !self.intact(old));
        differs && !self.journal.contains(path) && is_there()
    }

    /// Whether a file still stands as it was written. One changed after the manifest was noted is read to make sure.
    fn intact(&self, entry: &Entry) -> bool {
        let path = self.root.join(&*entry.path);
        let Ok(found) = path.symlink_metadata() else { return false };
        if !found.is_file() || found.len() != entry.size {
            return false;
        }
        let untouched = match (found.modified(), self.old_time) {
            (Ok(changed), Some(noted)) => changed < noted,
            _ => false,
        };
        untouched || digest_file(&path).is_ok_and(|(content, _)| content == entry.content)
    }
}

fn digest_file(path: &Path) -> anyhow::Result<(Fingerprint, u64)> {
    let mut file = fs::File::open(path)?;
    let (mut hasher, mut size, mut buffer) = (Fingerprinter::default(), 0, vec![0; 64 * 1024]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hasher.write(&buffer[..read]);
        size += read as u64;
    }
    Ok((hasher.fingerprint(), size))
}
