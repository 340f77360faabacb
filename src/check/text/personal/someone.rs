//! Somebody who is named in full, or told by what he is, and what is said of him beside his name.

use super::{family, name};
use crate::chinese::is_chinese;

/// What people are called who act for no office.
const ROLES: [&str; 43] = [
    "村民",
    "居民",
    "群众",
    "被反映人",
    "反映人",
    "信访人",
    "举报人",
    "投诉人",
    "被举报人",
    "被投诉人",
    "业主代表",
    "业主",
    "住户",
    "户主",
    "房主",
    "租户",
    "承租人",
    "学生",
    "考生",
    "家长",
    "老人",
    "残疾人",
    "低保户",
    "五保户",
    "特困户",
    "脱贫户",
    "监测户",
    "困难户",
    "申请人",
    "被申请人",
    "当事人",
    "原告",
    "被告",
    "死者",
    "伤者",
    "患者",
    "受种者",
    "监护人",
    "党员",
    "消费者",
    "求助人",
    "拆迁户",
    "农户",
];

/// How somebody is spoken to who holds no post.
const TITLES: [&str; 16] = [
    "先生", "女士", "同志", "阿婆", "阿公", "阿姨", "大爷", "大妈", "大娘", "大叔", "大婶", "奶奶", "爷爷", "师傅",
    "老汉", "老太",
];

/// Who and what stands beside the address of an office, a firm or a shop.
const OFFICES: [&str; 40] = [
    "公司",
    "店",
    "超市",
    "厂",
    "合作社",
    "负责",
    "联系",
    "法定",
    "律师",
    "代理",
    "经办",
    "经营",
    "主任",
    "医",
    "门诊",
    "地点",
    "地址",
    "报名",
    "咨询",
    "集合",
    "受理",
    "窗口",
    "编辑",
    "讲",
    "专家",
    "站长",
    "所长",
    "园长",
    "校长",
    "局长",
    "书记",
    "馆",
    "工作室",
    "传承人",
    "故居",
    "接待",
    "值班",
    "网格",
    "办公",
    "主持",
];

/// Whether words tell of an office, or of somebody who acts for one.
pub fn acts_for_office(words: &str) -> bool {
    OFFICES.iter().any(|office| words.contains(office))
}

/// Whether words are what somebody is in a matter, and nothing else.
pub fn is_party(words: &str) -> bool {
    ROLES.contains(&words)
}

/// Whether all of a run is somebody's full name that hides nothing, of two families or of another people as well: 张三, 欧阳小山,
/// 古丽·买买提.
pub fn is_full(run: &str) -> bool {
    if run.contains('某') {
        return false;
    }
    match run.split_once('·') {
        Some((given, family)) => {
            let fits = |part: &str| (1..=6).contains(&part.chars().count()) && part.chars().all(is_chinese);
            fits(given) && fits(family)
        }
        None => name::is_one(run) || is_nickname(run),
    }
}

/// 闵老四, 岑阿五: how neighbours call somebody by his family and his place among his brothers.
fn is_nickname(run: &str) -> bool {
    let mut chars = run.chars();
    matches!((chars.next(), chars.next(), chars.next(), chars.next()), (Some(family), Some('老' | '阿'), Some(count), None)
        if family::is_any(family) && "大二三四五六七八九".contains(count))
}

/// Whether a run is a family and how one is spoken to: 张先生, 李阿婆.
pub fn is_titled(run: &str) -> bool {
    let whom = TITLES.iter().find_map(|title| run.strip_suffix(title));
    whom.is_some_and(|whom| {
        let is_family = whom.chars().count() == 1 && whom.starts_with(family::is_any);
        is_family || family::is_double(whom) && whom.chars().count() == 2 || is_full(whom)
    })
}

