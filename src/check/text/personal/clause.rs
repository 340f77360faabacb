//! Who lives at an address, by the clause right before 住: 身份证号码…，; 病例1：张三，; 示例村三组张三，.

use super::{family, label, name};
use crate::chinese::is_chinese;

/// Whether the words of a sentence before 住, where no sex is told, end by speaking of somebody.
pub fn is_of_somebody(before: &str) -> bool {
    is_in_brackets_behind_somebody(before) || is_alone_of_any_family(before) || is_clause_of_somebody(before)
}

/// 被催告人：求小山，: whether words end in what may be a name of whatever family, behind a mark.
pub fn is_bare(whom: &str) -> bool {
    let whom = whom.trim_end_matches(['，', ',', '（', '(', '、', ' ']);
    let name = whom.rsplit(|c: char| !is_chinese(c)).next().unwrap_or_default();
    name::fills(name)
}

/// Whether the clause right before 住 tells of somebody: 身份证号码…，; 网络主播张三，; 张师傅电话…、; 病例1：张三，.
fn is_clause_of_somebody(before: &str) -> bool {
    let marks = ['，', ',', '、', '；', '。', '）', ')', ' '];
    let clause = before.trim_end_matches(marks).rsplit(['，', ',', '；', '。', '（', '(']).next().unwrap_or_default();
    label::has(clause, &["身份证号", "公民身份号"])
        || is_number(clause)
        || name::ends_behind_person(clause)
        || name::has_titled(clause)
        || is_behind_label(clause)
        || is_behind_village(clause)
        || is_behind_kin(clause)
}

/// Whether a clause is nothing but the number of a resident, in whole or in part: 身份证1101…, 1101…. That of a firm begins
/// with a nine.
fn is_number(clause: &str) -> bool {
    const RESIDENT: usize = 18;
    const FORMER: usize = 15;
    let called = ["居民身份证", "身份证"].iter().find_map(|word| clause.trim_start().strip_prefix(word));
    let number = called.unwrap_or(clause).trim_matches(['：', ':', '为', '是', ' ', '\\']);
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '*' | 'X' | 'x' | ' ' | '-' | '\\');
    let long = number.chars().filter(|c| !matches!(c, ' ' | '-' | '\\')).count();
    number.starts_with(|c: char| c.is_ascii_digit() && c != '9')
        && number.chars().all(is_sign)
        && (long == RESIDENT || long == FORMER && called.is_some())
}

/// 感染者：张三, 病例1：李四: whether a clause is somebody's name behind what he is called, and he acts for nobody else.
fn is_behind_label(clause: &str) -> bool {
    const OTHERS: [&str; 11] =
        ["代表", "负责人", "经营", "联系人", "经办人", "代理", "律师", "名称", "字号", "店", "单位"];
    let Some((called, whom)) = clause.rsplit_once(['：', ':']) else { return false };
    let whom = whom.trim();
    whom.starts_with(family::is_sure)
        && name::is_one(whom)
        && called.contains(is_chinese)
        && !OTHERS.iter().any(|other| called.contains(other))
}

/// 示例村三组张三: whether a clause ends in a name right behind the village or the group of somebody.
fn is_behind_village(clause: &str) -> bool {
    let run = &clause[clause.trim_end_matches(is_chinese).len()..];
    let named = |whom: &str| whom.starts_with(family::is_sure) && name::is_one(whom);
    ["组", "村", "屯", "社区"]
        .iter()
        .any(|place| run.rfind(place).is_some_and(|at| at > 0 && named(&run[at + place.len()..])))
}

/// 父亲张三, 其妻李四
fn is_behind_kin(clause: &str) -> bool {
    const KIN: [&str; 14] = [
        "父亲", "母亲", "妻子", "丈夫", "儿子", "女儿", "配偶", "哥哥", "弟弟", "姐姐", "妹妹", "爷爷", "奶奶", "家属",
    ];
    let clause = clause.trim().trim_start_matches('其');
    KIN.iter().any(|kin| clause.strip_prefix(kin).is_some_and(name::is_one))
}

/// 求小山，: whether a line begins with three characters that may be the name of a family that is seldom.
fn is_alone_of_any_family(before: &str) -> bool {
    const OTHERS: &str = "人者户员民方商工师生长某";
    let before = before.trim_start_matches(name::is_of_list).trim_end_matches(['，', ',']);
    before.chars().count() == 3 && name::fills(before) && !before.ends_with(|c| OTHERS.contains(c))
}

/// 李四（身份证号码…，
fn is_in_brackets_behind_somebody(before: &str) -> bool {
    let Some((head, said)) = before.rsplit_once(['（', '(']).filter(|(_, said)| !said.contains(['）', ')'])) else {
        return false;
    };
    // 你（身份证号码…，
    if label::has(said, &["身份证号", "公民身份号"]) {
        return true;
    }
    let is_of_a_person = label::has(said, &["身份证", "公民身份", "出生", "男", "女", "手机", "电话"]);
    is_of_a_person && (name::ends(head) || name::ends_behind_role(head))
}
