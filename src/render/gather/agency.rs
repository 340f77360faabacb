//! The front page and what belongs to one agency.

use crate::markdown::Cut;
use crate::model::{AgencyId, Amount, Column, ItemId, Listing, Page, PlainId, ReportId};

use super::{Gather, contact, some, text, year_title};
use crate::render::view::*;

/// How many documents a front page lists; the catalogue holds the rest.
const LATEST: usize = 10;

/// The most agencies that the search page lists one by one: it is loaded before anything can be found.
const MOST_BROWSED: usize = 100;

impl Gather<'_> {
    pub fn home(&self) -> View {
        let site = self.site;
        let latest: Vec<ItemId> = site.index.newest(LATEST).collect();
        let content = Content::Home(Box::new(HomeView {
            agencies: self.trees(),
            agency_count: site.agencies.len(),
            latest: self.item_rows(latest.iter()),
            item_count: site.items.len(),
            report_count: site.reports.len(),
            categories: self.categories(),
            years: self.board_years(),
        }));
        let body = site.home.as_ref().map(|body| self.body(body, "index.md", Cut::Whole));
        let page = self.page("home", &site.portal.name, Page::Home, Vec::new());
        View { template: "home.html", page, content, body }
    }

    pub fn search(&self) -> View {
        let site = self.site;
        let all = site.agencies.len() <= MOST_BROWSED;
        let shown = || site.agencies.iter().filter(|agency| all || agency.parent.is_none());
        let mut agencies = self.trees();
        if !all {
            agencies.iter_mut().for_each(|agency| agency.children.clear());
        }
        let content = Content::Search(SearchView {
            guides: shown().filter_map(|agency| Some(self.plain_link(agency.guide?))).collect(),
            rules: shown().flat_map(|agency| &agency.rules).map(|id| self.plain_link(*id)).collect(),
            applications: shown().filter_map(|agency| Some(self.plain_link(agency.application?))).collect(),
            agencies,
            shortened: !all,
            categories: self.categories(),
            years: self.board_years(),
        });
        let page = self.page("search", &self.words("search_title"), Page::Search, Vec::new());
        View { template: "search.html", page, content, body: None }
    }

    pub fn agency(&self, id: AgencyId) -> View {
        let site = self.site;
        let agency = site.agency(id);
        let newest: Vec<ItemId> = site.items_of(id).take(LATEST).map(|(id, _)| id).collect();
        let years = site.years_of(id);
        let content = Content::Agency(Box::new(AgencyView {
            name: text(&agency.name),
            short_name: agency.short().to_owned(),
            code: some(&agency.code),
            former_names: agency.former_names.iter().map(text).collect(),
            files_until: agency.files_until,
            contact: contact(agency),
            guide: agency.guide.map(|id| self.plain_link(id)),
            rules: agency.rules.iter().map(|id| self.plain_link(*id)).collect(),
            inherited_rules: site.rules_for(id).skip(agency.rules.len()).map(|id| self.plain_link(id)).collect(),
            application: agency.application.map(|id| self.plain_link(id)),
            application_form: agency.application.map(|_| self.form_link(id)),
            items: self.item_rows(newest.iter()),
            item_count: site.items_of(id).count(),
            catalogue: self.link(&self.words("catalogue_title"), Page::AgencyCatalogue(id)),
            reports: site.reports_of(id).rev().map(|(id, _)| self.report_row(id)).collect(),
            trends: self.trends(id),
            rollups: site
                .rollup_years(id)
                .into_iter()
                .map(|year| self.link(&year_title(year), Page::RollUp(id, year)))
                .collect(),
            years: years.iter().map(|year| self.link(&year_title(*year), Page::AgencyYear(id, *year))).collect(),
            empty: self.empty(id),
            children: agency.children.iter().map(|child| self.tree(*child)).collect(),
            extra: agency.extra.clone(),
        }));
        let path = format!("{}/agency.md", agency.path);
        let above = agency.parent.map(|parent| self.lineage(parent)).unwrap_or_default();
        let page = self.page_of(id, self.page("agency", &agency.name, Page::Agency(id), above));
        View { template: "agency.html", page, content, body: Some(self.body(&agency.body, &path, Cut::Whole)) }
    }

    fn plain_link(&self, id: PlainId) -> LinkView {
        self.link(&self.site.plain(id).title, Page::Plain(id))
    }

    pub fn form_link(&self, id: AgencyId) -> LinkView {
        self.link(&self.words("application_form_title"), Page::ApplicationForm(id))
    }

    fn empty(&self, id: AgencyId) -> EmptyView {
        let agency = self.site.agency(id);
        let reason = |column| agency.reason(column).map(str::to_owned);
        EmptyView {
            guide: reason(Column::Guide),
            rules: reason(Column::Rules),
            documents: reason(Column::Documents),
            reports: reason(Column::Reports),
        }
    }

    pub fn agency_year(&self, id: AgencyId, year: i16) -> View {
        let agency = self.site.agency(id);
        // Where there are more than a page's worth, they have a list of their own, and its newest are shown.
        let list = Listing::AgencyYear(id, year);
        let index = &self.site.index;
        let total = index.of(list).len();
        let items: Vec<ItemId> = match total {
            0 => self.site.items_of(id).filter(|(_, item)| item.year == year).map(|(id, _)| id).collect(),
            _ => index.of(list).iter().rev().take(index.length()).copied().collect(),
        };
        let rolls_up = self.site.rolls_up(id, year);
        let content = Content::AgencyYear(AgencyYearView {
            agency: text(&agency.name),
            year,
            report: self.site.report_of(id, year).map(|report| self.report_row(report)),
            rollup: rolls_up.then(|| self.link(&self.words("rollup_title"), Page::RollUp(id, year))),
            items: self.item_rows(items.iter()),
            all: (total > 0).then(|| self.row(list, &year.to_string(), &self.words("all_documents"))),
        });
        let title = format!("{}{}", agency.name, year_title(year));
        let page = self.page("agency_year", &title, Page::AgencyYear(id, year), self.lineage(id));
        View { template: "agency-year.html", page: self.page_of(id, page), content, body: None }
    }

    pub fn application_form(&self, id: AgencyId) -> View {
        let agency = self.site.agency(id);
        let application = agency.application.expect("only agencies with such a page have a form");
        let application = self.plain_link(application);
        let mut above = self.lineage(id);
        above.push(LinkView { title: application.title.clone(), href: application.href.clone() });
        let content = Content::ApplicationForm(ApplicationFormView {
            agency: text(&agency.name),
            contact: contact(agency),
            application,
        });
        let title = self.words("application_form_title");
        let page = self.page("application_form", &title, Page::ApplicationForm(id), above);
        View { template: "application-form.html", page: self.page_of(id, page), content, body: None }
    }

    /// The main headlines of an agency's reports over the years.
    fn trends(&self, id: AgencyId) -> Vec<TrendView> {
        let reports: Vec<ReportId> = self.site.reports_of(id).map(|(id, _)| id).collect();
        let newest = reports.iter().rev().find_map(|id| self.site.report(*id).form);
        let Some(form) = newest.filter(|_| reports.len() > 1).map(|form| self.site.form(form)) else {
            return Vec::new();
        };
        let main = form.headlines.iter().filter(|headline| headline.main);
        main.filter_map(|headline| self.trend(&headline.id, &headline.label, &headline.unit, &reports)).collect()
    }

    fn trend(&self, id: &str, label: &str, unit: &str, reports: &[ReportId]) -> Option<TrendView> {
        let mut found = Vec::new();
        for report_id in reports {
            let report = self.site.report(*report_id);
            let Some(form_id) = report.form else { continue };
            let form = self.site.form(form_id);
            let Some(headline) = form.headlines.iter().find(|headline| &*headline.id == id) else { continue };
            let Some(figure) = headline.figure(&report.cells) else { continue };
            let cell = form.cell_id(headline.cells[0]);
            let href = format!("{}#{cell}", self.href(Page::Report(*report_id)));
            found.push(Found { year: report.year, form: form_id.0, figure, href });
        }
        (found.len() > 1).then(|| picture(id, label, unit, &found))
    }
}

