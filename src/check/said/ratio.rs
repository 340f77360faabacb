//! How many times as many of one kind there were as of another: 行政许可与行政处罚之比约为3∶1, 行政许可是行政处罚的10倍 (S403).

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::form::{Names, Saying};

use super::about::without_about;
use super::none::is_of_year;
use super::number::{ONE, Unit, Value};
use super::scope::has_partial;
use super::sentence::Sentence;
use super::statement::sums;
use super::vocabulary::PLACES;
use super::{Prose, figure, percent};

/// What names a ratio, and what may stand between that and its figures.
const RATIO: &str = "之比";
const FILLERS: [&str; 8] = ["约", "大约", "大致", "接近", "为", "是", "达", "达到"];

pub fn check(prose: &Prose, sentence: &Sentence, out: &mut Vec<Diagnostic>) {
    if sentence.text.contains(RATIO) {
        out.extend(wrong(prose, sentence));
    }
    let times = (0..sentence.numbers.len()).filter(|at| sentence.numbers[*at].unit == Unit::Times);
    out.extend(times.filter_map(|at| wrong_times(prose, sentence, at)));
}

fn wrong_times(prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
    let (number, lead) = (&sentence.numbers[at], sentence.lead(at));
    let words = without_about(lead).trim_end().strip_suffix('的')?;
    let (one, other) = ["相当于", "是", "为"].iter().find_map(|verb| words.split_once(verb))?;
    let (one, other) = (total(prose, one)?, total(prose, other)?);
    let exact = one * ONE / Some(other).filter(|other| *other > 0)?;
    let of_part = PLACES.iter().any(|word| sentence.text.contains(word)) || has_partial(lead);
    let holds = (exact - number.value).abs() <= number.step.max(number.value / 10);
    if holds || of_part || !is_of_year(prose, sentence, number.start) {
        return None;
    }
    let from = sentence.offset(lead.trim_start());
    Some(finding(prose, sentence, (from, from..number.end), (one, other)))
}

fn wrong(prose: &Prose, sentence: &Sentence) -> Option<Diagnostic> {
    let (before, behind) = sentence.text.split_once(RATIO)?;
    let names = before.rsplit(['，', ',', '；', ';', '。']).next()?.trim();
    let (one, other) = ["与", "和", "同"].iter().find_map(|join| names.split_once(join))?;
    let mut said = behind;
    while let Some(rest) = FILLERS.iter().find_map(|word| said.strip_prefix(word)) {
        said = rest;
    }
    let (first, rest) = whole(said)?;
    let (second, rest) = whole(rest.strip_prefix(['∶', ':', '：', '比'])?)?;
    let of_part = PLACES.iter().any(|word| sentence.text.contains(word)) || has_partial(before);
    let own = !of_part && is_of_year(prose, sentence, before.len()) && !rest.starts_with(['.', '．', '∶', ':', '：']);
    let (one, other) = (total(prose, one)?, total(prose, other)?);
    if !own || second == 0 || other == 0 {
        return None;
    }
    // Of a ratio of whole numbers the first may be rounded, or either.
    let (exact, told) = (one * ONE / other, first * ONE / second);
    let room = if second == 1 { ONE / 2 } else { told / 10 };
    if (exact - told).abs() <= room {
        return None;
    }
    let end = sentence.text.len() - rest.len();
    Some(finding(prose, sentence, (sentence.offset(names), sentence.offset(said)..end), (one, other)))
}

fn finding(
    prose: &Prose,
    sentence: &Sentence,
    (from, range): (usize, Range<usize>),
    (one, other): (Value, Value),
) -> Diagnostic {
    let exact = percent(one * ONE / other);
    let calculation = format!("{} ÷ {} ＝ {}", figure(one), figure(other), exact.trim_end_matches('%'));
    let finding = Diagnostic::new(Code::S403, Span::file(prose.file))
        .arg("said", sentence.between(from, range.end))
        .arg("calculation", calculation);
    prose.at(finding, sentence, range)
}

/// The whole number that words begin with, and what follows it.
fn whole(words: &str) -> Option<(Value, &str)> {
    const MOST: usize = 6;
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &words[..words.len() - rest.len()];
    Some((digits.parse().ok().filter(|_| digits.len() <= MOST)?, rest))
}

/// What the table has of a kind of decision that is called by its whole name.
fn total(prose: &Prose, name: &str) -> Option<Value> {
    let name = name.trim().trim_end_matches("数量").trim_end_matches("件数").trim_end_matches('数');
    let calls = |saying: &&Saying| matches!(saying.names, Names::Rows(_)) && saying.is_called(name);
    let [sum] = &sums(prose.form, prose.form.sayings.iter().find(calls)?, None)?[..] else { return None };
    prose.total(prose.report, sum)
}
