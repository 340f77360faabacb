//! How far a change reaches: which pages can show what one agency published.

use std::collections::BTreeSet;

use super::listing::Listing;
use super::page::Page;
use super::site::{AgencyId, Site};

/// Agencies with those above and below them: a government's pages show its bodies, and a body's pages name what it
/// belongs to.
#[derive(Debug, Clone, Default)]
pub struct Reach(BTreeSet<AgencyId>);

impl Reach {
    pub fn of(site: &Site, agencies: &BTreeSet<AgencyId>) -> Reach {
        let mut near = BTreeSet::new();
        for agency in agencies {
            near.extend(site.lineage(*agency));
            let mut below = vec![*agency];
            while let Some(body) = below.pop() {
                near.insert(body);
                below.extend(&site.agency(body).children);
            }
        }
        Reach(near)
    }

    /// Whether a page can show something that these agencies published. A document elsewhere that names one of theirs as
    /// its successor is not counted: it shows a title, and is made good by the next whole build.
    pub fn holds(&self, site: &Site, page: Page) -> bool {
        let agency = match page {
            Page::Report(id) => site.report(id).agency,
            Page::Item(id) => site.item(id).agency,
            Page::Agency(id)
            | Page::AgencyYear(id, _)
            | Page::RollUp(id, _)
            | Page::AgencyCatalogue(id)
            | Page::ApplicationForm(id)
            | Page::Feed(Some(id))
            | Page::Listing(Listing::AgencyCategory(id, _), _) => id,
            Page::Plain(id) => match site.plain(id).agency {
                Some(agency) => agency,
                None => return true,
            },
            _ => return true,
        };
        self.0.contains(&agency)
    }
}
