//! Whose an account is: an office's is meant to be known.

use super::table::Tables;
use super::{label, name};
use crate::chinese::is_chinese;

/// How far above and behind an account its holder is looked for, in bytes.
const ABOVE: usize = 360;
const BEHIND: usize = 90;

/// Whose an account is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    Person,
    Office,
}

/// Words before the name of somebody who has an account.
const HOLDERS: [&str; 12] = [
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
    "开票单位",
    "账户：",
];

/// What parts sentences, of which each speaks of an account of its own.
const PARTS: [char; 4] = ['。', '；', ';', '\n'];

/// The holder of an account, who is named in its sentence, on its line or within the two before and the one behind it.
pub fn holder(text: &str, start: usize, end: usize) -> Option<Holder> {
    let before = &text[text.ceil_char_boundary(start.saturating_sub(ABOVE))..start];
    let behind = &text[end..text.floor_char_boundary((end + BEHIND).min(text.len()))];
    let sentence = before.rfind(PARTS).map_or(before, |at| &before[before.ceil_char_boundary(at + 1)..]);
    let rest = behind.split(PARTS).next().unwrap_or_default();
    // 账号…，对公
    let said = rest.trim_start_matches(['，', ',', '（', '(', '、', ' ']);
    if ["对公", "公户", "基本户", "基本账户"].iter().any(|word| said.starts_with(word)) {
        return Some(Holder::Office);
    }
    if let Some(holder) = in_brackets(rest) {
        return Some(holder);
    }
    let nearest = last_of(sentence).or_else(|| first_of(rest));
    nearest.or_else(|| right_behind(sentence, rest)).or_else(|| above(before)).or_else(|| {
        let (line, next) = behind.split_once('\n').unwrap_or((behind, ""));
        let next = next.trim_start_matches(|c: char| c.is_whitespace() || "-*>#|".contains(c));
        let is_holders = HOLDERS.iter().any(|word| next.starts_with(word));
        first_of(line).or_else(|| first_of(next.split('\n').next().filter(|_| is_holders)?))
    })
}

/// The body or the person whose name alone stands in brackets behind an account: 6222…（示例咨询有限公司）.
fn in_brackets(rest: &str) -> Option<Holder> {
    const FIRMS: [&str; 7] = ["公司", "合作社", "委员会", "事务所", "中心", "集团", "基金会"];
    let name = rest.strip_prefix(['（', '('])?.split(['）', ')']).next()?;
    let name = name.strip_prefix("持卡人").map_or(name, |name| name.trim_start_matches(['：', ':']));
    let name = ["账户", "帐户"].iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    let firm = FIRMS.iter().any(|firm| name.ends_with(firm)).then_some(Holder::Office);
    firm.or_else(|| name::is_one(name).then_some(Holder::Person))
}

/// The office that is named right behind an account of which the words before it name nobody: 6222… 示例县财政局非税专户。
fn right_behind(sentence: &str, rest: &str) -> Option<Holder> {
    const ENDS: [&str; 8] = ["局", "厅", "委员会", "政府", "财政所", "专户", "基本户", "国库"];
    let name = rest.trim_start_matches([' ', '\u{3000}']);
    let is_parted = name.len() < rest.len();
    let name = &name[..name.len() - name.trim_start_matches(is_chinese).len()];
    let is_office = name.chars().count() > 3 && ENDS.iter().any(|end| name.ends_with(end));
    (is_parted && is_office && !(name::begins(sentence) || name::ends(sentence) || name::ends_behind_role(sentence)))
        .then_some(Holder::Office)
}

/// The holder that the lines before an account name last, if no other account stands between or has it.
fn above(before: &str) -> Option<Holder> {
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let lines = before[..line].lines().rev().filter(|line| !line.trim().is_empty()).take(2);
    for line in std::iter::once(&before[line..]).chain(lines) {
        for sentence in line.rsplit(PARTS) {
            let has_account = has_account(sentence);
            match last_of(sentence).filter(|_| !has_account) {
                None if has_account => return None,
                None => {}
                holder => return holder,
            }
        }
    }
    None
}

/// Whether a sentence gives the number of an account.
fn has_account(sentence: &str) -> bool {
    const LONG: usize = 12;
    let is_long = |run: &str| run.bytes().filter(|b| *b != b' ').count() >= LONG;
    label::has(sentence, &label::ACCOUNT)
        && sentence.split(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '*'))).any(is_long)
}

