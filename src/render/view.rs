//! All that a page shows, one struct for each kind of page. A page depends on nothing but its theme and its view: what
//! is not in here cannot be seen by a template, and the hash of a view tells whether its page must be made again.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::FileId;
use crate::markdown::Cut;
use crate::model::form::FormId;
use crate::model::{Address, Cell, Page};

use super::Renderer;

/// A page before its template.
#[derive(Hash)]
pub struct View {
    pub template: &'static str,
    pub page: PageView,
    pub content: Content,
    pub body: Option<BodyView>,
}

/// The value `page` of every template.
#[derive(Debug, Hash, Serialize)]
pub struct PageView {
    /// `home`, `agency`, `report` …
    pub kind: &'static str,
    pub title: String,
    /// Below the site's root: `/shili/2024/`.
    pub address: String,
    pub href: String,
    /// The whole address.
    pub url: String,
    pub crumbs: Vec<LinkView>,
    /// The agency that answers for it.
    pub agency: Option<LinkView>,
    pub published: Option<String>,
}

/// The value `content`: what only this kind of page has.
#[derive(Hash, Serialize)]
#[serde(untagged)]
pub enum Content {
    Home(HomeView),
    Agency(Box<AgencyView>),
    AgencyYear(AgencyYearView),
    Years(YearsView),
    Year(YearView),
    #[serde(skip)]
    Report(Box<ReportView>),
    Item(Box<ItemView>),
    Plain(PlainView),
    Nothing {},
    Sitemap(SitemapView),
}

/// A text with an address.
#[derive(Debug, Clone, Hash, Serialize)]
pub struct LinkView {
    pub title: String,
    pub href: String,
}

impl LinkView {
    pub fn new(title: impl Into<String>, base: &str, address: &Address) -> LinkView {
        LinkView { title: title.into(), href: format!("{base}{}", address.as_str()) }
    }
}

#[derive(Hash, Serialize)]
pub struct HomeView {
    pub agencies: Vec<AgencyTree>,
    pub latest: Vec<ItemRow>,
    pub reports: Vec<ReportRow>,
    pub years: Vec<LinkView>,
}

/// An agency in a list, with those below it.
#[derive(Hash, Serialize)]
pub struct AgencyTree {
    pub title: String,
    pub href: String,
    pub children: Vec<AgencyTree>,
}

#[derive(Hash, Serialize)]
pub struct AgencyView {
    pub name: String,
    pub short_name: String,
    pub code: Option<String>,
    pub former_names: Vec<String>,
    pub files_until: Option<i16>,
    pub contact: ContactView,
    pub guide: Option<LinkView>,
    pub rules: Vec<LinkView>,
    pub years: Vec<LinkView>,
    pub items: Vec<ItemRow>,
    /// How many documents there are in all.
    pub item_count: usize,
    pub reports: Vec<ReportRow>,
    pub children: Vec<AgencyTree>,
    pub extra: crate::yaml::Extra,
}

#[derive(Hash, Serialize, Default)]
pub struct ContactView {
    pub office: Option<String>,
    pub address: Option<String>,
    pub postcode: Option<String>,
    pub hours: Option<String>,
    pub phone: Option<String>,
    pub fax: Option<String>,
    pub email: Option<String>,
}

#[derive(Hash, Serialize)]
pub struct AgencyYearView {
    pub agency: String,
    pub year: i16,
    pub report: Option<ReportRow>,
    pub items: Vec<ItemRow>,
}

/// A document in a list.
#[derive(Hash, Serialize)]
pub struct ItemRow {
    pub title: String,
    pub href: String,
    pub agency: String,
    pub published: Option<String>,
    pub document_number: Option<String>,
    pub category: Option<String>,
    pub validity: Option<&'static str>,
}

/// A report in a list.
#[derive(Hash, Serialize)]
pub struct ReportRow {
    pub title: String,
    pub href: String,
    pub year: i16,
    pub agency: LinkView,
    pub form: Option<String>,
    pub published: Option<String>,
}

