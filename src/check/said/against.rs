//! Holds what a sentence states against the tables of its year (S401, S406).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Report;
use crate::model::form::Saying;

use super::implied::alone;
use super::number::{Number, Unit, Value};
use super::scope::{is_partial, is_topic};
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::{Proof, Stated};
use super::vocabulary::{COMPARISONS, EARLIER, IS_CHANGE, LAST_YEAR, PLACES, TOGETHER};
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

/// A figure that counts what a whole year's table counts, by its place, with what it counts and the year.
pub type Judged<'s> = (usize, &'s Stated, i16);

/// The figures of a sentence that count what a whole year's table counts.
pub fn judged<'s>(prose: &Prose, sentence: &Sentence, stated: &'s [Option<Stated>]) -> Vec<Judged<'s>> {
    let mut found = Vec::new();
    let mut before = Before::default();
    let mut topic: Option<usize> = None;
    let known = stated.iter().any(Option::is_some);
    let plain = sentence.numbers.iter().enumerate().filter(|(at, _)| known && sentence.roles[*at] == Role::Plain);
    for (at, number) in plain {
        let last_years = sentence.is_last_years(at);
        // "（上年345件）" speaks of what the figure before it counts.
        let last_years =
            last_years || sentence.compared_with(at) == Some(prose.report.year - 1) && is_brief(sentence, at);
        // 部分公开2件；不予公开为零，上年为3件: behind a semicolon it is of what has no figure, as in 许可22件，未作出行政处罚（上年3件）.
        let counted = sentence.numbers[..at].iter().rev().find(|number| number.unit != Unit::None);
        let since = sentence.between(counted.map_or(0, |counted| counted.end), number.start);
        let brief = || last_years && is_brief(sentence, at) && !since.contains(['；', ';', '未', '没', '无', '零']);
        let known = stated[at].as_ref().or_else(|| before.of(sentence, at).filter(|_| brief()));
        before.take(sentence, at, (stated[at].as_ref(), last_years));
        let year = match sentence.year(at) {
            _ if last_years => prose.report.year - 1,
            Some(year) => year,
            None => prose.report.year,
        };
        // 由3件减为2件: that is how many there were. 由上年的3件减为2件 does not say of what.
        let lead = sentence.lead(at);
        let was = lead.trim_end().ends_with(['由', '从']) || stated[at].is_none() && lead.contains(['由', '从']);
        let of_topic = topic.is_some_and(|of| is_of_topic(prose, sentence, (stated, of), (at, known)));
        if is_topic(sentence, at) || stated[at].as_ref().is_some_and(|known| is_kind(prose, sentence, at, known)) {
            topic = Some(at);
        }
        // 处罚由558件增加到694件: last year's, where the other is this year's and no other year is named.
        let this_years = || {
            let grown = was && sentence.grown_from(at + 1) == Some(at) && stated[at] == stated[at + 1];
            grown
                && year == prose.report.year
                && stated[at].as_ref().is_some_and(|known| holds(prose, sentence, at + 1, known))
        };
        let (was, year) = if this_years() { (false, year - 1) } else { (was, year) };
        // 上年收到6件，办结8件: the second may be this year's.
        let of_either = || {
            let holds = |known: &Stated| holds(prose, sentence, at, known);
            sentence.stays_in_last_year(at) && known.is_some_and(holds)
        };
        let other = was
            || of_either()
            || is_average(lead)
            || is_for_each_reason(lead)
            || is_on_top(lead)
            || of_topic
            || is_part_of_same(stated, at, lead)
            || is_of_information(sentence, at)
            || sentence.is_of_years(at)
            || EARLIER.iter().any(|word| lead.contains(word))
            || number.is_rough;
        if let Some(known) = known.filter(|_| !other && !is_partial(sentence, number)) {
            found.push((at, known, year));
        }
    }
    found
}

