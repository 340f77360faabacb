//! Which gram stands in which document, sorted: for some documents in memory, for many in runs on disk that are merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use super::dictionary::TIERS;
use super::gram::Gram;
use super::posting::varint;

/// A gram, and a document with the place it has it in: `document << 2 | tier`.
pub type Posting = (Gram, u32);

/// Sorted postings of documents that follow each other.
pub enum Run {
    Memory { postings: Vec<Posting>, at: usize },
    Disk(BufReader<File>),
}

impl Run {
    /// Sorts postings, which come in order of documents.
    pub fn new(postings: Vec<Posting>) -> Run {
        Run::Memory { postings: sorted(postings), at: 0 }
    }

    /// Moves a run to disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn spill(mut self, file: File) -> anyhow::Result<Run> {
        let mut out = BufWriter::with_capacity(1 << 18, file);
        let (mut group, mut bytes) = (Vec::new(), Vec::new());
        while let Some(gram) = self.next(&mut group)? {
            bytes.clear();
            bytes.extend_from_slice(&gram.0.to_be_bytes());
            varint(&mut bytes, group.len() as u64);
            let mut last = 0;
            for posting in group.drain(..) {
                varint(&mut bytes, u64::from(posting - last));
                last = posting;
            }
            out.write_all(&bytes)?;
        }
        let mut file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(Run::Disk(BufReader::with_capacity(1 << 16, file)))
    }

    /// Appends the postings of the next gram.
    fn next(&mut self, group: &mut Vec<u32>) -> anyhow::Result<Option<Gram>> {
        match self {
            Run::Memory { postings, at } => {
                let Some((gram, _)) = postings.get(*at).copied() else { return Ok(None) };
                let end = *at + postings[*at..].iter().take_while(|(other, _)| *other == gram).count();
                group.extend(postings[*at..end].iter().map(|(_, posting)| posting));
                *at = end;
                Ok(Some(gram))
            }
            Run::Disk(file) => {
                let mut gram = [0; 8];
                match file.read_exact(&mut gram) {
                    Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
                    read => read?,
                }
                let count = read_varint(file)?;
                let mut last = 0;
                for _ in 0..count {
                    last += read_varint(file)? as u32;
                    group.push(last);
                }
                Ok(Some(Gram(u64::from_be_bytes(gram))))
            }
        }
    }
}

/// Sorts by the first character, counted; then each heap by itself. Twice as quick as sorting all at once.
fn sorted(postings: Vec<Posting>) -> Vec<Posting> {
    let heap = |gram: Gram| (gram.0 >> 48) as usize;
    let mut places = vec![0_u32; 0x1_0001];
    postings.iter().for_each(|(gram, _)| places[heap(*gram) + 1] += 1);
    for at in 1..places.len() {
        places[at] += places[at - 1];
    }
    let mut out = vec![(Gram(0), 0); postings.len()];
    for posting in postings {
        let place = &mut places[heap(posting.0)];
        out[*place as usize] = posting;
        *place += 1;
    }
    // Each place has moved to the end of its heap.
    let mut start = 0;
    for end in places {
        out[start..end as usize].sort_unstable();
        start = end as usize;
    }
    out
}

fn read_varint(file: &mut BufReader<File>) -> std::io::Result<u64> {
    let (mut number, mut shift, mut byte) = (0, 0, [0]);
    loop {
        file.read_exact(&mut byte)?;
        number |= u64::from(byte[0] & 0x7f) << shift;
        if byte[0] < 0x80 {
            return Ok(number);
        }
        shift += 7;
    }
}

/// Goes through runs as if they were one; later runs hold later documents. Gives each gram once, with its documents by
/// tier.
///
/// # Errors
/// When the disk refuses, or `give` fails.
pub fn merge(
    mut runs: Vec<Run>,
    mut give: impl FnMut(Gram, &[Vec<u32>; TIERS]) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut groups = vec![Vec::new(); runs.len()];
    let mut heap = BinaryHeap::with_capacity(runs.len());
    for (at, run) in runs.iter_mut().enumerate() {
        heap.extend(run.next(&mut groups[at])?.map(|gram| Reverse((gram, at))));
    }
    let mut tiers: [Vec<u32>; TIERS] = Default::default();
    while let Some(Reverse((gram, at))) = heap.pop() {
        for posting in groups[at].drain(..) {
            tiers[(posting & 3) as usize].push(posting >> 2);
        }
        heap.extend(runs[at].next(&mut groups[at])?.map(|gram| Reverse((gram, at))));
        if heap.peek().is_none_or(|Reverse((next, _))| *next != gram) {
            give(gram, &tiers)?;
            tiers.iter_mut().for_each(Vec::clear);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn runs_on_disk_give_what_one_in_memory_gives(postings in proptest::collection::btree_set((1..40_u64, 0..300_u32, 0..3_u32), 0..200), cut in 1..299_u32) {
            let mut seen = std::collections::BTreeSet::new();
            let all: Vec<Posting> = postings.into_iter().filter(|(gram, id, _)| seen.insert((*gram, *id)))
                .map(|(gram, id, tier)| (Gram(gram << 48), id << 2 | tier)).collect();
            let (first, second) = all.iter().partition(|(_, posting)| posting >> 2 < cut);
            let mut whole = Vec::new();
            merge(vec![Run::new(all)], |gram, tiers| { whole.push((gram, tiers.clone())); Ok(()) }).unwrap();
            let spill = |postings: Vec<Posting>| Run::new(postings).spill(tempfile::tempfile().unwrap()).unwrap();
            let mut merged = Vec::new();
            merge(vec![spill(first), spill(second)], |gram, tiers| { merged.push((gram, tiers.clone())); Ok(()) }).unwrap();
            proptest::prop_assert_eq!(merged, whole);
        }
    }
}
