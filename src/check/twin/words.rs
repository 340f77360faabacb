//! A section as the comparison sees it: its characters without figures, marks, the body's own names and what everyone
//! writes, each with its place.

use crate::fold::fold_char;
use crate::needles::Needles;

use super::sketch::hash;

/// The characters of a section that are compared, and where each stands.
#[derive(Debug, Default)]
pub struct Words {
    pub chars: Vec<char>,
    /// For each character its bytes in the file.
    pub places: Vec<(u32, u32)>,
}

/// A stretch between two marks, folded; its hash tells it from others of the same year.
pub struct Clause {
    pub hash: u64,
    words: Words,
}

/// The clauses of the section `text`, which begins at `offset` of its file. Sentences with one of the form's formulas are
/// left out, and so are the `names` of the body: two bodies that fill in one draft differ in them.
pub fn clauses(text: &str, offset: usize, (formulas, year): (&Needles, i16), names: &[&str]) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut folded = String::new();
    let mut start = 0;
    for sentence in text.split_inclusive(['。', '；', '！', '？', '\n']) {
        if !sentence.trim_start().starts_with('#') && !is_formula(sentence, formulas, &mut folded) {
            let mut at = start;
            for clause in sentence.split_inclusive(['，', '：', '、']) {
                let words = Words::read(clause, offset + at, names);
                if !words.chars.is_empty() {
                    found.push(Clause { hash: hash(&words.chars) ^ u64::from(year.unsigned_abs()), words });
                }
                at += clause.len();
            }
        }
        start += sentence.len();
    }
    found
}

/// Whether a sentence, folded into `folded`, holds one of the formulas.
fn is_formula(sentence: &str, formulas: &Needles, folded: &mut String) -> bool {
    folded.clear();
    folded.extend(sentence.chars().filter_map(fold_char));
    formulas.any(folded)
}

impl Words {
    /// Joins those clauses that are worth comparing.
    pub fn of(clauses: Vec<Clause>, is_common: impl Fn(u64) -> bool) -> Words {
        let mut words = Words::default();
        for clause in clauses.into_iter().filter(|clause| !is_common(clause.hash)) {
            words.chars.extend(clause.words.chars);
            words.places.extend(clause.words.places);
        }
        words
    }

    fn read(text: &str, offset: usize, names: &[&str]) -> Words {
        let mut words = Words::default();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let at = offset + (text.len() - rest.len());
            // Most characters begin no name: that is told by the first one alone.
            let is_here =
                |name: &&&str| name.chars().next().is_some_and(|first| first == c) && rest.starts_with(**name);
            if let Some(name) = names.iter().find(is_here) {
                rest = &rest[name.len()..];
                continue;
            }
            if counts(c) {
                words.chars.push(c);
                words.places.push((at as u32, (at + c.len_utf8()) as u32));
            }
            rest = &rest[c.len_utf8()..];
        }
        words
    }
}

/// Letters of any script but Latin, which is addresses and marks; figures change from year to year.
fn counts(c: char) -> bool {
    !c.is_ascii() && (('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_alphabetic()) && !NUMERALS.contains(&c)
}

const NUMERALS: [char; 16] =
    ['〇', '零', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万'];
