//! Where a list of parts begins behind its whole, and where a figure is said to be what those before it add up to.

use super::lists::{end_of_bracket, listed};
use super::number::{Number, ONE, Unit, Value};
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::Stated;
use super::vocabulary::{AMONG, GIVEN_IN_TURN, OVERLAPPING, TOGETHER};

/// Whether a figure was carried over and comes on top of one before it, so that a list is of both: 收到9件，上年结转1件，其中….
pub fn is_added(sentence: &Sentence, at: usize) -> bool {
    let before = || sentence.numbers[..at].iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    let is_carried = ["结转", "转结", "遗留"].iter().any(|word| sentence.lead(at).contains(word));
    is_carried && before().any(|(number, _)| number.unit == sentence.numbers[at].unit)
}

/// The parts of a whole that a list follows.
pub fn begun<'s>(sentence: &'s Sentence, at: usize, stated: &[Option<Stated>]) -> Option<Vec<&'s Number<'s>>> {
    let whole = &sentence.numbers[at];
    let sum = |parts: &[&Number]| parts.iter().map(|part| part.value).sum::<Value>();
    if let Some(last) = begins_list(sentence, at) {
        // 不予公开14件，其中一半属于过程性信息，无法提供22件: what follows the share stands beside the whole.
        if is_of_share(sentence, sentence.numbers[last].end, whole.unit) {
            return None;
        }
        return listed(sentence, (last + 1, sentence.numbers[last].end), whole.unit);
    }
    if names_its_parts(sentence, at) {
        let joined = |next: &usize| {
            let between = sentence.between(sentence.numbers[next - 1].end, sentence.numbers[*next].start);
            *next == at + 1 || matches!(between.trim(), "、" | "和" | "及")
        };
        let parts: Vec<&Number> =
            (at + 1..sentence.numbers.len()).take_while(joined).map(|next| &sentence.numbers[next]).collect();
        return (parts.len() > 1).then_some(parts);
    }
    let after = &sentence.text[whole.end..];
    let parts = || listed(sentence, (at + 1, whole.end), whole.unit);
    // 13件新收申请中，网上8件、信函6件: a list that may leave things out, but has no more than there are.
    let head = after.split(CLAUSE).next().unwrap_or_default();
    // 上述392条信息分布为：补贴136条，农田74条，…
    let colon = after[head.len()..].starts_with(['：', ':']);
    if colon && head.ends_with(['为', '下']) && DIVIDED.iter().any(|word| head.ends_with(word)) {
        return parts().filter(|parts| parts.len() > 2);
    }
    if head.ends_with(['中', '里']) && head.chars().count() <= 12 && !head.contains(|c: char| c.is_ascii_digit()) {
        let apart = |parts: &Vec<&Number>| parts.iter().all(|part| part.value < whole.value);
        // One of many was told too low, rather than left out.
        let nearly = |parts: &Vec<&Number>| {
            let off = (whole.value - sum(parts)).abs();
            parts.len() >= MANY_PARTS && (off == ONE || off * 50 <= whole.value)
        };
        return parts().filter(|parts| (sum(parts) > whole.value || nearly(parts)) && apart(parts));
    }
    // 44件：成立18件、变更21件、注销6件; but 收到12件：予以公开8件 is of another row.
    if after.starts_with(['：', ':']) {
        let alike = |parts: &Vec<&Number>| are_of_one_row(sentence, (at, stated), parts);
        let ends = |parts: &Vec<&Number>| parts.last().is_some_and(|last| last.end == sentence.text.len());
        return parts().filter(|parts| (parts.len() > 2 || ends(parts)) && alike(parts));
    }
    in_bracket(sentence, at).filter(|parts| are_of_one_row(sentence, (at, stated), parts))
}

/// Whether parts count nothing in the tables but what their whole counts.
fn are_of_one_row(sentence: &Sentence, (whole, stated): (usize, &[Option<Stated>]), parts: &[&Number]) -> bool {
    let row = |at: usize| stated[at].as_ref().map(|stated| &stated.row);
    let place = |number: &Number| sentence.numbers.iter().position(|known| known == number);
    parts.iter().all(|part| place(part).and_then(row).is_none_or(|own| row(whole) == Some(own)))
}

/// What makes a bracket one that says something else than what its whole consists of.
const NO_PARTS: [&str; 16] =
    ["含", "另", "上年", "去年", "同比", "较", "比", "增", "减", "占", "约", "截至", "共", "除", "其中", "等"];

/// Which kinds of one thing may be counted more than once.
const PENALTIES: [&str; 7] = ["罚款", "没收", "吊销", "警告", "拘留", "涉及", "采用"];

