//! Which gram stands in which of some documents, and where: gathered in one table that is used for all of them. Each gram
//! has a number there, so that documents are sorted by small numbers, and grams only once.

use super::gram::{Gram, Shape};
use super::run::Run;

/// A table of open places, at most half full, and one of single characters, which are half of all grams.
pub struct Tally {
    slots: Vec<Slot>,
    /// By their units.
    singles: Box<[Single]>,
    /// The grams by their number.
    grams: Vec<Gram>,
    /// The pairs that are frequent, sorted: threes count where both their pairs are.
    frequent: Vec<Gram>,
    /// Whether the last pair is, and the one before.
    were_frequent: [bool; 2],
    /// What is to be counted next, and the tier of the place where it stands.
    ahead: Vec<(Gram, Shape)>,
    tier: u8,
    /// The places of the grams of the document at hand, and its single characters.
    used: Vec<u32>,
    used_singles: Vec<u16>,
    /// Which document is at hand: a slot with another mark belongs to one before.
    mark: u16,
    postings: Vec<Posting>,
}

/// Every gram of every text is looked for among them: they should be small.
#[derive(Clone, Copy)]
struct Slot {
    /// Zero where the place is free.
    gram: Gram,
    number: u32,
    mark: u16,
    counted: Count,
    is_frequent: bool,
}

/// A character by itself, which needs no looking for.
#[derive(Clone, Copy)]
struct Single {
    /// [`Single::UNSEEN`] where it was not seen yet.
    number: u32,
    mark: u16,
    counted: Count,
}

impl Single {
    /// Those below this have a place: nearly all that a text is made of.
    const ALL: u16 = 0xa000;
    const UNSEEN: u32 = u32::MAX;
    const FREE: Single = Single { number: Single::UNSEEN, mark: 0, counted: Count(0) };

    /// The place of a gram that is such a character.
    #[inline]
    fn place(gram: Gram) -> Option<u16> {
        gram.single().filter(|unit| *unit < Single::ALL)
    }
}

const FREE: Slot = Slot { gram: Gram(0), number: 0, mark: 0, counted: Count(0), is_frequent: false };
const _: () = assert!(size_of::<Slot>() == 16);

/// How often a gram stands in a document, up to [`OFTEN`], and the best tier of its places: `often << 2 | tier`.
#[derive(Clone, Copy)]
struct Count(u8);

impl Count {
    fn new(often: u8, tier: u8) -> Count {
        Count(often << 2 | tier)
    }

    fn often(self) -> u8 {
        self.0 >> 2
    }

    fn tier(self) -> u8 {
        self.0 & 3
    }

    fn and(self, more: Count) -> Count {
        Count::new(OFTEN.min(self.often() + more.often()), self.tier().min(more.tier()))
    }
}

/// The number of a gram, and a document with the place it has it in: `document << 2 | tier`.
#[derive(Clone, Copy)]
struct Posting {
    gram: u32,
    place: u32,
}

/// The grams of a text that many documents have, each with how often it stands there, up to [`OFTEN`].
pub struct Counted(Vec<(Gram, u8)>);

/// How often a gram stands in what a document is about.
const OFTEN: u8 = 3;
/// About the most postings before they must be put away: twelve bytes each.
const MANY: usize = 1 << 20;
/// How many grams are looked for at once: their slots stay in the fastest memory.
const AHEAD: usize = 128;

impl Tally {
    pub fn new(frequent: &[Gram]) -> Tally {
        Tally {
            slots: vec![FREE; 1 << 14],
            singles: vec![Single::FREE; usize::from(Single::ALL)].into(),
            grams: Vec::new(),
            frequent: frequent.to_vec(),
            were_frequent: [false; 2],
            ahead: Vec::with_capacity(AHEAD),
            tier: 0,
            used: Vec::new(),
            used_singles: Vec::new(),
            mark: 1,
            postings: Vec::new(),
        }
    }

    /// What comes now stands in a place of this tier of the document at hand.
    pub fn enter(&mut self, tier: u8) {
        self.catch_up();
        self.tier = tier;
    }

    /// Counts a gram. A three must come after its two pairs.
    #[inline]
    pub fn add(&mut self, gram: Gram, shape: Shape) {
        if let Some(unit) = Single::place(gram) {
            return self.count_single(unit, 1);
        }
        self.ahead.push((gram, shape));
        if self.ahead.len() == AHEAD {
            self.catch_up();
        }
    }

    #[inline]
    fn count_single(&mut self, unit: u16, times: u8) {
        let more = Count::new(times, self.tier);
        let single = &mut self.singles[usize::from(unit)];
        if single.mark == self.mark {
            single.counted = single.counted.and(more);
            return;
        }
        if single.number == Single::UNSEEN {
            single.number = self.grams.len() as u32;
            self.grams.push(Gram::of(&[unit]));
        }
        (single.mark, single.counted) = (self.mark, more);
        self.used_singles.push(unit);
    }

