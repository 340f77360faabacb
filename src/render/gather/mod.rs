//! Gathers views: from the site and the findings to what each page shows.

mod agency;
mod catalogue;
mod document;
mod machine;
mod report;
mod year;

use crate::markdown::Cut;
use crate::model::{Address, Agency, AgencyId, Body, Item, ItemId, Page, ReportId, Site, filing};

use super::Renderer;
use super::view::*;

/// The view of a page.
pub fn view(renderer: &Renderer, page: Page) -> View {
    let site = renderer.site;
    let gather = Gather { renderer, site, base: site.portal.base_path() };
    match page {
        Page::Home => gather.home(),
        Page::Agency(id) => gather.agency(id),
        Page::AgencyYear(id, year) => gather.agency_year(id, year),
        Page::RollUp(id, year) => gather.rollup(id, year),
        Page::AgencyCatalogue(id) => gather.agency_catalogue(id),
        Page::ApplicationForm(id) => gather.application_form(id),
        Page::Report(id) => gather.report(id),
        Page::Item(id) => gather.item(id),
        Page::Plain(id) => gather.plain(id),
        Page::Catalogue => gather.catalogue(),
        Page::Listing(listing, leaf) => gather.listing(listing, leaf),
        Page::Years => gather.years(),
        Page::Year(year, order) => gather.year(year, order),
        Page::Search => gather.search(),
        Page::NotFound => gather.nothing("not_found", "404.html", "not_found_title", page),
        Page::Feed(agency) => gather.feed(agency),
        Page::Sitemap => gather.sitemap(),
        Page::SitemapPart(part) => gather.sitemap_part(part),
        Page::Robots => gather.nothing("robots", "robots.txt", "", page),
        Page::OpenSearch => gather.nothing("opensearch", "opensearch.xml", "", page),
        Page::Headers => gather.nothing("headers", "headers.txt", "", page),
        Page::Redirects => gather.redirects(),
        Page::Alias(at) => gather.alias(at),
    }
}

struct Gather<'r> {
    renderer: &'r Renderer<'r>,
    site: &'r Site,
    base: &'r str,
}

impl Gather<'_> {
    /// A page without any content of its own.
    fn nothing(&self, kind: &'static str, template: &'static str, title: &str, page: Page) -> View {
        let title = if title.is_empty() { String::new() } else { self.words(title) };
        View { template, page: self.page(kind, &title, page, Vec::new()), content: Content::Nothing {}, body: None }
    }

    fn page(&self, kind: &'static str, title: &str, page: Page, mut crumbs: Vec<LinkView>) -> PageView {
        let address = self.site.address(page);
        if page != Page::Home {
            crumbs.insert(0, self.link(&self.words("home_title"), Page::Home));
        }
        PageView {
            kind,
            title: title.to_owned(),
            href: format!("{}{}", self.base, address.as_str()),
            url: self.url(&address),
            address: address.to_string(),
            description: String::new(),
            crumbs,
            agency: None,
            published: None,
            feed: None,
        }
    }

    /// A page that an agency answers for.
    fn page_of(&self, agency: AgencyId, page: PageView) -> PageView {
        let link = self.link(&self.site.agency(agency).name, Page::Agency(agency));
        let feed = format!("{}{}", self.base, self.site.address(Page::Feed(Some(agency))).as_str());
        PageView { agency: Some(link), feed: Some(feed), ..page }
    }

    fn words(&self, key: &str) -> String {
        self.renderer.words.ui(key, &vec![])
    }

    fn url(&self, address: &Address) -> String {
        format!("{}{}", self.site.portal.base_url, address.as_str())
    }

    fn link(&self, title: &str, page: Page) -> LinkView {
        LinkView::new(title, self.base, &self.site.address(page))
    }

    fn href(&self, page: Page) -> String {
        format!("{}{}", self.base, self.site.address(page).as_str())
    }

    fn lineage(&self, id: AgencyId) -> Vec<LinkView> {
        let line = self.site.lineage(id);
        line.into_iter().map(|id| self.link(&self.site.agency(id).name, Page::Agency(id))).collect()
    }

    fn tree(&self, id: AgencyId) -> AgencyTree {
        let agency = self.site.agency(id);
        let LinkView { title, href } = self.link(&agency.name, Page::Agency(id));
        AgencyTree { title, href, children: agency.children.iter().map(|child| self.tree(*child)).collect() }
    }

    fn trees(&self) -> Vec<AgencyTree> {
        self.site.roots().map(|id| self.tree(id)).collect()
    }

    /// The years with a filing board, newest first.
    fn board_years(&self) -> Vec<LinkView> {
        filing::years(self.site).into_iter().map(|year| self.year_link(year)).collect()
    }

    fn year_link(&self, year: i16) -> LinkView {
        self.link(&year_title(year), Page::Year(year, crate::model::page::Order::Agency))
    }

    fn report_row(&self, id: ReportId) -> ReportRow {
        let report = self.site.report(id);
        let LinkView { title, href } = self.link(&report.title, Page::Report(id));
        ReportRow {
            title,
            href,
            year: report.year,
            agency: self.link(&self.site.agency(report.agency).name, Page::Agency(report.agency)),
            form: report.form.map(|form| text(&self.site.form(form).id)),
            published: report.published.map(|date| date.to_string()),
        }
    }

    fn item_row(&self, item: &Item) -> ItemRow {
        ItemRow {
            title: text(&item.title),
            href: format!("{}{}", self.base, Address::of_markdown(&item.path).as_str()),
            agency: self.site.agency(item.agency).short().to_owned(),
            published: item.published.map(|date| date.to_string()),
            issued: item.issued.map(|date| date.to_string()),
            index_number: some(&item.index_number),
            document_number: some(&item.document_number),
            category: some(&item.category),
            validity: item.validity.map(|validity| validity.id()),
            summary: text(&item.summary),
        }
    }

    fn item_rows<'i>(&self, ids: impl Iterator<Item = &'i ItemId>) -> Vec<ItemRow> {
        ids.map(|id| self.item_row(self.site.item(*id))).collect()
    }

    fn body(&self, body: &Body, path: &str, cut: Cut) -> BodyView {
        BodyView {
            file: body.file,
            start: body.start,
            hash: body.hash,
            path: path.to_owned(),
            cut,
            images: body.links.iter().filter_map(|link| self.image(link.path.as_deref()?)).collect(),
            quoted: Vec::new(),
        }
    }

    /// The size of a picture of the portal.
    fn image(&self, path: &str) -> Option<(String, u32, u32)> {
        let ending = path.rsplit_once('.')?.1;
        if !matches!(ending, "png" | "jpg" | "jpeg" | "gif" | "webp") {
            return None;
        }
        let size = imagesize::size(self.renderer.files.root().join("content").join(path)).ok()?;
        // A head may claim any size; beyond this one no picture of its kind can be, or is shown.
        let is_real = size.width.max(size.height) <= usize::from(u16::MAX);
        is_real.then(|| (path.to_owned(), size.width as u32, size.height as u32))
    }
}

fn text(text: impl AsRef<str>) -> String {
    text.as_ref().to_owned()
}

fn some(text: &Option<Box<str>>) -> Option<String> {
    text.as_deref().map(str::to_owned)
}

fn year_title(year: i16) -> String {
    format!("{year}年")
}

fn contact(agency: &Agency) -> ContactView {
    let contact = &agency.contact;
    ContactView {
        office: some(&contact.office),
        address: some(&contact.address),
        postcode: some(&contact.postcode),
        hours: some(&contact.hours),
        phone: some(&contact.phone),
        fax: some(&contact.fax),
        email: some(&contact.email),
    }
}
