//! The command line: commands, flags, exit codes.

mod arguments;
mod check;
mod difference;
mod failure;
mod heard;
mod localize;
mod progress;
mod schema;
#[cfg(feature = "serve")]
mod serve;

use std::io::{IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;

use crate::diagnostic::{self, Args, Code, Diagnostic, Format, Lang, Palette, Words};
use crate::model::{Date, address};
use crate::pipeline::{self, Options, Outcome, Receipt};
use crate::write::Changes;
use crate::{read, write};

use arguments::{Arguments, Build, Colour, Command};

/// Done.
const DONE: u8 = 0;
/// Refused because of findings.
const REFUSED: u8 = 1;
/// Could not work: usage, disk, network.
const FAILED: u8 = 2;

/// Told to stop by the terminal: 128 and the number of SIGINT, as shells have it.
const INTERRUPTED: i32 = 130;

/// Runs the program with the arguments of its process.
pub fn run() -> ExitCode {
    let arguments = match localize::parse(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(error) => {
            match failure::usage(&error, Words(localize::wanted(&std::env::args_os().collect::<Vec<_>>()))) {
                Some(said) => drop(heard::err().write_all(said.as_bytes())),
                None => drop(error.print()),
            }
            return ExitCode::from(if error.use_stderr() { FAILED } else { DONE });
        }
    };
    let words = Words(arguments.lang().or_else(|| lang_here(&arguments)).unwrap_or_default());
    let code = match command(&arguments, words) {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(heard::err(), "{}: {}", words.ui("failed", &vec![]), failure::told(&error, words));
            FAILED
        }
    };
    ExitCode::from(code)
}

/// The language of the portal that the command is about, for words that are said before it is read.
fn lang_here(arguments: &Arguments) -> Option<Lang> {
    let here = std::env::current_dir().ok()?;
    let start = arguments.root.as_ref().map_or_else(|| here.clone(), |root| here.join(root));
    read::lang(read::root_above(&start)?)
}

fn command(arguments: &Arguments, words: Words) -> anyhow::Result<u8> {
    match &arguments.command {
        Command::Build(build) => self::build(arguments, build, words),
        Command::Check(check) => check::check(arguments, check, words),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::serve(arguments, serve, words),
        Command::Schema(schema) => schema::schema(arguments, schema, words),
        Command::Explain { code } => explain(code, words),
    }
}

fn build(arguments: &Arguments, build: &Build, words: Words) -> anyhow::Result<u8> {
    ctrlc::set_handler(|| write::stop(INTERRUPTED)).context("signal handler")?;
    let start = Instant::now();
    let root = root(arguments, words)?;
    let options = Options {
        as_of: date(build.as_of.as_deref(), words)?,
        draft: build.draft,
        base_url: build.base_url.as_deref().map(|url| base_url(url, words)).transpose()?,
        out: build.out.clone(),
        ..Options::default()
    };
    pipeline::refuse(&root, &options)?;
    let palette = palette(arguments, std::io::stderr().is_terminal());
    let receipt = Receipt::of(&root, &options, &format!("{:?} {palette:?}", arguments.lang()));
    let mut err = heard::err();
    if let Some(built) = receipt.as_ref().and_then(Receipt::built) {
        err.write_all(built.said.as_bytes())?;
        let changes = Changes { kept: built.files, ..Changes::default() };
        return tell_built(&mut err, arguments, (&changes, &options.site(&root), start), words);
    }
    let progress = progress::Bar::new(arguments.quiet, words);
    // The system takes a site's memory back at once; giving it back value by value takes as long as many pages.
    let outcome = ManuallyDrop::new(pipeline::build(&root, &options, &progress)?);
    let times = progress.clear();
    let words = of_portal(arguments, &outcome);
    let mut said = Vec::new();
    emit(&mut said, &outcome, &outcome.findings, words, (Format::Text, palette))?;
    let mut err = heard::err();
    err.write_all(&said)?;
    if arguments.verbose {
        times.tell(&mut err, words)?;
    }
    let Some(changes) = &outcome.changes else {
        writeln!(err, "{}", words.ui("refused", &vec![]))?;
        return Ok(REFUSED);
    };
    if let (Some(receipt), Ok(said)) = (receipt, String::from_utf8(said)) {
        receipt.keep(changes, &said);
    }
    tell_built(&mut err, arguments, (changes, &options.site(&root), start), words)
}

