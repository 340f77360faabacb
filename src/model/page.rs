//! Every page and file that a site may have, and where it stands under `public/`.

use crate::diagnostic::FileId;

use super::address::Address;
use super::agency::Agency;
use super::body::Alias;
use super::filing;
use super::item::Validity;
use super::listing::{Leaf, Listing};
use super::rollup::RollUp;
use super::site::{AgencyId, ItemId, PlainId, ReportId, Site};

/// What can be visited, and what programs fetch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    Home,
    Agency(AgencyId),
    /// What an agency disclosed in one year.
    AgencyYear(AgencyId, i16),
    /// A government's bodies added up, for one year.
    RollUp(AgencyId, i16),
    /// The documents of an agency by category.
    AgencyCatalogue(AgencyId),
    /// The empty form for an application to an agency.
    ApplicationForm(AgencyId),
    Report(ReportId),
    Item(ItemId),
    Plain(PlainId),
    /// The catalogue of all documents, by category, topic, genre, year and validity.
    Catalogue,
    /// One page of a list of documents.
    Listing(Listing, Leaf),
    Years,
    /// The filing board of one year: all bodies and their figures, in their own order or by a headline.
    Year(i16, Order),
    /// Where a search leads; lists by which everything can be found.
    Search,
    NotFound,
    Feed(Option<AgencyId>),
    Sitemap,
    /// A part of a sitemap that is too long for one file; from 1.
    SitemapPart(u32),
    Robots,
    OpenSearch,
    /// HTTP headers, for hosts that read them from a file.
    Headers,
    /// Former addresses, for hosts that read them from a file.
    Redirects,
    /// A former address of a page: a page that leads to the new one. By its place in [`Site::former`].
    Alias(u32),
}

/// How the bodies of a year are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// As agencies stand everywhere.
    Agency,
    /// By a headline of the year's form, the largest figure first; its place in [`super::Form::headlines`].
    Headline(u8),
}

/// How a planned file is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Make {
    Page(Page),
    /// A file of the content folder, byte for byte.
    Copy(FileId),
}

/// One planned file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    pub address: Address,
    pub make: Make,
}

/// The most addresses in one sitemap (sitemaps.org).
pub const SITEMAP_MOST: usize = 50_000;

impl Page {
    /// Whether it lists much of the site, so that it takes as long as many others.
    pub fn is_long(self) -> bool {
        let long = matches!(self, Page::Home | Page::Catalogue | Page::Search | Page::Year(..) | Page::RollUp(..));
        long || matches!(self, Page::Sitemap | Page::SitemapPart(_) | Page::Feed(None))
    }

    /// Whether readers and search engines should come to it; the rest is for programs, or says that nothing is there.
    pub fn is_listed(self) -> bool {
        !matches!(
            self,
            Page::NotFound
                | Page::Feed(_)
                | Page::Sitemap
                | Page::SitemapPart(_)
                | Page::Robots
                | Page::OpenSearch
                | Page::Headers
                | Page::Redirects
                | Page::Alias(_)
        )
    }
}

impl Site {
    /// Every page of the site, in no particular order.
    pub fn pages(&self) -> Vec<Page> {
        let mut pages = vec![Page::Home, Page::Catalogue, Page::Years, Page::Search, Page::NotFound];
        pages.extend([Page::Feed(None), Page::Sitemap, Page::Robots, Page::OpenSearch, Page::Headers, Page::Redirects]);
        for year in filing::years(self) {
            pages.push(Page::Year(year, Order::Agency));
            pages.extend(self.main_headlines(year).map(|at| Page::Year(year, Order::Headline(at))));
        }
        for index in 0..self.agencies.len() {
            self.agency_pages(AgencyId(index as u32), &mut pages);
        }
        for listing in self.index.listings() {
            pages.push(Page::Listing(listing, Leaf::Front));
            let numbered = 1..=self.index.numbered(listing);
            pages.extend(numbered.map(|number| Page::Listing(listing, Leaf::Number(number))));
        }
        pages.extend((0..self.reports.len()).map(|index| Page::Report(ReportId(index as u32))));
        pages.extend((0..self.items.len()).map(|index| Page::Item(ItemId(index as u32))));
        pages.extend((0..self.plains.len()).map(|index| Page::Plain(PlainId(index as u32))));
        pages.extend((0..self.former.len()).map(|index| Page::Alias(index as u32)));
        let listed = pages.iter().filter(|page| page.is_listed()).count();
        if listed > SITEMAP_MOST {
            pages.extend((1..=listed.div_ceil(SITEMAP_MOST)).map(|part| Page::SitemapPart(part as u32)));
        }
        pages
    }

