//! What is wrong with somebody, told by the words of a cell whatever its column is called: HIV阳性, 大病救助（肺癌）.

use std::sync::LazyLock;

use crate::needles::Needles;

use super::sensitive::{DISABLED, NOT};

/// Illnesses by their own names, which hardly stand where nobody has them.
const ILLNESSES: [&str; 41] = [
    "HIV",
    "艾滋",
    "乙肝",
    "丙肝",
    "大三阳",
    "小三阳",
    "梅毒",
    "淋病",
    "肺结核",
    "尿毒症",
    "肾衰",
    "肾功能衰竭",
    "癌",
    "白血病",
    "淋巴瘤",
    "骨髓瘤",
    "脑瘤",
    "恶性肿瘤",
    "精神病",
    "精神分裂",
    "精神障碍",
    "抑郁症",
    "癫痫",
    "血友病",
    "肝硬化",
    "脑梗",
    "脑瘫",
    "脑出血",
    "心脏病",
    "冠心病",
    "糖尿病",
    "帕金森",
    "孤独症",
    "自闭症",
    "尘肺",
    "偏瘫",
    "截瘫",
    "瘫痪",
    "红斑狼疮",
    "再生障碍性贫血",
    "地中海贫血",
];

/// What people are called who are disabled.
const DISABLED_PEOPLE: [&str; 4] = ["重残", "残疾学生", "残疾儿童", "残疾大学生"];

/// Headers that stand above what people do for their living.
pub const OF_WORK: [&str; 14] =
    ["职称", "讲座", "坐诊", "出诊", "擅长", "接诊", "课题", "论文", "执业", "研究", "专业", "科室", "主讲", "项目"];

/// Whether a text may hold what [`names_illness`] finds.
pub fn may_hold(text: &str) -> bool {
    static WORDS: LazyLock<Needles> = LazyLock::new(|| Needles::each(&[&ILLNESSES[..], &["残"]].concat()));
    WORDS.any(text)
}

/// Whether the words of a cell name an illness or a disability that somebody has, and speak of nobody who treats it.
pub fn names_illness(words: &str) -> bool {
    const LONGEST: usize = 40;
    const OTHERS: [&str; 39] = [
        "疫苗", "接种", "防治", "预防", "科", "医院", "病房", "项目", "门诊", "研究", "宣传", "培训", "讲座", "药",
        "诊疗", "专家", "师", "医生", "照顾", "照料", "护理", "管理", "随访", "知识", "志愿", "捐", "协会", "中心",
        "排除", "筛查", "资助", "帮扶", "结对", "关爱", "送教", "教育", "服务", "支教", "康复",
    ];
    let is_named = || ILLNESSES.iter().any(|ill| words.contains(ill)) && !words.contains("阴性");
    (is_named() || names_disability(words))
        && words.chars().count() <= LONGEST
        && !words.starts_with(NOT)
        && !OTHERS.iter().any(|other| words.contains(other))
}

/// 精神残疾二级, 残疾3级, 重残
fn names_disability(words: &str) -> bool {
    const DEGREES: &str = "一二三四1234";
    if !words.contains('残') {
        return false;
    }
    let is_degree = |rest: &str| rest.strip_prefix(|c| DEGREES.contains(c)).is_some_and(|rest| rest.starts_with('级'));
    let after = |word: &str| words.split_once(word).map(|(_, rest)| rest);
    DISABLED.iter().any(|kind| after(kind).is_some_and(|rest| rest.starts_with('残')))
        || after("残疾").is_some_and(is_degree)
        || DISABLED_PEOPLE.iter().any(|people| words.contains(people))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn illnesses_are_told_from_those_who_treat_them() {
        for words in
            ["HIV阳性", "乙肝阳性", "本人尿毒症", "大病救助（肺癌）", "重残", "精神残疾二级", "残疾3级", "残疾学生"]
        {
            assert!(names_illness(words) && may_hold(words), "{words}");
        }
        for words in [
            "",
            "乙肝疫苗接种员",
            "肿瘤科",
            "精神病医院",
            "糖尿病防治项目",
            "尿毒症护理",
            "无精神病史",
            "HIV阴性",
            "残联",
            "残疾人联合会",
            "残疾军人",
            "残疾人证",
            "伤残抚恤金",
            "精神面貌好",
            "抗癌药物研究",
        ] {
            assert!(!names_illness(words), "{words}");
        }
    }
}
