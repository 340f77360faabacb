//! A sentence with its figures, and what each figure is: a count, a change, a rate of change or a share.

use super::number::{Number, ONE, Unit, numbers};
use super::vocabulary::{FILLERS, GIVEN_IN_TURN, LAST_YEAR, LESS, MORE, NOT_ONE};

/// A sentence of a paragraph.
pub struct Sentence<'t> {
    pub text: &'t str,
    /// Where it begins in the paragraph's words.
    pub start: usize,
    pub numbers: Vec<Number<'t>>,
    pub roles: Vec<Role>,
}

/// What a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// So many there are.
    Plain,
    /// So many more (1) or fewer (-1) than before.
    Change(i8),
    /// By such a rate more or fewer.
    Rate(i8),
    /// Such a share of a whole.
    Share,
    /// A year, an address, anything else.
    Other,
}

/// Marks between clauses; 、 joins what belongs together.
pub const CLAUSE: [char; 11] = ['，', '；', '：', ',', ';', ':', '（', '）', '(', ')', '\u{fffc}'];

/// As many figures are given in turn at most.
const IN_TURN: usize = 16;

/// With more figures than this it is no sentence but a table without its lines, of which nobody could tell what belongs
/// to what; and comparing each with each would take its time.
pub const MANY: usize = 120;

