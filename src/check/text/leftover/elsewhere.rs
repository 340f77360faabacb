//! Bodies of another place where a text speaks of its own (S111): 示南县发展改革委将进行约谈 in a text of 示例县发展和改革委员会. The text was that of
//! a neighbour, who is named this once.

use std::sync::LazyLock;

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{Kind, Paragraph};
use crate::model::AgencyId;
use crate::needles::{Needles, Signs};

use super::super::Text;
use super::blank::is_quoted;
use super::{body, report};

/// What only the body does of whose text this is, with the words that stand right before its name.
const DOES: [&str; 6] = ["将", "验收", "审核", "批准", "备案", "核准"];

/// Marks and words that a name begins behind.
const BEGINS: [char; 10] = ['，', '。', '；', '：', '（', '“', '经', '由', '报', '向'];

/// So many names of a text are looked for in the whole of it, which a longer list of neighbours is not worth.
const MOST: usize = 20;

/// Each such name of a text.
pub fn look(text: &Text, agency: AgencyId, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    static SIGNS: LazyLock<Signs> = LazyLock::new(|| Signs::of(DOES.iter().filter_map(|does| does.chars().next())));
    let own = &text.site.agency(agency).name;
    let prose = paragraphs.iter().filter(|paragraph| paragraph.kind == Kind::Prose);
    let named = prose.flat_map(|paragraph| {
        let words = &*paragraph.words;
        SIGNS.places(words).filter_map(move |(end, _)| {
            let does = DOES.iter().find(|does| words[end..].starts_with(**does) && body::ends_name(&words[..end]))?;
            let start = name_before(words, end)?;
            let name = &words[start..end];
            // Right before 将 it begins its clause: 由示南县应急管理局将… is nobody's sentence.
            let begins = *does != "将" || !words[..start].ends_with(['经', '由', '报', '向']);
            let is_meant = begins && body::are_of_kind(name, own) && !is_quoted(words, start);
            let place = if is_meant { body::place_elsewhere(text, agency, name)? } else { return None };
            Some((paragraph, (start, end), place))
        })
    });
    for (paragraph, (start, end), place) in named.take(MOST) {
        // Who shares in something is named again, or with others.
        let clause = paragraph.words[end..].split(['，', '。', '；']).next().unwrap_or_default();
        let is_shared = ["与", "会同", "联合", "和我", "共同"].iter().any(|word| clause.contains(word));
        if !is_shared && is_once(text, place) {
            out.push(finding(text, agency, paragraph, (start, end)));
        }
    }
}

fn is_once(text: &Text, name: &str) -> bool {
    text.source.matches(name).take(2).count() == 1
}

fn finding(text: &Text, agency: AgencyId, paragraph: &Paragraph, place: (usize, usize)) -> Diagnostic {
    let finding = report::finding_of(text, Code::S111, paragraph, place, "named");
    finding.arg("agency", text.site.agency(agency).name.to_string())
}

/// What a report tells of another body as of its own (S111): 2022年县统计局发布信息182条, 河口镇的公开栏每月更换 in that of another town. A government's
/// is put together from those of its offices.
pub fn told(text: &Text, agency: AgencyId, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let prose = || paragraphs.iter().filter(|paragraph| paragraph.kind == Kind::Prose);
    for paragraph in prose() {
        let found = teller(text, agency, &paragraph.words);
        let found = found.into_iter().chain(claims(text, agency, &paragraph.words));
        out.extend(found.map(|place| finding(text, agency, paragraph, place)));
    }
    let owners =
        prose().flat_map(|paragraph| owners(text, agency, &paragraph.words).map(move |place| (paragraph, place)));
    let once = owners.take(MOST).filter(|(paragraph, (start, end))| is_once(text, &paragraph.words[*start..*end]));
    out.extend(once.map(|(paragraph, place)| finding(text, agency, paragraph, place)));
}

/// The bureau at the beginning of a paragraph that published what is counted.
fn teller(text: &Text, agency: AgencyId, words: &str) -> Option<(usize, usize)> {
    const TELLS: [&str; 4] = ["主动公开政府信息", "主动公开信息", "公开政府信息", "发布信息"];
    let year = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest =
        year.strip_prefix("年度").or_else(|| year.strip_prefix('年')).filter(|_| words.len() - year.len() == 4)?;
    let start = words.len() - rest.trim_start_matches('，').len();
    let (end, counted) = TELLS.iter().find_map(|tells| Some((words.find(tells)?, *tells)))?;
    let name = words.get(start..end)?.trim_end_matches("共").trim_end_matches("累计");
    let is_counted = words[end + counted.len()..].starts_with(|c: char| c.is_ascii_digit());
    let of_bureau = name.ends_with(['局', '委', '厅']) && !text.site.agency(agency).is_government();
    (is_counted && of_bureau && body::is_other(text, agency, name)).then_some((start, start + name.len()))
}

