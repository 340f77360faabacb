//! What is a person's only by its neighbours: a private mailbox beside a name, the address of a home, a number plate.

use std::sync::LazyLock;

use crate::needles::{Needles, spots};

use super::name::SURNAMES;
use super::table::Tables;
use super::{Found, Kind, column, label};

/// Where anybody gets a mailbox; offices have theirs there too, so the host alone says nothing.
const FREE_HOSTS: [&str; 12] = [
    "qq.com",
    "163.com",
    "126.com",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "139.com",
    "foxmail.com",
    "yeah.net",
    "gmail.com",
    "hotmail.com",
    "outlook.com",
];

/// Words before the name of somebody, and words that tell by themselves whose a mailbox is.
const PERSON: [&str; 10] =
    ["姓名", "申请人", "当事人", "被处罚人", "户主", "患者", "来信人", "投诉人", "举报人", "信访人"];

const OWN: [&str; 6] = ["本人邮箱", "本人电子邮", "本人的邮箱", "本人email", "个人邮箱", "私人邮箱"];

/// Whether a name follows one of the words: `申请人张某某（`, but not 申请人可将材料发至 and not 姓名、性别.
fn names_somebody(sentence: &str) -> bool {
    let named = |rest: &str| {
        let rest = rest.trim_start_matches(['：', ':', ' ', '　', '*', '为']);
        let run: String = rest.chars().take_while(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).take(6).collect();
        let long = run.chars().count();
        run.starts_with(|c| SURNAMES.contains(c)) && ((2..=4).contains(&long) || run.chars().nth(1) == Some('某'))
    };
    PERSON.iter().any(|word| sentence.match_indices(word).any(|(at, _)| named(&sentence[at + word.len()..])))
}

/// Mailboxes beside the name of somebody who does not act for an office.
pub fn emails(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    for (at, _) in text.match_indices('@') {
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
        let from = text[..at].rfind(|c: char| !part(c)).map_or(0, |end| text.ceil_char_boundary(end + 1));
        let to = text[at + 1..].find(|c: char| !part(c)).map_or(text.len(), |end| at + 1 + end);
        let host = text[at + 1..to].trim_end_matches('.').to_ascii_lowercase();
        if from == at || !FREE_HOSTS.contains(&&*host) {
            continue;
        }
        let in_table = tables.at(from).is_some_and(|table| {
            let header = |words: &[&str]| table.header.iter().any(|cell| label::has(&text[cell.clone()], words));
            header(&["姓名"]) && !header(&["单位", "科室", "部门", "职务", "机构", "岗位"])
        });
        if in_table || (tables.at(from).is_none() && is_of_somebody(text, from)) {
            out.push(Found::words(Kind::Email, from, at + 1 + host.len(), &text[from..at + 1 + host.len()]));
        }
    }
}

/// What is said of a mailbox outside a table.
fn is_of_somebody(text: &str, at: usize) -> bool {
    let sentence = label::sentence(text, at);
    label::has(sentence, &OWN) || names_somebody(sentence)
}

const HOME: [&str; 7] = ["家住", "住址", "家庭地址", "户籍地址", "户籍所在地", "居住地址", "现住"];

/// What decisions say of people, and of firms too.
const LIVES: [&str; 3] = ["住所地", "住所", "住"];

/// Where somebody lives, told down to the door. 住所 and 地址 are what firms and offices have.
pub fn addresses(text: &str, out: &mut Vec<Found>) {
    static WORDS: LazyLock<Needles> = LazyLock::new(|| Needles::longest(&[&HOME[..], &LIVES].concat()));
    let mut from = 0;
    for (word, _) in WORDS.places(text) {
        let of_home = HOME.contains(&&text[word.clone()]);
        if word.start < from || !(of_home || is_said_of_somebody(text, word.start)) {
            continue;
        }
        let rest = &text[word.end..];
        let begin = rest.trim_start_matches(['址', '：', ':', ' ', '为', '在', '于', '是', '\u{3000}', '*', '"']);
        let start = text.len() - begin.len();
        let near = &begin[..begin.floor_char_boundary(240)];
        let end = near
            .find(['，', ',', '。', '；', ';', '、', '\n', '|', '）', ')', '"'])
            .map_or(start + near.len(), |end| start + end);
        let address = &text[start..end];
        let hidden = address.contains(['*', '×', '＊', '某', '_', 'X', 'x']);
        let places = ["省", "市", "县", "区", "镇", "乡", "村", "路", "街"];
        let placed = places.iter().any(|word| address.contains(word));
        if placed && !hidden && (5..=60).contains(&address.chars().count()) && column::has_door(address) {
            out.push(Found::words(Kind::HomeAddress, start, end, address));
            from = end;
        }
    }
}

