//! Every address outside the portal that a page names: in its Markdown, and in its front matter or `portal.yaml`, whatever
//! the key.

use rayon::prelude::*;

use crate::diagnostic::{FileId, Files, Span};
use crate::markdown;
use crate::model::Site;
use crate::yaml::{self, Kind, Node};

use super::address::Address;

/// A place that names an address outside.
pub struct Link {
    pub span: Span,
    /// As it was written.
    pub target: Box<str>,
    /// What is asked, or what is wrong with it.
    pub address: Result<Address, &'static str>,
}

impl Link {
    fn of(target: &str, span: Span) -> Link {
        Link { span, target: target.into(), address: Address::parse(target) }
    }

    /// Another address, with the place on the page that this one names.
    pub fn with_fragment(&self, address: &str) -> String {
        match self.target.split_once('#') {
            Some((_, place)) => format!("{address}#{place}"),
            None => address.to_owned(),
        }
    }
}

/// All of them, in the order of files and places. Those of the portal itself are not outside.
pub fn all(site: &Site, files: &Files) -> Vec<Link> {
    let mut texts: Vec<(FileId, Option<usize>)> = vec![(site.portal.file, None)];
    texts.extend(site.bodies().map(|body| (body.file, Some(body.start as usize))));
    let read = |(file, body): (FileId, Option<usize>)| {
        let mut out = Vec::new();
        if let Ok(text) = files.text(file) {
            let body = text.floor_char_boundary(body.unwrap_or(text.len()));
            in_yaml(&text[..body], file, &mut out);
            in_markdown(&text[body..], body, file, &mut out);
        }
        out
    };
    let mut links: Vec<Link> = texts.into_par_iter().map(read).flatten_iter().collect();
    let own = site.portal.base_url.trim_end_matches('/').split_once("://").map_or("", |(_, own)| own);
    links.retain(|link| {
        let rest = link.target.split_once("//").and_then(|(_, rest)| rest.strip_prefix(own));
        rest.is_none_or(|rest| !(rest.is_empty() || rest.starts_with(['/', '?', '#'])))
    });
    links
}

fn is_outside(text: &str) -> bool {
    let begins = |start: &str| text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
    begins("http://") || begins("https://") || begins("//")
}

fn in_markdown(markdown: &str, offset: usize, file: FileId, out: &mut Vec<Link>) {
    // Most texts name none, and are not parsed for it.
    if !markdown.contains("//") {
        return;
    }
    let links = markdown::outline(markdown).links.into_iter().filter(|link| is_outside(&link.target));
    out.extend(links.map(|link| Link::of(&link.target, Span::new(file, link.start + offset, link.end + offset))));
}

/// The values of front matter, with the lines of hyphens around it, or of a whole file.
fn in_yaml(text: &str, file: FileId, out: &mut Vec<Link>) {
    if !text.contains("//") {
        return;
    }
    let start = if text.starts_with("---") { text.find('\n').map_or(text.len(), |end| end + 1) } else { 0 };
    let end = if start > 0 { text.rfind("\n---").map_or(text.len(), |end| end + 1) } else { text.len() };
    // What is wrong with it has been said where it was read.
    let document = yaml::parse(text.get(start..end).unwrap_or_default(), file, start, &mut Vec::new());
    let mut waiting: Vec<&Node> = vec![&document.root];
    while let Some(node) = waiting.pop() {
        match &node.kind {
            Kind::Text(text, _) if is_outside(text.trim()) => out.push(Link::of(text.trim(), node.span(file))),
            Kind::Text(..) => {}
            Kind::List(nodes) => waiting.extend(nodes.iter().rev()),
            Kind::Map(entries) => {
                let values = entries.iter().filter(|(key, _)| key.text() != Some("base_url"));
                waiting.extend(values.rev().map(|(_, value)| value));
            }
        }
    }
}
