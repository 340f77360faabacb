//! Waivers (说明): a finding accepted with a reason becomes a note that says so; a waiver that fits nothing is itself
//! reported, so that none outlives its cause.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::model::{Report, Site, Waiver};

/// Applies every waiver of every report to the findings in that report's files.
pub fn apply(site: &Site, found: &mut Vec<Diagnostic>) {
    let with_waivers: Vec<&Report> = site.reports.iter().filter(|report| !report.waivers.is_empty()).collect();
    if with_waivers.is_empty() {
        return;
    }
    let files: HashMap<FileId, usize> = with_waivers
        .iter()
        .enumerate()
        .flat_map(|(at, report)| [(report.body.file, at), (report.figures_file(), at)])
        .collect();
    let mut used: Vec<Vec<bool>> = with_waivers.iter().map(|report| vec![false; report.waivers.len()]).collect();
    for finding in found.iter_mut() {
        let Some(&at) = files.get(&finding.span.file) else { continue };
        let waivers = &with_waivers[at].waivers;
        if let Some(which) = waivers.iter().position(|waiver| covers(waiver, finding)) {
            used[at][which] = true;
            finding.severity = Severity::Note;
            finding.waived = Some(waivers[which].reason.to_string());
        }
    }
    for (report, used) in with_waivers.iter().zip(used) {
        for (waiver, _) in report.waivers.iter().zip(used).filter(|(_, used)| !used) {
            let mut finding = Diagnostic::new(Code::R110, waiver.span).arg("code", waiver.code.as_str());
            if let Some(cell) = &waiver.cell {
                finding = finding.arg("cell", &**cell);
            }
            if let super::Wanted::As(severity) = super::wanted(&site.portal, Code::R110) {
                finding.severity = severity;
                found.push(finding);
            }
        }
    }
}

fn covers(waiver: &Waiver, finding: &Diagnostic) -> bool {
    let cell = waiver.cell.as_deref();
    waiver.code == finding.code && cell.is_none_or(|cell| finding.subjects.iter().any(|subject| subject == cell))
}
