//! Links and attachments point at something (L101) that can be seen today (L102).

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Arg, Code, Diagnostic, nearest};
use crate::model::address::{is_below, is_on_own_computer};
use crate::model::{Address, Body, Hidden, Link, Site};

/// Every link within the portal that leads nowhere, or to what is hidden today. What is published later is checked now,
/// so that its day brings no surprise; what has expired may lead where it likes.
pub fn all(site: &Site, out: &mut Vec<Diagnostic>) {
    let seen: Vec<&Body> = site.bodies().collect();
    let later: Vec<&Body> = later(site).collect();
    if seen.iter().chain(&later).all(|body| body.links.is_empty()) {
        return;
    }
    let pages: HashSet<Address> = site.pages().into_iter().map(|page| site.address(page)).collect();
    let hidden = hidden(site);
    let found = |link: &&Link| !leads_somewhere(site, &pages, link);
    for link in seen.iter().flat_map(|body| &body.links).filter(found).filter(|link| !is_misnamed(site, link)) {
        out.push(match why_hidden(site, &hidden, link) {
            Some(why) => Diagnostic::new(Code::L102, link.span).arg("target", &*link.target).arg("why", Arg::Word(why)),
            None => nowhere(site, link),
        });
    }
    let from_later = later.iter().flat_map(|body| &body.links).filter(found);
    out.extend(from_later.filter(|link| why_hidden(site, &hidden, link).is_none()).map(|link| nowhere(site, link)));
}

fn nowhere(site: &Site, link: &Link) -> Diagnostic {
    let finding = Diagnostic::new(Code::L101, link.span).arg("target", &*link.target);
    if is_on_own_computer(&link.target) {
        return finding.arg("why", Arg::Word("on_own_computer"));
    }
    match near(site, link) {
        Some(near) => finding.arg("near", near),
        None => finding,
    }
}

fn has_expired(site: &Site, expires: Option<crate::model::Date>) -> bool {
    expires.is_some_and(|last| site.as_of.is_some_and(|today| last < today))
}

fn later(site: &Site) -> impl Iterator<Item = &Body> {
    let Hidden { items, reports, plains, attachments: _, later: _ } = &site.hidden;
    let items = items.iter().filter(|item| !has_expired(site, item.expires)).map(|item| &item.body);
    items.chain(reports.iter().map(|report| &report.body)).chain(plains.iter().map(|plain| &plain.body))
}

/// Where each hidden page will stand or has stood, and why it does not now.
fn hidden(site: &Site) -> HashMap<Address, &'static str> {
    let Hidden { items, reports, plains, attachments: _, later: _ } = &site.hidden;
    let item = items.iter().map(|item| {
        let why = if has_expired(site, item.expires) { "has_expired" } else { "not_yet_published" };
        (Address::of_markdown(&item.path), why)
    });
    let report = reports.iter().map(|report| {
        let path = &site.agency(report.agency).path;
        (Address::folder(&format!("{path}/{}/report", report.year)), "not_yet_published")
    });
    let plain = plains.iter().map(|plain| (Address::of_markdown(&plain.path), "not_yet_published"));
    item.chain(report).chain(plain).collect()
}

fn why_hidden(site: &Site, hidden: &HashMap<Address, &'static str>, link: &Link) -> Option<&'static str> {
    let path = link.path.as_deref()?;
    let attachments = &site.hidden.attachments;
    let is_file = attachments.binary_search_by(|known| (**known).cmp(path)).is_ok();
    is_file.then_some("file_of_hidden").or_else(|| hidden.get(&Address::of_link(path)).copied())
}

fn leads_somewhere(site: &Site, pages: &HashSet<Address>, link: &Link) -> bool {
    let Some(path) = &link.path else { return false };
    if path.ends_with(".md") {
        return pages.contains(&Address::of_markdown(path));
    }
    let page = Address::folder(path.trim_end_matches('/'));
    pages.contains(&page) || pages.contains(&Address::file(&**path)) || is_attachment(site, path)
}

fn is_attachment(site: &Site, path: &str) -> bool {
    site.attachments.binary_search_by(|(known, _)| (**known).cmp(path)).is_ok()
}

/// Whether the file is there under a name that has been found fault with: the link is told with it.
fn is_misnamed(site: &Site, link: &Link) -> bool {
    let Some(path) = link.path.as_deref().filter(|_| !site.misnamed.is_empty()) else { return false };
    let path = path.replace("%20", " ");
    site.misnamed.iter().any(|known| is_below(&path, known))
}

/// A file of the same folder with a like name.
fn near<'s>(site: &'s Site, link: &Link) -> Option<&'s str> {
    let path = link.path.as_deref()?;
    let (folder, name) = path.rsplit_once('/')?;
    let first = format!("{folder}/");
    let from = site.attachments.partition_point(|(known, _)| **known < *first);
    let beside = site.attachments[from..].iter().map_while(|(known, _)| known.strip_prefix(folder)?.strip_prefix('/'));
    nearest(name, beside.filter(|name| !name.contains('/')))
}
