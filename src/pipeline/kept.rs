//! What is kept from one build to the next of the same portal.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Files, GivenUp};
use crate::model::{Output, Site};
use crate::read::Memory;
use crate::write::Noted;
use crate::{check, plan};

use super::Outcome;

/// What is kept from one build to the next of the same portal, so that only what changed is read, checked and made.
#[derive(Debug)]
pub struct Kept {
    files: Option<Files>,
    pub memory: Memory,
    checks: check::Memory,
    /// Of the site that was read last.
    planned: Option<Arc<Planned>>,
    /// Of the folder, while it holds every file that is planned.
    noted: Option<Noted>,
}

/// The files that a site shall hold.
#[derive(Debug)]
pub struct Planned {
    pub outputs: Vec<Output>,
    pub clashes: Vec<Diagnostic>,
}

impl Planned {
    pub fn of(site: &Site) -> Arc<Planned> {
        let (outputs, clashes) = plan::outputs(site);
        Arc::new(Planned { outputs, clashes })
    }
}

impl Kept {
    /// Nothing yet of the portal at `root`.
    pub fn new(root: &Path) -> Kept {
        Kept {
            files: Some(Files::lasting(root)),
            memory: Memory::new(root),
            checks: check::Memory::default(),
            planned: None,
            noted: None,
        }
    }

    /// Takes back what a build was given, once its findings have been told.
    pub fn give_back(&mut self, outcome: Outcome) {
        self.files = Some(outcome.files);
        self.memory.give_back(outcome.site);
    }

    /// The files of the portal; numbered anew if they were not given back.
    pub(super) fn take_files(&mut self, root: &Path) -> Files {
        self.files.take().unwrap_or_else(|| {
            // What was remembered by their numbers goes too.
            self.memory.forget_all();
            Files::lasting(root)
        })
    }

    /// Takes back the files of a build that failed. One that was given up has touched nothing.
    pub(super) fn failed(&mut self, files: Files, error: &anyhow::Error) {
        self.files = Some(files);
        if !error.is::<GivenUp>() {
            self.noted = None;
        }
    }

    pub(super) fn memories(&mut self) -> (&mut Memory, &mut check::Memory) {
        (&mut self.memory, &mut self.checks)
    }

    /// The plan of a site; that of the last one, if the two have the same pages.
    pub(super) fn planned(&mut self, site: &Site, is_same: bool) -> Arc<Planned> {
        let known = self.planned.take().filter(|_| is_same);
        self.planned.insert(known.unwrap_or_else(|| Planned::of(site))).clone()
    }

    /// What stands in the folder, for a build that needs it.
    pub(super) fn take_noted(&mut self, is_needed: bool) -> Option<Noted> {
        if is_needed { self.noted.take() } else { None }
    }

    /// Nothing was written: the folder lacks what is new.
    pub(super) fn refused(&mut self, is_same: bool) {
        self.noted = self.noted.take().filter(|_| is_same);
    }

    /// Everything that is planned was written; a quick build leaves the search behind.
    pub(super) fn wrote(&mut self, noted: Noted, is_quick: bool) {
        self.noted = Some(noted);
        if !is_quick {
            self.memory.settle();
        }
    }
}
