//! The grammar of places where people live, from the village down to the door: 镇村组12号, 路33号附1号,
//! 小区3栋1801, 家属区平房2排5号, 街9号阁楼, 村组进村第一家.

/// How near a place leads to those who live there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A group of a village, of a few dozen households: 示例村下湾组.
    Group,
    /// A house of a street, where shops and offices are as well: 示例路12号.
    Street,
    /// A flat, a house of a group, a room above a shop: hardly anybody but who lives there.
    Dwelling,
}

const LONGEST: usize = 40;

/// Marks that hide a part, and words by which a sentence goes on that is no address.
const HIDDEN: [char; 8] = ['*', '×', '＊', '某', '_', 'X', 'x', '□'];
const SPOKEN: [&str; 22] = [
    "的", "请", "可", "：", ":", "在", "是", "为", "有", "至", "到", "等", "共", "与", "及", "和", "发生", "位于",
    "附近", "周边", "沿线", "、",
];

/// What offices, firms and shops have.
const OF_BODIES: [&str; 44] = [
    "公司",
    "局",
    "政府",
    "法院",
    "派出所",
    "中心",
    "政务",
    "医院",
    "卫生院",
    "卫生室",
    "学校",
    "中学",
    "小学",
    "学院",
    "大学",
    "幼儿园",
    "大厦",
    "商铺",
    "门面",
    "门店",
    "摊位",
    "车间",
    "厂房",
    "仓库",
    "窗口",
    "大厅",
    "会议",
    "酒店",
    "宾馆",
    "市场",
    "产业园",
    "科技园",
    "创业园",
    "工业",
    "商务",
    "办公",
    "写字楼",
    "广场",
    "街道办",
    "安置点",
    "银行",
    "站",
    "教室",
    "商场",
];

/// How an address goes on that only says what stands beside: 村小学旁第三家, 机械厂家属区.
const BESIDE: [char; 8] = ['旁', '后', '前', '隔', '对', '家', '宿', '边'];

/// Rooms and corners of a house that is told before them, and houses that neighbours know.
const CORNERS: [&str; 20] = [
    "楼上",
    "楼下",
    "后院",
    "前院",
    "院内",
    "阁楼",
    "东屋",
    "西屋",
    "南屋",
    "北屋",
    "顶楼",
    "隔壁",
    "平房",
    "车库",
    "地下室",
    "东户",
    "西户",
    "中户",
    "东头",
    "西头",
];

/// What a flat of three or four figures stands behind.
const HOUSES: [&str; 12] =
    ["栋", "幢", "座", "号楼", "楼上", "单元", "宿舍", "公寓", "后院", "家属院", "家属楼", "筒子楼"];

/// What a number stands behind that is that of a home.
const OF_HOMES: [&str; 13] =
    ["组", "队", "屯", "塆", "排", "层", "单元", "栋", "幢", "隔壁", "家属区", "家属院", "宿舍"];

/// What a number stands behind that is that of a house.
const STREETS: [&str; 15] =
    ["路", "街", "道", "巷", "弄", "胡同", "里", "村", "坊", "附", "号之", "小区", "公寓", "湾", "院"];

/// What a place is in.
const PLACES: [&str; 20] = [
    "省", "市", "县", "区", "镇", "乡", "村", "路", "街", "巷", "弄", "胡同", "花园", "苑", "家园", "家属", "宿舍",
    "公寓", "新村", "组",
];

pub fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇零一二三四五六七八九十百".contains(c)
}

fn without_number(words: &str) -> Option<&str> {
    let head = words.trim_end_matches(|c: char| is_figure(c) || matches!(c, '-' | '－'));
    (head.len() < words.len()).then_some(head)
}

/// What a number ends in that has a letter before it: A3栋.
fn ends_in(words: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| words.ends_with(end))
}

/// How near a whole run of words leads to those who live there, if it is a place.
pub fn level(words: &str) -> Option<Level> {
    let long = words.chars().count();
    let is_plain = |c: char| crate::chinese::is_chinese(c) || c.is_alphanumeric() || matches!(c, '-' | '－' | '#');
    let is_place = (5..=LONGEST).contains(&long)
        && words.chars().all(is_plain)
        && !words.contains(HIDDEN)
        && !words.starts_with(|c: char| is_figure(c) || c.is_ascii())
        && PLACES.iter().any(|place| words.contains(place))
        && !is_of_body(words)
        && !SPOKEN.iter().any(|word| words.contains(word));
    if is_place { end_of(words) } else { None }
}

fn is_of_body(words: &str) -> bool {
    let is_meant = |(at, body): (usize, &str)| !words[at + body.len()..].starts_with(BESIDE);
    OF_BODIES.iter().any(|body| words.match_indices(body).any(is_meant))
}

/// What the end of a place says.
fn end_of(words: &str) -> Option<Level> {
    if let Some(head) = CORNERS.iter().find_map(|corner| words.strip_suffix(corner)) {
        let floor = head.strip_suffix(['层', '楼']).and_then(without_number).unwrap_or(head);
        return end_of(floor).filter(|level| *level >= Level::Street).map(|_| Level::Dwelling);
    }
    if let Some(head) = words.strip_suffix(['户', '家']).and_then(without_number) {
        // 进村第一家, 村委会后面第二户
        return head.strip_suffix('第').filter(|head| head.contains(['组', '村'])).map(|_| Level::Dwelling);
    }
    if let Some(head) = words.strip_suffix('室').and_then(without_number) {
        return flat(words, head);
    }
    if let Some(head) = words.strip_suffix('号').and_then(without_number) {
        let kind = if ends_in(head, &OF_HOMES) { Level::Dwelling } else { Level::Street };
        return (kind == Level::Dwelling || ends_in(head, &STREETS)).then_some(kind);
    }
    let figures = words.len() - words.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if matches!(figures, 3 | 4) {
        return flat(words, &words[..words.len() - figures]);
    }
    group(words).then_some(Level::Group)
}

