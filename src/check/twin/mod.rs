//! Reports that were copied: a section, or a passage of one, beside the same section of the body's last year (S201); a
//! section beside that of every other body's report for the same year (S202). Figures, the body's own names, the formulas
//! of the form and clauses that many bodies have are left aside.
//!
//! Nothing compares each with each. Reports are read twice: once to count clauses, once, agency by agency, with the year
//! before in hand; what is kept of a section is a sketch of 192 bytes. Only sections whose sketches met are read again
//! and compared.

mod common;
mod overlap;
mod sketch;
mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Files, Span};
use crate::model::report::SectionHeading;
use crate::model::{AgencyId, Report, ReportId, Site, section};
use crate::needles::Needles;

use common::Common;
use overlap::{Stretch, overlap};
use sketch::{Sketch, likest};
use words::{Clauses, Names, Words};

/// The section of the form that tells what was wrong.
const PROBLEMS: &str = "problems";

/// From this share of a section's characters on, in hundredths, it is copied.
const COPIED: usize = 70;
/// A section with fewer characters to compare says too little.
const ENOUGH: usize = 120;
/// So many characters on end are a passage that was left in, though the rest of the section is new. Of what was wrong and is
/// to be done fewer tell that it was wrong last year, too.
const PASSAGE: usize = 60;
const PROBLEM: usize = 30;
/// How many stretches of a section are shown.
const SHOWN: usize = 6;

/// A section of a report: which one of the form, and what it says.
struct Section<'s> {
    heading: &'s SectionHeading,
    /// Its place in the form's sections.
    place: usize,
    words: Words,
}

/// What is kept of a section until all reports were read.
struct Kept {
    report: ReportId,
    place: usize,
    sketch: Sketch,
}

/// What is needed to read a report as the comparison sees it.
struct Reader<'s> {
    site: &'s Site,
    files: &'s Files,
    common: Common,
    /// The formulas of each form.
    formulas: Vec<Needles>,
    /// How many bodies report for each year.
    bodies: BTreeMap<i16, usize>,
}

/// Every copied section of a site.
pub fn all(site: &Site, files: &Files) -> Vec<Diagnostic> {
    if site.reports.len() < 2 {
        return Vec::new();
    }
    let mut bodies = BTreeMap::new();
    site.reports.iter().for_each(|report| *bodies.entry(report.year).or_default() += 1);
    let formulas = site.forms.iter().map(|form| Needles::each(&form.formulas)).collect();
    let reader = Reader { site, files, common: Common::for_reports(site.reports.len()), formulas, bodies };
    site.reports.par_iter().for_each(|report| {
        let sections = reader.clauses(report, None);
        reader.common.count(sections.iter().flat_map(|(_, _, clauses)| clauses.hashes()).collect());
    });
    let agencies = (0..site.agencies.len()).into_par_iter().map(|at| AgencyId(at as u32));
    let (mut found, mut kept): (Vec<Diagnostic>, Vec<Kept>) = agencies
        .fold(<(Vec<Diagnostic>, Vec<Kept>)>::default, |mut all, agency| {
            reader.with_last_year(agency, &mut all);
            all
        })
        .reduce(Default::default, |mut all, more| {
            all.0.extend(more.0);
            all.1.extend(more.1);
            all
        });
    // The report that was published first is nobody's copy.
    let order = |kept: &Kept| {
        let report = site.report(kept.report);
        (report.year, kept.place, report.published, kept.report)
    };
    kept.par_sort_unstable_by_key(order);
    let alike = |a: &Kept, b: &Kept| (site.report(a.report).year, a.place) == (site.report(b.report).year, b.place);
    let groups: Vec<&[Kept]> = kept.chunk_by(alike).collect();
    found.par_extend(groups.into_par_iter().flat_map_iter(|group| reader.among_others(group)));
    found
}

impl<'s> Reader<'s> {
    /// Compares each report of an agency with the one before it, and sketches it.
    fn with_last_year(&self, agency: AgencyId, all: &mut (Vec<Diagnostic>, Vec<Kept>)) {
        let mut before: Option<(&Report, Vec<Section>)> = None;
        for (id, report) in self.site.reports_of(agency) {
            let sections = self.sections(report, None);
            let last = before.as_ref().filter(|(last, _)| last.year + 1 == report.year);
            for section in &sections {
                let twin =
                    last.and_then(|(last, known)| Some((*last, known.iter().find(|s| s.place == section.place)?)));
                if let Some((last, twin)) = twin {
                    let stretches = overlap(&section.words.chars, &twin.words.chars);
                    let found = match copied(Code::S201, (report, section), (last, twin), &stretches) {
                        Some(finding) => vec![finding],
                        None => self.passages((report, section), (last, twin), &stretches),
                    };
                    all.0.extend(found.into_iter().map(|finding| finding.arg("year", last.year.to_string())));
                }
                let enough = section.words.chars.len() >= ENOUGH;
                let sketch = enough.then(|| Sketch::of(&section.words.chars)).flatten();
                all.1.extend(sketch.map(|sketch| Kept { report: id, place: section.place, sketch }));
            }
            before = Some((report, sections));
        }
    }

