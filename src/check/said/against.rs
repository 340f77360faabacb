//! Holds what a sentence states against the tables of its year (S401, S406).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Report;
use crate::model::form::{Column, Saying};

use super::implied::alone;
use super::judged::Judged;
use super::number::{Number, Unit, Value};
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::{Proof, Stated};
use super::vocabulary::{PLACES, TOGETHER};
use super::{Prose, figure, none, pieces};

/// Compares what a sentence states with the tables of its year.
pub fn check(
    prose: &Prose,
    sentence: &Sentence,
    (stated, judged, sayings): (&[Option<Stated>], &[Judged], &[&Saying]),
    out: &mut Vec<Diagnostic>,
) {
    // Where nothing is named, nothing is said of it.
    if sayings.is_empty() {
        return;
    }
    for (at, known, year) in judged {
        out.extend(difference(prose, sentence, (*at, stated), known, *year));
    }
    out.extend(none::nothing(prose, (sentence, sayings)));
}

/// Whether cells are some of those of a sum.
pub(super) fn is_within(cells: &[u32], sum: &[u32]) -> bool {
    cells.len() < sum.len() && cells.iter().all(|cell| sum.contains(cell))
}

/// Whether a figure is what this year's table has.
pub fn holds(prose: &Prose, sentence: &Sentence, at: usize, known: &Stated) -> bool {
    let mut totals = known.sums.iter().filter_map(|sum| prose.total(prose.report, sum));
    totals.any(|total| sentence.numbers[at].shows(total))
}

/// Whether a figure is what last year's table has.
pub fn held_last_year(prose: &Prose, number: &Number, known: &Stated) -> bool {
    let of_last = |sum: &Vec<u32>| prose.total(prose.last?, &prose.cells_of_last_year(sum)?);
    known.sums.iter().filter_map(of_last).any(|total| number.shows(total))
}

/// How suits are told apart.
const KINDS_OF_SUITS: [&str; 5] = ["直接", "未经", "复议后", "经复议", "经行政复议"];

fn difference(
    prose: &Prose,
    sentence: &Sentence,
    (at, stated): (usize, &[Option<Stated>]),
    known: &Stated,
    year: i16,
) -> Option<Diagnostic> {
    let (report, sums) = of_year(prose, known, year)?;
    let totals: Vec<Value> = sums.iter().map(|sum| prose.total(report, sum)).collect::<Option<_>>()?;
    let number = &sentence.numbers[at];
    let column = prose.form_of(report).place(*sums.first()?.first()?).1;
    let ran_out = || ran_out(sentence, at).is_some_and(|other| totals.contains(&(number.value + other)));
    if !is_in_unit_of(column, number)
        || shows_any(prose, sentence, (at, stated), (report, &sums, &totals))
        || adds_up(sentence, at)
        || ran_out()
        || pieces::explain(prose, (sentence, at, stated), (known, &totals), year)
    {
        return None;
    }
    let code = match PLACES.iter().any(|word| sentence.text.contains(word)) {
        true if prose.is_government => Code::S406,
        true => return None,
        false => Code::S401,
    };
    Some(differs(prose, (sentence, at), (code, report), known, (&sums, &totals)))
}

/// The report of a year, and the cells of it that a figure may be the sum of.
fn of_year<'p>(prose: &Prose<'p>, known: &Stated, year: i16) -> Option<(&'p Report, Vec<Vec<u32>>)> {
    match year - prose.report.year {
        0 => Some((prose.report, known.sums.clone())),
        -1 => {
            let cells = known.sums.iter().map(|sum| prose.cells_of_last_year(sum));
            Some((prose.last?, cells.collect::<Option<_>>()?))
        }
        _ => None,
    }
}

/// Whether a figure counts in the unit of a column.
fn is_in_unit_of(column: &Column, number: &Number) -> bool {
    match number.unit {
        Unit::Count(word) => !column.decimals && (word != "个" || &*column.unit == "项"),
        Unit::Money => &*column.unit == "万元",
        _ => false,
    }
}

