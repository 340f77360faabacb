//! What a reader may be about to type: agencies, categories and titles, each with its reading in pinyin.

use std::collections::HashSet;
use std::fmt::Write;

use crate::chinese::syllable;
use crate::model::Site;

/// The most bytes of the list before it is compressed, and of a term.
const MOST: usize = 96 * 1024;
const LONG: usize = 240;

/// A line for each term: itself and its syllables. The crate reads some names wrong (六安 as liuan): a reading only finds a
/// term, it is never shown.
pub fn terms(site: &Site) -> String {
    let agencies = site.agencies.iter().flat_map(|agency| [Some(&agency.name), agency.short_name.as_ref()]).flatten();
    // Only what documents are filed under: a suggestion that finds nothing is none.
    let filed = site.items.iter().flat_map(|item| {
        let topic = item.topic.as_deref().into_iter().flat_map(|topic| topic.split(['\\', '＼', '/']));
        item.category.as_deref().into_iter().chain(topic).chain(item.genre.as_deref())
    });
    let standing = site.plains.iter().map(|plain| &*plain.title);
    let newest = site.index.newest(MOST / 16).map(|id| &*site.item(id).title);
    let mut out = String::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for term in agencies.map(|name| &**name).chain(filed).chain(standing).chain(newest).map(str::trim) {
        if out.len() >= MOST {
            break;
        }
        if !term.is_empty() && term.len() <= LONG && seen.insert(term) {
            let _ = writeln!(out, "{}\t{}", term.replace(['\t', '\n'], " "), reading(term));
        }
    }
    out
}

/// The syllables of a term without tones, as one types them.
fn reading(term: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase().to_string());
    let syllables = term.chars().filter_map(|c| syllable(c).or_else(|| plain(c)));
    syllables.collect::<Vec<_>>().join(" ")
}
