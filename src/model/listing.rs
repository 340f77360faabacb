//! Lists of documents that are cut into pages, and which documents stand on which page.
//!
//! A document that is added, today's or one of ten years ago, should change a page or two of each list it belongs to
//! and leave the rest alone. So pages are not counted off from the newest: a list runs from the oldest to the newest
//! and is cut behind documents that their own path picks out, which an insertion elsewhere does not move. A page holds
//! between half and twice as many documents as the portal asks for, and is called after the day of its oldest. The
//! front holds the newest documents: at least as many as asked for, where there are so many.

use std::collections::{BTreeMap, HashMap};

use super::address::Address;
use super::item::{Item, Validity};
use super::site::{AgencyId, ItemId};

/// Which documents a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Listing {
    All,
    Year(i16),
    /// By their place in [`super::Catalogue::categories`], and so on.
    Category(u16),
    Topic(u16),
    Genre(u16),
    Validity(Validity),
    /// The documents of an agency in one category; only where the agency has more than a page's worth in all.
    AgencyCategory(AgencyId, u16),
    /// Those in no category of the catalogue; likewise.
    AgencyOthers(AgencyId),
    /// Those of one year; only where these are more than a page's worth.
    AgencyYear(AgencyId, i16),
}

impl Listing {
    /// The agency whose own list it is.
    pub fn agency(self) -> Option<AgencyId> {
        match self {
            Listing::AgencyCategory(id, _) | Listing::AgencyOthers(id) | Listing::AgencyYear(id, _) => Some(id),
            _ => None,
        }
    }
}

/// One page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leaf {
    /// The newest documents.
    Front,
    /// From 1, the oldest.
    Number(u32),
}

/// The documents of a site in their lists.
#[derive(Debug, Default)]
pub struct Index {
    length: usize,
    lists: BTreeMap<Listing, List>,
    /// For a document, the one that took its place.
    successors: HashMap<ItemId, ItemId>,
    /// For a document, those whose place it took.
    replaces: HashMap<ItemId, Vec<ItemId>>,
}

impl Index {
    /// Sorts `items` (by agency, as a site holds them) into lists of pages of about `length` documents.
    pub fn new(items: &[Item], length: usize) -> Index {
        let length = length.max(1);
        let mut by_date: Vec<ItemId> = (0..items.len()).map(|at| ItemId(at as u32)).collect();
        by_date.sort_by(|a, b| {
            let (a, b) = (&items[a.index()], &items[b.index()]);
            (a.published, &a.path).cmp(&(b.published, &b.path))
        });
        let mut own: HashMap<AgencyId, usize> = HashMap::new();
        let mut in_year: HashMap<(AgencyId, i16), usize> = HashMap::new();
        for item in items {
            *own.entry(item.agency).or_default() += 1;
            *in_year.entry((item.agency, item.year)).or_default() += 1;
        }
        let mut sorted: BTreeMap<Listing, Vec<ItemId>> = BTreeMap::new();
        for id in &by_date {
            let item = &items[id.index()];
            let large = own[&item.agency] > length;
            let long_year = in_year[&(item.agency, item.year)] > length;
            for listing in listings(item, large, long_year) {
                sorted.entry(listing).or_default().push(*id);
            }
        }
        sorted.insert(Listing::All, by_date);
        let lists = sorted.into_iter().map(|(listing, ids)| (listing, List::new(ids, items, length))).collect();
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
        self.lists.get(&listing).map_or(&[], |list| &list.items)
    }

