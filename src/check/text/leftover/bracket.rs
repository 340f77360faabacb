//! Brackets, quotes and marks of titles that are not closed, or were never opened.

use crate::chinese::ordinal;
use crate::markdown::{Kind, Paragraph};
use crate::near;

/// One kind that opens and closes.
const KINDS: [(char, char); 7] =
    [('《', '》'), ('（', '）'), ('“', '”'), ('【', '】'), ('〔', '〕'), ('〈', '〉'), ('「', '」')];

/// The place of round brackets among them.
const ROUND: usize = 1;

/// Every character that [`Open::read`] waits for.
pub fn signs() -> impl Iterator<Item = char> {
    KINDS.into_iter().flat_map(|(open, close)| [open, close]).chain(['(', ')'])
}

/// What has no other half yet: a quotation may go on over paragraphs, so all of a text is read.
#[derive(Default)]
pub struct Open {
    /// For each kind: paragraph and bytes of those that were opened.
    opened: [Vec<(usize, usize, usize)>; KINDS.len()],
    lonely: Vec<(usize, usize, usize)>,
    /// The paragraphs that begin with a quotation mark, in their order.
    quoted: Vec<usize>,
    /// Brackets of the paragraph that may close the number of an item, or something like （见附件 1）: only the whole
    /// paragraph tells.
    perhaps: usize,
}

impl Open {
    /// Takes the character `c` at byte `at` of a paragraph's words.
    pub fn read(&mut self, paragraph: usize, words: &str, (at, c): (usize, char)) {
        let end = at + c.len_utf8();
        let c = match c {
            '(' | '（' => '（',
            ')' | '）' => '）',
            other => other,
        };
        let Some(kind) = KINDS.iter().position(|(open, close)| *open == c || *close == c) else { return };
        if is_of_interval(words, at, end) {
            return;
        }
        if c == '“' && at == 0 {
            self.quoted.push(paragraph);
        }
        if KINDS[kind].0 == c {
            self.opened[kind].push((paragraph, at, end));
        } else if c == '）' && numbers(&words[..at]) {
            self.perhaps += 1;
        } else if self.opened[kind].pop().is_none() {
            self.lonely.push((paragraph, at, end));
        }
    }

    /// Nothing of the paragraph follows.
    pub fn end_paragraph(&mut self, paragraph: usize) {
        let round = &mut self.opened[ROUND];
        for _ in 0..std::mem::take(&mut self.perhaps) {
            if round.pop_if(|(of, ..)| *of == paragraph).is_none() {
                break;
            }
        }
    }

    /// What stands alone: paragraph and bytes.
    pub fn left_over(self) -> Vec<(usize, usize, usize)> {
        // In a quotation of several paragraphs each begins with a mark, and only the last ends with one.
        let Open { opened, lonely, quoted, .. } = self;
        let goes_on = |paragraph: usize| quoted.binary_search(&(paragraph + 1)).is_ok();
        let again = |kind: usize, (paragraph, start, _): &(usize, usize, usize)| {
            KINDS[kind].0 == '“' && (*start == 0 && *paragraph > 0 || goes_on(*paragraph))
        };
        let opened = opened.into_iter().enumerate();
        let opened = opened.flat_map(|(kind, open)| open.into_iter().filter(move |place| !again(kind, place)));
        let mut all: Vec<_> = opened.chain(lonely).collect();
        all.sort_unstable();
        all
    }
}

/// Whether the other half of a lonely bracket stands in a cell near by: what one row of a table opens, the next may close, and
/// cells are read row by row.
pub fn is_of_rows(
    paragraphs: &[Paragraph],
    lonely: &[(usize, usize, usize)],
    &(of, start, end): &(usize, usize, usize),
) -> bool {
    const ROWS: u32 = 2;
    const NEAR: usize = 40;
    let cell = |of: usize| match paragraphs[of].kind {
        Kind::Cell { table, row, .. } => Some((table, row)),
        _ => None,
    };
    let Some((table, row)) = cell(of) else { return false };
    let half = &paragraphs[of].words[start..end];
    let other = KINDS.iter().find_map(|(open, close)| match half.chars().next()? {
        c if c == *open => Some(*close),
        c if c == *close => Some(*open),
        _ => None,
    });
    let at = lonely.partition_point(|(place, from, _)| (*place, *from) < (of, start));
    let near = &lonely[at.saturating_sub(NEAR)..lonely.len().min(at + NEAR)];
    near.iter().any(|&(place, from, to)| {
        place != of
            && cell(place).is_some_and(|(of, at)| of == table && at.abs_diff(row) <= ROWS)
            && paragraphs[place].words[from..to].chars().next() == other
    })
}

/// Whether the bracket between two bytes begins or ends an interval that holds one of its ends: (0,3], [60，80）.
fn is_of_interval(words: &str, start: usize, end: usize) -> bool {
    const LONGEST: usize = 40;
    const OPEN: [char; 5] = ['(', '（', '[', '［', '【'];
    const CLOSE: [char; 5] = [')', '）', ']', '］', '】'];
    let is_round = |c: char| "（）()".contains(c);
    let Some(own) = words[start..end].chars().next() else { return false };
    let (inner, other) = if OPEN.contains(&own) {
        let near = near::behind(&words[end..], LONGEST);
        near.find(CLOSE).map_or(("", None), |close| (&near[..close], near[close..].chars().next()))
    } else {
        let near = near::before(&words[..start], LONGEST);
        let open = near.char_indices().rev().find(|(_, c)| OPEN.contains(c));
        open.map_or(("", None), |(open, c)| (&near[open + c.len_utf8()..], Some(c)))
    };
    let of_ends = |c: char| c.is_ascii_digit() || ".%％∞+-－−— 万亿元米天分岁年".contains(c);
    let ends = || inner.split_once([',', '，']).map(|(first, last)| [first.trim(), last.trim()]);
    let are_ends = || ends().is_some_and(|ends| ends.iter().all(|end| !end.is_empty() && end.chars().all(of_ends)));
    other.is_some_and(|other| is_round(own) != is_round(other))
        && inner.contains(|c: char| c.is_ascii_digit())
        && are_ends()
}

/// Whether a bracket closes the number of an item: `1）`, `（一）` has its own, `a）`.
fn numbers(before: &str) -> bool {
    let number = |c: char| c.is_ascii_alphanumeric() || ordinal(c).is_some();
    let head = before.trim_end_matches(number);
    // …/index.html）, 见example.gov.cn）: the end of an address.
    let of_address = |c: char| c.is_ascii_alphanumeric() || c == '/';
    if head.strip_suffix(['.', ':']).is_some_and(|address| address.ends_with(of_address)) {
        return false;
    }
    before.len() - head.len() <= 6
        && head.len() < before.len()
        && head.chars().next_back().is_none_or(|c| c.is_whitespace() || "。；，：、;,.:".contains(c))
}
