//! What was read before: a file whose size and time of change are the same is not read again. For previews, which read
//! the same portal over and over; one build remembers nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, FileId, Files};
use crate::model::reach::Changed;
use crate::model::{Agency, Catalogue, Form, Site};
use crate::write::Fingerprint;

use super::assemble::Found;
use super::stamp::Stamp;
use super::walk::{Job, Tree};
use super::{Options, source};

/// What came of a file: the thing itself, if there is one, and the findings.
pub type Read<T> = (Option<T>, Vec<Diagnostic>);

/// Everything that was read, by the path of its file below the root.
#[derive(Debug, Default)]
pub struct Memory {
    root: PathBuf,
    known: HashMap<Box<str>, Known<Found>>,
    agencies: HashMap<Box<str>, Known<Agency>>,
    /// The hash of what all of it was read with; see [`Memory::begin`].
    with: [u8; 16],
    /// What came of the reading before, while it is known what changed since.
    last: Option<Last>,
    /// The Markdown files of what was forgotten since then.
    forgotten: BTreeSet<Box<str>>,
    /// The files that were found, while none can have come or gone.
    walked: Option<(Tree, Vec<Diagnostic>)>,
    /// What can have changed since everything was made; `None` for anything.
    changed: Option<Changed>,
}

#[derive(Debug)]
struct Known<T> {
    stamps: Stamps,
    read: Read<T>,
}

/// A reading.
#[derive(Debug)]
pub struct Last {
    /// Absent while a build works with it.
    pub site: Option<Site>,
    pub options: Options,
    /// Of the files of the configuration.
    pub settings: Option<Fingerprint>,
    /// The findings of each document and report that has some, by its Markdown file.
    pub of_jobs: BTreeMap<FileId, Vec<Diagnostic>>,
    /// All others.
    pub others: Vec<Diagnostic>,
}

impl Last {
    pub fn findings(&self) -> Vec<Diagnostic> {
        self.others.iter().chain(self.of_jobs.values().flatten()).cloned().collect()
    }
}

/// Of a file and of the one that belongs to it: a report's figures.
pub type Stamps = [Option<Stamp>; 2];

impl Memory {
    /// Nothing yet of the portal at `root`.
    pub fn new(root: &Path) -> Memory {
        Memory { root: root.to_owned(), ..Memory::default() }
    }

