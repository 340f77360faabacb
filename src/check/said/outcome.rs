//! What reviews and suits are said to have ended in, all of them: 行政复议1件，结果维持 (S401).

use crate::diagnostic::{Code, Diagnostic};

use super::against::{Judged, finding};
use super::number::Value;
use super::sentence::{CLAUSE, Sentence};
use super::statement::{Stated, beside};
use super::vocabulary::{BEFORE_OUTCOME, BEHIND_OUTCOME, PLACES};
use super::{Prose, figure};

/// Words for an outcome, the longer first, and the columns that they may be counted in, by what the form's sayings call them.
const OUTCOMES: [(&str, &[&str]); 9] = [
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
    let speaks = OUTCOMES.iter().any(|(word, _)| sentence.text.contains(word));
    if !speaks || PLACES.iter().any(|word| sentence.text.contains(word)) {
        return;
    }
    for (at, known, year) in judged {
        if *year == prose.report.year {
            out.extend(of_all(prose, sentence, *at, known));
        }
    }
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
        if !number.shows(all) {
            continue;
        }
        let cells = |name: &&str| sum.iter().map(|cell| beside(prose.form, *cell, name)).collect::<Option<Vec<_>>>();
        let cells = names.iter().map(cells).collect::<Option<Vec<_>>>()?.concat().concat();
        let ended = prose.total(prose.report, &cells)?;
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

/// Whether a clause says nothing but how suits were brought.
fn is_of_way(clause: &str) -> bool {
    let said = clause.trim().trim_start_matches(['均', '都', '全', '部', '为', '系', '属', '是']);
    let said = said.trim_end_matches(['的', '案', '件']);
    ["未经复议直接起诉", "未经行政复议直接起诉", "直接起诉", "直接提起诉讼", "复议后起诉", "经复议后起诉"]
        .contains(&said)
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
