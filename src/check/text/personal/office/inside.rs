//! Files within files: the members of an archive, workbooks behind the charts of a document, and what files say of
//! themselves.

use std::io::Cursor;

use crate::diagnostic::decode;

use super::super::flat;
use super::package::Package;
use super::{ENDINGS, Lines, Place, Unread, add_text, look};

/// How deep files may stand in each other.
const DEEPEST: u32 = 3;

/// How long a number in a name may be that is shown.
const SHORT: usize = 8;

/// Looks through the members of an archive, or through what is embedded in an office file.
pub fn members(package: &mut Package, ending: &str, depth: u32, lines: &mut Lines) -> Result<(), Unread> {
    let mut read = Ok(());
    let names = package.names();
    for (number, name) in names.iter().enumerate() {
        let (folder, file) = name.rsplit_once(['/', '\\']).unwrap_or(("", name));
        if matches!(name.as_str(), "docProps/core.xml" | "docProps/custom.xml") && ending != "zip" {
            read = read.and(properties(package, name, lines));
        } else if ending == "zip" || folder.ends_with("/embeddings") {
            let outer = lines.inside.clone();
            let shown = shown(file);
            lines.inside =
                Some(outer.as_ref().map_or_else(|| shown.clone(), |outer| format!("{outer}/{shown}")).into());
            // The name itself may say something.
            if ending == "zip" {
                lines.paragraph(&file.replace(['_', '+'], " "), Place::Name);
            }
            read = read.and(member(package, number, file, depth, lines));
            lines.inside = outer;
        }
    }
    read
}

fn member(package: &mut Package, number: usize, name: &str, depth: u32, lines: &mut Lines) -> Result<(), Unread> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let is_text = matches!(ending.as_str(), "csv" | "tsv" | "txt" | "html" | "htm" | "md" | "json" | "xml");
    if !is_text && !ENDINGS.contains(&&*ending) {
        return Ok(());
    }
    if depth >= DEEPEST {
        return Err(Unread::TooLarge);
    }
    let bytes = package.bytes(number)?;
    if is_text {
        let (source, problem) = decode(bytes);
        match ending.as_str() {
            _ if problem.is_some() && source.is_empty() => return Err(Unread::Damaged),
            "csv" | "tsv" => lines.text(&flat::csv(&source).text),
            "html" | "htm" => lines.text(&flat::html(&source).text),
            _ => lines.text(&source),
        }
        return Ok(());
    }
    look(Box::new(Cursor::new(bytes)), &ending, (&mut package.left, depth + 1), lines)
}

/// The name of a member without any long number in it, which may be somebody's.
fn shown(name: &str) -> String {
    let mut shown = String::new();
    for run in name.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = run.bytes().take_while(u8::is_ascii_digit).count();
        match digits > SHORT {
            true => shown.push_str(&format!("{}{}", "*".repeat(digits), &run[digits..])),
            false => shown.push_str(run),
        }
    }
    shown
}

/// Title, subject, keywords and remarks of an office file; who wrote it is no secret.
fn properties(package: &mut Package, name: &str, lines: &mut Lines) -> Result<(), Unread> {
    let mut words = String::new();
    package.events(name, &mut |event| {
        match &event {
            quick_xml::events::Event::End(_) => {
                lines.paragraph(&std::mem::take(&mut words), Place::Properties);
            }
            _ => add_text(&event, &mut words),
        }
        true
    })
}
