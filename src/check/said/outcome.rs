//! What reviews and suits are said to have ended in, all of them: 行政复议1件，结果维持 (S401).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::form::{Names, Saying};

use super::against::finding;
use super::every::of_cells;
use super::judged::Judged;
use super::none::is_of_year;
use super::number::{Number, ONE, Value};
use super::scope::has_partial;
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::{Stated, beside, sums};
use super::vocabulary::{ALL, BEFORE_OUTCOME, BEHIND_OUTCOME, PLACES};
use super::{Prose, figure, pieces};

/// Words for an outcome, the longer first, and the columns that they may be counted in, by what the form's sayings call them.
const OUTCOMES: [(&str, &[&str]); 10] = [
    ("其他结果", &["其他结果"]),
    ("尚未审结", &["尚未审结"]),
    ("未审结", &["尚未审结"]),
    ("正在审理", &["尚未审结"]),
    ("驳回", &["维持", "其他结果"]),
    ("维持", &["维持"]),
    ("纠正", &["纠正"]),
    // Withdrawn, or set aside.
    ("撤销", &["纠正", "其他结果"]),
    ("确认违法", &["纠正"]),
    ("责令重新答复", &["纠正"]),
];

/// Holds what all cases of a figure are said to have ended in against the columns beside its cell.
pub fn check(prose: &Prose, sentence: &Sentence, judged: &[Judged], out: &mut Vec<Diagnostic>) {
    let speaks = OUTCOMES.iter().any(|(word, _)| sentence.text.contains(word)) || sentence.text.contains("起诉");
    if !(speaks || sentence.text.contains("审结")) || PLACES.iter().any(|word| sentence.text.contains(word)) {
        return;
    }
    for (at, known, year) in judged {
        if *year == prose.report.year {
            out.extend(of_all(prose, sentence, *at, known));
            out.extend(brought(prose, sentence, *at, known));
            out.extend(of_rest(prose, sentence, *at, known));
        }
    }
    out.extend(ended(prose, sentence, judged));
}

/// Cases that are all said to have been decided, where the table has some that are pending: 复议4件，均已审结; 4件复议已全部审结.
fn ended(prose: &Prose, sentence: &Sentence, judged: &[Judged]) -> Option<Diagnostic> {
    const MANY: usize = 4;
    let text = sentence.text;
    for (at, word) in text.match_indices("审结").take(MANY) {
        let (all, end) = (text[..at].trim_end_matches('已'), at + word.len());
        let all = ALL.iter().find_map(|all_of| all.strip_suffix(all_of));
        let ends = text[end..].is_empty() || text[end..].starts_with(CLAUSE);
        let Some(subject) = all.map(|all| all.trim_end_matches('已')).filter(|_| ends) else { continue };
        let Some((at, sums)) = cases(prose, sentence, (judged, subject)) else { continue };
        let lead = sentence.lead(at);
        let of_last =
            sentence.is_last_years(at) || ["上年", "去年", "结转", "其中"].iter().any(|word| lead.contains(word));
        if of_last || !is_of_year(prose, sentence, sentence.numbers[at].start) || has_partial(text) {
            continue;
        }
        let found = pending(prose, &sentence.numbers[at], &sums);
        let Some((cell, pending)) = found.filter(|(_, pending)| *pending > 0) else { continue };
        let known = of_cells(prose.form, vec![vec![cell]], sentence.numbers[at].start)?;
        let from = sentence.numbers[at].start;
        let said = (sentence.between(from, end), "0");
        return Some(prose.at(
            finding(prose, Code::S401, (prose.report, cell, pending), &known, said),
            sentence,
            from..end,
        ));
    }
    None
}

/// The figure of reviews or suits that words end with, and what it may count: 4件复议, 复议4件，.
fn cases(prose: &Prose, sentence: &Sentence, (judged, words): (&[Judged], &str)) -> Option<(usize, Vec<Vec<u32>>)> {
    let ends_at = |end: usize| sentence.numbers.iter().position(|number| number.end == end);
    let words = words.trim_end_matches("案件");
    let case = ["复议", "诉讼"].iter().find_map(|case| Some((words.strip_suffix(case)?, *case)));
    let Some((before, case)) = case else {
        let at = ends_at(words.trim_end_matches(['，', ',', ' ']).len())?;
        let (_, known, _) = judged.iter().find(|(own, _, year)| *own == at && *year == prose.report.year)?;
        return Some((at, known.sums.clone()));
    };
    let at = ends_at(before.trim_end_matches("行政").len()).filter(|at| sentence.roles[*at] == Role::Plain)?;
    let calls =
        |saying: &&Saying| matches!(saying.names, Names::Rows(_)) && saying.short.iter().any(|own| **own == *case);
    Some((at, sums(prose.form, prose.form.sayings.iter().find(calls)?, None)?))
}

