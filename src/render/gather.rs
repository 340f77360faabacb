//! Gathers views: from the site and the findings to what each page shows.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::markdown::Cut;
use crate::model::{
    Address, Agency, AgencyId, Body, Item, ItemId, Page, PlainId, PlainKind, Report, ReportId, Site, crossfoot,
};

use super::Renderer;
use super::rewrite;
use super::view::*;

/// How many documents a front page lists; the years hold the rest.
const LATEST: usize = 20;

pub struct Gather<'r> {
    renderer: &'r Renderer<'r>,
    site: &'r Site,
    base: &'r str,
}

impl<'r> Gather<'r> {
    pub fn new(renderer: &'r Renderer<'r>) -> Gather<'r> {
        Gather { renderer, site: renderer.site, base: renderer.site.portal.base_path() }
    }

    pub fn home(&self) -> View {
        let site = self.site;
        let mut items: Vec<&Item> = site.items.iter().collect();
        items.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.path.cmp(&b.path)));
        let newest = site.years().first().copied();
        let mut reports: Vec<ReportId> = self.reports_in(newest.unwrap_or_default());
        reports.truncate(LATEST);
        let content = Content::Home(HomeView {
            agencies: site.roots().map(|id| self.tree(id)).collect(),
            latest: items.into_iter().take(10).map(|item| self.item_row(item)).collect(),
            reports: reports.into_iter().map(|id| self.report_row(id)).collect(),
            years: site.years().into_iter().map(|year| self.link(&year_title(year), Page::Year(year))).collect(),
        });
        let body = site.home.as_ref().map(|body| self.body(body, "index.md", Cut::Whole));
        View {
            template: "home.html",
            page: self.page("home", &site.portal.name, Page::Home, Vec::new()),
            content,
            body,
        }
    }

    pub fn agency(&self, id: AgencyId) -> View {
        let agency = self.site.agency(id);
        let items: Vec<ItemRow> = self.site.items_of(id).take(LATEST).map(|(_, item)| self.item_row(item)).collect();
        let plain = |id: PlainId| self.link(&self.site.plain(id).title, Page::Plain(id));
        let content = Content::Agency(Box::new(AgencyView {
            name: text(&agency.name),
            short_name: agency.short().to_owned(),
            code: some(&agency.code),
            former_names: agency.former_names.iter().map(text).collect(),
            files_until: agency.files_until,
            contact: contact(agency),
            guide: agency.guide.map(plain),
            rules: agency.rules.iter().copied().map(plain).collect(),
            years: self.year_links(id),
            items,
            item_count: self.site.items_of(id).count(),
            reports: self.site.reports_of(id).rev().map(|(id, _)| self.report_row(id)).collect(),
            children: agency.children.iter().map(|child| self.tree(*child)).collect(),
            extra: agency.extra.clone(),
        }));
        let path = format!("{}/agency.md", agency.path);
        let above = agency.parent.map(|parent| self.lineage(parent)).unwrap_or_default();
        let mut page = self.page("agency", &agency.name, Page::Agency(id), above);
        page.agency = Some(self.link(&agency.name, Page::Agency(id)));
        View { template: "agency.html", page, content, body: Some(self.body(&agency.body, &path, Cut::Whole)) }
    }

    pub fn agency_year(&self, id: AgencyId, year: i16) -> View {
        let agency = self.site.agency(id);
        let items = self.site.items_of(id).filter(|(_, item)| item.year == year);
        let content = Content::AgencyYear(AgencyYearView {
            agency: text(&agency.name),
            year,
            report: self.site.report_of(id, year).map(|report| self.report_row(report)),
            items: items.map(|(_, item)| self.item_row(item)).collect(),
        });
        let title = format!("{}{}", agency.name, year_title(year));
        let mut page = self.page("agency_year", &title, Page::AgencyYear(id, year), self.lineage(id));
        page.agency = Some(self.link(&agency.name, Page::Agency(id)));
        View { template: "agency-year.html", page, content, body: None }
    }

    pub fn years(&self) -> View {
        let row = |year| YearRow {
            year,
            href: self.link("", Page::Year(year)).href,
            count: self.site.reports.iter().filter(|report| report.year == year).count(),
        };
        let content = Content::Years(YearsView { years: self.site.years().into_iter().map(row).collect() });
        let title = self.words("years_title");
        View { template: "years.html", page: self.page("years", &title, Page::Years, Vec::new()), content, body: None }
    }

    pub fn year(&self, year: i16) -> View {
        let years = self.site.years();
        let at = years.iter().position(|found| *found == year).unwrap_or_default();
        let near = |at: Option<usize>| {
            at.and_then(|at| years.get(at)).map(|year| self.link(&year_title(*year), Page::Year(*year)))
        };
        let content = Content::Year(YearView {
            year,
            rows: self.reports_in(year).into_iter().map(|id| self.report_row(id)).collect(),
            earlier: near(Some(at + 1)),
            later: near(at.checked_sub(1)),
        });
        let title = format!("{}{}", year_title(year), self.words("years_title"));
        let above = vec![self.link(&self.words("years_title"), Page::Years)];
        View { template: "year.html", page: self.page("year", &title, Page::Year(year), above), content, body: None }
    }

    pub fn report(&self, id: ReportId) -> View {
        let report = self.site.report(id);
        let agency = self.site.agency(report.agency);
        let form = report.form.map(|form| self.site.form(form));
        let near = |year| {
            let other = self.site.report_of(report.agency, year)?;
            Some(self.link(&year_title(year), Page::Report(other)))
        };
        let shown = ReportShown {
            agency: text(&agency.name),
            year: report.year,
            date: report.date.map(|date| date.chinese()),
            index_number: some(&report.index_number),
            form: form.map(|form| FormView { id: text(&form.id), name: text(&form.name), basis: text(&form.basis) }),
            sums: self.sums(report),
            earlier: near(report.year - 1),
            later: near(report.year + 1),
            extra: report.extra.clone(),
        };
        let content = Content::Report(Box::new(ReportView {
            shown,
            form: report.form,
            form_hash: form.map_or([0; 16], |form| form.hash),
            cells: Arc::from(&*report.cells),
        }));
        let mut above = self.lineage(report.agency);
        above.push(self.link(&year_title(report.year), Page::AgencyYear(report.agency, report.year)));
        let mut page = self.page("report", &report.title, Page::Report(id), above);
        page.agency = Some(self.link(&agency.name, Page::Agency(report.agency)));
        page.published = report.published.map(|date| date.to_string());
        let path = format!("{}/{}/report.md", agency.path, report.year);
        View { template: "report.html", page, content, body: Some(self.body(&report.body, &path, Cut::Sections)) }
    }

    pub fn item(&self, id: ItemId) -> View {
        let item = self.site.item(id);
        let agency = self.site.agency(item.agency);
        let content = Content::Item(Box::new(ItemView {
            agency: text(&agency.name),
            index_number: some(&item.index_number),
            document_number: some(&item.document_number),
            category: some(&item.category),
            topic: some(&item.topic),
            genre: some(&item.genre),
            issued: item.issued.map(|date| date.to_string()),
            published: item.published.map(|date| date.to_string()),
            validity: item.validity.map(|validity| validity.id()),
            repealed_by: item.repealed_by.as_deref().and_then(|target| self.successor(item, target)),
            keywords: item.keywords.iter().map(text).collect(),
            extra: item.extra.clone(),
        }));
        let mut above = self.lineage(item.agency);
        above.push(self.link(&year_title(item.year), Page::AgencyYear(item.agency, item.year)));
        let mut page = self.page("item", &item.title, Page::Item(id), above);
        page.agency = Some(self.link(&agency.name, Page::Agency(item.agency)));
        page.published = item.published.map(|date| date.to_string());
        let path = format!("{}.md", item.path);
        View { template: "item.html", page, content, body: Some(self.body(&item.body, &path, Cut::Whole)) }
    }

    pub fn plain(&self, id: PlainId) -> View {
        let plain = self.site.plain(id);
        let kind = match plain.kind {
            PlainKind::Guide => "guide",
            PlainKind::Rule => "rule",
            PlainKind::Portal => "plain",
        };
        let published = plain.published.map(|date| date.to_string());
        let content = Content::Plain(PlainView { kind, published: published.clone(), extra: plain.extra.clone() });
        let above = plain.agency.map(|agency| self.lineage(agency)).unwrap_or_default();
        let mut page = self.page(kind, &plain.title, Page::Plain(id), above);
        page.agency = plain.agency.map(|agency| self.link(&self.site.agency(agency).name, Page::Agency(agency)));
        page.published = published;
        let path = format!("{}.md", plain.path);
        View { template: "plain.html", page, content, body: Some(self.body(&plain.body, &path, Cut::Whole)) }
    }

    pub fn not_found(&self) -> View {
        let page = self.page("not_found", &self.words("not_found_title"), Page::NotFound, Vec::new());
        View { template: "404.html", page, content: Content::Nothing {}, body: None }
    }

    pub fn sitemap(&self) -> View {
        let mut urls: Vec<SitemapRow> = self
            .site
            .pages()
            .into_iter()
            .filter(|page| !matches!(page, Page::NotFound | Page::Sitemap | Page::Robots))
            .map(|page| SitemapRow { loc: self.url(&self.site.address(page)), lastmod: self.changed(page) })
            .collect();
        urls.sort_unstable_by(|a, b| a.loc.cmp(&b.loc));
        let page = self.page("sitemap", "", Page::Sitemap, Vec::new());
        View { template: "sitemap.xml", page, content: Content::Sitemap(SitemapView { urls }), body: None }
    }

    pub fn robots(&self) -> View {
        let page = self.page("robots", "", Page::Robots, Vec::new());
        View { template: "robots.txt", page, content: Content::Nothing {}, body: None }
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
            crumbs,
            agency: None,
            published: None,
        }
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

    fn lineage(&self, id: AgencyId) -> Vec<LinkView> {
        let line = self.site.lineage(id);
        line.into_iter().map(|id| self.link(&self.site.agency(id).name, Page::Agency(id))).collect()
    }

    fn tree(&self, id: AgencyId) -> AgencyTree {
        let agency = self.site.agency(id);
        let LinkView { title, href } = self.link(&agency.name, Page::Agency(id));
        AgencyTree { title, href, children: agency.children.iter().map(|child| self.tree(*child)).collect() }
    }

    fn year_links(&self, id: AgencyId) -> Vec<LinkView> {
        let years = self.site.years_of(id).into_iter();
        years.map(|year| self.link(&year_title(year), Page::AgencyYear(id, year))).collect()
    }

    fn reports_in(&self, year: i16) -> Vec<ReportId> {
        let all = self.site.reports.iter().enumerate();
        all.filter(|(_, report)| report.year == year).map(|(index, _)| ReportId(index as u32)).collect()
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
            document_number: some(&item.document_number),
            category: some(&item.category),
            validity: item.validity.map(|validity| validity.id()),
        }
    }

    /// What took a document's place, under its title if it is a document of this portal.
    fn successor(&self, item: &Item, target: &str) -> Option<LinkView> {
        let path = crate::model::address::resolve(&item.path, target)?;
        let address = rewrite::of_path(&path);
        let found = self.renderer.items_by_path.get(address.as_str().trim_end_matches('/'));
        let title = found.map_or(target, |id| &*self.site.item(*id).title);
        Some(LinkView::new(title, self.base, &address))
    }

    fn changed(&self, page: Page) -> Option<String> {
        let date = match page {
            Page::Report(id) => self.site.report(id).published,
            Page::Item(id) => self.site.item(id).published,
            Page::Plain(id) => self.site.plain(id).published,
            _ => None,
        };
        date.map(|date| date.to_string())
    }

    fn body(&self, body: &Body, path: &str, cut: Cut) -> BodyView {
        BodyView {
            file: body.file,
            start: body.start,
            hash: body.hash,
            path: path.to_owned(),
            cut,
            images: body.links.iter().filter_map(|link| self.image(link.path.as_deref()?)).collect(),
        }
    }

    /// The size of a picture of the portal.
    fn image(&self, path: &str) -> Option<(String, u32, u32)> {
        let ending = path.rsplit_once('.')?.1;
        if !matches!(ending, "png" | "jpg" | "jpeg" | "gif" | "webp") {
            return None;
        }
        let size = imagesize::size(self.renderer.files.root().join("content").join(path)).ok()?;
        Some((path.to_owned(), size.width as u32, size.height as u32))
    }

    /// Whether a report's tables add up, and the findings if they do not.
    fn sums(&self, report: &Report) -> SumsView {
        let Some(form) = report.form.map(|form| self.site.form(form)) else { return SumsView::default() };
        let found = self.renderer.findings.get(&report.figures_file());
        SumsView {
            judged: crossfoot::judged(form, &report.cells),
            findings: found.into_iter().flatten().map(|finding| self.finding(finding)).collect(),
        }
    }

    fn finding(&self, finding: &Diagnostic) -> FindingView {
        FindingView {
            code: finding.code.as_str(),
            message: self.renderer.words.message(finding.code, &finding.args),
            cell: finding.subjects.first().map(|cell| cell.replace('/', ".")),
            waived: finding.waived.clone(),
        }
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
