//! The words of a line without the marks around and between them.

use super::Paragraph;
use crate::markdown::tree::multiplies;

/// The bytes that marks begin with.
const IS_MARK: [bool; 256] = {
    let (mut is_mark, marks) = ([false; 256], b"\\`[]<*~&!");
    let mut at = 0;
    while at < marks.len() {
        is_mark[marks[at] as usize] = true;
        at += 1;
    }
    is_mark
};

/// How far a mark looks for its other half; further apart they are taken for plain characters.
const REACH: usize = 600;

/// Puts a space between two lines where the words need one.
pub fn join(open: &mut Paragraph, next: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if latin(open.words.chars().next_back()) && latin(next.chars().next()) {
        push(open, ' ', open.end as usize);
    }
}

/// Adds the words of `line`, which stands at byte `at` of the text.
pub fn read(open: &mut Paragraph, text: &str, at: usize, line: &str) {
    debug_assert!(text[at..].starts_with(line));
    let bytes = line.as_bytes();
    if !bytes.iter().any(|byte| IS_MARK[usize::from(*byte)]) {
        return push_str(open, line, at);
    }
    let (mut here, mut plain) = (0, 0);
    // Where the links that are open end.
    let mut closing: Vec<usize> = Vec::new();
    while here < line.len() {
        let skip = skip(line, here, &mut closing);
        let length = match skip {
            Skip::No => {
                here += 1;
                continue;
            }
            Skip::Plain(length) => {
                here += length;
                continue;
            }
            Skip::Escape => 1,
            Skip::Drop(length) | Skip::Instead(length, _) => length,
        };
        push_str(open, &line[plain..here], at + plain);
        match skip {
            Skip::Instead(_, c) => push(open, c, at + here),
            Skip::Escape => {
                // The next character stands for itself, whatever it is.
                push_str(open, &line[here + 1..here + 2], at + here + 1);
                here += 1;
            }
            _ => {}
        }
        here += length;
        plain = here;
    }
    push_str(open, &line[plain..], at + plain);
}

/// What is to be done with the byte of a line at which a mark may stand; `closing` holds where open links end.
fn skip(line: &str, here: usize, closing: &mut Vec<usize>) -> Skip {
    let next = line.as_bytes().get(here + 1);
    match line.as_bytes()[here] {
        b'\\' if next.is_some_and(u8::is_ascii_punctuation) => Skip::Escape,
        b'`' => code(line, here),
        b'!' if next == Some(&b'[') && link(line, here + 1).is_some() => Skip::Instead(1, '\u{fffc}'),
        b'[' if next == Some(&b'^') => note(line, here),
        b'[' => match link(line, here) {
            Some(end) => {
                closing.push(end);
                Skip::Drop(1)
            }
            None => Skip::No,
        },
        b']' if closing.last() == Some(&here) => {
            closing.pop();
            Skip::Drop(1 + target(&line[here + 1..]).unwrap_or(0))
        }
        b'<' => tag(line, here),
        b'*' => emphasis(line, here),
        b'~' if next == Some(&b'~') => Skip::Drop(2),
        b'&' => entity(&line[here..]),
        _ => Skip::No,
    }
}

enum Skip {
    No,
    /// So many bytes are plain, though they look like marks.
    Plain(usize),
    Drop(usize),
    Instead(usize, char),
    Escape,
}

fn push_str(open: &mut Paragraph, words: &str, at: usize) {
    if words.is_empty() {
        return;
    }
    step(open, at);
    open.words.push_str(words);
    open.end = (at + words.len()) as u32;
}

fn push(open: &mut Paragraph, c: char, at: usize) {
    step(open, at);
    open.words.push(c);
}

/// Notes where the next word stands, if it does not follow by itself.
fn step(open: &mut Paragraph, at: usize) {
    let word = open.words.len() as u32;
    let follows = open.steps.last().is_some_and(|(w, s)| word - w + s == at as u32);
    if !follows {
        open.steps.push((word, at as u32));
    }
}

/// The part of a line in which a mark looks for its other half.
fn ahead(line: &str, from: usize) -> &str {
    let from = from.min(line.len());
    &line[from..line.floor_char_boundary(from + REACH)]
}

fn code(line: &str, here: usize) -> Skip {
    let run = |at: usize| line.as_bytes()[at..].iter().take_while(|b| **b == b'`').count();
    let length = run(here);
    let mut at = here + length;
    let limit = at + ahead(line, at).len();
    while let Some(found) = line[at..limit].find('`') {
        let start = at + found;
        let closing = run(start);
        if closing == length {
            return Skip::Instead(start + closing - here, '\u{fffc}');
        }
        at = (start + closing).min(limit);
    }
    Skip::Plain(length)
}

/// A footnote's mark.
fn note(line: &str, here: usize) -> Skip {
    match ahead(line, here).find(']') {
        Some(end) => Skip::Drop(end + 1),
        None => Skip::No,
    }
}

/// Where the words of a link end, if a link begins here.
fn link(line: &str, here: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, b) in ahead(line, here).bytes().enumerate() {
        match b {
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    let end = here + at;
                    return target(&line[end + 1..]).map(|_| end);
                }
            }
            _ => {}
        }
    }
    None
}

/// The length of a link's target: `(…)` or `[…]`.
fn target(rest: &str) -> Option<usize> {
    let close = match rest.as_bytes().first()? {
        b'(' => ')',
        b'[' => ']',
        _ => return None,
    };
    ahead(rest, 0).find(close).map(|end| end + 1)
}

/// A tag, or an address between angle brackets.
fn tag(line: &str, here: usize) -> Skip {
    let begins = line.as_bytes().get(here + 1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!'));
    match ahead(line, here).find('>').filter(|_| begins) {
        // An address is something, though no words.
        Some(end) if line[here..here + end].contains([':', '@']) => Skip::Instead(end + 1, '\u{fffc}'),
        Some(end) => Skip::Drop(end + 1),
        None => Skip::No,
    }
}

/// Asterisks around words; more than three of them, or some between figures, hide something and stay.
fn emphasis(line: &str, here: usize) -> Skip {
    let length = line.as_bytes()[here..].iter().take_while(|b| **b == b'*').count();
    let before = line[..here].chars().next_back();
    let after = line[here + length..].chars().next();
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if length > 3 || multiplies(line, here, length) || (blank(before) && blank(after)) {
        return Skip::Plain(length);
    }
    Skip::Drop(length)
}

fn entity(rest: &str) -> Skip {
    const KNOWN: [(&str, char); 8] = [
        ("&nbsp;", ' '),
        ("&ensp;", ' '),
        ("&emsp;", ' '),
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&middot;", '·'),
    ];
    if let Some((name, c)) = KNOWN.iter().find(|(name, _)| rest.starts_with(name)) {
        return Skip::Instead(name.len(), *c);
    }
    let number =
        rest.strip_prefix("&#").and_then(|number| Some(&number[..number.bytes().take(9).position(|b| b == b';')?]));
    let value = number.and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    match (number, value.and_then(char::from_u32)) {
        (Some(number), Some(c)) => Skip::Instead(number.len() + 3, c),
        _ => Skip::No,
    }
}
