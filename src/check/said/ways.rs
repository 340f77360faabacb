//! Words for ways in that narrow nothing: all ways at once (通过信函、网络等方式), and those of a list that has all there are
//! (其中信函14件、网络2件).

use std::borrow::Cow;

use super::number::{Number, Value};
use super::sentence::{CLAUSE, Role, Sentence};
use super::vocabulary::WAYS;

/// Leaves out words that name all ways in, 通过各种渠道 or 通过信函、网络等方式: what came in by all of them is the whole.
/// Where a sentence goes through them one by one, each is a part.
pub fn without_all_ways(said: &str, sentence: &str) -> String {
    const LONGEST: usize = 40 * 3;
    let found = || {
        let at = said.find("通过").filter(|_| sentence.matches("通过").count() == 1)?;
        let near = &said[at..said.floor_char_boundary(at + LONGEST)];
        let near = near.split(['，', '；', '。']).next().unwrap_or_default();
        let ways = ["渠道", "途径", "方式", "形式"].iter();
        let end = ways.filter_map(|way| Some(near.find(way)? + way.len())).min()?;
        let ways = &near[..end];
        let all = ["各", "多", "不同", "线上线下", "线上、线下", "线上和线下"].iter().any(|word| ways.contains(word));
        let is_list = ways.contains('、') && ways.contains('等');
        (all || is_list).then(|| format!("{}{}", &said[..at], &said[at + end..]))
    };
    found().unwrap_or_else(|| said.to_owned())
}

/// Leaves out a list of ways behind 其中 that has all of its whole, so that what follows is said of all: 收到16件，其中信函14件、网络
/// 2件，办结13件; and any such list before a semicolon.
pub fn without_listed_ways<'t>(sentence: &Sentence<'t>, own: &Number, said: Cow<'t, str>) -> Cow<'t, str> {
    let Some(at) = sentence.text[..own.start].find("其中") else { return said };
    let numbers = || sentence.numbers.iter().enumerate().filter(|(at, _)| sentence.roles[*at] == Role::Plain);
    let Some((place, whole)) = numbers().take_while(|(_, number)| number.end <= at).last() else { return said };
    let is_way = |(at, part): &(usize, &Number)| {
        let lead = sentence.lead(*at);
        part.unit == whole.unit && part.end < own.start && WAYS.iter().any(|way| lead.contains(way))
    };
    let ways = || numbers().skip_while(|(at, _)| *at <= place).take_while(is_way);
    let Some((_, last)) = ways().last() else { return said };
    let sum: Value = ways().map(|(_, part)| part.value).sum();
    let behind = sentence.between(last.end, own.start);
    let end = match behind.find(['；', ';']) {
        Some(mark) => last.end + mark,
        None if sum == whole.value => last.end,
        None => return said,
    };
    Cow::Owned(said.replacen(sentence.between(at, end), "", 1))
}

/// Leaves out clauses without a figure that say what all applications were about: 涉及土地征收等方面. Behind 其中 it is some of them.
pub fn without_topics(said: Cow<str>) -> Cow<str> {
    const ENDS: [&str; 6] = ["等方面", "等领域", "等内容", "等问题", "等信息", "等事项"];
    const BEGINS: [&str; 5] = ["涉及", "主要涉及", "内容涉及", "内容主要涉及", "申请内容主要涉及"];
    if !said.contains("涉及") {
        return said;
    }
    let is_topic = |clause: &&str| {
        BEGINS.iter().any(|word| clause.starts_with(word))
            && ENDS.iter().any(|word| clause.ends_with(word))
            && !clause.contains(|c: char| c.is_ascii_digit())
    };
    let topics: Vec<&str> = said.split(CLAUSE).filter(is_topic).collect();
    let without = topics.iter().fold(said.to_string(), |said, topic| said.replacen(topic, "", 1));
    Cow::Owned(without)
}