/// Whether a figure shows one of the totals that may be meant.
fn shows_any(
    prose: &Prose,
    sentence: &Sentence,
    (at, stated): (usize, &[Option<Stated>]),
    (report, sums, totals): (&Report, &[Vec<u32>], &[Value]),
) -> bool {
    let may_be = may_be(prose, sentence, (at, stated));
    let meant = meant_by_whole(prose, sentence, (at, stated), report);
    let is_meant = |place: usize| meant.as_ref().is_none_or(|meant| meant.contains(&place));
    let mut readings = (0..sums.len()).filter(|place| is_meant(*place) && may_be(sums, *place));
    readings.any(|place| sentence.numbers[at].shows(totals[place]))
}

/// The finding that a figure is not the first of the totals, with what two cells add up to that it may be as well.
fn differs(
    prose: &Prose,
    (sentence, at): (&Sentence, usize),
    (code, report): (Code, &Report),
    known: &Stated,
    (sums, totals): (&[Vec<u32>], &[Value]),
) -> Diagnostic {
    let number = &sentence.numbers[at];
    let lead = sentence.offset(sentence.lead(at));
    let words = sentence.between(known.from.max(lead).min(number.start), number.end).trim();
    // 3件予以公开
    let behind = || sentence.text[number.start..].split(CLAUSE).next().unwrap_or_default();
    let words = if known.from >= number.end { behind() } else { words };
    let sum = sums.iter().zip(totals).find(|(sum, total)| sum.len() == 2 && **total != totals[0]);
    let found = &sentence.text[number.start..number.end];
    let finding = finding(prose, code, (report, sums[0][0], totals[0]), known, (words, found));
    let finding = match sum {
        Some((sum, total)) => finding.arg("calculation", addition(report, sum, *total)),
        None => finding,
    };
    prose.at(finding, sentence, number.start..number.end)
}

/// Which of the sums of a figure may be meant by its words and those around it.
fn may_be<'s>(
    prose: &Prose,
    sentence: &'s Sentence,
    (at, stated): (usize, &'s [Option<Stated>]),
) -> impl Fn(&[Vec<u32>], usize) -> bool + use<'s> {
    let number = &sentence.numbers[at];
    // 行政诉讼0件 says that there was none of any kind, 复议后起诉0件 of one.
    let of_kind = ["直接", "未经", "后"].iter().any(|word| sentence.lead(at).contains(word));
    let is_none = number.value == 0 && !of_kind;
    // 诉讼28件，其中直接起诉28件、复议后起诉33件: of both, and not of one.
    let among = sentence.text[number.end..].trim_start_matches(['，', ',', '（', '(']).starts_with("其中");
    let later = move || stated[at + 1..].iter().flatten().filter(move |part| among && part.sums.len() == 1);
    // 行政诉讼4件 is of both kinds, where neither is named.
    let is_alone = ["行政诉讼", "诉讼"].iter().any(|word| alone(word, sentence.lead(at), false).is_some());
    let names_kind = KINDS_OF_SUITS.iter().any(|word| prose.paragraph.words.contains(word));
    move |sums, place| {
        let (first, sum) = (&sums[0], &sums[place]);
        let apart = || later().any(|part| part.sums[0] == *sum);
        let named = || later().any(|part| is_within(&part.sums[0], first));
        let of_both = is_alone && is_within(sum, first) && (!names_kind || named());
        let of_all = is_none && first.len() > 1 && sum.len() < first.len();
        place == 0 || !(of_both || of_all || apart())
    }
}

