//! The pages that can be found, in the order in which a search shows them when nothing else decides: agencies and
//! standing pages, then what is in force, the newest first, then what no longer is.

use std::cmp::Reverse;
use std::hash::Hash;

use crate::model::{Date, Page, Site, Validity, quote};
use crate::write::{Fingerprint, Fingerprinter};

/// A page that can be found.
#[derive(Debug, Clone, Copy)]
pub struct Document {
    pub page: Page,
    /// The higher, the earlier it is shown; see [`rank`].
    pub rank: u16,
    /// Its date, in days since 1 October 1949; 0 for none.
    pub day: u16,
    /// Of its address: in which block it stands, whatever other pages there are.
    pub lot: u64,
    /// The hash of all that is recorded of it.
    pub recipe: Fingerprint,
}

impl Document {
    /// By what documents are sorted.
    pub fn order(&self) -> impl Ord + use<> {
        (Reverse(self.rank), self.page)
    }
}

/// What kind of page it is; the number stands in the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Plain,
    Agency,
    Guide,
    Rule,
    Application,
    Report,
    Item,
}

/// Every page that can be found, in any order.
pub fn documents(site: &Site) -> Vec<Document> {
    use rayon::prelude::*;
    let pages: Vec<Page> = site
        .pages()
        .into_iter()
        .filter(|page| match page {
            Page::Home => site.home.is_some(),
            page => matches!(page, Page::Agency(_) | Page::Report(_) | Page::Item(_) | Page::Plain(_)),
        })
        .collect();
    pages.into_par_iter().map(|page| document(site, page)).collect()
}

fn document(site: &Site, page: Page) -> Document {
    let address = site.address(page);
    let lot = crate::write::digest(address.as_str().as_bytes());
    let mut recipe = Fingerprinter::with(&(env!("GONGKAI_MARK"), address.as_str(), site.portal.name.as_str()));
    hash(site, page, &mut recipe);
    let lot = u64::from_be_bytes(lot.0[..8].try_into().expect("a fingerprint has sixteen bytes"));
    let (rank, day) = rank(site, page);
    Document { page, rank, day, lot, recipe: recipe.fingerprint() }
}

/// All that [`super::record`] shows of a page; its text by its hash.
fn hash(site: &Site, page: Page, recipe: &mut Fingerprinter) {
    match page {
        Page::Agency(id) => {
            let agency = site.agency(id);
            (&agency.name, &agency.short_name, &agency.code, &agency.former_names).hash(recipe);
            (&agency.contact, agency.body.hash, agency.body.start).hash(recipe);
        }
        Page::Report(id) => {
            let report = site.report(id);
            let form = report.form.map(|form| site.form(form).hash);
            (&site.agency(report.agency).name, &report.title, report.published, &report.index_number).hash(recipe);
            (&report.cells, form, report.body.hash, report.body.start).hash(recipe);
            quote::quoted(site, id).hash(recipe);
        }
        Page::Item(id) => {
            let item = site.item(id);
            (&site.agency(item.agency).name, &item.title, item.published, &item.index_number).hash(recipe);
            (&item.document_number, &item.category, &item.topic, item.filed.topic, &item.genre).hash(recipe);
            (item.validity, item.issued, &item.keywords, &item.summary, item.body.hash, item.body.start).hash(recipe);
        }
        Page::Plain(id) => {
            let plain = site.plain(id);
            (plain.agency.map(|agency| &site.agency(agency).name), &plain.title, plain.published).hash(recipe);
            (plain.body.hash, plain.body.start).hash(recipe);
        }
        _ => site.home.as_ref().map(|body| (body.hash, body.start)).hash(recipe),
    }
}

/// The lowest rank of standing pages; that of documents in force begins ten thousand.
const STANDING: u16 = 65_000;
const IN_FORCE: u16 = 10_000;
/// What is no longer in force is ranked by the week, nearly.
const DAYS_OF_OLD: u16 = 6;

/// Standing pages from 65,000, agencies first; then ten thousand and the day; then, for what no longer holds, a sixth of
/// the day. And the day.
fn rank(site: &Site, page: Page) -> (u16, u16) {
    let (date, standing) = match page {
        Page::Agency(_) => (None, Some(3)),
        Page::Home => (None, Some(2)),
        Page::Plain(id) => (site.plain(id).published, Some(u16::from(site.plain(id).agency.is_some()))),
        Page::Report(id) => (site.report(id).published, None),
        Page::Item(id) => (site.item(id).published, None),
        _ => (None, None),
    };
    let over = match page {
        Page::Item(id) => {
            let validity = site.item(id).validity;
            matches!(validity, Some(Validity::Repealed | Validity::Lapsed)) || site.index.successor(id).is_some()
        }
        _ => false,
    };
    let first = Date::new(1949, 10, 1).expect("a day of the calendar");
    let day = date.map_or(0, |date| date.days_after(first).clamp(0, i32::from(STANDING - IN_FORCE - 1)) as u16);
    let rank = match standing {
        Some(place) => STANDING + place,
        None if over => day / DAYS_OF_OLD,
        None => IN_FORCE + day,
    };
    (rank, day)
}