/// How many cases are pending of those that a figure counts, as few as may be meant.
fn pending(prose: &Prose, number: &Number, sums: &[Vec<u32>]) -> Option<(u32, Value)> {
    let of = |sum: &Vec<u32>| {
        prose.total(prose.report, sum).filter(|all| number.value > 0 && number.shows(*all))?;
        let cells = sum.iter().map(|cell| beside(prose.form, *cell, "未审结")).collect::<Option<Vec<_>>>()?.concat();
        Some((*cells.first()?, prose.total(prose.report, &cells)?))
    };
    sums.iter().filter_map(of).min_by_key(|(_, pending)| *pending)
}

fn of_all(prose: &Prose, sentence: &Sentence, at: usize, known: &Stated) -> Option<Diagnostic> {
    const TAIL: usize = 12 * 3;
    let number = &sentence.numbers[at];
    // 1件行政复议案件，结果维持
    let mut clauses = sentence.text[number.end..].split(['，', ',']);
    let tail = clauses.next()?;
    // 行政诉讼3件，未经复议直接起诉，均维持
    let mut clauses = clauses.skip_while(|clause| is_of_way(clause));
    let claim = clauses.next()?.split(CLAUSE).next()?;
    let (from, end) = (sentence.offset(claim), sentence.offset(claim) + claim.len());
    let counts = sentence.numbers.iter().any(|other| number.end <= other.start && other.start < end);
    if number.value == 0 || counts || tail.len() > TAIL || tail.contains(CLAUSE) {
        return None;
    }
    // 行政复议2件、行政诉讼1件，均维持原答复 is said of both, 行政复议2件、行政诉讼1件，维持 of one or of both.
    let names = outcome(claim)?;
    let mut worst: Option<(Value, u32)> = None;
    for sum in &known.sums {
        let all = prose.total(prose.report, sum)?;
        let cells = |name: &&str| sum.iter().map(|cell| beside(prose.form, *cell, name)).collect::<Option<Vec<_>>>();
        let cells = names.iter().map(cells).collect::<Option<Vec<_>>>()?.concat().concat();
        let ended = prose.total(prose.report, &cells)?;
        // 审结2件，均维持；1件尚在审理
        if number.shows(ended) && pieces::decided(prose, sum) == Some(ended) {
            return None;
        }
        if !number.shows(all) {
            continue;
        }
        if ended == all {
            return None;
        }
        worst = worst.or(Some((ended, *cells.first()?)));
    }
    let (ended, cell) = worst?;
    let column = prose.form.place(cell).1.label.to_string();
    let said = sentence.between(known.from, end).trim();
    let known = Stated { column, ..known.clone() };
    let said = (said, &*figure(number.value));
    Some(prose.at(finding(prose, Code::S401, (prose.report, cell, ended), &known, said), sentence, from..end))
}