/// Which of the sums are meant that a kind may be of, where the figure right before its list has all kinds and shows only some of
/// them: 收到申请23件，自然人14件、企业9件 is of what came in, without what was carried over.
fn meant_by_whole(
    prose: &Prose,
    sentence: &Sentence,
    (at, stated): (usize, &[Option<Stated>]),
    report: &Report,
) -> Option<Vec<usize>> {
    let own = stated[at].as_ref().filter(|_| report.year == prose.report.year)?;
    let is_kind = |known: &Stated| {
        let kind = |cell: &u32| !prose.form.place(*cell).1.summed;
        known.row == own.row && known.sums.len() == own.sums.len() && known.sums.iter().flatten().all(kind)
    };
    let mut before = (0..at).rev().skip_while(|at| stated[*at].as_ref().is_some_and(is_kind));
    let whole_at = before.next().filter(|_| is_kind(own))?;
    let whole = stated[whole_at].as_ref()?;
    let is_whole = whole.row == own.row && whole.sums.len() == own.sums.len() && whole.proof == Proof::Words;
    let between = sentence.between(sentence.numbers[whole_at].end, sentence.numbers[at].start);
    let plain = sentence.roles[whole_at] == Role::Plain && !sentence.is_last_years(whole_at);
    if !is_whole || !plain || between.contains(['；', ';', '（', '(']) {
        return None;
    }
    let shown = |sum: &Vec<u32>| prose.total(report, sum).is_some_and(|total| sentence.numbers[whole_at].shows(total));
    let meant: Vec<usize> = (0..whole.sums.len()).filter(|place| shown(&whole.sums[*place])).collect();
    (!meant.is_empty()).then_some(meant)
}

/// Whether a figure is what some before it add up to: 予以公开90件、部分公开38件，公开类答复合计128件.
fn adds_up(sentence: &Sentence, at: usize) -> bool {
    let (number, lead) = (&sentence.numbers[at], sentence.lead(at));
    if !TOGETHER.iter().any(|word| lead.contains(word)) {
        return false;
    }
    // Of one kind it is no total of all, even where it does not add up.
    let room = if lead.contains('类') { number.value / 10 } else { 0 };
    let before = sentence.numbers[..at].iter().zip(&sentence.roles).rev();
    let parts = before.filter(|(part, role)| **role == Role::Plain && part.unit == number.unit);
    let sums = parts.scan(0, |sum, (part, _)| {
        *sum += part.value;
        Some(*sum)
    });
    sums.skip(1).any(|sum| (sum - number.value).abs() <= room)
}

/// What ran out by itself, where that is counted beside what was repealed: 到期失效1件，废止1件 are two of the form's repealed.
fn ran_out(sentence: &Sentence, at: usize) -> Option<Value> {
    let own = &sentence.numbers[at];
    let repealed = sentence.lead(at).contains("废止");
    let mut others = (0..sentence.numbers.len()).filter(|other| {
        let lead = sentence.lead(*other);
        let number = &sentence.numbers[*other];
        *other != at && sentence.roles[*other] == Role::Plain && number.unit == own.unit && lead.contains("失效")
    });
    others.next().filter(|_| repealed).map(|other| sentence.numbers[other].value)
}

pub(super) fn finding(
    prose: &Prose,
    code: Code,
    (report, cell, expected): (&Report, u32, Value),
    known: &Stated,
    (said, found): (&str, &str),
) -> Diagnostic {
    let finding = Diagnostic::new(code, crate::diagnostic::Span::file(report.body.file))
        .arg("said", said)
        .arg("found", found)
        .arg("year", report.year.to_string())
        .arg("row", &*known.row)
        .arg("column", &*known.column)
        .arg("expected", figure(expected))
        .subject(prose.form_of(report).cell_name(cell));
    match report.cell_span(cell) {
        Some(span) => finding.relate(span, "table_cell", vec![("number", figure(expected).into())]),
        None => finding,
    }
}

/// `11 ＋ 2 ＝ 13`
fn addition(report: &Report, cells: &[u32], total: Value) -> String {
    let parts: Vec<String> =
        cells.iter().filter_map(|cell| Some(report.cells[*cell as usize].number()?.to_string())).collect();
    format!("{} ＝ {}", parts.join(" ＋ "), figure(total))
}
