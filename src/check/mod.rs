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

use crate::diagnostic::{Code, Diagnostic, Files, Severity};
use crate::model::reach::Reach;
use crate::model::{AgencyId, Portal, ReportId, Site};

pub use memory::Memory;

/// Every finding about a site that was read whole; those of reading itself are not among them. With a memory, what was
/// found in texts is noted there; with a reach too, texts beyond it are not looked at again.
pub fn site(site: &Site, files: &Files, memory: Option<(&mut Memory, Option<&Reach>)>) -> Vec<Diagnostic> {
    let chains = carry::Chains::new(&site.forms);
    let reports = (0..site.reports.len()).into_par_iter().flat_map_iter(|index| {
        let id = ReportId(index as u32);
        let mut out = Vec::new();
        report::structure(site, id, &mut out);
        arithmetic::sums(site, id, &mut out);
        carry::from_last_year(site, id, &chains, &mut out);
        out
    });
    let mut out: Vec<Diagnostic> = reports.collect();
    out.par_extend((0..site.agencies.len()).into_par_iter().flat_map_iter(|index| {
        let id = AgencyId(index as u32);
        let mut out = Vec::new();
        agency::platform(site, id, &mut out);
        rollup::differences(site, id, &mut out);
        register::counts(site, id, &mut out);
        out
    }));
    timely::all(site, &mut out);
    index_number::all(site, &mut out);
    link::all(site, &mut out);
    successor::circles(site, &mut out);
    out.extend(memory::words(site, files, memory));
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
    found.retain_mut(|finding| match wanted(portal, finding.code) {
        Wanted::Off => false,
        Wanted::As(severity) => {
            finding.severity = severity;
            true
        }
    });
}

enum Wanted {
    Off,
    As(Severity),
}

fn wanted(portal: &Portal, code: Code) -> Wanted {
    match portal.checks.iter().rev().find(|(named, _)| *named == code) {
        Some((_, Some(severity))) => Wanted::As(*severity),
        Some((_, None)) => Wanted::Off,
        None => Wanted::As(code.severity()),
    }
}
