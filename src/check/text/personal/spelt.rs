//! Digits that are no figures: 一三八零零, 壹叁捌零零, ①③⑧⓪⓪.

use std::ops::Range;
use std::sync::LazyLock;

/// Every numeral that [`digit`] knows.
const IDEOGRAPHS: &str = "零〇○一壹幺二贰貳三叁參四肆五伍六陆陸七柒八捌九玖";

/// Signs of one to nine each, which Unicode has one behind the other.
const ONE_TO_NINE: [char; 9] = ['①', '⑴', '⒈', '❶', '➀', '➊', '⓵', '㈠', '㊀'];

/// Signs of nought to nine each.
const NOUGHT_TO_NINE: [char; 9] = ['₀', '٠', '۰', '𝟎', '𝟘', '𝟢', '𝟬', '𝟶', '🯰'];

/// Noughts that stand elsewhere than the other nine.
const NOUGHTS: [char; 5] = ['⓪', '⓿', '🄋', '🄌', '🄀'];

/// The shortest number of a person has so many digits.
const SHORTEST: usize = 11;

/// The digit that one character is read as, other than a figure.
pub fn digit(c: char) -> Option<u8> {
    let behind = |first: char, most: u32| (c as u32).checked_sub(first as u32).filter(|at| *at < most);
    let value = match c {
        '\0'..='\u{7f}' => None,
        '零' | '〇' | '○' => Some(0),
        '一' | '壹' | '幺' => Some(1),
        '二' | '贰' | '貳' => Some(2),
        '三' | '叁' | '參' => Some(3),
        '四' | '肆' => Some(4),
        '五' | '伍' => Some(5),
        '六' | '陆' | '陸' => Some(6),
        '七' | '柒' => Some(7),
        '八' | '捌' => Some(8),
        '九' | '玖' => Some(9),
        // Most other characters, and marks.
        '\u{3000}'..='\u{31ff}' | '\u{3400}'..='\u{fffd}' => None,
        '⁰' | '⁴'..='⁹' => behind('⁰', 10),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        _ if NOUGHTS.contains(&c) => Some(0),
        _ => ONE_TO_NINE
            .iter()
            .find_map(|one| behind(*one, 9).map(|at| at + 1))
            .or_else(|| NOUGHT_TO_NINE.iter().find_map(|nought| behind(*nought, 10))),
    };
    value.map(|value| b'0' + value as u8)
}

/// Whether digits may go on behind a character: spaces, hyphens, and what is not seen.
fn is_joint(c: char) -> bool {
    match c {
        '-' | '‐' | '‑' | '–' | '—' | '－' | '·' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {
            true
        }
        c => c.is_whitespace() && c != '\n',
    }
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Whether a character may stand in such a number.
fn is_of_run(c: char) -> bool {
    is_figure(c) || is_joint(c) || digit(c).is_some()
}

/// Whether the character that bytes begin with may stand in such a number, by its last two bytes; most are told by them.
fn may_be_of_run(bytes: &[u8]) -> bool {
    static ENDS: LazyLock<Vec<bool>> = LazyLock::new(|| {
        let mut ends = vec![false; 1 << 12];
        let three_bytes = ('\u{2000}'..'\u{3300}').chain(IDEOGRAPHS.chars()).chain('\u{ff00}'..='\u{ffef}');
        for c in three_bytes.filter(|c| is_of_run(*c)) {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes);
            ends[place(bytes[1], bytes[2])] = true;
        }
        ends
    });
    fn place(second: u8, third: u8) -> usize {
        usize::from(second & 0x3f) << 6 | usize::from(third & 0x3f)
    }
    match bytes {
        [0xe0..=0xef, second, third, ..] => ENDS[place(*second, *third)],
        [first, ..] => *first >= 0x80,
        [] => false,
    }
}

/// Stretches with so many digits as a number has, some of which are no figures.
#[derive(Debug, Default)]
pub struct Runs {
    pub found: Vec<Range<usize>>,
    /// Where the last stretch that was looked at ends.
    end: usize,
}

