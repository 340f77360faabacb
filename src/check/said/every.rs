//! Clauses that say something of all applications: that all were closed, that all came from one kind of applicant (S401).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Form;

use super::Prose;
use super::against::finding;
use super::number::{ONE, Unit};
use super::scope::{has_partial, is_partial, of_another_body};
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::{Stated, beside};
use super::vocabulary::{ABOUT_APPLICATIONS, ALL, BESIDE_ALL, NOT_CLOSED, OF_OTHER_THINGS, PLACES};
use super::whole::{carried_out, handled, new_received};

/// The applications that a clause speaks of.
struct Subject<'s> {
    /// As its figure says, or those that came in this year.
    sums: Vec<Vec<u32>>,
    /// Its figure, where it has one.
    at: Option<usize>,
    /// Where the clause begins.
    from: usize,
    stated: Option<&'s Stated>,
}

pub fn check(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>], out: &mut Vec<Diagnostic>) {
    let speaks = ["办结", "办理完毕"].iter().chain(&KINDS).chain(&PERSONS).any(|word| sentence.text.contains(word));
    if !speaks || !(sentence.text.contains("办结率") || ALL.iter().any(|word| sentence.text.contains(word))) {
        return;
    }
    let of_else = || OF_OTHER_THINGS.iter().any(|word| sentence.text.contains(word));
    let scoped = || PLACES.iter().any(|word| sentence.text.contains(word)) || has_partial(sentence.text);
    if of_else() || scoped() || names_another_year(prose, sentence) {
        return;
    }
    out.extend(closed(prose, sentence, stated));
    out.extend(applicants(prose, sentence, stated));
}

/// Whether a sentence speaks of applications, by its own words or those above it.
pub fn is_about(prose: &Prose, sentence: &Sentence) -> bool {
    let about = [sentence.text, prose.heading, prose.head];
    about.iter().any(|text| ABOUT_APPLICATIONS.iter().any(|word| text.contains(word)))
}

/// Whether a sentence names any year but the report's.
fn names_another_year(prose: &Prose, sentence: &Sentence) -> bool {
    let of_last = sentence.begins_in_last_year(sentence.text.len());
    of_last
        || sentence.numbers.iter().any(|number| {
            let year = number.value / ONE;
            sentence.text[number.end..].starts_with('年') && year > 1948 && year != prose.report.year.into()
        })
}

/// All applications that came in are said to be closed, where the table carries some over to the next year. Words of time or
/// law (全部按期办结) say how those were closed that were, and what is said of carried-in ones is not said of all.
fn closed(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>]) -> Option<Diagnostic> {
    if NOT_CLOSED.iter().any(|word| sentence.text.contains(word)) {
        return None;
    }
    let rate = rate_of_closed(sentence);
    let (from, end) = all_closed(sentence).or(rate)?;
    let form = prose.form;
    let handled = handled(prose)?;
    let shows = |at: usize, cells: &[u32]| {
        prose.total(prose.report, cells).is_some_and(|total| sentence.numbers[at].shows(total))
    };
    // 连同上年结转的6件共办理132件，全部办结: all that were due. 办结78件，办结率100%: of what was due, and not of what was closed.
    let accepts = |at: usize, known: &Stated, new: u32| {
        let due = || known.sums.iter().any(|sum| sum.contains(&new) && shows(at, sum));
        let closed = || rate.is_some() && known.sums[0] == [handled] && shows(at, &[handled]);
        known.sums[0] == [new] || due() || closed()
    };
    let subject = subject(prose, sentence, (stated, from), &accepts)?;
    let open = carried_out(prose)?;
    // 五十六件申请全部办结: as many as were closed.
    let counts_closed = rate.is_none() && subject.at.is_some_and(|at| shows(at, &[handled]));
    let left = prose.total(prose.report, &[open]).filter(|left| *left > 0 && !counts_closed)?;
    let known = of_cells(form, vec![vec![open]], subject.from)?;
    let said = (sentence.between(subject.from, end).trim(), "0");
    let finding = finding(prose, Code::S401, (prose.report, open, left), &known, said);
    Some(prose.at(finding, sentence, from..end))
}

