//! A clause that says there was none of what the tables count (S401).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::form::Saying;

use super::Prose;
use super::against::finding;
use super::number::{ONE, Unit, Value};
use super::scope::{has_partial, of_another_body};
use super::sentence::{CLAUSE, Sentence};
use super::statement::{Proof, Spoken, of_words};
use super::vocabulary::{NONE, NONE_BEGINS, PLACES};

/// A clause that says there was none, where the table has some.
pub fn nothing(prose: &Prose, (sentence, sayings): (&Sentence, &[&Saying])) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !sentence.text.contains(NONE_BEGINS) || has_partial(sentence.text) {
        return found;
    }
    for clause in sentence.text.split(CLAUSE) {
        let start = sentence.offset(clause);
        let counts = sentence.numbers.iter().filter(|number| number.unit != Unit::None);
        let has_figure = counts.into_iter().any(|number| (start..start + clause.len()).contains(&number.start));
        let word = NONE
            .iter()
            .filter_map(|word| Some((clause.find(word)?, *word)))
            .min_by_key(|(at, word)| (*at, usize::MAX - word.len()));
        // 无行政诉讼案件; but 无正当理由 says of how many there was none.
        let lacking =
            clause.trim_start().starts_with("无行政").then(|| (clause.len() - clause.trim_start().len(), "无"));
        let Some((at, word)) = word.or(lacking).filter(|_| !has_figure) else { continue };
        let after = &clause[at + word.len()..];
        // 没有超期答复的申请 says something else.
        let said = after.replace("因政府信息公开", "");
        let qualified = ["因", "不", "纠", "败", "超", "逾", "关于", "对", "新", "完", "按", "代", "其他"]
            .iter()
            .any(|word| said.contains(word));
        if after.chars().count() > 24 || qualified {
            continue;
        }
        // 未收到, 未制定: the verb is part of the words for the row or the column.
        let with_verb = ["到", "受理", "制定", "制发", "出台"].iter().any(|verb| word.ends_with(verb));
        let from = if with_verb { at + word.len() - "收到".len() } else { at + word.len() };
        let lead = clause[clause.floor_char_boundary(from)..].trim_end_matches(['的', '情', '况']);
        let Some(known) = of_words(prose, (sentence, sayings), (lead, ""), &mut Spoken::default()) else { continue };
        if known.proof != Proof::Words {
            continue;
        }
        let totals: Option<Vec<Value>> = known.sums.iter().map(|sum| prose.total(prose.report, sum)).collect();
        // That there was none of a part does not say that there was none.
        let is_part =
            |sum: &Vec<u32>| sum.len() < known.sums[0].len() && sum.iter().all(|cell| known.sums[0].contains(cell));
        let some = totals.is_some_and(|totals| {
            let mut readings = known.sums.iter().zip(&totals);
            readings.all(|(sum, total)| *total > 0 || is_part(sum)) && totals.first().is_some_and(|first| *first > 0)
        });
        let scoped = PLACES.iter().any(|word| sentence.text.contains(word)) || of_another_body(prose, &clause[..at]);
        let this_year = sentence.numbers.iter().filter(|number| number.end <= start).all(|number| {
            let year = number.value / ONE;
            !sentence.text[number.end..].starts_with('年') || year == Value::from(prose.report.year)
        });
        let cell = known.sums.first().and_then(|sum| sum.first());
        if let Some(cell) = cell.filter(|_| some && !scoped && this_year) {
            let expected = known.sums.first().and_then(|sum| prose.total(prose.report, sum)).unwrap_or_default();
            let finding = finding(prose, Code::S401, (prose.report, *cell, expected), &known, (clause.trim(), "0"));
            found.push(prose.at(finding, sentence, start + at..start + clause.len()));
        }
    }
    found
}
