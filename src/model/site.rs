//! Everything that was read from a portal, as one value; never changed again.

use std::sync::Arc;

use crate::diagnostic::FileId;

use super::address::{Address, Page};
use super::agency::Agency;
use super::body::{Body, Plain};
use super::date::Date;
use super::form::{Form, FormId};
use super::item::Item;
use super::portal::Portal;
use super::report::Report;

macro_rules! ids {
    ($($id:ident of $thing:literal,)*) => {$(
        #[doc = concat!("The place of ", $thing, " in its list of the [`Site`].")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(pub u32);

        impl $id {
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    AgencyId of "an agency",
    ItemId of "a document",
    PlainId of "a plain page",
    ReportId of "a report",
}

/// A portal as a value.
#[derive(Debug)]
pub struct Site {
    pub portal: Portal,
    /// By the year from which they apply.
    pub forms: Vec<Arc<Form>>,
    /// A parent before its children, siblings in their order.
    pub agencies: Vec<Agency>,
    /// By agency, then newest first.
    pub items: Vec<Item>,
    /// By agency, then by year.
    pub reports: Vec<Report>,
    pub plains: Vec<Plain>,
    /// The body of the home page, if the portal has an `index.md`.
    pub home: Option<Body>,
    /// Files that are published as they are, with their path below `content/`; sorted.
    pub attachments: Vec<(Box<str>, FileId)>,
    /// The newest date in the content, or the one given: it stands in for today.
    pub as_of: Option<Date>,
}

impl Site {
    pub fn agency(&self, id: AgencyId) -> &Agency {
        &self.agencies[id.index()]
    }

    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.index()]
    }

    pub fn plain(&self, id: PlainId) -> &Plain {
        &self.plains[id.index()]
    }

    pub fn report(&self, id: ReportId) -> &Report {
        &self.reports[id.index()]
    }

    pub fn form(&self, id: FormId) -> &Arc<Form> {
        &self.forms[id.0 as usize]
    }

    /// The agency itself and those above it, the topmost first.
    pub fn lineage(&self, id: AgencyId) -> Vec<AgencyId> {
        let mut line: Vec<_> = std::iter::successors(Some(id), |id| self.agency(*id).parent).collect();
        line.reverse();
        line
    }

    /// The topmost agencies, in their order.
    pub fn roots(&self) -> impl Iterator<Item = AgencyId> + '_ {
        let all = self.agencies.iter().enumerate();
        all.filter(|(_, agency)| agency.parent.is_none()).map(|(index, _)| AgencyId(index as u32))
    }

    /// The reports of an agency, oldest first.
    pub fn reports_of(&self, agency: AgencyId) -> impl DoubleEndedIterator<Item = (ReportId, &Report)> {
        let start = self.reports.partition_point(|report| report.agency < agency);
        let end = self.reports.partition_point(|report| report.agency <= agency);
        (start..end).map(|index| (ReportId(index as u32), &self.reports[index]))
    }

    /// The documents of an agency, newest first.
    pub fn items_of(&self, agency: AgencyId) -> impl Iterator<Item = (ItemId, &Item)> {
        let start = self.items.partition_point(|item| item.agency < agency);
        let end = self.items.partition_point(|item| item.agency <= agency);
        (start..end).map(|index| (ItemId(index as u32), &self.items[index]))
    }

    /// The report of an agency for a year.
    pub fn report_of(&self, agency: AgencyId, year: i16) -> Option<ReportId> {
        self.reports
            .binary_search_by_key(&(agency, year), |report| (report.agency, report.year))
            .ok()
            .map(|index| ReportId(index as u32))
    }

    /// The years with reports, newest first.
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<_> = self.reports.iter().map(|report| report.year).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years
    }

    /// The years in which an agency disclosed something, newest first.
    pub fn years_of(&self, agency: AgencyId) -> Vec<i16> {
        let reports = self.reports_of(agency).map(|(_, report)| report.year);
        let mut years: Vec<_> = reports.chain(self.items_of(agency).map(|(_, item)| item.year)).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years
    }

    /// Every page of the site, in no particular order.
    pub fn pages(&self) -> Vec<Page> {
        let mut pages = vec![Page::Home, Page::Years, Page::NotFound, Page::Sitemap, Page::Robots];
        pages.extend(self.years().into_iter().map(Page::Year));
        for index in 0..self.agencies.len() {
            let agency = AgencyId(index as u32);
            pages.push(Page::Agency(agency));
            pages.extend(self.years_of(agency).into_iter().map(|year| Page::AgencyYear(agency, year)));
        }
        pages.extend((0..self.reports.len()).map(|index| Page::Report(ReportId(index as u32))));
        pages.extend((0..self.items.len()).map(|index| Page::Item(ItemId(index as u32))));
        pages.extend((0..self.plains.len()).map(|index| Page::Plain(PlainId(index as u32))));
        pages
    }

    /// Where a page stands.
    pub fn address(&self, page: Page) -> Address {
        match page {
            Page::Home => Address::folder(""),
            Page::Agency(id) => Address::folder(&self.agency(id).path),
            Page::AgencyYear(id, year) => Address::folder(&format!("{}/{year}", self.agency(id).path)),
            Page::Report(id) => {
                let report = self.report(id);
                Address::folder(&format!("{}/{}/report", self.agency(report.agency).path, report.year))
            }
            Page::Item(id) => Address::of_markdown(&self.item(id).path),
            Page::Plain(id) => Address::of_markdown(&self.plain(id).path),
            Page::Years => Address::folder("years"),
            Page::Year(year) => Address::folder(&format!("years/{year}")),
            Page::NotFound => Address::file("404.html"),
            Page::Sitemap => Address::file("sitemap.xml"),
            Page::Robots => Address::file("robots.txt"),
        }
    }

    /// The content file behind a page, if there is one.
    pub fn source(&self, page: Page) -> Option<FileId> {
        Some(match page {
            Page::Home => self.home.as_ref()?.file,
            Page::Agency(id) => self.agency(id).body.file,
            Page::Report(id) => self.report(id).body.file,
            Page::Item(id) => self.item(id).body.file,
            Page::Plain(id) => self.plain(id).body.file,
            _ => return None,
        })
    }
}
