//! Shares, worked out again (S403).

use crate::chinese::is_chinese;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::form::{Names, Saying};

use super::about::without_about;
use super::implied::explained;
use super::number::{Number, ONE, Unit, Value};
use super::rough::{Side, side};
use super::runs::{known_runs, of_runs};
use super::scope::is_partial_but;
use super::sentence::{CLAUSE, Role, Sentence, share_words};
use super::statement::{Proof, Spoken, Stated, of_words, sums};
use super::vocabulary::{AMONG, GIVEN_IN_TURN, OVERLAPPING, SHARE_FILLERS};
use super::{Prose, figure, most, named, percent, rates, vague, whole};

/// What a share may be worked out from.
pub struct Claim<'c> {
    pub share: &'c Number<'c>,
    pub part: Value,
    pub wholes: Vec<Value>,
    /// The whole that most likely was meant.
    pub whole: Value,
}

/// Checks the shares of a sentence; `earlier` holds the figures of the sentences before it in the paragraph.
pub fn shares(
    prose: &Prose,
    (sentence, earlier): (&Sentence, &[Number]),
    (stated, sayings): (&[Option<Stated>], &[&Saying]),
    out: &mut Vec<Diagnostic>,
) {
    if !sentence.numbers.iter().any(|number| number.unit == Unit::Percent) {
        return;
    }
    out.extend(more_than_all(prose, sentence));
    most::given_in_turn(prose, (sentence, earlier), out);
    if GIVEN_IN_TURN.iter().any(|word| sentence.text.contains(word)) || most::is_list_of_each(sentence) {
        return;
    }
    for (at, share) in sentence.numbers.iter().enumerate().filter(|(_, share)| share.unit == Unit::Percent) {
        if sentence.roles[at] != Role::Share {
            let claim = Some(at).filter(|at| sentence.roles[*at] == Role::Other);
            let of_name = |at| named::claim(prose, sentence, (stated, sayings), at);
            let claim = claim.and_then(|at| rates::of_counts(prose, (sentence, stated), at).or_else(|| of_name(at)));
            out.extend(claim.and_then(|claim| claim.wrong(prose, sentence, at)));
            continue;
        }
        if share.is_rough || sentence.lead(at).contains("约占") {
            let claim = claim(prose, (sentence, earlier), (stated, sayings), at);
            out.extend(claim.and_then(|claim| nearly(prose, sentence, (at, &claim))));
            continue;
        }
        if let Some(claim) = of_whole_number(prose, sentence, at) {
            let joined = is_of_joined(sentence, at, &claim);
            out.extend(claim.wrong(prose, sentence, at).filter(|_| !joined));
        } else if let Some(claim) = claim(prose, (sentence, earlier), (stated, sayings), at) {
            let known = has_whole_of_another(sentence, at) || is_of_joined(sentence, at, &claim);
            out.extend(claim.wrong(prose, sentence, at).filter(|_| !known));
        } else if let Some(claim) = named::claim(prose, sentence, (stated, sayings), at) {
            out.extend(claim.wrong(prose, sentence, at));
        }
    }
    most::beside(prose, (sentence, earlier), out);
}

/// A share in per cent that is said to be rough (约占95%, 占近60%) and is near that of no whole.
fn nearly(prose: &Prose, sentence: &Sentence, (at, claim): (usize, &Claim)) -> Option<Diagnostic> {
    let written = sentence.text[..claim.share.end].ends_with(['%', '％']);
    let (low, high) = match side(sentence, claim.share).filter(|_| written)? {
        Side::Below => (-10 * ONE, ONE),
        Side::Above => (-ONE, 10 * ONE),
        Side::Around => (-4 * ONE, 4 * ONE),
    };
    let holds = |whole: &Value| *whole > 0 && (low..=high).contains(&(claim.rate(*whole) - claim.share.value));
    let known = claim.wholes.iter().any(holds) || is_of_joined(sentence, at, claim);
    if known { None } else { claim.wrong(prose, sentence, at) }
}

