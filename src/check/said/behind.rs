//! Results whose names stand behind their figures, one after the other: 其中3件予以公开，1件部分公开，1件不予公开.

use super::number::{Number, Unit};
use super::sentence::{CLAUSE, Role, Sentence};

const KINDS: [&str; 7] = ["予以公开", "同意公开", "部分公开", "不予公开", "不公开", "无法提供", "不予处理"];

/// What may stand before such a figure.
const BEFORE: [&str; 9] = ["其中", "对", "有", "的", "已", "、", "和", "及", " "];

/// The kind that a figure counts by the words right behind it, where another one of the sentence is told in the same way.
pub fn kind<'t>(sentence: &Sentence<'t>, at: usize) -> Option<&'t str> {
    let own = of(sentence, at)?;
    let others = at.saturating_sub(1)..(at + 2).min(sentence.numbers.len());
    let another = |other: usize| other != at && of(sentence, other).is_some_and(|kind| kind != own);
    others.into_iter().any(another).then_some(own)
}

fn of<'t>(sentence: &Sentence<'t>, at: usize) -> Option<&'t str> {
    let number = &sentence.numbers[at];
    let mut lead = sentence.lead(at);
    while let Some(rest) = BEFORE.iter().find_map(|word| lead.strip_prefix(word)) {
        lead = rest;
    }
    let is_count = sentence.roles[at] == Role::Plain && matches!(number.unit, Unit::Count(_)) && !number.is_rough;
    let behind = &sentence.text[number.end..];
    let kind = KINDS.iter().find(|kind| behind.starts_with(**kind))?;
    let rest = &behind[kind.len()..];
    let ends = rest.is_empty()
        || rest.starts_with(CLAUSE)
        || ["、", "和", "及", "并"].iter().any(|next| rest.starts_with(next));
    (is_count && lead.is_empty() && ends && !gives_reason(sentence, at)).then_some(&behind[..kind.len()])
}

/// Whether the clause before a figure, or before those that are told in the same way, says of which they are: 因涉及个人隐私，2件不予
/// 公开; 在重复的申请中，2件不予公开.
fn gives_reason(sentence: &Sentence, at: usize) -> bool {
    const MOST: usize = 8;
    let before = sentence.text[..sentence.offset(sentence.lead(at))].trim_end_matches(['，', ',']);
    let counts = |clause: &&str| {
        let (from, end) = (sentence.offset(clause), sentence.offset(clause) + clause.len());
        let within = |number: &Number| number.unit != Unit::None && number.start >= from && number.end <= end;
        sentence.numbers[..at].iter().any(within)
    };
    // 对其中3件予以公开，1件部分公开
    let told = |clause: &&str| KINDS.iter().any(|kind| clause.contains(kind)) && counts(clause);
    let clause = before.rsplit(CLAUSE).take(MOST).find(|clause| !told(clause)).unwrap_or_default().trim_start();
    let reason = ["因", "由于", "涉及", "属于", "对", "在"].iter().any(|word| clause.starts_with(word));
    (reason || clause.ends_with(['的', '中'])) && !counts(&clause)
}
