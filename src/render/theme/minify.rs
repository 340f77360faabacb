//! Styles and scripts without what only their authors need: comments, indentation, blank lines.
//!
//! Only what can be dropped without understanding the rest is dropped, so that no theme is ever broken by it. The
//! minifiers that were tried either break valid files (`2vw + 1rem` lost its spaces, a quote in a regular expression
//! began a text) or bring sixty crates.

/// The bytes of a static file as they are published.
pub fn asset(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let Ok(text) = std::str::from_utf8(&bytes) else { return bytes };
    match ending {
        "css" => style(text).map_or(bytes, String::into_bytes),
        "js" | "mjs" => script(text).map_or(bytes, String::into_bytes),
        _ => bytes,
    }
}

/// A style: strings and addresses stay, comments go, and white space becomes one space, or nothing beside `{};,` and
/// behind a colon. `None` for a style with escapes or with a string that does not end on its line: what white space
/// means there takes more understanding.
fn style(text: &str) -> Option<String> {
    if text.contains('\\') {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // White space or a comment that has been passed and not yet written down.
    let mut gap = false;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            // A comment is no white space: between two tokens it stays a comment, an empty one.
            if !gap && !rest.starts_with(|c: char| c.is_ascii_whitespace()) && !out.is_empty() && !rest.is_empty() {
                out.push_str("/**/");
            }
        } else if c.is_ascii_whitespace() {
            rest = &rest[1..];
            gap = true;
        } else {
            let end = match c {
                '"' | '\'' => end_of_string(rest, c)?,
                'u' | 'U' if starts_address(rest) => rest.find(')').map_or(rest.len(), |end| end + 1),
                _ => c.len_utf8(),
            };
            let glued = matches!(c, '{' | '}' | ';' | ',') || out.ends_with(['{', '}', ';', ',', ':']);
            if gap && !glued && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            if c == '}' {
                out.truncate(out.trim_end_matches(';').len());
            }
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    out.push('\n');
    Some(out)
}

/// Whether an address without quotes begins here: it may hold what would be a comment elsewhere.
fn starts_address(rest: &str) -> bool {
    rest.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("url("))
        && !rest[4..].trim_start().starts_with(['"', '\''])
}

/// Where a string ends that begins here; `None` if it does not end on its line.
fn end_of_string(rest: &str, quote: char) -> Option<usize> {
    let end = rest[1..].find([quote, '\n', '\r', '\u{c}'])? + 1;
    rest[end..].starts_with(quote).then_some(end + 1)
}

/// A script without lines that are only a comment, blank lines and indentation. Lines stay lines, since a script may
/// lean on them. `None` for a script in which a line may be part of a text: one with template literals, block comments,
/// continued lines, or line ends of another kind.
fn script(text: &str) -> Option<String> {
    if text.contains(['`', '\r', '\u{2028}', '\u{2029}'])
        || text.contains("/*")
        || text.lines().any(|line| line.trim_end().ends_with('\\'))
    {
        return None;
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    Some(lines.flat_map(|line| [line, "\n"]).collect())
}

#[cfg(test)]
mod tests {
    use super::{script, style};

    #[test]
    fn a_style_loses_only_what_means_nothing() {
        let same = [
            ("a :hover , b  >  c { color : red ; }", "a :hover,b > c{color :red}"),
            (".a{width:calc( 100% - (2rem + 1px) )}", ".a{width:calc( 100% - (2rem + 1px) )}"),
            ("/* x */ .q::before { content: \" / * {  ; x */ \" ; }", ".q::before{content:\" / * {  ; x */ \"}"),
            (".u { background: url( http://x//a/*b ) 0 0 / 1px }", ".u{background:url( http://x//a/*b ) 0 0 / 1px}"),
            ("@media (width >= 40rem) and (x: 1) {}\n\n", "@media (width >= 40rem) and (x:1){}"),
            ("a/* */b{}", "a/**/b{}"),
            ("a /* */b{}", "a b{}"),
            ("div/* c */.x{}", "div/**/.x{}"),
        ];
        for (text, small) in same {
            assert_eq!(style(text).unwrap_or_default().trim_end(), small, "{text}");
        }
        assert_eq!(style("/* no end").as_deref(), Some("\n"));
        assert_eq!(style("a{b:'no end"), None);
        assert_eq!(style(".a\\26  b{}"), None);
    }

    #[test]
    fn a_script_keeps_its_lines_and_its_texts() {
        assert_eq!(script("// a\n\n  let x = 1 // b\n\tlet re = /[\"`]/\n").as_deref(), None);
        let small = script("// a\n\n  let x = \"// b\" // c\n  ++x\n");
        assert_eq!(small.as_deref(), Some("let x = \"// b\" // c\n++x\n"));
        assert_eq!(script("/*\n a();\n//*/\nrun();"), None);
        assert_eq!(script("let t = `\n  // text\n`"), None);
        assert_eq!(script("let t = 'a\\\n  // text'"), None);
    }

    proptest::proptest! {
        #[test]
        fn what_is_small_stays_as_it_is(text in "[a-z{}:;,/*\"'\\\\ ()\\n规]{0,80}") {
            if let Some(once) = style(&text) {
                let twice = style(&once).unwrap_or_default();
                proptest::prop_assert_eq!(twice.trim_end(), once.trim_end());
            }
            if let Some(once) = script(&text) {
                proptest::prop_assert_eq!(script(&once).unwrap_or_default(), once);
            }
        }
    }
}
