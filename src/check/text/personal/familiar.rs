//! How colleagues call each other: 小林, 老张, 李工.

use super::family;
use crate::chinese::is_chinese;

/// Whether a text ends in a family as colleagues call somebody: 技术支持小林：, 李工.
pub fn ends(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '\u{3000}', '：', ':', '（', '(', '*']);
    let run = &text[text.trim_end_matches(is_chinese).len()..];
    let mut last = run.chars().rev();
    match (last.next(), last.next(), last.next()) {
        (Some('工' | '总' | '姐' | '哥'), Some(family), None) => family::is_sure(family) && run != "施工",
        (Some(family), Some('小' | '老'), before) => {
            family::is_sure(family) && !before.is_some_and(|before| "大中古年养敬".contains(before))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colleagues_are_told_from_words() {
        assert!(ends("技术支持小林：") && ends("李工 ") && ends("老张"));
        assert!(!ends("施工") && !ends("员工") && !ends("大小王") && !ends("小"));
    }
}
