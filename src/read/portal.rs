//! `portal.yaml` to a [`Portal`].

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Files, Severity, Span};
use crate::model::{Organizer, Portal, address};
use crate::yaml::{self, Extra, Fields};

use super::source;

/// Reads the configuration; what is missing gets a value that lets the rest be checked.
pub fn read(files: &Files, file: FileId, out: &mut Vec<Diagnostic>) -> Portal {
    let text = source::text(files, file, out).map(|read| read.text).unwrap_or_default();
    let document = crate::yaml::parse(&text, file, 0, out);
    let mut spare = Vec::new();
    let mut fields = Fields::new(&document.root, file, if document.whole { out } else { &mut spare });
    let name = fields.required("name").unwrap_or_default().to_owned();
    let base_url = base_url(&mut fields);
    let lang =
        fields.parsed("lang", "a_language", |text| crate::diagnostic::Lang::parse(text).map(|_| text.to_owned()));
    let organizer = fields.sub("organizer").map(organizer).unwrap_or_default();
    let portal = Portal {
        file,
        name,
        base_url,
        lang: lang.unwrap_or_else(|| "zh-CN".to_owned()),
        site_code: fields.text("site_code").map(str::to_owned),
        organizer,
        icp: fields.text("icp").map(str::to_owned),
        police: fields.text("police").map(str::to_owned),
        page_length: fields.parsed("page_length", "a_page_length", page_length).unwrap_or(PAGE_LENGTH),
        theme: fields.text("theme").unwrap_or("default").to_owned(),
        theme_span: fields.get("theme").map_or(Span::file(file), |node| node.span(file)),
        params: fields.get("params").map(Extra::of).unwrap_or_default(),
        checks: checks(&mut fields),
        allow: allow(&mut fields),
        extra: super::item::extra(&mut fields),
    };
    fields.finish();
    portal
}

/// How many documents stand on one page of a list unless the portal says otherwise.
const PAGE_LENGTH: usize = 50;

fn page_length(text: &str) -> Option<usize> {
    text.parse().ok().filter(|length| (5..=500).contains(length))
}

fn base_url(fields: &mut Fields) -> String {
    if fields.get("base_url").is_none() {
        fields.missing("base_url");
    }
    let read = fields.parsed("base_url", "an_address", address::base);
    read.unwrap_or_else(|| "http://localhost/".to_owned())
}

fn organizer(mut fields: Fields) -> Organizer {
    let organizer = Organizer {
        name: fields.text("name").map(str::to_owned),
        phone: fields.text("phone").map(str::to_owned),
        address: fields.text("address").map(str::to_owned),
    };
    fields.finish();
    organizer
}

/// Severity by code: `{X101: warning, S201: off}`.
fn checks(fields: &mut Fields) -> Vec<(Code, Option<Severity>)> {
    let entries: Vec<_> = fields
        .map("checks")
        .into_iter()
        .map(|(key, span, value)| (key, span, value.span(fields.file), value.text().unwrap_or_default().trim()))
        .collect();
    let mut checks = Vec::new();
    for (key, key_span, value_span, value) in entries {
        let severity = match value {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "note" => Some(Severity::Note),
            "off" | "false" => None,
            _ => {
                fields.out.push(
                    Diagnostic::new(Code::C102, value_span)
                        .arg("expected", "error | warning | note | off")
                        .arg("found", value),
                );
                continue;
            }
        };
        // A code of a later version, or one that is misspelt: the rest still holds.
        checks.extend(named(key, key_span, fields.out).map(|code| (code, severity)));
    }
    checks
}

/// The code that a key names. Small letters are told of, and yet understood.
fn named(key: &str, span: Span, out: &mut Vec<Diagnostic>) -> Option<Code> {
    let code = Code::parse(key);
    if code.is_none_or(|code| code.as_str() != key) {
        let near = Code::nearest(key, |_| true);
        let finding = Diagnostic::new(Code::C101, span).arg("key", key).fix(near);
        out.push(match near {
            Some(near) => finding.arg("near", near),
            None => finding,
        });
    }
    code
}

/// Values that are public, by code: `{X102: ["13800000000"]}`.
fn allow(fields: &mut Fields) -> Vec<(Code, Box<str>)> {
    let mut allowed = Vec::new();
    for (key, span, node) in fields.map("allow") {
        let Some(code) = Code::parse(key).filter(|code| code.is_personal()) else {
            let near = Code::nearest(key, Code::is_personal);
            let finding = Diagnostic::new(Code::C102, span).arg("expected", Arg::Word("a_code_of_people"));
            fields.out.push(finding.arg("found", key).fix(near));
            continue;
        };
        named(key, span, fields.out);
        let nodes = match &node.kind {
            yaml::Kind::List(nodes) => &nodes[..],
            _ => std::slice::from_ref(node),
        };
        for node in nodes {
            match node.text().map(str::trim).filter(|text| !text.is_empty()) {
                Some(text) => allowed.push((code, text.into())),
                None => fields
                    .out
                    .push(Diagnostic::new(Code::C102, node.span(fields.file)).arg("expected", Arg::Word("a_text"))),
            }
        }
    }
    allowed
}

/// A code that does not exist, with the nearest that does.
pub fn unknown_code(text: &str, span: Span) -> Diagnostic {
    let near = Code::nearest(text, |_| true);
    let finding = Diagnostic::new(Code::C102, span).arg("expected", Arg::Word("a_code")).arg("found", text);
    finding.fix(near)
}

/// The language that the portal at `root` asks for, as far as can be told without reading all of it.
pub fn lang(root: &std::path::Path) -> Option<crate::diagnostic::Lang> {
    Some(alone(root).message_lang())
}

/// The configuration of the portal at `root`, as far as it can be read; what is wrong with it is said by [`super::site`].
pub fn alone(root: &std::path::Path) -> Portal {
    let mut files = Files::new(root);
    let file = files.add(super::PORTAL_FILE);
    read(&files, file, &mut Vec::new())
}
