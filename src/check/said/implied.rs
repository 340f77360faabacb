//! What a sentence names in brief (许可50件) or not at all (自然人15件), and whether the figures around it bear out that the
//! table is meant.

use crate::model::Form;
use crate::model::form::{Names, Saying};

use super::Prose;
use super::cases::table_of;
use super::judged::{Judged, judged};
use super::number::{Number, ONE, Value};
use super::scope::has_partial;
use super::sentence::{CLAUSE, Role, Sentence};
use super::statement::{Proof, Stated, sums};
use super::vocabulary::{BEFORE_SHORT, BEHIND_SHORT, BESIDE_COLUMN, OF_OTHER_THINGS, PLACES};
use super::whole::new_received;

/// Where a word that names something in brief stands alone before a figure, or behind some of its kinds and 等.
pub fn alone(word: &str, lead: &str, of_kinds: bool) -> Option<(usize, usize)> {
    let mut words = lead.trim_end();
    loop {
        let before = words.strip_suffix(word).filter(|before| is_opening(before) || of_kinds && before.ends_with('等'));
        if let Some(before) = before {
            return Some((before.len(), words.len()));
        }
        words = BEHIND_SHORT.iter().find_map(|filler| words.strip_suffix(filler))?.trim_end();
    }
}

/// Whether words before a name in brief name nothing else: 2023年我局共.
fn is_opening(mut before: &str) -> bool {
    while let Some(rest) = BEFORE_SHORT.iter().find_map(|filler| before.strip_suffix(filler)) {
        before = rest;
    }
    before.trim().trim_end_matches('年').chars().all(|c| c.is_ascii_digit())
}

/// Whether the heading names the rows in full, so that words in brief under it can mean no others: 复议2件 under 四、政府信息公开
/// 行政复议、行政诉讼情况.
pub fn is_headed(prose: &Prose, saying: &Saying) -> bool {
    let about = || saying.about.iter().any(|word| prose.heading.contains(&**word));
    about() && mention(saying, prose.heading, false).is_some()
}

/// A kind of decision that is as many as the table has of all: 代理记账许可决定41件. Of small numbers that may be chance.
pub fn by_value(prose: &Prose, (sentence, sayings): (&Sentence, &[&Saying]), at: usize) -> Option<Stated> {
    const FEWEST: Value = 10 * ONE;
    let number = &sentence.numbers[at];
    if sayings.is_empty() || number.value < FEWEST || number.step > ONE {
        return None;
    }
    let mut words = explained(sentence, at).unwrap_or_else(|| sentence.lead(at)).trim_end();
    while let Some(rest) = BEHIND_SHORT.iter().find_map(|filler| words.strip_suffix(filler)) {
        words = rest.trim_end();
    }
    let names = |saying: &&Saying| {
        saying.about.is_empty() && saying.short.iter().any(|word| words.ends_with(&**word) && !word.is_empty())
    };
    let saying = sayings.iter().copied().find(names)?;
    let sums = sums(prose.form, saying, None)?;
    let cell = *sums.first()?.first()?;
    let (row, column) = prose.form.place(cell);
    let agrees = sums.len() == 1 && prose.total(prose.report, &sums[0]) == Some(number.value);
    let (row, column) = (row.label.to_string(), column.label.to_string());
    agrees.then(|| Stated { sums, row, column, from: sentence.offset(words), proof: Proof::Words })
}

/// The words before the bracket that stands between a name and its figure: 行政许可（代理记账）32件.
pub fn explained<'t>(sentence: &Sentence<'t>, at: usize) -> Option<&'t str> {
    let before = sentence.text[..sentence.numbers[at].start].strip_suffix(['）', ')'])?;
    let open = before.rfind(['（', '('])?;
    let clause = before[..open].rsplit(CLAUSE).next()?;
    let figures = before.get(open..)?.contains(|c: char| c.is_ascii_digit());
    (!figures && !clause.contains(|c: char| c.is_ascii_digit())).then_some(clause)
}

/// Whether nothing that is counted is named between the words for a column and its figure.
pub fn is_bare(between: &str) -> bool {
    let mut words = between.trim();
    while let Some(rest) = BESIDE_COLUMN.iter().find_map(|filler| words.strip_prefix(filler)) {
        words = rest.trim_start();
    }
    words.is_empty()
}

