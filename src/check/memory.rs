//! What was found before, for previews: looking at everything in a portal again takes longer than an editor waits.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, FileId, Files, Progress};
use crate::model::reach::{Reach, Swapped};
use crate::model::{AgencyId, Site};

use super::text::Clean;
use super::{carry, fragment, text, twin, unlinked};

/// The findings, as they were when everything was last looked at.
#[derive(Debug, Default)]
pub struct Memory {
    /// Those about figures, for each report; and for each agency those about its platform.
    reports: Vec<Vec<Diagnostic>>,
    agencies: Vec<Vec<Diagnostic>>,
    /// Those about dates, numbers and links.
    lists: Vec<Diagnostic>,
    texts: BTreeMap<FileId, Vec<Diagnostic>>,
    /// Those that look from one text at others, and those in attachments.
    others: Vec<Diagnostic>,
}

impl Memory {
    /// What is found about figures and lists: where only some reports were read anew, what these can decide is looked at.
    pub fn figures_and_lists(&mut self, site: &Site, swapped: Option<&Swapped>) -> Vec<Diagnostic> {
        match swapped {
            Some(swapped) => self.look_again(site, swapped),
            None => {
                self.reports = super::figures(site);
                self.agencies = super::bodies(site);
                self.lists = super::lists(site);
            }
        }
        self.reports.iter().chain(&self.agencies).flatten().chain(&self.lists).cloned().collect()
    }

    fn look_again(&mut self, site: &Site, swapped: &Swapped) {
        let chains = carry::Chains::new(&site.forms);
        for id in &swapped.reports {
            let report = site.report(*id);
            // The figures of a year are carried into the next.
            let next = site.report_of(report.agency, report.year + 1);
            for id in [Some(*id), next].into_iter().flatten() {
                self.reports[id.index()] = super::of_report(site, id, &chains);
            }
        }
        let agencies: BTreeSet<AgencyId> =
            swapped.agencies(site).into_iter().flat_map(|agency| site.lineage(agency)).collect();
        for id in agencies {
            self.agencies[id.index()] = super::of_agency(site, id);
        }
    }

    /// What is found in texts: those that a change can reach are looked at, or all of them, and the rest is recalled.
    pub fn words(
        &mut self,
        site: &Site,
        files: &Files,
        (clean, reach): (&Clean, Option<&Reach>),
        progress: &dyn Progress,
    ) -> Vec<Diagnostic> {
        let looked = text::all(site, files, (clean, reach), progress);
        if files.wanted().is_err() {
            return Vec::new();
        }
        let others = reach.is_none().then(|| others(site, files, clean, progress));
        // Nothing is remembered of work that was given up.
        if files.wanted().is_ok() {
            if let Some(others) = others {
                self.texts.clear();
                self.others = others;
            }
            self.texts.extend(looked);
        }
        self.texts.values().flatten().chain(&self.others).cloned().collect()
    }
}

/// The findings that look from one text at others, and those in attachments.
fn others(site: &Site, files: &Files, clean: &Clean, progress: &dyn Progress) -> Vec<Diagnostic> {
    let mut out = text::attachments(site, files, clean, progress);
    // Every report is read twice for them.
    if [Code::S201, Code::S202].iter().any(|code| !super::is_off(&site.portal, *code)) {
        out.extend(twin::all(site, files));
    }
    fragment::all(site, files, &mut out);
    unlinked::all(site, files, &mut out);
    out
}
