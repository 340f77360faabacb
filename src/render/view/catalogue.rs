//! What the catalogue and its lists show.

use super::{ItemRow, LinkView, views};

views! {
    /// `catalogue.html`: the whole catalogue at a glance.
    pub struct CatalogueView {
        /// How many documents there are.
        pub count: usize,
        /// The law that lists the categories.
        pub basis: String,
        /// The items of the law.
        pub categories: Vec<ClassRow>,
        /// 主题分类.
        pub topics: Vec<ClassRow>,
        /// 体裁.
        pub genres: Vec<ClassRow>,
        /// By year, newest first.
        pub years: Vec<ClassRow>,
        /// 有效性; the id is that of the list.
        pub validities: Vec<ClassRow>,
        /// All documents.
        pub all: LinkView,
        /// The newest documents.
        pub latest: Vec<ItemRow>,
        /// The agencies' own catalogues, with their number of documents.
        pub agencies: Vec<ClassRow>,
    }

    /// A heading of the catalogue with the number of its documents.
    pub struct ClassRow {
        /// Stands in addresses.
        pub id: String,
        /// Its name.
        pub label: String,
        /// The article that asks for it: 第二十条第（一）项.
        pub article: Option<String>,
        /// The article's own words.
        pub text: Option<String>,
        /// How many documents.
        pub count: usize,
        /// Their list; none where there are no documents.
        pub href: Option<String>,
    }

    /// `listing.html`: one page of a list of documents.
    pub struct ListingView {
        /// What the list is made by: `all`, `category`, `topic`, `genre`, `year`, `validity`; of an agency's own: `agency_category`,
        /// `agency_others`, `agency_year`.
        pub by: &'static str,
        /// The heading it holds: a category's label, a year, the id of a validity.
        pub label: String,
        /// The article that asks for it.
        pub article: Option<String>,
        /// The article's own words.
        pub text: Option<String>,
        /// The documents, newest first.
        pub rows: Vec<ItemRow>,
        /// How many there are in all; on the front page of the list only, so that the others need not change.
        pub total: Option<usize>,
        /// The date of the page's oldest document.
        pub from: Option<String>,
        /// The date of the page's newest document.
        pub to: Option<String>,
        /// The page with newer documents.
        pub newer: Option<LinkView>,
        /// The page with older documents.
        pub older: Option<LinkView>,
        /// The front page, on pages behind it.
        pub front: Option<LinkView>,
        /// The page with the oldest documents; on the front page only.
        pub oldest: Option<LinkView>,
    }

    /// `agency-catalogue.html`: an agency's documents by category.
    pub struct AgencyCatalogueView {
        /// The agency's full name.
        pub agency: String,
        /// How many documents it has.
        pub count: usize,
        /// The items of the law that bind it, and any others it has documents in.
        pub categories: Vec<AgencyClass>,
        /// Documents that say no category, or one the catalogue does not have …
        pub others: Vec<ItemRow>,
        /// … or their list, where the agency has too many documents for this page.
        pub more_others: Option<ClassRow>,
    }

    /// An item of the law in an agency's catalogue.
    pub struct AgencyClass {
        /// Stands in addresses.
        pub id: String,
        /// Its name.
        pub label: String,
        /// The article that asks for it.
        pub article: Option<String>,
        /// How many documents.
        pub count: usize,
        /// The documents, where they stand on this page …
        pub rows: Vec<ItemRow>,
        /// … or the list that holds them, where there are too many.
        pub href: Option<String>,
    }
}
