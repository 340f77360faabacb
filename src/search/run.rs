//! Which gram stands in which document, sorted: for some documents in memory, for many packed in a file; then merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::Mutex;

use super::Shelf;
use super::dictionary::TIERS;
use super::gram::Gram;
use super::posting::varint;

/// How much of a run on disk is in memory while it is merged with others.
const AHEAD: usize = 1 << 14;
/// The longest number.
const LONGEST: usize = 10;

/// Sorted postings of documents that follow each other, packed: for each gram how far it lies behind the one before, how
/// many postings there are, and how far each of those lies behind the one before.
#[derive(Debug, Default)]
pub struct Run {
    bytes: Vec<u8>,
    last: Gram,
}

impl Run {
    /// Appends a gram, which must be larger than all before, with the documents that have it: `document << 2 | tier`.
    pub fn push(&mut self, gram: Gram, places: &[u32]) {
        varint(&mut self.bytes, gram.0 - self.last.0);
        varint(&mut self.bytes, places.len() as u64);
        let mut last = 0;
        for place in places {
            varint(&mut self.bytes, u64::from(place - last));
            last = *place;
        }
        self.last = gram;
    }
}

/// One file for all runs of a block that are too many for the memory. Any thread may put some there.
pub struct Scratch<'s> {
    shelf: &'s dyn Shelf,
    file: Mutex<Option<(File, u64)>>,
}

impl<'s> Scratch<'s> {
    pub fn new(shelf: &'s dyn Shelf) -> Scratch<'s> {
        Scratch { shelf, file: Mutex::new(None) }
    }

    /// Puts a run there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn spill(&self, run: &Run) -> anyhow::Result<Reader> {
        let mut file = self.file.lock().expect("no thread panicked");
        let (file, end) = match &mut *file {
            Some(open) => open,
            none => none.insert((self.shelf.scratch()?, 0)),
        };
        file.write_all(&run.bytes)?;
        let from = *end;
        *end += run.bytes.len() as u64;
        Ok(Reader { from, until: *end, ..Reader::default() })
    }

    /// The runs, to be merged.
    pub fn finish(self, readers: Vec<Reader>) -> Runs {
        Runs { readers, file: self.file.into_inner().expect("no thread panicked").map(|(file, _)| file) }
    }
}

/// Runs to be merged, and the file of those that are not in memory.
pub struct Runs {
    readers: Vec<Reader>,
    file: Option<File>,
}

impl Runs {
    #[cfg(test)]
    pub fn of(runs: Vec<Run>) -> Runs {
        Runs { readers: runs.into_iter().map(Reader::from).collect(), file: None }
    }
}

/// Reads a run from its first gram on.
#[derive(Debug, Default)]
pub struct Reader {
    bytes: Vec<u8>,
    at: usize,
    /// Where the bytes stand that are not in memory.
    from: u64,
    until: u64,
    last: Gram,
}

impl From<Run> for Reader {
    fn from(run: Run) -> Reader {
        Reader { bytes: run.bytes, ..Reader::default() }
    }
}

impl Reader {
    /// The next gram; its postings must be taken before the next.
    fn gram(&mut self, file: &mut Option<File>) -> std::io::Result<Option<Gram>> {
        if self.at == self.bytes.len() && self.from == self.until {
            return Ok(None);
        }
        self.last.0 += self.number(file)?;
        Ok(Some(self.last))
    }

    /// Appends the postings of the gram that was just given, by tier.
    fn postings(&mut self, file: &mut Option<File>, tiers: &mut [Vec<u32>; TIERS]) -> std::io::Result<()> {
        let mut last = 0;
        for _ in 0..self.number(file)? {
            last += self.number(file)? as u32;
            tiers[(last & 3) as usize].push(last >> 2);
        }
        Ok(())
    }

