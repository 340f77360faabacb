//! What all applications are said to have been answered with (收到申请1件，予以公开; 均予以公开), or none of them (无一件不予公开) (S401).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::form::{Names, Saying};

use super::against::finding;
use super::judged::Judged;
use super::number::{ONE, Value};
use super::scope::has_partial;
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::{Counted, Proof, Stated, sums};
use super::vocabulary::{ALL, OF_OTHER_THINGS, PLACES};
use super::whole::{carried_in, handled, new_received};
use super::{Prose, figure};

/// What may stand beside a kind of reply.
const BEFORE_REPLY: [&str; 9] = ["均", "全部", "都", "皆", "已", "依法", "结果为", "答复结果为", "答复为"];
const BEHIND_REPLY: [&str; 4] = ["决定", "答复", "的", "了"];

/// What joins two kinds of reply.
const EITHER: [&str; 5] = ["或者", "或", "和", "及", "、"];

/// What says that there was none of a kind.
const NOT_ONE: [&str; 3] = ["无一件", "没有一件", "无一起"];

pub fn check(
    prose: &Prose,
    (sentence, last): (&Sentence, Option<Counted>),
    (stated, judged, sayings): (&[Option<Stated>], &[Judged], &[&Saying]),
    out: &mut Vec<Diagnostic>,
) {
    let speaks = || ALL.iter().chain(&NOT_ONE).any(|word| sentence.text.contains(word));
    let one = || sentence.numbers.iter().zip(stated).any(|(number, known)| number.value == ONE && known.is_some());
    if sayings.is_empty() || !(one() || speaks()) {
        return;
    }
    let of_else = OF_OTHER_THINGS.iter().chain(&PLACES).any(|word| sentence.text.contains(word));
    if of_else || has_partial(sentence.text) || sentence.begins_in_last_year(sentence.text.len()) {
        return;
    }
    out.extend(of_figure(prose, sentence, (judged, sayings)));
    out.extend(of_noun(prose, sentence, sayings));
    out.extend(last.and_then(|last| of_last(prose, sentence, (last, sayings))));
    out.extend(not_one(prose, sentence, sayings));
}

/// The rows that a clause names, if it says nothing but that they were the reply.
fn reply<'p>(prose: &Prose, sayings: &[&'p Saying], clause: &str) -> Option<(&'p Saying, Vec<Vec<u32>>)> {
    let mut words = clause.trim();
    while let Some(rest) = BEFORE_REPLY.iter().find_map(|word| words.strip_prefix(word)) {
        words = rest;
    }
    while let Some(rest) = BEHIND_REPLY.iter().find_map(|word| words.strip_suffix(word)) {
        words = rest;
    }
    let table = prose.form.place(new_received(prose)?).0.table;
    let called = |name: &str| {
        let calls = |saying: &&Saying| matches!(saying.names, Names::Rows(_)) && saying.is_called(name);
        let saying = sayings.iter().copied().find(calls)?;
        Some((saying, sums(prose.form, saying, None)?))
    };
    let (saying, sums) = called(words).or_else(|| {
        // 予以公开或部分公开
        let kinds = EITHER.iter().find_map(|join| words.split_once(join))?;
        let ((saying, one), (_, other)) = (called(kinds.0)?, called(kinds.1)?);
        let both = [one.into_iter().next()?, other.into_iter().next()?].concat();
        Some((saying, vec![both]))
    })?;
    let of_table = sums.iter().flatten().all(|cell| prose.form.place(*cell).0.table == table);
    of_table.then_some((saying, sums))
}

