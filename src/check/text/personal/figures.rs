//! Rows of digits in a text, however they are written: full-width, with spaces or hyphens or invisible characters between
//! them, over a line break, over the cells of a table.

mod candidate;

use std::ops::Range;

use crate::model::Date;

use super::alone::stands_alone;
use super::digit::{digit_at, entity_digit, entity_end, figures};
use super::joint::{Joint, is_by_hand, is_marked, is_usual, joint, may_be_marked};
use super::{Found, Kind};
use super::{glued, spelt};
use candidate::kinds_of;

pub use candidate::Candidate;

/// A digit (or the `X` of an identity number, or the mark that hides its last) and its bytes in the text.
#[derive(Debug, Clone, Copy)]
struct Digit {
    value: u8,
    start: u32,
    end: u32,
}

/// Groups of digits that may belong together.
#[derive(Default)]
struct Chain {
    digits: Vec<Digit>,
    /// Where each group begins among the digits, and what stands before it.
    groups: Vec<(usize, Joint)>,
}

/// A chain longer than this is looked at before it ends, so that it does not grow with the text.
const LONGEST: usize = 4096;

/// As long as any number: what a chain keeps when it is cut.
const NUMBER: usize = 24;

/// As many digits as the shortest number that only words tell.
const LONG: usize = 7;

/// What was found, and whether there is any long row of digits at all.
pub struct Scanned {
    pub found: Vec<Found>,
    pub has_long: bool,
}

/// Finds every number of a person. What a number's surroundings say is asked of `judge`, which may refuse it.
pub fn scan(text: &str, latest: Option<Date>, judge: &mut dyn FnMut(Candidate) -> bool) -> Scanned {
    let bytes = text.as_bytes();
    let mut runs = spelt::Runs::default();
    let mut has_long = false;
    let figure = |at: usize, before| digit_at(bytes, at, before);
    let mut found = read(
        text,
        figures(bytes),
        figure,
        latest,
        (judge, &mut |gap, digits| {
            has_long |= digits >= LONG;
            runs.beside(text, gap);
        }),
    );
    runs.all(text);
    let plain = found.len();
    for run in runs.found {
        let spelt_at = |at: usize| {
            let c = text.get(at..)?.chars().next()?;
            Some((spelt::digit(c)?, c.len_utf8()))
        };
        let digit = |at, before| figure(at, before).or_else(|| spelt_at(at));
        // Much that a label makes a number of somebody is none where it only may be read as digits.
        let spelt = &mut |candidate: Candidate| {
            let written = &text[candidate.start..candidate.end];
            candidate.is_sure
                && candidate.usual
                && candidate.kind != Kind::OldIdentity
                && spelt::is_spelt(written)
                && judge(candidate)
        };
        // The `X` of an identity number may stand behind the run.
        let end = text.ceil_char_boundary((run.end + 1).min(text.len()));
        let of_run = read(text, run.start..end, digit, latest, (spelt, &mut |_, _| {}));
        let apart = |one: &Found| {
            let next = found[..plain].partition_point(|known| known.end <= one.start);
            found[..plain].get(next).is_none_or(|known| one.end <= known.start)
        };
        let of_run: Vec<Found> = of_run.into_iter().filter(apart).collect();
        found.extend(of_run);
    }
    Scanned { found, has_long }
}

/// Is told what stands between digits that do not belong together, and how many there were before it.
type Apart<'a> = &'a mut dyn FnMut(Range<usize>, usize);

/// The numbers in a text, whose digits are what `digit` takes for one at one of `places`, behind so many others. What
/// stands between digits that do not belong together is handed to `apart`.
fn read(
    text: &str,
    places: impl Iterator<Item = usize>,
    digit: impl Fn(usize, usize) -> Option<(u8, usize)>,
    latest: Option<Date>,
    (judge, apart): (&mut dyn FnMut(Candidate) -> bool, Apart),
) -> Vec<Found> {
    let mut reader = Reader { text, latest, judge, apart, chain: Chain::default(), found: Vec::new() };
    let mut entity = 0;
    for at in places {
        if at < entity {
            continue;
        }
        let end = entity_end(text.as_bytes(), at);
        entity = entity.max(end);
        let read = match end {
            0 => digit(at, reader.chain.digits.len()).map(|(value, length)| (value, at, at + length)),
            _ => entity_digit(text.as_bytes(), at, end).map(|(value, start)| (value, start, end + 1)),
        };
        if let Some((value, start, end)) = read {
            reader.take(Digit { value, start: start as u32, end: end as u32 });
        }
    }
    reader.finish()
}

