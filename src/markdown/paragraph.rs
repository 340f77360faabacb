//! The first paragraph of prose in a Markdown text, found without parsing all of it.

use super::tree::INDENT;

/// The lines of the first paragraph that is neither heading, list, table, quotation nor code, joined; a few times more
/// than `limit` characters at most, since marks and addresses are yet to be dropped.
pub fn first(text: &str, limit: usize) -> String {
    let mut paragraph = String::new();
    let mut fenced = false;
    for line in text.lines() {
        let begins = line.starts_with(INDENT);
        let line = line.trim();
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        let other = fenced || line.starts_with(['#', '|', '>', '-', '+', '<', '=']) || is_listed(line);
        if line.is_empty() || other || begins {
            if says_nothing(&paragraph) {
                paragraph.clear();
            }
            if !paragraph.is_empty() {
                break;
            }
            if !begins || other {
                continue;
            }
        }
        // A line break between Chinese characters is no space.
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(paragraph.chars().next_back()) && latin(line.chars().next()) {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
        if paragraph.len() > limit * 16 {
            break;
        }
    }
    without_marks(&paragraph)
}

/// Without the marks of footnotes, whose texts stand elsewhere.
fn without_marks(paragraph: &str) -> String {
    let mut parts = paragraph.split("[^");
    let start = parts.next().unwrap_or_default().to_owned();
    parts.fold(start, |text, part| match part.split_once(']') {
        Some((label, rest)) if !label.contains(char::is_whitespace) => text + rest,
        _ => text + "[^" + part,
    })
}

/// Whether a paragraph is about the document rather than what it says: whom it speaks to (各区人民政府：), why it was made
/// (为……，制定本办法。), from when it applies (自……起施行。).
fn says_nothing(paragraph: &str) -> bool {
    let purpose = paragraph.contains("制定本") && paragraph.chars().count() < 80;
    paragraph.ends_with(['：', ':']) || paragraph.ends_with("施行。") || purpose
}

/// Whether a line begins an item of a list, or is a footnote's text.
fn is_listed(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && line[digits..].starts_with(['.', ')']) && line[digits + 1..].starts_with(' ');
    numbered || line.starts_with("* ") || line.starts_with("[^")
}
