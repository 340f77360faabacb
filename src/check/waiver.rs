//! Waivers (说明): a finding accepted with a reason becomes a note that says so; a waiver that fits nothing is itself
//! reported, so that none outlives its cause.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, FileId, Severity};
use crate::fold::fold;
use crate::model::{Body, Form, Site, Waiver};

/// Applies every waiver to the findings in the files that it speaks for. One about links to other sites fits something
/// only if these were asked.
pub fn apply(site: &Site, found: &mut Vec<Diagnostic>, asked_outside: bool) {
    let with_waivers = with_waivers(site);
    if with_waivers.is_empty() {
        return;
    }
    let mut speakers: HashMap<FileId, Vec<usize>> = HashMap::new();
    for (at, Waived { files, .. }) in with_waivers.iter().enumerate() {
        files.iter().for_each(|file| speakers.entry(*file).or_default().push(at));
    }
    let mut used: Vec<Vec<bool>> = with_waivers.iter().map(|waived| vec![false; waived.waivers.len()]).collect();
    for finding in found.iter_mut() {
        for at in speakers.get(&finding.span.file).into_iter().flatten() {
            let waivers = with_waivers[*at].waivers;
            if let Some(which) = waivers.iter().position(|waiver| covers(waiver, finding)) {
                used[*at][which] = true;
                finding.severity = Severity::Note;
                finding.waived = Some(waivers[which].reason.to_string());
            }
        }
    }
    // Of what is published later not everything is looked at yet.
    for (waived, used) in with_waivers.iter().zip(used).filter(|(waived, _)| !waived.later) {
        for (waiver, _) in waived.waivers.iter().zip(used).filter(|(_, used)| !used) {
            if waiver.code.is_outside() && !asked_outside {
                continue;
            }
            let mut finding = Diagnostic::new(Code::R110, waiver.span).arg("code", waiver.code.as_str());
            if let Some(cell) = &waiver.cell {
                finding = finding.arg("cell", &**cell);
                let near = waived.form.and_then(|form| meant(form, cell));
                finding = near.into_iter().fold(finding, |finding, near| finding.arg("near", near));
            }
            if let Some(severity) = site.portal.severity(Code::R110) {
                finding.severity = severity;
                found.push(finding);
            }
        }
    }
}

/// The waivers of a text, and the files they speak for: a report's text and figures; a text and the attachments that it
/// links to or that lie in its folder.
struct Waived<'s> {
    waivers: &'s [Waiver],
    files: Vec<FileId>,
    /// Whether it is published on a later day.
    later: bool,
    /// The form of a report.
    form: Option<&'s Form>,
}

fn with_waivers(site: &Site) -> Vec<Waived<'_>> {
    let mut all: Vec<Waived> = Vec::new();
    let now = site.reports.iter().map(|report| (report, false));
    let reports = now.chain(site.hidden.reports.iter().map(|report| (report, true)));
    for (report, later) in reports.filter(|(report, _)| !report.waivers.is_empty()) {
        let mut files = attachments(site, &report.body, None);
        files.extend([report.body.file, report.figures_file()]);
        files.dedup();
        let form = report.form.map(|form| &**site.form(form));
        all.push(Waived { waivers: &report.waivers, files, later, form });
    }
    let items = site.items.iter().map(|item| (&item.body, Some(&*item.path), false));
    let plains = site.plains.iter().map(|plain| (&plain.body, Some(&*plain.path), false));
    let later = site.hidden.items.iter().map(|item| (&item.body, Some(&*item.path), true));
    let later = later.chain(site.hidden.plains.iter().map(|plain| (&plain.body, Some(&*plain.path), true)));
    let agencies = site.agencies.iter().map(|agency| (&agency.body, None, false));
    let home = site.home.iter().map(|body| (body, None, false));
    for (body, folder, later) in items.chain(plains).chain(later).chain(agencies).chain(home) {
        if !body.waivers.is_empty() {
            let mut files = attachments(site, body, folder);
            files.push(body.file);
            all.push(Waived { waivers: &body.waivers, files, later, form: None });
        }
    }
    all
}

fn attachments(site: &Site, body: &Body, folder: Option<&str>) -> Vec<FileId> {
    let mut files = Vec::new();
    for known in [&site.attachments, &site.hidden.later] {
        if let Some(folder) = folder.map(|folder| format!("{folder}/")) {
            let from = known.partition_point(|(path, _)| **path < *folder);
            files
                .extend(known[from..].iter().take_while(|(path, _)| path.starts_with(&*folder)).map(|(_, file)| *file));
        }
        let linked = body.links.iter().filter_map(|link| link.path.as_deref());
        let found = linked.filter_map(|path| known.binary_search_by(|(known, _)| (**known).cmp(path)).ok());
        files.extend(found.map(|at| known[at].1));
    }
    files.sort_unstable();
    files.dedup();
    files
}

/// The cell that was meant by a name that is none, its parts perhaps in Chinese.
fn meant(form: &Form, cell: &str) -> Option<String> {
    let mut parts = cell.split('/');
    let (table, row, column) = (parts.next()?, parts.next()?, parts.next()?);
    let is = |id: &str, label: &str, named: &str| id == named || fold(label).ends_with(&fold(named));
    let table = form.tables.iter().find(|found| is(&found.id, &found.caption, table))?;
    let row = form.rows[table.rows.clone()].iter().find(|found| is(&found.id, &found.label, row))?;
    let at = form.columns(row).iter().position(|found| is(&found.id, &found.label, column))?;
    Some(form.cell_name(row.first + at as u32)).filter(|name| name != cell)
}

fn covers(waiver: &Waiver, finding: &Diagnostic) -> bool {
    let cell = waiver.cell.as_deref();
    waiver.code == finding.code && cell.is_none_or(|cell| finding.subjects.iter().any(|subject| subject == cell))
}
