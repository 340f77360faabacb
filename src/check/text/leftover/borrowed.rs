//! How a body of another kind speaks of itself (S111): 我街道 in the report of a bureau, 我局 in that of a town. The text was
//! borrowed from its report.

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::Paragraph;
use crate::model::Report;

use super::super::Text;
use super::blank::is_quoted;
use super::report;

/// What a body calls itself, and what is in the name of one that may.
const OWN: [(&str, &[&str]); 9] = [
    ("我局", &["局"]),
    ("我镇", &["镇"]),
    ("我乡", &["乡"]),
    ("我街道", &["街道"]),
    ("我院", &["院"]),
    ("我校", &["校", "中学", "小学", "大学", "学院", "园"]),
    ("我公司", &["公司", "集团"]),
    ("镇党委政府高度重视", &["镇", "乡", "街道"]),
    ("乡党委政府高度重视", &["镇", "乡", "街道"]),
];

/// What goes on with a name of the kind: 我局部, 我院子.
const GOES_ON: [char; 5] = ['部', '面', '子', '长', '上'];

/// What belongs to a bureau as often as not, and speaks in its name.
const PARTS: [&str; 7] = ["中心", "队", "站", "所", "管理处", "会", "办公室"];

/// The first such word of a paragraph.
pub fn look(text: &Text, report: &Report, paragraph: &Paragraph, out: &mut Vec<Diagnostic>) {
    let words = &*paragraph.words;
    if !words.contains('我') && !words.contains("党委政府高度重视") {
        return;
    }
    let agency = text.site.agency(report.agency);
    // The report of a county is put together from those of its offices.
    if agency.is_government() && !agency.name.contains(['镇', '乡']) {
        return;
    }
    let above = std::iter::successors(agency.parent, |id| text.site.agency(*id).parent);
    let above: Vec<&str> = above.map(|id| &*text.site.agency(id).name).collect();
    let own = || [&*agency.name].into_iter().chain(agency.former_names.iter().map(|name| &**name));
    let is_of = |kinds: &[&str]| {
        let under_a_bureau = kinds.contains(&"局") && PARTS.iter().any(|part| agency.name.ends_with(part));
        let mut names = own().chain(above.iter().copied());
        under_a_bureau || names.any(|name| kinds.iter().any(|kind| name.contains(kind)))
    };
    let found = OWN.iter().find_map(|(word, kinds)| {
        let at = words.find(word)?;
        let behind = words[at + word.len()..].chars().next();
        let goes_on = word.starts_with('我') && behind.is_some_and(|c| GOES_ON.contains(&c));
        (!goes_on && !is_quoted(words, at) && !is_of(kinds)).then_some((at, at + word.len()))
    });
    let Some((start, end)) = found else { return };
    let finding = report::finding_of(text, Code::S111, paragraph, (start, end), "own");
    out.push(finding.arg("agency", agency.name.to_string()));
}
