//! Static files under names with the hash of their content. A style names other files, whose hashes are part of what it
//! says, so those get their names first.

use std::collections::BTreeMap;

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Span, nearest};
use crate::model::address;
use crate::write::digest;

use super::{minify, style};

/// A static file as the theme has it.
pub struct Asset {
    pub file: FileId,
    pub bytes: Vec<u8>,
}

/// The static files as they are published.
#[derive(Default)]
pub struct Published {
    /// Address under the site, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Name → address.
    pub addresses: BTreeMap<String, String>,
}

/// Names every file by its content.
pub fn publish(assets: BTreeMap<String, Asset>, out: &mut Vec<Diagnostic>) -> Published {
    let names: Vec<String> = assets.keys().cloned().collect();
    let mut namer = Namer { waiting: assets, names: &names, published: Published::default(), out };
    for name in &names {
        namer.address(name);
    }
    namer.published
}

struct Namer<'n> {
    /// Files that have no address yet.
    waiting: BTreeMap<String, Asset>,
    names: &'n [String],
    published: Published,
    out: &'n mut Vec<Diagnostic>,
}

impl Namer<'_> {
    /// The address of a file; `None` if there is none, or if it waits for the file that asks.
    fn address(&mut self, name: &str) -> Option<String> {
        if let Some(known) = self.published.addresses.get(name) {
            return Some(known.clone());
        }
        let Asset { file, bytes } = self.waiting.remove(name)?;
        if name.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>&\\%?#".contains(c)) {
            self.out.push(
                Diagnostic::new(Code::C205, Span::file(file))
                    .arg("what", Arg::Word("name_of_attachment"))
                    .arg("name", name),
            );
            return None;
        }
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if name.ends_with(".css") => self.style(name, file, &text).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(error) => error.into_bytes(),
        };
        let bytes = minify::asset(name, bytes);
        let address = format!("assets/{}", with_hash(name, &digest(&bytes).to_string()[..8]));
        self.published.addresses.insert(name.to_owned(), address.clone());
        self.published.files.push((address.clone(), bytes));
        Some(address)
    }

    /// A style with the addresses that the files it names will have.
    fn style(&mut self, own: &str, file: FileId, text: &str) -> String {
        let mut new = String::with_capacity(text.len());
        let mut last = 0;
        for place in style::addresses(text) {
            let target = &text[place.clone()];
            let inside = address::is_internal(target) && !target.starts_with('/');
            // One that leads out of the static files, up to a file of the site, stays as it is.
            let Some(path) = address::resolve(own, target).filter(|path| inside && !path.is_empty()) else { continue };
            let Some(address) = self.address(&path) else {
                let near = nearest(&path, self.names.iter().map(String::as_str).filter(|name| *name != path));
                let finding = Diagnostic::new(Code::V104, Span::new(file, place.start, place.end)).arg("name", target);
                self.out.push(near.map_or(finding.clone(), |near| finding.arg("near", near)));
                continue;
            };
            // Only the file's own name changes: folders stand in the site as they do in the theme.
            let path_end = target.find(['#', '?']).unwrap_or(target.len());
            let name_start = target[..path_end].rfind('/').map_or(0, |at| at + 1);
            new.push_str(&text[last..place.start + name_start]);
            new.push_str(address.rsplit('/').next().unwrap_or(&address));
            last = place.start + path_end;
        }
        new.push_str(&text[last..]);
        new
    }
}

fn with_hash(name: &str, hash: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}