fn last_of(words: &str) -> Option<Holder> {
    let places = HOLDERS.iter().flat_map(|word| words.match_indices(word));
    places.filter_map(|place| Some((place.0, held(words, place)?))).max_by_key(|(at, _)| *at).map(|(_, holder)| holder)
}

fn first_of(words: &str) -> Option<Holder> {
    let places = HOLDERS.iter().flat_map(|word| words.match_indices(word));
    places.filter_map(|place| Some((place.0, held(words, place)?))).min_by_key(|(at, _)| *at).map(|(_, holder)| holder)
}

/// Whom a word names that stands at a place.
fn held(words: &str, (at, word): (usize, &str)) -> Option<Holder> {
    let rest = words[at + word.len()..].trim_start_matches(['：', ':', ' ', '　', '为', '*', '称', '|']);
    let is_end = |c: char| "，,。；;、\n| （()）】”的".contains(c);
    let name = rest.split(is_end).next().unwrap_or_default();
    // 账户：建设银行6222… names where the account is.
    let is_bank = || word == "账户：" && ["银行", "信用社", "农商行"].iter().any(|bank| name.contains(bank));
    // 见附件, 详见附表: told elsewhere.
    let is_elsewhere = || name == "同上" || ["附件", "附表", "附后"].iter().any(|place| name.contains(place));
    let is_other =
        name.contains(|c: char| c.is_ascii_digit()) || name.starts_with("开户") || is_bank() || is_elsewhere();
    named(name).filter(|_| !is_other)
}

/// Whose name it is, if it is one.
pub fn named(name: &str) -> Option<Holder> {
    const BODIES: &str = "局司心会府院校所处站社厂部队行户学厅办委馆库团店企室组";
    const ENDS: [char; 15] = ['局', '委', '办', '厅', '院', '校', '厂', '店', '行', '站', '部', '所', '社', '坊', '馆'];
    // Short names of bodies: 县一中, 区法庭, 县残联.
    const SHORT: [&str; 24] = [
        "法庭",
        "仲裁庭",
        "妇联",
        "残联",
        "文联",
        "侨联",
        "工商联",
        "社联",
        "科协",
        "作协",
        "红会",
        "人大",
        "政协",
        "工会",
        "商会",
        "协会",
        "基地",
        "代理",
        "编纂室",
        "大队",
        "支队",
        "食堂",
        "农场",
        "林场",
    ];
    // 待报解预算收入, 社保基金: no body, but nobody's money either.
    const PUBLIC: [&str; 12] =
        ["待报解", "待结算", "待清算", "收入", "款项", "资金", "暂存款", "保证金", "基金", "账款", "过渡户", "专户"];
    let long = name.chars().count();
    let is_short = || name.ends_with(ENDS) || SHORT.iter().any(|body| name.ends_with(body)) || is_school(name);
    let of_office = is_short()
        || PUBLIC.iter().any(|word| name.contains(word))
        || long > 3 && name.chars().any(|c| BODIES.contains(c));
    (long > 1).then_some(if of_office { Holder::Office } else { Holder::Person })
}

/// 县一中, 实验二小: a school by its number.
fn is_school(name: &str) -> bool {
    let numbered = name.strip_suffix(['中', '小', '幼', '高']).and_then(|head| head.chars().next_back());
    numbered.is_some_and(|number| "一二三四五六七八九十".contains(number)) && !name::is_one(name)
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
    const PAID_INTO: [&str; 12] =
        ["对公", "基本户", "收款账户", "缴款", "保证金", "国库", "专户", "专用账户", "非税", "捐款", "捐赠", "募捐"];
    match in_row(text, tables, start).or_else(|| holder(text, start, end)) {
        Some(holder) => holder == Holder::Person,
        None => {
            is_given_by_somebody(label::before(text, start)) || !label::has(label::sentence(text, start), &PAID_INTO)
        }
    }
}

/// Whether somebody gave the number of his account to be paid: 举报人留存的收款账户….
fn is_given_by_somebody(clause: &str) -> bool {
    const PEOPLE: [&str; 8] = ["举报人", "投诉人", "申请人", "领取人", "参保人", "您", "你", "本人"];
    const GAVE: [&str; 7] = ["留存", "提供", "预留", "登记", "填报", "填写", "绑定"];
    PEOPLE.iter().filter_map(|whom| clause.split_once(whom)).any(|(_, rest)| {
        GAVE.iter().any(|gave| rest.starts_with(gave)) && !label::has(clause, &["公司", "企业", "单位", "对公"])
    })
}
