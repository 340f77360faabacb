//! Tables whose header pairs a name with what nobody need know of a person (云南 2017: the columns that leaks were found
//! in). A column that is empty, masked, or goes no further than the village is none.

use std::ops::Range;

use super::table::{Table, Tables, cells, rows};
use super::{Found, Kind, label, name, papers};

/// How many rows are looked at before a column counts as harmless.
const ROWS: usize = 500;

/// What a column holds that must not stand beside names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sensitive {
    Identity,
    Account,
    Disability,
    /// How somebody is, which mostly is well.
    Health,
    /// That somebody took drugs or was in prison.
    Past,
    Address,
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

const ILLNESSES: [&str; 26] = [
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
];

/// A header without its line breaks and spaces.
fn without_breaks(header: &str) -> String {
    let header = ["<br>", "<br/>", "<br />"].iter().fold(header.to_owned(), |header, mark| header.replace(mark, ""));
    header.chars().filter(|c| !c.is_whitespace() && *c != '*').collect()
}

impl Sensitive {
    fn of(header: &str) -> Option<Sensitive> {
        let header = &without_breaks(header);
        if label::has(header, &MASKED) || label::has(header, &OF_DOCTORS) {
            return None;
        }
        // 账户余额 is an amount.
        if label::has(header, &["余额", "结余", "金额", "数量"]) {
            return None;
        }
        if header.ends_with("诊断") {
            return Some(Sensitive::Disability);
        }
        let kinds: [(Sensitive, &[&str]); 8] = [
            (Sensitive::Papers, &papers::LABELS),
            (Sensitive::Identity, &["身份证", "公民身份", "证件号", "身份信息", "社会保障号", "社保号"]),
            (Sensitive::Account, &ACCOUNTS),
            (Sensitive::Disability, &ILLNESSES),
            (Sensitive::Past, &["吸毒史", "吸毒情况", "吸毒类型", "戒毒时间", "戒毒日期", "刑满释放", "刑释"]),
            (Sensitive::Health, &["身体状况", "身体情况", "健康状况", "健康情况"]),
            (Sensitive::Address, &["家庭住址", "家庭地址", "住址", "户籍地", "居住地", "现住地", "门牌"]),
            (Sensitive::AnyAddress, &["详细地址", "联系地址", "通讯地址", "房屋地址"]),
        ];
        let found = kinds.into_iter().find(|(_, words)| label::has(header, words)).map(|(kind, _)| kind);
        found.or_else(|| (header == "地址").then_some(Sensitive::AnyAddress))
    }

    /// Whether the other columns say that the people of a table are no private ones: doctors, keepers of shops.
    fn is_of_others(self, text: &str, table: &Table) -> bool {
        let words: &[&str] = match self {
            Sensitive::Disability | Sensitive::Health => &["职称", "讲座", "坐诊", "出诊", "擅长", "接诊"],
            Sensitive::AnyAddress => &[
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
            _ => return false,
        };
        table.header.iter().any(|cell| label::has(&text[cell.clone()], words))
    }

    /// Whether it is told by its digits, whatever the people are.
    fn is_of_numbers(self) -> bool {
        matches!(self, Sensitive::Identity | Sensitive::Account | Sensitive::Papers)
    }

    /// Whether a cell says so much that it tells a person.
    fn tells(self, cell: &str) -> bool {
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
                Sensitive::Health => names_illness(words),
                Sensitive::Past => !words.is_empty() && !words.starts_with(NOT),
                Sensitive::Address | Sensitive::AnyAddress => has_door(cell),
                Sensitive::Papers => papers::is_number(cell),
            }
    }
}

/// How a cell begins that says that something is not so.
const NOT: [char; 6] = ['无', '未', '没', '非', '不', '否'];

