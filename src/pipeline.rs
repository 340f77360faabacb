//! The order of the steps, for each command; and nothing else.

mod kept;
mod mended;
mod noted;
mod place;
mod receipt;

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use crate::diagnostic::{self, Diagnostic, Files, Overtaken, Severity};
pub use crate::diagnostic::{Progress, Silent};
#[cfg(feature = "external")]
use crate::external;
use crate::model::reach::Reach;
use crate::model::{Date, Make, Output, Page, Site};
use crate::read::Reading;
use crate::render::{Renderer, Theme};
use crate::write::{Changes, Noted, Writer};
use crate::{check, plan, read, search};

pub use kept::Kept;
use kept::Planned;
pub use mended::mend;
pub use place::refuse;
pub use receipt::{Built, Receipt};

/// What a command was asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Stands in for today.
    pub as_of: Option<Date>,
    /// Build in spite of errors, drafts included.
    pub draft: bool,
    /// In place of the portal's own base address.
    pub base_url: Option<String>,
    /// Where the site is written; `public/` below the root if absent.
    pub out: Option<PathBuf>,
    /// Makes only what can show what changed since the last whole build, and leaves the search index as it stands: a
    /// whole build must follow.
    pub quick: bool,
    /// The build is given up as soon as this is set.
    pub overtaken: Option<Overtaken>,
    /// Ask addresses on other sites; only a check does.
    #[cfg(feature = "external")]
    pub external: Option<external::Asking>,
}

impl Options {
    /// The folder that the portal at `root` is written to.
    pub fn site(&self, root: &Path) -> PathBuf {
        self.out.clone().unwrap_or_else(|| root.join("public"))
    }
}

/// What came of it: the files that were read, the findings in their order, and what was written, if anything was.
pub struct Outcome {
    pub files: Files,
    pub site: Site,
    pub findings: Vec<Diagnostic>,
    pub changes: Option<Changes>,
    /// How many addresses on other sites were asked, and of how many the answers were known; if any were to be.
    pub external: Option<(usize, usize)>,
}

/// Reads and checks a portal.
///
/// # Errors
/// When the disk refuses.
pub fn check(root: &Path, options: &Options, progress: &dyn Progress) -> anyhow::Result<Outcome> {
    check_in(Files::new(root), options, progress)
}

fn check_in(mut files: Files, options: &Options, progress: &dyn Progress) -> anyhow::Result<Outcome> {
    let reading = read(&mut files, options, None, progress)?;
    progress.step("checking", 0);
    let Checked { site, mut findings, .. } = checked(reading, &mut files, options, None, progress);
    let (_, clashes) = plan::outputs(&site);
    findings.extend(clashes);
    let (_, faults) = Theme::open(&site.portal, &mut files);
    findings.extend(faults);
    let external = outside(&site, &files, options, progress, &mut findings)?;
    let findings = settled(&site, &files, findings, external.is_some());
    Ok(Outcome { files, site, findings, changes: None, external })
}

#[cfg(feature = "external")]
fn outside(
    site: &Site,
    files: &Files,
    options: &Options,
    progress: &dyn Progress,
    findings: &mut Vec<Diagnostic>,
) -> anyhow::Result<Option<(usize, usize)>> {
    let Some(asking) = &options.external else { return Ok(None) };
    let told: (&dyn Fn(usize), &(dyn Fn() + Sync)) = (&|count| progress.step("asking", count), &|| progress.tick());
    let asked = external::all((site, files), files.root(), asking, told)?;
    findings.extend(asked.findings);
    Ok(Some((asked.asked, asked.known)))
}

#[cfg(not(feature = "external"))]
fn outside(
    _: &Site,
    _: &Files,
    _: &Options,
    _: &dyn Progress,
    _: &mut Vec<Diagnostic>,
) -> anyhow::Result<Option<(usize, usize)>> {
    Ok(None)
}

/// Reads, checks and writes a portal; writes nothing while there are errors, unless drafts are asked for.
///
/// # Errors
/// When the disk refuses, or a file that is not ours stands in the way. The site is left as it was.
pub fn build(root: &Path, options: &Options, progress: &dyn Progress) -> anyhow::Result<Outcome> {
    let mut files = Files::new(root);
    Ok(build_from(&mut files, None, options, progress)?.of(files))
}

