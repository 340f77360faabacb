//! How far a change reaches: which pages can show what some agencies published.

use std::collections::BTreeSet;

use super::listing::Listing;
use super::page::Page;
use super::site::{AgencyId, Site};

/// Documents and reports that changed, by whose they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    pub agencies: BTreeSet<AgencyId>,
    /// The years of the reports among them.
    pub years: BTreeSet<i16>,
    /// Whether documents are among them.
    pub documents: bool,
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
        match page {
            Page::Report(id) => near(site.report(id).agency),
            Page::Item(id) => near(site.item(id).agency),
            Page::Plain(id) => site.plain(id).agency.is_none_or(near),
            Page::Agency(id) | Page::ApplicationForm(id) => near(id),
            Page::AgencyYear(id, year) => near(id) && (self.changed.documents || self.in_year(year)),
            Page::RollUp(id, year) => near(id) && self.in_year(year),
            Page::AgencyCatalogue(id) | Page::Listing(Listing::AgencyCategory(id, _), _) => {
                near(id) && self.changed.documents
            }
            Page::Year(year, _) => self.in_year(year),
            Page::Catalogue | Page::Listing(..) => self.changed.documents,
            Page::Home | Page::Years | Page::NotFound => true,
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
            _ => return true,
        };
        self.changed.agencies.contains(&agency)
    }

    /// Whether a page about a year can show a report of it, or one of the year before beside it.
    fn in_year(&self, year: i16) -> bool {
        self.changed.years.contains(&year) || self.changed.years.contains(&(year - 1))
    }
}
