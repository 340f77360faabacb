//! Whose an account is: an office's is meant to be known.

use super::label;
use super::table::Tables;

/// How far above and behind an account its holder is looked for, in bytes.
const ABOVE: usize = 360;
const BEHIND: usize = 90;

/// Whose an account is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    Person,
    Office,
}

/// The holder of an account, who is named on its line or within the two before and the one behind it.
pub fn holder(text: &str, start: usize, end: usize) -> Option<Holder> {
    const HOLDERS: [&str; 11] = [
        "户名",
        "户　名",
        "户 名",
        "账户名",
        "帐户名",
        "开户名",
        "开户单位",
        "收款人",
        "收款单位",
        "单位名称",
        "账户：",
    ];
    let from = text.ceil_char_boundary(start.saturating_sub(ABOVE));
    let to = text.floor_char_boundary((end + BEHIND).min(text.len()));
    let above: usize = text[from..start]
        .rmatch_indices('\n')
        .filter(|(at, _)| !text[from + at + 1..].starts_with('\n'))
        .nth(2)
        .map_or(from, |(at, _)| from + at);
    let window = &text[above..to];
    let held = |(at, word): (usize, &str)| {
        let rest = window[at + word.len()..].trim_start_matches(['：', ':', ' ', '　', '为', '*', '称', '|']);
        let name = rest.split(['，', ',', '。', '；', ';', '\n', '|', ' ', '、', '（']).next().unwrap_or_default();
        named(name)
    };
    HOLDERS.iter().flat_map(|word| window.match_indices(word)).find_map(held)
}

/// Whose name it is, if it is one.
fn named(name: &str) -> Option<Holder> {
    const BODIES: &str = "局司心会府院校所处站社厂部队行户学厅办委馆库团店企";
    let long = name.chars().count();
    let short =
        name.ends_with(['局', '委', '办', '厅', '院', '校', '厂', '店', '行', '站', '部', '所', '社', '坊', '馆']);
    let of_office = short || long > 3 && name.chars().any(|c| BODIES.contains(c));
    (long > 1).then_some(if of_office { Holder::Office } else { Holder::Person })
}

/// The holder that the row of a table names for the account in one of its cells.
fn in_row(text: &str, tables: &Tables, at: usize) -> Option<Holder> {
    const HEADERS: [&str; 7] = ["户名", "收款人", "收款单位", "开户单位", "开户名", "账户名", "帐户名"];
    let table = tables.at(at)?;
    let column = table.header.iter().position(|cell| label::has(&text[cell.clone()], &HEADERS))?;
    named(&text[tables.cell(at, column)?])
}

/// Accounts of offices stand in notices of fees and tenders, and are meant to be paid into.
pub fn card_of_a_person(text: &str, tables: &Tables, start: usize, end: usize) -> bool {
    const PAID_INTO: [&str; 11] =
        ["对公", "基本户", "收款账户", "缴款", "保证金", "国库", "专户", "非税", "捐款", "捐赠", "募捐"];
    match in_row(text, tables, start).or_else(|| holder(text, start, end)) {
        Some(holder) => holder == Holder::Person,
        None => !label::has(label::sentence(text, start), &PAID_INTO),
    }
}
