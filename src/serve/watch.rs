//! File-system events into batches of paths. Folders are watched, not files: editors save by writing another file and
//! renaming it, and version control replaces thousands at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::read::{self, FOLDERS};

/// So long nothing must happen before a batch is whole.
const QUIET: Duration = Duration::from_millis(12);
/// But no batch waits longer than this.
const LONGEST: Duration = Duration::from_millis(400);
/// How often folders are looked through where the system tells nothing.
const POLL: Duration = Duration::from_secs(1);

/// What changed since the last batch.
#[derive(Debug, Default)]
pub struct Batch {
    /// Below the root, sorted.
    pub paths: BTreeSet<PathBuf>,
    /// Whether events were lost, so that anything may have changed.
    pub anything: bool,
}

/// Watches a portal.
pub struct Watch {
    root: PathBuf,
    /// As the system names it: events carry these paths.
    real: PathBuf,
    watcher: Box<dyn Watcher>,
    events: Receiver<notify::Result<Event>>,
    /// Whether the system tells of changes by itself.
    pub is_told: bool,
}

impl Watch {
    /// Begins to watch; what changes from now on is in a batch.
    ///
    /// # Errors
    /// When the root cannot be watched in any way.
    pub fn new(root: &Path) -> anyhow::Result<Watch> {
        let (sender, events) = channel();
        let real = root.canonicalize().with_context(|| root.display().to_string())?;
        let (watcher, is_told) = begin(&real, sender)?;
        Ok(Watch { root: root.to_owned(), real, watcher, events, is_told })
    }

    /// Waits for something to change, then for it to be over.
    ///
    /// # Errors
    /// When the watcher is gone.
    pub fn next(&mut self) -> anyhow::Result<Batch> {
        let mut batch = Batch::default();
        while batch.is_empty() {
            let event = self.events.recv().context("the watcher ended")?;
            self.take(&mut batch, event);
        }
        let first = Instant::now();
        while first.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => self.take(&mut batch, event),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the watcher ended"),
            }
        }
        self.watch_again(&batch);
        Ok(batch)
    }

    /// What has happened since the last batch, if anything has.
    pub fn waiting(&mut self) -> Option<Batch> {
        let mut batch = Batch::default();
        while let Ok(event) = self.events.try_recv() {
            self.take(&mut batch, event);
        }
        if batch.is_empty() {
            return None;
        }
        self.watch_again(&batch);
        Some(batch)
    }

    fn take(&self, batch: &mut Batch, event: notify::Result<Event>) {
        match event {
            Ok(event) if event.need_rescan() => batch.anything = true,
            // Reading a file, which serving does, changes nothing.
            Ok(event) if event.kind.is_access() => {}
            Ok(event) => {
                let below = event
                    .paths
                    .iter()
                    .filter_map(|path| path.strip_prefix(&self.real).or_else(|_| path.strip_prefix(&self.root)).ok());
                batch.paths.extend(below.filter(|path| is_ours(path)).map(Path::to_owned));
            }
            Err(_) => batch.anything = true,
        }
    }

    /// A folder that came (or came back) is watched from now on, and whatever it held before that may be new.
    fn watch_again(&mut self, batch: &Batch) {
        for folder in FOLDERS {
            let path = self.real.join(folder);
            if (batch.anything || batch.paths.contains(Path::new(folder))) && path.is_dir() {
                let _ = self.watcher.watch(&path, RecursiveMode::Recursive);
            }
        }
    }
}

impl Batch {
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.anything
    }
}

fn begin(root: &Path, sender: Sender<notify::Result<Event>>) -> anyhow::Result<(Box<dyn Watcher>, bool)> {
    let own = RecommendedWatcher::new(sender.clone(), Config::default());
    if let Ok(mut watcher) = own
        && watch_all(&mut watcher, root).is_ok()
    {
        return Ok((Box::new(watcher), true));
    }
    // The system has no room for so many folders, or cannot tell of changes on this disk.
    let config = Config::default().with_poll_interval(POLL);
    let mut watcher = PollWatcher::new(sender, config)?;
    watch_all(&mut watcher, root)?;
    Ok((Box::new(watcher), false))
}

fn watch_all(watcher: &mut dyn Watcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}

/// Whether a path below the root can be part of the portal: not what is hidden, what is built, or what editors leave.
fn is_ours(path: &Path) -> bool {
    let mut parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    let Some(first) = parts.next() else { return false };
    let in_folder = FOLDERS.contains(&&*first);
    let is_file_of_root = path.components().count() == 1 && (first.ends_with(".yaml") || first.ends_with(".yml"));
    (in_folder || is_file_of_root)
        && !path.components().any(|part| read::is_debris(&part.as_os_str().to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_or_left_by_editors_is_no_change() {
        for path in ["content/a/agency.md", "content", "portal.yaml", "themes/x/static/style.css", "forms/2026.yaml"] {
            assert!(is_ours(Path::new(path)), "{path}");
        }
        for path in [
            "public/index.html",
            ".git/index",
            "content/a/.agency.md.swp",
            "content/a/agency.md~",
            "README.md",
            "content/.git/x",
        ] {
            assert!(!is_ours(Path::new(path)), "{path}");
        }
    }
}
