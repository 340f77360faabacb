//! What an address says by itself: that it goes down to a door, and that people live there.

use super::door::has_door;
use super::number::begins_as_year;
use super::place::{self, Level};

/// Whether people live there, and no office is: 幸福小区6栋2单元301室.
pub fn is_flat(address: &str) -> bool {
    ["单元", "小区", "花园", "家园", "公寓"].iter().any(|word| address.contains(word))
}

/// Whether words are an address, told down to the door, and nothing of it is hidden.
pub fn is_home(address: &str) -> bool {
    let hidden = address.contains(['*', '×', '＊', '某', '_', 'X', 'x']);
    // A sentence goes on otherwise than an address.
    let spoken = address.contains(['的', '请', '可', '：', ':'])
        || [
            "附近",
            "周边",
            "派出所",
            "法院",
            "医院",
            "服务中心",
            "政务",
            "公安",
            "卫生院",
            "街道办",
            "酒店",
            "宾馆",
            "安置点",
        ]
        .iter()
        .any(|body| address.contains(body));
    let places = ["省", "市", "县", "区", "镇", "乡", "村", "路", "街", "巷"];
    // 7组13号 is a house of the village that was named before.
    let placed = places.iter().any(|word| address.contains(word)) || address.contains('组') && address.ends_with('号');
    // 锦绣花园4栋2单元1102室 needs no street.
    let housed = address.contains(['栋', '幢', '座', '-', '#']) || address.contains("号楼");
    let to_flat = address.contains('室')
        || address.contains("单元") && address.ends_with(|c: char| c.is_ascii_digit())
        || ends_in_figures(address);
    let placed = placed || is_flat(address) && housed && to_flat;
    placed && !hidden && !spoken && (5..=60).contains(&address.chars().count()) && has_door(address)
}

/// Whether people live there and hardly anybody else: a flat, or a house in a group of a village.
pub fn is_dwelling(address: &str) -> bool {
    is_flat(address)
        || address.contains('组') && address.ends_with('号')
        || address.contains(['栋', '幢']) && address.ends_with('室')
        || place::level(address) == Some(Level::Dwelling)
}

/// How long the house, the stairs and the flat are that words begin with, in figures alone: 7-2-602, 7#2-602室.
pub fn figures_of_flat(words: &str) -> Option<usize> {
    let figures = |words: &str| words.bytes().take_while(u8::is_ascii_digit).count();
    let house = figures(words);
    let rest = words[house..].strip_prefix(['-', '#'])?;
    let stairs = figures(rest);
    let rest = rest[stairs..].strip_prefix('-')?;
    let flat = figures(rest);
    // 12-10-2024 is a day.
    let is_year = flat == 4 && begins_as_year(rest.as_bytes());
    let behind = rest[flat..].strip_prefix('室').unwrap_or(&rest[flat..]);
    let goes_on = behind.starts_with(|c: char| c.is_ascii_alphanumeric() || "-#./*".contains(c));
    let fits = matches!(house, 1..=3) && matches!(stairs, 1..=2) && matches!(flat, 3 | 4) && !is_year && !goes_on;
    fits.then(|| words.len() - behind.len())
}

/// Whether an address goes down to a flat in figures alone: 示例花园7-2-602.
pub fn ends_in_figures(address: &str) -> bool {
    let place = address.trim_end_matches('室').trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '#'));
    figures_of_flat(&address[place.len()..]) == Some(address.len() - place.len())
}

/// Whether words are a house and a flat and nothing else, as neighbours say it: 9栋1402, 12号楼2单元301室.
pub fn is_bare_flat(address: &str) -> bool {
    let figures = |words: &str| words.bytes().take_while(u8::is_ascii_digit).count();
    let house = figures(address);
    let rest = &address[house..];
    let Some(rest) = ["栋", "幢", "座", "号楼"].iter().find_map(|kind| rest.strip_prefix(kind)) else {
        return false;
    };
    let rest = rest[figures(rest)..].strip_prefix("单元").unwrap_or(rest);
    let flat = figures(rest);
    matches!(house, 1..=3) && matches!(flat, 3 | 4) && matches!(&rest[flat..], "" | "室" | "户" | "号")
}
