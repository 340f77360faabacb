//! A site to findings: runs every rule, then applies the portal's severities and the reports' waivers.

mod agency;
mod arithmetic;
mod carry;
mod fragment;
mod index_number;
mod link;
mod memory;
mod register;
mod report;
mod rollup;
mod said;
mod successor;
mod text;
mod timely;
mod twin;
mod unlinked;
mod waiver;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Files, Progress};
use crate::model::reach::{Reach, Swapped};
use crate::model::{AgencyId, Portal, ReportId, Site};

pub use memory::Memory;
use text::Clean;

/// What a check can build on of the one before.
pub struct Again<'m> {
    pub memory: &'m mut Memory,
    /// How far reaches what changed since every text was looked at; without it all are looked at again.
    pub reach: Option<&'m Reach>,
    /// What alone was read anew since the last check; without it every figure, list and date is checked again.
    pub swapped: Option<&'m Swapped>,
}

/// What came of a check.
pub struct Found {
    pub findings: Vec<Diagnostic>,
    /// What the next check of the portal is to be given; `None` where it is to be given the same.
    pub to_note: Option<Vec<u8>>,
}

/// Every finding about a site that was read whole; those of reading itself are not among them. `noted` is what an earlier
/// check wanted to have noted: texts in which it found nothing are not looked at again.
pub fn site(site: &Site, files: &Files, noted: &[u8], again: Option<Again>, progress: &dyn Progress) -> Found {
    let mut unused = Memory::default();
    let Again { memory, reach, swapped } = again.unwrap_or(Again { memory: &mut unused, reach: None, swapped: None });
    // A change that reaches few texts is looked at sooner than all notes.
    let clean = if reach.is_some() { Clean::default() } else { Clean::recall(site, files, noted) };
    let mut findings = memory.figures_and_lists(site, swapped);
    findings.extend(memory.words(site, files, (&clean, reach), progress));
    // Of work that was given up, most was not looked at.
    let to_note = clean.noted().filter(|_| files.wanted().is_ok());
    Found { findings, to_note }
}

/// The findings about the figures of each report.
fn figures(site: &Site) -> Vec<Vec<Diagnostic>> {
    let chains = carry::Chains::new(&site.forms);
    (0..site.reports.len()).into_par_iter().map(|at| of_report(site, ReportId(at as u32), &chains)).collect()
}

fn of_report(site: &Site, id: ReportId, chains: &carry::Chains) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    report::structure(site, id, &mut out);
    arithmetic::sums(site, id, &mut out);
    carry::from_last_year(site, id, chains, &mut out);
    out
}

/// The findings about each agency's platform, and its figures beside others.
fn bodies(site: &Site) -> Vec<Vec<Diagnostic>> {
    (0..site.agencies.len()).into_par_iter().map(|at| of_agency(site, AgencyId(at as u32))).collect()
}

fn of_agency(site: &Site, id: AgencyId) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    agency::platform(site, id, &mut out);
    rollup::differences(site, id, &mut out);
    register::counts(site, id, &mut out);
    out
}

/// The findings about dates, numbers, links and successors: what neither a figure nor a text decides.
fn lists(site: &Site) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    timely::all(site, &mut out);
    index_number::all(site, &mut out);
    link::all(site, &mut out);
    successor::circles(site, &mut out);
    out
}

/// Gives each finding the severity the portal wants, drops what is switched off, and applies waivers. Takes the
/// findings of reading and of [`site`] together, once; `asked_outside` says whether other sites were asked, too.
pub fn settle(site: &Site, mut found: Vec<Diagnostic>, asked_outside: bool) -> Vec<Diagnostic> {
    severities(&site.portal, &mut found);
    waiver::apply(site, &mut found, asked_outside);
    found
}

/// Gives each finding the severity the portal wants, and drops what is switched off.
pub fn severities(portal: &Portal, found: &mut Vec<Diagnostic>) {
    found.retain_mut(|finding| {
        let wanted = portal.severity(finding.code);
        finding.severity = wanted.unwrap_or(finding.severity);
        wanted.is_some()
    });
}

/// Whether the portal does not want to hear of a code.
fn is_off(portal: &Portal, code: Code) -> bool {
    portal.severity(code).is_none()
}
