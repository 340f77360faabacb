//! Private mailboxes, which are a person's only by the name beside them.

use std::ops::Range;

use crate::fold::fold_char;
use crate::needles::spots;

use super::name::SURNAMES;
use super::table::Tables;
use super::{Found, Kind, column, label, name};

/// Where anybody gets a mailbox; offices have theirs there too, so the host alone says nothing.
const FREE_HOSTS: [&str; 26] = [
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
    "icloud.com",
    "aliyun.com",
    "vip.163.com",
    "vip.126.com",
    "vip.qq.com",
    "189.cn",
    "wo.cn",
    "tom.com",
    "yahoo.com.cn",
    "live.cn",
    "21cn.com",
    "188.com",
    "msn.com",
    "vip.sina.com",
];

/// Words before the name of somebody, and words that tell by themselves whose a mailbox is.
const PERSON: [&str; 10] =
    ["姓名", "申请人", "当事人", "被处罚人", "户主", "患者", "来信人", "投诉人", "举报人", "信访人"];

const OWN: [&str; 6] = ["本人邮箱", "本人电子邮", "本人的邮箱", "本人email", "个人邮箱", "私人邮箱"];

/// What the mailbox of an office is called.
const OF_OFFICE: [&str; 9] =
    ["公开邮箱", "单位邮箱", "办公邮箱", "官方邮箱", "举报邮箱", "监督邮箱", "长信箱", "书记信箱", "公开信箱"];

/// Whether a name follows one of the words: `申请人张某某（`, but not 申请人可将材料发至 and not 姓名、性别.
pub fn names_somebody(sentence: &str) -> bool {
    let named = |rest: &str| {
        let rest = rest.trim_start_matches(['：', ':', ' ', '　', '*', '为']);
        let run: String = rest.chars().take_while(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).take(6).collect();
        let long = run.chars().count();
        // 张科长 acts for an office.
        let other = long <= 4 && name::is_of_another(&run);
        let titled = ["长", "主任", "书记", "经理"].iter().any(|title| run.ends_with(title));
        !(titled || other)
            && run.starts_with(|c| SURNAMES.contains(c))
            && ((2..=4).contains(&long) || run.chars().nth(1) == Some('某'))
    };
    PERSON.iter().any(|word| sentence.match_indices(word).any(|(at, _)| named(&sentence[at + word.len()..])))
}

/// What stands between the name of a mailbox and its host: `@`, `＠`, or `[at]` against programs that gather mailboxes.
fn signs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    // ＠ is EF BC A0.
    let fits = |first: u8, second: u8| {
        (first == b'@') | ((first == 0xbc) & (second == 0xa0)) | ((first == b'a') & (second == b't'))
    };
    spots(text.as_bytes(), fits).filter_map(|spot| match text.as_bytes()[spot] {
        b'@' => Some(spot..spot + 1),
        b'a' => {
            let (before, behind) = (text[..spot].chars().next_back()?, text[spot + 2..].chars().next()?);
            let is_pair = matches!((before, behind), ('[', ']') | ('(', ')') | ('（', '）') | ('【', '】'));
            is_pair.then(|| spot - before.len_utf8()..spot + 2 + behind.len_utf8())
        }
        _ => text.get(spot - 1..).filter(|rest| rest.starts_with('＠')).map(|_| spot - 1..spot + 2),
    })
}

/// A character of a mailbox in half width and small letters; zero-width ones are `None` within one.
fn typed(c: char) -> Option<char> {
    let is_one = c.is_ascii() || ('\u{ff01}'..='\u{ff5e}').contains(&c);
    if is_one { fold_char(c) } else { fold_char(c).map(|_| c) }
}

fn is_part(c: char) -> bool {
    let hidden = !c.is_whitespace() && typed(c).is_none();
    hidden || typed(c).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'))
}

/// The name of a mailbox and its host around a sign, perhaps with a space at each side, as ranges of the text.
fn around(text: &str, sign: Range<usize>) -> (Range<usize>, Range<usize>) {
    let head = text[..sign.start].strip_suffix(' ').unwrap_or(&text[..sign.start]);
    let from = head.trim_end_matches(is_part).len();
    let tail = text[sign.end..].strip_prefix(' ').unwrap_or(&text[sign.end..]);
    let host = text.len() - tail.len();
    let run = tail.len() - tail.trim_start_matches(is_part).len();
    let length = tail[..run].trim_end_matches(['.', '．']).len();
    (from..head.len(), host..host + length)
}

/// Mailboxes beside the name of somebody who does not act for an office.
pub fn emails(text: &str, tables: &Tables, out: &mut Vec<Found>) {
    for sign in signs(text) {
        let (name, host) = around(text, sign);
        let spelt = |part: Range<usize>| text[part].chars().filter_map(typed).collect::<String>();
        let (spelt_name, spelt_host) = (spelt(name.clone()), spelt(host.clone()));
        if spelt_name.is_empty() || !FREE_HOSTS.contains(&&*spelt_host) {
            continue;
        }
        let from = name.start;
        let in_table = tables.at(from).is_some_and(|table| {
            let header = |words: &[&str]| table.header.iter().any(|cell| label::has(&text[cell.clone()], words));
            let people = table.header.iter().any(|cell| column::is_name(&text[cell.clone()]));
            people && !header(&["单位", "科室", "部门", "职务", "机构", "岗位", "事务所", "执业", "律师"])
        });
        if in_table || (tables.at(from).is_none() && is_of_somebody(text, from)) {
            out.push(Found::words(Kind::Email, from, host.end, &format!("{spelt_name}@{spelt_host}")));
        }
    }
}

/// What is said of a mailbox outside a table.
fn is_of_somebody(text: &str, at: usize) -> bool {
    let sentence = label::sentence(text, at);
    !label::has(label::before(text, at), &OF_OFFICE)
        && (label::has(sentence, &OWN) || names_somebody(sentence) || begins_with_somebody(sentence))
}

/// `**张三**，女，…邮箱`, `张三 邮箱：`, `张三同志的邮箱`, but not the name of somebody who takes in papers for an office.
fn begins_with_somebody(sentence: &str) -> bool {
    const ACTS: [&str; 11] = ["联系", "咨询", "材料", "报名", "主任", "书记", "长", "投稿", "报送", "发至", "负责"];
    let called = sentence.trim_end_matches([' ', '：', ':', '是', '为', '*']);
    let comrade = sentence.split_once("同志").is_some_and(|(head, _)| name::begins(head) && name::ends(head));
    let near = ["邮箱", "邮件", "mail", "Mail"].iter().any(|word| called.ends_with(word));
    near && (comrade || name::begins(sentence)) && !label::has(sentence, &ACTS)
}
