//! Whether digits stand by themselves, and are no part of a longer word, an address or an amount.

use crate::fold::fold_char;

use super::Kind;
use super::label;
use super::number::begins_as_year;

/// Letters that are written right before a number and say what it is.
const BEFORE_MOBILE: [&str; 7] = ["tel", "wx", "v", "vx", "mobile", "phone", "mob"];
/// A certificate for dangerous work has a T before the number of who holds it.
const BEFORE_IDENTITY: [&str; 6] = ["g", "l", "j", "t", "id", "sfz"];

/// Whether digits stand by themselves.
pub fn stands_alone(text: &str, (start, end): (usize, usize), kind: Kind) -> bool {
    let (head, after) = (&text[..start], &text[end..]);
    let before = head.chars().next_back();
    let next = after.chars().next();
    // A resident's number says by itself what it is, in the name of a file, too.
    let joins = |c: char| kind != Kind::Identity && matches!(c, '_' | '=');
    let in_word = |c: char| c.is_ascii_alphanumeric() || joins(c) || matches!(c, '%' | '@' | '#' | '&');
    if before.is_some_and(in_word)
        && !has_letters(head, kind)
        && !is_set_equal(head)
        && !is_in_id_of_chat(head, kind)
        && !label::is_asked_by(head)
        || next.is_some_and(|c| in_word(c) && c != '&')
            && !has_degree(text, (start, end), kind)
            && !(kind == Kind::Mobile && is_mailbox_of_telephone(head, after))
    {
        return false;
    }
    let in_code = kind == Kind::Mobile && (is_in_code(head) || head.ends_with('第') && after.starts_with('号'));
    !in_code && !is_in_amount(text, (start, end), kind) && !is_dated(after) && !is_hidden(head, after)
}

/// 手机=13800138000, and ="6222…" as a workbook keeps digits for text: what is set is no part of an address.
fn is_set_equal(head: &str) -> bool {
    let set = head.strip_suffix('=');
    set.is_some_and(|set| !set.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '=' | ']')))
}

/// 微信号zhang_san_13800138000: what somebody is called where he chats, and made of his number.
fn is_in_id_of_chat(head: &str, kind: Kind) -> bool {
    const LONGEST: usize = 20;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let called = head.strip_suffix(['_', '-']).unwrap_or_default();
    let before = called.trim_end_matches(is_part);
    let before = before.trim_end_matches(['：', ':', '为', ' ', '（', '(', '“']);
    kind == Kind::Mobile
        && (1..LONGEST).contains(&(head.len() - before.len()))
        && ["微信", "微信号", "微信id", "微信ID"].iter().any(|word| before.ends_with(word))
}

/// TEL13800138000, ID11010519491231002X.
fn has_letters(head: &str, kind: Kind) -> bool {
    let known: &[&str] = match kind {
        Kind::Mobile => &BEFORE_MOBILE,
        Kind::Identity => &BEFORE_IDENTITY,
        _ => return false,
    };
    let letters = head.bytes().rev().take_while(u8::is_ascii_alphabetic).take(8).count();
    let (rest, word) = head.split_at(head.len() - letters);
    let joined = rest.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '=' | '/' | '@' | '.'));
    !joined && known.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// 13800138000@139.com: whether a mailbox is called after the telephone it was given out for. Numbers before qq.com are none.
fn is_mailbox_of_telephone(head: &str, after: &str) -> bool {
    const HOSTS: [&str; 5] = ["@139.com", "@189.cn", "@wo.cn", "@163.com", "@126.com"];
    let joins = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
    let host = HOSTS.iter().find_map(|host| after.strip_prefix(host));
    !head.ends_with(joins)
        && host.is_some_and(|rest| !rest.trim_start_matches('.').starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// The kind and degree of a disability behind a resident's number, and that the certificate was lost: 43B1.
fn has_degree(text: &str, (start, end): (usize, usize), kind: Kind) -> bool {
    let rest = &text.as_bytes()[end..];
    let renewed = matches!(rest, [b'B' | b'b', b'1'..=b'9', ..]);
    kind == Kind::Identity
        && end - start >= 20
        && renewed
        && !rest.get(2).is_some_and(|next| next.is_ascii_alphanumeric())
}

/// 2022-DT-138-0013-8000 is the number of a lift.
fn is_in_code(head: &str) -> bool {
    // GB/T 138-1234-5678 is a standard.
    if head.ends_with("/T ") {
        return true;
    }
    let Some(head) = head.strip_suffix('-') else { return false };
    let letters = head.bytes().rev().take_while(u8::is_ascii_alphabetic).take(8).count();
    let word = &head[head.len() - letters..];
    letters > 0 && !BEFORE_MOBILE.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether digits go on behind a point or, where commas part them, behind a comma: 13,800,138,000,000. A row of figures
/// kept as numbers has 13800138000.0.
fn is_in_amount(text: &str, (start, end): (usize, usize), kind: Kind) -> bool {
    let parted = text[start..end].contains(',');
    let parts = |c: char| c == '.' || c == ',' && parted;
    let (mut head, mut tail) = (text[..start].chars().rev(), text[end..].chars());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if head.next().is_some_and(parts) && digit(head.next()) {
        return true;
    }
    // Cells of a table that ran together: １１９４．１０３０．２２１３; a list has such a point behind its numbers, too.
    let mut wide = text[..start].chars().rev();
    if kind == Kind::OldIdentity
        && wide.next() == Some('．')
        && wide.next().is_some_and(|c| fold_char(c).is_some_and(|c| c.is_ascii_digit()))
    {
        return true;
    }
    let kept = matches!(kind, Kind::Mobile | Kind::Identity) && is_kept_as_figure(&text[end..]);
    !kept && tail.next().is_some_and(parts) && digit(tail.next())
}

/// Whether `.0` or `.00` stands behind a number, as where a workbook's figures are written out.
pub fn is_kept_as_figure(after: &str) -> bool {
    let noughts = |after: &str| after.bytes().take_while(|b| *b == b'0').count();
    after.strip_prefix('.').is_some_and(|after| {
        let length = noughts(after);
        matches!(length, 1 | 2) && !after[length..].starts_with(|c: char| c.is_ascii_alphanumeric())
    })
}

/// An index number: 11341500/202203-00012.
fn is_dated(after: &str) -> bool {
    after.strip_prefix('/').is_some_and(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let year = begins_as_year(rest.as_bytes());
        year && matches!(digits, 4 | 6) && rest[digits..].starts_with('-')
    })
}

fn is_hidden(head: &str, after: &str) -> bool {
    let stars = |chars: &mut dyn Iterator<Item = char>| chars.take_while(|c| matches!(c, '*' | '×' | '＊')).count();
    stars(&mut head.chars().rev().take(3)) == 3 || stars(&mut after.chars().take(3)) == 3
}
