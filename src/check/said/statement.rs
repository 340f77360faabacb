//! What the figures of a sentence count, by the words around them.

use std::borrow::Cow;

use crate::model::Form;
use crate::model::form::{Names, Pattern, Saying};
use crate::near;

use super::Prose;
use super::behind;
use super::cases::{self, table_of};
use super::implied::{self, unspoken};
use super::joined::{JOINS, is_of_more, of_both, of_due, of_several, together};
use super::number::Unit;
use super::replied::names_reply;
use super::scope::of_another_body;
use super::sentence::{CLAUSE, Role, Sentence};
use super::vocabulary::AMONG;

/// Between the words for a row and its figure stand so many characters at most.
const GAP: usize = 6;
/// Between the words for a column and its figure the words for the row may stand.
const GAP_OF_COLUMNS: usize = 14;
/// Behind a figure its noun follows within so many bytes.
const TAIL: usize = 45;

/// What a figure counts: sums of cells, any of which may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    pub sums: Vec<Vec<u32>>,
    /// What the row and the column are called.
    pub row: String,
    pub column: String,
    /// Where its words begin in the sentence.
    pub from: usize,
    pub proof: Proof,
}

/// What each figure of a sentence counts.
pub type OfSentence = Vec<Option<Stated>>;

/// A sentence with what its figures count.
pub type Counted<'s> = (&'s Sentence<'s>, &'s [Option<Stated>]);

/// What must bear out that the table is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// Nothing: its words say it.
    Words,
    /// The figures of its paragraph.
    Paragraph,
    /// The figures of its sentence.
    Sentence,
}

/// The rows that the figures before it in the sentence spoke of.
#[derive(Default)]
pub(super) struct Spoken<'f>(Vec<(&'f Saying, Proof)>);

impl Stated {
    pub fn table(&self, form: &Form) -> Option<usize> {
        Some(form.place(*self.sums.first()?.first()?).0.table)
    }
}

/// For each figure of a sentence what it counts, where its words tell.
pub fn stated(prose: &Prose, sentence: &Sentence, sayings: &[&Saying]) -> Vec<Option<Stated>> {
    let mut spoken = Spoken::default();
    let mut found: Vec<Option<Stated>> = Vec::with_capacity(sentence.numbers.len());
    for (at, number) in sentence.numbers.iter().enumerate() {
        let is_count = sentence.roles[at] == Role::Plain && !number.is_rough;
        let of_own = is_count.then(|| of_number(prose, (sentence, sayings), at, &mut spoken)).flatten();
        // 处罚由558件增加到694件
        let grown = || sentence.grown_from(at).and_then(|from| found[from].clone()).filter(|_| is_count);
        let by_value = || implied::by_value(prose, (sentence, sayings), at).filter(|_| is_count);
        found.push(of_own.or_else(grown).or_else(by_value));
    }
    found
}

/// What a figure counts that is said to be rough, where its own words tell.
pub fn of_rough(prose: &Prose, sentence: &Sentence, sayings: &[&Saying], at: usize) -> Option<Stated> {
    of_number(prose, (sentence, sayings), at, &mut Spoken::default()).filter(|known| known.proof == Proof::Words)
}