/// The parts that a bracket right behind a figure gives and nothing else: 22件（人大建议16件，政协提案6件）. By channels there may be
/// more than there are.
fn in_bracket<'s>(sentence: &'s Sentence, at: usize) -> Option<Vec<&'s Number<'s>>> {
    let whole = &sentence.numbers[at];
    let rest = &sentence.text[whole.end..];
    let inner = rest.strip_prefix(['（', '('])?;
    let inner = &inner[..end_of_bracket(rest)?.checked_sub(rest.len() - inner.len())?];
    let (from, end) = (sentence.offset(inner), sentence.offset(inner) + inner.len());
    let within = (at + 1..sentence.numbers.len()).take_while(|at| sentence.numbers[*at].end <= end);
    let counts: Vec<usize> = within.filter(|at| sentence.numbers[*at].unit != Unit::None).collect();
    let is_part = |at: &usize| {
        let (number, name) = (&sentence.numbers[*at], sentence.lead(*at).trim_matches(['、', ' ']));
        sentence.roles[*at] == Role::Plain && !number.is_rough && number.unit == whole.unit && !name.is_empty()
    };
    let parts: Vec<&Number> = counts.iter().map(|at| &sentence.numbers[*at]).collect();
    let ends = parts.last().is_some_and(|last| sentence.between(last.end, end).trim().is_empty());
    let closed = is_named(sentence, from, &parts);
    let sum: Value = parts.iter().map(|part| part.value).sum();
    let overlap = PENALTIES.iter().any(|word| inner.contains(word))
        || sum > whole.value && OVERLAPPING.iter().any(|word| inner.contains(word));
    let sure = parts.len() > 1 && ends && closed && counts.iter().all(is_part);
    (sure && !overlap && !NO_PARTS.iter().any(|word| inner.contains(word))).then_some(parts)
}

/// Whether each part from byte `from` on stands in a clause of its own, with none between.
fn is_named(sentence: &Sentence, from: usize, parts: &[&Number]) -> bool {
    let ends = [from].into_iter().chain(parts.iter().map(|part| part.end));
    ends.zip(parts).all(|(end, part)| {
        let name = sentence.between(end, part.start).trim_start_matches(['、', '，', ',', '；', ';']);
        !name.contains(CLAUSE)
    })
}

/// Whether the clause behind byte `from` gives no figure in a unit but a share.
fn is_of_share(sentence: &Sentence, from: usize, unit: Unit) -> bool {
    let after = sentence.text[from..].trim_start_matches(|c: char| CLAUSE.contains(&c) || c == ' ');
    let start = sentence.offset(after);
    let clause = after.split(['，', '；', ',', ';']).next().unwrap_or_default();
    let within = || sentence.numbers.iter().filter(|number| (start..start + clause.len()).contains(&number.start));
    within().any(|number| number.unit == Unit::Percent) && !within().any(|number| number.unit == unit)
}

/// Where 其中 or the like follows a figure at once, or behind what became of it since last year or what else is counted of
/// it (处罚369件，罚款2186万元，其中…件): the last figure before it.
pub fn begins_list(sentence: &Sentence, at: usize) -> Option<usize> {
    let unit = sentence.numbers[at].unit;
    let goes_on = |(number, role): &(&Number, &Role)| {
        matches!(role, Role::Change(_) | Role::Rate(_)) || number.unit != Unit::None && number.unit != unit
    };
    let after = sentence.numbers[at + 1..].iter().zip(&sentence.roles[at + 1..]);
    let last = at + after.take_while(goes_on).take(4).count();
    let marks = ['，', '：', '（', '(', ',', ':', '；', ' '];
    // 公开了21218条政府信息，具体为…
    let named = |end: usize| {
        let (name, list) = sentence.text[end..].split_once(['，', '：'])?;
        let is_noun = !name.is_empty() && name.chars().count() <= 6 && name.chars().all(char::is_alphabetic);
        (is_noun && ["具体为", "具体是", "具体包括"].iter().any(|word| list.starts_with(word))).then_some(())
    };
    let begins = |end: usize| {
        if named(end).is_some() {
            return true;
        }
        let after = sentence.text[end..].trim_start_matches(marks);
        AMONG
            .iter()
            .chain(&["分为"])
            .any(|word| after.starts_with(word) && (*word != "含" || !after.starts_with("含上年")))
    };
    (at..=last).find(|last| begins(sentence.numbers[*last].end))
}

