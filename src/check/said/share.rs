//! Shares, worked out again (S403), and parts that should add up to their whole (S404).

use crate::diagnostic::{Code, Diagnostic, Span};

use super::against::total;
use super::number::{Number, ONE, Unit, Value};
use super::sentence::{CLAUSE, Role, Sentence};
use super::vocabulary::{AMONG, GOES_ON, SHARE_FILLERS, TOGETHER};
use super::{Prose, figure, percent};

/// Checks the shares of a sentence; `earlier` holds the figures of the sentences before it in the paragraph.
pub fn shares(prose: &Prose, (sentence, earlier): (&Sentence, &[Number]), out: &mut Vec<Diagnostic>) {
    if !sentence.roles.contains(&Role::Share) || sentence.text.contains("分别") {
        return;
    }
    for (at, share) in sentence.numbers.iter().enumerate().filter(|(at, _)| sentence.roles[*at] == Role::Share) {
        let lead = sentence.lead(at);
        let (subject, of) = lead.split_once('占').unwrap_or_default();
        // 两项合计占60.3% is a share of several parts.
        let several = ["合计", "两项", "三项", "共"].iter().any(|word| lead.contains(word));
        let named = subject.trim_matches(['，', '、', ' ', '约', '共', '各']);
        let Some((place, part)) = part_of(sentence, at, named) else { continue };
        if several || share.is_rough || !is_plain(of) || !matches!(part.unit, Unit::Count(_)) {
            continue;
        }
        let before = sentence.numbers[..place].iter().enumerate().filter(|(at, _)| sentence.roles[*at] == Role::Plain);
        let before = before.map(|(_, number)| number).chain(earlier);
        let alike =
            |whole: &&Number| matches!(whole.unit, Unit::Count(_)) && whole.value >= part.value && whole.value > 0;
        let mut wholes: Vec<Value> = before.filter(alike).map(|whole| whole.value).collect();
        let Some(&first) = wholes.iter().max() else { continue };
        wholes.extend(of_tables(prose));
        wholes.extend(of_runs(sentence, part));
        let holds = |whole: &Value| *whole > 0 && share.shows(part.value * 100 * ONE / whole);
        if wholes.iter().any(holds) || has_whole_of_another(sentence, at) {
            continue;
        }
        let calculation =
            format!("{} ÷ {} ＝ {}", figure(part.value), figure(first), percent(part.value * 100 * ONE / first));
        let finding = Diagnostic::new(Code::S403, Span::file(prose.file))
            .arg("said", sentence.text[sentence.offset(lead)..share.end].trim())
            .arg("calculation", calculation);
        out.push(prose.at(finding, sentence, share.start..share.end));
    }
}

/// The figure that a share is said of, and its place: the one before it, or the one that its own words name. With words
/// that stand before several figures (公开102件、部分公开22件，公开占40.3%) it cannot be told.
fn part_of<'s>(sentence: &'s Sentence, share: usize, named: &str) -> Option<(usize, &'s Number<'s>)> {
    let before = || sentence.numbers[..share].iter().enumerate();
    let sure = |(at, part): &(usize, &Number)| sentence.roles[*at] == Role::Plain && !part.is_rough;
    if named.is_empty() {
        return before().rev().find(|(at, _)| sentence.roles[*at] != Role::Other).filter(sure);
    }
    let mut alike = before().filter(sure).filter(|(at, _)| sentence.lead(*at).contains(named));
    alike.next().filter(|_| alike.next().is_none())
}

/// What a figure and those beside it add up to, any of which may be the whole of its share: 自然人11件，企业2件，企业占15.4%.
fn of_runs(sentence: &Sentence, part: &Number) -> Vec<Value> {
    let counts = sentence.numbers.iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    let counts: Vec<&Number> = counts.map(|(number, _)| number).filter(|number| number.unit == part.unit).collect();
    let mut sums = Vec::new();
    for from in 0..counts.len() {
        let run = counts[from..].iter().scan(0, |sum, number| {
            *sum += number.value;
            Some((*sum, number.start))
        });
        let with_part = run.filter(|(_, start)| counts[from].start <= part.start && part.start <= *start);
        sums.extend(with_part.map(|(sum, _)| sum).filter(|sum| *sum > part.value));
    }
    sums
}