/// What a body says of itself where a sentence begins, of another of the portal: 示例县水利局高度重视政府信息公开工作, 青石镇纪委对各村开展督查 in the
/// report of another bureau or town. Where both act, or one looks after the other, both are named.
fn claims(text: &Text, agency: AgencyId, words: &str) -> Vec<(usize, usize)> {
    const CLAIMS: [&str; 9] = [
        "高度重视政府信息公开",
        "高度重视政务公开",
        "高度重视信息公开",
        "书记多次",
        "书记亲自",
        "镇长亲自",
        "主任亲自",
        "局长亲自",
        "纪委对各",
    ];
    static MAY: LazyLock<Needles> = LazyLock::new(|| Needles::each(&CLAIMS));
    let own = text.site.agency(agency);
    let is_of_office = own.name.contains(['局', '镇', '乡', '委', '办']) || own.name.contains("街道");
    // The report of a county is put together from those of its offices, a school tells of its bureau.
    let has_parts = own.is_government() && !own.name.contains(['镇', '乡']) && !own.name.ends_with("管理委员会");
    let is_told_of = has_parts || !is_of_office;
    if is_told_of || !MAY.any(words) {
        return Vec::new();
    }
    let found = MAY.places(words).filter_map(|(place, _)| {
        let head = &words[..place.start];
        let start = head.rfind(['。', '；', '\n']).map_or(0, |at| words.ceil_char_boundary(at + 1));
        let name = ["党工委", "党委", "党组"].iter().find_map(|party| words[start..place.start].strip_suffix(party));
        let name = name.unwrap_or(&words[start..place.start]);
        let sentence = words[start..].split(['。', '；', '\n']).next().unwrap_or_default();
        let both = ["我", "本", "与", "会同", "联合", "共同", "指导", "牵头", "到会"];
        let is_another = is_another_office(text, agency, name) && !both.iter().any(|word| sentence.contains(word));
        is_another.then_some((start, start + name.len()))
    });
    found.collect()
}

/// Whether a name is that of another body of the portal, which is neither above nor below the text's own.
fn is_another_office(text: &Text, agency: AgencyId, name: &str) -> bool {
    const LEAST: usize = 3 * "字".len();
    let own = text.site.agency(agency);
    if name.len() < LEAST || own.name.contains(name) || own.former_names.iter().any(|former| former.contains(name)) {
        return false;
    }
    let of_town = name.ends_with(['镇', '乡']) || name.ends_with("街道");
    // Whoever leads is told of in every report.
    if name.ends_with("政府") || name.ends_with("政府办公室") {
        return false;
    }
    let is_it = |other: &&crate::model::Agency| {
        *other.name == *name || other.short() == name || of_town && body::place_of(&other.name) == name
    };
    let Some(other) = text.site.agencies.iter().find(is_it) else { return false };
    let is_above = |low: AgencyId, high: &str| {
        std::iter::successors(Some(low), |id| text.site.agency(*id).parent)
            .any(|id| *text.site.agency(id).name == *high)
    };
    let is_below = own.children.iter().any(|child| text.site.agency(*child).name == other.name);
    !is_above(agency, &other.name) && !is_below && (of_town || !other.is_government())
}

/// Other towns of which something is told where a clause begins.
fn owners<'t>(text: &'t Text, agency: AgencyId, words: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
    // 各乡镇的, 重点镇的 are no names.
    const NONE: [&str; 20] = [
        "乡镇", "城镇", "集镇", "小镇", "古镇", "心镇", "点镇", "范镇", "色镇", "制镇", "关镇", "他镇", "余镇", "分镇",
        "个镇", "些镇", "直镇", "在镇", "强镇", "名镇",
    ];
    words.match_indices("镇的").filter_map(move |(at, _)| {
        let end = at + "镇".len();
        let head = &words[..end];
        let start = head.rfind(['，', '。', '；']).map_or(0, |mark| mark + "，".len());
        let name = &head[start..];
        let is_name = name.chars().count() == 3 && !NONE.iter().any(|none| name.ends_with(none));
        (is_name && body::is_another_place(text, agency, name)).then_some((start, end))
    })
}

/// Where the name begins that ends at a byte.
fn name_before(words: &str, end: usize) -> Option<usize> {
    const LONGEST: usize = 90;
    let near = words.ceil_char_boundary(end.saturating_sub(LONGEST));
    let head = &words[near..end];
    let mark = head.char_indices().rev().find(|(_, c)| BEGINS.contains(c));
    let start = mark.map_or(near, |(at, c)| near + at + c.len_utf8());
    (start < end && (start == 0 || mark.is_some())).then_some(start)
}
