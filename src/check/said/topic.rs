//! Of what a paragraph speaks, by the headings above it, also those that are paragraphs of their own, and by what a list
//! goes on from.

use crate::chinese::ordinal;
use crate::markdown::{Kind, Paragraph};

use super::sentence::{CLAUSE, Sentence};

/// A heading has no more characters.
const LONGEST: usize = 24;

/// What the paragraphs so far leave to those behind them.
#[derive(Default)]
pub struct Topic<'p> {
    /// A paragraph that is a heading: （二）依申请公开.
    title: Option<&'p str>,
    /// The head of the paragraph that a list goes on from: 依申请公开情况：新收49件，答复结果为：
    led: Option<&'p str>,
    /// Whether the list may go on behind this paragraph.
    goes_on: bool,
}

impl<'p> Topic<'p> {
    pub fn take(&mut self, paragraph: &'p Paragraph) {
        let words = paragraph.words.trim();
        if matches!(paragraph.kind, Kind::Heading(_)) {
            *self = Topic::default();
        } else if is_title(words) {
            *self = Topic { title: Some(words), ..Topic::default() };
        } else if words.ends_with(['：', ':']) {
            (self.led, self.goes_on) = (Some(head(words)), true);
        } else {
            // Each item but the last ends with a semicolon.
            self.led = self.led.filter(|_| self.goes_on && !words.trim_end_matches('。').contains('。'));
            self.goes_on = words.ends_with(['；', ';']);
        }
    }

    /// The heading right above a paragraph.
    pub fn heading(&self, paragraph: &'p Paragraph) -> &'p str {
        named(self.title.unwrap_or_else(|| paragraph.under.last().map_or("", String::as_str)))
    }

    /// What stands at the head of a paragraph or of the one that it goes on from.
    pub fn head(&self, paragraph: &'p Paragraph) -> &'p str {
        named(self.led.unwrap_or_else(|| head(&paragraph.words)))
    }
}

/// A heading, where it says of what is counted: 政府信息公开平台建设情况 names disclosure, and what follows is of websites
/// and hotlines.
fn named(heading: &str) -> &str {
    let of_platforms = heading.chars().count() <= LONGEST && heading.contains("平台建设");
    if of_platforms { "" } else { heading }
}

fn head(words: &str) -> &str {
    words.split(['。', '\n']).next().unwrap_or_default()
}

/// The head that each sentence of a paragraph stands under: the paragraph's own, up to a sentence that is a numbered title itself:
/// （一）主动公开。公开信息143条。（二）依申请公开。收到申请12件.
pub fn heads<'p>(sentences: &[Sentence<'p>], head: &'p str) -> Vec<&'p str> {
    let under = |(at, head): (usize, &mut &'p str)| {
        let text = sentences[at].text.trim();
        if at > 0 && is_title(text) {
            *head = named(text);
        }
        *head
    };
    let mut head = head;
    (0..sentences.len()).map(|at| under((at, &mut head))).collect()
}

/// Whether words are nothing but a numbered title: （二）依申请公开, 2.依申请公开情况.
fn is_title(words: &str) -> bool {
    let number = words.trim_start_matches(['（', '(']);
    let title = number.trim_start_matches(|c: char| ordinal(c).is_some() || c.is_ascii_digit());
    let numbered = title.len() < number.len() && title.starts_with(['）', ')', '、', '.', '．']);
    let name = title.trim_start_matches(['）', ')', '、', '.', '．', ' ']);
    let plain = !name.contains(CLAUSE) && !name.contains(['。', '；']) && !name.contains(|c: char| c.is_ascii_digit());
    numbered && !name.is_empty() && plain && name.chars().count() <= LONGEST
}
