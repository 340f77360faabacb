//! What is named and has no figure of its own: shares whose counts stand in the tables (自然人占83.7%, 予以公开率54.9%), and
//! changes with the figure behind them or with none (行政强制同比增长11.5%，为1310件; 新收数同比下降3.7%).

use crate::diagnostic::Diagnostic;
use crate::model::form::{Names, Saying};

use super::every::of_cells;
use super::growth::{Current, Verdict, wrong_change, wrong_rate};
use super::judged::judged;
use super::number::{Number, Unit, Value};
use super::scope::is_partial;
use super::sentence::{Role, Sentence, direction};
use super::share::{Claim, is_plain, of_tables};
use super::statement::{Counted, OfSentence, Proof, Spoken, Stated, beside, of_words, sums};
use super::vocabulary::{BEFORE_NAMED, BEHIND_NAMED, LAST_YEAR, OTHER_BASES, PLACES};
use super::whole::new_received;
use super::{Prose, extend_new, implied, vague};

/// What 公开率 is said of where that surely is all that was applied for.
const OF_ALL: [&str; 4] = ["申请的公开", "申请公开答复公开", "信息公开申请的公开", "政府信息公开申请的公开"];

/// A share of what is named, where no figure before it is called so.
pub fn claim<'s>(
    prose: &Prose,
    sentence: &'s Sentence,
    (stated, sayings): (&[Option<Stated>], &[&Saying]),
    at: usize,
) -> Option<Claim<'s>> {
    let (share, lead) = (&sentence.numbers[at], sentence.lead(at));
    // 公开率（予以公开加部分公开）71.4%
    let explained = implied::explained(sentence, at).filter(|_| lead.is_empty());
    let lead = explained.unwrap_or(lead);
    let name = match lead.split_once('占') {
        Some((name, of)) => Some(name).filter(|_| is_plain(of))?,
        None => lead.trim_end_matches(['为', '达', '到', '是', ' ']).strip_suffix('率')?,
    };
    let name = vague::clean(name);
    // 三件申请的公开率
    let says_of_what =
        || explained.is_some() && ["予以公开", "部分公开"].iter().all(|kind| sentence.text.contains(kind));
    if name == "公开" || OF_ALL.contains(&name) {
        let name = if says_of_what() { OF_ALL[0] } else { name };
        return of_disclosure(prose, sentence, (stated, sayings), (at, name));
    }
    let has_figure = || (0..at).any(|at| sentence.lead(at).contains(name));
    if name.is_empty() || share.is_rough || has_figure() || !of_this_year(prose, sentence, at) {
        return None;
    }
    of_column(prose, sentence, stated, (at, name)).or_else(|| of_row(prose, sentence, (stated, sayings), (at, name)))
}

/// A share of the row that the sentence spoke of last: 新收申请42件，自然人占83.7%; of reviews perhaps without those of an outcome.
fn of_column<'s>(
    prose: &Prose,
    sentence: &'s Sentence,
    stated: &[Option<Stated>],
    (at, name): (usize, &str),
) -> Option<Claim<'s>> {
    let form = prose.form;
    let mut before = stated[..at].iter().enumerate().rev().filter_map(|(at, known)| Some((at, known.as_ref()?)));
    let (place, known) = before.next()?;
    let table = known.table(form)?;
    // 行政复议4件、行政诉讼1件，维持率80%: of either or of both.
    let of_other = before.any(|(_, other)| other.table(form) == Some(table) && other.row != known.row);
    let is_whole = known.sums.iter().flatten().all(|cell| form.place(*cell).1.summed);
    if of_other || !is_whole || !of_this_year(prose, sentence, place) {
        return None;
    }
    let share = &sentence.numbers[at];
    let mut first = None;
    for sum in known.sums.iter().chain(&usual(prose, table)) {
        let own = sum.iter().map(|cell| beside(form, *cell, name)).collect::<Option<Vec<_>>>()?.concat();
        let (part, whole) = (prose.total(prose.report, &own)?, prose.total(prose.report, sum)?);
        let of_row = |cell: &u32| form.cells(form.place(*cell).0);
        // 维持率 may leave out what is pending; applicants are all counted.
        let others = sum
            .iter()
            .filter(|_| form.tables[table].across)
            .flat_map(of_row)
            .map(|cell| cell as u32)
            .filter(|cell| !own.contains(cell));
        let without = others.filter_map(|other| Some(whole - prose.total(prose.report, &[other])?));
        let wholes: Vec<Value> = without.chain([whole, sentence.numbers[place].value]).collect();
        let claim = Claim { share, part, wholes, whole };
        if claim.holds() {
            return None;
        }
        first = first.or(Some(claim));
    }
    first
}

