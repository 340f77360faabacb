//! What a check notes for the next one: in which texts it found nothing. It lies in [`write::own`] as `clean`.

use std::fs;
use std::path::Path;

use crate::check::Found;
use crate::diagnostic::Diagnostic;
use crate::write;

const NAME: &str = "clean";

/// The findings of a check that is given what the last one noted. A portal that cannot be written goes without.
pub fn with(root: &Path, check: impl FnOnce(&[u8]) -> Found) -> Vec<Diagnostic> {
    let noted = fs::read(root.join(write::OWN).join(NAME)).unwrap_or_default();
    let Found { findings, to_note } = check(&noted);
    if let Some(bytes) = to_note {
        let _ = write::own(root).and_then(|own| {
            let path = own.join(NAME);
            write::refuse_link(&path)?;
            write::whole_for_now(&path, &bytes)
        });
    }
    findings
}