impl<'t> Sentence<'t> {
    /// The sentences of a paragraph that hold figures or may say that there were none.
    pub fn all(words: &'t str) -> Vec<Sentence<'t>> {
        let mut found = Vec::new();
        let mut start = 0;
        for piece in words.split_inclusive(['。', '！', '？', '\n']) {
            let text = piece.trim_end_matches(['。', '！', '？', '\n']);
            found.push(Sentence::of(text, start));
            start += piece.len();
        }
        found
    }

    fn of(text: &'t str, start: usize) -> Sentence<'t> {
        let numbers = Some(numbers(text)).filter(|numbers| numbers.len() <= MANY).unwrap_or_default();
        let mut sentence = Sentence { text, start, numbers, roles: Vec::new() };
        sentence.roles = (0..sentence.numbers.len()).map(|at| sentence.role(at)).collect();
        sentence
    }

    /// The words before a figure, back to the figure before it that counts something, and within its clause.
    pub fn lead(&self, at: usize) -> &'t str {
        let number = &self.numbers[at];
        let before = self.numbers[..at].iter().rev().find(|number| number.unit != Unit::None);
        let from = before.map_or(0, |before| before.end);
        let lead = self.between(from, number.start);
        let clause = lead.rfind(CLAUSE).map_or(0, |mark| lead.ceil_char_boundary(mark + 1));
        &lead[clause..]
    }

    /// The bytes of the sentence at which a piece of it stands.
    pub fn offset(&self, piece: &str) -> usize {
        piece.as_ptr() as usize - self.text.as_ptr() as usize
    }

    /// The words between two bytes; none where the second comes before the first, as of figures that stand in each other.
    pub fn between(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Of figures that are given in turn (行政许可、行政处罚分别为12件和3件) the words for this one; `None` inside where
    /// names and figures do not pair.
    pub fn in_turn(&self, at: usize) -> Option<Option<&'t str>> {
        if !GIVEN_IN_TURN.iter().any(|word| self.text.contains(word)) {
            return None;
        }
        let joined = |at: usize| matches!(self.lead(at).trim(), "、" | "和" | "及" | "与" | "" | "，");
        let first = (0..=at).rev().take(IN_TURN).find(|at| !joined(*at))?;
        let mark = GIVEN_IN_TURN.iter().filter_map(|word| self.lead(first).rfind(word)).max()?;
        let figures = 1 + (first + 1..self.numbers.len()).take(IN_TURN).take_while(|at| joined(*at)).count();
        let names: Vec<&str> = self.lead(first)[..mark].split(['、', '和', '及', '与']).collect();
        Some((names.len() == figures && figures > 1).then(|| names[at - first]))
    }

    /// The figure from which another grew or shrank: 由25件减为21件.
    pub fn grown_from(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let (from, to) = (self.numbers.get(before)?, self.numbers.get(at)?);
        let between = self.between(from.end, to.start).trim();
        let grown = between.ends_with(['为', '到', '至', '成']) && between.chars().count() <= 8;
        (grown && from.unit == to.unit && self.lead(before).contains(['由', '从'])).then_some(before)
    }

    /// The whole that a share names with its figure: 5件，占办结13件的38.5%.
    pub fn share_of(&self, at: usize) -> Option<usize> {
        let whole = at.checked_sub(1).filter(|_| self.lead(at).trim() == "的")?;
        self.lead(whole).trim_start().starts_with('占').then_some(whole)
    }

    /// The share in words that one in brackets right behind it spells out: 占四成以上（44.8%）.
    pub fn spelt_out(&self, at: usize) -> Option<usize> {
        let words = at.checked_sub(1)?;
        let (before, own) = (&self.numbers[words], &self.numbers[at]);
        let is_share = before.is_rough && before.unit == Unit::Percent && own.unit == Unit::Percent;
        let between = self.between(before.end, own.start).trim_start_matches(['以', '上', '左', '右', '多', '强']);
        (is_share && matches!(between, "（" | "(") && self.lead(words).contains('占')).then_some(words)
    }

    fn role(&self, at: usize) -> Role {
        let number = &self.numbers[at];
        let lead = self.lead(at);
        let lead = lead.rsplit('、').next().unwrap_or(lead).trim_end_matches("百分之");
        let sign = direction(lead);
        if self.is_not_one(number) {
            return Role::Other;
        }
        match number.unit {
            Unit::None => Role::Other,
            Unit::Other(word) if word.ends_with("百分点") => Role::Other,
            Unit::Percent if share_words(lead).is_some() || self.share_of(at).is_some() => Role::Share,
            Unit::Percent if self.spelt_out(at).is_some() => Role::Share,
            // 是上年的3倍, 为2022年的3倍
            Unit::Times if is_of_year(lead) => Role::Rate(1),
            Unit::Percent | Unit::Times => sign.map_or(Role::Other, Role::Rate),
            Unit::Count(_) | Unit::Money | Unit::Other(_) if self.grown_from(at).is_some() => Role::Plain,
            Unit::Count(_) | Unit::Other(_) if is_difference(lead) => Role::Other,
            Unit::Count(_) | Unit::Money | Unit::Other(_) => sign.map_or(Role::Plain, Role::Change),
        }
    }

    /// Whether a figure is the one of 无一例 and 未发生一起, which says that there was none.
    pub fn is_not_one(&self, number: &Number) -> bool {
        let denied = || NOT_ONE.iter().any(|word| self.text[..number.start].ends_with(word));
        number.value == ONE && self.text[number.start..].starts_with('一') && denied()
    }

    /// Whether a figure is said to be last year's.
    pub fn is_last_years(&self, at: usize) -> bool {
        self.bracketed_last_year(at).is_some() || self.named_last_year(at).is_some() || self.stays_in_last_year(at)
    }

    /// The words before and behind those that make a figure last year's.
    pub fn named_last_year(&self, at: usize) -> Option<(&'t str, &'t str)> {
        let lead = self.lead(at);
        if !lead.contains(['上', '去']) {
            return None;
        }
        LAST_YEAR.iter().find_map(|word| {
            let mut parted = lead.match_indices(word).map(|(found, _)| (&lead[..found], &lead[found + word.len()..]));
            parted.find(|(before, after)| {
                // 较去年1365条增加103条 names last year's figure, 较去年增加103条 does not.
                let after = after.trim();
                let names = matches!(after, "" | "的" | "同期" | "同期的" | "末" | "末的" | "底" | "底的" | "年底的");
                let compares = ["比", "较", "与", "同", "对比"].iter().any(|word| before.ends_with(word)) && !names;
                let compares = compares || before.ends_with("结转");
                let carries = ["结转", "度结转", "度转结", "相比", "增", "减", "未", "遗留", "转"]
                    .iter()
                    .any(|word| after.starts_with(word));
                !compares && !carries
            })
        })
    }

    /// The words before last year's figure in brackets: 新收申请比去年（十六件）增加两件.
    pub fn bracketed_last_year(&self, at: usize) -> Option<&'t str> {
        let before = self.text[..self.numbers[at].start].strip_suffix(['（', '('])?;
        let named = LAST_YEAR.iter().any(|word| before.ends_with(word));
        let compared = before.rfind(['比', '较'])?;
        let lead = &before[..compared];
        let clause = lead.rfind(CLAUSE).map_or(0, |mark| lead.ceil_char_boundary(mark + 1));
        let figures = self.numbers.iter().any(|number| (clause..compared).contains(&number.start));
        (named && !figures && before.len() - compared < 24).then_some(&lead[clause..])
    }

