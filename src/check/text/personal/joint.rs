//! What stands between groups of digits, and how the groups of a number are written.

use super::Kind;
use super::number;

/// What stands between two groups of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// Nothing that is seen.
    Tight,
    Space,
    Hyphen,
    Dot,
    Line,
    Cell,
    /// What parts the members of a list, and the groups of a number only where somebody typed it so: 138/0013/8000.
    Mark,
}

/// Entities that are not seen, and those that are spaces.
const UNSEEN: [&str; 4] = ["&#8203;", "&shy;", "&zwnj;", "&zwj;"];
const SPACES: [&str; 7] = ["&nbsp;", "&ensp;", "&emsp;", "&#160;", "&thinsp;", "&#x3000;", "&#12288;"];

/// What a gap is, if digits may go on behind it.
pub fn joint(gap: &str) -> Option<Joint> {
    if gap.len() > 60 {
        return None;
    }
    let (mut joint, mut stars, mut has_tab) = (Joint::Tight, 0, false);
    let mut rest = gap;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        let next = match c {
            c if is_unseen(c) => Joint::Tight,
            '*' | '~' => {
                stars += 1;
                Joint::Tight
            }
            '<' => {
                length = rest.find('>').filter(|end| *end < 40)? + 1;
                if rest[..length].starts_with("<br") { Joint::Line } else { Joint::Tight }
            }
            '&' => {
                let (name, next) = entity(rest)?;
                length = name.len();
                next
            }
            '\n' => Joint::Line,
            '|' => Joint::Cell,
            // The mark of a quotation at the head of its line.
            '>' if joint == Joint::Line => Joint::Tight,
            '-' | '‐' | '‑' | '–' | '—' | '－' | '·' | '−' => Joint::Hyphen,
            '.' | '．' if gap.len() == c.len_utf8() => Joint::Dot,
            c if is_mark(c) => Joint::Mark,
            c if c.is_whitespace() => {
                has_tab |= c == '\t';
                Joint::Space
            }
            _ => return None,
        };
        joint = together(joint, next)?;
        rest = &rest[length..];
    }
    // Columns of a list are parted by tabs.
    let joint = if has_tab && joint == Joint::Space { Joint::Cell } else { joint };
    // Asterisks that hide digits are more than a mark of emphasis.
    (stars <= 2).then_some(joint)
}

/// What two of them make that stand one behind the other, if digits may go on behind both.
fn together(before: Joint, next: Joint) -> Option<Joint> {
    match (before, next) {
        (same, Joint::Tight) => Some(same),
        (Joint::Tight | Joint::Space, other) => Some(other),
        (same, Joint::Space) => Some(same),
        (Joint::Hyphen | Joint::Mark, Joint::Hyphen | Joint::Mark) => Some(Joint::Mark),
        // Two breaks are a new paragraph, a break and a cell a new row.
        _ => None,
    }
}

/// What is not seen, or takes away the meaning of what follows.
fn is_unseen(c: char) -> bool {
    match c {
        '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}' => true,
        // The marks of a keycap: 1️⃣.
        '\u{fe0f}' | '\u{20e3}' => true,
        c => c == '\\',
    }
}

/// What parts the members of a list.
pub fn is_mark(c: char) -> bool {
    matches!(
        c,
        '/' | '、'
            | '，'
            | ','
            | ':'
            | '：'
            | '～'
            | '_'
            | '('
            | ')'
            | '（'
            | '）'
            | '['
            | ']'
            | '【'
            | '】'
            | '•'
            | '・'
            | '‧'
            | '…'
    )
}

