//! How names begin: the names of families, and the words that begin as they do.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

struct Families {
    /// Those whose character is seldom a word.
    sure: HashSet<char>,
    /// Those of two characters.
    double: Vec<&'static str>,
    /// How no name begins, though a family does.
    never: Vec<&'static str>,
    /// How the words go on that begin with a family.
    words: HashMap<char, &'static str>,
}

static FAMILIES: LazyLock<Families> = LazyLock::new(|| {
    let mut families = Families { sure: HashSet::new(), double: Vec::new(), never: Vec::new(), words: HashMap::new() };
    for line in include_str!("families.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.split_once(' ') {
            Some(("=", sure)) => families.sure.extend(sure.chars()),
            Some(("+", double)) => families.double.extend(double.split(' ')),
            Some(("!", never)) => families.never.extend(never.split(' ')),
            Some((family, words)) => families.words.extend(family.chars().map(|family| (family, words))),
            None => {}
        }
    }
    families
});

/// Whether a character is a family's name and seldom a word.
pub fn is_sure(c: char) -> bool {
    FAMILIES.sure.contains(&c)
}

/// Whether a character is a family's name, be it a word as well.
pub fn is_any(c: char) -> bool {
    is_sure(c) || FAMILIES.words.contains_key(&c)
}

/// Whether a run of characters begins with a family of two.
pub fn is_double(run: &str) -> bool {
    FAMILIES.double.iter().any(|family| run.starts_with(family))
}

/// Whether a run of characters begins as no name does: 高科技, 万余户.
pub fn is_never(run: &str) -> bool {
    FAMILIES.never.iter().any(|never| run.starts_with(never))
}

/// Whether a family and the character behind it begin a word: 安全, 应当.
pub fn begins_word(family: char, second: char) -> bool {
    FAMILIES.words.get(&family).is_some_and(|words| words.contains(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_told_from_words() {
        assert!(is_sure('骆') && is_any('安') && !is_sure('安') && !is_any('三'));
        assert!(
            begins_word('安', '全') && begins_word('高', '度') && !begins_word('安', '小') && !begins_word('张', '三')
        );
        assert!(is_double("端木山") && !is_double("端小山"));
    }
}
