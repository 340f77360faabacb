//! The last touch on an author's HTML: links to files become links to pages, tables can be scrolled by keyboard,
//! images know their size, and links that leave the site say so.

use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::diagnostic::Words;
use crate::model::{Address, Portal, address};

/// What the rewriting depends on besides the HTML.
pub struct Surroundings<'a> {
    /// The file below `content/` that the HTML was written in.
    pub own: &'a str,
    pub portal: &'a Portal,
    /// Width and height of images, by path below `content/`.
    pub images: &'a [(String, u32, u32)],
    pub words: Words,
}

/// Whether there is anything to touch; most paragraphs have nothing.
pub fn needed(html: &str) -> bool {
    ["<a ", "<img", "<table"].iter().any(|tag| html.contains(tag))
}

/// Rewrites a fragment of HTML.
pub fn finish(html: &str, around: &Surroundings) -> String {
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("a[href]", |link| {
            anchor(link, around)?;
            Ok(())
        }))
        .append_element_content_handler(element!("img[src]", |image| {
            picture(image, around)?;
            Ok(())
        }))
        .append_element_content_handler(element!("table", |table| {
            let label = around.words.ui("table_region", &vec![]);
            let open = format!("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">");
            table.before(&open, ContentType::Html);
            table.after("</div>", ContentType::Html);
            Ok(())
        }));
    // comrak's own output is well-formed, so the rewriter has nothing to refuse.
    rewrite_str(html, settings).unwrap_or_else(|_| html.to_owned())
}

fn anchor(link: &mut Element, around: &Surroundings) -> anyhow::Result<()> {
    let target = link.get_attribute("href").unwrap_or_default();
    if link.has_attribute("data-footnote-backref") {
        link.set_attribute("aria-label", &around.words.ui("footnote_back", &vec![]))?;
    } else if target.is_empty() || address::is_on_own_computer(&target.replace("%5C", "\\")) {
        // comrak leaves nothing of an address that could run something or that lies on a disk.
        link.remove_attribute("href");
    } else if let Some(href) = href(&target, around) {
        link.set_attribute("href", &href)?;
    } else if target.starts_with("http") && !target.starts_with(around.portal.base_url.as_str()) {
        link.set_attribute("class", "external")?;
        link.set_attribute("rel", "external noopener noreferrer")?;
    }
    Ok(())
}

fn picture(image: &mut Element, around: &Surroundings) -> anyhow::Result<()> {
    let target = image.get_attribute("src").unwrap_or_default();
    if let Some(path) = address::is_internal(&target).then(|| address::resolve(around.own, &decoded(&target))).flatten()
    {
        if let Some((_, width, height)) = around.images.iter().find(|(known, ..)| *known == path) {
            image.set_attribute("width", &width.to_string())?;
            image.set_attribute("height", &height.to_string())?;
        }
        image.set_attribute("src", &format!("{}{path}", around.portal.base_path()))?;
    }
    image.set_attribute("loading", "lazy")?;
    Ok(())
}

/// The address of a link to a file or page of the portal, base path and fragment included.
fn href(target: &str, around: &Surroundings) -> Option<String> {
    if !address::is_internal(target) {
        return None;
    }
    let (path, fragment) = match target.find(['#', '?']) {
        Some(at) => target.split_at(at),
        None => (target, ""),
    };
    let path = address::resolve(around.own, &decoded(path))?;
    Some(format!("{}{}{fragment}", around.portal.base_path(), Address::of_link(&path).as_str()))
}

/// comrak escapes what is not ASCII; addresses of the portal are ASCII, so only `&amp;` remains to be undone.
fn decoded(target: &str) -> String {
    target.replace("&amp;", "&")
}
