//! A hash of all that decides a file; the same on every machine.
//!
//! XXH3 of 128 bits: no two texts of a portal have the same one by chance, and it takes a tenth of the time of SHA-256,
//! which was a twenty-fifth of a build. Somebody could make two texts that share one, and it would do them no good: a
//! build upon an earlier one would go on showing the first of their two texts, a fresh one would not.

use std::fmt;
use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// What is the same for the same bytes, and for no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fingerprint(pub [u8; 16]);

const DIGITS: &[u8; 16] = b"0123456789abcdef";

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // A manifest holds two for each file, so they are not written digit by digit.
        let mut text = [0; 32];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            pair.copy_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
        f.write_str(std::str::from_utf8(&text).expect("digits are ASCII"))
    }
}

impl Fingerprint {
    /// Reads what `Display` wrote.
    pub fn parse(text: &str) -> Option<Fingerprint> {
        let mut bytes = [0; 16];
        if text.len() != 32 || !text.is_ascii() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Fingerprint(bytes))
    }
}

/// The fingerprint of some bytes.
pub fn digest(bytes: &[u8]) -> Fingerprint {
    Fingerprint(xxh3_128(bytes).to_be_bytes())
}

/// Takes whatever implements [`Hash`] into a fingerprint. Numbers go in with a fixed width and byte order, so that the
/// result does not depend on the machine; bytes alone come to what [`digest`] makes of them.
#[derive(Default, Clone)]
pub struct Fingerprinter(Xxh3);

impl Fingerprinter {
    /// Starts with the parts that all recipes share.
    pub fn with(seed: &impl Hash) -> Fingerprinter {
        let mut hasher = Fingerprinter::default();
        seed.hash(&mut hasher);
        hasher
    }

    pub fn fingerprint(self) -> Fingerprint {
        Fingerprint(self.0.digest128().to_be_bytes())
    }
}

impl Hasher for Fingerprinter {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.write(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_i64(number as i64);
    }

    fn write_i64(&mut self, number: i64) {
        self.write(&number.to_le_bytes());
    }

    /// The short form of `Hash`; recipes use [`Fingerprinter::fingerprint`].
    fn finish(&self) -> u64 {
        self.0.digest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_it_was_written() {
        let mut hasher = Fingerprinter::with(&"v1");
        ("标题", 3_usize, Some(-4_i64)).hash(&mut hasher);
        let fingerprint = hasher.fingerprint();
        assert_eq!(Fingerprint::parse(&fingerprint.to_string()), Some(fingerprint));
        assert_eq!(Fingerprint::parse("zz"), None);
    }

    #[test]
    fn bytes_come_to_the_same_at_once_and_piece_by_piece() {
        let bytes: Vec<u8> = (0..5000_u32).map(|at| ((at * at) >> 3) as u8).collect();
        let mut hasher = Fingerprinter::default();
        bytes.chunks(700).for_each(|piece| hasher.write(piece));
        assert_eq!(hasher.fingerprint(), digest(&bytes));
        assert_ne!(digest(&bytes[1..]), digest(&bytes));
        // What stands in the manifests of sites, on whatever machine they were built.
        assert_eq!(digest("公开".as_bytes()).to_string(), "8488dbc1711c8821f8184e1eb5c03a69");
    }
}
