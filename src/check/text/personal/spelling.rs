//! Mailboxes that are called after somebody: he keeps one whose name is spelt like his family, 陆小山的邮箱luxiaoshan@…, even
//! where he takes in papers for an office.

use crate::chinese::{is_chinese, syllable};

use super::mailbox::{CALLED, PERSON};
use super::{family, label, name};

/// Families that are read otherwise than their character mostly is, or spelt in another way, too.
const OTHERWISE: [(char, &str); 9] = [
    ('曾', "zeng"),
    ('单', "shan"),
    ('仇', "qiu"),
    ('查', "zha"),
    ('解', "xie"),
    ('覃', "qin"),
    ('翟', "zhai"),
    ('吕', "lu"),
    ('宿', "su"),
];

/// What shops and firms are called behind their own names.
const SHOPS: [&str; 10] = ["房产", "地产", "置业", "物业", "中介", "商行", "超市", "公司", "工作室", "事务所"];

/// How somebody is spoken to who holds no post of an office.
const TITLES: [&str; 7] = ["老师", "博士", "师傅", "先生", "女士", "同学", "同志"];

/// Whether somebody is named right before a mailbox that begins as his family is spelt.
pub fn is_called_so(text: &str, at: usize) -> bool {
    let clause = label::before(text, at).trim_end_matches([' ', '：', ':', '（', '(', '*', '为', '是', '“']);
    let whom = CALLED.iter().find_map(|word| clause.strip_suffix(word)).unwrap_or(clause);
    let whom = ["个人", "私人", "本人"].iter().find_map(|word| whom.strip_suffix(word)).unwrap_or(whom);
    let person = whom.trim_end_matches(['的', '：', ':']);
    let is_labelled = whom.len() < clause.len() && name::is_one(person) && asks_for_somebody(label::sentence(text, at));
    let alone = Some(person).filter(|_| is_labelled).and_then(|name| name.chars().next());
    alone.or_else(|| family(person, whom.ends_with('的'))).is_some_and(|family| {
        let others = OTHERWISE.iter().filter(|(other, _)| *other == family).map(|(_, spelt)| (*spelt).to_owned());
        let mut spelt = others.chain(syllable(family));
        let begins = |spelt: &str| {
            let head = text.as_bytes()[at..].get(..spelt.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(spelt.as_bytes()))
        };
        family::is_any(family) && spelt.any(|spelt| begins(&spelt))
    })
}

/// Whether a mailbox is called by the whole name of somebody of whom its sentence speaks: 业主推举陆小山办理，…发luxiaoshan@….
pub fn is_spelt_in_full(sentence: &str, mailbox: &str) -> bool {
    const SHORTEST: usize = 5;
    let is_joint = |c: char| matches!(c, '.' | '_' | '-');
    let letters = mailbox.chars().filter(|c| !is_joint(*c)).take_while(char::is_ascii_alphabetic);
    let called: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    let spells = |run: &str| {
        let spelt: Option<String> = run.chars().map(syllable).collect();
        spelt.is_some_and(|spelt| spelt.len() >= SHORTEST && called.starts_with(&spelt))
    };
    let run = |at: usize, long: usize| {
        let end = sentence[at..].char_indices().nth(long).map_or(sentence.len(), |(end, _)| at + end);
        Some(&sentence[at..end]).filter(|run| run.chars().count() == long)
    };
    let mut begins = sentence.char_indices().filter(|(_, c)| family::is_any(*c));
    // 安静同志: what is a word as well is a name there.
    let is_comrade = |at: usize, run: &str| sentence[at + run.len()..].starts_with("同志");
    // 万屋房产: a shop is called by its own name.
    let is_shop = |at: usize, run: &str| SHOPS.iter().any(|shop| sentence[at + run.len()..].starts_with(shop));
    let is_name = |at: usize, run: &str| (name::is_one(run) || is_comrade(at, run)) && !is_shop(at, run);
    begins.any(|(at, _)| [2, 3].iter().filter_map(|long| run(at, *long)).any(|run| spells(run) && is_name(at, run)))
}

