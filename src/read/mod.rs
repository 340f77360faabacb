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
mod portal;
mod report;
mod source;
mod today;
mod walk;

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Files};
use crate::model::{Agency, Catalogue, Date, Form, Site};

use walk::{Job, Tree};

/// The name of a portal's configuration, which also marks its root.
pub const PORTAL_FILE: &str = "portal.yaml";

/// What a reading depends on besides the folder.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Stands in for today; else the newest date in the content does.
    pub as_of: Option<Date>,
    /// Whether drafts are read.
    pub drafts: bool,
}

/// Reads the portal at the root of `files`, and registers every file it finds there.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn site(files: &mut Files, options: Options) -> anyhow::Result<(Site, Vec<Diagnostic>)> {
    let mut out = Vec::new();
    let portal_file = files.add(PORTAL_FILE);
    let portal = portal::read(files, portal_file, &mut out);
    let forms = form::all(files, &mut out);
    let catalogue = catalogue::read(files, &mut out);
    let tree = Tree::walk(files, &mut out)?;

    let (agencies, more) = read_agencies(files, &tree);
    out.extend(more);
    let places = assemble::places(&agencies);
    let jobs = tree.jobs(&places, &mut out);

    let known = Known { forms: &forms, catalogue: &catalogue, agencies: &agencies };
    let read: Vec<(Option<assemble::Found>, Vec<Diagnostic>)> = jobs
        .read
        .par_iter()
        .map(|job| {
            let mut out = Vec::new();
            let found = job_done(job, files, &known, options, &mut out);
            (found, out)
        })
        .collect();
    let unseen = jobs.read.iter().zip(&read).filter_map(|(job, (found, _))| match job {
        Job::Item(place) if found.is_none() => Some(&*place.path),
        _ => None,
    });
    let mut attachments = jobs.attachments.clone();
    unseen.for_each(|path| hidden::drop_files_of(path, &mut attachments));
    let parts = assemble::Parts { portal, forms, catalogue, agencies, attachments };
    Ok((parts.join(read, options, &mut out), out))
}

pub use portal::lang;

/// The nearest folder from `start` upwards that holds a `portal.yaml`.
pub fn root_above(start: &Path) -> Option<&Path> {
    start.ancestors().find(|folder| folder.join(PORTAL_FILE).is_file())
}

fn read_agencies(files: &Files, tree: &Tree) -> (Vec<Agency>, Vec<Diagnostic>) {
    let read: Vec<_> = tree
        .agencies()
        .into_par_iter()
        .map(|(path, file)| {
            let mut out = Vec::new();
            (agency::read(files, file, path, &mut out), out)
        })
        .collect();
    let (mut agencies, mut out) = (Vec::with_capacity(read.len()), Vec::new());
    for (agency, more) in read {
        agencies.push(agency);
        out.extend(more);
    }
    (assemble::in_order(agencies), out)
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
