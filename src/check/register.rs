//! The documents that an agency keeps on the portal beside what its report counts of them (R301, R302): 制发、废止、现行有效.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::form::Register;
use crate::model::{AgencyId, Date, Form, Item, ItemId, Report, Site, Validity};

/// How many documents a finding names.
const NAMED: usize = 5;

/// A document that an agency keeps in a register.
type Kept<'s> = (ItemId, &'s Item);

/// Whether a document belongs to a count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Belongs {
    Surely,
    /// Its dates do not tell.
    Perhaps,
    No,
}

/// Every report of an agency beside its documents; only an agency that marks what is in force keeps a catalogue.
pub fn counts(site: &Site, agency: AgencyId, out: &mut Vec<Diagnostic>) {
    let latest = site.reports_of(agency).next_back().map(|(_, report)| report.year);
    for (_, report) in site.reports_of(agency) {
        let Some(form) = report.form.map(|form| site.form(form)) else { continue };
        for register in &form.registers {
            // By its own words: one item of the law holds the interpretations of these documents, too.
            let is_kept = |(_, item): &Kept| item.category.as_deref().map(str::trim) == Some(&register.category);
            let kept: Vec<Kept> = site.items_of(agency).filter(is_kept).collect();
            if kept.iter().any(|(_, item)| item.validity.is_some()) {
                let is_latest = Some(report.year) == latest;
                out.extend(differences(site, (form, register), report, &kept, is_latest));
            }
        }
    }
}

fn differences(
    site: &Site,
    (form, register): (&Form, &Register),
    report: &Report,
    kept: &[Kept],
    is_latest: bool,
) -> Vec<Diagnostic> {
    type Test = fn(&Site, Kept, i16) -> Belongs;
    let counts: [(Option<u32>, Test); 3] =
        [(register.made, made), (register.repealed, repealed), (register.in_force, in_force)];
    let number = |cell: u32| Some(report.cells[cell as usize].number()?.millionths() / 1_000_000);
    let with = |test: Test, wanted: Belongs| kept.iter().filter(move |kept| test(site, **kept, report.year) == wanted);
    let most = |test: Test| with(test, Belongs::Surely).chain(with(test, Belongs::Perhaps)).count() as i64;
    // A catalogue that holds few of the documents was begun late; what it lacks says nothing.
    let is_kept_up = register.in_force.and_then(number).is_some_and(|found| most(in_force) * 2 >= found);
    let judge = |(cell, test): (Option<u32>, Test)| {
        let cell = cell?;
        let found = number(cell)?;
        let surely = with(test, Belongs::Surely).count() as i64;
        let may_lack = is_latest && is_kept_up && Some(cell) != register.repealed;
        let (code, count) = match () {
            () if found < surely => (Code::R301, surely),
            () if found > most(test) && may_lack => (Code::R302, most(test)),
            () => return None,
        };
        let (row, column) = form.place(cell);
        let finding = Diagnostic::new(code, report.cell_span(cell)?)
            .arg("row", &*row.label)
            .arg("column", &*column.label)
            .arg("found", found.to_string())
            .arg("count", count.to_string())
            .subject(form.cell_name(cell));
        let items = with(test, Belongs::Surely).map(|(_, item)| *item);
        Some(named(finding, items).relate(register.span, "form_register", vec![]))
    };
    counts.into_iter().filter_map(judge).collect()
}

/// Names the first documents of a count, and how many there are besides.
fn named<'i>(finding: Diagnostic, items: impl Iterator<Item = &'i Item>) -> Diagnostic {
    let items: Vec<&Item> = items.collect();
    let place = |item: &Item| item.published_span.unwrap_or(crate::diagnostic::Span::file(item.body.file));
    let date = |item: &Item| item.issued.or(item.published).map(|date| date.to_string()).unwrap_or_default();
    let mut finding = items.iter().take(NAMED).fold(finding, |finding, item| {
        let args = vec![("title", (&*item.title).into()), ("date", date(item).into())];
        finding.relate(place(item), "catalogue_document", args)
    });
    if let Some(next) = items.get(NAMED) {
        let args = vec![("count", (items.len() - NAMED).to_string().into())];
        finding = finding.relate(place(next), "catalogue_more", args);
    }
    finding
}

/// The years that two dates name: sure if it is one.
fn in_year(dates: [Option<Date>; 2], year: i16) -> Belongs {
    let mut years = dates.into_iter().flatten().map(Date::year);
    match (years.next(), years.next()) {
        (None, _) => Belongs::Perhaps,
        (Some(one), other) if other.is_none_or(|other| other == one) => {
            if one == year {
                Belongs::Surely
            } else {
                Belongs::No
            }
        }
        (one, other) if one == Some(year) || other == Some(year) => Belongs::Perhaps,
        _ => Belongs::No,
    }
}

/// 制发: by the date it was issued; one of December that was published in January may be counted in either year.
fn made(_: &Site, (_, item): Kept, year: i16) -> Belongs {
    in_year([item.issued, item.published], year)
}

/// When it ceased to hold: the dates of what took its place, where that is known.
fn ended(site: &Site, id: ItemId) -> [Option<Date>; 2] {
    let successor = site.index.successor(id).map(|id| site.item(id));
    successor.map_or([None, None], |item| [item.effective.or(item.issued), item.issued.or(item.published)])
}

fn has_ended(item: &Item) -> bool {
    matches!(item.validity, Some(Validity::Repealed | Validity::Lapsed))
}

/// 废止: only where the date of what took its place tells the year.
fn repealed(site: &Site, (id, item): Kept, year: i16) -> Belongs {
    let issued_later = item.issued.or(item.published).is_some_and(|date| date.year() > year);
    match has_ended(item) && !issued_later {
        true => in_year(ended(site, id), year),
        false => Belongs::No,
    }
}

/// 现行有效 at the end of the year.
fn in_force(site: &Site, (id, item): Kept, year: i16) -> Belongs {
    let issued = [item.issued, item.published];
    let years = || issued.iter().flatten().map(|date| date.year());
    if years().all(|issued| issued > year) && years().next().is_some() {
        return Belongs::No;
    }
    let begun = years().next().is_some() && years().all(|issued| issued <= year);
    let ended = ended(site, id);
    let over = |test: &dyn Fn(i16) -> bool| {
        let mut years = ended.iter().flatten().map(|date| date.year()).peekable();
        years.peek().is_some() && years.all(test)
    };
    match item.validity {
        Some(Validity::InForce | Validity::Amended) if begun => Belongs::Surely,
        Some(Validity::Repealed | Validity::Lapsed) if over(&|end| end <= year) => Belongs::No,
        Some(Validity::Repealed) if begun && over(&|end| end > year) => Belongs::Surely,
        _ => Belongs::Perhaps,
    }
}
