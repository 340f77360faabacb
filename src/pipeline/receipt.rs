//! That a site was built from a portal as both stand: noted after a build, so that the next one of the same portal has
//! nothing to do but to see that nothing changed.
//!
//! A receipt holds hashes of what the disk says of the portal's files and of the site's list of files, so it is true or
//! it is of no use; it is never wrong because something was forgotten. It lies in [`write::own`], not in the site: what a
//! build says may name drafts.

use std::fs;
use std::path::{Path, PathBuf};

use crate::read;
use crate::write::{self, Changes, Fingerprint, Fingerprinter};

use super::Options;

const HEAD: &str = "gongkai-receipt 1";
/// What a build says is kept up to so many bytes; a portal with that many findings is about to change.
const MOST_SAID: usize = 16 * 1024 * 1024;

/// A portal as it stands before a build, which may be what the last build was made of.
pub struct Receipt {
    root: PathBuf,
    site: PathBuf,
    /// Of the portal's files, of what was asked for, and of the program.
    mark: Fingerprint,
}

/// A site that needs no build.
pub struct Built {
    pub files: usize,
    /// What the build said that made it.
    pub said: String,
}

impl Receipt {
    /// Looks at the portal at `root`; `how` is whatever else decides what a build says: its language, its colours. `None`
    /// if that would not be certain enough: a file was saved just now.
    pub fn of(root: &Path, options: &Options, how: &str) -> Option<Receipt> {
        let inputs = read::inputs(root)?;
        let site = std::path::absolute(options.site(root)).ok()?;
        let asked = (format!("{options:?}"), how, &site, env!("GONGKAI_MARK"));
        let mark = Fingerprinter::with(&(inputs, asked)).fingerprint();
        Some(Receipt { root: root.to_owned(), site, mark })
    }

    /// The site as it was built last, if it stands and was built from just this portal.
    pub fn built(&self) -> Option<Built> {
        let text = fs::read_to_string(self.path(&self.root.join(write::OWN))).ok()?;
        let mut parts = text.splitn(4, '\n');
        if parts.next()? != HEAD || Fingerprint::parse(parts.next()?)? != self.mark {
            return None;
        }
        let (mark, said) = (Fingerprint::parse(parts.next()?)?, parts.next()?);
        let files = write::standing(&self.site, mark)?;
        Some(Built { files, said: said.to_owned() })
    }

    /// Notes what a build made of the portal, and what it said. A portal that cannot be written goes without.
    pub fn keep(&self, changes: &Changes, said: &str) {
        if said.len() > MOST_SAID {
            return;
        }
        let text = format!("{HEAD}\n{}\n{}\n{said}", self.mark, changes.mark);
        let _ = write::own(&self.root).and_then(|own| {
            let path = self.path(&own);
            write::refuse_link(&path)?;
            write::whole(&path, &text)
        });
    }

    /// One for each folder that the portal is built into.
    fn path(&self, own: &Path) -> PathBuf {
        own.join(format!("built-{}", Fingerprinter::with(&self.site).fingerprint()))
    }
}
