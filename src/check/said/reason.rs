//! The one reason that all of a figure are said to have: 无法提供34件，均因本机关不掌握 (S401).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::form::{Names, Saying};

use super::Prose;
use super::against::finding;
use super::every::of_cells;
use super::figure;
use super::judged::Judged;
use super::number::{ONE, Value};
use super::sentence::{CLAUSE, Sentence};
use super::statement::sums;
use super::vocabulary::ALL;

/// What could not be given out, and why.
const WHOLE: &str = "无法提供";
const REASON: &str = "不掌握";

/// What names another reason beside it.
const OTHERS: [&str; 8] = ["或", "和", "及", "、", "没有现成", "制作", "不明确", "等"];

pub fn check(prose: &Prose, sentence: &Sentence, judged: &[Judged], out: &mut Vec<Diagnostic>) {
    if sentence.text.contains(REASON) && sentence.text.contains(WHOLE) {
        out.extend(judged.iter().find_map(|judged| of_all(prose, sentence, judged)));
    }
    if GIVEN.iter().any(|word| sentence.text.contains(word)) {
        out.extend(judged.iter().find_map(|judged| each(prose, sentence, judged)));
    }
}

/// Before the reasons of all of a figure, one after the other.
const GIVEN: [&str; 6] = ["理由分别为", "理由分别是", "原因分别为", "原因分别是", "分别属于", "分别因"];

/// As many reasons as a figure, one of which the table has not: 不予公开2件，理由分别为行政执法案卷和过程性信息.
fn each(prose: &Prose, sentence: &Sentence, &(at, known, year): &Judged) -> Option<Diagnostic> {
    let number = &sentence.numbers[at];
    let behind = sentence.text[number.end..].strip_prefix(['，', ','])?;
    let clause = behind.split(CLAUSE).next()?;
    let said = GIVEN.iter().find_map(|word| clause.trim().strip_prefix(word))?;
    if year != prose.report.year || number.is_rough || said.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let all = known.sums.first().filter(|sum| prose.total(prose.report, sum).is_some_and(|all| number.shows(all)))?;
    let row = |name: &str| -> Option<Vec<u32>> {
        let name = name.trim().trim_start_matches("属于");
        let calls = |saying: &&Saying| matches!(saying.names, Names::Rows(_)) && saying.is_called(name);
        let cells = sums(prose.form, prose.form.sayings.iter().find(calls)?, None)?.into_iter().next()?;
        cells.iter().all(|cell| all.contains(cell)).then_some(cells)
    };
    let names: Vec<&str> = said.split(['、', '和', '及']).collect();
    let rows: Vec<Vec<u32>> = names.iter().map(|name| row(name)).collect::<Option<_>>()?;
    let place = rows.iter().position(|cells| prose.total(prose.report, cells) == Some(0))?;
    let as_many = number.value == Value::try_from(names.len()).ok()? * ONE;
    let named = of_cells(prose.form, vec![rows[place].clone()], known.from)?;
    let from = sentence.offset(names[place]);
    let said = (names[place].trim(), "1");
    let found = finding(prose, Code::S401, (prose.report, *rows[place].first()?, 0), &named, said);
    as_many.then(|| prose.at(found, sentence, from..from + names[place].len()))
}

fn of_all(prose: &Prose, sentence: &Sentence, &(at, known, year): &Judged) -> Option<Diagnostic> {
    let number = &sentence.numbers[at];
    let behind = sentence.text[number.end..].strip_prefix(['，', ','])?;
    let clause = behind.split(CLAUSE).next()?;
    let said = ALL.iter().find_map(|all| clause.trim().strip_prefix(all))?;
    let gives = ["因", "为", "是", "系", "属"].iter().any(|verb| said.starts_with(verb)) && said.contains(REASON);
    let other = OTHERS.iter().any(|word| said.contains(word)) || said.contains(|c: char| c.is_ascii_digit());
    if !gives || other || year != prose.report.year || number.is_rough {
        return None;
    }
    let cells = |name: &str| -> Option<Vec<u32>> {
        let calls = |saying: &&Saying| matches!(saying.names, Names::Rows(_)) && saying.is_called(name);
        sums(prose.form, prose.form.sayings.iter().find(calls)?, None)?.into_iter().next()
    };
    let (whole, reason) = (cells(WHOLE)?, cells(REASON)?);
    let all = prose.total(prose.report, &whole).filter(|all| known.sums.contains(&whole) && number.shows(*all))?;
    let expected = prose.total(prose.report, &reason).filter(|expected| *expected < all)?;
    let start = sentence.offset(clause);
    let named = of_cells(prose.form, vec![reason.clone()], start)?;
    let said = (sentence.between(known.from, start + clause.len()).trim(), &*figure(all));
    let found = finding(prose, Code::S401, (prose.report, *reason.first()?, expected), &named, said);
    Some(prose.at(found, sentence, start..start + clause.len()))
}
