//! Telephones of which a mark hides the last digit alone: ten others are soon tried.

use super::table::Tables;
use super::{Found, Kind, label};

/// How many digits are shown.
const SHOWN: usize = 10;

/// Mobile numbers behind a word for one, all of whose digits are shown but the last: 手机1380013800*.
pub fn telephones(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    for (at, mark) in text.match_indices(['*', '＊', '×']) {
        let head = text[..at].strip_suffix('\\').unwrap_or(&text[..at]);
        let start = head.len() - head.bytes().rev().take(SHOWN + 1).take_while(u8::is_ascii_digit).count();
        let digits = &head[start..];
        let is_mobile = digits.len() == SHOWN && digits.starts_with('1') && !digits[1..].starts_with(['0', '1', '2']);
        if !is_mobile {
            continue;
        }
        let is_part =
            |c: char| c.is_alphanumeric() && c.is_ascii() || matches!(c, '*' | '＊' | '×' | '\\' | '-' | '_' | '.');
        let end = at + mark.len();
        if head[..start].ends_with(is_part) || text[end..].starts_with(is_part) {
            continue;
        }
        let said =
            [label::before(text, start), label::beside(text, start), tables.header_at(start).unwrap_or_default()];
        if said.iter().any(|said| label::has(said, &label::PHONE)) {
            out.push(Found::number(Kind::Mobile, start, end, format!("{digits}*")));
        }
    }
}
