//! All that a page shows, one struct for each kind of page. A page depends on nothing but its theme and its view: what
//! is not in here cannot be seen by a template, and the hash of a view tells whether its page must be made again.
//!
//! `views!` writes each struct down twice: as a type, and as the reference that theme authors read
//! (`docs/template-values.md`), so that neither can forget a field.

use std::hash::{Hash, Hasher};

use serde::Serialize;

use crate::diagnostic::FileId;
use crate::markdown::Cut;
use crate::model::Address;
use crate::model::quote::Quoted;
use crate::yaml::Extra;

mod agency;
mod catalogue;
mod document;
mod machine;
mod reference;
mod report;
mod year;

pub use agency::*;
pub use catalogue::*;
pub use document::*;
pub use machine::*;
pub use reference::reference;
pub use report::*;
pub use year::*;

/// Declares structs that templates see, and their reference.
macro_rules! views {
    ($($(#[doc = $about:literal])+ pub struct $name:ident {
        $($(#[doc = $doc:literal])+ pub $field:ident: $type:ty,)*
    })*) => {
        $(
            $(#[doc = $about])+
            #[derive(Debug, Hash, serde::Serialize)]
            pub struct $name { $($(#[doc = $doc])+ pub $field: $type,)* }
        )*
        /// The reference of these structs.
        pub const REFERENCE: &[crate::render::view::Documented] = &[$(crate::render::view::Documented {
            name: stringify!($name),
            about: concat!($($about),+),
            fields: &[$((stringify!($field), stringify!($type), concat!($($doc),+)),)*],
        },)*];
    };
}
pub(crate) use views;

/// One struct for the reference: each field's name, type and description.
pub struct Documented {
    pub name: &'static str,
    pub about: &'static str,
    pub fields: &'static [(&'static str, &'static str, &'static str)],
}

/// A page before its template.
#[derive(Hash)]
pub struct View {
    pub template: &'static str,
    pub page: PageView,
    pub content: Content,
    pub body: Option<BodyView>,
}

views! {
    /// The value `page` of every template.
    pub struct PageView {
        /// Which kind of page it is: the name of its template without the ending, with `_` for `-`; for pages of
        /// plain text `guide`, `rule`, `application` or `plain`.
        pub kind: &'static str,
        /// The page's title; empty for files that only programs read.
        pub title: String,
        /// Below the site's root: `/shili/2024/`.
        pub address: String,
        /// For links, with the base path.
        pub href: String,
        /// The whole address.
        pub url: String,
        /// What the page is about, in a sentence; may be empty.
        pub description: String,
        /// From the home page down to the page above; empty on the home page.
        pub crumbs: Vec<LinkView>,
        /// The agency that answers for it.
        pub agency: Option<LinkView>,
        /// The day it was published: `2023-01-16`.
        pub published: Option<String>,
        /// The feed of its agency.
        pub feed: Option<String>,
    }

    /// A text with an address.
    pub struct LinkView {
        /// The text.
        pub title: String,
        /// The address, with the base path.
        pub href: String,
    }
}

/// The value `content`: what only this kind of page has.
#[derive(Hash, Serialize)]
#[serde(untagged)]
pub enum Content {
    Home(Box<HomeView>),
    Agency(Box<AgencyView>),
    AgencyYear(AgencyYearView),
    ApplicationForm(ApplicationFormView),
    AgencyCatalogue(AgencyCatalogueView),
    Catalogue(CatalogueView),
    Listing(ListingView),
    Years(YearsView),
    Year(Box<YearView>),
    #[serde(skip)]
    Report(Box<ReportView>),
    #[serde(skip)]
    RollUp(Box<RollUpView>),
    Item(Box<ItemView>),
    Plain(PlainView),
    Search(SearchView),
    Nothing {},
    Feed(FeedView),
    Sitemap(SitemapView),
    SitemapIndex(SitemapIndexView),
    Alias(AliasView),
    Redirects(RedirectsView),
}

impl LinkView {
    pub fn new(title: impl Into<String>, base: &str, address: &Address) -> LinkView {
        LinkView { title: title.into(), href: format!("{base}{}", address.as_str()) }
    }
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
    /// The figures that it takes from the tables.
    pub quoted: Vec<Quoted>,
}

impl Hash for BodyView {
    /// The number of a file says nothing about its page.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let BodyView { file: _, start, hash, path, cut, images, quoted } = self;
        (start, hash, path, *cut == Cut::Whole, images, quoted).hash(state);
    }
}
