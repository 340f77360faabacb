//! The places where people live of whom no word says that they live there: in brackets behind a name, 张三户（示例巷33号附1号）;
//! in the entry of a list that begins with one, 张三　示例村下组23号; before who lives there, 下组12号老党员家（张三）.

use std::ops::Range;
use std::sync::LazyLock;

use crate::needles::Signs;

use super::place::{self, Level, is_figure};
use super::someone::{self, is_personal};
use super::table::Tables;
use super::{Found, Kind, label};

/// How far a clause goes at most to each side of its door, in bytes.
const NEAR: usize = 120;

fn is_end(c: char) -> bool {
    "，,。；;、\n|（）()：:“”\u{3000}\t ".contains(c)
}

/// Every such place in which no home was found yet.
pub fn lodgings(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    static DOORS: LazyLock<Signs> = LazyLock::new(|| Signs::of("号室组屯塆户家阁屋壁栋幢舍".chars()));
    let homes = out.iter().filter(|one| one.kind == Kind::HomeAddress);
    let mut known: Vec<_> = homes.map(|one| one.start..one.end).collect();
    known.sort_by_key(|one| one.start);
    let mut done = 0;
    for (at, _) in DOORS.places(text) {
        if at < done || !may_be_door(text, at) {
            continue;
        }
        let clause = clause(text, at);
        done = clause.end;
        let Some(home) = home_in(text, &clause, tables) else { continue };
        let next = known.partition_point(|one| one.end <= home.start);
        if known.get(next).is_none_or(|one| one.start >= home.end) {
            out.push(Found::words(Kind::HomeAddress, home.start, home.end, &text[home]));
        }
    }
}

/// Whether a sign is the end of what may be a door, by the characters beside it; most of them are not.
fn may_be_door(text: &str, at: usize) -> bool {
    let Some(sign) = text[at..].chars().next() else { return false };
    let behind = &text[at + sign.len_utf8()..];
    match sign {
        '号' | '室' | '户' | '家' => text[..at].ends_with(is_figure),
        '栋' | '幢' | '舍' => behind.starts_with(|c: char| c.is_ascii_digit()),
        '组' | '屯' | '塆' => {
            let near = &text[text.ceil_char_boundary(at.saturating_sub(NEAR / 4))..at];
            near.contains('村') || near.contains("社区")
        }
        _ => true,
    }
}

/// The clause around a byte.
fn clause(text: &str, at: usize) -> Range<usize> {
    let head = &text[text.ceil_char_boundary(at.saturating_sub(NEAR))..at];
    let from = head.char_indices().rev().find(|(_, c)| is_end(*c)).map_or(0, |(cut, c)| cut + c.len_utf8());
    let tail = &text[at..text.floor_char_boundary((at + NEAR).min(text.len()))];
    at - head.len() + from..at + tail.find(is_end).unwrap_or(tail.len())
}

/// The home of somebody who is told beside a clause.
fn home_in(text: &str, clause: &Range<usize>, tables: &Tables) -> Option<Range<usize>> {
    let words = &text[clause.clone()];
    // What a word calls a home is looked at by itself.
    if ["住", "家住", "现住", "原住", "租住", "位于", "坐落"].iter().any(|word| words.starts_with(word)) {
        return None;
    }
    if place::is_room(words) {
        let before = before(text, clause.start, tables);
        return matches!(in_brackets(before, &text[clause.end..]), Some(Who::Told | Who::Household))
            .then(|| clause.clone());
    }
    // 您所住的示例小区11栋104的网格员
    let lived_in = ["所住的", "居住的"].iter().find_map(|lived| Some(words.find(lived)? + lived.len()));
    let from = clause.start + lived_in.unwrap_or(0);
    let (long, level) = place::prefix(&text[from..clause.end])?;
    let home = from..from + long;
    let is_somebodys = match lived_in {
        Some(_) => level == Level::Dwelling && words[..from - clause.start].contains(['您', '你']),
        None => is_somebodys(text, &home, level, tables),
    };
    is_somebodys.then_some(home)
}

