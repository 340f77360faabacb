//! Former addresses of a page: `aliases:` in its front matter.

use crate::diagnostic::{Arg, Code, Diagnostic, Span};
use crate::model::address::made_folder;
use crate::model::body::{Alias, Body};
use crate::yaml::Fields;

/// Adds a page's former addresses to its body.
pub fn with_aliases(mut body: Body, fields: &mut Fields) -> Body {
    let mut aliases = Vec::new();
    for node in fields.list("aliases") {
        let span = node.span(fields.file);
        match node.text().map_or(Err(Fault::NoAddress), alias) {
            Ok(address) => aliases.push(Alias { span, address: address.into() }),
            Err(fault) => fields.out.push(finding(&fault, span, node.text())),
        }
    }
    body.aliases = aliases.into();
    body
}

/// Why a page cannot have stood at an address.
enum Fault {
    NoAddress,
    /// Some hosts can have no file of this name.
    NoFile,
    /// In a folder that the program fills by itself.
    Made(&'static str),
}

fn finding(fault: &Fault, span: Span, text: Option<&str>) -> Diagnostic {
    let expected = match fault {
        Fault::NoAddress => "an_alias",
        Fault::NoFile => "an_alias_for_a_file",
        Fault::Made(folder) => return Diagnostic::new(Code::C209, span).arg("address", format!("/{folder}/")),
    };
    let finding = Diagnostic::new(Code::C102, span).arg("expected", Arg::Word(expected));
    match text {
        Some(text) => finding.arg("found", text),
        None => finding,
    }
}

/// A former address: a path below the site's root that can be a file name on any host.
fn alias(text: &str) -> Result<&str, Fault> {
    let path = text.trim().strip_prefix('/').ok_or(Fault::NoAddress)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let part = |part: &str| !part.is_empty() && !part.starts_with('.') && part.chars().all(plain);
    let good = path.trim_end_matches('/').split('/').all(part) && !path.ends_with("//");
    let is_page = path.ends_with('/') || path.ends_with(".html") || path.ends_with(".htm") || path.ends_with(".shtml");
    if !good || !is_page {
        return Err(Fault::NoAddress);
    }
    if path.len() > LONGEST || !path.trim_end_matches('/').split('/').all(can_be_a_file) {
        return Err(Fault::NoFile);
    }
    match made_folder(path) {
        Some(folder) => Err(Fault::Made(folder)),
        None => Ok(path),
    }
}

/// File systems end at 255 bytes for a name, and at 1024 for a path on some; the site's own folder needs its part.
const LONGEST_NAME: usize = 255;
const LONGEST: usize = 800;

/// Whether a name of letters, digits, `-`, `_` and `.` can be that of a file on Windows too.
pub fn can_be_a_file(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let device = numbered.is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit());
    let device = device || matches!(&*stem, "con" | "prn" | "aux" | "nul");
    !device && !name.ends_with('.') && name.len() <= LONGEST_NAME
}