/// Puts digits together as they come.
struct Reader<'r> {
    text: &'r str,
    latest: Option<Date>,
    judge: &'r mut dyn FnMut(Candidate) -> bool,
    apart: Apart<'r>,
    chain: Chain,
    found: Vec<Found>,
}

impl Reader<'_> {
    fn take(&mut self, digit: Digit) {
        let start = digit.start as usize;
        match self.chain.digits.last().map(|last| last.end as usize) {
            None => {
                (self.apart)(0..start, 0);
                self.chain.groups.push((0, Joint::Space));
            }
            Some(end) if end == start => {}
            Some(end) => match joint(&self.text[end..start]) {
                Some(joint) => self.begin_group(joint),
                None => {
                    self.end_chain(end..start);
                    if !digit.value.is_ascii_digit() {
                        return;
                    }
                    self.chain.groups.push((0, Joint::Space));
                }
            },
        }
        self.chain.digits.push(digit);
    }

    fn begin_group(&mut self, joint: Joint) {
        if self.chain.digits.len() >= LONGEST {
            self.find_numbers();
            self.chain.keep_last();
        }
        self.chain.groups.push((self.chain.digits.len(), joint));
    }

    fn end_chain(&mut self, gap: Range<usize>) {
        (self.apart)(gap, self.chain.digits.len());
        self.find_numbers();
        self.chain.digits.clear();
        self.chain.groups.clear();
    }

    fn find_numbers(&mut self) {
        self.chain.numbers(self.text, self.latest, self.judge, &mut self.found);
    }

    fn finish(mut self) -> Vec<Found> {
        if let Some(last) = self.chain.digits.last() {
            (self.apart)(last.end as usize..self.text.len(), self.chain.digits.len());
        }
        self.find_numbers();
        self.found
    }
}

impl Chain {
    /// Forgets all but the groups that a number which goes on may begin with.
    fn keep_last(&mut self) {
        let from = self.digits.len().saturating_sub(NUMBER);
        let first = self.groups.partition_point(|group| group.0 < from);
        let cut = self.groups.get(first).map_or(self.digits.len(), |group| group.0);
        self.digits.drain(..cut);
        self.groups.drain(..first);
        self.groups.iter_mut().for_each(|group| group.0 -= cut);
    }

    fn numbers(
        &self,
        text: &str,
        latest: Option<Date>,
        judge: &mut dyn FnMut(Candidate) -> bool,
        out: &mut Vec<Found>,
    ) {
        if self.digits.len() < 11 {
            return;
        }
        let values: Vec<u8> = self.digits.iter().map(|digit| digit.value).collect();
        let mut taken = out.last().map_or(0, |found| found.end);
        for first in 0..self.groups.len() {
            let (from, before) = self.groups[first];
            if before == Joint::Tight && first > 0 || (self.digits[from].start as usize) < taken {
                continue;
            }
            let in_row = self.goes_on_a_row(first, taken);
            match self.number_at(text, latest, (first, &values, in_row), judge) {
                Some(found) => out.push(found),
                None => self.glued_at(text, latest, (first, &values), judge, out),
            }
            taken = out.last().map_or(taken, |found| found.end);
        }
    }

    /// The number that begins with a group.
    fn number_at(
        &self,
        text: &str,
        latest: Option<Date>,
        (first, values, in_row): (usize, &[u8], bool),
        judge: &mut dyn FnMut(Candidate) -> bool,
    ) -> Option<Found> {
        let from = self.groups[first].0;
        for (last, to) in self.ends(first, values.len()) {
            // Most marks part the members of a list, in which nothing more is looked for.
            let marked = self.groups[first + 1..=last].iter().any(|group| group.1 == Joint::Mark);
            if marked && !may_be_marked(last - first + 1, self.groups[first + 1].0 - from) {
                break;
            }
            let digits = &values[from..to];
            let kinds = kinds_of(digits, latest);
            if kinds.iter().all(Option::is_none) {
                continue;
            }
            let (start, end) = (self.digits[from].start as usize, self.digits[to - 1].end as usize);
            let joints: Vec<Joint> = self.groups[first + 1..=last].iter().map(|group| group.1).collect();
            let sizes: Vec<usize> = self.sizes(first, last, to);
            let is_whole = self.is_whole(first, last);
            let fits = |(kind, is_sure): &(Kind, bool)| {
                if marked && !(is_whole && is_marked(*kind, &sizes, &text[start..end])) {
                    return false;
                }
                let candidate = Candidate {
                    kind: *kind,
                    digits,
                    start,
                    end,
                    is_sure: *is_sure,
                    usual: is_usual(*kind, &joints, &sizes, digits),
                    by_hand: is_by_hand(*kind, &joints, &sizes, &text[start..end]),
                    in_row,
                    torn: is_torn(*kind, &joints, &text[start..end]),
                };
                (*is_sure || is_whole) && stands_alone(text, (start, end), *kind) && judge(candidate)
            };
            if let Some((kind, _)) = kinds.into_iter().flatten().find(fits) {
                return Some(Found::number(kind, start, end, String::from_utf8_lossy(digits).into_owned()));
            }
        }
        None
    }

