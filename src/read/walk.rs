//! Finds the files of a portal and says what each is, by its place alone.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Files, Span};
use crate::model::address::made_folder;
use crate::model::{AgencyId, Date, PlainKind};

use super::misplaced::{Data, data_file, out_of_year, pageless, text_of};
use super::unled::Unled;

/// The files below `content/`, by path.
#[derive(Debug, Clone)]
pub struct Tree {
    /// (path below `content/`, file), sorted.
    files: Arc<[(Box<str>, FileId)]>,
    /// Paths that were passed over because of their names.
    misnamed: Arc<[Box<str>]>,
}

/// One Markdown file to be read, and what it is.
pub enum Job {
    Home(FileId),
    Plain(PlainPlace),
    Item(ItemPlace),
    Report(ReportPlace),
}

pub struct PlainPlace {
    pub file: FileId,
    pub path: Box<str>,
    pub agency: Option<AgencyId>,
    pub kind: PlainKind,
}

pub struct ItemPlace {
    pub file: FileId,
    pub path: Box<str>,
    pub agency: AgencyId,
    pub year: i16,
}

pub struct ReportPlace {
    pub file: FileId,
    pub agency: AgencyId,
    pub year: i16,
    /// `report.yaml` beside it.
    pub figures: Option<FileId>,
}

/// All work that a tree holds.
#[derive(Default)]
pub struct Jobs {
    pub read: Vec<Job>,
    /// Files that are published as they are, by path.
    pub attachments: Vec<(Box<str>, FileId)>,
}

/// Agencies by their folder.
pub type Places<'a> = HashMap<&'a str, AgencyId>;

impl Job {
    /// The Markdown file.
    pub fn file(&self) -> FileId {
        match self {
            Job::Home(file) => *file,
            Job::Plain(place) => place.file,
            Job::Item(place) => place.file,
            Job::Report(place) => place.file,
        }
    }

    /// Every file that is read for it.
    pub fn files(&self) -> [Option<FileId>; 2] {
        let figures = if let Job::Report(place) = self { place.figures } else { None };
        [Some(self.file()), figures]
    }
}

impl Tree {
    /// Walks `content/`; hidden files and what editors leave behind are passed over.
    ///
    /// # Errors
    /// When the content folder cannot be read.
    pub fn walk(files: &mut Files, out: &mut Vec<Diagnostic>) -> anyhow::Result<Tree> {
        let content = files.root().join("content");
        let (mut found, mut misnamed) = (Vec::new(), Vec::<Box<str>>::new());
        if !content.exists() {
            return Ok(Tree { files: found.into(), misnamed: misnamed.into() });
        }
        let mut walk = WalkDir::new(&content).follow_links(false).into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.depth() == 0 => return Err(error).context("content/"),
                Err(error) => {
                    let path = error.path().map(|path| below(&content, path)).unwrap_or_default();
                    let file = files.add(format!("content/{path}"));
                    let reason = error.io_error().map(ToString::to_string).unwrap_or_default();
                    out.push(Diagnostic::new(Code::C206, Span::file(file)).arg("reason", reason));
                    continue;
                }
            };
            let path = below(&content, entry.path());
            if path.is_empty() {
                continue;
            }
            if is_debris(&entry.file_name().to_string_lossy()) {
                skip(&mut walk, &entry);
                continue;
            }
            if let Some(finding) = check_entry(&entry, files, &path).or_else(|| made(&entry, files, &path)) {
                if finding.code == Code::C205 {
                    misnamed.push(path.into());
                }
                out.push(finding);
                skip(&mut walk, &entry);
            } else if !entry.file_type().is_dir() {
                found.push((path.clone().into(), files.add(format!("content/{path}"))));
            }
        }
        found.sort_unstable();
        misnamed.sort_unstable();
        Ok(Tree { files: found.into(), misnamed: misnamed.into() })
    }

    /// The agencies: (folder, its `agency.md`).
    pub fn agencies(&self) -> Vec<(&str, FileId)> {
        self.files.iter().filter_map(|(path, file)| Some((path.strip_suffix("/agency.md")?, *file))).collect()
    }

    /// Files and folders that are passed over because of their names, sorted.
    pub fn misnamed(&self) -> Vec<Box<str>> {
        self.misnamed.to_vec()
    }

    /// What is to be read, and what is published as it is.
    pub fn jobs(&self, places: &Places, out: &mut Vec<Diagnostic>) -> Jobs {
        let by_path: HashMap<&str, FileId> = self.files.iter().map(|(path, file)| (&**path, *file)).collect();
        let mut jobs = Jobs::default();
        let mut unled = Unled::of(self.files.iter().map(|(path, _)| &**path), &self.misnamed, places);
        for (path, file) in &*self.files {
            let owner = &path[..path.len() - owner(path, places).1.len()];
            match unled.above(path, owner.trim_end_matches('/')) {
                Some(folder) if unled.tell(folder, path) => out.push(unled_text(path, *file)),
                Some(folder) => out.extend(text_of(path, &by_path, Some(folder)).map(|found| found.at(*file))),
                None => classify(path, *file, places, &by_path, &mut jobs, out),
            }
        }
        pageless(&self.files, places, out);
        jobs
    }
}

/// The first text of a folder that was meant for an agency.
fn unled_text(path: &str, file: FileId) -> Diagnostic {
    if path.ends_with("/report.md") {
        return Diagnostic::new(Code::A101, Span::file(file));
    }
    Diagnostic::new(Code::C211, Span::file(file)).arg("what", Arg::Word("belongs_to_agency"))
}