/// Whether a share is that of the figures together that are counted in one breath before it: 疫情信息359条、接种信息204条，占48%.
fn is_of_joined(sentence: &Sentence, at: usize, claim: &Claim) -> bool {
    let plain = |at: &usize| sentence.roles[*at] == Role::Plain;
    let Some(last) = (0..at).rev().filter(plain).find(|at| sentence.numbers[*at].value == claim.part) else {
        return false;
    };
    let joined = |at: &usize| {
        let (one, next) = (&sentence.numbers[*at], &sentence.numbers[*at + 1]);
        let between = sentence.between(one.end, next.start);
        plain(at) && one.unit == next.unit && !between.contains(CLAUSE) && between.starts_with(['、', '和', '及'])
    };
    let sums = (0..last).rev().take_while(joined).scan(claim.part, |sum, at| {
        *sum += sentence.numbers[at].value;
        Some(*sum)
    });
    sums.into_iter().any(|part| Claim { part, share: claim.share, wholes: claim.wholes.clone(), whole: 0 }.holds())
}

impl Claim<'_> {
    /// Whether the share is that of any of the wholes.
    pub fn holds(&self) -> bool {
        self.wholes.iter().any(|whole| *whole > 0 && self.share.shows(self.rate(*whole)))
    }

    fn rate(&self, whole: Value) -> Value {
        self.part * 100 * ONE / whole
    }

    pub fn wrong(&self, prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
        if self.whole <= 0 || self.holds() {
            return None;
        }
        let rate = |whole: Value| self.rate(whole);
        let calculation = format!("{} ÷ {} ＝ {}", figure(self.part), figure(self.whole), percent(rate(self.whole)));
        let lead = sentence.lead(sentence.share_of(at).unwrap_or(at));
        let lead = explained(sentence, at).filter(|_| lead.is_empty()).unwrap_or(lead);
        let finding = Diagnostic::new(Code::S403, Span::file(prose.file))
            .arg("said", sentence.between(sentence.offset(lead), self.share.end).trim_start_matches(['、', ' ']).trim())
            .arg("calculation", calculation);
        Some(prose.at(finding, sentence, self.share.start..self.share.end))
    }
}

/// Shares of one whole that are given in one breath and are more than all of it: 分别占58.5%、7.3%、38.9%、5.2%. Far more are of
/// several wholes or of what overlaps, and one that is a part of another is counted twice.
fn more_than_all(prose: &Prose, sentence: &Sentence) -> Option<Diagnostic> {
    const MOST: Value = 115 * ONE;
    let all = 100 * ONE;
    let follows = |at: usize| {
        let between = sentence.between(sentence.numbers[at - 1].end, sentence.numbers[at].start);
        let joined = ["、", "和", "及", "以及"].iter().any(|join| between.starts_with(join));
        sentence.numbers[at].unit == Unit::Percent && joined && !between.contains(CLAUSE)
    };
    let begins = |at: &usize| sentence.roles[*at] == Role::Share && (*at == 0 || !follows(*at));
    (0..sentence.numbers.len()).filter(begins).find_map(|first| {
        let last = (first + 1..sentence.numbers.len()).take_while(|at| follows(*at)).last()?;
        let shares = &sentence.numbers[first..=last];
        let sum: Value = shares.iter().map(|share| share.value).sum();
        let room: Value = shares.iter().map(|share| share.step).sum();
        let is_all = |sum: Value| (sum - all).abs() <= room;
        let nested = shares.iter().any(|share| is_all(sum - share.value));
        let rough =
            shares.iter().any(|share| share.is_rough) || (first..=last).any(|at| sentence.lead(at).contains('约'));
        let overlaps = || {
            OVERLAPPING.iter().chain(&AMONG).any(|word| sentence.text[..shares[shares.len() - 1].start].contains(word))
        };
        if shares.len() < 3
            || is_all(sum)
            || !(all..MOST).contains(&sum)
            || nested
            || rough
            || sentence.is_of_years(first)
            || overlaps()
        {
            return None;
        }
        let list: Vec<String> = shares.iter().map(|share| percent(share.value)).collect();
        let lead = sentence.lead(first);
        let range = sentence.offset(lead.trim_start())..shares[shares.len() - 1].end;
        let finding = Diagnostic::new(Code::S403, Span::file(prose.file))
            .arg("said", &sentence.text[range.clone()])
            .arg("calculation", format!("{} ＝ {}", list.join(" ＋ "), percent(sum)));
        Some(prose.at(finding, sentence, shares[0].start..range.end))
    })
}