/// The clause right behind the figure of all applications: 收到申请1件，予以公开; 办结12件，均予以公开.
fn of_figure(prose: &Prose, sentence: &Sentence, (judged, sayings): (&[Judged], &[&Saying])) -> Option<Diagnostic> {
    let new = new_received(prose);
    for &(at, known, year) in judged {
        let number = &sentence.numbers[at];
        let mut clauses = sentence.text[number.end..].split(['，', ',']);
        let (Some(tail), Some(claim)) = (clauses.next(), clauses.find(|clause| !names_applicants(clause))) else {
            continue;
        };
        let claim = claim.split(CLAUSE).next().unwrap_or_default();
        let all = ALL.iter().any(|word| claim.trim().starts_with(word)) || number.value == ONE;
        // 上年结转1件，予以公开 is said of that one.
        let whole = |sum: &Vec<u32>| {
            let carried = || sum.iter().all(|cell| Some(*cell) != new && !prose.form.place(*cell).0.summed);
            is_whole(prose, sum) && !carried() && prose.total(prose.report, sum) == Some(number.value)
        };
        if year != prose.report.year || !all || tail.contains(CLAUSE) || !known.sums.iter().any(whole) {
            continue;
        }
        let Some((saying, sums)) = reply(prose, sayings, claim) else { continue };
        let (from, end) = (known.from, sentence.offset(claim) + claim.len());
        return wrong(prose, sentence, (saying, &sums, number.value), (from, sentence.offset(claim), end));
    }
    None
}

/// Whether a clause says nothing but who applied: 分别来自1家企业和1家律所.
fn names_applicants(clause: &str) -> bool {
    let from = ["分别来自", "分别由", "均来自", "来自"].iter().any(|word| clause.trim_start().starts_with(word));
    from && !clause.contains(CLAUSE)
}

/// As many applications as all that came in or were closed, in one clause with what they were answered with: 2件申请均予以公开.
fn of_noun(prose: &Prose, sentence: &Sentence, sayings: &[&Saying]) -> Option<Diagnostic> {
    const BEFORE: [&str; 8] = ["", "共", "收到的", "办理的", "办结的", "受理的", "对", "上述"];
    let new = new_received(prose)?;
    let readings = [vec![new], vec![new, carried_in(prose)?], vec![handled(prose)?]];
    for (at, number) in sentence.numbers.iter().enumerate().filter(|(at, _)| sentence.roles[*at] == Role::Plain) {
        let clause = sentence.text[number.end..].split(CLAUSE).next()?;
        let named = clause.trim_start().strip_prefix("政府信息公开").unwrap_or(clause.trim_start());
        let claim = named.strip_prefix("申请").filter(|claim| ALL.iter().any(|all| claim.starts_with(all)));
        let lead = sentence.lead(at).trim();
        let lead = lead.strip_prefix("全年").unwrap_or(lead);
        let Some(claim) = claim.filter(|_| BEFORE.contains(&lead) && number.value > 0) else {
            continue;
        };
        let all = readings.iter().any(|sum| prose.total(prose.report, sum) == Some(number.value));
        let Some((saying, sums)) = reply(prose, sayings, claim).filter(|_| all && !number.is_rough) else { continue };
        let (from, end) = (sentence.offset(claim), sentence.offset(claim) + claim.len());
        return wrong(prose, sentence, (saying, &sums, number.value), (number.start, from, end));
    }
    None
}

/// A sentence that begins with all of them, where the one before it counted nothing but all: 新收12件，办结12件。均予以公开.
fn of_last(
    prose: &Prose,
    sentence: &Sentence,
    ((last, counted), sayings): (Counted, &[&Saying]),
) -> Option<Diagnostic> {
    let claim = sentence.text.split(CLAUSE).next()?;
    let of_last_year = last.begins_in_last_year(last.text.len());
    let begins = !of_last_year && ALL.iter().any(|word| claim.trim().starts_with(word));
    let plain = last.roles.iter().zip(counted).filter(|(role, _)| **role == Role::Plain);
    let is_all = |known: &Stated| known.sums.iter().any(|sum| is_whole(prose, sum));
    let all = || plain.clone().all(|(_, known)| known.as_ref().is_some_and(is_all));
    if !begins || plain.clone().next().is_none() || !all() {
        return None;
    }
    let (saying, sums) = reply(prose, sayings, claim)?;
    let handled = prose.total(prose.report, &[handled(prose)?])?;
    wrong(prose, sentence, (saying, &sums, handled), (sentence.offset(claim), sentence.offset(claim), claim.len()))
}

