//! `forms/catalogue.yaml` to a [`Catalogue`]: the portal's own, else the built-in one.

use crate::diagnostic::{Code, Diagnostic, FileId, Files};
use crate::embedded;
use crate::model::{Catalogue, Class};
use crate::yaml::{self, Fields, Node};

use super::agency::LEVELS;
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
    let mut fields = Fields::new(&document.root, file, out);
    let basis = fields.text("basis").unwrap_or_default().into();
    let catalogue = Catalogue {
        basis,
        categories: classes(&mut fields, "categories", file),
        topics: classes(&mut fields, "topics", file),
        genres: classes(&mut fields, "genres", file),
    };
    fields.finish();
    catalogue
}

/// The classes under a key, each with what stands below it under the same key.
fn classes(fields: &mut Fields, key: &'static str, file: FileId) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    for node in fields.list(key) {
        let Some(found) = class(node, key, file, fields.out) else { continue };
        if let Some(first) = classes.iter().find(|known| known.id == found.id) {
            let span = node.get("id").unwrap_or(node).span(file);
            fields.out.push(Diagnostic::new(Code::F103, span).arg("id", &*first.id));
            continue;
        }
        classes.push(found);
    }
    classes
}

/// `None` for a class whose id cannot be part of an address.
fn class(node: &Node, below: &'static str, file: FileId, out: &mut Vec<Diagnostic>) -> Option<Class> {
    let mut fields = Fields::new(node, file, out);
    let id: Box<str> = fields.required("id").unwrap_or_default().into();
    let mut levels = Vec::new();
    for level in fields.list("levels") {
        levels.extend(fields.one_of(level, &LEVELS));
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
