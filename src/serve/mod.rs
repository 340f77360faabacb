//! The preview: builds, serves, watches, and builds again, until it is told to stop.
//!
//! It builds by [`pipeline::build_again`] and nothing else, into a folder of its own, and serves what stands there; what it
//! adds to a page (`wire`) is added on the way to the browser.

mod figures;
mod folder;
mod http;
mod list;
mod news;
mod shown;
mod watch;
mod wire;

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::diagnostic::{GivenUp, Lang, Overtaken, Words};
use crate::model::{Address, Portal};
use crate::pipeline::{self, Kept, Options, Outcome, Progress};
use crate::read;

use http::Server;
use shown::{Banner, Shown};
use watch::{Batch, Watch};

/// What a preview was asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    pub host: IpAddr,
    pub port: u16,
    /// Whether to open a browser.
    pub open: bool,
    /// The language of messages; else the portal's own.
    pub lang: Option<Lang>,
    pub build: Options,
}

/// Told what happens; a command line prints it.
pub trait Terminal {
    /// The server answers at this address.
    fn serving(&self, address: &str, asked: &Asked, socket: SocketAddr, is_told: bool, words: Words);
    /// A build came to its end; `page` is where one looks at it.
    fn built(&self, outcome: &Outcome, page: &str, took: Duration, words: Words);
    /// A build could not work: the disk refuses.
    fn failed(&self, error: &anyhow::Error, words: Words);
}

/// Serves the portal at `root` until the process ends.
///
/// # Errors
/// When there is no port or no folder to build in, or the portal cannot be watched. What is wrong with the portal itself
/// never ends a preview.
pub fn run(root: &Path, asked: &Asked, terminal: &dyn Terminal, progress: &dyn Progress) -> anyhow::Result<()> {
    let place = folder::Folder::open(root)?;
    // Watched before it is read, so that no change falls between.
    let mut watch = Watch::new(root)?;
    let mut preview = Preview::new(root, asked, place.path());
    // The pages of the last preview, if there was one, can be looked at while those of today are made.
    let server = Server::start(asked.host, asked.port, preview.shown.clone())?;
    let address = format!("http://{}{}", name(server.address), preview.shown.base);
    terminal.serving(&address, asked, server.address, watch.is_told, preview.shown.words);
    let start = Instant::now();
    let first = preview.build(Pass::First, progress);
    server.show(preview.shown.clone());
    report(terminal, &first, &address, start.elapsed(), preview.shown.words);
    preview.keep(first);
    if asked.open {
        let _ = open::that_detached(&address);
    }
    let mut batch = watch.next()?;
    loop {
        let start = Instant::now();
        preview.forget(&batch);
        let outcome = preview.build(Pass::Quick, progress);
        server.show(preview.shown.clone());
        let page = format!("http://{}{}{}", name(server.address), preview.shown.base, page_of(&batch, &preview.shown));
        report(terminal, &outcome, &page, start.elapsed(), preview.shown.words);
        let is_built = outcome.as_ref().is_ok_and(|outcome| outcome.changes.is_some());
        preview.keep(outcome);
        batch = if is_built { preview.follow(&server, &mut watch, progress)? } else { watch.next()? };
    }
}

/// What a build is for.
#[derive(Debug, Clone)]
enum Pass {
    /// To have a whole site to begin with.
    First,
    /// To show at once what was saved; the search stays behind.
    Quick,
    /// To make the rest; whoever saves meanwhile does not wait for it.
    Rest(Overtaken),
}

fn report(terminal: &dyn Terminal, outcome: &anyhow::Result<Outcome>, page: &str, took: Duration, words: Words) {
    match outcome {
        Ok(outcome) => terminal.built(outcome, page, took, words),
        Err(error) => terminal.failed(error, words),
    }
}

/// The page of a file that was saved, below the base, if it is a page and changed; else the home page.
fn page_of(batch: &Batch, shown: &Shown) -> String {
    let page = |path: &std::path::PathBuf| {
        let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let (stem, "md" | "yaml") = path.strip_prefix("content/")?.rsplit_once('.')? else { return None };
        let page = Address::of_markdown(stem);
        shown.has_changed(&page.on_disk()).then(|| page.as_str().to_owned())
    };
    batch.paths.iter().find_map(page).unwrap_or_default()
}

