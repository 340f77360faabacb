//! A folder to a [`Site`]: finds the files, reads each (in parallel), and puts the site together.
//!
//! Broken input is no error here: what could be understood is in the site, and the rest is in the findings.

mod agency;
mod alias;
mod assemble;
mod catalogue;
mod figures;
mod form;
mod hidden;
mod index_number;
mod item;
mod lexicon;
mod loose;
mod memory;
mod misplaced;
mod name;
mod portal;
mod quote;
mod report;
mod source;
mod stamp;
mod swap;
mod today;
mod unled;
mod waiver;
mod walk;

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Files, Progress};
use crate::model::reach::Swapped;
use crate::model::{Agency, Catalogue, Date, Form, Site};

pub use memory::Memory;
use memory::{Answer, Last, Read};
pub use stamp::{FOLDERS, inputs};
pub use walk::is_debris;
use walk::{Job, Tree};

/// The name of a portal's configuration, which also marks its root.
pub const PORTAL_FILE: &str = "portal.yaml";

/// What a reading depends on besides the folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Stands in for today; else the newest date in the content does.
    pub as_of: Option<Date>,
    /// Whether drafts are read.
    pub drafts: bool,
}

/// A portal, read.
pub struct Reading {
    pub site: Site,
    pub findings: Vec<Diagnostic>,
    /// What alone differs from the reading before, if that can be told.
    pub swapped: Option<Swapped>,
}

/// Reads a portal that was read before, where what changed is known ([`Memory::forget`]): if that is no more than
/// figures and texts, nothing else is looked at. Else reads it as [`site`] does.
///
/// # Errors
/// As of [`site`].
pub fn changed(
    files: &mut Files,
    options: Options,
    memory: &mut Memory,
    progress: &dyn Progress,
) -> anyhow::Result<Reading> {
    match swap::swapped(files, options, memory) {
        Some(reading) => Ok(reading),
        None => site(files, options, Some(memory), progress),
    }
}

/// Looks whether every file that a portal was read from is as it was, and gives the portal as it was read if so. Else
/// reads it as [`site`] does. That files came or went must have been told.
///
/// # Errors
/// As of [`site`].
pub fn unchanged(
    files: &mut Files,
    options: Options,
    memory: &mut Memory,
    progress: &dyn Progress,
) -> anyhow::Result<Reading> {
    match swap::unchanged(files, options, memory)? {
        Some(reading) => Ok(reading),
        None => site(files, options, Some(memory), progress),
    }
}

/// Reads the portal at the root of `files`, and registers every file it finds there. With a memory, files that are as
/// they were are recalled from it; `files` must then be those that it was filled with.
///
/// # Errors
/// When the folder itself cannot be read, or the work is given up ([`Files::heed`]); nothing is remembered of it then.
pub fn site(
    files: &mut Files,
    options: Options,
    mut memory: Option<&mut Memory>,
    progress: &dyn Progress,
) -> anyhow::Result<Reading> {
    let settings = memory.as_ref().and_then(|_| stamp::settings(files.root()));
    let mut out = Vec::new();
    let portal_file = files.add(PORTAL_FILE);
    let portal = portal::read(files, portal_file, &mut out);
    let forms = form::all(files, &mut out);
    let catalogue = catalogue::read(files, &mut out);
    let lexicon = lexicon::read(files, &mut out);
    let tree = match memory.as_deref_mut() {
        Some(memory) => memory.walk(files, &mut out)?,
        None => Tree::walk(files, &mut out)?,
    };

    let agencies = read_agencies(files, &tree, memory.as_deref_mut(), &mut out)?;
    let places = assemble::places(&agencies);
    let jobs = tree.jobs(&places, &mut out);
    if agencies.is_empty() {
        out.push(misplaced::no_agency(files, portal_file));
    }

    if let Some(memory) = memory.as_deref_mut() {
        memory.begin(options, &forms, &catalogue, &agencies);
    }
    let known = Known { forms: &forms, catalogue: &catalogue, agencies: &agencies };
    progress.parts(jobs.read.len());
    let mut read = read_jobs(files, &jobs.read, &known, (options, progress), memory.as_deref_mut())?;
    let unseen = jobs.read.iter().zip(&read).filter_map(|(job, (found, _))| match job {
        Job::Item(place) if found.is_none() => Some(&*place.path),
        _ => None,
    });
    let mut attachments = jobs.attachments.clone();
    unseen.for_each(|path| hidden::drop_files_of(path, &mut attachments));
    let parts = assemble::Parts { portal, forms, catalogue, lexicon, agencies, attachments, misnamed: tree.misnamed() };
    let of_jobs = jobs.read.iter().zip(&mut read).map(|(job, (_, found))| (job.file(), std::mem::take(found)));
    let of_jobs = of_jobs.filter(|(_, found)| !found.is_empty()).collect();
    let site = parts.join(read, options, &mut out);
    let last = Last { site: None, options, settings, others: out, of_jobs };
    let findings = last.findings();
    if let Some(memory) = memory {
        memory.read_last(last);
    }
    Ok(Reading { site, findings, swapped: None })
}

