//! Words that the lexicon knows to be wrong: misspellings (S301), bodies and laws under names they do not have (S302, S303),
//! and what templates and office programs leave behind (S105, S106, S107).

mod former;

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::{Kind, Paragraph};
use crate::model::Date;
use crate::model::lexicon::{Entry, Sort};
use crate::near;

use super::collocation::received;
use super::company::{
    begins_another_word, copies, is_a_law, is_of_old, is_right_of_old, is_spoken_of, is_wrong_here, until,
};
use super::leftover::{day_of, is_about_forms, is_parted, is_spoken};
use super::shown::is_shown_as_wrong;
use super::{Subject, Text, doubled, law};

pub(super) use former::{PAST, says_former};

/// How far a sentence is read around a word, in bytes: five hundred characters.
const NEAR: usize = 1500;

/// Looks the words of a text up.
pub fn look(text: &Text, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let day = day_of(text.site, text.subject);
    let year = day.map_or(i16::MAX, Date::year);
    in_front(text, (day, year), out);
    let manner = Manner::of(text, out);
    let mut heads = Heads::default();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if heads.is_of_wrong_words(paragraph) {
            continue;
        }
        let found = text.site.lexicon.find(&paragraph.words, day);
        law::look(text, paragraph, year, &found, out);
        out.extend(in_company(text, paragraph, &found));
        if !manner.is_spoken {
            out.extend(doubled::look(text, paragraph));
        }
        let wrong = found.into_iter().filter(|(range, entry)| !manner.is_right(text, (paragraphs, at), range, entry));
        out.extend(wrong.filter_map(|(range, entry)| manner.finding(text, paragraph, &range, &entry)));
    }
}

/// The words of the front matter, but not the name that an agency says it had.
fn in_front(text: &Text, (day, year): (Option<Date>, i16), out: &mut Vec<Diagnostic>) {
    let front = &text.source[..text.body];
    let former = match text.subject {
        Subject::Agency(id) => text.site.agency(id).former_span,
        _ => None,
    };
    let found = text.site.lexicon.find(front, day);
    law::in_front(text, year, &found, out);
    for (range, entry) in found {
        let stands = former::is_renamed(&entry) && former::is_of_an_agency(text, &entry);
        let span = Span::new(text.file, range.start, range.end);
        let is_former = former.is_some_and(|former| (former.start..former.end).contains(&span.start));
        if fits(front, &range, &entry, is_own(text)) && !stands && !is_former {
            out.push(finding(&entry, span));
        }
    }
}

/// Whether a text is one of the portal's own pages, and no document.
fn is_own(text: &Text) -> bool {
    !matches!(text.subject, Subject::Item(_))
}

/// In what kind of text words stand, and where remarks are that are reported whole.
struct Manner {
    is_own: bool,
    is_law: bool,
    is_spoken: bool,
    notes: Vec<(u32, u32)>,
}

impl Manner {
    fn of(text: &Text, found: &[Diagnostic]) -> Manner {
        let notes = found.iter().filter(|found| found.code == Code::S105);
        Manner {
            is_own: is_own(text),
            is_law: is_a_law(text),
            is_spoken: is_spoken(text),
            notes: notes.map(|found| (found.span.start, found.span.end)).collect(),
        }
    }

    /// Whether a word that the lexicon has is right where it stands.
    fn is_right(
        &self,
        text: &Text,
        (paragraphs, at): (&[Paragraph], usize),
        range: &Range<usize>,
        entry: &Entry,
    ) -> bool {
        let paragraph = &paragraphs[at];
        let is_own = self.is_own || is_note(text, paragraph, range);
        let may_stand = former::is_renamed(entry) || is_of_old(entry);
        !fits(&paragraph.words, range, entry, is_own)
            || self.is_law && is_of_old(entry)
            || is_corrected_beside(&paragraphs[at..], entry)
            || may_stand && (former::is_of_an_old_row(paragraphs, at, entry) || former::is_of_an_agency(text, entry))
    }

    /// The finding of a word that is wrong, unless a remark around it is one, or what stands twice stands on two lines.
    fn finding(&self, text: &Text, paragraph: &Paragraph, range: &Range<usize>, entry: &Entry) -> Option<Diagnostic> {
        let place = paragraph.range(range.start, range.end);
        let span = Span::new(text.file, text.body + place.start, text.body + place.end);
        let next = self.notes.partition_point(|(_, end)| *end <= span.start);
        if entry.sort == Sort::Template && self.notes.get(next).is_some_and(|(start, _)| *start < span.end) {
            return None;
        }
        let source = &text.source[span.start as usize..span.end as usize];
        // A short heading, and the line below it that begins with its word: 三、报名, 报名网址见….
        if entry.sort == Sort::Doubled && is_parted(source) {
            return None;
        }
        let finding = finding(entry, span);
        // With marks within, the right words would lose them.
        Some(if *source == *entry.wrong { finding } else { finding.fix(None::<String>) })
    }
}

