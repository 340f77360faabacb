//! What a row of digits may be by its length and its arithmetic, before its surroundings are asked.

use crate::model::Date;

use super::super::{Kind, number};
use super::NUMBER;

/// A number that its arithmetic lets pass, to be judged by what stands around it.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'d> {
    pub kind: Kind,
    pub digits: &'d [u8],
    pub start: usize,
    pub end: usize,
    /// Whether its arithmetic tells it; else it only has the length and the head of such a number.
    pub is_sure: bool,
    /// Whether it is written as such numbers are (in one piece, 138 0013 8000); else only a label can make it sure.
    pub usual: bool,
    /// Whether it falls into groups that only a hand makes: a name before it can tell it.
    pub by_hand: bool,
    /// Whether it goes over cells of a table or over a line break.
    pub torn: bool,
    /// Whether it goes on a row of short figures: 2022 138 1234 5678.
    pub in_row: bool,
}

impl Candidate<'_> {
    /// Whether a mark hides the last digit, which the others tell: 11010519491231002*.
    pub fn is_masked_at_the_end(&self, text: &str) -> bool {
        text[..self.end].ends_with(['*', '＊', '×'])
    }

    /// Whether none of its digits is missing.
    pub fn is_whole(&self) -> bool {
        !(self.kind == Kind::Identity && self.digits.len() < 18)
    }

    /// The year that an identity number holds.
    pub fn born(&self) -> u16 {
        self.digits[6..10].iter().fold(0, |year, digit| year * 10 + u16::from(digit.saturating_sub(b'0').min(9)))
    }
}

/// What digits may be, the likelier first, and whether their arithmetic tells it.
pub fn kinds_of(digits: &[u8], latest: Option<Date>) -> [Option<(Kind, bool)>; 2] {
    let plain = digits.iter().all(u8::is_ascii_digit);
    let sure = match digits.len() {
        18 if number::is_identity(digits, latest) => Some(Kind::Identity),
        20 if number::is_disability_certificate(digits, latest) => Some(Kind::Identity),
        15 if plain && number::is_old_identity(digits) => Some(Kind::OldIdentity),
        11 if plain && number::is_mobile(digits) => Some(Kind::Mobile),
        13 if plain && digits.starts_with(b"86") && number::is_mobile(&digits[2..]) => Some(Kind::Mobile),
        12 if plain && number::has_trunk(digits) => Some(Kind::Mobile),
        15 if plain && digits.starts_with(b"0086") && number::is_mobile(&digits[4..]) => Some(Kind::Mobile),
        16..=19 if plain && number::is_card(digits) => Some(Kind::Card),
        _ => None,
    };
    let like = match digits.len() {
        18 if sure != Some(Kind::Identity) && number::is_like_identity(digits, latest) => Some(Kind::Identity),
        17 if number::is_cut_identity(digits, latest) => Some(Kind::Identity),
        20 if number::is_like_identity(&digits[..18], latest) && digits[18..].iter().all(u8::is_ascii_digit) => {
            Some(Kind::Identity).filter(|kind| sure != Some(*kind))
        }
        12..=NUMBER if plain && (sure.is_none() || digits.len() == 12) => Some(Kind::Card),
        _ => None,
    };
    [sure.map(|kind| (kind, true)), like.map(|kind| (kind, false))]
}
