//! One mark alone where a figure is missing: 9月X日前, 组织培训×期, 试用期X个月, 推送信息N条. But 3×4, X光, 单价×数量.

use crate::chinese::is_chinese;
use crate::near;

use super::super::super::begins;
use super::{WORDS, is_masked};

/// Whether a mark is one.
pub fn is_single(words: &str, (at, end): (usize, usize)) -> bool {
    let Some(mark) = words[at..end].chars().next() else { return false };
    let (before, behind) = (&words[..at], &words[end..]);
    // 第X条 stands for any of them.
    let behind_han = before.chars().next_back().is_some_and(|c| is_chinese(c) && c != '第');
    behind_han
        && is_before_unit(mark, before, behind)
        && !(mark == '×' && is_of_product(before, behind))
        && !is_masked(words, (at, end))
}

/// Whether a unit stands behind a mark that may stand for a figure of it.
fn is_before_unit(mark: char, before: &str, behind: &str) -> bool {
    const UNITS_OF_X: [&str; 34] = [
        "日",
        "月",
        "天",
        "期",
        "个月",
        "个工作日",
        "小时",
        "分钟",
        "座",
        "户",
        "支",
        "台",
        "份",
        "件",
        "条",
        "次",
        "场",
        "篇",
        "家",
        "名",
        "亩",
        "公里",
        "吨",
        "人次",
        "万元",
        "元",
        "项工作",
        "项任务",
        "项重点",
        "项措施",
        "项举措",
        "项制度",
        "个方面",
        "个部分",
    ];
    const UNITS_OF_N: [&str; 10] = ["条", "件", "篇", "份", "人次", "场", "期", "户", "名", "万元"];
    let has_unit = match mark {
        'N' => begins(behind, &UNITS_OF_N),
        'x' => false,
        _ => begins(behind, &UNITS_OF_X) || behind.starts_with('年') && is_term(before),
    };
    // A unit that goes on is another word: ×月数, ×期限, X日志.
    let goes_on = || behind.chars().nth(1).is_some_and(|c| "数限均度值率价志历报刊".contains(c));
    has_unit && !goes_on() && !begins(behind, &WORDS)
}

/// Whether a mark multiplies what stands around it.
fn is_of_product(before: &str, behind: &str) -> bool {
    const FACTORS: &str = "元量价率准值积金额数费分资长宽高深厚重）)";
    let near = near::behind(behind, 30);
    let lead = near::before(before, 90);
    near.contains(['=', '＝', '÷', '×', '/'])
        || before.ends_with(|c| FACTORS.contains(c))
        || lead.contains(['=', '＝', '÷'])
}

/// Whether a figure of years is to follow: 有效期, 任期, 为.
fn is_term(before: &str) -> bool {
    ["有效期", "有效期为", "任期", "期限", "期限为", "服务期", "合同期", "聘期", "为期", "满", "不少于"]
        .iter()
        .any(|word| before.ends_with(word))
}
