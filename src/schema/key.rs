//! The keys of `portal.yaml`, `lexicon.yaml`, the catalogue, themes and of front matter, in the order in which people write them. They are those
//! that `read` asks for; `tests/schema.rs` compares the two.

use crate::diagnostic::{Code, Words};
use crate::model::lexicon::Sort;
use crate::model::{Column, Date, Kind, Level, Validity};

use super::shape::{Plain, Schema};

/// A key, and what may stand behind it.
pub struct Key {
    pub name: &'static str,
    pub shape: Shape,
    pub required: bool,
}

/// What may stand behind a key.
pub enum Shape {
    Text,
    Texts,
    Date,
    Year,
    /// Whole numbers from … to ….
    Whole(Option<(i64, i64)>),
    Flag,
    /// One of a few words.
    Word(fn() -> Vec<&'static str>),
    Address,
    /// Anything: what only templates read.
    Any,
    Map(&'static [Key]),
    /// A list of such maps, or a single one.
    Maps(&'static [Key]),
    /// The same, where the words of the keys stand under another name.
    MapsOf(&'static str, &'static [Key]),
    /// Such a map, where the words of the keys stand under another name.
    MapOf(&'static str, &'static [Key]),
    /// A map with such a map behind each of its keys.
    ById(&'static [Key]),
    /// A list of heads of rows or columns, which may have heads below them.
    Heads,
    /// `2周`, `6个月`, `1年`.
    Period,
    /// A list of words of a few, or a single one.
    Words(fn() -> Vec<&'static str>),
    /// A code for each key, and a severity behind it.
    Severities,
    /// A code of personal data for each key, and texts behind it.
    Allowed,
    /// The figures of a report.
    Figures,
}

pub const fn key(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, required: false }
}

pub const fn must(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, required: true }
}

pub const fn text(name: &'static str) -> Key {
    key(name, Shape::Text)
}

const fn date(name: &'static str) -> Key {
    key(name, Shape::Date)
}

const WAIVERS: Key = key(
    "waivers",
    Shape::Maps(&[
        must("code", Shape::Word(codes)),
        text("cell"),
        text("place"),
        must("reason", Shape::Text),
        date("date"),
    ]),
);
const ALIASES: Key = key("aliases", Shape::Texts);
const EXTRA: Key = key("extra", Shape::Any);

pub const PORTAL: &[Key] = &[
    must("name", Shape::Text),
    must("base_url", Shape::Address),
    text("lang"),
    text("site_code"),
    key("organizer", Shape::Map(&[text("name"), text("phone"), text("address")])),
    text("icp"),
    text("police"),
    key("page_length", Shape::Whole(Some((5, 500)))),
    text("theme"),
    key("params", Shape::Any),
    key("checks", Shape::Severities),
    key("allow", Shape::Allowed),
    EXTRA,
];

pub const AGENCY: &[Key] = &[
    must("name", Shape::Text),
    text("short_name"),
    text("code"),
    key("level", Shape::Word(|| words(&Level::CHOICES))),
    key("kind", Shape::Word(|| words(&Kind::CHOICES))),
    key("order", Shape::Whole(None)),
    key(
        "contact",
        Shape::Map(&[
            text("office"),
            text("address"),
            text("postcode"),
            text("hours"),
            text("phone"),
            text("fax"),
            text("email"),
        ]),
    ),
    key("files_since", Shape::Year),
    key("files_until", Shape::Year),
    key("former_names", Shape::Texts),
    key(
        "empty",
        Shape::Map(&[
            text(Column::Guide.id()),
            text(Column::Rules.id()),
            text(Column::Documents.id()),
            text(Column::Reports.id()),
        ]),
    ),
    key("categories", Shape::Texts),
    WAIVERS,
    EXTRA,
];

pub const REPORT_PAGE: &[Key] = &[
    text("title"),
    text("form"),
    date("date"),
    date("published"),
    text("index_number"),
    ALIASES,
    WAIVERS,
    key("tables", Shape::Figures),
    EXTRA,
];

pub const DOCUMENT: &[Key] = &[
    must("title", Shape::Text),
    must("published", Shape::Date),
    date("issued"),
    date("effective"),
    text("index_number"),
    text("document_number"),
    text("category"),
    text("topic"),
    text("genre"),
    key("validity", Shape::Word(|| words(&Validity::CHOICES))),
    text("repealed_by"),
    text("summary"),
    key("keywords", Shape::Texts),
    date("expires"),
    key("draft", Shape::Flag),
    ALIASES,
    WAIVERS,
    EXTRA,
];

pub const PAGE: &[Key] = &[must("title", Shape::Text), date("published"), text("summary"), ALIASES, WAIVERS, EXTRA];

pub const HOME: &[Key] = &[text("title"), WAIVERS, EXTRA];

pub const LEXICON: &[Key] = &[key(
    "words",
    Shape::Maps(&[
        must("wrong", Shape::Text),
        text("right"),
        text("reason"),
        key("sort", Shape::Word(|| words(&Sort::CHOICES))),
        date("since"),
        date("until"),
        key("except", Shape::Texts),
        key("own_pages", Shape::Flag),
        key("off", Shape::Flag),
    ]),
)];

pub const CATALOGUE: &[Key] = &[
    text("basis"),
    must("categories", Shape::MapsOf("class", &class("categories"))),
    key("topics", Shape::MapsOf("class", &class("topics"))),
    key("genres", Shape::MapsOf("class", &class("genres"))),
    key(
        "updates",
        Shape::Maps(&[
            must("label", Shape::Text),
            must("within", Shape::Period),
            text("basis"),
            must("categories", Shape::Texts),
        ]),
    ),
];

/// The keys of one class; what stands below it has the name of its list.
const fn class(below: &'static str) -> [Key; 6] {
    [
        must("id", Shape::Text),
        must("label", Shape::Text),
        text("article"),
        text("text"),
        key("levels", Shape::Words(|| words(&Level::CHOICES))),
        key(below, Shape::Texts),
    ]
}

pub const THEME: &[Key] = &[text("name"), text("extends"), key("params", Shape::Any)];

fn words<T>(choices: &[(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(word, _)| *word).collect()
}

fn codes() -> Vec<&'static str> {
    Code::ALL.iter().map(|code| code.as_str()).collect()
}

/// The schema of a map with these keys; `group` is what they belong to, for their words.
pub fn map(keys: &[Key], group: &str, words: Words, figures: &Schema) -> Schema {
    let property = |key: &Key| {
        let schema = shape(key, words, figures);
        (key.name.to_owned(), schema.described(words.key(group, key.name)))
    };
    let required = keys.iter().filter(|key| key.required).map(|key| key.name.to_owned());
    Schema { required: required.collect(), ..Schema::map(keys.iter().map(property).collect()) }
}

/// A day as offices type it; whether it exists is for the check to say.
const DAY: &str = "^\\s*[0-9０-９]{4}[^0-9０-９]+[0-9０-９]{1,2}[^0-9０-９]+[0-9０-９]{1,2}([日\\sT].*)?$";

/// A period as rules give it, full-width digits too.
const PERIOD: &str = "^\\s*[0-9０-９]{1,3}\\s*(天|日|周|星期|个月|月|年|days?|weeks?|months?|years?)\\s*$";

fn shape(key: &Key, words: Words, figures: &Schema) -> Schema {
    let schema = match &key.shape {
        Shape::Text => Schema::of(&["string", "number", "boolean"]),
        Shape::Address => Schema { pattern: Some("^\\s*https?://"), ..Schema::of(&["string"]) },
        Shape::Date => Schema { pattern: Some(DAY), ..Schema::of(&["string"]) },
        Shape::Year => {
            let (first, last) = (*Date::YEARS.start(), *Date::YEARS.end());
            whole(Some((first.into(), last.into())))
        }
        Shape::Whole(bounds) => whole(*bounds),
        Shape::Flag => {
            let values = [true, false].into_iter().map(Plain::Flag);
            let written = ["true", "false"].map(|word| Plain::Text(word.to_owned()));
            return Schema { values: values.chain(written).chain([Plain::Null]).collect(), ..Schema::default() };
        }
        Shape::Word(known) if key.required => {
            let values = known().into_iter().map(|word| Plain::Text(word.to_owned())).collect();
            return Schema { values, ..Schema::default() };
        }
        Shape::Word(known) => return Schema::words(known()),
        Shape::Texts => return texts(),
        Shape::Any => return Schema::default(),
        Shape::Map(keys) => map(keys, key.name, words, figures),
        Shape::Maps(keys) => return map(keys, key.name, words, figures).or_nothing().one_or_more(),
        Shape::MapOf(group, keys) => map(keys, group, words, figures),
        Shape::MapsOf(group, keys) => return map(keys, group, words, figures).or_nothing().one_or_more(),
        Shape::ById(keys) => map(keys, key.name, words, figures).by_id(),
        Shape::Heads => return Schema::defined("#/$defs/head").one_or_more(),
        Shape::Period => Schema { pattern: Some(PERIOD), ..Schema::of(&["string"]) },
        Shape::Words(known) => return Schema::words(known()).one_or_more(),
        Shape::Severities => severities(words),
        Shape::Allowed => allowed(words),
        Shape::Figures => figures.clone(),
    };
    if key.required { schema } else { schema.or_nothing() }
}

/// A whole number, written with quotes or without.
fn whole(bounds: Option<(i64, i64)>) -> Schema {
    let (minimum, maximum) = bounds.unzip();
    Schema { minimum, maximum, pattern: Some("^\\s*[+-]?[0-9]+\\s*$"), ..Schema::of(&["integer", "string"]) }
}

fn texts() -> Schema {
    Schema::of(&["string", "number", "boolean", "null"]).one_or_more()
}

fn severities(words: Words) -> Schema {
    let known = ["error", "warning", "note", "off"].map(|word| Plain::Text(word.to_owned()));
    let value = Schema { values: known.into_iter().chain([Plain::Flag(false)]).collect(), ..Schema::default() };
    by_code(Code::ALL.iter().copied(), &value, words)
}

fn allowed(words: Words) -> Schema {
    by_code(Code::ALL.iter().copied().filter(|code| code.is_personal()), &texts(), words)
}

fn by_code(codes: impl Iterator<Item = Code>, value: &Schema, words: Words) -> Schema {
    let property = |code: Code| {
        let title = words.explanation(code).title;
        (code.as_str().to_owned(), value.clone().described(Some(title)))
    };
    Schema::map(codes.map(property).collect())
}
