//! Documents and plain pages: one Markdown file to an [`Item`] or a [`Plain`].

use crate::diagnostic::{Code, Diagnostic, FileId, Files, Span};
use crate::markdown;
use crate::model::{Body, Date, Item, Link, Plain, Validity};
use crate::yaml::{Extra, Fields};

use super::Options;
use super::source::{self, Page};
use super::walk::{ItemPlace, PlainPlace};

/// Reads a document; `None` for a draft that is not asked for.
pub fn read(files: &Files, place: &ItemPlace, options: Options, out: &mut Vec<Diagnostic>) -> Option<Item> {
    let before = out.len();
    let file = place.file;
    let read = source::text(files, file, out)?;
    let page = source::page(&read.text, file, out);
    let body = body(&read.text, &page, (file, read.hash), files.path(file));
    let mut spare = Vec::new();
    let mut fields = page.fields(file, out, &mut spare);
    let title = fields.required("title").unwrap_or_default().into();
    let published = date(&mut fields, "published");
    if published.is_none() && fields.get("published").is_none() {
        fields.missing("published");
    }
    let issued = date(&mut fields, "issued");
    dates_in_order(&mut fields, issued, published);
    let item = Item {
        agency: place.agency,
        year: place.year,
        path: place.path.clone(),
        title,
        published,
        issued,
        index_number: fields.text("index_number").map(Into::into),
        document_number: fields.text("document_number").map(Into::into),
        category: fields.text("category").map(Into::into),
        topic: fields.text("topic").map(Into::into),
        genre: fields.text("genre").map(Into::into),
        validity: fields.choice("validity", &Validity::CHOICES),
        repealed_by: None,
        keywords: fields.texts("keywords"),
        aliases: fields.texts("aliases"),
        expires: date(&mut fields, "expires"),
        body,
        extra: extra(&mut fields),
    };
    let draft = fields.flag("draft");
    let item = repealed_by(item, &mut fields);
    fields.finish();
    if draft && !options.drafts {
        // What is not published yet need not be right yet.
        out.truncate(before);
        return None;
    }
    Some(item)
}

/// A document is not published before it was issued.
fn dates_in_order(fields: &mut Fields, issued: Option<Date>, published: Option<Date>) {
    let (Some(issued), Some(published)) = (issued, published) else { return };
    if issued <= published {
        return;
    }
    if let (Some(first), Some(second)) = (fields.get("published"), fields.get("issued")) {
        let finding = Diagnostic::new(Code::I101, first.span(fields.file));
        let finding = finding.arg("published", published.to_string()).arg("issued", issued.to_string());
        fields.out.push(finding.relate(second.span(fields.file), "issued_here", vec![]));
    }
}

/// What took the document's place: an address of the portal, kept among the body's links so that it is checked like them.
fn repealed_by(mut item: Item, fields: &mut Fields) -> Item {
    let Some(node) = fields.get("repealed_by") else { return item };
    let span = node.span(fields.file);
    if let Some(text) = fields.text("repealed_by") {
        item.repealed_by = Some(text.into());
        let mut links = std::mem::take(&mut item.body.links).into_vec();
        links.push(link(text, span, &item.path));
        item.body.links = links.into();
    }
    item
}

/// Reads a guide, a rule, or a page of the portal.
pub fn plain(files: &Files, place: &PlainPlace, out: &mut Vec<Diagnostic>) -> Option<Plain> {
    let file = place.file;
    let read = source::text(files, file, out)?;
    let page = source::page(&read.text, file, out);
    let body = body(&read.text, &page, (file, read.hash), files.path(file));
    let mut spare = Vec::new();
    let mut fields = page.fields(file, out, &mut spare);
    let plain = Plain {
        path: place.path.clone(),
        agency: place.agency,
        kind: place.kind,
        title: fields.required("title").unwrap_or_default().into(),
        published: date(&mut fields, "published"),
        body,
        extra: extra(&mut fields),
    };
    fields.finish();
    Some(plain)
}

/// Reads the home page's text.
pub fn home(files: &Files, file: FileId, out: &mut Vec<Diagnostic>) -> Option<Body> {
    let read = source::text(files, file, out)?;
    let page = source::page(&read.text, file, out);
    let body = body(&read.text, &page, (file, read.hash), files.path(file));
    let mut spare = Vec::new();
    let mut fields = page.fields(file, out, &mut spare);
    fields.text("title");
    extra(&mut fields);
    fields.finish();
    Some(body)
}

/// A date, or nothing.
pub fn date(fields: &mut Fields, key: &'static str) -> Option<Date> {
    fields.parsed(key, "a_date", Date::parse)
}

/// Whatever an office keeps under `extra:`.
pub fn extra(fields: &mut Fields) -> Extra {
    fields.get("extra").map(Extra::of).unwrap_or_default()
}

/// The body of a Markdown file, with its links to other files; `path` is the file's, below the root.
pub fn body(text: &str, page: &Page, (file, hash): (FileId, [u8; 16]), path: &str) -> Body {
    let markdown = &text[page.body..];
    let outline = if markdown::may_link(markdown) { markdown::outline(markdown) } else { Default::default() };
    let own = path.strip_prefix("content/").unwrap_or(path);
    Body { file, start: page.body as u32, hash, links: links(&outline, own, page.body, file) }
}

/// The links of an outline that stay within the portal.
pub fn links(outline: &markdown::Outline, own: &str, offset: usize, file: FileId) -> Box<[Link]> {
    let here = outline.links.iter().filter(|found| crate::model::address::is_internal(&found.target));
    here.map(|found| {
        let span = Span::new(file, found.start + offset, found.end + offset);
        link(&found.target, span, own)
    })
    .collect()
}

fn link(target: &str, span: Span, own: &str) -> Link {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    Link { span, target: target.into(), path: crate::model::address::resolve(own, target).map(Into::into) }
}