/// `张某某，男，1968年3月2日出生，住某市某区…`: whether 住 begins a clause of a sentence about somebody, as decisions have it.
fn is_said_of_somebody(text: &str, at: usize) -> bool {
    // 张某某（住某市某区…）; a firm has its 住所 there.
    if let Some(before) = text[..at].strip_suffix(['（', '(']) {
        let name = before.rsplit(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c)).next().unwrap_or_default();
        let short = (2..=4).contains(&name.chars().count()) && name.starts_with(|c| SURNAMES.contains(c));
        return short && !text[at..].starts_with("住所");
    }
    if !text[..at].ends_with(['，', ',', '、', '；', '。', '）', ' ']) {
        return false;
    }
    let before = label::sentence(text, at);
    let sex = ["男，", "女，", "男,", "女,", "男、", "女、", "男；", "女；"].iter().any(|sex| before.contains(sex));
    sex && label::has(before, &["出生", "族，", "族,", "生，", "身份证", "公民身份", "岁"])
}

/// The rest of a sentence.
fn clause_behind(text: &str, at: usize) -> &str {
    let near = &text[at..text.floor_char_boundary((at + 180).min(text.len()))];
    near.split(['。', '\n', '；']).next().unwrap_or_default()
}

const PLACES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Number plates (GA 36) of people; of cars that an office sells, runs or checks it is lawful to say them.
pub fn plates(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    // A capital right behind a Chinese character: rare enough to look closer.
    let behind = |before: u8, capital: u8| (before >= 0x80) & capital.is_ascii_uppercase();
    for at in spots(bytes, behind).map(|before| before + 1) {
        if matches!(bytes[at], b'I' | b'O') {
            continue;
        }
        let Some(place) = text[..at].chars().next_back().filter(|c| PLACES.contains(*c)) else { continue };
        let start = at - place.len_utf8();
        let rest = &text[at + 1..];
        let body = rest.trim_start_matches(['·', '•', ' ', '-', '.']);
        let sign = |b: &u8| b.is_ascii_digit() || (b.is_ascii_uppercase() && !matches!(b, b'I' | b'O'));
        let length = body.bytes().take_while(sign).count();
        let next = body[length..].chars().next();
        let digits = body[..length].bytes().filter(u8::is_ascii_digit).count();
        if rest.len() - body.len() > 3
            || !matches!(length, 5 | 6)
            || digits < 3
            || next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '*')
        {
            continue;
        }
        let around = label::sentence(text, start);
        let header = tables.header_at(start).unwrap_or_default();
        let says = |words: &[&str]| label::has(around, words) || label::has(header, words);
        let of_a_person = says(&["车主", "驾驶人", "驾驶员", "当事人", "姓名", "车牌", "号牌"]);
        let of_an_office =
            says(&[
                "公务",
                "公车",
                "拍卖",
                "处置",
                "执法车",
                "公交",
                "出租",
                "单位",
                "公司",
                "车辆编号",
                "报废",
                "采购",
                "所属",
                "经营",
                "营运",
            ]) || label::has(clause_behind(text, start), &["所属", "公务", "营运", "公司名下", "单位车辆"])
                || tables.of_firms(start)
                || tables
                    .at(start)
                    .is_some_and(|table| table.header.iter().any(|cell| text[cell.clone()].contains("所属")));
        if of_a_person && !of_an_office {
            let end = text.len() - body.len() + length;
            out.push(Found::words(Kind::Plate, start, end, &text[start..end]));
        }
    }
}
