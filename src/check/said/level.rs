//! Figures that are said to be what they were the year before (行政处罚9件，与上年持平; 复议案件数与上年持平), or twice as many (处罚12件，比
//! 上年翻番), or somewhat more (较上年略有增加) (S402).

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::form::Saying;

use super::judged::Judged;
use super::number::{ONE, Value};
use super::scope::{has_partial, of_another_body};
use super::sentence::{CLAUSE, Sentence};
use super::statement::{OfSentence, Stated, sums};
use super::vocabulary::{BEFORE_NAMED, BEHIND_NAMED, LAST_YEAR, LESS, MORE, PLACES};
use super::{Prose, figure, percent};

/// Words for what stayed as it was, and for what was doubled.
const LEVEL: [&str; 9] = ["一样", "一样多", "持平", "相持平", "相同", "没有变化", "无变化", "保持不变", "保持一致"];
const DOUBLED: [&str; 2] = ["翻番", "翻倍"];

/// How much something is said to have grown or shrunk, where no figure says it.
const SOMEWHAT: [&str; 8] = ["略有", "有所", "稍有", "明显", "大幅", "小幅", "均有所", "均略有"];

/// Behind what is compared with.
const BEHIND_LAST: [&str; 6] = ["度", "同期", "的", "相比", "比较", "实现"];

/// What a clause says of a figure since last year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Claim {
    Level,
    Doubled,
    More,
    Less,
}

/// What holds of this year's and last year's cells.
impl Claim {
    fn holds(self, now: Value, last: Value) -> bool {
        match self {
            Claim::Level => now == last,
            Claim::More => now > last,
            Claim::Less => now < last,
            // 翻番 is said of what is nearly twice as many, and of somewhat more.
            Claim::Doubled => last * 18 <= now * 10 && now * 10 <= last * 30,
        }
    }
}

/// Holds each figure with "as last year" right behind it against last year's tables, and what is named with no figure.
pub fn check(
    prose: &Prose,
    sentence: &Sentence,
    (stated, judged, paragraph): (&[Option<Stated>], &[Judged], &[OfSentence]),
    (sayings, out): (&[&Saying], &mut Vec<Diagnostic>),
) {
    let words = ["平", "一样", "相同", "变化", "不变", "一致", "翻"];
    let speaks = || words.iter().chain(&SOMEWHAT).any(|word| sentence.text.contains(word));
    if sayings.is_empty() || prose.last.is_none() || !speaks() {
        return;
    }
    if PLACES.iter().any(|word| sentence.text.contains(word)) {
        return;
    }
    for &(at, known, year) in judged {
        let number = &sentence.numbers[at];
        let said = behind(prose, sentence, number.end).filter(|_| year == prose.report.year);
        let Some((claim, from, end)) = said else { continue };
        // 许可94件、处罚9件，与上年持平 may speak of both, 申请9件，自然人6件，与上年持平 of the first.
        let place = |known: &Stated| known.sums.first().and_then(|sum| sum.first().copied());
        let row = |known: &Stated| place(known).map(|cell| &prose.form.place(cell).0.id);
        let is_part = stated[..at].iter().flatten().any(|earlier| row(earlier) == row(known));
        if is_part || sentence.lead(at).starts_with('、') {
            continue;
        }
        let fits = |sum: &&Vec<u32>| prose.total(prose.report, sum).is_some_and(|now| number.shows(now));
        out.extend(wrong(prose, sentence, known.sums.iter().filter(fits), (claim, from, end)));
    }
    named(prose, sentence, paragraph, (sayings, out));
}

/// A claim that holds for none of the sums that may be meant.
fn wrong<'s>(
    prose: &Prose,
    sentence: &Sentence,
    sums: impl Iterator<Item = &'s Vec<u32>>,
    (claim, from, end): (Claim, usize, usize),
) -> Option<Diagnostic> {
    let both = |sum: &Vec<u32>| {
        let last = prose.total(prose.last?, &prose.cells_of_last_year(sum)?)?;
        Some((prose.total(prose.report, sum)?, last))
    };
    let both: Vec<(Value, Value)> = sums.filter_map(both).collect();
    let (now, last) = *both.first().filter(|_| !both.iter().any(|(now, last)| claim.holds(*now, *last)))?;
    let calculation = match claim {
        Claim::Doubled if last > 0 => {
            format!("{} ÷ {} ＝ {}", figure(now), figure(last), percent(now * 100 * ONE / last))
        }
        _ => format!("{} － {} ＝ {}", figure(now), figure(last), figure(now - last)),
    };
    let finding = Diagnostic::new(Code::S402, Span::file(prose.file))
        .arg("said", sentence.between(from, end).trim())
        .arg("calculation", calculation);
    Some(prose.at(finding, sentence, from..end))
}