pub use form::all as forms;
pub use portal::{alone as portal, lang};

/// The nearest folder from `start` upwards that holds a `portal.yaml`.
pub fn root_above(start: &Path) -> Option<&Path> {
    start.ancestors().find(|folder| folder.join(PORTAL_FILE).is_file())
}

fn read_agencies(
    files: &Files,
    tree: &Tree,
    memory: Option<&mut Memory>,
    out: &mut Vec<Diagnostic>,
) -> anyhow::Result<Vec<Agency>> {
    let known = memory.as_deref();
    let places = tree.agencies();
    let answers: Vec<Answer<Agency>> = places
        .par_iter()
        .map(|(path, file)| {
            memory::recall_agency(known, files, *file, || {
                let mut out = Vec::new();
                (Some(agency::read(files, *file, path, &mut out)), out)
            })
        })
        .collect();
    files.wanted()?;
    if let Some(memory) = memory {
        let fresh = places.iter().zip(&answers);
        let fresh = fresh.filter_map(|((_, file), answer)| Some((*file, answer.fresh?, answer.read.clone())));
        memory.keep_agencies(files, fresh.collect());
    }
    let mut agencies = Vec::with_capacity(answers.len());
    for Answer { read: (agency, more), .. } in answers {
        agencies.extend(agency);
        out.extend(more);
    }
    Ok(assemble::in_order(agencies))
}

fn read_jobs(
    files: &Files,
    jobs: &[Job],
    known: &Known,
    (options, progress): (Options, &dyn Progress),
    memory: Option<&mut Memory>,
) -> anyhow::Result<Vec<Read<assemble::Found>>> {
    let recalled = memory.as_deref();
    let answers: Vec<Answer<assemble::Found>> = jobs
        .par_iter()
        .map(|job| {
            progress.tick();
            memory::recall(recalled, files, job, || {
                let mut out = Vec::new();
                let found = job_done(job, files, known, options, &mut out);
                (found, out)
            })
        })
        .collect();
    files.wanted()?;
    if let Some(memory) = memory {
        let fresh = jobs.iter().zip(&answers);
        let fresh = fresh.filter_map(|(job, answer)| Some((job, answer.fresh?, answer.read.clone())));
        memory.keep(files, fresh.collect());
    }
    Ok(answers.into_iter().map(|answer| answer.read).collect())
}

/// What every file is read with.
struct Known<'k> {
    forms: &'k [Arc<Form>],
    catalogue: &'k Catalogue,
    agencies: &'k [Agency],
}

fn job_done(
    job: &Job,
    files: &Files,
    known: &Known,
    options: Options,
    out: &mut Vec<Diagnostic>,
) -> Option<assemble::Found> {
    Some(match job {
        Job::Home(file) => assemble::Found::Home(item::home(files, *file, out)?),
        Job::Plain(plain) => assemble::Found::Plain(item::plain(files, plain, out)?),
        Job::Item(place) => item::read(files, place, known.catalogue, options, out)?,
        Job::Report(place) => {
            let name = &known.agencies[place.agency.index()].name;
            assemble::Found::Report(report::read(files, place, name, known.forms, out)?)
        }
    })
}
