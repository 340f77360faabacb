//! Lists that name one part after the other and nothing else up to their end, so that what does not add up is a slip (S404).

use super::number::{Number, ONE, Unit, Value};
use super::sentence::{CLAUSE, Sentence};
use super::vocabulary::{AMONG, OVERLAPPING, WAYS};

/// What is done, at the head of a part: what is done one after the other are no parts of one whole.
const DOING: [&str; 13] =
    ["主动公开", "发布", "办理", "开展", "受理", "收到", "处理", "回应", "回复", "制作", "印发", "召开", "举办"];

/// Marks between parts.
const MARKS: [char; 5] = ['、', '，', ',', '；', ';'];

/// Whether parts stand behind byte `from` of their sentence, set off by one kind of mark, each with a name, up to the end of
/// the sentence, its semicolon or its bracket.
pub fn is_closed(sentence: &Sentence, from: usize, parts: &[&Number]) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    if first.start < from {
        return false;
    }
    let mut head = sentence.between(from, first.start).trim_start_matches(|c: char| !c.is_alphanumeric());
    while let Some(rest) = AMONG.iter().find_map(|word| head.strip_prefix(word)) {
        head = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    let mark = |name: &str| name.chars().next().filter(|mark| MARKS.contains(mark));
    let between = || parts.windows(2).map(|pair| sentence.between(pair[0].end, pair[1].start).trim());
    let Some(usual) = between().next().and_then(mark) else { return false };
    let names = || between().map(|name| name.trim_start_matches(MARKS)).chain([head]);
    let joined = |(at, name): (usize, &str)| {
        mark(name) == Some(usual) || at + 2 == parts.len() && name.starts_with(['和', '及', '与'])
    };
    let plain = |name: &str| !name.trim().is_empty() && !name.contains(CLAUSE) && !name.ends_with('的');
    let does = |name: &str| DOING.iter().copied().find(|verb| name.starts_with(verb));
    let done = does(head);
    let behind = sentence.text[last.end..].trim_start();
    let ends = behind.is_empty() || behind.starts_with(['）', ')']) || usual != '；' && behind.starts_with(['；', ';']);
    ends && between().enumerate().all(joined)
        && names().all(|name| plain(name) && (does(name).is_none() || does(name) == done))
        && !OVERLAPPING.iter().any(|word| sentence.between(first.start, last.end).contains(word) || head.contains(word))
}

/// Whether by so much as there are too many one part is what the parts right behind it come to: 公开60条、动态30条、政策30条.
pub fn holds_a_part_of(parts: &[&Number], off: Value) -> bool {
    let is_sum = |(at, part): (usize, &&Number)| {
        let mut left = part.value;
        let mut behind = parts[at + 1..].iter().take_while(|other| {
            left -= other.value;
            left > 0
        });
        let followed = at + 2 < parts.len();
        behind.by_ref().for_each(drop);
        followed && part.value == off && left == 0
    };
    parts.iter().enumerate().any(is_sum)
}

/// Whether two digits of a figure were exchanged, so that another would make the sum right: 83 for 38.
fn exchanged(number: &Number, right: Value) -> bool {
    if number.step > ONE || number.value % ONE != 0 {
        return false;
    }
    let value = number.value / ONE;
    let mut power: Value = 1;
    while power * 10 <= value {
        let (low, high) = (value / power % 10, value / (power * 10) % 10);
        if low != high && value + (low - high) * 9 * power == right / ONE {
            return true;
        }
        power *= 10;
    }
    false
}

/// Whether the sum would be right with two digits of one part exchanged.
fn has_exchanged(parts: &[&Number], sum: Value, whole: Value) -> bool {
    parts.iter().any(|part| exchanged(part, part.value + whole - sum))
}

/// How a list stands to its whole.
#[derive(Clone, Copy)]
pub struct Shape {
    /// The whole stands behind its parts.
    pub ends: bool,
    pub closed: bool,
    /// It is closed and its last part is what the others leave.
    pub has_rest: bool,
}

