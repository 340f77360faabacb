//! Which figures of a sentence count what a whole year's table counts, and of which year.

use super::Prose;
use super::against::{holds, is_within};
use super::number::{Number, Unit};
use super::scope::{is_partial, is_topic};
use super::sentence::{Role, Sentence};
use super::statement::Stated;
use super::vocabulary::{COMPARISONS, EARLIER, IS_CHANGE, LAST_YEAR};

/// Such a figure by its place, with what it counts and the year.
pub type Judged<'s> = (usize, &'s Stated, i16);

/// Those of a sentence.
pub fn judged<'s>(prose: &Prose, sentence: &Sentence, stated: &'s [Option<Stated>]) -> Vec<Judged<'s>> {
    if !stated.iter().any(Option::is_some) {
        return Vec::new();
    }
    let mut reader = Reader { prose, sentence, stated, before: Before::default(), topic: None };
    let plain = (0..sentence.numbers.len()).filter(|at| sentence.roles[*at] == Role::Plain);
    plain.filter_map(|at| reader.next(at)).collect()
}

/// Reads the figures of a sentence one after the other.
struct Reader<'r, 's> {
    prose: &'r Prose<'r>,
    sentence: &'r Sentence<'r>,
    stated: &'s [Option<Stated>],
    before: Before<'s>,
    /// The figure of which the sentence goes on to speak.
    topic: Option<usize>,
}

impl<'s> Reader<'_, 's> {
    fn next(&mut self, at: usize) -> Option<Judged<'s>> {
        let (prose, sentence, stated) = (self.prose, self.sentence, self.stated);
        let last_years = self.is_last_years(at);
        let known = stated[at].as_ref().or_else(|| if last_years { self.known_before(at) } else { None });
        self.before.take(sentence, at, (stated[at].as_ref(), last_years));
        let year = match sentence.year(at) {
            _ if last_years => prose.report.year - 1,
            Some(year) => year,
            None => prose.report.year,
        };
        let of_topic = self.topic.is_some_and(|of| is_of_topic(prose, sentence, (stated, of), (at, known)));
        if is_topic(sentence, at) || stated[at].as_ref().is_some_and(|known| is_kind(prose, sentence, at, known)) {
            self.topic = Some(at);
        }
        let (was, year) = if self.is_grown_from(at, year) { (false, year - 1) } else { (self.was(at), year) };
        let is_other = was || of_topic || self.may_be_this_years(at, known) || self.is_of_something_else(at);
        let known = known.filter(|_| !is_other && !is_partial(sentence, &sentence.numbers[at]))?;
        Some((at, known, year))
    }

    fn is_last_years(&self, at: usize) -> bool {
        // "（上年345件）" speaks of what the figure before it counts.
        let is_compared = || self.sentence.compared_with(at) == Some(self.prose.report.year - 1);
        self.sentence.is_last_years(at) || is_compared() && is_brief(self.sentence, at)
    }

    /// What the figure before one counts, where that one has no words for what it counts: 受理6件（上年8件）.
    fn known_before(&self, at: usize) -> Option<&'s Stated> {
        let sentence = self.sentence;
        let known = self.before.of(sentence, at).filter(|_| is_brief(sentence, at))?;
        // 部分公开2件；不予公开为零，上年为3件: behind a semicolon it is of what has no figure, as in 许可22件，未作出行政处罚（上年3件）.
        let counted = sentence.numbers[..at].iter().rev().find(|number| number.unit != Unit::None);
        let since = sentence.between(counted.map_or(0, |counted| counted.end), sentence.numbers[at].start);
        (!since.contains(['；', ';', '未', '没', '无', '零'])).then_some(known)
    }

    /// 由3件减为2件: that is how many there were. 由上年的3件减为2件 does not say of what.
    fn was(&self, at: usize) -> bool {
        let lead = self.sentence.lead(at);
        lead.trim_end().ends_with(['由', '从']) || self.stated[at].is_none() && lead.contains(['由', '从'])
    }

    /// 处罚由558件增加到694件: last year's, where the other is this year's and no other year is named.
    fn is_grown_from(&self, at: usize, year: i16) -> bool {
        let (prose, sentence, stated) = (self.prose, self.sentence, self.stated);
        self.was(at)
            && sentence.grown_from(at + 1) == Some(at)
            && stated[at] == stated[at + 1]
            && year == prose.report.year
            && stated[at].as_ref().is_some_and(|known| holds(prose, sentence, at + 1, known))
    }

    /// 上年收到6件，办结8件: the second may be this year's.
    fn may_be_this_years(&self, at: usize, known: Option<&Stated>) -> bool {
        let holds = |known: &Stated| holds(self.prose, self.sentence, at, known);
        self.sentence.stays_in_last_year(at) && known.is_some_and(holds)
    }

    /// Whether the words before a figure make it another than that of a whole year's table.
    fn is_of_something_else(&self, at: usize) -> bool {
        let lead = self.sentence.lead(at);
        is_average(lead)
            || is_for_each_reason(lead)
            || is_on_top(lead)
            || is_part_of_same(self.stated, at, lead)
            || is_of_information(self.sentence, at)
            || self.sentence.is_of_years(at)
            || EARLIER.iter().any(|word| lead.contains(word))
            || self.sentence.numbers[at].is_rough
    }
}