    /// The year that a change is measured against, where its own words name one: 比2023年多5件.
    pub fn compared_with(&self, at: usize) -> Option<i16> {
        let lead = self.offset(self.lead(at));
        let within = self.numbers[..at].iter().rev().take_while(|other| other.start >= lead);
        let mut years = within.filter(|other| self.text[other.end..].starts_with('年'));
        years.find_map(|year| i16::try_from(year.value / super::number::ONE).ok())
    }

    /// The year that was named last before a figure.
    pub fn year(&self, at: usize) -> Option<i16> {
        let number = &self.numbers[at];
        // 2022年结转 and 结转2024年 are of the report's own year.
        let carries = |other: &Number| {
            let after = self.text[other.end..].trim_start_matches(['年', '度']);
            let before = self.text[..other.start].trim_end_matches(['至', '到', '入']);
            after.starts_with("结转") || before.ends_with("结转")
        };
        // 较2023年的16872件增加533件，处罚341件: a year that something is compared with goes no further than its clause.
        let reaches = |other: &Number| {
            let compared = self.text[..other.start].ends_with(['较', '比', '与', '同']);
            let alone = ["年为", "年是", "年有", "年仅", "年只"];
            let alone = alone.iter().any(|word| self.text[other.end..].starts_with(word));
            // 许可538件（2022年489件），处罚38件
            let between = self.between(other.end, number.start);
            // 往年（2022年）的1件诉讼 is of that year.
            let closed = between.find(['）', ')']).filter(|end| !between[..*end].contains(['（', '(']));
            if closed.is_some_and(|end| !between[end..].trim_start_matches(['）', ')']).starts_with('的')) {
                return false;
            }
            // 复议3件，均为2022年作出的答复引起；诉讼3件
            let first = self.numbers.iter().find(|number| number.unit != Unit::None);
            let aside = first.is_some_and(|first| first.end <= other.start);
            if aside && self.between(other.end, number.start).contains(['；', ';']) {
                return false;
            }
            !(compared || alone) || !self.between(other.end, number.start).contains(['，', '；', ',', ';'])
        };
        let named = self.numbers[..at].iter().rev().filter(|other| other.end <= number.start);
        let named = named.filter(|other| self.text[other.end..].starts_with('年') && !carries(other) && reaches(other));
        let mut years = named.map(|other| other.value / super::number::ONE);
        years.find(|year| (1949..=2100).contains(year)).and_then(|year| i16::try_from(year).ok())
    }
}

impl Sentence<'_> {
    /// Whether a figure stands behind several years at once: 2021年至2023年新收482件、524件、510件.
    pub fn is_of_years(&self, at: usize) -> bool {
        let is_year = |number: &Number| (1949..=2100).contains(&(number.value / super::number::ONE));
        let named = |(_, number): &(usize, &Number)| is_year(number) && self.text[number.end..].starts_with('年');
        let Some((last, year)) = self.numbers[..at].iter().enumerate().rev().find(named) else { return false };
        let Some(before) = last.checked_sub(1).map(|before| &self.numbers[before]) else { return false };
        let between = self.between(before.end, year.start).trim_start_matches(['年', '度']).trim();
        let joined = ["至", "到", "-", "—", "——", "～", "~", "、", "和", "及", "与"].contains(&between);
        let reaches = !self.between(year.end, self.numbers[at].start).contains(['；', ';']);
        joined && reaches && is_year(before) && before.value != year.value
    }
}

