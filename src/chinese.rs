//! What a Chinese character is, and how it is read in Latin letters.

use pinyin::ToPinyin;

/// Whether a character is one of those that Chinese is written with; marks and figures are not.
pub fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// How a character is mostly read, without its tone, as one types it: 公 is `gong`, 吕 is `lv`.
pub fn syllable(c: char) -> Option<String> {
    Some(c.to_pinyin()?.plain().replace('ü', "v"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_told_and_read() {
        assert!(is_chinese('公') && !is_chinese('，') && !is_chinese('a') && !is_chinese('１'));
        assert_eq!(
            [syllable('公'), syllable('吕'), syllable('a')],
            [Some("gong".to_owned()), Some("lv".to_owned()), None]
        );
    }
}
