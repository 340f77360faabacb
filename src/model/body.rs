//! The Markdown of a page, known by place and hash only: its text is read again when the page is made.

use crate::diagnostic::{FileId, Span};
use crate::yaml::Extra;

use super::report::Waiver;
use super::site::AgencyId;

/// Where a page's Markdown stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    pub file: FileId,
    /// Where the Markdown begins in the file's decoded text.
    pub start: u32,
    /// The fingerprint of the whole file, so that a changed body is a changed view.
    pub hash: [u8; 16],
    /// Its links to files of the portal.
    pub links: Box<[Link]>,
    /// Former addresses of the page, below the site's root: `old/address.html`.
    pub aliases: Box<[Alias]>,
    /// Findings in it that are accepted; a report has its own.
    pub waivers: Box<[Waiver]>,
}

/// A link from a body to a file of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub span: Span,
    /// As it was written, without its fragment; empty for a link to a place on its own page.
    pub target: Box<str>,
    /// The place on the page that it names behind `#`, if it names one.
    pub fragment: Option<Box<str>>,
    /// The words that are linked; empty for a link that has none.
    pub text: Box<str>,
    /// The path below `content/` that it means; `None` when it leaves the folder.
    pub path: Option<Box<str>>,
}

/// A former address of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    pub span: Span,
    /// Without a slash before it; with one at its end, or with a file name.
    pub address: Box<str>,
}

/// A page that is neither document nor report.
#[derive(Debug, Clone)]
pub struct Plain {
    /// Below `content/`, without `.md`: `about`, `shili/guide`.
    pub path: Box<str>,
    pub agency: Option<AgencyId>,
    pub kind: PlainKind,
    pub title: Box<str>,
    pub title_span: Option<Span>,
    pub published: Option<super::Date>,
    pub published_span: Option<Span>,
    /// The beginning of its text.
    pub summary: Box<str>,
    pub body: Body,
    pub extra: Extra,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlainKind {
    /// 政府信息公开指南
    Guide,
    /// 政府信息公开制度
    Rule,
    /// 依申请公开
    Application,
    /// A page of the portal itself.
    Portal,
}
