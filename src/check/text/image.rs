//! Images say what they show (L104): 无障碍环境建设法 art. 29 and 32.

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
    for image in images.filter(|image| image.text.is_empty()) {
        let span = Span::new(text.file, text.body + image.whole.start, text.body + image.whole.end);
        out.push(Diagnostic::new(Code::L104, span).arg("target", image.target));
    }
}