/// Whether words on how somebody is name an illness: 健康, 良好 and 无重大疾病 name none.
fn names_illness(words: &str) -> bool {
    const ILL: [&str; 23] = [
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

/// Headers that may stand above names without saying so.
const PEOPLE: [&str; 86] = [
    "户主",
    "申请人",
    "患者",
    "领取人",
    "受助人",
    "残疾人",
    "救助对象",
    "保障对象",
    "补贴对象",
    "补助对象",
    "资助对象",
    "受助对象",
    "发放对象",
    "低保对象",
    "优抚对象",
    "被征收人",
    "购机者",
    "监护人",
    "被监护人",
    "家庭成员",
    "名字",
    "村民",
    "农户",
    "持证人",
    "享受人",
    "借款人",
    "贷款人",
    "购房人",
    "付款人",
    "缴款人",
    "缴费人",
    "领款人",
    "领取对象",
    "收款人",
    "退款人",
    "捐款人",
    "捐赠人",
    "投保人",
    "被保险人",
    "参保人",
    "参保人员",
    "受益人",
    "持卡人",
    "学生",
    "家长",
    "儿童",
    "老人",
    "老年人",
    "死者",
    "逝者",
    "伤者",
    "病人",
    "当事人",
    "被征迁人",
    "被征收户",
    "被征迁户",
    "被拆迁人",
    "被拆迁户",
    "承租人",
    "产权人",
    "权利人",
    "房主",
    "业主",
    "车主",
    "种植户",
    "养殖户",
    "种粮户",
    "承包户",
    "承包人",
    "脱贫户",
    "贫困户",
    "低保户",
    "特困人员",
    "监测对象",
    "义务兵",
    "退役军人",
    "劳动者",
    "职工",
    "出差人",
    "出差人员",
    "报销人",
    "领用人",
    "建房人",
    "建房户",
    "申请农户",
    "申请家庭",
];

/// The header of somebody's name; of people who answer for a firm or an office it is lawful to say more.
pub fn is_name(header: &str) -> bool {
    const OTHERS: [&str; 13] =
        ["法定", "法人", "负责人", "经办", "联系人", "企业", "监督", "干部", "机构", "医生", "医师", "专家", "讲师"];
    let header = without_breaks(header);
    let named = header.contains("姓名") || header.ends_with("户主") || PEOPLE.contains(&&*header);
    named && !label::has(&header, &OTHERS)
}

/// A header for what somebody is in a matter: 受让人, 搬迁户, 投保人员. Above names it is one of people.
fn is_role(header: &str) -> bool {
    const LONGEST: usize = 6;
    const OTHERS: [&str; 30] = [
        "法定", "法人", "负责", "经办", "联系", "监督", "干部", "医", "专家", "招标", "采购", "中标", "投标", "成交",
        "审", "填", "报送", "代理", "承办", "责任", "管理", "发布", "监理", "开户", "账", "帐", "客户", "用户", "评",
        "护",
    ];
    let header = without_breaks(header);
    header.chars().count() <= LONGEST
        && ["人", "户", "者", "对象", "人员"].iter().any(|role| header.ends_with(role))
        && !label::has(&header, &OTHERS)
}

/// One finding for each such column of each table, at its header.
pub fn pairs(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    for table in &tables.tables {
        let header = |cell: &Range<usize>| text[cell.clone()].to_owned();
        let named = table.header.iter().position(|cell| is_name(&header(cell)));
        let role = || table.header.iter().position(|cell| is_role(&header(cell)));
        let Some(names) = named.or_else(role) else { continue };
        for (column, cell) in table.header.iter().enumerate().filter(|(column, _)| *column != names) {
            let Some(kind) = Sensitive::of(&text[cell.clone()]) else { continue };
            let is_of_nobody = named.is_none() && !kind.is_of_numbers();
            if is_of_nobody || kind.is_of_others(text, table) {
                continue;
            }
            if told(text, table, names, column, kind) {
                let mut found = Found::words(Kind::Column, cell.start, cell.end, &text[cell.clone()]);
                found.beside = Some(table.header[names].clone());
                out.push(found);
            }
        }
    }
}

/// Whether a short name is that of a firm or an office: 示例公司, 示例中学.
fn is_of_a_body(name: &str) -> bool {
    const BODIES: &str = "社店厂场司局院所站馆部校府委办厅";
    name.ends_with(|c| BODIES.contains(c))
        || ["中学", "小学", "中心", "银行", "集团"].iter().any(|body| name.ends_with(body))
}

fn told(text: &str, table: &Table, names: usize, column: usize, kind: Sensitive) -> bool {
    rows(text, table).take(ROWS).any(|row| {
        let cells = cells(text, row);
        let cell = |at: usize| cells.get(at).map_or("", |cell| &text[cell.clone()]);
        // A firm may be paid, too; it has a longer name.
        let header = table.header.get(names).map_or("", |header| &text[header.clone()]);
        let of_people = header.contains('名');
        let person = cell(names);
        let named = person.chars().any(char::is_alphabetic)
            && (of_people || person.chars().count() <= 4 && !is_of_a_body(person));
        let is_sum = label::has(person, &["合计", "总计", "小计", "说明", "填写"]);
        let other = (kind == Sensitive::AnyAddress || !is_name(header)) && !name::ends(person) && !name::is_one(person);
        // An illness tells nobody whose name is masked; an account and a door still do.
        let is_ill = matches!(kind, Sensitive::Disability | Sensitive::Health | Sensitive::Past);
        let hidden = is_ill && person.contains(['某', '*', '×', '＊']);
        named && !is_sum && !hidden && !other && kind.tells(cell(column))
    })
}
