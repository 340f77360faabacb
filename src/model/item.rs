//! A disclosure document (主动公开信息) with its metadata.

use crate::yaml::Extra;

use super::body::Body;
use super::date::Date;
use super::site::AgencyId;

#[derive(Debug, Clone)]
pub struct Item {
    pub agency: AgencyId,
    /// The folder year.
    pub year: i16,
    /// Below `content/`, without `.md`: `shili/caizheng/2024/budget`.
    pub path: Box<str>,
    pub title: Box<str>,
    /// 发布日期
    pub published: Option<Date>,
    /// 成文日期
    pub issued: Option<Date>,
    /// 索引号
    pub index_number: Option<Box<str>>,
    /// 文号
    pub document_number: Option<Box<str>>,
    pub category: Option<Box<str>>,
    /// 主题分类
    pub topic: Option<Box<str>>,
    /// 体裁
    pub genre: Option<Box<str>>,
    pub validity: Option<Validity>,
    /// The address that took its place, as written; its body's links hold it resolved.
    pub repealed_by: Option<Box<str>>,
    pub keywords: Vec<Box<str>>,
    pub aliases: Vec<Box<str>>,
    pub expires: Option<Date>,
    pub body: Body,
    pub extra: Extra,
}

/// 有效性
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
