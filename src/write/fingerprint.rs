//! A hash of all that decides a file; the same on every machine.

use std::fmt;
use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};

/// The first half of a SHA-256.
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

/// Takes whatever implements [`Hash`] into a SHA-256. Numbers go in with a fixed width and byte order, so that the
/// result does not depend on the machine.
#[derive(Default, Clone)]
pub struct Fingerprinter(Sha256);

impl Fingerprinter {
    /// Starts with the parts that all recipes share.
    pub fn with(seed: &impl Hash) -> Fingerprinter {
        let mut hasher = Fingerprinter::default();
        seed.hash(&mut hasher);
        hasher
    }

    pub fn fingerprint(self) -> Fingerprint {
        Fingerprint(self.0.finalize()[..16].try_into().expect("a digest has 32 bytes"))
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
        let digest = self.0.clone().finalize();
        u64::from_le_bytes(digest[..8].try_into().expect("a digest has 32 bytes"))
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
}