fn of_number<'p>(
    prose: &'p Prose,
    (sentence, sayings): (&Sentence, &[&'p Saying]),
    at: usize,
    spoken: &mut Spoken<'p>,
) -> Option<Stated> {
    let of_case = cases::without_applications(prose.form, sentence, (sayings, at));
    let sayings = of_case.as_deref().unwrap_or(sayings);
    let of_condition = of_condition(sentence, (sayings, at));
    let sayings = of_condition.as_deref().unwrap_or(sayings);
    if let Some(named) = sentence.in_turn(at) {
        return of_words(prose, (sentence, sayings), (named?, ""), spoken);
    }
    if let Some(kind) = behind::kind(sentence, at) {
        return of_words(prose, (sentence, sayings), (kind, ""), spoken);
    }
    let tail = sentence.text[sentence.numbers[at].end..].split(CLAUSE).next().unwrap_or_default();
    let tail = near::behind(tail, TAIL);
    let tail = before_next(sentence, at, tail);
    of_words(prose, (sentence, sayings), (own(sentence, at), tail), spoken)
}

/// The sayings without those that a condition in the clause before speaks against: 同一人反复提出的，不予处理8件 are not all.
fn of_condition<'p>(sentence: &Sentence, (sayings, at): (&[&'p Saying], usize)) -> Option<Vec<&'p Saying>> {
    let before = sentence.text[..sentence.offset(sentence.lead(at))].strip_suffix(['，', ','])?;
    let condition = before.ends_with('的').then(|| before.rsplit(CLAUSE).next())??;
    let speaks_of = |saying: &&&Saying| !saying.never.iter().any(|word| condition.contains(&**word));
    Some(sayings.iter().filter(speaks_of).copied().collect())
}

/// The words before a figure that do not belong to the one before it: 7件维持、4件纠正.
fn own<'t>(sentence: &Sentence<'t>, at: usize) -> &'t str {
    let lead = sentence.bracketed_last_year(at).unwrap_or_else(|| sentence.lead(at));
    let follows = sentence.numbers[..at].iter().any(|before| before.end == sentence.offset(lead));
    // 对100件新收申请及4件结转申请
    let joined = JOINS.iter().any(|join| lead.strip_suffix(join).is_some_and(|rest| !rest.trim().is_empty()));
    if follows && joined {
        return &lead[lead.len()..];
    }
    let cut = lead.find('、').filter(|cut| follows && !lead[..*cut].trim().is_empty());
    cut.map_or(lead, |cut| &lead[cut + '、'.len_utf8()..])
}

/// What of the words behind a figure belongs to no later one: 5起投诉、行政复议2件.
fn before_next<'t>(sentence: &Sentence<'t>, at: usize, tail: &'t str) -> &'t str {
    let next = sentence.numbers[at + 1..].iter().find(|next| next.unit != Unit::None);
    let Some(own) = next.and_then(|next| tail.get(..next.start.checked_sub(sentence.numbers[at].end)?)) else {
        return tail;
    };
    own.rfind(['、', '和', '及']).map_or(own, |cut| &own[..cut])
}

