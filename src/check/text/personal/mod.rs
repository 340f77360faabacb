//! Personal data (个人信息保护法 art. 25 and 28; 政务公开工作要点 2018: 去标识化): numbers, addresses and tables that
//! belong to people and not to an office. A finding never says the value itself, only a masked one.

mod ailment;
mod alone;
mod anybody;
pub mod attachment;
mod clause;
mod column;
mod digit;
mod door;
mod dwelling;
mod familiar;
mod family;
mod figures;
pub mod file_name;
mod flat;
mod form;
mod given;
mod glued;
mod headed;
mod header;
mod holder;
mod home;
mod joint;
mod judge;
mod keeper;
mod label;
mod landline;
mod lodger;
mod mailbox;
mod name;
mod number;
mod office;
mod own;
mod owner;
mod papers;
mod place;
mod plate;
mod private;
mod remark;
mod resident;
mod sensitive;
mod sent;
mod soldier;
mod someone;
mod spaced;
mod spelling;
mod spelt;
mod stairs;
mod table;
mod thing;
mod told;
mod upright;
mod veiled;

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, FileId, Secret, Span};
use crate::model::{Date, Site};

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
    /// The same, beside a name and in no table.
    Told,
    OldIdentity,
    /// A passport, a permit to pass a border, a card of social security.
    Papers,
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
            Kind::Column | Kind::Told => Code::X107,
            Kind::OldIdentity => Code::X108,
            Kind::Papers => Code::X110,
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
        let said = match self.kind {
            Kind::Told => "said",
            Kind::Mobile if self.masked.starts_with('0') => "home",
            _ => "value",
        };
        let finding = Diagnostic::new(self.kind.code(), span).arg(said, &*self.masked).subject(self.masked.clone());
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
        Kind::Papers => keep(1, 2),
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
        Kind::Column | Kind::Told => value.to_owned(),
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
        for found in figures::scan(text, None, &mut |candidate| candidate.is_sure).found {
            self.values.insert(found.value);
        }
        let words = text.split(|c: char| c.is_whitespace() || "，、；,;（）()".contains(c));
        self.values.extend(words.filter(|word| word.contains('@')).map(str::to_ascii_lowercase));
    }

    fn has(&self, found: &Found) -> bool {
        self.values.contains(&found.value) || self.allowed.contains(&(found.kind.code(), plain(&found.value)))
    }
}

/// Those of some places in which nothing was found yet.
fn unknown(places: Vec<Range<usize>>, found: &[Found]) -> Vec<Range<usize>> {
    let mut known: Vec<_> = found.iter().map(|one| one.start..one.end).collect();
    known.sort_by_key(|one| one.start);
    let apart = |one: &Range<usize>| {
        let next = known.partition_point(|other| other.end <= one.start);
        known.get(next).is_none_or(|other| one.end <= other.start)
    };
    places.into_iter().filter(apart).collect()
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
    let figures::Scanned { mut found, has_long } =
        figures::scan(text, declared.latest, &mut |candidate| judge::is_a_persons(text, &tables, candidate));
    mailbox::emails(text, &tables, &mut found);
    home::addresses(text, &mut found);
    door::doors(text, &mut found);
    lodger::lodgings(text, &tables, &mut found);
    plate::plates(text, &tables, &mut found);
    landline::of_homes(text, &mut found);
    veiled::telephones(text, &tables, &mut found);
    veiled::mistyped(text, &tables, &mut found);
    if has_long {
        papers::numbers(text, &tables, &mut found);
    }
    soldier::numbers(text, &mut found);
    column::pairs(text, &tables, &mut found);
    upright::forms(text, &tables, &mut found);
    spaced::pairs(text, &tables, &mut found);
    stairs::flats(text, &tables, &mut found);
    told::all(text, &tables, &mut found);
    ailment::all(text, &tables, &mut found);
    found.retain(|found| !declared.has(found));
    found.sort_by_key(|found| (found.start, found.kind.code()));
    found
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
