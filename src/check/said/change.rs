//! The changes and rates of a sentence, each with the figure that it is said of, held against last year (S402).

use crate::diagnostic::Diagnostic;

use super::growth::{Current, Verdict, wrong_change, wrong_rate};
use super::number::{Number, Unit, Value};
use super::sentence::{CLAUSE, Role, Sentence, direction};
use super::statement::Stated;
use super::vocabulary::{COMPARISONS, FILLERS, GIVEN_IN_TURN, LAST_YEAR, LESS, MORE, OTHER_BASES, PLACES, YEAR_ENDS};
use super::{Prose, since};

/// The changes of a paragraph that do not say since when: 处罚11件、减少1件. Where others of them hold against last year's
/// table, they all are changes over the year.
#[derive(Default)]
pub struct Bare {
    held: usize,
    wrong: Vec<Diagnostic>,
}

impl Bare {
    pub fn finish(self, out: &mut Vec<Diagnostic>) {
        if self.held > 0 && self.held >= self.wrong.len() {
            out.extend(self.wrong);
        }
    }
}

/// A sentence, read from its first figure to its last.
struct Walk<'w> {
    prose: &'w Prose<'w>,
    sentence: &'w Sentence<'w>,
    stated: &'w [Option<Stated>],
    current: Option<Current<'w>>,
    /// Last year's figure, where it stands before this year's.
    base: Option<&'w Number<'w>>,
    /// Whether the last comparison was with another year than the one before.
    of_other_year: bool,
    /// Whether the sentence speaks of last year.
    compares: bool,
    /// Last year's figure and the change since, where this year's is not given: 比上年（6件）增加2件.
    grown: Option<(&'w Number<'w>, Value)>,
}

/// Checks every change and rate of a sentence that speaks of last year, or that gives what it was and what it became.
pub fn check(
    prose: &Prose,
    sentence: &Sentence,
    stated: &[Option<Stated>],
    (bare, out): (&mut Bare, &mut Vec<Diagnostic>),
) {
    let changes = sentence.roles.iter().any(|role| matches!(role, Role::Change(_) | Role::Rate(_)));
    if !changes || OTHER_BASES.iter().any(|word| measured(sentence).contains(word)) {
        since::points(prose, sentence, out);
        return;
    }
    let last = (prose.report.year - 1).to_string();
    let compares = LAST_YEAR.iter().any(|word| sentence.text.contains(word))
        || ["同比", "年初", &last].iter().any(|word| sentence.text.contains(word));
    let (current, base) = (None, None);
    let mut walk = Walk { prose, sentence, stated, current, base, of_other_year: false, compares, grown: None };
    for at in 0..sentence.numbers.len() {
        walk.take(at, bare, out);
    }
    since::points(prose, sentence, out);
}

/// The words of a sentence up to the clause of its last change; an average that follows (下降14.0%，平均每月13.7件) measures none.
fn measured<'t>(sentence: &Sentence<'t>) -> &'t str {
    let changes = sentence.numbers.iter().zip(&sentence.roles);
    let last = changes.rev().find(|(_, role)| matches!(role, Role::Change(_) | Role::Rate(_)));
    let end = last.map_or(sentence.text.len(), |(number, _)| number.end);
    let average = sentence.text[end..].strip_prefix(['，', ',', '；']).is_some_and(|rest| rest.starts_with("平均每"));
    if average { &sentence.text[..end] } else { sentence.text }
}

