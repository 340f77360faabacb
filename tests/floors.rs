//! The floors of the house and its doors: a module uses only modules of the floors below its own, and an outside crate
//! is named behind one door only. See ARCHITECTURE.md.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Crates that any file may use.
const EVERYWHERE: [&str; 5] = ["std", "core", "serde", "anyhow", "rayon"];

/// The one door of each other crate: a file or a folder below `src/`.
const DOORS: [(&str, &str); 38] = [
    ("aho_corasick", "needles.rs"),
    ("annotate_snippets", "diagnostic/emit.rs"),
    ("anstream", "cli/"),
    ("axum", "serve/http.rs"),
    ("clap", "cli/"),
    ("comrak", "markdown/"),
    ("ctrlc", "cli/"),
    ("encoding_rs", "diagnostic/source.rs"),
    ("flate2", "search/stream.rs"),
    ("granit_parser", "yaml/mod.rs"),
    ("hayro_interpret", "check/text/personal/office/pdf.rs"),
    ("hyper", "serve/http.rs"),
    ("hyper_util", "serve/http.rs"),
    ("imagesize", "render/gather/mod.rs"),
    ("include_dir", "embedded.rs"),
    ("indicatif", "cli/progress.rs"),
    ("jiff", "model/date.rs"),
    ("lol_html", "render/rewrite.rs"),
    ("minijinja", "render/theme/"),
    ("notify", "serve/watch.rs"),
    ("open", "serve/mod.rs"),
    ("pinyin", "chinese.rs"),
    ("quick_xml", "check/text/personal/office/"),
    ("serde_json", "diagnostic/emit.rs"),
    ("rustix", "diagnostic/disk.rs"),
    ("serde_yaml", "diagnostic/words.rs"),
    ("simdutf8", "diagnostic/source.rs"),
    ("strsim", "diagnostic/mod.rs"),
    ("tokio", "serve/http.rs"),
    ("tokio_stream", "serve/http.rs"),
    ("tower", "serve/http.rs"),
    ("tower_http", "serve/http.rs"),
    ("ureq", "external/ask.rs"),
    ("unicode_normalization", "search/fold.rs"),
    ("walkdir", "read/walk.rs"),
    ("xxhash_rust", "write/fingerprint.rs"),
    ("zip", "check/text/personal/office/package.rs"),
    ("gongkai", "main.rs"),
];

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Each module's floor, from the paragraphs of `lib.rs`.
fn floors() -> BTreeMap<String, usize> {
    let text = fs::read_to_string(src().join("lib.rs")).unwrap();
    let mut floors = BTreeMap::new();
    for (floor, paragraph) in text.split("\n\n").enumerate() {
        for line in paragraph.lines() {
            if let Some(name) = line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')) {
                floors.insert(name.to_owned(), floor);
            }
        }
    }
    floors
}

/// Every source file: its path below `src/` and its text.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![src()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(src()).unwrap().to_str().unwrap().replace('\\', "/");
                found.push((below, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

fn module_of(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The names that follow `prefix` in the code of a text; comments do not count.
fn names_after<'t>(text: &'t str, prefix: &str) -> Vec<&'t str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.match_indices(prefix).map(move |(at, _)| &line[at + prefix.len()..]))
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap())
        .filter(|name| !name.is_empty())
        .collect()
}

/// `use crate::{a, b}` as `crate::a` and `crate::b`.
fn spelled_out(text: &str) -> String {
    let Some((before, rest)) = text.split_once("use crate::{") else { return text.to_owned() };
    let (inside, after) = rest.split_once("};").unwrap();
    let names: String = inside.split(',').map(|name| format!("crate::{};\n", name.trim())).collect();
    format!("{before}{names}{}", spelled_out(after))
}

/// What breaks the rule of the floors, as `path uses module`.
fn breaches(sources: &[(String, String)]) -> Vec<String> {
    let floors = floors();
    let mut found = Vec::new();
    for (path, text) in sources {
        let own = module_of(path);
        let Some(floor) = floors.get(own) else { continue };
        let text = spelled_out(text);
        for name in names_after(&text, "crate::").into_iter().chain(names_above(path, &text)) {
            let Some(other) = floors.get(name) else { continue };
            if name != own && other >= floor {
                found.push(format!("{path} uses {name}"));
            }
        }
    }
    found
}

/// How many modules a file stands in: `check/mod.rs` in one, `check/text/law.rs` in three.
fn depth(path: &str) -> usize {
    path.split('/').count() - usize::from(path.ends_with("/mod.rs"))
}

/// The names that a chain of `super::` reaches where it leaves the module at the top, and the chain itself where what
/// follows it is several names. Modules within a file, for tests, stand one deeper.
fn names_above<'t>(path: &str, text: &'t str) -> Vec<&'t str> {
    let inner = text.find("\nmod tests {").unwrap_or(text.len());
    let chains = |part: &'t str, depth: usize| {
        let chain = "super::".repeat(depth);
        let found = names_after(part, &chain);
        found.into_iter().filter(|name| *name != "super").collect::<Vec<_>>()
    };
    let (outer, inner) = text.split_at(inner);
    chains(outer, depth(path)).into_iter().chain(chains(inner, depth(path) + 1)).collect()
}

