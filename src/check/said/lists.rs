//! Parts that should add up to their whole (S404).

use crate::diagnostic::Diagnostic;

use super::against::{held_last_year, holds};
use super::begun::{begun, ends_list, is_added, of_two_years};
use super::number::{Number, ONE, Unit, Value};
use super::sentence::{CLAUSE, MANY, Role, Sentence};
use super::statement::Stated;
use super::sum::{finding, wrong_sum};
use super::vocabulary::{ALL, AMONG, GOES_ON, OVERLAPPING, THE_REST};
use super::{Prose, figure, papers};

/// Words that hold 计 or 共 and do not say that what follows is a total.
const NO_TOTALS: [&str; 11] =
    ["另行", "计划", "统计", "审计", "会计", "设计", "公共", "共享", "共建", "共同", "共青团"];

/// What is done about applications one after the other is no list of parts.
const OF_WORK: [&str; 7] = ["办结", "办理", "答复", "受理", "结转", "复议", "诉讼"];

/// Checks lists: 共…件，其中…件、…件; …件中，…件、…件; and those that end with 合计…件. `earlier` holds the figures of the
/// sentences before it in the paragraph.
pub fn parts(
    prose: &Prose,
    (sentence, earlier): (&Sentence, &[Number]),
    stated: &[Option<Stated>],
    out: &mut Vec<Diagnostic>,
) {
    for (at, whole) in sentence.numbers.iter().enumerate() {
        // Of sixty people thirty are party members and thirty-three women.
        let of_people = matches!(whole.unit, Unit::Other("人" | "名"));
        if sentence.roles[at] != Role::Plain || whole.is_rough || whole.unit == Unit::None || of_people {
            continue;
        }
        out.extend(papers::mixed(prose, sentence, at));
        let parts = match ends_list(sentence, at) {
            None if is_added(sentence, at) => None,
            None if sentence.lead(at).trim_start().starts_with("两年") => of_two_years(sentence, at),
            None => begun(sentence, at, stated),
            Some(Some(2)) => {
                out.extend(wrong_pair(prose, (sentence, earlier), at));
                continue;
            }
            Some(count) => {
                out.extend(count.and_then(|count| papers::of_several_units(prose, sentence, (at, count))));
                preceding(sentence, at).filter(|parts| count.is_none_or(|count| parts.len() == count))
            }
        };
        out.extend(too_many(prose, (sentence, stated), at));
        let open = |parts: &[&Number]| is_of_tables(prose, (sentence, stated), (whole, parts));
        if let Some(parts) = parts.filter(|parts| !holds_with_others(sentence, whole, parts) && !open(parts)) {
            out.extend(wrong_sum(prose, (sentence, whole), (sentence, &parts)));
        }
    }
}

/// Papers by what they are about, named at once behind all of them (公开信息51条，政策29条、管理14条、人事18条), and one or one digit more
/// than there are. With fewer something may be left out, and by where they were published they are counted twice.
fn too_many(prose: &Prose, (sentence, stated): (&Sentence, &[Option<Stated>]), at: usize) -> Option<Diagnostic> {
    let (whole, rest) = (&sentence.numbers[at], &sentence.numbers[at + 1..]);
    let is_part = |(place, part): (usize, &Number)| {
        let between = sentence.between(sentence.numbers[place - 1].end, part.start);
        let mark = if place == at + 1 { ['，', ','] } else { ['、', '、'] };
        let joined = between.starts_with(mark) && !between.trim_start_matches(mark).contains(CLAUSE);
        let plain = sentence.roles[place] == Role::Plain && !part.is_rough && part.unit == whole.unit;
        joined && plain && part.value < whole.value && stated[place].is_none()
    };
    let listed = rest.len() > 2 && rest.iter().enumerate().all(|(place, part)| is_part((at + 1 + place, part)));
    let ends = rest.last().is_some_and(|last| last.end == sentence.text.len());
    if whole.unit != Unit::Count("条") || !listed || !ends || sentence.is_last_years(at) {
        return None;
    }
    let words = &sentence.text[sentence.offset(sentence.lead(at))..];
    let published = ["公开", "发布", "信息"].iter().any(|word| sentence.lead(at).contains(word));
    let off = rest.iter().map(|part| part.value).sum::<Value>() - whole.value;
    let slip = (0..6).map(|power| ONE * Value::pow(10, power)).any(|slip| off == slip);
    if !published || !slip || OVERLAPPING.iter().chain(&AMONG).any(|word| words.contains(word)) {
        return None;
    }
    let list: Vec<String> = rest.iter().map(|part| figure(part.value)).collect();
    let calculation = format!("{} ＝ {}", list.join(" ＋ "), figure(whole.value + off));
    Some(finding(prose, sentence, whole, calculation))
}

