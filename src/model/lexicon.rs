//! Words that are wrong, as a list that offices add to: misspellings, names that changed, what templates leave behind.

use std::ops::Range;

use crate::needles::Needles;

use super::date::Date;

/// All entries, found in one pass over a text.
#[derive(Debug)]
pub struct Lexicon {
    entries: Vec<Entry>,
    words: Needles,
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
        Lexicon::new(Vec::new())
    }
}

impl Lexicon {
    /// A lexicon of entries, each word once.
    pub fn new(entries: Vec<Entry>) -> Lexicon {
        let words: Vec<&str> = entries.iter().map(|entry| &*entry.wrong).collect();
        Lexicon { words: Needles::longest(&words), entries }
    }

    /// How many words it knows.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every wrong word of a text written on `day`, with its bytes; a longer one before a shorter at the same place.
    pub fn find<'l>(&'l self, text: &str, day: Option<Date>) -> Vec<(Range<usize>, &'l Entry)> {
        let found = self.words.places(text).map(|(range, word)| (range, &self.entries[word]));
        found.filter(|(range, entry)| entry.is_wrong_on(day) && !entry.is_part_of_a_right_word(text, range)).collect()
    }
}

impl Entry {
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
        Entry {
            wrong: wrong.into(),
            right: None,
            reason: None,
            sort: Sort::Typo,
            since,
            until: None,
            except: except.iter().map(|word| (*word).into()).collect(),
            own_pages: false,
        }
    }

    #[test]
    fn a_wrong_word_within_a_right_one_is_none() {
        let lexicon = Lexicon::new(vec![entry("布署", &["发布署名"], None), entry("复盖", &["反复盖"], None)]);
        let found = lexicon.find("布署工作，发布署名文章，反复盖章，复盖面", None);
        assert_eq!(found.iter().map(|found| found.0.start).collect::<Vec<_>>(), [0, 51]);
    }

    #[test]
    fn a_name_is_wrong_from_the_day_on_which_it_changed() {
        let lexicon = Lexicon::new(vec![entry("旧名", &[], Date::new(2019, 1, 1))]);
        assert_eq!(lexicon.find("旧名", Date::new(2018, 12, 31)).len(), 0);
        assert_eq!(lexicon.find("旧名", None).len(), 0);
        assert_eq!(lexicon.find("旧名", Date::new(2019, 1, 1)).len(), 1);
    }
}
