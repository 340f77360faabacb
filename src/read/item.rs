//! Documents and plain pages: one Markdown file to an [`Item`] or a [`Plain`].

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Files, Span, nearest};
use crate::markdown;
use crate::model::address::{is_internal, is_on_own_computer};
use crate::model::{Body, Catalogue, Date, Filed, Item, Link, Plain, PlainKind, Validity};
use crate::yaml::{Extra, Fields};

use super::Options;
use super::alias::with_aliases;
use super::assemble::Found;
use super::source::{self, Page};
use super::walk::{ItemPlace, PlainPlace};

/// Reads a document.
pub fn read(
    files: &Files,
    place: &ItemPlace,
    catalogue: &Catalogue,
    options: Options,
    out: &mut Vec<Diagnostic>,
) -> Option<Found> {
    let before = out.len();
    let file = place.file;
    let read = source::text(files, file, out)?;
    let page = source::page(&read.text, file, out);
    let body = body(&read.text, &page, (file, read.hash), files.path(file));
    let mut spare = Vec::new();
    let mut fields = page.fields(file, out, &mut spare);
    let item = told(place, (body, &read.text[page.body..]), catalogue, &mut fields);
    let draft = fields.flag("draft");
    let item = repealed_by(item, &mut fields);
    fields.finish();
    if draft && !options.drafts {
        // What is not published yet need not be right yet.
        out.truncate(before);
        return Some(Found::Draft(item));
    }
    Some(Found::Item(item))
}