impl Walk<'_> {
    fn take(&mut self, at: usize, bare: &mut Bare, out: &mut Vec<Diagnostic>) {
        let (sentence, number) = (self.sentence, &self.sentence.numbers[at]);
        if matches!(sentence.roles[at], Role::Change(_) | Role::Rate(_)) && self.is_of_else(at) {
            return;
        }
        let last = self.prose.report.year - 1;
        if let Some((base, step)) = self.base_behind(at)
            && let Some(current) = &mut self.current
        {
            (current.base, current.base_step) = (Some(base), step);
        }
        match sentence.roles[at] {
            // 增长近一成，增加2件
            _ if number.is_rough && number.unit == Unit::Percent => {}
            // 处罚50963件，首次超过5万件，增长25.6%
            Role::Plain if number.is_rough && is_milestone(sentence.lead(at)) => {}
            _ if number.is_rough => self.current = None,
            Role::Plain if self.is_last_years(at) => {
                self.base = Some(number);
                self.of_other_year = false;
                let is_pair = self.is_measure(at);
                if let Some(current) = self.current.as_mut().filter(|current| current.number.unit == number.unit) {
                    (current.base, current.base_step) = (Some(number.value), number.step);
                    current.is_pair |= is_pair;
                }
            }
            // 比2021年的49件增加5件
            Role::Plain if sentence.compared_with(at).is_some_and(|year| year < last) => self.of_other_year = true,
            Role::Plain => self.plain(at),
            Role::Change(sign) => self.change((at, sign), bare, out),
            Role::Rate(sign) => self.rate((at, sign), bare, out),
            Role::Share => {}
            // A year stands between; anything else that is counted begins something new.
            Role::Other if number.unit == Unit::None => {}
            Role::Other => self.current = None,
        }
    }

    /// Whether a figure is last year's: 比年初的6.9万人增加1.4万人.
    fn is_last_years(&self, at: usize) -> bool {
        self.sentence.is_last_years(at)
            || self.sentence.year(at) == Some(self.prose.report.year - 1)
            || ["比年初", "较年初"].iter().any(|word| self.sentence.lead(at).contains(word))
            || self.is_measure(at)
    }

    /// Whether a figure is what the one before it is measured by, whenever that was: 243场，较215场增加28场.
    fn is_measure(&self, at: usize) -> bool {
        let lead = self.sentence.lead(at).trim_end();
        let before = lead.strip_suffix('较').or_else(|| lead.strip_suffix('比'));
        let begins = before.is_some_and(|before| before.is_empty() || before.ends_with(['，', ',', '、']));
        let behind = &self.sentence.text[self.sentence.numbers[at].end..];
        let words = behind.split(|c: char| c.is_ascii_digit() || CLAUSE.contains(&c)).next().unwrap_or_default();
        begins && self.current.is_some() && direction(words).is_some()
    }

    fn change(&mut self, (at, sign): (usize, i8), bare: &mut Bare, out: &mut Vec<Diagnostic>) {
        let (sentence, number) = (self.sentence, &self.sentence.numbers[at]);
        let change = Value::from(sign) * number.value;
        // 总量比上年增加37条 speaks of the whole that the parts before it belong to.
        if is_whole(sentence, at) {
            self.current = whole(sentence, at).map(Current::of);
        }
        let direct = |current: &Current| is_whole(sentence, at) || follows(sentence, current.number, number);
        let of_it = |current: &Current| current.number.unit == number.unit && direct(current);
        let Some(current) = self.current.take().filter(of_it) else {
            self.grown = self.base.filter(|base| since::is_since(sentence, base, number)).map(|base| (base, change));
            return;
        };
        let Some(mut current) = of_stock(sentence, current, sign) else { return };
        let verdict = wrong_change(self.prose, sentence, (number, change), &current);
        self.judge(verdict, (&current, false), bare, out);
        current.change = Some(change);
        current.is_derived = current.base.is_none();
        current.base = current.base.or(Some(current.number.value - change));
        self.current = Some(current);
    }

    fn rate(&mut self, (at, sign): (usize, i8), bare: &mut Bare, out: &mut Vec<Diagnostic>) {
        let (sentence, number) = (self.sentence, &self.sentence.numbers[at]);
        let near = |current: &Current| current.change.is_some() || follows(sentence, current.number, number);
        let over_year = ["比", "较", "同比"].iter().any(|word| sentence.lead(at).contains(word));
        let fits = |current: &Current| near(current) && !(current.is_older && over_year);
        if let Some(current) = self.current.take().filter(fits) {
            let Some(current) = of_stock(sentence, current, sign) else { return };
            // By the cells a rate may hold beside a change that does not.
            let by_cells = Current { base: None, ..current };
            let held = current.is_derived
                && matches!(wrong_rate(self.prose, sentence, (number, sign), &by_cells), Verdict::Holds);
            let verdict =
                if held { Verdict::Holds } else { wrong_rate(self.prose, sentence, (number, sign), &current) };
            return self.judge(verdict, (&current, self.is_sure(at, &current)), bare, out);
        }
        let since = (self.base, self.grown.take());
        if let Verdict::Wrong(finding) = since::rate(self.prose, (sentence, self.stated), since, (number, sign)) {
            out.push(finding);
        }
    }

    /// Last year's figure in brackets right behind a change or a rate: 增加35条（2023年为326条）.
    fn base_behind(&self, at: usize) -> Option<(Value, Value)> {
        let unit = self.current.as_ref()?.number.unit;
        let changes = matches!(self.sentence.roles[at], Role::Change(_) | Role::Rate(_));
        // 增加46条，增长23.7%（上年194条）
        let is_rate = |at: usize| matches!(self.sentence.roles.get(at), Some(Role::Rate(_)));
        let said_last = if is_rate(at + 1) && !is_rate(at) { at + 1 } else { at };
        let end = self.sentence.numbers[said_last].end;
        let said = self.sentence.text[end..].strip_prefix(['（', '(']).filter(|_| changes)?;
        let last = format!("{}年", self.prose.report.year - 1);
        let named = ["上年", "去年", "上一年", &last].iter().find_map(|year| said.strip_prefix(year))?;
        let start = self.sentence.offset(named.trim_start_matches(['度', '为', '是', '有', '同', '期']));
        let base = self.sentence.numbers[at + 1..].iter().find(|number| number.start == start)?;
        let closed = self.sentence.text[base.end..].starts_with(['）', ')']);
        (closed && !base.is_rough && base.unit == unit).then_some((base.value, base.step))
    }

    /// Whether a change is measured against another year, or is one of several that are given in turn.
    fn is_of_else(&mut self, at: usize) -> bool {
        // 与2023年相比，2024年下降20%: the report's own year is measured, and no measure.
        let year = self.sentence.compared_with(at).filter(|year| *year != self.prose.report.year);
        let lead = self.sentence.lead(at);
        let of_last = LAST_YEAR.iter().any(|word| lead.contains(word));
        self.of_other_year = year.map_or(self.of_other_year && !of_last, |year| year != self.prose.report.year - 1);
        self.of_other_year || GIVEN_IN_TURN.iter().any(|word| lead.contains(word))
    }

    fn plain(&mut self, at: usize) {
        let (sentence, number) = (self.sentence, &self.sentence.numbers[at]);
        self.of_other_year = false;
        // 由上年的160件增加到194件
        let from = sentence.grown_from(at).map(|from| &sentence.numbers[from]);
        let grown = from.is_some() || sentence.lead(at).trim_end().ends_with(['到', '至']);
        let base = from.or(self.base.take());
        let base = base.filter(|base| grown && base.unit == number.unit && !base.is_rough);
        let (base, base_step) = (base.map(|base| base.value), base.map_or(0, |base| base.step));
        let stated = self.stated[at].as_ref();
        let year = sentence.grown_from(at).and_then(|from| sentence.year(from));
        let is_older = year.is_some_and(|year| year < self.prose.report.year - 1);
        self.current =
            Some(Current { stated, base, base_step, is_pair: from.is_some(), is_older, ..Current::of(number) });
    }

    /// Whether a rate that does not say since when can mean nothing but the year before: it stands right behind its figure,
    /// which the tables have for both years (许可207件，增长32.9%), or right behind its change (98件，增加22件，增幅22.4%).
    fn is_sure(&self, at: usize, current: &Current) -> bool {
        let sentence = self.sentence;
        let at_once = |from: &Number, to: &Number| {
            let words = sentence.between(from.end, to.start).trim_start_matches(['，', ',', '、', '（', '(']);
            direction(words).is_some() && words.chars().count() <= 4
        };
        let (rate, before) = (&sentence.numbers[at], &sentence.numbers[at.saturating_sub(1)]);
        let own_year = sentence.year(at).is_none_or(|year| year == self.prose.report.year);
        let scoped = || PLACES.iter().any(|word| sentence.text.contains(word));
        if rate.unit != Unit::Percent || !own_year || !at_once(before, rate) || scoped() {
            return false;
        }
        if current.is_derived {
            at_once(current.number, before)
        } else {
            current.base.is_none() && before == current.number
        }
    }

    /// Says what is wrong, at once or, where it is not said since when, if others of the paragraph hold.
    fn judge(
        &self,
        verdict: Verdict,
        (current, is_sure): (&Current, bool),
        bare: &mut Bare,
        out: &mut Vec<Diagnostic>,
    ) {
        match verdict {
            Verdict::Unknown => {}
            Verdict::Wrong(finding) if self.compares || current.is_pair || is_sure => out.push(finding),
            _ if self.compares || current.base.is_some() => {}
            Verdict::Holds => bare.held += 1,
            Verdict::Wrong(finding) => bare.wrong.push(finding),
        }
    }
}