/// 公开率, beside the figure for 公开: of what was given out, with what was in part or without, in what came in or was closed.
fn of_disclosure<'s>(
    prose: &Prose,
    sentence: &'s Sentence,
    (stated, sayings): (&[Option<Stated>], &[&Saying]),
    (at, name): (usize, &str),
) -> Option<Claim<'s>> {
    let share = &sentence.numbers[at];
    let calls = |saying: &&Saying| saying.short.iter().any(|word| &**word == "公开");
    let sums = sums(prose.form, sayings.iter().copied().find(calls)?, None)?;
    let counted = name != "公开"
        || stated[..at]
            .iter()
            .flatten()
            .any(|known| !known.sums.is_empty() && known.sums.iter().all(|sum| sums.contains(sum)));
    if !counted || share.is_rough || !of_this_year(prose, sentence, at) {
        return None;
    }
    let table = prose.form.place(*sums.first()?.first()?).0.table;
    let usual: Vec<Value> = usual(prose, table).iter().filter_map(|sum| prose.total(prose.report, sum)).collect();
    let counts = sentence.numbers[..at].iter().filter(|number| matches!(number.unit, Unit::Count(_)));
    let wholes: Vec<Value> = counts.map(|number| number.value).chain(usual.iter().copied()).collect();
    let parts: Vec<Value> = sums.iter().map(|sum| prose.total(prose.report, sum)).collect::<Option<_>>()?;
    let of_part = |part: Value| Claim { share, part, wholes: wholes.clone(), whole: usual[0] };
    let holds = usual.is_empty() || parts.iter().any(|part| of_part(*part).holds());
    let part = *parts.last().filter(|_| !holds)?;
    Some(of_part(part))
}

/// A share of a row in all that came in or was done.
fn of_row<'s>(
    prose: &Prose,
    sentence: &'s Sentence,
    (stated, sayings): (&[Option<Stated>], &[&Saying]),
    (at, name): (usize, &str),
) -> Option<Claim<'s>> {
    let is_name = |saying: &&Saying| {
        let whole = |words: &[Box<str>]| matches!(words, [own] if **own == *name);
        saying.words.iter().any(|pattern| pattern.after.is_empty() && whole(&pattern.before))
    };
    sayings.iter().copied().find(is_name)?;
    let known = of_words(prose, (sentence, sayings), (name, ""), &mut Spoken::default())?;
    let [sum] = &known.sums[..] else { return None };
    let (form, cell) = (prose.form, *sum.first()?);
    // What was done of what was due is no share of a row.
    let is_total = form.place(cell).0.summed;
    let table = form.place(cell).0.table;
    let mut wholes: Vec<Value> = usual(prose, table).iter().filter_map(|sum| prose.total(prose.report, sum)).collect();
    let first = *wholes.first().filter(|_| known.proof == Proof::Words && !is_total)?;
    let before =
        || sentence.numbers[..at].iter().zip(stated).filter(|(number, _)| matches!(number.unit, Unit::Count(_)));
    wholes.extend(before().map(|(number, _)| number.value).chain(of_tables(prose)));
    let part = prose.total(prose.report, sum)?;
    let last = before().rfind(|(number, known)| known.is_some() && number.value >= part);
    let whole = last.map_or(first, |(number, _)| number.value);
    Some(Claim { share: &sentence.numbers[at], part, wholes, whole })
}

