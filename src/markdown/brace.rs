//! Where a text has something between two pairs of braces, `{{ … }}`; in code it has not.

use std::ops::Range;

use comrak::Arena;
use comrak::nodes::NodeValue;

use super::tree::{line_starts, tree};

/// Two braces and what stands between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Braced {
    /// The bytes of the whole, braces included; up to the end of the line where nothing closes it.
    pub whole: Range<usize>,
    /// What stands between, white space at both ends left out; `None` where nothing closes it on its line.
    pub inside: Option<Range<usize>>,
}

/// All of a text, in order. `\{{` is none, nor is anything in code; code is looked for only where a brace stands.
pub fn braced(text: &str) -> Vec<Braced> {
    if !text.contains("{{") {
        return Vec::new();
    }
    let code = code(text);
    let is_code =
        |at: usize| code[..code.partition_point(|range| range.start <= at)].last().is_some_and(|range| at < range.end);
    let mut found = Vec::new();
    let (mut from, mut line) = (0, 0);
    while let Some(start) = text[from..].find("{{").map(|at| from + at) {
        from = start + 2;
        let slashes = text[..start].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if slashes % 2 == 1 || is_code(start) {
            continue;
        }
        if line <= start {
            line = text[start..].find('\n').map_or(text.len(), |at| start + at);
        }
        let Some(close) = text[from..line].find("}}").map(|at| from + at) else {
            // Nor does anything close those behind it.
            found.push(Braced { whole: start..line, inside: None });
            from = line;
            continue;
        };
        let words = text[from..close].trim();
        let first = from + (text[from..close].len() - text[from..close].trim_start().len());
        found.push(Braced { whole: start..close + 2, inside: Some(first..first + words.len()) });
        from = close + 2;
    }
    found
}

/// The bytes of code, in blocks and in lines.
fn code(text: &str) -> Vec<Range<usize>> {
    let arena = Arena::new();
    let root = tree(&arena, text);
    let lines = line_starts(text);
    let offset = |line: usize, column: usize| {
        lines.get(line.saturating_sub(1)).map_or(text.len(), |start| (start + column).min(text.len()))
    };
    let mut found = Vec::new();
    for node in root.descendants() {
        let ast = node.data.borrow();
        if matches!(ast.value, NodeValue::Code(_) | NodeValue::CodeBlock(_)) {
            let (from, to) = (ast.sourcepos.start, ast.sourcepos.end);
            found.push(offset(from.line, from.column.saturating_sub(1))..offset(to.line, to.column));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insides(text: &str) -> Vec<Option<&str>> {
        braced(text).into_iter().map(|found| found.inside.map(|range| &text[range])).collect()
    }

    #[test]
    fn braces_are_found_outside_of_code_only() {
        let text = "收到{{ a.b.c }}件，`{{ no }}`，\\{{ no }}，\\\\{{yoy(x)}}。\n\n```\n{{ no }}\n```\n\n    {{ no }}\n\n> 引`码`{{  }}";
        assert_eq!(insides(text), [Some("a.b.c"), Some("yoy(x)"), Some("")]);
        assert_eq!(insides("**{{ a }}**与{{ b\n}}{{ c }}"), [Some("a"), None, Some("c")]);
        assert_eq!(insides("{{{{ a {{ b\n{{"), [None, None]);
    }
}
