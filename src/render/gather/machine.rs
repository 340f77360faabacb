//! Files that programs read: feeds, sitemaps, redirects.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::model::body::Alias;
use crate::model::page::SITEMAP_MOST;
use crate::model::{Address, AgencyId, Date, ItemId, Page, ReportId};

use super::{Gather, text};
use crate::render::view::*;

/// How many entries a feed has.
const ENTRIES: usize = 30;

impl Gather<'_> {
    pub fn feed(&self, agency: Option<AgencyId>) -> View {
        let site = self.site;
        let mut entries: Vec<(Option<Date>, Page)> = match agency {
            None => {
                let reports = site.reports.iter().enumerate();
                let reports = reports.map(|(at, report)| (report.published, Page::Report(ReportId(at as u32))));
                let mut reports: Vec<_> = reports.collect();
                reports.sort_by_key(|(published, _)| Reverse(*published));
                reports.truncate(ENTRIES);
                let items = site.index.newest(ENTRIES).map(|id| (site.item(id).published, Page::Item(id)));
                items.chain(reports).collect()
            }
            Some(id) => {
                let items = site.items_of(id).take(ENTRIES).map(|(id, item)| (item.published, Page::Item(id)));
                let reports = site.reports_of(id).rev().take(ENTRIES);
                items.chain(reports.map(|(id, report)| (report.published, Page::Report(id)))).collect()
            }
        };
        entries.retain(|(published, _)| published.is_some());
        entries.sort_by_key(|(published, _)| Reverse(*published));
        entries.truncate(ENTRIES);
        let newest = entries.first().and_then(|(published, _)| *published).or(site.as_of);
        let (title, front) = match agency {
            Some(id) => (text(&site.agency(id).name), Page::Agency(id)),
            None => (site.portal.name.clone(), Page::Home),
        };
        let content = Content::Feed(FeedView {
            title,
            url: self.url(&site.address(front)),
            updated: moment(newest),
            entries: entries.into_iter().map(|(published, page)| self.entry(published, page)).collect(),
        });
        let page = self.page("feed", "", Page::Feed(agency), Vec::new());
        View { template: "atom.xml", page, content, body: None }
    }

    fn entry(&self, published: Option<Date>, page: Page) -> EntryView {
        let site = self.site;
        let (title, agency, summary) = match page {
            Page::Item(id) => {
                let item = site.item(id);
                (&item.title, item.agency, text(&item.summary))
            }
            Page::Report(id) => (&site.report(id).title, site.report(id).agency, String::new()),
            _ => unreachable!("feeds hold documents and reports"),
        };
        EntryView {
            title: text(title),
            url: self.url(&site.address(page)),
            updated: moment(published),
            agency: text(&site.agency(agency).name),
            summary,
        }
    }

    pub fn sitemap(&self) -> View {
        let listed = self.listed();
        let page = self.page("sitemap", "", Page::Sitemap, Vec::new());
        if listed.len() <= SITEMAP_MOST {
            let content = Content::Sitemap(SitemapView { urls: self.rows(listed) });
            return View { template: "sitemap.xml", page, content, body: None };
        }
        let part = |(at, pages): (usize, &[Page])| SitemapRow {
            loc: self.url(&self.site.address(Page::SitemapPart(at as u32 + 1))),
            lastmod: pages.iter().filter_map(|page| self.changed(*page)).max().map(|day| day.to_string()),
        };
        let parts = listed.chunks(SITEMAP_MOST).enumerate().map(part).collect();
        let content = Content::SitemapIndex(SitemapIndexView { parts });
        View { template: "sitemap-index.xml", page, content, body: None }
    }

    pub fn sitemap_part(&self, part: u32) -> View {
        let listed = self.listed();
        let pages = listed.chunks(SITEMAP_MOST).nth(part as usize - 1).unwrap_or_default();
        let page = self.page("sitemap", "", Page::SitemapPart(part), Vec::new());
        let content = Content::Sitemap(SitemapView { urls: self.rows(pages) });
        View { template: "sitemap.xml", page, content, body: None }
    }

    fn listed(&self) -> &[Page] {
        let list = || self.site.pages().into_iter().filter(|page| page.is_listed()).collect();
        self.renderer.listed.get_or_init(list)
    }

    fn rows(&self, pages: &[Page]) -> Vec<SitemapRow> {
        let lastmod = |page| self.changed(page).map(|day| day.to_string());
        let row = |page: &Page| SitemapRow { loc: self.url(&self.site.address(*page)), lastmod: lastmod(*page) };
        let mut rows: Vec<SitemapRow> = pages.iter().map(row).collect();
        rows.sort_unstable_by(|a, b| a.loc.cmp(&b.loc));
        rows
    }

    /// When what a page shows was last published.
    fn changed(&self, page: Page) -> Option<Date> {
        let site = self.site;
        let newest_of = |id: AgencyId| {
            let item = site.items_of(id).next().and_then(|(_, item)| item.published);
            item.max(site.reports_of(id).filter_map(|(_, report)| report.published).max())
        };
        let newest = || {
            let item = site.index.newest(1).next().and_then(|id: ItemId| site.item(id).published);
            item.max(site.reports.iter().filter_map(|report| report.published).max())
        };
        match page {
            Page::Report(id) => site.report(id).published,
            Page::Item(id) => site.item(id).published,
            Page::Plain(id) => site.plain(id).published,
            Page::Agency(id) | Page::AgencyCatalogue(id) => newest_of(id),
            Page::Listing(listing, leaf) => site.index.on(listing, leaf).last().and_then(|id| site.item(*id).published),
            Page::Home | Page::Catalogue => newest(),
            _ => None,
        }
    }

    pub fn alias(&self, at: u32) -> View {
        let (_, target) = &self.site.former[at as usize];
        let title = match target {
            Page::Item(id) => text(&self.site.item(*id).title),
            Page::Report(id) => text(&self.site.report(*id).title),
            Page::Plain(id) => text(&self.site.plain(*id).title),
            _ => String::new(),
        };
        let url = self.url(&self.site.address(*target));
        let content = Content::Alias(AliasView { target: self.link(&title, *target), url });
        let page = self.page("alias", &title, Page::Alias(at), Vec::new());
        View { template: "alias.html", page, content, body: None }
    }

    pub fn redirects(&self) -> View {
        let redirect = |(alias, page): &(Alias, Page)| LinkView {
            title: format!("{}{}", self.base, alias.address),
            href: self.href(*page),
        };
        // Nothing leads away from a page that is there; that both claim one address has been reported.
        let pages = self.site.pages().into_iter().filter(|page| !matches!(page, Page::Alias(_)));
        let taken: HashSet<String> = match self.site.former.is_empty() {
            true => HashSet::new(),
            false => pages.map(|page| self.site.address(page).on_disk()).collect(),
        };
        let free = |(alias, _): &&(Alias, Page)| !taken.contains(&Address::file(alias.address.clone()).on_disk());
        let redirects = self.site.former.iter().filter(free).map(redirect).collect();
        let page = self.page("redirects", "", Page::Redirects, Vec::new());
        View { template: "redirects.txt", page, content: Content::Redirects(RedirectsView { redirects }), body: None }
    }
}

/// A day as feeds write it: its beginning in China, which knows one time.
fn moment(date: Option<Date>) -> String {
    date.map_or_else(|| "1970-01-01T00:00:00+08:00".to_owned(), |date| format!("{date}T00:00:00+08:00"))
}
