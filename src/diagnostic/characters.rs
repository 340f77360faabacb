//! How many characters stand before a byte of a text: a line may be as long as a book, and full of findings.

/// How many characters begin before each stretch of a text.
pub struct Characters(Vec<u32>);

/// How many bytes are counted anew for each place, at most.
const STRETCH: usize = 1024;

impl Characters {
    pub fn of(text: &str) -> Characters {
        let mut before = vec![0];
        let mut count = 0;
        for stretch in text.as_bytes().chunks(STRETCH) {
            count += beginnings(stretch) as u32;
            before.push(count);
        }
        Characters(before)
    }

    /// How many characters of the same text begin before a byte.
    pub fn before(&self, text: &str, offset: usize) -> usize {
        let stretch = offset / STRETCH;
        self.0[stretch] as usize + beginnings(&text.as_bytes()[stretch * STRETCH..offset])
    }
}

/// How many characters begin in some bytes: as many as go on none.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !(0x80..0xc0).contains(*byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_over_stretches() {
        let text = "表：1é𠀀".repeat(500);
        let characters = Characters::of(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(characters.before(&text, offset), count);
        }
        assert_eq!(characters.before(&text, text.len()), 2500);
        assert_eq!(Characters::of("").before("", 0), 0);
    }
}