/// Two figures and what they add up to: the one right before it, and any other before that. Of the paragraph's earlier
/// sentences, where there is no other in its own.
fn wrong_pair(prose: &Prose, (sentence, earlier): (&Sentence, &[Number]), at: usize) -> Option<Diagnostic> {
    let whole = &sentence.numbers[at];
    let before = sentence.numbers[..at].iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    let mut before: Vec<&Number> =
        before.map(|(number, _)| number).filter(|number| number.unit == whole.unit).collect();
    let last = before.pop()?;
    if before.is_empty() {
        before = earlier.iter().filter(|number| number.unit == whole.unit).collect();
    }
    let off = |other: &&&Number| (other.value + last.value - whole.value).abs();
    let nearest = before.iter().min_by_key(off)?;
    let is_exact = |number: &Number| !number.is_rough && number.step <= ONE;
    let wrong = off(&nearest) > 0 && (off(&nearest) * 10 <= whole.value || off(&nearest) == ONE);
    if !wrong || ![last, nearest, whole].into_iter().all(is_exact) {
        return None;
    }
    let calculation =
        format!("{} ＋ {} ＝ {}", figure(nearest.value), figure(last.value), figure(nearest.value + last.value));
    Some(finding(prose, sentence, whole, calculation))
}

/// The parts from a figure on that are counted in `unit`, up to a semicolon or words that begin something else.
pub(super) fn listed<'s>(
    sentence: &'s Sentence,
    (first, mut last): (usize, usize),
    unit: Unit,
) -> Option<Vec<&'s Number<'s>>> {
    let end = end_of_list(sentence, last);
    let mut parts = Vec::new();
    let rest = sentence.numbers.iter().enumerate().skip(first).take_while(|(_, number)| number.end <= end);
    // Up to 其他5条 a list goes on: 解读及回应共计110条 is one of its parts.
    let others = rest.filter(|(at, number)| number.unit == unit && names_the_rest(sentence, *at)).last();
    let others = others.map_or(0, |(at, _)| at);
    for (at, number) in sentence.numbers.iter().enumerate().skip(first).take_while(|(_, number)| number.end <= end) {
        match sentence.roles[at] {
            Role::Plain if number.is_rough => return None,
            Role::Plain => {
                let words = sentence.between(last, number.start);
                if !parts.is_empty() && AMONG.iter().any(|word| words.contains(word) && *word != "含") {
                    return None;
                }
                if begins_anew(words, at < others) || number.unit != unit {
                    break;
                }
                parts.push(number);
            }
            Role::Change(_) if !parts.is_empty() => break,
            Role::Change(_) | Role::Rate(_) | Role::Share | Role::Other => {}
        }
        last = number.end;
    }
    let open = parts.last().is_some_and(|part| goes_on_unnamed(&sentence.text[part.end..]));
    (parts.len() > 1 && !open).then_some(parts)
}

