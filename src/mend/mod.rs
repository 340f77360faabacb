//! What can be mended without asking: slips of a Chinese input method in YAML, and findings whose one right answer is
//! certain. What could be meant in two ways is left to its author.

mod batch;
mod yaml;

pub use batch::Batch;

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, FileId, Files, splice};

/// A text in place of a stretch of a file's decoded text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// A file that can be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Below the root.
    pub path: Box<str>,
    pub before: Vec<u8>,
    pub after: Vec<u8>,
    /// Both texts as they may be shown: with what is somebody's own masked, and every line in its place.
    pub shown: (String, String),
    /// How many places differ.
    pub places: usize,
}

/// Codes whose `fix` is certain: marks set twice, and the brackets of a document number. The nearest known key or word
/// is a guess, and is not among them.
const CERTAIN: [&str; 2] = ["S108", "S114"];

/// Every file with something to mend, by path; `wanted` says which paths may be touched. A link on disk is never one of
/// them: its target may belong to others.
pub fn all(files: &Files, findings: &[Diagnostic], wanted: &dyn Fn(&str) -> bool) -> Vec<Mended> {
    let mut certain: HashMap<FileId, Vec<&Diagnostic>> = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.waived.is_none()) {
        if CERTAIN.contains(&finding.code.as_str()) && finding.fix.is_some() {
            certain.entry(finding.span.file).or_default().push(finding);
        }
    }
    let texts = files.on_disk().filter(|(_, path)| is_authors(path) && wanted(path));
    let mut all: Vec<Mended> = texts
        .filter_map(|(file, path)| one(files, file, path, certain.get(&file).map_or(&[], |found| found)))
        .collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all.dedup_by(|a, b| a.path == b.path);
    all
}

/// The texts that authors write, and only those: attachments are published as they are.
fn is_authors(path: &str) -> bool {
    let content = path.starts_with("content/") && (path.ends_with(".md") || path.ends_with("/report.yaml"));
    content || path == "portal.yaml"
}

fn one(files: &Files, file: FileId, path: &str, certain: &[&Diagnostic]) -> Option<Mended> {
    let disk = files.disk_path(file)?;
    if !std::fs::symlink_metadata(disk).is_ok_and(|found| found.is_file()) {
        return None;
    }
    let before = files.bytes(file).ok()?.into_owned();
    let (text, problem) = crate::diagnostic::decode(before.clone());
    if problem.is_some() {
        return None;
    }
    let mut edits = match path.ends_with(".md") {
        true => front(&text).map(|front| shifted(yaml::edits(&text[front.clone()]), front.start)).unwrap_or_default(),
        false => yaml::edits(&text),
    };
    edits.extend(certain.iter().filter_map(|finding| of(finding)));
    edits.sort();
    let mut last = 0;
    edits.retain(|edit| {
        let apart = edit.start >= last && edit.end <= text.len();
        last = if apart { edit.end } else { last };
        apart && text.get(edit.start..edit.end).is_some_and(|now| now != edit.text && !now.contains('\n'))
    });
    let spliced: Vec<_> = edits.iter().map(|edit| (edit.start..edit.end, &*edit.text)).collect();
    let after = splice(&before, &spliced).filter(|after| *after != before)?;
    let shown = (files.shown_text(file), String::new());
    Some(Mended { path: path.into(), before, after, shown, places: edits.len() })
}

/// A fix keeps its line: what it would break over lines was not meant to be put in unseen.
fn of(finding: &Diagnostic) -> Option<Edit> {
    let text = finding.fix.clone().filter(|text| !text.contains('\n'))?;
    Some(Edit { start: finding.span.start as usize, end: finding.span.end as usize, text })
}

fn shifted(mut edits: Vec<Edit>, by: usize) -> Vec<Edit> {
    for edit in &mut edits {
        edit.start += by;
        edit.end += by;
    }
    edits
}

/// What stands between the two lines of `---`.
fn front(text: &str) -> Option<std::ops::Range<usize>> {
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    if text[..start].trim_end() != "---" {
        return None;
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some(start..at);
        }
        at += line.len();
    }
    None
}

/// Whether a file could be read to its end before; if not, mending it brings to light what stood behind the fault.
pub fn hid_the_rest(findings: &[Diagnostic], file: FileId) -> bool {
    findings.iter().any(|finding| finding.span.file == file && finding.code == Code::C105)
}
