//! Where words, characters and bytes stand in a text that rules wait for, told in one pass over it.

use std::ops::Range;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

/// How many bytes of words are few, so that a table of their states takes a megabyte or two.
const TABLE: usize = 4 * 1024;

/// So few words are looked for best by their rarest bytes, which the automaton does by itself.
const FEW: usize = 16;

/// Words that are looked for together, each known by its place in their list.
#[derive(Debug)]
pub struct Needles {
    /// `None` for an empty list.
    words: Option<AhoCorasick>,
    /// Of many words, where to look at all.
    heads: Option<Heads>,
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
        let many = words.len() > FEW;
        let automaton = AhoCorasick::builder()
            .match_kind(kind)
            .start_kind(if many { StartKind::Anchored } else { StartKind::Unanchored })
            .kind(short.then_some(AhoCorasickKind::DFA))
            .build(words.iter().map(AsRef::as_ref));
        let heads = many.then(|| Heads::of(words.iter().map(AsRef::as_ref)));
        Needles { words: automaton.ok().filter(|_| !words.is_empty()), heads, count: words.len() }
    }

    /// Whether a text holds one of the words.
    pub fn any(&self, text: &str) -> bool {
        self.words.as_ref().is_some_and(|words| self.inputs(text).any(|input| words.is_match(input)))
    }

    /// Each of the words that a text holds; of a list made by [`Needles::each`].
    pub fn within(&self, text: &str) -> Within {
        let mut within = Within(vec![0; self.count.div_ceil(64)]);
        let Some(words) = &self.words else { return within };
        for input in self.inputs(text) {
            let mut state = OverlappingState::start();
            loop {
                words.find_overlapping(input.clone(), &mut state);
                let Some(found) = state.get_match() else { break };
                let word = found.pattern().as_usize();
                within.0[word / 64] |= 1 << (word % 64);
            }
        }
        within
    }

    /// Every place where one of the words stands, and which; of a list made by [`Needles::longest`].
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
        let of_input = if self.heads.is_some() { 1 } else { usize::MAX };
        let found = self
            .words
            .iter()
            .flat_map(move |words| self.inputs(text).flat_map(move |input| words.find_iter(input).take(of_input)));
        let mut end = 0;
        let apart = found.filter(move |found| {
            let is_apart = found.start() >= end;
            end = if is_apart { found.end() } else { end };
            is_apart
        });
        apart.map(|found| (found.range(), found.pattern().as_usize()))
    }

    /// What is searched: the whole text, or only what begins where a word may begin.
    fn inputs<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Input<'t>> + 't {
        let whole = self.heads.is_none().then(|| Input::new(text));
        let at_head = |at: usize| Input::new(text).range(at..).anchored(Anchored::Yes);
        let at_heads = self.heads.iter().flat_map(|heads| heads.places(text)).map(at_head);
        whole.into_iter().chain(at_heads)
    }
}

/// How words begin. Most places of a text begin no word, and this tells it in a fraction of the time that an automaton
/// takes to be led through them: all of its questions are asked at once, since to choose between them takes longer.
#[derive(Debug)]
struct Heads {
    /// The first characters of words, but not of so many that most characters are among them.
    first: Option<Signs>,
    /// The first characters of words that are too short to be known by more of them.
    alone: Option<Signs>,
    /// A bit for each beginning, by its hash: now and then one stands for another.
    bits: Box<[u64]>,
    /// How far a hash is shifted to be the place of a bit.
    shift: u32,
}

/// So many words begin with most of the characters that a text is made of.
const MANY: usize = 500;

/// So many bytes of a word are known of it, the most that it has: of four Chinese characters, since many a word begins with
/// two that stand everywhere, of three and of two; and of a short word with a figure or a letter in it.
const KNOWN: [usize; 4] = [12, 9, 6, SHORT];
const SHORT: usize = 4;

impl Heads {
    fn of<'w>(words: impl Iterator<Item = &'w str> + Clone) -> Heads {
        // A hundred bits a word, so that one place in a hundred is looked at in vain.
        let bits = (words.clone().count() * 100).next_power_of_two().clamp(1 << 12, 1 << 23);
        let mut shortest = words.clone().filter(|word| word.len() < SHORT).peekable();
        let alone = shortest.peek().is_some().then(|| Signs::of(shortest.filter_map(|word| word.chars().next())));
        let firsts = words.clone().filter_map(|word| word.chars().next());
        let first = (words.clone().count() < MANY).then(|| Signs::of(firsts));
        let mut heads = Heads { first, alone, bits: vec![0; bits / 64].into(), shift: 64 - bits.trailing_zeros() };
        for word in words {
            let known = KNOWN.into_iter().find(|known| word.len() >= *known);
            known.into_iter().for_each(|known| heads.note(head(first_bytes(word.as_bytes()), known)));
        }
        heads
    }

    fn note(&mut self, beginning: u128) {
        let bit = self.bit(beginning);
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    #[inline]
    fn has(&self, beginning: u128) -> bool {
        let bit = self.bit(beginning);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    #[inline]
    fn bit(&self, beginning: u128) -> usize {
        let (low, high) = (beginning as u64, (beginning >> 64) as u64);
        let hash = low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (hash >> self.shift) as usize
    }

    /// The bytes of a text at which a word may begin.
    fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let begins = |at: usize, first: char| {
            let bytes = first_bytes(&text.as_bytes()[at..]);
            let is_alone = self.alone.as_ref().is_some_and(|alone| alone.has(first));
            KNOWN.into_iter().fold(is_alone, |begins, known| begins | self.has(head(bytes, known)))
        };
        let may_begin = |first: char| self.first.as_ref().is_none_or(|known| known.has(first));
        text.char_indices().filter(move |(at, first)| may_begin(*first) && begins(*at, *first)).map(|(at, _)| at)
    }
}

