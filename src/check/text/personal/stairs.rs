//! Flats: a house among many, the stairs in it and the door. Nearly all of them are somebody's home, so what tells of one is
//! a finding unless its sentence says that it is an office's, a shop's or for sale.

use std::ops::Range;
use std::sync::LazyLock;

use crate::needles::Signs;

use super::table::Tables;
use super::{Found, Kind, anybody, door, label};

/// What is in a house where people live, and is nobody's home.
const BODIES: [&str; 68] = [
    "公司",
    "中心",
    "服务站",
    "门店",
    "商铺",
    "门面",
    "底商",
    "工作室",
    "事务所",
    "办公",
    "办事处",
    "居委会",
    "居委",
    "经营",
    "注册",
    "幼儿园",
    "诊所",
    "美发",
    "理发",
    "培训",
    "托管",
    "助餐",
    "超市",
    "药房",
    "银行",
    "支行",
    "项目部",
    "接待",
    "报名",
    "窗口",
    "活动室",
    "驿站",
    "会所",
    "协会",
    "酒店",
    "宾馆",
    "机构",
    "企业",
    "学校",
    "医院",
    "会议",
    "卫生室",
    "车库",
    "酒家",
    "负责人",
    "代表人",
    "联系人",
    "安全员",
    "部位",
    "地点",
    "施工",
    "维修",
    "收件",
    "邮寄",
    "便民",
    "服务点",
    "业主委员会",
    "全体",
    "产业园",
    "大厦",
    "写字楼",
    "物业",
    "填写",
    "大院",
    "业主代表",
    "委员",
    "联系地址",
    "通讯地址",
];

/// What is said of a flat that is sold, let, shown or kept in a register that the law opens.
const OF_PROPERTY: [&str; 38] = [
    "房源",
    "样板",
    "未售",
    "拍卖",
    "竞买",
    "标的",
    "起拍",
    "招租",
    "出租",
    "招商",
    "闲置",
    "空置房",
    "预售",
    "网签",
    "不动产",
    "产权证",
    "改为",
    "规划",
    "拟建",
    "调整",
    "用房",
    "坐落",
    "座落",
    "抵押",
    "查封",
    "挂牌",
    "房改",
    "摇号",
    "评估价",
    "安置房",
    "安置",
    "房产证",
    "隐患",
    "补贴",
    "钱款",
    "位于",
    "的房屋",
    "渗水",
];

/// So many characters name a place at least.
const PLACE: usize = 2;
/// How far an address goes from its door at most, in bytes.
const NEAR: usize = 90;

/// Flats with their stairs, whoever is told of, 示例苑4栋1单元307, and without them where anybody is named in the sentence or
/// the row: 张三（示例苑15栋104）.
pub fn flats(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    static HOUSES: LazyLock<Signs> = LazyLock::new(|| Signs::of("栋幢座楼#".chars()));
    // A table that is told of as a whole is not told of again cell by cell.
    let columns: Vec<usize> = out.iter().filter(|one| one.kind == Kind::Column).map(|one| one.start).collect();
    let is_told = |at: usize| {
        tables.at(at).is_some_and(|table| {
            let heads = &table.header;
            columns.iter().any(|column| heads.iter().any(|head| head.contains(column)))
        })
    };
    let mut found = Vec::new();
    let mut from = 0;
    for (at, sign) in HOUSES.places(text) {
        if at < from || !is_number_before(text, at, sign) {
            continue;
        }
        let Some(flat) = flat(&text[at + sign.len_utf8()..]) else { continue };
        let end = at + sign.len_utf8() + flat.length;
        let begin = beginning(text, at);
        let address = &text[begin..end];
        let hidden = address.starts_with('如') || address.contains(['*', '×', '＊', '某', 'X', '_']);
        let is_placed =
            text[begin..at].chars().filter(|c| crate::chinese::is_chinese(*c) && !is_figure(*c)).count() >= PLACE;
        // 5栋1单元603 alone is a flat where the place was told before, but not in a table, which has its own columns.
        let is_known = is_placed || flat.has_stairs && tables.at(at).is_none();
        if !hidden && is_known && !is_told(at) && is_somebodys(text, tables, &(begin..end), flat.has_stairs) {
            found.push(begin..end);
            from = end;
        }
    }
    for place in super::unknown(found, out) {
        out.push(Found::words(Kind::HomeAddress, place.start, place.end, &text[place]));
    }
}

/// Where the address begins that goes on to a byte, behind what is told in the same breath: a name, a telephone, 地址为.
fn beginning(text: &str, at: usize) -> usize {
    const BEFORE: [&str; 18] = [
        "地址为",
        "地址是",
        "地址",
        "住址为",
        "住址",
        "居住在",
        "居住于",
        "住在",
        "位于",
        "承租",
        "租住",
        "登记在",
        "回迁至",
        "迁至",
        "迁往",
        "搬至",
        "送至",
        "现住",
    ];
    const TELEPHONE: usize = 7;
    let from = door::beginning(text, at);
    let head = &text[from..at];
    let word = BEFORE.iter().filter_map(|word| Some(head.rfind(word)? + word.len())).max();
    let space = head.rfind([' ', '\u{3000}', '\t']).map(|at| at + head[at..].chars().next().map_or(0, char::len_utf8));
    let number = head.rfind(|c: char| c.is_ascii_digit()).map(|last| last + 1);
    let number = number.filter(|end| {
        head[..*end].len() - head[..*end].trim_end_matches(|c: char| c.is_ascii_digit()).len() >= TELEPHONE
    });
    // 惠民家园 3栋: a space may part the house from its place.
    let is_place = |cut: &usize| head[*cut..].chars().any(crate::chinese::is_chinese);
    from + [word, space, number].into_iter().flatten().filter(is_place).max().unwrap_or(0)
}

