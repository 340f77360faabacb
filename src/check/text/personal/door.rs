//! The doors of people of whom no word says that they live there.

use std::ops::Range;
use std::sync::LazyLock;

use crate::needles::Signs;

use super::dwelling::{ends_in_figures, figures_of_flat, is_bare_flat, is_home};
use super::{Found, Kind, given, label, name, resident};

/// The doors of people whom a list names with no word for where they live: 张三，男，58岁，示例苑3幢1单元601室业主; of whom a
/// letter comes: 反映人：示例村3组12号居民; and whose household is named behind: 示例村3组12号张三家.
pub fn doors(text: &str, out: &mut Vec<Found>) {
    static BEGINNINGS: LazyLock<Signs> = LazyLock::new(|| Signs::of("单号室园区寓".chars()));
    let homes = out.iter().filter(|one| one.kind == Kind::HomeAddress);
    let mut known: Vec<_> = homes.map(|one| one.start..one.end).collect();
    known.sort_by_key(|one| one.start);
    let mut from = 0;
    for at in BEGINNINGS.places(text).map(|(at, _)| at) {
        let door = door_at(text, at).or_else(|| Some((flat_at(text, at)?, false)));
        let door = door.or_else(|| Some((flat_of_owner(text, at)?, true)));
        let Some((door, is_household)) = door else { continue };
        let next = known.partition_point(|one| one.end <= door.start);
        let known = known.get(next).is_some_and(|one| one.start < door.end);
        let address = &text[door.clone()];
        let is_home =
            is_home(address) || is_household && is_bare_flat(address) && given::is_of_writer(label::sentence(text, at));
        if !known && door.start >= from && is_home && (is_household || is_somebodys(text, &door)) {
            out.push(Found::words(Kind::HomeAddress, door.start, door.end, address));
            from = door.end;
        }
    }
}

/// The address that goes on to a door at a byte, and whether a household is named right behind it.
fn door_at(text: &str, at: usize) -> Option<(Range<usize>, bool)> {
    const WORDS: [&str; 8] = ["单元", "号村民", "号居民", "号住户", "号业主", "室业主", "室住户", "室居民"];
    let rest = &text[at..];
    let sign = rest.chars().next().map_or(0, char::len_utf8);
    let is_numbered =
        || text[..at].ends_with(|c: char| c.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十".contains(c));
    let is_of_village = rest.starts_with('号')
        && (rest[sign..].starts_with(['，', ',', '）', ')', '；', '。', '、', ' ', '\n', '的']) || rest.len() == sign)
        && text[..at].trim_end_matches(|c: char| c.is_ascii_digit()).ends_with('组');
    let is_of_household = !rest.starts_with('单')
        && is_numbered()
        && (resident::is_household(&rest[sign..])
            || rest.starts_with('号') && is_in_house(&rest[sign..])
            || rest.starts_with('号') && resident::is_neighbour(&rest[sign..])
            || rest.starts_with('号') && resident::is_addressed_house(&rest[sign..], label::before(text, at))
            || is_in_brackets_of_household(text, at, &rest[sign..]));
    let is_in_brackets =
        rest.starts_with("室）") && text[text.ceil_char_boundary(at.saturating_sub(30))..at].contains(['栋', '幢']);
    if !is_of_household && !is_of_village && !is_in_brackets && !WORDS.iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    let tail = &rest[..rest.floor_char_boundary(NEAR.min(rest.len()))];
    let clause = tail.split(is_end).next().unwrap_or_default();
    let end = if is_of_household || is_of_village || is_in_brackets { sign } else { end_of_flat(clause)? };
    let is_household = is_of_household || resident::is_household(&rest[end..]);
    let from = beginning(text, at);
    let label = if is_household && text[from..at].starts_with("收件地址") { "收件地址".len() } else { 0 };
    Some((from + label..at + end, is_household))
}

/// Whether words go on to the inside of a house where somebody lives: 示例路12号的家中.
fn is_in_house(rest: &str) -> bool {
    let rest = rest.strip_prefix('的').unwrap_or(rest);
    ["家中", "家里", "住处", "住宅内", "家内"].iter().any(|within| rest.starts_with(within))
}

/// Whether an address stands first in brackets behind a household: 张三户（示例巷9号附2号）.
fn is_in_brackets_of_household(text: &str, at: usize, rest: &str) -> bool {
    let before = &text[text.ceil_char_boundary(at.saturating_sub(NEAR))..at];
    let bracket = rest.starts_with(['）', ')', '，', ',']).then(|| before.rsplit_once(['（', '('])).flatten();
    bracket.is_some_and(|(whom, said)| !said.contains(is_end) && resident::ends_in_household(whom))
}

/// The address that goes on from a byte to a flat that is told in figures alone: 示例花园7-2-602.
fn flat_at(text: &str, at: usize) -> Option<Range<usize>> {
    let sign = text[at..].chars().next().map_or(0, char::len_utf8);
    let figures = figures_of_flat(&text[at + sign..])?;
    Some(beginning(text, at)..at + sign + figures)
}

/// The address that goes on from the number of a house to a flat whose owner is named behind it: 12号楼1102的业主张三.
fn flat_of_owner(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix("号楼")?;
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest[figures..].strip_prefix('室').unwrap_or(&rest[figures..]);
    let is_owned = matches!(figures, 3 | 4)
        && text[..at].ends_with(|c: char| c.is_ascii_digit())
        && resident::is_headed_behind(behind.strip_prefix('的').unwrap_or(behind), false);
    is_owned.then(|| beginning(text, at)..text.len() - behind.len())
}

/// How far an address goes from its door at most, in bytes.
const NEAR: usize = 120;

fn is_end(c: char) -> bool {
    "，,。；;、\n|（）()：:“".contains(c)
}

/// Where an address begins that goes on to a byte.
pub fn beginning(text: &str, at: usize) -> usize {
    let head = &text[text.ceil_char_boundary(at.saturating_sub(NEAR))..at];
    let cut = head.rfind(is_end).map_or(0, |cut| cut + head[cut..].chars().next().map_or(0, char::len_utf8));
    at - head.len() + cut + begins(&head[cut..])
}

/// Where an address begins in words that say before it what is with it, 监控显示来自4号楼, or who lives there, 张三 示例村3组12号.
fn begins(head: &str) -> usize {
    const BEFORE: [&str; 22] = [
        "来自",
        "位于",
        "来到",
        "来到了",
        "前往",
        "走访",
        "走访了",
        "走进",
        "走进了",
        "慰问",
        "慰问了",
        "看望",
        "看望了",
        "涉及",
        "关于",
        "反映",
        "涉事",
        "特别是",
        "尤其是",
        "重点为",
        "重点是",
        "我是",
    ];
    let spaces = head.match_indices([' ', '\u{3000}']).map(|(at, space)| at + space.len());
    let named = spaces.rev().find(|at| resident::is_right_behind_somebody(&head[..*at]));
    let words = BEFORE.iter().filter_map(|word| Some(head.rfind(word)? + word.len()));
    let inside = head.starts_with('在').then_some("在".len());
    words.chain(named).chain(inside).max().unwrap_or(0)
}

/// How somebody goes to see people at home.
const VISITS: [&str; 4] = ["走访", "慰问", "看望", "探望"];

fn is_somebodys(text: &str, door: &Range<usize>) -> bool {
    let address = &text[door.clone()];
    let is_flat = address.contains("单元") || ends_in_figures(address);
    let is_told = || is_flat || label::has(label::sentence(text, door.start), &VISITS);
    is_entry_of_somebody(label::sentence(text, door.start))
        || resident::is_given_by_writer(&text[..door.start])
        || is_flat && resident::is_named_before(text, door.start)
        || is_flat && resident::is_right_behind_owner(label::sentence(text, door.start))
        || is_flat && resident::is_followed_by_name(address, &text[door.end..])
        || resident::is_listed(text, door.start)
        || resident::is_headed_behind(&text[door.end..], is_flat)
        || resident::is_visited_behind(&text[door.end..])
        || text[door.end..].starts_with('的') && resident::is_owned_behind(&text[door.end..], is_told())
}

/// Whether an address goes on to a house or a flat: 12号, 12#楼, 12-2-1803.
pub fn has_door(address: &str) -> bool {
    let doors = ["号", "室", "栋", "幢", "单元", "楼", "户", "#"];
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c);
    doors
        .iter()
        .any(|door| address.match_indices(door).any(|(at, _)| address[..at].chars().next_back().is_some_and(digit)))
        || address.split(|c: char| !(c.is_ascii_digit() || c == '-')).any(is_flat)
}

