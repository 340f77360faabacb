//! Files that nothing leads to (L105): published all the same, and forgotten.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, FileId, Files, Span};
use crate::model::Site;
use crate::model::address::is_picture;

use super::fragment::own_templates;

/// A finding for each file below an agency's folder that no page lists, no link means, and no text names. Texts are read
/// again only where a file is not listed or linked: it may be linked by its whole address, or shown by a theme.
pub fn all(site: &Site, files: &Files, out: &mut Vec<Diagnostic>) {
    let unlinked = Unlinked::of(site);
    if unlinked.left().next().is_none() {
        return;
    }
    // Pages that were made elsewhere bring pictures along.
    let ends = [".html", ".htm", ".css", ".js", ".xml", ".json"];
    let pages = site.attachments.iter().filter(|(path, _)| ends.iter().any(|end| path.ends_with(end)));
    let texts: Vec<FileId> = std::iter::once(site.portal.file)
        .chain(site.bodies().chain(site.hidden.bodies()).map(|body| body.file))
        .chain(pages.map(|(_, file)| *file))
        .collect();
    texts.into_par_iter().filter_map(|file| files.some_text(file)).for_each(|text| unlinked.read(&text));
    own_templates(files).iter().for_each(|text| unlinked.read(text));
    out.extend(unlinked.left().map(|file| Diagnostic::new(Code::L105, Span::file(file))));
}

/// Files that no page lists and no link means.
struct Unlinked<'s> {
    files: Vec<(FileId, AtomicBool)>,
    /// By name without folders.
    by_name: HashMap<&'s str, Vec<usize>>,
}

impl<'s> Unlinked<'s> {
    fn of(site: &'s Site) -> Unlinked<'s> {
        let mut found = Unlinked { files: Vec::new(), by_name: HashMap::new() };
        if site.attachments.is_empty() {
            return found;
        }
        let bodies = site.bodies().chain(site.hidden.bodies());
        let linked: HashSet<&str> =
            bodies.flat_map(|body| &body.links).filter_map(|link| link.path.as_deref()).collect();
        let agencies: HashSet<&str> = site.agencies.iter().map(|agency| &*agency.path).collect();
        let items: HashSet<&str> = site.items.iter().map(|item| &*item.path).collect();
        let below =
            |folders: &HashSet<&str>, path: &str| path.match_indices('/').any(|(at, _)| folders.contains(&path[..at]));
        for (path, file) in &site.attachments {
            let is_listed = || !is_picture(path) && below(&items, path);
            if linked.contains(&**path) || !below(&agencies, path) || is_listed() {
                continue;
            }
            let name = path.rsplit('/').next().unwrap_or(path);
            found.by_name.entry(name).or_default().push(found.files.len());
            found.files.push((*file, AtomicBool::new(false)));
        }
        found
    }

    /// Takes note of the files that a text names; several may have one name.
    fn read(&self, text: &str) {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let words = text.split(|c| !is_part(c)).filter(|word| word.contains('.'));
        for word in words {
            let bare = word.trim_matches(['.', '_', '-']);
            for at in [word, bare].iter().filter_map(|name| self.by_name.get(name)).flatten() {
                self.files[*at].1.store(true, Ordering::Relaxed);
            }
        }
    }

    /// The files that no text has named so far.
    fn left(&self) -> impl Iterator<Item = FileId> {
        self.files.iter().filter(|(_, named)| !named.load(Ordering::Relaxed)).map(|(file, _)| *file)
    }
}
