//! Office files (ECMA-376), archives and PDF as lines of text and tables, a piece at a time. What is packed into a small
//! file may be endless, so everything is counted.

#![cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "only PDF has pages"))]

mod docx;
mod inside;
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod xlsx;

use std::fs::File;
use std::io::BufReader;
use std::rc::Rc;

use crate::diagnostic::{Arg, Args};

use package::{Package, Source, add_text};

/// Why a file was not looked through to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    TooLarge,
    Damaged,
    /// Pages without letters: pictures of paper.
    Pictures,
    /// Letters that cannot be told.
    Letters,
    /// A program that was built without what reads them.
    #[cfg(not(feature = "pdf"))]
    NoReader,
}

/// Endings of the files that are read here, in small letters.
pub const ENDINGS: [&str; 7] = ["docx", "docm", "xlsx", "xlsm", "pptx", "zip", "pdf"];

/// Office files larger than this are left alone.
pub const MOST_PACKED: u64 = 32 * 1024 * 1024;

/// How much is unpacked of one file at most.
const MOST_UNPACKED: u64 = 96 * 1024 * 1024;

/// How much text one file may give: a workbook names one long text in thousands of cells.
const MOST_TEXT: usize = 48 * 1024 * 1024;

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
    /// A page of a PDF, from 1.
    Page(u32),
    /// A line of a text in an archive, from 1.
    Line(u32),
    /// What a file says of itself: its title, its keywords.
    Properties,
    /// What it is called.
    Name,
    /// In a file within the file, whose name holds no number of anybody.
    Inside(Rc<str>, Box<Place>),
}

impl Place {
    /// A place as a waiver names it: `p3`, `t1r2c1`, `Sheet1!B7`. The column counts from 0.
    pub fn id(&self, column: usize) -> String {
        match self {
            Place::Paragraph(number) => format!("p{number}"),
            Place::Row(table, row) => format!("t{table}r{row}c{}", column + 1),
            Place::Sheet(name, row) => format!("{name}!{}{row}", xlsx::letters(column)),
            Place::Page(page) => format!("page{page}"),
            Place::Line(line) => format!("line{line}"),
            Place::Properties => "properties".to_owned(),
            Place::Name => "name".to_owned(),
            Place::Inside(file, place) => format!("{file}#{}", place.id(column)),
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
            Place::Page(page) => vec![("page", page.to_string().into())],
            Place::Line(line) => vec![("inner_line", line.to_string().into())],
            Place::Properties => vec![("cell", Arg::Word("in_its_properties"))],
            Place::Name => vec![("cell", Arg::Word("in_its_name"))],
            Place::Inside(file, place) => {
                let mut args = place.args(column);
                args.push(("inside", file.to_string().into()));
                args
            }
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

/// Reads a file by the ending of its name, and hands on what it says.
///
/// # Errors
/// When it is damaged or holds more than can be looked at; what came before was handed on.
pub fn read(file: anyhow::Result<File>, ending: &str, take: &mut dyn FnMut(Piece)) -> Result<(), Unread> {
    let file = file.map_err(|_| Unread::Damaged)?;
    if file.metadata().map_err(|_| Unread::Damaged)?.len() > MOST_PACKED {
        return Err(Unread::TooLarge);
    }
    let mut lines =
        Lines { text: String::new(), lines: Vec::new(), table: None, seen: 0, room: MOST_TEXT, inside: None, take };
    let mut left = MOST_UNPACKED;
    let read = look(Box::new(BufReader::new(file)), ending, (&mut left, 0), &mut lines);
    lines.flush();
    if lines.room == 0 { Err(Unread::TooLarge) } else { read }
}

/// Reads a file that stands in `depth` others, of which `left` bytes may still be unpacked.
fn look(
    source: Box<dyn Source>,
    ending: &str,
    (left, depth): (&mut u64, u32),
    lines: &mut Lines,
) -> Result<(), Unread> {
    if ending == "pdf" {
        #[cfg(feature = "pdf")]
        return pdf::read(source, lines);
        #[cfg(not(feature = "pdf"))]
        return Err(Unread::NoReader);
    }
    let mut package = Package::open(source, *left)?;
    let read = match ending {
        "docx" | "docm" => docx::document(&mut package, lines),
        "pptx" => docx::slides(&mut package, lines),
        "xlsx" | "xlsm" => xlsx::read(&mut package, lines),
        _ => Ok(()),
    };
    let embedded = inside::members(&mut package, ending, depth, lines);
    *left = package.left;
    read.and(embedded)
}

/// Collects lines, and hands them on when they are many.
struct Lines<'t> {
    text: String,
    lines: Vec<(usize, Place)>,
    /// The first lines of the table that is open, and how many they are.
    table: Option<(Vec<(String, Place)>, usize)>,
    seen: usize,
    /// How much more text is taken; at 0 readers stop.
    room: usize,
    /// The name of the file within the file that is read.
    inside: Option<Rc<str>>,
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

    /// Lines that hold tables already, if there are any.
    fn text(&mut self, text: &str) {
        self.table = None;
        for (at, line) in text.split('\n').enumerate() {
            self.line(line, Place::Line(at as u32 + 1));
        }
        self.text.push('\n');
    }

    fn end_table(&mut self) {
        self.table = None;
        self.text.push('\n');
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
        self.room = self.room.saturating_sub(words.len());
        if self.room == 0 {
            return;
        }
        let place = match &self.inside {
            Some(file) => Place::Inside(file.clone(), Box::new(place)),
            None => place,
        };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_text_is_taken_than_there_is_room_for() {
        let mut taken = String::new();
        let mut take = |piece: Piece| taken.push_str(piece.text);
        let mut lines = Lines {
            text: String::new(),
            lines: Vec::new(),
            table: None,
            seen: 0,
            room: 10,
            inside: None,
            take: &mut take,
        };
        for words in ["12345", "1234", "12345", "1"] {
            lines.line(words, Place::Properties);
        }
        assert_eq!(lines.room, 0);
        lines.flush();
        assert_eq!(taken, "12345\n1234\n");
    }
}