/// Whether a mailbox is marked as none of an office: 联系人邮箱（非办公）：…; …@163.com（个人）.
pub fn is_marked_private(clause: &str, behind: &str) -> bool {
    const MARKS: [&str; 7] = ["个人", "私人", "本人", "个人邮箱", "私人邮箱", "非办公", "非单位"];
    let inner = behind.strip_prefix(['（', '(']).and_then(|rest| rest.split(['）', ')']).next());
    let called = clause.trim_end_matches(['：', ':', ' ']).strip_suffix(['）', ')']);
    let before = called.and_then(|called| Some(called.rsplit_once(['（', '('])?.1));
    [inner, before].into_iter().flatten().any(|mark| MARKS.contains(&mark))
}

/// 张小山联系方式：zhangxs_1985@…: whether somebody is named right before a mailbox that is spelt like him, with his family or
/// his given name in full and the others by their first letters, and the year of his birth.
pub fn is_of_somebody_born(sentence: &str, mailbox: &str) -> bool {
    const WAYS: [&str; 8] = ["联系方式", "电子邮箱", "个人邮箱", "邮箱地址", "邮箱", "电子邮件", "邮件", "信箱"];
    let letters: String = mailbox
        .chars()
        .take_while(|c| !c.is_ascii_digit() && *c != '@')
        .filter(|c| !matches!(c, '.' | '_' | '-'))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let digits: String = mailbox.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let is_year = digits.len() >= 4 && digits[..4].parse::<u16>().is_ok_and(|year| (1940..=2012).contains(&year));
    if !is_year {
        return false;
    }
    let clause = sentence.rsplit(['，', ',', '；', '。', '（', '(', '、']).next().unwrap_or_default();
    let clause = clause.trim_end_matches([' ', '：', ':', '为', '是']);
    let whom = WAYS.iter().find_map(|way| clause.strip_suffix(way)).unwrap_or(clause);
    let whom = whom.trim_end_matches(['的', ' ', '：', ':']);
    let run = &whom[whom.trim_end_matches(is_chinese).len()..];
    let syllables: Option<Vec<String>> = run.chars().map(syllable).collect();
    syllables.is_some_and(|parts| matches!(parts.len(), 2 | 3) && name::is_one(run) && spells_in_part(&parts, &letters))
}

/// Whether letters are syllables of which each is whole or its first letter alone, and one at least is whole.
fn spells_in_part(parts: &[String], letters: &str) -> bool {
    let whole = (0..1_usize << parts.len()).skip(1);
    whole.into_iter().any(|mask| {
        let spelt = parts.iter().enumerate().map(|(at, part)| if mask >> at & 1 == 1 { part } else { &part[..1] });
        spelt.collect::<String>() == letters
    })
}

/// 申请人联系方式：略，: whether a sentence says how somebody is reached who wants something of an office.
fn asks_for_somebody(sentence: &str) -> bool {
    PERSON[1..].iter().any(|word| {
        let mut behind = sentence.match_indices(word).map(|(at, _)| &sentence[at + word.len()..]);
        behind.any(|rest| ["联系", "电话", "手机", "邮箱"].iter().any(|way| rest.starts_with(way)))
    })
}

/// The family of the person in whose name words end: 郑老师, 课题负责人陆小山; behind 至 only one who owns something.
fn family(whom: &str, is_owner: bool) -> Option<char> {
    const ROLES: [&str; 10] =
        ["负责人", "主持人", "组长", "干事", "志愿者", "编辑", "记者", "作者", "设计师", "工程师"];
    const WHITHER: [&str; 4] = ["至", "到", "给", "与"];
    const NOBODY: [&str; 6] = ["施工", "金融", "高新", "高中", "高校", "毕业"];
    let run = whom.rsplit(|c: char| !is_chinese(c)).next().unwrap_or_default();
    if let Some(head) = TITLES.iter().find_map(|title| run.strip_suffix(title)) {
        return head.chars().next_back();
    }
    let behind = |word: &&str| Some(&run[run.rfind(*word)? + word.len()..]);
    let owner = WHITHER.iter().filter(|_| is_owner).filter_map(behind);
    let mut named = ROLES.iter().filter_map(behind).chain(owner);
    named.find(|rest| name::is_one(rest) && !NOBODY.contains(rest)).and_then(|rest| rest.chars().next())
}
