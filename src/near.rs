//! What stands near a place of a text: however long a line is, a rule reads no further.

/// The end of what stands before a place, of so many bytes at most.
pub fn before(words: &str, reach: usize) -> &str {
    &words[words.ceil_char_boundary(words.len().saturating_sub(reach))..]
}

/// The beginning of what stands behind a place, of so many bytes at most.
pub fn behind(words: &str, reach: usize) -> &str {
    &words[..words.floor_char_boundary(reach.min(words.len()))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_stay_whole() {
        assert_eq!(
            ["公开", "开", "开", ""].map(str::to_owned),
            [6, 5, 3, 2].map(|reach| before("公开", reach).to_owned())
        );
        assert_eq!(
            ["公开", "公", "公", ""].map(str::to_owned),
            [6, 5, 3, 2].map(|reach| behind("公开", reach).to_owned())
        );
        assert_eq!([before("", 9), behind("公", 9)], ["", "公"]);
    }
}