/// Where a list that begins behind byte `from` must end: at a semicolon, if its parts are not set off by those: 其中：通知4条；
/// 动态10条；公示30条.
fn end_of_list(sentence: &Sentence, from: usize) -> usize {
    let rest = &sentence.text[from..];
    // 同意公开10件（含已主动公开的6件），部分公开3件: what is behind the bracket stands beside the whole.
    if let Some(end) = end_of_bracket(rest) {
        return from + end;
    }
    let Some(mark) = rest.find(['；', ';']) else { return sentence.text.len() };
    let figures = |piece: &str| {
        let (start, end) = (sentence.offset(piece), sentence.offset(piece) + piece.len());
        let counts = sentence.numbers.iter().filter(|number| number.unit != Unit::None);
        let within = counts.filter(|number| start <= number.start && number.end <= end);
        let ends = within.clone().any(|number| number.end == end);
        (ends && within.count() == 1).then_some(())
    };
    let of_part = |piece: &str| figures(piece).is_some() && !OF_WORK.iter().any(|word| piece.contains(word));
    let mut pieces = rest.split(['；', ';']).take(MANY);
    let alone = pieces.clone().count() > 2 && !is_item(sentence, from) && pieces.all(of_part);
    if alone { sentence.text.len() } else { from + mark }
}

/// What becomes of applications.
const RESULTS: [&str; 6] = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"];

/// Whether the whole that ends at byte `from` is itself an item of a list with semicolons: …；无法提供43件，其中不掌握37件；不予处理
/// 12件. What comes behind the next one stands beside it.
fn is_item(sentence: &Sentence, from: usize) -> bool {
    let (before, rest) = sentence.text.split_at(from);
    let own = before.rfind(CLAUSE).map_or(before, |mark| &before[before.ceil_char_boundary(mark + 1)..]);
    let behind_item = before[..before.len() - own.len()].ends_with(['；', ';']);
    let is_result = |words: &str| RESULTS.iter().any(|result| words.contains(result));
    behind_item || is_result(own) && rest.split(['；', ';']).skip(1).any(is_result)
}

/// Where the bracket ends that words begin with.
pub(super) fn end_of_bracket(words: &str) -> Option<usize> {
    let inner = words.trim_start_matches(['，', ',', ' ']);
    inner.starts_with(['（', '(']).then_some(())?;
    let from = words.len() - inner.len();
    let mut open = 0;
    for (at, c) in inner.char_indices() {
        match c {
            '（' | '(' => open += 1,
            '）' | ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(from + at);
        }
    }
    None
}

/// Whether a figure counts what the other parts of a list leave: 其他5条.
pub(super) fn names_the_rest(sentence: &Sentence, at: usize) -> bool {
    // 7.其他信息30条
    let is_head = |c: char| c.is_ascii_digit() || ".．、和及 ".contains(c);
    let lead = sentence.lead(at).trim_start_matches(is_head);
    sentence.roles[at] == Role::Plain && THE_REST.iter().any(|word| lead.starts_with(word))
}

/// Whether words before a figure begin something else: 另…, 累计…, and what was said of all before them (均已办结，…). Where
/// the list is known to go on, a total with a name of its own (解读共计) is a part.
fn begins_anew(words: &str, goes_on: bool) -> bool {
    let said_of_all = |clause: &str| ALL.iter().any(|all| clause.trim_start().starts_with(all));
    if words.split(CLAUSE).any(said_of_all) {
        return true;
    }
    let mut said = NO_TOTALS.iter().fold(words.to_owned(), |said, word| said.replace(word, ""));
    let name = said.trim_start_matches(|c: char| !c.is_alphabetic());
    if goes_on && !["共", "合计", "总计", "累计"].iter().any(|word| name.starts_with(word)) {
        said = ["共计", "合计", "共"].iter().fold(said, |said, word| said.replace(word, ""));
    }
    GOES_ON.iter().any(|word| said.contains(word))
}

/// Whether a list names things that it does not count: 等, and 此外还有乡村振兴等内容.
fn goes_on_unnamed(rest: &str) -> bool {
    let uncounted = || ["还有", "其余", "等内容", "等方面", "等领域"].iter().any(|word| rest.contains(word));
    rest.trim_start().starts_with('等') || uncounted() && !rest.contains(|c: char| c.is_ascii_digit())
}

