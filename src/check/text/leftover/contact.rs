//! The body that a report sends its readers to, where it is another (S111): 联系单位：示南县审计局, 请与示例县审计局办公室联系 in that of
//! 示例县财政局. The text was another's.

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::Paragraph;
use crate::model::AgencyId;
use crate::needles::places_of;

use super::super::{Text, has};
use super::{body, report};

const LABELS: [&str; 4] = ["联系单位：", "联系部门：", "咨询单位：", "编制单位："];
const MARKS: [char; 10] = ['，', '。', '；', '、', '（', '(', ' ', '\n', '：', '\u{3000}'];

/// Every such body of a paragraph.
pub fn look(text: &Text, agency: AgencyId, paragraph: &Paragraph, out: &mut Vec<Diagnostic>) {
    let words = &*paragraph.words;
    let labelled = LABELS.iter().flat_map(|label| {
        places_of(words, label).map(|at| {
            let start = at + label.len();
            (start, words[start..].find(MARKS).map_or(words.len(), |end| start + end))
        })
    });
    let with = places_of(words, "联系").filter_map(|end| {
        let clause = words[..end].rfind(MARKS).map_or(0, |mark| words.ceil_char_boundary(mark + 1));
        Some((clause + words[clause..end].rfind('与')? + "与".len(), end))
    });
    for (start, end) in labelled.chain(with) {
        let Some(end) = end_of_name(words, start, end).filter(|end| is_anothers(text, agency, &words[start..*end]))
        else {
            continue;
        };
        let finding = report::finding_of(text, Code::S111, paragraph, (start, end), "named");
        out.push(finding.arg("agency", text.site.agency(agency).name.to_string()));
    }
}

/// Where the name of a body ends before its section: 示例县审计局|政务公开股.
fn end_of_name(words: &str, start: usize, end: usize) -> Option<usize> {
    const SECTION: usize = 8;
    let ends = words[start..end].char_indices().rev().take(SECTION).map(|(at, c)| start + at + c.len_utf8());
    ends.into_iter().find(|end| body::ends_name(&words[start..*end]))
}

/// Whether a body is of another place, or another of the same: but a government's office answers for many.
fn is_anothers(text: &Text, agency: AgencyId, name: &str) -> bool {
    const FOR_MANY: [&str; 9] = ["政府", "政务", "数据", "审批", "信息", "司法", "法院", "检察院", "委员会"];
    let place = body::place_before(name);
    let of_same = || !place.is_empty() && text.site.agency(agency).name.starts_with(place) && !has(name, &FOR_MANY);
    body::is_other(text, agency, name) && (of_same() || body::place_elsewhere(text, agency, name).is_some())
}
