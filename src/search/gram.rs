//! Folded text to grams: the short pieces by which documents are found.
//!
//! No dictionary: every character, every pair of neighbours; of letters and digits also threes and fours, and threes
//! over a mark (3.5, 0564-6492); threes with Chinese only where both their pairs are frequent, which is where pairs say
//! little; and for the year and number of a document number one gram, and one that also knows the character before.

/// Up to four UTF-16 units, the first in the highest bits: sorted as numbers they stand as the browser sorts strings.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gram(pub u64);

/// Begins the gram of a document number. No text has it: a private character, which texts give up (see [`unit()`]).
const DOCUMENT_NUMBER: u16 = 0xe000;
/// Year and number stand so much higher in it, or some would part lines and words where grams are listed.
const ABOVE_MARKS: u16 = 0x100;

impl Gram {
    pub fn of(units: &[u16]) -> Gram {
        Gram(units.iter().enumerate().fold(0, |gram, (at, unit)| gram | u64::from(*unit) << (48 - 16 * at)))
    }

    /// Its units, at least one.
    pub fn units(self) -> impl Iterator<Item = u16> {
        (0..4).map(move |at| (self.0 >> (48 - 16 * at)) as u16).take_while(|unit| *unit != 0)
    }

    /// The unit of a gram that has but one.
    #[inline]
    pub fn single(self) -> Option<u16> {
        (self.0 << 16 == 0).then_some((self.0 >> 48) as u16)
    }

    /// What it begins with and a smaller one does not.
    pub fn apart(self, smaller: Gram) -> Gram {
        Gram(self.0 & u64::MAX << (48 - 16 * self.shared(smaller)))
    }

    /// How many units it shares with another.
    pub fn shared(self, other: Gram) -> usize {
        (self.0 ^ other.0).leading_zeros() as usize / 16
    }
}

/// What decides whether a gram is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Two letters.
    Pair,
    /// Three letters, not all of them Latin or digits: wanted only where both its pairs are frequent.
    Three,
    /// Any other, which is always wanted.
    Other,
}

/// What a folded character is for the cutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A small Latin letter or a digit.
    Ascii,
    /// Chinese, and all other letters.
    Wide,
    /// A mark: no gram begins or ends with it.
    Mark,
    Space,
}

