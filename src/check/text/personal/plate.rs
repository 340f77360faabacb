//! Number plates of people's cars.

use std::ops::Range;

use crate::fold::fold_char;
use crate::near;
use crate::needles::spots;

use super::holder::{self, Holder};
use super::mailbox::{PERSON, names_somebody};
use super::table::Tables;
use super::{Found, Kind, anybody, column, form, keeper, label, name, owner, private, someone};

/// The rest of a sentence.
fn clause_behind(text: &str, at: usize) -> &str {
    let near = near::behind(&text[at..], 180);
    near.split(['。', '\n', '；']).next().unwrap_or_default()
}

const PLACES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Number plates (GA 36) of people; of cars that an office sells, runs or checks it is lawful to say them.
pub fn plates(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    // A letter right behind a Chinese character, or a capital of full width (EF BC A1 to BA): rare enough to look closer.
    let letter = |first: u8, second: u8| {
        ((first >= 0x80) & second.is_ascii_alphabetic()) | ((first == 0xbc) & (second.wrapping_sub(0xa1) < 26))
    };
    let bytes = text.as_bytes();
    let of_letter = |first: usize| match bytes[first + 1].is_ascii() {
        true => Some(first + 1),
        false => first.checked_sub(1).filter(|at| bytes[*at] == 0xef),
    };
    for at in spots(bytes, letter).filter_map(of_letter) {
        if let Some(plate) = plate(text, at).filter(|plate| is_of_a_person(text, tables, plate)) {
            let stamped: String = text[plate.clone()].chars().map(stamped).collect();
            out.push(Found::words(Kind::Plate, plate.start, plate.end, &stamped));
        }
    }
}

/// A character as it would stand on a plate, however it was typed.
fn stamped(c: char) -> char {
    fold_char(c).unwrap_or(' ').to_ascii_uppercase()
}

/// Digits and letters; I and O are on no plate.
fn is_sign(c: char) -> bool {
    let c = stamped(c);
    c.is_ascii_digit() || (c.is_ascii_uppercase() && !matches!(c, 'I' | 'O'))
}

/// The plate whose letter stands at a byte.
fn plate(text: &str, at: usize) -> Option<Range<usize>> {
    let place = text[..at].chars().next_back().filter(|c| PLACES.contains(*c))?;
    let rest = text[at..].strip_prefix(is_sign)?;
    let body = rest.trim_start_matches(|c| matches!(stamped(c), '·' | '•' | '・' | ' ' | '-' | '.'));
    let behind = in_two(body).unwrap_or_else(|| body.trim_start_matches(is_sign));
    let signs = &body[..body.len() - behind.len()];
    let length = signs.chars().filter(|c| is_sign(*c)).count();
    let next = behind.chars().next();
    // Trailers and cars of learners: 皖N1234挂.
    let last = next.filter(|c| length == 4 && matches!(c, '挂' | '学')).map_or(0, char::len_utf8);
    let digits = signs.chars().filter(|c| stamped(*c).is_ascii_digit()).count();
    // Nothing but noughts stands where no plate is to be told.
    let is_sample = signs.chars().filter(|c| is_sign(*c)).all(|c| stamped(c) == '0');
    let fits = rest.len() - body.len() <= 3
        && (matches!(length, 5 | 6) || last > 0)
        && digits >= 3
        && !is_sample
        && !next.map(stamped).is_some_and(|c| c.is_ascii_alphanumeric() || c == '*');
    fits.then(|| at - place.len_utf8()..text.len() - behind.len() + last)
}

/// What stands behind the signs of a plate that are written in two groups: 皖EF 6620.
fn in_two(body: &str) -> Option<&str> {
    let count = |from: &str, to: &str| from[..from.len() - to.len()].chars().count();
    let first = body.trim_start_matches(is_sign);
    let second = first.strip_prefix([' ', '·', '-', '.'])?;
    let behind = second.trim_start_matches(is_sign);
    let (head, tail) = (count(body, first), count(second, behind));
    (matches!(head, 1..=3) && matches!(head + tail, 5 | 6)).then_some(behind)
}

fn is_of_a_person(text: &str, tables: &Tables, plate: &Range<usize>) -> bool {
    let place = Place::of(text, tables, plate);
    // A sample: 格式如皖N12345.
    if place.sentence.ends_with('如') {
        return false;
    }
    place.is_of_somebody() && !place.is_of_an_office()
        || private::is_private(place.sentence)
        || keeper::is_somebodys(text, plate, place.is_in_table())
}

