//! What nobody need know of somebody, said beside his name and in no table: 张三（肢体二级）; 姓名：李四／病种：….

use std::ops::Range;

use crate::chinese::is_chinese;
use crate::needles::spots;

use super::sensitive::{Sensitive, names_illness};
use super::table::Tables;
use super::{Found, Kind, form, label, name};

/// What is said to be disabled, and a veteran's wound; each with its degree behind it.
const DISABLED: [&str; 9] = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重", "伤残", "残疾"];

/// Labels of illnesses and disabilities, each with a colon behind it.
const LABELS: [&str; 10] =
    ["病种", "病名", "疾病名称", "患病名称", "诊断结果", "残疾类别", "残疾类型", "残疾等级", "残疾级别", "伤残等级"];

/// Labels of the name of somebody who is spoken of so.
const PEOPLE: [&str; 8] = ["姓名", "户主", "户主姓名", "患者", "患者姓名", "申请人", "申请人姓名", "残疾人姓名"];

/// Those who hold an office have lines on it, and doctors on what they treat.
const OFFICE: [&str; 10] = ["职务", "职称", "科室", "岗位", "坐诊", "门诊", "擅长", "专家", "医生", "医师"];

/// Everything that is told so outside of tables, but for the degree of a disability, which a cell may hold beside a name.
pub fn all(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    // （ is EF BC 88, ： is EF BC 9A and 患 is E6 82 A3.
    let fits = |first: u8, second: u8| {
        (first == 0xbc) & ((second == 0x88) | (second == 0x9a))
            | ((first == b'(') & (second >= 0x80))
            | (first == b':')
            | (first == 0x82) & (second == 0xa3)
    };
    let bytes = text.as_bytes();
    for spot in spots(bytes, fits) {
        let is_wide = matches!(bytes[spot], 0xbc | 0x82);
        let (at, mark) = if is_wide { (spot.saturating_sub(1), "（".len()) } else { (spot, 1) };
        let Some(sign) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let told = match sign {
            '（' | '(' => degree(text, at, at + mark),
            '：' | ':' if tables.at(at).is_none() => illness(text, at, at + mark),
            '患' if tables.at(at).is_none() => suffered(text, at, at + mark).or_else(|| infected(text, at)),
            _ => None,
        };
        if let Some((called, words)) = told {
            let value = text[words.clone()].to_owned();
            out.push(Found {
                kind: Kind::Told,
                start: words.start,
                end: words.end,
                value,
                masked: called,
                beside: None,
            });
        }
    }
}

/// The illness of which somebody asks for aid, or is given it: 张三，因患尿毒症申请临时救助; 救助对象张三，患白血病.
fn suffered(text: &str, at: usize, from: usize) -> Option<(String, Range<usize>)> {
    const NEAR: usize = 180;
    const AIDED: [&str; 13] = [
        "救助对象",
        "申请人",
        "受助人",
        "低保对象",
        "保障对象",
        "特困人员",
        "低保户",
        "困难户",
        "贫困户",
        "脱贫户",
        "困难群众",
        "监测户",
        "监测对象",
    ];
    const AID: [&str; 8] =
        ["临时救助", "大病救助", "医疗救助", "申请低保", "申请救助", "申请补助", "最低生活保障", "特困供养"];
    let sentence = label::sentence(text, at);
    let before = ["因身", "因", "身"].iter().find_map(|word| sentence.strip_suffix(word)).unwrap_or(sentence);
    let whom = before.trim_end_matches(['，', ',', '（', '(', '：', ':']);
    let run = &whom[whom.trim_end_matches(is_chinese).len()..];
    let of_aided = AIDED.iter().find_map(|role| run.strip_prefix(role));
    let of_label = AIDED.iter().any(|role| whom[..whom.len() - run.len()].ends_with(&format!("{role}：")));
    let rest = &text[from..text.floor_char_boundary((from + NEAR).min(text.len()))];
    let words = rest.split(['，', ',', '。', '；', '\n', '）', ')', '申', '、']).next().unwrap_or_default();
    let sentence_behind = rest.split(['。', '\n']).next().unwrap_or_default();
    // 现患有, 长期患: the name stands in a clause before.
    let is_aided = of_aided.is_some_and(name::is_one)
        || (name::is_one(run) || name::is_alone(before) && name::fills(run))
            && (of_label || whom.trim_start_matches(name::is_of_list) == run && label::has(sentence_behind, &AID));
    let words = words.trim_start_matches('有').trim_end();
    let start = from + rest.find(words)?;
    let is_told = is_aided && before.len() > whom.len() && !words.starts_with(['者', '病']) && names_illness(words);
    (is_told && !run.contains('某')).then(|| ("病情".to_owned(), start..start + words.len()))
}

