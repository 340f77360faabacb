//! The layers of a theme: its own files over those of the theme it extends, down to the built-in default.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, FileId, Files, Span, decode};
use crate::embedded;
use crate::model::Portal;
use crate::yaml::{self, Extra, Fields};

use super::assets::Asset;

const DEFAULT: &str = "default";

/// All files of a theme, each from its nearest layer; templates also under `layer:name`.
#[derive(Default)]
pub struct Layers {
    pub templates: BTreeMap<String, Template>,
    pub assets: BTreeMap<String, Asset>,
    pub params: Extra,
}

pub struct Template {
    pub file: FileId,
    pub text: String,
}

/// One file of a layer: path below the theme, the file, its bytes.
type LayerFile = (String, FileId, Vec<u8>);

/// Walks the layers from the nearest to the default one.
pub fn collect(portal: &Portal, files: &mut Files, out: &mut Vec<Diagnostic>) -> Layers {
    let mut layers = Layers::default();
    let mut next = Some((portal.theme.clone(), portal.theme_span));
    let mut seen: Vec<String> = Vec::new();
    while let Some((name, place)) = next.take() {
        let found = layer(&name, files, out);
        if seen.contains(&name) || found.is_empty() {
            out.push(Diagnostic::new(Code::V103, place).arg("theme", name.as_str()));
            next = (!seen.iter().any(|name| name == DEFAULT)).then(|| (DEFAULT.to_owned(), place));
            if name == DEFAULT {
                break;
            }
            continue;
        }
        next = layers.add(&name, found, out);
        if next.is_none() && name != DEFAULT {
            next = Some((DEFAULT.to_owned(), place));
        }
        seen.push(name);
    }
    layers
}

impl Layers {
    /// Adds a layer below those there are; gives the theme it extends.
    fn add(&mut self, layer: &str, found: Vec<LayerFile>, out: &mut Vec<Diagnostic>) -> Option<(String, Span)> {
        let mut extends = None;
        for (path, file, bytes) in found {
            if path == "theme.yaml" {
                extends = self.configure(file, bytes, out);
            } else if let Some(name) = path.strip_prefix("templates/") {
                let text = decode(bytes).0;
                let named = format!("{layer}:{name}");
                self.templates.insert(named, Template { file, text: text.clone() });
                self.templates.entry(name.to_owned()).or_insert(Template { file, text });
            } else if let Some(name) = path.strip_prefix("static/") {
                self.assets.entry(name.to_owned()).or_insert(Asset { file, bytes });
            }
        }
        extends
    }

    fn configure(&mut self, file: FileId, bytes: Vec<u8>, out: &mut Vec<Diagnostic>) -> Option<(String, Span)> {
        let text = decode(bytes).0;
        let document = yaml::parse(&text, file, 0, out);
        let mut fields = Fields::new(&document.root, file, out);
        fields.text("name");
        let extends = fields.text("extends").map(str::to_owned);
        let place = fields.get("extends").map(|node| node.span(file));
        if let (Extra::None, Some(params)) = (&self.params, fields.get("params")) {
            self.params = Extra::of(params);
        }
        fields.finish();
        extends.zip(place)
    }
}

/// The files of one layer: those of the portal's folder, over those of the built-in theme of that name.
fn layer(name: &str, files: &mut Files, out: &mut Vec<Diagnostic>) -> Vec<LayerFile> {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !plain || name.is_empty() {
        return Vec::new();
    }
    let folder = files.root().join("themes").join(name);
    let mut found = Vec::new();
    for path in paths_below(&folder) {
        let file = files.add(format!("themes/{name}/{path}"));
        match std::fs::read(folder.join(&path)) {
            Ok(bytes) => found.push((path, file, bytes)),
            Err(error) => {
                out.push(Diagnostic::new(Code::C206, Span::file(file)).arg("reason", error.to_string()));
            }
        }
    }
    // A theme of a built-in one's name lies over it, file by file.
    for (path, bytes) in embedded::theme(name) {
        if !found.iter().any(|(own, ..)| own == path) {
            found.push(built_in_file(name, path, bytes, files));
        }
    }
    found
}

fn built_in_file(name: &str, path: &str, bytes: &'static [u8], files: &mut Files) -> LayerFile {
    // A picture among the static files has no text to show findings in, and needs none.
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let file = files.add_built_in(format!("gongkai:themes/{name}/{path}"), text);
    (path.to_owned(), file, bytes.to_vec())
}

/// The files below a folder, by path, sorted; hidden ones left out.
fn paths_below(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = waiting.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            if name.starts_with('.') || name.ends_with('~') {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => waiting.push((entry.path(), format!("{prefix}{name}/"))),
                Ok(kind) if kind.is_file() => found.push(format!("{prefix}{name}")),
                _ => {}
            }
        }
    }
    found.sort();
    found
}
