//! What a Chinese character is, how it is read in Latin letters, and how names are shortened.

use pinyin::ToPinyin;

/// Whether a character is one of those that Chinese is written with; marks and figures are not.
pub fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// How a character is mostly read, without its tone, as one types it: 公 is `gong`, 吕 is `lv`.
pub fn syllable(c: char) -> Option<String> {
    Some(c.to_pinyin()?.plain().replace('ü', "v"))
}

/// Whether a word is another with some of its characters left out, as names are shortened: 人社局 of 人力资源和社会保障局.
pub fn shortens(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
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