/// Whether a clause ends in somebody who is told by what he is, how he is spoken to, or his household: 村民张三, 一层住户李阿婆,
/// 张三户.
pub fn ends_told(clause: &str) -> bool {
    let run = &clause[clause.trim_end_matches(|c: char| is_chinese(c) || c == '·').len()..];
    if run.contains('某') {
        return false;
    }
    let behind_role = |run: &str| ROLES.iter().find_map(|role| Some(run.rfind(role)? + role.len()));
    let whom = behind_role(run).map_or(run, |at| &run[at..]);
    let household = whom.strip_suffix(['户', '家']);
    let is_household = household.is_some_and(|whom| is_full(ends_of_visit(whom)));
    is_household || is_titled(whom) || whom.len() < run.len() && (is_full(whom) || name::fills(whom) && whom.len() == 9)
}

/// 每周两次到张三: the name behind how somebody goes to see him.
fn ends_of_visit(whom: &str) -> &str {
    ["到", "去", "来到", "走访", "看望", "慰问"].iter().find_map(|goes| Some(whom.rsplit_once(goes)?.1)).unwrap_or(whom)
}

/// What is disabled of somebody, with its degree behind it.
pub const DISABLED: [&str; 7] = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"];

/// How long the kind of a disability and its degree are that words begin with: 听力二级, 肢体残疾3级.
pub fn degree(words: &str) -> Option<usize> {
    const DEGREES: &str = "一二三四1234";
    let kind = DISABLED.iter().find(|kind| words.starts_with(**kind))?;
    let rest = words[kind.len()..].trim_start_matches("残疾");
    let rest = rest.strip_prefix(|c: char| DEGREES.contains(c))?.strip_prefix('级')?;
    Some(words.len() - rest.len())
}

/// Whether a part of an entry is a number or a disability, which are a person's alone.
pub fn is_his_alone(part: &str) -> bool {
    const SEVEN: usize = 7;
    const CALLED: [&str; 10] = [
        "联系电话",
        "电话号码",
        "电话",
        "手机号码",
        "手机号",
        "手机",
        "身份证号码",
        "身份证号",
        "身份证",
        "公民身份号码",
    ];
    let part = part.trim_end_matches(['）', ')']);
    let bare = CALLED.iter().find_map(|called| part.strip_prefix(called)).unwrap_or(part);
    let bare = bare.trim_start_matches(['：', ':', '为']);
    let is_sign =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '*' | 'X' | 'x' | '-' | '\\');
    bare.chars().count() >= SEVEN && bare.chars().all(is_sign) || degree(part) == Some(part.len())
}

/// Whether a part of an entry is said of a person: his sex, his age, his number, his telephone, his disability.
pub fn is_personal(part: &str) -> bool {
    const OTHERS: [&str; 11] =
        ["男", "女", "男性", "女性", "独居", "低保户", "五保户", "特困人员", "已婚", "未婚", "离异"];
    let is_age = part.strip_suffix('岁').is_some_and(|age| age.len() <= 3 && age.bytes().all(|b| b.is_ascii_digit()));
    let is_birth = ["年生", "月生", "日生", "出生"].iter().any(|born| part.ends_with(born));
    let is_people = part.ends_with('族') && part != "民族" && part.chars().count() <= 4;
    OTHERS.contains(&part) || is_age || is_birth || is_people || is_his_alone(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_offices() {
        for run in ["张三", "欧阳小山", "古丽·买买提", "王老五"] {
            assert!(is_full(run), "{run}");
        }
        for run in ["张某", "示例村", "王家店", "高龄老人", "老五"] {
            assert!(!is_full(run), "{run}");
        }
        for clause in ["村民张三", "一层住户李阿婆", "张三户", "她每周两次到张三家", "业主代表王小山", "王小山同志"]
        {
            assert!(ends_told(clause), "{clause}");
        }
        for clause in ["村民张某", "张三", "示例便民超市", "王家", "农家"] {
            assert!(!ends_told(clause), "{clause}");
        }
        for part in ["男", "58岁", "电话13800138000", "听力二级", "1968年3月出生", "回族"] {
            assert!(is_personal(part), "{part}");
        }
        for part in ["主任", "示例路", "300元", "民族", "2024年"] {
            assert!(!is_personal(part), "{part}");
        }
    }
}
