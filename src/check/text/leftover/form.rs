//! What is to be filled in by others: a text full of blanks, a line with boxes and places for a signature.

use std::sync::LazyLock;

use crate::diagnostic::Code;
use crate::markdown::Paragraph;
use crate::needles::Needles;

use super::Leftover;

/// More blanks than this, and the text is a form.
const FORM: usize = 3;

/// Whether a text has so many blanks that it is a form, or so many remarks that it is a template. A unit without a gap
/// before it is a slip in either.
pub fn is_form(blanks: &[(usize, Leftover)], paragraphs: &[Paragraph]) -> bool {
    let is_gap = |(at, blank): &&(usize, Leftover)| {
        blank.code != Code::S101 || paragraphs[*at].words[blank.start..blank.end].contains(char::is_whitespace)
    };
    let (notes, blanks): (Vec<_>, Vec<_>) = blanks.iter().partition(|(_, blank)| blank.code == Code::S105);
    let (gaps, bare): (Vec<_>, Vec<_>) = blanks.into_iter().partition(is_gap);
    places(&gaps) > FORM || notes.len() > FORM || bare.len() > FORM
}

/// How many places the blanks of a text leave open: ____年__月__日 is one.
fn places(blanks: &[&(usize, Leftover)]) -> usize {
    const OF_ONE_DATE: usize = "年".len();
    let goes_on = |before: &&(usize, Leftover), next: &&(usize, Leftover)| {
        before.0 == next.0 && next.1.start.saturating_sub(before.1.end) <= OF_ONE_DATE
    };
    blanks.chunk_by(goes_on).count()
}

/// Whether a paragraph is part of a form, or one in little: 请填写下表后传真：机构名称____, 是（ ）否（ ）.
pub fn is_to_be_filled_in(paragraphs: &[Paragraph], at: usize) -> bool {
    let words = &paragraphs[at].words;
    asks(words) || !words.trim_end().ends_with('。') && is_below_a_form(paragraphs, at)
}

/// Whether a paragraph says by itself that others fill it in.
pub fn asks(words: &str) -> bool {
    static SAYS: LazyLock<Needles> = LazyLock::new(|| {
        Needles::each(&[
            "填写下表",
            "签字",
            "签章",
            "签名",
            "盖章",
            "（格式）",
            "样式",
            "样表",
            "问卷",
            "申请书",
            "回执",
            "否（",
            "□",
            "☐",
            "意见：",
            "申请人（",
            "竞买人",
            // What somebody is to say or to declare: “我在____路____号”, 本人____保证….
            "说：“",
            "本人_",
            "本人＿",
            "姓名：_",
            "姓名：＿",
            "兹_",
            "兹委托_",
            "声明：",
            "承诺：",
        ])
    });
    SAYS.any(words)
}

/// Whether the lines above a paragraph, without a sentence between, say that a form follows: 申请表式样见下，由申请人填写：.
fn is_below_a_form(paragraphs: &[Paragraph], at: usize) -> bool {
    const FORM: [&str; 6] = ["填写", "式样", "样式", "样表", "示例", "格式如下"];
    const LONGEST: usize = 30;
    let above = paragraphs[..at].iter().rev().take(LONGEST).map(|paragraph| paragraph.words.trim_end());
    let mut lines = above.take_while(|words| !words.ends_with('。'));
    lines.any(|words| words.ends_with('：') && FORM.iter().any(|word| words.contains(word)))
}
