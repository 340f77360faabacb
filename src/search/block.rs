//! One block of the index: documents that are found together.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt::Write;
use std::hash::Hash;
use std::ops::Range;

use rayon::prelude::*;

use crate::model::Site;
use crate::write::{Fingerprint, Fingerprinter};

use super::Shelf;
use super::column::{self, Facts};
use super::dictionary::Dictionary;
use super::document::Document;
use super::gram::Gram;
use super::record::{Record, Recorder};
use super::run::{self, Reader, Scratch};
use super::stream::{self, Deflater, Stream};
use super::tally::{Counted, Tally};

/// How many documents are sorted in memory at once, in a small block, of which several are made at once, and in a large
/// one: some five or ten megabytes.
const RUN: (usize, usize) = (256, 512);
/// The most of such groups whose postings stay in memory, packed, about a megabyte each.
const FEW: usize = 8;
/// The most pairs that are called frequent: a browser begins with a list of them.
const FREQUENT: usize = 3200;
/// How many documents are looked at to learn which pairs are frequent.
const SAMPLE: usize = 256;
/// How hard records are compressed: two of a hundred longer than at the usual level of 6, in two thirds of the time.
const LEVEL: u32 = 2;
/// The fewest, the usual and the most documents in a volume.
const VOLUME: (usize, u64, usize) = (48, 64, 256);
/// Records begin at multiples of so many bytes, so that their lengths are small numbers: in a small block, and in a large
/// one, whose description would otherwise be long.
const UNIT: (usize, usize) = (64, 512);
/// The most documents in a small block.
const BRIEF: usize = 8192;

pub struct Block<'s> {
    pub site: &'s Site,
    pub recorder: &'s Recorder<'s>,
    pub shelf: &'s dyn Shelf,
    pub documents: &'s [Document],
    pub page_size: usize,
    /// Whether it is the only one, so that its order is that of all.
    pub alone: bool,
    /// The hash of what columns and figures are named after; see [`column::recipe`].
    pub columns: Fingerprint,
    pub tick: &'s (dyn Fn() + Sync),
}

/// What the index says of a block.
pub struct Made {
    /// Its folder below `search/`.
    pub name: String,
    pub documents: usize,
    /// How long its description is.
    pub bytes: u64,
}

