//! Which files were read, and the only door to their text: decoding, lines and columns.
//!
//! Texts are not kept. A file is read again when one of its findings is shown, so that memory does not grow
//! with what authors write; decoding is the same each time, so places stay true.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::{Diagnostic, Secret};

/// A file by its number; numbers follow the order in which files were registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of a file's decoded text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        // Files over 4 GiB are refused long before ([`MAX_BYTES`]), so nothing is cut here.
        Span { file, start: start as u32, end: end as u32 }
    }

    /// The very beginning of a file: for findings about the file as a whole.
    pub fn file(file: FileId) -> Span {
        Span { file, start: 0, end: 0 }
    }
}

/// A place as people say it: line and column from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// All files of a run, in the order they were found.
#[derive(Debug, Default)]
pub struct Files {
    root: PathBuf,
    entries: Vec<Entry>,
    /// Where files keep their numbers from one reading to the next: those by path.
    known: Option<HashMap<Box<str>, FileId>>,
    /// What must not be shown of texts, sorted.
    secrets: Vec<Span>,
    /// What must not be shown of paths: (file, bytes of its path).
    secret_names: Vec<(FileId, Range<usize>)>,
}

#[derive(Debug)]
enum Entry {
    /// A path below the root, with `/` between its parts.
    Disk(Box<str>),
    /// A file that travels inside the program, under the name it is shown by.
    BuiltIn(Box<str>, &'static str),
}

impl Files {
    /// No files yet, below the folder `root`.
    pub fn new(root: &Path) -> Files {
        Files { root: root.to_owned(), ..Files::default() }
    }

    /// The same for a portal that is read over and over: a path that was registered before keeps its number.
    pub fn lasting(root: &Path) -> Files {
        Files { known: Some(HashMap::new()), ..Files::new(root) }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Registers a file of the portal by its path below the root.
    pub fn add(&mut self, path: impl Into<Box<str>>) -> FileId {
        self.push(Entry::Disk(path.into()))
    }

    /// Registers a text of the program itself.
    pub fn add_built_in(&mut self, name: impl Into<Box<str>>, text: &'static str) -> FileId {
        self.push(Entry::BuiltIn(name.into(), text))
    }

    fn push(&mut self, entry: Entry) -> FileId {
        let next = FileId(self.entries.len() as u32);
        if let Some(known) = &mut self.known {
            let (Entry::Disk(path) | Entry::BuiltIn(path, _)) = &entry;
            match known.entry(path.clone()) {
                std::collections::hash_map::Entry::Occupied(before) => return *before.get(),
                std::collections::hash_map::Entry::Vacant(free) => free.insert(next),
            };
        }
        self.entries.push(entry);
        next
    }

    /// The path that people see: below the root, with `/`.
    pub fn path(&self, file: FileId) -> &str {
        match &self.entries[file.0 as usize] {
            Entry::Disk(path) | Entry::BuiltIn(path, _) => path,
        }
    }

    /// Notes what of texts and paths must be masked wherever a finding is shown, once all findings are known: another
    /// finding may stand on the same line.
    pub fn conceal(&mut self, findings: &[Diagnostic]) {
        self.secrets.clear();
        self.secret_names.clear();
        for finding in findings {
            match finding.secret {
                Secret::No => {}
                Secret::Text => self.secrets.push(finding.span),
                Secret::File => self.secrets.push(Span { start: 0, end: u32::MAX, ..finding.span }),
                Secret::Name(from, to) => self.secret_names.push((finding.span.file, from as usize..to as usize)),
            }
        }
        self.secrets.sort_unstable();
        self.secret_names.sort_by_key(|(file, range)| (*file, range.start));
    }

    fn secrets_of(&self, file: FileId) -> Vec<Range<usize>> {
        let from = self.secrets.partition_point(|span| span.file < file);
        let own = self.secrets[from..].iter().take_while(|span| span.file == file);
        own.map(|span| span.start as usize..span.end as usize).collect()
    }

    /// The words of a file that must not be shown, for messages that name what an author typed.
    pub(super) fn secret_words(&self, file: FileId) -> Vec<String> {
        let ranges = self.secrets_of(file);
        if ranges.is_empty() {
            return Vec::new();
        }
        let text = self.text(file).unwrap_or_default();
        ranges.into_iter().filter_map(|range| text.get(range)).map(str::to_owned).collect()
    }

    /// The path that findings show: its secrets masked.
    pub fn shown_path(&self, file: FileId) -> Cow<'_, str> {
        let path = self.path(file);
        let own = self.secret_names.iter().filter(|(named, _)| *named == file);
        let ranges: Vec<_> = own.map(|(_, range)| range.clone()).collect();
        if ranges.is_empty() { Cow::Borrowed(path) } else { Cow::Owned(masked(path, &ranges)) }
    }

    /// The text that findings show lines of: its secrets masked, and every byte in its place.
    pub(super) fn shown_text(&self, file: FileId) -> String {
        let text = self.text(file).unwrap_or_default();
        let ranges = self.secrets_of(file);
        if ranges.is_empty() { text } else { masked(&text, &ranges) }
    }

    /// Where the file stands on this machine; `None` for a built-in one.
    pub fn disk_path(&self, file: FileId) -> Option<PathBuf> {
        match &self.entries[file.0 as usize] {
            Entry::Disk(path) => Some(self.root.join(&**path)),
            Entry::BuiltIn(..) => None,
        }
    }

