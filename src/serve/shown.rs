//! What browsers are shown of the latest build: where its pages stand, which of them changed, and what is wrong.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::diagnostic::{Severity, Words};

/// The latest build, as the server sees it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Counts builds since the start.
    pub number: u64,
    /// Where the site is in addresses, from slash to slash: `/zwgk/`.
    pub base: String,
    /// The folder that holds the built pages.
    pub folder: PathBuf,
    /// The folder that is published, which the preview list compares with.
    pub public: PathBuf,
    /// Every file that the build wrote or removed, sorted.
    pub changed: Vec<Box<str>>,
    pub banner: Banner,
    /// What is wrong in the sources of a page, by its path in the site folder.
    pub notes: BTreeMap<String, Vec<Note>>,
    pub words: Words,
}

/// The findings, as HTML.
#[derive(Debug, Clone, Default)]
pub struct Banner {
    /// The few words in front; empty when nothing is wrong.
    pub summary: String,
    /// The findings by file.
    pub list: String,
    /// Whether the last build was refused, so that an older one is shown.
    pub refused: bool,
}

/// One finding beside the text that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    pub place: Place,
}

/// Where on a page a note stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// At the cell with this id.
    Cell(String),
    /// At the paragraph, heading or cell that holds these words.
    Words(String),
    /// Under the title: what stands in front matter has no place of its own on the page.
    Title,
}

impl Shown {
    /// Whether the build wrote or removed a file of the site.
    pub fn has_changed(&self, path: &str) -> bool {
        self.changed.binary_search_by(|known| (**known).cmp(path)).is_ok()
    }
}
