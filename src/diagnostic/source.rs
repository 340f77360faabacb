//! Which files were read, and the only door to their text: decoding, lines and columns.
//!
//! Texts are not kept. A file is read again when one of its findings is shown, so that memory does not grow
//! with what authors write; decoding is the same each time, so places stay true.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::characters::Characters;
use super::disk::{entries, open, read};
use super::overtaken::{GivenUp, Overtaken};

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
    pub(super) secrets: Vec<Span>,
    /// What must not be shown of paths: (file, bytes of its path).
    pub(super) secret_names: Vec<(FileId, Range<usize>)>,
    /// What files would hold if they were mended, by path.
    laid_over: HashMap<Box<str>, Vec<u8>>,
    /// Nothing is read any more once this is set: whatever needs texts comes to its end by itself.
    overtaken: Option<Overtaken>,
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

    /// A file by its path, where files keep their numbers.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.known.as_ref()?.get(path).copied()
    }

    /// The path that people see: below the root, with `/`.
    pub fn path(&self, file: FileId) -> &str {
        match &self.entries[file.0 as usize] {
            Entry::Disk(path) | Entry::BuiltIn(path, _) => path,
        }
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
    /// When the file cannot be read (any more), or is no regular file. A file over [`MAX_BYTES`](super::MAX_BYTES) is cut there.
    pub fn bytes(&self, file: FileId) -> anyhow::Result<Cow<'static, [u8]>> {
        self.wanted()?;
        match &self.entries[file.0 as usize] {
            Entry::Disk(path) if self.laid_over.contains_key(path) => Ok(Cow::Owned(self.laid_over[path].clone())),
            Entry::Disk(path) => read(&self.root.join(&**path)).map(Cow::Owned).with_context(|| path.to_string()),
            Entry::BuiltIn(_, text) => Ok(Cow::Borrowed(text.as_bytes())),
        }
    }

    /// A file as it stands on disk, for who reads it piece by piece.
    ///
    /// # Errors
    /// When it is no regular file, or built in.
    pub fn open(&self, file: FileId) -> anyhow::Result<File> {
        self.wanted()?;
        open(&self.disk_path(file).context("built in")?)
    }

    /// The texts of the files that stand right below a folder of the portal and have this ending, registered or not.
    pub fn texts_in(&self, folder: &str, ending: &str) -> Vec<String> {
        let mut paths = entries(&self.root.join(folder));
        paths.retain(|path| path.extension().is_some_and(|found| found == ending));
        paths.iter().filter_map(|path| read(path).ok()).map(|bytes| decode(bytes).0).collect()
    }

    /// The names of what stands right below a folder of the portal.
    pub fn names_in(&self, folder: &str) -> Vec<String> {
        let name = |path: &PathBuf| Some(path.file_name()?.to_str()?.to_owned());
        entries(&self.root.join(folder)).iter().filter_map(name).collect()
    }

    /// Reads nothing any more as soon as this is set.
    pub fn heed(&mut self, overtaken: Option<Overtaken>) {
        self.overtaken = overtaken;
    }

    /// Whether somebody still waits for what is made of these files.
    ///
    /// # Errors
    /// [`GivenUp`]: then whatever was found since is not to be relied on.
    pub fn wanted(&self) -> Result<(), GivenUp> {
        match &self.overtaken {
            Some(overtaken) if overtaken.is_set() => Err(GivenUp),
            _ => Ok(()),
        }
    }

    /// Lets a file hold something else from now on; the disk does not change.
    pub fn lay_over(&mut self, path: impl Into<Box<str>>, bytes: Vec<u8>) {
        self.laid_over.insert(path.into(), bytes);
    }

    /// Every file of the portal's own.
    pub fn on_disk(&self) -> impl Iterator<Item = (FileId, &str)> {
        self.entries.iter().enumerate().filter_map(|(at, entry)| match entry {
            Entry::Disk(path) => Some((FileId(at as u32), &**path)),
            Entry::BuiltIn(..) => None,
        })
    }

    /// The decoded text of a file; what cannot be decoded is replaced, as it was when the file was read.
    ///
    /// # Errors
    /// When the file cannot be read (any more).
    pub fn text(&self, file: FileId) -> anyhow::Result<String> {
        Ok(decode(self.bytes(file)?.into_owned()).0)
    }

    /// The same for who can do without it.
    pub fn some_text(&self, file: FileId) -> Option<String> {
        // An error may carry the whole way to it, which for each of 100,000 files takes long.
        self.wanted().ok().and_then(|()| self.text(file).ok())
    }
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
    // Chinese takes the standard library long to look through.
    match simdutf8::compat::from_utf8(&bytes) {
        Ok(text) => (line_feeds(text.to_owned()), None),
        Err(error) => {
            let good = error.valid_up_to();
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

/// Puts texts in place of stretches of the decoded text, and keeps every other byte: encoding, byte order mark, line
/// ends. `edits` are sorted and do not overlap. `None` for bytes that are no clean text, and for an edit that would not
/// come out as it was meant.
pub fn splice(bytes: &[u8], edits: &[(std::ops::Range<usize>, &str)]) -> Option<Vec<u8>> {
    let (text, problem) = decode(bytes.to_vec());
    if problem.is_some() {
        return None;
    }
    let begin = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let is_utf8 = std::str::from_utf8(&bytes[begin..]).is_ok();
    let (mut out, mut meant) = (bytes[..begin].to_vec(), String::new());
    let (mut raw, mut at) = (begin, 0);
    for (range, with) in edits.iter().map(|(range, with)| (range.clone(), *with)).chain([(text.len()..text.len(), "")])
    {
        let from = (raw, at);
        while at < range.start {
            raw += raw_length(bytes, raw, is_utf8);
            at += text[at..].chars().next()?.len_utf8();
        }
        out.extend(bytes.get(from.0..raw)?);
        meant.push_str(text.get(from.1..range.start)?);
        while at < range.end {
            raw += raw_length(bytes, raw, is_utf8);
            at += text[at..].chars().next()?.len_utf8();
        }
        match is_utf8 {
            true => out.extend(with.as_bytes()),
            false => out.extend(&*encoding_rs::GB18030.encode(with).0),
        }
        meant.push_str(with);
    }
    (decode(out.clone()).0 == meant).then_some(out)
}

/// How many bytes hold the character at `at`; CR and LF together are one.
fn raw_length(bytes: &[u8], at: usize, is_utf8: bool) -> usize {
    let next = bytes.get(at + 1).copied();
    match bytes.get(at).copied().unwrap_or_default() {
        b'\r' if next == Some(b'\n') => 2,
        0..=0x80 => 1,
        first if is_utf8 => first.leading_ones() as usize,
        _ if next.is_some_and(|second| second.is_ascii_digit()) => 4,
        _ => 2,
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
    characters: Characters,
}

impl Source {
    pub fn new(text: String) -> Source {
        let starts = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at as u32 + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let characters = Characters::of(&text);
        Source { text, lines, characters }
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
        let before = |offset| self.characters.before(&self.text, offset);
        Position { line: line + 1, column: before(offset) - before(self.lines[line] as usize) + 1 }
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
    fn what_is_not_edited_stays_byte_for_byte() {
        let text = "题：\r\n一𠮷€\n二：三\r";
        let gb18030 = encoding_rs::GB18030.encode(text).0.into_owned();
        for bytes in [text.as_bytes().to_vec(), [b"\xef\xbb\xbf", text.as_bytes()].concat(), gb18030] {
            let (decoded, _) = decode(bytes.clone());
            assert_eq!(splice(&bytes, &[]).as_ref(), Some(&bytes));
            let colons: Vec<_> = decoded.match_indices('：').map(|(at, _)| (at..at + 3, ": ")).collect();
            let mended = splice(&bytes, &colons).unwrap();
            assert_eq!(decode(mended.clone()).0, decoded.replace('：', ": "));
            assert!(mended.windows(2).any(|two| two == b"\r\n") && mended.ends_with(b"\r"));
        }
        assert_eq!(splice(b"PK\x03\x04", &[]), None);
    }

    #[test]
    fn columns_count_characters() {
        let source = Source::new("表：1\n二三四".to_owned());
        assert_eq!(source.position(6), Position { line: 1, column: 3 });
        assert_eq!(source.position(14), Position { line: 2, column: 3 });
        assert_eq!(source.position(999), Position { line: 2, column: 4 });
    }
}
