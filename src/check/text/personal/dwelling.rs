//! What an address says by itself: that it goes down to a door, and that people live there.

use super::door::has_door;

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
    let places = ["省", "市", "县", "区", "镇", "乡", "村", "路", "街"];
    // 7组13号 is a house of the village that was named before.
    let placed = places.iter().any(|word| address.contains(word)) || address.contains('组') && address.ends_with('号');
    // 锦绣花园4栋2单元1102室 needs no street.
    let housed = address.contains(['栋', '幢', '座', '-']) || address.contains("号楼");
    let to_flat = address.contains('室') || address.contains("单元") && address.ends_with(|c: char| c.is_ascii_digit());
    let placed = placed || is_flat(address) && housed && to_flat;
    placed && !hidden && !spoken && (5..=60).contains(&address.chars().count()) && has_door(address)
}

/// Whether people live there and hardly anybody else: a flat, or a house in a group of a village.
pub fn is_dwelling(address: &str) -> bool {
    is_flat(address)
        || address.contains('组') && address.ends_with('号')
        || address.contains(['栋', '幢']) && address.ends_with('室')
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
