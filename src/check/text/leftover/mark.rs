//! Marks set twice, and the brackets of document numbers.

use crate::diagnostic::Code;

use super::Leftover;

/// `。。`, `，。`, `、，` (S108).
pub fn doubled(words: &str, at: usize) -> Option<Leftover> {
    let mark = |c: &char| matches!(c, '。' | '，' | '、' | '；' | '：');
    let run: String = words[at..].chars().take_while(mark).collect();
    let count = run.chars().count();
    // Six full stops are an ellipsis of their own.
    (count == 2 || (count > 2 && count < 6)).then(|| {
        let last = run.chars().next_back().unwrap_or('。');
        let first = run.chars().next().unwrap_or('。');
        let fix = (count == 2).then(|| if first == last { first } else { last.max(first) }.to_string());
        let fix = if first == last { fix } else { None };
        Leftover { fix, ..Leftover::new(Code::S108, at, at + run.len()) }
    })
}

/// A document number with other brackets than 〔〕 (GB/T 9704—2012, 7.2.5): `国办发【2017】47号` (S114). `at` is the byte
/// of 号.
pub fn document_number(words: &str, at: usize) -> Option<Leftover> {
    let behind = &words[at + "号".len()..];
    if ["楼", "线", "院", "地块", "公寓", "门", "机", "厂房"].iter().any(|thing| behind.starts_with(thing)) {
        return None;
    }
    let head = words[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    if head.len() == at {
        return None;
    }
    let head = head.strip_suffix('第').unwrap_or(head).trim_end_matches(' ');
    let close = head.chars().next_back().filter(|c| matches!(c, '】' | ']' | ')' | '）' | '﹞' | '］'))?;
    let inner = &head[..head.len() - close.len_utf8()];
    let year = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &inner[year.len()..];
    let open = year.chars().next_back().filter(|c| matches!(c, '【' | '[' | '(' | '（' | '﹝' | '［'))?;
    let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let start = year.len() - open.len_utf8();
    // The word before is that of the office; that of a court stands behind its year.
    let mut office = words[..start].trim_end_matches(' ').chars().rev();
    let named = (0..2).all(|_| office.next().is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)));
    (is_year && named)
        .then(|| Leftover { fix: Some(format!("〔{digits}〕")), ..Leftover::new(Code::S114, start, head.len()) })
}
