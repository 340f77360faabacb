//! A guide is kept up to date (R205): 条例 (国务院令第711号) art. 12. Its text is held against `agency.md`: a telephone, fax,
//! mailbox or postcode that is another there, and a name that the agency no longer has. Where a guide gives several of a
//! kind, or those of other offices, nobody can tell which should agree, and nothing is said.

use crate::diagnostic::{Arg, Code, Diagnostic, Span};
use crate::fold::fold_char;
use crate::markdown::{Kind, Paragraph};
use crate::model::{Agency, AgencyId, PlainKind};

use super::wording::{PAST, says_former};
use super::{Subject, Text};

pub fn look(text: &Text, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let Subject::Plain(id) = text.subject else { return };
    let plain = text.site.plain(id);
    let Some(agency) = plain.agency.filter(|_| plain.kind == PlainKind::Guide) else { return };
    former_names(text, agency, paragraphs, out);
    let agency = text.site.agency(agency);
    for field in &FIELDS {
        out.extend(outdated(text, agency, field, paragraphs));
    }
}

/// One way to reach an office, as guides and `agency.md` give it.
struct Field {
    /// What stands before it.
    labels: &'static [&'static str],
    what: &'static str,
    /// The agency's own.
    own: fn(&Agency) -> Option<&str>,
    /// Every such value of a text: its bytes, and what is compared.
    read: fn(&str) -> Vec<(usize, usize, String)>,
}

const FIELDS: [Field; 4] = [
    Field {
        labels: &["电话", "电话号码"],
        what: "guide_phone",
        own: |agency| agency.contact.phone.as_deref(),
        read: |words| numbers(words, 7..=12),
    },
    Field {
        labels: &["传真", "传真号码", "传真号"],
        what: "guide_fax",
        own: |agency| agency.contact.fax.as_deref(),
        read: |words| numbers(words, 7..=12),
    },
    Field {
        labels: &["邮箱", "电子邮件", "互联网联系方式", "邮箱地址"],
        what: "guide_email",
        own: |agency| agency.contact.email.as_deref(),
        read: mailboxes,
    },
    Field {
        labels: &["邮编", "邮政编码"],
        what: "guide_postcode",
        own: |agency| agency.contact.postcode.as_deref(),
        read: |words| numbers(words, 6..=6),
    },
];

/// Words of other offices that a guide names: those that watch, review, keep or hand out.
const OTHERS: [&str; 18] = [
    "监督",
    "投诉",
    "举报",
    "复议",
    "诉讼",
    "法院",
    "档案馆",
    "图书馆",
    "大厅",
    "服务中心",
    "热线",
    "查阅点",
    "上级",
    "主管",
    "技术",
    "窗口",
    "值班",
    "查阅场所",
];

/// The one value of a field in the guide, if `agency.md` has another and the guide has that nowhere.
fn outdated(text: &Text, agency: &Agency, field: &Field, paragraphs: &[Paragraph]) -> Option<Diagnostic> {
    let own = (field.own)(agency)?;
    let known: Vec<String> = (field.read)(own).into_iter().map(|(.., value)| value).collect();
    let mut given: Vec<(&Paragraph, usize, usize, String)> = Vec::new();
    let mut before: Option<&Paragraph> = None;
    for paragraph in paragraphs {
        if (field.read)(&paragraph.words).iter().any(|(.., value)| known.iter().any(|known| is_same(known, value))) {
            return None;
        }
        let about_others = |words: &str| OTHERS.iter().any(|word| words.contains(word));
        if !paragraph.under.iter().any(|heading| about_others(heading)) {
            given.extend(labelled(paragraph, before, field).into_iter().map(|(s, e, value)| (paragraph, s, e, value)));
        }
        before = Some(paragraph);
    }
    let (paragraph, start, end, value) = given.first()?;
    if known.is_empty() || given.iter().any(|(.., other)| !is_same(other, value)) {
        return None;
    }
    let range = paragraph.range(*start, *end);
    let span = Span::new(text.file, text.body + range.start, text.body + range.end);
    let found = &paragraph.words[*start..*end];
    let finding = Diagnostic::new(Code::R205, span).arg("what", Arg::Word(field.what)).arg("found", found);
    let finding = finding.arg("right", own).subject(found.to_owned());
    Some(finding.relate(Span::file(agency.body.file), "contact_here", vec![]))
}