/// The same build, of a portal that was built before: what did not change since is not read again.
///
/// # Errors
/// As of [`build`]; and [`GivenUp`](diagnostic::GivenUp) once [`Options::overtaken`] is set.
pub fn build_again(
    root: &Path,
    kept: &mut Kept,
    options: &Options,
    progress: &dyn Progress,
) -> anyhow::Result<Outcome> {
    let mut files = kept.take_files(root);
    files.heed(options.overtaken.clone());
    let built = build_from(&mut files, Some(kept), options, progress);
    files.heed(None);
    match built {
        Ok(built) => Ok(built.of(files)),
        Err(error) => {
            kept.failed(files, &error);
            Err(error)
        }
    }
}

/// What came of a build, the files aside.
struct Made {
    site: Site,
    findings: Vec<Diagnostic>,
    changes: Option<Changes>,
}

impl Made {
    fn of(self, files: Files) -> Outcome {
        let Made { site, findings, changes } = self;
        Outcome { files, site, findings, changes, external: None }
    }
}

fn build_from(
    files: &mut Files,
    mut kept: Option<&mut Kept>,
    options: &Options,
    progress: &dyn Progress,
) -> anyhow::Result<Made> {
    let root = files.root().to_owned();
    let read = read(files, options, kept.as_deref_mut(), progress)?;
    progress.step("checking", 0);
    let is_swapped = read.swapped.is_some();
    let planned = match kept.as_deref_mut() {
        Some(kept) => kept.planned(&read.site, is_swapped),
        None => Planned::of(&read.site),
    };
    let Checked { site, mut findings, reach } = checked(read, files, options, kept.as_deref_mut(), progress);
    findings.extend(planned.clashes.iter().cloned());
    let (theme, faults) = Theme::open(&site.portal, files);
    // A theme that cannot be read makes no pages, drafts or not.
    let broken_theme = faults.iter().any(|finding| finding.severity == Severity::Error);
    findings.extend(faults);
    let mut findings = settled(&site, files, findings, false);
    let errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    if files.wanted().is_ok() && (broken_theme || (errors && !options.draft)) {
        if let Some(kept) = kept {
            kept.refused(is_swapped);
        }
        return Ok(Made { site, findings, changes: None });
    }

    let out = options.site(&root);
    let parts = Parts { site: &site, files, theme: &theme, findings: &findings };
    let noted = kept.as_deref_mut().and_then(|kept| kept.take_noted(is_swapped && options.quick));
    match write((&out, noted), &parts, &planned.outputs, (options.quick, reach.as_ref()), progress) {
        Ok(Ok((changes, noted))) => {
            if let Some(kept) = kept {
                kept.wrote(noted, options.quick);
            }
            Ok(Made { site, findings, changes: Some(changes) })
        }
        Ok(Err(mut faults)) => {
            if let Some(kept) = kept {
                kept.refused(is_swapped);
            }
            check::severities(&site.portal, &mut faults);
            findings.extend(faults);
            diagnostic::sort(&mut findings, files);
            Ok(Made { site, findings, changes: None })
        }
        Err(error) => {
            if let Some(kept) = kept {
                kept.memory.give_back(site);
            }
            Err(error)
        }
    }
}

/// What pages are made of.
struct Parts<'p> {
    site: &'p Site,
    files: &'p Files,
    theme: &'p Theme,
    findings: &'p [Diagnostic],
}

/// Makes and writes every planned file; gives the templates' faults instead where there are any.
fn write(
    (out, noted): (&Path, Option<Noted>),
    parts: &Parts,
    outputs: &[Output],
    (quick, reach): (bool, Option<&Reach>),
    progress: &dyn Progress,
) -> anyhow::Result<Result<(Changes, Noted), Vec<Diagnostic>>> {
    let Parts { site, files, theme, .. } = *parts;
    files.wanted()?;
    let writer = match noted {
        Some(noted) => Writer::amend(out, noted)?,
        None => Writer::open(out)?,
    };
    progress.step("rendering", outputs.len());
    let failed = pages(&writer, parts, outputs, reach, progress)?;
    files.wanted()?;
    if !failed.is_empty() {
        return Ok(Err(one_of_each(failed)));
    }
    for (path, bytes) in theme.assets() {
        writer.put_bytes(path, bytes.to_vec())?;
    }
    if quick {
        if !writer.amends() {
            writer.keep_rest("search/");
        }
        return writer.finish().map(Ok);
    }
    let documents = site.agencies.len() + site.reports.len() + site.items.len() + site.plains.len();
    progress.step("indexing", documents);
    search::index(site, files, &Shelves(&writer, files), &|| progress.tick())?;
    progress.step("moving", 0);
    writer.finish().map(Ok)
}

