//! What a Chinese character is, which number it is, how it is read in Latin letters, and how names are shortened.

use pinyin::ToPinyin;

/// Whether a character is one of those that Chinese is written with; marks and figures are not.
pub fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The value of a digit that is written as a character.
pub fn digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Which of ten a character counts, as headings, items and degrees are numbered: 一 to 十.
pub fn ordinal(c: char) -> Option<u8> {
    if c == '十' { Some(10) } else { digit(c).filter(|value| *value > 0) }
}

/// The character that counts so.
pub fn ordinal_of(value: u8) -> Option<char> {
    "一二三四五六七八九十".chars().nth(usize::from(value.checked_sub(1)?))
}

/// Whether a character is one of those that numbers below a hundred million are written with.
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || matches!(c, '两' | '十' | '百' | '千' | '万')
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
    fn numerals_have_their_values() {
        assert_eq!("〇零一九".chars().map(digit).collect::<Vec<_>>(), [Some(0), Some(0), Some(1), Some(9)]);
        assert!(digit('十').is_none() && digit('两').is_none() && digit('1').is_none());
        assert_eq!("零一十百".chars().map(ordinal).collect::<Vec<_>>(), [None, Some(1), Some(10), None]);
        assert!((1..=10).all(|value| ordinal_of(value).and_then(ordinal) == Some(value)));
        assert!(ordinal_of(0).is_none() && ordinal_of(11).is_none());
        assert!("〇零一两十百千万".chars().all(is_numeral) && !is_numeral('亿') && !is_numeral('几'));
    }

    #[test]
    fn characters_are_told_and_read() {
        assert!(is_chinese('公') && !is_chinese('，') && !is_chinese('a') && !is_chinese('１'));
        assert_eq!(
            [syllable('公'), syllable('吕'), syllable('a')],
            [Some("gong".to_owned()), Some("lv".to_owned()), None]
        );
    }
}
