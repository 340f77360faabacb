//! The look as data: layers of templates and static files, and the engine that fills templates in.
//!
//! A file is looked up by its path, the nearest layer first: the portal's theme, each theme it extends, the built-in
//! default. `{% extends "item.html" %}` takes the nearest file, `{% extends "default:item.html" %}` the one of a layer.

mod assets;
mod failure;
mod layers;
mod minify;
mod reference;
mod style;
mod table;
mod value;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex};

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, Value, escape_formatter};

use crate::diagnostic::{Diagnostic, FileId, Files};
use crate::markdown::Html;
use crate::model::Portal;
use crate::needles::spots;
use crate::write::{Fingerprint, digest};
use crate::yaml::Extra;

pub use reference::REFERENCE;
pub use value::Shared;

use super::Renderer;
use super::view::View;

/// A theme, ready to render.
pub struct Theme {
    environment: Environment<'static>,
    /// Of all its files, so that a changed theme is a changed page.
    pub hash: Fingerprint,
    /// What `theme.yaml` and the portal set, for templates.
    pub params: Extra,
    /// Static files: address under the site, and bytes.
    assets: Vec<(String, Vec<u8>)>,
    /// The file of each template, for findings.
    templates: BTreeMap<String, FileId>,
}

impl Theme {
    /// Opens the portal's theme; what is wrong with it is among the findings.
    pub fn open(portal: &Portal, files: &mut Files) -> (Theme, Vec<Diagnostic>) {
        let mut out = Vec::new();
        let found = layers::collect(portal, files, &mut out);
        let mut hashed = Vec::new();
        for (name, bytes) in found
            .templates
            .iter()
            .map(|(n, t)| (n, t.text.as_bytes()))
            .chain(found.assets.iter().map(|(name, asset)| (name, &asset.bytes[..])))
        {
            hashed.extend_from_slice(name.as_bytes());
            hashed.push(0);
            hashed.extend_from_slice(&digest(bytes).0);
        }
        let assets::Published { files: assets, addresses } = assets::publish(found.assets, &mut out);
        let mut theme = Theme {
            environment: environment(portal.base_path(), addresses),
            hash: digest(&hashed),
            params: found.params,
            assets,
            templates: BTreeMap::new(),
        };
        for (name, template) in found.templates {
            theme.templates.insert(name.clone(), template.file);
            if let Err(error) = theme.environment.add_template_owned(name, template.text) {
                out.push(failure::syntax(&theme.templates, &error));
            }
        }
        // A template stands under two names, with and without its layer.
        out.sort_by_key(|finding| (finding.span, finding.code));
        out.dedup();
        (theme, out)
    }

    /// The static files: path under the site folder, and bytes.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(address, bytes)| (address.as_str(), &bytes[..]))
    }

    /// Fills in the template of a view.
    ///
    /// # Errors
    /// A finding about the template.
    pub fn render(&self, renderer: &Renderer, view: &View, body: Html) -> Result<String, Box<Diagnostic>> {
        let context = value::context(renderer, view, body);
        self.environment
            .get_template(view.template)
            .and_then(|template| template.render(context))
            .map_err(|error| Box::new(failure::runtime(&self.templates, &error, &view.page.address)))
    }
}

/// The engine: undefined values are errors, HTML is escaped, and there are no functions that read files, the site or
/// the clock, so that a page depends on nothing but its theme and its view.
fn environment(base: &str, assets: BTreeMap<String, String>) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_reload(false);
    environment.set_auto_escape_callback(|name| match name.rsplit('.').next() {
        Some("txt") => AutoEscape::None,
        _ => AutoEscape::Html,
    });
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("the delimiters are minijinja's own"));
    environment.set_formatter(format_value);
    // A template that loops without end must not hang a build.
    environment.set_fuel(Some(200_000_000));
    environment.set_path_join_callback(|name, _| name.to_owned().into());
    let base: Arc<str> = base.into();
    environment.add_function("asset", move |name: &str| match assets.get(name) {
        Some(address) => Ok(Value::from_safe_string(format!("{base}{address}"))),
        None => Err(minijinja::Error::new(
            minijinja::ErrorKind::InvalidOperation,
            format!("the theme has no static file {name}"),
        )),
    });
    let made: Mutex<HashMap<String, Value>> = Mutex::default();
    environment.add_function("once", move |state: &State, name: &str| once(state, name, &made));
    environment
}

/// A template that shows nothing but `site`, made once for all pages: much of a page stands the same around every text.
fn once(state: &State, name: &str, made: &Mutex<HashMap<String, Value>>) -> Result<Value, minijinja::Error> {
    let known = || made.lock().expect("no template panicked");
    if let Some(found) = known().get(name) {
        return Ok(found.clone());
    }
    let site = state.lookup("site").unwrap_or_default();
    // Each part is made by an engine of its own, which does not see how deep it stands.
    let depth = state.lookup("once_depth").and_then(|depth| i64::try_from(depth).ok()).unwrap_or(0);
    if depth >= 8 {
        let message = format!("\"{name}\" puts itself down");
        return Err(minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, message));
    }
    let values = Value::from_pairs([("site", site), ("once_depth", Value::from(depth + 1))]);
    let made_text = state.env().get_template(name)?.render(values);
    // As with an include, the finding names the part and those that put it down.
    let text = made_text.map_err(|error| {
        minijinja::Error::new(minijinja::ErrorKind::BadInclude, format!("error in \"{name}\"")).with_source(error)
    })?;
    let value = Value::from_safe_string(text.trim_end().to_owned());
    known().insert(name.to_owned(), value.clone());
    Ok(value)
}

/// Whether a byte, with the one behind it, may begin something that cannot stand in HTML or XML as it is.
fn is_special(byte: u8, next: u8) -> bool {
    let is_control = (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    let is_mark = (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'');
    is_control | is_mark | (byte == 0xef) & (next == 0xbf)
}

/// Writes a value: escaped in HTML and XML unless it is HTML already. minijinja's own escaping also turns every slash
/// into six characters, which makes addresses unreadable in the source.
fn format_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    let text = match value.as_str() {
        Some(text) if !value.is_safe() && *state.auto_escape() == AutoEscape::Html => text,
        _ => return escape_formatter(out, state, value),
    };
    Ok(write_escaped(out, text)?)
}

/// A text as HTML.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    write_escaped(&mut out, text).expect("memory takes what is written");
    out
}

fn write_escaped(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    let mut written = 0;
    for at in spots(text.as_bytes(), is_special) {
        let (entity, length) = match text.as_bytes()[at] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\'' => ("&#39;", 1),
            // U+FFFE and U+FFFF, and control characters: XML has no way to write them, and nobody sees them.
            0xef if text[at..].starts_with(['\u{fffe}', '\u{ffff}']) => ("", 3),
            0xef => continue,
            _ => ("", 1),
        };
        out.write_str(&text[written..at])?;
        out.write_str(entity)?;
        written = at + length;
    }
    out.write_str(&text[written..])
}
