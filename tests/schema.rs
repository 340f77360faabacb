//! Schemas against the reader: the same keys, everything accepted that the repository's own portal holds, wrong keys and
//! kinds of values refused.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "schema/draft.rs"]
mod draft;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::Portal;
use draft::faults;
use gongkai::diagnostic::{Arg, Code, Files};
use gongkai::pipeline::Silent;
use gongkai::yaml::{self, Node, Quoting};
use serde_json::{Value, json};

const KINDS: [&str; 11] =
    ["portal", "agency", "report", "report-page", "document", "page", "home", "lexicon", "form", "catalogue", "theme"];

fn schema(root: &Path, arguments: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    let output = command.arg("--root").arg(root).arg("schema").args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A value as YAML's core schema (and so an editor) takes it.
fn value(node: &Node) -> Value {
    match &node.kind {
        yaml::Kind::Text(text, Quoting::Quoted) => json!(text),
        yaml::Kind::Text(text, Quoting::Plain) => match &**text {
            _ if node.is_blank() => Value::Null,
            "true" => json!(true),
            "false" => json!(false),
            text => match (text.parse::<i64>(), text.parse::<f64>()) {
                (Ok(whole), _) => json!(whole),
                (_, Ok(number)) if text.contains(|c: char| c.is_ascii_digit()) => json!(number),
                _ => json!(text),
            },
        },
        yaml::Kind::List(nodes) => nodes.iter().map(value).collect(),
        yaml::Kind::Map(entries) => {
            Value::Object(entries.iter().map(|(key, node)| (key.text().unwrap().to_owned(), value(node))).collect())
        }
    }
}

fn parsed(text: &str) -> Value {
    let mut files = Files::new(home());
    let file = files.add("x.yaml");
    let mut findings = Vec::new();
    let document = yaml::parse(text, file, 0, &mut findings);
    assert!(document.whole && findings.is_empty(), "{text}: {findings:?}");
    value(&document.root)
}

/// The front matter of a Markdown file.
fn front(text: &str) -> Option<&str> {
    text.strip_prefix("---\n")?.split_once("\n---\n").map(|(front, _)| front)
}

/// Every file of the repository's portal that has a schema: kind, path, value.
fn content() -> Vec<(&'static str, PathBuf, Value)> {
    let mut found = Vec::new();
    for (path, bytes) in common::contents(&home().join("content")) {
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        let name = path.rsplit('/').next().unwrap();
        let in_year = path.split('/').any(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
        let kind = match name {
            "agency.md" => "agency",
            "report.yaml" => "report",
            "report.md" => "report-page",
            _ if path == "index.md" => "home",
            _ if name.ends_with(".md") && in_year => "document",
            _ if name.ends_with(".md") => "page",
            _ => continue,
        };
        let yaml = if kind == "report" { Some(&*text) } else { front(&text) };
        found.extend(yaml.map(|yaml| (kind, PathBuf::from(&path), parsed(yaml))));
    }
    let files = [
        ("portal", "portal.yaml"),
        ("lexicon", "lexicon.yaml"),
        ("form", "forms/2019.yaml"),
        ("form", "forms/2021.yaml"),
        ("catalogue", "forms/catalogue.yaml"),
        ("theme", "themes/default/theme.yaml"),
    ];
    for (kind, name) in files {
        found.push((kind, name.into(), parsed(&fs::read_to_string(home().join(name)).unwrap())));
    }
    found
}

#[test]
fn everything_in_the_repository_is_accepted() {
    let mut schemas: BTreeMap<&str, Value> = KINDS.map(|kind| (kind, schema(home(), &[kind]))).into();
    schemas.insert("2019", schema(home(), &["report", "--form", "2019"]));
    let mut seen = BTreeSet::new();
    for (kind, path, value) in content() {
        let old = path.components().any(|part| ["2019", "2020"].contains(&&*part.as_os_str().to_string_lossy()));
        let name = if kind == "report" && old { "2019" } else { kind };
        seen.insert(name);
        assert_eq!(faults(&schemas[name], &value, ""), Vec::<String>::new(), "{}", path.display());
        // The same with a key too many is refused.
        let mut wrong = value.clone();
        wrong.as_object_mut().unwrap().insert("zzzz".into(), json!(1));
        assert_eq!(faults(&schemas[name], &wrong, ""), ["/zzzz"], "{}", path.display());
    }
    assert_eq!(seen.len(), KINDS.len() + 1, "{seen:?}");
}

/// A form with a strange key in every map.
const STRANGE_FORM: &str = "
zz13: 1
since: 2030
sections: [{id: a, label: 一、甲, tables: [t], zz14: 1}]
tables:
  t:
    zz15: 1
    caption: 表
    columns: [{id: n, label: 数, zz16: 1}]
    rows: [{id: a, label: 甲}, {id: b, label: 乙}]
    identities: [{left: a, right: b, zz17: 1}]
    carries: [{rows: {this: a, last: b, zz18: 1}, zz19: 1}]
  u:
    caption: 表
    parts: [{columns: [{id: n, label: 数}], rows: [{id: a, label: 甲}], zz20: 1}]
headlines: [{id: h, label: 数, cells: t.a.n, zz21: 1}]
registers: [{category: 甲, zz22: 1}]
said_as: [{rows: t.a, words: 甲, zz23: 1}]
";

/// Every map that a reader asks for its keys, with a key that does not exist: the finding says which do.
fn asked() -> BTreeMap<String, BTreeSet<String>> {
    let portal = Portal::small();
    let waivers = "waivers: [{code: T104, reason: 甲, zz8: 1}]";
    portal.write(
        "portal.yaml",
        "name: 甲\nbase_url: https://example.gov.cn/\ntheme: mine\nzz1: 1\norganizer: {zz2: 1}\n",
    );
    portal.write("lexicon.yaml", "zz3: 1\nwords: [{wrong: 布署署, zz4: 1}]\n");
    portal.write("content/jia/agency.md", "---\nname: 甲\nzz5: 1\ncontact: {zz6: 1}\nempty: {zz7: 1}\n---\n");
    let report = portal.path("content/jia/2023/report.md");
    let prose = fs::read_to_string(&report).unwrap().replacen("---\n", &format!("---\nzz9: 1\n{waivers}\n"), 1);
    fs::write(report, prose).unwrap();
    portal.write("content/jia/2023/notice.md", "---\ntitle: 甲\npublished: 2023-03-01\nzz10: 1\n---\n");
    portal.write("content/jia/guide.md", "---\ntitle: 甲\nzz11: 1\n---\n");
    portal.write("content/index.md", "---\nzz12: 1\n---\n");
    portal.write("forms/2030.yaml", STRANGE_FORM);
    portal.write(
        "forms/catalogue.yaml",
        "zz24: 1\ncategories: [{id: a, label: 甲, zz25: 1}]\ntopics: [{id: b, label: 乙, zz26: 1}]\ngenres: [{id: c, label: 丙, zz27: 1}]\nupdates: [{label: 丁, within: 2周, categories: 甲, zz28: 1}]\n",
    );
    portal.write("themes/mine/theme.yaml", "zz29: 1\n");
    let silent = gongkai::pipeline::check(portal.root(), &Default::default(), &Silent).unwrap();
    let mut found = BTreeMap::new();
    for finding in silent.findings.iter().filter(|finding| finding.code == Code::C101) {
        let of = |name: &str| match &finding.args.iter().find(|(key, _)| *key == name).unwrap().1 {
            Arg::Text(text) => text.clone(),
            Arg::Word(word) => (*word).to_owned(),
        };
        found.insert(of("key"), of("known").split(' ').map(str::to_owned).collect());
    }
    found
}

fn keys(schema: &Value) -> BTreeSet<String> {
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn a_schema_has_the_keys_that_the_reader_asks_for() {
    let asked = asked();
    let of = |kind: &str| schema(home(), &[kind]);
    let inner = |kind: &str, key: &str| of(kind)["properties"][key].clone();
    let listed = |kind: &str, key: &str| inner(kind, key)["anyOf"][0].clone();
    let table = inner("form", "tables")["additionalProperties"].clone();
    let in_table = |key: &str| table["properties"][key]["anyOf"][0].clone();
    let maps = [
        ("zz1", of("portal")),
        ("zz2", inner("portal", "organizer")),
        ("zz3", of("lexicon")),
        ("zz4", listed("lexicon", "words")),
        ("zz5", of("agency")),
        ("zz6", inner("agency", "contact")),
        ("zz7", inner("agency", "empty")),
        ("zz8", listed("report-page", "waivers")),
        ("zz9", of("report-page")),
        ("zz10", of("document")),
        ("zz11", of("page")),
        ("zz12", of("home")),
        ("zz13", of("form")),
        ("zz14", listed("form", "sections")),
        ("zz15", table.clone()),
        ("zz16", of("form")["$defs"]["head"].clone()),
        ("zz17", in_table("identities")),
        ("zz18", in_table("carries")["properties"]["rows"].clone()),
        ("zz19", in_table("carries")),
        ("zz20", in_table("parts")),
        ("zz21", listed("form", "headlines")),
        ("zz22", listed("form", "registers")),
        ("zz23", listed("form", "said_as")),
        ("zz24", of("catalogue")),
        ("zz25", listed("catalogue", "categories")),
        ("zz26", listed("catalogue", "topics")),
        ("zz27", listed("catalogue", "genres")),
        ("zz28", listed("catalogue", "updates")),
        ("zz29", of("theme")),
    ];
    assert_eq!(asked.len(), maps.len(), "{asked:?}");
    for (name, schema) in maps {
        assert_eq!(keys(&schema), asked[name], "{name}");
    }
}

/// Every key and figure says what it is, in the language asked for.
#[test]
fn every_key_is_described() {
    fn undescribed(schema: &Value, at: &str, found: &mut Vec<String>) {
        for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
            let at = format!("{at}/{key}");
            if inner["description"].as_str().is_none_or(str::is_empty) {
                found.push(at.clone());
            }
            undescribed(inner, &at, found);
        }
        schema["anyOf"].as_array().into_iter().flatten().for_each(|inner| undescribed(inner, at, found));
        let behind = schema["$defs"].as_object().into_iter().flatten().map(|(_, inner)| inner);
        behind.chain(schema.get("additionalProperties")).for_each(|inner| undescribed(inner, at, found));
    }
    let mut found = Vec::new();
    KINDS.iter().for_each(|kind| undescribed(&schema(home(), &[kind]), kind, &mut found));
    assert_eq!(found, Vec::<String>::new());
    let portal = Portal::small();
    assert_eq!(
        schema(portal.root(), &["document"])["properties"]["draft"]["description"],
        "true 为草稿，不检查，也不发布"
    );
    let english = portal.run(&["--lang", "en", "schema", "document"]);
    assert!(String::from_utf8(english.stdout).unwrap().contains("neither checked nor published"));
}

#[test]
fn wrong_values_are_refused_and_what_offices_write_is_not() {
    let report = schema(home(), &["report"]);
    let reviews = |row: &str| {
        parsed(&format!(
            "disclosure: 0\napplications: /\nreviews: {{review: {row}, litigation_direct: 0, litigation_after_review: ''}}\n"
        ))
    };
    for good in [
        "[1, 2, 0, 0, 3]",
        "[1, 2, 0, 0]",
        "0",
        "无",
        "\"０\"",
        "[12件, \"1,036\", /, '', １]",
        "{maintained: 1, corrected: 0, other_result: 0, pending: 0}",
    ] {
        assert_eq!(faults(&report, &reviews(good), ""), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "[1, 2, 0]",
        "[1, 2, 0, 0, 3, 4]",
        "3",
        "[-1, 2, 0, 0]",
        "[1.5, 2, 0, 0]",
        "[two, 2, 0, 0]",
        "{maintained: 1}",
        "[[1], 2, 0, 0]",
    ] {
        assert!(!faults(&report, &reviews(bad), "").is_empty(), "{bad}");
    }
    let old = schema(home(), &["report", "--form", "2019"]);
    let of_2019 = parsed(&fs::read_to_string(home().join("content/shili/2019/report.yaml")).unwrap());
    assert_eq!(faults(&old, &of_2019, ""), Vec::<String>::new());
    assert!(!faults(&report, &of_2019, "").is_empty(), "each form has figures of its own");

    let document = schema(home(), &["document"]);
    let with = |more: &str| parsed(&format!("title: 甲\npublished: 2024年3月4日\n{more}\n"));
    for good in
        ["keywords: 甲", "keywords: [甲, 1]", "draft: true", "validity:", "issued: 2024/3/4 10:00", "extra: {a: [1]}"]
    {
        assert_eq!(faults(&document, &with(good), ""), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "draft: yes",
        "validity: 有效",
        "issued: soon",
        "publised: 2024-03-04",
        "waivers: [{code: T1}]",
        "keywords: {a: b}",
    ] {
        assert!(!faults(&document, &with(bad), "").is_empty(), "{bad}");
    }
    assert!(!faults(&document, &parsed("title: 甲\n"), "").is_empty(), "no date");

    let form = schema(home(), &["form"]);
    let head = |head: &str| {
        let table =
            format!("{{caption: 表, columns: [{{id: n, label: 数}}], rows: [{{id: g, label: 组, rows: [{head}]}}]}}");
        parsed(&format!("since: 2030\ntables: {{t: {table}}}\n"))
    };
    for good in [
        "{id: a, label: 甲}",
        "{id: a, label: 甲, sum: leaves, code: T103}",
        "{id: a, label: 甲, width: 2, signed: true}",
    ] {
        assert_eq!(faults(&form, &head(good), ""), Vec::<String>::new(), "{good}");
    }
    for bad in [
        "{id: a}",
        "{id: a, label: 甲, code: R101}",
        "{id: a, label: 甲, width: 0}",
        "{id: a, label: 甲, lable: 乙}",
        "{id: a, label: 甲, rows: [{id: b}]}",
    ] {
        assert!(!faults(&form, &head(bad), "").is_empty(), "{bad}");
    }
    let catalogue = schema(home(), &["catalogue"]);
    let within = |within: &str| {
        parsed(&format!(
            "categories: [{{id: a, label: 甲, levels: [town]}}]\nupdates: [{{label: 乙, within: {within}, categories: 甲}}]\n"
        ))
    };
    for good in ["2周", "６个月", "1 year"] {
        assert_eq!(faults(&catalogue, &within(good), ""), Vec::<String>::new(), "{good}");
    }
    for bad in ["两周", "2", "1 fortnight"] {
        assert!(!faults(&catalogue, &within(bad), "").is_empty(), "{bad}");
    }
}

#[test]
fn a_form_of_the_portal_has_a_schema_of_its_own() {
    let portal = Portal::small();
    let form = "name: 新格式\nbasis: 示例\nsince: 2030\nsections:\n  - {id: only, label: 一、情况, tables: [only]}\ntables:\n  only:\n    caption: 表\n    unit: 件\n    columns:\n      - {id: count, label: 数}\n    rows:\n      - {id: visits, label: 访问}\n";
    portal.write("forms/2030.yaml", form);
    assert_eq!(keys(&schema(portal.root(), &["report"])), ["only".to_owned()].into(), "the newest");
    assert!(keys(&schema(portal.root(), &["report", "--form", "2021"])).contains("reviews"));
    let none = portal.run(&["schema", "report", "--form", "2018"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8(none.stderr).unwrap().contains("2019、2021、2030"));
}

#[test]
fn an_editor_is_set_up_and_nothing_is_written_over() {
    let portal = Portal::small();
    let settings = portal.path(".vscode/settings.json");
    assert_eq!(portal.run(&["schema", "--editor"]).status.code(), Some(0));
    let written: Value = serde_json::from_slice(&fs::read(&settings).unwrap()).unwrap();
    let mapped = written["yaml.schemas"].as_object().unwrap();
    assert!(mapped.keys().all(|path| portal.path(path).is_file()), "{mapped:?}");
    let of = |name: &str| mapped[&format!("./.vscode/gongkai/{name}.schema.json")].clone();
    assert_eq!(of("report-2019"), json!(["content/**/2019/report.yaml", "content/**/2020/report.yaml"]));
    assert_eq!(of("form"), json!(["forms/20*.yaml"]));
    assert_eq!(of("catalogue"), json!(["forms/catalogue.yaml"]));
    assert_eq!(of("theme"), json!(["themes/*/theme.yaml"]));
    let newest = of("report-2021").to_string();
    assert!(newest.contains("/2021/") && newest.contains("/203*/") && !newest.contains("/202*/"), "{newest}");
    let shown = schema(portal.root(), &["report"]);
    let kept = portal.path(".vscode/gongkai/report-2021.schema.json");
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(&kept).unwrap()).unwrap(), shown);
    assert_eq!(portal.run(&["schema", "--editor"]).status.code(), Some(0), "twice is no harm");

    // Settings and schemas of the office's own.
    portal.write(".vscode/settings.json", "{\n  // ours\n  \"editor.fontSize\": 16\n}\n");
    fs::write(&kept, "{}\n").unwrap();
    let output = portal.run(&["schema", "--editor"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&kept).unwrap(), "{}\n");
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), written, "what to put in by hand");
    let output = portal.run(&["schema", "--editor", "--force"]);
    assert_eq!(output.status.code(), Some(2), "the settings still have to be put together");
    assert_ne!(fs::read_to_string(&kept).unwrap(), "{}\n");
    assert!(fs::read_to_string(&settings).unwrap().contains("ours"));
    let merged = format!("{{\n  // ours\n  \"editor.fontSize\": 16,\n{}", written.to_string().trim_start_matches('{'));
    fs::write(&settings, &merged).unwrap();
    assert_eq!(portal.run(&["schema", "--editor"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(&settings).unwrap(), merged);
}
