//! An agency (行政机关): who discloses; agencies nest, a government holds its bodies.

use crate::diagnostic::Span;
use crate::yaml::Extra;

use super::body::Body;
use super::site::{AgencyId, PlainId};

#[derive(Debug, Clone)]
pub struct Agency {
    /// The folder below `content/`: `shili/caizheng`.
    pub path: Box<str>,
    pub parent: Option<AgencyId>,
    /// The agencies right below it, in their order.
    pub children: Vec<AgencyId>,
    pub name: Box<str>,
    pub name_span: Option<Span>,
    pub short_name: Option<Box<str>>,
    /// 统一社会信用代码 (GB 32100) or 组织机构代码.
    pub code: Option<Box<str>>,
    pub level: Option<Level>,
    pub kind: Option<Kind>,
    /// Place in lists; else by code, then by path.
    pub order: Option<i32>,
    pub contact: Contact,
    /// The first and last report year for which a report must be filed.
    pub files_since: Option<i16>,
    pub files_until: Option<i16>,
    pub former_names: Vec<Box<str>>,
    /// Where all of them stand.
    pub former_span: Option<Span>,
    pub guide: Option<PlainId>,
    pub rules: Vec<PlainId>,
    /// The page on 依申请公开, where the agency has one.
    pub application: Option<PlainId>,
    /// Why a column holds nothing, in the agency's words.
    pub empty: Vec<(Column, Box<str>)>,
    /// What it keeps columns for below 法定主动公开内容, as `category:` of a document names it.
    pub categories: Vec<(Box<str>, Span)>,
    pub body: Body,
    pub extra: Extra,
}

impl Agency {
    /// Why a column holds nothing, if the agency says so.
    pub fn reason(&self, column: Column) -> Option<&str> {
        self.empty.iter().find(|(named, _)| *named == column).map(|(_, reason)| &**reason)
    }

    /// Whether its report covers the bodies below it: the government of a county or above (条例 art. 49).
    pub fn is_government(&self) -> bool {
        self.kind == Some(Kind::Government)
    }

    /// The name for narrow places.
    pub fn short(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    State,
    Province,
    City,
    County,
    Town,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Government,
    Department,
    Institution,
    Town,
    Enterprise,
}

impl Level {
    /// The words for a level of government.
    pub const CHOICES: [(&'static str, Level); 5] = [
        ("state", Level::State),
        ("province", Level::Province),
        ("city", Level::City),
        ("county", Level::County),
        ("town", Level::Town),
    ];
}

impl Kind {
    /// The words for a kind of agency.
    pub const CHOICES: [(&'static str, Kind); 5] = [
        ("government", Kind::Government),
        ("department", Kind::Department),
        ("institution", Kind::Institution),
        ("town", Kind::Town),
        ("enterprise", Kind::Enterprise),
    ];
}

/// The four parts of a platform (国办公开办函〔2019〕61号), in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// 政府信息公开指南
    Guide,
    /// 政府信息公开制度
    Rules,
    /// 法定主动公开内容
    Documents,
    /// 政府信息公开年报
    Reports,
}

impl Column {
    pub const ALL: [Column; 4] = [Column::Guide, Column::Rules, Column::Documents, Column::Reports];

    /// Its word in content files and addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Column::Guide => "guide",
            Column::Rules => "rules",
            Column::Documents => "documents",
            Column::Reports => "reports",
        }
    }
}

/// How to reach the office that answers for disclosure (条例 art. 12).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Contact {
    pub office: Option<Box<str>>,
    pub address: Option<Box<str>>,
    pub postcode: Option<Box<str>>,
    pub hours: Option<Box<str>>,
    pub phone: Option<Box<str>>,
    pub fax: Option<Box<str>>,
    pub email: Option<Box<str>>,
}