/// Where a sentence first says 全部办结, 均已办结 or the like.
fn all_closed(sentence: &Sentence) -> Option<(usize, usize)> {
    let text = sentence.text;
    let of_all = |(at, word): (usize, &str)| {
        let before = text[..at].trim_end_matches('已');
        let before = ["在当年", "于当年", "在年内", "当年", "年内"]
            .iter()
            .find_map(|year| before.strip_suffix(year))
            .unwrap_or(before);
        let before = ALL.iter().find_map(|all| before.strip_suffix(all))?.trim_end_matches('已');
        let end = at + word.len();
        let after = &text[end..];
        (after.is_empty() || after.starts_with(CLAUSE)).then_some((before.len(), end))
    };
    ["办结", "办理完毕"].iter().flat_map(|word| text.match_indices(word)).filter_map(of_all).min()
}

/// Where a sentence says 办结率100%.
fn rate_of_closed(sentence: &Sentence) -> Option<(usize, usize)> {
    let whole =
        |(_, number): &(usize, &super::number::Number)| number.unit == Unit::Percent && number.value == 100 * ONE;
    let (at, rate) = sentence.numbers.iter().enumerate().find(whole)?;
    let lead = sentence.lead(at).trim_end_matches(['为', '达', '到', '是', '均', ' ']);
    let before = lead.strip_suffix("办结率")?;
    Some((sentence.offset(lead) + before.len(), rate.end))
}

/// Kinds of applicants as prose has them; the longer before those that they begin with.
const KINDS: [&str; 9] =
    ["自然人", "公民", "个人", "商业企业", "企业", "科研机构", "社会公益组织", "法律服务机构", "法人"];

/// Other words for natural persons.
pub const PERSONS: [&str; 8] = ["公民个人", "公民", "个人", "农户", "村民", "居民", "群众", "市民"];

/// All applications are said to be of one kind of applicant, where the table has others.
fn applicants(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>]) -> Option<Diagnostic> {
    let (from, end, kind) = of_one_kind(sentence)?;
    let kind = if PERSONS.contains(&kind) { "自然人" } else { kind };
    let of_new = |_: usize, known: &Stated, new: u32| known.sums.first().is_some_and(|sum| *sum == [new]);
    let subject = subject(prose, sentence, (stated, from), &of_new)?;
    let form = prose.form;
    let mut wrong = None;
    for sum in &subject.sums {
        let all = prose.total(prose.report, sum)?;
        let own: Option<Vec<Vec<u32>>> = sum.iter().map(|cell| beside(form, *cell, kind)).collect();
        let own = own?.concat();
        let of_kind = prose.total(prose.report, &own)?;
        // Of several readings one that holds will do.
        if of_kind == all {
            return None;
        }
        wrong = wrong.or(Some((all, of_kind, own)));
    }
    let (all, of_kind, own) = wrong?;
    let known = of_cells(form, vec![own.clone()], subject.from)?;
    let known = Stated { row: subject.stated.map_or(known.row.clone(), |stated| stated.row.clone()), ..known };
    let said = (sentence.between(subject.from, end).trim(), super::figure(all));
    let finding = finding(prose, Code::S401, (prose.report, *own.first()?, of_kind), &known, (said.0, &said.1));
    Some(prose.at(finding, sentence, from..end))
}

/// Where a sentence first says 均为自然人, 全部由自然人提出 or the like, and of which kind.
fn of_one_kind<'s>(sentence: &'s Sentence) -> Option<(usize, usize, &'s str)> {
    const MANY: usize = 4;
    let text = sentence.text;
    let all = ALL.iter().flat_map(|all| text.match_indices(all).take(MANY));
    all.filter_map(|(from, all)| {
        let (kind, after) = kind_of(&text[from + all.len()..])?;
        let ends = after.is_empty() || after.starts_with(CLAUSE);
        ends.then(|| (from, text.len() - after.len(), kind))
    })
    .next()
}