/// By ranges and not by Unicode's properties, which differ between versions of browsers.
pub fn class(c: char) -> Class {
    match c {
        // First, since nearly all text is Chinese.
        '\u{3400}'..='\u{9fff}' => Class::Wide,
        'a'..='z' | '0'..='9' => Class::Ascii,
        ' ' => Class::Space,
        '\0'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{2e7f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => {
            Class::Mark
        }
        '\u{3030}' | '\u{303d}'..='\u{303f}' | '\u{fe10}'..='\u{fe6f}' | '\u{ff00}'..='\u{ffff}' => Class::Mark,
        '\u{1f000}'..='\u{1faff}' => Class::Mark,
        _ => Class::Wide,
    }
}

/// One unit for one character: those beyond the first plane share the private area with each other. What that confuses
/// is told apart when the text is looked at.
pub fn unit(c: char) -> u16 {
    match c as u32 {
        code @ ..0xe000 => code as u16,
        code @ 0xf900..0x1_0000 => code as u16,
        code => (0xe100 + code % 0x1700) as u16,
    }
}

/// Cuts folded texts into grams, a character at a time; each gram is given as often as it stands there, a three
/// right after its second pair.
#[derive(Debug)]
pub struct Cutter {
    /// The last three characters, the newest first, with their classes.
    last: [(u16, Class); 3],
    number: Number,
}

impl Cutter {
    pub fn new() -> Cutter {
        Cutter { last: [(0, Class::Space); 3], number: Number::default() }
    }

    /// Takes the next character of a text and gives the grams that end with it.
    pub fn push(&mut self, c: char, mut give: impl FnMut(Gram, Shape)) {
        let (kind, own) = (class(c), unit(c));
        let [(a, kind_a), (b, kind_b), _] = self.last;
        if is_letter(kind) {
            give(Gram::of(&[own]), Shape::Other);
            if is_letter(kind_a) {
                give(Gram::of(&[a, own]), Shape::Pair);
                if is_letter(kind_b) && [kind, kind_a, kind_b] != [Class::Ascii; 3] {
                    give(Gram::of(&[b, a, own]), Shape::Three);
                }
            }
            if kind == Class::Ascii {
                over(own, self.last, &mut give);
            }
        } else if c == '%' && kind_a == Class::Ascii {
            give(Gram::of(&[a, own]), Shape::Other);
        }
        self.last = [(own, kind), self.last[0], self.last[1]];
        if let Some((year, number)) = self.number.push(c, is_letter(kind_a).then_some(a)) {
            let whole = [DOCUMENT_NUMBER, year + ABOVE_MARKS, number + ABOVE_MARKS];
            give(Gram::of(&whole), Shape::Other);
            if let Some(before) = self.number.before {
                give(Gram::of(&[whole[0], whole[1], whole[2], before]), Shape::Other);
            }
        }
    }
}

/// Every gram of a folded text but the threes that are wanted only sometimes.
pub fn cut(text: &str, mut give: impl FnMut(Gram)) {
    let mut cutter = Cutter::new();
    text.chars().for_each(|c| {
        cutter.push(c, |gram, shape| {
            if shape != Shape::Three {
                give(gram);
            }
        });
    });
}

/// The threes and fours that end with a letter or digit: of its own kind, or over one mark.
fn over(own: u16, [(a, kind_a), (b, kind_b), (d, kind_d)]: [(u16, Class); 3], give: &mut impl FnMut(Gram, Shape)) {
    use Class::{Ascii, Mark};
    match (kind_d, kind_b, kind_a) {
        (Ascii, Ascii, Ascii | Mark) | (Ascii, Mark, Ascii) => give(Gram::of(&[d, b, a, own]), Shape::Other),
        _ => {}
    }
    if kind_b == Ascii && matches!(kind_a, Ascii | Mark) {
        give(Gram::of(&[b, a, own]), Shape::Other);
    }
}

fn is_letter(kind: Class) -> bool {
    matches!(kind, Class::Ascii | Class::Wide)
}

/// Waits for `(2020)109号`, which is one gram. Only whole ones: a query that breaks off within the number must not ask
/// for it.
#[derive(Debug, Default)]
struct Number {
    /// How much of it there was: 0 nothing, then the bracket, four digits, the other bracket, digits.
    stage: u8,
    year: u16,
    number: u16,
    /// The letter before it.
    before: Option<u16>,
}

impl Number {
    const DIGITS: u8 = 6;

    /// Year and number, if this character is the last of one; `before` is the letter before this character.
    fn push(&mut self, c: char, before: Option<u16>) -> Option<(u16, u16)> {
        if c == '(' {
            *self = Number { stage: 1, year: 0, number: 0, before };
        } else if self.stage > 0 {
            self.stage = match (self.stage, c.to_digit(10)) {
                (1..=4, Some(digit)) => {
                    self.year = self.year * 10 + digit as u16;
                    self.stage + 1
                }
                (5, None) if c == ')' => Number::DIGITS,
                (Number::DIGITS, Some(digit)) => {
                    self.number = self.number.saturating_mul(10).saturating_add(digit as u16);
                    Number::DIGITS
                }
                (Number::DIGITS, None) if c == '号' && self.year > 0 && (1..0x8000).contains(&self.number) => {
                    self.stage = 0;
                    return Some((self.year, self.number));
                }
                _ => 0,
            };
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::search::fold::fold;

    fn grams(text: &str) -> BTreeSet<Gram> {
        let mut found = BTreeSet::new();
        let mut cutter = Cutter::new();
        text.chars().for_each(|c| {
            cutter.push(c, |gram, _| {
                found.insert(gram);
            });
        });
        found
    }

    /// Texts of offices, and of everything.
    const TEXT: &str =
        "([国办函号政府信息公开一二年月日电话为]|[0-9]{1,5}|[a-zA-Z]{1,4}|[〔〕（）()、。，\\-—./%:： \\n]|\\PC){0,60}";

    proptest::proptest! {
        #[test]
        fn whatever_stands_in_a_text_has_only_grams_of_it(text in TEXT, from in 0..60_usize, length in 1..30_usize) {
            let part: String = text.chars().skip(from).take(length).collect();
            let (all, own) = (grams(&fold(&text)), grams(&fold(&part)));
            proptest::prop_assert!(own.is_subset(&all), "{:?}", own.difference(&all).collect::<Vec<_>>());
        }
    }

    #[test]
    fn threes_and_pairs_are_told_from_others() {
        let text = |wanted: Shape| {
            let (mut found, mut cutter) = (BTreeSet::new(), Cutter::new());
            "政府信息a1·2%政府(2020)300号，2条3".chars().for_each(|c| {
                cutter.push(c, |gram, shape| {
                    if shape == wanted {
                        found.insert(gram);
                    }
                });
            });
            let text = |gram: Gram| String::from_utf16_lossy(&gram.units().collect::<Vec<_>>());
            found.into_iter().map(text).collect::<Vec<_>>()
        };
        assert_eq!(text(Shape::Three), ["00号", "2条3", "信息a", "府信息", "息a1", "政府信"]);
        let pairs = ["00", "02", "0号", "20", "2条", "30", "a1", "信息", "府信", "息a", "政府", "条3"];
        assert_eq!(text(Shape::Pair), pairs);
    }

    #[test]
    fn a_whole_document_number_is_one_gram() {
        let number = |year: u16, number: u16| Gram::of(&[DOCUMENT_NUMBER, year + ABOVE_MARKS, number + ABOVE_MARKS]);
        let of = |year, count, office: char| Gram(number(year, count).0 | u64::from(unit(office)));
        let has = |text: &str, gram| grams(text).contains(&gram);
        assert!(has("国办函((2020)0109号", number(2020, 109)));
        assert!(has("(2020)1号(2021)32767号", number(2021, 32767)));
        assert!(has("国办函(2020)109号", of(2020, 109, '函')) && has("国办函(2020)109号", number(2020, 109)));
        assert!(!has("国办函((2020)109号", of(2020, 109, '函')));
        for text in [
            "(2020)109",
            "(2020)号",
            "(202)109号",
            "(2020)32768号",
            "(2020)99999999号",
            "(0000)1号",
            "(2020 )1号",
            "(20201)1号",
        ] {
            assert!(grams(text).iter().all(|gram| gram.units().next() != Some(DOCUMENT_NUMBER)), "{text}");
        }
    }

    #[test]
    fn a_gram_gives_its_units_back_and_sorts_as_they_do() {
        let units: [&[u16]; 4] = [&[0x4e00], &[0x4e00, 0x31], &[0x4e00, 0x31, 0x32, 0x33], &[0x4e01]];
        assert!(units.windows(2).all(|two| Gram::of(two[0]) < Gram::of(two[1])));
        let shared = |at: usize| Gram::of(units[at + 1]).shared(Gram::of(units[at]));
        assert_eq!([shared(0), shared(1), shared(2)], [1, 2, 0]);
        assert_eq!(Gram::of(units[2]).apart(Gram::of(units[0])), Gram::of(units[1]));
        assert_eq!(Gram::of(units[3]).apart(Gram::of(units[2])), Gram::of(units[3]));
        units.iter().for_each(|units| assert_eq!(Gram::of(units).units().collect::<Vec<_>>(), *units));
    }
}