/// The words of the same cell and sentence before a place.
fn before<'t>(text: &'t str, at: usize, tables: &Tables) -> &'t str {
    let sentence = label::sentence(text, at);
    if tables.at(at).is_some() { sentence.rsplit('|').next().unwrap_or_default() } else { sentence }
}

fn is_somebodys(text: &str, home: &Range<usize>, level: Level, tables: &Tables) -> bool {
    let behind = &text[home.end..];
    if is_of_household_behind(behind) {
        return true;
    }
    let resident = ["居民", "村民", "住户", "业主"].iter().find_map(|who| behind.strip_prefix(who));
    if resident.unwrap_or(behind).starts_with(|c: char| !is_end(c)) {
        return false;
    }
    let before = before(text, home.start, tables);
    match in_brackets(before, behind) {
        Some(Who::Told) => return level != Level::Group,
        Some(Who::Named) => return level == Level::Dwelling,
        Some(Who::NamedWithMore | Who::Household) => return true,
        None => {}
    }
    if is_called_his(before) {
        return level == Level::Dwelling;
    }
    match listed(before) {
        Some(Listed::Name) => level == Level::Dwelling || resident.is_some(),
        Some(Listed::NameAndSex) => level != Level::Group,
        Some(Listed::NameAndMore) => true,
        None => false,
    }
}

/// 公告送达地址（举办者住所）：: whether the words before a place end by calling it where somebody lives.
fn is_called_his(before: &str) -> bool {
    let called = before.trim_end_matches(['：', ':']).strip_suffix(['）', ')']);
    called.is_some_and(|called| ["者住所", "人住所", "者住址", "人住址"].iter().any(|his| called.ends_with(his)))
}

/// 老党员家（张三）: whether a household goes on from a place, whose head is named in brackets.
fn is_of_household_behind(behind: &str) -> bool {
    const LONGEST: usize = 8;
    let run: usize = behind.chars().take(LONGEST).take_while(|c| !is_end(*c)).map(char::len_utf8).sum();
    let Some(rest) = behind[run..].strip_prefix(['（', '(']) else { return false };
    let inner = rest.split(['）', ')']).next().unwrap_or_default();
    behind[..run].ends_with(['家', '户']) && someone::is_full(inner)
}

/// Who stands before the brackets in which a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// Somebody's name, and no more.
    Named,
    /// The same, with his telephone or the like in the brackets.
    NamedWithMore,
    /// Somebody by what he is.
    Told,
    /// His household.
    Household,
}

/// Whose a place is that stands in brackets, of which all that is said before it there is somebody's own.
fn in_brackets(before: &str, behind: &str) -> Option<Who> {
    let (head, said) = before.rsplit_once(['（', '('])?;
    let mut parts = said.split(['，', ',', '；', '、', ' ', '\u{3000}']).filter(|part| !part.is_empty());
    let rest = behind.split(['）', ')', '\n']).next().unwrap_or_default();
    if said.contains(['）', ')', '：', ':']) || !parts.clone().all(is_personal) || someone::acts_for_office(rest) {
        return None;
    }
    if said.is_empty()
        && ["其住宅", "其家中", "其住房", "其住处", "自家", "自宅", "其租房"].iter().any(|his| head.ends_with(his))
    {
        return Some(Who::NamedWithMore);
    }
    let entry = head.rsplit(['；', ';', '。', '|']).next().unwrap_or_default();
    let clause = entry.rsplit(['，', ',', '、', '：', ':', '）', ')', ' ', '\u{3000}']).next().unwrap_or_default();
    let called = entry.strip_suffix(clause).unwrap_or_default();
    let run = &clause[clause.trim_end_matches(|c: char| crate::chinese::is_chinese(c) || c == '·').len()..];
    if someone::acts_for_office(run) || called.ends_with(['：', ':']) && someone::acts_for_office(called) {
        return None;
    }
    let is_first = parts.next().is_some() || rest.split(['，', ',', '、']).skip(1).any(is_personal);
    if someone::ends_told(clause) {
        let is_household = clause.ends_with(['户', '家']);
        return Some(if is_household {
            Who::Household
        } else if is_first {
            Who::NamedWithMore
        } else {
            Who::Told
        });
    }
    someone::is_full(clause.trim_start_matches(super::name::is_of_list)).then_some(if is_first {
        Who::NamedWithMore
    } else {
        Who::Named
    })
}