/// A share of the figure before it or of those that its words name.
fn claim<'s>(
    prose: &Prose,
    (sentence, earlier): (&'s Sentence, &[Number]),
    (stated, sayings): (&[Option<Stated>], &[&Saying]),
    at: usize,
) -> Option<Claim<'s>> {
    let share = &sentence.numbers[at];
    if let Some(whole) = sentence.share_of(at) {
        return of_figures(sentence, share, whole);
    }
    let at = sentence.spelt_out(at).unwrap_or(at);
    let lead = without_about(sentence.lead(at));
    let (subject, of) = share_words(lead)?;
    let parts = counted_parts(sentence, at, (lead, subject))?;
    let first = parts.first()?;
    let part: Value = parts.iter().map(|part| part.value).sum();
    let before = counts(sentence, at).filter(|number| number.start < first.start).chain(earlier);
    let alike = |whole: &&Number| matches!(whole.unit, Unit::Count(_)) && whole.value >= part && whole.value > 0;
    let mut wholes: Vec<Value> = before.filter(alike).map(|whole| whole.value).collect();
    let known = || named_whole(prose, (sentence, sayings), share, of);
    let of_known =
        |known: Stated| -> Vec<Value> { known.sums.iter().filter_map(|sum| prose.total(prose.report, sum)).collect() };
    if is_plain(of) {
        let of_table = || known().map(of_known)?.first().copied().filter(|whole| *whole >= part);
        let runs: Vec<Value> = parts.iter().flat_map(|part| of_runs(sentence, part)).collect();
        let is_part = |whole: &Value| has_own_share(sentence, at, *whole);
        let of_run = || known_runs(prose, earlier, &runs).max();
        let whole = match wholes.iter().max().copied().or_else(of_table).or_else(of_run)? {
            part if is_part(&part) => of_row(prose, sentence, stated, first).or(runs.iter().max().copied())?,
            whole => whole,
        };
        let whole = whole::named(prose, of).filter(|named| *named >= part).unwrap_or(whole);
        let sure = parts.len() == 1 && is_among(prose, sentence, stated, first);
        wholes.extend(of_tables(prose).into_iter().filter(|_| !sure));
        wholes.extend(runs);
        wholes.push(whole);
        return Some(Claim { share, part, wholes, whole });
    }
    // 占自然人申请的65.2%, 占办结总数的48.1%: where the words are sure no other whole will do.
    let known = known().filter(|_| of.trim_end().ends_with('的'))?;
    let sure = known.proof == Proof::Words || parts.len() == 1 && are_alike(prose, sentence, (stated, first), &known);
    let totals = of_known(known);
    let whole = *totals.first().filter(|whole| **whole >= part)?;
    let others = wholes.into_iter().filter(|_| !sure);
    Some(Claim { share, part, wholes: others.chain(totals).collect(), whole })
}

/// The figures that a share is said of, where they count something exactly.
fn counted_parts<'s>(sentence: &'s Sentence, at: usize, (lead, subject): (&str, &str)) -> Option<Vec<&'s Number<'s>>> {
    // 办结32件，公开类结果（予以公开、部分公开）占40.6%: what is named before the bracket is none of the figures.
    if lead.starts_with('占') && sentence.text[..sentence.offset(lead)].ends_with('）') {
        return None;
    }
    let parts = parts_of(sentence, at, subject)?;
    let is_count = parts.first().is_some_and(|first| matches!(first.unit, Unit::Count(_)));
    (is_count && parts.iter().all(|part| !part.is_rough)).then_some(parts)
}

/// What the words behind 占 name.
fn named_whole(
    prose: &Prose,
    (sentence, sayings): (&Sentence, &[&Saying]),
    share: &Number,
    of: &str,
) -> Option<Stated> {
    let named = of.trim_end().trim_end_matches('的');
    // 涉及征地的9件，占企业申请的81.8%: a part is of what it is of all the same.
    let named = Some(named).filter(|named| !named.is_empty() && !is_partial_but(sentence, share, &["涉及"]))?;
    of_words(prose, (sentence, sayings), (named, ""), &mut Spoken::default())
}

/// Whether a part and a whole are of one table: 予以公开9件，占办结件的31.0%.
fn are_alike(prose: &Prose, sentence: &Sentence, (stated, part): (&[Option<Stated>], &Number), whole: &Stated) -> bool {
    let at = sentence.numbers.iter().position(|number| number == part);
    let part = at.and_then(|at| stated[at].as_ref());
    part.is_some_and(|part| part.table(prose.form) == whole.table(prose.form))
}

