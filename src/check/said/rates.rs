//! Rates of cases by what they ended in, with no figure beside them (复议纠错率由上年的15.0%降到9.0%), and shares of what the sentence
//! before counted by name (镇街42件、部门743件。镇街占8.5%) (S403).

use crate::diagnostic::Diagnostic;
use crate::model::form::Names;

use super::every::is_about;
use super::number::{Number, ONE, Unit, Value};
use super::runs::of_runs;
use super::sentence::{CLAUSE, Role, Sentence};
use super::share::{Claim, is_plain, of_tables};
use super::statement::{Stated, beside, sums};
use super::vocabulary::{OF_OTHER_THINGS, PLACES};
use super::whole::{carried_in, handled, new_received};
use super::{Prose, named, vague};

/// Rates, and the column of what they count.
const OUTCOMES: [(&str, &str); 4] = [("纠错率", "纠正"), ("纠正率", "纠正"), ("败诉率", "纠正"), ("维持率", "维持")];
const CASES: [&str; 2] = ["复议", "诉讼"];

pub fn check(
    prose: &Prose,
    (sentence, last, earlier): (&Sentence, Option<&Sentence>, &[Number]),
    out: &mut Vec<Diagnostic>,
) {
    if !sentence.numbers.iter().any(|number| number.unit == Unit::Percent) {
        return;
    }
    if OUTCOMES.iter().any(|(rate, _)| sentence.text.contains(rate)) {
        out.extend((0..sentence.numbers.len()).filter_map(|at| of_cases(prose, sentence, at)));
    }
    if let Some(last) = last {
        of_last(prose, (sentence, last, earlier), out);
        out.extend(of_all_due(prose, (sentence, last)));
    }
}

/// A rate of reviews or suits that the tables do not give, with what is pending or without.
fn of_cases(prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
    let share = &sentence.numbers[at];
    let lead = match sentence.grown_from(at) {
        Some(from) => sentence.lead(from).rsplit_once(['由', '从'])?.0,
        None => sentence.lead(at).trim_end_matches(['为', '达', '到', '是', '仅', ' ']),
    };
    let (name, column) = OUTCOMES.iter().find_map(|(rate, column)| Some((lead.strip_suffix(rate)?, *column)))?;
    let name = name.trim_end_matches(['案', '件', '的', '结', '果', '、']);
    let case = CASES.iter().find(|case| name.ends_with(**case))?;
    let about = [sentence.text, prose.heading, prose.head].iter().any(|text| text.contains("信息公开"));
    let counted = sentence.numbers[..at].iter().any(|number| matches!(number.unit, Unit::Count(_)));
    let year = sentence.grown_from(at).map_or(at, |from| from);
    let own = sentence.grown_from(at).is_some() || named::of_this_year(prose, sentence, year);
    if share.unit != Unit::Percent || share.is_rough || !about || counted || !own || name.contains(['、', '和']) {
        return None;
    }
    let calls = |saying: &&crate::model::form::Saying| matches!(saying.names, Names::Rows(_)) && saying.is_called(case);
    let readings = sums(prose.form, prose.form.sayings.iter().find(calls)?, None)?;
    let mut claims = Vec::new();
    for sum in &readings {
        let cells = sum.iter().map(|cell| beside(prose.form, *cell, column)).collect::<Option<Vec<_>>>()?.concat();
        let (part, whole) = (prose.total(prose.report, &cells)?, prose.total(prose.report, sum)?);
        claims.push(Claim { share, part, wholes: of_judged(prose, sum)?, whole });
    }
    // Where there were none no rate is wrong.
    let held = claims.iter().any(|claim| claim.holds() || claim.whole <= 0);
    claims.into_iter().next().filter(|_| !held)?.wrong(prose, sentence, at)
}

/// Of what was found so much was done: their rates are of the two figures before them.
const MADE_OF_FOUND: [&str; 6] = ["整改", "采纳", "确认", "解读", "参训", "合格"];

