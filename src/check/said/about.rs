//! Words before a figure that make it a rough one: 近, 将近, 不到, or the lower end of a range.

use crate::chinese::is_numeral;

use super::number::digit;
use super::vocabulary::ABOUT;

/// Whether words end with one that makes the figure behind them a rough one.
pub fn is_about(before: &str) -> bool {
    ABOUT.iter().any(|word| before.trim_end().ends_with(word))
}

/// Words without those at their end that make a figure a rough one, the longer ones first: 占接近, 占大约.
pub fn without_about(words: &str) -> &str {
    let mut words = words.trim_end();
    while let Some(rest) = ABOUT.iter().filter_map(|word| words.strip_suffix(word)).min_by_key(|rest| rest.len()) {
        words = rest.trim_end();
    }
    words
}

/// Whether words before a figure are the lower end of a range: 三成至, 3—. 占到 and 不到 are none.
pub fn ends_range(before: &str) -> bool {
    let range = before.trim_end().strip_suffix(['至', '到', '-', '~', '～', '—']);
    let lower = range.map(|rest| rest.trim_end_matches('—').trim_end()).and_then(|rest| rest.chars().next_back());
    lower.is_some_and(|c| digit(c).is_some() || is_numeral(c) || matches!(c, '成' | '%' | '％' | '半'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_word_is_taken_off() {
        let all = ["占接近", "占将近", "占大约", "占超过", "占高达近", "占近", "占"];
        assert_eq!(all.map(without_about), ["占"; 7]);
    }
}
