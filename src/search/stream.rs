//! What a search loads, as long rows of bytes in files of at most 64 KB. A browser asks for a few bytes out of them by an
//! HTTP range; a host that knows no ranges sends the whole file, which costs more and finds the same.

use flate2::{Compress, Compression, FlushCompress, Status};

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

    /// Begins another file, if so many bytes would not stand in this one; they then stand in one.
    ///
    /// # Errors
    /// When the shelf refuses.
    pub fn make_room(&mut self, size: usize) -> anyhow::Result<()> {
        match PIECE - self.rest.len() {
            room if room < size.min(PIECE) => self.push(&vec![0; room]),
            _ => Ok(()),
        }
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
    let mut bytes = Vec::new();
    Deflater::new(9).onto(&mut bytes, text);
    stream.push(&bytes)?;
    stream.finish()
}

/// Compresses one text after another: making its tables anew for a short text would take longer than the text.
pub struct Deflater(Compress);

impl Deflater {
    pub fn new(level: u32) -> Deflater {
        Deflater(Compress::new(Compression::new(level), true))
    }

    /// Appends a text in the form that browsers call `deflate` (zlib, RFC 1950).
    pub fn onto(&mut self, out: &mut Vec<u8>, text: &[u8]) {
        self.0.reset();
        loop {
            // It writes into the room there is.
            out.reserve(text.len() / 2 + 64);
            let rest = &text[self.0.total_in() as usize..];
            let status = self.0.compress_vec(rest, out, FlushCompress::Finish).expect("memory takes all bytes");
            if status == Status::StreamEnd {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_asks_for_room_stands_in_one_file() {
        struct Sizes(std::sync::Mutex<Vec<usize>>);
        impl Shelf for Sizes {
            fn put(&self, _: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
                self.0.lock().expect("no thread panicked").push(bytes.len());
                Ok(())
            }
            fn stands(&self, _: &str) -> Option<u64> {
                None
            }
            fn keep(&self, _: &str) {}
            fn scratch(&self) -> anyhow::Result<std::fs::File> {
                Ok(tempfile::tempfile()?)
            }
        }
        let shelf = Sizes(std::sync::Mutex::default());
        let mut stream = Stream::new(&shelf, "l".to_owned());
        let mut places = Vec::new();
        for size in [40_000, 20_000, 20_000, PIECE, 10] {
            stream.make_room(size).expect("the shelf takes all");
            places.push(stream.len());
            stream.push(&vec![1; size]).expect("the shelf takes all");
        }
        assert_eq!(places, [0, 40_000, PIECE, 2 * PIECE, 3 * PIECE]);
        stream.finish().expect("the shelf takes all");
        assert_eq!(*shelf.0.lock().expect("no thread panicked"), [PIECE, PIECE, PIECE, 10]);
    }

    #[test]
    fn a_text_is_the_same_whatever_was_compressed_before() {
        let mut deflater = Deflater::new(6);
        // Of which hardly anything is said twice.
        let long: String = (0..200_000_u32).filter_map(|at| char::from_u32(at * 7919 % 0xd000 + 32)).collect();
        for text in ["", "公开", &"政府信息公开。".repeat(999), &long, "公开"] {
            let (mut found, mut fresh, mut read) = (b"..".to_vec(), Vec::new(), String::new());
            deflater.onto(&mut found, text.as_bytes());
            Deflater::new(6).onto(&mut fresh, text.as_bytes());
            assert_eq!(found[2..], fresh);
            flate2::read::ZlibDecoder::new(&fresh[..]).read_to_string(&mut read).expect("it is zlib");
            assert_eq!(read, text);
        }
    }
}
