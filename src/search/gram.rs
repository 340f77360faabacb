//! Folded text to grams: the short pieces by which documents are found.
//!
//! No dictionary: every character, every pair of neighbours; of letters and digits also threes and fours, and threes
//! over a mark (3.5, 0564-6492); of Chinese threes only where both their pairs are frequent, which is where pairs say
//! little; and one gram for the year and number of a document number.

/// Up to four UTF-16 units, the first in the highest bits: sorted as numbers they stand as the browser sorts strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gram(pub u64);

/// Begins the gram of a document number. No text has it: a private character, which texts give up (see [`unit()`]).
const DOCUMENT_NUMBER: u16 = 0xe000;

impl Gram {
    pub fn of(units: &[u16]) -> Gram {
        Gram(units.iter().enumerate().fold(0, |gram, (at, unit)| gram | u64::from(*unit) << (48 - 16 * at)))
    }

    /// Its units, at least one.
    pub fn units(self) -> impl Iterator<Item = u16> {
        (0..4).map(move |at| (self.0 >> (48 - 16 * at)) as u16).take_while(|unit| *unit != 0)
    }
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

/// The pairs that are frequent, sorted: threes are cut where both pairs are among them.
pub type Frequent = Vec<u32>;

pub fn pair(a: u16, b: u16) -> u32 {
    u32::from(a) << 16 | u32::from(b)
}

/// Every gram of a folded text, each as often as it stands there.
pub fn cut(text: &str, frequent: &Frequent, mut give: impl FnMut(Gram)) {
    // The last three characters, the newest first, with their classes.
    let mut last = [(0_u16, Class::Space); 3];
    let mut was_frequent = false;
    for c in text.chars() {
        let (kind, own) = (class(c), unit(c));
        let [(a, kind_a), (b, _), _] = last;
        let mut is_frequent = false;
        if is_letter(kind) {
            give(Gram::of(&[own]));
            if is_letter(kind_a) {
                give(Gram::of(&[a, own]));
                if kind == Class::Wide && kind_a == Class::Wide && !frequent.is_empty() {
                    is_frequent = frequent.binary_search(&pair(a, own)).is_ok();
                    if is_frequent && was_frequent {
                        give(Gram::of(&[b, a, own]));
                    }
                }
            }
            if kind == Class::Ascii {
                over(own, last, &mut give);
            }
        } else if c == '%' && kind_a == Class::Ascii {
            give(Gram::of(&[a, own]));
        }
        was_frequent = is_frequent;
        last = [(own, kind), last[0], last[1]];
    }
    document_numbers(text, give);
}

/// The threes and fours that end with a letter or digit: of its own kind, or over one mark.
fn over(own: u16, [(a, kind_a), (b, kind_b), (d, kind_d)]: [(u16, Class); 3], give: &mut impl FnMut(Gram)) {
    use Class::{Ascii, Mark};
    match (kind_d, kind_b, kind_a) {
        (Ascii, Ascii, Ascii | Mark) | (Ascii, Mark, Ascii) => give(Gram::of(&[d, b, a, own])),
        _ => {}
    }
    if kind_b == Ascii && matches!(kind_a, Ascii | Mark) {
        give(Gram::of(&[b, a, own]));
    }
}

fn is_letter(kind: Class) -> bool {
    matches!(kind, Class::Ascii | Class::Wide)
}

/// `(2020)109号` as one gram. Only whole ones: a query that breaks off within the number must not ask for it.
fn document_numbers(text: &str, mut give: impl FnMut(Gram)) {
    for (at, _) in text.match_indices('(') {
        let Some((year, rest)) = text[at + 1..].split_at_checked(4) else { continue };
        let Some(rest) = rest.strip_prefix(')') else { continue };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !rest[digits..].starts_with('号') || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if let (Ok(year @ 1..), Ok(number @ 1..0x8000)) = (year.parse(), rest[..digits].parse()) {
            give(Gram::of(&[DOCUMENT_NUMBER, year, number]));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::search::fold::fold;

    fn grams(text: &str, frequent: &Frequent) -> BTreeSet<Gram> {
        let mut found = BTreeSet::new();
        cut(text, frequent, |gram| {
            found.insert(gram);
        });
        found
    }

    /// Texts of offices, and of everything.
    const TEXT: &str =
        "([国办函号政府信息公开一二年月日电话为]|[0-9]{1,5}|[a-zA-Z]{1,4}|[〔〕（）()、。，\\-—./%:： \\n]|\\PC){0,60}";

    proptest::proptest! {
        #[test]
        fn whatever_stands_in_a_text_has_only_grams_of_it(text in TEXT, from in 0..60_usize, length in 1..30_usize) {
            let pairs: Frequent = {
                let units: Vec<u16> = fold("政府信息公开国办函").chars().map(unit).collect();
                let mut pairs: Frequent = units.windows(2).map(|two| pair(two[0], two[1])).collect();
                pairs.sort_unstable();
                pairs
            };
            let part: String = text.chars().skip(from).take(length).collect();
            let (all, own) = (grams(&fold(&text), &pairs), grams(&fold(&part), &pairs));
            proptest::prop_assert!(own.is_subset(&all), "{:?}", own.difference(&all).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_gram_gives_its_units_back_and_sorts_as_they_do() {
        let units: [&[u16]; 4] = [&[0x4e00], &[0x4e00, 0x31], &[0x4e00, 0x31, 0x32, 0x33], &[0x4e01]];
        assert!(units.windows(2).all(|two| Gram::of(two[0]) < Gram::of(two[1])));
        units.iter().for_each(|units| assert_eq!(Gram::of(units).units().collect::<Vec<_>>(), *units));
    }
}
