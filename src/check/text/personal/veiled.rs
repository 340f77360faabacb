//! Telephones that anybody reads who is told that they are some: a mark hides the last digit alone, so that ten others are
//! soon tried, or a letter stands for a digit.

use crate::needles::spots;

use super::table::Tables;
use super::{Found, Kind, label, number};

/// How many digits are shown.
const SHOWN: usize = 10;

/// The digits of a mobile number.
const WHOLE: usize = SHOWN + 1;

/// Mobile numbers behind a word for one, all of whose digits are shown but the last: 手机1380013800*.
pub fn telephones(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    // The first bytes of what stands behind the last digit: a mark, or a stroke that makes it one.
    let is_before_mark = |here: u8, next: u8| {
        here.is_ascii_digit() & ((next == b'*') | (next == b'\\') | (next == 0xef) | (next == 0xc3))
    };
    for spot in spots(text.as_bytes(), is_before_mark) {
        let (head, behind) = text.split_at(spot + 1);
        let behind = behind.strip_prefix('\\').unwrap_or(behind);
        let Some(mark) = behind.chars().next().filter(|c| matches!(c, '*' | '＊' | '×')) else { continue };
        let start = head.len() - head.bytes().rev().take(SHOWN + 1).take_while(u8::is_ascii_digit).count();
        let digits = &head[start..];
        let is_mobile = digits.len() == SHOWN && digits.starts_with('1') && !digits[1..].starts_with(['0', '1', '2']);
        if !is_mobile {
            continue;
        }
        let is_part =
            |c: char| c.is_alphanumeric() && c.is_ascii() || matches!(c, '*' | '＊' | '×' | '\\' | '-' | '_' | '.');
        let end = text.len() - behind.len() + mark.len_utf8();
        if head[..start].ends_with(is_part) || text[end..].starts_with(is_part) {
            continue;
        }
        if is_called_a_telephone(text, tables, start) {
            out.push(Found::number(Kind::Mobile, start, end, format!("{digits}*")));
        }
    }
}

/// Numbers with letters for noughts and ones, as they are typed by a slip or to be hidden from programs: 138OO138000.
pub fn mistyped(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    /// A resident's number.
    const LONGEST: usize = 18;
    const LETTERS: [char; 4] = ['O', 'o', 'l', 'I'];
    let mut from = 0;
    let is_letter = |b: u8| (b == b'O') | (b == b'o') | (b == b'l') | (b == b'I');
    let is_mixed =
        |here: u8, next: u8| here.is_ascii_digit() & is_letter(next) | is_letter(here) & next.is_ascii_digit();
    for at in spots(text.as_bytes(), is_mixed) {
        let is_of_run = |b: &&u8| b.is_ascii_digit() || is_letter(**b);
        let head = text.as_bytes()[..at].iter().rev().take(LONGEST).take_while(is_of_run).count();
        let tail = text.as_bytes()[at..].iter().take(LONGEST).take_while(is_of_run).count();
        let (start, mut end) = (at - head, at + tail);
        // The last sign of a resident's number.
        end += usize::from(end - start == LONGEST - 1 && text[end..].starts_with(['X', 'x']));
        let run = &text[start..end];
        if start < from || !matches!(run.len(), WHOLE | LONGEST) || run.matches(LETTERS).count() > 2 {
            continue;
        }
        let digits = run.replace(['O', 'o'], "0").replace(['l', 'I'], "1").to_ascii_uppercase();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '-' | '_' | '.' | '@' | '/');
        let is_alone = !text[..start].ends_with(is_part) && !text[end..].starts_with(is_part);
        if let Some(kind) = mistyped_kind(text, tables, (start, &digits)).filter(|_| is_alone) {
            out.push(Found::number(kind, start, end, digits));
            from = end;
        }
    }
}

/// What a number is whose letters were read as digits, if the words beside it say so.
fn mistyped_kind(text: &str, tables: &Tables, (start, digits): (usize, &str)) -> Option<Kind> {
    let is_mobile = number::is_mobile(digits.as_bytes()) && is_called_a_telephone(text, tables, start);
    let said = || [label::before(text, start), label::beside(text, start), tables.header_at(start).unwrap_or_default()];
    let is_identity = || {
        number::is_identity(digits.as_bytes(), None)
            && said().iter().any(|said| label::has(said, &label::IDENTITY_ALONE))
    };
    if is_mobile { Some(Kind::Mobile) } else { is_identity().then_some(Kind::Identity) }
}

fn is_called_a_telephone(text: &str, tables: &Tables, at: usize) -> bool {
    let said = [label::before(text, at), label::beside(text, at), tables.header_at(at).unwrap_or_default()];
    let is_called = said.iter().any(|said| label::has(said, &label::PHONE) || label::has(said, &["微信同号"]));
    is_called && !said.iter().any(|said| label::has_some(said, &label::OTHER_NUMBERS))
}
