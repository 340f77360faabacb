//! Lists that should make up what the table has of all applications: the rest of the results (予以公开5件，不予公开3件，…，其他2件) and
//! the ways by which they came or were answered (网上24件、信函9件、当面4件) (S401).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::form::{Names, Saying};

use super::Prose;
use super::against::finding;
use super::every::{is_about, of_cells};
use super::figure;
use super::judged::Judged;
use super::number::{Number, ONE, Unit, Value};
use super::scope::has_partial_but;
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::{Stated, sums};
use super::vocabulary::{AMONG, OF_OTHER_THINGS, PLACES, THE_REST, WAYS};
use super::whole::{carried_in, handled, new_received};

pub fn check(
    prose: &Prose,
    sentence: &Sentence,
    (stated, judged): (&[Option<Stated>], &[Judged]),
    out: &mut Vec<Diagnostic>,
) {
    if sentence.numbers.is_empty() || PLACES.iter().any(|word| sentence.text.contains(word)) {
        return;
    }
    if THE_REST.iter().any(|word| sentence.text.contains(word)) {
        out.extend((1..sentence.numbers.len()).find_map(|at| rest(prose, sentence, (stated, judged), at)));
    }
    out.extend(ways(prose, sentence));
    out.extend(lapsed(prose, sentence));
}

/// What the rest of a list is called with a noun.
const WITH_NOUN: [&str; 4] = ["其他情形", "其他类", "其他情况", "其他申请"];

/// The rest of a list of results, all but one of which are as the table has them: the row for others, or all that was
/// closed but not listed.
fn rest(
    prose: &Prose,
    sentence: &Sentence,
    (stated, judged): (&[Option<Stated>], &[Judged]),
    at: usize,
) -> Option<Diagnostic> {
    const FEWEST: usize = 3;
    let number = &sentence.numbers[at];
    let named = sentence.lead(at).trim_matches(['、', '和', '及', ' ', '的', '有', '为', '共']);
    let is_count = matches!(number.unit, Unit::Count(_)) && sentence.roles[at] == Role::Plain && !number.is_rough;
    if stated[at].is_some() || !is_count || !THE_REST.iter().chain(&WITH_NOUN).any(|rest| *rest == named) {
        return None;
    }
    let all = prose.total(prose.report, &[handled(prose)?])?;
    let (listed, agree, differ) = listed(prose, sentence, (stated, judged, at));
    let (saying, cells) = rows(prose, "其他处理")?;
    let cells = cells.into_iter().next()?;
    let expected = prose.total(prose.report, &cells)?;
    let held = number.shows(expected) || number.shows(all - listed);
    if agree < FEWEST || differ > 1 || held {
        return None;
    }
    let cell = *cells.first()?;
    let column = prose.form.place(cell).1.label.to_string();
    let row = saying.words.first().map(|words| words.before.concat())?;
    let lead = sentence.offset(named);
    let known = Stated { row, column, ..of_cells(prose.form, vec![cells], lead)? };
    let said = (sentence.between(lead, number.end), &sentence.text[number.start..number.end]);
    let found = finding(prose, Code::S401, (prose.report, cell, expected), &known, said);
    Some(prose.at(found, sentence, number.start..number.end))
}

/// The kinds of results that a list goes through before the rest.
const KINDS: [&str; 5] = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理"];

/// The rows that a word names by itself, and their cells.
fn rows<'p>(prose: &'p Prose, name: &str) -> Option<(&'p Saying, Vec<Vec<u32>>)> {
    let calls = |saying: &&Saying| matches!(saying.names, Names::Rows(_)) && saying.is_called(name);
    let saying = prose.form.sayings.iter().find(calls)?;
    Some((saying, sums(prose.form, saying, None)?))
}

/// What the results that are listed before a figure come to, and how many of them the table has and has not.
fn listed(
    prose: &Prose,
    sentence: &Sentence,
    (stated, judged, at): (&[Option<Stated>], &[Judged], usize),
) -> (Value, usize, usize) {
    let of_kinds: Vec<Vec<Vec<u32>>> = KINDS.iter().filter_map(|kind| Some(rows(prose, kind)?.1)).collect();
    let totals = |sums: &[Vec<u32>]| sums.iter().filter_map(|sum| prose.total(prose.report, sum)).collect::<Vec<_>>();
    let values: Vec<Value> = of_kinds.iter().flat_map(|sums| totals(sums)).collect();
    let (mut listed, mut agree, mut differ) = (0, 0, 0);
    // Shares may stand between the figures.
    for before in (0..at).rev().filter(|before| sentence.roles[*before] == Role::Plain) {
        let own = &sentence.numbers[before];
        // 不予公开13件，其中行政查询4件、其他9件 are kinds of one kind.
        if AMONG
            .iter()
            .any(|word| *word != "含" && sentence.between(own.end, sentence.numbers[at].start).contains(word))
        {
            break;
        }
        let known = judged.iter().find(|(place, _, year)| *place == before && *year == prose.report.year);
        match known.filter(|(_, known, _)| of_kinds.iter().any(|sums| known.sums.iter().any(|sum| sums.contains(sum))))
        {
            Some((_, known, _)) if totals(&known.sums).iter().any(|total| own.shows(*total)) => agree += 1,
            Some(_) => differ += 1,
            None if stated[before].is_none() && own.value > ONE && values.contains(&own.value) => agree += 1,
            None => break,
        }
        listed += own.value;
    }
    (listed, agree, differ)
}

