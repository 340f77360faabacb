//! The catalogue: all documents by what they are filed under.

use crate::model::{AgencyId, Class, ItemId, Leaf, Listing, Page, Validity};

use super::{Gather, some, text, year_title};
use crate::render::view::*;

/// How many of the newest documents the catalogue shows at once.
const LATEST: usize = 20;

impl Gather<'_> {
    pub fn catalogue(&self) -> View {
        let site = self.site;
        let index = &site.index;
        let latest: Vec<ItemId> = index.newest(LATEST).collect();
        let classes = |classes: &[Class], listing: fn(u16) -> Listing| self.classes(classes, listing);
        let mut years: Vec<ClassRow> = index
            .listings()
            .filter_map(|listing| match listing {
                Listing::Year(year) => Some(self.row(listing, &year.to_string(), &year_title(year))),
                _ => None,
            })
            .collect();
        years.reverse();
        let validities = Validity::CHOICES.iter().map(|(id, validity)| self.row(Listing::Validity(*validity), id, id));
        let agencies = (0..site.agencies.len()).map(|at| self.agency_count(AgencyId(at as u32)));
        let content = Content::Catalogue(CatalogueView {
            count: site.items.len(),
            basis: text(&site.catalogue.basis),
            categories: self.categories(),
            topics: classes(&site.catalogue.topics, Listing::Topic),
            genres: classes(&site.catalogue.genres, Listing::Genre),
            years,
            validities: validities.filter(|row| row.count > 0).collect(),
            all: self.link(&self.words("all_documents"), Page::Listing(Listing::All, Leaf::Front)),
            latest: self.item_rows(latest.iter()),
            agencies: agencies.filter(|row| row.count > 0).collect(),
        });
        let page = self.page("catalogue", &self.words("catalogue_title"), Page::Catalogue, Vec::new());
        View { template: "catalogue.html", page, content, body: None }
    }

    /// The items of the law with their number of documents.
    pub fn categories(&self) -> Vec<ClassRow> {
        self.classes(&self.site.catalogue.categories, Listing::Category)
    }

    fn classes(&self, classes: &[Class], listing: fn(u16) -> Listing) -> Vec<ClassRow> {
        let rows = classes.iter().enumerate().map(|(at, class)| {
            let row = self.row(listing(at as u16), &class.id, &class.label);
            ClassRow { article: some(&class.article), text: some(&class.text), ..row }
        });
        rows.collect()
    }

    pub fn row(&self, listing: Listing, id: &str, label: &str) -> ClassRow {
        let count = self.site.index.of(listing).len();
        let href = (count > 0).then(|| self.href(Page::Listing(listing, Leaf::Front)));
        ClassRow { id: id.to_owned(), label: label.to_owned(), article: None, text: None, count, href }
    }

    fn agency_count(&self, id: AgencyId) -> ClassRow {
        let agency = self.site.agency(id);
        ClassRow {
            id: text(&agency.path),
            label: text(&agency.name),
            article: None,
            text: None,
            count: self.site.items_of(id).count(),
            href: Some(self.href(Page::AgencyCatalogue(id))),
        }
    }

    pub fn listing(&self, listing: Listing, leaf: Leaf) -> View {
        let index = &self.site.index;
        let here = index.on(listing, leaf);
        let day = |id: Option<&ItemId>| Some(self.site.item(*id?).published?.to_string());
        let last = index.numbered(listing);
        let front = leaf == Leaf::Front;
        let (newer, older) = neighbours(leaf, last);
        let link = |key: &str, leaf: Leaf| self.link(&self.words(key), Page::Listing(listing, leaf));
        let (by, label, class) = self.heading(listing);
        // Only the front names the oldest page: a document older than all others moves it.
        let oldest = front && last > 1;
        let content = Content::Listing(ListingView {
            by,
            label: label.clone(),
            article: class.and_then(|class| some(&class.article)),
            text: class.and_then(|class| some(&class.text)),
            rows: self.item_rows(here.iter().rev()),
            total: front.then(|| index.of(listing).len()),
            from: day(here.first()),
            to: day(here.last()),
            newer: newer.map(|leaf| link("newer", leaf)),
            older: older.map(|leaf| link("older", leaf)),
            front: (!front).then(|| link("newest", Leaf::Front)),
            oldest: oldest.then(|| link("oldest", Leaf::Number(1))),
        });
        let title = match by {
            "validity" => self.words(&format!("validity_{label}")),
            _ => label,
        };
        let page = self.page("listing", &title, Page::Listing(listing, leaf), Vec::new());
        let (page, above) = match listing.agency() {
            Some(agency) => {
                let mut above = self.lineage(agency);
                above.push(self.link(&self.words("catalogue_title"), Page::AgencyCatalogue(agency)));
                (self.page_of(agency, page), above)
            }
            None => (page, vec![self.link(&self.words("catalogue_title"), Page::Catalogue)]),
        };
        let mut page = page;
        page.crumbs.extend(above);
        if !front {
            let LinkView { href, .. } = self.link("", Page::Listing(listing, Leaf::Front));
            page.crumbs.push(LinkView { title: page.title.clone(), href });
        }
        View { template: "listing.html", page, content, body: None }
    }

    /// What a list is made by, its heading, and the class of the catalogue behind it.
    fn heading(&self, listing: Listing) -> (&'static str, String, Option<&Class>) {
        let catalogue = &self.site.catalogue;
        let class = |by, class: &'_ Class| (by, text(&class.label));
        let (by, label) = match listing {
            Listing::All => ("all", self.words("all_documents")),
            Listing::Year(year) => ("year", year_title(year)),
            Listing::Category(at) => class("category", &catalogue.categories[usize::from(at)]),
            Listing::Topic(at) => class("topic", &catalogue.topics[usize::from(at)]),
            Listing::Genre(at) => class("genre", &catalogue.genres[usize::from(at)]),
            Listing::Validity(validity) => ("validity", validity.id().to_owned()),
            Listing::AgencyCategory(_, at) => class("agency_category", &catalogue.categories[usize::from(at)]),
            Listing::AgencyOthers(_) => ("agency_others", self.words("uncategorised")),
            Listing::AgencyYear(_, year) => ("agency_year", year_title(year) + &self.words("all_documents")),
        };
        let class = match listing {
            Listing::Category(at) | Listing::AgencyCategory(_, at) => Some(&catalogue.categories[usize::from(at)]),
            _ => None,
        };
        (by, label, class)
    }

    pub fn agency_catalogue(&self, id: AgencyId) -> View {
        let site = self.site;
        let agency = site.agency(id);
        let count = site.items_of(id).count();
        let here = count <= site.index.length();
        let mut classes: Vec<Vec<ItemId>> = vec![Vec::new(); site.catalogue.categories.len()];
        let mut others = Vec::new();
        for (item_id, item) in site.items_of(id) {
            match item.filed.category {
                Some(at) => classes[usize::from(at)].push(item_id),
                None => others.push(item_id),
            }
        }
        let class = |(at, (class, items)): (usize, (&Class, &Vec<ItemId>))| {
            if items.is_empty() && !class.binds(agency.level) {
                return None;
            }
            let list = Page::Listing(Listing::AgencyCategory(id, at as u16), Leaf::Front);
            Some(AgencyClass {
                id: text(&class.id),
                label: text(&class.label),
                article: some(&class.article),
                count: items.len(),
                rows: if here { self.item_rows(items.iter()) } else { Vec::new() },
                href: (!here && !items.is_empty()).then(|| self.href(list)),
            })
        };
        let content = Content::AgencyCatalogue(AgencyCatalogueView {
            agency: text(&agency.name),
            count,
            categories: site.catalogue.categories.iter().zip(&classes).enumerate().filter_map(class).collect(),
            others: if here { self.item_rows(others.iter()) } else { Vec::new() },
            more_others: (!here && !others.is_empty()).then(|| ClassRow {
                count: others.len(),
                ..self.row(Listing::AgencyOthers(id), "others", &self.words("uncategorised"))
            }),
        });
        let title = self.words("catalogue_title");
        let page = self.page("agency_catalogue", &title, Page::AgencyCatalogue(id), self.lineage(id));
        View { template: "agency-catalogue.html", page: self.page_of(id, page), content, body: None }
    }
}

/// The pages before and behind one of a list with so many numbered pages, in time.
fn neighbours(leaf: Leaf, last: u32) -> (Option<Leaf>, Option<Leaf>) {
    match leaf {
        Leaf::Front => (None, (last > 0).then_some(Leaf::Number(last))),
        Leaf::Number(at) => {
            let newer = if at == last { Leaf::Front } else { Leaf::Number(at + 1) };
            (Some(newer), at.checked_sub(1).filter(|older| *older > 0).map(Leaf::Number))
        }
    }
}
