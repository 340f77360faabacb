//! Links and attachments point at something (L101).

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Address, Body, Link, Site};

/// Every link within the portal that leads nowhere.
pub fn all(site: &Site, out: &mut Vec<Diagnostic>) {
    let bodies = bodies(site);
    if bodies.iter().all(|body| body.links.is_empty()) {
        return;
    }
    let pages: HashSet<Address> = site.pages().into_iter().map(|page| site.address(page)).collect();
    for link in bodies.iter().flat_map(|body| &body.links) {
        if !leads_somewhere(site, &pages, link) {
            let finding = Diagnostic::new(Code::L101, link.span).arg("target", &*link.target);
            let near = near(site, link);
            out.push(match near {
                Some(near) => finding.arg("near", near),
                None => finding,
            });
        }
    }
}

fn bodies(site: &Site) -> Vec<&Body> {
    let agencies = site.agencies.iter().map(|agency| &agency.body);
    let items = site.items.iter().map(|item| &item.body);
    let reports = site.reports.iter().map(|report| &report.body);
    let plains = site.plains.iter().map(|plain| &plain.body);
    agencies.chain(items).chain(reports).chain(plains).chain(&site.home).collect()
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

/// A file of the same folder with a like name.
fn near<'s>(site: &'s Site, link: &Link) -> Option<&'s str> {
    let path = link.path.as_deref()?;
    let (folder, name) = path.rsplit_once('/')?;
    let first = format!("{folder}/");
    let from = site.attachments.partition_point(|(known, _)| **known < *first);
    let beside = site.attachments[from..].iter().map_while(|(known, _)| known.strip_prefix(folder)?.strip_prefix('/'));
    nearest(name, beside.filter(|name| !name.contains('/')))
}
