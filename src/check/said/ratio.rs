//! How many times as many of one kind there were as of another: 行政许可与行政处罚之比约为3∶1 (S403).

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::form::{Names, Saying};

use super::none::is_of_year;
use super::number::{ONE, Value};
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
    let (from, end) = (sentence.offset(names), sentence.text.len() - rest.len());
    let exact = percent(exact);
    let calculation = format!("{} ÷ {} ＝ {}", figure(one), figure(other), exact.trim_end_matches('%'));
    let finding = Diagnostic::new(Code::S403, Span::file(prose.file))
        .arg("said", sentence.between(from, end))
        .arg("calculation", calculation);
    Some(prose.at(finding, sentence, sentence.offset(said)..end))
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