/// The totals that shares in a table are usually of: all that came in, with what was carried over or without, all that was
/// done.
pub fn usual(prose: &Prose, table: usize) -> Vec<Vec<u32>> {
    let form = prose.form;
    let implied = form.sayings.iter().filter(|saying| saying.implied);
    let sums = implied.filter_map(|saying| match &saying.names {
        Names::Rows(sums) => Some(sums),
        Names::Columns(..) => None,
    });
    let cell = |row: &usize| {
        let row = &form.rows[*row];
        form.total_cell(row).filter(|_| row.table == table)
    };
    sums.flatten().filter_map(|rows| rows.iter().map(cell).collect()).collect()
}

/// Whether a figure is said of all of the reporting body's year.
pub fn of_this_year(prose: &Prose, sentence: &Sentence, at: usize) -> bool {
    of_whole_body(prose, sentence, at, sentence.year(at))
}

fn of_whole_body(prose: &Prose, sentence: &Sentence, at: usize, year: Option<i16>) -> bool {
    let year = year.is_none_or(|year| year == prose.report.year);
    let scoped = PLACES.iter().any(|word| sentence.text.contains(word));
    // 是上年的2倍 is said of this year's.
    let last_years = sentence.is_last_years(at) && sentence.numbers[at].unit != Unit::Times;
    year && !scoped && !sentence.is_of_years(at) && !last_years && !is_partial(sentence, &sentence.numbers[at])
}

/// Changes over the year of what is named right before them, by the tables of both years.
pub fn changes(
    prose: &Prose,
    (sentence, last): (&Sentence, Option<Counted>),
    (stated, paragraph, sayings): (&[Option<Stated>], &[OfSentence], &[&Saying]),
    out: &mut Vec<Diagnostic>,
) {
    let of_last = || last.and_then(|last| sole_of_last(prose, sentence, last));
    let subject = Subject { sentence, stated, paragraph, sayings, of_last: &of_last };
    if prose.last.is_none() || OTHER_BASES.iter().any(|word| sentence.text.contains(word)) {
        return;
    }
    for at in 0..sentence.numbers.len() {
        let found = change(prose, &subject, at);
        extend_new(found, out);
    }
}

/// What a change may be said of.
struct Subject<'s> {
    sentence: &'s Sentence<'s>,
    stated: &'s [Option<Stated>],
    paragraph: &'s [OfSentence],
    sayings: &'s [&'s Saying],
    /// The one figure of the sentence before.
    of_last: &'s dyn Fn() -> Option<Stated>,
}

fn change(prose: &Prose, subject: &Subject, at: usize) -> Option<Diagnostic> {
    let sentence = subject.sentence;
    let number = &sentence.numbers[at];
    let (Role::Change(sign) | Role::Rate(sign)) = sentence.roles[at] else { return None };
    let own = changed(prose, subject, at);
    let known = own.or_else(|| changed(prose, subject, goes_on(sentence, at)?))?;
    let behind = figure_behind(sentence, at);
    let mut wrong = None;
    for sum in &known.sums {
        let (now, last) = (prose.total(prose.report, sum)?, prose.cells_of_last_year(sum)?);
        if behind.is_some_and(|behind| !behind.shows(now)) {
            continue;
        }
        let base = prose.total(prose.last?, &last)?;
        // Nothing grows by a rate from none.
        if base == 0 && wrong.is_some() && matches!(sentence.roles[at], Role::Rate(_)) {
            continue;
        }
        let exact = Number { value: now, step: 1, ..number.clone() };
        let current = Current::since(&exact, base);
        let verdict = match sentence.roles[at] {
            Role::Rate(_) => wrong_rate(prose, sentence, (number, sign), &current),
            _ => wrong_change(prose, sentence, (number, Value::from(sign) * number.value), &current),
        };
        match verdict {
            Verdict::Wrong(finding) => wrong = wrong.or(Some(finding)),
            Verdict::Holds | Verdict::Unknown => return None,
        }
    }
    wrong
}

