//! A clause that says there was none of what the tables count (S401).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Form;
use crate::model::form::Saying;

use super::Prose;
use super::against::finding;
use super::asked;
use super::number::{ONE, Unit, Value};
use super::own;
use super::scope::{has_partial, has_partial_but, of_another_body};
use super::sentence::{CLAUSE, Sentence};
use super::statement::{Proof, Spoken, Stated, of_words, sums};
use super::vocabulary::{EARLIER, LAST_YEAR, PLACES, WAYS};

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

/// How words for none begin, and 无.
pub(super) const NONE_BEGINS: [char; 3] = ['未', '没', '无'];

/// What says that nothing was decided.
const DECIDED: [&str; 5] = ["未作出", "未做出", "未实施", "没有作出", "没有实施"];

/// What may stand before words for none without leaving anything of the body's year out.
const BEFORE_NONE: [&str; 38] = [
    "年度内",
    "线上、线下",
    "线上线下",
    "线上和线下",
    "全年",
    "本年度",
    "本年",
    "年度",
    "今年",
    "当年",
    "年内",
    "年",
    "度",
    "报告期内",
    "期间",
    "我局",
    "我委",
    "我办",
    "我县",
    "我区",
    "我市",
    "我镇",
    "我乡",
    "我院",
    "我中心",
    "本镇",
    "本乡",
    "本街道",
    "我厅",
    "我街道",
    "我单位",
    "我机关",
    "本机关",
    "本单位",
    "本局",
    "政府信息公开工作中",
    "均",
    "也",
];

/// What may stand beside reviews and suits that are about disclosure: all that the tables count of them.
const BESIDE_CASES: [&str; 51] = [
    "类",
    "问题",
    "一例",
    "一起",
    "一件",
    "因",
    "由",
    "涉及",
    "有关",
    "相关",
    "关于",
    "政府信息公开",
    "信息公开",
    "政府信息",
    "依申请公开",
    "依申请",
    "工作",
    "申请",
    "事项",
    "而",
    "被",
    "引起",
    "引发",
    "导致",
    "产生",
    "发生",
    "出现",
    "收到",
    "接到",
    "受理",
    "有",
    "提起",
    "提出",
    "行政",
    "的",
    "案件",
    "情况",
    "情形",
    "现象",
    "事件",
    "等",
    "、",
    "和",
    "及",
    "或者",
    "或",
    "与",
    "以及",
    "未",
    "也",
    " ",
];

/// A clause that says there was none, where the table has some.
pub fn nothing(prose: &Prose, (sentence, sayings): (&Sentence, &[&Saying])) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !sentence.text.contains(NONE_BEGINS) || PLACES.iter().any(|word| sentence.text.contains(word)) {
        return found;
    }
    // What comes later in the sentence speaks of something else.
    let (mut is_part, mut by_ways) = (false, true);
    for clause in sentence.text.split(CLAUSE) {
        let of_part = is_part;
        let own = clause.replace("涉及政府信息公开", "").replace("涉及信息公开", "");
        is_part |= has_partial(&own);
        // 其中9件为网上申请，均已办结，未引起行政复议: how they came narrows no cases.
        by_ways &= !has_partial(&own) || clause.trim_start().starts_with("其中") && !has_partial_but(&own, &WAYS);
        let start = sentence.offset(clause);
        let counts = sentence.numbers.iter().filter(|number| number.unit != Unit::None && !sentence.is_not_one(number));
        let has_figure = counts.into_iter().any(|number| (start..start + clause.len()).contains(&number.start));
        if of_part && !by_ways || has_figure || !clause.contains(NONE_BEGINS) {
            continue;
        }
        let of_row = || of_row(prose, (sentence, sayings), clause).map(|(at, own)| (at, vec![own]));
        let named = || of_cases(prose, clause).or_else(|| of_row().filter(|_| !is_part));
        // 未收到依申请公开诉求: a word of those for parts may be one for applications.
        let asked = || asked::denied(prose, (sentence.text, clause));
        let named = (!is_part || by_ways).then(named).flatten().filter(|(_, all)| !all.is_empty());
        let Some((at, all)) = named.or_else(|| asked().filter(|_| !of_part)) else {
            continue;
        };
        if !is_of_year(prose, sentence, start + at) || of_another_body(prose, &clause[..at]) {
            continue;
        }
        for (known, cell, expected) in all {
            let said = (clause.trim(), "0");
            let finding = finding(prose, Code::S401, (prose.report, cell, expected), &known, said);
            found.push(prose.at(finding, sentence, start + at..start + clause.len()));
        }
    }
    found
}

/// What a clause denies, the cell that has it all the same, and how many.
pub(super) type Denied = (Stated, u32, Value);

/// Whether no other year is named before byte `start`.
pub fn is_of_year(prose: &Prose, sentence: &Sentence, start: usize) -> bool {
    let of_last = sentence.begins_in_last_year(start);
    !of_last
        && sentence.numbers.iter().filter(|number| number.end <= start).all(|number| {
            let year = number.value / ONE;
            !sentence.text[number.end..].starts_with('年') || year == Value::from(prose.report.year)
        })
}

