//! The made-up portal as plain data, one agency at a time: who they are, the reports they filed and the notices they
//! published. `portal` and `hugo` write the very same values down, each in the way of its program.

use crate::figures::{Figures, Ledger};
use crate::prose::{self, ReportProse};
use crate::random::Random;
use crate::stock;

/// Five reports in twenty pages: a quarter of a portal's pages are reports, since the form of 2021 covers five years.
const PAGES_PER_AGENCY: usize = 20;
/// The government of a city and the bodies it holds.
const AGENCIES_PER_GOVERNMENT: usize = 100;
const REPORT_YEARS: std::ops::RangeInclusive<u32> = 2021..=2025;
const FIRST_YEAR: u32 = 2016;
const YEARS: u32 = 10;

/// How many pages, and how they are dealt out.
#[derive(Clone, Copy)]
pub struct Plan {
    pub pages: usize,
    /// Reports and nothing else; one body in fifty files last year's words again.
    pub only_reports: bool,
}

/// One body in so many copies its reports, where there are only reports.
const COPIES: usize = 50;

pub struct Agency {
    /// Folders below the content folder: `a0001`, or `a0001/a0007` for a body of that government.
    pub path: String,
    pub name: String,
    pub short_name: String,
    pub code: String,
    pub kind: &'static str,
    pub order: usize,
    pub address: String,
    pub phone: String,
    pub reports: Vec<Report>,
    pub notices: Vec<Notice>,
}

pub struct Report {
    pub year: u32,
    pub title: String,
    pub published: String,
    pub index_number: String,
    pub figures: Figures,
    pub prose: ReportProse,
}