/// What the figure before another counts, and the one before that if it stood in brackets: 受理36件（含上年结转2件），较上年的30件.
#[derive(Default)]
struct Before<'s> {
    known: Option<(usize, &'s Stated)>,
    outside: Option<(usize, &'s Stated)>,
}

impl<'s> Before<'s> {
    /// What the figure before one counts in whose brackets that stands.
    fn of(&self, sentence: &Sentence, at: usize) -> Option<&'s Stated> {
        let closed = |of: usize| {
            let between = sentence.between(sentence.numbers[of].end, sentence.numbers[at].start);
            between.find(['）', ')']).is_some_and(|end| !between[..end].contains(['（', '(']))
        };
        [self.known, self.outside].into_iter().flatten().find(|(of, _)| !closed(*of)).map(|(_, known)| known)
    }

    fn take(&mut self, sentence: &Sentence, at: usize, (known, keeps): (Option<&'s Stated>, bool)) {
        let opens = |(of, _): &(usize, &Stated)| {
            let between = sentence.between(sentence.numbers[*of].end, sentence.numbers[at].start);
            between.contains(['（', '(']) && !between.contains(['）', ')'])
        };
        match known {
            Some(known) => {
                self.outside = self.known.filter(opens).or(self.outside);
                self.known = Some((at, known));
            }
            None if keeps => {}
            None => *self = Before::default(),
        }
    }
}

/// Whether a figure behind 其中 is called as one before it is: 收到申请25件，其中受理申请8件.
fn is_part_of_same(stated: &[Option<Stated>], at: usize, lead: &str) -> bool {
    let same = |known: &Stated| stated[..at].iter().flatten().any(|whole| whole.sums == known.sums);
    lead.trim_start().starts_with("其中") && stated[at].as_ref().is_some_and(same)
}

/// Whether a figure is one of a list of what was published: 公开信息120条，其中政策40条，行政处罚32条.
fn is_of_information(sentence: &Sentence, at: usize) -> bool {
    let unit = Unit::Count("条");
    let is_whole = |(place, number): (usize, &Number)| number.unit == unit && sentence.lead(place).contains("信息");
    let whole = sentence.numbers[..at].iter().enumerate().find(|(place, number)| is_whole((*place, number)));
    let listed = whole.is_some_and(|(_, whole)| {
        let between = sentence.between(whole.end, sentence.numbers[at].start);
        between.trim_start_matches(['，', ',', '（', '(']).starts_with("其中") && !between.contains(['；', ';'])
    });
    listed && sentence.numbers[at].unit == unit && !sentence.lead(at).contains("申请")
}

/// Whether a figure is said of those that the topic of its sentence counts, and not of all that the tables do.
fn is_of_topic(
    prose: &Prose,
    sentence: &Sentence,
    (stated, of): (&[Option<Stated>], usize),
    (at, known): (usize, Option<&Stated>),
) -> bool {
    let goes_on = !sentence.between(sentence.numbers[of].start, sentence.numbers[at].start).contains(['；', ';']);
    let (Some(topic), Some(known)) = (stated[of].as_ref(), known) else {
        return goes_on && stated[of].is_some() != known.is_some();
    };
    // 在无法提供的22件中，不掌握18件: all that the table has of those.
    let is_kind = |sum: &Vec<u32>| topic.sums.iter().any(|all| is_within(sum, all));
    let kinds = || known.sums.iter().all(is_kind) && holds(prose, sentence, of, topic);
    goes_on && topic.row != known.row && !kinds()
}

/// Whether cells are some of those of a sum.
fn is_within(cells: &[u32], sum: &[u32]) -> bool {
    cells.len() < sum.len() && cells.iter().all(|cell| sum.contains(cell))
}

/// Whether words before a figure make it an average: 月均收到申请4.5件.
fn is_average(lead: &str) -> bool {
    let of_each = ["月均", "人均", "日均", "年均", "周均", "件均", "平均"];
    lead.contains('均') && of_each.iter().any(|word| lead.contains(word))
}

/// Whether a figure is said of each of several reasons: 以国家秘密、过程性信息为由不予公开的各1件.
fn is_for_each_reason(lead: &str) -> bool {
    lead.trim_end().ends_with('各') && ["为由", "理由", "原因", "因"].iter().any(|word| lead.contains(word))
}

/// Whether words before a figure make it the sum of what was named before and what they name: 上年结转1件，连同新收共9件.
fn is_on_top(lead: &str) -> bool {
    ["连同", "加上", "加之"].iter().any(|word| lead.contains(word)) && lead.contains(['共', '计'])
}

/// Whether a figure counts one kind of applicant, and what follows is said of those: 企业申请11件中，予以公开5件.
fn is_kind(prose: &Prose, sentence: &Sentence, at: usize, known: &Stated) -> bool {
    let follows =
        sentence.text[sentence.numbers[at].end..].starts_with('中') || sentence.lead(at).trim().ends_with('的');
    let of_row = |cell: u32| {
        let (row, column) = prose.form.place(cell);
        !column.summed && prose.form.columns(row).iter().any(|column| column.summed)
    };
    follows && known.sums.first().and_then(|sum| sum.first()).is_some_and(|cell| of_row(*cell))
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

/// Whether nothing but a comparison with last year stands around a figure, and no noun behind it: 上年的1件复议已审结.
fn is_brief(sentence: &Sentence, at: usize) -> bool {
    let words = LAST_YEAR.iter().chain(&COMPARISONS).chain(&["同", "度", "的", "为", "是", "有", "仅", "只"]);
    let rest = words.fold(sentence.lead(at).to_owned(), |rest, word| rest.replace(word, ""));
    let after = sentence.text[sentence.numbers[at].end..].trim_start();
    let is_noun = after.starts_with(char::is_alphabetic) && !after.starts_with(IS_CHANGE);
    !rest.contains(char::is_alphabetic) && !is_noun
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
    let number = &sentence.numbers[at];
    let (report, sums) = match year - prose.report.year {
        0 => (prose.report, known.sums.clone()),
        -1 => {
            let last = prose.last?;
            (last, known.sums.iter().map(|sum| prose.cells_of_last_year(sum)).collect::<Option<Vec<_>>>()?)
        }
        _ => return None,
    };
    let first = *sums.first()?.first()?;
    let column = prose.form_of(report).place(first).1;
    let same_kind = match number.unit {
        Unit::Count(word) => !column.decimals && (word != "个" || &*column.unit == "项"),
        Unit::Money => &*column.unit == "万元",
        _ => false,
    };
    let totals: Vec<Value> = sums.iter().map(|sum| prose.total(report, sum)).collect::<Option<_>>()?;
    let may_be = may_be(prose, sentence, (at, stated));
    let meant = meant_by_whole(prose, sentence, (at, stated), report);
    let is_meant = |place: usize| meant.as_ref().is_none_or(|meant| meant.contains(&place));
    let mut readings = (0..sums.len()).filter(|place| is_meant(*place) && may_be(&sums, *place));
    let ran_out = || ran_out(sentence, at).is_some_and(|other| totals.contains(&(number.value + other)));
    if !same_kind || readings.any(|place| number.shows(totals[place])) || adds_up(sentence, at) || ran_out() {
        return None;
    }
    if pieces::explain(prose, (sentence, at, stated), (known, &totals), year) {
        return None;
    }
    let code = match PLACES.iter().any(|word| sentence.text.contains(word)) {
        true if prose.is_government => Code::S406,
        true => return None,
        false => Code::S401,
    };
    let lead = sentence.offset(sentence.lead(at));
    let words = sentence.between(known.from.max(lead).min(number.start), number.end).trim();
    // 3件予以公开
    let behind = || sentence.text[number.start..].split(CLAUSE).next().unwrap_or_default();
    let words = if known.from >= number.end { behind() } else { words };
    let sum = sums.iter().zip(&totals).find(|(sum, total)| sum.len() == 2 && **total != totals[0]);
    let found = &sentence.text[number.start..number.end];
    let finding = finding(prose, code, (report, first, totals[0]), known, (words, found));
    let finding = match sum {
        Some((sum, total)) => finding.arg("calculation", addition(report, sum, *total)),
        None => finding,
    };
    Some(prose.at(finding, sentence, number.start..number.end))
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
