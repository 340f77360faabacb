//! The grams of one document, counted in a table that is used again for the next: sorting them took half of all the time.

use super::gram::Gram;

/// A table of open places, at most half full.
pub struct Tally {
    slots: Vec<Slot>,
    /// The places in use, in the order in which they were taken.
    used: Vec<u32>,
    /// A slot with another mark is empty.
    mark: u32,
}

#[derive(Clone, Copy)]
struct Slot {
    gram: Gram,
    mark: u32,
    tier: u8,
    count: u8,
}

/// How often a gram stands in what a document is about.
const OFTEN: u8 = 3;

impl Tally {
    pub fn new() -> Tally {
        Tally { slots: vec![Slot { gram: Gram(0), mark: 0, tier: 0, count: 0 }; 1 << 13], used: Vec::new(), mark: 0 }
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.used.clear();
        self.mark = self.mark.checked_add(1).unwrap_or_else(|| {
            self.slots.iter_mut().for_each(|slot| slot.mark = 0);
            1
        });
    }

    /// Counts a gram that stands in a place of this tier.
    pub fn add(&mut self, gram: Gram, tier: u8) {
        let mut at = self.place(gram);
        if self.slots[at].mark != self.mark {
            if self.used.len() * 2 >= self.slots.len() {
                self.grow();
                at = self.place(gram);
            }
            self.slots[at] = Slot { gram, mark: self.mark, tier, count: 0 };
            self.used.push(at as u32);
        }
        let slot = &mut self.slots[at];
        slot.tier = slot.tier.min(tier);
        slot.count = slot.count.saturating_add(1);
    }

    /// Every gram with its tier: of the words, what is said three times counts as a heading would.
    pub fn grams(&self) -> impl Iterator<Item = (Gram, u8)> {
        self.used.iter().map(|at| {
            let Slot { gram, tier, count, .. } = self.slots[*at as usize];
            (gram, if count >= OFTEN { tier.min(1) } else { tier })
        })
    }

    fn place(&self, gram: Gram) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (gram.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & mask;
        while self.slots[at].mark == self.mark && self.slots[at].gram != gram {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let kept: Vec<Slot> = self.used.drain(..).map(|at| self.slots[at as usize]).collect();
        let size = self.slots.len() * 4;
        self.slots = vec![Slot { gram: Gram(0), mark: self.mark.wrapping_sub(1), tier: 0, count: 0 }; size];
        for slot in kept {
            let at = self.place(slot.gram);
            self.slots[at] = slot;
            self.used.push(at as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    proptest::proptest! {
        #[test]
        fn a_tally_counts_as_a_map_does(grams in proptest::collection::vec((0..9000_u64, 0..3_u8), 0..9000)) {
            let mut tally = Tally::new();
            tally.clear();
            tally.add(Gram(5), 0);
            tally.clear();
            let mut map: BTreeMap<Gram, (u8, u32)> = BTreeMap::new();
            for (gram, tier) in grams {
                tally.add(Gram(gram << 20), tier);
                let found = map.entry(Gram(gram << 20)).or_insert((tier, 0));
                *found = (found.0.min(tier), found.1 + 1);
            }
            let mut found: Vec<(Gram, u8)> = tally.grams().collect();
            found.sort_unstable();
            let expected: Vec<(Gram, u8)> = map.into_iter()
                .map(|(gram, (tier, count))| (gram, if count >= 3 { tier.min(1) } else { tier })).collect();
            proptest::prop_assert_eq!(found, expected);
        }
    }
}
