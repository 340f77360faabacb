//! A site to the list of files that `public/` shall hold; two of them never share an address (C207).

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, FileId, Span};
use crate::model::{Address, Make, Output, Page, Site};

/// Every file of the site but the theme's own, long pages first, so that at the end no processor waits for one; and the findings about those that claim a taken one.
pub fn outputs(site: &Site) -> (Vec<Output>, Vec<Diagnostic>) {
    let pages = site.pages().into_iter().map(|page| Output { address: site.address(page), make: Make::Page(page) });
    let copies = site
        .attachments
        .iter()
        .map(|(path, file)| Output { address: Address::file(path.clone()), make: Make::Copy(*file) });
    let mut taken: BTreeMap<String, Output> = BTreeMap::new();
    let mut out = Vec::new();
    let mut planned: Vec<Output> = pages.chain(copies).collect();
    // The page that gongkai makes by itself comes first: it is needed by others.
    planned.sort_by_key(|output| source(site, output).is_some());
    for output in planned {
        match taken.entry(place(&output)) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(output);
            }
            std::collections::btree_map::Entry::Occupied(first) => out.extend(clash(site, first.get(), &output)),
        }
    }
    out.extend(under_files(site, &mut taken));
    let mut outputs: Vec<Output> = taken.into_values().collect();
    outputs.sort_by_key(|output| !matches!(output.make, Make::Page(page) if page.is_long()));
    (outputs, out)
}

/// Where an output stands for hosts to whom capitals and small letters are one.
fn place(output: &Output) -> String {
    output.address.on_disk().to_ascii_lowercase()
}

/// Takes out what would stand in a folder of a file's name, and says so. Only former addresses can: content has no file
/// without an ending and no folder with one.
fn under_files(site: &Site, taken: &mut BTreeMap<String, Output>) -> Vec<Diagnostic> {
    let former = taken.iter().filter(|(_, output)| matches!(output.make, Make::Page(Page::Alias(_))));
    let paths: Vec<String> = former.map(|(path, _)| path.clone()).collect();
    let mut out = Vec::new();
    for path in paths {
        let mut above = path.match_indices('/').map(|(at, _)| &path[..at]);
        let Some(first) = above.find_map(|folder| taken.get(folder).cloned()) else { continue };
        if let Some(second) = taken.remove(&path) {
            out.extend(clash(site, &first, &second));
        }
    }
    out
}

fn source(site: &Site, output: &Output) -> Option<FileId> {
    match output.make {
        Make::Page(Page::Home) => None,
        Make::Page(page) => site.source(page),
        Make::Copy(file) => Some(file),
    }
}

fn clash(site: &Site, first: &Output, second: &Output) -> Option<Diagnostic> {
    let place = match second.make {
        Make::Page(Page::Alias(at)) => site.former[at as usize].0.span,
        _ => Span::file(source(site, second)?),
    };
    let finding = Diagnostic::new(Code::C207, place).arg("address", second.address.to_string());
    Some(match source(site, first) {
        Some(other) => finding.relate(Span::file(other), "other_claim", vec![]),
        None => finding,
    })
}