/// Where 与上年持平 or the like stands right behind a figure that ends at `end`, and nothing that takes it back.
fn behind(prose: &Prose, sentence: &Sentence, end: usize) -> Option<(Claim, usize, usize)> {
    let rest = sentence.text[end..].strip_prefix(['，', ',', '（', '('])?;
    let from = sentence.offset(rest);
    let (claim, length) = claimed(prose, rest)?;
    Some((claim, from, from + length))
}

/// What words say since last year, up to the end of their clause, and how long they are.
fn claimed(prose: &Prose, words: &str) -> Option<(Claim, usize)> {
    let rest = words.trim_start_matches("数量").trim_start_matches("总量");
    let year = format!("{}年", prose.report.year - 1);
    let of_last = || {
        let named = rest.strip_prefix(['与', '和', '同', '较', '比', '跟'])?;
        let years = LAST_YEAR.iter().copied().chain([&*year, "年初", "上年末", "上年底", "去年底"]);
        Some(&named[years.filter(|year| named.starts_with(year)).map(str::len).max()?..])
    };
    let mut said = rest.strip_prefix("同比").or_else(of_last)?;
    while let Some(shorter) = BEHIND_LAST.iter().find_map(|word| said.strip_prefix(word)) {
        said = shorter;
    }
    let somewhat = SOMEWHAT.iter().find_map(|word| said.strip_prefix(word));
    let of = |words: &'static [&'static str], claim| words.iter().map(move |word| (*word, claim));
    let found = match somewhat {
        Some(rest) => {
            said = rest;
            { of(&MORE, Claim::More) }.chain(of(&LESS, Claim::Less)).find(|(word, _)| rest.starts_with(word))
        }
        None => {
            { of(&LEVEL, Claim::Level) }.chain(of(&DOUBLED, Claim::Doubled)).find(|(word, _)| said.starts_with(word))
        }
    };
    let (word, claim) = found?;
    let after = &said[word.len()..];
    let ends = after.is_empty() || after.starts_with(CLAUSE);
    ends.then_some((claim, words.len() - after.len()))
}

/// What is named in brief with no figure of its own, where the paragraph gives one that the table has: 复议案件数与上年持平.
fn named(
    prose: &Prose,
    sentence: &Sentence,
    paragraph: &[Vec<Option<Stated>>],
    (sayings, out): (&[&Saying], &mut Vec<Diagnostic>),
) {
    if has_partial(sentence.text) {
        return;
    }
    let compared = |clause: &str| ["与", "同", "和", "较", "比"].iter().filter_map(|word| clause.find(word)).min();
    for clause in sentence.text.split(CLAUSE) {
        let Some(at) = compared(clause) else { continue };
        let Some((claim, length)) = claimed(prose, &clause[at..]) else { continue };
        let mut subject = clause[..at].trim();
        while let Some(rest) = BEHIND_NAMED.iter().find_map(|word| subject.strip_suffix(word)) {
            subject = rest;
        }
        while let Some(rest) = BEFORE_NAMED.iter().find_map(|word| subject.strip_prefix(word)) {
            subject = rest;
        }
        let calls = |saying: &&Saying| saying.is_called(subject);
        let Some(saying) = sayings.iter().copied().find(calls) else { continue };
        let Some(sums) = sums(prose.form, saying, None) else { continue };
        // Only what the paragraph has counted is surely meant, or what the next clause does: 申请量比上年翻番，为9件.
        let is_counted = || paragraph.iter().flatten().flatten().any(|known| known.sums.first() == sums.first());
        let end = sentence.offset(clause) + clause.len();
        let follows = |sum: &Vec<u32>| {
            let number = sentence.numbers.iter().find(|number| number.start >= end)?;
            let led = matches!(
                sentence.between(end, number.start).trim_start_matches(['，', ',']),
                "为" | "达" | "共" | "达到"
            );
            Some(led && number.shows(prose.total(prose.report, sum)?))
        };
        if (is_counted() || sums.iter().any(|sum| follows(sum) == Some(true))) && !of_another_body(prose, &clause[..at])
        {
            let from = sentence.offset(clause);
            let from = from + (clause.len() - clause.trim_start().len());
            out.extend(wrong(prose, sentence, sums.iter(), (claim, from, sentence.offset(clause) + at + length)));
        }
    }
}
