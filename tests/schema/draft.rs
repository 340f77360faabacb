//! What is wrong with a value by a JSON Schema (draft 2020-12), as far as the program's own schemas go.

use serde_json::{Map, Value, json};

/// The keywords that a schema of ours may have.
const KEYWORDS: [&str; 19] = [
    "$ref",
    "$defs",
    "$schema",
    "title",
    "description",
    "type",
    "enum",
    "pattern",
    "minimum",
    "maximum",
    "anyOf",
    "prefixItems",
    "items",
    "minItems",
    "maxItems",
    "properties",
    "required",
    "additionalProperties",
    "const",
];

/// What is wrong with a value, by draft 2020-12; nothing if it is right.
pub fn faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    faults_in(schema, schema, value, at)
}

/// The same, for a part of the schema `root`.
fn faults_in(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let schema = schema.as_object().unwrap();
    let mut found = Vec::new();
    if let Some(reference) = schema.get("$ref") {
        let place = reference.as_str().unwrap().strip_prefix('#').unwrap();
        found.extend(faults_in(root, root.pointer(place).unwrap(), value, at));
    }
    for (keyword, rule) in schema {
        assert!(KEYWORDS.contains(&keyword.as_str()), "no such keyword here: {keyword}");
        if !holds(root, keyword, rule, value) {
            found.push(format!("{at}: {value} against {keyword} {rule}"));
        }
    }
    let none = Map::new();
    let known = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
    for (key, value) in value.as_object().unwrap_or(&none) {
        match known.get(key) {
            Some(rule) => found.extend(faults_in(root, rule, value, &format!("{at}/{key}"))),
            None if schema.get("additionalProperties") == Some(&json!(false)) => found.push(format!("{at}/{key}")),
            None => {
                let each = schema.get("additionalProperties").into_iter();
                found.extend(each.flat_map(|rule| faults_in(root, rule, value, &format!("{at}/{key}"))));
            }
        }
    }
    for (place, value) in value.as_array().into_iter().flatten().enumerate() {
        let own = schema.get("prefixItems").and_then(|rules| rules.get(place)).or(schema.get("items"));
        found.extend(own.into_iter().flat_map(|rule| faults_in(root, rule, value, &format!("{at}/{place}"))));
    }
    found
}

/// Whether one keyword holds; those about what is inside a map or list are looked at by [`faults`].
fn holds(root: &Value, keyword: &str, rule: &Value, value: &Value) -> bool {
    let number = |value: &Value| value.as_f64();
    match keyword {
        "type" => rule.as_array().unwrap().iter().any(|kind| match kind.as_str().unwrap() {
            "string" => value.is_string(),
            "number" => value.is_number(),
            "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("no such type: {other}"),
        }),
        "enum" => rule.as_array().unwrap().contains(value),
        "anyOf" => rule.as_array().unwrap().iter().any(|rule| faults_in(root, rule, value, "").is_empty()),
        "minimum" => number(value).is_none_or(|found| found >= rule.as_f64().unwrap()),
        "maximum" => number(value).is_none_or(|found| found <= rule.as_f64().unwrap()),
        "minItems" => value.as_array().is_none_or(|list| list.len() as u64 >= rule.as_u64().unwrap()),
        "maxItems" => value.as_array().is_none_or(|list| list.len() as u64 <= rule.as_u64().unwrap()),
        "required" => {
            let needed = || rule.as_array().unwrap().iter().map(|key| key.as_str().unwrap());
            value.as_object().is_none_or(|map| needed().all(|key| map.contains_key(key)))
        }
        "pattern" => value.as_str().is_none_or(|text| fits(rule.as_str().unwrap(), text)),
        _ => true,
    }
}

/// The few patterns that schemas use, by hand; a new one must be added here.
fn fits(pattern: &str, text: &str) -> bool {
    let wide = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    match pattern {
        "^\\s*https?://" => text.trim_start().starts_with("http://") || text.trim_start().starts_with("https://"),
        "^([^A-Za-z]*|[nN]/[aA])$" => {
            !text.contains(|c: char| c.is_ascii_alphabetic()) || text.eq_ignore_ascii_case("n/a")
        }
        "^\\s*[+-]?[0-9]+\\s*$" => text.trim().parse::<i64>().is_ok(),
        pattern if pattern.starts_with("^\\s*[0-9０-９]{1,3}\\s*(天|") => {
            let unit = text.trim().trim_start_matches(wide).trim();
            let known = pattern.split(['(', ')']).nth(1).unwrap().split('|');
            text.trim().starts_with(wide)
                && known.into_iter().any(|known| known.trim_end_matches("s?") == unit.trim_end_matches('s'))
        }
        pattern if pattern.starts_with("^\\s*[0-9０-９]{4}") => {
            let parts: Vec<&str> = text.split(|c: char| !wide(c)).filter(|part| !part.is_empty()).collect();
            parts.len() >= 3
                && parts[0].chars().count() == 4
                && parts[1..3].iter().all(|part| part.chars().count() <= 2)
        }
        other => panic!("no such pattern: {other}"),
    }
}
