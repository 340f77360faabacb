//! `forms/catalogue.yaml` to a [`Catalogue`]: the portal's own, else the built-in one.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, FileId, Files, Span};
use crate::embedded;
use crate::model::{Catalogue, Class, Level, Period, Update};
use crate::yaml::{self, Fields, Kind, Node};

use super::source;

/// Its name among the forms.
pub const FILE: &str = "catalogue.yaml";

/// Reads the catalogue.
pub fn read(files: &mut Files, out: &mut Vec<Diagnostic>) -> Catalogue {
    let own = files.root().join("forms").join(FILE).is_file();
    let built_in = embedded::forms().into_iter().find(|(name, _)| *name == FILE);
    let file = match (own, built_in) {
        (false, Some((name, text))) => files.add_built_in(format!("gongkai:forms/{name}"), text),
        _ => files.add(format!("forms/{FILE}")),
    };
    let Some(read) = source::text(files, file, out) else { return Catalogue::default() };
    let document = yaml::parse(&read.text, file, 0, out);
    let mut spare = Vec::new();
    let mut fields = Fields::new(&document.root, file, if document.whole { out } else { &mut spare });
    let basis = fields.text("basis").unwrap_or_default().into();
    let catalogue = Catalogue {
        basis,
        categories: classes(&mut fields, "categories", file),
        topics: classes(&mut fields, "topics", file),
        genres: classes(&mut fields, "genres", file),
        updates: fields.list("updates").iter().filter_map(|node| update(node, file, fields.out)).collect(),
    };
    if fields.list("categories").is_empty() {
        fields.missing("categories");
    }
    fields.finish();
    catalogue
}

/// How often columns of one kind are to be updated; `None` if that cannot be read.
fn update(node: &Node, file: FileId, out: &mut Vec<Diagnostic>) -> Option<Update> {
    let mut fields = Fields::new(node, file, out);
    let label = fields.required("label").map(Into::into);
    let words = fields.required("within").map(Into::into);
    let within = fields.parsed("within", "a_period", Period::parse);
    let basis = fields.text("basis").unwrap_or_default().into();
    let categories = fields.texts("categories");
    if categories.is_empty() {
        fields.missing("categories");
    }
    fields.finish();
    Some(Update { label: label?, within: within?, words: words?, basis, categories, span: node.span(file) })
}

/// The classes under a key, each with what stands below it under the same key.
fn classes(fields: &mut Fields, key: &'static str, file: FileId) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut words = HashMap::new();
    for node in fields.list(key) {
        let Some(found) = class(node, key, file, fields.out) else { continue };
        let span = node.get("id").unwrap_or(node).span(file);
        if let Some(first) = classes.iter().find(|known| known.id == found.id) {
            fields.out.push(Diagnostic::new(Code::F103, span).arg("id", &*first.id));
            continue;
        }
        if key == "categories" && is_taken(&found.id) {
            fields.out.push(Diagnostic::new(Code::C209, span).arg("address", format!("/catalogue/{}/", found.id)));
            continue;
        }
        same_words(node, key, file, &mut words, fields.out);
        classes.push(found);
    }
    classes
}

/// Whether another list of the catalogue stands where that of a category of this id would.
fn is_taken(id: &str) -> bool {
    let year = id.len() == 4 && id.bytes().all(|byte| byte.is_ascii_digit());
    year || matches!(id, "all" | "topic" | "genre" | "validity" | "others")
}

/// Reports words of a class that mean an earlier one already (F106): documents would silently go to the first. The words
/// below a topic are said together with it and may be those of another.
fn same_words<'n>(
    node: &'n Node,
    key: &'static str,
    file: FileId,
    words: &mut HashMap<&'n str, Span>,
    out: &mut Vec<Diagnostic>,
) {
    let leaves = match node.get(key).map(|leaves| &leaves.kind) {
        Some(Kind::List(leaves)) if key != "topics" => &leaves[..],
        _ => &[],
    };
    let mut own = Vec::new();
    for word in node.get("label").into_iter().chain(leaves) {
        let (span, Some(text)) = (word.span(file), word.text().map(str::trim)) else { continue };
        match words.get(text) {
            Some(first) => {
                let finding = Diagnostic::new(Code::F106, span).arg("name", text);
                out.push(finding.relate(*first, "first_name", vec![]));
            }
            None => own.push((text, span)),
        }
    }
    words.extend(own);
}

/// `None` for a class whose id cannot be part of an address.
fn class(node: &Node, below: &'static str, file: FileId, out: &mut Vec<Diagnostic>) -> Option<Class> {
    let mut fields = Fields::new(node, file, out);
    let id: Box<str> = fields.required("id").unwrap_or_default().into();
    let mut levels = Vec::new();
    for level in fields.list("levels") {
        levels.extend(fields.one_of(level, &Level::CHOICES));
    }
    let class = Class {
        label: fields.required("label").unwrap_or_default().into(),
        article: fields.text("article").map(Into::into),
        text: fields.text("text").map(Into::into),
        levels,
        leaves: fields.texts(below),
        id,
    };
    fields.finish();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !class.id.chars().all(plain) {
        let span = node.get("id").unwrap_or(node).span(file);
        out.push(Diagnostic::new(Code::F105, span).arg("id", &*class.id).arg("mark", "-"));
        return None;
    }
    (!class.id.is_empty()).then_some(class)
}
