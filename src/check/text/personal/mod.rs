//! Personal data (个人信息保护法 art. 25 and 28; 政务公开工作要点 2018: 去标识化): numbers, addresses and tables that
//! belong to people and not to an office. A finding never says the value itself, only a masked one.

pub mod attachment;
mod beside;
mod column;
mod figures;
mod flat;
mod label;
mod number;
mod office;
mod table;

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, FileId, Secret, Span};
use crate::model::{Date, Site};

use figures::Candidate;
use table::Tables;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Identity,
    Mobile,
    Card,
    Email,
    HomeAddress,
    Plate,
    /// A table that pairs names with what nobody need know.
    Column,
    OldIdentity,
}

impl Kind {
    pub fn code(self) -> Code {
        match self {
            Kind::Identity => Code::X101,
            Kind::Mobile => Code::X102,
            Kind::Card => Code::X103,
            Kind::Email => Code::X104,
            Kind::HomeAddress => Code::X105,
            Kind::Plate => Code::X106,
            Kind::Column => Code::X107,
            Kind::OldIdentity => Code::X108,
        }
    }
}

/// One thing found: its bytes in the text, and what may be said of it.
#[derive(Debug, Clone)]
pub struct Found {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// As it is compared with what an office declared: digits alone, or small letters.
    pub value: String,
    /// The value masked as offices mask it; for a table, the header of the column.
    pub masked: String,
    /// A second place: the header of the names.
    pub beside: Option<Range<usize>>,
}

impl Found {
    fn number(kind: Kind, start: usize, end: usize, value: String) -> Found {
        let masked = masked(kind, &value);
        let value = if kind == Kind::Mobile { value[value.len() - 11..].to_owned() } else { value };
        Found { kind, start, end, value, masked, beside: None }
    }

    fn words(kind: Kind, start: usize, end: usize, words: &str) -> Found {
        let value: String = words.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        Found { kind, start, end, masked: masked(kind, words), value, beside: None }
    }

    /// The finding at a span, which is the thing's own or that of the file that holds it.
    pub fn diagnostic(&self, span: Span) -> Diagnostic {
        let finding = Diagnostic::new(self.kind.code(), span).arg("value", &*self.masked).subject(self.masked.clone());
        finding.secret(if self.kind == Kind::Column { Secret::No } else { Secret::Text })
    }
}

/// `35*************123`, `138****1234`, `******0000`: what an office leaves when it masks by hand.
fn masked(kind: Kind, value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    let keep = |head: usize, tail: usize| {
        let hidden = chars.len().saturating_sub(head + tail);
        let head: String = chars.iter().take(head).collect();
        let tail: String = chars.iter().skip(chars.len() - tail.min(chars.len())).collect();
        format!("{head}{}{tail}", "*".repeat(hidden))
    };
    match kind {
        Kind::Identity | Kind::OldIdentity => keep(2, 3),
        Kind::Mobile => {
            let number = &value[value.len().saturating_sub(11)..];
            format!("{}****{}", &number[..3], &number[7..])
        }
        Kind::Card => keep(0, 4),
        Kind::Email => match value.split_once('@') {
            Some((name, host)) => format!("{}***@{host}", name.chars().take(1).collect::<String>()),
            None => "***".to_owned(),
        },
        Kind::Plate => keep(2, 1),
        Kind::HomeAddress => format!("{}****", chars.iter().take(chars.len().min(6)).collect::<String>()),
        Kind::Column => value.to_owned(),
    }
}

/// What an office has said is public, and the last day on which anybody was born.
pub struct Declared {
    values: HashSet<String>,
    allowed: HashSet<(Code, String)>,
    latest: Option<Date>,
}

impl Declared {
    /// The contacts and codes of the portal and of its agencies, and the portal's own list.
    pub fn of(site: &Site) -> Declared {
        let mut declared = Declared { values: HashSet::new(), allowed: HashSet::new(), latest: site.as_of };
        let organizer = &site.portal.organizer;
        let mut texts: Vec<&str> =
            [&organizer.name, &organizer.phone, &organizer.address].into_iter().flatten().map(|text| &**text).collect();
        for agency in &site.agencies {
            let contact = &agency.contact;
            let said =
                [&contact.office, &contact.address, &contact.hours, &contact.phone, &contact.fax, &contact.email];
            texts.extend(said.into_iter().chain([&agency.code]).flatten().map(|text| &**text));
        }
        site.portal.params.texts(&mut |text| declared.take(text));
        texts.into_iter().for_each(|text| declared.take(text));
        for (code, value) in &site.portal.allow {
            declared.allowed.insert((*code, plain(value)));
        }
        declared
    }

