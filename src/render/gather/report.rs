//! Reports, and the bodies of a government added up.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::markdown::Cut;
use crate::model::{AgencyId, Cell, Form, Page, Report, ReportId, RollUp, crossfoot, quote};

use super::{Gather, some, text, year_title};
use crate::render::view::*;

impl Gather<'_> {
    pub fn report(&self, id: ReportId) -> View {
        let report = self.site.report(id);
        let agency = self.site.agency(report.agency);
        let form = report.form.map(|form| self.site.form(form));
        let near = |year| {
            let other = self.site.report_of(report.agency, year)?;
            Some(self.link(&year_title(year), Page::Report(other)))
        };
        let rolls_up = self.site.rolls_up(report.agency, report.year);
        let shown = ReportShown {
            agency: text(&agency.name),
            year: report.year,
            date: report.date.map(|date| date.chinese()),
            index_number: some(&report.index_number),
            form: form.map(|form| form_view(form)),
            sums: self.sums(report),
            headlines: form.map(|form| headlines(form, report)).unwrap_or_default(),
            rollup: rolls_up.then(|| self.link(&self.words("rollup_title"), Page::RollUp(report.agency, report.year))),
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
        let mut page = self.page_of(report.agency, self.page("report", &report.title, Page::Report(id), above));
        page.published = report.published.map(|date| date.to_string());
        let path = format!("{}/{}/report.md", agency.path, report.year);
        let body = BodyView { quoted: quote::quoted(self.site, id), ..self.body(&report.body, &path, Cut::Sections) };
        View { template: "report.html", page, content, body: Some(body) }
    }

    /// Whether a report's tables add up, and the findings if they do not.
    fn sums(&self, report: &Report) -> SumsView {
        let Some(form) = report.form.map(|form| self.site.form(form)) else {
            return SumsView { judged: 0, unequal: 0, unlisted: 0, findings: Vec::new() };
        };
        let found = self.renderer.findings.get(&report.figures_file());
        let unequal = crossfoot::crossfoot(form, &report.cells);
        let is_off = |equation: usize| self.site.portal.severity(form.equations[equation].code).is_none();
        SumsView {
            judged: crossfoot::judged(form, &report.cells),
            unequal: unequal.len(),
            unlisted: unequal.iter().filter(|found| is_off(found.equation)).count(),
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

    pub fn rollup(&self, id: AgencyId, year: i16) -> View {
        let site = self.site;
        let rollup = RollUp::of(site, id, year).expect("only years that can be added up have a page");
        let form = site.form(rollup.form);
        let agencies = |list: &[AgencyId]| -> Vec<LinkView> {
            list.iter().map(|id| self.link(&site.agency(*id).name, Page::Agency(*id))).collect()
        };
        let reports = |id: &ReportId| self.link(&site.agency(site.report(*id).agency).name, Page::Report(*id));
        let near = |year| site.rolls_up(id, year).then(|| self.link(&year_title(year), Page::RollUp(id, year)));
        let differences = rollup.differences(site);
        let shown = RollUpShown {
            agency: text(&site.agency(id).name),
            year,
            form: form_view(form),
            own: rollup.own.map(|own| self.link(&site.report(own).title, Page::Report(own))),
            counted: rollup.counted.iter().map(reports).collect(),
            missing: agencies(&rollup.missing),
            other_form: agencies(&rollup.other_form),
            differences: differences.iter().map(|found| difference(form, found)).collect(),
            earlier: near(year - 1),
            later: near(year + 1),
        };
        let sums = rollup.sums.iter().map(|sum| sum.map_or(Cell::LEFT_OUT, Cell::figure));
        let own = (!differences.is_empty()).then(|| {
            let mut own = vec![Cell::LEFT_OUT; form.cell_count()];
            differences.iter().for_each(|found| own[found.cell as usize] = Cell::figure(found.own));
            own.into()
        });
        let content = Content::RollUp(Box::new(RollUpView {
            shown,
            form: rollup.form,
            form_hash: form.hash,
            cells: sums.collect(),
            own,
        }));
        let title = format!("{}{}{}", site.agency(id).name, year_title(year), self.words("rollup_title"));
        let mut above = self.lineage(id);
        if site.years_of(id).contains(&year) {
            above.push(self.link(&year_title(year), Page::AgencyYear(id, year)));
        }
        let page = self.page_of(id, self.page("rollup", &title, Page::RollUp(id, year), above));
        View { template: "rollup.html", page, content, body: None }
    }
}

fn form_view(form: &Form) -> FormView {
    FormView { id: text(&form.id), name: text(&form.name), basis: text(&form.basis) }
}

/// The headlines for which a report has a figure.
fn headlines(form: &Form, report: &Report) -> Vec<HeadlineView> {
    let view = |headline: &crate::model::form::Headline| {
        let figure = headline.figure(&report.cells)?;
        Some(HeadlineView {
            id: text(&headline.id),
            label: text(&headline.label),
            unit: text(&headline.unit),
            text: figure.to_string(),
        })
    };
    form.headlines.iter().filter_map(view).collect()
}

fn difference(form: &Form, found: &crate::model::rollup::Difference) -> DifferenceView {
    let (row, column) = form.place(found.cell);
    DifferenceView {
        cell: form.cell_id(found.cell),
        table: text(&form.tables[row.table].caption),
        row: text(&row.label),
        column: text(&column.label),
        own: found.own.to_string(),
        sum: found.sum.to_string(),
        difference: found.own.minus(found.sum).to_string(),
    }
}
