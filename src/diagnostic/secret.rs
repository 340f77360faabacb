//! What of texts and paths is not shown: findings about personal data say where it stands, never what it is.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::person::numbers;
use super::{Diagnostic, FileId, Files, Secret, Span};

impl Files {
    /// Notes what of texts and paths must be masked wherever a finding is shown, once all findings are known: another
    /// finding may stand on the same line.
    pub fn conceal(&mut self, findings: &[Diagnostic]) {
        self.secrets.clear();
        self.secret_names.clear();
        for finding in findings {
            match finding.secret {
                Secret::No => {}
                Secret::Text => self.secrets.push(finding.span),
                Secret::File => self.secrets.push(Span { start: 0, end: u32::MAX, ..finding.span }),
                Secret::Name(from, to) => self.secret_names.push((finding.span.file, from as usize..to as usize)),
            }
        }
        self.secrets.sort_unstable();
        self.secret_names.sort_by_key(|(file, range)| (*file, range.start));
    }

    fn secrets_of(&self, file: FileId) -> Vec<Range<usize>> {
        let from = self.secrets.partition_point(|span| span.file < file);
        let own = self.secrets[from..].iter().take_while(|span| span.file == file);
        own.map(|span| span.start as usize..span.end as usize).collect()
    }

    /// The words of a file that must not be shown, for messages that name what an author typed.
    pub(super) fn secret_words(&self, file: FileId) -> SecretWords {
        let ranges = self.secrets_of(file);
        let text = if ranges.is_empty() { String::new() } else { self.text(file).unwrap_or_default() };
        let mut secrets = SecretWords { words: Vec::new(), known: HashSet::new(), lengths: BTreeSet::new() };
        for word in ranges.into_iter().filter_map(|range| text.get(range)).filter(|word| !word.is_empty()) {
            if secrets.known.insert(word.to_owned()) {
                secrets.lengths.insert(word.len());
                secrets.words.push(word.to_owned());
            }
        }
        secrets
    }

    /// The path that findings show: its secrets masked.
    pub fn shown_path(&self, file: FileId) -> Cow<'_, str> {
        let path = self.path(file);
        let own = self.secret_names.iter().filter(|(named, _)| *named == file);
        with_numbers(path, own.map(|(_, range)| range.clone()).collect())
    }

    /// The text that findings show lines of: its secrets masked, and every byte in its place.
    pub fn shown_text(&self, file: FileId) -> String {
        let text = self.text(file).unwrap_or_default();
        self.shown(file, &text, self.secrets_of(file))
    }

    /// A text of the same file as it was before it was mended.
    pub fn shown_before(&self, file: FileId, text: &str) -> String {
        self.shown(file, text, Vec::new())
    }

    /// What must not be shown is masked wherever it stands: only the first place of several is found, perhaps.
    fn shown(&self, file: FileId, text: &str, mut ranges: Vec<Range<usize>>) -> String {
        ranges.extend(self.secret_words(file).places(text));
        with_numbers(text, ranges).into_owned()
    }
}

/// Words that must not be shown, in the order of their text. There may be thousands, and few messages hold one.
pub(super) struct SecretWords {
    words: Vec<String>,
    known: HashSet<String>,
    lengths: BTreeSet<usize>,
}

impl SecretWords {
    /// A message with something else for each of them.
    pub(super) fn masked(&self, mut message: String, mask: impl Fn(&str) -> String) -> String {
        let words: &[String] = if self.are_in(&message) { &self.words } else { &[] };
        for secret in words {
            if message.contains(&**secret) {
                message = message.replace(&**secret, &mask(secret));
            }
        }
        message
    }

    /// Where they stand in a text.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let first: HashSet<char> = self.words.iter().filter_map(|word| word.chars().next()).collect();
        let begins = |at: usize| {
            let ends = self.lengths.iter().rev().map(move |length| at + length);
            let mut known = ends.filter(|end| text.get(at..*end).is_some_and(|part| self.known.contains(part)));
            known.next().map(|end| at..end)
        };
        text.char_indices().filter(|(_, c)| first.contains(c)).filter_map(|(at, _)| begins(at)).collect()
    }

    fn are_in(&self, message: &str) -> bool {
        let begins = |at: usize| {
            let mut ends = self.lengths.iter().map(|length| at + length).take_while(|end| *end <= message.len());
            ends.any(|end| message.get(at..end).is_some_and(|part| self.known.contains(part)))
        };
        !self.words.is_empty() && message.char_indices().any(|(at, _)| begins(at))
    }
}

/// A text with these stretches of it masked, and with the numbers of persons that anybody would know as such.
fn with_numbers(text: &str, mut ranges: Vec<Range<usize>>) -> Cow<'_, str> {
    ranges.extend(numbers(text));
    ranges.sort_unstable_by_key(|range| range.start);
    if ranges.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(masked(text, &ranges)) }
}

/// A path as a terminal may show it.
pub fn shown(path: &str) -> String {
    super::visible(&with_numbers(path, Vec::new())).into_owned()
}

/// Words that may repeat what an author typed or called a file, without such numbers.
pub(super) fn without_numbers(words: String) -> String {
    match with_numbers(&words, Vec::new()) {
        Cow::Borrowed(_) => words,
        Cow::Owned(masked) => masked,
    }
}

/// A text with stretches of it masked; they come sorted. Each character is replaced by one that takes as many bytes, so
/// that places stay true; line breaks and the edges of cells stay.
fn masked(text: &str, ranges: &[Range<usize>]) -> String {
    let (mut next, mut until) = (0, 0);
    let mask = |(at, c): (usize, char)| {
        while let Some(range) = ranges.get(next).filter(|range| range.start <= at) {
            until = until.max(range.end);
            next += 1;
        }
        match c.len_utf8() {
            _ if at >= until || matches!(c, '\n' | '|') => c,
            1 => '*',
            2 => '×',
            3 => '＊',
            _ => '\u{10ffff}',
        }
    };
    text.char_indices().map(mask).collect()
}
