//! Whose a mailbox is, by the name right before it: 李小山邮箱：…, 学生张三 …, 经办人张三（12345678@qq.com）.

use std::ops::Range;

use super::mailbox::{ASKED, CALLED};
use super::table::Tables;
use super::{column, family, label, name, resident, someone};
use crate::chinese::is_chinese;

const MARKS: [char; 8] = [' ', '\u{3000}', '：', ':', '，', ',', '（', '('];

/// Whether a mailbox is that of the person who is named right before it. `is_asked` tells whether its sentence asks people
/// to write to an office.
pub fn is_of_one_before(text: &str, mailbox: &Range<usize>, is_asked: impl Fn(&str) -> bool) -> bool {
    let sentence = label::sentence(text, mailbox.start);
    let near = sentence.trim_end_matches(MARKS);
    let called = CALLED.iter().find_map(|word| near.strip_suffix(word));
    let whom = called.unwrap_or(near).trim_end_matches(['的', ' ']);
    let is_bracketed = || whom.ends_with(['（', '(']) || called.is_none() && sentence.ends_with(['（', '(']);
    let clause = whom.rsplit(['，', ',', '；', ';', '、']).next().unwrap_or_default();
    (called.is_some() && is_name_alone(clause) || is_behind_person(whom)) && !is_asked(sentence)
        || is_bracketed() && is_number_of_qq(&text[mailbox.clone()]) && ends_in_name(whom.trim_end_matches(MARKS))
        || called.is_some() && is_registered_with(whom) && !is_asked(sentence)
        || is_beside_chat(sentence)
        || text[..mailbox.start].ends_with("](mailto:") && is_link_to(&text[mailbox.end..])
        || is_named_on_both_sides(sentence, &text[mailbox.end..], is_asked)
}

/// …或她的微信: whether what follows a mailbox goes on to say how the same person is reached.
pub fn is_told_behind(rest: &str) -> bool {
    const HIS: [&str; 8] = ["或她的", "或他的", "或其本人", "及她的", "及他的", "和她的", "和他的", "（本人邮箱"];
    HIS.iter().any(|his| rest.starts_with(his))
}

/// 发布者张某某（账号注册邮箱: whether somebody is named right before brackets that say with which mailbox he is registered.
fn is_registered_with(before: &str) -> bool {
    const HOW: [&str; 8] = ["注册", "账号", "帐号", "账户", "绑定", "预留", "登记", "实名"];
    let mut head = before;
    while let Some(rest) = HOW.iter().find_map(|how| head.strip_suffix(how)) {
        head = rest;
    }
    let whom = head.strip_suffix(['（', '(']).filter(|_| head.len() < before.len());
    whom.is_some_and(|whom| is_sure_name(run_of(whom)) || name::ends_behind_person(whom) || name::ends_in_titled(whom))
}

/// 张三，13800138000（微信同号，: whether a mailbox stands in the brackets that say that somebody's telephone is his chat, too.
fn is_beside_chat(sentence: &str) -> bool {
    const SAME: [&str; 3] = ["微信同号", "同微信", "微信同步"];
    let Some((head, said)) = sentence.rsplit_once(['（', '(']) else { return false };
    let telephone = head.trim_end_matches(|c: char| c.is_ascii_digit());
    head.len() - telephone.len() == "13800138000".len()
        && SAME.contains(&said.trim_end_matches("邮箱").trim_end_matches(MARKS))
        && is_sure_name(run_of(telephone.trim_end_matches(MARKS)))
}

/// [发送邮件](mailto:…)给张三: whether a link goes on to somebody who is named.
fn is_link_to(rest: &str) -> bool {
    const GOES_ON: [&str; 6] = ["统一", "登记", "汇总", "即可", "报备", "处理"];
    let Some(whom) = rest.strip_prefix(')').and_then(|rest| rest.trim_start().strip_prefix('给')) else {
        return false;
    };
    [3, 2].into_iter().any(|long| {
        let end = whom.chars().take(long).map(char::len_utf8).sum();
        let (run, behind) = whom.split_at(end);
        let goes_on = !behind.starts_with(is_chinese) || GOES_ON.iter().any(|word| behind.starts_with(word));
        goes_on && is_sure_name(run)
    })
}

/// 张三队长下乡期间，资料请传zhangsan@…（张三）: whether a mailbox is that of one who is named before it and behind it. Who leads
/// a team of his own does not speak for an office.
fn is_named_on_both_sides(sentence: &str, rest: &str, is_asked: impl Fn(&str) -> bool) -> bool {
    let inner = rest.strip_prefix(['（', '(']).and_then(|rest| rest.split(['）', ')']).next());
    inner.is_some_and(|inner| {
        let plain = || ["队长", "组长", "班长"].iter().fold(sentence.to_owned(), |plain, led| plain.replace(led, ""));
        is_sure_name(inner) && sentence.contains(inner) && !is_asked(&plain())
    })
}