/// Whether parts that are far from their whole are surely wrong.
pub fn is_slip(
    (sentence, whole): (&Sentence, &Number),
    (of_parts, parts): (&Sentence, &[&Number]),
    (sum, shape): (Value, Shape),
) -> bool {
    let off = (sum - whole.value).abs();
    // 265条，…，其他9条: the rest is named, and there are fewer all the same.
    let half = sum < whole.value && sum * 2 > whole.value;
    let fewer = half && shape.has_rest && parts.len() > 2 && matches!(whole.unit, Unit::Count("条"));
    fewer
        || shape.ends && has_exchanged(parts, sum, whole.value)
        || shape.closed && !holds_a_part_of(parts, off) && is_slip_of_one((sentence, whole), parts, sum)
        || sum > whole.value && are_ways((sentence, whole), of_parts, parts)
}

/// Whether a closed list of what was published, which may leave things out, is wrong all the same: one part is more than there
/// are, or two digits were exchanged. Of a few parts those that are missing may be just as many.
fn is_slip_of_one((sentence, whole): (&Sentence, &Number), parts: &[&Number], sum: Value) -> bool {
    const MANY: usize = 7;
    let Some(at) = sentence.numbers.iter().position(|number| number == whole) else { return false };
    let published = ["公开", "发布", "信息"].iter().any(|word| sentence.lead(at).contains(word));
    let counted = matches!(whole.unit, Unit::Count("条" | "件" | "份") | Unit::Other("篇" | "则"));
    if !published || !counted || parts.len() < 3 || sentence.lead(at).contains("申请") {
        return false;
    }
    let off = sum - whole.value;
    match off > 0 {
        true => parts.iter().any(|part| part.value > whole.value) || has_exchanged(parts, sum, whole.value),
        false => parts.len() >= MANY && -off * 4 <= whole.value && has_exchanged(parts, sum, whole.value),
    }
}

/// Whether the parts are the ways by which applications came in, each of which came by one: 15件，其中网上9件、信函9件.
fn are_ways((sentence, whole): (&Sentence, &Number), of_parts: &Sentence, parts: &[&Number]) -> bool {
    const SENT: [&str; 4] = ["答复", "回复", "送达", "领取"];
    let is_way = |part: &&Number| {
        let words = lead(of_parts, part);
        WAYS.iter().any(|way| words.contains(way)) && !SENT.iter().any(|sent| words.contains(sent))
    };
    lead(sentence, whole).contains("申请") && parts.len() > 1 && parts.iter().all(is_way)
}

/// The words before a figure of a sentence.
fn lead<'t>(sentence: &Sentence<'t>, number: &Number) -> &'t str {
    sentence.numbers.iter().position(|known| known == number).map_or("", |at| sentence.lead(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(text: &str) -> (bool, bool) {
        let all = Sentence::all(text);
        let (whole, parts) = all[0].numbers.split_first().expect("a whole");
        let parts: Vec<&Number> = parts.iter().collect();
        let sum = parts.iter().map(|part| part.value).sum();
        (is_closed(&all[0], whole.end, &parts), has_exchanged(&parts, sum, whole.value))
    }

    #[test]
    fn closed_lists_name_one_part_after_the_other() {
        for closed in ["89篇，其中数据43篇、分析83篇、公报8篇。", "5条，包括甲类1条，乙类4条。", "9条：甲2条；乙7条"]
        {
            assert!(sums(closed).0, "{closed}");
        }
        for other in [
            "50条，其中政策30条、动态20条，转载5条。",
            "50条，其中政策30条，动态20条，均已办结。",
            "50条，其中政策30条，发布图解20条。",
            "50条，其中网站30条，微信20条。",
            "50条，其中重点领域：政策30条，动态20条。",
        ] {
            assert!(!sums(other).0, "{other}");
        }
    }

    #[test]
    fn exchanged_digits_are_those_beside_each_other() {
        assert!(sums("89篇，其中数据43篇、分析83篇、公报8篇。").1);
        assert!(!sums("89篇，其中数据43篇、分析82篇、公报8篇。").1);
        assert!(!sums("89篇，其中数据43篇、分析38篇、公报8篇。").1);
    }
}