impl Block<'_> {
    /// Makes a block, or keeps it as it stands there.
    pub fn make(&self) -> anyhow::Result<Made> {
        let mut recipe = Fingerprinter::with(&(self.page_size, self.alone, self.columns));
        self.documents.iter().for_each(|document| (document.recipe, document.rank).hash(&mut recipe));
        let name = recipe.fingerprint().to_string()[..16].to_owned();
        let volumes: Vec<Volume> = self.volumes();
        let folder = format!("search/{name}");
        let stands = |path: &str| self.shelf.stands(path);
        let whole =
            stands(&format!("{folder}/")).is_some() && volumes.iter().all(|volume| stands(&volume.path()).is_some());
        let bytes = match stands(&format!("{folder}/m")).filter(|_| whole) {
            Some(bytes) => {
                self.shelf.keep(&format!("{folder}/"));
                volumes.iter().for_each(|volume| self.shelf.keep(&volume.path()));
                bytes
            }
            None => self.write(&folder, &volumes)?,
        };
        Ok(Made { name, documents: self.documents.len(), bytes })
    }

    /// Cuts the documents into volumes where their own address says so: what is added elsewhere moves no cut.
    fn volumes(&self) -> Vec<Volume> {
        let (least, usual, most) = VOLUME;
        let mut volumes = Vec::new();
        let mut start = 0;
        for at in 1..=self.documents.len() {
            let count = at - start;
            let ends = self
                .documents
                .get(at)
                .is_none_or(|next| count >= most || (count >= least && (next.lot >> 32) % usual == 0));
            if ends {
                let mut recipe = Fingerprinter::with(&self.unit());
                self.documents[start..at].iter().for_each(|document| document.recipe.hash(&mut recipe));
                volumes.push(Volume { range: start..at, name: recipe.fingerprint().to_string()[..10].to_owned() });
                start = at;
            }
        }
        volumes
    }

    fn write(&self, folder: &str, volumes: &[Volume]) -> anyhow::Result<u64> {
        let sample = Sample::new(self)?;
        let groups = grouped(volumes, if self.is_small() { RUN.0 } else { RUN.1 });
        let scratch = Scratch::new(self.shelf);
        let far = (groups.len() > FEW).then_some(&scratch);
        let read: anyhow::Result<Vec<(Vec<Reader>, Vec<Facts>)>> = groups
            .par_iter()
            .map_init(|| Workshop::new(&sample.frequent), |workshop, group| self.read(group, &sample, far, workshop))
            .collect();
        let (runs, facts): (Vec<Vec<Reader>>, Vec<Vec<Facts>>) = read?.into_iter().unzip();
        let Sample { frequent, records, .. } = sample;
        drop(records);
        let (runs, facts) = (scratch.finish(runs.into_iter().flatten().collect()), facts.concat());
        let mut dictionary = Dictionary::new(self.shelf, folder, self.page_size, self.documents.len() as u32);
        run::merge(runs, |gram, tiers| dictionary.push(gram, tiers))?;
        let pages = dictionary.finish()?;
        let columns = column::columns(self.site, &facts);
        let columns = stream::whole(self.shelf, format!("{folder}/c"), &columns)?;
        let figures = column::figures(self.site, self.documents, self.shelf, folder)?;
        let days = stream::whole(self.shelf, format!("{folder}/d"), self.days().as_bytes())?;
        let description = self.description(&pages, &frequent, volumes, &facts, [columns, figures, days])?;
        Ok(stream::whole(self.shelf, format!("{folder}/m"), description.as_bytes())? as u64)
    }

    /// Reads the documents of some volumes and writes those: what can be found in them, and what filters ask for.
    fn read(
        &self,
        volumes: &[Volume],
        sample: &Sample,
        far: Option<&Scratch>,
        Workshop { tally, deflater, bytes }: &mut Workshop,
    ) -> anyhow::Result<(Vec<Reader>, Vec<Facts>)> {
        let (mut runs, mut facts) = (Vec::new(), Vec::new());
        let mut put_away = |tally: &mut Tally| -> anyhow::Result<()> {
            let run = tally.take();
            runs.push(match far {
                Some(scratch) => scratch.spill(&run)?,
                None => Reader::from(run),
            });
            Ok(())
        };
        for volume in volumes {
            let mut stream = Stream::new(self.shelf, volume.path());
            for at in volume.range.clone() {
                let made;
                let record = match sample.records.get(&at) {
                    Some(record) => record,
                    None => {
                        made = self.recorder.record(self.documents[at].page)?;
                        &made
                    }
                };
                record.grams(tally, &sample.labels);
                tally.close(at as u32);
                if tally.is_full() {
                    put_away(tally)?;
                }
                packed(record, deflater, self.unit(), bytes);
                stream.push(bytes)?;
                facts.push(Facts::new(record, (bytes.len() / self.unit()) as u32));
                (self.tick)();
            }
            stream.finish()?;
        }
        put_away(tally)?;
        Ok((runs, facts))
    }

    /// The text of a block's description: its sizes, the first gram of each page of each file, its volumes, how
    /// long each record is, how each document ranks, and which pairs are frequent.
    fn description(
        &self,
        pages: &[Vec<Gram>],
        frequent: &[Gram],
        volumes: &[Volume],
        facts: &[Facts],
        [columns, figures, days]: [usize; 3],
    ) -> anyhow::Result<String> {
        let mut out = format!("{} {} {columns} {figures} {days}\n", self.page_size, self.unit());
        for (at, firsts) in pages.iter().enumerate() {
            out.push_str(if at == 0 { "" } else { "\t" });
            for gram in firsts {
                out.extend(gram.units().filter_map(|unit| char::from_u32(unit.into())));
                out.push(' ');
            }
        }
        out.push('\n');
        for volume in volumes {
            let _ = write!(out, "{} {} ", volume.name, volume.range.len());
        }
        out.push('\n');
        for facts in facts {
            let _ = write!(out, "{} ", facts.units);
        }
        out.push('\n');
        // A block that is the only one ranks by its own order.
        let mut last = u16::MAX;
        for document in self.documents.iter().filter(|_| !self.alone) {
            let _ = write!(out, "{} ", last - document.rank);
            last = document.rank;
        }
        out.push('\n');
        // Of small blocks, which are many, a browser is not told: it would be too much to begin with.
        if !self.is_small() {
            listed(frequent, &mut out);
        }
        Ok(out)
    }

    /// The day of each document, as far from the one before as it lies; for sorting by date.
    fn days(&self) -> String {
        let mut out = String::new();
        let mut last = 0;
        for document in self.documents {
            let _ = write!(out, "{} ", i32::from(document.day) - last);
            last = i32::from(document.day);
        }
        out
    }

    fn unit(&self) -> usize {
        if self.is_small() { UNIT.0 } else { UNIT.1 }
    }

    fn is_small(&self) -> bool {
        self.documents.len() <= BRIEF
    }
}

