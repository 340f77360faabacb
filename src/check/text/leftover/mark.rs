//! Marks and words set twice, and the brackets of document numbers.

use crate::chinese::{digit, is_chinese};
use crate::diagnostic::Code;
use crate::needles::spots;

use super::Leftover;

/// `。。`, `，。`, `、，`, `！。`, `,，` (S108).
pub fn doubled(words: &str, at: usize) -> Option<Leftover> {
    let mark = |c: &char| matches!(c, '。' | '，' | '、' | '；' | '：');
    // What an office program left has a full stop of its own, and is told itself.
    if words[..at].ends_with("未找到引用源") {
        return None;
    }
    // One that is spoken of: 句末不要“。。”连用. What is no beginning of a run was told with that.
    if words[..at].ends_with('“') || words[..at].chars().next_back().is_some_and(|c| mark(&c)) {
        return None;
    }
    if let Some(left) = of_both_widths(words, at) {
        return Some(left);
    }
    if let Some(stop) = words[at..].strip_prefix(['！', '？']) {
        return stop.starts_with('。').then(|| Leftover::new(Code::S108, at, words.len() - stop.len() + "。".len()));
    }
    // Six full stops are an ellipsis of their own. Of a longer run its beginning tells enough.
    const ELLIPSIS: usize = 6;
    const LONG: usize = 64;
    let count = words[at..].chars().take(LONG).take_while(mark).count();
    let is_ellipsis = || count >= ELLIPSIS && words[at..].chars().take(count).all(|c| c == '。');
    if count < 2 || is_ellipsis() {
        return None;
    }
    let (length, run) = ("。".len(), &words[at..]);
    let fix = (count == 2 && run[..length] == run[length..2 * length]).then(|| run[..length].to_owned());
    Some(Leftover { fix, ..Leftover::new(Code::S108, at, at + count * length) })
}

/// A comma, semicolon or full stop of half width beside one of full width: one hand set the first, another the second.
fn of_both_widths(words: &str, at: usize) -> Option<Leftover> {
    let mark = words[at..].chars().next().filter(|c| matches!(c, '，' | '；' | '。'))?;
    let end = at + mark.len_utf8();
    let half = |byte: Option<&u8>| byte.is_some_and(|byte| matches!(byte, b',' | b';'));
    let bytes = words.as_bytes();
    // 1,， is a thousand that was cut, `a;；` code.
    let is_behind_han = |at: usize| words[..at].chars().next_back().is_some_and(is_chinese);
    let fix = Some(mark.to_string());
    // 指导.。
    if at > 0 && mark == '。' && bytes[at - 1] == b'.' && is_behind_han(at - 1) {
        return Some(Leftover { fix, ..Leftover::new(Code::S108, at - 1, end) });
    }
    if at > 0 && half(bytes.get(at - 1)) && is_behind_han(at - 1) {
        return Some(Leftover { fix, ..Leftover::new(Code::S108, at - 1, end) });
    }
    (half(bytes.get(end)) && is_behind_han(at)).then(|| Leftover { fix, ..Leftover::new(Code::S108, at, end + 1) })
}

/// What may join a word to the same word.
const JOINING: [char; 13] = ['的', '之', '和', '与', '及', '或', '为', '是', '在', '对', '非', '您', '你'];

/// What begins that which is said twice on purpose: 多少万多少万, 不敢当不敢当, 太软了太软了.
const SAID_TWICE: [&str; 3] = ["多少", "不敢", "太"];

/// Sounds of songs and things: 呀得儿呀得儿.
const SOUNDS: &str = "呀啊哎哟呵嘿哈哇咚锵叮当嘟咕啦得儿依呼哒滴嗒嘀";

/// A number may repeat itself, also as it is written on cheques.
fn is_digit(c: char) -> bool {
    digit(c).is_some() || "壹贰叁肆伍陆柒捌玖".contains(c)
}

/// Three to eight characters and the same again, with nothing between: 政府信息政府信息公开 (S107). Two may be meant so
/// (研究研究), and what counts one by one (一件事一件事), too.
pub fn repeated(words: &str) -> Vec<Leftover> {
    const HAN: usize = 3;
    let bytes = words.as_bytes();
    let mut found: Vec<Leftover> = Vec::new();
    for length in (3..=8).map(|count| count * HAN).take_while(|length| 2 * length <= bytes.len()) {
        if !repeats(bytes, length) {
            continue;
        }
        let mut same = 0;
        for at in 0..bytes.len() - length {
            same = if bytes[at] == bytes[at + length] { same + 1 } else { 0 };
            if same < length || !words.is_char_boundary(at + 1) {
                continue;
            }
            let start = at + 1 - length;
            let unit = &words[start..at + 1];
            let han = unit.chars().all(is_chinese);
            let first = unit.chars().next().unwrap_or_default();
            // 集体的土地的土地承包 is no slip.
            let joined = unit.starts_with(JOINING) || unit.ends_with(JOINING);
            let said = SAID_TWICE.iter().any(|word| unit.starts_with(word));
            let meant = said
                || joined
                || matches!(first, '一' | '某')
                || unit.chars().all(|c| c == first || is_digit(c))
                || unit.chars().all(|c| SOUNDS.contains(c));
            if han && !meant && found.last().is_none_or(|last| last.end <= start) {
                let fix = Some(unit.to_owned());
                found.push(Leftover { fix, ..Leftover::new(Code::S107, start, start + 2 * length) });
            }
            same = 0;
        }
    }
    found
}

