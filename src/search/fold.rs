//! One folding of text for searching, on both sides: what a reader may type in its place folds to the same.
//!
//! Character by character, so that the folding of a part is a part of the folding: compatibility forms and accents
//! (NFKD without marks), case, traditional characters, the variants of brackets, quotes and dashes; white space is one
//! space between words that are written apart, and dropped beside Chinese and marks.
//! `themes/default/static/search-fold.js` does the same; both are held to `tests/cases/tokens.json`. [`crate::fold`] is another thing: it compares labels, and forgives more.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Traditional characters: a line holds the simplified one, then those that fold to it.
pub const VARIANTS: &str = include_str!("variants.txt");

/// A text folded.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_each(text, |c| out.push(c));
    out
}

/// Gives the characters of a folded text one by one.
pub fn fold_each(text: &str, mut give: impl FnMut(char)) {
    let direct = direct();
    let mut spacing = Spacing::default();
    for c in text.chars() {
        match direct.get(c as usize).copied().and_then(|to| char::from_u32(u32::from(to))) {
            Some(to) if to > '\0' => spacing.seen(to, &mut give),
            _ => slowly(c, |part| match part.is_whitespace() {
                true => spacing.gap = true,
                false => spacing.seen(part, &mut give),
            }),
        }
    }
}

/// White space becomes one space between words that are written apart, and nothing elsewhere.
#[derive(Default)]
struct Spacing {
    gap: bool,
    /// Whether the last character belongs to such words.
    apart: bool,
}

impl Spacing {
    fn seen(&mut self, c: char, give: &mut impl FnMut(char)) {
        let apart = is_apart(c);
        if std::mem::take(&mut self.gap) && apart && self.apart {
            give(' ');
        }
        self.apart = apart;
        give(c);
    }
}

/// Gives what any one character folds to, white space included.
fn slowly(c: char, mut push: impl FnMut(char)) {
    if is_invisible(c) {
        return;
    }
    for part in std::iter::once(c).nfkd().filter(|part| !is_combining_mark(*part)) {
        for small in part.to_lowercase().nfkd().filter(|small| !is_combining_mark(*small)) {
            push(kin(small));
        }
    }
}

/// What the characters of nearly all texts fold to, where that is one character that is seen: letters, digits, marks of
/// both widths, Chinese. Nothing (0) for all others.
fn direct() -> &'static [u16] {
    static TABLE: OnceLock<Box<[u16]>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![0; 0x1_0000].into_boxed_slice();
        let chinese = '\u{4e00}'..='\u{9fff}';
        chinese.for_each(|c| table[c as usize] = simplified(c) as u16);
        let marks = ('\0'..='\u{ff}')
            .chain('\u{2000}'..='\u{206f}')
            .chain('\u{3000}'..='\u{303f}')
            .chain('\u{ff00}'..='\u{ffef}');
        for c in marks {
            let mut folded = Vec::new();
            slowly(c, |part| folded.push(part));
            if let [to @ '!'..='\u{ffff}'] = folded[..]
                && !to.is_whitespace()
            {
                table[c as usize] = to as u16;
            }
        }
        table
    })
}

/// Whether a character belongs to words that are written apart.
fn is_apart(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{c0}'..'\u{2000}').contains(&c)
}

/// Characters that nobody sees or types.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{61c}'
        | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// One of each kind of brackets, quotes, dashes and dots.
fn kin(c: char) -> char {
    match c {
        '[' | '{' | '〔' | '【' | '〖' | '〘' | '〚' | '⟨' | '⦅' => '(',
        ']' | '}' | '〕' | '】' | '〗' | '〙' | '〛' | '⟩' | '⦆' => ')',
        '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '\'' | '「' | '」' | '『' | '』' | '〝' | '〞' | '〟' | '«'
        | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' | '⸺' => '-',
        '〇' | '○' | '◯' => '0',
        '‧' | '•' | '・' | '∙' | '⋅' => '·',
        '〜' | '∼' => '~',
        '〈' | '⟪' => '《',
        '〉' | '⟫' => '》',
        '⁄' => '/',
        c => simplified(c),
    }
}

/// The simplified form of a traditional character; any other as it is.
pub fn simplified(c: char) -> char {
    static TABLE: OnceLock<Box<[u16]>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = vec![0; 0x10000].into_boxed_slice();
        for line in VARIANTS.lines().filter(|line| !line.starts_with('#')) {
            let mut chars = line.chars().map(|c| c as u32);
            let to = chars.next().unwrap_or_default();
            chars.for_each(|from| table[from as usize] = to as u16);
        }
        table
    });
    match table.get(c as usize) {
        None | Some(0) => c,
        Some(to) => char::from_u32(u32::from(*to)).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_twice_is_folding_once_for_every_character() {
        for c in '\0'..=char::MAX {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{c:?} U+{:04X}", c as u32);
        }
    }

    #[test]
    fn spellings_of_one_thing_fold_alike() {
        let same = [
            ("国办函〔2020〕109号", "国办函[2020]109號"),
            ("国办函（２０２０）109号", "国办函【2020】 109号"),
            ("政府\n  信息 公开", "政府信息公开"),
            ("葉集區融媒體中心", "叶集区融媒体中心"),
            ("“五公开”", "「五公开」"),
            ("0564—6492562", "0564-6492562"),
            ("Café ＰＭ２．５", "cafe\u{301} pm2.5"),
            ("二〇二二年", "二○二二年"),
        ];
        for (one, other) in same {
            assert_eq!(fold(one), fold(other));
        }
        assert_eq!(fold(" a \n b 中 c\u{200b}d "), "a b中cd");
    }

    proptest::proptest! {
        #[test]
        fn the_folding_of_a_part_is_a_part_of_the_folding(text in "\\PC{0,40}", from in 0..40_usize, length in 0..40_usize) {
            let part: String = text.chars().skip(from).take(length).collect();
            proptest::prop_assert!(fold(&text).contains(&fold(&part)), "{:?} {:?}", fold(&text), fold(&part));
        }
    }
}
