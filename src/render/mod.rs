//! One page to bytes: what the page shows is gathered into a view, the view goes through a template, and the author's
//! HTML gets its last touch.

mod body;
mod chrome;
mod gather;
mod layout;
mod rewrite;
mod theme;
mod view;

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, FileId, Files, Words};
use crate::model::{Page, Site};
use crate::write::{Fingerprint, Fingerprinter};

pub use theme::Theme;
pub use view::{View, reference};

/// Makes the pages of one site with one theme.
pub struct Renderer<'s> {
    pub(crate) site: &'s Site,
    files: &'s Files,
    theme: &'s Theme,
    words: Words,
    /// Findings about figures, by the file they stand in.
    findings: BTreeMap<FileId, Vec<&'s Diagnostic>>,
    /// The hash so far of all that pages share: the program, the theme, what stands around every page.
    seed: Fingerprinter,
    shared: theme::Shared,
    /// The pages of the sitemap, which in a large portal has many parts.
    listed: OnceLock<Vec<Page>>,
}

impl<'s> Renderer<'s> {
    /// Prepares what all pages share. `findings` are those of the whole site; a report's page shows its own.
    pub fn new(site: &'s Site, files: &'s Files, theme: &'s Theme, findings: &'s [Diagnostic]) -> Renderer<'s> {
        let mut by_file: BTreeMap<FileId, Vec<&Diagnostic>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.code.is_arithmetic()) {
            by_file.entry(finding.span.file).or_default().push(finding);
        }
        let chrome = chrome::Chrome::new(site, theme);
        let layouts = site.forms.iter().map(|form| layout::FormLayout::new(form));
        Renderer {
            site,
            files,
            theme,
            words: Words(site.portal.message_lang()),
            findings: by_file,
            shared: theme::Shared::new(&chrome, layouts),
            listed: OnceLock::new(),
            seed: Fingerprinter::with(&(env!("GONGKAI_MARK"), theme.hash, &chrome)),
        }
    }

    /// The hash of all that decides a page: the program, the theme, the portal, and the view.
    pub fn fingerprint(&self, view: &View) -> Fingerprint {
        let mut hasher = self.seed.clone();
        view.hash(&mut hasher);
        hasher.fingerprint()
    }

    /// All that a page shows.
    pub fn view(&self, page: Page) -> View {
        gather::view(self, page)
    }

    /// The page itself.
    ///
    /// # Errors
    /// A finding about the template that failed, or about a text that could not be read again.
    pub fn page(&self, view: &View) -> Result<Vec<u8>, Box<Diagnostic>> {
        let body = body::render(self, view)?;
        self.theme.render(self, view, body).map(String::into_bytes)
    }
}
