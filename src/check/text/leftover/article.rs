//! An article that a set of rules leaves out (S116): 第一条, 第二条, 第四条.

use crate::markdown::{Kind, Paragraph};

use super::Leftover;
use super::order::numeral;
use crate::diagnostic::Code;
use crate::near;

/// The paragraph behind the one article that is missing where all others follow each other from the first on. What shows some
/// articles of a law leaves out more, or begins with another; what was struck out is told.
pub fn left_out(paragraphs: &[Paragraph], is_extract: bool) -> impl Iterator<Item = usize> {
    let mut last = 0;
    let mut gap = None;
    for (at, paragraph) in paragraphs.iter().enumerate().filter(|_| !is_extract) {
        let Some((value, _)) = article(paragraph) else { continue };
        match value - last {
            1 => {}
            2 if last >= 2 && gap.is_none() => gap = Some((at, value - 1)),
            _ => return None.into_iter(),
        }
        last = value;
    }
    let is_told = |value: i16| {
        paragraphs.iter().any(|paragraph| {
            let words = &*paragraph.words;
            let named = words.match_indices('第').filter_map(|(at, _)| read(&words[at..]));
            words.contains('删') || named.into_iter().any(|(number, _)| number == value)
        })
    };
    gap.filter(|(_, value)| !is_told(*value)).map(|(at, _)| at).into_iter()
}

/// The place of the number that an article begins with.
pub fn number(paragraph: &Paragraph) -> Leftover {
    let end = article(paragraph).map_or(0, |(_, end)| end);
    Leftover { fault: Some("number_left_out"), ..Leftover::new(Code::S116, 0, end) }
}

/// The number of the article that a paragraph of prose begins with, and where it ends.
fn article(paragraph: &Paragraph) -> Option<(i16, usize)> {
    let is_text = matches!(paragraph.kind, Kind::Prose | Kind::Heading(_));
    let (value, end) = read(&paragraph.words).filter(|_| is_text)?;
    // 第三条规定的… is a sentence.
    let ends = paragraph.words[end..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '【' | '［'));
    ends.then_some((value, end))
}

/// 第十二条.
fn read(words: &str) -> Option<(i16, usize)> {
    const LONGEST: usize = "二十一".len();
    let rest = words.strip_prefix('第')?;
    let end = near::behind(rest, LONGEST + "条".len()).find('条')?;
    Some((numeral(&rest[..end])?, "第".len() + end + "条".len()))
}