/// A year's figure of a headline.
struct Found {
    year: i16,
    form: u16,
    figure: Amount,
    href: String,
}

/// The size of a trend's picture and the room around its line.
const SIZE: (i64, i64) = (240, 64);
const MARGIN: i64 = 6;

fn picture(id: &str, label: &str, unit: &str, found: &[Found]) -> TrendView {
    let most = found.iter().map(|point| point.figure.millionths()).max().unwrap_or(0).max(1);
    // Each year stands in the middle of its share of the width, as its figure does below the picture.
    let across = |at: usize| (2 * at as i64 + 1) * SIZE.0 / (2 * found.len() as i64);
    // Wide numbers: figures are millionths.
    let up = |figure: i64| (i128::from(figure.max(0)) * i128::from(SIZE.1 - 2 * MARGIN) / i128::from(most)) as i64;
    let point = |(at, point): (usize, &Found)| PointView {
        year: point.year,
        text: point.figure.to_string(),
        href: point.href.clone(),
        x: across(at),
        y: SIZE.1 - MARGIN - up(point.figure.millionths()),
    };
    let points: Vec<PointView> = found.iter().enumerate().map(point).collect();
    let mut at = 0;
    let stretches = found.chunk_by(|a, b| a.form == b.form && b.year - a.year == 1);
    let lines = stretches.map(|stretch| {
        let own = &points[at..at + stretch.len()];
        at += stretch.len();
        own.iter().map(|point| format!("{},{}", point.x, point.y)).collect::<Vec<_>>().join(" ")
    });
    let lines: Vec<String> = lines.filter(|line| line.contains(' ')).collect();
    let changes = found.windows(2).enumerate().filter(|(_, pair)| pair[0].form != pair[1].form);
    let breaks = changes.map(|(at, _)| (across(at) + across(at + 1)) / 2).collect();
    TrendView {
        id: id.to_owned(),
        label: label.to_owned(),
        unit: unit.to_owned(),
        width: SIZE.0,
        height: SIZE.1,
        varied: found.iter().any(|point| point.figure != Amount::ZERO),
        points,
        lines,
        breaks,
    }
}
