//! Files that nothing reads where they stand, and a portal in which nothing is.

use std::collections::HashMap;

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Files, Span, nearest};
use crate::model::AgencyId;

use super::walk::{Places, parse_year, year_of};

/// What a file is that is no Markdown.
pub enum Data {
    Attachment,
    Figures,
    Finding(Misplaced),
}

/// A file that nothing reads where it stands.
pub enum Misplaced {
    NoReport,
    Misnamed(String),
    NotInYear,
    /// A document or a report that belongs in the folder of a year, which would be this one.
    OutOfYear(Option<String>),
}

impl Misplaced {
    pub fn at(self, file: FileId) -> Diagnostic {
        match self {
            Misplaced::NoReport => Diagnostic::new(Code::R106, Span::file(file)),
            Misplaced::Misnamed(near) => {
                Diagnostic::new(Code::C208, Span::file(file)).arg("what", Arg::Word("misnamed")).arg("near", near)
            }
            Misplaced::OutOfYear(near) => {
                let finding = Diagnostic::new(Code::C211, Span::file(file)).arg("what", Arg::Word("belongs_in_year"));
                near.into_iter().fold(finding, |finding, near| finding.arg("near", near))
            }
            Misplaced::NotInYear => Diagnostic::new(Code::C208, Span::file(file)).arg("what", Arg::Word("not_in_year")),
        }
    }
}

/// A report with its figures that stands in no year, or a year within itself: 2024/2024.
pub fn out_of_year(
    path: &str,
    rest: &str,
    year: Option<(i16, &str)>,
    by_path: &HashMap<&str, FileId>,
) -> Option<Misplaced> {
    if let Some((year, name)) = year {
        let inner = year_of(name).filter(|(inner, _)| *inner == year).map(|(_, name)| name);
        if let Some(name) = inner {
            return Some(Misplaced::OutOfYear(Some(format!("{year}/{name}"))));
        }
    }
    let folder = path.strip_suffix("report.md").filter(|folder| folder.is_empty() || folder.ends_with('/'))?;
    let is_placed = year.is_some_and(|(_, name)| name == "report.md") || rest == path && year_above(folder);
    let has_figures = by_path.contains_key(format!("{folder}report.yaml").as_str());
    (!is_placed && has_figures).then_some(Misplaced::OutOfYear(None))
}

/// Whether a folder is that of a year, whoever it belongs to.
fn year_above(folder: &str) -> bool {
    folder.trim_end_matches('/').rsplit('/').next().is_some_and(|name| parse_year(name).is_some())
}

/// A text that Windows called `….txt`; `folder` is its own where that should be an agency's.
pub fn text_of(path: &str, by_path: &HashMap<&str, FileId>, folder: Option<&str>) -> Option<Misplaced> {
    let (stem, name) = (path.strip_suffix(".txt")?, path.rsplit('/').next()?);
    let right = if stem.ends_with(".md") { stem.to_owned() } else { format!("{stem}.md") };
    let is_here = folder.is_some_and(|folder| path.len() == folder.len() + 1 + name.len());
    let is_meant =
        stem.ends_with(".md") || name == "agency.txt" || is_here && matches!(name, "guide.txt" | "application.txt");
    let near = right.rsplit('/').next()?.to_owned();
    (is_meant && !by_path.contains_key(&*right)).then_some(Misplaced::Misnamed(near))
}

/// Folders right below `content/` in which somebody put documents and no text of the portal (A104).
pub fn pageless(files: &[(Box<str>, FileId)], places: &Places, out: &mut Vec<Diagnostic>) {
    const DOCUMENTS: [&str; 8] = [".txt", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".pdf", ".rtf"];
    let top = |path: &str| path.split_once('/').map_or("", |(top, _)| top).to_owned();
    for folder in files.chunk_by(|a, b| top(&a.0) == top(&b.0)) {
        let name = top(&folder[0].0);
        let has_text = folder.iter().any(|(path, _)| path.ends_with(".md") || path.ends_with(".md.txt"));
        let document = folder.iter().find(|(path, _)| DOCUMENTS.iter().any(|end| path.ends_with(end)));
        if let Some((_, file)) = document.filter(|_| !name.is_empty() && !has_text && !places.contains_key(&*name)) {
            out.push(Diagnostic::new(Code::A104, Span::file(*file)).arg("folder", name));
        }
    }
}

/// A portal without any agency (A103), which would be published as an empty site.
pub fn no_agency(files: &Files, portal: FileId) -> Diagnostic {
    let entries = std::fs::read_dir(files.root()).into_iter().flatten().flatten();
    let names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let other = names.iter().find(|name| *name != "content" && name.eq_ignore_ascii_case("content"));
    let what = if names.iter().any(|name| name == "content") { "no_agency_in_content" } else { "no_content" };
    let finding = Diagnostic::new(Code::A103, Span::file(portal)).arg("what", Arg::Word(what));
    match other {
        Some(other) if what == "no_content" => finding.arg("found", other.as_str()),
        _ => finding,
    }
}

pub fn data_file(path: &str, rest: &str, agency: Option<AgencyId>, by_path: &HashMap<&str, FileId>) -> Data {
    let name = path.rsplit('/').next().unwrap_or(path);
    let folder = agency.map(|_| path[..path.len() - rest.len()].trim_end_matches('/'));
    if let Some(found) = text_of(path, by_path, folder) {
        return Data::Finding(found);
    }
    let Some((stem, "yaml" | "yml")) = name.rsplit_once('.') else { return Data::Attachment };
    if name == "report.yaml" {
        return match (agency, year_of(rest)) {
            (Some(_), Some((_, "report.yaml"))) => {
                let report = format!("{}.md", path.trim_end_matches(".yaml"));
                if by_path.contains_key(report.as_str()) { Data::Figures } else { Data::Finding(Misplaced::NoReport) }
            }
            // Of the report beside it the same is told.
            _ if by_path.contains_key(format!("{}.md", path.trim_end_matches(".yaml")).as_str()) => Data::Figures,
            _ => Data::Finding(Misplaced::NotInYear),
        };
    }
    match (year_of(rest), nearest(stem, ["report"])) {
        (Some(_), Some(_)) => Data::Finding(Misplaced::Misnamed("report.yaml".to_owned())),
        _ => Data::Attachment,
    }
}