    fn number(&mut self, file: &mut Option<File>) -> std::io::Result<u64> {
        if self.bytes.len() - self.at < LONGEST && self.from < self.until {
            self.fill(file)?;
        }
        let (mut number, mut shift) = (0, 0);
        for byte in &self.bytes[self.at..] {
            self.at += 1;
            number |= u64::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return Ok(number);
            }
            shift += 7;
        }
        Err(std::io::ErrorKind::UnexpectedEof.into())
    }

    fn fill(&mut self, file: &mut Option<File>) -> std::io::Result<()> {
        let Some(file) = file else { return Err(std::io::ErrorKind::UnexpectedEof.into()) };
        self.bytes.drain(..self.at);
        self.at = 0;
        let have = self.bytes.len();
        let more = AHEAD.min((self.until - self.from) as usize);
        self.bytes.resize(have + more, 0);
        file.seek(SeekFrom::Start(self.from))?;
        file.read_exact(&mut self.bytes[have..])?;
        self.from += more as u64;
        Ok(())
    }
}

/// Goes through runs as if they were one; later runs hold later documents. Gives each gram once, with its documents by
/// tier.
///
/// # Errors
/// When the disk refuses, or `give` fails.
pub fn merge(runs: Runs, mut give: impl FnMut(Gram, &[Vec<u32>; TIERS]) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let Runs { mut readers, mut file } = runs;
    let mut heap = BinaryHeap::with_capacity(readers.len());
    for (at, reader) in readers.iter_mut().enumerate() {
        heap.extend(reader.gram(&mut file)?.map(|gram| Reverse((gram, at))));
    }
    let mut tiers: [Vec<u32>; TIERS] = Default::default();
    while let Some(Reverse((gram, at))) = heap.peek().copied() {
        readers[at].postings(&mut file, &mut tiers)?;
        let next = readers[at].gram(&mut file)?;
        let first = heap.peek_mut().expect("it was just looked at");
        match next {
            Some(next) => *{ first } = Reverse((next, at)),
            None => drop(PeekMut::pop(first)),
        }
        if heap.peek().is_none_or(|Reverse((next, _))| *next != gram) {
            give(gram, &tiers)?;
            tiers.iter_mut().for_each(Vec::clear);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Keeps no file but nameless ones.
    struct Nowhere;

    impl Shelf for Nowhere {
        fn put(&self, _: &str, _: Vec<u8>) -> anyhow::Result<()> {
            Ok(())
        }
        fn stands(&self, _: &str) -> Option<u64> {
            None
        }
        fn keep(&self, _: &str) {}
        fn scratch(&self) -> anyhow::Result<File> {
            Ok(tempfile::tempfile()?)
        }
    }

    fn run<'p>(postings: impl Iterator<Item = &'p (Gram, u32)>) -> Run {
        let mut grams: BTreeMap<Gram, Vec<u32>> = BTreeMap::new();
        postings.for_each(|(gram, place)| grams.entry(*gram).or_default().push(*place));
        let mut run = Run::default();
        grams.iter().for_each(|(gram, places)| run.push(*gram, places));
        run
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(48))]

        #[test]
        fn runs_on_disk_give_what_one_in_memory_gives(postings in proptest::collection::btree_set((0..300_u32, 1..4000_u64, 0..3_u32), 0..9000), cut in 1..299_u32) {
            let mut seen = BTreeSet::new();
            let all: Vec<(Gram, u32)> = postings.into_iter().filter(|(id, gram, _)| seen.insert((*gram, *id)))
                .map(|(id, gram, tier)| (Gram(gram << 40), id << 2 | tier)).collect();
            let whole = gathered(Runs::of(vec![run(all.iter())]));
            let scratch = Scratch::new(&Nowhere);
            let (early, late) = (|(_, place): &&(Gram, u32)| place >> 2 < cut, |(_, place): &&(Gram, u32)| place >> 2 >= cut);
            let parts = vec![scratch.spill(&run(all.iter().filter(early))).unwrap(), Reader::from(Run::default()), scratch.spill(&run(all.iter().filter(late))).unwrap()];
            proptest::prop_assert_eq!(gathered(scratch.finish(parts)), whole);
        }
    }

    fn gathered(runs: Runs) -> Vec<(Gram, [Vec<u32>; TIERS])> {
        let mut out = Vec::new();
        merge(runs, |gram, tiers| {
            out.push((gram, tiers.clone()));
            Ok(())
        })
        .unwrap();
        assert!(out.is_sorted_by(|(a, _), (b, _)| a < b));
        out
    }
}