/// What an applicant failed to do, and by which name the form's sayings have the row that counts it.
const LAPSES: [(&str, &str); 4] = [
    ("逾期未缴", "逾期未缴费"),
    ("逾期不缴", "逾期未缴费"),
    ("逾期未补正", "逾期不补正"),
    ("逾期不补正", "逾期不补正"),
];

/// An application that came to nothing as its applicant let the time go by, where the table has none of those: 发出收费通知
/// 1件，申请人逾期未缴纳.
fn lapsed(prose: &Prose, sentence: &Sentence) -> Option<Diagnostic> {
    let about = || sentence.text.contains("收费通知") || is_about(prose, sentence);
    if !sentence.text.contains("逾期") || !about() {
        return None;
    }
    let (place, name) = LAPSES.iter().find_map(|(word, name)| Some((sentence.text.find(word)?, *name)))?;
    let clause = sentence.text[place..].split(CLAUSE).next()?;
    let at = sentence.numbers.iter().rposition(|number| number.end <= place && number.unit != Unit::None)?;
    let number = &sentence.numbers[at];
    let counts = matches!(number.unit, Unit::Count("件" | "个") | Unit::Other("人" | "名"));
    let between = sentence.between(number.end, place);
    // 逾期未补正的，视为放弃 says what would be done, 逾期未补正0件 that there was none.
    let sure = counts && number.value >= ONE && sentence.roles[at] == Role::Plain && !clause.trim().ends_with('的');
    let denied = ["无", "未发生", "没有", "如", "对"].iter().any(|word| between.contains(word));
    let figures = clause.contains(|c: char| c.is_ascii_digit());
    if !sure
        || denied
        || figures
        || between.contains(['；', ';'])
        || sentence.year(at).is_some_and(|year| year != prose.report.year)
    {
        return None;
    }
    let cell = *rows(prose, name)?.1.first()?.first()?;
    let expected = prose.total(prose.report, &[cell]).filter(|expected| *expected == 0)?;
    let known = of_cells(prose.form, vec![vec![cell]], number.start)?;
    let end = place + clause.len();
    let said = (sentence.between(number.start, end), &sentence.text[number.start..number.end]);
    let found = finding(prose, Code::S401, (prose.report, cell, expected), &known, said);
    Some(prose.at(found, sentence, place..end))
}

/// What is done with applications by any of the ways; those of one list are all there are.
const SENT: [&str; 9] = ["申请", "提出", "提交", "递交", "受理", "收到", "接收", "答复", "寄"];
const PUBLISHED: [&str; 8] = ["发布", "公众号", "微信", "微博", "推送", "咨询", "主动公开", "信箱"];

/// A sentence that counts nothing but the ways by which applications came in, and all of them together not as many as the
/// table has.
fn ways(prose: &Prose, sentence: &Sentence) -> Option<Diagnostic> {
    if !WAYS.iter().any(|word| sentence.text.contains(word)) || sentence.text.trim_start().starts_with("其中") {
        return None;
    }
    let about = [sentence.text, prose.heading, prose.head];
    let is_about = about.iter().any(|text| ["依申请", "公开申请"].iter().any(|word| text.contains(word)));
    let sent = SENT.iter().any(|word| sentence.text.contains(word));
    let of_else = || OF_OTHER_THINGS.iter().chain(&PUBLISHED).any(|word| sentence.text.contains(word));
    let plain =
        || sentence.numbers.iter().zip(&sentence.roles).enumerate().filter(|(_, (_, role))| **role == Role::Plain);
    let is_way = |(at, (number, _)): (usize, (&Number, &Role))| {
        let words = sentence.lead(at);
        matches!(number.unit, Unit::Count("件" | "份" | "条" | "宗"))
            && !number.is_rough
            && WAYS.iter().any(|way| words.contains(way))
    };
    let years = sentence.numbers.iter().any(|number| sentence.text[number.end..].starts_with('年'));
    let years = years || sentence.begins_in_last_year(sentence.text.len());
    if !is_about || !sent || years || of_else() || plain().count() < 2 || !plain().all(is_way) {
        return None;
    }
    if has_partial_but(sentence.text, &WAYS) || sentence.text.contains(['等', '（', '(']) {
        return None;
    }
    let sum: Value = plain().map(|(_, (number, _))| number.value).sum();
    let new = new_received(prose)?;
    let readings = [vec![new], vec![new, carried_in(prose)?], vec![handled(prose)?]];
    let totals: Vec<Value> = readings.iter().map(|sum| prose.total(prose.report, sum)).collect::<Option<_>>()?;
    let off = |total: &Value| (sum - total).abs();
    let place = (0..totals.len()).min_by_key(|at| off(&totals[*at]))?;
    let near = off(&totals[place]) * 10 <= totals[place] || off(&totals[place]) == ONE;
    if totals.contains(&sum) || !near {
        return None;
    }
    let (first, last) = (plain().next()?.0, plain().next_back()?.0);
    let from = sentence.offset(sentence.lead(first).trim_start());
    let end = sentence.numbers[last].end;
    let known = of_cells(prose.form, vec![readings[place].clone()], from)?;
    let words = sentence.between(from, end).trim_matches(CLAUSE);
    let found =
        finding(prose, Code::S401, (prose.report, readings[place][0], totals[place]), &known, (words, &figure(sum)));
    Some(prose.at(found, sentence, sentence.numbers[first].start..end))
}
