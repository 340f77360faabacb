//! Averages, worked out again (培训4场，参加216人，平均每场72人; 处罚46件，罚款368万元，件均9万元), and rates that cannot be more than all
//! (参训率达102%) (S403).

use crate::diagnostic::{Code, Diagnostic, Span};

use super::against::holds;
use super::number::{Number, ONE, Unit, Value};
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::Stated;
use super::vocabulary::{COUNTS, UNITS};
use super::{Prose, figure, percent};

/// Between the unit and the average stands no more: 平均每期收到.
const MOST: usize = 4;

/// Rates that are a part of a whole: none is more than all of it.
const PARTS: [&str; 20] = [
    "办结率",
    "答复率",
    "回复率",
    "反馈率",
    "公开率",
    "覆盖率",
    "参训率",
    "参与率",
    "参会率",
    "出勤率",
    "整改率",
    "合格率",
    "及格率",
    "满意率",
    "满意度",
    "知晓率",
    "达标率",
    "准确率",
    "及时率",
    "采纳率",
];

pub fn check(
    prose: &Prose,
    (sentence, earlier): (&Sentence, &[Number]),
    stated: &[Option<Stated>],
    out: &mut Vec<Diagnostic>,
) {
    if sentence.text.contains('均') {
        out.extend((0..sentence.numbers.len()).filter_map(|at| of_months(prose, sentence, (at, stated))));
        out.extend((1..sentence.numbers.len()).filter_map(|at| of_year_beside(prose, sentence, (at, stated))));
        out.extend((0..sentence.numbers.len()).filter_map(|at| of_time(prose, sentence, at)));
        out.extend((2..sentence.numbers.len()).filter_map(|at| average(prose, (sentence, earlier), at)));
    }
    if sentence.text.contains(['率', '度', '占']) {
        out.extend((0..sentence.numbers.len()).filter_map(|at| more_than_all(prose, sentence, at)));
    }
}

/// Of what each has the average, by the words before its figure: 平均每场, 件均.
fn per(lead: &str) -> Option<&str> {
    let clause = lead.rsplit(CLAUSE).next()?;
    let near = |rest: &str| rest.chars().count() <= MOST && !rest.contains(['、', '每']);
    let is_unit = |unit: &&&str| UNITS.contains(*unit) || COUNTS.contains(*unit);
    if let Some(at) = clause.find("平均每") {
        let rest = &clause[at + "平均每".len()..];
        let unit = UNITS.iter().chain(&COUNTS).find(|unit| rest.starts_with(**unit))?;
        return near(&rest[unit.len()..]).then(|| &rest[..unit.len()]);
    }
    let at = clause.rfind('均').filter(|at| near(&clause[at + '均'.len_utf8()..]))?;
    let unit = UNITS.iter().chain(&COUNTS).filter(is_unit).find(|unit| clause[..at].ends_with(**unit))?;
    Some(&clause[at - unit.len()..at])
}

/// An average that no total of the sentence gives with the number of those it is of.
fn average(prose: &Prose, (sentence, earlier): (&Sentence, &[Number]), at: usize) -> Option<Diagnostic> {
    let number = &sentence.numbers[at];
    let unit = per(sentence.lead(at))?;
    let plain = |other: usize| sentence.roles[other] == Role::Plain && !sentence.numbers[other].is_rough;
    let before = || (0..at).filter(|other| plain(*other)).map(|other| &sentence.numbers[other]);
    let is_of = |other: &&Number| matches!(other.unit, Unit::Count(own) | Unit::Other(own) if own == unit);
    let mut shared = before().filter(is_of).filter(|other| other.value >= ONE);
    let (by, None) = (shared.next()?, shared.next()) else { return None };
    // 五场活动、一场比赛: one more that is not told in digits.
    if sentence.text.contains(&format!("一{unit}")) {
        return None;
    }
    let totals = || before().filter(|other| other.unit == number.unit && *other != by && other.value >= number.value);
    // About 72 may be somewhat less.
    let room = if number.is_rough { number.value / 20 } else { 0 };
    let shows = |total: &Number| {
        let exact = total.value * ONE / by.value;
        // Of 7.9万 the last digit is a thousand.
        let blurred = if total.step > ONE { total.step * ONE / by.value / 2 } else { 0 };
        number.shows(exact) || (exact - number.value).abs() <= room.max(number.step / 2) + blurred
    };
    let alike = |total: &&Number| total.unit == number.unit;
    let total = totals().next()?;
    if totals().any(shows) || earlier.iter().filter(alike).any(shows) {
        return None;
    }
    let (all, each) = (figure(total.value), total.value * ONE / by.value);
    let calculation = format!("{all} ÷ {} ＝ {}", figure(by.value), percent(each).trim_end_matches('%'));
    Some(finding(prose, sentence, at, calculation))
}

/// Words for the mean of each month, of which a year has so many.
const OF_MONTHS: [&str; 3] = ["月均", "平均每月", "每月平均"];
const MONTHS: Value = 12;