#[derive(Hash, Serialize)]
pub struct YearsView {
    pub years: Vec<YearRow>,
}

#[derive(Hash, Serialize)]
pub struct YearRow {
    pub year: i16,
    pub href: String,
    pub count: usize,
}

#[derive(Hash, Serialize)]
pub struct YearView {
    pub year: i16,
    pub rows: Vec<ReportRow>,
    pub earlier: Option<LinkView>,
    pub later: Option<LinkView>,
}

/// A report: what templates see is `shown`, and its sections with their tables.
#[derive(Hash)]
pub struct ReportView {
    pub shown: ReportShown,
    pub form: Option<FormId>,
    /// So that a changed form is a changed page.
    pub form_hash: [u8; 16],
    pub cells: Arc<[Cell]>,
}

#[derive(Debug, Hash, Serialize)]
pub struct ReportShown {
    pub agency: String,
    pub year: i16,
    /// 落款日期, as `2023年1月16日`.
    pub date: Option<String>,
    pub index_number: Option<String>,
    pub form: Option<FormView>,
    pub sums: SumsView,
    pub earlier: Option<LinkView>,
    pub later: Option<LinkView>,
    pub extra: crate::yaml::Extra,
}

#[derive(Debug, Hash, Serialize)]
pub struct FormView {
    pub id: String,
    pub name: String,
    pub basis: String,
}

/// Whether the tables add up.
#[derive(Debug, Hash, Serialize, Default)]
pub struct SumsView {
    /// How many sums and identities were compared.
    pub judged: usize,
    pub findings: Vec<FindingView>,
}

#[derive(Debug, Hash, Serialize)]
pub struct FindingView {
    pub code: &'static str,
    pub message: String,
    /// The id of the cell on the page.
    pub cell: Option<String>,
    /// The reason of a waiver.
    pub waived: Option<String>,
}

#[derive(Hash, Serialize)]
pub struct ItemView {
    pub agency: String,
    pub index_number: Option<String>,
    pub document_number: Option<String>,
    pub category: Option<String>,
    pub topic: Option<String>,
    pub genre: Option<String>,
    pub issued: Option<String>,
    pub published: Option<String>,
    pub validity: Option<&'static str>,
    /// What took its place.
    pub repealed_by: Option<LinkView>,
    pub keywords: Vec<String>,
    pub extra: crate::yaml::Extra,
}

#[derive(Hash, Serialize)]
pub struct PlainView {
    pub kind: &'static str,
    pub published: Option<String>,
    pub extra: crate::yaml::Extra,
}

#[derive(Hash, Serialize)]
pub struct SitemapView {
    pub urls: Vec<SitemapRow>,
}

#[derive(Hash, Serialize)]
pub struct SitemapRow {
    pub loc: String,
    pub lastmod: Option<String>,
}

/// The Markdown of a page: where it stands, and all that its HTML depends on.
pub struct BodyView {
    pub file: FileId,
    pub start: u32,
    pub hash: [u8; 16],
    /// Below `content/`.
    pub path: String,
    pub cut: Cut,
    /// Width and height of the images it shows.
    pub images: Vec<(String, u32, u32)>,
}

impl Hash for BodyView {
    /// The number of a file says nothing about its page.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let BodyView { file: _, start, hash, path, cut, images } = self;
        (start, hash, path, *cut == Cut::Whole, images).hash(state);
    }
}

/// The view of a page.
pub fn of(renderer: &Renderer, page: Page) -> View {
    let maker = super::gather::Gather::new(renderer);
    match page {
        Page::Home => maker.home(),
        Page::Agency(id) => maker.agency(id),
        Page::AgencyYear(id, year) => maker.agency_year(id, year),
        Page::Report(id) => maker.report(id),
        Page::Item(id) => maker.item(id),
        Page::Plain(id) => maker.plain(id),
        Page::Years => maker.years(),
        Page::Year(year) => maker.year(year),
        Page::NotFound => maker.not_found(),
        Page::Sitemap => maker.sitemap(),
        Page::Robots => maker.robots(),
    }
}
