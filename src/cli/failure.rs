//! What stopped the program, in the reader's language: usage, the disk, a folder that is in use.

use std::io::{self, ErrorKind};

use clap::error::{ContextKind, ContextValue, ErrorKind as Usage};

use crate::diagnostic::{Args, Lang, Words, shown};
use crate::write::Stopped;

/// An error with all that it is about.
pub fn told(error: &anyhow::Error, words: Words) -> String {
    let cause = |cause: &(dyn std::error::Error + 'static)| {
        let disk = cause.downcast_ref::<io::Error>().and_then(|error| disk(error.kind()));
        let stopped = || cause.downcast_ref::<Stopped>().map(|why| stopped(why, words));
        disk.map(|key| words.ui(key, &vec![])).or_else(stopped).unwrap_or_else(|| cause.to_string())
    };
    let causes: Vec<String> = error.chain().map(cause).collect();
    shown(&causes.join(if words.0 == Lang::Zh { "：" } else { ": " }))
}

/// What the disk most often says; what it says else stays as the system has it.
fn disk(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "io_not_found",
        ErrorKind::PermissionDenied => "io_denied",
        ErrorKind::IsADirectory => "io_folder",
        ErrorKind::NotADirectory => "io_no_folder",
        ErrorKind::StorageFull => "io_full",
        ErrorKind::ReadOnlyFilesystem => "io_read_only",
        ErrorKind::AddrInUse => "io_taken",
        _ => return None,
    })
}

fn stopped(why: &Stopped, words: Words) -> String {
    let (key, path) = match why {
        Stopped::Busy(path) => ("stop_busy", path),
        Stopped::Overtaken(path) => ("stop_overtaken", path),
        Stopped::Foreign(path) => ("stop_foreign", path),
        Stopped::NoFolder(path) => ("stop_no_folder", path),
        Stopped::Link(path) => ("stop_link", path),
        Stopped::Sources(path) => ("stop_sources", path),
    };
    words.ui(key, &vec![("path", path.display().to_string().into())])
}

/// A command line that means nothing, said in other words than clap's; `None` for what clap says best itself: help, the
/// version, and English.
pub fn usage(error: &clap::Error, words: Words) -> Option<String> {
    if !error.use_stderr() || words.0 == Lang::En {
        return None;
    }
    let value = |kind| error.get(kind).map(text).filter(|text| !text.is_empty());
    let (key, values): (_, &[(&'static str, ContextKind)]) = match error.kind() {
        Usage::UnknownArgument => {
            ("usage_unknown", &[("found", ContextKind::InvalidArg), ("near", ContextKind::SuggestedArg)])
        }
        Usage::InvalidSubcommand => {
            ("usage_unknown", &[("found", ContextKind::InvalidSubcommand), ("near", ContextKind::SuggestedSubcommand)])
        }
        Usage::InvalidValue if value(ContextKind::InvalidValue).is_none() => {
            ("usage_no_value", &[("argument", ContextKind::InvalidArg), ("known", ContextKind::ValidValue)])
        }
        Usage::InvalidValue | Usage::ValueValidation => (
            "usage_value",
            &[
                ("argument", ContextKind::InvalidArg),
                ("found", ContextKind::InvalidValue),
                ("known", ContextKind::ValidValue),
                ("near", ContextKind::SuggestedValue),
            ],
        ),
        Usage::MissingRequiredArgument => ("usage_missing", &[("argument", ContextKind::InvalidArg)]),
        Usage::ArgumentConflict if value(ContextKind::PriorArg) == value(ContextKind::InvalidArg) => {
            ("usage_twice", &[("argument", ContextKind::InvalidArg)])
        }
        Usage::ArgumentConflict => {
            ("usage_conflict", &[("argument", ContextKind::InvalidArg), ("other", ContextKind::PriorArg)])
        }
        Usage::MissingSubcommand => ("usage_no_command", &[("known", ContextKind::ValidSubcommand)]),
        _ => return None,
    };
    let args: Args = values.iter().filter_map(|(name, kind)| Some((*name, value(*kind)?.into()))).collect();
    let mut said = format!("{}：{}\n", words.ui("usage", &vec![]), words.ui(key, &args));
    if let Some(usage) = value(ContextKind::Usage) {
        let usage = usage.trim_start_matches("Usage:").trim().to_owned();
        said += &format!("\n{}\n", words.ui("usage_line", &vec![("usage", usage.into())]));
    }
    Some(format!("{said}{}\n", words.ui("usage_help", &vec![])))
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join("、"),
        ContextValue::None => String::new(),
        other => other.to_string(),
    }
}
