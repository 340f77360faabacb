//! How far a change reaches: which pages can show what some agencies published.

use std::collections::BTreeSet;

use super::page::Page;
use super::site::{AgencyId, ItemId, ReportId, Site};
use crate::diagnostic::FileId;

/// Documents and reports that changed, by whose they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    pub agencies: BTreeSet<AgencyId>,
    /// The years of the reports among them.
    pub years: BTreeSet<i16>,
    /// Whether documents are among them of which more than the text may have changed.
    pub documents: bool,
    /// Documents of which only the text did.
    pub texts: BTreeSet<FileId>,
    /// Whether more than figures and texts may have changed: titles, dates, places in lists.
    pub outlines: bool,
}

/// What alone differs between two readings of a portal: figures and prose of reports, texts of documents. Everything else
/// is as it was: which pages there are, what they are called, where they lead, in which lists they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swapped {
    pub reports: Vec<ReportId>,
    pub items: Vec<ItemId>,
}

impl Swapped {
    /// Whose they are, without those above them.
    pub fn agencies(&self, site: &Site) -> BTreeSet<AgencyId> {
        let reports = self.reports.iter().map(|id| site.report(*id).agency);
        reports.chain(self.items.iter().map(|id| site.item(*id).agency)).collect()
    }
}

/// What they reach.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// The agencies with those above them: a government's pages show its bodies. A body's pages only name what it
    /// belongs to.
    near: BTreeSet<AgencyId>,
    changed: Changed,
}

impl Reach {
    pub fn of(site: &Site, changed: &Changed) -> Reach {
        let mut near = BTreeSet::new();
        for agency in &changed.agencies {
            near.insert(*agency);
            near.extend(site.lineage(*agency));
        }
        Reach { near, changed: changed.clone() }
    }

    /// Whether a reader can see something of the change on a page. Two things are not counted, and made good by the next
    /// whole build: a document elsewhere that names one of these as its successor, and what only programs fetch.
    pub fn holds(&self, site: &Site, page: Page) -> bool {
        let near = |agency: AgencyId| self.near.contains(&agency);
        let Changed { documents, outlines, .. } = self.changed;
        match page {
            Page::Report(id) => {
                let report = site.report(id);
                near(report.agency) && (outlines || self.in_year(report.year))
            }
            Page::Item(id) => {
                let item = site.item(id);
                (documents && near(item.agency)) || self.changed.texts.contains(&item.body.file)
            }
            Page::Agency(id) => near(id),
            Page::RollUp(id, year) => near(id) && self.in_year(year),
            Page::Year(year, _) => self.changed.years.contains(&year) || (outlines && self.in_year(year)),
            Page::Plain(id) => outlines && site.plain(id).agency.is_none_or(near),
            Page::ApplicationForm(id) => outlines && near(id),
            Page::AgencyYear(id, year) => outlines && near(id) && (documents || self.in_year(year)),
            Page::AgencyCatalogue(id) => documents && near(id),
            Page::Listing(listing, _) if listing.agency().is_some() => documents && listing.agency().is_some_and(near),
            Page::Catalogue | Page::Listing(..) => documents,
            Page::Home | Page::Years | Page::NotFound => outlines,
            Page::Alias(_) | Page::Search | Page::Feed(_) | Page::Sitemap | Page::SitemapPart(_) | Page::Robots => {
                false
            }
            Page::OpenSearch | Page::Headers | Page::Redirects => false,
        }
    }

    /// Whether a page is one of the agencies' own.
    pub fn is_of(&self, site: &Site, page: Page) -> bool {
        let agency = match page {
            Page::Agency(id) => id,
            Page::Report(id) => site.report(id).agency,
            Page::Item(id) => site.item(id).agency,
            Page::Plain(id) => match site.plain(id).agency {
                Some(agency) => agency,
                None => return true,
            },
            _ => return true,
        };
        self.changed.agencies.contains(&agency)
    }

    /// Whether a page about a year can show a report of it, or one of the year before beside it.
    fn in_year(&self, year: i16) -> bool {
        self.changed.years.contains(&year) || self.changed.years.contains(&(year - 1))
    }
}