/// Whether the next cell of the row says the same with the right word: | 脚注① | 帐户 | 账户 | in a list of errata.
fn is_corrected_beside(paragraphs: &[Paragraph], entry: &Entry) -> bool {
    let (Some(right), [wrong, next, ..]) = (&entry.right, paragraphs) else { return false };
    let is_beside = match (&wrong.kind, &next.kind) {
        (Kind::Cell { table, row, .. }, Kind::Cell { table: other, row: below, .. }) => (table, row) == (other, below),
        _ => false,
    };
    is_beside && next.words == wrong.words.replace(&*entry.wrong, right)
}

/// What only the words around it tell to be wrong, where the lexicon has not `found` it: copies counted by the word for marks,
/// 截止 for 截至.
fn in_company(text: &Text, paragraph: &Paragraph, found: &[(Range<usize>, Cow<Entry>)]) -> Vec<Diagnostic> {
    let words = &*paragraph.words;
    let is_new = |range: &Range<usize>| !found.iter().any(|(known, _)| known.start == range.start);
    let copies = copies(words).into_iter().map(|range| (range.clone(), words[range].replace('分', "份")));
    let until = until(words).into_iter().filter(is_new).map(|range| (range, "截至".to_owned()));
    let received = received(words).into_iter().filter(is_new).map(|range| (range, "接受".to_owned()));
    copies.chain(until).chain(received).map(|(range, right)| put_right(text, paragraph, range, &right)).collect()
}

/// The finding that words are spelt otherwise.
fn put_right(text: &Text, paragraph: &Paragraph, range: Range<usize>, right: &str) -> Diagnostic {
    let wrong = &paragraph.words[range.clone()];
    let place = paragraph.range(range.start, range.end);
    let span = Span::new(text.file, text.body + place.start, text.body + place.end);
    Diagnostic::new(Code::S301, span).arg("found", wrong).subject(wrong.to_owned()).arg("right", right)
}

/// The columns of the table that is being read under which wrong words are listed: 错误写法, 修改前.
#[derive(Default)]
struct Heads(Vec<u32>);

impl Heads {
    /// Whether a paragraph is a cell that shows what is wrong.
    fn is_of_wrong_words(&mut self, paragraph: &Paragraph) -> bool {
        const WRONG: [&str; 12] =
            ["错误", "错字", "错词", "误写", "误用", "不规范", "不正确", "修改前", "更正前", "改前", "原表述", "有误"];
        let Kind::Cell { row, column, .. } = paragraph.kind else { return false };
        if row == 0 {
            if column == 0 {
                self.0.clear();
            }
            if WRONG.iter().any(|word| paragraph.words.contains(word)) {
                self.0.push(column);
            }
        }
        row > 0 && self.0.contains(&column)
    }
}

fn finding(entry: &Entry, span: Span) -> Diagnostic {
    let code = match entry.sort {
        Sort::Typo => Code::S301,
        Sort::Institution => Code::S302,
        Sort::Law => Code::S303,
        Sort::Template => Code::S105,
        Sort::Debris => Code::S106,
        Sort::Doubled => Code::S107,
    };
    let mut finding = Diagnostic::new(code, span).arg("found", &*entry.wrong).subject(entry.wrong.to_string());
    if let Some(right) = &entry.right {
        finding = finding.arg("right", &**right);
    }
    if let Some(reason) = &entry.reason {
        finding = finding.arg("reason", &**reason);
    }
    finding.fix(entry.right.as_deref())
}

/// Whether words are a remark to whoever writes, in brackets within a text that is no form: （此处填写具体事项）.
fn is_note(text: &Text, paragraph: &Paragraph, range: &Range<usize>) -> bool {
    let (before, after) = (&paragraph.words[..range.start], &paragraph.words[range.end..]);
    // Of a line of thousands of words no more is read than this takes.
    if paragraph.kind != Kind::Prose || !before.ends_with(['（', '(', '【', '[']) {
        return false;
    }
    let near = near::behind(after, NEAR);
    let behind = near.split(['。', '，', '\n']).next().unwrap_or_default();
    behind.contains(['）', ')', '】', ']']) && after.contains('。') && !is_about_forms(text)
}

/// Whether an entry speaks of this place.
fn fits(words: &str, range: &Range<usize>, entry: &Entry, own: bool) -> bool {
    if entry.own_pages && !own || is_shown_as_wrong(words, range) {
        return false;
    }
    let is_another_word = match entry.sort {
        Sort::Doubled => begins_another_word(words, range) || is_spoken_of(words, range),
        Sort::Typo => !is_wrong_here(words, range, &entry.wrong) || is_of_old(entry) && is_right_of_old(words, range),
        _ => false,
    };
    !is_another_word && (!former::is_renamed(entry) || former::is_meant_now(words, range, entry))
}
