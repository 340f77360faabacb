//! Grams in their order with their lists, on pages of equal size. The first gram of each page tells a browser which one
//! to ask for. Short lists stand on the page itself, long ones behind the pages of the same file: a gram and its list are
//! one file. What more than a third of all documents have tells little apart and is seldom asked for; it stands in a row
//! of its own, where it does not part pages from their lists.
//!
//! An entry: a byte (how many units it shares with the gram before, how many follow, which of the three lists there
//! are, whether they stand elsewhere), the units, the length of each list, the bytes of all, and either those bytes or
//! their place. A zero byte ends a page.

use super::Shelf;
use super::gram::Gram;
use super::posting::{Bits, varint};
use super::stream::{PIECE, Stream};

/// Where in a document a gram stands: lists are kept apart so that titles can be found first.
pub const TIERS: usize = 3;
/// What more than one of so many documents have is common. A list that is not, of the most documents in a block, fits into
/// a file with a page.
const COMMON: usize = 3;

pub struct Dictionary<'s> {
    shelf: &'s dyn Shelf,
    folder: String,
    /// The file at hand: its pages, and the lists that will stand behind them.
    pages: Vec<u8>,
    behind: Vec<u8>,
    common: Stream<'s>,
    page: Vec<u8>,
    page_size: usize,
    last: Gram,
    /// Used again for each gram.
    bits: Bits,
    entry: Vec<u8>,
    /// For each page of each file what its first gram begins with, and none before it.
    files: Vec<Vec<Gram>>,
    firsts: Vec<Gram>,
    /// How many documents there are.
    all: u32,
}

/// Where the lists of a gram stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    OnPage,
    Behind,
    Common,
}

impl<'s> Dictionary<'s> {
    pub fn new(shelf: &'s dyn Shelf, folder: &str, page_size: usize, all: u32) -> Dictionary<'s> {
        Dictionary {
            shelf,
            folder: folder.to_owned(),
            pages: Vec::with_capacity(PIECE),
            behind: Vec::with_capacity(PIECE),
            common: Stream::new(shelf, format!("{folder}/l")),
            page: Vec::with_capacity(page_size),
            page_size,
            last: Gram::default(),
            bits: Bits::default(),
            entry: Vec::new(),
            files: Vec::new(),
            firsts: Vec::new(),
            all,
        }
    }

    /// Appends a gram, which must be larger than all before, with the documents that have it.
    pub fn push(&mut self, gram: Gram, tiers: &[Vec<u32>; TIERS]) -> anyhow::Result<()> {
        self.bits.clear();
        tiers.iter().filter(|ids| !ids.is_empty()).for_each(|ids| self.bits.list(ids, self.all));
        self.bits.finish();
        let place = self.place(tiers.iter().map(Vec::len).sum());
        if place == Place::Common {
            self.common.make_room(self.bits.bytes.len())?;
        }
        self.write(gram, tiers, place);
        if self.page.len() + self.entry.len() > self.page_size || !self.has_room(place) {
            self.turn();
        }
        if !self.has_room(place) {
            self.close()?;
        }
        if self.page.is_empty() {
            self.firsts.push(gram.apart(self.last));
            self.write(gram, tiers, place);
        }
        self.page.extend_from_slice(&self.entry);
        self.last = gram;
        match place {
            Place::OnPage => {}
            Place::Behind => self.behind.extend_from_slice(&self.bits.bytes),
            Place::Common => self.common.push(&self.bits.bytes)?,
        }
        Ok(())
    }

    /// Where the lists of so many documents, which were just written as bits, should stand.
    fn place(&self, count: usize) -> Place {
        match self.bits.bytes.len() {
            size if size <= self.page_size / 4 => Place::OnPage,
            size if count < self.all as usize / COMMON && size + self.page_size <= PIECE => Place::Behind,
            _ => Place::Common,
        }
    }

    /// Whether the file at hand has room for the page at hand and the lists that were just written as bits.
    fn has_room(&self, place: Place) -> bool {
        let own = if place == Place::Behind { self.bits.bytes.len() } else { 0 };
        self.pages.len() + self.page_size + self.behind.len() + own <= PIECE
    }

    /// Writes an entry.
    fn write(&mut self, gram: Gram, tiers: &[Vec<u32>; TIERS], place: Place) {
        let size = gram.units().count();
        let shared = if self.page.is_empty() { 0 } else { gram.shared(self.last) };
        let mut head = shared | (size - shared - 1) << 2 | usize::from(place != Place::OnPage) << 7;
        for (tier, ids) in tiers.iter().enumerate() {
            head |= usize::from(!ids.is_empty()) << (4 + tier);
        }
        let entry = &mut self.entry;
        entry.clear();
        entry.push(head as u8);
        gram.units().skip(shared).for_each(|unit| entry.extend_from_slice(&unit.to_be_bytes()));
        tiers.iter().filter(|ids| !ids.is_empty()).for_each(|ids| varint(entry, ids.len() as u64));
        varint(entry, self.bits.bytes.len() as u64);
        match place {
            Place::OnPage => entry.extend_from_slice(&self.bits.bytes),
            Place::Behind => varint(entry, self.behind.len() as u64),
            Place::Common => varint(entry, (PIECE + self.common.len()) as u64),
        }
    }

    /// Fills the page at hand up and begins another.
    fn turn(&mut self) {
        if !self.page.is_empty() {
            self.page.resize(self.page_size, 0);
            self.pages.append(&mut self.page);
        }
    }

    /// Puts the file at hand away and begins another.
    fn close(&mut self) -> anyhow::Result<()> {
        let path = format!("{}/p{}.bin", self.folder, self.files.len());
        self.files.push(std::mem::take(&mut self.firsts));
        self.pages.append(&mut self.behind);
        self.shelf.put(&path, std::mem::replace(&mut self.pages, Vec::with_capacity(PIECE)))
    }

    /// Puts away what is left; where each page of each file begins.
    pub fn finish(mut self) -> anyhow::Result<Vec<Vec<Gram>>> {
        self.turn();
        if !self.pages.is_empty() {
            self.close()?;
        }
        self.common.finish()?;
        Ok(self.files)
    }
}
