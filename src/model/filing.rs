//! Who must file an annual report for a year, by when, and whether it was filed (条例, 国务院令第711号, art. 49).

use super::agency::{Agency, Kind, Level};
use super::date::Date;
use super::site::{AgencyId, Site};

/// How an agency stands with its report of one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filing {
    /// Published by the statutory date.
    InTime,
    /// Published so many days after it.
    Late(i32),
    /// Published; the report does not say when.
    Undated,
    /// The date has passed without a report.
    Missing,
    /// There is none yet, and there is time.
    Pending,
}

/// The last days for publishing a year's report: for departments and bodies, and for a government of county level or
/// above. Townships are not named in art. 49; local orders hold them to the first.
pub fn due_days(year: i16) -> (Date, Date) {
    let day = |month, day| Date::new(year + 1, month, day).expect("these days exist in every year");
    (day(1, 31), day(3, 31))
}

/// The last day for an agency.
pub fn due(agency: &Agency, year: i16) -> Date {
    let government = agency.kind == Some(Kind::Government) && agency.level != Some(Level::Town);
    let (bodies, governments) = due_days(year);
    if government { governments } else { bodies }
}

/// Whether an agency owes a report for a year: from `files_since`, or else from its first report on, until
/// `files_until`.
pub fn is_due_from(site: &Site, id: AgencyId, year: i16) -> bool {
    let agency = site.agency(id);
    let first = agency.files_since.or_else(|| site.reports_of(id).next().map(|(_, report)| report.year));
    first.is_some_and(|first| first <= year) && agency.files_until.is_none_or(|last| year <= last)
}

/// How an agency stands with its report of a year; `None` if it owes none and has none. The site's `as_of` is today.
pub fn filing(site: &Site, id: AgencyId, year: i16) -> Option<Filing> {
    let due = due(site.agency(id), year);
    let Some(report) = site.report_of(id, year).map(|report| site.report(report)) else {
        let passed = site.as_of.is_some_and(|today| today > due);
        return is_due_from(site, id, year).then_some(if passed { Filing::Missing } else { Filing::Pending });
    };
    Some(match report.published {
        None => Filing::Undated,
        Some(published) if published > due => Filing::Late(published.days_after(due)),
        Some(_) => Filing::InTime,
    })
}

/// The years with reports, and those for which reports are owed and due; newest first.
pub fn years(site: &Site) -> Vec<i16> {
    let mut years: Vec<i16> = site.reports.iter().map(|report| report.year).collect();
    if let Some(today) = site.as_of {
        let first = site.agencies.iter().filter_map(|agency| agency.files_since).min();
        let owed = |year: &i16| (0..site.agencies.len()).any(|at| is_due_from(site, AgencyId(at as u32), *year));
        years.extend((first.unwrap_or(today.year())..today.year()).filter(owed));
    }
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    years
}
