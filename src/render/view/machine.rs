//! What stands in the files that programs read.

use super::{LinkView, views};

views! {
    /// `atom.xml`: a feed of the newest documents and reports, of the portal or of one agency.
    pub struct FeedView {
        /// Its title.
        pub title: String,
        /// The page it belongs to.
        pub url: String,
        /// When its newest entry was published: `2024-01-20T00:00:00+08:00`.
        pub updated: String,
        /// The entries, newest first.
        pub entries: Vec<EntryView>,
    }

    /// An entry of a feed.
    pub struct EntryView {
        /// Its title.
        pub title: String,
        /// Its page.
        pub url: String,
        /// When it was published.
        pub updated: String,
        /// The agency's full name.
        pub agency: String,
        /// What it is about; may be empty.
        pub summary: String,
    }

    /// `sitemap.xml`: the addresses of pages.
    pub struct SitemapView {
        /// The addresses, sorted.
        pub urls: Vec<SitemapRow>,
    }

    /// `sitemap-index.xml`: the parts of a sitemap too long for one file.
    pub struct SitemapIndexView {
        /// The parts.
        pub parts: Vec<SitemapRow>,
    }

    /// An address in a sitemap.
    pub struct SitemapRow {
        /// The whole address.
        pub loc: String,
        /// The day it last changed.
        pub lastmod: Option<String>,
    }

    /// `alias.html`: a former address of a page.
    pub struct AliasView {
        /// The page.
        pub target: LinkView,
        /// Its whole address.
        pub url: String,
    }

    /// `redirects.txt`: former addresses, for hosts that read them from a file.
    pub struct RedirectsView {
        /// `title` is the former address, `href` the new one, both with the base path.
        pub redirects: Vec<LinkView>,
    }
}
