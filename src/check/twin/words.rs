//! A section as the comparison sees it: its characters without figures, marks, the body's own names and the formulas of
//! the form, each with its place.

use crate::fold::fold_char;
use crate::model::Form;

/// The characters of a section that are compared, and where each stands.
#[derive(Debug, Default)]
pub struct Words {
    pub chars: Vec<char>,
    /// For each character its bytes in the file.
    pub places: Vec<(u32, u32)>,
}

impl Words {
    /// Reads the section `text`, which begins at `offset` of its file. Sentences with one of the form's formulas are left
    /// out, and so are the `names` of the body: two bodies that fill in one draft differ in them.
    pub fn read(text: &str, offset: usize, form: &Form, names: &[&str]) -> Words {
        let mut words = Words::default();
        let mut start = 0;
        for (end, mark) in text.match_indices(['。', '；', '！', '？', '\n']) {
            words.sentence(&text[start..end], offset + start, form, names);
            start = end + mark.len();
        }
        words.sentence(&text[start..], offset + start, form, names);
        words
    }

    fn sentence(&mut self, text: &str, offset: usize, form: &Form, names: &[&str]) {
        let folded = || text.chars().filter_map(fold_char).collect::<String>();
        let is_heading = text.trim_start().starts_with('#');
        if text.trim().is_empty() || is_heading {
            return;
        }
        if !form.formulas.is_empty() {
            let folded = folded();
            if form.formulas.iter().any(|formula| folded.contains(&**formula)) {
                return;
            }
        }
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let at = offset + (text.len() - rest.len());
            if let Some(name) = names.iter().find(|name| rest.starts_with(**name)) {
                rest = &rest[name.len()..];
                continue;
            }
            if counts(c) {
                self.chars.push(c);
                self.places.push((at as u32, (at + c.len_utf8()) as u32));
            }
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// Letters of any script but Latin, which is addresses and marks; figures change from year to year.
fn counts(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic() && !NUMERALS.contains(&c)
}

const NUMERALS: [char; 16] =
    ['〇', '零', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万'];