    /// Counts the grams of a text that was counted before, in the place of this tier.
    pub fn add_counted(&mut self, counted: &Counted, tier: u8) {
        self.enter(tier);
        for some in counted.0.chunks(AHEAD) {
            self.foresee(some.iter().map(|(gram, _)| *gram));
            for (gram, often) in some {
                match Single::place(*gram) {
                    Some(unit) => self.count_single(unit, *often),
                    None => drop(self.count(*gram, *often)),
                }
            }
        }
    }

    /// Gives away what was counted of the document at hand, in place of noting it.
    pub fn counted(&mut self) -> Counted {
        self.catch_up();
        self.mark += 1;
        let slots = self.used.drain(..).map(|at| &self.slots[at as usize]);
        let slots = slots.map(|slot| (slot.gram, slot.counted.often()));
        let single = |unit| (Gram::of(&[unit]), self.singles[usize::from(unit)].counted.often());
        Counted(slots.chain(self.used_singles.drain(..).map(single)).collect())
    }

    fn catch_up(&mut self) {
        let mut ahead = std::mem::take(&mut self.ahead);
        self.foresee(ahead.iter().map(|(gram, _)| *gram));
        for (gram, shape) in ahead.drain(..) {
            if shape == Shape::Three && self.were_frequent != [true; 2] {
                continue;
            }
            let is_frequent = self.count(gram, 1);
            if shape == Shape::Pair {
                self.were_frequent = [is_frequent, self.were_frequent[0]];
            }
        }
        self.ahead = ahead;
    }

    /// Asks the memory for what will be wanted, all at once: else most of the time goes by waiting for it.
    fn foresee(&self, grams: impl Iterator<Item = Gram>) {
        std::hint::black_box(grams.fold(0, |sum, gram| sum ^ self.slots[self.home(gram)].number));
    }

    /// Counts a gram so many times; whether it is one of the frequent.
    fn count(&mut self, gram: Gram, times: u8) -> bool {
        let mut at = self.place(gram);
        if self.slots[at].gram != gram {
            if self.grams.len() * 2 >= self.slots.len() {
                self.grow();
                at = self.place(gram);
            }
            let is_frequent = self.frequent.binary_search(&gram).is_ok();
            self.slots[at] = Slot { gram, number: self.grams.len() as u32, is_frequent, ..FREE };
            self.grams.push(gram);
        }
        let slot = &mut self.slots[at];
        let more = Count::new(times, self.tier);
        if slot.mark == self.mark {
            slot.counted = slot.counted.and(more);
        } else {
            (slot.mark, slot.counted) = (self.mark, more);
            self.used.push(at as u32);
        }
        slot.is_frequent
    }

    /// Notes what was counted as that document's, which must be larger than those before; of the words, what is said
    /// three times counts as a heading would.
    pub fn close(&mut self, document: u32) {
        self.catch_up();
        let slots = self.used.drain(..).map(|at| &self.slots[at as usize]).map(|slot| (slot.number, slot.counted));
        let singles = self.used_singles.drain(..).map(|unit| self.singles[usize::from(unit)]);
        for (number, counted) in slots.chain(singles.map(|single| (single.number, single.counted))) {
            let tier = if counted.often() == OFTEN { counted.tier().min(1) } else { counted.tier() };
            self.postings.push(Posting { gram: number, place: document << 2 | u32::from(tier) });
        }
        self.mark += 1;
    }

    /// Whether what it holds must be put away before the next document.
    pub fn is_full(&self) -> bool {
        self.postings.len() >= MANY || self.mark == u16::MAX
    }

    /// Every gram with the number of its documents, in no order.
    pub fn counts(&self) -> impl Iterator<Item = (Gram, u32)> {
        let mut counts = vec![0; self.grams.len()];
        self.postings.iter().for_each(|posting| counts[posting.gram as usize] += 1);
        self.grams.iter().copied().zip(counts)
    }

    /// Gives away all that was noted, sorted.
    pub fn take(&mut self) -> Run {
        let mut order: Vec<(Gram, u32)> = self.grams.iter().copied().zip(0..).collect();
        order.sort_unstable();
        // Where the documents of each gram begin, by its number; then, as they are put down, where they end.
        let mut ends = vec![0; self.grams.len()];
        self.postings.iter().for_each(|posting| ends[posting.gram as usize] += 1);
        let mut start = 0;
        for (_, number) in &order {
            start += std::mem::replace(&mut ends[*number as usize], start);
        }
        let mut places = vec![0; self.postings.len()];
        for posting in self.postings.drain(..) {
            let end = &mut ends[posting.gram as usize];
            places[*end as usize] = posting.place;
            *end += 1;
        }
        let mut run = Run::default();
        let mut start = 0;
        for (gram, number) in order {
            let end = ends[number as usize] as usize;
            run.push(gram, &places[start..end]);
            start = end;
        }
        self.grams.clear();
        self.slots.fill(FREE);
        self.singles.fill(Single::FREE);
        self.mark = 1;
        run
    }

