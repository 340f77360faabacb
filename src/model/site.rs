//! Everything that was read from a portal, as one value; never changed again.

use std::sync::Arc;

use crate::diagnostic::FileId;

use super::agency::{Agency, Column};
use super::body::{Alias, Body, Plain};
use super::catalogue::Catalogue;
use super::date::Date;
use super::form::{Form, FormId};
use super::item::Item;
use super::lexicon::Lexicon;
use super::listing::Index;
use super::page::Page;
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
    pub catalogue: Catalogue,
    /// Words that are wrong.
    pub lexicon: Arc<Lexicon>,
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
    /// Files and folders that are not published because of their names (C205), by path below `content/`; sorted.
    pub misnamed: Vec<Box<str>>,
    /// The newest date in the content, or the one given: it stands in for today.
    pub as_of: Option<Date>,
    /// Whether it was given: the newest date in the content may lie long before today.
    pub is_told: bool,
    /// What is not to be seen on that day.
    pub hidden: Hidden,
    /// The documents in their lists.
    pub index: Index,
    /// Former addresses, with the page that stood there.
    pub former: Vec<(Alias, Page)>,
}

/// What is published later than today, documents that have expired, and the files only they lead to.
#[derive(Debug, Default)]
pub struct Hidden {
    pub items: Vec<Item>,
    pub reports: Vec<Report>,
    pub plains: Vec<Plain>,
    /// By path below `content/`; sorted.
    pub attachments: Vec<Box<str>>,
    /// Those of them that will be published with their document, as in [`Site::attachments`].
    pub later: Vec<(Box<str>, FileId)>,
}

impl Hidden {
    /// The text of each page.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        let items = self.items.iter().map(|item| &item.body);
        let reports = self.reports.iter().map(|report| &report.body);
        items.chain(reports).chain(self.plains.iter().map(|plain| &plain.body))
    }
}

impl Site {
    /// The text of each page.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        let agencies = self.agencies.iter().map(|agency| &agency.body);
        let items = self.items.iter().map(|item| &item.body);
        let reports = self.reports.iter().map(|report| &report.body);
        let plains = self.plains.iter().map(|plain| &plain.body);
        agencies.chain(items).chain(reports).chain(plains).chain(&self.home)
    }

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

    /// The form that a year's reports use unless they say otherwise: the latest that covers it.
    pub fn form_of(&self, year: i16) -> Option<&Arc<Form>> {
        self.forms.iter().rfind(|form| form.covers(year))
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

    /// The rules that bind an agency: its own, then those of the agencies above it.
    pub fn rules_for(&self, id: AgencyId) -> impl Iterator<Item = PlainId> + '_ {
        let line = std::iter::successors(Some(id), |id| self.agency(*id).parent);
        line.flat_map(|id| self.agency(id).rules.iter().copied())
    }

    /// Whether a column of an agency's platform has nothing to show. Rules of a higher body fill the column of those
    /// below it; reports are not missed where none is owed.
    pub fn is_empty(&self, id: AgencyId, column: Column) -> bool {
        match column {
            Column::Guide => self.agency(id).guide.is_none(),
            Column::Rules => self.rules_for(id).next().is_none(),
            Column::Documents => self.items_of(id).next().is_none(),
            Column::Reports => self.reports_of(id).next().is_none(),
        }
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

    /// The years in which an agency disclosed something, newest first.
    pub fn years_of(&self, agency: AgencyId) -> Vec<i16> {
        let reports = self.reports_of(agency).map(|(_, report)| report.year);
        let mut years: Vec<_> = reports.chain(self.items_of(agency).map(|(_, item)| item.year)).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years
    }
}
