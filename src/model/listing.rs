//! Lists of documents that are cut into pages, and which documents stand on which page.
//!
//! Pages are numbered from the oldest document, so that a new document changes the front of a list and nothing behind
//! it. The front holds the newest documents: at least one page's worth where there are that many, at most two.

use std::collections::{BTreeMap, HashMap};

use super::item::{Item, Validity};
use super::site::{AgencyId, ItemId};

/// Which documents a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Listing {
    All,
    Year(i16),
    /// By their place in [`super::Catalogue::categories`], and so on.
    Category(u8),
    Topic(u8),
    Genre(u8),
    Validity(Validity),
    /// The documents of an agency in one category; only where the agency has more than a page's worth in all.
    AgencyCategory(AgencyId, u8),
}

/// One page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leaf {
    /// The newest documents.
    Front,
    /// From 1, the oldest.
    Number(u32),
}

/// The documents of a site in their lists, each from the oldest to the newest.
#[derive(Debug, Default)]
pub struct Index {
    length: usize,
    lists: BTreeMap<Listing, Vec<ItemId>>,
    /// For a document, the one that took its place.
    successors: HashMap<ItemId, ItemId>,
    /// For a document, those whose place it took.
    replaces: HashMap<ItemId, Vec<ItemId>>,
}

impl Index {
    /// Sorts `items` (by agency, as a site holds them) into lists of pages of `length` documents.
    pub fn new(items: &[Item], length: usize) -> Index {
        let length = length.max(1);
        let mut by_date: Vec<ItemId> = (0..items.len()).map(|at| ItemId(at as u32)).collect();
        by_date.sort_by(|a, b| {
            let (a, b) = (&items[a.index()], &items[b.index()]);
            (a.published, &a.path).cmp(&(b.published, &b.path))
        });
        let mut own: HashMap<AgencyId, usize> = HashMap::new();
        for item in items {
            *own.entry(item.agency).or_default() += 1;
        }
        let mut lists: BTreeMap<Listing, Vec<ItemId>> = BTreeMap::new();
        for id in &by_date {
            let item = &items[id.index()];
            let large = own[&item.agency] > length;
            for listing in listings(item, large) {
                lists.entry(listing).or_default().push(*id);
            }
        }
        lists.insert(Listing::All, by_date);
        let successors = successors(items);
        let mut replaces: HashMap<ItemId, Vec<ItemId>> = HashMap::new();
        for old in (0..items.len()).map(|at| ItemId(at as u32)) {
            if let Some(new) = successors.get(&old) {
                replaces.entry(*new).or_default().push(old);
            }
        }
        Index { length, lists, successors, replaces }
    }

    /// Every list that holds anything.
    pub fn listings(&self) -> impl Iterator<Item = Listing> + '_ {
        self.lists.keys().copied()
    }

    /// The documents of a list, oldest first.
    pub fn of(&self, listing: Listing) -> &[ItemId] {
        self.lists.get(&listing).map_or(&[], Vec::as_slice)
    }

    /// The newest documents of all.
    pub fn newest(&self, most: usize) -> impl Iterator<Item = ItemId> + '_ {
        self.of(Listing::All).iter().rev().take(most).copied()
    }

    /// How many documents stand on a page.
    pub fn length(&self) -> usize {
        self.length
    }

    /// How many numbered pages a list has besides its front.
    pub fn numbered(&self, listing: Listing) -> u32 {
        (self.of(listing).len() / self.length).saturating_sub(1) as u32
    }

    /// The documents of one page, oldest first.
    pub fn on(&self, listing: Listing, leaf: Leaf) -> &[ItemId] {
        let all = self.of(listing);
        let start = |number: u32| number as usize * self.length;
        match leaf {
            Leaf::Front => &all[start(self.numbered(listing))..],
            Leaf::Number(number) => &all[start(number - 1)..start(number)],
        }
    }

    /// The document of this portal that took a document's place.
    pub fn successor(&self, id: ItemId) -> Option<ItemId> {
        self.successors.get(&id).copied()
    }

    /// The documents whose place a document took.
    pub fn replaced_by(&self, id: ItemId) -> &[ItemId] {
        self.replaces.get(&id).map_or(&[], Vec::as_slice)
    }
}

fn listings(item: &Item, large: bool) -> impl Iterator<Item = Listing> {
    let filed = item.filed;
    let own = filed.category.filter(|_| large).map(|category| Listing::AgencyCategory(item.agency, category));
    [
        Some(Listing::Year(item.year)),
        filed.category.map(Listing::Category),
        filed.topic.map(Listing::Topic),
        filed.genre.map(Listing::Genre),
        item.validity.map(Listing::Validity),
        own,
    ]
    .into_iter()
    .flatten()
}

/// Empty, at no cost, where no document was repealed by another.
fn successors(items: &[Item]) -> HashMap<ItemId, ItemId> {
    if items.iter().all(|item| item.repealed_by.is_none()) {
        return HashMap::new();
    }
    let paths: HashMap<&str, ItemId> =
        items.iter().enumerate().map(|(at, item)| (&*item.path, ItemId(at as u32))).collect();
    let successor = |(at, item): (usize, &Item)| {
        let path = item.repealed_by.as_ref()?.path.as_deref()?;
        let stem = path.trim_end_matches('/').trim_end_matches(".md");
        Some((ItemId(at as u32), *paths.get(stem)?))
    };
    items.iter().enumerate().filter_map(successor).collect()
}
