//! What a preview adds to a page on its way to the browser; the file itself stays as it was built.

use std::fmt::Write;

use crate::diagnostic::{Severity, escape};
use crate::write::digest;

use super::shown::{Note, Place, Shown};

/// Where everything of the preview itself stands, below the base; content folders cannot have this name.
pub const OWN: &str = "_preview/";

/// A page with the preview's style, script, banner and notes.
pub fn page(html: &str, path: &str, shown: &Shown) -> String {
    let mut inside = banner(shown);
    for note in shown.notes.get(path).into_iter().flatten() {
        inside.push_str(&template(note));
    }
    followed(html, path, &inside, shown)
}

/// A page of the preview itself, which says what is wrong in its own way.
pub fn own_page(html: &str, shown: &Shown) -> String {
    followed(html, OWN, "", shown)
}

/// A page that looks after builds.
fn followed(html: &str, path: &str, inside: &str, shown: &Shown) -> String {
    let own = format!("{}{OWN}", escape(&shown.base));
    let mut head = format!("<link rel=\"stylesheet\" href=\"{own}preview.css\">");
    let _ = write!(head, "<script src=\"{own}preview.js\" defer></script>");
    let mark = mark(html, path, inside, shown);
    let with_head = insert(html, html.find("</head>").unwrap_or(0), &head);
    let start = with_head.find("<body").and_then(|at| Some(at + with_head[at..].find('>')? + 1));
    let place = start.unwrap_or(with_head.len());
    insert(&with_head, place, &mark)
}

fn insert(html: &str, place: usize, added: &str) -> String {
    let (before, after) = html.split_at(place);
    [before, added, after].concat()
}

/// The element by which the script knows what is shown: the build, the page and its hash, and what is said of it.
fn mark(html: &str, path: &str, inside: &str, shown: &Shown) -> String {
    let said = said(path, shown);
    let page = digest(without_styles(html).as_bytes());
    format!(
        "<div id=\"gongkai-preview\" data-build=\"{}\" data-path=\"{}\" data-page=\"{page}\" data-said=\"{said}\" \
         data-events=\"{}{OWN}events\">{inside}</div>",
        shown.number,
        escape(path),
        escape(&shown.base),
    )
}

/// What is said on a page now, as its mark has it: the same as long as nothing new is to be shown.
pub fn said(path: &str, shown: &Shown) -> String {
    let notes = shown.notes.get(path).into_iter().flatten().map(template);
    digest((banner(shown) + &notes.collect::<String>()).as_bytes()).to_string()
}

fn banner(shown: &Shown) -> String {
    let banner = &shown.banner;
    if banner.summary.is_empty() {
        return String::new();
    }
    // What stops a build is open from the start; the rest can be opened.
    let (class, open) = if banner.refused { ("gongkai-error", " open") } else { ("gongkai-warning", "") };
    let preview = format!("{}{OWN}", escape(&shown.base));
    format!(
        "<details class=\"gongkai-banner {class}\"{open}><summary role=\"status\">{}</summary>{}<p><a href=\"{preview}\">{}</a></p></details>",
        escape(&banner.summary),
        banner.list,
        escape(&shown.words.ui("preview_title", &vec![])),
    )
}

/// A note as the script finds it; without scripts it stays unseen, and the banner says the same.
fn template(note: &Note) -> String {
    let (kind, place) = match &note.place {
        Place::Cell(id) => ("cell", id.as_str()),
        Place::Words(words) => ("words", words.as_str()),
        Place::Title => ("title", ""),
    };
    format!(
        "<template data-{kind}=\"{}\"><span class=\"gongkai-note gongkai-{}\" role=\"note\"><b>{}</b> {}</span></template>",
        escape(place),
        note.severity.as_str(),
        note.code,
        escape(&note.message),
    )
}

/// A page without its links to styles: a page that differs from another in nothing else need not be loaded again.
fn without_styles(html: &str) -> String {
    let mut parts = html.split("<link rel=\"stylesheet\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once('>').map_or("", |(_, rest)| rest));
    }
    out
}

/// The class of a severity, for lists.
pub fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "gongkai-error",
        Severity::Warning => "gongkai-warning",
        Severity::Note => "gongkai-note-only",
    }
}
