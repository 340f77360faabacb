//! What the disk says of a file without reading it: enough to know that it is as it was.

use std::fs::{self, DirEntry, Metadata};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use crate::write::{Fingerprint, Fingerprinter};

/// What changes when a file does, short of somebody who wants to deceive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stamp {
    size: u64,
    changed: SystemTime,
    /// The number of the file on its disk, and when that was last noted there: seconds and their parts. A file that was
    /// copied with its old time, or moved over another one, is known by them.
    #[cfg(unix)]
    place: (u64, i64, i64),
}

impl Stamp {
    /// The stamp of a file, or of what a link leads to.
    pub fn of(path: &Path) -> Option<Stamp> {
        Stamp::from(&fs::metadata(path).ok()?)
    }

    fn from(found: &Metadata) -> Option<Stamp> {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Some(Stamp {
            size: found.len(),
            changed: found.modified().ok()?,
            #[cfg(unix)]
            place: (found.ino(), found.ctime(), found.ctime_nsec()),
        })
    }

    /// Whether the file could change once more without getting another stamp: disks count time in ticks, old ones in
    /// seconds.
    fn is_fresh(&self, now: SystemTime) -> bool {
        let parts = self.changed.duration_since(UNIX_EPOCH).map_or(0, |time| time.subsec_nanos());
        let tick = if parts == 0 { Duration::from_secs(2) } else { Duration::from_millis(20) };
        // A time to come is no time to rely on.
        now.duration_since(self.changed).is_ok_and(|age| age < tick) || self.changed > now
    }
}

/// Where a portal's files stand: everything that a site is made of.
pub const FOLDERS: [&str; 3] = ["content", "forms", "themes"];

/// What stands there: its path below the root, and its stamp; none for a folder, which is no more than its name.
type Found = (String, Option<Stamp>);

/// A hash of the names and stamps of everything that a site is made of; `None` if one of them says too little. Taken
/// before a portal is read, it is the same the next time only if the portal is.
#[allow(clippy::disallowed_methods, reason = "compared with the disk's own times; no output shows it")]
pub fn inputs(root: &Path) -> Option<Fingerprint> {
    let now = SystemTime::now();
    let mut found = folder(root, "", &|name| FOLDERS.contains(&name) || name.ends_with(".yaml"))?;
    if found.iter().any(|(_, stamp)| stamp.is_some_and(|stamp| stamp.is_fresh(now))) {
        return None;
    }
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    Some(Fingerprinter::with(&(root, found)).fingerprint())
}

/// The same of the configuration alone: the files of the root and the forms. The themes are no part of what is read.
pub fn settings(root: &Path) -> Option<Fingerprint> {
    let mut found = folder(root, "", &|name| name == "forms" || name.ends_with(".yaml"))?;
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    Some(Fingerprinter::with(&found).fingerprint())
}

/// Everything below a folder, of its own entries those whose name is wanted; folders are gone through by several threads.
fn folder(place: &Path, path: &str, wanted: &(dyn Fn(&str) -> bool + Sync)) -> Option<Vec<Found>> {
    let entries: Vec<DirEntry> = fs::read_dir(place).ok()?.collect::<Result<_, _>>().ok()?;
    let each = entries.par_iter().map(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !wanted(&name) {
            return Some(Vec::new());
        }
        let path = format!("{path}/{name}");
        match entry.file_type().ok()? {
            kind if kind.is_dir() => folder(&entry.path(), &path, &|_| true),
            kind if kind.is_symlink() => {
                let led_to = Stamp::of(&entry.path()).or_else(|| Stamp::from(&entry.metadata().ok()?))?;
                Some(vec![(path, Some(led_to))])
            }
            _ => Some(vec![(path, Some(Stamp::from(&entry.metadata().ok()?)?))]),
        }
    });
    let mut found = vec![(path.to_owned(), None)];
    found.extend(each.collect::<Option<Vec<_>>>()?.into_iter().flatten());
    Some(found)
}