/// A rate whose part and whole are the last two figures before it: 公文707件，主动公开673件，主动公开率96.19%. What was closed of
/// what was due has another whole.
pub fn of_counts<'s>(
    prose: &Prose,
    (sentence, stated): (&'s Sentence, &[Option<Stated>]),
    at: usize,
) -> Option<Claim<'s>> {
    let claim = of_those(sentence, at).or_else(|| of_due(prose, sentence, at));
    if let Some(claim) = claim.or_else(|| of_corrected(prose, (sentence, stated), at)) {
        return Some(claim);
    }
    let (share, lead) = (&sentence.numbers[at], sentence.lead(at));
    let name = lead.trim_end_matches(['为', '达', '到', '是', ' ']).strip_suffix('率')?;
    let counts = || {
        let plain =
            sentence.numbers[..at].iter().enumerate().rev().filter(|(at, _)| sentence.roles[*at] == Role::Plain);
        plain.filter(|(_, number)| matches!(number.unit, Unit::Count(_)))
    };
    let (place, part) = counts().next()?;
    let name = name.trim();
    // 整改到位20个，整改率95.2%
    let is_done = MADE_OF_FOUND.contains(&name);
    let words = sentence.lead(place).trim_end_matches(['了', '的', '共', '已', ' ']);
    let named = words.ends_with(name) || is_done && words.contains(name);
    // 依申请公开80件，公开率40% is of what goes out unasked.
    let of_else = ["依申请公开", "不予公开", "部分公开", "不公开"]
        .iter()
        .any(|word| sentence.lead(place).trim_end().ends_with(word));
    let named = named && !of_else;
    let next = !sentence.between(part.end, share.start).contains(['；', ';', '：']);
    let is_outcome = OUTCOMES.iter().any(|(_, column)| *column == name) && stated[place].is_some();
    if !(name.ends_with("公开") || is_done || is_outcome)
        || !named
        || !next
        || share.is_rough
        || part.is_rough
        || sentence.is_last_years(place)
    {
        return None;
    }
    let alike = counts().skip(1).filter(|(_, whole)| whole.unit == part.unit && whole.value >= part.value);
    let mut wholes: Vec<Value> = alike.map(|(_, whole)| whole.value).collect();
    let whole = *wholes.first()?;
    wholes.extend(of_tables(prose));
    wholes.extend(of_runs(sentence, part));
    // What is pending may be left out of 维持率.
    let cells = stated[place].iter().filter(|_| is_outcome).flat_map(|known| known.sums.iter());
    wholes.extend(cells.filter_map(|cells| of_judged(prose, cells)).flatten());
    Some(Claim { share, part: part.value, wholes, whole })
}

/// The rate of decisions that were set aside, where the sentence counts those of one kind of case: 行政复议8件，维持5件、纠正2件、未审结
/// 1件，纠错率25%. What is pending may be left out.
fn of_corrected<'s>(
    prose: &Prose,
    (sentence, stated): (&'s Sentence, &[Option<Stated>]),
    at: usize,
) -> Option<Claim<'s>> {
    let share = &sentence.numbers[at];
    let name = sentence.lead(at).trim_end_matches(['为', '达', '到', '是', ' ']).trim_start();
    let cases = CASES.iter().filter(|case| sentence.text.contains(**case)).count();
    if name != "纠错率" || share.is_rough || cases != 1 || !named::of_this_year(prose, sentence, at) {
        return None;
    }
    let is_count =
        |at: &usize| matches!(sentence.numbers[*at].unit, Unit::Count(_)) && sentence.roles[*at] == Role::Plain;
    let counts: Vec<usize> = (0..at).filter(is_count).collect();
    let mut corrected = counts.iter().copied().filter(|at| sentence.lead(*at).trim_end().ends_with("纠正"));
    let (Some(place), None) = (corrected.next(), corrected.next()) else { return None };
    let known = stated[place].as_ref()?;
    let part = &sentence.numbers[place];
    let own = !part.is_rough && !sentence.between(part.end, share.start).contains(['；', ';']);
    let values = || counts.iter().map(|at| sentence.numbers[*at].value).filter(|value| *value >= part.value);
    let whole = values().max().filter(|whole| own && *whole > part.value)?;
    let is_pending = |at: &&usize| sentence.lead(**at).trim_end().ends_with(['结', '理']);
    let pending = counts.iter().filter(is_pending).map(|at| whole - sentence.numbers[*at].value);
    let mut wholes: Vec<Value> = values().chain(pending).collect();
    wholes.extend(known.sums.iter().filter_map(|cells| of_judged(prose, cells)).flatten());
    Some(Claim { share, part: part.value, wholes, whole })
}

