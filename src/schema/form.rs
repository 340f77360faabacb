//! The keys of a form, as `read::form` asks for them.

use crate::diagnostic::{Code, Words};

use super::key::{self, Key, Shape, key, must, text};
use super::shape::Schema;

const CODE: Key = key("code", Shape::Word(arithmetic));

pub const FORM: &[Key] = &[
    text("name"),
    text("basis"),
    must("since", Shape::Year),
    key("until", Shape::Year),
    key(
        "sections",
        Shape::Maps(&[
            must("id", Shape::Text),
            must("label", Shape::Text),
            key("limit", Shape::Whole(Some((0, u32::MAX as i64)))),
            key("tables", Shape::Texts),
        ]),
    ),
    key("tables", Shape::ById(TABLE)),
    key(
        "headlines",
        Shape::Maps(&[
            must("id", Shape::Text),
            must("label", Shape::Text),
            must("cells", Shape::Texts),
            key("main", Shape::Flag),
        ]),
    ),
    key("registers", Shape::Maps(&[must("category", Shape::Text), text("made"), text("repealed"), text("in_force")])),
    key("formulas", Shape::Texts),
    key(
        "said_as",
        Shape::Maps(&[
            key("rows", Shape::Texts),
            key("columns", Shape::Texts),
            text("column"),
            key("words", Shape::Texts),
            key("short", Shape::Texts),
            key("implied", Shape::Flag),
            key("about", Shape::Texts),
            key("never", Shape::Texts),
        ]),
    ),
];

/// A table has rows and columns of its own, or parts that have them.
const TABLE: &[Key] = &[
    must("caption", Shape::Text),
    text("unit"),
    key("across", Shape::Flag),
    text("corner"),
    text("label"),
    text("stub"),
    key("columns", Shape::Heads),
    key("rows", Shape::Heads),
    key(
        "parts",
        Shape::Maps(&[text("label"), text("stub"), must("columns", Shape::Heads), must("rows", Shape::Heads)]),
    ),
    key(
        "identities",
        Shape::Maps(&[text("id"), CODE, text("text"), must("left", Shape::Texts), must("right", Shape::Texts)]),
    ),
    key(
        "carries",
        Shape::Maps(&[CODE, key("rows", Shape::MapOf("sides", SIDES)), key("columns", Shape::MapOf("sides", SIDES))]),
    ),
];

/// What must agree with last year.
const SIDES: &[Key] =
    &[key("this", Shape::Texts), key("last", Shape::Texts), key("plus", Shape::Texts), key("minus", Shape::Texts)];

/// The head of a row or column, or of a group of them.
const HEAD: &[Key] = &[
    must("id", Shape::Text),
    must("label", Shape::Text),
    key("rows", Shape::Heads),
    key("columns", Shape::Heads),
    key("sum", Shape::Texts),
    CODE,
    text("unit"),
    key("decimals", Shape::Flag),
    key("signed", Shape::Flag),
    key("width", Shape::Whole(Some((1, 255)))),
];

fn arithmetic() -> Vec<&'static str> {
    Code::ALL.iter().filter(|code| code.is_arithmetic()).map(|code| code.as_str()).collect()
}

/// The schema of a form; heads may stand below heads, so they are defined by themselves.
pub fn schema(words: Words) -> Schema {
    let nothing = Schema::default();
    let head = key::map(HEAD, "head", words, &nothing);
    Schema { definitions: vec![("head".to_owned(), head)], ..key::map(FORM, "form", words, &nothing) }
}
