//! Words that are wrong, as a list that offices add to: misspellings, names that changed, what templates leave behind.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use crate::needles::Needles;

use super::date::Date;
use super::{alike, slips};

/// All entries, found in one pass over a text.
#[derive(Debug)]
pub struct Lexicon {
    entries: Vec<Entry>,
    words: Needles,
    /// What is not looked for, though a list inside the program has it.
    off: HashSet<Box<str>>,
}

/// Whether two characters are a common word.
pub fn is_word(word: &str) -> bool {
    alike::is_word(word)
}

/// One wrong word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub wrong: Box<str>,
    /// What should stand there; absent where that depends.
    pub right: Option<Box<str>>,
    pub reason: Option<Box<str>>,
    pub sort: Sort,
    /// The first and last day on which it is wrong.
    pub since: Option<Date>,
    pub until: Option<Date>,
    /// Right words that hold the wrong one.
    pub except: Vec<Box<str>>,
    /// Whether it counts only in what an office writes of itself, not in documents, which may hold forms for others.
    pub own_pages: bool,
}

/// What kind of fault a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Typo,
    /// A body under a name that it has no more.
    Institution,
    /// A law under a name that it does not have.
    Law,
    /// A template's own words.
    Template,
    /// What an office program leaves in a text.
    Debris,
    /// A word set twice.
    Doubled,
}

impl Sort {
    /// The words of the list.
    pub const CHOICES: [(&'static str, Sort); 6] = [
        ("typo", Sort::Typo),
        ("institution", Sort::Institution),
        ("law", Sort::Law),
        ("template", Sort::Template),
        ("debris", Sort::Debris),
        ("doubled", Sort::Doubled),
    ];
}

impl Default for Lexicon {
    fn default() -> Lexicon {
        Lexicon::new(Vec::new(), HashSet::new())
    }
}

impl Lexicon {
    /// A lexicon of entries, each word once, and of all common misspellings but those that are `off`.
    pub fn new(entries: Vec<Entry>, off: HashSet<Box<str>>) -> Lexicon {
        let words: Vec<&str> = entries.iter().map(|entry| &*entry.wrong).collect();
        Lexicon { words: Needles::longest(&words), entries, off }
    }

    /// Whether a portal does not want to hear of a word.
    pub fn is_off(&self, word: &str) -> bool {
        self.off.contains(word)
    }

    /// Whether an entry or the portal speaks of a word, whatever it says of it.
    pub fn speaks_of(&self, word: &str) -> bool {
        self.is_off(word) || self.entries.iter().any(|entry| &*entry.wrong == word)
    }

    /// Every wrong word of a text written on `day`, with its bytes; a longer one before a shorter at the same place.
    pub fn find<'l>(&'l self, text: &str, day: Option<Date>) -> Vec<(Range<usize>, Cow<'l, Entry>)> {
        let words: Vec<(Range<usize>, &Entry)> =
            self.words.places(text).map(|(range, word)| (range, &self.entries[word])).collect();
        let of_lists = |(range, entry): &(Range<usize>, &'l Entry)| (range.clone(), Cow::Borrowed(*entry));
        let is_wrong = |(range, entry): &&(Range<usize>, &Entry)| {
            entry.is_wrong_on(day) && !entry.is_part_of_a_right_word(text, range)
        };
        let mut found: Vec<_> = words.iter().filter(is_wrong).map(of_lists).collect();
        // What an entry speaks of, it judges: also where it finds that a word is right.
        let judged = |place: &Range<usize>| {
            let next = words.partition_point(|(range, _)| range.end <= place.start);
            words.get(next).is_some_and(|(range, _)| range.start < place.end)
        };
        let slips = slips::built_in().places(text).filter(|(place, slip)| !judged(place) && !self.is_off(slip.wrong));
        // 确保群从看得到 holds two wrong words at one place, and one slip.
        let mut until = 0;
        let apart = |(place, _): &(Range<usize>, slips::Slip)| {
            let is_next = place.start >= until;
            until = if is_next { place.end } else { until };
            is_next
        };
        let before = found.len();
        found.extend(
            slips.filter(apart).map(|(place, slip)| (place, Cow::Owned(Entry::misspelt(slip.wrong, slip.right)))),
        );
        if found.len() > before {
            found.sort_by_key(|(place, _)| place.start);
        }
        found
    }
}

impl Entry {
    /// A word that is always wrong.
    fn misspelt(wrong: &str, right: &str) -> Entry {
        Entry {
            wrong: wrong.into(),
            right: Some(right.into()),
            reason: None,
            sort: Sort::Typo,
            since: None,
            until: None,
            except: Vec::new(),
            own_pages: false,
        }
    }

    /// Whether the word is wrong on a day; on an unknown one, only what was always wrong is.
    fn is_wrong_on(&self, day: Option<Date>) -> bool {
        let after = self.since.is_none_or(|since| day.is_some_and(|day| day >= since));
        let before = self.until.is_none_or(|until| day.is_some_and(|day| day <= until));
        after && before
    }

    fn is_part_of_a_right_word(&self, text: &str, range: &Range<usize>) -> bool {
        self.except.iter().any(|right| {
            right.match_indices(&*self.wrong).any(|(at, _)| {
                let start = range.start.checked_sub(at);
                start.and_then(|start| text.get(start..)).is_some_and(|text| text.starts_with(&**right))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(wrong: &str, except: &[&str], since: Option<Date>) -> Entry {
        Entry { since, except: except.iter().map(|word| (*word).into()).collect(), ..Entry::misspelt(wrong, "") }
    }

    fn lexicon(entries: Vec<Entry>) -> Lexicon {
        Lexicon::new(entries, HashSet::new())
    }

    #[test]
    fn a_wrong_word_within_a_right_one_is_none() {
        let lexicon = lexicon(vec![entry("布署", &["发布署名"], None), entry("复盖", &["反复盖"], None)]);
        let found = lexicon.find("布署工作，发布署名文章，反复盖章，复盖面", None);
        assert_eq!(found.iter().map(|found| found.0.start).collect::<Vec<_>>(), [0, 51]);
    }

    #[test]
    fn a_name_is_wrong_from_the_day_on_which_it_changed() {
        let lexicon = lexicon(vec![entry("旧名", &[], Date::new(2019, 1, 1))]);
        assert_eq!(lexicon.find("旧名", Date::new(2018, 12, 31)).len(), 0);
        assert_eq!(lexicon.find("旧名", None).len(), 0);
        assert_eq!(lexicon.find("旧名", Date::new(2019, 1, 1)).len(), 1);
    }

    #[test]
    fn an_entry_goes_before_a_common_misspelling() {
        let text = "收到一舶七件，一舶来品";
        let starts = |lexicon: &Lexicon| lexicon.find(text, None).iter().map(|found| found.0.start).collect::<Vec<_>>();
        assert_eq!(starts(&Lexicon::default()), [6, 21]);
        assert_eq!(starts(&lexicon(vec![entry("一舶", &["一舶来品"], None)])), [6]);
        assert!(starts(&Lexicon::new(Vec::new(), HashSet::from(["一舶".into()]))).is_empty());
    }
}