/// The stock that is measured, where a figure is what came to it since last year: 藏书12册，其中新增2册，较上年末的10册增长20%. `None`
/// where what came is not measured by the stock of last year and that of this year is not given.
fn of_stock<'n>(sentence: &'n Sentence, current: Current<'n>, sign: i8) -> Option<Current<'n>> {
    let Some(base) = current.base.filter(|_| YEAR_ENDS.iter().any(|word| sentence.text.contains(word))) else {
        return Some(current);
    };
    let is_all = |number: &&Number| {
        let (came, before) = (current.number, number.end <= current.number.start);
        before && number.unit == came.unit && number.value - base == came.value
    };
    let plain = sentence.numbers.iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    if let Some(stock) = plain.map(|(number, _)| number).find(is_all) {
        return Some(Current { base: Some(base), base_step: current.base_step, ..Current::of(stock) });
    }
    (sign < 0 || current.number.value >= base).then_some(current)
}

/// Whether words before a rough figure say that the one before it came to so many: 首次突破5万件.
fn is_milestone(lead: &str) -> bool {
    ["首次", "突破", "超过", "首破", "首超"].iter().any(|word| lead.trim_start().starts_with(word))
}

/// What may stand between a figure and its change, too.
const BESIDE_CHANGE: [&str; 10] =
    ["首次", "突破", "超过", "首破", "首超", "连续两", "连续三", "连续四", "连续五", "的"];

