//! What documents and plain pages show, and documents in lists.

use super::{ContactView, Extra, LinkView, views};

views! {
    /// A document in a list.
    pub struct ItemRow {
        /// Its title.
        pub title: String,
        /// Its page.
        pub href: String,
        /// The agency's short name.
        pub agency: String,
        /// 发布日期.
        pub published: Option<String>,
        /// 成文日期.
        pub issued: Option<String>,
        /// 索引号.
        pub index_number: Option<String>,
        /// 文号.
        pub document_number: Option<String>,
        /// The category in the office's words.
        pub category: Option<String>,
        /// `in_force`, `repealed`, `lapsed`, `amended`, `not_yet`.
        pub validity: Option<&'static str>,
        /// 内容概述; may be empty.
        pub summary: String,
    }

    /// `item.html`: a disclosure document.
    pub struct ItemView {
        /// The agency's full name.
        pub agency: String,
        /// 索引号.
        pub index_number: Option<String>,
        /// 文号.
        pub document_number: Option<String>,
        /// The category in the office's words.
        pub category: Option<String>,
        /// The list of that category.
        pub category_href: Option<String>,
        /// 主题分类.
        pub topic: Option<String>,
        /// The list of that topic.
        pub topic_href: Option<String>,
        /// 体裁.
        pub genre: Option<String>,
        /// The list of that genre.
        pub genre_href: Option<String>,
        /// 成文日期.
        pub issued: Option<String>,
        /// 发布日期.
        pub published: Option<String>,
        /// 施行日期.
        pub effective: Option<String>,
        /// `in_force`, `repealed`, `lapsed`, `amended`, `not_yet`.
        pub validity: Option<&'static str>,
        /// What took its place.
        pub repealed_by: Option<LinkView>,
        /// What it took the place of.
        pub replaces: Vec<LinkView>,
        /// 内容概述; may be empty.
        pub summary: String,
        /// 关键词.
        pub keywords: Vec<String>,
        /// Its files.
        pub attachments: Vec<AttachmentView>,
        /// The agency's next older document.
        pub earlier: Option<LinkView>,
        /// The agency's next newer document.
        pub later: Option<LinkView>,
        /// Keys of the office's own.
        pub extra: Extra,
    }

    /// A file that belongs to a document.
    pub struct AttachmentView {
        /// The words that link to it, else its name.
        pub title: String,
        /// The file.
        pub href: String,
        /// Its kind, by its ending: `PDF`, `XLSX`.
        pub kind: String,
        /// Its size: `12 KB`.
        pub size: String,
    }

    /// `plain.html`, and `application.html` for 依申请公开: a guide, a rule, any other page of text.
    pub struct PlainView {
        /// As `page.kind`.
        pub kind: &'static str,
        /// The day it was published.
        pub published: Option<String>,
        /// How to reach the agency it belongs to; none for a page of the portal.
        pub contact: Option<ContactView>,
        /// For 依申请公开, the empty form.
        pub form: Option<LinkView>,
        /// Keys of the office's own.
        pub extra: Extra,
    }
}
