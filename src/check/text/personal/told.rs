//! What nobody need know of somebody, said beside his name and in no table: 张三（肢体二级）; 姓名：李四／病种：….

use std::ops::Range;

use crate::chinese::is_chinese;
use crate::needles::spots;

use super::sensitive::Sensitive;
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
    // （ is EF BC 88 and ： is EF BC 9A.
    let fits = |first: u8, second: u8| {
        (first == 0xbc) & ((second == 0x88) | (second == 0x9a)) | ((first == b'(') & (second >= 0x80)) | (first == b':')
    };
    let bytes = text.as_bytes();
    for spot in spots(bytes, fits) {
        let (at, mark) = if bytes[spot] == 0xbc { (spot.saturating_sub(1), "（".len()) } else { (spot, 1) };
        let Some(sign) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let told = match sign {
            '（' | '(' => degree(text, at, at + mark),
            '：' | ':' if tables.at(at).is_none() => illness(text, at, at + mark),
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
