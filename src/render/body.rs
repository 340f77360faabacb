//! A page's Markdown, read again and made into finished HTML.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::{self, Html};
use crate::model::quote;

use super::Renderer;
use super::rewrite;
use super::view::{BodyView, View};

/// The HTML of a view's body; nothing for a page without one.
pub fn render(renderer: &Renderer, view: &View) -> Result<Html, Box<Diagnostic>> {
    let Some(body) = &view.body else { return Ok(Html::default()) };
    let unreadable =
        |reason: String| Box::new(Diagnostic::new(Code::C206, Span::file(body.file)).arg("reason", reason));
    let text = renderer.files.text(body.file).map_err(|error| unreadable(format!("{error:#}")))?;
    let start = text.floor_char_boundary(body.start as usize);
    let text = quote::write_out(text, 0, &body.quoted);
    let mut html = markdown::html(&text[start..], body.cut).map_err(|error| unreadable(error.to_string()))?;
    drop(text);
    finish(renderer, body, &mut html.lead);
    for (_, section) in &mut html.sections {
        finish(renderer, body, section);
    }
    Ok(html)
}

fn finish(renderer: &Renderer, body: &BodyView, html: &mut String) {
    if !rewrite::needed(html) {
        return;
    }
    let surroundings = rewrite::Surroundings {
        own: &body.path,
        portal: &renderer.site.portal,
        images: &body.images,
        words: renderer.words,
    };
    *html = rewrite::finish(html, &surroundings);
}