/// What the rest of the cases of a figure are said to have ended in, which fewer have: 行政复议3件，维持1件，其余2件被纠正.
fn of_rest(prose: &Prose, sentence: &Sentence, at: usize, known: &Stated) -> Option<Diagnostic> {
    let rest = (at + 1..sentence.numbers.len()).find(|rest| sentence.lead(*rest).trim() == "其余")?;
    let (whole, number) = (&sentence.numbers[at], &sentence.numbers[rest]);
    let clause = sentence.text[number.end..].split(CLAUSE).next()?;
    let names = outcome(clause)?;
    let parts: Value = (at + 1..=rest).map(|part| sentence.numbers[part].value).sum();
    let plain = (at..=rest).all(|at| sentence.roles[at] == Role::Plain && !sentence.numbers[at].is_rough);
    let is_rest = plain && parts == whole.value && !sentence.between(whole.end, number.start).contains(['；', ';']);
    let mut fewest = None;
    for sum in known.sums.iter().filter(|_| is_rest) {
        if !prose.total(prose.report, sum).is_some_and(|all| whole.shows(all)) {
            continue;
        }
        let cells = |name: &&str| sum.iter().map(|cell| beside(prose.form, *cell, name)).collect::<Option<Vec<_>>>();
        let cells = names.iter().map(cells).collect::<Option<Vec<_>>>()?.concat().concat();
        let ended = prose.total(prose.report, &cells)?;
        if ended >= number.value {
            return None;
        }
        fewest = fewest.or(Some((ended, *cells.first()?)));
    }
    let (ended, cell) = fewest?;
    let column = prose.form.place(cell).1.label.to_string();
    let (from, end) = (sentence.offset(sentence.lead(rest).trim()), sentence.offset(clause) + clause.len());
    let known = Stated { column, ..known.clone() };
    let said = (sentence.between(from, end), &sentence.text[number.start..number.end]);
    Some(prose.at(finding(prose, Code::S401, (prose.report, cell, ended), &known, said), sentence, from..end))
}

/// Suits that are all said to have been brought in one way, where the table has some or all of them in the other: 行政诉讼1件，系
/// 未经复议直接起诉.
fn brought(prose: &Prose, sentence: &Sentence, at: usize, known: &Stated) -> Option<Diagnostic> {
    let number = &sentence.numbers[at];
    let behind = sentence.text[number.end..].strip_prefix(['，', ',', '（', '('])?;
    let clause = behind.split(CLAUSE).next()?;
    let name = way(clause)?;
    // 行政诉讼3件，直接起诉 and nothing else may have lost its figure.
    let of_all = number.value == ONE || clause.trim() != name;
    let sums_of = |name: &str| {
        let calls = |saying: &&Saying| matches!(saying.names, Names::Rows(_)) && saying.is_called(name);
        sums(prose.form, prose.form.sayings.iter().find(calls)?, None)?.into_iter().next()
    };
    let own = sums_of(if name.contains("后") { "复议后起诉" } else { "直接起诉" })?;
    let all = known.sums.first().filter(|sum| sum.len() > own.len() && own.iter().all(|cell| sum.contains(cell)))?;
    let total = prose.total(prose.report, all).filter(|total| number.shows(*total) && *total > 0)?;
    let expected = prose.total(prose.report, &own).filter(|expected| *expected != total && of_all)?;
    let (from, end) = (sentence.offset(clause), sentence.offset(clause) + clause.len());
    let named = of_cells(prose.form, vec![own.clone()], number.start)?;
    // With the bracket that it stands in.
    let close = sentence.text[end..].chars().next().filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8);
    let said = (sentence.between(known.from, end + close).trim(), &*figure(number.value));
    let found = finding(prose, Code::S401, (prose.report, *own.first()?, expected), &named, said);
    Some(prose.at(found, sentence, from..end))
}

/// Whether a clause says nothing but how suits were brought.
fn is_of_way(clause: &str) -> bool {
    way(clause).is_some()
}

/// How suits were brought, if a clause says nothing else.
fn way(clause: &str) -> Option<&str> {
    let said = clause.trim().trim_start_matches(['均', '都', '全', '部', '为', '系', '属', '是']);
    let said = said.trim_end_matches(['的', '案', '件']);
    ["未经复议直接起诉", "未经行政复议直接起诉", "直接起诉", "直接提起诉讼", "复议后起诉", "经复议后起诉"]
        .contains(&said)
        .then_some(said)
}

/// The columns for the outcome that a clause names, if it says nothing else.
fn outcome(claim: &str) -> Option<&'static [&'static str]> {
    let mut words = claim.trim();
    loop {
        let found = OUTCOMES.iter().find_map(|(word, names)| Some((words.strip_prefix(word)?, *names)));
        if let Some((mut rest, names)) = found {
            while let Some(shorter) = BEHIND_OUTCOME.iter().find_map(|word| rest.strip_prefix(word)) {
                rest = shorter;
            }
            return rest.trim().is_empty().then_some(names);
        }
        words = BEFORE_OUTCOME.iter().find_map(|word| words.strip_prefix(word))?;
    }
}
