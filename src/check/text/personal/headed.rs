//! Papers of people in the entries below a heading that says which: 二、往来港澳通行证, and below it 李四，证件号码C12345678.

use std::ops::Range;

use super::{name, papers};

/// How far below its heading an entry is looked for, in bytes.
const FAR: usize = 6000;

/// What the number of a paper is called in an entry.
const CALLED: [&str; 4] = ["证件号码", "证件号", "证号", "号码"];

const MARKS: [char; 7] = ['，', ',', '；', '。', '、', '（', '('];

/// The numbers in the entries below a line that ends where a word for a paper does, each called a number or beside a name.
/// Where the last line ends that was read.
pub fn numbers(text: &str, at: usize, found: &mut Vec<Range<usize>>) -> Option<usize> {
    let below = text[at..].trim_start_matches(['：', ':', '*', ' ', '\r']).strip_prefix('\n')?;
    let mut start = text.len() - below.len();
    let below = &below[..below.floor_char_boundary(FAR.min(below.len()))];
    for line in below.split_inclusive('\n') {
        if is_heading(line) {
            break;
        }
        let is_named = name::begins(line);
        for part in line.split_inclusive(MARKS) {
            let called = CALLED.iter().find_map(|word| part.strip_prefix(word));
            let number = called.unwrap_or(part).trim_start_matches(['：', ':', '为', ' ']);
            let from = start + part.len() - number.len();
            let told = called.is_some() || is_named;
            let number = told.then(|| papers::number_at(text, from, (at, false, false))).flatten();
            found.extend(number.filter(|one| papers::is_told(&text[one.clone()])));
            start += part.len();
        }
    }
    Some(start)
}

/// Whether a line begins what is no longer below the heading: 三、, （三）, a heading or a table of its own.
fn is_heading(line: &str) -> bool {
    let is_count = |mark: &str| mark.chars().all(|c| "一二三四五六七八九十".contains(c));
    let bracket = line.strip_prefix('（').and_then(|rest| rest.split_once('）'));
    line.starts_with(['#', '|'])
        || line.split_once('、').is_some_and(|(mark, _)| is_count(mark))
        || bracket.is_some_and(|(mark, _)| is_count(mark))
}
