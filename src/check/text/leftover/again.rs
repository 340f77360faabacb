//! What a report says twice in one sentence (S107): a clause, the item of a list, the postal code.

use std::collections::HashSet;

use crate::chinese::is_chinese;
use crate::diagnostic::Code;
use crate::needles::places_of;

use super::Leftover;

/// Everything that a paragraph of a report says again.
pub fn look(words: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    let mut from = 0;
    for sentence in words.split_inclusive(['。', '\n']) {
        let clauses = clause(sentence);
        let again = if clauses.is_empty() { items(sentence) } else { clauses };
        found.extend(again.into_iter().chain(next(sentence)).map(|(start, end)| twice(from + start, from + end)));
        from += sentence.len();
    }
    found.extend(at_once(words).into_iter().map(|(start, end)| twice(start, end)));
    found.extend(unit(words));
    found.extend(postal_code(words));
    found
}

fn twice(start: usize, end: usize) -> Leftover {
    Leftover::new(Code::S107, start, end)
}

/// The parts of a sentence between marks, each with where it begins and what ends it.
fn parts<'s>(sentence: &'s str, marks: &'s [char]) -> impl Iterator<Item = (usize, &'s str, Option<char>)> {
    let mut from = 0;
    sentence.split_inclusive(marks).map(move |part| {
        let start = from;
        from += part.len();
        let end = part.chars().next_back().filter(|c| marks.contains(c));
        (start, &part[..part.len() - end.map_or(0, char::len_utf8)], end)
    })
}

/// Five characters or more that stand twice at once: 县政府门户网站县政府门户网站. What ends with a place may begin a body's name there, so
/// only ends that begin none are looked for.
fn at_once(words: &str) -> Vec<(usize, usize)> {
    const ENDS: [&str; 7] = ["网站", "公众号", "工作", "公开", "制度", "平台", "情况"];
    const LEAST: usize = 5 * "字".len();
    const MOST: usize = 16 * "字".len();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for word in ENDS {
        let mut last = None;
        for end in places_of(words, word).map(|at| at + word.len()) {
            let Some(long) = last.replace(end).map(|before| end - before).filter(|long| (LEAST..=MOST).contains(long))
            else {
                continue;
            };
            let Some(again) = words.get(end - long..end) else { continue };
            // 政府门户网站县政府门户网站: only the second says whose it is.
            let bare = again.strip_prefix(['省', '市', '县', '区', '镇', '乡']).filter(|bare| bare.len() >= LEAST);
            let Some(before) = words.get(..end - long).filter(|_| again.chars().all(is_chinese)) else { continue };
            let one = [Some(again), bare].into_iter().flatten().find(|one| before.ends_with(one));
            let start = before.len() - one.map_or(0, str::len);
            let is_twice = one.is_some();
            if is_twice && found.iter().all(|(from, to)| end <= *from || *to <= start) {
                found.push((start, end));
            }
        }
    }
    found
}

/// A clause of five to nine characters that follows itself: 提高群众知晓率，提高群众知晓率.
fn next(sentence: &str) -> Vec<(usize, usize)> {
    const SHORT: std::ops::Range<usize> = 5 * "字".len()..10 * "字".len();
    const MARKS: [char; 5] = ['，', '；', '：', '。', '\n'];
    let clauses = || parts(sentence, &MARKS);
    let pairs = clauses().zip(clauses().skip(1));
    let again = pairs.filter(|((_, one, mark), (_, other, _))| {
        one == other && SHORT.contains(&one.len()) && one.chars().all(is_chinese) && *mark != Some('：')
    });
    again.map(|(_, (start, part, _))| (start, start + part.len())).collect()
}

/// A clause of ten characters or more that stands twice, or that the next item of a list begins with.
fn clause(sentence: &str) -> Vec<(usize, usize)> {
    const LONG: usize = 10 * "字".len();
    const MARKS: [char; 6] = ['，', '、', '；', '：', '。', '\n'];
    let mut seen: HashSet<&str> = HashSet::new();
    let mut found = Vec::new();
    let is_long = |(_, part, _): &(usize, &str, Option<char>)| part.len() >= LONG && part.chars().all(is_chinese);
    if !may_repeat(parts(sentence, &MARKS).filter(is_long).map(|(_, part, _)| part)) {
        return found;
    }
    for (start, part, mark) in parts(sentence, &MARKS).filter(is_long) {
        let end = start + part.len();
        let goes_on = || mark == Some('、') && sentence[end + "、".len()..].starts_with(part);
        if !seen.insert(part) {
            found.push((start, end));
        } else if goes_on() {
            found.push((start, end + "、".len() + part.len()));
            // It is told; as a clause of its own it need not be again.
            seen.remove(part);
            break;
        }
    }
    found
}

/// Whether two parts may begin alike, by their first characters: few sentences have such, and none of the others is remembered.
fn may_repeat<'s>(mut parts: impl Iterator<Item = &'s str>) -> bool {
    const BEGINNING: usize = 2 * "字".len();
    let mut seen = 0_u64;
    parts.any(|part| {
        let sum = part.bytes().take(BEGINNING).fold(0_usize, |sum, byte| sum.wrapping_mul(31) + usize::from(byte));
        let bit = 1 << (sum % 64);
        seen & bit != 0 || {
            seen |= bit;
            false
        }
    })
}

