//! The configuration of a portal: `portal.yaml`.

use crate::diagnostic::{Code, FileId, Lang, Severity, Span};
use crate::yaml::Extra;

/// What `portal.yaml` says.
#[derive(Debug, Clone)]
pub struct Portal {
    pub file: FileId,
    pub name: String,
    /// Where the site will stand, with a slash at its end; may hold a path.
    pub base_url: String,
    pub lang: String,
    /// 政府网站标识码 (国办发〔2017〕47号, annex).
    pub site_code: Option<String>,
    pub organizer: Organizer,
    pub icp: Option<String>,
    /// 公安机关备案号
    pub police: Option<String>,
    /// How many documents stand on one page of a list.
    pub page_length: usize,
    pub theme: String,
    /// Values for the theme's templates, over those of its `theme.yaml`.
    pub params: Extra,
    /// Where the theme is named.
    pub theme_span: Span,
    /// Severity by code; `None` switches a code off.
    pub checks: Vec<(Code, Option<Severity>)>,
    /// Values that an office has made public itself, by the code that would find them.
    pub allow: Vec<(Code, Box<str>)>,
    pub extra: Extra,
}

/// 主办单位: who answers for the site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Organizer {
    pub name: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
}

impl Portal {
    /// The path of the base address, with a slash at both ends: `/`, `/zwgk/`.
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.find("://").map_or(0, |at| at + 3);
        self.base_url[after_scheme..].find('/').map_or("/", |at| &self.base_url[after_scheme + at..])
    }

    /// The domain of the base address.
    pub fn domain(&self) -> &str {
        let after_scheme = self.base_url.find("://").map_or(0, |at| at + 3);
        self.base_url[after_scheme..].split('/').next().unwrap_or_default()
    }

    /// How much the portal wants to hear of a code; `None` for what it switched off.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        let named = self.checks.iter().rev().find(|(named, _)| *named == code);
        named.map_or(Some(code.severity()), |(_, severity)| *severity)
    }

    /// The language of messages that the portal asks for.
    pub fn message_lang(&self) -> Lang {
        Lang::parse(&self.lang).unwrap_or_default()
    }
}
