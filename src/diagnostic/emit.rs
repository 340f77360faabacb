//! Puts findings in front of people (text with source lines), programs (JSON lines, SARIF) and reviews (GitHub
//! annotations). Findings come sorted by file, so a file is opened once.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};
use serde_json::{Value, json};

use super::secret::{SecretWords, without_numbers};
use super::visible::visible;
use super::{Code, Diagnostic, FileId, Files, Position, Related, Severity, Source, Span, Words};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    #[default]
    Text,
    Json,
    Github,
    Sarif,
}

/// Whether text carries terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    Plain,
    Colour,
}

/// Writes all findings, which must be sorted; see [`super::sort`].
///
/// # Errors
/// When `out` cannot be written.
pub fn emit(
    out: &mut dyn Write,
    diagnostics: &[Diagnostic],
    files: &Files,
    words: Words,
    (format, palette): (Format, Palette),
) -> io::Result<()> {
    let mut sources = Sources::new(files);
    let mut results = Vec::new();
    let mut codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort();
    codes.dedup();
    for diagnostic in diagnostics {
        match format {
            Format::Text => text(out, diagnostic, &mut sources, words, palette)?,
            Format::Json => writeln!(out, "{}", to_json(diagnostic, &mut sources, words))?,
            Format::Github => writeln!(out, "{}", github(diagnostic, &mut sources, words))?,
            Format::Sarif => results.push(sarif(diagnostic, &mut sources, words, &codes)),
        }
    }
    if format == Format::Sarif {
        writeln!(out, "{:#}", sarif_log(results, &codes, words))?;
    }
    Ok(())
}

/// One line for a finding: `path:line:column: error[T101] …`.
pub fn line(diagnostic: &Diagnostic, files: &Files, words: Words) -> String {
    head(diagnostic, &mut Sources::new(files), words)
}

/// A finding in words, in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub path: String,
    pub place: Position,
    pub message: String,
    /// The source line with a caret under the value.
    pub snippet: Option<String>,
    /// The second places and the fix, a line each.
    pub lines: Vec<String>,
}

/// The findings in words, for those who lay them out themselves.
pub fn told(diagnostics: &[Diagnostic], files: &Files, words: Words) -> Vec<Told> {
    let mut sources = Sources::new(files);
    let tell = |diagnostic: &Diagnostic| {
        let file = diagnostic.span.file;
        let related = diagnostic.related.iter();
        let mut lines: Vec<String> = related.map(|related| related_line(related, file, &mut sources, words)).collect();
        let fix = fix(diagnostic, &mut sources);
        lines.extend(fix.map(|fix| fix_line(words, fix)));
        let message = message(diagnostic, &mut sources, words);
        let source = sources.get(file);
        Told {
            place: source.position(diagnostic.span.start),
            snippet: snippet(source, diagnostic, Palette::Plain),
            path: files.shown_path(file).into_owned(),
            message,
            lines,
        }
    };
    diagnostics.iter().map(tell).collect()
}

/// How many findings of each severity: (errors, warnings, notes).
pub fn summary(diagnostics: &[Diagnostic]) -> (usize, usize, usize) {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    (count(Severity::Error), count(Severity::Warning), count(Severity::Note))
}

/// The texts in hand: that of the finding and those of its second places.
struct Sources<'f> {
    files: &'f Files,
    /// The last that was asked for first.
    open: Vec<(FileId, Source)>,
    /// What must not be said of the file of the last message.
    secrets: Option<(FileId, SecretWords)>,
}

/// Findings about one file that follow each other have their second places in the same few others: a report's figures,
/// last year's, the form.
const AT_HAND: usize = 4;

impl Sources<'_> {
    fn new(files: &Files) -> Sources<'_> {
        Sources { files, open: Vec::with_capacity(AT_HAND), secrets: None }
    }

    fn get(&mut self, file: FileId) -> &Source {
        match self.open.iter().position(|(id, _)| *id == file) {
            Some(at) => self.open[..=at].rotate_right(1),
            None => {
                self.open.truncate(AT_HAND - 1);
                // A file that cannot be read any more still has its findings, at their best-known place.
                self.open.insert(0, (file, Source::new(self.files.shown_text(file))));
            }
        }
        &self.open[0].1
    }

    /// Words that may repeat what an author typed, without what must not be shown.
    fn without_secrets(&mut self, file: FileId, words: String) -> String {
        if self.secrets.as_ref().is_none_or(|(id, _)| *id != file) {
            self.secrets = Some((file, self.files.secret_words(file)));
        }
        without_numbers(match &self.secrets {
            Some((_, secrets)) => secrets.masked(words, |secret| "*".repeat(secret.chars().count())),
            None => words,
        })
    }

    fn range(&mut self, span: Span) -> (Position, Position) {
        let source = self.get(span.file);
        (source.position(span.start), source.position(span.end.max(span.start)))
    }
}

