//! What is left of a whole when its parts are taken off: 问题17个，已整改15个，其余3个 (S404).

use crate::diagnostic::{Code, Diagnostic, Span};

use super::number::{Number, ONE, Unit, Value};
use super::sentence::{Role, Sentence};
use super::{Prose, figure};

/// What names the rest, and what may stand between that and its figure.
const LEFT: [&str; 9] = ["其余", "剩余", "余下", "尚余", "仍余", "还剩", "剩下", "尚剩", "还余"];
const BESIDE: [&str; 10] = ["的", "还有", "尚有", "有", "为", "共", "问题", "申请", "企业", "单位"];

/// With more figures before it nobody can tell what was taken from what.
const MOST: usize = 8;

pub fn check(prose: &Prose, sentence: &Sentence, out: &mut Vec<Diagnostic>) {
    if sentence.numbers.len() > 2 && LEFT.iter().any(|word| sentence.text.contains(word)) {
        out.extend((2..sentence.numbers.len()).filter_map(|at| rest(prose, sentence, at)));
    }
}

fn rest(prose: &Prose, sentence: &Sentence, at: usize) -> Option<Diagnostic> {
    let left = &sentence.numbers[at];
    let mut words = sentence.lead(at).trim();
    while let Some(rest) = BESIDE.iter().find_map(|word| words.strip_suffix(word)) {
        words = rest;
    }
    let is_exact = |number: &Number| !number.is_rough && number.step == ONE;
    let is_counted = matches!(left.unit, Unit::Count(_) | Unit::Other("家" | "户" | "人" | "名" | "期" | "场" | "部"));
    if !LEFT.contains(&words.trim_start_matches(['、', '和', '及'])) || !is_counted || !is_exact(left) {
        return None;
    }
    let own = |place: &usize| sentence.roles[*place] == Role::Plain && sentence.numbers[*place].unit == left.unit;
    let before: Vec<&Number> = (0..at).filter(own).map(|place| &sentence.numbers[place]).collect();
    // What else the sentence counts in other units may have been split, too.
    if !(2..=MOST).contains(&before.len()) || !before.iter().all(|number| is_exact(number)) {
        return None;
    }
    let values: Vec<Value> = before.iter().map(|number| number.value).collect();
    let sum = |values: &[Value]| values.iter().sum::<Value>();
    // 收到20件，结转5件，办结22件，其余3件: any that come first, without any that follow.
    let holds = (0..values.len()).any(|from| {
        (from + 1..values.len()).any(|cut| {
            (cut + 1..=values.len()).any(|end| sum(&values[from..cut]) - sum(&values[cut..end]) == left.value)
        })
    });
    let taken = sum(&values[1..]);
    let off = (values[0] - taken - left.value).abs();
    // Of two figures the first is the whole; of several they must nearly make it up.
    let sure = values.len() == 2 && values[0] >= values[1] || off * 10 <= values[0];
    // 其余 may be of one that was never counted: 公开12件，其中图解3件，其余20件.
    if holds || !sure || left.value > values[0] || sentence.is_last_years(at) {
        return None;
    }
    let parts: Vec<String> = values.iter().map(|value| figure(*value)).collect();
    let lead = sentence.offset(words);
    let finding = Diagnostic::new(Code::S404, Span::file(prose.file))
        .arg("said", sentence.between(lead, left.end))
        .arg("calculation", format!("{} ＝ {}", parts.join(" － "), figure(values[0] - taken)));
    Some(prose.at(finding, sentence, left.start..left.end))
}