    /// The groups with which a number may end that begins with a group, and where they end among so many digits.
    fn ends(&self, first: usize, all: usize) -> impl Iterator<Item = (usize, usize)> {
        let from = self.groups[first].0;
        (first..self.groups.len())
            .map(move |last| (last, self.groups.get(last + 1).map_or(all, |group| group.0)))
            .take_while(move |(_, to)| to - from <= NUMBER)
            .filter(move |(last, to)| {
                to - from >= 11 && self.groups.get(last + 1).is_none_or(|group| group.1 != Joint::Tight)
            })
    }

    /// The numbers that a group is made of, with nothing between them.
    fn glued_at(
        &self,
        text: &str,
        latest: Option<Date>,
        (first, values): (usize, &[u8]),
        judge: &mut dyn FnMut(Candidate) -> bool,
        out: &mut Vec<Found>,
    ) {
        let from = self.groups[first].0;
        let to = self.groups.get(first + 1).map_or(values.len(), |group| group.0);
        if to - from < glued::SHORTEST {
            return;
        }
        let (start, end) = (self.digits[from].start as usize, self.digits[to - 1].end as usize);
        let mut sure = false;
        for part in glued::parts(&values[from..to], latest) {
            let (head, tail) = (from + part.digits.start, from + part.digits.end);
            let candidate = Candidate {
                kind: part.kind,
                digits: &values[head..tail],
                start: self.digits[head].start as usize,
                end: self.digits[tail - 1].end as usize,
                is_sure: true,
                usual: !part.needs_label,
                by_hand: false,
                in_row: false,
                torn: false,
            };
            // What stands behind a resident's number needs no words of its own.
            let taken = sure || stands_alone(text, (start, end), part.kind) && judge(candidate);
            if !taken {
                return;
            }
            sure = !part.needs_label;
            let digits = String::from_utf8_lossy(candidate.digits).into_owned();
            out.push(Found::number(part.kind, candidate.start, candidate.end, digits));
        }
    }

    /// Whether nothing goes on before or behind some groups but on another line or in another cell.
    fn is_whole(&self, first: usize, last: usize) -> bool {
        let apart = |at: usize| {
            self.groups.get(at).is_none_or(|group| matches!(group.1, Joint::Line | Joint::Cell | Joint::Mark))
        };
        (first == 0 || apart(first)) && apart(last + 1)
    }

    /// Whether a short figure stands before a group, with a space between them, and is of no number itself.
    fn goes_on_a_row(&self, first: usize, taken: usize) -> bool {
        const SHORT: usize = 6;
        let (from, before) = self.groups[first];
        let above = first.checked_sub(1).map(|before| self.groups[before].0);
        before == Joint::Space
            && above.is_some_and(|above| from - above <= SHORT && self.digits[above].start as usize >= taken)
    }

    fn sizes(&self, first: usize, last: usize, to: usize) -> Vec<usize> {
        let end = |at: usize| self.groups.get(at + 1).map_or(to, |group| group.0);
        (first..=last).map(|at| end(at) - self.groups[at].0).collect()
    }
}

/// Whether a number goes over cells or lines. A break within a cell parts no two numbers that make a resident's.
fn is_torn(kind: Kind, joints: &[Joint], written: &str) -> bool {
    let in_cell = kind == Kind::Identity && !written.contains('\n');
    joints.iter().any(|joint| *joint == Joint::Cell || *joint == Joint::Line && !in_cell)
}