/// The rows of columns that a sentence names none for before their figure: those that its clauses name without one
/// (未制发规范性文件，现行有效2件), else those that are meant where none is named; and whether that must be borne out.
pub fn unspoken<'p>(
    (sentence, sayings): (&Sentence, &[&'p Saying]),
    lead: &str,
    (form, columns): (&Form, &Saying),
) -> Vec<(&'p Saying, Proof)> {
    let before = &sentence.text[..sentence.offset(lead) + lead.len()];
    let rows = || sayings.iter().copied().filter(|saying| matches!(saying.names, Names::Rows(_)));
    // 开展规范性文件清理工作，本年度制发0件，废止0件，现行有效2件: what the form asks, one after the other.
    let in_form = ["制发", "废止", "现行有效"].iter().all(|word| sentence.text.contains(word));
    let narrows = |word: &str| !(in_form && ["清理", "公开"].contains(&word)) && before.contains(word);
    let is_free = |saying: &&Saying| !saying.never.iter().any(|word| narrows(word));
    let sure = &before[..before.len() - lead.len()];
    let named = |saying: &&Saying| saying.about.is_empty() && mention(saying, sure, false).is_some();
    let found: Vec<_> = rows().filter(named).filter(is_free).map(|saying| (saying, Proof::Words)).collect();
    if !found.is_empty() {
        return found;
    }
    let Names::Columns(table, _) = &columns.names else { return found };
    let of_table = |saying: &&Saying| table_of(form, saying) == Some(*table);
    // 申请 in brief may be said of any, so that it names none.
    let rows_of = |saying: &Saying| match &saying.names {
        Names::Rows(sums) => sums.first().cloned(),
        Names::Columns(..) => None,
    };
    let is_any = |saying: &&Saying| rows().any(|meant| meant.implied && rows_of(meant) == rows_of(saying));
    let named = rows().filter(of_table);
    let mentioned = named.filter_map(|saying| Some((mention(saying, before, !is_any(&saying))?, saying)));
    let nearest = mentioned.max_by_key(|(end, _)| *end).map(|(_, saying)| (saying, Proof::Paragraph));
    let meant = rows().filter(of_table).filter(|saying| saying.implied).map(|saying| (saying, Proof::Sentence));
    nearest.into_iter().chain(meant).collect()
}

/// Where a text last names rows, in full or, where that will do, in brief.
fn mention(saying: &Saying, text: &str, in_brief: bool) -> Option<usize> {
    let in_full = saying.words.iter().filter(|pattern| !pattern.before.is_empty()).filter_map(|pattern| {
        pattern.before.iter().try_fold(0, |from, word| Some(from + text[from..].find(&**word)? + word.len()))
    });
    let short = saying.short.iter().filter(|_| in_brief).filter_map(|word| Some(text.rfind(&**word)? + word.len()));
    in_full.chain(short).max()
}

/// What the paragraphs under one heading say of each table, so far: how many figures agree with this year's cells, and how many
/// differ.
#[derive(Default)]
pub struct Section(Vec<(usize, usize)>);

impl Section {
    /// Counts the figures of a sentence.
    pub fn take(&mut self, prose: &Prose, sentence: &Sentence, judged: &[Judged]) {
        self.0.resize(prose.form.tables.len(), (0, 0));
        count(prose, sentence, judged, (&mut self.0, &mut Vec::new()));
    }

    /// Whether a paragraph that has too few figures of a table is surely of it: nearly all before it under its heading are, and
    /// it names nothing else.
    fn bears_out(&self, prose: &Prose, (table, differ): (usize, usize)) -> bool {
        const FEWEST: usize = 4;
        let (agreed, differed) = self.0.get(table).copied().unwrap_or_default();
        let words = &prose.paragraph.words;
        let of_else = || OF_OTHER_THINGS.iter().chain(&PLACES).any(|word| words.contains(word)) || has_partial(words);
        agreed >= FEWEST && agreed >= FEWEST * (differ + differed) && !of_else()
    }
}

/// Leaves out what is implied where the figures around it do not bear it out: in the same table, twice as many must agree
/// with this year's cells as differ. Where applicants are spoken of, as many will do.
pub fn bear_out(prose: &Prose, sentences: &[Sentence], (stated, section): (&mut [Vec<Option<Stated>>], &Section)) {
    if stated.iter().flatten().flatten().all(|stated| stated.proof == Proof::Words) {
        return;
    }
    let mut agreed = Vec::new();
    let with_stated = sentences.iter().zip(stated.iter());
    let of_sentence: Vec<Vec<(usize, usize)>> =
        with_stated.map(|(sentence, stated)| tally(prose, sentence, stated, &mut agreed)).collect();
    let of_table = |table: usize| of_sentence.iter().map(move |of_table| of_table[table]);
    let sum = |table| of_table(table).fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
    let of_paragraph: Vec<(usize, usize)> = (0..prose.form.tables.len()).map(sum).collect();
    agreed.sort_unstable();
    agreed.dedup();
    let before = stated.to_vec();
    for (at, sentence) in sentences.iter().enumerate() {
        let names_applicants = ["申请人", "申请来源", "申请主体"].iter().any(|word| sentence.text.contains(word));
        let by_applicant = are_named(prose, sentence, &stated[at]);
        let holds = |stated: &Stated| {
            let Some(table) = stated.table(prose.form) else { return false };
            match stated.proof {
                Proof::Words => true,
                Proof::Paragraph => {
                    let brief = || are_brief(prose, sentence, (&before[at], table));
                    bears_out(of_paragraph[table], 2)
                        || adds_up(prose, sentence, (table, by_applicant))
                        || bears_out(of_sentence[at][table], 1) && brief()
                        || !is_kind(prose, stated) && section.bears_out(prose, (table, of_paragraph[table].1))
                }
                Proof::Sentence => {
                    bears_out(of_sentence[at][table], if names_applicants { 1 } else { 2 })
                        || adds_up(prose, sentence, (table, by_applicant))
                        || at > 0 && goes_on(prose, (&before[at - 1], &before[at]), of_sentence[at - 1][table])
                }
            }
        };
        for (place, stated) in stated[at].iter_mut().enumerate() {
            // 许可538件 and, further on, 许可由120件增加到150件: of something else.
            let of_last = sentence.grown_from(place + 1) == Some(place) || sentence.is_last_years(place);
            let differs = |own: &Stated| agrees(prose, &sentence.numbers[place], own).is_none();
            let known = |own: &Stated| !is_either(own) && agreed.binary_search(&own.sums).is_ok();
            let is_second = |own: &Stated| own.proof != Proof::Words && known(own) && !of_last && differs(own);
            *stated = stated.take().filter(|own| holds(own) && !is_second(own));
        }
    }
}

/// Whether a figure counts one of several rows, each of which may be told: 结转5件，办结120件，结转3件 is into the year and out of it.
fn is_either(known: &Stated) -> bool {
    known.sums.len() > 1 && known.sums.iter().all(|sum| sum.len() == 1)
}

/// Whether behind the first figure of a sentence and 其中 each names what it counts, but for the rest: 办理8件，其中个人6件、其他2件.
/// Kinds of applicants need no 其中: 新收4件，自然人3件、商业企业1件.
fn are_named(prose: &Prose, sentence: &Sentence, stated: &[Option<Stated>]) -> bool {
    let rest = |at: usize| sentence.lead(at).ends_with("其他");
    let named = |at: usize| stated[at].is_some() || rest(at);
    let kind = |at: usize| stated[at].as_ref().is_some_and(|known| is_kind(prose, known)) || rest(at);
    (1..stated.len()).all(named) && (sentence.text.contains("其中") || (1..stated.len()).all(kind))
}

/// Whether cells count kinds of applicants or outcomes, and not all of their rows.
fn is_kind(prose: &Prose, known: &Stated) -> bool {
    known.sums.iter().flatten().all(|cell| !prose.form.place(*cell).1.summed)
}

/// Whether a sentence names kinds of applicants only, as the one before it did, whose figures agree: 法律服务机构申请109件。科研机构
/// 申请17件，社会公益组织20件.
fn goes_on(prose: &Prose, (last, own): (&[Option<Stated>], &[Option<Stated>]), tally: (usize, usize)) -> bool {
    let row = |known: &Stated| Some(prose.form.place(*known.sums.first()?.first()?).0.id.clone());
    let kinds = |stated: &[Option<Stated>]| {
        let kinds: Vec<_> = stated.iter().flatten().map(|known| is_kind(prose, known).then(|| row(known))).collect();
        kinds.first().cloned().flatten().filter(|first| kinds.iter().all(|kind| kind.as_ref() == Some(first)))
    };
    tally.0 > 0 && tally.1 == 0 && kinds(last).is_some() && kinds(last) == kinds(own)
}

/// Whether each figure of a table is named in brief and nothing else stands before it: 许可38件，处罚3件.
fn are_brief(prose: &Prose, sentence: &Sentence, (stated, table): (&[Option<Stated>], usize)) -> bool {
    let calls =
        |words: &str, saying: &Saying| saying.about.is_empty() && saying.short.iter().any(|short| **short == *words);
    let of_table =
        || (0..stated.len()).filter(|at| stated[*at].as_ref().is_some_and(|own| own.table(prose.form) == Some(table)));
    let is_brief = |at: usize| {
        let words = sentence.lead(at).trim_matches(['、', ' ']);
        prose.form.sayings.iter().any(|saying| calls(words, saying))
    };
    of_table().count() > 1 && of_table().all(is_brief)
}

/// Whether nothing but three figures or more, given in one breath, add up to all that came in: 自然人22件、商业企业5件、法律服务机构7件.
fn adds_up(prose: &Prose, sentence: &Sentence, (table, by_applicant): (usize, bool)) -> bool {
    let plain = || sentence.numbers.iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    let all = sentence.numbers.len() == plain().count() && plain().count() > 2;
    let exact = plain().all(|(number, _)| !number.is_rough && number.unit == sentence.numbers[0].unit);
    let sum: Value = plain().map(|(number, _)| number.value).sum();
    // 办理8件，其中个人7件、企业1件: the first is all of them.
    let first = sentence.numbers.first().map_or(0, |number| number.value);
    let sum = if by_applicant && sum == first * 2 { first } else { sum };
    let of_table = new_received(prose).filter(|cell| prose.form.place(*cell).0.table == table);
    all && exact && of_table.and_then(|cell| prose.total(prose.report, &[cell])) == Some(sum)
}

/// Whether enough figures agree; of many a few more than those that differ.
fn bears_out((agree, differ): (usize, usize), times: usize) -> bool {
    agree > 0 && agree >= times * differ || agree > differ && agree >= 3
}

/// By table, how many figures of a sentence agree with this year's cells and how many differ; `agreed` are the cells of the
/// former.
fn tally(
    prose: &Prose,
    sentence: &Sentence,
    stated: &[Option<Stated>],
    agreed: &mut Vec<Vec<Vec<u32>>>,
) -> Vec<(usize, usize)> {
    let mut tally = vec![(0, 0); prose.form.tables.len()];
    count(prose, sentence, &judged(prose, sentence, stated), (&mut tally, agreed));
    tally
}

/// The sums that a figure may count.
type Sums = Vec<Vec<u32>>;

fn count(
    prose: &Prose,
    sentence: &Sentence,
    judged: &[Judged],
    (tally, agreed): (&mut [(usize, usize)], &mut Vec<Sums>),
) {
    for (at, known, year) in judged {
        let Some(table) = known.table(prose.form).filter(|_| *year == prose.report.year) else { continue };
        match agrees(prose, &sentence.numbers[*at], known) {
            Some(0) => {}
            Some(_) => {
                tally[table].0 += 1;
                agreed.push(known.sums.clone());
            }
            None => tally[table].1 += 1,
        }
    }
}

/// The value of this year's cells that a figure is.
fn agrees(prose: &Prose, number: &Number, known: &Stated) -> Option<Value> {
    let totals = known.sums.iter().filter_map(|sum| prose.total(prose.report, sum));
    totals.filter(|total| number.shows(*total)).max()
}
