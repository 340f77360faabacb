//! `schema`: JSON Schemas to standard output, or into `.vscode/` with the settings that tell an editor of them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use serde::Serialize;

use crate::diagnostic::{self, Args, Files, Format, Palette, Words};
use crate::model::Form;
use crate::read;
use crate::schema::{self, Kind};
use crate::write;

use super::arguments::{Arguments, Content, Schema};
use super::{DONE, FAILED, heard, root};

/// Where the schemas of a portal stand, below its root.
const FOLDER: &str = ".vscode/gongkai";
const SETTINGS: &str = ".vscode/settings.json";

/// Runs `schema`.
pub fn schema(arguments: &Arguments, schema: &Schema, words: Words) -> anyhow::Result<u8> {
    if schema.editor {
        let root = root(arguments, words)?;
        return editor(&root, &forms(&root, words)?, (schema.force, arguments.quiet), words);
    }
    let Some(kind) = schema.kind else { return Ok(FAILED) };
    // Outside a portal the built-in forms are known; a folder that was named must be one.
    let root = match &arguments.root {
        Some(_) => root(arguments, words)?,
        None => root(arguments, words).unwrap_or_default(),
    };
    let forms = forms(&root, words)?;
    let form = form(&forms, schema.form.as_deref(), words)?;
    let mut out = std::io::BufWriter::new(heard::out());
    diagnostic::json(&mut out, &schema::of(kind.into(), form, words))?;
    out.flush()?;
    Ok(DONE)
}

impl From<Content> for Kind {
    fn from(content: Content) -> Kind {
        match content {
            Content::Portal => Kind::Portal,
            Content::Agency => Kind::Agency,
            Content::Report => Kind::Report,
            Content::ReportPage => Kind::ReportPage,
            Content::Document => Kind::Document,
            Content::Page => Kind::Page,
            Content::Home => Kind::Home,
            Content::Lexicon => Kind::Lexicon,
            Content::Form => Kind::Form,
            Content::Catalogue => Kind::Catalogue,
            Content::Theme => Kind::Theme,
        }
    }
}

/// The portal's forms and the built-in ones; what is wrong with them is said on standard error.
fn forms(root: &Path, words: Words) -> anyhow::Result<Vec<Arc<Form>>> {
    let (mut files, mut findings) = (Files::new(root), Vec::new());
    let forms = read::forms(&mut files, &mut findings);
    diagnostic::emit(&mut heard::err(), &findings, &files, words, (Format::Text, Palette::Plain))?;
    Ok(forms)
}

/// The form called `id`, else the newest.
fn form<'f>(forms: &'f [Arc<Form>], id: Option<&str>, words: Words) -> anyhow::Result<&'f Form> {
    let found = match id {
        Some(id) => forms.iter().find(|form| &*form.id == id),
        None => forms.last(),
    };
    let known: Vec<&str> = forms.iter().map(|form| &*form.id).collect();
    let args: Args = vec![("form", id.unwrap_or_default().into()), ("known", known.join("、").into())];
    found.map(|form| &**form).ok_or_else(|| anyhow::anyhow!(words.ui("no_form", &args)))
}

/// What `settings.json` must hold.
#[derive(Serialize)]
struct Settings {
    #[serde(rename = "yaml.schemas", serialize_with = "as_map")]
    schemas: Vec<(String, Vec<String>)>,
}

fn as_map<S: serde::Serializer>(entries: &[(String, Vec<String>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
}

/// Sets up `.vscode/`. A file that is there is kept; a schema that differs is written anew only if `force` asks for it.
fn editor(root: &Path, forms: &[Arc<Form>], (force, quiet): (bool, bool), words: Words) -> anyhow::Result<u8> {
    let newest = form(forms, None, words)?;
    let mut parts = vec![
        ("portal".to_owned(), Kind::Portal, newest, vec![read::PORTAL_FILE.to_owned()]),
        ("lexicon".to_owned(), Kind::Lexicon, newest, vec!["lexicon.yaml".to_owned()]),
        ("form".to_owned(), Kind::Form, newest, schema::form_files(forms)),
        ("catalogue".to_owned(), Kind::Catalogue, newest, vec!["forms/catalogue.yaml".to_owned()]),
        ("theme".to_owned(), Kind::Theme, newest, vec!["themes/*/theme.yaml".to_owned()]),
    ];
    let figures = schema::figure_files(forms).into_iter();
    parts.extend(figures.map(|(form, paths)| (format!("report-{}", form.id), Kind::Report, form, paths)));
    let mut said = heard::err();
    let mut code = DONE;
    let mut settings = Settings { schemas: Vec::new() };
    for (name, kind, form, paths) in parts {
        let path = format!("{FOLDER}/{name}.schema.json");
        let mut text = Vec::new();
        diagnostic::json(&mut text, &schema::of(kind, form, words))?;
        let key = put(&root.join(&path), &text, force)?;
        if key == "schema_differs" {
            code = FAILED;
        }
        if !quiet || key == "schema_differs" {
            writeln!(said, "{}", words.ui(key, &vec![("path", path.as_str().into())]))?;
        }
        settings.schemas.push((format!("./{path}"), paths));
    }
    Ok(if self::settings(root, &settings, quiet, words)? { code } else { FAILED })
}

/// Writes `settings.json`, or says what belongs there; `false` if it has yet to be put in by hand.
fn settings(root: &Path, settings: &Settings, quiet: bool, words: Words) -> anyhow::Result<bool> {
    let mut said = heard::err();
    let mut text = Vec::new();
    diagnostic::json(&mut text, settings)?;
    let path = root.join(SETTINGS);
    // Settings that name every schema have been put together by hand, remarks and all.
    let own = fs::read_to_string(&path).unwrap_or_default();
    let known = settings.schemas.iter().all(|(key, _)| own.contains(&format!("\"{key}\"")));
    let key = if known { "schema_same" } else { put(&path, &text, false)? };
    let args: Args = vec![("path", SETTINGS.into())];
    if key == "schema_differs" {
        writeln!(said, "{}", words.ui("settings_kept", &args))?;
        heard::out().write_all(&text)?;
        return Ok(false);
    }
    if !quiet {
        writeln!(said, "{}", words.ui(key, &args))?;
    }
    Ok(true)
}

/// Writes a file where there is none, or over another text if `force` says so; says which words tell of it.
fn put(path: &Path, text: &[u8], force: bool) -> anyhow::Result<&'static str> {
    let context = || path.display().to_string();
    if let Ok(own) = fs::read(path) {
        if own == text {
            return Ok("schema_same");
        }
        if !force {
            return Ok("schema_differs");
        }
        write::whole(path, text)?;
        return Ok("schema_written");
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(context)?;
    }
    // Never over what cannot be read or appeared meanwhile.
    let mut file = fs::File::create_new(path).with_context(context)?;
    file.write_all(text).with_context(context)?;
    Ok("schema_written")
}
