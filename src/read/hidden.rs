//! Keeps out of sight what is not to be seen on the day that counts as today: what is published later, unless drafts are
//! asked for, documents that have expired, and the files that only such documents lead to.

use std::collections::HashSet;

use crate::diagnostic::FileId;
use crate::model::{Body, Date, Item, Site};

use super::Options;

/// Takes what is not to be seen out of the site's lists; `drafts` were never in them.
pub fn hide(site: &mut Site, options: Options, drafts: &[Item]) {
    if let Some(today) = site.as_of {
        // Without a day that was given, nothing that can be believed is later than today, and the rest is reported.
        let may_be_early = options.as_of.is_some() && !options.drafts;
        let early = |published: Option<Date>| may_be_early && published.is_some_and(|day| day > today);
        let expired = |item: &Item| item.expires.is_some_and(|last| last < today);
        site.hidden.items = site.items.extract_if(.., |item| early(item.published) || expired(item)).collect();
        site.hidden.reports = site.reports.extract_if(.., |report| early(report.published)).collect();
        site.hidden.plains = site.plains.extract_if(.., |plain| early(plain.published)).collect();
    }
    let linked = only_linked_by_hidden(site, drafts);
    let folders: Vec<String> = site.hidden.items.iter().chain(drafts).map(|item| format!("{}/", item.path)).collect();
    let gone: HashSet<Box<str>> = folders.iter().flat_map(|folder| files_in(&site.attachments, folder)).collect();
    if linked.is_empty() && gone.is_empty() {
        return;
    }
    site.hidden.later = later(site);
    let hides = |path: &str| gone.contains(path) || linked.contains(path);
    site.hidden.attachments = site.attachments.extract_if(.., |(path, _)| hides(path)).map(|(path, _)| path).collect();
}

/// The files of documents that are published later: those in their folders, and those they link to.
fn later(site: &Site) -> Vec<(Box<str>, FileId)> {
    let early = |item: &&Item| item.expires.is_none() || item.published > site.as_of;
    let items = || site.hidden.items.iter().filter(early);
    let folders = items().flat_map(|item| files_in(&site.attachments, &format!("{}/", item.path)).collect::<Vec<_>>());
    let linked = site.hidden.bodies().flat_map(|body| body.links.iter().filter_map(|link| link.path.clone()));
    let paths: HashSet<Box<str>> = folders.chain(linked).collect();
    site.attachments.iter().filter(|(path, _)| paths.contains(path)).cloned().collect()
}

/// Leaves out the files in the folder of a document that could not be read.
pub fn drop_files_of(path: &str, attachments: &mut Vec<(Box<str>, FileId)>) {
    let gone: HashSet<Box<str>> = files_in(attachments, &format!("{path}/")).collect();
    attachments.retain(|(path, _)| !gone.contains(path));
}

fn files_in(attachments: &[(Box<str>, FileId)], folder: &str) -> impl Iterator<Item = Box<str>> {
    let start = attachments.partition_point(|(known, _)| **known < *folder);
    attachments[start..].iter().map(|(path, _)| path.clone()).take_while(move |path| path.starts_with(folder))
}

/// Files that what is hidden links to, and nothing that is seen does, by a link or by the folder they stand in.
fn only_linked_by_hidden(site: &Site, drafts: &[Item]) -> HashSet<Box<str>> {
    let targets = |body: &Body| body.links.iter().filter_map(|link| link.path.clone()).collect::<Vec<_>>();
    let is_file = |path: &str| site.attachments.binary_search_by(|(known, _)| (**known).cmp(path)).is_ok();
    let hidden = site.hidden.bodies().chain(drafts.iter().map(|item| &item.body));
    let mut files: HashSet<Box<str>> = hidden.flat_map(targets).filter(|path| is_file(path)).collect();
    if files.is_empty() {
        return files;
    }
    for path in site.bodies().flat_map(targets) {
        files.remove(&path);
    }
    let seen: HashSet<&str> = site.items.iter().map(|item| &*item.path).collect();
    files.retain(|path| !path.match_indices('/').any(|(at, _)| seen.contains(&path[..at])));
    files
}
