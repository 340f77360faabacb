//! What a terminal, or the log of a build service, would obey rather than show.

use std::borrow::Cow;

/// Words on their way to a terminal: control characters, line breaks among them, and marks that turn the direction of
/// text are written out (`\u{1b}`). What an author typed, or called a file, is shown and never obeyed.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.extend(c.escape_default()),
            c if is_obeyed(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn is_obeyed(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (c.is_control() && c != '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_obeyed_is_shown() {
        assert_eq!(visible("\u{1b}]0;x\u{7}\n::warning::\r"), "\\u{1b}]0;x\\u{7}\\n::warning::\\r");
        assert_eq!(visible("a\u{202e}b\u{9b}"), "a\\u{202e}b\\u{9b}");
        assert!(matches!(visible("表\t一"), Cow::Borrowed(_)));
    }
}
