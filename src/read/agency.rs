//! `agency.md` to an [`Agency`].

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Files, Span};
use crate::model::{Agency, Body, Column, Contact, Date, Kind, Level};
use crate::yaml::Fields;

use super::{item, source};

/// Reads an agency; one whose file is broken still stands, under the name of its folder, so that what is below it can
/// be checked.
pub fn read(files: &Files, file: FileId, path: &str, out: &mut Vec<Diagnostic>) -> Agency {
    let read = source::text(files, file, out);
    let hash = read.as_ref().map_or([0; 16], |read| read.hash);
    let text = read.map(|read| read.text).unwrap_or_default();
    let page = source::page(&text, file, out);
    let body = item::body(&text, &page, (file, hash), files.path(file));
    let mut spare = Vec::new();
    let mut fields = page.fields(file, out, &mut spare);
    let folder = path.rsplit('/').next().unwrap_or(path);
    let files_since = year(&mut fields, "files_since");
    let agency = Agency {
        path: path.into(),
        parent: None,
        children: Vec::new(),
        name_span: fields.span("name"),
        name: fields.required("name").unwrap_or(folder).into(),
        short_name: fields.text("short_name").map(Into::into),
        code: fields.text("code").map(Into::into),
        level: fields.choice_told("level", &Level::CHOICES, "choices_level"),
        kind: fields.choice_told("kind", &Kind::CHOICES, "choices_kind"),
        order: fields.parsed("order", "a_whole_number", |text| text.parse().ok()),
        contact: fields.sub("contact").map(contact).unwrap_or_default(),
        files_until: last_year(&mut fields, files_since),
        files_since,
        former_span: fields.span("former_names"),
        former_names: fields.texts("former_names"),
        guide: None,
        rules: Vec::new(),
        application: None,
        empty: fields.sub("empty").map(empty).unwrap_or_default(),
        categories: categories(&mut fields),
        body: Body { waivers: super::waiver::all(&mut fields).into(), ..body },
        extra: item::extra(&mut fields),
    };
    // Whoever was dissolved is reached no more.
    if agency.contact == Contact::default() && agency.files_until.is_none() {
        fields.out.push(Diagnostic::new(Code::A204, Span::file(file)));
    }
    fields.finish();
    agency
}

fn year(fields: &mut Fields, key: &'static str) -> Option<i16> {
    fields.parsed(key, "a_year", |text| text.parse().ok().filter(|year| Date::YEARS.contains(year)))
}

fn last_year(fields: &mut Fields, first: Option<i16>) -> Option<i16> {
    let last = year(fields, "files_until")?;
    if let Some((node, _)) = fields.get("files_until").zip(first.filter(|first| last < *first)) {
        let finding = Diagnostic::new(Code::C102, node.span(fields.file));
        let finding = finding.arg("expected", Arg::Word("a_year_from_files_since")).arg("found", last.to_string());
        fields.out.push(finding);
    }
    Some(last)
}

/// Why columns hold nothing.
fn empty(mut fields: Fields) -> Vec<(Column, Box<str>)> {
    let reason = |column: Column| Some((column, fields.text(column.id())?.into()));
    let reasons = Column::ALL.into_iter().filter_map(reason).collect();
    fields.finish();
    reasons
}

/// What it keeps columns for; whether the catalogue has these words is for the check to say.
fn categories(fields: &mut Fields) -> Vec<(Box<str>, Span)> {
    let texts = fields.texts("categories");
    let nodes = fields.list("categories").iter().filter(|node| node.text().is_some());
    let spans: Vec<Span> = nodes.map(|node| node.span(fields.file)).collect();
    texts.into_iter().zip(spans).filter(|(text, _)| !text.is_empty()).collect()
}

fn contact(mut fields: Fields) -> Contact {
    let mut text = |key| fields.text(key).map(Into::into);
    let contact = Contact {
        office: text("office"),
        address: text("address"),
        postcode: text("postcode"),
        hours: text("hours"),
        phone: text("phone"),
        fax: text("fax"),
        email: text("email"),
    };
    fields.finish();
    contact
}