/// The twelfth part of what the table has for the year: 月均新收5.1件.
fn of_months(prose: &Prose, sentence: &Sentence, (at, stated): (usize, &[Option<Stated>])) -> Option<Diagnostic> {
    let (number, lead) = (&sentence.numbers[at], sentence.lead(at));
    let known = stated[at].as_ref().filter(|_| OF_MONTHS.iter().any(|word| lead.contains(word)))?;
    let own = sentence.year(at).is_none_or(|year| year == prose.report.year) && !sentence.is_last_years(at);
    let totals: Vec<Value> = known.sums.iter().map(|sum| prose.total(prose.report, sum)).collect::<Option<_>>()?;
    let holds = |total: &Value| (total / MONTHS - number.value).abs() <= number.step;
    let first = totals.first().filter(|_| own && !number.is_rough && !totals.iter().any(holds))?;
    let each = percent(first / MONTHS);
    Some(finding(prose, sentence, at, format!("{} ÷ 12 ＝ {}", figure(*first), each.trim_end_matches('%'))))
}

/// The twelfth part of what stands right before it for the year: 全年访问358万次，月均29.8万次.
fn of_year_beside(prose: &Prose, sentence: &Sentence, (at, stated): (usize, &[Option<Stated>])) -> Option<Diagnostic> {
    let (total, number) = (&sentence.numbers[at - 1], &sentence.numbers[at]);
    let between = sentence.between(total.end, number.start).trim_start_matches(['，', ',', '（', '(', '、']);
    let rest = OF_MONTHS.iter().find_map(|word| between.strip_prefix(word))?;
    let of_year = sentence.lead(at - 1);
    let of_other = ["上年", "去年", "近", "年来", "以来", "半年"].iter().any(|word| of_year.contains(word));
    // 收到申请54件，平均每月4.5件
    let of_table = || stated[at - 1].as_ref().is_some_and(|known| holds(prose, sentence, at - 1, known));
    let own = (of_year.contains('年') || of_table())
        && !of_other
        && sentence.year(at - 1).is_none_or(|year| year == prose.report.year);
    // What began in March has no twelve months.
    let whole = !sentence.text[..total.start].contains(['月', '季']) && !sentence.text.contains("上线");
    let is_exact = |number: &Number| !number.is_rough && !matches!(number.unit, Unit::None | Unit::Percent);
    let fits = sentence.roles[at - 1] == Role::Plain && total.unit == number.unit && total.value >= number.value;
    if !own || !whole || !fits || !is_exact(total) || !is_exact(number) || stated[at].is_some() {
        return None;
    }
    let room = number.step + total.step / MONTHS;
    let wrong = rest.chars().count() <= MOST && (total.value / MONTHS - number.value).abs() > room;
    let each = || percent(total.value / MONTHS).trim_end_matches('%').to_owned();
    wrong.then(|| finding(prose, sentence, at, format!("{} ÷ 12 ＝ {}", figure(total.value), each())))
}

/// What time is told in.
const TIMES: [&str; 5] = ["个工作日", "工作日", "天", "个小时", "小时"];

/// How long something took on average, beside how often it was done and how long all of it took: 平均用时13.0个工作日（48件累计用时
/// 624个工作日）.
fn of_time(prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
    let time = |number: &Number| {
        let unit = &sentence.text[number.start..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        TIMES.iter().find(|word| unit.starts_with(**word)).copied()
    };
    let number = &sentence.numbers[at];
    let unit = time(number).filter(|_| sentence.lead(at).contains("平均") && !number.is_rough)?;
    let others = (0..sentence.numbers.len()).filter(|other| *other != at);
    let others: Vec<usize> = others.take(3).collect();
    let [first, second] = others[..] else { return None };
    let (by, all) = (&sentence.numbers[first], &sentence.numbers[second]);
    let of_all = ["累计", "共", "合计", "总"].iter().any(|word| sentence.lead(second).contains(word));
    let exact = [by, all].iter().all(|number| !number.is_rough) && by.step == ONE && by.value >= ONE;
    let counted = matches!(by.unit, Unit::Count(_)) && time(by).is_none() && time(all) == Some(unit);
    let mean = all.value * ONE / by.value.max(ONE);
    let wrong = of_all && exact && counted && !number.shows(mean);
    let each = || percent(mean).trim_end_matches('%').to_owned();
    wrong.then(|| finding(prose, sentence, at, format!("{} ÷ {} ＝ {}", figure(all.value), figure(by.value), each())))
}

fn more_than_all(prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
    let number = &sentence.numbers[at];
    let lead = sentence.lead(at).trim_end_matches(['为', '达', '到', '是', '均', ' ', '高']);
    let is_part = PARTS.iter().any(|rate| lead.ends_with(rate)) || lead.ends_with("占比");
    let more = number.unit == Unit::Percent && number.value > 100 * ONE && number.value < 1000 * ONE;
    (is_part && more).then(|| finding(prose, sentence, at, format!("{} ＞ 100%", percent(number.value))))
}

fn finding(prose: &Prose, sentence: &Sentence, at: usize, calculation: String) -> Diagnostic {
    let number = &sentence.numbers[at];
    let lead = sentence.lead(at);
    let from = sentence.offset(lead.trim_start_matches(['、', ' ']));
    let finding = Diagnostic::new(Code::S403, Span::file(prose.file))
        .arg("said", sentence.between(from, number.end).trim())
        .arg("calculation", calculation);
    prose.at(finding, sentence, number.start..number.end)
}
