//! Misspellings that no list of words can hold (S301): addresses, 的 for 地, the number of an order, 余 behind an exact figure;
//! and sentences that mix two ways to say a thing (S117).

use crate::chinese::is_chinese;
use crate::diagnostic::Code;
use crate::needles::{Needles, places_of};

use std::sync::LazyLock;

use super::Leftover;

/// What is misspelt in words of any kind of text.
pub fn look(words: &str) -> Vec<Leftover> {
    let mut found = adverbs(words);
    if words.contains('.') {
        found.extend(addresses(words));
        found.extend(mailbox(words));
    }
    found.extend(order(words));
    found.extend(issued(words));
    found
}

fn misspelt(start: usize, end: usize, right: String) -> Leftover {
    Leftover { fix: Some(right), ..Leftover::new(Code::S301, start, end) }
}

/// Ends of addresses, and the right ones: example.gong.cn, 123@example.con.
fn addresses(words: &str) -> Vec<Leftover> {
    const ENDS: [(&str, &str); 7] = [
        (".gong.cn", ".gov.cn"),
        (".gvo.cn", ".gov.cn"),
        (".goc.cn", ".gov.cn"),
        (".gob.cn", ".gov.cn"),
        (".gov.con", ".gov.cn"),
        (".con", ".com"),
        (".gov.cm", ".gov.cn"),
    ];
    static WRONG: LazyLock<Needles> = LazyLock::new(|| Needles::longest(&ENDS.map(|(wrong, _)| wrong)));
    let of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let found = |(place, which): (std::ops::Range<usize>, usize)| {
        let (_, right) = ENDS[which];
        let host = words[..place.start].trim_end_matches(of_host);
        let start = host.len();
        // com.con is a host, /a.con a file.
        let is_host = ["@", "://"].iter().any(|mark| host.ends_with(mark)) || words[start..].starts_with("www.");
        let ends = !words[place.end..].starts_with(of_host);
        (is_host && ends && start < place.start)
            .then(|| misspelt(start, place.end, format!("{}{right}", &words[start..place.start])))
    };
    WRONG.places(words).filter_map(found).collect()
}

/// `a12345）@163.com`: the bracket closed too early.
fn mailbox(words: &str) -> Option<Leftover> {
    const LEAST: usize = 3;
    let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    words.match_indices('@').find_map(|(at, _)| {
        let name = words[..at].strip_suffix('）')?;
        let start = name.trim_end_matches(of_name).len();
        let host = words[at..].find(|c: char| c != '@' && !of_name(c)).map_or(words.len(), |end| at + end);
        let is_host = words[at + 1..host].split_once('.').is_some_and(|(first, _)| !first.is_empty());
        let right = || format!("{}{}）", &words[start..name.len()], &words[at..host]);
        (name.len() - start >= LEAST && is_host && !words[host..].starts_with('）'))
            .then(|| misspelt(start, host, right()))
    })
}

/// How something is done, and what can only be done behind it: 较好的完成了任务.
const ADVERBS: [(&str, &[&str]); 14] = [
    ("更好的", &["满足", "发挥", "履行", "适应", "实现", "推进", "推动", "落实", "贯彻", "做好", "促进"]),
    ("较好的", &["完成", "保证", "落实", "履行", "满足", "推动", "发挥"]),
    ("认真的", &["做好", "落实", "贯彻", "履行", "完成", "执行"]),
    ("科学合理的", &["设置", "制定", "划分", "确定", "编制"]),
    ("进一步的", &["加强", "完善", "推进", "提高", "提升", "规范", "落实", "深化", "加大", "强化"]),
    ("不断的", &["完善", "加强", "提高", "提升", "推进", "改进", "优化", "深化", "强化", "健全"]),
    ("顺利的", &["完成", "推进", "开展"]),
    ("圆满的", &["完成"]),
    ("切实的", &["做好", "加强", "提高", "维护"]),
    ("充分的", &["发挥"]),
    ("严格的", &["按照", "落实", "遵守", "履行"]),
    ("有效的", &["推动", "促进", "提升", "提高", "避免", "防止"]),
    ("准确的", &["公开政府", "公开各", "公开本", "公开我", "公开了", "向社会", "向公众", "向群众"]),
    ("及时的", &["公开政府", "公开各", "公开本", "公开我", "公开了", "向社会", "向公众", "向群众"]),
];