/// 自然人36件，占全部42件的85.7%: part and whole stand before it; `whole` is the place of that.
fn of_figures<'s>(sentence: &'s Sentence, share: &'s Number, whole: usize) -> Option<Claim<'s>> {
    let (whole, part) = (&sentence.numbers[whole], &sentence.numbers[whole.checked_sub(1)?]);
    let at_once = !sentence.between(part.end, whole.start).trim_start_matches(['，', ',']).contains(CLAUSE);
    let fits = at_once && part.unit == whole.unit && !part.is_rough && !whole.is_rough && part.value <= whole.value;
    let claim = Claim { share, part: part.value, wholes: vec![whole.value], whole: whole.value };
    fits.then_some(claim)
}

/// The figures of things that are counted before a share.
fn counts<'s>(sentence: &'s Sentence, at: usize) -> impl Iterator<Item = &'s Number<'s>> {
    let plain = sentence.numbers[..at].iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    plain.map(|(number, _)| number).filter(|number| matches!(number.unit, Unit::Count(_)))
}

/// The figures that a share is of, by the words before 占.
fn parts_of<'s>(sentence: &'s Sentence, at: usize, subject: &str) -> Option<Vec<&'s Number<'s>>> {
    let named = subject.trim_matches(['，', '、', ' ', '约', '共', '各']);
    // 两者合计占92.9% is a share of the last two figures; 合计占60.3% does not say of which.
    let several = [("两者", 2), ("二者", 2), ("两项", 2), ("三者", 3), ("三项", 3)];
    let several = several.iter().find_map(|(word, count)| Some((named.strip_prefix(word)?, *count)));
    match several {
        Some(("" | "合计" | "共" | "共计" | "合计共", count)) => {
            let counts: Vec<&Number> = counts(sentence, at).collect();
            Some(counts[counts.len().checked_sub(count)?..].to_vec())
        }
        _ if ["合计", "两项", "三项", "共"].iter().any(|word| sentence.lead(at).contains(word)) => None,
        _ => Some(vec![part_of(sentence, at, named)?.1]),
    }
}

/// A share of a whole with no part beside it (17件行政复议案件中，维持的占52.9%): some whole number must give it.
fn of_whole_number<'s>(prose: &Prose, sentence: &'s Sentence, at: usize) -> Option<Claim<'s>> {
    const MOST: Value = 200 * ONE;
    let share = &sentence.numbers[at];
    let mut before = sentence.numbers[..at].iter().enumerate().rev();
    let (_, whole) = before.find(|(at, _)| sentence.roles[*at] != Role::Share)?;
    let head = sentence.text[whole.end..].split(CLAUSE).next()?;
    let among = head.ends_with('中') && head.chars().count() <= 12 && head.len() + whole.end < share.start;
    let subject = sentence.lead(at).split_once('占').filter(|(_, of)| is_plain(of))?.0;
    let is_count = matches!(whole.unit, Unit::Count(_)) && !whole.is_rough && (ONE..MOST).contains(&whole.value);
    if !among || !is_count || subject.trim().is_empty() {
        return None;
    }
    let nearest = |whole: Value| (share.value * whole / ONE / 100 + ONE / 2) / ONE * ONE;
    // The part below may have been meant, with its share cut off.
    let holds = |whole: Value| {
        let part = nearest(whole);
        [part - ONE, part, part + ONE].iter().any(|part| share.shows(part * 100 * ONE / whole))
    };
    // 54件申请中，不予公开的占23.2%: of those that were closed, perhaps.
    let near = |other: &Value| *other > 0 && (other - whole.value).abs() * 5 <= whole.value;
    if holds(whole.value) || of_tables(prose).into_iter().filter(near).any(holds) {
        return None;
    }
    Some(Claim { share, part: nearest(whole.value), wholes: Vec::new(), whole: whole.value })
}