/// A room behind a house; where no more is said, 示例路12号3幢201室, offices have theirs in such houses, too.
fn flat(words: &str, head: &str) -> Option<Level> {
    const OFFICES_TOO: [&str; 4] = ["栋", "幢", "座", "号楼"];
    const ESTATES: [&str; 12] =
        ["小区", "社区", "花园", "苑", "家园", "新村", "公寓", "宿舍", "家属", "单元", "佳园", "华庭"];
    if !ends_in(head, &HOUSES) {
        return None;
    }
    let is_home = !ends_in(head, &OFFICES_TOO) || ESTATES.iter().any(|estate| words.contains(estate));
    Some(if is_home { Level::Dwelling } else { Level::Street })
}

/// 示例村下湾组, 示例村第四村民小组: whether words end in a group of a village that is told before it.
fn group(words: &str) -> bool {
    const GROUPS: [&str; 7] = ["村民小组", "村民组", "自然村", "组", "队", "屯", "塆"];
    const NAMED: usize = 4;
    // 工作组, 调查队: those who come to a village.
    const TEAMS: [&str; 18] = [
        "工作", "小", "专", "调查", "检查", "调解", "领导", "互助", "突击", "服务", "巡", "宣讲", "施工", "服务",
        "志愿", "救援", "督导", "党",
    ];
    let Some(head) = GROUPS.iter().find_map(|group| words.strip_suffix(group)) else { return false };
    let Some((_, called)) = head.rsplit_once('村').or_else(|| head.rsplit_once("社区")) else { return false };
    let long = called.chars().count();
    (1..=NAMED).contains(&long) && !TEAMS.iter().any(|team| called.ends_with(team) || called.starts_with(team))
}

/// The longest place that words begin with, where no word or figure goes on behind it.
pub fn prefix(words: &str) -> Option<(usize, Level)> {
    const ENDS: &str = "号室户家组队屯塆上院楼屋壁房头库下内";
    let near = words.char_indices().nth(LONGEST).map_or(words, |(at, _)| &words[..at]);
    near.char_indices().rev().find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let goes_on = words[end..].starts_with(|c: char| is_figure(c) || c.is_ascii_alphanumeric());
        let is_end = c.is_ascii_digit() || ENDS.contains(c);
        let parted = || c.is_ascii_digit() && words[end..].starts_with(['号', '室', '栋', '幢', '单', '层', '排', '-']);
        (is_end && !goes_on && !parted()).then(|| level(&words[..end])).flatten().map(|level| (end, level))
    })
}

/// Whether words are nothing but a room of a house that is told elsewhere: 501室, 3单元501室.
pub fn is_room(words: &str) -> bool {
    let figures = words.strip_suffix('室').unwrap_or_default();
    let flat = figures.rsplit_once("单元").map_or(figures, |(_, flat)| flat);
    matches!(flat.len(), 3 | 4) && flat.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_down_to_the_door() {
        for (place, near) in [
            ("示例镇示例村下湾组", Level::Group),
            ("示例乡示例村第四村民小组", Level::Group),
            ("示例镇李家巷15号", Level::Street),
            ("示例村前街组41号", Level::Dwelling),
            ("示例巷33号附1号", Level::Street),
            ("示例街58号楼上", Level::Dwelling),
            ("示例街73号后院二层东屋", Level::Dwelling),
            ("示例街道民主路22号筒子楼3层7号", Level::Dwelling),
            ("示例街道老供销社后院203", Level::Dwelling),
            ("县客运中心后面公交宿舍208", Level::Dwelling),
            ("示例镇机械厂家属区平房2排5号", Level::Dwelling),
            ("示例花园小区A区3栋1801", Level::Dwelling),
            ("示例镇南关街老油坊隔壁6号", Level::Dwelling),
            ("示例村石碾组进村第一家", Level::Dwelling),
            ("示例路99号楼上302", Level::Dwelling),
            ("示例街道示例小区6幢1103室", Level::Dwelling),
        ] {
            assert_eq!(level(place), Some(near), "{place}");
        }
        for words in [
            "示例镇示例村",
            "示例村驻村工作组",
            "示例县公安局平安路1号5号楼",
            "示例路9号县民政局201室",
            "示例小学教学楼3号",
            "示例县第3组",
            "示例路12号商铺103室",
            "示政发〔2026〕12号",
            "示例县人民医院门诊楼302室",
            "示例村党员先锋队",
        ] {
            assert_eq!(level(words), None, "{words}");
        }
        assert_eq!(prefix("示例社区11栋104的网格员").map(|(end, _)| end), Some("示例社区11栋104".len()));
        assert_eq!(prefix("示例镇李家巷15号居民").map(|(end, _)| end), Some("示例镇李家巷15号".len()));
        assert!(is_room("501室") && !is_room("12室") && !is_room("会议室"));
    }
}
