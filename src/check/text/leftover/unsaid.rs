//! Names and hours that placeholders stand for where nobody masks them (S102): ××镇人民政府已出具意见, 病历移交XX医院保管,
//! 由XXX（职务）汇总, 于X时X分.

use crate::diagnostic::Code;
use crate::near;

use super::Leftover;

/// How far a sentence is read before a placeholder, in bytes.
const NEAR: usize = 300;

/// Whether a placeholder is the name of a body that acts, or of whoever is told by his office only. Who decides a case
/// masks the parties, bodies among them.
pub fn is_body(words: &str, (at, end): (usize, usize)) -> bool {
    const ACTS: [&str; 7] = ["镇人民政府", "乡人民政府", "镇政府", "乡政府", "街道办事处", "县人民政府", "区人民政府"];
    const TAKES: [&str; 4] = ["医院", "卫生院", "公司", "学校"];
    const HANDED: [&str; 5] = ["移交", "移交给", "移交至", "交由", "指定由"];
    const ROLES: [&str; 5] = ["（职务）", "（姓名）", "(职务)", "(姓名)", "（姓名、职务）"];
    const CASES: [&str; 9] = ["申请人", "第三人", "复议", "上诉", "诉讼", "起诉", "判决", "仲裁", "案例"];
    let (before, behind) = (near::before(&words[..at], NEAR), &words[end..]);
    let near = near::behind(behind, NEAR);
    if CASES.iter().any(|word| before.contains(word) || near.contains(word)) {
        return false;
    }
    let begins = before.is_empty() || before.ends_with(['，', '。', '；', '：', '由', '经']);
    let acts = begins && ACTS.iter().any(|body| behind.starts_with(body)) || before.ends_with('由') && leads(behind);
    let takes =
        || HANDED.iter().any(|word| before.ends_with(word)) && TAKES.iter().any(|body| behind.starts_with(body));
    let is_told = || before.ends_with(['由', '请', '向']) && ROLES.iter().any(|role| behind.starts_with(role));
    acts || takes() || is_told()
}

/// 由××镇牵头落实: what a town that has no name is to do.
fn leads(behind: &str) -> bool {
    const TOWNS: [&str; 5] = ["镇", "乡", "街道", "村", "社区"];
    const LEADS: [&str; 5] = ["牵头", "负责", "组织实施", "具体落实", "配合"];
    let does = TOWNS.iter().find_map(|town| behind.strip_prefix(town));
    does.is_some_and(|does| LEADS.iter().any(|leads| does.starts_with(leads)))
}

/// `于X时X分`: an hour that nobody filled in, where the sentence tells another in figures. What is masked is so throughout.
pub fn hour(words: &str, at: usize) -> Option<Leftover> {
    let mark = words[at..].chars().next()?;
    let minutes = words[at + mark.len_utf8()..].strip_prefix(['时', '点'])?.strip_prefix(mark)?.strip_prefix('分')?;
    let near = near::before(&words[..at], NEAR);
    let sentence = near.rsplit(['。', '\n']).next().unwrap_or_default();
    let is_told = ['时', '点'].iter().any(|unit| {
        sentence.match_indices(*unit).any(|(at, _)| sentence[..at].ends_with(|c: char| c.is_ascii_digit()))
    });
    (is_told && !sentence.contains(mark)).then(|| Leftover::new(Code::S102, at, words.len() - minutes.len()))
}
