//! Reading again where it is known which files changed, and these changed in nothing that other pages, lists or addresses
//! are made of: then the thing itself takes its former place, and the rest of the portal is not looked at. An editor who
//! corrects a figure in a large portal waits for one report, not for all of them.

use crate::diagnostic::Files;
use crate::model::reach::Swapped;
use crate::model::{Body, Item, ItemId, Report, ReportId, Site};

use super::assemble::Found;
use super::memory::{self, Last, Memory, Stamps};
use super::walk::{ItemPlace, Job, ReportPlace};
use super::{Known, Options, Reading, job_done, stamp};

/// A document or a report by its place in the site.
#[derive(Clone, Copy)]
enum Place {
    Report(ReportId),
    Item(ItemId),
}

/// The reading before with what was forgotten since read anew; nothing if that is not all that can have changed.
pub fn swapped(files: &Files, options: Options, memory: &mut Memory) -> Option<Reading> {
    let (mut last, forgotten) = memory.take_last()?;
    let mut site = last.site.take().filter(|_| last.options == options && !forgotten.is_empty())?;
    let mut swapped = Swapped::default();
    for path in &forgotten {
        let (place, job) = job(&site, files, path)?;
        let stamps = memory::stamps(&job, files);
        swap(&mut site, &mut last, files, (place, &job, stamps), memory)?;
        match place {
            Place::Report(id) => swapped.reports.push(id),
            Place::Item(id) => swapped.items.push(id),
        }
    }
    let findings = last.findings();
    memory.read_last(last);
    Some(Reading { site, findings, swapped: Some(swapped) })
}

/// The reading before, if every file that it was made of is as it was.
///
/// # Errors
/// When the work is given up.
pub fn unchanged(files: &Files, options: Options, memory: &mut Memory) -> anyhow::Result<Option<Reading>> {
    if !memory.is_intact(files)? {
        return Ok(None);
    }
    let Some((mut last, _)) = memory.take_last() else { return Ok(None) };
    let is_same = last.options == options && last.settings.is_some() && last.settings == stamp::settings(files.root());
    let Some(site) = last.site.take().filter(|_| is_same) else { return Ok(None) };
    let findings = last.findings();
    memory.read_last(last);
    Ok(Some(Reading { site, findings, swapped: Some(Swapped::default()) }))
}

/// Reads one thing anew, notes what came of it, and puts it in its former place, if it fits there.
fn swap(
    site: &mut Site,
    last: &mut Last,
    files: &Files,
    (place, job, stamps): (Place, &Job, Stamps),
    memory: &mut Memory,
) -> Option<()> {
    let known = Known { forms: &site.forms, catalogue: &site.catalogue, agencies: &site.agencies };
    let mut out = Vec::new();
    let found = job_done(job, files, &known, last.options, &mut out);
    let fits = match (place, &found) {
        (Place::Report(id), Some(Found::Report(new))) => fits_report(site.report(id), new),
        (Place::Item(id), Some(Found::Item(new))) => fits_item(site.item(id), new),
        _ => false,
    };
    if !fits {
        // The reading of everything that follows has it already.
        memory.keep(files, vec![(job, stamps, (found, out))]);
        return None;
    }
    memory.keep_swapped(files, job, stamps, (found.clone(), out.clone()));
    match (place, found) {
        (Place::Report(id), Some(Found::Report(new))) => site.reports[id.index()] = new,
        (Place::Item(id), Some(Found::Item(new))) => site.items[id.index()] = new,
        _ => {}
    }
    last.of_jobs.insert(job.file(), out);
    Some(())
}

/// Whether a report differs from the one before in its figures and prose alone.
fn fits_report(old: &Report, new: &Report) -> bool {
    let new = Report {
        body: with_hash(&new.body, old.body.hash),
        headings: old.headings.clone(),
        loose: old.loose.clone(),
        cells: old.cells.clone(),
        quotes: old.quotes.clone(),
        ..new.clone()
    };
    new == *old
}

/// Whether a document differs from the one before in its text alone.
fn fits_item(old: &Item, new: &Item) -> bool {
    *old == Item { body: with_hash(&new.body, old.body.hash), ..new.clone() }
}

fn with_hash(body: &Body, hash: [u8; 16]) -> Body {
    Body { hash, ..body.clone() }
}

/// The document or report of a Markdown file that stands in the site, and how it is read.
fn job(site: &Site, files: &Files, path: &str) -> Option<(Place, Job)> {
    let file = files.find(path)?;
    if let Some(at) = site.reports.iter().position(|report| report.body.file == file) {
        let report = &site.reports[at];
        let figures = path.strip_suffix(".md").and_then(|stem| files.find(&format!("{stem}.yaml")));
        let figures = figures.filter(|file| files.disk_path(*file).is_some_and(|place| place.is_file()));
        let place = ReportPlace { file, agency: report.agency, year: report.year, figures };
        return Some((Place::Report(ReportId(at as u32)), Job::Report(place)));
    }
    let at = site.items.iter().position(|item| item.body.file == file)?;
    let item = &site.items[at];
    let place = ItemPlace { file, path: item.path.clone(), agency: item.agency, year: item.year };
    Some((Place::Item(ItemId(at as u32)), Job::Item(place)))
}
