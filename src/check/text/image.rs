//! Images say what they show (L104): 无障碍环境建设法 art. 29 and 32. They stand in the portal itself (L101): its policy of
//! content lets browsers fetch none from elsewhere.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown;

use super::Text;

/// Every image of a text without alternative text, at the whole image.
pub fn look(text: &Text, out: &mut Vec<Diagnostic>) {
    let markdown = &text.source[text.body..];
    // Most texts have no image, and are not parsed for it.
    if !markdown.contains("![") {
        return;
    }
    let images = markdown::outline(markdown).links.into_iter().filter(|link| link.is_image);
    for image in images {
        let span = Span::new(text.file, text.body + image.whole.start, text.body + image.whole.end);
        if is_elsewhere(&image.target, &text.site.portal.base_url) {
            out.push(Diagnostic::new(Code::L106, span).arg("target", &*image.target));
        }
        if image.text.is_empty() {
            out.push(Diagnostic::new(Code::L104, span).arg("target", image.target));
        }
    }
}

/// Whether an address leads to another site than the one with this base address.
fn is_elsewhere(target: &str, base: &str) -> bool {
    let host = |address: &str| {
        let (scheme, rest) = address.split_once("//")?;
        let is_web = scheme.is_empty() || ["http:", "https:"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
        is_web.then(|| rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase())
    };
    host(target).is_some_and(|other| host(base).as_ref() != Some(&other))
}
