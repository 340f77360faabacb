//! What the header of a column calls it.

use super::sensitive::Sensitive;
use super::{label, papers};

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

const PAST: [&str; 12] = [
    "吸毒史",
    "吸毒情况",
    "吸毒类型",
    "戒毒时间",
    "戒毒日期",
    "刑满释放",
    "刑释",
    "犯罪记录",
    "犯罪前科",
    "前科情况",
    "宗教信仰",
    "信教情况",
];

/// A header without its line breaks and spaces.
pub fn without_breaks(header: &str) -> String {
    let header = ["<br>", "<br/>", "<br />"].iter().fold(header.to_owned(), |header, mark| header.replace(mark, ""));
    header.chars().filter(|c| !c.is_whitespace() && *c != '*').collect()
}

/// Whether a header asks for words of any kind about somebody: 检查结果, 申请理由, 救助类型, 备注.
fn is_remark(header: &str) -> bool {
    const LONGEST: usize = 6;
    const ENDS: [&str; 9] = ["结果", "理由", "事由", "类型", "类别", "备注", "说明", "原因", "情况"];
    const OF_WORK: [&str; 16] = [
        "工作", "先进", "事迹", "获奖", "项目", "课题", "业绩", "培训", "学习", "专业", "职", "岗", "考核", "评审",
        "服务", "机构",
    ];
    ENDS.iter().any(|end| header.ends_with(end))
        && header.chars().count() <= LONGEST
        && !OF_WORK.iter().any(|work| header.contains(work))
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
        let kinds: [(Sensitive, &[&str]); 14] = [
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
            (
                Sensitive::Address,
                &["家庭住址", "家庭地址", "住址", "户籍地", "户籍所在地", "户口所在地", "居住地", "现住地", "门牌"],
            ),
            (Sensitive::Supplied, &["用水地址", "用电地址", "用气地址"]),
            (Sensitive::Place, &["所在街道", "所在社区", "所在镇", "所在乡", "所在村", "村组", "村（社区"]),
            (Sensitive::AnyAddress, &["详细地址", "联系地址", "通讯地址", "通信地址", "房屋地址"]),
        ];
        let found = kinds.into_iter().find(|(_, words)| label::has(header, words)).map(|(kind, _)| kind);
        if matches!(&**header, "类别" | "类型" | "种类" | "类别等级" | "类别及等级") {
            return Some(Sensitive::Class);
        }
        let flat = || ["房号", "室号", "房屋号"].contains(&&**header).then_some(Sensitive::Flat);
        let remark = || is_remark(header).then_some(Sensitive::Remark);
        found.or_else(|| (header == "地址").then_some(Sensitive::AnyAddress)).or_else(flat).or_else(remark)
    }
}
