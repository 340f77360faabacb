//! Links to a place on a page name one that it has (L103).

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Files, Span, nearest};
use crate::embedded;
use crate::markdown::{self, Cut};
use crate::model::{Address, Body, Form, Hidden, Link, ReportId, Site, address, quote, section};

/// A link that names a place.
struct Named<'s> {
    link: &'s Link,
    fragment: String,
    address: Address,
}

/// A page that is made of a Markdown text.
#[derive(Clone, Copy)]
struct Page<'s> {
    body: &'s Body,
    report: Option<ReportId>,
}

/// Every link to a place that its page does not have. Only pages that are named so are read for their ids, each once;
/// what no Markdown text stands behind is not judged.
pub fn all(site: &Site, files: &Files, out: &mut Vec<Diagnostic>) {
    let Hidden { items, plains, .. } = &site.hidden;
    let later = || {
        let early = items.iter().filter(|item| item.expires.is_none() || item.published > site.as_of);
        let items = early.map(|item| (Address::of_markdown(&item.path), &item.body));
        items.chain(plains.iter().map(|plain| (Address::of_markdown(&plain.path), &plain.body)))
    };
    let bodies = site.bodies().chain(later().map(|(_, body)| body));
    let named: Vec<Named> = bodies.flat_map(|body| &body.links).filter_map(named).collect();
    if named.is_empty() {
        return;
    }
    let addresses: HashSet<&Address> = named.iter().map(|link| &link.address).collect();
    let later = later().map(|(address, body)| (address, Page { body, report: None }));
    let pages = pages(site).chain(later).filter(|(address, _)| addresses.contains(address)).collect::<Vec<_>>();
    let places: HashMap<Address, Places> =
        pages.into_par_iter().filter_map(|(address, page)| Some((address, places(site, files, page)?))).collect();
    let templates = Templates::default();
    let missing = named.iter().filter_map(|named| {
        let places = places.get(&named.address)?;
        (!places.ids.contains(&named.fragment) && !templates.have(files, &named.fragment))
            .then(|| finding(named, places))
    });
    out.extend(missing);
}

/// Nothing for what is not told by texts: a page's top, its footnotes, the heads of its tables (`t1h2`), and words that
/// a browser looks for by itself.
fn named(link: &Link) -> Option<Named<'_>> {
    let (path, fragment) = (link.path.as_deref()?, link.fragment.as_deref()?);
    let everywhere = ["fn-", "fnref-", ":~:"].iter().any(|start| fragment.starts_with(start));
    if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || everywhere || is_head(fragment) {
        return None;
    }
    // A browser looks for what percent signs stand for.
    let fragment = address::decoded(fragment).unwrap_or_else(|| fragment.to_owned());
    Some(Named { link, fragment, address: Address::of_link(path) })
}

fn is_head(fragment: &str) -> bool {
    let numbers = fragment.strip_prefix('t').and_then(|rest| rest.split_once('h'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(table, head)| is_number(table) && is_number(head))
}

fn finding(named: &Named, places: &Places) -> Diagnostic {
    let Link { span, fragment, .. } = named.link;
    let length = 1 + fragment.as_deref().unwrap_or_default().len() as u32;
    let start = span.end.saturating_sub(length).max(span.start);
    let place = Span { start, ..*span };
    let finding = Diagnostic::new(Code::L103, place).arg("fragment", &*named.fragment);
    match places.near(&named.fragment) {
        Some(near) => finding.arg("near", near),
        None => finding,
    }
}

/// The places of a page that a link can name.
struct Places<'s> {
    ids: Vec<String>,
    form: Option<&'s Form>,
}

impl Places<'_> {
    /// The one that was meant: an id is made of a heading's words, so the words as they stand there mean it, and those of
    /// a statutory section mean that section.
    fn near(&self, fragment: &str) -> Option<&str> {
        let made = markdown::id_of(fragment);
        let heading = self.ids.iter().find(|id| **id == made).map(String::as_str);
        let section = || {
            let form = self.form?;
            section::of_heading(form, &fragment.replacen('-', "、", 1)).map(|(at, _)| &*form.sections[at].id)
        };
        heading.or_else(section).or_else(|| nearest(fragment, self.ids.iter().map(String::as_str)))
    }
}

/// Every page with a text, and where it stands.
fn pages(site: &Site) -> impl Iterator<Item = (Address, Page<'_>)> {
    let text = |body| Page { body, report: None };
    let agencies = site.agencies.iter().map(move |agency| (Address::folder(&agency.path), text(&agency.body)));
    let items = site.items.iter().map(move |item| (Address::of_markdown(&item.path), text(&item.body)));
    let plains = site.plains.iter().map(move |plain| (Address::of_markdown(&plain.path), text(&plain.body)));
    let reports = site.reports.iter().enumerate().map(|(at, report)| {
        let path = &site.agency(report.agency).path;
        let page = Page { body: &report.body, report: Some(ReportId(at as u32)) };
        (Address::folder(&format!("{path}/{}/report", report.year)), page)
    });
    let home = site.home.iter().map(move |body| (Address::folder(""), text(body)));
    agencies.chain(items).chain(plains).chain(reports).chain(home)
}

/// The ids of a page's headings, and of a report's sections and cells; `None` for one that cannot be judged.
fn places<'s>(site: &'s Site, files: &Files, page: Page) -> Option<Places<'s>> {
    let text = files.some_text(page.body.file)?;
    let start = text.floor_char_boundary(page.body.start as usize);
    let Some(id) = page.report else {
        return Some(Places { ids: markdown::ids(&text[start..], Cut::Whole).0, form: None });
    };
    let form = site.form(site.report(id).form?);
    let text = quote::write_out(text, 0, &quote::quoted(site, id));
    let (mut ids, sections) = markdown::ids(&text[start..], Cut::Sections);
    let other = sections.iter().filter(|heading| section::of_heading(form, heading).is_none());
    ids.extend(other.map(|heading| markdown::id_of(heading)));
    ids.extend(form.sections.iter().map(|section| section.id.to_string()));
    ids.extend((0..form.cell_count()).map(|cell| form.cell_id(cell as u32)));
    Some(Places { ids, form: Some(form) })
}

/// Ids that templates write on a page, whatever its text: those of the default theme, and of the portal's own themes.
#[derive(Default)]
struct Templates(OnceCell<Vec<String>>);

impl Templates {
    /// Read only when a link names what no text has.
    fn have(&self, files: &Files, id: &str) -> bool {
        let texts = self.0.get_or_init(|| {
            let built_in = embedded::theme("default").into_iter();
            let built_in = built_in.filter_map(|(_, bytes)| String::from_utf8(bytes.to_vec()).ok());
            built_in.chain(own_templates(files)).collect()
        });
        let forms = [format!("id=\"{id}\""), format!("id='{id}'")];
        texts.iter().any(|text| forms.iter().any(|form| text.contains(form)))
    }
}

/// The texts of the templates of the portal's own themes.
pub fn own_templates(files: &Files) -> Vec<String> {
    let themes = files.names_in("themes").into_iter();
    themes.flat_map(|theme| files.texts_in(&format!("themes/{theme}/templates"), "html")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_have_places_of_their_own() {
        let files = Files::new(std::path::Path::new("/nowhere"));
        assert!(Templates::default().have(&files, "attachments"));
        assert!(!Templates::default().have(&files, "附件"));
    }
}
