//! One folding of Chinese text: two spellings that a reader takes for the same fold to the same.
//!
//! Used to compare headings and labels and to read figures typed with a Chinese input method.

/// The value of a figure of either width.
pub fn figure(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => Some((u32::from(c) - u32::from('０')) as u8),
        _ => None,
    }
}

/// One character folded: full width to half width, capitals to small letters, the many brackets, quotes and
/// dashes to one of each. `None` for what does not count: white space and zero-width characters.
pub fn fold_char(c: char) -> Option<char> {
    Some(match c {
        // Most are these.
        '\u{4e00}'..='\u{9fff}' => c,
        '\u{ff01}'..='\u{ff5e}' => {
            let half = char::from_u32(c as u32 - 0xfee0).expect("half-width forms are characters");
            return fold_char(half);
        }
        '〔' | '【' | '﹝' | '「' | '『' => '[',
        '〕' | '】' | '﹞' | '」' | '』' => ']',
        '“' | '”' | '„' | '〝' | '〞' | '‘' | '’' | '\'' => '"',
        '—' | '–' | '―' | '−' | '‐' | '‑' => '-',
        '。' => '.',
        '、' => ',',
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => return None,
        c if c.is_whitespace() => return None,
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => c,
    })
}

/// A text folded character by character; see [`fold_char`].
pub fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_thing_fold_alike() {
        assert_eq!(fold("（五） 监督保障"), fold("(五)监督保障"));
        assert_eq!(fold("国办函〔2020〕109号"), fold("国办函【２０２０】109号"));
        assert_eq!(fold("总\u{3000}计"), fold("总计"));
        assert_eq!(fold("3.危及“三安全一稳定”"), fold("3．危及\"三安全一稳定\""));
        assert_ne!(fold("一、总体情况"), fold("二、总体情况"));
    }
}
