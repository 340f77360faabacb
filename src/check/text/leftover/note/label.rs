//! Words in brackets that stand for what should have been written in their place: （单位名称）, 【姓名】.

use crate::near;

use super::super::super::has;
use super::LONGEST;

/// Words for a body, which no reader is called by.
const BODIES: [&str; 17] = [
    "机构全称",
    "代理机构全称",
    "采购人全称",
    "各部门名称",
    "各单位名称",
    "单位名称",
    "单位全称",
    "单位简称",
    "本单位名称",
    "机关名称",
    "机关全称",
    "行政机关名称",
    "部门名称",
    "填报单位",
    "乡镇名称",
    "街道名称",
    "学校名称",
];

/// Words for what else is filled in; only the brackets of a template tell that they are none of a form.
const OTHERS: [&str; 16] = [
    "详细地址",
    "具体地址",
    "姓名",
    "联系人",
    "电话",
    "联系电话",
    "日期",
    "年份",
    "地址",
    "网址",
    "数字",
    "数量",
    "金额",
    "地点",
    "时间",
    "填写",
];

/// Whether the words in a bracket that opens so are such, from what stands around it.
pub fn is_label(inner: &str, open: char, around: (&str, &str), all: bool) -> bool {
    let is_body = BODIES.contains(&inner);
    let known = is_body && (all || open == '【' || is_of_list(around)) || open == '【' && OTHERS.contains(&inner);
    let begins_line = around.0.trim().is_empty() && !is_body;
    known && !begins_line && !goes_on(around) && !is_of_record(around) && !is_spoken_of(around.0)
}

/// 其余数据来自统计局、（各部门名称）。
fn is_of_list((before, after): (&str, &str)) -> bool {
    before.ends_with('、') && after.starts_with(['。', '，', '；'])
}

/// Whether it is one of several parts of what is spelt out: 【姓名】+【岗位】.
fn goes_on((before, after): (&str, &str)) -> bool {
    after.starts_with(['+', '＋', '-', '—', '：', '”', '【', '/']) || before.ends_with(['+', '“', '】'])
}

/// 【名称】示例学校　【地址】示例路20号: a record, whose labels stand so.
fn is_of_record((before, after): (&str, &str)) -> bool {
    before.ends_with([' ', '\u{3000}', '，', '；']) && sentence(before).contains('】') && !after.trim().is_empty()
}

/// 邮件标题请按“【姓名】+【岗位】”命名
fn is_spoken_of(before: &str) -> bool {
    const SPOKEN_OF: [&str; 12] =
        ["格式", "命名", "主题", "标题", "注明", "备注", "填写", "发送", "编辑", "回复", "包括", "落款"];
    has(sentence(before), &SPOKEN_OF)
}

/// What stands of a sentence before a bracket, as far as it is read.
fn sentence(before: &str) -> &str {
    near::before(before, LONGEST).rsplit(['。', '；', '\n']).next().unwrap_or_default()
}