/// The Chinese characters that words end in.
fn run_of(words: &str) -> &str {
    &words[words.trim_end_matches(is_chinese).len()..]
}

fn is_sure_name(run: &str) -> bool {
    run.starts_with(family::is_sure) && name::is_one(run)
}

/// Whether all of a clause is a name of three characters: shorter ones may be what an office is called, 文旅, 林草.
fn is_name_alone(clause: &str) -> bool {
    const LONG: usize = 3;
    const OFFICES: [char; 9] = ['组', '委', '科', '班', '处', '股', '站', '队', '办'];
    let clause = clause.trim_start_matches(name::is_of_list);
    clause.chars().count() == LONG
        && clause.starts_with(family::is_sure)
        && name::is_one(clause)
        && !clause.ends_with(OFFICES)
}

/// 学生张三, 评审专家李四, 编制人王五：13800138000，: whether words end in a name behind what somebody is, perhaps with the telephone
/// at which he is called.
fn is_behind_person(whom: &str) -> bool {
    const PEOPLE: [&str; 6] = ["学生", "家长", "专家", "编制人", "志愿者", "实习生"];
    const LONG: usize = 11;
    let head = whom.trim_end_matches(|c: char| c.is_ascii_digit());
    let head = if whom.len() - head.len() == LONG { head } else { whom };
    let head = head.trim_end_matches(MARKS);
    let run = &head[head.trim_end_matches(is_chinese).len()..];
    let named = |role: &&str| run.rsplit_once(*role).is_some_and(|(_, named)| name::is_one(named));
    PEOPLE.iter().any(named) || {
        let role = head[..head.len() - run.len()].trim_end_matches(['：', ':']);
        role.ends_with("编制人") && name::is_one(run)
    }
}

/// Whether a mailbox is one that everybody has by his number where he chats: 12345678@qq.com.
fn is_number_of_qq(mailbox: &str) -> bool {
    let number = mailbox.strip_suffix("@qq.com").unwrap_or_default();
    (5..=11).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// 经办人张三, 发给李四, 王五: whether words end in a name, and nothing before it in their clause makes a contact of it.
fn ends_in_name(words: &str) -> bool {
    const BEFORE: [&str; 4] = ["经办人", "联络员", "发给", "专干"];
    let run = &words[words.trim_end_matches(is_chinese).len()..];
    let named =
        |whom: &str| whom.starts_with(family::is_sure) && name::is_one(whom) && !whom.ends_with(['局', '长', '科']);
    let is_first = || {
        let before = &words[..words.len() - run.len()];
        before.trim_start_matches(name::is_of_list).is_empty() || before.ends_with(['，', ',', '；', '、'])
    };
    named(run) && is_first() || BEFORE.iter().any(|word| run.rsplit_once(word).is_some_and(|(_, whom)| named(whom)))
}

/// 你（身份证号…，电子邮箱, 申请人张三（住址…，邮箱: a bracket that goes on to a mailbox stands right behind somebody.
pub fn is_in_brackets_of_somebody(sentence: &str) -> bool {
    let Some((whom, within)) = sentence.rsplit_once(['（', '(']) else { return false };
    let clause = whom.rsplit(['，', ',', '；']).next().unwrap_or_default();
    let serves = label::has(clause, &ASKED) || label::has(clause, &["代理", "经办"]);
    let whom = ["委员", "代表"].iter().find_map(|title| whom.strip_suffix(title)).unwrap_or(whom);
    let is_one = || !serves && (name::ends_behind_role(whom) || resident::is_called(whom));
    !within.contains(['）', ')']) && (whom.ends_with(['你', '您']) || is_one()) && !label::has(within, &ASKED[1..])
}

/// Whether a row names somebody who said something: 意见人 | 邮箱.
pub fn is_in_row_of_speaker(text: &str, tables: &Tables, at: usize) -> bool {
    const SPEAKERS: [&str; 8] = ["意见人", "提出人", "反馈人", "建议人", "来信人", "留言人", "网友", "意见提出人"];
    let Some(table) = tables.at(at) else { return false };
    let column = table.header.iter().position(|cell| SPEAKERS.contains(&text[cell.clone()].trim()));
    let whom = column.and_then(|column| tables.cell(at, column)).map(|cell| text[cell].trim());
    whom.is_some_and(someone::is_full)
}

/// Whether a cell below what somebody is in a matter has his name right before his mailbox.
pub fn is_cell_of_somebody(text: &str, tables: &Tables, at: usize) -> bool {
    let before = &text[text.ceil_char_boundary(at.saturating_sub(label::LINE))..at];
    let cell = before.rsplit(['|', '\n']).next().unwrap_or_default().trim();
    let is_speaker = |header: &str| {
        let is_role = column::is_role(header) && !label::has(header, &["主讲", "主持", "报告", "编"]);
        is_role || label::has(header, &["意见来源", "建议来源"])
    };
    cell.strip_suffix(['（', '(']).is_some_and(name::is_one) && tables.header_at(at).is_some_and(is_speaker)
}
