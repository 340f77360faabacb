//! Telephones of homes that stand on a table, which no other number shows: 家中电话0564-6492562.

use std::sync::LazyLock;

use crate::needles::Needles;

use super::{Found, Kind};

/// Numbers with the code of their area, behind a word for that of a home.
pub fn of_homes(text: &str, out: &mut Vec<Found>) {
    static CALLED: LazyLock<Needles> = LazyLock::new(|| {
        Needles::longest(&["家中电话", "家庭电话", "家里电话", "住宅电话", "家庭座机", "家中座机", "住宅座机"])
    });
    // Hardly any text tells of one.
    if !["家中", "家庭", "家里", "住宅"].iter().any(|home| text.contains(home)) {
        return;
    }
    for (word, _) in CALLED.places(text) {
        let rest = &text[word.end..];
        let number = rest.trim_start_matches(['：', ':', '为', '是', ' ', '*', '（', '(']);
        let start = text.len() - number.len();
        let run = &number[..number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').len()];
        let digits = run.replace('-', "");
        let is_whole = number[run.len()..].chars().next().is_none_or(|c| !c.is_ascii_alphanumeric() && c != '*');
        if digits.starts_with('0') && matches!(digits.len(), 11 | 12) && is_whole {
            let masked = format!("{}****{}", &digits[..4], &digits[digits.len() - 2..]);
            let end = start + run.len();
            out.push(Found { kind: Kind::Mobile, start, end, value: digits, masked, beside: None });
        }
    }
}
