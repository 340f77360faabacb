//! Whether columns are kept up: what an agency says it keeps holds something (A203), and something new within the period of
//! the rule (R203), as has the home page of a whole site (R204). The periods are those of 国办秘函〔2019〕19号, 单项否决
//! “首页不更新” and “栏目不更新”, as the catalogue has them.
//!
//! What was stale on one day is staler on every later one, so the newest date in the content could stand in for today. But
//! an archive is no column: an agency that does not say which columns it keeps is looked at only when a day was given.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Span, nearest};
use crate::fold::fold;
use crate::model::{Agency, Date, Period, Site, Update};

/// What an agency published last in a category: the day and its place.
type Newest = (Date, Option<Span>);

/// The columns of every agency, and the home page.
pub fn all(site: &Site, out: &mut Vec<Diagnostic>) {
    home(site, out);
    let Some(today) = site.as_of else { return };
    if !site.is_told && site.agencies.iter().all(|agency| agency.categories.is_empty()) {
        return;
    }
    for (agency, newest) in site.agencies.iter().zip(newest(site, today)) {
        let is_asked = site.is_told || !agency.categories.is_empty();
        if is_asked && !is_closed(agency, today) {
            blank(site, agency, &newest, out);
            out.extend(stale(site, agency, today, &newest));
        }
    }
}

/// Columns that an agency says it keeps, and that hold nothing (A203) or that nobody knows (I301).
fn blank(site: &Site, agency: &Agency, newest: &BTreeMap<&str, Newest>, out: &mut Vec<Diagnostic>) {
    for (word, span) in &agency.categories {
        let is_known = site.catalogue.category(word).is_some() || site.catalogue.updates.iter().any(|u| holds(u, word));
        if !is_known {
            let near = nearest(word, site.catalogue.category_words());
            let finding = Diagnostic::new(Code::I301, *span).arg("found", &**word).fix(near);
            out.push(near.into_iter().fold(finding, |finding, near| finding.arg("near", near)));
        } else if !newest.keys().any(|category| site.catalogue.is_in_column(word, category)) {
            let finding = Diagnostic::new(Code::A203, *span).arg("column", &**word);
            out.push(finding.subject(word.to_string()));
        }
    }
}

/// Dissolved bodies update nothing.
fn is_closed(agency: &Agency, today: Date) -> bool {
    agency.files_until.is_some_and(|last| last < today.year())
}

/// The kinds of columns that an agency keeps, or where it published before, without anything new for longer than the rule
/// has it. Those without anything at all are another fault.
fn stale(site: &Site, agency: &Agency, today: Date, newest: &BTreeMap<&str, Newest>) -> Vec<Diagnostic> {
    let kept = |word: &str| {
        let own = &agency.categories;
        own.is_empty() || own.iter().any(|(own, _)| site.catalogue.is_in_column(own, word))
    };
    let late = |update: &Update| {
        let here = newest.iter().filter(|(word, _)| holds(update, word) && kept(word)).map(|(_, newest)| *newest);
        let (day, place) = here.max_by_key(|(day, _)| *day)?;
        (day < today.before(update.within)?).then(|| {
            let finding = Diagnostic::new(Code::R203, Span::file(agency.body.file))
                .arg("column", &*update.label)
                .arg("newest", day.to_string())
                .arg("within", &*update.words)
                .arg("today", today.to_string())
                .subject(update.label.to_string());
            let finding = if update.basis.is_empty() { finding } else { finding.arg("basis", &*update.basis) };
            let finding =
                place.into_iter().fold(finding, |finding, place| finding.relate(place, "newest_here", vec![]));
            finding.relate(update.span, "catalogue_update", vec![])
        })
    };
    site.catalogue.updates.iter().filter_map(late).collect()
}

fn holds(update: &Update, word: &str) -> bool {
    update.categories.iter().any(|known| **known == *word || fold(known) == fold(word))
}

/// What each agency published last, by category; what has expired since was news once.
fn newest(site: &Site, today: Date) -> Vec<BTreeMap<&str, Newest>> {
    let mut newest: Vec<BTreeMap<&str, Newest>> = vec![BTreeMap::new(); site.agencies.len()];
    for item in site.items.iter().chain(&site.hidden.items) {
        let Some(category) = item.category.as_deref().map(str::trim) else { continue };
        let Some(day) = item.published.filter(|day| *day <= today) else { continue };
        let known = newest[item.agency.index()].entry(category).or_insert((day, item.published_span));
        if known.0 < day {
            *known = (day, item.published_span);
        }
    }
    newest
}

/// How long a home page may stay as it is: 国办秘函〔2019〕19号, 单项否决 “首页不更新”.
const HOME: Period = Period::Days(14);

/// A portal that is a site of its own, and not a part of one, has a home page on which its newest documents stand.
fn home(site: &Site, out: &mut Vec<Diagnostic>) {
    let Some(today) = site.as_of.filter(|_| site.is_told && site.portal.base_path() == "/") else { return };
    let items = site.items.iter().chain(&site.hidden.items).map(|item| (item.published, item.published_span));
    let reports = site.reports.iter().map(|report| (report.published, report.published_span));
    let plains = site.plains.iter().map(|plain| (plain.published, plain.published_span));
    let days = items.chain(reports).chain(plains).filter_map(|(day, span)| Some((day?, span?)));
    let Some((day, span)) = days.filter(|(day, _)| *day <= today).max_by_key(|(day, _)| *day) else { return };
    if today.before(HOME).is_some_and(|last| day < last) {
        let finding = Diagnostic::new(Code::R204, Span::file(site.portal.file)).arg("newest", day.to_string());
        out.push(finding.arg("today", today.to_string()).relate(span, "newest_here", vec![]));
    }
}
