//! `check`: reports findings, new ones only if there is a baseline, and mends what is certain if asked to.

use std::fs;
use std::io::{ErrorKind, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::Path;

use anyhow::Context;

use crate::diagnostic::{self, Accepted, Args, Baseline, Code, Diagnostic, Format, Owing, Severity, Sheet, Words};
use crate::mend::Mended;
use crate::model::address::is_below;
use crate::model::{AgencyId, Filing, Site, filing};
use crate::pipeline::{self, Options, Outcome};
use crate::write;

use super::arguments::{Arguments, Check, Output};
use super::{DONE, REFUSED, below, date, difference, heard, of_portal, palette, progress, root};

/// Runs `check`.
pub fn check(arguments: &Arguments, check: &Check, words: Words) -> anyhow::Result<u8> {
    let root = root(arguments, words)?;
    let only = check.paths.iter().map(|path| below(&root, path, words)).collect::<anyhow::Result<Vec<_>>>()?;
    let options = Options { as_of: date(check.as_of.as_deref(), words)?, ..Options::default() };
    let options = if check.external { outside(options, &only, words)? } else { options };
    let asked = |path: &str| only.is_empty() || only.iter().any(|folder| is_below(path, folder));
    let baseline = check.baseline.as_deref().map(|path| read(path, words)).transpose()?;
    let progress = progress::Bar::new(arguments.quiet, words);
    let (outcome, mended) = match check.fix || check.diff {
        true => pipeline::mend(&root, &options, &asked, &progress)?,
        false => (pipeline::check(&root, &options, &progress)?, Vec::new()),
    };
    let mut outcome = ManuallyDrop::new(outcome);
    let times = progress.clear();
    let words = of_portal(arguments, &outcome);
    if arguments.verbose {
        times.tell(&mut heard::err(), words)?;
    }
    let mut out = heard::out();
    if check.diff {
        mended.iter().try_for_each(|mended| difference::write(&mut out, mended))?;
        return Ok(if mended.is_empty() { DONE } else { REFUSED });
    }
    if check.fix && put(&root, &mended, arguments, words)? {
        // Somebody else is at work: what is true now has to be looked up again.
        *outcome = pipeline::check(&root, &options, &progress)?;
        progress.clear();
    }
    if check.fix && !arguments.quiet {
        left_alone(&outcome, words)?;
    }
    let Outcome { files, site, findings, .. } = &mut *outcome;
    // Where the configuration is at fault, nothing else can be relied on.
    let is_of_all = |finding: &Diagnostic| finding.severity == Severity::Error && finding.span.file == site.portal.file;
    findings.retain(|finding| asked(files.path(finding.span.file)) || is_of_all(finding));
    if let Some(path) = &check.write_baseline {
        return note(path, &outcome, arguments, words);
    }
    let mut accepted = baseline.map(|baseline| baseline.accept(findings, files, asked)).unwrap_or_default();
    // Of links to other sites nobody knows whether they are mended if nobody asked.
    let is_outside = |line: &str| line.split('\t').next().and_then(Code::parse).is_some_and(Code::is_outside);
    accepted.gone.retain(|line| check.external || !is_outside(line));
    tell(&mut out, arguments, check, &outcome, (&accepted, &asked), words)?;
    summary(&mut out, (arguments, check), &outcome, &accepted, words)?;
    let (errors, warnings, _) = diagnostic::summary(&outcome.findings);
    Ok(if errors > 0 || (check.strict && warnings > 0) { REFUSED } else { DONE })
}

/// With the links to other sites in these files and folders to be asked.
#[cfg(feature = "external")]
fn outside(options: Options, only: &[String], _: Words) -> anyhow::Result<Options> {
    use std::time::UNIX_EPOCH;
    #[allow(clippy::disallowed_methods, reason = "for the age of answers; it reaches no output")]
    let now = std::time::SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let asking = crate::external::Asking { only: only.to_vec(), ..crate::external::Asking::politely(now) };
    Ok(Options { external: Some(asking), ..options })
}

/// This program was built without it.
#[cfg(not(feature = "external"))]
fn outside(_: Options, _: &[String], words: Words) -> anyhow::Result<Options> {
    anyhow::bail!(words.ui("no_external", &vec![]))
}

fn tell(
    out: &mut dyn Write,
    arguments: &Arguments,
    check: &Check,
    outcome: &Outcome,
    (accepted, asked): (&Accepted, &dyn Fn(&str) -> bool),
    words: Words,
) -> anyhow::Result<()> {
    let format = match check.format {
        Output::Text => Format::Text,
        Output::Json => Format::Json,
        Output::Github => Format::Github,
        Output::Sarif => Format::Sarif,
        Output::Html => {
            let mut out = std::io::BufWriter::new(out);
            let sheet = Sheet {
                title: outcome.site.portal.name.as_str(),
                remarks: remarks(check, outcome, accepted, words),
                filings: filings(&outcome.site, asked),
                body_of: &|path| body_of(&outcome.site, path),
            };
            diagnostic::page(&mut out, &outcome.findings, &outcome.files, words, &sheet)?;
            return Ok(out.flush()?);
        }
    };
    let palette = palette(arguments, std::io::stdout().is_terminal());
    super::emit(out, outcome, &outcome.findings, words, (format, palette))
}

/// The agency that a file belongs to, else the portal.
fn body_of(site: &Site, path: &str) -> String {
    let below = path.strip_prefix("content/").unwrap_or_default();
    let holds = |folder: &str| below.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let agencies = site.agencies.iter().filter(|agency| holds(&agency.path));
    let nearest = agencies.max_by_key(|agency| agency.path.len());
    nearest.map_or_else(|| site.portal.name.clone(), |agency| agency.name.to_string())
}

/// The closing lines: on standard output below text, else where they do not get into the way.
fn summary(
    out: &mut dyn Write,
    (arguments, check): (&Arguments, &Check),
    outcome: &Outcome,
    accepted: &Accepted,
    words: Words,
) -> anyhow::Result<()> {
    if arguments.quiet {
        return Ok(());
    }
    let mut aside = heard::err();
    let is_text = matches!(check.format, Output::Text);
    let out: &mut dyn Write = if is_text { out } else { &mut aside };
    if let Some((asked, known)) = outcome.external {
        let args = vec![("asked", asked.to_string().into()), ("known", known.to_string().into())];
        writeln!(out, "{}", words.ui("external_asked", &args))?;
    }
    remarks(check, outcome, accepted, words).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    if is_text {
        let line = match outcome.findings.is_empty() {
            true if accepted.known > 0 => words.ui("nothing_new", &vec![]),
            true => words.ui("clean", &vec![]),
            false => words.ui("found", &counts(outcome)),
        };
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Which day counted as today, and what the baseline took away.
fn remarks(check: &Check, outcome: &Outcome, accepted: &Accepted, words: Words) -> Vec<String> {
    let today = outcome.site.as_of.map(|day| {
        let key = if outcome.site.is_told { "today_told" } else { "today_newest" };
        words.ui(key, &vec![("day", day.to_string().into())])
    });
    let mut lines: Vec<String> = today.into_iter().collect();
    if check.baseline.is_some() {
        lines.push(words.ui("baseline_known", &vec![("known", accepted.known.to_string().into())]));
    }
    if !accepted.gone.is_empty() {
        lines.push(words.ui("baseline_gone", &vec![("gone", accepted.gone.len().to_string().into())]));
        lines.extend(accepted.gone.iter().map(|line| format!("  - {}", diagnostic::shown(&gone(line, words)))));
    }
    lines
}

/// A line of a baseline as people read it: the code with its title, the file, and what it was about.
fn gone(line: &str, words: Words) -> String {
    let parts: Vec<&str> = line.split('\t').collect();
    let (Some(code), Some(path)) = (parts.first(), parts.get(1)) else { return line.to_owned() };
    let title = Code::parse(code).map_or("", |code| words.explanation(code).title);
    let about = parts.get(2).and_then(|about| about.split("; ").next()).filter(|about| !about.is_empty());
    let about = about.map(|about| format!(" ({about})")).unwrap_or_default();
    format!("{path} [{code}] {title}{about}")
}

/// The bodies whose report is missing or came late, with the years.
fn filings(site: &Site, asked: &dyn Fn(&str) -> bool) -> Vec<Owing> {
    let mut years = filing::years(site);
    years.reverse();
    let of = |at: usize| {
        let id = AgencyId(at as u32);
        let agency = site.agency(id);
        let (mut missing, mut late) = (Vec::new(), Vec::new());
        for year in &years {
            match filing::filing(site, id, *year) {
                Some(Filing::Missing) => missing.push(year.to_string()),
                Some(Filing::Late(_)) => late.push(year.to_string()),
                _ => {}
            }
        }
        let body = agency.name.to_string();
        Owing { body, missing: missing.join("、"), late: late.join("、") }
    };
    let agencies = (0..site.agencies.len()).filter(|at| asked(&format!("content/{}", site.agencies[*at].path)));
    agencies.map(of).filter(|owing| !owing.missing.is_empty() || !owing.late.is_empty()).collect()
}

fn counts(outcome: &Outcome) -> Args {
    let of = |severity: Severity| outcome.findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = [("errors", Severity::Error), ("warnings", Severity::Warning), ("notes", Severity::Note)];
    counts.map(|(name, severity)| (name, of(severity).to_string().into())).into()
}

fn read(path: &Path, words: Words) -> anyhow::Result<Baseline> {
    let place = || path.display().to_string();
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            anyhow::bail!(words.ui("no_baseline", &vec![("path", place().into())]));
        }
        read => read.with_context(place)?,
    };
    let bad = |line: usize| {
        let place = format!("{}:{line}", path.display());
        anyhow::anyhow!(words.ui("bad_baseline", &vec![("place", place.into())]))
    };
    Baseline::parse(&text).map_err(bad)
}

/// Accepts everything that was found.
fn note(path: &Path, outcome: &Outcome, arguments: &Arguments, words: Words) -> anyhow::Result<u8> {
    let baseline = Baseline::of(&outcome.findings, &outcome.files);
    let text = format!("# {}\n{}", words.ui("baseline_head", &vec![]), baseline.text());
    write::whole(path, text)?;
    if !arguments.quiet {
        let count = outcome.findings.len().to_string();
        let args: Args = vec![("known", count.into()), ("path", path.display().to_string().into())];
        writeln!(heard::err(), "{}", words.ui("baseline_written", &args))?;
    }
    Ok(DONE)
}

/// Names the files that cannot be read to their end, in which nothing is certain.
fn left_alone(outcome: &Outcome, words: Words) -> anyhow::Result<()> {
    let broken = outcome.findings.iter().filter(|finding| finding.code == Code::C105);
    let mut paths: Vec<&str> = broken.map(|finding| outcome.files.path(finding.span.file)).collect();
    paths.dedup();
    let mut err = heard::err();
    for path in paths {
        writeln!(err, "{}", words.ui("mend_unsure", &vec![("path", path.into())]))?;
    }
    Ok(())
}

/// Writes what was mended and shows each change; says whether a file was left because somebody else changed it.
fn put(root: &Path, mended: &[Mended], arguments: &Arguments, words: Words) -> anyhow::Result<bool> {
    let mut err = heard::err();
    let (mut places, mut files, mut left) = (0, 0, false);
    for mended in mended {
        if write::replace(&root.join(&*mended.path), &mended.before, &mended.after)? {
            places += mended.places;
            files += 1;
            if !arguments.quiet {
                difference::write(&mut err, mended)?;
            }
        } else {
            left = true;
            writeln!(err, "{}", words.ui("mend_left", &vec![("path", diagnostic::shown(&mended.path).into())]))?;
        }
    }
    if !arguments.quiet {
        let args = [("places", places), ("files", files)].map(|(name, count)| (name, count.to_string().into()));
        writeln!(err, "{}", words.ui("mended", &args.into()))?;
    }
    Ok(left)
}
