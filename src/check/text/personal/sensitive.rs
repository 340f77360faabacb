//! What must not stand beside names: what the header of a column calls it, and whether a cell tells so much.

use std::ops::Range;

use super::door::has_door;
use super::{label, papers, resident};

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
    Papers,
}

/// 后四位 and the like is how offices mask; of a firm more may be said.
const MASKED: [&str; 6] = ["后四位", "后六位", "后4位", "后6位", "单位", "企业"];

/// What doctors and lecturers know about, and what they decide.
const OF_DOCTORS: [&str; 8] = ["擅长", "主治", "负责", "研究", "预防", "评定", "资质", "接诊"];

const ACCOUNTS: [&str; 13] = [
    "银行账号",
    "银行帐号",
    "银行卡",
    "卡号",
    "账号",
    "帐号",
    "一卡通",
    "存折",
    "账户",
    "帐户",
    "惠农卡",
    "折号",
    "折）号",
];

/// Licences to drive and the certificates of the disabled have the number of identity as their own.
const IDENTITIES: [&str; 12] = [
    "身份证",
    "公民身份",
    "证件号",
    "身份信息",
    "社会保障号",
    "社保号",
    "驾驶证号",
    "驾驶证编号",
    "残疾证号",
    "残疾证编号",
    "残疾人证号",
    "残疾人证编号",
];

/// What is disabled of somebody (残疾人保障法 art. 2).
const DISABLED: [&str; 7] = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"];

const ILLNESSES: [&str; 37] = [
    "孕检",
    "孕情",
    "孕周",
    "残疾类别",
    "残疾等级",
    "残疾证等级",
    "残疾证级别",
    "残疾证类别",
    "残疾类型",
    "残疾种类",
    "残疾级别",
    "残疾程度",
    "残疾情况",
    "残级",
    "伤残等级",
    "伤残级别",
    "失能等级",
    "病种",
    "病因",
    "病情",
    "病名",
    "疾病",
    "患病",
    "诊断结果",
    "临床诊断",
    "入院诊断",
    "病残",
    "精神状况",
    "手术名称",
    "手术项目",
    "手术类型",
    "手术种类",
    "分娩",
    "子女死亡",
    "子女伤残",
    "子女残疾",
    "死亡（伤残）",
];

/// Headers of what is told in any words, among them illnesses.
const REASONS: [&str; 11] = [
    "困难情况",
    "困难原因",
    "家庭困难",
    "致困",
    "致贫",
    "返贫",
    "救助原因",
    "救助事由",
    "体检结论",
    "体检结果",
    "体检情况",
];

/// Headers of what is told of a family.
const FAMILIES: [&str; 5] = ["家庭情况", "家庭状况", "家庭基本情况", "父母情况", "父母状况"];

/// What befalls a family, and nobody need know.
const MISFORTUNES: [&str; 16] = [
    "单亲", "离异", "离婚", "服刑", "失联", "孤儿", "离家", "病逝", "去世", "死亡", "弃婴", "遗弃", "吸毒", "戒毒",
    "改嫁", "丧偶",
];

const PAST: [&str; 11] = [
    "吸毒史",
    "吸毒情况",
    "吸毒类型",
    "戒毒时间",
    "戒毒日期",
    "刑满释放",
    "刑释",
    "犯罪记录",
    "犯罪前科",
    "宗教信仰",
    "信教情况",
];

/// A header without its line breaks and spaces.
pub fn without_breaks(header: &str) -> String {
    let header = ["<br>", "<br/>", "<br />"].iter().fold(header.to_owned(), |header, mark| header.replace(mark, ""));
    header.chars().filter(|c| !c.is_whitespace() && *c != '*').collect()
}

impl Sensitive {
    pub fn of(header: &str) -> Option<Sensitive> {
        let header = &without_breaks(header);
        if label::has(header, &MASKED) || label::has(header, &OF_DOCTORS) {
            return None;
        }
        // 账户余额 is an amount, and 账号（保证金专户） an office's.
        if label::has(header, &["余额", "结余", "金额", "数量", "专户", "监管账户"]) {
            return None;
        }
        if header.ends_with("诊断") {
            return Some(Sensitive::Disability);
        }
        let kinds: [(Sensitive, &[&str]); 13] = [
            (Sensitive::Papers, &papers::LABELS),
            (Sensitive::Identity, &IDENTITIES),
            (Sensitive::Account, &ACCOUNTS),
            (Sensitive::Disability, &ILLNESSES),
            (Sensitive::Past, &PAST),
            (Sensitive::Family, &FAMILIES),
            (Sensitive::Reason, &REASONS),
            (Sensitive::Health, &["身体状况", "身体情况", "健康状况", "健康情况"]),
            (Sensitive::Marriage, &["婚姻状况", "婚姻情况", "婚姻状态", "婚否"]),
            (Sensitive::Birth, &["出生日期", "出生年月日", "生日"]),
            (Sensitive::Address, &["家庭住址", "家庭地址", "住址", "户籍地", "居住地", "现住地", "门牌"]),
            (Sensitive::Place, &["所在街道", "所在社区", "所在镇", "所在乡", "所在村", "村组", "村（社区"]),
            (Sensitive::AnyAddress, &["详细地址", "联系地址", "通讯地址", "房屋地址"]),
        ];
        let found = kinds.into_iter().find(|(_, words)| label::has(header, words)).map(|(kind, _)| kind);
        if matches!(&**header, "类别" | "类型" | "种类" | "类别等级" | "类别及等级") {
            return Some(Sensitive::Class);
        }
        let flat = || ["房号", "室号", "房屋号"].contains(&&**header).then_some(Sensitive::Flat);
        found.or_else(|| (header == "地址").then_some(Sensitive::AnyAddress)).or_else(flat)
    }

    /// Whether the other columns say that the people of a table are no private ones: doctors, keepers of shops.
    pub fn is_of_others(self, text: &str, header: &[Range<usize>]) -> bool {
        let words: &[&str] = match self {
            Sensitive::Disability | Sensitive::Health | Sensitive::Reason => {
                &["职称", "讲座", "坐诊", "出诊", "擅长", "接诊"]
            }
            Sensitive::AnyAddress | Sensitive::Place => &[
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
            ],
            // Who is chosen for an office, or is remembered, is told with his birth.
            Sensitive::Birth => &[
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
            ],
            Sensitive::Class => {
                let degrees = ["等级", "级别", "残疾"];
                return !header.iter().any(|cell| label::has(&text[cell.clone()], &degrees));
            }
            // Who drew which flat is published; who of the neighbours is for or against something is theirs.
            Sensitive::Flat => {
                let opinions = ["意见", "签字", "签名", "表决", "态度", "是否同意"];
                return !header.iter().any(|cell| label::has(&text[cell.clone()], &opinions));
            }
            _ => return false,
        };
        header.iter().any(|cell| label::has(&text[cell.clone()], words))
    }

    /// Whether it tells nobody whose name is masked.
    pub fn is_of_life(self) -> bool {
        use Sensitive::{Birth, Class, Disability, Family, Health, Marriage, Past, Reason};
        matches!(self, Disability | Class | Health | Marriage | Birth | Reason | Family | Past)
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
                Sensitive::Identity => (15..=20).contains(&digits),
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
                Sensitive::Flat => (3..=6).contains(&digits) && !words.contains(['元', '万', '年', '月']),
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
const NOT: [char; 6] = ['无', '未', '没', '非', '不', '否'];

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