/// What the figure before another counts, and the one before that if it stood in brackets: 受理36件（含上年结转2件），较上年的30件.
#[derive(Default)]
struct Before<'s> {
    known: Option<(usize, &'s Stated)>,
    outside: Option<(usize, &'s Stated)>,
}

impl<'s> Before<'s> {
    /// What the figure before one counts in whose brackets that stands.
    fn of(&self, sentence: &Sentence, at: usize) -> Option<&'s Stated> {
        let closed = |of: usize| {
            let between = sentence.between(sentence.numbers[of].end, sentence.numbers[at].start);
            between.find(['）', ')']).is_some_and(|end| !between[..end].contains(['（', '(']))
        };
        [self.known, self.outside].into_iter().flatten().find(|(of, _)| !closed(*of)).map(|(_, known)| known)
    }

    fn take(&mut self, sentence: &Sentence, at: usize, (known, keeps): (Option<&'s Stated>, bool)) {
        let opens = |(of, _): &(usize, &Stated)| {
            let between = sentence.between(sentence.numbers[*of].end, sentence.numbers[at].start);
            between.contains(['（', '(']) && !between.contains(['）', ')'])
        };
        match known {
            Some(known) => {
                self.outside = self.known.filter(opens).or(self.outside);
                self.known = Some((at, known));
            }
            None if keeps => {}
            None => *self = Before::default(),
        }
    }
}

/// Whether a figure behind 其中 is called as one before it is: 收到申请25件，其中受理申请8件.
fn is_part_of_same(stated: &[Option<Stated>], at: usize, lead: &str) -> bool {
    let same = |known: &Stated| stated[..at].iter().flatten().any(|whole| whole.sums == known.sums);
    lead.trim_start().starts_with("其中") && stated[at].as_ref().is_some_and(same)
}

/// Whether a figure is one of a list of what was published: 公开信息120条，其中政策40条，行政处罚32条.
fn is_of_information(sentence: &Sentence, at: usize) -> bool {
    let unit = Unit::Count("条");
    let is_whole = |(place, number): (usize, &Number)| number.unit == unit && sentence.lead(place).contains("信息");
    let whole = sentence.numbers[..at].iter().enumerate().find(|(place, number)| is_whole((*place, number)));
    let listed = whole.is_some_and(|(_, whole)| {
        let between = sentence.between(whole.end, sentence.numbers[at].start);
        between.trim_start_matches(['，', ',', '（', '(']).starts_with("其中") && !between.contains(['；', ';'])
    });
    listed && sentence.numbers[at].unit == unit && !sentence.lead(at).contains("申请")
}

/// Whether a figure is said of those that the topic of its sentence counts, and not of all that the tables do.
fn is_of_topic(
    prose: &Prose,
    sentence: &Sentence,
    (stated, of): (&[Option<Stated>], usize),
    (at, known): (usize, Option<&Stated>),
) -> bool {
    let goes_on = !sentence.between(sentence.numbers[of].start, sentence.numbers[at].start).contains(['；', ';']);
    let (Some(topic), Some(known)) = (stated[of].as_ref(), known) else {
        return goes_on && stated[of].is_some() != known.is_some();
    };
    // 在无法提供的22件中，不掌握18件: all that the table has of those.
    let is_kind = |sum: &Vec<u32>| topic.sums.iter().any(|all| is_within(sum, all));
    let kinds = || known.sums.iter().all(is_kind) && holds(prose, sentence, of, topic);
    goes_on && topic.row != known.row && !kinds()
}

/// Whether words before a figure make it an average: 月均收到申请4.5件.
fn is_average(lead: &str) -> bool {
    let of_each = ["月均", "人均", "日均", "年均", "周均", "件均", "平均"];
    lead.contains('均') && of_each.iter().any(|word| lead.contains(word))
}

/// Whether a figure is said of each of several reasons: 以国家秘密、过程性信息为由不予公开的各1件.
fn is_for_each_reason(lead: &str) -> bool {
    lead.trim_end().ends_with('各') && ["为由", "理由", "原因", "因"].iter().any(|word| lead.contains(word))
}

/// Whether words before a figure make it the sum of what was named before and what they name: 上年结转1件，连同新收共9件.
fn is_on_top(lead: &str) -> bool {
    ["连同", "加上", "加之"].iter().any(|word| lead.contains(word)) && lead.contains(['共', '计'])
}

/// Whether a figure counts one kind of applicant, and what follows is said of those: 企业申请11件中，予以公开5件.
fn is_kind(prose: &Prose, sentence: &Sentence, at: usize, known: &Stated) -> bool {
    let follows =
        sentence.text[sentence.numbers[at].end..].starts_with('中') || sentence.lead(at).trim().ends_with('的');
    let of_row = |cell: u32| {
        let (row, column) = prose.form.place(cell);
        !column.summed && prose.form.columns(row).iter().any(|column| column.summed)
    };
    follows && known.sums.first().and_then(|sum| sum.first()).is_some_and(|cell| of_row(*cell))
}

/// Whether nothing but a comparison with last year stands around a figure, and no noun behind it: 上年的1件复议已审结.
fn is_brief(sentence: &Sentence, at: usize) -> bool {
    let words = LAST_YEAR.iter().chain(&COMPARISONS).chain(&["同", "度", "的", "为", "是", "有", "仅", "只"]);
    let rest = words.fold(sentence.lead(at).to_owned(), |rest, word| rest.replace(word, ""));
    let after = sentence.text[sentence.numbers[at].end..].trim_start();
    let is_noun = after.starts_with(char::is_alphabetic) && !after.starts_with(IS_CHANGE);
    !rest.contains(char::is_alphabetic) && !is_noun
}