    /// Forgets these files, and what stands below them where they are folders. A file that was saved twice within a tick
    /// of the disk's clock has the stamp it had before.
    pub fn forget<'p>(&mut self, paths: impl Iterator<Item = &'p Path>) {
        let name = |path: &Path| path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let paths: Vec<String> = paths.map(name).collect();
        let is_file = |path: &str| self.root.join(path).symlink_metadata().is_ok_and(|found| found.is_file());
        let jobs: Option<Vec<Box<str>>> =
            paths.iter().map(|path| self.job_of(path).filter(|_| is_file(path))).collect();
        if let Some(jobs) = jobs {
            jobs.iter().for_each(|job| drop(self.known.remove(job)));
            self.forgotten.extend(jobs);
            return;
        }
        // More than documents and reports, or files that came or went.
        self.walked = None;
        self.last = None;
        let mut folders = HashSet::new();
        for path in paths {
            let known = self.job_of(&path).is_some_and(|job| self.known.remove(&job).is_some());
            if !known && self.agencies.remove(path.as_str()).is_none() {
                folders.insert(path);
            }
        }
        let stays = |path: &str| !path.match_indices('/').any(|(at, _)| folders.contains(&path[..at]));
        self.known.retain(|path, _| stays(path));
        self.agencies.retain(|path, _| stays(path));
    }

    /// The Markdown file of the document or report that was read from a path, also if it was forgotten since.
    fn job_of(&self, path: &str) -> Option<Box<str>> {
        let is_job = |path: &str| self.known.contains_key(path) || self.forgotten.contains(path);
        let report = path.strip_suffix("/report.yaml").map(|folder| format!("{folder}/report.md"));
        let report = report.filter(|report| is_job(report));
        report.or_else(|| is_job(path).then(|| path.to_owned())).map(Into::into)
    }

    /// What came of the reading before and what was forgotten since; nothing where more than that may have changed.
    pub fn take_last(&mut self) -> Option<(Last, BTreeSet<Box<str>>)> {
        let forgotten = std::mem::take(&mut self.forgotten);
        self.last.take().map(|last| (last, forgotten))
    }

    /// Whether every document, report and agency that was read stands on disk as it was, and none was forgotten.
    ///
    /// # Errors
    /// When the work is given up.
    pub fn is_intact(&self, files: &Files) -> anyhow::Result<bool> {
        let is_same = |known: &Stamps, path: &str| {
            let files =
                [Some(path.to_owned()), known[1].and(path.strip_suffix(".md").map(|stem| format!("{stem}.yaml")))];
            let now = files.map(|path| path.and_then(|path| Stamp::of(&self.root.join(path))));
            now == *known
        };
        let jobs = self.known.par_iter().map(|(path, known)| (path, &known.stamps));
        let all = jobs.chain(self.agencies.par_iter().map(|(path, known)| (path, &known.stamps)));
        let intact = self.forgotten.is_empty()
            && self.walked.is_some()
            && all.all(|(path, stamps)| files.wanted().is_ok() && is_same(stamps, path));
        files.wanted()?;
        Ok(intact)
    }

    /// Notes what came of a reading.
    pub fn read_last(&mut self, last: Last) {
        self.forgotten.clear();
        self.last = Some(last);
    }

    /// Takes back the site that a build has worked with.
    pub fn give_back(&mut self, site: Site) {
        if let Some(last) = &mut self.last {
            last.site = Some(site);
        }
    }

    /// What can have changed since [`Memory::settle`]; `None` for anything.
    pub fn changed(&self) -> Option<&Changed> {
        self.changed.as_ref()
    }

    /// Everything was made of what was read last.
    pub fn settle(&mut self) {
        self.changed = Some(Changed::default());
    }

    /// The files of the content folder, walked through only if some may have come or gone.
    ///
    /// # Errors
    /// When the content folder cannot be read.
    pub fn walk(&mut self, files: &mut Files, out: &mut Vec<Diagnostic>) -> anyhow::Result<Tree> {
        if self.walked.is_none() {
            let mut found = Vec::new();
            self.walked = Some((Tree::walk(files, &mut found)?, found));
            self.changed = None;
        }
        let (tree, found) = self.walked.as_ref().expect("just walked");
        out.extend(found.iter().cloned());
        Ok(tree.clone())
    }

    /// Forgets everything.
    pub fn forget_all(&mut self) {
        self.last = None;
        self.forgotten.clear();
        self.walked = None;
        self.changed = None;
        self.known.clear();
        self.agencies.clear();
    }

    /// Begins a reading. What a document or a report is depends on its file, on the forms and the catalogue, and on which
    /// agencies there are; when those change, what was read with the former ones is forgotten.
    pub fn begin(&mut self, options: Options, forms: &[Arc<Form>], catalogue: &Catalogue, agencies: &[Agency]) {
        let forms: Vec<_> = forms.iter().map(|form| (form.hash, form.file)).collect();
        let agencies: Vec<_> = agencies.iter().map(|agency| (&agency.path, &agency.name)).collect();
        let with = source::hash(format!("{options:?}{forms:?}{catalogue:?}{agencies:?}").as_bytes());
        if self.with != with {
            self.known.clear();
            self.changed = None;
            self.with = with;
        }
    }

    /// What came of a file when it was read last, if it is still as it was.
    fn found(&self, path: &str, stamps: &Stamps) -> Option<Read<Found>> {
        let known = self.known.get(path).filter(|known| known.stamps == *stamps)?;
        Some(known.read.clone())
    }

    fn agency(&self, path: &str, stamps: &Stamps) -> Option<Read<Agency>> {
        let known = self.agencies.get(path).filter(|known| known.stamps == *stamps)?;
        Some(known.read.clone())
    }

    /// Notes what was read anew, of which nothing changed but figures and texts.
    pub fn keep_swapped(&mut self, files: &Files, job: &Job, stamps: Stamps, read: Read<Found>) {
        self.changed = self.changed.take().and_then(|changed| with_text(changed, job));
        self.known.insert(files.path(job.file()).into(), Known { stamps, read });
    }

    /// Notes what was read anew.
    pub fn keep(&mut self, files: &Files, fresh: Vec<(&Job, Stamps, Read<Found>)>) {
        for (job, stamps, read) in fresh {
            self.changed = self.changed.take().and_then(|changed| with_job(changed, job));
            self.known.insert(files.path(job.file()).into(), Known { stamps, read });
        }
    }

    /// The same of agencies.
    pub fn keep_agencies(&mut self, files: &Files, fresh: Vec<(FileId, Stamps, Read<Agency>)>) {
        if !fresh.is_empty() {
            self.changed = None;
        }
        for (file, stamps, read) in fresh {
            self.agencies.insert(files.path(file).into(), Known { stamps, read });
        }
    }
}

/// What has changed with one more file, if that can be told.
fn with_job(mut changed: Changed, job: &Job) -> Option<Changed> {
    changed.outlines = true;
    changed.documents |= matches!(job, Job::Item(_));
    with_text(changed, job)
}

/// The same with one more file of which only figures or text changed.
fn with_text(mut changed: Changed, job: &Job) -> Option<Changed> {
    match job {
        Job::Report(place) => {
            changed.agencies.insert(place.agency);
            changed.years.insert(place.year);
        }
        Job::Item(place) => {
            changed.agencies.insert(place.agency);
            changed.texts.insert(place.file);
        }
        Job::Home(_) | Job::Plain(_) => return None,
    }
    Some(changed)
}

/// What came of a file, and whether it must be noted: then with the stamps it had before it was read, so that a change
/// meanwhile is seen the next time.
pub struct Answer<T> {
    pub read: Read<T>,
    pub fresh: Option<Stamps>,
}

/// Reads a file, or recalls what came of it.
pub fn recall(memory: Option<&Memory>, files: &Files, job: &Job, read: impl FnOnce() -> Read<Found>) -> Answer<Found> {
    let Some(memory) = memory else { return Answer { read: read(), fresh: None } };
    let stamps = stamps(job, files);
    match memory.found(files.path(job.file()), &stamps) {
        Some(read) => Answer { read, fresh: None },
        None => Answer { read: read(), fresh: Some(stamps) },
    }
}

/// The same of an agency.
pub fn recall_agency(
    memory: Option<&Memory>,
    files: &Files,
    file: FileId,
    read: impl FnOnce() -> Read<Agency>,
) -> Answer<Agency> {
    let Some(memory) = memory else { return Answer { read: read(), fresh: None } };
    let stamps = [stamp(file, files), None];
    match memory.agency(files.path(file), &stamps) {
        Some(read) => Answer { read, fresh: None },
        None => Answer { read: read(), fresh: Some(stamps) },
    }
}

/// What the disk says of the files of a thing.
pub fn stamps(job: &Job, files: &Files) -> Stamps {
    job.files().map(|file| file.and_then(|file| stamp(file, files)))
}

fn stamp(file: FileId, files: &Files) -> Option<Stamp> {
    Stamp::of(&files.disk_path(file)?)
}
