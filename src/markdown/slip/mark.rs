//! Marks of headings and of bold words that want a space, or none.

use crate::chinese::is_chinese;

use super::{Slip, SlipKind};

/// What a line has of them; it begins at byte `at` of the text.
pub fn of_line(at: usize, line: &str, found: &mut Vec<Slip>) {
    found.extend(heading(at, line));
    bold(at, line, found);
}

/// `##一、总体情况`: without a space the signs are shown, and there is no heading. `#政务公开#` is a topic.
fn heading(at: usize, line: &str) -> Option<Slip> {
    const DEEPEST: usize = 6;
    let words = line.trim_start_matches('#');
    let signs = line.len() - words.len();
    let begins = words.starts_with(|c: char| is_chinese(c) || c.is_ascii_digit() || "（“《".contains(c));
    let is_one = (1..=DEEPEST).contains(&signs) && begins && !words.contains('#');
    // #1 is a number, as is #3栋.
    let is_number = signs == 1 && words.starts_with(|c: char| c.is_ascii_digit());
    let right = format!("{} {words}", &line[..signs]);
    (is_one && !is_number).then(|| Slip { kind: SlipKind::HashHeading, range: at..at + line.len(), right: Some(right) })
}

/// `**加强领导。 **`: with a space inside the stars are shown, and nothing is bold.
fn bold(at: usize, line: &str, found: &mut Vec<Slip>) {
    const STARS: &str = "**";
    // Longer runs are rules or masks, and code is shown as it stands.
    if line.contains("***") || line.contains('`') {
        return;
    }
    let mut places = line.match_indices(STARS).map(|(at, _)| at);
    while let (Some(open), Some(close)) = (places.next(), places.next()) {
        let inner = &line[open + STARS.len()..close];
        let words = inner.trim_end();
        // Of 张** 李** the stars are masks.
        let is_mask = line[..open].ends_with(is_chinese) || words.starts_with(char::is_whitespace);
        if words.len() < inner.len() && words.contains(is_chinese) && !is_mask {
            let right = Some(format!("{STARS}{words}{STARS}"));
            found.push(Slip { kind: SlipKind::BoldSpace, range: at + open..at + close + STARS.len(), right });
        }
    }
}
