//! The filing board: who filed for a year, and the year's figures.

use std::cmp::Reverse;

use crate::model::form::Headline;
use crate::model::page::Order;
use crate::model::{AgencyId, Amount, Filing, Page, filing};

use super::{Gather, text, year_title};
use crate::render::view::*;

/// The most bodies that are listed by a figure: nobody reads on, and in the order of agencies all are there.
const MOST_SORTED: usize = 1000;

/// A body with its figures, before it is put in order.
struct Body {
    id: AgencyId,
    filing: Filing,
    /// One for each headline of the year's form; of a report on another form those that it has too.
    figures: Vec<Option<(Amount, String)>>,
}

impl Gather<'_> {
    pub fn years(&self) -> View {
        let years = filing::years(self.site).into_iter().map(|year| {
            let counts = counts(&self.standing(year));
            YearRow {
                year,
                href: self.year_link(year).href,
                count: counts.filed,
                owed: counts.owed,
                missing: counts.missing,
            }
        });
        let content = Content::Years(YearsView { years: years.collect() });
        let title = self.words("years_title");
        View { template: "years.html", page: self.page("years", &title, Page::Years, Vec::new()), content, body: None }
    }

    pub fn year(&self, year: i16, order: Order) -> View {
        let site = self.site;
        let years = filing::years(site);
        let at = years.iter().position(|found| *found == year).unwrap_or_default();
        let near = |at: Option<usize>| at.and_then(|at| years.get(at)).map(|year| self.year_link(*year));
        let headlines: &[Headline] = site.form_of(year).map_or(&[], |form| &form.headlines);
        let mut bodies = self.bodies(year, headlines);
        let standing: Vec<(AgencyId, Filing)> = bodies.iter().map(|body| (body.id, body.filing)).collect();
        let columns = headlines.iter().enumerate().map(|(at, headline)| self.column(at, headline, &bodies)).collect();
        if let Order::Headline(at) = order {
            let figure = |body: &Body| body.figures[usize::from(at)].as_ref().map(|(amount, _)| *amount);
            bodies.sort_by_key(|body| Reverse(figure(body)));
        }
        let count = bodies.len();
        if order != Order::Agency {
            bodies.truncate(MOST_SORTED);
        }
        let due = filing::due_days(year);
        let content = Content::Year(Box::new(YearView {
            year,
            as_of: site.as_of.map(|day| day.to_string()),
            due: due.0.to_string(),
            due_governments: due.1.to_string(),
            counts: counts(&standing),
            headlines: columns,
            orders: self.orders(year, order, headlines),
            shortened_from: (bodies.len() < count).then_some(count),
            rows: bodies.into_iter().map(|body| self.body_row(year, body)).collect(),
            earlier: near(Some(at + 1)),
            later: near(at.checked_sub(1)),
        }));
        let mut title = format!("{}{}", year_title(year), self.words("board_title"));
        if let Order::Headline(at) = order {
            let label = text(&headlines[usize::from(at)].label);
            title += &self.renderer.words.ui("sorted_by", &vec![("label", label.into())]);
        }
        let mut above = vec![self.link(&self.words("years_title"), Page::Years)];
        if order != Order::Agency {
            above.push(self.year_link(year));
        }
        let page = self.page("year", &title, Page::Year(year, order), above);
        View { template: "year.html", page, content, body: None }
    }

    /// Every body that owes a report for a year or has one, in the order of agencies.
    fn standing(&self, year: i16) -> Vec<(AgencyId, Filing)> {
        let all = (0..self.site.agencies.len()).map(|at| AgencyId(at as u32));
        all.filter_map(|id| Some((id, filing(self.site, id, year)?))).collect()
    }

    fn bodies(&self, year: i16, headlines: &[Headline]) -> Vec<Body> {
        let body = |(id, filing)| {
            let report = self.site.report_of(id, year).map(|report| self.site.report(report));
            let figure = |headline: &Headline| {
                let report = report?;
                let form = self.site.form(report.form?);
                let own = form.headlines.iter().find(|own| own.id == headline.id)?;
                Some((own.figure(&report.cells)?, form.cell_id(own.cells[0])))
            };
            Body { id, filing, figures: headlines.iter().map(figure).collect() }
        };
        self.standing(year).into_iter().map(body).collect()
    }

    /// A headline with its total. A government that has bodies below it is left out of the total: its own figures hold
    /// theirs, or else speak for the government's office alone; either way the bodies are what adds up.
    fn column(&self, at: usize, headline: &Headline, bodies: &[Body]) -> ColumnView {
        let adds = |body: &&Body| self.site.agency(body.id).children.is_empty();
        let numbers =
            bodies.iter().filter(adds).filter_map(|body| body.figures[at].as_ref().map(|(amount, _)| *amount));
        let numbers: Vec<Amount> = numbers.collect();
        ColumnView {
            id: text(&headline.id),
            label: text(&headline.label),
            unit: text(&headline.unit),
            counted: numbers.len(),
            bodies: bodies.iter().filter(adds).count(),
            total: (!numbers.is_empty()).then(|| Amount::sum(numbers).to_string()),
        }
    }

    fn orders(&self, year: i16, shown: Order, headlines: &[Headline]) -> Vec<OrderView> {
        let main = headlines.iter().enumerate().filter(|(_, headline)| headline.main);
        let by = main.map(|(at, headline)| (Order::Headline(at as u8), Some(text(&headline.label))));
        let some_reports = self.site.reports.iter().any(|report| report.year == year);
        std::iter::once((Order::Agency, None))
            .chain(by.filter(|_| some_reports))
            .map(|(order, label)| OrderView {
                label,
                href: (order != shown).then(|| self.href(Page::Year(year, order))),
            })
            .collect()
    }

    fn body_row(&self, year: i16, body: Body) -> BodyRow {
        let report = self.site.report_of(body.id, year);
        let (status, days) = match body.filing {
            Filing::InTime => ("in_time", 0),
            Filing::Late(days) => ("late", days),
            Filing::Undated => ("undated", 0),
            Filing::Missing => ("missing", 0),
            Filing::Pending => ("pending", 0),
        };
        let figure = |(amount, cell): (Amount, String)| (amount.to_string(), cell);
        BodyRow {
            agency: self.link(&self.site.agency(body.id).name, Page::Agency(body.id)),
            depth: self.site.lineage(body.id).len() - 1,
            status,
            days,
            report: report.map(|report| self.href(Page::Report(report))),
            published: report.and_then(|report| self.site.report(report).published).map(|date| date.to_string()),
            figures: body.figures.into_iter().map(|found| found.map(figure)).collect(),
        }
    }
}

fn counts(standing: &[(AgencyId, Filing)]) -> CountsView {
    let count = |is: &dyn Fn(Filing) -> bool| standing.iter().filter(|(_, filing)| is(*filing)).count();
    let (missing, pending) = (count(&|f| f == Filing::Missing), count(&|f| f == Filing::Pending));
    CountsView {
        owed: standing.len(),
        filed: standing.len() - missing - pending,
        in_time: count(&|f| f == Filing::InTime),
        late: count(&|f| matches!(f, Filing::Late(_))),
        undated: count(&|f| f == Filing::Undated),
        missing,
        pending,
    }
}