fn entity(rest: &str) -> Option<(&'static str, Joint)> {
    let find = |names: &[&'static str]| names.iter().copied().find(|name| rest.starts_with(name));
    find(&SPACES).map(|name| (name, Joint::Space)).or_else(|| find(&UNSEEN).map(|name| (name, Joint::Tight)))
}

/// Whether so many groups, the first of which is so long, may be one of those that [`is_marked`] knows.
pub fn may_be_marked(groups: usize, first: usize) -> bool {
    (2..=4).contains(&groups) && matches!(first, 2 | 3 | 6)
}

/// Whether groups with marks between them are those of one number, and not the members of a list.
pub fn is_marked(kind: Kind, sizes: &[usize], written: &str) -> bool {
    match kind {
        // 转138、12345678 are an extension and a land line.
        Kind::Mobile if sizes == [3, 8] => written.contains([')', '）', ']', '】']),
        Kind::Mobile => sizes == [3, 4, 4] || sizes == [2, 3, 3, 3],
        Kind::Identity => sizes == [6, 8, 4] || sizes == [6, 8, 3, 1],
        _ => false,
    }
}

/// Whether a mobile number falls into groups that only a hand makes: 1380013 8000, (138)00138000. What stands between
/// the members of a list makes none.
pub fn is_by_hand(kind: Kind, joints: &[Joint], sizes: &[usize], written: &str) -> bool {
    let grouped = [&[7, 4][..], &[3, 8], &[5, 6], &[6, 5], &[3, 4, 4], &[4, 4, 3], &[3, 2, 2, 2, 2]].contains(&sizes);
    let joined = |joint: &Joint| matches!(joint, Joint::Space | Joint::Hyphen | Joint::Dot | Joint::Mark);
    let listed = written.contains([',', '，', '、', '/', ':', '：', ';']);
    let with_trunk = joints.is_empty() && sizes == [12];
    kind == Kind::Mobile && (with_trunk || grouped && joints.iter().all(joined) && !listed)
}

/// Whether a number is written as such numbers are.
pub fn is_usual(kind: Kind, joints: &[Joint], sizes: &[usize], digits: &[u8]) -> bool {
    if joints.iter().all(|joint| *joint == Joint::Tight) {
        // The nought that is dialled first stands before few numbers: only a label tells.
        return !(kind == Kind::Mobile && number::has_trunk(digits));
    }
    match kind {
        _ if joints.contains(&Joint::Mark) => false,
        _ if joints.contains(&Joint::Dot) && kind != Kind::Mobile => false,
        // Division, day and check digit have all been looked at; a few cells or pieces cannot agree by chance.
        Kind::Identity => {
            let alike = joints.windows(2).all(|pair| pair[0] == pair[1] || pair[1] == Joint::Tight);
            sizes.len() <= 6 || (alike && sizes.iter().all(|size| *size <= 2))
        }
        Kind::Mobile if number::has_trunk(digits) => false,
        Kind::Mobile => {
            let same = joints.windows(2).all(|pair| pair[0] == pair[1]);
            let visible = matches!(joints[0], Joint::Space | Joint::Hyphen);
            let years =
                digits.len() == 11 && [&digits[3..7], &digits[7..]].iter().all(|year| number::begins_as_year(year));
            let lonely = sizes.len() == 11 && joints[0] == Joint::Space;
            let line = joints.iter().all(|joint| matches!(joint, Joint::Tight | Joint::Line));
            let dotted = joints[0] == Joint::Dot && same && sizes == [3, 4, 4];
            let prefixed = matches!(digits, [b'8', b'6', ..]) && sizes[0] == 2;
            line || dotted || prefixed || same && visible && (lonely || sizes == [3, 4, 4] && !years)
        }
        Kind::Card => {
            let fours = sizes[..sizes.len() - 1].iter().all(|size| *size == 4) && sizes[sizes.len() - 1] <= 4;
            // The cards of farmers' banks are printed so: 623091 9019754140959.
            let in_two = sizes == [6, 13] && joints[0] == Joint::Space && number::is_unionpay(digits);
            in_two || fours && joints.iter().all(|joint| *joint == joints[0]) && joints[0] != Joint::Cell
        }
        _ => false,
    }
}
