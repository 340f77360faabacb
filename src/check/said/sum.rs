//! What the parts of a whole add up to, and whether they look like all there are (S404).

use crate::diagnostic::{Code, Diagnostic, Span};

use super::begun::before_doing;
use super::closed::{Shape, holds_a_part_of, is_closed, is_slip};
use super::lists::names_the_rest;
use super::number::{Number, ONE, Unit, Value};
use super::sentence::{CLAUSE, Role, Sentence};
use super::vocabulary::OVERLAPPING;
use super::{Prose, figure};

/// One 元, in millionths of 万元.
const YUAN: Value = ONE / 10_000;

/// Behind a whole these say that all its parts follow.
const COMPLETE: [&str; 9] = ["包括", "包含", "具体包括", "具体包含", "具体为", "具体是", "分别为", "分别是", "分为"];

/// A list is judged where it looks complete: where its sum is near the whole, or ten thousand times off. The parts may
/// stand in the sentence behind that of the whole.
pub fn wrong_sum(
    prose: &Prose,
    (sentence, whole): (&Sentence, &Number),
    (of_parts, parts): (&Sentence, &[&Number]),
) -> Option<Diagnostic> {
    let forward = running(parts.iter());
    let sum = *forward.last()?;
    let blurred = blurred(parts);
    let holds = |sum: &Value| {
        let off = (sum - whole.value).abs();
        off * 2 <= whole.step + blurred || (is_rounded(whole) && off < whole.step)
    };
    // A list may go on behind those of the whole; those before it end with it: 其他1件，合计16件.
    let together = std::ptr::eq(sentence, of_parts);
    let ends = together && parts.iter().all(|part| part.end <= whole.start);
    let from = if together { whole.end } else { 0 };
    let complete = || is_complete(of_parts, from, parts);
    let closed = !ends && is_closed(of_parts, from, parts);
    // A list that ends with 其他 goes on behind none of its parts; none that says that it is complete begins before them.
    let whole_list = closed && complete();
    let has_rest = whole_list && ends_with_rest(of_parts, parts);
    let goes_on = || !ends && !has_rest && forward.iter().any(holds);
    if holds(&sum) || goes_on() || !whole_list && running(parts.iter().rev()).iter().any(holds) {
        return None;
    }
    // 行政处罚38件，其中罚款30件、没收9件: some may be both.
    if sum > whole.value && together_in_one(of_parts, parts) {
        return None;
    }
    let off = (sum - whole.value).abs();
    let more = || sum > whole.value && complete() && !may_overlap(parts, (whole.value, off), has_rest, &holds);
    let near = is_near((sentence, whole), (of_parts, parts), sum);
    let shape = Shape { ends, closed, has_rest };
    if !near && !more() && !is_slip((sentence, whole), (of_parts, parts), (sum, shape)) {
        let first = before_doing(of_parts, parts, whole)?;
        return wrong_sum(prose, (sentence, whole), (of_parts, first));
    }
    let list: Vec<String> = parts.iter().map(|part| figure(part.value)).collect();
    let calculation = format!("{} ＝ {}", list.join(" ＋ "), figure(sum));
    Some(finding(prose, sentence, whole, calculation))
}

/// Whether a sum is so near the whole, or so plainly ten thousand times off, that no other parts can be meant.
fn is_near((sentence, whole): (&Sentence, &Number), (of_parts, parts): (&Sentence, &[&Number]), sum: Value) -> bool {
    let off = (sum - whole.value).abs();
    let together = std::ptr::eq(sentence, of_parts);
    // 68期 of 41, 21 and 16: one digit.
    let one_digit = || (1..6).map(|power| ONE * Value::pow(10, power)).any(|digit| off == digit);
    let more_than_two = || sum > whole.value && parts.len() == 2 && are_cases(sentence, whole, parts);
    off * 10 <= whole.value
        || are_spans(of_parts, parts)
        || parts.len() > 2 && (off == ONE || one_digit())
        || off == ONE && together && (more_than_two() || ends_alone(sentence, whole, parts))
        || sum * 10_000 == whole.value
        || whole.value * 10_000 == sum
}

/// Whether the parts that are listed from byte `from` of their sentence on, behind their whole, are all there are, and
/// each is counted once: behind 包括 or 具体为, or with one for the rest. What goes out by several channels or has several
/// sides is counted more than once.
fn is_complete(sentence: &Sentence, from: usize, parts: &[&Number]) -> bool {
    let Some(last) = parts.last().filter(|last| last.start > from) else { return false };
    let words = sentence.between(from, last.end);
    let after = words.trim_start_matches(|c: char| !c.is_alphabetic());
    let of_all = COMPLETE.iter().any(|word| after.starts_with(word));
    let rest = || ends_with_rest(sentence, parts);
    let lead = |part: &Number| {
        let before = sentence.between(from, part.start);
        &before[before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |mark| before.ceil_char_boundary(mark + 1))..]
    };
    let named = parts.iter().all(|part| !lead(part).is_empty());
    (of_all || rest()) && named && !OVERLAPPING.iter().any(|word| words.contains(word)) && !after.contains(['（', '('])
}

