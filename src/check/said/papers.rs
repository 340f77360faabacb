//! Papers that are counted in words of their own, and what they make up: 301条，其中公报1篇、年鉴1部…; 公告98项、信息126条，三类合计… (S404).

use crate::diagnostic::Diagnostic;

use super::begun::begins_list;
use super::number::{Number, ONE, Unit, Value};
use super::sentence::{CLAUSE, Role, Sentence};
use super::sum::finding;
use super::vocabulary::OVERLAPPING;
use super::{Prose, figure};

/// What papers are counted in.
const PAPERS: [&str; 10] = ["条", "件", "篇", "期", "部", "本", "册", "份", "项", "则"];

fn is_paper(number: &Number) -> bool {
    matches!(number.unit, Unit::Count(unit) | Unit::Other(unit) if PAPERS.contains(&unit))
}

/// A whole whose parts are counted in other words for papers too, in one breath: 301条，其中数据96条、公报1篇、年鉴1部、解读169篇.
pub fn mixed(prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
    let whole = Some(&sentence.numbers[at]).filter(|whole| is_paper(whole) && whole.step <= ONE)?;
    let first = begins_list(sentence, at)? + 1;
    let is_part = |at: &usize| {
        let (part, before) = (&sentence.numbers[*at], &sentence.numbers[at - 1]);
        let joined = *at == first || !sentence.between(before.end, part.start).contains(CLAUSE);
        joined && sentence.roles[*at] == Role::Plain && is_paper(part) && !part.is_rough && part.step <= ONE
    };
    let parts: Vec<&Number> =
        (first..sentence.numbers.len()).take_while(is_part).map(|at| &sentence.numbers[at]).collect();
    let last = parts.last()?;
    let words = sentence.between(whole.end, last.end);
    let ends = sentence.text[last.end..].is_empty() || sentence.text[last.end..].starts_with(['；', ';', '）']);
    let mixed = parts.iter().any(|part| part.unit != whole.unit) && parts.iter().any(|part| part.unit == whole.unit);
    let overlaps = || OVERLAPPING.iter().any(|word| words.contains(word)) || words.contains(['（', '(']);
    let run = parts.iter().scan(0, |sum, part| {
        *sum += part.value;
        Some(*sum)
    });
    let sums: Vec<Value> = run.collect();
    let (sum, own) = (*sums.last()?, parts.iter().filter(|part| part.unit == whole.unit));
    let own: Value = own.map(|part| part.value).sum();
    let off = (sum - whole.value).abs();
    let wrong = off * 20 <= whole.value && !sums.contains(&whole.value) && own != whole.value;
    if parts.len() < 4 || !ends || !mixed || !wrong || overlaps() {
        return None;
    }
    let list: Vec<String> = parts.iter().map(|part| figure(part.value)).collect();
    Some(finding(prose, sentence, whole, format!("{} ＝ {}", list.join(" ＋ "), figure(sum))))
}

/// As many papers as are named, counted in words of their own (公告98项、信息126条、公示28则，三类合计262条), and what they add up to.
pub fn of_several_units(prose: &Prose, sentence: &Sentence, (at, count): (usize, usize)) -> Option<Diagnostic> {
    let whole = &sentence.numbers[at];
    let parts = &sentence.numbers[..at];
    let exact = |number: &Number| is_paper(number) && !number.is_rough && number.step == ONE;
    let plain = sentence.roles[..at].iter().all(|role| *role == Role::Plain);
    let mixed = parts.iter().any(|part| part.unit != whole.unit);
    if parts.len() != count || count < 3 || !plain || !mixed || !parts.iter().chain([whole]).all(exact) {
        return None;
    }
    let sum: Value = parts.iter().map(|part| part.value).sum();
    let off = (sum - whole.value).abs();
    let list: Vec<String> = parts.iter().map(|part| figure(part.value)).collect();
    let wrong = off > 0 && off * 10 <= whole.value;
    wrong.then(|| finding(prose, sentence, whole, format!("{} ＝ {}", list.join(" ＋ "), figure(sum))))
}
