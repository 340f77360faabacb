//! A section as the comparison sees it: its characters without figures, marks, the body's own names and what everyone
//! writes, each with its place.

use std::sync::LazyLock;

use crate::chinese::is_numeral;
use crate::fold::fold_char;
use crate::needles::{Needles, Signs};

use super::sketch::hash;

/// The characters of a section that are compared, and where each stands.
#[derive(Debug, Default)]
pub struct Words {
    pub chars: Vec<char>,
    /// For each character its bytes in the file.
    pub places: Vec<(u32, u32)>,
}

/// The clauses of a section: stretches between two marks.
pub struct Clauses {
    words: Words,
    /// For each its hash, which tells it from others of the same year, and where it ends among the words.
    ends: Vec<(u64, usize)>,
}

impl Clauses {
    /// The clauses of the section `text`, which begins at `offset` of its file. Sentences with one of the form's formulas
    /// are left out, and so are the `names` of the body: two bodies that fill in one draft differ in them.
    pub fn of(text: &str, offset: usize, (formulas, year): (&Needles, i16), names: &Names) -> Clauses {
        static MARKS: LazyLock<Signs> = LazyLock::new(|| Signs::of("，：、。；！？\n".chars()));
        let mut clauses = Clauses { words: Words::for_bytes(text.len()), ends: Vec::new() };
        let mut folded = String::new();
        // Where a clause ends, and whether its sentence does.
        let marks = MARKS.places(text).filter_map(|(at, mark)| match mark {
            '，' | '：' | '、' => Some((at + mark.len_utf8(), false)),
            '。' | '；' | '！' | '？' | '\n' => Some((at + mark.len_utf8(), true)),
            _ => None,
        });
        let (mut start, mut ends) = (0, Vec::new());
        for (end, is_last) in marks.chain([(text.len(), true)]) {
            ends.push(end);
            if !is_last {
                continue;
            }
            let sentence = &text[start..end];
            if !sentence.trim_start().starts_with('#') && !is_formula(sentence, formulas, &mut folded) {
                let starts = std::iter::once(start).chain(ends.iter().copied());
                for (from, to) in starts.zip(&ends) {
                    clauses.push(&text[from..*to], offset + from, year, names);
                }
            }
            start = end;
            ends.clear();
        }
        clauses
    }

    fn push(&mut self, clause: &str, offset: usize, year: i16, names: &Names) {
        let from = self.words.chars.len();
        self.words.read(clause, offset, names);
        let read = &self.words.chars[from..];
        if !read.is_empty() {
            self.ends.push((hash(read) ^ u64::from(year.unsigned_abs()), self.words.chars.len()));
        }
    }

    pub fn hashes(&self) -> impl Iterator<Item = u64> {
        self.ends.iter().map(|(hash, _)| *hash)
    }

    /// The words of those clauses that are worth comparing.
    pub fn uncommon(self, is_common: impl Fn(u64) -> bool) -> Words {
        let mut words = Words::default();
        let mut from = 0;
        for (hash, end) in self.ends {
            if !is_common(hash) {
                words.chars.extend_from_slice(&self.words.chars[from..end]);
                words.places.extend_from_slice(&self.words.places[from..end]);
            }
            from = end;
        }
        words
    }
}

/// Whether a sentence, folded into `folded`, holds one of the formulas.
fn is_formula(sentence: &str, formulas: &Needles, folded: &mut String) -> bool {
    folded.clear();
    folded.extend(sentence.chars().filter_map(fold_char));
    formulas.any(folded)
}

/// What a body is called, each name with the character that it begins with.
pub struct Names<'n>(Vec<(char, &'n str)>);

impl<'n> Names<'n> {
    pub fn of(names: impl Iterator<Item = &'n str>) -> Names<'n> {
        let mut names: Vec<_> = names.filter_map(|name| Some((name.chars().next()?, name))).collect();
        // The longer name first: it may begin with the shorter.
        names.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
        Names(names)
    }

    /// The name that a text begins with. Most characters begin none, which the first alone tells.
    fn at(&self, first: char, rest: &str) -> Option<&'n str> {
        let here = self.0.iter().find(|(begins, name)| *begins == first && rest.starts_with(name));
        here.map(|(_, name)| *name)
    }
}

impl Words {
    /// None yet of a text of so many bytes.
    fn for_bytes(bytes: usize) -> Words {
        let most = bytes / "字".len();
        Words { chars: Vec::with_capacity(most), places: Vec::with_capacity(most) }
    }

    /// Adds those of a text that count.
    fn read(&mut self, text: &str, offset: usize, names: &Names) {
        let mut ahead = 0;
        for (at, c) in text.char_indices() {
            if at < ahead {
                continue;
            }
            if let Some(name) = names.at(c, &text[at..]) {
                ahead = at + name.len();
            } else if counts(c) {
                let start = offset + at;
                self.chars.push(c);
                self.places.push((start as u32, (start + c.len_utf8()) as u32));
            }
        }
    }
}

/// Letters of any script but Latin, which is addresses and marks; figures change from year to year.
fn counts(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => !is_numeral(c),
        // Marks, which most of the rest are.
        '\u{2010}'..='\u{2027}' | '、' | '。' | '《' | '》' | '！' | '（' | '）' | '，' | '：' | '；' | '？' => {
            false
        }
        c => !c.is_ascii() && c.is_alphabetic() && !is_numeral(c),
    }
}
