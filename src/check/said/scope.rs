//! Whether figures count what the tables count: all of the reporting body's year, or a part of it, or what is another's.

use std::sync::LazyLock;

use crate::needles::Needles;

use super::Prose;
use super::number::Number;
use super::sentence::Sentence;
use super::vocabulary::{BODIES, PARTIAL};

/// Whether a figure counts a part of the bodies, of the year or of the ways in, by the words up to the end of its clause.
/// What comes later in the sentence speaks of other figures: 收到申请20件，其中网络申请12件.
pub fn is_partial(sentence: &Sentence, number: &Number) -> bool {
    let rest = &sentence.text[number.end..];
    let clause = rest.find(['，', '；', ',', ';']).map_or(sentence.text.len(), |mark| number.end + mark);
    // 一年来 is the year of the report, 近年来 is not.
    let said = &sentence.text[..clause];
    let said = said.trim_start().strip_prefix("一年来").unwrap_or(said);
    let whole = || without_all_ways(&said.replace("涉及政府信息公开的", ""), sentence.text);
    // 因教师职称评审引起的行政复议 is none of those that the form counts.
    let of_else = said.contains("引起的行政") && !said.contains("信息公开");
    of_else || has_partial(said) && has_partial(&whole())
}

/// Leaves out words that name all ways in, 通过各种渠道 or 通过信函、网络等方式: what came in by all of them is the whole.
/// Where a sentence goes through them one by one, each is a part.
fn without_all_ways(said: &str, sentence: &str) -> String {
    const LONGEST: usize = 24 * 3;
    let found = || {
        let at = said.find("通过").filter(|_| sentence.matches("通过").count() == 1)?;
        let near = &said[at..said.floor_char_boundary(at + LONGEST)];
        let ways = ["渠道", "途径", "方式", "形式"].iter();
        let end = ways.filter_map(|way| Some(near.find(way)? + way.len())).min()?;
        let ways = &near[..end];
        let all = ["各", "多", "不同", "线上线下", "线上、线下", "线上和线下"].iter().any(|word| ways.contains(word));
        let is_list = ways.contains('、') && ways.contains('等');
        (all || is_list).then(|| format!("{}{}", &said[..at], &said[at + end..]))
    };
    found().unwrap_or_else(|| said.to_owned())
}

pub fn has_partial(text: &str) -> bool {
    static WORDS: LazyLock<Needles> = LazyLock::new(|| Needles::each(&PARTIAL));
    WORDS.any(text)
}

fn names_a_body(text: &str) -> bool {
    static WORDS: LazyLock<Needles> = LazyLock::new(|| Needles::each(&BODIES));
    WORDS.any(text)
}

/// Whether the words before a statement name another body than the one that reports.
pub fn of_another_body(prose: &Prose, before: &str) -> bool {
    if !names_a_body(before) {
        return false;
    }
    let before = before.replace("政府信息", "").replace("人民政府", "政府");
    let own = |at: usize, body: &str| {
        // It calls itself by a part of its name, too: 区教育局 or 教育局 for 示例市示例区教育局.
        let near = before[..at].char_indices().rev().take_while(|(_, c)| !"年度共我本全".contains(*c)).take(3);
        let from = near.last().map_or(at, |(start, _)| start);
        let said = &before[from..at + body.len()];
        from == at || prose.names.iter().any(|name| name.contains(said))
    };
    BODIES.iter().any(|body| before.match_indices(body).any(|(at, body)| !own(at, body)))
}