/// Writes a value as indented JSON, with a line end.
///
/// # Errors
/// When `out` cannot be written to.
pub fn json(out: &mut dyn Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

fn message(diagnostic: &Diagnostic, sources: &mut Sources, words: Words) -> String {
    let mut message = words.message(diagnostic.code, &diagnostic.args);
    if let Some(reason) = &diagnostic.waived {
        message.push_str(&words.ui("waived", &vec![("reason", reason.as_str().into())]));
    }
    sources.without_secrets(diagnostic.span.file, message)
}

/// What could stand there instead; in quotes where it is hardly seen without.
fn fix_line(words: Words, fix: String) -> String {
    let is_plain = fix.trim() == fix && fix.contains(char::is_alphanumeric);
    words.ui(if is_plain { "fix" } else { "fix_marks" }, &vec![("text", fix.into())])
}

fn fix(diagnostic: &Diagnostic, sources: &mut Sources) -> Option<String> {
    Some(sources.without_secrets(diagnostic.span.file, diagnostic.fix.clone()?))
}

fn head(diagnostic: &Diagnostic, sources: &mut Sources, words: Words) -> String {
    let Position { line, column } = sources.get(diagnostic.span.file).position(diagnostic.span.start);
    let path = sources.files.shown_path(diagnostic.span.file);
    let severity = diagnostic.severity.as_str();
    format!("{path}:{line}:{column}: {severity}[{}] {}", diagnostic.code, message(diagnostic, sources, words))
}

fn text(
    out: &mut dyn Write,
    diagnostic: &Diagnostic,
    sources: &mut Sources,
    words: Words,
    palette: Palette,
) -> io::Result<()> {
    let head = head(diagnostic, sources, words);
    let (on, off) = match (palette, diagnostic.severity) {
        (Palette::Plain, _) => ("", ""),
        (_, Severity::Error) => ("\x1b[1;31m", "\x1b[0m"),
        (_, Severity::Warning) => ("\x1b[1;33m", "\x1b[0m"),
        (_, Severity::Note) => ("\x1b[1;36m", "\x1b[0m"),
    };
    writeln!(out, "{on}{}{off}", visible(&head))?;
    if let Some(snippet) = snippet(sources.get(diagnostic.span.file), diagnostic, palette) {
        writeln!(out, "{snippet}")?;
    }
    for related in &diagnostic.related {
        writeln!(out, "  = {}", visible(&related_line(related, diagnostic.span.file, sources, words)))?;
    }
    if let Some(fix) = fix(diagnostic, sources) {
        writeln!(out, "  = {}", visible(&fix_line(words, fix)))?;
    }
    writeln!(out, "  = {}\n", words.ui("more", &vec![("code", diagnostic.code.as_str().into())]))
}

fn related_line(related: &Related, file: FileId, sources: &mut Sources, words: Words) -> String {
    let said = sources.without_secrets(file, words.related(related.words, &related.args));
    let Position { line, column } = sources.get(related.span.file).position(related.span.start);
    let path = sources.files.shown_path(related.span.file);
    format!("{path}:{line}:{column}: {said}")
}

/// How many bytes of a line are looked at before and behind a value, many more than a terminal is wide.
const NEAR: usize = 1024;

/// The source line with a caret under the very value; nothing for a finding about a whole file.
fn snippet(source: &Source, diagnostic: &Diagnostic, palette: Palette) -> Option<String> {
    let Span { start, end, .. } = diagnostic.span;
    let (start, end) = (source.clamp(start), source.clamp(end));
    if source.text.is_empty() || (start, end) == (0, 0) {
        return None;
    }
    let line = source.line_of(start);
    let range = source.line_range(line);
    let end = end.clamp(start, range.end.max(start));
    // Of a line as long as a book no more than what may be shown: there may be many findings in it.
    let range = source.text.floor_char_boundary(start.saturating_sub(NEAR)).max(range.start)
        ..source.text.ceil_char_boundary(end + NEAR).min(range.end);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let annotation = AnnotationKind::Primary.span(start - range.start..end - range.start);
    let snippet = Snippet::source(&source.text[range]).line_start(line + 1).annotation(annotation);
    let renderer = match palette {
        Palette::Plain => Renderer::plain(),
        Palette::Colour => Renderer::styled(),
    };
    Some(renderer.decor_style(DecorStyle::Ascii).render(&[Group::with_level(level).element(snippet)]))
}

fn to_json(diagnostic: &Diagnostic, sources: &mut Sources, words: Words) -> Value {
    let (start, end) = sources.range(diagnostic.span);
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|related| {
            let (start, end) = sources.range(related.span);
            json!({
                "path": sources.files.shown_path(related.span.file),
                "line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column,
                "message": sources.without_secrets(diagnostic.span.file, words.related(related.words, &related.args)),
            })
        })
        .collect();
    json!({
        "code": diagnostic.code.as_str(),
        "severity": diagnostic.severity.as_str(),
        "path": sources.files.shown_path(diagnostic.span.file),
        "line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column,
        "message": message(diagnostic, sources, words),
        "related": related,
        "fix": fix(diagnostic, sources),
    })
}

