//! What was found in texts before, for previews: looking at every text of a portal again takes longer than an editor waits.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, FileId, Files};
use crate::model::Site;
use crate::model::reach::Reach;

use super::{fragment, text, twin, unlinked};

/// The findings about words, as they were when every text was last looked at.
#[derive(Debug, Default)]
pub struct Memory {
    texts: HashMap<FileId, Vec<Diagnostic>>,
    /// Those that look from one text at others, and those in attachments.
    others: Vec<Diagnostic>,
}

/// Looks at the texts that a change can reach, or at all of them, and recalls the rest.
pub fn words(site: &Site, files: &Files, memory: Option<(&mut Memory, Option<&Reach>)>) -> Vec<Diagnostic> {
    let others = || {
        let mut out = text::attachments(site, files);
        out.extend(twin::all(site, files));
        fragment::all(site, files, &mut out);
        unlinked::all(site, files, &mut out);
        out
    };
    let Some((memory, reach)) = memory else {
        let texts = text::all(site, files, None).into_iter().flat_map(|(_, found)| found);
        return texts.chain(others()).collect();
    };
    let looked = text::all(site, files, reach);
    if reach.is_none() {
        memory.texts.clear();
        memory.others = others();
    }
    memory.texts.extend(looked);
    let mut texts: Vec<_> = memory.texts.iter().collect();
    texts.sort_unstable_by_key(|(file, _)| **file);
    texts.into_iter().flat_map(|(_, found)| found).chain(&memory.others).cloned().collect()
}
