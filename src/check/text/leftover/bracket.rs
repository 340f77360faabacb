//! Brackets, quotes and marks of titles that are not closed, or were never opened.

use std::sync::LazyLock;

use crate::needles::Signs;

/// One kind that opens and closes.
const KINDS: [(char, char); 7] =
    [('《', '》'), ('（', '）'), ('“', '”'), ('【', '】'), ('〔', '〕'), ('〈', '〉'), ('「', '」')];

/// The place of round brackets among them.
const ROUND: usize = 1;

/// What has no other half yet: a quotation may go on over paragraphs, so all of a text is read.
#[derive(Default)]
pub struct Open {
    /// For each kind: paragraph and bytes of those that were opened.
    opened: [Vec<(usize, usize, usize)>; KINDS.len()],
    lonely: Vec<(usize, usize, usize)>,
}

impl Open {
    pub fn read(&mut self, paragraph: usize, words: &str) {
        static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
            let both = |(open, close): (char, char)| [open, close];
            Signs::of(&KINDS.into_iter().flat_map(both).chain(['(', ')']).collect::<String>())
        });
        let mut perhaps = 0;
        for (at, c) in words.char_indices() {
            if !SIGNS.has(c) {
                continue;
            }
            let c = match c {
                '(' | '（' => '（',
                ')' | '）' => '）',
                other => other,
            };
            let Some(kind) = KINDS.iter().position(|(open, close)| *open == c || *close == c) else { continue };
            let length = words[at..].chars().next().map_or(0, char::len_utf8);
            if KINDS[kind].0 == c {
                self.opened[kind].push((paragraph, at, at + length));
            } else if c == '）' && numbers(&words[..at]) {
                // It closes the number of an item, or something like （见附件 1）: only the whole paragraph tells.
                perhaps += 1;
            } else if self.opened[kind].pop().is_none() {
                self.lonely.push((paragraph, at, at + length));
            }
        }
        let round = &mut self.opened[ROUND];
        while perhaps > 0 && round.last().is_some_and(|(of, ..)| *of == paragraph) {
            round.pop();
            perhaps -= 1;
        }
    }

    /// What stands alone: paragraph and bytes.
    pub fn left_over(self) -> Vec<(usize, usize, usize)> {
        // In a quotation of several paragraphs each begins with a mark, and only the last ends with one.
        let again = |kind: usize, (paragraph, start, _): &(usize, usize, usize)| {
            KINDS[kind].0 == '“' && *start == 0 && *paragraph > 0
        };
        let opened = self.opened.into_iter().enumerate();
        let opened = opened.flat_map(|(kind, open)| open.into_iter().filter(move |place| !again(kind, place)));
        let mut all: Vec<_> = opened.chain(self.lonely).collect();
        all.sort_unstable();
        all
    }
}

/// Whether a bracket closes the number of an item: `1）`, `（一）` has its own, `a）`.
fn numbers(before: &str) -> bool {
    let number = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
    let head = before.trim_end_matches(number);
    before.len() - head.len() <= 6
        && head.len() < before.len()
        && head.chars().next_back().is_none_or(|c| c.is_whitespace() || "。；，：、;,.:".contains(c))
}