/// A figure with its unit and the same again: 24小时24小时, 2023年2023年 (S107). 3个3个 counts one by one.
pub fn repeated_figure(words: &str) -> Option<Leftover> {
    const LONGEST: usize = 4;
    let bytes = words.as_bytes();
    let mut from = 0;
    for at in spots(bytes, |here, _| here.is_ascii_digit()) {
        if at < from {
            continue;
        }
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        from = at + digits;
        let unit = words[at + digits..].chars().take(LONGEST).take_while(|c| is_chinese(*c));
        let within = at > 0 && matches!(bytes[at - 1], b'.' | b'-' | b'/' | b',');
        let mut end = at + digits;
        for c in unit {
            end += c.len_utf8();
            let counts = digits > 1 || end - at - digits > c.len_utf8();
            if !within && counts && words[end..].starts_with(&words[at..end]) {
                let fix = Some(words[at..end].to_owned());
                return Some(Leftover { fix, ..Leftover::new(Code::S107, at, 2 * end - at) });
            }
        }
    }
    None
}

/// Whether so many bytes, nine or more, stand twice, one behind the other. Any such stretch holds a word of four bytes that
/// is the same in both, and words are soon compared: most texts are done with by that.
fn repeats(bytes: &[u8], length: usize) -> bool {
    const WORD: usize = 4;
    let last = bytes.len() - length;
    let (here, there) = (bytes[..last].as_chunks::<WORD>().0, bytes[length..].as_chunks::<WORD>().0);
    let alike = |(here, there): (&[u8; WORD], &[u8; WORD])| u32::from_ne_bytes(*here) == u32::from_ne_bytes(*there);
    if !here.iter().zip(there).fold(false, |some, words| some | alike(words)) {
        return false;
    }
    let same = |at: &usize| bytes[*at] == bytes[at + length];
    let mut places = here.iter().zip(there).enumerate().filter(|(_, words)| alike(*words)).map(|(at, _)| at * WORD);
    places.any(|at| {
        let before = (0..at).rev().take_while(same).take(length).count();
        let behind = (at..last).take_while(same).take(length).count();
        before + behind >= length
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
    let serial = at - head.len();
    let head = head.strip_suffix('第').unwrap_or(head).trim_end_matches(' ');
    let close = head.chars().next_back().filter(|c| matches!(c, '】' | ']' | ')' | '）' | '］' | '〕'))?;
    let inner = &head[..head.len() - close.len_utf8()];
    let year = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &inner[year.len()..];
    let open = year.chars().next_back().filter(|c| matches!(c, '【' | '[' | '(' | '（' | '［' | '〔'))?;
    if (open, close) == ('〔', '〕') {
        return None;
    }
    let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let start = year.len() - open.len_utf8();
    // The word before is that of the office; that of a court stands behind its year.
    let mut office = words[..start].trim_end_matches(' ').chars().rev();
    let named = (0..2).all(|_| office.next().is_some_and(is_chinese));
    // 示国用（2010）第1386号, 示林证字（2010）第00386号: certificates of rights are numbered in their own way.
    // So are licences: D（皖）农种许字（2017）第0103号, 地字第…, 示建消验字（2020）第012号.
    const OF_RIGHTS: [&str; 13] =
        ["字第", "用", "证", "证字", "权", "权证", "许字", "验字", "土字", "地字", "建字", "规字", "用字"];
    // And the reports of those who audit, value, measure and judge things for others: 示评报字（2026）第114号.
    const OF_REPORTS: [&str; 9] = ["报字", "评字", "审字", "估字", "估征字", "评征字", "鉴字", "测字", "检字"];
    let before = words[..start].trim_end();
    let of_certificate = OF_RIGHTS.iter().chain(&OF_REPORTS).any(|word| before.ends_with(word));
    // Before that standard there were other ways, and a citation keeps them.
    let is_year = is_year && digits >= "2013";
    (is_year && named && !of_certificate && serial < 6)
        .then(|| Leftover { fix: Some(format!("〔{digits}〕")), ..Leftover::new(Code::S114, start, head.len()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_twice_is_found_wherever_it_begins() {
        for length in 3..=8 {
            let word: String = "甲乙丙丁戊己庚辛".chars().take(length).collect();
            for before in 0..40 {
                let text = format!("{}{word}{word}，后", "前".repeat(before));
                let found = repeated(&text);
                assert_eq!(found.iter().map(|left| left.start).collect::<Vec<_>>(), [before * 3], "{text}");
                assert_eq!(found[0].end, before * 3 + 2 * word.len());
            }
            assert!(repeated(&format!("{word}，{word}")).is_empty());
        }
    }
}
