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
    last: Gram,
    /// Used again for each gram.
    bits: Bits,
    entry: Vec<u8>,
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
            last: Gram::default(),
            bits: Bits::default(),
            entry: Vec::new(),
            firsts: Vec::new(),
            all,
        }
    }

    /// Appends a gram, which must be larger than all before, with the documents that have it.
    pub fn push(&mut self, gram: Gram, tiers: &[Vec<u32>; TIERS]) -> anyhow::Result<()> {
        self.bits.clear();
        tiers.iter().filter(|ids| !ids.is_empty()).for_each(|ids| self.bits.list(ids, self.all));
        self.bits.finish();
        let elsewhere = (self.bits.bytes.len() > self.page_size / 4).then_some(self.lists.len());
        if elsewhere.is_some() {
            self.lists.push(&self.bits.bytes)?;
        }
        self.write(gram, tiers, elsewhere);
        if self.page.len() + self.entry.len() > self.page_size {
            self.turn()?;
            self.write(gram, tiers, elsewhere);
        }
        if self.page.is_empty() {
            self.firsts.push(gram);
        }
        self.page.extend_from_slice(&self.entry);
        self.last = gram;
        Ok(())
    }

    /// Writes an entry; its lists stand there, or elsewhere.
    fn write(&mut self, gram: Gram, tiers: &[Vec<u32>; TIERS], elsewhere: Option<usize>) {
        let size = gram.units().count();
        let shared = if self.page.is_empty() { 0 } else { gram.shared(self.last) };
        let mut head = shared | (size - shared - 1) << 2 | usize::from(elsewhere.is_some()) << 7;
        for (tier, ids) in tiers.iter().enumerate() {
            head |= usize::from(!ids.is_empty()) << (4 + tier);
        }
        let entry = &mut self.entry;
        entry.clear();
        entry.push(head as u8);
        gram.units().skip(shared).for_each(|unit| entry.extend_from_slice(&unit.to_be_bytes()));
        tiers.iter().filter(|ids| !ids.is_empty()).for_each(|ids| varint(entry, ids.len() as u64));
        varint(entry, self.bits.bytes.len() as u64);
        match elsewhere {
            Some(place) => varint(entry, place as u64),
            None => entry.extend_from_slice(&self.bits.bytes),
        }
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