    /// Where a gram is looked for first.
    fn home(&self, gram: Gram) -> usize {
        // The highest bits of the product are those in which every unit has a part.
        (gram.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - self.slots.len().trailing_zeros())) as usize
    }

    /// Where a gram stands, or would.
    fn place(&self, gram: Gram) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = self.home(gram);
        while self.slots[at].gram != gram && self.slots[at].gram.0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let before = std::mem::replace(&mut self.slots, vec![FREE; size]);
        let used: Vec<Gram> = self.used.drain(..).map(|at| before[at as usize].gram).collect();
        for slot in before.into_iter().filter(|slot| slot.gram.0 != 0) {
            let at = self.place(slot.gram);
            self.slots[at] = slot;
        }
        self.used = used.into_iter().map(|gram| self.place(gram) as u32).collect();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::search::run::{Runs, merge};

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(48))]

        #[test]
        fn a_tally_counts_as_a_map_does(documents in proptest::collection::vec(proptest::collection::vec((1..9000_u64, 0..3_u8), 0..6000), 0..5)) {
            let mut tally = Tally::new(&[]);
            // Used for others before, which it forgets.
            tally.add(Gram(5), Shape::Other);
            tally.close(0);
            tally.take();
            // Every other one is a single character.
            let gram_of = |gram: u64| if gram.is_multiple_of(2) { Gram(gram << 32) } else { Gram((gram * 7) << 48) };
            let mut map: BTreeMap<(Gram, u32), (u8, u32)> = BTreeMap::new();
            for (document, grams) in (0..).zip(&documents) {
                for (gram, tier) in grams {
                    tally.enter(*tier);
                    tally.add(gram_of(*gram), Shape::Other);
                    let found = map.entry((gram_of(*gram), document)).or_insert((*tier, 0));
                    *found = (found.0.min(*tier), found.1 + 1);
                }
                tally.close(document);
            }
            let mut expected: BTreeMap<Gram, [Vec<u32>; 3]> = BTreeMap::new();
            for ((gram, document), (tier, count)) in map {
                let tier = if count >= 3 { tier.min(1) } else { tier };
                expected.entry(gram).or_default()[usize::from(tier)].push(document);
            }
            let counts: BTreeMap<Gram, u32> = tally.counts().collect();
            proptest::prop_assert!(expected.iter().all(|(gram, tiers)| counts[gram] as usize == tiers.concat().len()));
            let mut found = BTreeMap::new();
            merge(Runs::of(vec![tally.take()]), |gram, tiers| { found.insert(gram, tiers.clone()); Ok(()) }).unwrap();
            proptest::prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_text_that_was_counted_before_counts_as_if_it_stood_there() {
        let frequent = ["信息", "息公", "政府"].map(|text| Gram::of(&text.encode_utf16().collect::<Vec<_>>()));
        let count = |text: &str, tier: u8, tally: &mut Tally| {
            tally.enter(tier);
            let mut cutter = crate::search::gram::Cutter::new();
            text.chars().for_each(|c| cutter.push(c, |gram, shape| tally.add(gram, shape)));
        };
        let [mut before, mut after] = [(); 2].map(|()| Tally::new(&frequent));
        let labels = "政府信息公开信息政府".repeat(40);
        let counted = (count(&labels, 2, &mut after), after.counted()).1;
        for (document, text) in (0..).zip(["", "政府信息公告", "收费", "信息公"]) {
            count(text, 1, &mut before);
            count(&labels, 2, &mut before);
            count("2022年", 2, &mut before);
            before.close(document);
            count(text, 1, &mut after);
            count("2022年", 2, &mut after);
            after.add_counted(&counted, 2);
            after.close(document);
        }
        let gathered = |tally: &mut Tally| {
            let mut found = Vec::new();
            let keep = |gram, tiers: &[Vec<u32>; 3]| {
                found.push((gram, tiers.clone()));
                Ok(())
            };
            merge(Runs::of(vec![tally.take()]), keep).unwrap();
            found
        };
        assert_eq!(gathered(&mut after), gathered(&mut before));
    }

    #[test]
    fn a_three_counts_where_both_its_pairs_are_frequent() {
        let gram = |text: &str| Gram::of(&text.encode_utf16().collect::<Vec<_>>());
        let mut tally = Tally::new(&["信息", "息公", "政府"].map(gram));
        let mut cutter = crate::search::gram::Cutter::new();
        let mut threes = Vec::new();
        for c in "政府信息公开1信息".chars() {
            cutter.push(c, |gram, shape| {
                tally.add(gram, shape);
                threes.extend((shape == Shape::Three).then_some(gram));
            });
        }
        tally.close(0);
        let counted: Vec<Gram> = tally.counts().map(|(gram, _)| gram).filter(|gram| threes.contains(gram)).collect();
        assert_eq!(counted, [gram("信息公")]);
    }
}