    fn take(&mut self, text: &str) {
        for found in figures::scan(text, None, &mut |candidate| candidate.is_sure) {
            self.values.insert(found.value);
        }
        let words = text.split(|c: char| c.is_whitespace() || "，、；,;（）()".contains(c));
        self.values.extend(words.filter(|word| word.contains('@')).map(str::to_ascii_lowercase));
    }

    fn has(&self, found: &Found) -> bool {
        self.values.contains(&found.value) || self.allowed.contains(&(found.kind.code(), plain(&found.value)))
    }
}

/// A value as it is compared: without spaces and marks between digits, in small letters.
fn plain(value: &str) -> String {
    let folded = crate::fold::fold(value);
    if folded.contains('@') { folded } else { folded.replace(['-', '+'], "").trim_start_matches("86").to_owned() }
}

/// Everything about people in a text, in its order. A table is lines of cells between `|` with a line of hyphens behind
/// its header, as in Markdown; readers of attachments write theirs like that too.
pub fn scan(text: &str, declared: &Declared) -> Vec<Found> {
    let tables = Tables::new(text);
    let mut found = figures::scan(text, declared.latest, &mut |candidate| judge(text, &tables, candidate));
    beside::emails(text, &tables, &mut found);
    beside::addresses(text, &mut found);
    beside::plates(text, &tables, &mut found);
    column::pairs(text, &tables, &mut found);
    found.retain(|found| !declared.has(found));
    found.sort_by_key(|found| (found.start, found.kind.code()));
    found
}

/// Whether a number is a person's, by what stands around it.
fn judge(text: &str, tables: &Tables, candidate: Candidate) -> bool {
    let Candidate { kind, digits, start, end, is_sure, usual, torn } = candidate;
    let years = &digits[6..10];
    if label::in_address(text, start, end) {
        // Files are called after days, too, but not after one before there were computers.
        return kind == Kind::Identity && is_sure && usual && !torn && years < b"1990".as_slice();
    }
    let before = label::before(text, start);
    let header = tables.header_at(start);
    let beside = label::beside(text, start);
    let says = |words: &[&str]| {
        label::has(before, words) || label::has(beside, words) || header.is_some_and(|header| label::has(header, words))
    };
    if !is_sure {
        return usual
            && match kind {
                Kind::Identity if label::has(label::sentence(text, start), &label::EXAMPLE) => false,
                // Nothing else holds a division and a day of the last century, where somebody is spoken of.
                Kind::Identity => {
                    let old = !torn && (b"1930".as_slice()..b"2000".as_slice()).contains(&years);
                    says(&label::IDENTITY_ALONE)
                        || old && !says(&label::OTHER_NUMBERS) && is_about_somebody(text, tables, start)
                }
                _ => says(&label::ACCOUNT) && is_account_of_a_person(text, tables, &candidate, says(&label::OF_PEOPLE)),
            };
    }
    let named = match kind {
        Kind::Identity | Kind::OldIdentity => says(&label::IDENTITY),
        Kind::Mobile => says(&label::PHONE) || !torn && label::has(label::before_list(text, start), &label::PHONE),
        _ => says(&label::ACCOUNT),
    };
    if kind == Kind::Card && (tables.of_firms(start) || !label::card_of_a_person(text, start, end)) {
        return false;
    }
    if named {
        return true;
    }
    // Numbers of licences and cases begin with a division and a day, too, but with one since they are given out by
    // computers: somebody born long before is told by any number that holds all of it, and somebody born later by one
    // of which nothing is said but that it is a number.
    let whole = kind == Kind::Identity && usual && !torn;
    let by_birth = whole && years < b"2000".as_slice();
    let bare =
        || whole && years < b"2013".as_slice() && !says(&label::NUMBERS_OF_THINGS) && !of_things(text, tables, start);
    let thing = kind == Kind::Identity && !by_birth && label::has(before, &label::NUMBERS_OF_THINGS);
    let other = thing || says(&label::OTHER_NUMBERS) && !bare() && (!by_birth || says(&label::REGISTERED));
    let sums =
        kind == Kind::Mobile && [header.unwrap_or_default(), beside].iter().any(|name| label::has(name, &label::SUMS));
    if other || sums || label::is_amount(&text[end..]) {
        return false;
    }
    match kind {
        // Torn over lines of nothing but figures it may be figures below each other.
        Kind::Mobile if torn => usual && label::has_words(text, start, end),
        Kind::Mobile => usual && !text[start..end].contains(['.', '．']),
        Kind::Identity => usual,
        Kind::Card => usual && (number::is_unionpay(digits) || spaced(text, start, end)),
        _ => usual && !torn,
    }
}