/// What words before and behind a figure (or, with no figure, before the end of a clause) name.
pub(super) fn of_words<'p>(
    prose: &'p Prose,
    (sentence, sayings): (&Sentence, &[&'p Saying]),
    (lead, tail): (&str, &str),
    spoken: &mut Spoken<'p>,
) -> Option<Stated> {
    let form: &Form = prose.form;
    let spelt = [lead, tail].map(|words| years_as_words(words, prose.report.year));
    let found = matches(prose, (sentence, sayings), (&spelt[0], &spelt[1]));
    let (rows, columns) = nearest(form, &found);
    let from = begin(lead, rows.into_iter().chain(columns).map(|found| found.start).min()?);
    if is_denied(prose, &lead[..from], from == lead.len()) {
        return None;
    }
    let own = [rows, columns].into_iter().flatten();
    let proof = own.map(|found| if found.implied { Proof::Paragraph } else { Proof::Words }).max()?;
    let bare = columns.is_none_or(|found| implied::is_bare(&spelt[0][found.rank.0..]));
    let columns = columns.map(|found| found.saying);
    let together = rows.map(|rows| together(prose, (sentence, sayings), &spelt[0], (rows, &found)));
    let (together, named_from) = together.unwrap_or((Vec::new(), from));
    if is_of_more(&lead[..from.min(named_from).min(lead.len())], lead) {
        return None;
    }
    let rows = match rows {
        Some(found) => {
            spoken.0.push((found.saying, proof));
            vec![(found.saying, proof)]
        }
        // 自然人276件: of any row that the sentence spoke of, with a figure or without.
        None if spoken.0.is_empty() => {
            let rows = unspoken((sentence, sayings), lead, (form, columns?));
            // 制定制度2件 is of something else than what is not named.
            rows.into_iter().filter(|(_, proof)| bare || *proof != Proof::Sentence).collect()
        }
        None => spoken.0.iter().rev().copied().collect(),
    };
    let proof = proof.max(rows.iter().map(|(_, proof)| *proof).min()?);
    let rows: Vec<&Saying> = rows.into_iter().map(|(saying, _)| saying).collect();
    let due = of_due(prose, &rows, columns);
    let mut stated = named(form, rows, columns)?;
    stated.sums.extend(due);
    add_each(form, (together, columns), &mut stated);
    if let Some(both) = of_both(prose, &spelt[0], &stated.sums).filter(|_| columns.is_none()) {
        let labels = || both.iter().map(|cell| &*form.place(*cell).0.label).collect::<Vec<_>>();
        stated = Stated { row: labels().join("、"), sums: vec![both.clone()], ..stated };
    }
    Some(Stated { from: sentence.offset(lead) + from, proof, ..stated })
}

/// The words nearest to a figure that name rows, and those that name columns.
fn nearest<'f, 'p>(form: &Form, found: &'f [Match<'p>]) -> (Option<&'f Match<'p>>, Option<&'f Match<'p>>) {
    let is_columns = |saying: &Saying| matches!(saying.names, Names::Columns(..));
    let nearest = |columns: bool| {
        let of_kind = found.iter().filter(|found| is_columns(found.saying) == columns);
        // Of equals the first in the form counts; what is surely meant goes before what may be.
        of_kind.rev().max_by_key(|found| (!found.implied, found.rank))
    };
    let (rows, columns) = (nearest(false), nearest(true));
    // 其他处理 is a row of applications and a column of reviews.
    // 期末未结的申请 is one of applications, whose words hold a column of reviews.
    let of_other = |row: &Match, column: &Match| {
        let own = table_of(form, row.saying);
        let table = |saying: &Saying| matches!(saying.names, Names::Columns(table, _) if Some(table) == own);
        row.start <= column.start && column.rank.0 <= row.rank.0 && !table(column.saying)
    };
    let of_rows = |column: &&Match| {
        rows.is_some_and(|row| (row.start, row.rank.0) == (column.start, column.rank.0) || of_other(row, column))
    };
    (rows, columns.filter(|column| !of_rows(column)))
}

/// Where words begin that were found from a byte on: all of a year, whose last bytes they begin with.
fn begin(lead: &str, from: usize) -> usize {
    let in_year = lead[from..].starts_with(|c: char| c.is_ascii_digit());
    if in_year { lead[..from].trim_end_matches(|c: char| c.is_ascii_digit()).len() } else { from }
}

/// Whether what stands before the words that name something says that there is none, or whose it is.
fn is_denied(prose: &Prose, before: &str, at_end: bool) -> bool {
    // 未收到申请的单位有3个 counts something else.
    // 剩余6件结转下年办理 is what is left of all.
    let before = if at_end { before.trim_end().trim_end_matches("剩余") } else { before };
    let denied = ["未", "没有", "没", "不", "不再", "不再重复", "非"].iter().any(|word| before.ends_with(word));
    denied || of_another_body(prose, before)
}

/// Each row more is one more reading: what all of them count.
fn add_each(form: &Form, (together, columns): (Vec<&Saying>, Option<&Saying>), stated: &mut Stated) {
    let mut all = stated.sums.first().cloned().unwrap_or_default();
    for saying in together {
        let Some(more) = sums(form, saying, columns).and_then(|sums| sums.into_iter().next()) else { break };
        all.extend(more);
        stated.sums.push(all.clone());
    }
}

/// What says that a figure is none of what the words before it name.
const OF_THOSE: [&str; 6] = ["件中", "申请中", "案件中", "复议", "诉讼", "起诉"];