/// Whether a change is said of a whole.
fn is_whole(sentence: &Sentence, at: usize) -> bool {
    ["总量", "总数"].iter().any(|word| sentence.lead(at).contains(word))
}

/// The largest count before a change, in its unit.
fn whole<'s>(sentence: &'s Sentence, at: usize) -> Option<&'s Number<'s>> {
    let before = sentence.numbers[..at].iter().zip(&sentence.roles).filter(|(_, role)| **role == Role::Plain);
    let alike = before.map(|(number, _)| number).filter(|number| number.unit == sentence.numbers[at].unit);
    alike.max_by_key(|number| number.value)
}

/// Whether a change is surely said of the figure before it: it is the only count of the sentence so far, or nothing but
/// a comparison stands between.
fn follows(sentence: &Sentence, current: &Number, change: &Number) -> bool {
    // 诉讼7件，维持3件、未审结2件，较上年少1件: of the whole, perhaps.
    let at = sentence.numbers.iter().position(|known| known == current).unwrap_or_default();
    let behind_list = sentence.lead(at).starts_with('、') && sentence.text[current.end..].starts_with(['，', ',']);
    // 复议3件（维持1件、其他结果2件），较上年减少3件
    let in_brackets = sentence.text[current.end..].starts_with(['）', ')']);
    if behind_list || in_brackets {
        return false;
    }
    let counts = sentence.numbers.iter().zip(&sentence.roles).enumerate().filter(|(at, (number, role))| {
        // 收费23万元，主要为学费，低于上年的24万元，下降4.2%: last year's is what it is measured by.
        let counts = **role == Role::Plain && !sentence.is_last_years(*at);
        let is_mark = || number.is_rough && is_milestone(sentence.lead(*at));
        counts && !is_mark() && number.end <= change.start && number.unit == current.unit
    });
    let mut between = sentence.between(current.end, change.start).to_owned();
    for number in sentence.numbers.iter().filter(|number| current.end <= number.start && number.end <= change.start) {
        let written = &sentence.text[number.start..number.end];
        between = between.replace(&format!("{written}年"), "").replace(written, "");
    }
    let words =
        COMPARISONS.iter().chain(&MORE).chain(&LESS).chain(&FILLERS).chain(&BESIDE_CHANGE).chain(&["比", "较", "是"]);
    let rest = words.fold(between, |rest, word| rest.replace(word, ""));
    counts.count() == 1 || rest.chars().all(|c| !c.is_alphabetic())
}
