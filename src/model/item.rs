//! A disclosure document (主动公开信息) with its metadata.

use crate::diagnostic::Span;
use crate::yaml::Extra;

use super::body::{Body, Link};
use super::catalogue::Filed;
use super::date::Date;
use super::site::AgencyId;

#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub agency: AgencyId,
    /// The folder year.
    pub year: i16,
    /// Below `content/`, without `.md`: `shili/caizheng/2024/budget`.
    pub path: Box<str>,
    pub title: Box<str>,
    pub title_span: Option<Span>,
    /// 发布日期
    pub published: Option<Date>,
    pub published_span: Option<Span>,
    /// 成文日期
    pub issued: Option<Date>,
    /// 施行日期
    pub effective: Option<Date>,
    /// 索引号
    pub index_number: Option<Box<str>>,
    pub index_span: Option<Span>,
    /// 文号
    pub document_number: Option<Box<str>>,
    pub number_span: Option<Span>,
    /// The office's own words for where it stands in the catalogue …
    pub category: Option<Box<str>>,
    /// 主题分类
    pub topic: Option<Box<str>>,
    /// 体裁
    pub genre: Option<Box<str>>,
    /// … and the places those words mean.
    pub filed: Filed,
    pub validity: Option<Validity>,
    /// What took its place.
    pub repealed_by: Option<Link>,
    pub keywords: Vec<Box<str>>,
    /// 内容概述: the office's own, or the beginning of the text; empty where that has no sentence.
    pub summary: Box<str>,
    pub expires: Option<Date>,
    pub body: Body,
    pub extra: Extra,
}

/// 有效性
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Validity {
    InForce,
    Repealed,
    Lapsed,
    Amended,
    NotYet,
}

impl Validity {
    /// The words of content files.
    pub const CHOICES: [(&'static str, Validity); 5] = [
        ("in_force", Validity::InForce),
        ("repealed", Validity::Repealed),
        ("lapsed", Validity::Lapsed),
        ("amended", Validity::Amended),
        ("not_yet", Validity::NotYet),
    ];

    /// Its word in content files.
    pub fn id(self) -> &'static str {
        let choice = Validity::CHOICES.iter().find(|(_, validity)| *validity == self);
        choice.map(|(word, _)| *word).expect("every validity has its word")
    }
}