/// The values of a field that stand behind its label: in the same sentence, or in the cell beside it.
fn labelled(paragraph: &Paragraph, before: Option<&Paragraph>, field: &Field) -> Vec<(usize, usize, String)> {
    let about_others = |words: &str| OTHERS.iter().any(|word| words.contains(word));
    if let (Kind::Cell { table, row, column }, Some(label)) = (paragraph.kind, before) {
        let beside = label.kind == Kind::Cell { table, row, column: column.wrapping_sub(1) };
        let words = label.words.trim();
        let names = field.labels.iter().any(|name| words.ends_with(name)) && !about_others(words);
        return if beside && names { (field.read)(&paragraph.words) } else { Vec::new() };
    }
    let words = &*paragraph.words;
    let found = (field.read)(words).into_iter().filter(|(start, ..)| {
        let head = words[..*start].rsplit(['。', '；', ';', '\n']).next().unwrap_or_default();
        let label = head.trim_end_matches(|c: char| c.is_whitespace() || "：:为是（(".contains(c));
        field.labels.iter().any(|name| label.ends_with(name)) && !about_others(head)
    });
    found.collect()
}

/// Whether two values are one; a number without its area code is the same.
fn is_same(one: &str, other: &str) -> bool {
    let local = one.len().min(other.len()) >= 7 && !one.contains('@');
    one == other || local && (one.ends_with(other) || other.ends_with(one))
}

/// Numbers of so many digits, with what joins an area code left out.
fn numbers(words: &str, length: std::ops::RangeInclusive<usize>) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let (mut start, mut end, mut digits) = (0, 0, String::new());
    for (at, c) in words.char_indices().chain([(words.len(), '\n')]) {
        let folded = fold_char(c);
        match folded {
            Some(digit) if digit.is_ascii_digit() => {
                if digits.is_empty() {
                    start = at;
                }
                digits.push(digit);
                end = at + c.len_utf8();
                continue;
            }
            Some('-' | ')') | None if c != '\n' && digits == "0086" => {
                digits.clear();
                continue;
            }
            // Behind an area code, or in a mobile number.
            Some('-' | ')') | None if c != '\n' && (matches!(digits.len(), 3 | 4) || is_mobile(&digits)) => continue,
            _ => {}
        }
        if length.contains(&digits.len()) {
            found.push((start, end, std::mem::take(&mut digits)));
        }
        digits.clear();
    }
    found
}

/// Whether digits may be the first seven of a mobile number, written in groups.
fn is_mobile(digits: &str) -> bool {
    digits.len() == 7 && digits.starts_with('1')
}

/// Addresses with `@`.
fn mailboxes(words: &str) -> Vec<(usize, usize, String)> {
    let in_address = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let around = |(at, _): (usize, &str)| {
        let start = words[..at]
            .rfind(|c| !in_address(c))
            .map_or(0, |last| last + words[last..].chars().next().map_or(0, char::len_utf8));
        let behind = &words[at + 1..];
        let end = at + 1 + behind.find(|c| !in_address(c)).unwrap_or(behind.len());
        (start < at && words[at..end].contains('.')).then(|| (start, end, words[start..end].to_ascii_lowercase()))
    };
    words.match_indices('@').filter_map(around).collect()
}

/// Names that the agency had before, where the guide does not say so.
fn former_names(text: &Text, id: AgencyId, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let agency = text.site.agency(id);
    let right = [Some(&agency.name), agency.short_name.as_ref(), agency.contact.office.as_ref()];
    for former in agency.former_names.iter().filter(|name| name.chars().count() >= 4) {
        // A body that was split off may have taken the name along.
        if !paragraphs.iter().any(|paragraph| paragraph.words.contains(&**former))
            || text.site.agencies.iter().any(|other| other.name == *former)
        {
            continue;
        }
        for paragraph in paragraphs {
            for (at, _) in paragraph.words.match_indices(&**former) {
                let (before, after) = (&paragraph.words[..at], &paragraph.words[at + former.len()..]);
                let head = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
                let tail = after.split(['。', '；', '\n']).next().unwrap_or_default();
                let past =
                    [head, tail].iter().any(|part| PAST.iter().any(|word| part.contains(word)) || says_former(part));
                let quoted = before.matches('《').count() > before.matches('》').count();
                let part = right.iter().flatten().any(|name| is_part_of(&paragraph.words, at, name, former));
                if past || quoted || part {
                    continue;
                }
                let range = paragraph.range(at, at + former.len());
                let span = Span::new(text.file, text.body + range.start, text.body + range.end);
                let finding = Diagnostic::new(Code::R205, span).arg("what", Arg::Word("guide_name"));
                let finding = finding.arg("found", &**former).arg("right", &*agency.name).subject(former.to_string());
                let finding = finding.fix(Some(&*agency.name));
                out.push(finding.relate(Span::file(agency.body.file), "contact_here", vec![]));
            }
        }
    }
}

/// Whether what stands at `at` is a part of a whole `name` there.
fn is_part_of(words: &str, at: usize, name: &str, part: &str) -> bool {
    name.match_indices(part).any(|(within, _)| {
        let start = at.checked_sub(within);
        start.and_then(|start| words.get(start..)).is_some_and(|words| words.starts_with(name))
    })
}
