//! What a reader may be about to type: agencies, categories and titles, each with its reading in pinyin.

use std::collections::HashSet;
use std::fmt::Write;

use pinyin::ToPinyin;

use crate::model::Site;

/// The most bytes of the list before it is compressed, and of a term.
const MOST: usize = 96 * 1024;
const LONG: usize = 240;

/// A line for each term: `a` agency, `c` category, `t` title; the term; its syllables, where it has Chinese. The crate
/// reads some names wrong (六安 as liuan): a reading only finds a term, it is never shown.
pub fn terms(site: &Site) -> String {
    let mut out = String::new();
    let mut seen: HashSet<&str> = HashSet::new();
    let add = |kind: char, term: &str, out: &mut String| {
        let term = term.trim();
        if !term.is_empty() && term.len() <= LONG && out.len() < MOST {
            let _ = writeln!(out, "{kind}\t{}\t{}", term.replace(['\t', '\n'], " "), reading(term));
        }
    };
    for agency in &site.agencies {
        for name in [Some(&agency.name), agency.short_name.as_ref()].into_iter().flatten() {
            if seen.insert(name) {
                add('a', name, &mut out);
            }
        }
    }
    // Only what documents are filed under: a suggestion that finds nothing is none.
    let filed = site.items.iter().flat_map(|item| {
        let topic = item.topic.as_deref().into_iter().flat_map(|topic| topic.split(['\\', '＼', '/']));
        item.category.as_deref().into_iter().chain(topic).chain(item.genre.as_deref())
    });
    for word in filed {
        if seen.insert(word) {
            add('c', word, &mut out);
        }
    }
    let newest = site.index.newest(MOST / 16).map(|id| &*site.item(id).title);
    for title in site.plains.iter().map(|plain| &*plain.title).chain(newest) {
        if seen.insert(title) {
            add('t', title, &mut out);
        }
    }
    out
}

/// The syllables of a term without tones, as one types them.
fn reading(term: &str) -> String {
    let syllables = term.to_pinyin().zip(term.chars()).filter_map(|(pinyin, c)| match pinyin {
        Some(pinyin) => Some(pinyin.plain().replace('ü', "v")),
        None => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase().to_string()),
    });
    syllables.collect::<Vec<_>>().join(" ")
}
