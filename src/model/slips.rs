//! Common words with one character mistaken for another, as `misspellings.txt` lists them: tens of thousands, all of two
//! to four Chinese characters, so that a word is a number and most of a text is told by a look at a bit. Those of
//! [`Alike`] are found in the same pass.

use std::ops::Range;
use std::sync::LazyLock;

use crate::chinese::is_chinese;

use super::alike::Alike;

/// A wrong word and the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    pub wrong: &'static str,
    pub right: &'static str,
}

/// All slips, by their words as numbers.
#[derive(Debug)]
pub struct Slips {
    /// Sorted.
    words: Vec<(u64, Slip)>,
    /// How words end: at the hash of their last two characters, of a word of two a bit for both, of a longer one a bit for
    /// the character before them. Most of a text is told by one look at it.
    ends: Box<[u64]>,
    /// A bit for each word, by its hash: now and then one stands for another.
    bits: Box<[u64]>,
    /// What is wrong beside most words, and right beside some.
    alike: Alike,
}

const LIST: &str = include_str!("misspellings.txt");

/// How many characters a slip has.
const MOST: usize = 4;
/// All of them have so many bytes.
const CHARACTER: usize = 3;
/// Of a character in the number of a word.
pub(super) const BITS: usize = 16;
/// So many entries have tables of some ninety thousand words, so that few say yes in vain: 256 and 128 KB.
const ENDS: u32 = 15;
const WORDS: u32 = 20;

/// The slips that travel inside the program.
pub fn built_in() -> &'static Slips {
    static SLIPS: LazyLock<Slips> = LazyLock::new(|| Slips::new(LIST));
    &SLIPS
}

impl Slips {
    /// Reads a list: in each line a right word, then wrong ones, between spaces; `#` begins a remark.
    fn new(list: &'static str) -> Slips {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        let of_line = |line: &'static str| {
            let mut all = line.split_ascii_whitespace();
            let right = all.next().unwrap_or_default();
            all.filter_map(move |wrong| Some((number(wrong)?, Slip { wrong, right })))
        };
        let mut words: Vec<(u64, Slip)> = lines.flat_map(of_line).collect();
        words.sort_unstable_by_key(|(number, _)| *number);
        let (mut ends, mut bits) = (vec![0_u64; 1 << ENDS], vec![0_u64; (1 << WORDS) / 64]);
        let mut mark = |number: u64| {
            let (at, of_two, of_more) = end(number);
            ends[at] |= if last(number, 2) == number { of_two } else { of_more };
            let bit = (hash(number) >> (64 - WORDS)) as usize;
            bits[bit / 64] |= 1 << (bit % 64);
        };
        words.iter().for_each(|(number, _)| mark(*number));
        let alike = Alike::new(mark);
        Slips { words, ends: ends.into(), bits: bits.into(), alike }
    }

    /// Every slip in a text, with its bytes; of several that end at one place the longest.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, Slip)> + 't {
        // The last characters that were read, if nothing else stood between them.
        let mut read = 0;
        text.char_indices().filter_map(move |(at, c)| {
            read = if is_chinese(c) { read << BITS | u64::from(c) } else { 0 };
            let (entry, of_two, of_more) = end(read);
            if self.ends[entry] & (of_two | of_more) == 0 {
                return None;
            }
            let end = at + c.len_utf8();
            let ending = |length: usize| {
                let slip = self.word(last(read, length), length)?;
                let place = end - length * CHARACTER..end;
                // Two characters are often the end of a word and the beginning of another.
                (length > 2 || !Alike::is_none(text, &place, slip.wrong)).then_some((place, slip))
            };
            let alike = || {
                let two = last(read, 2);
                if two >> BITS == 0 || !self.may_be(two) {
                    return None;
                }
                let place = end - 2 * CHARACTER..end;
                Some((place.clone(), self.alike.slip(text, &place, two)?))
            };
            (2..=MOST).rev().find_map(ending).or_else(alike)
        })
    }

    /// Whether a number may be that of a word.
    fn may_be(&self, number: u64) -> bool {
        let bit = (hash(number) >> (64 - WORDS)) as usize;
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The slip that is a number of so many characters.
    fn word(&self, number: u64, length: usize) -> Option<Slip> {
        let is_whole = number >> (BITS * (length - 1)) != 0;
        if !is_whole || !self.may_be(number) {
            return None;
        }
        let at = self.words.binary_search_by_key(&number, |(known, _)| *known).ok()?;
        Some(self.words[at].1)
    }
}

/// A word of two to four Chinese characters as a number.
pub(super) fn number(word: &str) -> Option<u64> {
    let fits = (2..=MOST).contains(&word.chars().count()) && word.chars().all(is_chinese);
    fits.then(|| word.chars().fold(0, |number, c| number << BITS | u64::from(c)))
}

/// The last characters of a number.
#[inline]
fn last(number: u64, characters: usize) -> u64 {
    number & u64::MAX >> (64 - BITS * characters)
}

/// Where the end of a number stands in the table of ends, with the bit of a word of two and that of a longer one.
#[inline]
fn end(number: u64) -> (usize, u64, u64) {
    let two = hash(last(number, 2));
    let before = hash(number >> (2 * BITS) & 0xffff);
    ((two >> (64 - ENDS)) as usize, 1 << (two >> 32 & 63), 1 << (before >> 58))
}

#[inline]
pub(super) fn hash(number: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_where_they_stand() {
        let slips = Slips::new("# 说明\n申请 申清 申情\n挂图作战 挂图做战\n工作 工怍\n");
        let found: Vec<_> =
            slips.places("收到申清，挂图做战。申 清申请工怍").map(|(at, slip)| (at, slip.right)).collect();
        assert_eq!(found, [(6..12, "申请"), (15..27, "挂图作战"), (43..49, "工作")]);
        assert!(slips.places("").next().is_none() && slips.places("清").next().is_none());
    }

    #[test]
    fn each_slip_of_the_list_is_found_and_none_is_a_right_word() {
        let slips = built_in();
        assert!(slips.words.len() > 20_000);
        assert!(slips.words.windows(2).all(|two| two[0].0 < two[1].0), "a wrong word stands twice");
        for (_, Slip { wrong, right }) in &slips.words {
            assert!(slips.places(wrong).any(|(_, slip)| slip.wrong == *wrong), "{wrong}");
            assert!(slips.places(right).next().is_none(), "{right} holds a wrong word");
            assert_eq!(wrong.chars().count(), right.chars().count(), "{wrong} {right}");
            assert_eq!(wrong.chars().zip(right.chars()).filter(|(a, b)| a != b).count(), 1, "{wrong} {right}");
        }
        let words = |line: &str| line.split_whitespace().count() - 1;
        let listed: usize = LIST.lines().filter(|line| !line.starts_with('#')).map(words).sum();
        assert_eq!(listed, slips.words.len(), "some are no words of two to four characters");
    }
}
