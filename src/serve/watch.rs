//! File-system events into batches of paths. Folders are watched, not files: editors save by writing another file and
//! renaming it, and version control replaces thousands at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::{Config, Event, EventHandler, EventKindMask, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostic::Overtaken;
use crate::read::{self, FOLDERS};

/// So long nothing must happen before a batch is whole.
const QUIET: Duration = Duration::from_millis(12);
/// But no batch waits longer than this.
const LONGEST: Duration = Duration::from_millis(400);
/// Whoever saves often does so at this pace; longer work begins after it.
const MOMENT: Duration = Duration::from_millis(250);
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
    place: Arc<Place>,
    watcher: Box<dyn Watcher>,
    events: Receiver<notify::Result<Event>>,
    /// Set when something changes, until it is in a batch.
    pub overtaken: Overtaken,
    /// Whether the system tells of changes by itself.
    pub is_told: bool,
}

/// Where a portal stands.
struct Place {
    root: PathBuf,
    /// As the system names it: events carry these paths.
    real: PathBuf,
}

impl Place {
    /// The paths of an event below the root, those that can be part of the portal.
    fn ours<'e>(&self, event: &'e Event) -> impl Iterator<Item = &'e Path> {
        let below = |path: &'e PathBuf| path.strip_prefix(&self.real).or_else(|_| path.strip_prefix(&self.root)).ok();
        // Reading a file, which serving does, changes nothing.
        let paths = if event.kind.is_access() { &[][..] } else { &event.paths[..] };
        paths.iter().filter_map(below).filter(|path| is_ours(path))
    }

    fn is_concerned(&self, event: &notify::Result<Event>) -> bool {
        event.as_ref().map_or(true, |event| event.need_rescan() || self.ours(event).next().is_some())
    }
}

/// Passes on what concerns a portal, and says at once that there is something.
struct Sieve {
    place: Arc<Place>,
    overtaken: Overtaken,
    sender: Sender<notify::Result<Event>>,
}

impl EventHandler for Sieve {
    fn handle_event(&mut self, event: notify::Result<Event>) {
        if self.place.is_concerned(&event) {
            // In this order: whoever sees the sign may take the event at once.
            let _ = self.sender.send(event);
            self.overtaken.set(true);
        }
    }
}

impl Watch {
    /// Begins to watch; what changes from now on is in a batch.
    ///
    /// # Errors
    /// When the root cannot be watched in any way.
    pub fn new(root: &Path) -> anyhow::Result<Watch> {
        let (sender, events) = channel();
        let real = root.canonicalize().with_context(|| root.display().to_string())?;
        let place = Arc::new(Place { root: root.to_owned(), real });
        let overtaken = Overtaken::default();
        let sieve = || Sieve { place: place.clone(), overtaken: overtaken.clone(), sender: sender.clone() };
        let (watcher, is_told) = begin(&place.real, sieve)?;
        Ok(Watch { place, watcher, events, overtaken, is_told })
    }

    /// Waits for something to change, then for it to be over.
    ///
    /// # Errors
    /// When the watcher is gone.
    pub fn next(&mut self) -> anyhow::Result<Batch> {
        let first = self.events.recv().context("the watcher ended")?;
        self.batch(first)
    }

    /// What has happened since the last batch or happens within a moment, if anything does.
    ///
    /// # Errors
    /// When the watcher is gone.
    pub fn waiting(&mut self) -> anyhow::Result<Option<Batch>> {
        self.overtaken.set(false);
        match self.events.recv_timeout(MOMENT) {
            Ok(first) => self.batch(first).map(Some),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the watcher ended"),
        }
    }

    /// Waits until what has begun is over.
    fn batch(&mut self, first: notify::Result<Event>) -> anyhow::Result<Batch> {
        let mut batch = Batch::default();
        self.take(&mut batch, first);
        let began = Instant::now();
        while began.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => self.take(&mut batch, event),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the watcher ended"),
            }
        }
        self.overtaken.set(false);
        while let Ok(event) = self.events.try_recv() {
            self.take(&mut batch, event);
        }
        self.watch_again(&batch);
        Ok(batch)
    }

    fn take(&self, batch: &mut Batch, event: notify::Result<Event>) {
        match event {
            Ok(event) if !event.need_rescan() => batch.paths.extend(self.place.ours(&event).map(Path::to_owned)),
            _ => batch.anything = true,
        }
    }

    /// A folder that came (or came back) is watched from now on, and whatever it held before that may be new.
    fn watch_again(&mut self, batch: &Batch) {
        for folder in FOLDERS {
            let path = self.place.real.join(folder);
            if (batch.anything || batch.paths.contains(Path::new(folder))) && path.is_dir() {
                let _ = self.watcher.watch(&path, RecursiveMode::Recursive);
            }
        }
    }
}

fn begin(root: &Path, sieve: impl Fn() -> Sieve) -> anyhow::Result<(Box<dyn Watcher>, bool)> {
    // That files are opened and read is nothing to be told: a build does it a hundred thousand times at once.
    let changes = Config::default().with_event_kinds(EventKindMask::CORE);
    let own = RecommendedWatcher::new(sieve(), changes);
    if let Ok(mut watcher) = own
        && watch_all(&mut watcher, root).is_ok()
    {
        return Ok((Box::new(watcher), true));
    }
    // The system has no room for so many folders, or cannot tell of changes on this disk.
    let config = changes.with_poll_interval(POLL);
    let mut watcher = PollWatcher::new(sieve(), config)?;
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