/// Somebody who is called by an illness of which others think ill: 艾滋病患者张三. `at` is the byte of 患.
fn infected(text: &str, at: usize) -> Option<(String, Range<usize>)> {
    const ILL: [&str; 7] = ["艾滋病", "精神病", "精神障碍", "精神分裂症", "梅毒", "麻风病", "肺结核"];
    let ill = ILL.iter().find(|ill| text[..at].ends_with(**ill))?;
    let rest = text[at..].strip_prefix("患者")?;
    let name = &rest[..rest.len() - rest.trim_start_matches(is_chinese).len()];
    let is_changed = rest[name.len()..].starts_with("（化名") || rest[name.len()..].starts_with("(化名");
    let is_told = name::is_one(name) && !name.contains('某') && !is_changed;
    is_told.then(|| ("病情".to_owned(), at - ill.len()..at))
}

/// The degree of a disability that stands in brackets right behind a name.
fn degree(text: &str, at: usize, from: usize) -> Option<(String, Range<usize>)> {
    const DEGREES: &str = "一二三四五六七八九十";
    let rest = &text[from..];
    let kind = DISABLED.iter().find(|kind| rest.starts_with(**kind))?;
    let behind = rest[kind.len()..].trim_start_matches("残疾");
    let degree = behind.strip_prefix(|c: char| c.is_ascii_digit() || DEGREES.contains(c))?.strip_prefix('级')?;
    let before = &text[..at];
    let run = &before[before.trim_end_matches(is_chinese).len()..];
    let called = if *kind == "伤残" { "伤残等级" } else { "残疾类别、等级" };
    let is_told = name::is_one(run) && !run.contains('某');
    is_told.then(|| (called.to_owned(), from..text.len() - degree.len()))
}

/// The illness or the disability behind a label, where the line or a line above it names somebody.
fn illness(text: &str, at: usize, from: usize) -> Option<(String, Range<usize>)> {
    const LONGEST: usize = 90;
    let called = LABELS.iter().find(|called| text[..at].ends_with(**called))?;
    let rest = &text[from..text.floor_char_boundary((from + LONGEST).min(text.len()))];
    let words = rest.trim_start_matches([' ', '*']);
    let start = from + rest.len() - words.len();
    let is_end = |c: char| matches!(c, '／' | '/' | '，' | ',' | '；' | ';' | '。' | '\n' | '|' | '\u{3000}');
    let words = words.split(is_end).next().unwrap_or_default().trim_end();
    let is_told = Sensitive::of(called).is_some_and(|kind| kind.tells(words));
    (is_told && names_somebody(text, at, from)).then(|| ((*called).to_owned(), start..start + words.len()))
}

/// Whether the words before a label, behind which something is said, name somebody in full: in its sentence, or on a line
/// above its own in a form.
fn names_somebody(text: &str, at: usize, from: usize) -> bool {
    let sentence = label::sentence(text, at);
    if label::has(sentence, &OFFICE) {
        return false;
    }
    let named = |called: &&str| {
        let at = sentence.rfind(*called)? + called.len();
        sentence[at..].strip_prefix(['：', ':', '='])
    };
    let is_full = |value: &str| {
        let value = value.trim_start();
        let person = &value[..value.len() - value.trim_start_matches(is_chinese).len()];
        let is_hidden = value[person.len()..].starts_with(['*', '\\', '×', '＊']) || person.contains('某');
        name::fills(person) && !is_hidden && !label::has(value, &OFFICE)
    };
    let begins_line = form::label_before(text, from).is_some();
    match PEOPLE.iter().find_map(named) {
        Some(value) => is_full(value),
        None => begins_line && form::somebody_above(text, at, &PEOPLE, &OFFICE).is_some_and(is_full),
    }
}