fn is_somebodys(text: &str, tables: &Tables, flat: &Range<usize>, has_stairs: bool) -> bool {
    let behind = &text[flat.end..text.floor_char_boundary((flat.end + NEAR).min(text.len()))];
    let behind = behind.split(['。', '\n', '；']).next().unwrap_or_default();
    let is_table = tables.at(flat.start).is_some();
    let before = if is_table { label::line(text, flat.start) } else { label::sentence(text, flat.start) };
    let place = &text[flat.clone()];
    let header = tables.header_at(flat.start).unwrap_or_default();
    let says = |words: &[&str]| [before, place, behind, header].iter().any(|part| label::has(part, words));
    let is_shown = || label::is_shown_as_example(before, behind);
    let is_named =
        || anybody::is_named(before) || anybody::is_called_within(behind) || is_table && anybody::is_named(behind);
    (has_stairs || is_named()) && !says(&BODIES) && !says(&OF_PROPERTY) && !is_shown()
}

/// Whether a house is numbered right before its sign, and is one among others: 4栋, 12号楼, 二十二幢, B座, 6#.
fn is_number_before(text: &str, at: usize, sign: char) -> bool {
    let before = &text[..at];
    let before = if sign == '楼' {
        match before.strip_suffix('号').or_else(|| before.strip_suffix('#')) {
            Some(before) => before,
            None => return false,
        }
    } else {
        before
    };
    let is_letter = |c: char| c.is_ascii_uppercase() && sign == '座';
    before.ends_with(|c: char| is_figure(c) || is_letter(c) || "甲乙丙丁".contains(c))
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇零一二三四五六七八九十".contains(c)
}

/// What stands behind the number of a house.
struct Flat {
    length: usize,
    has_stairs: bool,
}

/// The flat that words begin with: 1单元307, B单元阁楼, -2-501室, 3门201, 1104, 三零六.
fn flat(words: &str) -> Option<Flat> {
    let rest = words.strip_prefix('楼').unwrap_or(words).trim_start_matches([' ', '-']);
    let stairs = stairs(rest);
    let rest = stairs.map_or(rest, |length| rest[length..].trim_start_matches([' ', '-']));
    let figures = rest.len() - rest.trim_start_matches(is_figure).len();
    let count = rest[..figures].chars().count();
    let behind = &rest[figures..];
    let top =
        ["阁楼", "顶楼"].iter().find_map(|top| behind.strip_prefix(top)).filter(|_| figures == 0 && stairs.is_some());
    if let Some(behind) = top {
        return Some(Flat { length: words.len() - behind.len(), has_stairs: true });
    }
    let floor = stairs.is_some() && behind.starts_with(['层', '楼']);
    if floor && figures > 0 {
        let door = behind['楼'.len_utf8()..].trim_start_matches(is_figure);
        return Some(Flat { length: words.len() - door.len(), has_stairs: true });
    }
    let named = behind.trim_start_matches(' ').strip_prefix(['室', '号', '户', '房']);
    let goes_on = behind.starts_with(|c: char| c.is_ascii_alphanumeric() || ".%年月米平元台个层楼".contains(c));
    let shop = named.is_some_and(|rest| rest.starts_with(['铺', '楼', '线', '院', '屋']));
    let fits = match (stairs.is_some(), named.is_some()) {
        (true, true) => (1..=4).contains(&count),
        _ => (3..=4).contains(&count),
    };
    (fits && !goes_on && !shop)
        .then(|| Flat { length: words.len() - named.unwrap_or(behind).len(), has_stairs: stairs.is_some() })
}

/// How long the stairs are that words begin with: 1单元, 甲单元, 二单元, 3门, 2- before a door.
fn stairs(words: &str) -> Option<usize> {
    let figures = words.bytes().take_while(u8::is_ascii_digit).count();
    let behind = words[figures..].strip_prefix('-');
    if matches!(figures, 1 | 2) && behind.is_some_and(|door| door.bytes().take_while(u8::is_ascii_digit).count() >= 3) {
        return Some(figures + '-'.len_utf8());
    }
    let sign = words.char_indices().take(3).find(|(_, c)| matches!(c, '单' | '门'))?.0;
    let length = ["单元", "门"].iter().find(|word| words[sign..].starts_with(**word))?.len();
    let is_number = |c: char| is_figure(c) || c.is_ascii_uppercase() || "甲乙丙丁东西南北中".contains(c);
    (sign > 0 && words[..sign].chars().all(is_number)).then_some(sign + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_is_read_to_its_door() {
        for (words, length) in [
            ("1单元307自", "1单元307"),
            ("B单元阁楼的", "B单元阁楼"),
            ("-2-501室，", "-2-501室"),
            ("3门201", "3门201"),
            ("三零六未", "三零六"),
            ("东单元五层501。", "东单元五层501"),
            ("1单元2号门", "1单元2号"),
            (" 915 房", " 915 房"),
        ] {
            let found = flat(words).map(|flat| &words[..flat.length]);
            assert_eq!(found.unwrap_or_default(), length, "{words}");
        }
        for words in ["1单元电梯", "楼2023年", "三", "104号铺", "1200平方米", "1单元业主", "12层", "S101"]
        {
            assert!(flat(words).is_none(), "{words}");
        }
    }
}