/// What an entry of a list tells before a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    Name,
    /// The same, and his sex, his age or what he is in a matter.
    NameAndSex,
    /// The same, and a number of his or that it is his home that is told.
    NameAndMore,
}

/// Whether all that stands in an entry before a place is somebody's name and what is said of him: 信访人：张三，女，58岁，;
/// 2、张三　; 示例乡：李四　多重一级　.
fn listed(before: &str) -> Option<Listed> {
    const HOMES: [&str; 6] = ["户籍地", "户籍", "住址", "家庭住址", "地址", "现住址"];
    let entry = before.rsplit(['；', ';', '|', '（', '(']).next().unwrap_or_default();
    let entry = entry.trim_start_matches(|c: char| super::name::is_of_list(c) || c == '、');
    let mut parts = entry.split(['，', ',', '：', ':', ' ', '\u{3000}', '\t', '*']).filter(|part| !part.is_empty());
    let first = parts.next()?;
    let is_labelled = entry[first.len()..].starts_with(['：', ':']);
    let whom = if is_labelled { parts.next()? } else { first };
    if is_labelled && someone::acts_for_office(first) || !someone::is_full(whom) && !someone::is_titled(whom) {
        return None;
    }
    let mut listed = if is_labelled && someone::is_party(first) { Listed::NameAndSex } else { Listed::Name };
    for part in parts {
        if HOMES.contains(&part) || someone::is_his_alone(part) {
            listed = Listed::NameAndMore;
        } else if !is_personal(part) {
            return None;
        } else if listed == Listed::Name {
            listed = Listed::NameAndSex;
        }
    }
    Some(listed)
}

/// Whether an entry before 住 is somebody's name and what is said of him: 示例镇：张三，住; or one in brackets: 经营者王老五（住.
pub fn is_behind_somebody(text: &str, at: usize) -> bool {
    let before = label::sentence(text, at);
    let in_brackets = || {
        let run = before.strip_suffix(['（', '(']).unwrap_or_default();
        let run = &run[run.trim_end_matches(|c: char| crate::chinese::is_chinese(c) || c == '·').len()..];
        let whom = run.rsplit_once("经营者").map_or(run, |(_, whom)| whom);
        someone::is_full(whom) || someone::ends_told(run)
    };
    before.ends_with(['，', ',', ' ', '\u{3000}']) && listed(before).is_some() || in_brackets()
}

/// Whether the group of a village is told of somebody who is named in full at the head of his entry, as registers have it. Of
/// those whom a text praises it says where they come from.
pub fn is_group_of_somebody(text: &str, at: usize, behind: &str) -> bool {
    const PRAISED: [&str; 14] = [
        "先进",
        "模范",
        "劳模",
        "好人",
        "致富",
        "带头人",
        "事迹",
        "牺牲",
        "烈士",
        "传承",
        "非遗",
        "书记",
        "主任",
        "记者",
    ];
    let sentence = label::sentence(text, at);
    let entry = sentence.rsplit(['；', ';', '|']).next().unwrap_or_default();
    let entry = entry.trim_start_matches(|c: char| super::name::is_of_list(c) || c == '、');
    let is_name = |part: &str| someone::is_full(part) || someone::ends_told(part);
    let mut parts = entry.split(['，', ',', '：', ':', ' ', '\u{3000}', '（', '(']).filter(|part| !part.is_empty());
    let is_named = parts.by_ref().take(2).any(is_name);
    is_named
        && (behind.is_empty() || behind.starts_with(is_end))
        && !entry.contains('某')
        && !PRAISED.iter().any(|word| label::line(text, at).contains(word) || behind_of_line(behind).contains(word))
}

fn behind_of_line(behind: &str) -> &str {
    let near = &behind[..behind.floor_char_boundary(NEAR.min(behind.len()))];
    near.split('\n').next().unwrap_or_default()
}