/// Whether a share and an earlier one of the sentence are of one whole that is not named: 29件，占46.0%，…9件，占14.3%.
fn has_whole_of_another(sentence: &Sentence, at: usize) -> bool {
    let wholes = |at: usize| {
        let (share, (_, part)) = (&sentence.numbers[at], part_of(sentence, at, "")?);
        let whole = |share: Value| (share > 0).then(|| part.value * 100 * ONE / share);
        Some((whole(share.value + share.step)?, whole(share.value - share.step)?))
    };
    let Some((least, most)) = wholes(at) else { return false };
    let mut others = (0..at).filter(|other| sentence.roles[*other] == Role::Share).filter_map(wholes);
    others.any(|(low, high)| low <= most && least <= high)
}

/// Whether nothing but "of the total" stands between 占 and its rate: a share of something else cannot be checked.
fn is_plain(mut words: &str) -> bool {
    while let Some(rest) = SHARE_FILLERS.iter().find_map(|filler| words.trim_start().strip_prefix(filler)) {
        words = rest;
    }
    words.trim().is_empty()
}

/// The totals of every row that counts several kinds: a share may be of a whole that no sentence gives.
fn of_tables(prose: &Prose) -> Vec<Value> {
    let totals = prose.form.rows.iter().filter_map(|row| {
        let column = prose.form.columns(row).iter().rposition(|column| column.summed)?;
        total(prose.report, &[row.first + column as u32])
    });
    totals.collect()
}

/// One 元, in millionths of 万元.
const YUAN: Value = ONE / 10_000;

/// Checks lists: 共…件，其中…件、…件; and those that end with 合计…件.
pub fn parts(prose: &Prose, sentence: &Sentence, out: &mut Vec<Diagnostic>) {
    for (at, whole) in sentence.numbers.iter().enumerate() {
        if sentence.roles[at] != Role::Plain || whole.is_rough || !matches!(whole.unit, Unit::Count(_) | Unit::Money) {
            continue;
        }
        let parts = match () {
            () if begins_list(sentence, at) => following(sentence, at),
            () if ends_list(sentence, at) => preceding(sentence, at),
            () => continue,
        };
        if let Some(parts) = parts.filter(|parts| !holds_with_others(sentence, whole, parts)) {
            out.extend(wrong_sum(prose, sentence, whole, &parts));
        }
    }
}

/// Whether 其中 or the like follows a figure at once, or behind what became of it since last year.
fn begins_list(sentence: &Sentence, at: usize) -> bool {
    let changes = sentence.roles[at + 1..].iter().take_while(|role| matches!(role, Role::Change(_) | Role::Rate(_)));
    let last = &sentence.numbers[at + changes.count()];
    let marks = ['，', '：', '（', '(', ',', ':', '；', ' '];
    let after = sentence.text[last.end..].trim_start_matches(marks);
    AMONG.iter().any(|word| after.starts_with(word) && (*word != "含" || !after.starts_with("含上年")))
}

fn ends_list(sentence: &Sentence, at: usize) -> bool {
    let lead = sentence.lead(at).trim_end();
    TOGETHER.contains(&lead)
}

/// The parts that follow a whole; `None` where they cannot be told apart.
fn following<'s>(sentence: &'s Sentence, at: usize) -> Option<Vec<&'s Number<'s>>> {
    let whole = &sentence.numbers[at];
    listed(sentence, (at + 1, whole.end), whole.unit)
}

