//! The part of JSON Schema (draft 2020-12) that is needed here, as plain values.

use serde::{Serialize, Serializer};

/// A schema; what is empty or `None` is not written.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Schema {
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub dialect: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<&'static str>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Plain>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<i64>,
    #[serde(rename = "anyOf", skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Schema>,
    #[serde(rename = "prefixItems", skip_serializing_if = "Vec::is_empty")]
    pub prefix_items: Vec<Schema>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Schema>>,
    #[serde(rename = "minItems", skip_serializing_if = "Option::is_none")]
    pub min_items: Option<usize>,
    #[serde(rename = "maxItems", skip_serializing_if = "Option::is_none")]
    pub max_items: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    pub properties: Vec<(String, Schema)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
    #[serde(rename = "additionalProperties", skip_serializing_if = "Option::is_none")]
    pub additional: Option<Additional>,
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<&'static str>,
    #[serde(rename = "$defs", skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    pub definitions: Vec<(String, Schema)>,
}

/// What may stand behind keys that a schema does not name.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Additional {
    /// `false`: there are none.
    #[serde(serialize_with = "as_false")]
    None,
    Each(Box<Schema>),
}

/// A value that may stand in an `enum`.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Plain {
    Null,
    Flag(bool),
    Text(String),
}

impl Schema {
    /// Values of these JSON types.
    pub fn of(kinds: &[&'static str]) -> Schema {
        Schema { kinds: kinds.to_vec(), ..Schema::default() }
    }

    /// One of these words, or nothing.
    pub fn words<'w>(words: impl IntoIterator<Item = &'w str>) -> Schema {
        let words = words.into_iter().map(|word| Plain::Text(word.to_owned()));
        Schema { values: words.chain([Plain::Null]).collect(), ..Schema::default() }
    }

    /// A map with these keys and no others.
    pub fn map(properties: Vec<(String, Schema)>) -> Schema {
        Schema { properties, additional: Some(Additional::None), ..Schema::of(&["object"]) }
    }

    /// A map with any keys, and such a value behind each.
    pub fn by_id(self) -> Schema {
        Schema { additional: Some(Additional::Each(Box::new(self))), ..Schema::of(&["object"]) }
    }

    /// What stands under `$defs`.
    pub fn defined(reference: &'static str) -> Schema {
        Schema { reference: Some(reference), ..Schema::default() }
    }

    /// A list of such values, or a single one.
    pub fn one_or_more(self) -> Schema {
        let list = Schema { items: Some(Box::new(self.clone())), ..Schema::of(&["array"]) };
        Schema::any([self, list])
    }

    /// A value of one of these schemas.
    pub fn any(schemas: impl IntoIterator<Item = Schema>) -> Schema {
        Schema { any_of: schemas.into_iter().collect(), ..Schema::default() }
    }

    /// The same, or nothing: a key with nothing behind it counts as not given.
    pub fn or_nothing(mut self) -> Schema {
        self.kinds.push("null");
        self
    }

    pub fn described(mut self, words: Option<&str>) -> Schema {
        self.description = words.map(str::to_owned);
        self
    }
}

fn as_map<S: Serializer>(entries: &[(String, Schema)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
}

fn as_false<S: Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bool(false)
}