/// The first of some bytes, which no others are: zeros stand for the rest.
#[inline]
fn head(bytes: u128, known: usize) -> u128 {
    bytes & (u128::MAX >> (128 - 8 * known)) | (known as u128) << 120
}

/// The first sixteen bytes, with zeros where there are fewer.
#[inline]
fn first_bytes(bytes: &[u8]) -> u128 {
    let mut last = [0; 16];
    u128::from_le_bytes(*bytes.first_chunk().unwrap_or_else(|| {
        last[..bytes.len()].copy_from_slice(bytes);
        &last
    }))
}

/// Characters that a rule waits for: a bit for each of the first plane, where one of another plane stands for one here.
#[derive(Debug)]
pub struct Signs(Box<[u64]>);

impl Signs {
    /// The characters of `signs`.
    pub fn of(signs: impl Iterator<Item = char>) -> Signs {
        let mut bits = vec![0; (1 << 16) / 64].into_boxed_slice();
        signs.map(|sign| sign as u16).for_each(|sign| bits[usize::from(sign / 64)] |= 1 << (sign % 64));
        Signs(bits)
    }

    /// Every place where one of them stands, and which. Now and then another character is taken for one.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, char)> + 't {
        text.char_indices().filter(|(_, c)| self.has(*c))
    }

    /// Whether a character is one of them; now and then another is taken for one.
    #[inline]
    pub fn has(&self, c: char) -> bool {
        let sign = c as u16;
        self.0[usize::from(sign / 64)] >> (sign % 64) & 1 == 1
    }
}

/// Every byte at which one word stands. Most texts do not hold it, which is told sixteen bytes at once; to be led through
/// one for its places takes many times as long.
pub fn places_of<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    let held = text.contains(word).then_some(text);
    held.into_iter().flat_map(move |text| text.match_indices(word)).map(|(at, _)| at)
}

/// The bytes at which a text looks as `fits` wants, which is given each with the one behind it (zero at the end). Most
/// stretches hold none, and all of a stretch is asked at once if `fits` is without branches.
pub fn spots<'b>(bytes: &'b [u8], fits: impl Fn(u8, u8) -> bool + Copy + 'b) -> impl Iterator<Item = usize> + 'b {
    const STRETCH: usize = 32;
    let none = move |stretch: &[u8; STRETCH + 1]| {
        !(0..STRETCH).fold(false, |some, at| some | fits(stretch[at], stretch[at + 1]))
    };
    let (mut at, mut until) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            if at == until {
                while bytes[at..].first_chunk().is_some_and(none) {
                    at += STRETCH;
                }
                until = (at + STRETCH).min(bytes.len());
            }
            let here = *bytes.get(at)?;
            at += 1;
            if fits(here, bytes.get(at).copied().unwrap_or_default()) {
                return Some(at - 1);
            }
        }
    })
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
    fn words_of_one_character_are_found_to_the_end() {
        let needles = Needles::longest(&["住", "住址", "a"]);
        let found: Vec<_> = needles.places("a住址住").collect();
        assert_eq!(found, [(0..1, 2), (1..7, 1), (7..10, 0)]);
        assert!(needles.any("住") && !needles.any("主"));
    }

    proptest::proptest! {
        #[test]
        fn what_is_found_is_what_stands_there(words in proptest::collection::btree_set("[甲乙丙a𠮷]{1,4}", 1..40), text in "[甲乙丙a𠮷]{0,40}") {
            let words: Vec<String> = words.into_iter().collect();
            let within = Needles::each(&words).within(&text);
            for (at, word) in words.iter().enumerate() {
                proptest::prop_assert_eq!(within.has(at), text.contains(&**word));
            }
            proptest::prop_assert_eq!(Needles::each(&words).any(&text), words.iter().any(|word| text.contains(&**word)));
            let (mut from, mut found) = (0, Vec::new());
            for at in text.char_indices().map(|(at, _)| at) {
                let longest = words.iter().enumerate().filter(|(_, word)| text[at..].starts_with(&***word)).max_by_key(|(_, word)| word.len());
                if let Some((place, word)) = longest.filter(|_| at >= from) {
                    from = at + word.len();
                    found.push((at..from, place));
                }
            }
            proptest::prop_assert_eq!(Needles::longest(&words).places(&text).collect::<Vec<_>>(), found);
        }
    }

    #[test]
    fn spots_are_found_up_to_the_end() {
        let text = format!("{}7{}ab", "甲".repeat(40), "。".repeat(9));
        assert_eq!(spots(text.as_bytes(), |first, _| first.is_ascii_digit()).collect::<Vec<_>>(), [120]);
        let last = |first, second| (first == b'b') & (second == 0);
        assert_eq!(spots(text.as_bytes(), last).collect::<Vec<_>>(), [text.len() - 1]);
    }

    #[test]
    fn signs_are_found_on_every_plane() {
        let signs = Signs::of("x月。𠮷".chars());
        let text = "a月b。é𠮷𠮸日x";
        let found: Vec<_> = signs.places(text).filter(|(_, c)| "x月。𠮷".contains(*c)).collect();
        assert_eq!(found, [(1, '月'), (5, '。'), (10, '𠮷'), (21, 'x')]);
        assert!(signs.places("天地玄黄，宇宙洪荒").next().is_none());
    }

    #[test]
    fn the_longest_word_at_a_place_counts() {
        let needles = Needles::longest(&["上年", "上年度"]);
        assert_eq!(needles.places("上年度，上年").collect::<Vec<_>>(), [(0..9, 1), (12..18, 0)]);
    }
}