/// A workflow command as GitHub's runners read it from standard output.
fn github(diagnostic: &Diagnostic, sources: &mut Sources, words: Words) -> String {
    let (start, end) = sources.range(diagnostic.span);
    let level = match diagnostic.severity {
        Severity::Note => "notice",
        other => other.as_str(),
    };
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    format!(
        "::{level} file={},line={},col={},endLine={},endColumn={},title={}::{}",
        property(&sources.files.shown_path(diagnostic.span.file)),
        start.line,
        start.column,
        end.line,
        end.column,
        diagnostic.code,
        data(&message(diagnostic, sources, words)),
    )
}

/// A result of SARIF 2.1.0 (OASIS).
fn sarif(diagnostic: &Diagnostic, sources: &mut Sources, words: Words, codes: &[Code]) -> Value {
    let location = |span: Span, sources: &mut Sources| {
        let (start, end) = sources.range(span);
        json!({"physicalLocation": {
            "artifactLocation": {"uri": uri(&sources.files.shown_path(span.file))},
            "region": {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column},
        }})
    };
    let mut result = json!({
        "ruleId": diagnostic.code.as_str(),
        "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or_default(),
        "level": diagnostic.severity.as_str(),
        "message": {"text": message(diagnostic, sources, words)},
        "locations": [location(diagnostic.span, sources)],
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|related| {
            let mut place = location(related.span, sources);
            let said = sources.without_secrets(diagnostic.span.file, words.related(related.words, &related.args));
            place["message"] = json!({"text": said});
            place
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = fix(diagnostic, sources) {
        let mut place = location(diagnostic.span, sources);
        let place = place["physicalLocation"].take();
        result["fixes"] = json!([{
            "artifactChanges": [{
                "artifactLocation": place["artifactLocation"],
                "replacements": [{"deletedRegion": place["region"], "insertedContent": {"text": fix}}],
            }],
        }]);
    }
    if let Some(reason) = &diagnostic.waived {
        result["suppressions"] = json!([{"kind": "inSource", "justification": reason}]);
    }
    result
}

/// A path as a URI reference (RFC 3986): other bytes than its plain ones are written with `%`.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// What a code means, for those who see only the log.
fn sarif_rule(code: Code, words: Words) -> Value {
    let explanation = words.explanation(code);
    json!({
        "id": code.as_str(),
        "shortDescription": {"text": explanation.title},
        "fullDescription": {"text": explanation.why.trim()},
        "help": {"text": explanation.mend.trim()},
        "defaultConfiguration": {"level": code.severity().as_str()},
    })
}

fn sarif_log(results: Vec<Value>, codes: &[Code], words: Words) -> Value {
    let rules: Vec<Value> = codes.iter().map(|code| sarif_rule(*code, words)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "gongkai", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}
