//! The day that counts as today: the one given, else the newest on which anything was published. A slip of the keyboard
//! must not carry the portal decades ahead, so a day long after the year of its folder does not count, and is reported.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::{Date, Site};

/// How many years after the year of its folder something may still be published without a second look.
const USUAL: i16 = 2;

/// When something was published, and the year it is of, if it is of one.
struct Published {
    day: Date,
    span: Span,
    year: Option<i16>,
}

impl Published {
    fn is_far(&self, today: Option<Date>) -> Option<i16> {
        let year = self.year.or(today.map(Date::year))?;
        (self.day.year() > year + USUAL).then_some(year)
    }
}

/// Today; and the days beyond it that are hard to believe (I103).
pub fn of(site: &Site, given: Option<Date>, out: &mut Vec<Diagnostic>) -> Option<Date> {
    let days = published(site);
    let newest = |today: Option<Date>, of_a_year: bool| {
        let known = days.iter().filter(|found| found.year.is_some() == of_a_year && found.is_far(today).is_none());
        known.map(|found| found.day).max()
    };
    // Pages that are of no year count where they are not far from what is.
    let of_years = newest(None, true);
    let today = given.or_else(|| of_years.max(newest(of_years, false)));
    let today = today.or_else(|| days.iter().map(|found| found.day).max());
    for found in &days {
        let (Some(year), true) = (found.is_far(today), Some(found.day) > today) else { continue };
        let finding = Diagnostic::new(Code::I103, found.span).arg("published", found.day.to_string());
        out.push(finding.arg("year", year.to_string()));
    }
    today
}

fn published(site: &Site) -> Vec<Published> {
    let found = |day: Option<Date>, span: Option<Span>, year| Some(Published { day: day?, span: span?, year });
    let items = site.items.iter().filter_map(|item| found(item.published, item.published_span, Some(item.year)));
    let reports =
        site.reports.iter().filter_map(|report| found(report.published, report.published_span, Some(report.year)));
    let plains = site.plains.iter().filter_map(|plain| found(plain.published, plain.published_span, None));
    items.chain(reports).chain(plains).collect()
}