/// The figure that a share is said of, and its place: the one before it, or the one that its own words name. With words
/// that stand before several figures (公开102件、部分公开22件，公开占40.3%) it cannot be told.
fn part_of<'s>(sentence: &'s Sentence, share: usize, named: &str) -> Option<(usize, &'s Number<'s>)> {
    let before = || sentence.numbers[..share].iter().enumerate();
    let sure = |(at, part): &(usize, &Number)| sentence.roles[*at] == Role::Plain && !part.is_rough;
    if named.is_empty() {
        // 146个村都查到，修复19处，占13.0%: what is counted in words that nobody knows is counted, too.
        let counts = |number: &Number| {
            let after = &sentence.text[number.end..];
            number.unit == Unit::None && after.starts_with(is_chinese) && !after.starts_with(['年', '月', '日'])
        };
        // 公开20件（含部分公开4件），占35.7%: of either.
        let part =
            before().rev().find(|(at, number)| sentence.roles[*at] != Role::Other || counts(number)).filter(sure);
        return part.filter(|(_, part)| !sentence.text[part.end..].starts_with(['）', ')']));
    }
    let called = |name: &str| {
        let mut alike = before().filter(sure).filter(|(at, _)| sentence.lead(*at).contains(name));
        alike.next().filter(|_| alike.next().is_none())
    };
    // 自然人219件、企业42件，自然人申请占76.6%
    let short = vague::clean(named);
    called(named).or_else(|| called(short).filter(|_| !short.is_empty()))
}

/// Whether a figure is one column of the row whose total was named before it: 收到申请9件，其中自然人6件. Its whole is that
/// row, and no other.
fn is_among(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>], part: &Number) -> bool {
    let Some(at) = sentence.numbers.iter().position(|number| number == part) else { return false };
    let place = |known: &Stated| Some(prose.form.place(*known.sums.first()?.first()?));
    let of = |known: Option<&Stated>| known.and_then(place);
    let before = stated[..at].iter().rev().find_map(Option::as_ref);
    let (Some((row, column)), Some((whole, total))) = (of(stated[at].as_ref()), of(before)) else { return false };
    sentence.lead(at).contains("其中") && row.id == whole.id && total.summed && !column.summed
}

/// Whether a figure before a share has one of its own (自然人1030件，占98.5%，法人26件，占2.5%): it is a part beside the other.
fn has_own_share(sentence: &Sentence, share: usize, value: Value) -> bool {
    (1..share).any(|at| {
        let (part, own) = (&sentence.numbers[at - 1], sentence.roles[at] == Role::Share);
        own && part.value == value && sentence.lead(at).trim_start().starts_with('占')
    })
}

/// The total of the row that a figure is a column of.
fn of_row(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>], part: &Number) -> Option<Value> {
    let at = sentence.numbers.iter().position(|number| number == part)?;
    let row = prose.form.place(*stated[at].as_ref()?.sums.first()?.first()?).0;
    prose.total(prose.report, &[prose.form.total_cell(row)?]).filter(|whole| *whole >= part.value)
}

/// Whether a share and an earlier one of the sentence are of one whole that is not named: 29件，占46.0%，…9件，占14.3%.
fn has_whole_of_another(sentence: &Sentence, at: usize) -> bool {
    let wholes = |at: usize| {
        let (share, (_, part)) = (&sentence.numbers[at], part_of(sentence, at, "")?);
        let whole = |share: Value| (share > 0).then(|| part.value * 100 * ONE / share);
        Some((whole(share.value + share.step)?, whole(share.value - share.step)?))
    };
    let Some((least, most)) = wholes(at) else { return false };
    // 占三分之一 is of many wholes.
    let exact = |other: &usize| sentence.roles[*other] == Role::Share && !sentence.numbers[*other].is_rough;
    let mut others = (0..at).filter(exact).filter_map(wholes);
    others.any(|(low, high)| low <= most && least <= high)
}

/// Whether nothing but "of the total" stands between 占 and its rate: a share of something else cannot be checked.
pub fn is_plain(mut words: &str) -> bool {
    while let Some(rest) = SHARE_FILLERS.iter().find_map(|filler| words.trim_start().strip_prefix(filler)) {
        words = rest;
    }
    words.trim().is_empty()
}

/// What each of the form's sayings counts, which may be several rows.
pub fn of_rows(prose: &Prose) -> Vec<Value> {
    let rows = prose.form.sayings.iter().filter(|saying| matches!(saying.names, Names::Rows(_)));
    let sums = rows.filter_map(|saying| sums(prose.form, saying, None)).flatten();
    sums.filter_map(|sum| prose.total(prose.report, &sum)).collect()
}

/// The totals of every row that counts several kinds: a share may be of a whole that no sentence gives.
pub fn of_tables(prose: &Prose) -> Vec<Value> {
    let total = |row| prose.total(prose.report, &[prose.form.total_cell(row)?]);
    let totals = prose.form.rows.iter().filter_map(total);
    totals.collect()
}