/// Lists pairs in their order: words of a first character and all that follow it.
fn listed(pairs: &[Gram], out: &mut String) {
    let mut last = Gram::default();
    for pair in pairs {
        let shared = pair.shared(last);
        out.push_str(if shared == 0 { " " } else { "" });
        out.extend(pair.units().skip(shared).filter_map(|unit| char::from_u32(unit.into())));
        last = *pair;
    }
    out.push('\n');
}

/// What is used again for each document.
struct Workshop {
    tally: Tally,
    deflater: Deflater,
    bytes: Vec<u8>,
}

impl Workshop {
    fn new(frequent: &[Gram]) -> Workshop {
        Workshop { tally: Tally::new(frequent), deflater: Deflater::new(LEVEL), bytes: Vec::new() }
    }
}

/// Writes a record as it stands in its volume: two bytes that say how many zeros follow it, itself, and those.
fn packed(record: &Record, deflater: &mut Deflater, unit: usize, bytes: &mut Vec<u8>) {
    bytes.clear();
    bytes.extend_from_slice(&[0; 2]);
    deflater.onto(bytes, record.lines.as_bytes());
    let length = bytes.len().next_multiple_of(unit);
    let zeros = ((length - bytes.len()) as u16).to_be_bytes();
    bytes[..2].copy_from_slice(&zeros);
    bytes.resize(length, 0);
}

/// What some documents from all over a block say of all.
struct Sample {
    /// The pairs that stand in many of them, sorted.
    frequent: Vec<Gram>,
    /// The records of those that were read, by their place, so that they are not read again: of a large block they are
    /// so few that it would not matter.
    records: HashMap<usize, Record>,
    /// The grams of the labels of each form.
    labels: Vec<Counted>,
}

impl Sample {
    fn new(block: &Block) -> anyhow::Result<Sample> {
        let all = block.documents.len();
        let places: Vec<usize> = (0..all).step_by(all.div_ceil(SAMPLE).max(1)).collect();
        let read = |at: &usize| block.recorder.record(block.documents[*at].page);
        let read = places.par_iter().map(read).collect::<anyhow::Result<Vec<_>>>()?;
        let mut tally = Tally::new(&[]);
        for (at, record) in places.iter().zip(&read) {
            record.pairs(&mut tally);
            tally.close(*at as u32);
        }
        let records = if block.is_small() { places.iter().copied().zip(read).collect() } else { HashMap::new() };
        let least = (places.len() as u32 / 50).max(6);
        let mut many: Vec<(Gram, u32)> = tally.counts().filter(|(_, count)| *count >= least).collect();
        many.sort_unstable_by_key(|(gram, count)| (Reverse(*count), *gram));
        many.truncate(FREQUENT);
        let mut frequent: Vec<Gram> = many.into_iter().map(|(gram, _)| gram).collect();
        frequent.sort_unstable();
        let labels = block.recorder.labels(&mut Tally::new(&frequent));
        Ok(Sample { frequent, records, labels })
    }
}

/// The records of some documents, one after another.
struct Volume {
    range: Range<usize>,
    /// After all that goes into it.
    name: String,
}

impl Volume {
    fn path(&self) -> String {
        format!("search/v/{}-", self.name)
    }
}

/// Volumes in groups of so many documents, that are sorted in memory.
fn grouped(volumes: &[Volume], size: usize) -> Vec<&[Volume]> {
    let mut groups = Vec::new();
    let (mut start, mut count) = (0, 0);
    for (at, volume) in volumes.iter().enumerate() {
        count += volume.range.len();
        if count >= size || at + 1 == volumes.len() {
            groups.push(&volumes[start..=at]);
            (start, count) = (at + 1, 0);
        }
    }
    groups
}
