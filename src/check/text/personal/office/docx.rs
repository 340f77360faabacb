//! A document of Word: paragraphs and tables of its body, headers, footers, notes and remarks, texts of pictures and charts;
//! what was deleted and can be called back too. Slides of PowerPoint are written alike.

use quick_xml::events::{BytesStart, Event};

use super::{Lines, Package, Place, Unread, add_text};

const PARTS: [&str; 6] = ["document", "header", "footer", "footnotes", "endnotes", "comments"];

/// A document of Word.
pub fn document(package: &mut Package, lines: &mut Lines) -> Result<(), Unread> {
    let part = |name: &str| {
        let name = name.strip_prefix("word/")?.strip_suffix(".xml")?;
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
        (PARTS.contains(&name) || name.starts_with("charts/chart") || name.starts_with("diagrams/data")).then_some(())
    };
    parts(package, lines, "word/document.xml", &|name| part(name).is_some())
}

/// Slides of PowerPoint and the notes below them.
pub fn slides(package: &mut Package, lines: &mut Lines) -> Result<(), Unread> {
    const FOLDERS: [&str; 4] = ["ppt/slides/", "ppt/notesSlides/", "ppt/comments/", "ppt/charts/"];
    let of_words = |name: &str| {
        let below = FOLDERS.iter().find_map(|folder| name.strip_prefix(folder));
        below.is_some_and(|below| below.ends_with(".xml") && !below.contains('/'))
    };
    parts(package, lines, "ppt/slides/slide1.xml", &of_words)
}

fn parts(package: &mut Package, lines: &mut Lines, first: &str, of_words: &dyn Fn(&str) -> bool) -> Result<(), Unread> {
    let mut names: Vec<String> = package.names();
    names.retain(|name| of_words(name));
    // The body first.
    names.sort_by_key(|name| (name != first, name.clone()));
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
        // Values of charts stand in no paragraph.
        document.paragraph(lines);
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
                "t" | "delText" | "instrText" | "v" => self.in_text = true,
                "docPr" | "cNvPr" => self.alternative(start),
                _ => {}
            },
            Event::Empty(empty) if matches!(empty.local_name().as_ref(), "docPr" | "cNvPr") => self.alternative(empty),
            Event::Empty(empty) if matches!(empty.local_name().as_ref(), "tab" | "br" | "cr") => self.words.push(' '),
            Event::End(end) => self.end(end.local_name().as_ref(), lines),
            _ if self.in_text => add_text(event, &mut self.words),
            _ => {}
        }
    }

    fn paragraph(&mut self, lines: &mut Lines) {
        self.paragraphs += 1;
        lines.paragraph(&std::mem::take(&mut self.words), Place::Paragraph(self.paragraphs));
    }

    /// What is said of a picture for those who do not see it.
    fn alternative(&mut self, start: &BytesStart) {
        for words in start.attributes().flatten().filter(|a| matches!(a.key.local_name().as_ref(), "descr" | "title")) {
            self.words.push_str(&format!(" {} ", words.value));
        }
    }

    fn end(&mut self, name: &str, lines: &mut Lines) {
        match name {
            "t" | "delText" => self.in_text = false,
            "instrText" | "v" => {
                self.in_text = false;
                self.words.push(' ');
            }
            "p" if self.depth == 0 => self.paragraph(lines),
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
