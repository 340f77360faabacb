//! Documents and plain pages.

use crate::markdown::Cut;
use crate::model::address::is_picture;
use crate::model::{Address, Item, ItemId, Leaf, Link, Listing, Page, PlainId, PlainKind};

use super::{Gather, contact, some, text, year_title};
use crate::render::view::*;

impl Gather<'_> {
    pub fn item(&self, id: ItemId) -> View {
        let site = self.site;
        let item = site.item(id);
        let agency = site.agency(item.agency);
        let list = |place: Option<u16>, listing: fn(u16) -> Listing| {
            place.map(|at| self.href(Page::Listing(listing(at), Leaf::Front)))
        };
        let content = Content::Item(Box::new(ItemView {
            agency: text(&agency.name),
            index_number: some(&item.index_number),
            document_number: some(&item.document_number),
            category: some(&item.category),
            category_href: list(item.filed.category, Listing::Category),
            topic: some(&item.topic),
            topic_href: list(item.filed.topic, Listing::Topic),
            genre: some(&item.genre),
            genre_href: list(item.filed.genre, Listing::Genre),
            issued: item.issued.map(|date| date.to_string()),
            published: item.published.map(|date| date.to_string()),
            effective: item.effective.map(|date| date.to_string()),
            validity: item.validity.map(|validity| validity.id()),
            repealed_by: item.repealed_by.as_ref().and_then(|link| self.successor(id, link)),
            replaces: site.index.replaced_by(id).iter().map(|id| self.item_link(*id)).collect(),
            summary: text(&item.summary),
            keywords: item.keywords.iter().map(text).collect(),
            attachments: self.attachments(item),
            earlier: self.neighbour(item, id.0.checked_add(1)),
            later: self.neighbour(item, id.0.checked_sub(1)),
            extra: item.extra.clone(),
        }));
        let mut above = self.lineage(item.agency);
        above.push(self.link(&year_title(item.year), Page::AgencyYear(item.agency, item.year)));
        let mut page = self.page_of(item.agency, self.page("item", &item.title, Page::Item(id), above));
        page.published = item.published.map(|date| date.to_string());
        page.description = text(&item.summary);
        let path = format!("{}.md", item.path);
        View { template: "item.html", page, content, body: Some(self.body(&item.body, &path, Cut::Whole)) }
    }

    fn item_link(&self, id: ItemId) -> LinkView {
        self.link(&self.site.item(id).title, Page::Item(id))
    }

    /// A document of the same agency, by its place in the list of all.
    fn neighbour(&self, item: &Item, at: Option<u32>) -> Option<LinkView> {
        let id = ItemId(at?);
        let other = self.site.items.get(id.index())?;
        (other.agency == item.agency).then(|| self.item_link(id))
    }

    /// What took a document's place, under its title if it is a page of this portal; nothing while that is hidden.
    fn successor(&self, id: ItemId, link: &Link) -> Option<LinkView> {
        if let Some(new) = self.site.index.successor(id) {
            return Some(self.item_link(new));
        }
        let Some(path) = &link.path else {
            return Some(LinkView { title: text(&link.target), href: text(&link.target) });
        };
        let address = Address::of_link(path);
        if let Some((page, title)) = self.site.titled_at(&address) {
            return Some(self.link(title, page));
        }
        let hidden = self.site.hidden.items.iter().any(|item| Address::of_markdown(&item.path) == address);
        (!hidden).then(|| LinkView::new(&*link.target, self.base, &address))
    }

    /// The files of a document: those it links to, and those in the folder of its name.
    fn attachments(&self, item: &Item) -> Vec<AttachmentView> {
        let known = &self.site.attachments;
        let find = |path: &str| known.binary_search_by(|(known, _)| (**known).cmp(path)).ok();
        let mut found: Vec<(usize, &str)> = Vec::new();
        for link in &item.body.links {
            if let Some(at) = link.path.as_deref().filter(|path| !is_picture(path)).and_then(find) {
                found.push((at, &link.text));
            }
        }
        let folder = format!("{}/", item.path);
        let first = known.partition_point(|(path, _)| **path < *folder);
        let inside = known[first..].iter().take_while(|(path, _)| path.starts_with(&folder)).enumerate();
        found.extend(inside.filter(|(_, (path, _))| !is_picture(path)).map(|(at, _)| (first + at, "")));
        let mut seen = Vec::new();
        found.retain(|(at, _)| {
            !seen.contains(at) && {
                seen.push(*at);
                true
            }
        });
        found.into_iter().map(|(at, words)| self.attachment(&known[at].0, words)).collect()
    }

    fn attachment(&self, path: &str, words: &str) -> AttachmentView {
        let name = path.rsplit('/').next().unwrap_or(path);
        let title = if words.trim().is_empty() { name } else { words.trim() };
        let place = self.renderer.files.root().join("content").join(path);
        let size = place.metadata().map_or(0, |found| found.len());
        AttachmentView {
            title: title.to_owned(),
            href: format!("{}{path}", self.base),
            kind: name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_uppercase(),
            size: size_words(size),
        }
    }

    pub fn plain(&self, id: PlainId) -> View {
        let plain = self.site.plain(id);
        let (kind, template) = match plain.kind {
            PlainKind::Guide => ("guide", "plain.html"),
            PlainKind::Rule => ("rule", "plain.html"),
            PlainKind::Application => ("application", "application.html"),
            PlainKind::Portal => ("plain", "plain.html"),
        };
        let published = plain.published.map(|date| date.to_string());
        let agency = plain.agency;
        let content = Content::Plain(PlainView {
            kind,
            published: published.clone(),
            contact: agency.map(|agency| contact(self.site.agency(agency))),
            form: agency.filter(|_| plain.kind == PlainKind::Application).map(|agency| self.form_link(agency)),
            extra: plain.extra.clone(),
        });
        let above = agency.map(|agency| self.lineage(agency)).unwrap_or_default();
        let mut page = self.page(kind, &plain.title, Page::Plain(id), above);
        if let Some(agency) = agency {
            page = self.page_of(agency, page);
        }
        page.published = published;
        page.description = text(&plain.summary);
        let path = format!("{}.md", plain.path);
        View { template, page, content, body: Some(self.body(&plain.body, &path, Cut::Whole)) }
    }
}

/// A size as people read it: three digits at most, `1.2 MB`.
fn size_words(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let mut tenths = bytes * 10 / 1024;
    let mut unit = 0;
    while tenths >= 10 * 1000 && unit + 1 < UNITS.len() {
        tenths /= 1024;
        unit += 1;
    }
    match tenths {
        ..100 => format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit]),
        _ => format!("{} {}", tenths / 10, UNITS[unit]),
    }
}

#[cfg(test)]
mod tests {
    use super::size_words;

    #[test]
    fn sizes_are_read_at_a_glance() {
        let sizes = [0, 999, 1024, 15_360, 1_048_576, 52_428_800];
        assert_eq!(sizes.map(size_words), ["0 B", "999 B", "1.0 KB", "15 KB", "1.0 MB", "50 MB"]);
    }
}
