//! Texts in which nothing was found, known again by a hash of all that the rules look at: in a portal of which little
//! changed, little is looked at.
//!
//! Sixteen bytes are noted of each: neither what a text says nor which one it is. What a rule
//! looks at beside its text goes into the hash here, for all texts ([`frame`]) or for one ([`of_text`]); a rule that
//! comes to look at more must bring it. Texts with findings are looked at each time, so no finding is ever kept.

use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::Files;
use crate::model::{ReportId, Site};
use crate::write::{self, Fingerprint, Fingerprinter};

use super::Subject;

const HEAD: &str = "gongkai-clean 1";
/// So few texts are looked at in less time than it takes to note them.
const FEW: usize = 200;

/// The texts in which nothing was found, last time and this time.
#[derive(Debug, Default)]
pub struct Clean {
    /// Of what all texts are looked at with; `None` where nothing is recalled or noted.
    frame: Option<Fingerprint>,
    /// Sorted.
    known: Vec<Fingerprint>,
    found: Mutex<Vec<Fingerprint>>,
}

impl Clean {
    /// What was noted of the portal, if it still holds; nothing where the portal has but few texts.
    pub fn recall(site: &Site, files: &Files, noted: &[u8]) -> Clean {
        if super::count(site) < FEW { Clean::default() } else { Clean::under(frame(site, files), noted) }
    }

    fn under(frame: Fingerprint, noted: &[u8]) -> Clean {
        Clean { frame: Some(frame), known: marks(noted, frame).unwrap_or_default(), found: Mutex::default() }
    }

    /// The mark of something; nothing where none is needed.
    pub fn mark(&self, of: impl FnOnce() -> Option<Fingerprint>) -> Option<Fingerprint> {
        self.frame.and_then(|_| of())
    }

    /// What a look at something finds; nothing if nothing was found in what had this mark.
    pub fn look<T>(&self, mark: Option<Fingerprint>, look: impl FnOnce() -> Vec<T>) -> Vec<T> {
        let is_known = mark.is_some_and(|mark| self.known.binary_search(&mark).is_ok());
        let found = if is_known { Vec::new() } else { look() };
        if let Some(mark) = mark.filter(|_| found.is_empty()) {
            self.found.lock().unwrap_or_else(PoisonError::into_inner).push(mark);
        }
        found
    }

    /// What is to be noted: all that was found to be clean this time, and nothing else; `None` if that is noted already.
    pub fn noted(self) -> Option<Vec<u8>> {
        let frame = self.frame?;
        let mut found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_unstable();
        found.dedup();
        (found != self.known).then(|| {
            let mut bytes = head(frame).into_bytes();
            found.iter().for_each(|mark| bytes.extend(mark.0));
            bytes
        })
    }
}

fn head(frame: Fingerprint) -> String {
    format!("{HEAD}\n{frame}\n")
}

/// The marks that were noted under a frame; `None` where it was another, or the file is not whole.
fn marks(noted: &[u8], frame: Fingerprint) -> Option<Vec<Fingerprint>> {
    let (marks, rest) = noted.strip_prefix(head(frame).as_bytes())?.as_chunks();
    let marks: Vec<_> = marks.iter().copied().map(Fingerprint).collect();
    (rest.is_empty() && marks.is_sorted()).then_some(marks)
}

/// A hash of what every text is looked at with: the program, the day, the configuration, the forms, and what the agencies
/// say of themselves.
fn frame(site: &Site, files: &Files) -> Fingerprint {
    let mut frame = Fingerprinter::with(&(env!("GONGKAI_MARK"), &site.portal.base_url, site.as_of));
    let is_shared = |path: &str| {
        let of_root = !path.contains('/') && path.ends_with(".yaml");
        of_root || path.starts_with("forms/") || path.ends_with("/agency.md")
    };
    let mut shared: Vec<_> = files.on_disk().filter(|(_, path)| is_shared(path)).collect();
    shared.sort_unstable_by_key(|(_, path)| *path);
    for (file, path) in shared {
        let bytes = files.bytes(file).ok().map(|bytes| write::digest(&bytes));
        (path, bytes).hash(&mut frame);
    }
    frame.fingerprint()
}

/// The mark of a text, and of what is looked at beside it: for a report its figures and those of the year before.
pub fn of_text(site: &Site, subject: Subject, (path, source): (&str, &str)) -> Fingerprint {
    let mut mark = Fingerprinter::with(&(std::mem::discriminant(&subject), path, source));
    if let Subject::Report(id) = subject {
        figures(site, id).hash(&mut mark);
    }
    mark.fingerprint()
}

fn figures(site: &Site, id: ReportId) -> impl Hash {
    let report = site.report(id);
    let last = site.report_of(report.agency, report.year - 1).map(|last| site.report(last));
    [Some(report), last].map(|report| report.map(|report| (report.form, &report.cells)))
}

/// The mark of a file that is published as it is; `None` if it cannot be read.
pub fn of_file(path: &str, file: Option<File>) -> Option<Fingerprint> {
    const PIECE: usize = 64 * 1024;
    let mut file = file?;
    let mut mark = Fingerprinter::with(&("file", path));
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece).ok()? {
            0 => return Some(mark.fingerprint()),
            length => mark.write(&piece[..length]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(text: &str) -> Fingerprint {
        Fingerprinter::with(&text).fingerprint()
    }

    #[test]
    fn what_was_clean_is_not_looked_at_again() {
        let (frame, none) = (mark("甲"), Vec::<u8>::new);
        let first = Clean::under(frame, b"");
        assert!(first.look(Some(mark("一")), none).is_empty());
        assert_eq!(first.look(Some(mark("二")), || vec![2]), [2]);
        assert!(first.look(None, none).is_empty());
        let noted = first.noted().expect("something was clean");

        let second = Clean::under(frame, &noted);
        assert!(second.look(Some(mark("一")), || vec![1]).is_empty(), "was looked at again");
        assert_eq!(second.look(Some(mark("二")), || vec![2]), [2]);
        assert_eq!(second.noted(), None, "is noted already");
        assert_eq!(Clean::under(mark("乙"), &noted).look(Some(mark("一")), || vec![1]), [1], "under another frame");

        // What is gone from the portal is noted no more.
        let third = Clean::under(frame, &noted);
        assert!(third.look(Some(mark("三")), none).is_empty());
        assert_eq!(marks(&third.noted().expect("another is clean"), frame), Some(vec![mark("三")]));
    }

    #[test]
    fn a_file_that_is_not_whole_says_nothing() {
        let frame = mark("甲");
        let mut noted = head(frame).into_bytes();
        assert_eq!(marks(&noted, frame), Some(vec![]));
        noted.extend(mark("一").0);
        assert_eq!(marks(&noted, frame), Some(vec![mark("一")]));
        assert_eq!(marks(&noted[..noted.len() - 1], frame), None);
        assert_eq!(marks(b"", frame), None);
        assert_eq!(marks(&noted[1..], frame), None);
    }
}
