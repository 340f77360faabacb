//! What a search loads, as long rows of bytes in files of at most 64 KB. A browser asks for a few bytes out of them by an
//! HTTP range; a host that knows no ranges sends the whole file, which costs more and finds the same.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::Shelf;

/// The most bytes in one file.
pub const PIECE: usize = 64 * 1024;

/// Bytes to come under `name`, as the files `name0.bin`, `name1.bin` …
pub struct Stream<'s> {
    shelf: &'s dyn Shelf,
    name: String,
    pieces: usize,
    rest: Vec<u8>,
}

impl<'s> Stream<'s> {
    pub fn new(shelf: &'s dyn Shelf, name: String) -> Stream<'s> {
        Stream { shelf, name, pieces: 0, rest: Vec::new() }
    }

    /// Where the next byte will stand.
    pub fn len(&self) -> usize {
        self.pieces * PIECE + self.rest.len()
    }

    /// # Errors
    /// When the shelf refuses.
    pub fn push(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.rest.extend_from_slice(bytes);
        while self.rest.len() >= PIECE {
            let rest = self.rest.split_off(PIECE);
            let piece = std::mem::replace(&mut self.rest, rest);
            self.put(piece)?;
        }
        Ok(())
    }

    /// Puts away what is left; how long it all was.
    ///
    /// # Errors
    /// When the shelf refuses.
    pub fn finish(mut self) -> anyhow::Result<usize> {
        let length = self.len();
        if !self.rest.is_empty() {
            let piece = std::mem::take(&mut self.rest);
            self.put(piece)?;
        }
        Ok(length)
    }

    fn put(&mut self, piece: Vec<u8>) -> anyhow::Result<()> {
        let path = format!("{}{}.bin", self.name, self.pieces);
        self.pieces += 1;
        self.shelf.put(&path, piece)
    }
}

/// Puts away a text, compressed; how long it is then.
///
/// # Errors
/// When the shelf refuses.
pub fn whole(shelf: &dyn Shelf, name: String, text: &[u8]) -> anyhow::Result<usize> {
    let mut stream = Stream::new(shelf, name);
    stream.push(&deflated(text))?;
    stream.finish()
}

/// In the form that browsers call `deflate` (zlib, RFC 1950).
pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(6));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes all bytes")
}
