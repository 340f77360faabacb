//! A workbook of Excel: its sheets, hidden ones too, each as a table.

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};

use super::{Lines, Package, Place, Unread, add_text};

/// How many texts a workbook may share, and how many columns of a row are looked at.
const MOST_TEXTS: usize = 4_000_000;
const MOST_COLUMNS: usize = 512;

/// Of a row longer than this, in bytes, no more cells are looked at.
const LONGEST_ROW: usize = 1024 * 1024;

pub fn read(package: &mut Package, lines: &mut Lines) -> Result<(), Unread> {
    let sheets = sheets(package)?;
    let shared = if package.names().iter().any(|name| name == "xl/sharedStrings.xml") {
        shared(package)?
    } else {
        Shared::default()
    };
    for (name, part) in sheets {
        lines.begin_table();
        let mut sheet = Sheet { name, shared: &shared, row: 0, cells: Vec::new(), length: 0, cell: Cell::default() };
        package.events(&part, &mut |event| {
            sheet.event(&event, lines);
            lines.room > 0
        })?;
    }
    beside(package, lines)
}

/// What stands beside the cells: remarks, boxes of text, and what a pivot table keeps of the table it was made from.
fn beside(package: &mut Package, lines: &mut Lines) -> Result<(), Unread> {
    const FOLDERS: [&str; 5] = [
        "xl/comments",
        "xl/threadedComments/",
        "xl/drawings/drawing",
        "xl/pivotCache/pivotCacheDefinition",
        "xl/pivotCache/pivotCacheRecords",
    ];
    let names: Vec<String> = package.names();
    let of_words = |name: &&String| name.ends_with(".xml") && FOLDERS.iter().any(|start| name.starts_with(start));
    for (number, name) in names.iter().filter(of_words).enumerate() {
        let place = || Place::Sheet(name.rsplit('/').next().unwrap_or_default().to_owned(), number as u32 + 1);
        let (mut words, mut in_text) = (String::new(), false);
        package.events(name, &mut |event| {
            match &event {
                Event::Start(start) if matches!(start.local_name().as_ref(), "t" | "text") => in_text = true,
                Event::Start(start) | Event::Empty(start) if matches!(start.local_name().as_ref(), "s" | "n") => {
                    if let Some(value) = attribute(start, "v") {
                        lines.paragraph(&whole(value), place());
                    }
                }
                Event::End(end) => match end.local_name().as_ref() {
                    "t" | "text" => in_text = false,
                    "p" | "comment" | "threadedComment" => lines.paragraph(&std::mem::take(&mut words), place()),
                    _ => {}
                },
                _ if in_text => add_text(&event, &mut words),
                _ => {}
            }
            true
        })?;
        lines.paragraph(&words, place());
    }
    Ok(())
}

/// The column of a cell as Excel writes it: A, B … Z, AA.
pub fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push((b'A' + (column % 26) as u8) as char);
        match column / 26 {
            0 => break,
            more => column = more - 1,
        }
    }
    letters.iter().rev().collect()
}

fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.to_string())
}

/// The sheets in their order: name, and the part that holds it.
fn sheets(package: &mut Package) -> Result<Vec<(String, String)>, Unread> {
    let mut parts = Vec::new();
    package.events("xl/_rels/workbook.xml.rels", &mut |event| {
        if let Event::Start(start) | Event::Empty(start) = &event {
            parts.extend(attribute(start, "Id").zip(attribute(start, "Target")));
        }
        true
    })?;
    let mut sheets = Vec::new();
    // Two sheets that name one part say the same.
    let mut known = HashSet::new();
    package.events("xl/workbook.xml", &mut |event| {
        if let Event::Start(start) | Event::Empty(start) = &event
            && start.local_name().as_ref() == "sheet"
            && let Some(part) = attribute(start, "id").and_then(|id| parts.iter().find(|(known, _)| *known == id))
        {
            let target = part.1.trim_start_matches("/xl/");
            let part = format!("xl/{target}");
            if known.insert(part.clone()) {
                sheets.push((attribute(start, "name").unwrap_or_default(), part));
            }
        }
        true
    })?;
    Ok(sheets)
}