/// Whether some parts may be the whole themselves, or what others consist of; but 3437条，包括12条、1740条、225条、110条和1827条 are more
/// than there are.
fn may_overlap(
    parts: &[&Number],
    (whole, off): (Value, Value),
    has_rest: bool,
    holds: &dyn Fn(&Value) -> bool,
) -> bool {
    if has_rest {
        return holds_a_part_of(parts, off);
    }
    parts.iter().any(|part| part.value == off || part.value == whole)
        || (0..parts.len()).any(|from| running(parts[from..].iter()).iter().any(holds))
}

/// Whether the last of the parts is what the others leave.
fn ends_with_rest(sentence: &Sentence, parts: &[&Number]) -> bool {
    let at = parts.last().and_then(|last| sentence.numbers.iter().position(|number| number == *last));
    at.is_some_and(|at| names_the_rest(sentence, at))
}

/// Whether parts are those of a year, which are all there are: 上半年2次、下半年3次.
fn are_spans(sentence: &Sentence, parts: &[&Number]) -> bool {
    const SPANS: [&[&str]; 2] = [&["上半年", "下半年"], &["一季度", "二季度", "三季度", "四季度"]];
    let lead = |part: &&Number| {
        let at = sentence.numbers.iter().position(|number| number == *part);
        at.map_or("", |at| sentence.lead(at))
    };
    let is_of = |span: &&&[&str]| {
        let leads = parts.iter().zip(span.iter());
        span.len() == parts.len() && leads.into_iter().all(|(part, name)| lead(part).contains(name))
    };
    SPANS.iter().any(|span| is_of(&span))
}

/// The sums of the first two parts, the first three, and so on.
fn running<'p>(parts: impl Iterator<Item = &'p &'p Number<'p>>) -> Vec<Value> {
    let sums = parts.scan(0, |sum, part| {
        *sum += part.value;
        Some(*sum)
    });
    sums.skip(1).collect()
}

/// By how much parts may be off together, each of which was rounded, too: 1.2万件 and 300件, 8.5万元 and 36000元.
fn blurred(parts: &[&Number]) -> Value {
    let rounded = || parts.iter().filter(|part| is_rounded(part));
    rounded().count() as Value * rounded().map(|part| part.step).min().unwrap_or_default()
}

fn is_rounded(number: &Number) -> bool {
    match number.unit {
        Unit::Money => number.step > YUAN,
        _ => number.step > ONE,
    }
}

/// Whether parts name kinds of penalties, of which one decision may have several.
fn together_in_one(sentence: &Sentence, parts: &[&Number]) -> bool {
    let penalties = ["罚款", "没收", "吊销", "警告", "拘留"];
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let at = sentence.numbers.iter().position(|number| number == *first).unwrap_or_default();
    let words = sentence.between(sentence.offset(sentence.lead(at)), last.end);
    penalties.iter().filter(|word| words.contains(**word)).count() > 1
}

/// Whether two parts behind 其中 count decisions, named one after the other at the end of their sentence, so that none is
/// counted twice: 行政处罚3件，其中秸秆禁烧2件、违规用火2件.
fn are_cases(sentence: &Sentence, whole: &Number, parts: &[&Number]) -> bool {
    let [first, second] = parts else { return false };
    let between = sentence.between(first.end, second.start);
    let head = sentence.between(whole.end, first.start).trim_start_matches(['，', ',']);
    let named = head.strip_prefix("其中").is_some_and(|name| !name.contains(CLAUSE) && name.chars().count() > 1);
    let words = sentence.between(whole.end, second.end);
    matches!(whole.unit, Unit::Count("件" | "起" | "宗"))
        && named
        && between.starts_with('、')
        && !between.contains(CLAUSE)
        && sentence.text.len() == second.end
        && parts.iter().all(|part| part.value < whole.value)
        && !OVERLAPPING.iter().any(|word| words.contains(word))
}

/// Whether nothing but two parts stands before what they are said to add up to: 复议3件、诉讼2件，共计6件.
fn ends_alone(sentence: &Sentence, whole: &Number, parts: &[&Number]) -> bool {
    let before = sentence.numbers.iter().zip(&sentence.roles).filter(|(number, _)| number.end <= whole.start);
    let plain = before.filter(|(_, role)| **role == Role::Plain).count();
    parts.len() == 2 && plain == 2 && parts.iter().all(|part| part.end <= whole.start)
}

pub fn finding(prose: &Prose, sentence: &Sentence, whole: &Number, calculation: String) -> Diagnostic {
    let finding = Diagnostic::new(Code::S404, Span::file(prose.file))
        .arg("said", &sentence.text[whole.start..whole.end])
        .arg("calculation", calculation);
    prose.at(finding, sentence, whole.start..whole.end)
}