/// A list that begins its own sentence (其中，…; 按内容分，…) belongs to the one figure of its kind in the sentence before.
pub fn parts_of_last(prose: &Prose, last: &Sentence, sentence: &Sentence, out: &mut Vec<Diagnostic>) {
    let text = sentence.text.trim_start();
    let head = text.split(CLAUSE).next().filter(|_| text.starts_with('按')).unwrap_or_default();
    // 按单位类型，…; but 按要求，… and 按规定，… do not say by what.
    let by = ["类型", "类别", "性质", "来源", "领域", "内容", "统计", "单位", "层级", "主体"];
    let sorted = by.iter().any(|word| head.ends_with(word)) && !OVERLAPPING.iter().any(|word| text.contains(word));
    let is_headed =
        ["其中", "分类看", "分类别看", "从分类看", "从类别看", "从内容看"].iter().any(|head| text.starts_with(head));
    if !is_headed && !head.ends_with('分') && !sorted {
        return;
    }
    let counted = |number: &&Number| matches!(number.unit, Unit::Count(_) | Unit::Money | Unit::Other(_));
    let Some(first) = sentence.numbers.iter().find(counted) else { return };
    // 新收44件（上年为37件）。其中…
    let of_this_year = |at: usize| {
        let year = last.year(at).is_none_or(|year| year == prose.report.year);
        year && last.roles[at] == Role::Plain && !last.is_last_years(at)
    };
    let plain = last.numbers.iter().enumerate().filter(|(at, _)| of_this_year(*at));
    let mut wholes = plain.map(|(_, number)| number).filter(|number| number.unit == first.unit);
    let (Some(whole), None) = (wholes.next(), wholes.next()) else { return };
    if let Some(parts) = listed(sentence, (0, 0), first.unit).filter(|_| !whole.is_rough) {
        out.extend(wrong_sum(prose, (last, whole), (sentence, &parts)));
    }
}

/// The parts that went before a total, back to the last 其中, ： or figure of another kind.
fn preceding<'s>(sentence: &'s Sentence, at: usize) -> Option<Vec<&'s Number<'s>>> {
    let whole = &sentence.numbers[at];
    let mut parts = Vec::new();
    for (at, number) in sentence.numbers[..at].iter().enumerate().rev() {
        // 分别为42人、38人，共80人次
        let is_alike =
            number.unit == whole.unit || (number.unit, whole.unit) == (Unit::Other("人"), Unit::Other("人次"));
        if sentence.roles[at] != Role::Plain || !is_alike || number.is_rough {
            break;
        }
        parts.push(number);
        let lead = sentence.lead(at);
        let before = &sentence.text[..sentence.offset(lead)];
        if before.ends_with(['：', ':', '；', ';']) || AMONG.iter().any(|word| lead.contains(word)) {
            break;
        }
    }
    parts.reverse();
    (parts.len() > 1).then_some(parts)
}

/// Whether parts make up the whole with what follows them, counted in other units: 共36条，其中信息20条、图解9条，回复7件.
fn holds_with_others(sentence: &Sentence, whole: &Number, parts: &[&Number]) -> bool {
    let Some(last) = parts.last() else { return false };
    let mut sum: Value = parts.iter().map(|part| part.value).sum();
    let behind = sentence.numbers.iter().zip(&sentence.roles).filter(|(number, _)| number.start >= last.end);
    behind.take(parts.len() + 8).take_while(|(_, role)| **role == Role::Plain).any(|(number, _)| {
        sum += number.value;
        sum == whole.value
    })
}

/// Whether the tables have a whole and each of its parts, so that some are left out: 新收31件，其中自然人25件、商业企业4件.
fn is_of_tables(
    prose: &Prose,
    (sentence, stated): (&Sentence, &[Option<Stated>]),
    (whole, parts): (&Number, &[&Number]),
) -> bool {
    let has = |number: &&Number| {
        let at = sentence.numbers.iter().position(|known| known == *number);
        let has = |at: usize, known: &Stated| match sentence.is_last_years(at) {
            true => held_last_year(prose, number, known),
            false => holds(prose, sentence, at, known),
        };
        at.is_some_and(|at| stated[at].as_ref().is_some_and(|known| has(at, known)))
    };
    let sum: Value = parts.iter().map(|part| part.value).sum();
    sum < whole.value && has(&whole) && parts.iter().all(has)
}
