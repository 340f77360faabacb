//! What must not stand beside names: what the header of a column calls it, and whether a cell tells so much.

use std::ops::Range;

use super::door::has_door;
use super::dwelling::{is_dwelling, is_home};
use super::{label, papers, remark, resident};

/// What a column holds that must not stand beside names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitive {
    Identity,
    Account,
    Disability,
    /// A class, which is that of a disability where its degree stands beside it.
    Class,
    /// How somebody is, which mostly is well.
    Health,
    /// Whether somebody is married.
    Marriage,
    /// The whole day on which somebody was born.
    Birth,
    /// Why somebody is in need, or what doctors found: an illness is named there, or none.
    Reason,
    /// How somebody's parents and children fare.
    Family,
    /// Which flat of a house that is spoken of is somebody's.
    Flat,
    /// That somebody took drugs, was in prison, or what he believes in.
    Past,
    Address,
    /// The village or the community, which a door does not belong to.
    Place,
    /// An address that may be an office's or a shop's as well.
    AnyAddress,
    /// Where a household has its water and its power from, and a shop as well.
    Supplied,
    /// What is told in any words, and mostly tells nobody: only the name of an illness or a disability does.
    Remark,
    Papers,
}

/// What is disabled of somebody (残疾人保障法 art. 2).
pub const DISABLED: [&str; 7] = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"];

/// What befalls a family, and nobody need know.
const MISFORTUNES: [&str; 16] = [
    "单亲", "离异", "离婚", "服刑", "失联", "孤儿", "离家", "病逝", "去世", "死亡", "弃婴", "遗弃", "吸毒", "戒毒",
    "改嫁", "丧偶",
];

/// Headers of what firms, shops and offices have.
const OF_BODIES: [&str; 22] = [
    "单位",
    "机构",
    "职务",
    "科室",
    "企业",
    "店",
    "名称",
    "执业",
    "经营",
    "学校",
    "医院",
    "职称",
    "部门",
    "字号",
    "事务所",
    "场所",
    "地点",
    "办公",
    "报到",
    "站",
    "点",
    "承办",
];

/// Headers of what is told of those who are chosen for an office.
const OF_OFFICE_HOLDERS: [&str; 25] = [
    "职务",
    "单位",
    "职称",
    "学历",
    "学位",
    "专业",
    "岗位",
    "毕业",
    "政治面貌",
    "任",
    "牺牲",
    "逝",
    "籍贯",
    "院校",
    "学校",
    "成绩",
    "级别",
    "项目",
    "部门",
    "等级",
    "证书",
    "入党",
    "入伍",
    "奖",
    "运动",
];

impl Sensitive {
    /// Whether the other columns say that the people of a table are no private ones: doctors, keepers of shops.
    pub fn is_of_others(self, text: &str, header: &[Range<usize>]) -> bool {
        let words: &[&str] = match self {
            Sensitive::Disability | Sensitive::Health | Sensitive::Reason => {
                &["职称", "讲座", "坐诊", "出诊", "擅长", "接诊"]
            }
            Sensitive::AnyAddress | Sensitive::Place => &OF_BODIES,
            // Who is chosen for an office, or is remembered, is told with his birth.
            Sensitive::Birth => &OF_OFFICE_HOLDERS,
            Sensitive::Class => {
                let degrees = ["等级", "级别", "残疾"];
                return !header.iter().any(|cell| label::has(&text[cell.clone()], &degrees));
            }
            Sensitive::Flat => return !is_of_neighbours(text, header),
            Sensitive::Remark => &remark::OF_WORK,
            _ => return false,
        };
        header.iter().any(|cell| label::has(&text[cell.clone()], words))
    }

    /// Whether it tells nobody whose name is masked.
    pub fn is_of_life(self) -> bool {
        use Sensitive::{Birth, Class, Disability, Family, Health, Marriage, Past, Reason, Remark};
        matches!(self, Disability | Class | Health | Marriage | Birth | Reason | Family | Past | Remark)
    }

    /// Whether it is told by its digits, whatever the people are.
    pub fn is_of_numbers(self) -> bool {
        matches!(self, Sensitive::Identity | Sensitive::Account | Sensitive::Papers)
    }

