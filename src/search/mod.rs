//! The search index: plain files that a browser asks for a few bytes at a time, made of the same site as the pages.
//!
//! Documents stand in **blocks**, each with its own dictionary of grams (`gram`, `dictionary`) and its own lists of
//! documents (`posting`); their texts (`record`) stand in **volumes** of some dozen documents. A block's folder and a
//! volume's file are named after all that goes into them, so they may be cached for ever and need not be made again.
//! `search/index.txt` alone has a lasting name: it says which blocks there are now.
//!
//! docs/search.md describes every byte for those who read the files with other programs.

mod block;
mod column;
mod dictionary;
mod document;
mod fold;
mod gram;
mod posting;
mod record;
mod run;
mod stream;
mod suggest;
mod tally;

use std::fmt::Write;
use std::fs::File;

use rayon::prelude::*;

use crate::diagnostic::Files;
use crate::model::Site;
use crate::write::Fingerprinter;

use block::Block;
use document::Document;
use record::Recorder;

/// Where index files go, by their path in the site.
pub trait Shelf: Sync {
    /// Plans a file.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&self, path: &str, bytes: Vec<u8>) -> anyhow::Result<()>;

    /// How many bytes the files have whose path begins so, if an earlier build left any.
    fn stands(&self, beginning: &str) -> Option<u64>;

    /// Plans those files as they stand there.
    fn keep(&self, beginning: &str);

    /// A nameless file for what does not fit into memory.
    ///
    /// # Errors
    /// When there is no room.
    fn scratch(&self) -> anyhow::Result<File>;
}

/// The most documents for which one that changes should change few files: they are spread over small blocks. Beyond
/// that a query would ask too many of them.
const SPREAD: usize = 16_000;
/// About how many documents a small block holds: its files are fewer than forty.
const SMALL: usize = 1_600;
/// The most documents in any block: a list of all its documents, a bit each, fits into a file.
const LARGE: usize = 250_000;

/// Makes the index of a site.
///
/// # Errors
/// When a text cannot be read any more, or the disk refuses.
pub fn index(site: &Site, files: &Files, shelf: &dyn Shelf, tick: &(dyn Fn() + Sync)) -> anyhow::Result<()> {
    let mut documents = document::documents(site);
    let total = documents.len();
    let page_size = match total {
        0..8_000 => 1024,
        8_000..60_000 => 2048,
        60_000..200_000 => 4096,
        _ => 8192,
    };
    let blocks = blocks(&mut documents);
    let alone = blocks.len() <= 1;
    let columns = column::recipe(site);
    let recorder = &Recorder::new(site, files);
    let make = |documents: &&[Document]| {
        let block = Block { site, recorder, shelf, documents, page_size, alone, columns, tick };
        block.make()
    };
    // Large blocks are busy enough by themselves, and two at once would need twice the memory.
    let made: anyhow::Result<Vec<_>> = match total {
        ..=SPREAD => blocks.par_iter().map(make).collect(),
        _ => blocks.iter().map(make).collect(),
    };
    let mut index = format!("gongkai-search 1\ntotal {total}\n");
    for made in made? {
        let _ = writeln!(index, "block {} {} {}", made.name, made.documents, made.bytes);
    }
    let words = [("names", column::names(site)), ("suggest", suggest::terms(site)), ("variants", variants())];
    for (kind, text) in words {
        // Another program may compress it to other bytes, which must not pass for these.
        let mark = Fingerprinter::with(&(env!("GONGKAI_MARK"), &text)).fingerprint();
        let name = format!("w/{kind}-{}-", &mark.to_string()[..16]);
        let path = format!("search/{name}");
        let bytes = match shelf.stands(&path) {
            Some(bytes) => {
                shelf.keep(&path);
                bytes
            }
            None => stream::whole(shelf, path, text.as_bytes())? as u64,
        };
        let _ = writeln!(index, "{kind} {name} {bytes}");
    }
    shelf.put("search/index.txt", index.into_bytes())
}

/// Spreads documents over blocks by their address, so that each stays where it is when others come and go; in a block
/// they stand in their order.
fn blocks(documents: &mut [Document]) -> Vec<&[Document]> {
    let count = match documents.len() {
        all @ ..=SPREAD => all.div_ceil(SMALL),
        all => all.div_ceil(LARGE),
    };
    let block = move |document: &Document| document.lot % count.max(1) as u64;
    // In its place: a copy of a million would need a hundred megabytes.
    documents.par_sort_unstable_by_key(|document| (block(document), document.order()));
    documents.chunk_by(|a, b| block(a) == block(b)).collect()
}

fn variants() -> String {
    fold::VARIANTS.lines().filter(|line| !line.starts_with('#')).flat_map(|line| [line, "\n"]).collect()
}

/// A text folded, and its grams, each once and sorted; for tests that hold both sides to one file.
pub fn tokens(text: &str) -> (String, Vec<String>) {
    let folded = fold::fold(text);
    let mut grams = std::collections::BTreeSet::new();
    gram::cut(&folded, |gram| {
        grams.insert(gram.units().filter_map(|unit| char::from_u32(unit.into())).collect::<String>());
    });
    (folded, grams.into_iter().collect())
}
