//! A report's structure: its sections, its form, its date, its length.

use crate::diagnostic::{Arg, Code, Diagnostic, Span};
use crate::model::section::{self, Likeness};
use crate::model::{Agency, Form, Report, ReportId, Site, due};

/// Everything about a report but its figures.
pub fn structure(site: &Site, id: ReportId, out: &mut Vec<Diagnostic>) {
    let report = site.report(id);
    if let Some(form) = report.form {
        let form = site.form(form);
        sections(form, report, out);
        fits_year(form, report, out);
    }
    in_time(site.agency(report.agency), report, out);
}

/// The sections of the form, under their official headings and in their order (R101), within their length (R111).
fn sections(form: &Form, report: &Report, out: &mut Vec<Diagnostic>) {
    let mut seen = vec![false; form.sections.len()];
    let mut furthest = 0;
    for heading in &report.headings {
        let Some((at, likeness)) = section::of_heading(form, &heading.text) else { continue };
        let section = &form.sections[at];
        let what = match likeness {
            Likeness::Renamed => Some("section_renamed"),
            Likeness::Exact if seen[at] => Some("section_twice"),
            Likeness::Exact if at < furthest => Some("section_out_of_order"),
            Likeness::Exact => None,
        };
        if let Some(what) = what {
            let finding = Diagnostic::new(Code::R101, heading.span).arg("what", Arg::Word(what));
            let finding = finding.arg("label", &*section.label).relate(section.span, "form_section", vec![]);
            let fix = (likeness == Likeness::Renamed).then(|| format!("# {}", section.label));
            out.push(finding.fix(fix));
        }
        seen[at] = true;
        furthest = furthest.max(at);
        if let Some(limit) = section.limit.filter(|limit| heading.characters > *limit) {
            let finding = Diagnostic::new(Code::R111, heading.span).arg("label", &*section.label);
            out.push(finding.arg("found", heading.characters.to_string()).arg("limit", limit.to_string()));
        }
    }
    for (at, section) in form.sections.iter().enumerate().filter(|(at, _)| !seen[*at]) {
        if let Some(line) = report.loose.iter().find(|line| line.section == at) {
            let finding = Diagnostic::new(Code::R101, line.span).arg("what", Arg::Word("section_plain"));
            let finding = finding.arg("label", &*section.label).relate(section.span, "form_section", vec![]);
            out.push(finding.fix(Some(format!("{} {}", "#".repeat(line.level), section.label))));
            continue;
        }
        let start = report.body.start;
        let place = Span { file: report.body.file, start, end: start };
        let finding = Diagnostic::new(Code::R101, place).arg("what", Arg::Word("section_missing"));
        out.push(finding.arg("label", &*section.label).relate(section.span, "form_section", vec![]));
    }
}

/// The form a report names is the one of its year (R102).
fn fits_year(form: &Form, report: &Report, out: &mut Vec<Diagnostic>) {
    let Some(span) = report.form_span.filter(|_| !form.covers(report.year)) else { return };
    let finding = Diagnostic::new(Code::R102, span).arg("form", &*form.id).arg("year", report.year.to_string());
    out.push(finding.arg("basis", &*form.basis));
}

/// Published by the statutory date (R201): 条例 (国务院令第711号) art. 49.
fn in_time(agency: &Agency, report: &Report, out: &mut Vec<Diagnostic>) {
    let (Some(published), Some(span)) = (report.published, report.published_span) else { return };
    let due = due(agency, report.year);
    if published > due {
        let finding = Diagnostic::new(Code::R201, span).arg("published", published.to_string());
        out.push(finding.arg("due", due.to_string()));
    }
}