    fn agency_pages(&self, id: AgencyId, pages: &mut Vec<Page>) {
        let agency = self.agency(id);
        pages.extend([Page::Agency(id), Page::AgencyCatalogue(id), Page::Feed(Some(id))]);
        if agency.application.is_some() {
            pages.push(Page::ApplicationForm(id));
        }
        pages.extend(self.rollup_years(id).into_iter().map(|year| Page::RollUp(id, year)));
        pages.extend(self.years_of(id).into_iter().map(|year| Page::AgencyYear(id, year)));
    }

    /// The years in which an agency's bodies can be added up, newest first.
    pub fn rollup_years(&self, id: AgencyId) -> Vec<i16> {
        let bodies = &self.agency(id).children;
        let reports = bodies.iter().flat_map(|body| self.reports_of(*body));
        let mut years: Vec<i16> = reports.map(|(_, report)| report.year).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years.retain(|year| self.rolls_up(id, *year));
        years
    }

    /// Whether an agency has bodies whose reports of a year can be added up.
    pub fn rolls_up(&self, agency: AgencyId, year: i16) -> bool {
        !self.agency(agency).children.is_empty() && RollUp::is_there(self, agency, year)
    }

    /// The main headlines of a year's form, by their place; none for a year without reports.
    fn main_headlines(&self, year: i16) -> impl Iterator<Item = u8> {
        let some = self.reports.iter().any(|report| report.year == year);
        let headlines = self.form_of(year).filter(|_| some).map_or(&[][..], |form| &form.headlines);
        headlines.iter().zip(0..=u8::MAX).filter(|(headline, _)| headline.main).map(|(_, at)| at)
    }

    /// Every former address that a body names, with its page; sorted by address.
    pub fn former_addresses(&self) -> Vec<(Alias, Page)> {
        let items = self.items.iter().enumerate().map(|(at, item)| (&item.body, Page::Item(ItemId(at as u32))));
        let reports =
            self.reports.iter().enumerate().map(|(at, report)| (&report.body, Page::Report(ReportId(at as u32))));
        let plains = self.plains.iter().enumerate().map(|(at, plain)| (&plain.body, Page::Plain(PlainId(at as u32))));
        let bodies = items.chain(reports).chain(plains);
        let former = bodies.flat_map(|(body, page)| body.aliases.iter().map(move |alias| (alias.clone(), page)));
        let mut former: Vec<(Alias, Page)> = former.collect();
        former.sort_by(|a, b| a.0.address.cmp(&b.0.address));
        former
    }

    /// Where a page stands.
    pub fn address(&self, page: Page) -> Address {
        let below = |agency: &Agency, rest: &str| Address::folder(&format!("{}/{rest}", agency.path));
        match page {
            Page::Home => Address::folder(""),
            Page::Agency(id) => Address::folder(&self.agency(id).path),
            Page::AgencyYear(id, year) => below(self.agency(id), &year.to_string()),
            Page::RollUp(id, year) => below(self.agency(id), &format!("{year}/rollup")),
            Page::AgencyCatalogue(id) => below(self.agency(id), "catalogue"),
            Page::ApplicationForm(id) => below(self.agency(id), "application/form"),
            Page::Report(id) => {
                let report = self.report(id);
                below(self.agency(report.agency), &format!("{}/report", report.year))
            }
            Page::Item(id) => Address::of_markdown(&self.item(id).path),
            Page::Plain(id) => Address::of_markdown(&self.plain(id).path),
            Page::Catalogue => Address::folder("catalogue"),
            Page::Listing(listing, leaf) => self.listing_address(listing, leaf),
            Page::Years => Address::folder("years"),
            Page::Year(year, Order::Agency) => Address::folder(&format!("years/{year}")),
            Page::Year(year, Order::Headline(at)) => {
                let id =
                    self.form_of(year).and_then(|form| form.headlines.get(usize::from(at))).map(|found| &*found.id);
                Address::folder(&format!("years/{year}/by-{}", id.unwrap_or_default().replace('_', "-")))
            }
            Page::Search => Address::folder("search"),
            Page::NotFound => Address::file("404.html"),
            Page::Feed(None) => Address::file("atom.xml"),
            Page::Feed(Some(id)) => Address::file(format!("{}/atom.xml", self.agency(id).path)),
            Page::Sitemap => Address::file("sitemap.xml"),
            Page::SitemapPart(part) => Address::file(format!("sitemap-{part}.xml")),
            Page::Robots => Address::file("robots.txt"),
            Page::OpenSearch => Address::file("opensearch.xml"),
            Page::Headers => Address::file("_headers"),
            Page::Redirects => Address::file("_redirects"),
            Page::Alias(at) => Address::file(self.former[at as usize].0.address.clone()),
        }
    }