/// A clause that says there was none of a kind, where the table has some.
fn not_one(prose: &Prose, sentence: &Sentence, sayings: &[&Saying]) -> Option<Diagnostic> {
    for clause in sentence.text.split(CLAUSE) {
        let Some(rest) = NOT_ONE.iter().find_map(|word| clause.trim().strip_prefix(word)) else { continue };
        let Some((saying, sums)) = reply(prose, sayings, rest) else { continue };
        let totals: Vec<Value> = sums.iter().filter_map(|sum| prose.total(prose.report, sum)).collect();
        if totals.len() == sums.len() && totals.iter().all(|total| *total > 0) {
            let from = sentence.offset(clause.trim());
            return found(
                prose,
                sentence,
                (saying, sums[0].clone(), totals[0], 0),
                (from, from, from + clause.trim().len()),
            );
        }
    }
    None
}

/// Whether cells count all applications: those that came in, were carried over or were closed.
fn is_whole(prose: &Prose, sum: &[u32]) -> bool {
    let Some(new) = new_received(prose) else { return false };
    let table = prose.form.place(new).0.table;
    let carried = prose.form.tables[table].carries.iter().flat_map(|carry| carry.this.iter().chain(&carry.last));
    let carried: Vec<&str> = carried.map(|id| &**id).collect();
    sum.iter().all(|cell| {
        let (row, column) = prose.form.place(*cell);
        column.summed && row.table == table && (*cell == new || row.summed || carried.contains(&&*row.id))
    })
}

/// A kind of reply that neither all that a figure counts nor all that were closed were given.
fn wrong(
    prose: &Prose,
    sentence: &Sentence,
    (saying, sums, all): (&Saying, &[Vec<u32>], Value),
    range: (usize, usize, usize),
) -> Option<Diagnostic> {
    let handled = prose.total(prose.report, &[handled(prose)?])?;
    let totals: Vec<Value> = sums.iter().map(|sum| prose.total(prose.report, sum)).collect::<Option<_>>()?;
    // More may have been carried in.
    if totals.iter().any(|total| *total >= all || *total == handled) {
        return None;
    }
    found(prose, sentence, (saying, sums.first()?.clone(), *totals.first()?, all), range)
}

fn found(
    prose: &Prose,
    sentence: &Sentence,
    (saying, sum, expected, all): (&Saying, Vec<u32>, Value, Value),
    (said, from, end): (usize, usize, usize),
) -> Option<Diagnostic> {
    let cell = *sum.first()?;
    let (row, column) = prose.form.place(cell);
    let own_words = || saying.words.first().map(|words| words.before.concat());
    let is_own = || sums(prose.form, saying, None).is_some_and(|own| own.contains(&sum));
    let labels = || sum.iter().map(|cell| &*prose.form.place(*cell).0.label).collect::<Vec<_>>().join("、");
    let row = match sum.len() {
        1 => row.label.to_string(),
        _ if is_own() => own_words().unwrap_or_default(),
        _ => labels(),
    };
    let column = column.label.to_string();
    let known = Stated { sums: vec![sum], row, column, from: said, proof: Proof::Words };
    let all = figure(all);
    let words = (sentence.between(said, end).trim(), &*all);
    Some(prose.at(finding(prose, Code::S401, (prose.report, cell, expected), &known, words), sentence, from..end))
}

/// What may stand between 答复 and what was replied.
const BEFORE_NAME_OF_REPLY: [&str; 11] = ["了", "为", "的", "，", " ", "是", "系", "结果", "情况", "方式", "类型"];

/// Whether words behind 答复 begin with what was replied: 答复不掌握2件, 办结结果为公开10件; but 答复公开申请12件 counts applications.
pub fn names_reply(words: &str) -> bool {
    let mut words = words;
    while let Some(rest) = BEFORE_NAME_OF_REPLY.iter().find_map(|word| words.strip_prefix(word)) {
        words = rest;
    }
    let replied = ["公开", "不", "同意", "无法", "告知", "部分", "予以", "其他", "主动"];
    replied.iter().any(|word| words.starts_with(word)) && !words.contains("申请")
}
