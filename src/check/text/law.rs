//! Titles of laws that no law has (S303): 《河道管理法》, 《中华人民共和国劳动合同条例》. The names themselves are [`law`]'s.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::Paragraph;
use crate::model::law::{self, Right};
use crate::model::lexicon::Entry;
use crate::near;
use crate::needles::spots;

use super::shown::is_shown_as_wrong;
use super::{Text, has};

/// How long the title of a law may be, in bytes.
const LONGEST: usize = 120;

/// Why the country's name does not belong there, in the words of the lexicon.
const BARE: &str = "这部条例的名称不冠国名";

/// Each wrong title of a paragraph in which the lexicon has not `found` anything already.
pub(super) fn look(
    text: &Text,
    paragraph: &Paragraph,
    year: i16,
    found: &[(Range<usize>, Cow<Entry>)],
    out: &mut Vec<Diagnostic>,
) {
    for (range, right) in wrong_titles(&paragraph.words, year, text).filter(|(range, _)| !is_found(range, found)) {
        let place = paragraph.range(range.start, range.end);
        let span = Span::new(text.file, text.body + place.start, text.body + place.end);
        out.push(finding(text, span, &paragraph.words[range], right));
    }
}

/// The same in the title and the other words before the text.
pub(super) fn in_front(text: &Text, year: i16, found: &[(Range<usize>, Cow<Entry>)], out: &mut Vec<Diagnostic>) {
    let front = &text.source[..text.body];
    for (range, right) in wrong_titles(front, year, text).filter(|(range, _)| !is_found(range, found)) {
        out.push(finding(text, Span::new(text.file, range.start, range.end), &front[range], right));
    }
}

fn is_found(range: &Range<usize>, found: &[(Range<usize>, Cow<Entry>)]) -> bool {
    found.iter().any(|(known, _)| known.start < range.end && range.start < known.end)
}

fn finding(text: &Text, span: Span, title: &str, right: Right) -> Diagnostic {
    let whole = text.source[span.start as usize..span.end as usize] == *title;
    let finding = Diagnostic::new(Code::S303, span).arg("found", title).subject(title.to_owned());
    let finding = if right.bare { finding.arg("reason", BARE) } else { finding };
    finding.arg("right", &*right.name).fix(whole.then_some(right.name))
}

fn wrong_titles<'t>(words: &'t str, year: i16, text: &'t Text) -> impl Iterator<Item = (Range<usize>, Right)> + 't {
    // The second and the third byte of 》, and of some others.
    let closes = spots(words.as_bytes(), |second, third| (second == 0x80) & (third == 0x8b)).map(|at| at - 1);
    let closes = closes.filter(|close| words.get(*close..).is_some_and(|words| words.starts_with('》')));
    // A title is looked for in the whole text, once however often it stands there.
    let mut judged: HashMap<&str, Option<Right>> = HashMap::new();
    closes.filter_map(move |close| {
        let before = near::before(&words[..close], LONGEST);
        if !before.ends_with(['法', '例']) {
            return None;
        }
        let title = &before[before.rfind('《')? + "《".len()..];
        let range = close - title.len()..close;
        let is_meant = || text.site.lexicon.is_off(title) || is_named_by_the_text(&text.source, title);
        let judge = || law::right(title, year).filter(|_| !is_meant());
        let right = judged.entry(title).or_insert_with(judge).clone()?;
        (!is_of_others(words, &range)).then_some((range, right))
    })
}

/// Whether the sentence speaks of a bill, a book, what is repealed, or the law of another country or of a province.
fn is_of_others(words: &str, range: &Range<usize>) -> bool {
    let (before, behind) = sentence_around(words, range);
    is_shown_as_wrong(words, range)
        || is_put_to_judgement(words)
        || is_of_a_place(before)
        || is_no_law(before)
        || is_no_law(behind)
}

/// What stands in the sentence of a title before it and behind it, as far as it is read.
fn sentence_around<'t>(words: &'t str, range: &Range<usize>) -> (&'t str, &'t str) {
    const NEAR: usize = 240;
    let (before, behind) = (&words[..range.start], &words[range.end..]);
    let before = near::before(before, NEAR);
    let behind = near::behind(behind, NEAR);
    let ends = ['。', '；', '\n'];
    (before.rsplit(ends).next().unwrap_or_default(), behind.split(ends).next().unwrap_or_default())
}

/// Whether words speak of what is no law in force: of a bill, or one that was repealed or is called otherwise, or of a book.
fn is_no_law(words: &str) -> bool {
    const BILLS: [&str; 8] = ["草案", "立法", "起草", "征求意见稿", "呼吁", "出台", "提案", "议案"];
    const BOOKS: [&str; 8] = ["教材", "教程", "课程", "出版社", "主编", "专著", "考试科目", "专业课"];
    // What came before a law bore another name: 《气象条例》同时废止.
    const REPEALED: [&str; 5] = ["废止", "停止执行", "停止施行", "更名", "前身"];
    const PUT_RIGHT: [&str; 8] = ["没有《", "不存在", "误写", "误作", "改为", "修改成", "更正为", "应为"];
    has(words, &REPEALED) || has(words, &BILLS) || has(words, &BOOKS) || has(words, &PUT_RIGHT)
}

/// Whether the words before a title are those of another country, or of a place within this one: 省《安全生产条例》. The state's own have no
/// place before them.
fn is_of_a_place(before: &str) -> bool {
    const COUNTRIES: [&str; 17] = [
        "美国",
        "日本",
        "德国",
        "英国",
        "法国",
        "俄罗斯",
        "韩国",
        "新加坡",
        "加拿大",
        "澳大利亚",
        "欧盟",
        "台湾",
        "香港",
        "澳门",
        "印度",
        "越南",
        "泰国",
    ];
    let lead = before.trim_end_matches('《');
    lead.ends_with(['省', '市', '县', '区', '州', '盟', '旗']) || lead.ends_with("地方") || has(before, &COUNTRIES)
}

/// Whether a paragraph is a question of an examination that is right or wrong: 《民法通则》现行有效。（　　）
pub(super) fn is_put_to_judgement(words: &str) -> bool {
    let inner = words.trim_end().strip_suffix(['）', ')']).map(|inner| inner.trim_end_matches(['√', '×', '对', '错']));
    inner.is_some_and(|inner| inner.trim_end().ends_with(['（', '(']))
}

/// Whether a title is said to be that of old: 从前的《环境噪声污染防治法》.
pub(super) fn is_called_old(words: &str, range: &Range<usize>) -> bool {
    const OLD: [&str; 7] = ["从前的", "以前的", "过去的", "之前的", "此前的", "旧的", "旧"];
    let lead = words[..range.start].trim_end_matches('《');
    OLD.iter().any(|word| lead.ends_with(word))
}

/// Whether the text says itself what it calls so: （以下简称《土地法》）, or it is a province's: 《江右省公路条例》.
fn is_named_by_the_text(source: &str, title: &str) -> bool {
    source.match_indices(title).any(|(at, _)| {
        let before = source[..at].trim_end_matches(['《', '“', '〈']);
        before.ends_with("称") || before.len() == at && before.ends_with(['省', '市', '县', '区', '州'])
    })
}