fn classify(
    path: &str,
    file: FileId,
    places: &Places,
    by_path: &HashMap<&str, FileId>,
    jobs: &mut Jobs,
    out: &mut Vec<Diagnostic>,
) {
    let (agency, rest) = owner(path, places);
    if agency.is_some() && rest.starts_with("catalogue/") {
        let address = format!("/{}catalogue/", &path[..path.len() - rest.len()]);
        out.push(Diagnostic::new(Code::C209, Span::file(file)).arg("address", address));
        return;
    }
    let Some(stem) = path.strip_suffix(".md") else {
        match data_file(path, rest, agency, by_path) {
            Data::Attachment => jobs.attachments.push((path.into(), file)),
            Data::Figures => {}
            Data::Finding(finding) => out.push(finding.at(file)),
        }
        return;
    };
    let year = year_of(rest);
    if let Some(finding) = out_of_year(path, rest, year, by_path) {
        out.push(finding.at(file));
        return;
    }
    match (agency, rest) {
        (None, "index.md") => jobs.read.push(Job::Home(file)),
        (Some(_), "agency.md") => {}
        (Some(agency), _) if year.is_some_and(|(_, name)| name == "report.md") => {
            let year = year.expect("just looked").0;
            let figures = by_path.get(format!("{stem}.yaml").as_str()).copied();
            jobs.read.push(Job::Report(ReportPlace { file, agency, year, figures }));
        }
        (Some(agency), _) if year.is_some() => {
            let year = year.expect("just looked").0;
            jobs.read.push(Job::Item(ItemPlace { file, path: stem.into(), agency, year }));
        }
        (None, _)
            if path.ends_with("/report.md") && path.rsplit('/').nth(1).is_some_and(|dir| parse_year(dir).is_some()) =>
        {
            out.push(Diagnostic::new(Code::A101, Span::file(file)));
        }
        (_, _) => {
            let kind = kind_of_plain(agency, rest);
            jobs.read.push(Job::Plain(PlainPlace { file, path: stem.into(), agency, kind }));
        }
    }
}

/// What kind of page a text is that is neither a report nor a document, by its path below its agency's folder.
fn kind_of_plain(agency: Option<AgencyId>, rest: &str) -> PlainKind {
    match (agency, rest) {
        (Some(_), "guide.md") => PlainKind::Guide,
        (Some(_), "application.md") => PlainKind::Application,
        (Some(_), rest) if rest.starts_with("rules/") => PlainKind::Rule,
        _ => PlainKind::Portal,
    }
}

/// The agency whose folder holds the path, and the path below that folder.
fn owner<'p>(path: &'p str, places: &Places) -> (Option<AgencyId>, &'p str) {
    let mut folder = path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        if let Some(agency) = places.get(above) {
            return (Some(*agency), &path[above.len() + 1..]);
        }
        folder = above;
    }
    (None, path)
}

/// The year folder of a path below an agency, and the path below it.
pub fn year_of(rest: &str) -> Option<(i16, &str)> {
    let (folder, name) = rest.split_once('/')?;
    Some((parse_year(folder)?, name))
}

pub fn parse_year(folder: &str) -> Option<i16> {
    let digits = folder.len() == 4 && folder.bytes().all(|b| b.is_ascii_digit());
    folder.parse().ok().filter(|year| digits && Date::YEARS.contains(year))
}

fn below(content: &std::path::Path, path: &std::path::Path) -> String {
    let below = path.strip_prefix(content).unwrap_or(path).to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { below.into_owned() } else { below.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// Hidden files, and what editors and office programs leave beside a file while it is open.
pub fn is_debris(name: &str) -> bool {
    let left = [".swp", ".tmp", ".bak", "~"].iter().any(|end| name.ends_with(end));
    name.starts_with(['.', '~', '#']) || left || matches!(name, "Thumbs.db" | "desktop.ini")
}

fn skip(walk: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        walk.skip_current_dir();
    }
}

/// A link on disk, or a name that cannot be part of an address.
fn check_entry(entry: &DirEntry, files: &mut Files, path: &str) -> Option<Diagnostic> {
    let name = entry.file_name().to_string_lossy().into_owned();
    if entry.path_is_symlink() && !links_within(entry, files) {
        let file = files.add(format!("content/{path}"));
        return Some(Diagnostic::new(Code::C204, Span::file(file)));
    }
    let kind = entry.file_type();
    if !kind.is_dir() && !kind.is_file() && !kind.is_symlink() {
        // A pipe or a device would be waited for without end.
        let file = files.add(format!("content/{path}"));
        return Some(Diagnostic::new(Code::C206, Span::file(file)).arg("reason", Arg::Word("no_file")));
    }
    super::name::finding(&name, kind.is_dir(), || files.add(format!("content/{path}")))
}

/// A page or folder where the program makes all pages by itself. Whether it clashes with one of them would depend on what
/// else the portal holds, so none is let in.
fn made(entry: &DirEntry, files: &mut Files, path: &str) -> Option<Diagnostic> {
    if path.contains('/') || !(entry.file_type().is_dir() || path.ends_with(".md")) {
        return None;
    }
    let folder = made_folder(path.trim_end_matches(".md"))?;
    let file = files.add(format!("content/{path}"));
    Some(Diagnostic::new(Code::C209, Span::file(file)).arg("address", format!("/{folder}/")))
}

/// Whether a link on disk leads to a file inside the portal; folders are not followed, since they can go in circles.
fn links_within(entry: &DirEntry, files: &Files) -> bool {
    let (Ok(target), Ok(root)) = (entry.path().canonicalize(), files.root().canonicalize()) else { return false };
    target.starts_with(root) && target.is_file()
}