/// Whether a line, or the header of its table, is about projects, permits or goods.
fn of_things(text: &str, tables: &Tables, at: usize) -> bool {
    match tables.at(at) {
        Some(table) => table.header.iter().any(|cell| label::has(&text[cell.clone()], &label::NUMBERS_OF_THINGS)),
        None => label::has(label::sentence(text, at), &label::NUMBERS_OF_THINGS),
    }
}

/// Whether a line, or the header of its table, is about somebody.
fn is_about_somebody(text: &str, tables: &Tables, at: usize) -> bool {
    match tables.at(at) {
        Some(table) => table.header.iter().any(|cell| label::has(&text[cell.clone()], &label::SOMEBODY)),
        None => label::has(label::sentence(text, at), &label::SOMEBODY),
    }
}

/// Whether the number of an account, which no arithmetic tells, is one that a card has, one that only people have
/// (`of_people`), or its holder is somebody.
fn is_account_of_a_person(text: &str, tables: &Tables, account: &Candidate, of_people: bool) -> bool {
    let Candidate { digits, start, end, .. } = *account;
    if tables.of_firms(start) {
        return false;
    }
    // In a table the column is a finding of its own.
    let in_table = tables.at(start).is_some();
    let is_card = number::is_unionpay(digits) || of_people && !in_table;
    is_card && label::card_of_a_person(text, start, end)
        || !in_table && label::holder(text, start, end) == Some(label::Holder::Person)
}

/// Whether a card's number is printed as on the card.
fn spaced(text: &str, start: usize, end: usize) -> bool {
    let bytes = text[start..end].bytes();
    bytes.filter(|b| matches!(b, b' ' | b'-')).count() >= 3
}

/// The findings of a text that stands in `file` itself.
pub fn look(text: &str, file: FileId, declared: &Declared, out: &mut Vec<Diagnostic>) {
    for found in of_markdown(text, declared) {
        let finding = found.diagnostic(Span::new(file, found.start, found.end));
        out.push(match &found.beside {
            Some(names) => finding.relate(Span::new(file, names.start, names.end), "names_here", vec![]),
            None => finding,
        });
    }
}

/// Everything about people in a Markdown text, whose tables may be HTML, too.
fn of_markdown(text: &str, declared: &Declared) -> Vec<Found> {
    let tables = flat::tables_of_html(text);
    if tables.is_empty() {
        return scan(text, declared);
    }
    // What is read as a table is left out of the rest, in which every byte keeps its place.
    let mut rest = String::with_capacity(text.len());
    let mut found = Vec::new();
    for table in tables {
        rest.push_str(&text[rest.len()..table.start]);
        rest.extend(std::iter::repeat_n(' ', table.len()));
        let flat = flat::html(&text[table.clone()]);
        let back = |start, end| {
            let (start, end) = flat.range(start, end);
            table.start + start..table.start + end
        };
        found.extend(scan(&flat.text, declared).into_iter().map(|one| {
            let Range { start, end } = back(one.start, one.end);
            let beside = one.beside.as_ref().map(|names| back(names.start, names.end));
            Found { start, end, beside, ..one }
        }));
    }
    rest.push_str(&text[rest.len()..]);
    found.extend(scan(&rest, declared));
    found.sort_by_key(|found| (found.start, found.kind.code()));
    found
}

/// What a file's own name says of somebody: numbers of identity, and of a telephone between hyphens.
pub fn in_name(name: &str, declared: &Declared) -> Vec<Found> {
    let mut found = figures::scan(name, declared.latest, &mut |candidate| {
        let sure = candidate.is_sure && matches!(candidate.kind, Kind::Identity | Kind::Mobile);
        sure && !name[candidate.start..candidate.end].contains(|c: char| !c.is_ascii_alphanumeric())
    });
    found.retain(|found| !declared.has(found));
    found
}