/// Makes every planned page and copies every file that is published as it is; gives the templates' faults.
fn pages(
    writer: &Writer,
    parts: &Parts,
    outputs: &[Output],
    reach: Option<&Reach>,
    progress: &dyn Progress,
) -> anyhow::Result<Vec<Diagnostic>> {
    let Parts { site, files, theme, findings } = *parts;
    let renderer = Renderer::new(site, files, theme, findings);
    let failed = Mutex::new(Vec::new());
    let page = |page: Page, path: &str| {
        let view = renderer.view(page);
        writer.put(path, renderer.fingerprint(&view), || match renderer.page(&view) {
            Ok(bytes) => Ok(bytes),
            Err(fault) => {
                failed.lock().expect("no renderer panicked").push(*fault);
                Ok(Vec::new())
            }
        })
    };
    outputs.par_iter().try_for_each(|output| {
        progress.tick();
        files.wanted()?;
        let is_near = reach.is_none_or(|reach| match output.make {
            Make::Page(page) => reach.holds(site, page),
            Make::Copy(_) => false,
        });
        if !is_near && writer.amends() {
            return Ok(());
        }
        let path = output.address.on_disk();
        if !is_near && writer.keep_one(&path) {
            return Ok(());
        }
        match output.make {
            Make::Page(planned) => page(planned, &path),
            Make::Copy(file) => files.disk_path(file).map_or(Ok(()), |source| writer.copy(&path, &source)),
        }
    })?;
    Ok(failed.into_inner().expect("no renderer panicked"))
}

/// The site folder as the index sees it.
struct Shelves<'w>(&'w Writer, &'w Files);

impl search::Shelf for Shelves<'_> {
    fn put(&self, path: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
        self.1.wanted()?;
        self.0.put_bytes(path, bytes)
    }

    fn stands(&self, beginning: &str) -> Option<u64> {
        self.0.stands(beginning)
    }

    fn keep(&self, beginning: &str) {
        self.0.keep_all(beginning);
    }

    fn scratch(&self) -> anyhow::Result<std::fs::File> {
        self.0.scratch()
    }
}

fn read(
    files: &mut Files,
    options: &Options,
    kept: Option<&mut Kept>,
    progress: &dyn Progress,
) -> anyhow::Result<Reading> {
    progress.step("reading", 0);
    let asked = read::Options { as_of: options.as_of, drafts: options.draft };
    let mut reading = match kept.map(|kept| &mut kept.memory) {
        Some(memory) if options.quick => read::changed(files, asked, memory, progress)?,
        // Whole builds see for themselves what changed.
        Some(memory) => read::unchanged(files, asked, memory, progress)?,
        None => read::site(files, asked, None, progress)?,
    };
    if let Some(base_url) = &options.base_url {
        reading.site.portal.base_url.clone_from(base_url);
    }
    Ok(reading)
}

/// A portal, read and checked.
struct Checked {
    site: Site,
    findings: Vec<Diagnostic>,
    /// How far the changes since the last whole build reach, if that can be told and is asked.
    reach: Option<Reach>,
}

fn checked(
    reading: Reading,
    files: &mut Files,
    options: &Options,
    kept: Option<&mut Kept>,
    progress: &dyn Progress,
) -> Checked {
    let Reading { site, mut findings, swapped } = reading;
    let (memory, checks) = kept.map(Kept::memories).unzip();
    let changed = memory.filter(|_| options.quick).and_then(|memory| memory.changed());
    let reach = changed.map(|changed| Reach::of(&site, changed));
    let again = checks.map(|memory| check::Again { memory, reach: reach.as_ref(), swapped: swapped.as_ref() });
    findings.extend(noted::with(files.root(), |noted| check::site(&site, files, noted, again, progress)));
    files.conceal(&findings);
    Checked { site, findings, reach }
}

fn settled(site: &Site, files: &Files, findings: Vec<Diagnostic>, asked_outside: bool) -> Vec<Diagnostic> {
    let mut findings = check::settle(site, findings, asked_outside);
    diagnostic::sort(&mut findings, files);
    findings
}

/// A template that fails does so on many pages: one finding for each place in it, on the first page by address.
fn one_of_each(mut failed: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let address = |finding: &Diagnostic| format!("{:?}", finding.args);
    failed.sort_by_cached_key(|finding| (finding.span, address(finding)));
    failed.dedup_by_key(|finding| (finding.code, finding.span));
    failed
}