    /// Whether a cell says so much that it tells a person.
    pub fn tells(self, cell: &str) -> bool {
        let hidden = cell.contains(['*', '×', '＊', '某', '■', '█']) || cell.to_ascii_uppercase().contains("XX");
        let digits = cell.chars().filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c)).count();
        let words = cell.trim_matches(|c: char| c.is_whitespace() || "-—/、".contains(c));
        !hidden
            && match self {
                Sensitive::Identity => (15..=20).contains(&digits) && !is_credit_code(words),
                Sensitive::Account => (10..=24).contains(&digits),
                Sensitive::Disability => {
                    let nothing = ["无", "否", "有", "是", "非残疾", "健康", "良好", "正常"];
                    // （一至四级） tells how a form is filled in.
                    !words.is_empty() && !nothing.contains(&words) && !words.starts_with(['（', '(']) && digits < 12
                }
                Sensitive::Class => {
                    let kind = words.strip_suffix('级').map_or(words, |kind| kind.trim_end_matches(is_degree));
                    DISABLED.contains(&kind.trim_end_matches(['残', '疾']))
                }
                Sensitive::Marriage => ["婚", "离异", "丧偶"].iter().any(|word| words.contains(word)),
                Sensitive::Birth => is_day_of_birth(words),
                Sensitive::Health => names_illness(words),
                Sensitive::Reason => !words.starts_with("合格") && names_illness(&without_the_usual(words)),
                Sensitive::Family => {
                    let befell = MISFORTUNES.iter().any(|word| words.contains(word)) && !words.starts_with(NOT);
                    befell || names_illness(&without_the_usual(words))
                }
                Sensitive::Flat => {
                    (3..=6).contains(&digits) && !words.contains(['元', '万', '年', '月']) || is_home(cell)
                }
                Sensitive::Supplied => is_home(cell) && is_dwelling(cell),
                Sensitive::Remark => remark::names_illness(words),
                Sensitive::Past => !words.is_empty() && !words.starts_with(NOT),
                Sensitive::Address | Sensitive::AnyAddress => has_door(cell),
                // 八户村 and 一号桥社区 have no door.
                Sensitive::Place => {
                    has_door(cell) && resident::ends_in_door(cell) && cell.contains(['号', '栋', '幢', '室'])
                }
                Sensitive::Papers => papers::is_number(cell),
            }
    }
}

/// Whether flats are those of neighbours who are for or against something, or live there. Who drew which flat is published,
/// and so is what is paid for one.
fn is_of_neighbours(text: &str, header: &[Range<usize>]) -> bool {
    let has = |words: &[&str]| header.iter().any(|cell| label::has(&text[cell.clone()], words));
    has(&["意见", "签字", "签名", "表决", "态度", "是否同意"])
        || has(&["业主", "住户"]) && !has(&["面积", "安置", "补偿", "摇号", "选房", "顺序", "中签", "分配", "价"])
}

/// Whether words are the code of a firm: of as many signs as an identity number, with no year where that has one of birth.
fn is_credit_code(words: &str) -> bool {
    const LONG: usize = 18;
    let code = words.trim();
    code.len() == LONG && code.is_ascii() && !["18", "19", "20"].contains(&&code[6..8])
}

/// The degree of a disability.
fn is_degree(c: char) -> bool {
    c.is_ascii_digit() || "一二三四".contains(c)
}

/// Whether words are a year of the living, a month and a day: 1979-03-04, 1979年3月4日, 19790304.
fn is_day_of_birth(words: &str) -> bool {
    let figures: Vec<&str> = words.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let year = |run: &str| run.parse::<u16>().is_ok_and(|year| (1920..=2100).contains(&year));
    let is_short = |run: &str| (1..=2).contains(&run.len());
    match figures[..] {
        [first, month, day] => first.len() == 4 && year(first) && is_short(month) && is_short(day),
        [whole] => whole.len() == 8 && year(&whole[..4]) && words.len() == whole.len(),
        _ => false,
    }
}

/// Reasons without those that are given by a word and tell no illness: 因病, 因残.
fn without_the_usual(words: &str) -> String {
    const USUAL: [&str; 16] = [
        "无色盲",
        "无色弱",
        "阴性",
        "不合格",
        "因病致贫",
        "因残致贫",
        "因病返贫",
        "因大病",
        "因重病",
        "因病",
        "因残",
        "重大疾病",
        "重特大疾病",
        "大病",
        "患病",
        "疾病",
    ];
    USUAL.iter().fold(words.replace("精神面貌", ""), |words, usual| words.replace(usual, ""))
}

/// How a cell begins that says that something is not so.
pub const NOT: [char; 6] = ['无', '未', '没', '非', '不', '否'];

/// Whether words on how somebody is name an illness: 健康, 良好 and 无重大疾病 name none.
pub fn names_illness(words: &str) -> bool {
    const ILL: [&str; 27] = [
        "阳性",
        "色弱",
        "色盲",
        "陈旧性",
        "病",
        "症",
        "癌",
        "瘤",
        "炎",
        "残",
        "术后",
        "聋",
        "哑",
        "失明",
        "瘫",
        "癫痫",
        "中风",
        "梗",
        "偏瘫",
        "高血压",
        "糖尿",
        "失能",
        "骨折",
        "肾",
        "肝",
        "智力",
        "精神",
    ];
    ILL.iter().any(|ill| words.contains(ill)) && !words.starts_with(NOT) && !label::has(words, &["无残", "无病"])
}