/// The house, the stairs and the flat between hyphens: 12-2-1803, 2-501.
fn is_flat(run: &str) -> bool {
    let parts: Vec<usize> = run.split('-').map(str::len).collect();
    matches!(parts[..], [1..=2, 3..=4] | [1..=3, 1..=2, 3..=4])
}

/// Where a flat ends in a clause: 单元601室, 单元601.
fn end_of_flat(clause: &str) -> Option<usize> {
    let last = clause.char_indices().rev().find(|(_, c)| matches!(c, '室' | '号'));
    let last = last.or_else(|| clause.char_indices().rev().find(|(_, c)| *c == '户'));
    let bare = || {
        let flat = clause.strip_prefix("单元")?;
        let figures = flat.bytes().take_while(u8::is_ascii_digit).count();
        matches!(figures, 3 | 4).then_some(clause.len() - flat.len() + figures)
    };
    // 2单元顶楼, 2单元5楼
    let floor = || {
        let flat = clause.strip_prefix("单元")?;
        let head = flat.trim_start_matches(|c: char| c.is_ascii_digit() || c == '顶');
        (head.len() < flat.len() && head.starts_with('楼')).then(|| clause.len() - head.len() + "楼".len())
    };
    last.map(|(at, c)| at + c.len_utf8()).or_else(bare).or_else(floor)
}

/// Whether a line tells somebody's name, and his sex or age first: 1. 张三，男，58岁，; 走访【张三】，84岁，.
fn is_entry_of_somebody(sentence: &str) -> bool {
    let entry = sentence.trim_start_matches(name::is_of_list);
    let visited = ["走访慰问", "走访", "慰问", "看望"].iter().find_map(|visit| entry.strip_prefix(visit));
    let entry = visited.map_or(entry, |whom| whom.trim_start_matches(name::is_of_list));
    let mut parts = entry.split(['，', ',', '、', ' ', '（', '(', '】']);
    let named = parts.next().is_some_and(|part| name::fills(part.trim_matches('*')));
    let is_age = |part: &str| part.strip_suffix('岁').is_some_and(|age| age.bytes().all(|b| b.is_ascii_digit()));
    let tells = |part: &str| matches!(part, "男" | "女" | "男性" | "女性" | "独居") || is_age(part);
    named && parts.find(|part| !part.is_empty()).is_some_and(tells)
}