/// 的 where 地 belongs. What stands before a noun is right: 更好的推进机制, 进一步的提高和完善.
fn adverbs(words: &str) -> Vec<Leftover> {
    const NOUNS: [&str; 24] = [
        "方式", "机制", "路径", "形式", "措施", "手段", "模式", "效果", "途径", "办法", "作用", "条件", "能力", "方法",
        "体系", "平台", "环境", "情况", "渠道", "方案", "意见", "成效", "过程", "基础",
    ];
    const NO_OBJECT: &str = "的和与及之中下时后前也都是为使让作";
    const HAS: [&str; 12] =
        ["得到", "有了", "取得", "有待", "需要", "获得", "提供", "实行", "要求", "制定", "形成", "作出"];
    let found = |(at, of): (usize, &str)| {
        let (head, behind) = words.split_at(at + of.len());
        let (adverb, verbs) = ADVERBS.iter().find(|(adverb, _)| head.ends_with(adverb))?;
        let verb = verbs.iter().find(|verb| behind.starts_with(**verb))?;
        let rest = &behind[verb.len()..];
        let next = rest.chars().next()?;
        let start = head.len() - adverb.len();
        let clause = words[..start].rsplit(['，', '。', '；', '：']).next().unwrap_or_default();
        let acts = is_chinese(next)
            && !NO_OBJECT.contains(next)
            && !NOUNS.iter().any(|noun| rest.starts_with(noun))
            && !HAS.iter().any(|word| clause.contains(word))
            // 合法有效的防止污染的证书 is a noun.
            && !clause.ends_with(['法', '实', '、']);
        let right = format!("{}地{verb}", adverb.trim_end_matches('的'));
        acts.then(|| misspelt(start, head.len() + verb.len(), right))
    };
    words.match_indices('的').filter_map(found).collect()
}

