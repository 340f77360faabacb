//! Office files (ECMA-376) as lines of text and tables, a piece at a time. What is packed into a small file may be
//! endless, so everything is counted.

mod docx;
mod xlsx;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::diagnostic::Args;

/// Why a file was not looked through to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    TooLarge,
    Damaged,
}

/// Office files larger than this are left alone.
pub const MOST_PACKED: u64 = 32 * 1024 * 1024;

/// How much is unpacked of one file at most.
const MOST_UNPACKED: u64 = 96 * 1024 * 1024;

/// A piece of text is handed on when it is this long.
const PIECE: usize = 512 * 1024;

/// How many lines at the top of a table go before each of its later pieces, so that its header is known.
const HEAD: usize = 7;

/// Where a line of a piece stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Paragraph(u32),
    /// Table and row of a document, from 1.
    Row(u32, u32),
    /// Sheet and row, from 1.
    Sheet(String, u32),
}

impl Place {
    /// A place as a waiver names it: `p3`, `t1r2c1`, `Sheet1!B7`. The column counts from 0.
    pub fn id(&self, column: usize) -> String {
        match self {
            Place::Paragraph(number) => format!("p{number}"),
            Place::Row(table, row) => format!("t{table}r{row}c{}", column + 1),
            Place::Sheet(name, row) => format!("{name}!{}{row}", xlsx::letters(column)),
        }
    }

    /// The values by which a message says it.
    pub fn args(&self, column: usize) -> Args {
        match self {
            Place::Paragraph(number) => vec![("paragraph", number.to_string().into())],
            Place::Row(table, row) => vec![
                ("table", table.to_string().into()),
                ("row", row.to_string().into()),
                ("column", (column + 1).to_string().into()),
            ],
            Place::Sheet(..) => vec![("cell", self.id(column).into())],
        }
    }
}

/// Lines of a file, with their places.
pub struct Piece<'p> {
    pub text: &'p str,
    /// Where lines begin, and where they stand.
    pub lines: &'p [(usize, Place)],
    /// So much of the text was in an earlier piece.
    pub seen: usize,
}

/// Reads an office file by the ending of its name, and hands on what it says.
///
/// # Errors
/// When it is damaged or holds more than can be looked at; what came before was handed on.
pub fn read(path: &Path, ending: &str, take: &mut dyn FnMut(Piece)) -> Result<(), Unread> {
    let file = File::open(path).map_err(|_| Unread::Damaged)?;
    if file.metadata().map_err(|_| Unread::Damaged)?.len() > MOST_PACKED {
        return Err(Unread::TooLarge);
    }
    let archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|_| Unread::Damaged)?;
    let mut package = Package { archive, left: MOST_UNPACKED };
    let mut lines = Lines { text: String::new(), lines: Vec::new(), table: None, seen: 0, take };
    let read = match ending {
        "docx" | "docm" => docx::read(&mut package, &mut lines),
        _ => xlsx::read(&mut package, &mut lines),
    };
    lines.flush();
    read
}

/// The parts of a file, and how much may still be unpacked.
struct Package {
    archive: zip::ZipArchive<BufReader<File>>,
    left: u64,
}

impl Package {
    fn names(&self) -> Vec<String> {
        self.archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// Tells every event of a part of XML, until `tell` has had enough.
    fn events(&mut self, name: &str, tell: &mut dyn FnMut(Event) -> bool) -> Result<(), Unread> {
        let part = self.archive.by_name(name).map_err(|_| Unread::Damaged)?;
        let mut counted = BufReader::new(part.take(self.left));
        let read = events(&mut counted, tell);
        self.left = counted.into_inner().limit();
        if self.left == 0 { Err(Unread::TooLarge) } else { read }
    }
}

fn events(part: &mut dyn BufRead, tell: &mut dyn FnMut(Event) -> bool) -> Result<(), Unread> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) if tell(event.borrow()) => {}
            Ok(_) => return Ok(()),
            Err(_) => return Err(Unread::Damaged),
        }
    }
}

/// Adds the words of an event, which XML hands on in pieces.
fn add_text(event: &Event, text: &mut String) {
    match event {
        Event::Text(words) => text.push_str(&words.xml10_content()),
        Event::CData(words) => text.push_str(&words.xml10_content()),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(c)) => text.push(c),
            _ => text.push_str(quick_xml::escape::resolve_predefined_entity(&name.xml10_content()).unwrap_or_default()),
        },
        _ => {}
    }
}

/// Collects lines, and hands them on when they are many.
struct Lines<'t> {
    text: String,
    lines: Vec<(usize, Place)>,
    /// The first lines of the table that is open, and how many they are.
    table: Option<(Vec<(String, Place)>, usize)>,
    seen: usize,
    take: &'t mut dyn FnMut(Piece),
}

impl Lines<'_> {
    fn paragraph(&mut self, words: &str, place: Place) {
        self.table = None;
        if !words.trim().is_empty() {
            self.line(&words.replace(['\n', '|'], " "), place);
            // A blank line, so that the next paragraph is not taken for the same.
            self.text.push('\n');
        }
    }

    fn begin_table(&mut self) {
        self.text.push('\n');
        self.table = Some((Vec::new(), 0));
    }

    fn row(&mut self, cells: &[String], place: Place) {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace(['\n', '\r', '|', '\t'], " ")).collect();
        let row = format!("| {} |", cells.join(" | "));
        let (head, count) = self.table.get_or_insert_with(|| (Vec::new(), 0));
        if head.len() < HEAD {
            head.push((row.clone(), place.clone()));
        }
        *count += 1;
        let first = *count == 1;
        self.line(&row, place);
        if first {
            self.text.push_str("|--|\n");
        }
    }

    fn line(&mut self, words: &str, place: Place) {
        self.lines.push((self.text.len(), place));
        self.text.push_str(words);
        self.text.push('\n');
        if self.text.len() > PIECE {
            self.flush();
        }
    }

    fn flush(&mut self) {
        (self.take)(Piece { text: &self.text, lines: &self.lines, seen: self.seen });
        self.text.clear();
        self.lines.clear();
        self.seen = 0;
        if let Some((head, _)) = &self.table {
            for (at, (row, place)) in head.iter().enumerate() {
                self.lines.push((self.text.len(), place.clone()));
                self.text.push_str(row);
                self.text.push_str(if at == 0 { "\n|--|\n" } else { "\n" });
            }
            self.seen = self.text.len();
        }
    }
}