/// The change that a rate stands right behind: 行政强制比上年减少3件，下降25%.
fn goes_on(sentence: &Sentence, at: usize) -> Option<usize> {
    let (Role::Rate(rate), Role::Change(change)) = (sentence.roles[at], sentence.roles[at.checked_sub(1)?]) else {
        return None;
    };
    let between = sentence.between(sentence.numbers[at - 1].end, sentence.numbers[at].start);
    let words = between.trim_start_matches(['，', ',', '、', '（', '(']);
    let at_once = words.chars().count() <= 4 && direction(words).is_some();
    (at_once && rate == change && sentence.numbers[at].unit == Unit::Percent).then_some(at - 1)
}

/// What is named right before a change over the year: 2023年新收数同比下降3.7%.
fn changed(prose: &Prose, of: &Subject, at: usize) -> Option<Stated> {
    let Subject { sentence, stated, paragraph, sayings, of_last } = of;
    let lead = sentence.lead(at);
    let compared = ["同比", "较", "比", "与", "是", "为"];
    let (subject, over) = lead.split_at(compared.iter().filter_map(|word| lead.find(word)).min()?);
    let last = format!("{}年", prose.report.year - 1);
    let over_year = over.starts_with("同比") || LAST_YEAR.iter().chain(&[&*last]).any(|year| over.contains(year));
    let mut subject = subject.trim_end();
    while let Some(rest) = BEHIND_NAMED.iter().find_map(|word| subject.strip_suffix(word)) {
        subject = rest;
    }
    let ends = |saying: &&Saying| {
        let last = |pattern: &crate::model::form::Pattern| {
            pattern.before.last().is_some_and(|word| subject.ends_with(&**word))
        };
        let headed = || saying.short.iter().any(|word| **word == *subject) && implied::is_headed(prose, saying);
        matches!(saying.names, Names::Rows(_)) && (saying.words.iter().any(last) || headed())
    };
    let from = sentence.offset(over);
    let mut years = sentence.numbers[..at].iter().filter(|year| year.start >= from);
    let other = years.any(|year| !sentence.text[year.start..].starts_with(&*last));
    // 较2022年下降 names the year that it is measured by.
    let year = sentence.year(at).filter(|year| year + 1 != prose.report.year || !over.contains(&*last));
    if sentence.numbers[at].is_rough || !over_year || other || !of_whole_body(prose, sentence, at, year) {
        return None;
    }
    // 新收252件。比上年增加42件，增长16.7%
    if subject.is_empty() && sentence.text[..sentence.offset(lead)].trim().is_empty() {
        return of_last();
    }
    let known = in_brief(prose, sentence, (&stated[..at], sayings), subject);
    if let Some(known) = known.or_else(|| of_applicants(prose, paragraph, (subject, sentence.offset(lead)))) {
        return Some(known);
    }
    sayings.iter().copied().find(ends)?;
    let known = of_words(prose, (sentence, sayings), (subject, ""), &mut Spoken::default())?;
    let mut before = sentence.between(sentence.offset(lead), known.from).trim();
    while let Some(rest) = BEFORE_NAMED.iter().find_map(|word| before.strip_prefix(word)) {
        before = rest.trim_start();
    }
    let year = before.strip_suffix('年').unwrap_or(before);
    // 不予处理211件。不予处理较上年增加27件
    let is_counted = || paragraph.iter().flatten().flatten().any(|counted| counted.sums == known.sums);
    let sure = known.proof == Proof::Words || is_counted();
    (sure && year.chars().all(|c| c.is_ascii_digit())).then_some(known)
}

