//! What an editor may write, as JSON Schema (draft 2020-12): keys as `key` lists them, figures as the form has them.
//!
//! A schema knows keys and kinds of values. It takes whatever the program reads, and leaves sums, dates that do not
//! exist and everything else that needs more than one value to the check.

mod figures;
mod form;
mod key;
mod shape;

use crate::diagnostic::Words;
use crate::model::{Date, Form};

pub use shape::Schema;

/// The kinds of files that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `portal.yaml`
    Portal,
    /// The front matter of `agency.md`.
    Agency,
    /// `report.yaml`
    Report,
    /// The front matter of `report.md`.
    ReportPage,
    /// The front matter of a document.
    Document,
    /// The front matter of a guide, a rule, or a page of the portal.
    Page,
    /// The front matter of the portal's `index.md`.
    Home,
    /// `lexicon.yaml`
    Lexicon,
    /// A form: `forms/<id>.yaml`.
    Form,
    /// `forms/catalogue.yaml`
    Catalogue,
    /// `themes/<name>/theme.yaml`
    Theme,
}

/// The schema of a kind of file; figures are those of `form`.
pub fn of(kind: Kind, form: &Form, words: Words) -> Schema {
    let figures = figures::all(form);
    let (keys, group, title) = match kind {
        Kind::Portal => (key::PORTAL, "portal", "portal.yaml"),
        Kind::Agency => (key::AGENCY, "agency", "agency.md"),
        Kind::Report => return finished(figures, &format!("report.yaml：{}（{}）", form.name, form.basis)),
        Kind::ReportPage => (key::REPORT_PAGE, "report", "report.md"),
        Kind::Document => (key::DOCUMENT, "document", "<year>/*.md"),
        Kind::Page => (key::PAGE, "page", "guide.md, rules/*.md, application.md, *.md"),
        Kind::Home => (key::HOME, "home", "index.md"),
        Kind::Lexicon => (key::LEXICON, "lexicon", "lexicon.yaml"),
        Kind::Form => return finished(form::schema(words), "forms/<id>.yaml"),
        Kind::Catalogue => (key::CATALOGUE, "catalogue", "forms/catalogue.yaml"),
        Kind::Theme => (key::THEME, "theme", "theme.yaml"),
    };
    finished(key::map(keys, group, words, &figures), title)
}

/// The files that are forms, as paths with `*`: those of the years to come, and a portal's own under other names. The
/// catalogue, which lies among them, is none.
pub fn form_files(forms: &[impl AsRef<Form>]) -> Vec<String> {
    let others = forms.iter().map(|form| &*form.as_ref().id).filter(|id| !id.starts_with("20"));
    others.map(|id| format!("forms/{id}.yaml")).chain(["forms/20*.yaml".to_owned()]).collect()
}

fn finished(schema: Schema, title: &str) -> Schema {
    let dialect = Some("https://json-schema.org/draft/2020-12/schema");
    Schema { dialect, title: Some(title.to_owned()), ..schema }
}

/// The files whose figures fill in each form unless the report names another, as paths with `*`: whole decades where
/// all their years have one form. The forms must be sorted as they are in a site.
pub fn figure_files(forms: &[impl AsRef<Form>]) -> Vec<(&Form, Vec<String>)> {
    let of_year = |year: i16| forms.iter().rposition(|form| form.as_ref().covers(year));
    let mut found: Vec<(&Form, Vec<String>)> = forms.iter().map(|form| (form.as_ref(), Vec::new())).collect();
    let (mut year, last) = (*Date::YEARS.start(), *Date::YEARS.end());
    while year <= last {
        let form = of_year(year);
        let decade = year % 10 == 0 && year + 9 <= last && (year + 1..year + 10).all(|next| of_year(next) == form);
        if let Some(form) = form {
            let years = if decade { format!("{}*", year / 10) } else { year.to_string() };
            found[form].1.push(format!("content/**/{years}/report.yaml"));
        }
        year += if decade { 10 } else { 1 };
    }
    found.retain(|(_, paths)| !paths.is_empty());
    found
}