/// A document as its front matter tells of it, around its body.
fn told(place: &ItemPlace, (body, markdown): (Body, &str), catalogue: &Catalogue, fields: &mut Fields) -> Item {
    let title = fields.required("title").unwrap_or_default().into();
    let published = date(fields, "published");
    if published.is_none() && fields.get("published").is_none() {
        fields.missing("published");
    }
    let issued = date(fields, "issued");
    dates_in_order(fields, issued, published);
    let (index_number, index_span) = super::index_number::read(fields, issued.or(published));
    let filed = filed(fields, catalogue);
    let summary = summary(fields, markdown);
    let body = finished(body, fields);
    Item {
        agency: place.agency,
        year: place.year,
        path: place.path.clone(),
        title,
        title_span: fields.span("title"),
        published_span: fields.span("published"),
        published,
        issued,
        effective: date(fields, "effective"),
        index_number,
        index_span,
        number_span: fields.span("document_number"),
        document_number: fields.text("document_number").map(Into::into),
        category: fields.text("category").map(Into::into),
        topic: fields.text("topic").map(Into::into),
        genre: fields.text("genre").map(Into::into),
        filed,
        validity: fields.choice_told("validity", &Validity::CHOICES, "choices_validity"),
        repealed_by: None,
        keywords: fields.texts("keywords"),
        summary,
        expires: date(fields, "expires"),
        body,
        extra: extra(fields),
    }
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

/// What took the document's place: an address elsewhere, or one of the portal, which is kept among the body's links too
/// so that it is checked like them. A document that has a successor is in force no more (I102).
fn repealed_by(mut item: Item, fields: &mut Fields) -> Item {
    let Some(node) = fields.get("repealed_by") else { return item };
    let span = node.span(fields.file);
    item.repealed_by = fields.parsed("repealed_by", "a_successor", |text| successor(text, span, &item.path));
    if let Some(link) = item.repealed_by.clone().filter(|link| is_internal(&link.target)) {
        let mut links = std::mem::take(&mut item.body.links).into_vec();
        links.push(link);
        item.body.links = links.into();
    }
    if matches!(item.validity, None | Some(Validity::InForce | Validity::NotYet)) {
        let mut finding = Diagnostic::new(Code::I102, span);
        if let Some(node) = fields.get("validity") {
            finding = finding.relate(node.span(fields.file), "validity_here", vec![]);
        }
        fields.out.push(finding);
    }
    item
}

fn successor(text: &str, span: Span, own: &str) -> Option<Link> {
    if text.starts_with("https://") || text.starts_with("http://") {
        return Some(Link { span, target: text.into(), fragment: None, text: "".into(), path: None });
    }
    let link = link(text, "", span, own);
    (is_internal(text) && !link.target.is_empty()).then_some(link)
}

/// Where the document's own words put it in the catalogue; words that the catalogue does not have are reported (I301 to
/// I303).
fn filed(fields: &mut Fields, catalogue: &Catalogue) -> Filed {
    let mut place = |key, code, known: &dyn Fn(&str) -> Option<u16>, words: &dyn Fn(&str) -> Option<String>| {
        let node = fields.get(key)?;
        let text = node.text()?.trim();
        let found = known(text);
        if found.is_none() {
            let finding = Diagnostic::new(code, node.span(fields.file)).arg("found", text);
            fields.out.push(match words(text) {
                Some(near) => finding.arg("near", near.as_str()).fix(Some(near)),
                None => finding,
            });
        }
        found
    };
    let owned = |near: Option<&str>| near.map(str::to_owned);
    Filed {
        category: place("category", Code::I301, &|text| catalogue.category(text), &|text| {
            owned(nearest(text, catalogue.category_words()))
        }),
        topic: place("topic", Code::I302, &|text| catalogue.topic(text), &|text| {
            let words = catalogue.topic_words();
            owned(nearest(text, words.iter().map(String::as_str)))
        }),
        genre: place("genre", Code::I303, &|text| catalogue.genre(text), &|text| {
            owned(nearest(text, catalogue.genres.iter().map(|genre| &*genre.label)))
        }),
    }
}

/// How long a summary may be, in characters: a line or two of a list.
const SUMMARY: usize = 80;

/// 内容概述 (条例 art. 12): the office's own, else the beginning of the text up to the end of a sentence.
fn summary(fields: &mut Fields, markdown: &str) -> Box<str> {
    match fields.text("summary") {
        Some(own) => own.into(),
        None => markdown::summary(markdown, SUMMARY).into(),
    }
}

/// Reads a guide, a rule, or a page of the portal.
pub fn plain(files: &Files, place: &PlainPlace, out: &mut Vec<Diagnostic>) -> Option<Plain> {
    let file = place.file;
    let read = source::text(files, file, out)?;
    let page = source::page(&read.text, file, out);
    let body = body(&read.text, &page, (file, read.hash), files.path(file));
    let mut spare = Vec::new();
    let mut fields = page.fields(file, out, &mut spare);
    let is_document = place.kind == PlainKind::Portal && is_document(&page);
    let plain = Plain {
        path: place.path.clone(),
        agency: place.agency,
        kind: place.kind,
        title_span: fields.span("title"),
        title: fields.required("title").unwrap_or_default().into(),
        published_span: fields.span("published"),
        published: date(&mut fields, "published"),
        summary: summary(&mut fields, &read.text[page.body..]),
        body: finished(body, &mut fields),
        extra: extra(&mut fields),
    };
    if is_document {
        fields.out.push(out_of_year(&plain, Span { end: page.front.start, ..page.front.span(file) }));
        return Some(plain);
    }
    fields.finish();
    Some(plain)
}

/// Whether a page's fields are those of a document, of which a page has none.
fn is_document(page: &Page) -> bool {
    let has = |key: &&str| page.front.get(key).is_some();
    let keys = ["issued", "index_number", "document_number", "category", "topic", "genre", "validity"];
    keys.iter().filter(|key| has(key)).count() > 1
}

/// A document that stands where only pages do, so that it is in no list (C211).
fn out_of_year(plain: &Plain, span: Span) -> Diagnostic {
    let what = if plain.agency.is_some() { "belongs_in_year" } else { "belongs_to_agency" };
    let finding = Diagnostic::new(Code::C211, span).arg("what", Arg::Word(what));
    let name = plain.path.rsplit('/').next().unwrap_or_default();
    match plain.published.filter(|_| plain.agency.is_some()) {
        Some(day) => finding.arg("near", format!("{}/{name}.md", day.year())),
        None => finding,
    }
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
    let body = Body { waivers: super::waiver::all(&mut fields).into(), ..body };
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

/// A body with what the front matter says of all of it.
fn finished(body: Body, fields: &mut Fields) -> Body {
    Body { waivers: super::waiver::all(fields).into(), ..with_aliases(body, fields) }
}

/// The body of a Markdown file, with its links to other files; `path` is the file's, below the root.
pub fn body(text: &str, page: &Page, (file, hash): (FileId, [u8; 16]), path: &str) -> Body {
    let markdown = &text[page.body..];
    let outline = if markdown::may_link(markdown) { markdown::outline(markdown) } else { Default::default() };
    let own = path.strip_prefix("content/").unwrap_or(path);
    let links = links(&outline, own, page.body, file);
    Body { file, start: page.body as u32, hash, links, aliases: Box::default(), waivers: Box::default() }
}

/// The links of an outline that stay within the portal, those to a place on their own page among them, and those that
/// nobody but their writer can follow.
pub fn links(outline: &markdown::Outline, own: &str, offset: usize, file: FileId) -> Box<[Link]> {
    let is_meant = |target: &str| is_internal(target) || target.starts_with('#') || is_on_own_computer(target);
    let here = outline.links.iter().filter(|found| is_meant(&found.target));
    here.map(|found| {
        let span = Span::new(file, found.start + offset, found.end + offset);
        link(&found.target, &found.text, span, own)
    })
    .collect()
}

fn link(written: &str, text: &str, span: Span, own: &str) -> Link {
    let target = written.split(['#', '?']).next().unwrap_or_default();
    let path = match written.starts_with('#') {
        true => Some(own.to_owned()),
        false if is_on_own_computer(written) => None,
        false => crate::model::address::resolve(own, target),
    };
    let fragment = written.split_once('#').map(|(_, fragment)| fragment.into());
    Link { span, target: target.into(), fragment, text: text.into(), path: path.map(Into::into) }
}
