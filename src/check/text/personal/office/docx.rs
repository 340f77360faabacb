//! A document of Word: paragraphs and tables of its body, headers, footers, notes and remarks; what was deleted and can be
//! called back too.

use quick_xml::events::Event;

use super::{Lines, Package, Place, Unread, add_text};

const PARTS: [&str; 6] = ["document", "header", "footer", "footnotes", "endnotes", "comments"];

pub fn read(package: &mut Package, lines: &mut Lines) -> Result<(), Unread> {
    let mut names: Vec<String> = package.names();
    names.retain(|name| {
        let part = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")).unwrap_or_default();
        PARTS.contains(&part.trim_end_matches(|c: char| c.is_ascii_digit()))
    });
    // The body first.
    names.sort_by_key(|name| (name != "word/document.xml", name.clone()));
    if names.is_empty() {
        return Err(Unread::Damaged);
    }
    let mut document = Document::default();
    for name in names {
        package.events(&name, &mut |event| {
            document.event(&event, lines);
            true
        })?;
        document.depth = 0;
    }
    Ok(())
}

#[derive(Default)]
struct Document {
    paragraphs: u32,
    tables: u32,
    rows: u32,
    /// How deep tables are open within each other; an inner one is words of its cell.
    depth: u32,
    cells: Vec<String>,
    words: String,
    in_text: bool,
}

impl Document {
    fn event(&mut self, event: &Event, lines: &mut Lines) {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "tbl" => {
                    self.depth += 1;
                    if self.depth == 1 {
                        (self.tables, self.rows) = (self.tables + 1, 0);
                        lines.begin_table();
                    }
                }
                "tr" if self.depth == 1 => self.cells.clear(),
                "t" | "delText" => self.in_text = true,
                _ => {}
            },
            Event::Empty(empty) if matches!(empty.local_name().as_ref(), "tab" | "br" | "cr") => self.words.push(' '),
            Event::End(end) => self.end(end.local_name().as_ref(), lines),
            _ if self.in_text => add_text(event, &mut self.words),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, lines: &mut Lines) {
        match name {
            "t" | "delText" => self.in_text = false,
            "p" if self.depth == 0 => {
                self.paragraphs += 1;
                lines.paragraph(&std::mem::take(&mut self.words), Place::Paragraph(self.paragraphs));
            }
            "p" => self.words.push(' '),
            "tc" if self.depth == 1 => self.cells.push(std::mem::take(&mut self.words).trim().to_owned()),
            "tr" if self.depth == 1 => {
                self.rows += 1;
                lines.row(&self.cells, Place::Row(self.tables, self.rows));
            }
            "tbl" => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}