/// A socket as browsers name it; one for all of the machine's addresses is reached at the machine itself.
fn name(socket: SocketAddr) -> String {
    match socket.ip() {
        ip if ip.is_unspecified() => format!("localhost:{}", socket.port()),
        _ => socket.to_string(),
    }
}

/// The portal and the latest of its builds.
struct Preview<'p> {
    root: &'p Path,
    asked: &'p Asked,
    options: Options,
    kept: Kept,
    shown: Shown,
}

impl<'p> Preview<'p> {
    fn new(root: &'p Path, asked: &'p Asked, folder: &Path) -> Preview<'p> {
        let options = Options { out: Some(folder.to_owned()), ..asked.build.clone() };
        let portal = read::portal(root);
        let base_url = asked.build.base_url.clone().unwrap_or_else(|| portal.base_url.clone());
        let portal = Portal { base_url, ..portal };
        let shown = Shown {
            number: 0,
            base: portal.base_path().to_owned(),
            folder: folder.to_owned(),
            public: asked.build.out.clone().unwrap_or_else(|| root.join("public")),
            changed: Vec::new(),
            banner: Banner::default(),
            notes: std::collections::BTreeMap::new(),
            words: Words(asked.lang.unwrap_or_else(|| portal.message_lang())),
        };
        Preview { root, asked, options, kept: Kept::new(root), shown }
    }

    /// Takes back what the next build can use.
    fn keep(&mut self, outcome: anyhow::Result<Outcome>) {
        if let Ok(outcome) = outcome {
            self.kept.give_back(outcome);
        }
    }

    /// Reads again what is said to have changed, whatever its size and time say.
    fn forget(&mut self, batch: &Batch) {
        if batch.anything {
            self.kept.memory.forget_all();
        }
        self.kept.memory.forget(batch.paths.iter().map(|path| path.as_path()));
    }

    /// Makes the rest of the site while nothing changes, and waits for the next change.
    fn follow(&mut self, server: &Server, watch: &mut Watch, progress: &dyn Progress) -> anyhow::Result<Batch> {
        loop {
            if let Some(batch) = watch.waiting()? {
                return Ok(batch);
            }
            // Whatever the index says is of one build: its files are named after their content.
            let outcome = self.build(Pass::Rest(watch.overtaken.clone()), progress);
            if !is_given_up(&outcome) {
                server.show(self.shown.clone());
                self.keep(outcome);
                return watch.next();
            }
        }
    }

    /// Builds the portal as it is now and shows what came of it.
    fn build(&mut self, pass: Pass, progress: &dyn Progress) -> anyhow::Result<Outcome> {
        self.options.quick = matches!(pass, Pass::Quick);
        self.options.overtaken = if let Pass::Rest(overtaken) = pass { Some(overtaken) } else { None };
        let outcome = pipeline::build_again(self.root, &mut self.kept, &self.options, progress);
        if !is_given_up(&outcome) {
            self.show(&outcome);
        }
        outcome
    }

    fn show(&mut self, outcome: &anyhow::Result<Outcome>) {
        self.shown.number += 1;
        self.shown.changed.clear();
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(error) => {
                self.shown.banner = news::failure(error, self.shown.words);
                return;
            }
        };
        let words = Words(self.asked.lang.unwrap_or_else(|| outcome.site.portal.message_lang()));
        self.shown.words = words;
        self.shown.banner = news::banner(outcome, words);
        self.shown.notes = news::notes(outcome, words);
        if let Some(changes) = &outcome.changes {
            // While the configuration is at fault, the last good pages stay where they are.
            self.shown.base = outcome.site.portal.base_path().to_owned();
            let mut changed = changes.written.clone();
            changed.extend(changes.removed.iter().cloned());
            changed.sort_unstable();
            self.shown.changed = changed;
        }
    }
}

fn is_given_up(outcome: &anyhow::Result<Outcome>) -> bool {
    outcome.as_ref().is_err_and(|error| error.is::<GivenUp>())
}
