//! Where a style names other files: `url(…)` and `@import "…"`.

use std::ops::Range;

/// The places of every address in a style, without quotes; comments and other texts are passed over. An address with
/// escapes is left alone: what it means takes more understanding.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if let Some(comment) = rest.strip_prefix("/*") {
            at += comment.find("*/").map_or(rest.len(), |end| end + 4);
        } else if c == '\\' {
            at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        } else if matches!(c, '"' | '\'') {
            let end = end_of_string(rest, c);
            if ends_with_word(&text[..at], "@import") {
                found.push(at + 1..at + end);
            }
            at += end + 1;
        } else if rest.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("url(")) && !ends_in_name(&text[..at]) {
            let (address, end) = in_brackets(rest);
            found.push(at + address.start..at + address.end);
            at += end;
        } else {
            at += c.len_utf8();
        }
        at = at.min(text.len());
    }
    found.retain(|place| !place.is_empty() && !text[place.clone()].contains(['\\', '\n']));
    found
}

/// The address in `url(…)`, and where the brackets end.
fn in_brackets(rest: &str) -> (Range<usize>, usize) {
    let start = rest.len() - rest[4..].trim_start().len();
    if let Some(quote) = rest[start..].chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let end = start + end_of_string(&rest[start..], quote);
        return (start + 1..end.max(start + 1), end + 1);
    }
    let end = start + rest[start..].find(')').unwrap_or(rest.len() - start);
    (start..start + rest[start..end].trim_end().len(), end + 1)
}

/// The place of the quote that ends a string, or of the end of its line.
fn end_of_string(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|(_, c)| {
        let ends = !escaped && (*c == quote || *c == '\n');
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(rest.len(), |(at, _)| at)
}

fn ends_with_word(before: &str, word: &str) -> bool {
    let before = before.trim_end();
    before
        .len()
        .checked_sub(word.len())
        .and_then(|at| before.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(word))
}

fn ends_in_name(before: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn addresses_of_a_style_are_found_and_nothing_else() {
        let found = |text: &'static str| addresses(text).into_iter().map(|place| &text[place]).collect::<Vec<_>>();
        assert_eq!(found("@import \"a.css\"; @IMPORT url( 'b.css' ) print;"), ["a.css", "b.css"]);
        assert_eq!(found("a{background:url(x/y.png) , URL( \"z.svg#i\" )}"), ["x/y.png", "z.svg#i"]);
        assert_eq!(found("/* url(a) */ b::after{content:\"url(b) \\\" url(c)\"} c{--url: my-url(d)}"), [""; 0]);
        assert_eq!(found("a{b:url()} c{d:url(\"\")} e{f:url(g\\29 h)}"), [""; 0]);
        assert_eq!(found("a{b:url(规.png)} c{d:url('no end\n)} e{f:url(last"), ["规.png", "no end", "last"]);
        assert_eq!(found("a{b:url(\""), [""; 0]);
    }

    proptest::proptest! {
        #[test]
        fn no_style_is_too_broken(text in "[url(\"')\\\\/* \\n@import规]{0,60}") {
            for place in addresses(&text) {
                proptest::prop_assert!(!text[place].is_empty());
            }
        }
    }
}