/// What the only figure of a sentence counts that this year's table has, where the next one begins with a comparison and says no
/// more of what; or any of those that the table has, where it has the first and the last of several.
fn sole_of_last(prose: &Prose, sentence: &Sentence, (last, counted): Counted) -> Option<Stated> {
    if !sentence.text.trim_start().starts_with(['比', '较', '同', '与']) {
        return None;
    }
    let is_count =
        |at: &usize| last.roles[*at] == Role::Plain && matches!(last.numbers[*at].unit, Unit::Count(_) | Unit::Money);
    let counts: Vec<usize> = (0..last.numbers.len()).filter(is_count).collect();
    let (first, end) = (*counts.first()?, *counts.last()?);
    let alike = counts.iter().all(|at| last.numbers[*at].unit == last.numbers[first].unit);
    let mut judged = judged(prose, last, counted);
    judged.retain(|(_, _, year)| *year == prose.report.year);
    let has = |place: usize| judged.iter().any(|(at, ..)| *at == place);
    let mut sums: Vec<Vec<u32>> = Vec::new();
    for (at, known, _) in &judged {
        let shown = |sum: &&Vec<u32>| prose.total(prose.report, sum).is_some_and(|now| last.numbers[*at].shows(now));
        let before = sums.len();
        sums.extend(known.sums.iter().filter(shown).cloned());
        (sums.len() > before).then_some(())?;
    }
    let (_, known, _) = judged.first()?;
    (alike && has(first) && has(end)).then(|| Stated { sums, ..(*known).clone() })
}

/// A kind of applicants of whom nothing but their applications is named, in a paragraph that counts applications: 法律服务机构申请较上年增加
/// 4件.
fn of_applicants(prose: &Prose, paragraph: &[Vec<Option<Stated>>], (subject, from): (&str, usize)) -> Option<Stated> {
    let name = subject.strip_suffix("申请")?;
    let new = new_received(prose)?;
    let table = prose.form.place(new).0.table;
    let counted = paragraph.iter().flatten().flatten().any(|known| known.table(prose.form) == Some(table));
    let is_kind = |saying: &&Saying| matches!(saying.names, Names::Columns(own, _) if own == table);
    prose.form.sayings.iter().filter(is_kind).find(|saying| counted && saying.is_called(name))?;
    of_cells(prose.form, vec![beside(prose.form, new, name)?], from)
}

/// What a brief name means that the sentence gave a figure for, which the table has: 处罚103件，处罚数是上年的2倍.
fn in_brief(
    prose: &Prose,
    sentence: &Sentence,
    (stated, sayings): (&[Option<Stated>], &[&Saying]),
    subject: &str,
) -> Option<Stated> {
    let calls = |saying: &&Saying| saying.short.iter().any(|word| **word == *subject);
    let meant = sums(prose.form, sayings.iter().copied().find(calls)?, None)?;
    let is_it = |(at, known): &(usize, &Stated)| {
        let shown = |sum: &Vec<u32>| prose.total(prose.report, sum).is_some_and(|now| sentence.numbers[*at].shows(now));
        known.sums == meant && known.sums.iter().any(shown)
    };
    let counted = stated.iter().enumerate().filter_map(|(at, known)| Some((at, known.as_ref()?)));
    counted.filter(is_it).map(|(_, known)| known.clone()).next()
}

/// The figure that a change led to: 同比增长11.5%，为1310件.
fn figure_behind<'s>(sentence: &'s Sentence, at: usize) -> Option<&'s Number<'s>> {
    let (number, next) = (&sentence.numbers[at], sentence.numbers.get(at + 1)?);
    let between = sentence.between(number.end, next.start).trim_start_matches(['，', ',']).trim();
    matches!(between, "为" | "达" | "达到" | "至" | "到" | "共" | "计" | "共计").then_some(next)
}