/// The texts that cells name by number.
#[derive(Default)]
struct Shared {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Shared {
    fn get(&self, number: usize) -> &str {
        let Some(end) = self.ends.get(number) else { return "" };
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..*end as usize]
    }
}

fn shared(package: &mut Package) -> Result<Shared, Unread> {
    let mut shared = Shared::default();
    let (mut in_text, mut phonetic) = (false, false);
    package.events("xl/sharedStrings.xml", &mut |event| {
        match &event {
            Event::Start(start) if start.local_name().as_ref() == "t" => in_text = true,
            Event::Start(start) if start.local_name().as_ref() == "rPh" => phonetic = true,
            Event::End(end) => match end.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => phonetic = false,
                "si" => shared.ends.push(shared.text.len() as u32),
                _ => {}
            },
            Event::Empty(empty) if empty.local_name().as_ref() == "si" => shared.ends.push(shared.text.len() as u32),
            _ if in_text && !phonetic => add_text(&event, &mut shared.text),
            _ => {}
        }
        shared.ends.len() < MOST_TEXTS
    })?;
    Ok(shared)
}

struct Sheet<'s> {
    name: String,
    shared: &'s Shared,
    row: u32,
    cells: Vec<String>,
    /// How long they are together.
    length: usize,
    cell: Cell,
}

#[derive(Default)]
struct Cell {
    column: usize,
    is_shared: bool,
    in_value: bool,
    value: String,
}

impl Sheet<'_> {
    fn event(&mut self, event: &Event, lines: &mut Lines) {
        match event {
            Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "row" => {
                self.row = attribute(start, "r").and_then(|row| row.parse().ok()).unwrap_or(self.row.saturating_add(1));
                self.cells.clear();
                self.length = 0;
            }
            Event::Start(start) => match start.local_name().as_ref() {
                "c" => {
                    let column = attribute(start, "r").and_then(|name| column_of(&name)).unwrap_or(self.cells.len());
                    let is_shared = attribute(start, "t").is_some_and(|kind| kind == "s");
                    self.cell = Cell { column, is_shared, ..Cell::default() };
                }
                "v" | "t" => self.cell.in_value = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "v" | "t" => self.cell.in_value = false,
                "c" => self.close_cell(),
                "row" if self.cells.iter().any(|cell| !cell.is_empty()) => {
                    lines.row(&self.cells, Place::Sheet(self.name.clone(), self.row));
                }
                _ => {}
            },
            _ if self.cell.in_value => add_text(event, &mut self.cell.value),
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        if cell.column >= MOST_COLUMNS || self.length > LONGEST_ROW {
            return;
        }
        if self.cells.len() <= cell.column {
            self.cells.resize(cell.column + 1, String::new());
        }
        self.cells[cell.column] = match cell.value.trim().parse() {
            Ok(number) if cell.is_shared => self.shared.get(number).to_owned(),
            _ => whole(cell.value),
        };
        self.length += self.cells[cell.column].len();
    }
}

/// A large whole number may be written 1.3800000001E10. Excel keeps fifteen figures of it; of an identity number that was
/// typed as a figure the last three became noughts.
fn whole(value: String) -> String {
    match value.parse::<f64>() {
        Ok(number) if value.contains(['E', 'e']) && number.fract() == 0.0 && (1e9..1e20).contains(&number) => {
            let shown = format!("{number:.14e}");
            let (digits, exponent) = shown.split_once('e').unwrap_or((&shown, "0"));
            let mut digits: String = digits.chars().filter(|c| *c != '.').collect();
            let length = exponent.parse::<usize>().unwrap_or(0) + 1;
            while digits.len() > length && digits.ends_with('0') {
                digits.pop();
            }
            digits.push_str(&"0".repeat(length.saturating_sub(digits.len())));
            digits
        }
        _ => value,
    }
}

/// The column of `BC17`, from 0.
fn column_of(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let column = letters.fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (54, "BC"), (702, "AAA")] {
            assert_eq!(letters(column), name);
            assert_eq!(column_of(&format!("{name}17")), Some(column));
        }
        assert_eq!(whole("1.3800000001E10".to_owned()), "13800000001");
        assert_eq!(whole("3.4250119900307402E+17".to_owned()), "342501199003074000");
        assert_eq!(whole("1.5E3".to_owned()), "1.5E3");
    }
}