/// What is done with applications.
pub(super) const DONE: [&str; 8] = ["收到", "受理", "接收", "接到", "办理", "处理", "答复", "登记"];

/// `2022年结转` and `结转2024年` as sayings have them, 上年结转 and 结转下年; every byte keeps its place.
pub fn years_as_words(words: &str, year: i16) -> Cow<'_, str> {
    if !words.contains("结转") {
        return Cow::Borrowed(words);
    }
    let last = words.replace(&format!("{}年", year - 1), " 上年");
    Cow::Owned(last.replace(&format!("{}年", year + 1), "下年 "))
}

/// A saying whose words stand before a figure.
pub(super) struct Match<'p> {
    pub saying: &'p Saying,
    /// The words nearest to the figure count, of these the longest.
    pub rank: (usize, usize),
    /// Where they begin.
    pub start: usize,
    /// Whether they alone do not say that the table is meant.
    implied: bool,
}

/// Every saying that the words before and behind a figure may be.
pub(super) fn matches<'p>(
    prose: &Prose,
    (sentence, sayings): (&Sentence, &[&'p Saying]),
    (lead, tail): (&str, &str),
) -> Vec<Match<'p>> {
    let mut found = Vec::new();
    for &saying in sayings {
        let gap = if matches!(saying.names, Names::Rows(_)) { GAP } else { GAP_OF_COLUMNS };
        let mut fitting = saying.words.iter().filter_map(|pattern| fits(pattern, lead, tail, gap)).peekable();
        let mut brief = saying.short.iter().filter(|word| lead.contains(&***word)).peekable();
        // Most sayings of a sentence speak of another of its figures.
        if fitting.peek().is_none() && brief.peek().is_none() {
            continue;
        }
        if saying.never.iter().any(|word| lead.contains(&**word) || tail.contains(&**word)) {
            continue;
        }
        let is_about = |word: &str| [sentence.text, prose.heading, prose.head].iter().any(|text| text.contains(word));
        let implied = !saying.about.is_empty() && !saying.about.iter().any(|word| is_about(word));
        let of_place = |(start, end), implied| Match { saying, rank: (end, lead.len() - start), start, implied };
        found.extend(fitting.map(|place| of_place(place, implied)));
        // 水土保持、取水等许可 are all kinds of them, where no others are named.
        let kinds = saying.about.is_empty() && matches!(saying.names, Names::Rows(_));
        let of_kinds = |word: &str| kinds && sentence.text.matches(word).count() == 1;
        let short = brief.filter_map(|word| implied::alone(word, lead, of_kinds(word)));
        found.extend(short.map(|place| of_place(place, !implied::is_headed(prose, saying))));
    }
    found
}

/// The cells that rows and a column mean, and what they are called.
fn named(form: &Form, rows: Vec<&Saying>, columns: Option<&Saying>) -> Option<Stated> {
    let of_rows: Vec<(&Saying, Vec<Vec<u32>>)> =
        rows.into_iter().filter_map(|saying| Some((saying, sums(form, saying, columns)?))).collect();
    let (saying, first) = of_rows.first()?;
    let (row, column) = form.place(*first.first()?.first()?);
    let several = |saying: &Saying| match &saying.names {
        Names::Rows(sums) => sums.first().is_some_and(|sum| sum.len() > 1),
        Names::Columns(_, ids) => ids.len() > 1,
    };
    let own_words = |saying: &Saying| saying.words.first().map(|words| words.before.concat()).unwrap_or_default();
    let named = |saying: &Saying, label: &str| if several(saying) { own_words(saying) } else { label.to_owned() };
    let sums = of_rows.iter().flat_map(|(_, sums)| sums.clone()).chain(of_several(form, &of_rows)).collect();
    Some(Stated {
        row: named(saying, &row.label),
        column: columns.map_or_else(|| column.label.to_string(), |saying| named(saying, &column.label)),
        sums,
        from: 0,
        proof: Proof::Words,
    })
}

