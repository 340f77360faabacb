//! What is wrong where YAML cannot be read, in words that help a person who knows no YAML.

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Span};

use super::WIDE;

/// What the parser `said` of a fault at byte `at` of `text`, which begins at byte `offset` of the file; with the cause
/// where it can be told.
pub fn finding(text: &str, at: usize, said: &str, (file, offset): (FileId, usize)) -> Diagnostic {
    let at = text.floor_char_boundary(at);
    let found = between_commas(text, at).or_else(|| typed(text, at)).or_else(|| open_quote(text, at, said));
    let (at, cause) = found.or_else(|| cause(text, at, said)).unwrap_or((at, "bad_syntax"));
    let end = text[at..].chars().next().map_or(at, |c| if c == '\n' { at } else { at + c.len_utf8() });
    let span = Span::new(file, at + offset, end + offset);
    let finding = Diagnostic::new(Code::C105, span).arg("what", Arg::Word(cause)).fix(fix(text, at, cause));
    if cause == "bad_syntax" { finding.arg("detail", said) } else { finding }
}

/// What belongs in the place of a colon: the colon and its space, where more follows on the line.
fn fix(text: &str, at: usize, cause: &str) -> Option<&'static str> {
    let behind = text[at..].strip_prefix(['：', ':'])?;
    let more = behind.chars().next().is_some_and(|next| !next.is_whitespace());
    matches!(cause, "fullwidth_colon" | "no_space").then_some(if more { ": " } else { ":" })
}

/// Looks on the line of a fault and the one before it for what input methods put there, and moves the place onto it.
fn typed(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let line_start = line_start(text, at);
    let before = text[..line_start.saturating_sub(1)].rfind('\n').map_or(0, |nl| nl + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |nl| at + nl);
    for start in [line_start, before] {
        let line = &text[start..if start == line_start { line_end } else { line_start }];
        if let Some((colon, cause)) = joined_colon(line) {
            return Some((start + colon, cause));
        }
        let indent = line.len() - line.trim_start_matches([' ', '\t', WIDE[0], WIDE[1]]).len();
        if let Some(wide) = line[..indent].find(WIDE) {
            return Some((start + wide, wide_indent(&text[..start])));
        }
        if let Some(tab) = line[..indent].find('\t') {
            return Some((start + tab, "tab_indent"));
        }
    }
    None
}

/// What to do with wide spaces at the head of a line: below a key of the top level with a value of its own nothing is
/// indented.
pub fn wide_indent(above: &str) -> &'static str {
    let last = above.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let has_value = !last.split(" #").next().unwrap_or_default().trim_end().ends_with(':');
    if has_value && !last.starts_with([' ', '\t', WIDE[0], WIDE[1]]) { "wide_space_at_top" } else { "fullwidth_indent" }
}

/// Two commas of a list with nothing between them.
fn between_commas(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let before = text[line_start(text, at)..at].trim_end();
    let is_empty = text[at..].starts_with(',') && before.ends_with([',', '[']) && before.contains('[');
    is_empty.then_some((at, "empty_figure"))
}

/// The quote with which a value begins and that has no other half on its line: what is read on from there makes no sense
/// further down.
fn open_quote(text: &str, at: usize, said: &str) -> Option<(usize, &'static str)> {
    const SAID: [&str; 5] = [
        "unclosed quote",
        "invalid trailing content",
        "while scanning a quoted",
        "while parsing a quoted",
        "unexpected EOF while",
    ];
    if !SAID.iter().any(|beginning| said.starts_with(beginning)) {
        return None;
    }
    let end = text[at..].find('\n').map_or(text.len(), |nl| at + nl);
    let mut line_end = end;
    for line in text[..end].rsplit('\n') {
        let start = line_end - line.len();
        line_end = start.saturating_sub(1);
        let value =
            line.find(": ").map_or_else(|| line.trim_start_matches([' ', '-']), |colon| line[colon + 2..].trim_start());
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let escaped = if quote == '"' { value.matches("\\\"").count() } else { 0 };
        if value.matches(quote).count() == 1 + escaped {
            return Some((start + line.len() - value.len(), "quote_without_end"));
        }
    }
    None
}

/// A key whose value stands right behind its colon, or behind a full-width one, so that both were taken for one text:
/// where the colon is, and what is wrong with it.
pub fn joined_colon(line: &str) -> Option<(usize, &'static str)> {
    let key = line.split([':', '#', '"', '\'']).next().unwrap_or_default();
    match key.find('：') {
        Some(colon) => Some((colon, "fullwidth_colon")),
        None => unspaced_colon(line).map(|colon| (colon, "no_space")),
    }
}

/// A key of plain letters whose value stands right behind its colon: where the colon is.
fn unspaced_colon(line: &str) -> Option<usize> {
    let key = line.trim_start_matches([' ', '-']);
    let length = key.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))?;
    let value = key[length..].strip_prefix(':').filter(|_| length > 0)?;
    let joined = value.chars().next().is_some_and(|next| !next.is_whitespace() && !matches!(next, '/' | ':'));
    joined.then_some(line.len() - key.len() + length)
}

/// The cause behind the parser's own words, and its place. Words that are not known here are shown as they are.
fn cause(text: &str, at: usize, said: &str) -> Option<(usize, &'static str)> {
    let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| said.starts_with(beginning));
    let is_first = text[line_start(text, at)..at].trim_start_matches([' ', '-']).is_empty();
    let is_key = |before: &str| !before.trim().contains(|c: char| c.is_whitespace() || c == ':');
    let cause = match () {
        () if begins(&["mapping values are not allowed", "illegal placement of ':'"]) => match open_bracket(text, at) {
            Some(bracket) => return Some((bracket, "bracket")),
            None if is_key(&text[line_start(text, at)..at]) => "indentation",
            None => "colon_in_value",
        },
        () if begins(&[
            "unclosed quote",
            "invalid trailing content",
            "while scanning a quoted",
            "unexpected EOF while",
        ]) =>
        {
            "quote"
        }
        () if begins(&["while parsing a quoted"]) => "escape",
        () if begins(&["comment intercepting"]) => {
            let start = line_start(text, at);
            let line = &text[start..at];
            return Some((start + line.len() - line.trim_start().len(), "not_indented"));
        }
        () if begins(&["unclosed bracket", "misplaced bracket", "while parsing a flow"]) => "bracket",
        () if begins(&["while parsing a block mapping"]) && !is_first => "bracket",
        () if begins(&["while parsing a block", "invalid indentation", "tab cannot be used"]) => "indentation",
        () if begins(&["simple key expected", "unexpected end of plain"]) => "no_colon",
        () if begins(&["unexpected character", "block sequence entries are not", "while scanning a block scalar"]) => {
            "odd_start"
        }
        () if begins(&[
            "while scanning a tag",
            "while scanning an anchor",
            "mapping keys are not",
            "plain scalar cannot",
        ]) =>
        {
            "odd_start"
        }
        () => return None,
    };
    Some((at, cause))
}

/// The bracket before a place that begins a value and is closed nowhere before it.
fn open_bracket(text: &str, at: usize) -> Option<usize> {
    let bracket = text[..at].rfind(['[', '{', ']', '}'])?;
    let begins_value = text[..bracket].trim_end_matches(' ').ends_with([':', '-', ',', '[', '{']);
    (text[bracket..].starts_with(['[', '{']) && begins_value).then_some(bracket)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |nl| nl + 1)
}