/// The closing line of a build, and with `-v` what it wrote.
fn tell_built(
    err: &mut dyn Write,
    arguments: &Arguments,
    (changes, site, start): (&Changes, &Path, Instant),
    words: Words,
) -> anyhow::Result<u8> {
    if !arguments.quiet {
        let args: Args = vec![
            ("pages", (changes.written.len() + changes.kept).to_string().into()),
            ("written", changes.written.len().to_string().into()),
            ("kept", changes.kept.to_string().into()),
            ("removed", changes.removed.len().to_string().into()),
            ("seconds", format!("{:.2}", start.elapsed().as_secs_f64()).into()),
            ("out", site.display().to_string().into()),
        ];
        writeln!(err, "{}", words.ui("built", &args))?;
        let left = |path| words.ui("left", &vec![("place", site.join(path).display().to_string().into())]);
        changes.left.iter().try_for_each(|path| writeln!(err, "{}", diagnostic::shown(&left(&**path))))?;
        if arguments.verbose {
            changes.written.iter().try_for_each(|path| writeln!(err, "+ {path}"))?;
            changes.removed.iter().try_for_each(|path| writeln!(err, "- {path}"))?;
        }
    }
    Ok(DONE)
}

/// Writes findings in a form.
fn emit(
    out: &mut dyn Write,
    outcome: &Outcome,
    findings: &[Diagnostic],
    words: Words,
    how: (Format, Palette),
) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(out);
    diagnostic::emit(&mut out, findings, &outcome.files, words, how)?;
    Ok(out.flush()?)
}

fn explain(text: &str, words: Words) -> anyhow::Result<u8> {
    let mut out = heard::out();
    let Some(code) = Code::parse(text) else {
        let mut args: Args = vec![("code", text.into())];
        args.extend(Code::nearest(text, |_| true).map(|near| ("near", near.into())));
        writeln!(heard::err(), "{}", words.ui("no_code", &args))?;
        for code in Code::ALL {
            writeln!(heard::err(), "  {code}  {}", words.explanation(*code).title)?;
        }
        return Ok(FAILED);
    };
    let explanation = words.explanation(code);
    let severity = vec![("severity", code.severity().as_str().into())];
    writeln!(out, "{code}  {}\n{}\n", explanation.title, words.ui("severity", &severity))?;
    writeln!(out, "{}\n  {}\n", words.ui("why", &vec![]), explanation.why.trim())?;
    writeln!(out, "{}", words.ui("example", &vec![]))?;
    explanation.example.lines().try_for_each(|line| writeln!(out, "  {line}"))?;
    writeln!(out, "\n{}\n  {}", words.ui("mend", &vec![]), explanation.mend.trim())?;
    Ok(DONE)
}

/// The portal's root: as named, else the nearest folder above with a `portal.yaml`.
fn root(arguments: &Arguments, words: Words) -> anyhow::Result<PathBuf> {
    let here = std::env::current_dir().context(".")?;
    let start = arguments.root.as_ref().map_or_else(|| here.clone(), |root| here.join(root));
    let found = match &arguments.root {
        Some(_) => start.join(read::PORTAL_FILE).is_file().then_some(start.as_path()),
        None => read::root_above(&start),
    };
    let missing = || words.ui("no_portal", &vec![("folder", start.display().to_string().into())]);
    found.map(Path::to_owned).ok_or_else(|| anyhow::anyhow!(missing()))
}

/// A path of the command line, as findings name it: below the root.
fn below(root: &Path, path: &Path, words: Words) -> anyhow::Result<String> {
    let missing = || anyhow::anyhow!(words.ui("no_path", &vec![("path", path.display().to_string().into())]));
    let whole = std::env::current_dir()?.join(path);
    let found = if whole.exists() { whole } else { root.join(path) };
    let (found, root) = (found.canonicalize().map_err(|_| missing())?, root.canonicalize()?);
    let below = found.strip_prefix(&root).map_err(|_| missing())?;
    Ok(below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
}

fn date(text: Option<&str>, words: Words) -> anyhow::Result<Option<Date>> {
    let Some(text) = text else { return Ok(None) };
    let bad = || anyhow::anyhow!(words.ui("bad_date", &vec![("text", text.into())]));
    Date::parse(text).map(Some).ok_or_else(bad)
}

fn base_url(text: &str, words: Words) -> anyhow::Result<String> {
    let bad = || anyhow::anyhow!(words.ui("bad_base_url", &vec![("text", text.escape_debug().to_string().into())]));
    address::base(text.trim()).ok_or_else(bad)
}

/// The words of the language asked for, else of the portal's own.
fn of_portal(arguments: &Arguments, outcome: &Outcome) -> Words {
    Words(arguments.lang().unwrap_or_else(|| outcome.site.portal.message_lang()))
}

fn palette(arguments: &Arguments, terminal: bool) -> Palette {
    let on = match arguments.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal && std::env::var_os("NO_COLOR").is_none(),
    };
    if on { Palette::Colour } else { Palette::Plain }
}
