//! Puts together what was read: agencies into their tree, the rest into sorted lists.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, FileId};
use crate::model::lexicon::Lexicon;
use crate::model::{
    Agency, AgencyId, Body, Catalogue, Form, Hidden, Index, Item, Plain, PlainId, PlainKind, Portal, Report, Site,
};

use super::memory::Read;
use super::walk::Places;
use super::{Options, hidden, today};

/// One file, read.
#[derive(Debug, Clone)]
pub enum Found {
    Home(Body),
    Plain(Plain),
    Item(Item),
    /// A document that is not asked for.
    Draft(Item),
    Report(Report),
}

/// What is known before the bulk of the files is.
pub struct Parts {
    pub portal: Portal,
    pub forms: Vec<Arc<Form>>,
    pub catalogue: Catalogue,
    pub lexicon: Arc<Lexicon>,
    pub agencies: Vec<Agency>,
    pub attachments: Vec<(Box<str>, FileId)>,
    pub misnamed: Vec<Box<str>>,
}

/// Agencies by their folder.
pub fn places(agencies: &[Agency]) -> Places<'_> {
    agencies.iter().enumerate().map(|(index, agency)| (&*agency.path, AgencyId(index as u32))).collect()
}

/// Puts a parent before its children and siblings by `order`, code and path, and ties the tree.
pub fn in_order(mut agencies: Vec<Agency>) -> Vec<Agency> {
    agencies.sort_by(|a, b| a.path.cmp(&b.path));
    let parents: Vec<Option<usize>> = {
        let places = places(&agencies);
        let above = |path: &str| {
            let mut folder = path;
            while let Some((up, _)) = folder.rsplit_once('/') {
                if let Some(found) = places.get(up) {
                    return Some(found.index());
                }
                folder = up;
            }
            None
        };
        agencies.iter().map(|agency| above(&agency.path)).collect()
    };
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); agencies.len()];
    let mut roots = Vec::new();
    for (index, parent) in parents.iter().enumerate() {
        match parent {
            Some(parent) => children[*parent].push(index),
            None => roots.push(index),
        }
    }
    let rank = |index: &usize| {
        let Agency { order, code, path, .. } = &agencies[*index];
        (order.unwrap_or(i32::MAX), code.is_none(), code.clone(), path.clone())
    };
    roots.sort_by_cached_key(rank);
    children.iter_mut().for_each(|list| list.sort_by_cached_key(rank));
    let order = preorder(roots, &children);
    renumber(agencies, &parents, &order)
}

fn preorder(roots: Vec<usize>, children: &[Vec<usize>]) -> Vec<usize> {
    let mut stack: Vec<usize> = roots.into_iter().rev().collect();
    let mut order = Vec::with_capacity(children.len());
    while let Some(index) = stack.pop() {
        order.push(index);
        stack.extend(children[index].iter().rev());
    }
    order
}

/// Moves agencies into their order and gives parents and children their new numbers.
fn renumber(agencies: Vec<Agency>, parents: &[Option<usize>], order: &[usize]) -> Vec<Agency> {
    let mut new = vec![AgencyId(0); agencies.len()];
    for (at, index) in order.iter().enumerate() {
        new[*index] = AgencyId(at as u32);
    }
    let mut old: Vec<Option<Agency>> = agencies.into_iter().map(Some).collect();
    let mut sorted: Vec<Agency> = order.iter().map(|index| old[*index].take().expect("each once")).collect();
    for (at, index) in order.iter().enumerate() {
        if let Some(parent) = parents[*index] {
            sorted[at].parent = Some(new[parent]);
            sorted[new[parent].index()].children.push(AgencyId(at as u32));
        }
    }
    sorted
}

impl Parts {
    /// Sorts what was read into a site, and gathers the findings.
    pub fn join(self, read: Vec<Read<Found>>, options: Options, out: &mut Vec<Diagnostic>) -> Site {
        let Parts { portal, forms, catalogue, lexicon, agencies, attachments, misnamed } = self;
        let mut site = Site {
            portal,
            forms,
            catalogue,
            lexicon,
            agencies,
            items: Vec::new(),
            reports: Vec::new(),
            plains: Vec::new(),
            home: None,
            attachments,
            misnamed,
            hidden: Hidden::default(),
            as_of: None,
            is_told: options.as_of.is_some(),
            index: Index::default(),
            former: Vec::new(),
        };
        let mut drafts = Vec::new();
        for (found, _) in read {
            match found {
                Some(Found::Home(body)) => site.home = Some(body),
                Some(Found::Plain(plain)) => site.plains.push(plain),
                Some(Found::Item(item)) => site.items.push(item),
                Some(Found::Draft(item)) => drafts.push(item),
                Some(Found::Report(report)) => site.reports.push(report),
                None => {}
            }
        }
        site.items.sort_by(|a, b| {
            a.agency.cmp(&b.agency).then_with(|| b.published.cmp(&a.published)).then_with(|| a.path.cmp(&b.path))
        });
        site.reports.sort_by_key(|report| (report.agency, report.year));
        site.plains.sort_by(|a, b| a.path.cmp(&b.path));
        site.as_of = today::of(&site, options.as_of, out);
        hidden::hide(&mut site, options, &drafts);
        tie_columns(&mut site);
        site.former = site.former_addresses();
        site.index = Index::new(&site.items, site.portal.page_length);
        site
    }
}

/// Ties guides, rules and pages on applications to their agencies.
fn tie_columns(site: &mut Site) {
    for (index, plain) in site.plains.iter().enumerate() {
        let Some(agency) = plain.agency else { continue };
        let id = PlainId(index as u32);
        match plain.kind {
            PlainKind::Guide => site.agencies[agency.index()].guide = Some(id),
            PlainKind::Rule => site.agencies[agency.index()].rules.push(id),
            PlainKind::Application => site.agencies[agency.index()].application = Some(id),
            PlainKind::Portal => {}
        }
    }
}