#[test]
fn a_module_uses_only_floors_below_its_own() {
    assert_eq!(breaches(&sources()), Vec::<String>::new());
}

#[test]
fn a_planted_breach_is_caught() {
    let planted = vec![("check/item.rs".to_owned(), "use crate::read::site;\n".to_owned())];
    assert_eq!(breaches(&planted), ["check/item.rs uses read"]);
    let planted = vec![("model/site.rs".to_owned(), "use crate::{diagnostic, pipeline};\n".to_owned())];
    assert_eq!(breaches(&planted), ["model/site.rs uses pipeline"]);
    for (path, text) in [
        ("check/mod.rs", "use super::read::site;\n"),
        ("check/item.rs", "fn a() { super::super::read::site() }\n"),
        ("check/text/law.rs", "mod tests {}\nuse super::super::super::read;\n"),
        ("check/item.rs", "fn b() {}\nmod tests {\n    use super::super::super::read;\n}\n"),
    ] {
        assert_eq!(breaches(&[(path.to_owned(), text.to_owned())]), [format!("{path} uses read")]);
    }
    let own = vec![("check/text/law.rs".to_owned(), "use super::super::read;\n".to_owned())];
    assert_eq!(breaches(&own), Vec::<String>::new());
}

#[test]
fn every_module_stands_on_a_floor() {
    let floors = floors();
    let missing: Vec<_> = sources()
        .iter()
        .map(|(path, _)| module_of(path).to_owned())
        .filter(|module| !["lib", "main"].contains(&module.as_str()) && !floors.contains_key(module))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

/// The outside crates of Cargo.toml, as code names them.
fn dependencies() -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let sections = ["[dependencies]\n", "[target.'cfg(unix)'.dependencies]\n"];
    let section = |head: &str| text.split(head).nth(1).unwrap().split("\n[").next().unwrap().to_owned();
    let lines: Vec<String> =
        sections.iter().flat_map(|head| section(head).lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    lines.iter().filter_map(|line| Some(line.split_once('=')?.0.trim().replace('-', "_"))).collect()
}

#[test]
fn every_crate_has_one_door() {
    let crates = dependencies();
    for name in &crates {
        let known = EVERYWHERE.contains(&name.as_str()) || DOORS.iter().any(|(door, _)| door == name);
        assert!(known, "{name} has no door; name one in tests/floors.rs");
    }
    let mut found = Vec::new();
    for (path, text) in sources() {
        let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for (name, door) in DOORS.iter().filter(|(name, _)| crates.iter().any(|known| known == name)) {
            let named =
                code.iter().any(|line| line.contains(&format!("{name}::")) || line.contains(&format!("use {name}")));
            if named && !path.starts_with(door) {
                found.push(format!("{path} names {name}, whose door is {door}"));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// A link on disk may be a pipe, and a file larger than the machine: `Files` knows.
#[test]
fn checks_open_the_disk_through_files_alone() {
    let opens =
        |text: &str| ["fs::read", "File::open", "File::options", "OpenOptions"].iter().any(|call| text.contains(call));
    let opening: Vec<_> = sources()
        .into_iter()
        .filter(|(path, text)| path.starts_with("check/") && opens(text))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(opening, Vec::<String>::new());
}

/// Each function with its lines: from `fn` to the brace that stands as far in.
fn functions(text: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let margin = |line: &str| line.len() - line.trim_start().len();
    let is_fn = |line: &str| {
        let words = line.split_whitespace().take_while(|word| !word.contains('('));
        let head = line.trim_start();
        !head.starts_with("//") && (head.starts_with("fn ") || words.into_iter().any(|word| word == "fn"))
    };
    let ends = |from: usize| {
        let close = lines[from..].iter().position(|line| line.trim() == "}" && margin(line) == margin(lines[from]));
        close.map_or(1, |end| end + 1)
    };
    let whole = |at: &usize| is_fn(lines[*at]) && !lines[*at].trim_end().ends_with([';', '}']);
    (0..lines.len()).filter(whole).map(|at| (lines[at].trim(), ends(at))).collect()
}

#[test]
fn functions_stay_small() {
    let mut long = Vec::new();
    for (path, text) in sources() {
        let found = functions(&text).into_iter().filter(|(_, lines)| *lines > 56);
        long.extend(found.map(|(head, lines)| format!("{path}: {head} {lines} lines")));
    }
    assert_eq!(long, Vec::<String>::new(), "more than one thought");
}

#[test]
fn files_stay_small() {
    let long: Vec<_> = sources()
        .iter()
        .filter(|(_, text)| text.lines().count() > 400)
        .map(|(path, text)| format!("{path}: {} lines", text.lines().count()))
        .collect();
    assert_eq!(long, Vec::<String>::new(), "look for a seam");
}