pub struct Notice {
    pub year: u32,
    pub slug: String,
    pub title: String,
    pub published: String,
    pub issued: String,
    pub index_number: String,
    pub document_number: String,
    pub category: &'static str,
    pub topic: &'static str,
    pub genre: &'static str,
    pub validity: &'static str,
    pub keywords: [&'static str; 3],
    pub body: String,
}

impl Plan {
    /// All agencies in order; each is made when it is asked for, so a portal of any size needs little memory.
    pub fn agencies(self) -> impl Iterator<Item = Agency> {
        let each = if self.only_reports { REPORT_YEARS.count() } else { PAGES_PER_AGENCY };
        let count = self.pages.div_ceil(each);
        (0..count).map(move |number| {
            let start = self.pages * number / count;
            let end = self.pages * (number + 1) / count;
            let copies = self.only_reports && number % COPIES == COPIES - 1;
            agency(number, end - start, copies)
        })
    }
}

fn agency(number: usize, pages: usize, copies: bool) -> Agency {
    let mut random = Random::for_agency(number);
    let mut agency = identity(number, &mut random);
    let is_government = agency.kind == "government";
    let mut ledger = Ledger::open(&mut random, is_government);
    for year in REPORT_YEARS.take(pages) {
        let mut report = report(&agency, year, &mut ledger, &mut random);
        if let Some(last) = agency.reports.last().filter(|_| copies) {
            report.prose.sections.clone_from(&last.prose.sections);
        }
        agency.reports.push(report);
    }
    let notices = pages - agency.reports.len();
    for place in 0..notices {
        let notice = notice(&agency, place, notices, number, &mut random);
        agency.notices.push(notice);
    }
    agency
}

/// Everything of an agency but what it published.
fn identity(number: usize, random: &mut Random) -> Agency {
    let (government, member) = (number / AGENCIES_PER_GOVERNMENT, number % AGENCIES_PER_GOVERNMENT);
    let seat = government * AGENCIES_PER_GOVERNMENT + 1;
    let city = prose::city(government);
    let (field, _) = stock::FIELDS[member.saturating_sub(1) % stock::FIELDS.len()];
    let (path, short_name, kind) = if member == 0 {
        (format!("a{seat:04}"), "市政府".to_owned(), "government")
    } else {
        let (ending, kind) =
            if member <= stock::FIELDS.len() { ("局", "department") } else { ("服务中心", "institution") };
        (format!("a{seat:04}/a{:04}", number + 1), format!("市{field}{ending}"), kind)
    };
    let name =
        if member == 0 { format!("{city}人民政府") } else { format!("{city}{}", &short_name["市".len()..]) };
    Agency {
        path,
        name,
        short_name,
        code: credit_code(kind, government, number),
        kind,
        order: member + 1,
        address: format!("{city}{}{}号", prose::place(random), random.within(1, 200)),
        phone: format!("0550-6{:06}", random.below(1_000_000)),
        reports: Vec::new(),
        notices: Vec::new(),
    }
}

fn report(agency: &Agency, year: u32, ledger: &mut Ledger, random: &mut Random) -> Report {
    let figures = ledger.year(random);
    let published = format!("{}-01-{:02}", year + 1, random.within(5, 30));
    Report {
        year,
        title: format!("{}{year}年政府信息公开工作年度报告", agency.name),
        index_number: format!("{}/{}01-{:05}", agency.code, year + 1, 50_000 + year % 100),
        prose: prose::report(agency, year, &figures, random),
        published,
        figures,
    }
}

/// The notice at `place` of `count`: they run evenly through the years, so each may link to those before it.
fn notice(agency: &Agency, place: usize, count: usize, number: usize, random: &mut Random) -> Notice {
    let serial = place + 1;
    let year = FIRST_YEAR + (place as u32 * YEARS) / count as u32;
    let (month, day) = (random.within(1, 12), random.within(1, 17));
    // Seven and forty have no common divisor: an agency takes up all subjects before it comes back to one.
    let subject = stock::SUBJECTS[(number * 3 + place * 7) % stock::SUBJECTS.len()];
    let (before, after, genre) = *random.pick(&stock::TITLES.each_ref());
    let title = format!("{}{before}{year}年{subject}{after}", agency.name);
    let wait = random.below(11);
    let code = mark(agency);
    Notice {
        year,
        slug: format!("notice-{serial:04}"),
        published: format!("{year}-{month:02}-{:02}", day + wait),
        issued: format!("{year}-{month:02}-{day:02}"),
        index_number: format!("{}/{year}{month:02}-{serial:05}", agency.code),
        document_number: format!("{code}〔{year}〕{serial}号"),
        category: category(year, random),
        topic: random.pick(&stock::TOPICS),
        genre,
        validity: if year < 2020 && random.one_in(3) { "lapsed" } else { "in_force" },
        keywords: [subject, random.pick(&stock::KEYWORDS[..8]), random.pick(&stock::KEYWORDS[8..])],
        body: prose::notice(agency, subject, year, random),
        title,
    }
}

/// Normative documents only in years without a report, whose table would have to count them.
fn category(year: u32, random: &mut Random) -> &'static str {
    if year < *REPORT_YEARS.start() && random.one_in(4) {
        "行政规范性文件"
    } else {
        random.pick(&stock::CATEGORIES)
    }
}

/// The letters of a document number: the city's first character and what stands for the body's field.
fn mark(agency: &Agency) -> String {
    let city = agency.name.chars().next().expect("an agency has a name");
    let field = stock::FIELDS.iter().find(|(field, _)| agency.short_name["市".len()..].starts_with(field));
    format!("{city}{}", field.map_or("政", |(_, short)| short))
}

/// A unified social credit code with both of its check characters right (GB 11714 and GB 32100).
fn credit_code(kind: &str, government: usize, number: usize) -> String {
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!("{:08}", 10_000_000 + number);
    let sum: u32 = body.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from(b'0' + digit as u8),
    };
    let office = if kind == "institution" { "12" } else { "11" };
    let code = format!("{office}34{:02}00{body}{check}", government % 99 + 1);
    let mut weight = 1;
    let mut sum = 0;
    for letter in code.bytes() {
        let value = ALPHABET.iter().position(|known| *known == letter).expect("digits and X are in the alphabet");
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    format!("{code}{}", char::from(ALPHABET[(31 - sum % 31) % 31]))
}