/// 国务院令711号.
fn order(words: &str) -> Option<Leftover> {
    const ORDER: &str = "国务院令";
    places_of(words, ORDER).find_map(|at| {
        let rest = &words[at + ORDER.len()..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let end = at + ORDER.len() + digits + "号".len();
        ((1..=3).contains(&digits) && rest[digits..].starts_with('号'))
            .then(|| misspelt(at, end, format!("{ORDER}第{}号", &rest[..digits])))
    })
}

/// 《关于〈2023年政务公开工作要点〉的通知》: what is handed out is named without 印发.
fn issued(words: &str) -> Option<Leftover> {
    const OPEN: [&str; 4] = ["关于<", "关于‹", "关于〈", "关于《"];
    const CLOSE: [&str; 4] = ["要点>的通知", "要点›的通知", "要点〉的通知", "要点》的通知"];
    const LONGEST: usize = 180;
    if !words.contains("要点") {
        return None;
    }
    OPEN.iter().zip(CLOSE).find_map(|(open, close)| {
        let end = words.find(close)?;
        let start = words[..end].rfind(open).filter(|start| end - start <= LONGEST)?;
        (!words[start + open.len()..end].contains("关于"))
            .then(|| misspelt(start, start + open.len(), open.replace("关于", "关于印发")))
    })
}

/// 余 behind a figure that is exact: 68余条.
pub fn exact_and_more(words: &str) -> Vec<Leftover> {
    const UNITS: &str = "条件次个篇份名家户场人期项";
    let found = |(at, _): (usize, &str)| {
        let head = words[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &words[head.len()..at];
        let end = at + "余".len();
        let unit = words[end..].chars().next().filter(|unit| UNITS.contains(*unit))?;
        let is_exact = digits.len() > 1 && !digits.ends_with('0') && !head.ends_with(['.', '．', '-', '/']);
        let left = Leftover::new(Code::S301, head.len(), end + unit.len_utf8());
        is_exact.then_some(Leftover { fault: Some("exact_and_more"), ..left })
    };
    words.match_indices('余').filter_map(found).collect()
}

/// How a report tells of its parts, where it begins in one way and ends in another, or says twice what is made: 本报告包括…组成,
/// 由总体情况…六部分。, 本报告依据…，编制本报告 (S117).
pub fn mixed(words: &str) -> Vec<Leftover> {
    let mut found = Vec::new();
    if !["本报告", "包括", "包含", "由总体情况"].iter().any(|word| words.contains(word)) {
        return found;
    }
    let mut from = 0;
    for sentence in words.split_inclusive('。') {
        let place = parts(sentence).or_else(|| made_twice(sentence));
        found.extend(place.map(|(fault, start, end)| Leftover {
            fault: Some(fault),
            ..Leftover::new(Code::S117, from + start, from + end)
        }));
        from += sentence.len();
    }
    found
}

fn parts(sentence: &str) -> Option<(&'static str, usize, usize)> {
    const BEGINS: [&str; 4] = ["报告", "内容", "全文", "主要"];
    const MADE_OF: [&str; 2] = ["组成", "构成"];
    let body = sentence.strip_suffix('。')?;
    let part = ["部分", "部分内容", "方面", "方面内容"];
    // 全文包括…等六个部分组成，所列数据…: what goes on is another clause.
    let made = || {
        MADE_OF.iter().find_map(|word| {
            body.match_indices(*word).find(|(at, _)| body[at + word.len()..].starts_with(['，', '；']))
        })
    };
    let head = MADE_OF.iter().find_map(|word| body.strip_suffix(word)).or_else(|| made().map(|(at, _)| &body[..at]));
    if let Some(head) = head.filter(|head| !head.is_empty()) {
        let end = head.len() + "组成".len();
        let at = ["包括", "包含"].iter().find_map(|word| head.find(word))?;
        // 本报告由示例局编制，全文包括…
        let lead = body[..at].rsplit('，').next().unwrap_or_default();
        let is_of_report = BEGINS.iter().any(|word| lead.ends_with(word)) && !lead.contains('由');
        let is_one = !head[at..].contains('由');
        let start = body[..head.len()].char_indices().rev().nth(4).map_or(0, |(at, _)| at);
        let counts = part.iter().any(|word| head.ends_with(word));
        return (is_of_report && is_one && counts).then_some(("two_ways_mixed", start, end));
    }
    let at = part.iter().any(|word| body.ends_with(word)).then(|| body.find("由总体情况")).flatten()?;
    let rest = &body[at..];
    let is_whole = ["组成", "构成", "汇总", "编"].iter().all(|word| !rest.contains(word));
    let start = body.char_indices().rev().nth(4).map_or(0, |(at, _)| at);
    is_whole.then_some(("made_of_unsaid", start.max(at), body.len()))
}

/// 本报告依据《条例》…，编制本报告。
fn made_twice(sentence: &str) -> Option<(&'static str, usize, usize)> {
    const MAKES: [&str; 3] = ["编制本报告", "编写本报告", "撰写本报告"];
    if !sentence.contains("本报告") {
        return None;
    }
    let by = ["本报告依据", "本报告根据", "本报告按照"].iter().find_map(|word| sentence.find(word))?;
    let again = MAKES.iter().find_map(|word| Some((sentence.rfind(word)?, *word)));
    let (start, word) = again.filter(|(start, _)| *start > by)?;
    Some(("said_twice", start, start + word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<String> {
        look(words).into_iter().filter_map(|left| left.fix).collect()
    }

    #[test]
    fn ends_of_addresses_are_known() {
        assert_eq!(found("网址为http://abc.example.gong.cn）"), ["abc.example.gov.cn"]);
        assert_eq!(found("邮箱：12345@qq.con。"), ["qq.com"]);
        assert_eq!(found("邮箱：abc123）@163.com，"), ["abc123@163.com）"]);
        assert!(found("见www.example.gov.cn和a@b.com，配置文件nginx.conf、a.con").is_empty());
    }

    #[test]
    fn what_tells_how_something_is_done_ends_in_di() {
        assert_eq!(found("较好的完成了年度任务"), ["较好地完成"]);
        assert_eq!(found("为更好的满足群众需求"), ["更好地满足"]);
        for words in
            ["得到进一步的提高", "进一步的完善和提高", "更好的推进机制", "提供准确的公开政府信息", "在不断的完善中"]
        {
            assert!(found(words).is_empty(), "{words}");
        }
    }

    #[test]
    fn sentences_are_of_one_kind() {
        let faults = |words: &str| mixed(words).first().and_then(|left| left.fault);
        for (words, fault) in [
            ("本报告包括总体情况、其他事项共六个部分组成。", Some("two_ways_mixed")),
            ("本报告由总体情况、其他事项等六部分内容。", Some("made_of_unsaid")),
            ("本报告依据《条例》，编制本报告。", Some("said_twice")),
            ("全文包括总体情况、其他事项等六个部分组成，数据截至年底。", Some("two_ways_mixed")),
            ("全文包括总体情况、其他事项等六个部分，由办公室组成，数据截至年底。", None),
            ("本报告由总体情况、其他事项等六部分组成。", None),
            ("本报告包括总体情况、其他事项六个部分。", None),
            ("本报告由总体情况（包括主动公开等方面）、其他事项六部分组成。", None),
        ] {
            assert_eq!(faults(words), fault, "{words}");
        }
    }
}