/// Reviews and suits of which a clause names nothing else and says that there were none: 未发生因政府信息公开工作被申请行政复议、
/// 提起行政诉讼的情况.
fn of_cases(prose: &Prose, clause: &str) -> Option<(usize, Vec<Denied>)> {
    let at = clause.find(NONE_BEGINS).filter(|_| clause.contains("复议") || clause.contains("诉讼"))?;
    let mut words = clause[at..].trim_start_matches("没有").trim_start_matches(NONE_BEGINS);
    if !is_of_all(prose, &clause[..at]) {
        return None;
    }
    let mut denied = Vec::new();
    while !words.is_empty() {
        let case = ["复议", "诉讼"].iter().find_map(|case| Some((words.strip_prefix(case)?, *case)));
        words = match case {
            Some((rest, case)) => {
                if !denied.contains(&case) {
                    denied.push(case);
                }
                rest
            }
            None => BESIDE_CASES.iter().find_map(|word| words.strip_prefix(word))?,
        };
    }
    let found = denied.iter().filter_map(|case| some_of(prose, case)).collect();
    (!denied.is_empty()).then_some((at, found))
}

/// Reviews or suits, where the table has some.
fn some_of(prose: &Prose, case: &str) -> Option<Denied> {
    let form: &Form = prose.form;
    let saying = form.sayings.iter().find(|saying| saying.short.iter().any(|own| **own == *case))?;
    let cells = sums(form, saying, None)?.into_iter().next()?;
    let cell = *cells.first()?;
    let expected = prose.total(prose.report, &cells).filter(|expected| *expected > 0)?;
    let row = format!("行政{case}");
    let column = form.place(cell).1.label.to_string();
    Some((Stated { sums: vec![cells], row, column, from: 0, proof: Proof::Words }, cell, expected))
}

/// Whether words before a denial leave nothing of the reporting body's year out: 我局全年, 2023年.
pub(super) fn is_of_all(prose: &Prose, before: &str) -> bool {
    let own = |words: &str| Some(words.len() - own::at_head(prose.names, words)?);
    let mut rest = before.trim().trim_start_matches(|c: char| c.is_ascii_digit());
    while !rest.is_empty() {
        let shorter = BEFORE_NONE.iter().find_map(|word| Some(rest.strip_prefix(word)?.len()));
        let Some(left) = shorter.or_else(|| own(rest)) else { return false };
        rest = rest[rest.len() - left..].trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    }
    true
}

/// A row or a column of one that a clause says there was none of.
fn of_row(prose: &Prose, (sentence, sayings): (&Sentence, &[&Saying]), clause: &str) -> Option<(usize, Denied)> {
    let words = NONE.iter().filter_map(|word| Some((clause.find(word)?, *word)));
    let word = words.min_by_key(|(at, word)| (*at, usize::MAX - word.len()));
    let decided = || {
        let found = DECIDED.iter().find_map(|word| Some((clause.find(word)?, *word)));
        found.filter(|(at, word)| is_of_all(prose, &clause[..*at]) && is_decision(&clause[at + word.len()..]))
    };
    // 无行政诉讼案件; but 无正当理由 says of how many there was none.
    let lacking = || lacks_cases(clause.trim()).then(|| (clause.len() - clause.trim_start().len(), "无"));
    let (at, word) = word.or_else(decided).or_else(lacking)?;
    let (before, after) = (&clause[..at], &clause[at + word.len()..]);
    // 没有现成信息 is what the row is called.
    let is_name = |saying: &&Saying| {
        let mut words = saying.words.iter().flat_map(|pattern| &pattern.before);
        words.any(|own| own.starts_with(word) && clause[at..].starts_with(&**own))
    };
    if sayings.iter().any(is_name) {
        return None;
    }
    // 对重复申请未发生行政复议 says it of some.
    if before.trim_start().starts_with('对') || before.contains("结转") || is_reason(before) || is_last_years(before)
    {
        return None;
    }
    // 线上未收到申请 says it of one way.
    if before.contains("线上") != before.contains("线下") {
        return None;
    }
    // 没有超期答复的申请 says something else.
    let said = after.replace("因政府信息公开", "").replace("其他组织", "");
    let qualified = ["因", "不", "纠", "败", "超", "逾", "关于", "对", "新", "完", "按", "代", "其他", "告知", "留存"];
    let qualified = !is_result(after) && qualified.iter().any(|word| said.contains(word));
    if after.chars().count() > 24 || qualified {
        return None;
    }
    // 未收到境外申请 says it of some.
    let received = ["到", "受理"].iter().any(|verb| word.ends_with(verb));
    if received && after.contains("申请") && !after.contains("复议") && !names_all(after) {
        return None;
    }
    // 未收到, 未制定: the verb is part of the words for the row or the column.
    let with_verb = ["到", "受理", "制定", "制发", "出台"].iter().any(|verb| word.ends_with(verb));
    let from = if with_verb { at + word.len() - "收到".len() } else { at + word.len() };
    let lead = clause[clause.floor_char_boundary(from)..].trim_end_matches(['的', '情', '况']);
    let known = of_words(prose, (sentence, sayings), (lead, ""), &mut Spoken::default())?;
    if known.proof != Proof::Words {
        return None;
    }
    let totals: Vec<Value> = known.sums.iter().map(|sum| prose.total(prose.report, sum)).collect::<Option<_>>()?;
    // That there was none of a part does not say that there was none.
    let is_part =
        |sum: &Vec<u32>| sum.len() < known.sums[0].len() && sum.iter().all(|cell| known.sums[0].contains(cell));
    let mut readings = known.sums.iter().zip(&totals);
    let some = readings.all(|(sum, total)| *total > 0 || is_part(sum));
    let expected = *totals.first().filter(|first| some && **first > 0)?;
    let cell = *known.sums.first()?.first()?;
    Some((at, (known, cell, expected)))
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