/// A rate of what was closed or answered that is that of no two figures of its sentence: 收到40件，办结36件，办结率95%. What was done
/// in time is another rate, and all of it may be said of what was due.
fn of_due<'s>(prose: &Prose, sentence: &'s Sentence, at: usize) -> Option<Claim<'s>> {
    let (share, lead) = (&sentence.numbers[at], sentence.lead(at));
    let name = lead.trim_end_matches(['为', '达', '到', '是', ' ']).strip_suffix('率')?.trim();
    let is_count = |at: usize| {
        let number = &sentence.numbers[at];
        let plain = sentence.roles[at] == Role::Plain && !number.is_rough && !sentence.is_last_years(at);
        plain && matches!(number.unit, Unit::Count(_))
    };
    let counts: Vec<usize> = (0..at).filter(|at| is_count(*at)).collect();
    let done = |at: &&usize| sentence.lead(**at).trim_end_matches(['了', '共', '已', ' ']).ends_with(name);
    let place = *counts.iter().rev().find(done)?;
    let part = &sentence.numbers[place];
    let others = || counts.iter().filter(|other| **other != place).map(|other| sentence.numbers[*other].value);
    let more = || others().filter(|other| *other >= part.value);
    let whole = more().next()?;
    let apart = sentence.between(part.end, share.start).contains(['；', ';']);
    if !["办结", "答复", "回复"].contains(&name) || share.is_rough || share.value >= 100 * ONE || apart {
        return None;
    }
    let known = || others().chain(of_tables(prose));
    let sums = others().enumerate().flat_map(|(at, one)| others().skip(at + 1).map(move |other| one + other));
    let wholes: Vec<Value> = known().chain(sums).collect();
    let claim = |part: Value| Claim { share, part, wholes: wholes.clone(), whole };
    (!others().any(|other| claim(other).holds())).then(|| claim(part.value))
}

/// The rate of what was closed in a sentence of its own, behind one that counts applications: 新收23件，上年结转1件，办结22件。办结率为95.8%.
fn of_all_due(prose: &Prose, (sentence, last): (&Sentence, &Sentence)) -> Option<Diagnostic> {
    let (at, share) = sentence.numbers.iter().enumerate().find(|(_, share)| share.unit == Unit::Percent)?;
    let lead = sentence.lead(at).trim_end_matches(['为', '达', '到', '是', ' ']);
    let counts = |sentence: &Sentence| sentence.numbers.iter().any(|number| matches!(number.unit, Unit::Count(_)));
    let is_rate = ["办结率", "全年办结率", "申请办结率", "总办结率"].contains(&lead) && !share.is_rough;
    let texts = [sentence.text, last.text];
    let of_else = OF_OTHER_THINGS.iter().chain(&PLACES).any(|word| texts.iter().any(|text| text.contains(word)));
    let about = || is_about(prose, sentence) || is_about(prose, last);
    if !is_rate || of_else || counts(sentence) || !last.text.contains("办结") || !about() {
        return None;
    }
    let total = |cell: Option<u32>| prose.total(prose.report, &[cell?]);
    let (new, carried) = (total(new_received(prose))?, total(carried_in(prose))?);
    let part = total(handled(prose))?;
    let named = last.numbers.iter().any(|number| matches!(number.unit, Unit::Count(_)) && number.value == part);
    let own = named && named::of_this_year(prose, sentence, at) && share.value < 100 * ONE;
    let wholes: Vec<Value> = of_tables(prose).into_iter().chain([new, new + carried]).collect();
    let claim = Claim { share, part, wholes: wholes.clone(), whole: new + carried };
    // What was carried in may be left out.
    let without = Claim { share, part: part - carried, wholes, whole: new };
    if own && !without.holds() { claim.wrong(prose, sentence, at) } else { None }
}

/// A rate of what was counted out of a whole in the words before it, which may be counted in another unit: 3件处罚中有2份文书上网，
/// 上网率66.7%.
fn of_those<'s>(sentence: &'s Sentence, at: usize) -> Option<Claim<'s>> {
    let (share, lead) = (&sentence.numbers[at], sentence.lead(at));
    let name = lead.trim_end_matches(['为', '达', '到', '是', ' ']).strip_suffix('率')?.trim();
    let (part_at, whole_at) = (at.checked_sub(1)?, at.checked_sub(2)?);
    let (whole, part) = (&sentence.numbers[whole_at], &sentence.numbers[part_at]);
    let is_count = |at: usize| sentence.roles[at] == Role::Plain && !sentence.numbers[at].is_rough;
    let among = sentence.between(whole.end, part.start).trim_end_matches(['有', '已', '，', '共']);
    let behind = sentence.between(part.end, sentence.offset(lead)).strip_suffix(['，', ','])?;
    let counted = [whole, part].iter().all(|number| matches!(number.unit, Unit::Count(_) | Unit::Other(_)));
    // 58件按期办结，办结率100%: those that were late were closed, too.
    let how = behind.strip_suffix(name).is_some_and(|how| !how.contains(['期', '时', '前', '先', '全']));
    let fits = how && among.ends_with('中') && !among.contains(CLAUSE) && !behind.contains(CLAUSE);
    let claim = Claim { share, part: part.value, wholes: vec![whole.value], whole: whole.value };
    let sure = fits && counted && is_count(whole_at) && is_count(part_at) && part.value <= whole.value;
    (sure && !name.is_empty() && !share.is_rough).then_some(claim)
}