/// The cells beside one in its row, in the column that a word names by itself.
pub fn beside(form: &Form, cell: u32, word: &str) -> Option<Vec<u32>> {
    let row = form.place(cell).0;
    let ids = form.sayings.iter().find_map(|saying| match &saying.names {
        Names::Columns(table, ids) if *table == row.table && saying.is_called(word) => Some(ids),
        _ => None,
    })?;
    ids.iter().map(|id| form.cell(&form.tables[row.table].id, &row.id, id)).collect()
}

/// Where a pattern's words stand before a figure: from the first to the end of the last; those behind it must follow.
fn fits(pattern: &Pattern, lead: &str, tail: &str, most: usize) -> Option<(usize, usize)> {
    // Most patterns lack their last word, and that is soon told.
    if pattern.before.last().is_some_and(|word| !lead.contains(&**word)) {
        return None;
    }
    let mut rest = tail;
    for word in &pattern.after {
        let at = rest.find(&**word)?;
        rest = &rest[at + word.len()..];
    }
    let mut end = lead.len();
    let mut last = None;
    for word in pattern.before.iter().rev() {
        end = lead[..end].rfind(&**word)?;
        last = last.or(Some(end + word.len()));
    }
    let Some(last) = last else {
        // Nothing but the words behind the figure: they must follow at once.
        let at_once = pattern.after.first().is_some_and(|word| tail.trim_start().starts_with(&**word));
        return at_once.then_some((lead.len(), lead.len()));
    };
    // 办结件中公开102件: of those, not they. 不服不予公开决定申请复议1件 counts reviews, 答复公开3件 a kind of reply.
    let between = &lead[last..];
    let is_done = || DONE.iter().chain(&["办结"]).any(|verb| lead[..last].ends_with(verb));
    // 收到的申请中有1件
    if between.starts_with('中')
        || OF_THOSE.iter().any(|word| between.contains(word))
        || is_done() && names_reply(between)
    {
        return None;
    }
    // 行政处罚和其他权力40条 counts more than what it names.
    if JOINS.iter().any(|join| between.strip_prefix(join).is_some_and(|rest| rest.starts_with(['其', '有']))) {
        return None;
    }
    // 行政许可包括排污许可61件 counts a part of them.
    if AMONG.iter().any(|word| *word != "含" && between.contains(word)) {
        return None;
    }
    // 无制发、无废止、有效3件: none is what it counts.
    if between.contains('、') && lead[..end].ends_with(['无', '零']) {
        return None;
    }
    let gap = between.chars().filter(|c| !c.is_whitespace()).count();
    (!pattern.after.is_empty() || gap <= most).then_some((end, last))
}

/// The cells of rows in a column: the one the words name, the saying's own, or the total.
pub(super) fn sums(form: &Form, rows: &Saying, columns: Option<&Saying>) -> Option<Vec<Vec<u32>>> {
    let Names::Rows(alternatives) = &rows.names else { return None };
    let cells = |row: &usize| -> Option<Vec<u32>> {
        let row = &form.rows[*row];
        let own = form.columns(row);
        let at = |id: &str| own.iter().position(|column| &*column.id == id);
        let places: Vec<usize> = match columns.map(|saying| &saying.names) {
            Some(Names::Columns(table, ids)) if *table == row.table => {
                ids.iter().map(|id| at(id)).collect::<Option<_>>()?
            }
            Some(_) => return None,
            None => match (&rows.column, own) {
                (Some(id), _) => vec![at(id)?],
                (None, [_]) => vec![0],
                (None, _) => vec![own.iter().rposition(|column| column.summed)?],
            },
        };
        Some(places.into_iter().map(|place| row.first + place as u32).collect())
    };
    let sum =
        |rows: &Vec<usize>| -> Option<Vec<u32>> { Some(rows.iter().map(cells).collect::<Option<Vec<_>>>()?.concat()) };
    alternatives.iter().map(sum).collect()
}
