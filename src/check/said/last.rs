//! What stays in last year once a sentence has named it: 上年共办结6件，其中予以公开4件.

use super::number::Unit;
use super::sentence::{CLAUSE, Role, Sentence};
use super::vocabulary::{AMONG, LAST_YEAR};

/// What brings a sentence back from last year.
const BACK: [&str; 22] = [
    "；",
    ";",
    "）",
    ")",
    "今年",
    "本年",
    "当年",
    "全年",
    "报告期",
    "现有",
    "现已",
    "同比",
    "比",
    "较",
    "增",
    "减",
    "升",
    "降",
    "至",
    "变",
    "新收",
    "结转",
];

/// What was left of last year is of this one.
const LEFT: [&str; 8] = ["结转", "转入", "遗留", "延", "剩", "末", "底", "初"];

impl Sentence<'_> {
    /// Whether a figure is one of those that stay in the year of one before it: of what was last year's, behind 其中, or in a
    /// sentence that begins with last year.
    pub fn stays_in_last_year(&self, at: usize) -> bool {
        if !self.text.contains(['上', '去']) {
            return false;
        }
        let (mut next, mut among) = (self.numbers[at].start, false);
        for before in (0..at).rev() {
            let number = &self.numbers[before];
            let between = self.between(number.end, next);
            let is_year = number.unit == Unit::None && between.starts_with('年');
            let changes = matches!(self.roles[before], Role::Change(_) | Role::Rate(_));
            if is_year || changes || BACK.iter().any(|word| between.contains(word)) {
                return false;
            }
            among |= AMONG.iter().any(|word| between.contains(word));
            if let Some((head, tail)) = self.named_last_year(before) {
                let compares = head.contains(['比', '较', '与', '同', '由', '从', '对']);
                let whole = !compares && !LEFT.iter().any(|word| tail.contains(word));
                return whole && (among || self.text[..self.offset(head) + head.len()].trim().is_empty());
            }
            next = number.start;
        }
        false
    }

    /// Whether all up to byte `end` is said of last year, which the sentence begins with: 上年未发生复议, 去年收到6件，均已办结.
    pub fn begins_in_last_year(&self, end: usize) -> bool {
        let said = self.text[..end].trim_start();
        let Some(rest) = LAST_YEAR.iter().filter_map(|word| said.strip_prefix(word)).min_by_key(|rest| rest.len())
        else {
            return false;
        };
        let own = rest.split(CLAUSE).next().unwrap_or_default();
        !LEFT.iter().any(|word| own.contains(word)) && !BACK.iter().any(|word| rest.contains(word))
    }
}