impl Runs {
    /// Looks at what stands between two figures, whose digits may go on there: 138零零138零零零.
    pub fn beside(&mut self, text: &str, gap: Range<usize>) {
        if gap.is_empty() {
            return;
        }
        for at in [gap.start, text.floor_char_boundary(gap.end - 1)] {
            if text[at..].starts_with(|c| digit(c).is_some()) {
                self.look(text, at);
            }
        }
    }

    /// Looks for numbers without any figure, whose digits take three bytes each.
    ///
    /// None can pass between two of the characters that are looked at: most of a text is never read.
    pub fn all(&mut self, text: &str) {
        let mixed = std::mem::take(&mut self.found);
        self.end = 0;
        let step = SHORTEST * "一".len() - "一".len() + 1;
        for at in (step - 1..text.len()).step_by(step) {
            // A figure is known to `beside`; behind a space or a hyphen there is a digit.
            let joints = text.as_bytes()[at..].iter().take_while(|byte| matches!(byte, b' ' | b'-')).count();
            let here = text.floor_char_boundary((at + joints).min(text.len()));
            if may_be_of_run(&text.as_bytes()[here..]) && here >= self.end && text[here..].starts_with(is_of_run) {
                self.look(text, here);
            }
        }
        self.found.extend(mixed);
        self.found.sort_by_key(|run| run.start);
        self.found.dedup();
    }

    /// Takes the stretch around a byte if it has so many digits.
    fn look(&mut self, text: &str, at: usize) {
        if at < self.end {
            return;
        }
        let start = text[self.end..at].trim_end_matches(is_of_run).len() + self.end;
        self.end = text.len() - text[at..].trim_start_matches(is_of_run).len();
        let run = &text[start..self.end];
        let (mut digits, mut spelt) = (0, 0);
        for c in run.chars() {
            let is_spelt = digit(c).is_some();
            digits += usize::from(is_spelt || is_figure(c));
            spelt += usize::from(is_spelt);
        }
        if digits >= SHORTEST && spelt > 1 {
            self.found.push(start..self.end);
        }
    }
}

/// Whether more than the mark of a list is spelt: ①13800138000 is none.
pub fn is_spelt(written: &str) -> bool {
    written.chars().filter(|c| digit(*c).is_some()).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_has_its_value() {
        for digits in
            ["零一二三四五六七八九", "○壹贰叁肆伍陆柒捌玖", "⓪①②③④⑤⑥⑦⑧⑨", "⁰¹²³⁴⁵⁶⁷⁸⁹", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "🄌➊➋➌➍➎➏➐➑➒"]
        {
            let read: Vec<u8> = digits.chars().filter_map(digit).collect();
            assert_eq!(read, b"0123456789", "{digits}");
        }
        assert!("十百千万两⑩1１a年".chars().all(|c| digit(c).is_none()));
    }

    fn runs(text: &str) -> Vec<Range<usize>> {
        let mut runs = Runs::default();
        for (at, c) in text.char_indices().filter(|(_, c)| is_figure(*c)) {
            runs.beside(text, at + c.len_utf8()..text.len());
        }
        runs.all(text);
        runs.found
    }

    #[test]
    fn runs_are_found_wherever_they_stand() {
        for head in 0..40 {
            for number in ["一三八零零一三八零零零", "①③⑧ ⓪⓪①③ ⑧⓪⓪⓪", "138零0138零00"]
            {
                let text = format!("{}，{number}。", "甲a".repeat(head));
                let place = 4 * head + "，".len();
                let run = place..place + number.len();
                assert_eq!(runs(&text), std::slice::from_ref(&run), "{text}");
            }
        }
        for text in ["二〇二三年一二三四五六七八九十", "一、二、三、四、五、六、七、八、九、一、三、", "13800138000"]
        {
            assert!(runs(text).is_empty(), "{text}");
        }
    }
}