/// The parts from a figure on that are counted in `unit`, up to a semicolon or words that begin something else.
fn listed<'s>(sentence: &'s Sentence, (first, mut last): (usize, usize), unit: Unit) -> Option<Vec<&'s Number<'s>>> {
    let end = sentence.text[last..].find(['；', ';']).map_or(sentence.text.len(), |mark| last + mark);
    let mut parts = Vec::new();
    for (at, number) in sentence.numbers.iter().enumerate().skip(first).take_while(|(_, number)| number.end <= end) {
        match sentence.roles[at] {
            Role::Plain if number.is_rough => return None,
            Role::Plain => {
                let words = &sentence.text[last..number.start];
                if !parts.is_empty() && AMONG.iter().any(|word| words.contains(word) && *word != "含") {
                    return None;
                }
                if GOES_ON.iter().any(|word| words.contains(word)) || number.unit != unit {
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

/// Whether a list names things that it does not count: 等, and 此外还有乡村振兴等内容.
fn goes_on_unnamed(rest: &str) -> bool {
    let uncounted = || ["还有", "其余", "等内容", "等方面", "等领域"].iter().any(|word| rest.contains(word));
    rest.trim_start().starts_with('等') || uncounted() && !rest.contains(|c: char| c.is_ascii_digit())
}

/// A list that begins its own sentence (其中，…; 按内容分，…) belongs to the one figure of its kind in the sentence before.
pub fn parts_of_last(prose: &Prose, last: &Sentence, sentence: &Sentence, out: &mut Vec<Diagnostic>) {
    let text = sentence.text.trim_start();
    let sorted = || text.starts_with('按') && text.split(CLAUSE).next().is_some_and(|head| head.ends_with('分'));
    if !text.starts_with("其中") && !sorted() {
        return;
    }
    let counted = |number: &&Number| matches!(number.unit, Unit::Count(_) | Unit::Money);
    let Some(first) = sentence.numbers.iter().find(counted) else { return };
    let plain = last.numbers.iter().zip(&last.roles).filter(|(_, role)| **role == Role::Plain);
    let mut wholes = plain.map(|(number, _)| number).filter(|number| number.unit == first.unit);
    let (Some(whole), None) = (wholes.next(), wholes.next()) else { return };
    if let Some(parts) = listed(sentence, (0, 0), first.unit).filter(|_| !whole.is_rough) {
        out.extend(wrong_sum(prose, last, whole, &parts));
    }
}

/// The parts that went before a total, back to the last 其中, ： or figure of another kind.
fn preceding<'s>(sentence: &'s Sentence, at: usize) -> Option<Vec<&'s Number<'s>>> {
    let whole = &sentence.numbers[at];
    let mut parts = Vec::new();
    for (at, number) in sentence.numbers[..at].iter().enumerate().rev() {
        if sentence.roles[at] != Role::Plain || number.unit != whole.unit || number.is_rough {
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

/// A list is judged where it looks complete: where its sum is near the whole, or ten thousand times off.
fn wrong_sum(prose: &Prose, sentence: &Sentence, whole: &Number, parts: &[&Number]) -> Option<Diagnostic> {
    let sums = |parts: &mut dyn Iterator<Item = &&Number>| -> Vec<Value> {
        let run = parts.scan(0, |sum, part| {
            *sum += part.value;
            Some(*sum)
        });
        run.skip(1).collect()
    };
    let forward = sums(&mut parts.iter());
    let sum = *forward.last()?;
    // Each part was rounded, too: 1.2万件 and 300件, 8.5万元 and 36000元.
    let is_rounded = |number: &Number| match number.unit {
        Unit::Money => number.step > YUAN,
        _ => number.step > ONE,
    };
    let finest = parts.iter().filter(|part| is_rounded(part)).map(|part| part.step).min().unwrap_or_default();
    let blurred = parts.iter().filter(|part| is_rounded(part)).count() as Value * finest;
    let holds = |sum: &Value| {
        let off = (sum - whole.value).abs();
        off * 2 <= whole.step + blurred || (is_rounded(whole) && off < whole.step)
    };
    if forward.iter().chain(&sums(&mut parts.iter().rev())).any(holds) {
        return None;
    }
    let off = (sum - whole.value).abs();
    let near = off * 10 <= whole.value || (parts.len() > 2 && off == ONE);
    let scaled = sum * 10_000 == whole.value || whole.value * 10_000 == sum;
    if !near && !scaled {
        return None;
    }
    let list: Vec<String> = parts.iter().map(|part| figure(part.value)).collect();
    let calculation = format!("{} ＝ {}", list.join(" ＋ "), figure(sum));
    let finding = Diagnostic::new(Code::S404, Span::file(prose.file))
        .arg("said", &sentence.text[whole.start..whole.end])
        .arg("calculation", calculation);
    Some(prose.at(finding, sentence, whole.start..whole.end))
}