/// The kind of applicants that words begin with, by which an application is said to have been made (为自然人申请, 由企业提出), and what
/// follows.
pub fn kind_of(words: &str) -> Option<(&str, &str)> {
    let verbs = ["来自于", "来自", "属于", "为", "由", "系", "是", "属"];
    let rest = verbs.iter().find_map(|verb| words.strip_prefix(verb))?;
    let kind = PERSONS.iter().chain(&KINDS).find_map(|kind| rest.starts_with(kind).then(|| &rest[..kind.len()]))?;
    let mut after = &rest[kind.len()..];
    let behind = ["个人", "所", "申请", "提出", "提交", "递交", "的"];
    while let Some(rest) = behind.iter().find_map(|word| after.strip_prefix(word)) {
        after = rest;
    }
    Some((kind, after))
}

/// What a clause says of all of, up to byte `at`: the figure right before it, if that counts what is accepted, or in its own
/// words all applications.
fn subject<'s>(
    prose: &Prose,
    sentence: &Sentence,
    (stated, at): (&'s [Option<Stated>], usize),
    accepts: &dyn Fn(usize, &Stated, u32) -> bool,
) -> Option<Subject<'s>> {
    let text = &sentence.text[..at];
    let clause = text.rfind(CLAUSE).map_or(0, |mark| text.ceil_char_boundary(mark + 1));
    let new = new_received(prose)?;
    let counts = sentence.numbers.iter().enumerate().take_while(|(_, number)| number.end <= at);
    let own = &text[clause..];
    let earlier = sentence.numbers.iter().any(|number| number.end <= at && number.unit != Unit::None);
    if is_all(own, true) && !earlier {
        if !is_about(prose, sentence) {
            return None;
        }
        // 行政复议4件。申请人均为自然人 and 对征地方面的申请，申请人均为自然人: of those, perhaps.
        let about = [prose.heading, prose.head];
        let of_else = about.iter().any(|text| OF_OTHER_THINGS.iter().any(|word| text.contains(word)));
        let of_all = !of_else && text[..clause].split(CLAUSE).all(|before| is_all(before, false));
        return of_all.then(|| Subject { sums: vec![vec![new]], at: None, from: clause, stated: None });
    }
    let is_count = |(at, number): &(usize, &super::number::Number)| {
        sentence.roles[*at] == Role::Plain && matches!(number.unit, Unit::Count(_)) && !in_brackets(text, number.end)
    };
    let (place, number) = counts.filter(is_count).last()?;
    let known = stated[place].as_ref().filter(|known| accepts(place, known, new))?;
    let lead = sentence.lead(place);
    let of_part = is_partial(sentence, number) || sentence.is_of_years(place) || sentence.is_last_years(place);
    if number.is_rough || of_part || of_another_body(prose, lead) {
        return None;
    }
    let only = text[number.end..].split(CLAUSE).all(|clause| is_all(clause, false) || is_change(sentence, clause));
    only.then(|| Subject { sums: known.sums.clone(), at: Some(place), from: clause, stated: Some(known) })
}

/// Whether a figure stands in brackets that are closed again: 13件（含上年结转1件），全部办结.
fn in_brackets(text: &str, end: usize) -> bool {
    text[end..].trim_start().starts_with(['）', ')'])
}

/// Whether a clause only says what a figure was compared with: 同比增长20%, 与上年持平.
fn is_change(sentence: &Sentence, clause: &str) -> bool {
    let (from, end) = (sentence.offset(clause), sentence.offset(clause) + clause.len());
    let changes = sentence.numbers.iter().zip(&sentence.roles);
    clause.ends_with("持平")
        || changes
            .filter(|(number, _)| from <= number.start && number.end <= end)
            .any(|(_, role)| matches!(role, Role::Change(_) | Role::Rate(_)))
}

/// Whether words name nothing but applications, all of them; with `named` they must name them.
fn is_all(words: &str, named: bool) -> bool {
    let mut rest = words.trim().trim_start_matches(|c: char| c.is_ascii_digit());
    let names = rest.contains("申请");
    rest = rest.strip_prefix('年').unwrap_or(rest);
    while let Some(shorter) = BESIDE_ALL.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter.trim_start();
    }
    rest.is_empty() && (names || !named)
}

pub fn of_cells(form: &Form, sums: Vec<Vec<u32>>, from: usize) -> Option<Stated> {
    let (row, column) = form.place(*sums.first()?.first()?);
    let (row, column) = (row.label.to_string(), column.label.to_string());
    Some(Stated { sums, row, column, from, proof: super::statement::Proof::Words })
}
