//! Which stretches two texts have in common, character by character.

use std::collections::HashMap;

use super::sketch::{SHINGLE, hash};

/// A stretch of one text that stands in another, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub here: usize,
    pub there: usize,
    pub length: usize,
}

/// A shorter stretch is how one says it, not a copy.
const LEAST: usize = 16;

/// What stands in `own` and in `other`, in the order of `own`; stretches do not overlap there.
pub fn overlap(own: &[char], other: &[char]) -> Vec<Stretch> {
    let mut known: HashMap<u64, u32> = HashMap::with_capacity(other.len());
    for (at, shingle) in other.windows(SHINGLE).enumerate() {
        known.entry(hash(shingle)).or_insert(at as u32);
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at + SHINGLE <= own.len() {
        let there = known.get(&hash(&own[at..at + SHINGLE])).map(|there| *there as usize);
        let length = there.map_or(0, |there| own[at..].iter().zip(&other[there..]).take_while(|(a, b)| a == b).count());
        match there {
            Some(there) if length >= LEAST => {
                found.push(Stretch { here: at, there, length });
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_found_where_they_stand() {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        let own = chars("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥另外的话");
        let other = chars("开头乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥结尾");
        assert_eq!(overlap(&own, &other), [Stretch { here: 1, there: 2, length: 21 }]);
        assert_eq!(overlap(&own, &chars("乙丙丁戊己庚辛壬癸子丑")), []);
        assert_eq!(overlap(&[], &own), []);
    }
}
