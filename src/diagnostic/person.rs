//! Numbers of persons by their shape alone. Findings mask what they found; these are masked wherever a finding is
//! written, since nobody looks for persons in the name of a sheet, the target of a link or the name of a refused file.

use std::ops::Range;

/// The check digit of a resident's number (GB 11643, ISO 7064, mod 11-2). `digits` are 18, of which the last may be `X`.
pub fn has_check_digit(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    b"10X98765432"[(sum % 11) as usize] == digits[17].to_ascii_uppercase()
}

/// Where numbers of residents and of mobile telephones stand in a text, in its order.
pub fn numbers(text: &str) -> Vec<Range<usize>> {
    let (mut out, mut row) = (Vec::new(), Row::default());
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let digit = digit(c).filter(|digit| *digit != b'X' || row.digits.len() >= IDENTITY - 1);
        let next_is_digit = chars.peek().is_some_and(|(_, next)| self::digit(*next).is_some());
        match digit {
            Some(digit) => row.push(digit, at..at + c.len_utf8()),
            None if !row.is_open && matches!(c, ' ' | '-' | '\u{a0}') && next_is_digit => row.is_open = true,
            None => row.judge(&mut out),
        }
    }
    row.judge(&mut out);
    out
}

const IDENTITY: usize = 18;
const MOBILE: usize = 11;

/// Digits, also wide ones; `X` may end a resident's number.
fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8),
        '０'..='９' => Some((c as u32 - '０' as u32) as u8 + b'0'),
        'x' | 'X' | 'ｘ' | 'Ｘ' => Some(b'X'),
        _ => None,
    }
}

/// Digits in a row, in groups with one space or hyphen between.
#[derive(Default)]
struct Row {
    digits: Vec<u8>,
    places: Vec<Range<usize>>,
    /// Where each group begins.
    groups: Vec<usize>,
    /// Whether the next digit begins a group.
    is_open: bool,
}

impl Row {
    fn push(&mut self, digit: u8, place: Range<usize>) {
        if self.is_open || self.digits.is_empty() {
            self.groups.push(self.digits.len());
            self.is_open = false;
        }
        self.digits.push(digit);
        self.places.push(place);
    }

    /// Looks for the longest number that begins with each group, and forgets the row.
    fn judge(&mut self, out: &mut Vec<Range<usize>>) {
        let Row { digits, places, mut groups, .. } = std::mem::take(self);
        groups.push(digits.len());
        let mut first = 0;
        while first + 1 < groups.len() {
            let from = groups[first];
            let ends = (first + 1..groups.len()).take_while(|end| groups[*end] - from <= IDENTITY);
            let whole = ends.filter(|end| is_number(&digits[from..groups[*end]], &groups[first..=*end])).last();
            match whole {
                Some(end) => {
                    out.push(places[from].start..places[groups[end] - 1].end);
                    first = end;
                }
                None => first += 1,
            }
        }
    }
}

/// Whether digits in such groups are one number of a person.
fn is_number(digits: &[u8], groups: &[usize]) -> bool {
    let lengths: Vec<usize> = groups.windows(2).map(|pair| pair[1] - pair[0]).collect();
    match digits.len() {
        IDENTITY => is_identity(digits),
        MOBILE => is_mobile(digits) && matches!(lengths[..], [11] | [3, 4, 4] | [3, 8] | [7, 4]),
        13 => {
            digits.starts_with(b"86") && is_mobile(&digits[2..]) && matches!(lengths[..], [13] | [2, 11] | [2, 3, 4, 4])
        }
        _ => false,
    }
}

fn is_mobile(digits: &[u8]) -> bool {
    digits[0] == b'1' && (b'3'..=b'9').contains(&digits[1]) && digits.iter().all(u8::is_ascii_digit)
}

/// The day tells it from the code of an office, which may pass the check digit too.
fn is_identity(digits: &[u8]) -> bool {
    let pair = |at: usize| digits[at].wrapping_sub(b'0') * 10 + digits[at + 1].wrapping_sub(b'0');
    digits[..IDENTITY - 1].iter().all(u8::is_ascii_digit)
        && (18..=20).contains(&pair(6))
        && (1..=12).contains(&pair(10))
        && (1..=31).contains(&pair(12))
        && has_check_digit(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        numbers(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn numbers_of_persons_are_found_however_they_are_spaced() {
        assert_eq!(found("a_13812345678.txt"), ["13812345678"]);
        assert_eq!(found("名单11010519491231002X!B2"), ["11010519491231002X"]);
        assert_eq!(found("（１３８１２３４５６７８）"), ["１３８１２３４５６７８"]);
        assert_eq!(found("110105 19491231 002x 138-1234-5678"), ["110105 19491231 002x", "138-1234-5678"]);
        assert_eq!(found("+86 138 1234 5678、8613812345678"), ["86 138 1234 5678", "8613812345678"]);
        assert_eq!(found("13812345678 13912345678"), ["13812345678", "13912345678"]);
    }

    #[test]
    fn other_numbers_are_left() {
        for text in [
            "20240120123456.pdf",
            "0551-12345678",
            "110105194912310021",
            "1999-01-01 123",
            "138****5678",
            "12345678901",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found("x".repeat(40).as_str()), [""; 0]);
    }
}
