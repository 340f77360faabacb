//! Clauses that say that no application was carried over: 无结转, 没有未办结的申请 (S401).

use crate::diagnostic::{Code, Diagnostic};

use super::Prose;
use super::against::finding;
use super::every::{is_about, of_cells};
use super::number::Unit;
use super::scope::has_partial;
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::Stated;
use super::vocabulary::{OF_OTHER_THINGS, PLACES};
use super::whole::{carried_in, carried_out, new_received};

/// What is denied, and what it is denied with.
const OPEN: [&str; 4] = ["结转", "未办结", "在办", "未办理完毕"];
const DENIALS: [&str; 3] = ["没有", "无", "未"];

/// What may stand beside it without narrowing it.
const BESIDE: [&str; 32] = [
    "上一年度",
    "上一年",
    "上年度",
    "上年",
    "去年",
    "下一年度",
    "下一年",
    "下年度",
    "下年",
    "次年",
    "本年度",
    "本年",
    "当年",
    "全年",
    "年度",
    "年末",
    "年底",
    "年内",
    "年",
    "至",
    "到",
    "向",
    "和",
    "、",
    "也",
    "均",
    "的",
    "政府信息公开申请",
    "申请",
    "继续办理",
    "办理",
    "件",
];

/// What is said of results: what is carried over behind them goes to the next year.
const RESULTS: [&str; 5] = ["办结", "办理结果", "答复", "予以公开", "部分公开"];

pub fn check(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>], out: &mut Vec<Diagnostic>) {
    if !OPEN.iter().any(|word| sentence.text.contains(word)) || !DENIALS.iter().any(|word| sentence.text.contains(word))
    {
        return;
    }
    let of_else = || OF_OTHER_THINGS.iter().chain(&PLACES).any(|word| sentence.text.contains(word));
    let counts = || {
        let table = new_received(prose).map(|cell| prose.form.place(cell).0.table);
        stated.iter().flatten().any(|known| known.table(prose.form) == table)
    };
    if !(is_about(prose, sentence) || counts()) || of_else() || has_partial(sentence.text) {
        return;
    }
    out.extend(still_open(prose, sentence));
    let results = RESULTS.iter().filter_map(|word| sentence.text.find(word)).min();
    for clause in sentence.text.split(CLAUSE) {
        let behind_results = results.is_some_and(|at| at < sentence.offset(clause));
        for forward in denied(prose, clause, behind_results).into_iter().flatten() {
            out.extend(some(prose, (sentence, clause), forward));
        }
    }
}

/// Whether a clause denies what was carried into the year (`false`) or out of it (`true`), if it says nothing else.
fn denied(prose: &Prose, clause: &str, behind_results: bool) -> [Option<bool>; 2] {
    let nothing = [None, None];
    let (last, next) = (format!("{}年", prose.report.year - 1), format!("{}年", prose.report.year + 1));
    let own = format!("{}年", prose.report.year);
    let mut rest = clause.trim();
    let (mut open, mut denies) = (false, false);
    while !rest.is_empty() {
        let years = [&*last, &*next, &*own];
        let word = OPEN.iter().find(|word| rest.starts_with(**word));
        open |= word.is_some();
        let denial = || DENIALS.iter().find(|word| rest.starts_with(**word));
        let found = word.or_else(denial).or_else(|| BESIDE.iter().chain(&years).find(|word| rest.starts_with(**word)));
        let Some(found) = found else { return nothing };
        denies |= word.is_none() && DENIALS.contains(found);
        rest = rest[found.len()..].trim_start();
    }
    if !open || !denies {
        return nothing;
    }
    let names = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    let into = names(&["上年", "上一年", "去年", &last]);
    let out_of = names(&["下年", "下一年", "次年", "未办", "在办", "年末", "年底", &next]);
    match (into, out_of) {
        (false, false) if behind_results || names(&["本年", "当年"]) => [None, Some(true)],
        (false, false) => nothing,
        _ => [into.then_some(false), out_of.then_some(true)],
    }
}

/// When something is still open, that goes over to the next year.
const AT_END: [&str; 8] = ["截至年末", "截至年底", "到年末", "到年底", "年末", "年底", "期末", "年终"];

/// Some that a clause behind their figure says were open at the end of the year: 有1件跨越寒假，年末仍未办结.
fn still_open(prose: &Prose, sentence: &Sentence) -> Option<Diagnostic> {
    let says = |clause: &&str| {
        let clause = clause.trim().trim_start_matches(['至', '截']);
        let rest = AT_END.iter().find_map(|when| clause.strip_prefix(when));
        rest.is_some_and(|rest| {
            let rest = rest.trim_start_matches(['前', '时', '仍', '尚', '还', '均']);
            OPEN[1..].iter().any(|word| rest.strip_prefix(word).is_some_and(|rest| !rest.contains(char::is_numeric)))
        })
    };
    let clause = sentence.text.split(CLAUSE).find(says)?;
    let (from, end) = (sentence.offset(clause), sentence.offset(clause) + clause.len());
    let at = sentence.numbers.iter().rposition(|number| number.end <= from && number.unit != Unit::None)?;
    let number = &sentence.numbers[at];
    let lead = sentence.lead(at).trim_end();
    let some = ["有", "其中", "另", "剩余", "其余"].iter().any(|word| lead.ends_with(word));
    let is_count = sentence.roles[at] == Role::Plain && matches!(number.unit, Unit::Count(_)) && !number.is_rough;
    let cell = carried_out(prose)?;
    let carried = prose.total(prose.report, &[cell]).filter(|carried| !number.shows(*carried))?;
    if !some || !is_count {
        return None;
    }
    let known = of_cells(prose.form, vec![vec![cell]], number.start)?;
    let said = (sentence.between(number.start, end), &sentence.text[number.start..number.end]);
    let finding = finding(prose, Code::S401, (prose.report, cell, carried), &known, said);
    Some(prose.at(finding, sentence, number.start..number.end))
}

/// What the table carries over all the same.
fn some(prose: &Prose, (sentence, clause): (&Sentence, &str), forward: bool) -> Option<Diagnostic> {
    let cell = if forward { carried_out(prose)? } else { carried_in(prose)? };
    let carried = prose.total(prose.report, &[cell]).filter(|carried| *carried > 0)?;
    let from = sentence.offset(clause) + (clause.len() - clause.trim_start().len());
    let known = of_cells(prose.form, vec![vec![cell]], from)?;
    let finding = finding(prose, Code::S401, (prose.report, cell, carried), &known, (clause.trim(), "0"));
    Some(prose.at(finding, sentence, from..from + clause.trim().len()))
}
