//! Where a figure may begin in a text, and which it is.

use crate::needles::spots;

/// The bytes at which a figure, an `X` or a mark instead of it may begin: most bytes of a text are none of them.
pub fn figures(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    // A figure of full width is known by its second and third byte, which few other characters have.
    let fits = |first: u8, second: u8| {
        first.is_ascii_digit()
            | (first == b'x')
            | (first == b'X')
            | (first == 0xbc) & (((0x90..=0x99).contains(&second)) | (second == 0xb8) | (second == 0x8a))
            | (first == 0xbd) & (second == 0x98)
            | (first == b'*')
            | (first == 0xc3) & (second == 0x97)
            | (first == 0x85) & ((second == 0xa9) | (second == 0xb9))
            | (first == 0xd0) & (second == 0xa5)
            | (first == 0xce) & (second == 0xa7)
    };
    spots(bytes, fits).map(|at| if matches!(bytes[at], 0xbc | 0xbd | 0x85) { at.saturating_sub(1) } else { at })
}

/// Where the entity ends whose number begins at a byte: &#8203; is no digit but a space. Nought where there is none.
pub fn entity_end(bytes: &[u8], at: usize) -> usize {
    const LONGEST: usize = 8;
    let begins = matches!(bytes[..at], [.., b'&', b'#']);
    let end = || bytes[at..].iter().take(LONGEST).position(|byte| *byte == b';');
    if begins { end().map_or(0, |end| at + end) } else { 0 }
}

/// The digit that an entity stands for, whose number is between two bytes, and where the entity begins: &#49; is 1.
pub fn entity_digit(bytes: &[u8], at: usize, end: usize) -> Option<(u8, usize)> {
    let number = std::str::from_utf8(&bytes[at..end]).ok()?;
    // An x is a place where a figure may begin, too.
    let (number, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |number| (number, 16));
    let code = u8::from_str_radix(number, radix).ok().filter(u8::is_ascii_digit)?;
    Some((code, at - "&#".len()))
}

/// A digit, half or full width; or an `X` where seventeen digits or more stand before it.
pub fn digit_at(bytes: &[u8], at: usize, before: usize) -> Option<(u8, usize)> {
    match bytes[at] {
        digit @ b'0'..=b'9' => Some((digit, 1)),
        b'x' | b'X' if before >= 17 => Some((b'X', 1)),
        b'*' if before >= 17 && is_last(bytes, at, 1) => Some((b'*', 1)),
        // Typed for an X, or a mark.
        0xc3 if before >= 17 && bytes.get(at + 1) == Some(&0x97) && is_last(bytes, at, 2) => Some((b'X', 2)),
        // Other signs that look like one: the Roman ten, and letters of other alphabets.
        0xe2 if before >= 17 && matches!(bytes.get(at + 1..at + 3), Some([0x85, 0xa9 | 0xb9])) => Some((b'X', 3)),
        0xd0 if before >= 17 && bytes.get(at + 1) == Some(&0xa5) => Some((b'X', 2)),
        0xce if before >= 17 && bytes.get(at + 1) == Some(&0xa7) => Some((b'X', 2)),
        0xef if bytes.get(at + 1) == Some(&0xbc) => match bytes.get(at + 2) {
            Some(low @ 0x90..=0x99) => Some((low - 0x90 + b'0', 3)),
            Some(0xb8) if before >= 17 => Some((b'X', 3)),
            Some(0x8a) if before >= 17 && is_last(bytes, at, 3) => Some((b'*', 3)),
            _ => None,
        },
        0xef if bytes.get(at + 1..at + 3) == Some(&[0xbd, 0x98]) && before >= 17 => Some((b'X', 3)),
        _ => None,
    }
}

/// Whether a mark hides no more than the last of eighteen digits, and emphasizes nothing. In Markdown a backslash may stand
/// before it.
fn is_last(bytes: &[u8], at: usize, length: usize) -> bool {
    const SHOWN: usize = 17;
    let head = bytes[..at].strip_suffix(b"\\").unwrap_or(&bytes[..at]);
    let (shown, begin) = shown(head, SHOWN);
    let is_mark = |b: u8| matches!(b, b'*' | b'\\' | 0xc3) || b.is_ascii_alphanumeric();
    let emphasized = begin.checked_sub(1).is_some_and(|before| is_mark(head[before]));
    shown == SHOWN
        && !emphasized
        && !bytes.get(at + length).is_some_and(|next| is_mark(*next))
        && !bytes[at + length..].starts_with("＊".as_bytes())
}

/// How many digits stand at the end of some bytes, with one space between two of them or none, and where the first of them
/// is; no more than so many.
fn shown(bytes: &[u8], most: usize) -> (usize, usize) {
    let (mut count, mut begin) = (0, bytes.len());
    for (at, byte) in bytes.iter().enumerate().rev() {
        match byte {
            b'0'..=b'9' if count < most => (count, begin) = (count + 1, at),
            b' ' if count > 0 && count < most && begin == at + 1 => {}
            _ => break,
        }
    }
    (count, begin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_may_be_a_digit() {
        let read = |text: &str| {
            let at = text.find(|c: char| c.is_ascii_digit() || c == 'x').unwrap();
            let end = entity_end(text.as_bytes(), at);
            (end > 0).then(|| entity_digit(text.as_bytes(), at, end)).flatten()
        };
        assert_eq!(read("a&#49;"), Some((b'1', 1)));
        assert_eq!(read("&#x39;"), Some((b'9', 0)));
        for none in ["&#8203;", "&#160;", "&#20013;", "#49;", "&#49", "49"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn a_mark_is_a_digit_only_where_it_hides_the_last() {
        let last = |text: &str, mark: &str| digit_at(text.as_bytes(), text.find(mark).unwrap(), 17);
        assert_eq!(last("11010519491231002*，", "*"), Some((b'*', 1)));
        assert_eq!(last("11010519491231002\\*", "*"), Some((b'*', 1)));
        assert_eq!(last("11010519491231002＊", "＊"), Some((b'*', 3)));
        assert_eq!(last("11010519491231002×", "×"), Some((b'X', 2)));
        assert_eq!(last("号 1101051949123100 2*", "*"), Some((b'*', 1)));
        for none in ["11010519491231002**", "11010519491231002*1", "111010519491231002*", "1101051949123100*"] {
            assert_eq!(last(none, "*"), None, "{none}");
        }
        assert_eq!(digit_at(b"*11010519491231002*", 18, 17), None);
    }
}