/// An item that one list has twice: 机构职能、政策法规、工作动态、政策法规.
fn items(sentence: &str) -> Vec<(usize, usize)> {
    const LEAST: usize = 4 * "字".len();
    const LIST: usize = 4;
    const ENDS: [char; 14] = ['，', '；', '：', '。', '（', '）', '(', ')', '“', '”', '《', '》', '\n', '及'];
    // A table of one thing and of another, and who holds an office here and there.
    const OF_OTHERS: [&str; 9] = ["表", "主任", "科长", "局长", "镇长", "书记", "负责人", "其他", "情况"];
    let mut found = Vec::new();
    if sentence.matches('、').nth(LIST - 2).is_none() {
        return found;
    }
    for (from, list, _) in parts(sentence, &ENDS) {
        if list.matches('、').count() < LIST - 1 {
            continue;
        }
        let mut seen: HashSet<&str> = HashSet::new();
        for (start, item, mark) in parts(list, &['、']) {
            // The first has a verb before it, and the last more behind it.
            let item = if mark.is_none() { item.split(['等', '和', '与']).next().unwrap_or_default() } else { item };
            let is_item = item.len() >= LEAST && item.chars().all(is_chinese);
            let is_of_another = OF_OTHERS.iter().any(|word| item.ends_with(word));
            if start > 0 && is_item && !is_of_another && !seen.insert(item) {
                found.push((from + start, from + start + item.len()));
            }
        }
    }
    found
}

/// `国家和省、区、区关于`: a level said twice.
fn unit(words: &str) -> Option<Leftover> {
    const LEVELS: [&str; 6] = ["、省、省", "、市、市", "、区、区", "、县、县", "、镇、镇", "、乡、乡"];
    const BEHIND: [&str; 8] = ["关于", "的", "有关", "两级", "三级", "委", "政府", "要求"];
    LEVELS.iter().find_map(|level| {
        let at = places_of(words, level).next()?;
        let end = at + level.len();
        let goes_on = BEHIND.iter().any(|word| words[end..].starts_with(word));
        goes_on.then(|| twice(at + "、".len(), end))
    })
}

/// The same postal code twice in one line of addresses.
fn postal_code(words: &str) -> Option<Leftover> {
    const DIGITS: usize = 6;
    let mut before: Option<(usize, &str)> = None;
    for at in places_of(words, "邮编") {
        let rest = &words[at + "邮编".len()..];
        let value = rest.strip_prefix(['：', ':']).map(|value| value.trim_start()).unwrap_or_default();
        let Some(code) = value.get(..DIGITS).filter(|code| code.bytes().all(|b| b.is_ascii_digit())) else { continue };
        let end = words.len() - value.len() + DIGITS;
        if let Some((start, same)) = before.replace((end, code))
            && same == code
            && !words[start..at].contains(['。', '；', '\n'])
            && !words[start..at].contains("地址")
        {
            return Some(twice(at, end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_again_is_found() {
        let found = |words: &str| {
            look(words).into_iter().map(|left| words[left.start..left.end].to_owned()).collect::<Vec<_>>()
        };
        for (words, again) in [
            ("健全政府信息发布审核机制，按照制度，健全政府信息发布审核机制，实行登记。", "健全政府信息发布审核机制"),
            ("涵盖机构职能、政策法规、工作动态、政策法规、公共服务等。", "政策法规"),
            ("贯彻国家和省、区、区关于政务公开的要求。", "区、区"),
            ("加强政策宣传，提高群众知晓率，提高群众知晓率。", "提高群众知晓率"),
            ("县政府门户网站县政府门户网站访问量较大。", "县政府门户网站县政府门户网站"),
            ("政府门户网站县政府门户网站访问量较大。", "政府门户网站县政府门户网站"),
            ("做好信息公开工作信息公开工作。", "信息公开工作信息公开工作"),
            ("按照统一部署，按照统一部署，开展自查。", "按照统一部署"),
            ("（邮编：100000，电话：010-12345678，邮编：100000）", "邮编：100000"),
        ] {
            assert_eq!(found(words), [again], "{words}");
        }
        for words in [
            "收支总表、支出明细表、基金总表、支出明细表、说明。",
            "省、市、县、县级市的要求。",
            "办公室地址：甲路1号，邮编：100000；大厅地址：乙路2号，邮编：100000。",
            "健全政府信息发布审核机制。健全政府信息发布审核机制。",
            "公开、公开、公开。",
            "在和平路社区和平路社区服务站办理。",
            "再学习，再学习，再提高。",
            "全面公开，全面推进，全面公开。",
            "县政府网站、市政府网站同步发布。",
            "提高知晓率；提高群众知晓率。",
        ] {
            assert!(found(words).is_empty(), "{words}");
        }
    }
}
