//! Which of many words stand in a text, told in one pass over it.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// How many bytes of words are few, so that a table of their states takes some megabytes.
const TABLE: usize = 16 * 1024;

/// Words that are looked for together, each known by its place in their list.
#[derive(Debug)]
pub struct Needles {
    /// `None` for an empty list.
    words: Option<AhoCorasick>,
    count: usize,
}

impl Needles {
    /// Words of which each is found, also where one lies within another.
    pub fn each<W: AsRef<str>>(words: &[W]) -> Needles {
        Needles::new(words, MatchKind::Standard)
    }

    /// Words of which the longest is found that begins at a place, and none within another.
    pub fn longest<W: AsRef<str>>(words: &[W]) -> Needles {
        Needles::new(words, MatchKind::LeftmostLongest)
    }

    fn new<W: AsRef<str>>(words: &[W], kind: MatchKind) -> Needles {
        // A table of all states is several times as fast, and grows with the words: a short list can have it.
        let short = words.iter().map(|word| word.as_ref().len()).sum::<usize>() < TABLE;
        let automaton = AhoCorasick::builder()
            .match_kind(kind)
            .kind(short.then_some(AhoCorasickKind::DFA))
            .build(words.iter().map(AsRef::as_ref));
        Needles { words: automaton.ok().filter(|_| !words.is_empty()), count: words.len() }
    }

    /// Whether a text holds one of the words.
    pub fn any(&self, text: &str) -> bool {
        self.words.as_ref().is_some_and(|words| words.is_match(text))
    }

    /// Each of the words that a text holds; of a list made by [`Needles::each`].
    pub fn within(&self, text: &str) -> Within {
        let mut within = Within(vec![0; self.count.div_ceil(64)]);
        for found in self.words.iter().flat_map(|words| words.find_overlapping_iter(text)) {
            let at = found.pattern().as_usize();
            within.0[at / 64] |= 1 << (at % 64);
        }
        within
    }

    /// Every place where one of the words stands, and which; of a list made by [`Needles::longest`].
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
        let found = self.words.iter().flat_map(move |words| words.find_iter(text));
        found.map(|found| (found.range(), found.pattern().as_usize()))
    }
}

/// Characters that a rule waits for, asked of every character of a text.
#[derive(Debug)]
pub struct Signs(Box<[u64; 1024]>);

impl Signs {
    /// The characters of `signs`, all of the basic plane.
    pub fn of(signs: &str) -> Signs {
        let mut bits = Box::new([0; 1024]);
        for sign in signs.chars().map(|sign| sign as usize).filter(|sign| *sign < 0x1_0000) {
            bits[sign / 64] |= 1 << (sign % 64);
        }
        Signs(bits)
    }

    pub fn has(&self, c: char) -> bool {
        let at = c as usize;
        self.0.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}

/// Which words of a list a text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within(Vec<u64>);

impl Within {
    pub fn has(&self, word: usize) -> bool {
        self.0[word / 64] >> (word % 64) & 1 == 1
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|bits| *bits == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_within_words_are_found() {
        let needles = Needles::each(&["上年", "上年度", "年", "无"]);
        let within = needles.within("较上年度增加");
        assert_eq!((0..4).map(|word| within.has(word)).collect::<Vec<_>>(), [true, true, true, false]);
        assert!(needles.within("共三件").is_empty() && !needles.any("共三件"));
        assert!(!Needles::each::<&str>(&[]).any("一") && Needles::each::<&str>(&[]).within("一").is_empty());
    }

    #[test]
    fn signs_are_known_on_every_plane() {
        let signs = Signs::of("x月。");
        assert!("x月。".chars().all(|c| signs.has(c)));
        assert!("y日，𠮷\u{10ffff}".chars().all(|c| !signs.has(c)));
    }

    #[test]
    fn the_longest_word_at_a_place_counts() {
        let needles = Needles::longest(&["上年", "上年度"]);
        assert_eq!(needles.places("上年度，上年").collect::<Vec<_>>(), [(0..9, 1), (12..18, 0)]);
    }
}
