//! What kind of text is read, as far as its title, its day and what it belongs to tell.

use std::sync::LazyLock;

use crate::model::{Date, ItemId};
use crate::needles::Needles;

use super::super::{Subject, Text, has};
use super::day_of;

/// What kind of text it is.
pub struct Place {
    /// Whether every blank is a leftover: reports and pages of an office, which nobody fills in.
    pub all: bool,
    pub about_forms: bool,
    /// Whether the title says that it is a draft.
    pub is_draft: bool,
    /// Whether it may be what somebody said.
    pub is_spoken: bool,
    /// Whether it may show some articles of a law, or how they were changed.
    pub is_extract: bool,
    pub day: Option<Date>,
    /// Whether it tells what is to be done, in the year that its title names.
    pub is_ahead: bool,
    /// The day on which a document was issued, where it says so.
    pub issued: Option<Date>,
}

impl Place {
    pub fn of(text: &Text) -> Place {
        static FORMS: LazyLock<Needles> = LazyLock::new(|| {
            Needles::each(&["表", "书", "格式", "样本", "示范", "模板", "范本", "指引", "合同", "试题", "题库", "问卷"])
        });
        let title = match text.subject {
            Subject::Item(id) => &*text.site.item(id).title,
            Subject::Plain(id) => &*text.site.plain(id).title,
            _ => "",
        };
        // 行政处罚决定书（示环罚〔2024〕15号） is no form, as its number says.
        let is_numbered = title.contains('〔') || matches!(text.subject, Subject::Item(id) if is_numbered(text, id));
        let is_issued =
            title.contains("决定书") && is_numbered && !["印发", "试行"].iter().any(|word| title.contains(word));
        let about_forms = if is_issued { FORMS.any(&title.replace("决定书", "")) } else { FORMS.any(title) };
        let is_draft = ["稿", "草案", "意见", "讨论", "模板", "范文"].iter().any(|word| title.contains(word));
        let spoken =
            ["讲话", "致辞", "实录", "会", "演讲", "报告", "访谈", "发言", "直播", "论坛", "仪式", "宣讲", "故事"];
        let all = matches!(text.subject, Subject::Report(_));
        let is_spoken = !all && (title.is_empty() || spoken.iter().any(|word| title.contains(word)));
        let issued = match text.subject {
            // What is handed on, and what is told again, has days of its own.
            Subject::Item(id) if !["转发", "翻印", "报道", "纪实"].iter().any(|word| title.contains(word)) => {
                text.site.item(id).issued
            }
            _ => None,
        };
        let is_ahead = issued.is_some_and(|issued| tells_what_is_to_come(title, issued));
        let is_extract = has(title, &["节选", "摘", "选登", "修改", "修正", "对照", "解读", "释义", "问答"]);
        Place {
            all,
            about_forms,
            is_draft,
            is_spoken,
            is_extract,
            day: day_of(text.site, text.subject),
            is_ahead,
            issued,
        }
    }
}

/// Whether a title is that of a plan or a call of the year in which it was issued.
fn tells_what_is_to_come(title: &str, issued: Date) -> bool {
    const PAST: [&str; 12] =
        ["通报", "总结", "结果", "情况", "更正", "变更", "延", "中标", "成交", "终止", "报告", "批复"];
    has(title, &["通知", "方案", "计划", "公告"])
        && !has(title, &PAST)
        && title.contains(&format!("{}年", issued.year()))
}

/// Whether a document has the number under which it was issued.
fn is_numbered(text: &Text, id: ItemId) -> bool {
    text.site.item(id).document_number.is_some()
}
