//! Numbers that stand one behind the other with nothing between them, as where the cells of a table ran together.

use std::ops::Range;

use crate::model::Date;

use super::Kind;
use super::number::{begins_as_year, is_card, is_identity, is_mobile};

/// One number of such a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub kind: Kind,
    pub digits: Range<usize>,
    /// Whether only a label tells it: that nothing is left over says nothing of telephones.
    pub needs_label: bool,
}

/// A run shorter than this is one number.
pub const SHORTEST: usize = 18;

const IDENTITY: usize = 18;
const MOBILE: usize = 11;

/// A certificate of a physician: the year, the kind, and the number of the resident.
const CERTIFICATE: usize = 9;

/// The numbers that use up a run.
pub fn parts(digits: &[u8], latest: Option<Date>) -> Vec<Part> {
    let length = digits.len();
    let part = |kind, digits, needs_label| Part { kind, digits, needs_label };
    if length > IDENTITY && is_identity(&digits[..IDENTITY], latest) {
        let rest = &digits[IDENTITY..];
        let kind = match rest.len() {
            MOBILE if is_mobile(rest) => Some(Kind::Mobile),
            IDENTITY if is_identity(rest, latest) => Some(Kind::Identity),
            _ => Some(Kind::Card).filter(|_| is_card(rest)),
        };
        if let Some(kind) = kind {
            return vec![part(Kind::Identity, 0..IDENTITY, false), part(kind, IDENTITY..length, false)];
        }
    }
    if length == MOBILE + IDENTITY && is_mobile(&digits[..MOBILE]) && is_identity(&digits[MOBILE..], latest) {
        return vec![part(Kind::Mobile, 0..MOBILE, false), part(Kind::Identity, MOBILE..length, false)];
    }
    if length == CERTIFICATE + IDENTITY && begins_as_year(digits) && is_identity(&digits[CERTIFICATE..], latest) {
        return vec![part(Kind::Identity, CERTIFICATE..length, false)];
    }
    let Some(head) = length.checked_sub(MOBILE).filter(|head| is_mobile(&digits[*head..])) else { return Vec::new() };
    let last = |needs_label| part(Kind::Mobile, head..length, needs_label);
    match head {
        IDENTITY => Vec::new(),
        MOBILE if is_mobile(&digits[..head]) => vec![part(Kind::Mobile, 0..head, true), last(true)],
        // A land line, with its area code or without.
        7 | 8 if (b'2'..=b'8').contains(&digits[0]) && !begins_as_year(digits) => vec![last(true)],
        10..=12 if digits[0] == b'0' => vec![last(true)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_fall_into_numbers_that_use_them_up() {
        let kinds = |digits: &str| -> Vec<(Kind, usize, bool)> {
            parts(digits.as_bytes(), None)
                .into_iter()
                .map(|one| (one.kind, one.digits.start, one.needs_label))
                .collect()
        };
        assert_eq!(kinds("11010519491231002X13800138000"), [(Kind::Identity, 0, false), (Kind::Mobile, 18, false)]);
        assert_eq!(kinds("11010519491231002X11010519491231002X")[1], (Kind::Identity, 18, false));
        assert_eq!(kinds("11010519491231002X6222020000001237")[1], (Kind::Card, 18, false));
        assert_eq!(kinds("1380013800011010519491231002X")[1], (Kind::Identity, 11, false));
        assert_eq!(kinds("20093411011010519491231002X"), [(Kind::Identity, 9, false)]);
        assert_eq!(kinds("1380013800113800138002"), [(Kind::Mobile, 0, true), (Kind::Mobile, 11, true)]);
        assert_eq!(kinds("649812313800138000"), [(Kind::Mobile, 7, true)]);
        assert_eq!(kinds("0564649812313800138000"), [(Kind::Mobile, 11, true)]);
        for none in ["2022031513800138000", "11010519491231002X1", "110105194912310031", "1380013800012345678"] {
            assert!(kinds(none).is_empty(), "{none}");
        }
    }
}