    fn listing_address(&self, listing: Listing, leaf: Leaf) -> Address {
        let of = |class: &super::catalogue::Class| class.id.to_string();
        let catalogue = &self.catalogue;
        let path = match listing {
            Listing::All => "catalogue/all".to_owned(),
            Listing::Year(year) => format!("catalogue/{year}"),
            Listing::Category(at) => format!("catalogue/{}", of(&catalogue.categories[usize::from(at)])),
            Listing::Topic(at) => format!("catalogue/topic/{}", of(&catalogue.topics[usize::from(at)])),
            Listing::Genre(at) => format!("catalogue/genre/{}", of(&catalogue.genres[usize::from(at)])),
            Listing::Validity(validity) => format!("catalogue/validity/{}", Validity::id(validity).replace('_', "-")),
            Listing::AgencyCategory(agency, at) => {
                format!("{}/catalogue/{}", self.agency(agency).path, of(&catalogue.categories[usize::from(at)]))
            }
            Listing::AgencyOthers(agency) => format!("{}/catalogue/others", self.agency(agency).path),
            Listing::AgencyYear(agency, year) => format!("{}/catalogue/{year}", self.agency(agency).path),
        };
        match leaf {
            Leaf::Front => Address::folder(&path),
            Leaf::Number(_) => Address::folder(&format!("{path}/{}", self.leaf_name(listing, leaf))),
        }
    }

    /// A page of a list is called after the day of its oldest document, `2018-03-01`; further pages that begin on that
    /// day, `2018-03-01-2`.
    fn leaf_name(&self, listing: Listing, leaf: Leaf) -> String {
        let day = |leaf| self.index.on(listing, leaf).first().and_then(|id| self.item(*id).published);
        let day_here = day(leaf);
        let name = day_here.map_or("undated".to_owned(), |day| day.to_string());
        let Leaf::Number(number) = leaf else { return name };
        // The first page of the day: days follow each other, and a portal that was taken over in one day has thousands.
        let (mut first, mut until) = (1, number);
        while first < until {
            let middle = u32::midpoint(first, until);
            match day(Leaf::Number(middle)) < day_here {
                true => first = middle + 1,
                false => until = middle,
            }
        }
        if first == number { name } else { format!("{name}-{}", number - first + 1) }
    }

    /// The agency, report or plain page that stands at an address, or whatever stood there formerly; and its title.
    pub fn titled_at(&self, address: &Address) -> Option<(Page, &str)> {
        let former = self.former.binary_search_by(|(alias, _)| (*alias.address).cmp(address.as_str()));
        let folder = address.as_str().strip_suffix('/');
        let page = match (former, folder) {
            (Ok(at), _) => self.former[at].1,
            (Err(_), folder) => self.page_of_folder(folder?)?,
        };
        let title = match page {
            Page::Agency(id) => &self.agency(id).name,
            Page::Report(id) => &self.report(id).title,
            Page::Item(id) => &self.item(id).title,
            Page::Plain(id) => &self.plain(id).title,
            _ => return None,
        };
        Some((page, title))
    }

    fn page_of_folder(&self, folder: &str) -> Option<Page> {
        let agency = |path: &str| {
            let at = self.agencies.iter().position(|agency| *agency.path == *path)?;
            Some(AgencyId(at as u32))
        };
        let plain = |path: &str| {
            let at = self.plains.binary_search_by(|plain| (*plain.path).cmp(path)).ok()?;
            Some(Page::Plain(PlainId(at as u32)))
        };
        let report = || {
            let (path, year) = folder.strip_suffix("/report")?.rsplit_once('/')?;
            self.report_of(agency(path)?, year.parse().ok()?).map(Page::Report)
        };
        let found = agency(folder).map(Page::Agency).or_else(report);
        found.or_else(|| plain(folder)).or_else(|| plain(&format!("{folder}/index")))
    }

    /// The content file behind a page, if there is one.
    pub fn source(&self, page: Page) -> Option<FileId> {
        Some(match page {
            Page::Home => self.home.as_ref()?.file,
            Page::Agency(id) => self.agency(id).body.file,
            Page::Report(id) => self.report(id).body.file,
            Page::Item(id) => self.item(id).body.file,
            Page::Plain(id) => self.plain(id).body.file,
            Page::Alias(at) => self.former[at as usize].0.span.file,
            _ => return None,
        })
    }
}
