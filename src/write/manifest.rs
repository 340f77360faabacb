//! The sorted list of what gongkai wrote into a site folder, and the journal of what it is about to move there.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::SystemTime;

use anyhow::Context;

use super::fingerprint::Fingerprint;
use super::link::refuse_link;
use super::{digest, whole, whole_for_now};

const NAME: &str = ".gongkai-manifest";
const JOURNAL: &str = ".gongkai-journal";
const HEAD: &str = "gongkai-manifest 1";

/// One file: its path, the hash of its bytes and of its recipe, its size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub path: Box<str>,
    pub content: Fingerprint,
    pub fingerprint: Fingerprint,
    pub size: u64,
}

/// Sorted by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest(pub Vec<Entry>);

impl Manifest {
    /// Reads the manifest of a folder and when it was written; none is an empty one. A line that cannot be read (of a
    /// later version, say) still says that its path is ours, if it names one.
    pub fn load(root: &Path) -> anyhow::Result<(Manifest, Option<SystemTime>)> {
        // Before it is read: a manifest that comes meanwhile is then seen to be another.
        let time = Manifest::time(root);
        let Some(text) = read(&root.join(NAME))? else { return Ok((Manifest::default(), None)) };
        let mut lines = text.lines();
        let known = lines.next() == Some(HEAD);
        let mut entries: Vec<Entry> = lines.filter_map(entry).collect();
        if !known {
            entries.iter_mut().for_each(|entry| entry.fingerprint = Fingerprint::default());
        }
        entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Ok((Manifest(entries), time))
    }

    /// The entry of a path.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        let at = self.0.binary_search_by(|entry| (*entry.path).cmp(path)).ok()?;
        Some(&self.0[at])
    }

    /// The entries whose path begins so.
    pub fn beginning(&self, beginning: &str) -> &[Entry] {
        let first = self.0.partition_point(|entry| *entry.path < *beginning);
        let count = self.0[first..].partition_point(|entry| entry.path.starts_with(beginning));
        &self.0[first..first + count]
    }

    /// The same with other entries in place of those with their paths.
    pub fn amended(mut self, entries: Vec<Entry>) -> Manifest {
        for entry in entries {
            match self.0.binary_search_by(|known| known.path.cmp(&entry.path)) {
                Ok(at) => self.0[at] = entry,
                Err(at) => self.0.insert(at, entry),
            }
        }
        self
    }

    /// Writes the text of a manifest, whole or not at all; and says when. That of a folder which is amended again and
    /// again need not outlast a loss of power.
    pub fn save(root: &Path, text: &str, amends: bool) -> anyhow::Result<Option<SystemTime>> {
        let path = root.join(NAME);
        if amends {
            whole_for_now(&path, text)?
        } else {
            whole(&path, text)?
        }
        Ok(Manifest::time(root))
    }

    /// When the manifest of a folder was written.
    pub fn time(root: &Path) -> Option<SystemTime> {
        fs::metadata(root.join(NAME)).and_then(|found| found.modified()).ok()
    }

    /// A hash of all of it.
    pub fn mark(&self) -> Fingerprint {
        digest(self.text().as_bytes())
    }

    /// As it stands on disk.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.0.len() * 120 + HEAD.len());
        text.push_str(HEAD);
        text.push('\n');
        for Entry { path, content, fingerprint, size } in &self.0 {
            let _ = writeln!(text, "{content} {fingerprint} {size} {path}");
        }
        text
    }
}

fn entry(line: &str) -> Option<Entry> {
    let mut parts = line.splitn(4, ' ');
    let (content, fingerprint, size, path) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    // A manifest that was tampered with must not lead out of its folder.
    let inside = !path.is_empty() && !path.starts_with('/') && !path.split('/').any(|part| part == "..");
    inside.then(|| Entry {
        path: path.into(),
        content: Fingerprint::parse(content).unwrap_or_default(),
        fingerprint: Fingerprint::parse(fingerprint).unwrap_or_default(),
        size: size.parse().unwrap_or(0),
    })
}

/// The paths that an interrupted build was moving.
pub fn load_journal(root: &Path) -> anyhow::Result<BTreeSet<String>> {
    let text = read(&root.join(JOURNAL))?.unwrap_or_default();
    let inside = |path: &&str| !path.starts_with('/') && !path.is_empty() && !path.split('/').any(|part| part == "..");
    Ok(text.lines().filter(inside).map(str::to_owned).collect())
}

/// Notes the paths that are about to be moved or removed.
pub fn save_journal<'p>(root: &Path, paths: impl Iterator<Item = &'p str>, amends: bool) -> anyhow::Result<()> {
    fs::create_dir_all(root).with_context(|| format!("{}", root.display()))?;
    let text: String = paths.flat_map(|path| [path, "\n"]).collect();
    let path = root.join(JOURNAL);
    if amends { whole_for_now(&path, text) } else { whole(&path, text) }
}

/// Forgets the journal: everything is in place.
pub fn drop_journal(root: &Path) -> anyhow::Result<()> {
    let path = root.join(JOURNAL);
    fs::remove_file(&path).with_context(|| format!("{}", path.display()))
}

fn read(path: &Path) -> anyhow::Result<Option<String>> {
    refuse_link(path)?;
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{}", path.display())),
    }
}