/// Whether words before a figure make it so many times that of a year.
fn is_of_year(lead: &str) -> bool {
    let year = lead.trim_end().strip_suffix('的').unwrap_or_default();
    let numeral = || year.strip_suffix('年').is_some_and(|year| year.ends_with(|c: char| c.is_ascii_digit()));
    LAST_YEAR.iter().any(|word| year.ends_with(word)) || numeral()
}

/// Whether words before a figure make it how much one thing is more or less than another: 超过新收数6件.
fn is_difference(lead: &str) -> bool {
    let than = ["超过", "超出", "多于", "少于", "高于", "低于"];
    let other = than.iter().find_map(|word| Some(lead.trim_end().rsplit_once(word)?.1));
    other.is_some_and(|other| other.ends_with(['数', '量']) && !other.contains('年'))
}

/// Whether words before a figure say that it is a change: up or down.
pub fn direction(lead: &str) -> Option<i8> {
    let mut words = lead.trim();
    while let Some(rest) = FILLERS.iter().find_map(|filler| words.strip_suffix(filler)) {
        // 增幅 and 降幅 are growth, 有 alone is none.
        words = rest.trim_end();
    }
    let ends = |list: &[&str]| {
        let found = list.iter().find(|word| words.ends_with(**word))?;
        // A single character says it only beside a comparison.
        let compared = || ["比", "较", "同", "上年", "去年", "幅", "率"].iter().any(|word| lead.contains(word));
        (found.chars().count() > 1 || compared() || words == *found).then_some(())
    };
    ends(&MORE).map(|()| 1).or_else(|| ends(&LESS).map(|()| -1))
}

/// What a share is said of, and of what it is one, in the words before it: 公开|占|办结总数的, or nothing of both in 11件，比例为.
pub fn share_words(lead: &str) -> Option<(&str, &str)> {
    const BARE: [&str; 4] = ["比例为", "比例是", "比例达", "比例约"];
    let bare = lead.trim_start_matches(['，', ',']).trim();
    lead.split_once('占').or_else(|| BARE.contains(&bare).then_some(("", "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_stands_between_figures_that_stand_in_each_other() {
        let all = Sentence::all("收到12件，办结9件。");
        let numbers = &all[0].numbers;
        assert_eq!(all[0].between(numbers[0].end, numbers[1].start), "，办结");
        assert_eq!(all[0].between(numbers[1].end, numbers[0].start), "");
    }

    #[test]
    fn figures_have_roles() {
        let roles = |text: &'static str| Sentence::of(text, 0).roles;
        use Role::{Change, Other, Plain, Rate, Share};
        assert_eq!(roles("共194条，比上年增加34条，增幅21%"), [Plain, Change(1), Rate(1)]);
        assert_eq!(roles("2023年收到12件，较上年减少了3件、下降20%"), [Other, Plain, Change(-1), Rate(-1)]);
        assert_eq!(roles("增加到34条，占总数的86.92%，提高3个百分点"), [Plain, Share, Other]);
        assert_eq!(roles("最多12件，同比多3件"), [Plain, Change(1)]);
        assert_eq!(roles("办结249件，超过新收数6件"), [Plain, Other]);
    }

    #[test]
    fn years_and_last_years_are_known() {
        let sentence = Sentence::of("2023年收到12件（上年15件），上年结转2件，比上年增加3件，较去年的9件多", 0);
        assert_eq!(sentence.year(1), Some(2023));
        let last: Vec<bool> = (1..6).map(|at| sentence.is_last_years(at)).collect();
        assert_eq!(last, [false, true, false, false, true]);
        let sentence = Sentence::of("许可12件，较2022年的9件增加3件；处罚2件，2022年为1件，强制5件", 0);
        let years: Vec<Option<i16>> = (0..sentence.numbers.len()).map(|at| sentence.year(at)).collect();
        assert_eq!(years[2..4], [Some(2022), Some(2022)]);
        assert_eq!(years[4..], [None, None, Some(2022), None]);
    }
}
