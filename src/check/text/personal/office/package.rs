//! The parts of a zip file (APPNOTE 6.3), and the XML in them.

use std::io::{BufRead, BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::diagnostic::decode;

use super::Unread;

/// A file on disk or in memory.
pub trait Source: Read + Seek {}

impl<S: Read + Seek> Source for S {}

/// The parts of a file, and how much may still be unpacked.
pub struct Package {
    archive: zip::ZipArchive<Box<dyn Source>>,
    pub left: u64,
}

impl Package {
    pub fn open(source: Box<dyn Source>, left: u64) -> Result<Package, Unread> {
        Ok(Package { archive: zip::ZipArchive::new(source).map_err(|_| Unread::Damaged)?, left })
    }

    /// The names of all parts, in their order; those of archives may be GBK.
    pub fn names(&self) -> Vec<String> {
        self.archive.file_names_raw().map(|name| decode(name.to_vec()).0).collect()
    }

    /// The bytes of the part of a number in [`Package::names`].
    pub fn bytes(&mut self, number: usize) -> Result<Vec<u8>, Unread> {
        let part = self.archive.by_index(number).map_err(|_| Unread::Damaged)?;
        let mut counted = part.take(self.left);
        let mut bytes = Vec::new();
        let read = counted.read_to_end(&mut bytes);
        self.left = counted.limit();
        match read {
            _ if self.left == 0 => Err(Unread::TooLarge),
            Ok(_) => Ok(bytes),
            Err(_) => Err(Unread::Damaged),
        }
    }

    /// Tells every event of a part of XML, until `tell` has had enough.
    pub fn events(&mut self, name: &str, tell: &mut dyn FnMut(Event) -> bool) -> Result<(), Unread> {
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
pub fn add_text(event: &Event, text: &mut String) {
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
