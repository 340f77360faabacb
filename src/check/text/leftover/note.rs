//! What a template tells its writer, or a drafter his colleagues, in brackets that nobody took out (S105): （此项如无，请删除）,
//! 【单位全称】, （略，正式印发时附上）. Forms tell others in brackets how to fill them in, and go on being right.

mod label;
mod remark;

use crate::chinese::is_chinese;
use crate::diagnostic::Code;
use crate::markdown::{Kind, Paragraph};
use crate::near;

use super::super::{begins, has};
use super::{Leftover, Place};
use label::is_label;
use remark::{is_for_the_writer, is_of_document, is_of_report};

/// How far a bracket may reach, in bytes: forty characters.
const LONGEST: usize = 120;

/// The remark or label in the bracket that opens at byte `at`.
pub fn note(words: &str, at: usize, place: &Place, is_cell: bool) -> Option<Leftover> {
    let all = place.all;
    let open = words[at..].chars().next()?;
    let close = match open {
        '（' | '(' => ['）', ')'],
        '【' => ['】'; 2],
        '〔' => ['〕'; 2],
        '[' | '［' => [']', '］'],
        _ => return None,
    };
    let from = at + open.len_utf8();
    let near = near::behind(&words[from..], LONGEST);
    let inner = &near[..near.find(close)?];
    let end = from + inner.len() + near[inner.len()..].chars().next().map_or(0, char::len_utf8);
    let inner = inner.trim();
    // Most of those that open otherwise hold a year: 〔2024〕.
    if inner.is_empty() || !inner.contains(is_chinese) || inner.contains(['（', '(', '【']) || has(inner, &SAMPLES) {
        return None;
    }
    let around = (&words[..at], &words[end..]);
    // A cell of a form says who writes there: （填写）.
    if is_cell && !all && inner.starts_with("填") && words.trim().len() == end - at {
        return None;
    }
    let left = is_label(inner, open, around, all)
        || is_for_the_writer(inner)
        || is_pending(inner)
        || !place.is_spoken && APPLAUSE.contains(&inner)
        || is_line(around) && !is_cell && !all && is_of_draft(inner, place.is_draft)
        || is_line(around) && !is_cell && !place.about_forms && is_of_type(inner)
        || !is_cell && !place.about_forms && is_subject(inner, around)
        || if all { is_of_report(inner, around.0) } else { is_of_document(inner, around.0) };
    left.then(|| Leftover::new(Code::S105, at, end))
}

/// What the draft of a speech, or its record, has where it was clapped.
const APPLAUSE: [&str; 6] = ["掌声", "鼓掌", "热烈鼓掌", "热烈掌声", "全场鼓掌", "掌声雷动"];

/// Whether a bracket is all of its line.
fn is_line((before, after): (&str, &str)) -> bool {
    before.trim().is_empty() && after.trim().is_empty()
}

/// In which type a line is to be set: （标题，二号小标宋体）.
fn is_of_type(inner: &str) -> bool {
    const SHORT: usize = 60;
    let is_type = has(inner, &["小标宋", "仿宋", "楷体", "黑体", "宋体"]);
    let is_size = ["小二", "小三", "小四", "二号", "三号", "四号", "五号", "一号", "初号"];
    inner.len() <= SHORT && is_type && has(inner, &is_size) && !inner.contains('。')
}

/// The name that a sentence begins with, in the words of its template: （单位名称）成立以主要领导为组长的领导小组.
fn is_subject(inner: &str, (before, after): (&str, &str)) -> bool {
    const NAMES: [&str; 6] = ["单位名称", "本单位名称", "机关名称", "部门名称", "学校名称", "乡镇名称"];
    const DOES: [&str; 7] = ["成立", "高度重视", "认真贯彻", "认真落实", "积极开展", "组织开展", "召开"];
    let begins_sentence = before.trim().is_empty() || before.ends_with(['。', '；', '\n']);
    NAMES.contains(&inner) && begins_sentence && begins(after, &DOES)
}

/// （附件2待补）, （正式文本待定）: what is to come, of the text itself.
fn is_pending(inner: &str) -> bool {
    const PARTS: [&str; 9] = ["附件", "附表", "附图", "正文", "本条", "此处", "此段", "内容", "文字"];
    const LATER: [&str; 6] = ["待补", "待补充", "待完善", "待更新", "待定稿", "待核定"];
    const WORDING: [&str; 5] = ["文本", "表述", "措辞", "提法", "条文"];
    const SHORT: usize = "附件2、附件3待补充".len();
    let is_short = inner.len() <= SHORT;
    is_short && begins(inner, &PARTS) && LATER.iter().any(|word| inner.ends_with(word))
        || is_short && has(inner, &WORDING) && ["待定", "待补", "待核"].iter().any(|word| inner.ends_with(word))
}

/// A line for those who discuss a draft, in a text that is none by its title: （征求意见稿，供讨论）; and where the seal is to stand.
fn is_of_draft(inner: &str, is_draft: bool) -> bool {
    const DRAFTS: [&str; 8] = ["讨论稿", "送审稿", "审议稿", "修改稿", "草稿", "初稿", "报批稿", "会签稿"];
    const FOR: [&str; 5] = ["供讨论", "供讨论用", "供审议", "供修改", "供内部讨论"];
    let seal = begins(inner, &["此处", "这里"]) && has(inner, &["加盖", "盖公章", "盖章", "贴照片"]);
    let discussed = DRAFTS.contains(&inner) || FOR.iter().any(|word| inner.ends_with(word));
    seal || !is_draft && discussed
}

/// Rows of tables in which nothing was filled in: 待定 in every cell. Each by its first cell.
pub fn rows(paragraphs: &[Paragraph]) -> impl Iterator<Item = (usize, Leftover)> + '_ {
    const LEAST: usize = 3;
    const PENDING: [&str; 6] = ["待定", "待补", "待补充", "待填", "待填写", "待核实"];
    let row = |paragraph: &Paragraph| match paragraph.kind {
        Kind::Cell { table, row, .. } if row > 0 => Some((table, row)),
        _ => None,
    };
    let is_pending = |cell: &Paragraph| PENDING.contains(&cell.words.trim());
    let is_first = move |at: usize| at == 0 || row(&paragraphs[at - 1]) != row(&paragraphs[at]);
    let whole = move |at: &usize| {
        let of_row = paragraphs[*at..].iter().take_while(|cell| row(cell) == row(&paragraphs[*at]));
        is_pending(&paragraphs[*at]) && is_first(*at) && row(&paragraphs[*at]).is_some() && {
            let cells: Vec<_> = of_row.collect();
            cells.len() >= LEAST && cells.into_iter().all(is_pending)
        }
    };
    let found = |at: usize| (at, Leftover::new(Code::S105, 0, paragraphs[at].words.len()));
    (0..paragraphs.len()).filter(whole).map(found)
}

/// What shows a form, or speaks of its look.
const SAMPLES: [&str; 6] = ["式样", "样表", "样式", "样本", "复印件", "下同"];
