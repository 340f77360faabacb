//! The roll-up (汇总): the figures of the bodies right below a government, added up cell by cell, beside its own report.

use super::amount::Amount;
use super::filing;
use super::form::FormId;
use super::site::{AgencyId, ReportId, Site};

/// A year of a government's bodies.
#[derive(Debug, Clone)]
pub struct RollUp {
    /// The form that is added up: that of the government's own report, else the one most bodies used.
    pub form: FormId,
    /// The government's own report, if it is on that form.
    pub own: Option<ReportId>,
    /// The reports that were added, in the order of their agencies.
    pub counted: Vec<ReportId>,
    /// Bodies whose report is on another form.
    pub other_form: Vec<AgencyId>,
    /// Bodies that owe a report and have none.
    pub missing: Vec<AgencyId>,
    /// For each cell of the form the sum of the numbers that stand there; `None` where there is none.
    pub sums: Vec<Option<Amount>>,
}

/// A cell in which the sum of the bodies and the government's own figure differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    pub cell: u32,
    pub own: Amount,
    pub sum: Amount,
}

impl RollUp {
    /// Adds up the reports of the agencies right below `agency`; `None` if there are none. A body with bodies of its own
    /// speaks for them.
    pub fn of(site: &Site, agency: AgencyId, year: i16) -> Option<RollUp> {
        let bodies = &site.agency(agency).children;
        let own = site.report_of(agency, year);
        let (reports, form) = basis(site, agency, year)?;
        let on_form = |id: &ReportId| site.report(*id).form == Some(form);
        let counted: Vec<ReportId> = reports.iter().copied().filter(on_form).collect();
        let other_form = reports.iter().filter(|id| !on_form(id)).map(|id| site.report(*id).agency).collect();
        let owes = |body: &AgencyId| site.report_of(*body, year).is_none() && filing::is_due_from(site, *body, year);
        let sum = |cell: usize| {
            let mut numbers = counted.iter().filter_map(|id| site.report(*id).cells[cell].number()).peekable();
            numbers.peek()?;
            Some(Amount::sum(numbers))
        };
        Some(RollUp {
            form,
            own: own.filter(|own| on_form(own)),
            sums: (0..site.form(form).cell_count()).map(sum).collect(),
            missing: bodies.iter().copied().filter(owes).collect(),
            counted,
            other_form,
        })
    }

    /// Whether there is anything to add up.
    pub fn is_there(site: &Site, agency: AgencyId, year: i16) -> bool {
        basis(site, agency, year).is_some()
    }

    /// Where the government's own report says something else than its bodies together.
    pub fn differences(&self, site: &Site) -> Vec<Difference> {
        let Some(own) = self.own.map(|own| site.report(own)) else { return Vec::new() };
        let differs = |(cell, sum): (usize, &Option<Amount>)| {
            let (own, sum) = (own.cells[cell].number()?, (*sum)?);
            (own != sum).then_some(Difference { cell: cell as u32, own, sum })
        };
        self.sums.iter().enumerate().filter_map(differs).collect()
    }
}

/// The reports of a year right below an agency, and the form on which they are added up: the agency's own, else the one
/// that most of them use. `None` where none is on it.
fn basis(site: &Site, agency: AgencyId, year: i16) -> Option<(Vec<ReportId>, FormId)> {
    let bodies = &site.agency(agency).children;
    let reports: Vec<ReportId> = bodies.iter().filter_map(|body| site.report_of(*body, year)).collect();
    let own = site.report_of(agency, year).and_then(|own| site.report(own).form);
    let form = own.or_else(|| most_used(site, &reports))?;
    reports.iter().any(|id| site.report(*id).form == Some(form)).then_some((reports, form))
}

fn most_used(site: &Site, reports: &[ReportId]) -> Option<FormId> {
    let forms = reports.iter().filter_map(|id| site.report(*id).form);
    let mut counts: Vec<(FormId, usize)> = Vec::new();
    for form in forms {
        match counts.iter_mut().find(|(known, _)| *known == form) {
            Some((_, count)) => *count += 1,
            None => counts.push((form, 1)),
        }
    }
    counts.into_iter().max_by_key(|(form, count)| (*count, *form)).map(|(form, _)| form)
}
