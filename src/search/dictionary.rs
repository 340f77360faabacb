//! Grams in their order with their lists, on pages of equal size. The first gram of each page tells a browser which one
//! to ask for. Short lists stand on the page itself, long ones in a row of bytes of their own.
//!
//! An entry: a byte (how many units it shares with the gram before, how many follow, which of the three lists there
//! are, whether they stand elsewhere), the units, the length of each list, the bytes of all, and either those bytes or
//! their place. A zero byte ends a page.

use super::Shelf;
use super::gram::Gram;
use super::posting::{Bits, varint};
use super::stream::Stream;

/// Where in a document a gram stands: lists are kept apart so that titles can be found first.
pub const TIERS: usize = 3;

pub struct Dictionary<'s> {
    pages: Stream<'s>,
    lists: Stream<'s>,
    page: Vec<u8>,
    page_size: usize,
    last: Vec<u16>,
    /// The first gram of each page.
    firsts: Vec<Gram>,
    /// How many documents there are.
    all: u32,
}

impl<'s> Dictionary<'s> {
    pub fn new(shelf: &'s dyn Shelf, folder: &str, page_size: usize, all: u32) -> Dictionary<'s> {
        Dictionary {
            pages: Stream::new(shelf, format!("{folder}/p")),
            lists: Stream::new(shelf, format!("{folder}/l")),
            page: Vec::with_capacity(page_size),
            page_size,
            last: Vec::new(),
            firsts: Vec::new(),
            all,
        }
    }

    /// Appends a gram, which must be larger than all before, with the documents that have it.
    pub fn push(&mut self, gram: Gram, tiers: &[Vec<u32>; TIERS]) -> anyhow::Result<()> {
        let mut bits = Bits::default();
        tiers.iter().filter(|ids| !ids.is_empty()).for_each(|ids| bits.list(ids, self.all));
        let bytes = bits.finish();
        let elsewhere = bytes.len() > self.page_size / 4;
        let place = self.lists.len();
        if elsewhere {
            self.lists.push(&bytes)?;
        }
        let mut entry = self.entry(gram, tiers, (&bytes, elsewhere.then_some(place)));
        if self.page.len() + entry.len() > self.page_size {
            self.turn()?;
            entry = self.entry(gram, tiers, (&bytes, elsewhere.then_some(place)));
        }
        if self.page.is_empty() {
            self.firsts.push(gram);
        }
        self.page.extend_from_slice(&entry);
        self.last.clear();
        self.last.extend(gram.units());
        Ok(())
    }

    fn entry(&self, gram: Gram, tiers: &[Vec<u32>; TIERS], (bytes, place): (&[u8], Option<usize>)) -> Vec<u8> {
        let units: Vec<u16> = gram.units().collect();
        let before: &[u16] = if self.page.is_empty() { &[] } else { &self.last };
        let shared = units.iter().zip(before).take_while(|(a, b)| a == b).count().min(3);
        let mut head = shared | (units.len() - shared - 1) << 2 | usize::from(place.is_some()) << 7;
        for (tier, ids) in tiers.iter().enumerate() {
            head |= usize::from(!ids.is_empty()) << (4 + tier);
        }
        let mut entry = vec![head as u8];
        units[shared..].iter().for_each(|unit| entry.extend_from_slice(&unit.to_be_bytes()));
        tiers.iter().filter(|ids| !ids.is_empty()).for_each(|ids| varint(&mut entry, ids.len() as u64));
        varint(&mut entry, bytes.len() as u64);
        match place {
            Some(place) => varint(&mut entry, place as u64),
            None => entry.extend_from_slice(bytes),
        }
        entry
    }

    fn turn(&mut self) -> anyhow::Result<()> {
        self.page.resize(self.page_size, 0);
        self.pages.push(&self.page)?;
        self.page.clear();
        Ok(())
    }

    /// Puts the last page away; the first gram of each.
    pub fn finish(mut self) -> anyhow::Result<Vec<Gram>> {
        if !self.page.is_empty() {
            self.turn()?;
        }
        self.pages.finish()?;
        self.lists.finish()?;
        Ok(self.firsts)
    }
}