    /// The raw bytes of a file.
    ///
    /// # Errors
    /// When the file cannot be read (any more), or is no regular file. A file over [`MAX_BYTES`] is cut there.
    pub fn bytes(&self, file: FileId) -> anyhow::Result<Cow<'static, [u8]>> {
        match &self.entries[file.0 as usize] {
            Entry::Disk(path) => read(&self.root.join(&**path)).map(Cow::Owned).with_context(|| path.to_string()),
            Entry::BuiltIn(_, text) => Ok(Cow::Borrowed(text.as_bytes())),
        }
    }

    /// The decoded text of a file; what cannot be decoded is replaced, as it was when the file was read.
    ///
    /// # Errors
    /// When the file cannot be read (any more).
    pub fn text(&self, file: FileId) -> anyhow::Result<String> {
        Ok(decode(self.bytes(file)?.into_owned()).0)
    }
}

/// A text with stretches of it masked; they come sorted. Each character is replaced by one that takes as many bytes, so
/// that places stay true; line breaks and the edges of cells stay.
fn masked(text: &str, ranges: &[Range<usize>]) -> String {
    let (mut next, mut until) = (0, 0);
    let mask = |(at, c): (usize, char)| {
        while let Some(range) = ranges.get(next).filter(|range| range.start <= at) {
            until = until.max(range.end);
            next += 1;
        }
        match c.len_utf8() {
            _ if at >= until || matches!(c, '\n' | '|') => c,
            1 => '*',
            2 => '×',
            3 => '＊',
            _ => '\u{10ffff}',
        }
    };
    text.char_indices().map(mask).collect()
}

/// Texts larger than this are refused: a year's largest documents stay far below, and what is larger is no text.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Reads a regular file, one byte further than a text may go; a pipe would be waited for without end.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let found = std::fs::metadata(path)?;
    anyhow::ensure!(found.is_file(), "not a regular file");
    let mut bytes = Vec::with_capacity(found.len().min(MAX_BYTES) as usize + 1);
    std::fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Why a file's bytes are not the text they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecodable {
    /// Neither UTF-8 nor GB18030; the first wrong byte stands at this offset of the decoded text.
    At(usize),
    /// Not a text at all: an office file, a picture.
    Binary,
}

/// Bytes to text: UTF-8 with or without a byte order mark, else GB18030; every line end becomes LF.
///
/// GB18030 gives a meaning to nearly every byte, so a UTF-8 file that was cut or damaged would pass as
/// gibberish. A file with several good multi-byte UTF-8 characters before its first bad byte is therefore
/// taken for damaged UTF-8.
pub fn decode(mut bytes: Vec<u8>) -> (String, Option<Undecodable>) {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.contains(&0) {
        return (String::new(), Some(Undecodable::Binary));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (line_feeds(text), None),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let head = std::str::from_utf8(&bytes[..good]).expect("valid up to here");
            let looks_utf8 = head.chars().filter(|c| !c.is_ascii()).take(4).count() == 4;
            let (text, broken) = encoding_rs::GB18030.decode_without_bom_handling(&bytes);
            if !looks_utf8 && !broken {
                return (line_feeds(text.into_owned()), None);
            }
            let place = line_feeds(head.to_owned()).len();
            (line_feeds(String::from_utf8_lossy(&bytes).into_owned()), Some(Undecodable::At(place)))
        }
    }
}

fn line_feeds(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// A text with its lines known: answers "which line and column is this byte".
pub struct Source {
    pub text: String,
    /// Where each line begins.
    lines: Vec<u32>,
}

impl Source {
    pub fn new(text: String) -> Source {
        let starts = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at as u32 + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        Source { text, lines }
    }

    /// The line (from 0) that holds the byte at `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start as usize <= offset) - 1
    }

    /// The bytes of a line (from 0), without its line feed.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.lines[line] as usize;
        let end = self.lines.get(line + 1).map_or(self.text.len(), |next| *next as usize - 1);
        start..end
    }

    pub fn position(&self, offset: u32) -> Position {
        let offset = self.clamp(offset);
        let line = self.line_of(offset);
        let start = self.lines[line] as usize;
        Position { line: line + 1, column: self.text[start..offset].chars().count() + 1 }
    }

    /// An offset that surely lies within the text and between two characters, should the file have changed since.
    pub fn clamp(&self, offset: u32) -> usize {
        self.text.floor_char_boundary(offset as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_windows_file_is_read() {
        let (bytes, ..) = encoding_rs::GB18030.encode("标题：总体情况\r\n正文");
        assert_eq!(decode(bytes.into_owned()), ("标题：总体情况\n正文".to_owned(), None));
    }

    #[test]
    fn a_utf8_file_that_was_cut_is_not_taken_for_gb18030() {
        let whole = "政府信息公开工作年度报告".as_bytes();
        let (text, problem) = decode(whole[..whole.len() - 1].to_vec());
        assert!(text.starts_with("政府信息公开工作年度报"));
        assert_eq!(problem, Some(Undecodable::At(33)));
    }

    #[test]
    fn a_word_file_is_no_text() {
        assert_eq!(decode(b"PK\x03\x04rest".to_vec()).1, Some(Undecodable::Binary));
    }

    #[test]
    fn columns_count_characters() {
        let source = Source::new("表：1\n二三四".to_owned());
        assert_eq!(source.position(6), Position { line: 1, column: 3 });
        assert_eq!(source.position(14), Position { line: 2, column: 3 });
        assert_eq!(source.position(999), Position { line: 2, column: 4 });
    }
}