    /// The newest documents of all.
    pub fn newest(&self, most: usize) -> impl Iterator<Item = ItemId> + '_ {
        self.of(Listing::All).iter().rev().take(most).copied()
    }

    /// About how many documents stand on a page.
    pub fn length(&self) -> usize {
        self.length
    }

    /// How many numbered pages a list has besides its front.
    pub fn numbered(&self, listing: Listing) -> u32 {
        self.lists.get(&listing).map_or(0, |list| list.starts.len() as u32 - 1)
    }

    /// The documents of one page, oldest first.
    pub fn on(&self, listing: Listing, leaf: Leaf) -> &[ItemId] {
        let Some(List { items, starts }) = self.lists.get(&listing) else { return &[] };
        let start = |page: usize| starts[page] as usize;
        match leaf {
            Leaf::Front => &items[start(starts.len() - 1)..],
            Leaf::Number(number) => &items[start(number as usize - 1)..start(number as usize)],
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

/// A list, oldest first, and where its pages start, the front last.
#[derive(Debug)]
struct List {
    items: Vec<ItemId>,
    starts: Vec<u32>,
}

impl List {
    fn new(items: Vec<ItemId>, all: &[Item], length: usize) -> List {
        let mut starts = vec![0];
        let mut last = 0;
        for at in 1..items.len() {
            let here = at - last;
            // The front keeps at least a page's worth.
            if items.len() - at < length {
                break;
            }
            let picked = hash(&all[items[at - 1].index()].path) % (length as u64) < 2;
            if (here >= length.div_ceil(2) && picked) || here == 2 * length {
                starts.push(at as u32);
                last = at;
            }
        }
        List { items, starts }
    }
}

/// FNV-1a: the same on every machine, and good enough to pick documents at random.
fn hash(path: &str) -> u64 {
    path.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The lists that hold a document; `large` and `long_year` say whether its agency has lists of its own.
fn listings(item: &Item, large: bool, long_year: bool) -> impl Iterator<Item = Listing> {
    let filed = item.filed;
    let own = large.then_some(match filed.category {
        Some(category) => Listing::AgencyCategory(item.agency, category),
        None => Listing::AgencyOthers(item.agency),
    });
    [
        Some(Listing::Year(item.year)),
        filed.category.map(Listing::Category),
        filed.topic.map(Listing::Topic),
        filed.genre.map(Listing::Genre),
        item.validity.map(Listing::Validity),
        own,
        long_year.then_some(Listing::AgencyYear(item.agency, item.year)),
    ]
    .into_iter()
    .flatten()
}

/// Empty, at no cost, where no document was repealed by another.
fn successors(items: &[Item]) -> HashMap<ItemId, ItemId> {
    if items.iter().all(|item| item.repealed_by.is_none()) {
        return HashMap::new();
    }
    let ids = || items.iter().zip((0..).map(ItemId));
    let former = |(item, id): (&Item, ItemId)| {
        let aliases = item.body.aliases.to_vec();
        aliases.into_iter().map(move |alias| (Address::file(alias.address), id))
    };
    let mut places: HashMap<Address, ItemId> = ids().flat_map(former).collect();
    places.extend(ids().map(|(item, id)| (Address::of_markdown(&item.path), id)));
    let successor = |(item, id): (&Item, ItemId)| {
        let path = item.repealed_by.as_ref()?.path.as_deref()?;
        Some((id, *places.get(&Address::of_link(path))?))
    };
    ids().filter_map(successor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;
    use crate::model::{Body, Date, Filed};
    use crate::yaml::Extra;

    fn item(number: usize) -> Item {
        let (year, rest) = (2016 + number / 360, number % 360);
        let published = Date::new(year as i16, (rest / 30 + 1) as i8, (rest % 28 + 1) as i8);
        Item {
            agency: AgencyId(0),
            year: year as i16,
            path: format!("a/{year}/notice-{number}").into(),
            title: "通知".into(),
            title_span: None,
            published,
            published_span: None,
            issued: None,
            effective: None,
            index_number: None,
            index_span: None,
            document_number: None,
            number_span: None,
            category: None,
            topic: None,
            genre: None,
            filed: Filed::default(),
            validity: None,
            repealed_by: None,
            keywords: Vec::new(),
            summary: "".into(),
            expires: None,
            body: Body {
                file: FileId(0),
                start: 0,
                hash: [0; 16],
                links: Box::default(),
                aliases: Box::default(),
                waivers: Box::default(),
            },
            extra: Extra::None,
        }
    }

    /// The paths on each page, the front last.
    fn pages(items: &[Item], length: usize) -> Vec<Vec<Box<str>>> {
        let index = Index::new(items, length);
        let numbered = (1..=index.numbered(Listing::All)).map(Leaf::Number);
        let leaves = numbered.chain([Leaf::Front]);
        let paths = |leaf| index.on(Listing::All, leaf).iter().map(|id| items[id.index()].path.clone()).collect();
        leaves.map(paths).collect()
    }

    #[test]
    fn every_document_stands_on_one_page_of_the_length_asked_for() {
        for count in [0, 1, 4, 5, 49, 50, 99, 100, 101, 1500] {
            let items: Vec<Item> = (0..count).map(item).collect();
            let pages = pages(&items, 50);
            assert_eq!(pages.iter().map(Vec::len).sum::<usize>(), count);
            let (front, numbered) = pages.split_last().unwrap();
            assert!(numbered.iter().all(|page| (25..=100).contains(&page.len())), "{count}");
            assert!(front.len() >= count.min(50) && front.len() <= 150, "{count}: {}", front.len());
        }
    }

    #[test]
    fn a_document_of_any_day_moves_few_others() {
        let items: Vec<Item> = (0..1500).map(item).collect();
        for left_out in (3..1500).step_by(31) {
            let mut without = items.clone();
            without.remove(left_out);
            let (before, after) = (pages(&without, 50), pages(&items, 50));
            let changed = after.iter().filter(|page| !before.contains(page)).count();
            assert!(changed <= 4, "{changed} pages changed");
        }
    }
}