/// A plate and what stands around it.
struct Place<'t> {
    text: &'t str,
    tables: &'t Tables<'t>,
    start: usize,
    end: usize,
    /// What the sentence says before the plate, and the head of its column.
    sentence: &'t str,
    header: &'t str,
    /// The rest of the sentence, with the plate and without it.
    with_plate: &'t str,
    behind: &'t str,
}

impl<'t> Place<'t> {
    fn of(text: &'t str, tables: &'t Tables<'t>, plate: &Range<usize>) -> Place<'t> {
        let with_plate = clause_behind(text, plate.start);
        Place {
            text,
            tables,
            start: plate.start,
            end: plate.end,
            sentence: label::sentence(text, plate.start),
            header: tables.header_at(plate.start).unwrap_or_default(),
            with_plate,
            behind: with_plate.get(plate.len()..).unwrap_or_default(),
        }
    }

    fn is_in_table(&self) -> bool {
        self.tables.at(self.start).is_some()
    }

    /// Whether what stands before the plate, or above it, has one of some words.
    fn says(&self, words: &[&str]) -> bool {
        label::has(self.sentence, words) || label::has(self.header, words)
    }

    fn is_of_an_office(&self) -> bool {
        self.is_for_service()
            || self.is_of_a_fleet_behind()
            // What offices do with cars of their own, unless it is said whose the car is: 报废车辆：车主张三名下轿车皖N12345.
            || self.says(&["拍卖", "处置", "报废", "采购"]) && !self.has_registered_owner()
            || owner::is_called_an_offices(self.sentence)
            || is_of_a_body(self.sentence)
            || self.tables.of_firms(self.start)
            || is_in_row_of_firm(self.text, self.tables, self.start)
    }

    fn has_registered_owner(&self) -> bool {
        owner::has_owner_before(self.sentence) || private::is_registered_in_row(self.text, self.tables, self.start)
    }

    /// Whether the car is said to serve others, or to be one of a body's.
    fn is_for_service(&self) -> bool {
        const SERVING: [&str; 15] = [
            "校车",
            "救护车",
            "消防车",
            "班车",
            "客运",
            "合作社",
            "公务",
            "公车",
            "执法车",
            "公交",
            "出租",
            "单位",
            "公司",
            "车辆编号",
            "所属",
        ];
        let is_run = |words| owner::is_run(words, &["经营", "营运"]);
        self.says(&SERVING) || is_run(self.sentence) || is_run(self.header)
    }

    /// Whether the same is said behind the plate: 皖N12345号校车, 皖N12345（公司名下）.
    fn is_of_a_fleet_behind(&self) -> bool {
        const FLEET: [&str; 6] = ["公交", "出租", "标段", "校车", "救护车", "班车"];
        let right_behind = self.text[self.end..].trim_start_matches(['号', '的']);
        owner::is_run(self.with_plate, &["营运"])
            || label::has(self.with_plate, &["所属", "公务", "公司名下", "单位车辆"])
            || FLEET.iter().any(|thing| right_behind.starts_with(thing))
    }

    fn is_of_somebody(&self) -> bool {
        self.is_told_whose_before() || self.is_told_whose_behind() || self.is_beside_somebody()
    }

    /// Whether the words before the plate say whose the car is, or who drives it.
    fn is_told_whose_before(&self) -> bool {
        let sentence = self.sentence;
        self.says(&["车主", "驾驶人", "驾驶员", "当事人", "姓名"])
            || self.says(&["车牌", "号牌", "牌照"]) && names_one(self.text, self.tables, self.start)
            || owner::is_driven(label::line(self.text, self.start))
            || owner::has_owner_before(sentence)
            || private::is_of_labelled_owner(sentence)
            || owner::is_called_his(sentence)
            || owner::is_called_own(sentence)
            || !self.is_in_table() && owner::is_entry_of_owner(sentence)
            || self.says(&["车牌", "号牌"])
                && (owner::has_owner_behind(sentence) || owner::is_registered_before(sentence))
    }

    /// Whether those behind it do.
    fn is_told_whose_behind(&self) -> bool {
        owner::has_owner_behind(self.with_plate)
            || owner::is_registered_behind(self.with_plate)
            || self.says(&["车牌", "号牌"]) && owner::is_named_in_clause_behind(self.behind)
            || owner::is_named_behind(self.behind)
            || owner::is_of_owner(self.behind)
            || !self.is_in_table() && owner::is_fined(self.sentence, self.behind)
    }

    /// Whether somebody is told of where the plate stands: in its row or list, above it, in its form.
    fn is_beside_somebody(&self) -> bool {
        is_listed_behind_a_name(self.text, self.tables, self.start)
            || private::is_registered_in_row(self.text, self.tables, self.start)
            || is_driven_by_one_above(self.text, self.start)
            || is_owned(self.text, self.start)
            || !self.is_in_table()
                && (is_in_form_of_somebody(self.text, self.start) || is_beside_anybody(self.sentence, self.behind))
    }
}

/// Whether anybody is named in the sentence or the row of a plate that is no sample and on no car at work: 李四驾驶皖N12345逆行.
fn is_beside_anybody(around: &str, behind: &str) -> bool {
    const AT_WORK: [&str; 34] = [
        "执勤",
        "执法",
        "巡逻",
        "警车",
        "警用",
        "环卫",
        "洒水",
        "垃圾",
        "工程车",
        "清扫",
        "施工",
        "应急",
        "救援",
        "押运",
        "邮政",
        "快递",
        "物流",
        "资产",
        "竞价",
        "变卖",
        "标的",
        "负责",
        "巡查",
        "班次",
        "名下，",
        "公安局",
        "举报",
        "投诉",
        "无人认领",
        "丢弃",
        "查获",
        "使用人",
        "采样",
        "移交",
    ];
    const SHOWN: [&str; 14] =
        ["例如", "比如", "样例", "举例", "样式", "样本", "示意", "套用", "演示", "填写", "示范", "格式", "如：", "如“"];
    let says = |words: &[&str]| label::has(around, words) || label::has(behind, words);
    // 证号皖N-YH-2025-0417 is a certificate's.
    let is_of_paper = ["证号", "编号", "证书", "字号"].iter().any(|word| around.ends_with(word));
    // 皖N12345　张三　示例镇: what stands between wide spaces is an entry.
    let listed = behind.strip_prefix(['\u{3000}', ' ']).and_then(|rest| rest.split(['\u{3000}', ' ']).next());
    let is_named =
        anybody::is_named(around) || anybody::is_called_within(behind) || listed.is_some_and(someone::is_full);
    is_named && !is_of_paper && !says(&AT_WORK) && !says(&SHOWN)
}

/// Whether the table has a column of firms that cars belong to, or the row names one, or an office: 示例驾校有限公司.
fn is_in_row_of_firm(text: &str, tables: &Tables, at: usize) -> bool {
    let Some(table) = tables.at(at) else { return false };
    let cell = |column: usize| tables.cell(at, column).map_or("", |cell| &text[cell]);
    let firm = |cell: &str| ["公司", "合作社", "驾校", "单位", "集团"].iter().any(|firm| cell.contains(firm));
    let owns = |name: &str| ["所有人", "所有权人", "车主", "当事人"].iter().any(|owner| name.contains(owner));
    let is_of_office = |name: &str, at: usize| owns(name) && holder::named(cell(at)) == Some(Holder::Office);
    table.header.iter().enumerate().any(|(at, name)| {
        let name = &text[name.clone()];
        name.contains("所属") || firm(cell(at)) || is_of_office(name, at)
    })
}

/// Whether a plate stands beside people: in their table, or in a sentence about somebody.
fn names_one(text: &str, tables: &Tables, at: usize) -> bool {
    let sentence = label::sentence(text, at);
    match tables.at(at) {
        Some(table) => {
            table.header.iter().any(|cell| {
                let header = &text[cell.clone()];
                column::is_name(header) || label::has(header, &["所有人", "车主", "驾驶", "当事人", "姓名"])
            }) || is_in_row_of_somebody(text, tables, at)
        }
        None => {
            names_somebody(sentence)
                || name::begins(sentence)
                || label::has(sentence, &label::SOMEBODY)
                || label::has(sentence, &["失主", "先生", "女士"])
        }
    }
}

/// Whether the row names somebody where another would name a firm: 业户名称, 经营者.
fn is_in_row_of_somebody(text: &str, tables: &Tables, at: usize) -> bool {
    const HOLDERS: [&str; 7] = ["业户", "业主", "经营者", "户名", "持证", "纳税人", "所有权人"];
    let Some(table) = tables.at(at) else { return false };
    let column = table.header.iter().position(|cell| label::has(&text[cell.clone()], &HOLDERS));
    let cell = column.and_then(|column| tables.cell(at, column));
    cell.is_some_and(|cell| name::is_one(&text[cell]))
}

/// A line of a form below that of somebody who is fined: 行政相对人名称：张三, and below it 违法事实：停放车辆（皖N12345）.
fn is_in_form_of_somebody(text: &str, at: usize) -> bool {
    const FINED: [&str; 5] = ["行政相对人名称", "行政相对人", "违法行为人", "处罚对象", "被处罚人姓名"];
    form::is_of_a_person(text, at, &[&PERSON[..], &FINED].concat())
}

/// - 张三 皖N12345, 张三，小型轿车皖N12345, B1-017　张三　皖N12345
fn is_listed_behind_a_name(text: &str, tables: &Tables, at: usize) -> bool {
    let sentence = label::sentence(text, at);
    let sentence = sentence.rsplit(['；', ';']).next().unwrap_or_default();
    let sentence = owner::before_car(sentence).unwrap_or(sentence);
    let run =
        sentence.trim_start_matches(name::is_of_list).trim_end_matches([' ', '\u{3000}', '：', ':', '，', '*', '（']);
    // Where a car stands is told by letters and digits.
    let is_place = |words: &str| words.chars().all(|c| c.is_ascii_alphanumeric() || "-# \u{3000}".contains(c));
    let run = run.rsplit_once([' ', '\u{3000}']).filter(|(place, _)| is_place(place)).map_or(run, |(_, name)| name);
    let is_parted = sentence.ends_with([' ', '\u{3000}', '：', ':', '，', '（']);
    tables.at(at).is_none() && is_parted && name::is_one(run)
}

/// How far above a plate it is looked whose car it is, in bytes.
const ABOVE: usize = 600;

fn above(text: &str, at: usize) -> &str {
    near::before(&text[..at], ABOVE)
}

/// Where somebody is told of by what he did: 病例1, and on the lines below it 驾驶皖N12345.
fn is_driven_by_one_above(text: &str, at: usize) -> bool {
    let before = label::before(text, at).trim_end_matches(['“', ' ', '（', '(', '：', ':']);
    let drives = ["驾驶", "驾车", "自驾", "驾驶其", "驾驶自家", "驾驶自有", "驾驶悬挂"]
        .iter()
        .any(|word| before.ends_with(word));
    drives && label::has(above(text, at), &["感染者", "病例", "密接", "密切接触者", "某，男", "某，女"])
}

/// Whether a car is one that somebody bought, has or left behind: 消费者张三购买的二手轿车（皖N12345）.
fn is_owned(text: &str, at: usize) -> bool {
    let clause = label::before(text, at);
    let owned = ["购买的", "所购", "购得", "名下", "所有的", "自有", "持有的"].iter().any(|word| clause.contains(word));
    if owned
        && clause.contains('车')
        && label::has(label::sentence(text, at), &["消费者", "投诉人", "购车人", "村民", "居民"])
    {
        return true;
    }
    // A firm has no 自家 car.
    if clause.contains('车') && ["自家", "自己的"].iter().any(|own| clause.contains(own)) {
        return true;
    }
    let called = clause.trim_end_matches(['：', ':', ' ', '“', '（', '(']);
    let is_labelled =
        called.len() < clause.len() && ["车辆", "机动车", "汽车", "轿车"].iter().any(|car| called.ends_with(car));
    let above = above(text, at);
    is_labelled && label::has(above, &["被继承人", "遗产", "夫妻共同财产"]) && !label::has(above, &["拍卖", "变卖"])
}

/// Whether a sentence that speaks of nobody begins with a body: 示例小学，车牌皖N12345，.
fn is_of_a_body(sentence: &str) -> bool {
    const BODIES: [&str; 9] = ["幼儿园", "小学", "中学", "学校", "医院", "卫生院", "车队", "运输队", "集团"];
    let mut parts = sentence.split(['，', '：', '（', ' ', '、']);
    parts.by_ref().take(2).any(|part| BODIES.iter().any(|body| part.ends_with(body)))
        && !label::has(sentence, &["当事人", "车主", "姓名", "被处罚人"])
}
