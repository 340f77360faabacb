//! Finds the files of a portal and says what each is, by its place alone.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Files, Span, nearest};
use crate::model::address::made_folder;
use crate::model::{AgencyId, Date, PlainKind};

use super::alias::can_be_a_file;

/// The files below `content/`, by path.
#[derive(Debug, Clone)]
pub struct Tree {
    /// (path below `content/`, file), sorted.
    files: Arc<[(Box<str>, FileId)]>,
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
        let mut found = Vec::new();
        if !content.exists() {
            return Ok(Tree { files: found.into() });
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
                out.push(finding);
                skip(&mut walk, &entry);
            } else if !entry.file_type().is_dir() {
                found.push((path.clone().into(), files.add(format!("content/{path}"))));
            }
        }
        found.sort_unstable();
        Ok(Tree { files: found.into() })
    }

    /// The agencies: (folder, its `agency.md`).
    pub fn agencies(&self) -> Vec<(&str, FileId)> {
        self.files.iter().filter_map(|(path, file)| Some((path.strip_suffix("/agency.md")?, *file))).collect()
    }

    /// What is to be read, and what is published as it is.
    pub fn jobs(&self, places: &Places, out: &mut Vec<Diagnostic>) -> Jobs {
        let by_path: HashMap<&str, FileId> = self.files.iter().map(|(path, file)| (&**path, *file)).collect();
        let mut jobs = Jobs::default();
        for (path, file) in &*self.files {
            classify(path, *file, places, &by_path, &mut jobs, out);
        }
        jobs
    }
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
            let kind = match (agency, rest) {
                (Some(_), "guide.md") => PlainKind::Guide,
                (Some(_), "application.md") => PlainKind::Application,
                (Some(_), rest) if rest.starts_with("rules/") => PlainKind::Rule,
                _ => PlainKind::Portal,
            };
            jobs.read.push(Job::Plain(PlainPlace { file, path: stem.into(), agency, kind }));
        }
    }
}

/// What a file is that is no Markdown.
enum Data {
    Attachment,
    Figures,
    Finding(Misplaced),
}

/// A file that nothing reads where it stands.
enum Misplaced {
    NoReport,
    Misnamed(&'static str),
    NotInYear,
}

impl Misplaced {
    fn at(self, file: FileId) -> Diagnostic {
        match self {
            Misplaced::NoReport => Diagnostic::new(Code::R106, Span::file(file)),
            Misplaced::Misnamed(near) => {
                Diagnostic::new(Code::C208, Span::file(file)).arg("what", Arg::Word("misnamed")).arg("near", near)
            }
            Misplaced::NotInYear => Diagnostic::new(Code::C208, Span::file(file)).arg("what", Arg::Word("not_in_year")),
        }
    }
}

fn data_file(path: &str, rest: &str, agency: Option<AgencyId>, by_path: &HashMap<&str, FileId>) -> Data {
    let name = path.rsplit('/').next().unwrap_or(path);
    let Some((stem, "yaml" | "yml")) = name.rsplit_once('.') else { return Data::Attachment };
    if name == "report.yaml" {
        return match (agency, year_of(rest)) {
            (Some(_), Some((_, "report.yaml"))) => {
                let report = format!("{}.md", path.trim_end_matches(".yaml"));
                if by_path.contains_key(report.as_str()) { Data::Figures } else { Data::Finding(Misplaced::NoReport) }
            }
            _ => Data::Finding(Misplaced::NotInYear),
        };
    }
    match (year_of(rest), nearest(stem, ["report"])) {
        (Some(_), Some(_)) => Data::Finding(Misplaced::Misnamed("report.yaml")),
        _ => Data::Attachment,
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
fn year_of(rest: &str) -> Option<(i16, &str)> {
    let (folder, name) = rest.split_once('/')?;
    Some((parse_year(folder)?, name))
}

fn parse_year(folder: &str) -> Option<i16> {
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
    let (stem, strict) = match name.rsplit_once('.') {
        _ if kind.is_dir() => (&*name, true),
        Some((stem, "md")) => (stem, true),
        Some(_) => (&*name, false),
        None => (&*name, true),
    };
    let plain =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || (!strict && matches!(c, '.' | '_'));
    let is_device = !can_be_a_file(&name);
    let good = !stem.is_empty() && stem.chars().all(plain) && (kind.is_dir() || name.contains('.')) && !is_device;
    if good {
        return None;
    }
    let file = files.add(format!("content/{path}"));
    let mut finding = Diagnostic::new(Code::C205, Span::file(file)).arg("name", name.clone());
    let lower = name.to_ascii_lowercase().replace([' ', '_'], "-");
    if is_device && lower == name {
        // Windows takes it for a device, whatever ends it.
        let (stem, ending) = name.split_at(name.find('.').unwrap_or(name.len()));
        finding = finding.arg("near", format!("{stem}-1{ending}"));
    } else if name.is_ascii() && lower != name {
        finding = finding.arg("near", lower);
    }
    Some(finding)
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
