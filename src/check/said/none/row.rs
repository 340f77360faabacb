//! A row, or a column of one, that a clause says there was none of.

use crate::model::form::Saying;

use super::super::Prose;
use super::super::against::is_within;
use super::super::number::Value;
use super::super::sentence::Sentence;
use super::super::statement::{Proof, Spoken, Stated, of_words};
use super::super::vocabulary::{EARLIER, LAST_YEAR};
use super::{Denied, is_of_all};

/// What says that there was none.
const NONE: [&str; 12] = [
    "未收到",
    "未接到",
    "未受理",
    "没有收到",
    "未发生",
    "没有发生",
    "未产生",
    "未引发",
    "未制定",
    "未制发",
    "未出台",
    "没有",
];

/// What says that nothing was decided.
const DECIDED: [&str; 5] = ["未作出", "未做出", "未实施", "没有作出", "没有实施"];

/// Such a row, and where the clause denies it.
pub fn denied(prose: &Prose, (sentence, sayings): (&Sentence, &[&Saying]), clause: &str) -> Option<(usize, Denied)> {
    let (at, word) = denial(prose, clause)?;
    let (before, after) = (&clause[..at], &clause[at + word.len()..]);
    if is_name(sayings, word, &clause[at..]) || is_of_some(before) || is_narrowed(word, after) {
        return None;
    }
    // 未收到, 未制定: the verb is part of the words for the row or the column.
    let with_verb = ["到", "受理", "制定", "制发", "出台"].iter().any(|verb| word.ends_with(verb));
    let from = if with_verb { at + word.len() - "收到".len() } else { at + word.len() };
    let lead = clause[clause.floor_char_boundary(from)..].trim_end_matches(['的', '情', '况']);
    let known = of_words(prose, (sentence, sayings), (lead, ""), &mut Spoken::default())?;
    let (cell, expected) = some_of(prose, &known).filter(|_| known.proof == Proof::Words)?;
    Some((at, (known, cell, expected)))
}

/// The words by which a clause says that there was none, and where they stand.
fn denial(prose: &Prose, clause: &str) -> Option<(usize, &'static str)> {
    let words = NONE.iter().filter_map(|word| Some((clause.find(word)?, *word)));
    let word = words.min_by_key(|(at, word)| (*at, usize::MAX - word.len()));
    let decided = || {
        let found = DECIDED.iter().find_map(|word| Some((clause.find(word)?, *word)));
        found.filter(|(at, word)| is_of_all(prose, &clause[..*at]) && is_decision(&clause[at + word.len()..]))
    };
    // 无行政诉讼案件; but 无正当理由 says of how many there was none.
    let lacking = || lacks_cases(clause.trim()).then(|| (clause.len() - clause.trim_start().len(), "无"));
    word.or_else(decided).or_else(lacking)
}

/// Whether a row is called by the words themselves: 没有现成信息.
fn is_name(sayings: &[&Saying], word: &str, from: &str) -> bool {
    let mut names = sayings.iter().flat_map(|saying| &saying.words).flat_map(|pattern| &pattern.before);
    names.any(|name| name.starts_with(word) && from.starts_with(&**name))
}

/// Whether the words before a denial leave only some of what it may be of: 对重复申请未发生行政复议 says it of those, 线上未收到申请 of one way.
fn is_of_some(before: &str) -> bool {
    before.trim_start().starts_with('对')
        || before.contains("结转")
        || is_reason(before)
        || is_last_years(before)
        || before.contains("线上") != before.contains("线下")
}

/// Whether the words behind a denial do: 没有超期答复的申请 says something else, 未收到境外申请 says it of some.
fn is_narrowed(word: &str, after: &str) -> bool {
    const LONGEST: usize = 24;
    const NARROWER: [&str; 15] =
        ["因", "不", "纠", "败", "超", "逾", "关于", "对", "新", "完", "按", "代", "其他", "告知", "留存"];
    let said = after.replace("因政府信息公开", "").replace("其他组织", "");
    let is_qualified = !is_result(after) && NARROWER.iter().any(|word| said.contains(word));
    let is_received = ["到", "受理"].iter().any(|verb| word.ends_with(verb));
    let is_of_applications = is_received && after.contains("申请") && !after.contains("复议");
    after.chars().count() > LONGEST || is_qualified || is_of_applications && !names_all(after)
}

/// The first cell of what is denied, and how many there are all the same.
fn some_of(prose: &Prose, known: &Stated) -> Option<(u32, Value)> {
    let totals: Vec<Value> = known.sums.iter().map(|sum| prose.total(prose.report, sum)).collect::<Option<_>>()?;
    let first = known.sums.first()?;
    // That there was none of a part does not say that there was none.
    let some = known.sums.iter().zip(&totals).all(|(sum, total)| *total > 0 || is_within(sum, first));
    let expected = *totals.first().filter(|total| some && **total > 0)?;
    Some((*first.first()?, expected))
}

/// Whether a clause begins as one that says there were no cases: 无行政诉讼案件; of a kind of suits it says nothing else.
fn lacks_cases(clause: &str) -> bool {
    let kind = ["无复议后起诉", "无直接起诉"].iter().find_map(|none| clause.strip_prefix(none));
    match kind {
        Some(rest) => ["", "案件", "的案件", "情况", "的情况", "情形", "的情形"].contains(&rest),
        None => clause.starts_with("无行政") && !clause.contains("行政复议后"),
    }
}

/// Whether words are nothing but a result that applications may have: 不予公开的情形.
fn is_result(words: &str) -> bool {
    let named = ["不予公开", "不予处理"].iter().find_map(|result| words.trim().strip_prefix(result));
    let noun = named.map(|rest| rest.strip_prefix('的').unwrap_or(rest));
    noun.is_some_and(|noun| ["", "情形", "情况", "申请", "答复", "决定"].contains(&noun))
}

/// Whether words before a denial make it a reason for what follows: 因学校没有留存告知无法提供.
fn is_reason(before: &str) -> bool {
    before
        .trim_start()
        .strip_prefix(['因', '由'])
        .is_some_and(|cause| !cause.starts_with('此') && !cause.contains("公开"))
}

/// Whether words before a denial say it of last year: 上年未制发. 与上年一样未制发 says it of both.
fn is_last_years(before: &str) -> bool {
    let said = before.trim_start();
    LAST_YEAR.iter().chain(&EARLIER).any(|year| said.starts_with(year))
}

/// Whether words name nothing but applications, all of them.
fn names_all(words: &str) -> bool {
    const ALL: [&str; 23] = [
        "政府信息",
        "信息公开",
        "依申请公开",
        "依申请",
        "公开",
        "申请",
        "相关",
        "任何",
        "有关",
        "方面",
        "要求",
        "的",
        "情况",
        "事项",
        "件",
        "公民",
        "自然人",
        "法人",
        "其他组织",
        "或者",
        "或",
        "和",
        "、",
    ];
    let mut rest = words.trim();
    while let Some(shorter) = ALL.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest.is_empty()
}

/// Whether words name a kind of decision and nothing that narrows it: 行政强制决定, 行政强制措施.
fn is_decision(words: &str) -> bool {
    let named = words.trim_end().trim_end_matches("情况").trim_end_matches('的');
    let kind =
        ["处理决定", "决定", "措施", "行为", "案件"].iter().find_map(|word| named.strip_suffix(word)).unwrap_or(named);
    let kinds = kind.split(['、', '和', '及', '与', '或']);
    kinds.into_iter().all(|kind| ["行政许可", "行政处罚", "行政强制"].contains(&kind.trim()))
}