/// What the table has of cases, without what is pending, what ended in another way, or either.
fn of_judged(prose: &Prose, cells: &[u32]) -> Option<Vec<Value>> {
    let all: Vec<u32> =
        cells.iter().map(|cell| prose.form.total_cell(prose.form.place(*cell).0)).collect::<Option<_>>()?;
    let of = |column: &str| -> Option<Value> {
        let cells = all.iter().map(|cell| beside(prose.form, *cell, column)).collect::<Option<Vec<_>>>()?.concat();
        prose.total(prose.report, &cells)
    };
    let (whole, pending, other) = (prose.total(prose.report, &all)?, of("未审结")?, of("其他结果")?);
    Some(vec![whole, whole - pending, whole - other, whole - pending - other])
}

/// What a figure is called by the words before it, or before the bracket that it stands in: 房屋征收（74件）.
fn name_of<'t>(sentence: &Sentence<'t>, at: usize) -> &'t str {
    let own = sentence.lead(at).trim_matches(['、', '和', '及', ' ']);
    let bracketed = sentence.text[..sentence.numbers[at].start].strip_suffix(['（', '(']);
    let Some(before) = bracketed.filter(|_| own.is_empty()) else { return own };
    before.rsplit(|c: char| CLAUSE.contains(&c) || c == '、').next().unwrap_or(own).trim()
}

/// Shares of what the sentence before counted by name: one of which is none of the whole that another is of, or all of
/// which are of as many as the paragraph said before.
fn of_last(prose: &Prose, (sentence, last, earlier): (&Sentence, &Sentence, &[Number]), out: &mut Vec<Diagnostic>) {
    let counts = |sentence: &Sentence, at: usize| {
        let number = &sentence.numbers[at];
        sentence.roles[at] == Role::Plain && matches!(number.unit, Unit::Count(_)) && !number.is_rough
    };
    let shares = (0..sentence.numbers.len()).take_while(|at| !counts(sentence, *at));
    let parts: Vec<(&str, &Number)> = (0..last.numbers.len())
        .filter(|at| counts(last, *at))
        .map(|at| (name_of(last, at), &last.numbers[at]))
        .collect();
    let whole: Value = parts.iter().map(|(_, part)| part.value).sum();
    let claim = |at: usize| -> Option<(usize, Claim)> {
        let share = Some(&sentence.numbers[at]).filter(|_| sentence.roles[at] == Role::Share)?;
        let (name, of) = sentence.lead(at).split_once('占')?;
        let name = vague::clean(name.trim_start_matches('、'));
        // 网站占62% is of 区政府网站90件, where nothing else is called so.
        let is_called = |known: &str| known == name || name.chars().count() > 1 && known.ends_with(name);
        let mut own = parts.iter().filter(|(known, _)| !name.is_empty() && is_called(known));
        let (_, part) = own.next().filter(|_| is_plain(of) && !share.is_rough)?;
        let wholes = of_tables(prose).into_iter().chain([whole]).chain(parts.iter().map(|(_, part)| part.value));
        own.next().is_none().then(|| (at, Claim { share, part: part.value, wholes: wholes.collect(), whole }))
    };
    let claims: Vec<(usize, Claim)> = shares.filter_map(claim).collect();
    let shows = |claim: &Claim| whole > 0 && claim.share.shows(claim.part * 100 * ONE / whole);
    let known =
        || parts.len() > 2 && earlier.iter().any(|number| number.value == whole && number.unit == parts[0].1.unit);
    if claims.iter().any(|(_, claim)| shows(claim)) || known() {
        out.extend(claims.iter().filter_map(|(at, claim)| claim.wrong(prose, sentence, *at)));
    }
}
