//! Figures that count several rows together, by what joins their names.

use crate::model::Form;
use crate::model::form::{Names, Saying};

use super::Prose;
use super::sentence::Sentence;
use super::statement::{DONE, Match, matches, sums};
use super::whole::{carried_in, new_received};

/// What joins the names of rows that are counted together.
pub const JOINS: [&str; 7] = ["以及", "或者", "、", "和", "与", "及", "或"];

/// So many rows are counted together at most.
const TOGETHER: usize = 4;

/// The other rows that a figure may count together with its own (行政复议、行政诉讼案件6件, 予以公开和部分公开共27件), and where
/// the words for the first of them begin.
pub fn together<'p>(
    prose: &'p Prose,
    (sentence, sayings): (&Sentence, &[&'p Saying]),
    lead: &str,
    (own, found): (&Match<'p>, &[Match<'p>]),
) -> (Vec<&'p Saying>, usize) {
    let joined = |words: &str| JOINS.iter().find_map(|join| Some(words.strip_suffix(join)?.len()));
    let is_row = |other: &&Match<'p>| matches!(other.saying.names, Names::Rows(_));
    // Of the words that end alike the longer may reach over those of another row.
    let within = |other: &&Match<'p>| {
        // 收到和办理申请 is said twice of one row.
        let first = joined(&lead[..other.start]).filter(|_| other.start > own.start);
        other.rank.0 == own.rank.0 && first.is_some_and(|end| !DONE.iter().any(|verb| lead[..end].ends_with(verb)))
    };
    let mut rows: Vec<&Saying> = found.iter().filter(is_row).filter(within).map(|other| other.saying).collect();
    let mut from = own.start.min(lead.len());
    while let Some(end) = joined(&lead[..from]).filter(|_| rows.len() < TOGETHER) {
        let before = matches(prose, (sentence, sayings), (&lead[..end], ""));
        let next = before.iter().filter(is_row).filter(|other| other.rank.0 == end).max_by_key(|other| other.rank);
        let Some(next) = next.filter(|next| next.start < end) else { break };
        rows.push(next.saying);
        from = next.start;
    }
    (rows, from)
}

/// Whether a figure counts something else together with what it names: 不再处理和不予处理7件. With 各 each is counted alone.
pub fn is_of_more(before: &str, lead: &str) -> bool {
    let words = before.trim_end().trim_end_matches("需要");
    let rest = JOINS.iter().find_map(|join| words.strip_suffix(join)).unwrap_or_default();
    let named = rest.trim_end().ends_with(char::is_alphabetic);
    // 收到和办理申请, but 不再处理和不予处理.
    let is_verb = |verb: &str| rest.strip_suffix(verb).is_some_and(|kind| !kind.ends_with(['再', '予', '他']));
    // 危及“三安全一稳定”不予公开1件 is one reason of several.
    let is_for_a_reason = before.trim_end().trim_end_matches('”').ends_with("稳定");
    is_for_a_reason
        || named && !DONE.iter().any(|verb| is_verb(verb)) && !lead[before.len()..].contains('各')
        || is_of_kind(before, lead)
}

/// Whether what was done with applications is said of one kind of them: 公开类答复57件.
fn is_of_kind(before: &str, lead: &str) -> bool {
    before.trim_end().ends_with('类') && DONE.iter().any(|verb| lead[before.len()..].starts_with(verb))
}

/// What came in and what was carried over, where the sentence spoke of both: 新收54件，上年结转3件，其中自然人40件.
pub fn of_due(prose: &Prose, rows: &[&Saying], columns: Option<&Saying>) -> Option<Vec<u32>> {
    if rows.len() < 2 || columns.is_none() {
        return None;
    }
    let both = [new_received(prose)?, carried_in(prose)?].map(|total| {
        let counts = |saying: &&&Saying| {
            sums(prose.form, saying, None).and_then(|sums| sums.into_iter().next()).is_some_and(|sum| sum == [total])
        };
        let saying = rows.iter().find(counts)?;
        sums(prose.form, saying, columns)?.into_iter().next()
    });
    let [Some(new), Some(carried)] = both else { return None };
    Some([new, carried].concat())
}

/// What came in and what was carried over, where the words for a figure name both: 新收和上年结转申请合计9件.
pub fn of_both(prose: &Prose, lead: &str, own: &[Vec<u32>]) -> Option<Vec<u32>> {
    let (before, after) = lead.split_once("结转")?;
    let before = before.trim_end_matches("年度").trim_end_matches("上年").trim_end_matches("上");
    let joins = |words: &str| JOINS.iter().chain(&["加"]).find_map(|join| words.strip_suffix(join).map(str::len));
    let behind = JOINS.iter().chain(&["加"]).any(|join| after.starts_with(join));
    let named = joins(before).is_some_and(|end| before[..end].contains(char::is_alphabetic)) || behind;
    let both = [new_received(prose)?, carried_in(prose)?];
    let is_either = own.first().is_some_and(|sum| both.iter().any(|cell| *sum == [*cell]));
    (named && is_either && lead.contains(['收', '受'])).then(|| both.to_vec())
}

/// What the rows that a sentence spoke of hold together, from the last back: 直接起诉1件、复议后起诉2件，维持2件 may be of both.
pub fn of_several(form: &Form, of_rows: &[(&Saying, Vec<Vec<u32>>)]) -> Vec<Vec<u32>> {
    // Rows that lie across are of one kind; what came in and what was closed are not added.
    let across = |(_, sums): &(&Saying, Vec<Vec<u32>>)| {
        sums.iter().flatten().all(|cell| form.tables[form.place(*cell).0.table].across)
    };
    if of_rows.len() < 2 || !of_rows.iter().all(across) {
        return Vec::new();
    }
    let mut all: Vec<u32> = Vec::new();
    let with_next = of_rows.iter().enumerate().filter_map(|(at, (_, sums))| {
        let own = sums.first()?.iter().filter(|cell| !all.contains(cell)).copied().collect::<Vec<_>>();
        all.extend(own);
        (at > 0).then(|| all.clone())
    });
    with_next.collect()
}
