//! Attachments: most leaks were found in lists that hung below a notice.

use rayon::prelude::*;

use crate::check::text::alone::alone;
use crate::check::text::clean::{self, Clean};
use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Files, MAX_BYTES, Progress, Secret, Span, Undecodable, decode};
use crate::model::Site;

use super::office::{self, Piece, Place, Unread};
use super::{Declared, Found, Kind, flat, scan};

/// How many findings of one code one file gives; the last says how many more there are.
const MOST: usize = 20;

/// Every finding about the files that are published as they are, those of later documents too, and about all names.
pub fn all(
    site: &Site,
    files: &Files,
    (declared, clean): (&Declared, &Clean),
    progress: &dyn Progress,
) -> Vec<Diagnostic> {
    let attachments: Vec<_> = of(site).collect();
    attachments
        .into_par_iter()
        .inspect(|_| progress.tick())
        .flat_map_iter(|(path, file)| {
            let mark = clean.mark(|| clean::of_file(path, files.open(*file).ok()));
            let look = || {
                let mut out = Vec::new();
                look(path, *file, files, declared, &mut out);
                name(files.path(*file), *file, declared, &mut out);
                out
            };
            let found = alone(|| clean.look(mark, look));
            found.unwrap_or_else(|failure| vec![failure.diagnostic(*file)])
        })
        .collect()
}

/// The files that are published as they are, now or later.
pub fn of(site: &Site) -> impl Iterator<Item = &(Box<str>, FileId)> {
    site.attachments.iter().chain(&site.hidden.later)
}

/// What the name of a file says.
pub fn name(path: &str, file: FileId, declared: &Declared, out: &mut Vec<Diagnostic>) {
    let from = path.rfind('/').map_or(0, |at| at + 1);
    for found in super::file_name::numbers(&path[from..], declared) {
        let finding = found.diagnostic(Span::file(file)).arg("cell", Arg::Word("in_its_name"));
        out.push(finding.secret(Secret::Name((from + found.start) as u32, (from + found.end) as u32)));
    }
}

fn look(path: &str, file: FileId, files: &Files, declared: &Declared, out: &mut Vec<Diagnostic>) {
    if let Err(error) = files.open(file) {
        let reason = format!("{:#}", error.root_cause());
        out.push(Diagnostic::new(Code::C206, Span::file(file)).arg("reason", reason));
        return;
    }
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let unread = match ending.as_str() {
        "csv" | "tsv" | "txt" | "html" | "htm" | "json" | "xml" | "yaml" | "yml" => {
            text(&ending, file, files, declared, out)
        }
        ending if office::ENDINGS.contains(&ending) => office_file(path, ending, file, files, declared, out),
        _ => None,
    };
    if let Some(unread) = unread {
        let what = match unread {
            Unread::TooLarge => "too_large_to_look",
            Unread::Damaged => "damaged",
            Unread::Pictures => "pictures_of_paper",
            Unread::Letters => "letters_untold",
            #[cfg(not(feature = "pdf"))]
            Unread::NoReader => "no_reader",
        };
        out.push(Diagnostic::new(Code::X109, Span::file(file)).arg("what", Arg::Word(what)));
    }
}

/// A text has lines and columns.
fn text(ending: &str, file: FileId, files: &Files, declared: &Declared, out: &mut Vec<Diagnostic>) -> Option<Unread> {
    let bytes = files.bytes(file).ok()?.into_owned();
    let cut = bytes.len() as u64 > MAX_BYTES;
    let (source, problem) = decode(bytes);
    if problem == Some(Undecodable::Binary) {
        return Some(Unread::Damaged);
    }
    let flat = match ending {
        "csv" | "tsv" => flat::csv(&source),
        "html" | "htm" => flat::html(&source),
        _ => {
            let found = scan(&source, declared);
            report(found, out, |found| Span::new(file, found.start, found.end), |_, finding| finding);
            return cut.then_some(Unread::TooLarge);
        }
    };
    let found = scan(&flat.text, declared);
    let span = |found: &Found| {
        let (start, end) = flat.range(found.start, found.end);
        Span::new(file, start, end)
    };
    report(found, out, span, |_, finding| finding);
    cut.then_some(Unread::TooLarge)
}

/// An office file has paragraphs and cells, which the finding tells.
fn office_file(
    path: &str,
    ending: &str,
    file: FileId,
    files: &Files,
    declared: &Declared,
    out: &mut Vec<Diagnostic>,
) -> Option<Unread> {
    let mut found: Vec<Found> = Vec::new();
    let mut places: Vec<(Place, usize)> = Vec::new();
    let mut take = |piece: Piece| {
        for one in scan(piece.text, declared) {
            let Some(place) = place(&piece, one.start) else { continue };
            // The header of a table goes before each of its pieces.
            let again = || found.iter().zip(&places).any(|(known, at)| known.kind == one.kind && *at == place);
            if one.start >= piece.seen || (one.kind == Kind::Column && !again()) {
                found.push(one);
                places.push(place);
            }
        }
    };
    let unread = office::read(files.open(file), ending, &mut take).err();
    let name = path.rsplit('/').next().unwrap_or(path);
    report(
        found,
        out,
        |_| Span::file(file),
        |at, finding| {
            let (place, column) = &places[at];
            let mut finding = finding.subject(format!("{name}#{}", place.id(*column)));
            finding.args.extend(place.args(*column));
            finding.secret(Secret::No)
        },
    );
    unread
}

/// Where a byte of a piece stands in its file, and in which cell of the row.
fn place(piece: &Piece, at: usize) -> Option<(Place, usize)> {
    let line = piece.lines.partition_point(|(start, _)| *start <= at);
    let (start, place) = &piece.lines[line.checked_sub(1)?];
    let row = &piece.text[*start..at];
    Some((place.clone(), row.strip_prefix('|').unwrap_or(row).matches('|').count()))
}

/// Puts down what was found, in its order, as far as [`MOST`] of each kind. Where there is more, no line of the file is
/// shown at all.
fn report(
    found: Vec<Found>,
    out: &mut Vec<Diagnostic>,
    span: impl Fn(&Found) -> Span,
    finish: impl Fn(usize, Diagnostic) -> Diagnostic,
) {
    // Code, how many were found, and where the last finding stands.
    let mut counts: Vec<(Code, usize, usize)> = Vec::new();
    for (number, found) in found.iter().enumerate() {
        let code = found.kind.code();
        let at = counts.iter().position(|(known, ..)| *known == code).unwrap_or_else(|| {
            counts.push((code, 0, 0));
            counts.len() - 1
        });
        counts[at].1 += 1;
        if counts[at].1 <= MOST {
            counts[at].2 = out.len();
            out.push(finish(number, found.diagnostic(span(found))));
        }
    }
    for (_, count, last) in counts.into_iter().filter(|(_, count, _)| *count > MOST) {
        out[last].args.push(("more", (count - MOST).to_string().into()));
        out[last].secret = Secret::File;
    }
}