/// The parts before the first one that is something done, where they are too many already: 126条，其中机构78条，政策35条，人事22条，
/// 处理处罚32条. Where the first is something done itself, such are what is counted.
pub fn before_doing<'p, 's>(
    sentence: &Sentence,
    parts: &'p [&'s Number<'s>],
    whole: &Number,
) -> Option<&'p [&'s Number<'s>]> {
    const DONE: [&str; 9] = ["处理", "发布", "办理", "开展", "组织", "回应", "印发", "召开", "举办"];
    let is_done = |part: &&Number| {
        let at = sentence.numbers.iter().position(|number| number == *part);
        let lead = at.map_or("", |at| sentence.lead(at)).trim_start_matches(['、', ' ']);
        let lead = AMONG.iter().find_map(|word| lead.strip_prefix(word)).unwrap_or(lead);
        DONE.iter().any(|word| lead.starts_with(word))
    };
    let cut = parts.iter().position(is_done).filter(|cut| *cut > 2)?;
    let first = &parts[..cut];
    (first.iter().map(|part| part.value).sum::<Value>() > whole.value).then_some(first)
}

/// A list of so many parts hardly leaves one out.
const MANY_PARTS: usize = 6;

/// How words end that say how a whole is divided, before a colon.
const DIVIDED: [&str; 7] = ["分布为", "构成为", "组成为", "分类为", "分别为", "分布如下", "构成如下"];

/// Whether what is given in turn behind a figure are its parts: 检测435批，四个季度分别为98批、120批、…; 张贴142份，依次为23份、17份、…. The
/// largest ones, those of other years and the like are not.
fn names_its_parts(sentence: &Sentence, at: usize) -> bool {
    let (whole, Some(first)) = (&sentence.numbers[at], sentence.numbers.get(at + 1)) else { return false };
    let Some(named) = sentence
        .between(whole.end, first.start)
        .find(['，', ','])
        .map(|mark| sentence.between(whole.end + mark, first.start))
    else {
        return false;
    };
    let name = named.trim_start_matches(['，', ',']).trim_end();
    let Some(name) = ["分别为", "分别是", "依次为", "依次是"].iter().find_map(|word| name.strip_suffix(word))
    else {
        return false;
    };
    let parts = ["", "四个季度", "各季度", "各月", "上下半年", "上、下半年"];
    first.unit == whole.unit && parts.contains(&name)
}

/// What two years come to, right behind one figure for each of them: 2022年收到40件，2023年收到54件，两年共94件.
pub fn of_two_years<'s>(sentence: &'s Sentence, at: usize) -> Option<Vec<&'s Number<'s>>> {
    let rest = sentence.lead(at).trim().strip_prefix("两年")?;
    let verbs = ["收到", "受理", "新收", "公开", "发布", "办理", "办结", "申请"];
    let words = verbs.iter().fold(rest, |words, verb| words.trim_end_matches(verb));
    let whole = &sentence.numbers[at];
    let alike = |other: &usize| sentence.numbers[*other].unit == whole.unit;
    let parts: Vec<usize> = (0..at).filter(alike).collect();
    let years: Vec<Option<i16>> = parts.iter().map(|part| sentence.year(*part)).collect();
    let plain = parts.iter().all(|part| sentence.roles[*part] == Role::Plain && !sentence.numbers[*part].is_rough);
    let of_two = matches!(years[..], [Some(one), Some(other)] if one + 1 == other || other + 1 == one);
    let together = ["共", "累计"].iter().chain(&TOGETHER).any(|word| words == *word);
    (together && plain && of_two).then(|| parts.iter().map(|part| &sentence.numbers[*part]).collect())
}

/// Whether a figure is said to be what those before it add up to, and how many they are, where that is said: 二者合计, 三项共.
pub fn ends_list(sentence: &Sentence, at: usize) -> Option<Option<usize>> {
    let mut words = sentence.lead(at).trim();
    while let Some(rest) = ["办理", "办结", "为", "达", "有", "申请"].iter().find_map(|word| words.strip_suffix(word))
    {
        words = rest;
    }
    let counted = [("两项", 2), ("两者", 2), ("二者", 2), ("三项", 3), ("三者", 3), ("四项", 4), ("五项", 5)];
    let of_kinds = [("两类", 2), ("三类", 3), ("四类", 4), ("五类", 5), ("三个", 3), ("四个", 4)];
    let counted = counted.iter().chain(&of_kinds);
    let counted = counted.into_iter().find_map(|(word, count)| Some((words.strip_prefix(word)?, *count)));
    let (words, count) = counted.map_or((words, None), |(rest, count)| (rest, Some(count)));
    (TOGETHER.contains(&words) || words == "共" && count.is_some() || is_sum_of_turns(sentence, at)).then_some(count)
}

/// Whether a figure sums up those that were given in turn right before it: 分别为42人、38人和51人，共131人次.
fn is_sum_of_turns(sentence: &Sentence, at: usize) -> bool {
    let lead = sentence.lead(at);
    let head = sentence.text[..sentence.offset(lead)].trim_end_matches(['，', ',']);
    let before = head.rsplit(CLAUSE).next().unwrap_or_default();
    lead.trim_start_matches(['，', ',']).trim() == "共" && GIVEN_IN_TURN.iter().any(|word| before.contains(word))
}
