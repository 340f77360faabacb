//! What a file's own name says of somebody.

use std::ops::Range;

use super::{Declared, Found, Kind, figures, number};

/// Numbers of identity, and of a telephone between hyphens or behind a name in letters: zhangsan-13800138000.csv.
pub fn numbers(name: &str, declared: &Declared) -> Vec<Found> {
    let mut found = figures::scan(name, declared.latest, &mut |candidate| {
        let sure = candidate.is_sure && candidate.usual && matches!(candidate.kind, Kind::Identity | Kind::Mobile);
        sure && !name[candidate.start..candidate.end].contains(|c: char| !c.is_ascii_alphanumeric())
    })
    .found;
    let behind = runs(name).filter(|run| number::is_mobile(&name.as_bytes()[run.clone()]) && is_behind_name(name, run));
    for run in super::unknown(behind.collect(), &found) {
        let digits = name[run.clone()].to_owned();
        found.push(Found::number(Kind::Mobile, run.start, run.end, digits));
    }
    found.retain(|found| !declared.has(found));
    found
}

/// The rows of digits in a name.
fn runs(name: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = name.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(u8::is_ascii_digit)?;
        at = start + bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        Some(start..at)
    })
}

/// Whether nothing but letters stands before a number, as the name of somebody or of what is done, and no letter behind it.
/// What programs call files after is followed by a count.
fn is_behind_name(name: &str, run: &Range<usize>) -> bool {
    const OF_PROGRAMS: [&str; 22] = [
        "img",
        "image",
        "images",
        "pic",
        "photo",
        "dsc",
        "file",
        "files",
        "doc",
        "art",
        "article",
        "content",
        "attach",
        "attachment",
        "upload",
        "video",
        "vid",
        "scan",
        "screenshot",
        "mmexport",
        "id",
        "no",
    ];
    let head = &name[..run.start];
    let head = head.strip_suffix(['-', '_']).unwrap_or(head);
    let before = head.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let word = &head[before.len()..];
    let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '=');
    word.len() >= 2
        && !OF_PROGRAMS.iter().any(|known| known.eq_ignore_ascii_case(word))
        && !before.ends_with(|c: char| c.is_ascii_digit() || c == '=')
        && !name[run.end..].starts_with(goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_behind_the_name_of_somebody_are_told_from_those_of_programs() {
        let told = |name: &str| runs(name).any(|run| run.len() == 11 && is_behind_name(name, &run));
        for name in ["baoming-13800138000.csv", "zhangsan13800138000.txt", "2024-zhang_13800138000.pdf"] {
            assert!(told(name), "{name}");
        }
        for name in [
            "IMG13800138000.jpg",
            "img_13800138000.jpg",
            "a1b2c13800138000.pdf",
            "t13800138000d.pdf",
            "P13800138000.pdf",
        ] {
            assert!(!told(name), "{name}");
        }
    }
}
