//! Links with full-width brackets, with a space before the address, or with one in it.

use crate::near;

use super::{Slip, SlipKind};

/// How far the halves of a link are looked for.
const REACH: usize = 400;

/// Every such link of a line that stands at byte `at` of the text.
pub fn of_line(at: usize, line: &str, found: &mut Vec<Slip>) {
    if !line.contains([']', '］', '】']) {
        return;
    }
    let (mut counted, mut ticks) = (0, 0);
    for (open, mark) in line.match_indices(['(', '（']) {
        let Some((kind, range, right)) = link(line, open, mark) else { continue };
        ticks += line[counted..open].bytes().filter(|b| *b == b'`').count();
        counted = open;
        if ticks % 2 == 0 {
            found.push(Slip { kind, range: at + range.start..at + range.end, right });
        }
    }
}

type Found = (SlipKind, std::ops::Range<usize>, Option<String>);

/// The link whose address begins behind the bracket `mark` at `open`, if it is one that is not read as such.
fn link(line: &str, open: usize, mark: &str) -> Option<Found> {
    let head = line[..open].trim_end_matches([' ', '\u{3000}']);
    let close = head.chars().next_back().filter(|c| matches!(c, ']' | '］' | '】'))?;
    let rest = &line[open + mark.len()..];
    let rest = near::behind(rest, REACH);
    let length = rest.find([')', '）'])?;
    let (target, end) = (rest[..length].trim(), rest[length..].chars().next()?);
    let is_quoted = close == '】' && target.contains("//");
    if !is_address(target) || is_quoted {
        return None;
    }
    let head = &head[..head.len() - close.len_utf8()];
    let from = head.ceil_char_boundary(head.len().saturating_sub(REACH));
    let start = from + head[from..].rfind(['[', '［', '【'])?;
    let words = &head[start + head[start..].chars().next()?.len_utf8()..];
    let picture = head[..start].chars().next_back().filter(|c| matches!(c, '!' | '！'));
    let range = start - picture.map_or(0, char::len_utf8)..open + mark.len() + length + end.len_utf8();
    let is_plain = head[start..].starts_with('[') && close == ']' && mark == "(" && end == ')';
    let is_joined = head.len() + close.len_utf8() == open && picture != Some('！');
    let written = |target: &str| format!("{}[{words}]({target})", if picture.is_some() { "!" } else { "" });
    if target.contains([' ', '\u{3000}']) {
        let plain = target.to_ascii_lowercase().replace(' ', "-");
        return Some((SlipKind::LinkSpace, range, plain.is_ascii().then(|| written(&plain))));
    }
    (!is_plain || !is_joined).then(|| (SlipKind::LinkBrackets, range, Some(written(target))))
}

/// Whether words in brackets are an address or a path, with spaces perhaps.
fn is_address(target: &str) -> bool {
    if target.is_empty() || target.contains(['"', '<', '，', '。', '；', '、', '：']) {
        return false;
    }
    let begins = ["http://", "https://", "./", "../"].iter().any(|start| target.starts_with(start));
    let ending = target.rsplit_once('.').map_or("", |(name, ending)| if name.is_empty() { "" } else { ending });
    let is_ending = (2..=5).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_alphanumeric())
        && ending.bytes().any(|b| b.is_ascii_alphabetic());
    begins && !target.contains(' ') || is_ending
}