    /// Compares those sections of one year that may be alike; the first to be published comes first.
    fn among_others(&self, group: &[Kept]) -> Vec<Diagnostic> {
        let sketches: Vec<Sketch> = group.iter().map(|kept| kept.sketch.clone()).collect();
        let pairs: Vec<(usize, u32)> =
            likest(&sketches).into_iter().enumerate().filter_map(|(own, other)| Some((own, other?))).collect();
        let compare = |(own, other): (usize, u32)| {
            let (own, other) = (&group[own], &group[other as usize]);
            let (report, twin) = (self.site.report(own.report), self.site.report(other.report));
            let section = self.sections(report, Some(own.place)).pop()?;
            let known = self.sections(twin, Some(other.place)).pop()?;
            let stretches = overlap(&section.words.chars, &known.words.chars);
            let finding = copied(Code::S202, (report, &section), (twin, &known), &stretches)?;
            Some(finding.arg("agency", &*self.site.agency(twin.agency).name).arg("year", twin.year.to_string()))
        };
        pairs.into_par_iter().filter_map(compare).collect()
    }

    /// The sections of a report that say enough to be compared; all, or the one at `place` of the form.
    fn sections(&self, report: &'s Report, place: Option<usize>) -> Vec<Section<'s>> {
        let bodies = self.bodies.get(&report.year).copied().unwrap_or_default();
        let words = |clauses: Clauses| clauses.uncommon(|clause| self.common.has(clause, bodies));
        let read = self.clauses(report, place).into_iter();
        let sections = read.map(|(heading, place, clauses)| Section { heading, place, words: words(clauses) });
        sections.filter(|section| section.words.chars.len() >= PROBLEM).collect()
    }

    /// The findings that passages of a section were left in from the year before.
    fn passages(
        &self,
        (report, own): (&Report, &Section),
        (last, other): (&Report, &Section),
        stretches: &[Stretch],
    ) -> Vec<Diagnostic> {
        let of_problems =
            report.form.is_some_and(|form| self.site.form(form).sections[own.place].id.as_ref() == PROBLEMS);
        let least = if of_problems { PROBLEM } else { PASSAGE };
        let long = stretches.iter().filter(|stretch| stretch.length >= least).take(SHOWN);
        let finding = |stretch: &Stretch| {
            let finding = Diagnostic::new(Code::S201, stretch.span(&own.words, stretch.here, report));
            let finding = finding.arg("length", stretch.length.to_string());
            finding.relate(stretch.span(&other.words, stretch.there, last), "copied_from", vec![])
        };
        long.map(finding).collect()
    }

    /// The clauses of a report, section by section.
    fn clauses(&self, report: &'s Report, place: Option<usize>) -> Vec<(&'s SectionHeading, usize, Clauses)> {
        let (Some(form_id), Some(text)) = (report.form, self.files.some_text(report.body.file)) else {
            return Vec::new();
        };
        let (form, formulas) = (self.site.form(form_id), &self.formulas[usize::from(form_id.0)]);
        let agency = self.site.agency(report.agency);
        let names =
            Names::of([Some(&agency.name), agency.short_name.as_ref()].into_iter().flatten().map(|name| &**name));
        let mut sections = Vec::new();
        for (at, heading) in report.headings.iter().enumerate() {
            let Some((found, _)) = section::of_heading(form, &heading.text) else { continue };
            if place.is_some_and(|place| place != found) {
                continue;
            }
            let end = report.headings.get(at + 1).map_or(text.len(), |next| next.span.start as usize);
            let start = text.ceil_char_boundary(heading.span.end as usize);
            let end = text.floor_char_boundary(end).max(start);
            let clauses = Clauses::of(&text[start..end], start, (formulas, report.year), &names);
            sections.push((heading, found, clauses));
        }
        sections
    }
}

/// The finding that a section is copied, if it is; with the longest stretches in both texts.
fn copied(
    code: Code,
    (report, own): (&Report, &Section),
    (twin, other): (&Report, &Section),
    stretches: &[Stretch],
) -> Option<Diagnostic> {
    let covered: usize = stretches.iter().map(|stretch| stretch.length).sum();
    let share = covered * 100 / own.words.chars.len();
    if share < COPIED || own.words.chars.len() < ENOUGH || other.words.chars.len() < ENOUGH {
        return None;
    }
    let mut stretches = stretches.to_vec();
    stretches.sort_by_key(|stretch| (std::cmp::Reverse(stretch.length), stretch.here));
    stretches.truncate(SHOWN);
    stretches.sort_by_key(|stretch| stretch.here);
    let finding = Diagnostic::new(code, own.heading.span).arg("share", share.to_string());
    Some(stretches.iter().fold(finding, |finding, stretch| {
        finding.relate(stretch.span(&own.words, stretch.here, report), "copied_here", vec![]).relate(
            stretch.span(&other.words, stretch.there, twin),
            "copied_from",
            vec![],
        )
    }))
}

impl Stretch {
    /// Where it stands in the text of a report, from a character on.
    fn span(&self, words: &Words, at: usize, report: &Report) -> Span {
        Span { file: report.body.file, start: words.places[at].0, end: words.places[at + self.length - 1].1 }
    }
}
