//! Which texts may be alike, without comparing each with each: a sketch is the least hash of a text's shingles in each
//! of some bins (MinHash by one permutation), and texts that agree in all bins of a band meet in a bucket.
//!
//! A. Broder, On the resemblance and containment of documents, 1997; P. Li, A. Owen and C.-H. Zhang, One permutation
//! hashing, 2012.

/// So many characters follow each other in a shingle.
pub const SHINGLE: usize = 9;

const BANDS: usize = 16;
const IN_BAND: usize = 3;
const BINS: usize = BANDS * IN_BAND;

/// A text in 192 bytes.
#[derive(Debug, Clone)]
pub struct Sketch([u32; BINS]);

impl Sketch {
    /// The sketch of a text; `None` for one that is too short to have one.
    pub fn of(chars: &[char]) -> Option<Sketch> {
        let mut bins = [u32::MAX; BINS];
        for shingle in chars.windows(SHINGLE) {
            let hash = hash(shingle);
            let bin = &mut bins[(hash % BINS as u64) as usize];
            *bin = (*bin).min((hash >> 32) as u32);
        }
        (chars.len() >= SHINGLE).then_some(Sketch(bins))
    }

    /// How many bins of two sketches agree, in hundredths of those that hold something.
    pub fn likeness(&self, other: &Sketch) -> usize {
        let both = self.0.iter().zip(&other.0).filter(|(a, b)| **a != u32::MAX || **b != u32::MAX);
        let (same, all) = both.fold((0, 0), |(same, all), (a, b)| (same + usize::from(a == b), all + 1));
        same * 100 / all.max(1)
    }

    fn band(&self, band: usize) -> Option<[u32; IN_BAND]> {
        let band: [u32; IN_BAND] = self.0[band * IN_BAND..][..IN_BAND].try_into().expect("bands fill the bins");
        (!band.contains(&u32::MAX)).then_some(band)
    }
}

/// A hash of a few characters; the same on every machine.
pub fn hash(chars: &[char]) -> u64 {
    let folded = chars.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
        (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
    });
    let mixed = (folded ^ (folded >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 29)
}

/// For each sketch the likest of those before it that it met in a bucket. In a bucket each is compared with the first
/// and with the one before it, so the work is the number of sketches times the number of bands, however many are alike.
pub fn likest(sketches: &[Sketch]) -> Vec<Option<u32>> {
    let mut best: Vec<Option<(usize, u32)>> = vec![None; sketches.len()];
    let mut met = Vec::with_capacity(sketches.len());
    for band in 0..BANDS {
        met.clear();
        let keys = sketches.iter().enumerate().filter_map(|(at, sketch)| Some((sketch.band(band)?, at as u32)));
        met.extend(keys);
        met.sort_unstable();
        for bucket in met.chunk_by(|a, b| a.0 == b.0) {
            for pair in bucket.windows(2) {
                let (earlier, own) = (pair[0].1, pair[1].1);
                for other in [bucket[0].1, earlier] {
                    let likeness = sketches[own as usize].likeness(&sketches[other as usize]);
                    let best = &mut best[own as usize];
                    // Of two that are equally alike the earlier one counts.
                    if best.is_none_or(|(most, known)| likeness > most || (likeness == most && other < known)) {
                        *best = Some((likeness, other));
                    }
                }
            }
        }
    }
    best.into_iter().map(|best| best.filter(|(likeness, _)| *likeness >= ALIKE).map(|(_, other)| other)).collect()
}

/// Sketches that agree in fewer hundredths are of texts that share a clause here and there.
const ALIKE: usize = 35;

#[cfg(test)]
mod tests {
    use super::*;

    fn text(seed: u64, length: usize) -> Vec<char> {
        let mut state = seed;
        let next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from_u32(0x4e00 + (state >> 40) as u32 % 3000).unwrap()
        };
        std::iter::repeat_with(next).take(length).collect()
    }

    #[test]
    fn a_copy_with_changes_is_met_among_thousands_and_strangers_are_not() {
        let mut texts: Vec<Vec<char>> = (0..3000).map(|seed| text(seed, 600)).collect();
        for original in (0..1000).step_by(10) {
            let mut copy = texts[original].clone();
            (0..copy.len()).step_by(60).for_each(|at| copy[at] = '改');
            texts.push(copy);
        }
        let sketches: Vec<Sketch> = texts.iter().map(|text| Sketch::of(text).unwrap()).collect();
        let found = likest(&sketches);
        assert!(found[..3000].iter().all(Option::is_none));
        let met = (0..100).filter(|copy| found[3000 + copy] == Some(10 * *copy as u32)).count();
        assert!(met >= 99, "{met}");
    }
}
