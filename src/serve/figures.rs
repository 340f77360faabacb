//! The figures of a report's page: cells know their place by their id, `<table>.<row>.<column>`, which is public
//! interface; so two builds can be compared as their readers see them.

use std::collections::BTreeMap;

/// A figure that differs between two builds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub id: String,
    pub old: String,
    pub new: String,
}

/// The figures of two pages that differ, in the order of the second page; those of the first alone come last.
pub fn changed(old: &str, new: &str) -> Vec<Figure> {
    let mut before: BTreeMap<&str, String> = cells(old).collect();
    let mut out = Vec::new();
    for (id, new) in cells(new) {
        let old = before.remove(id).unwrap_or_default();
        if old != new {
            out.push(Figure { id: id.to_owned(), old, new });
        }
    }
    out.extend(before.into_iter().map(|(id, old)| Figure { id: id.to_owned(), old, new: String::new() }));
    out
}

/// Each cell's id and what is to be read in it.
fn cells(html: &str) -> impl Iterator<Item = (&str, String)> {
    html.split("<td").skip(1).filter_map(|cell| {
        let (tag, rest) = cell.split_once('>')?;
        let id = tag.split_once("id=\"").or_else(|| tag.split_once("id="))?.1;
        let id = id.split(['"', ' ']).next()?;
        (id.matches('.').count() == 2).then_some(())?;
        let inside = rest.split("</td").next()?;
        Some((id, text(inside)))
    })
}

fn text(html: &str) -> String {
    let mut parts = html.split('<');
    let mut out = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| out.push_str(part.split_once('>').map_or("", |(_, text)| text)));
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_and_the_new_value_of_a_figure() {
        let page = |figure: &str| {
            format!(
                "<td id=\"a.b.c\" class=\"x\">{figure}</td><td id=\"a.b.d\"><span>2</span></td><td id=\"note\">3</td>"
            )
        };
        let found = changed(&page("1"), &page("<b>10</b>"));
        assert_eq!(found, [Figure { id: "a.b.c".into(), old: "1".into(), new: "10".into() }]);
        assert_eq!(changed(&page("1"), &page("1")), []);
        assert_eq!(changed("", &page("1")).len(), 2);
        assert_eq!(changed(&page("1"), "<td id=").len(), 2);
    }
}
