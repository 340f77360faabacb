//! Lists of documents as bits: rising numbers, the gaps between them in Rice's code.
//!
//! A list of every second document takes one bit a document, as a bitmap would; a list of one takes two or three bytes.

/// Writes bits, the highest of a byte first.
#[derive(Debug, Default)]
pub struct Bits {
    pub bytes: Vec<u8>,
    /// Bits not yet in `bytes`, at the top.
    rest: u64,
    used: u32,
}

impl Bits {
    fn put(&mut self, value: u64, count: u32) {
        debug_assert!(count <= 32);
        self.rest |= value << (64 - count - self.used);
        self.used += count;
        while self.used >= 8 {
            self.bytes.push((self.rest >> 56) as u8);
            self.rest <<= 8;
            self.used -= 8;
        }
    }

    /// Appends the rising `ids` out of 0 … `all` − 1.
    pub fn list(&mut self, ids: &[u32], all: u32) {
        let low = low_bits(ids.len() as u32, all);
        let mut next = 0;
        for id in ids {
            let gap = id - next;
            for _ in 0..(gap >> low) / 32 {
                self.put(u64::from(u32::MAX), 32);
            }
            let ones = (gap >> low) % 32;
            // The unary part: ones, then a zero.
            self.put(((1_u64 << ones) - 1) << 1, ones + 1);
            if low > 0 {
                self.put(u64::from(gap & ((1 << low) - 1)), low);
            }
            next = id + 1;
        }
    }

    /// Fills the last byte up.
    pub fn finish(&mut self) {
        if self.used > 0 {
            self.bytes.push((self.rest >> 56) as u8);
            (self.rest, self.used) = (0, 0);
        }
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.bytes.clear();
        (self.rest, self.used) = (0, 0);
    }
}

/// How many bits of a gap are written as they are: so many that the rest is one or two on average.
fn low_bits(count: u32, all: u32) -> u32 {
    let mut low = 0;
    while low < 24 && u64::from(count) << (low + 1) <= u64::from(all) {
        low += 1;
    }
    low
}

/// Appends a number in seven-bit groups, the lowest first.
pub fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the browser reads it.
    fn read(bytes: &[u8], count: u32, all: u32) -> Vec<u32> {
        let mut at = 0;
        let mut bit = || {
            at += 1;
            bytes[(at - 1) / 8] >> (7 - (at - 1) % 8) & 1
        };
        let low = low_bits(count, all);
        let mut next = 0;
        let mut ids = Vec::new();
        for _ in 0..count {
            let mut high = 0;
            while bit() == 1 {
                high += 1;
            }
            let rest = (0..low).fold(0, |rest, _| rest << 1 | u32::from(bit()));
            ids.push(next + (high << low | rest));
            next = ids[ids.len() - 1] + 1;
        }
        ids
    }

    proptest::proptest! {
        #[test]
        fn a_list_is_read_as_it_was_written(ids in proptest::collection::btree_set(0..5000_u32, 0..600)) {
            let ids: Vec<u32> = ids.into_iter().collect();
            let mut bits = Bits::default();
            bits.list(&[1, 2, 3], 5000);
            bits.clear();
            bits.list(&ids, 5000);
            bits.finish();
            proptest::prop_assert_eq!(read(&bits.bytes, ids.len() as u32, 5000), ids);
        }
    }

    #[test]
    fn half_of_all_takes_a_bit_each() {
        let ids: Vec<u32> = (0..4000).map(|at| at * 2).collect();
        let mut bits = Bits::default();
        bits.list(&ids, 8000);
        bits.finish();
        assert!(bits.bytes.len() <= 1000);
    }
}
