//! Words that the lexicon knows to be wrong: misspellings (S301), bodies and laws under names they do not have (S302, S303),
//! and what templates and office programs leave behind (S105, S106, S107).

use std::borrow::Cow;
use std::ops::Range;

use crate::chinese::is_chinese;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::{Kind, Paragraph};
use crate::model::Date;
use crate::model::lexicon::{Entry, Sort};

use super::collocation::received;
use super::company::{
    begins_another_word, copies, is_a_law, is_of_old, is_right_of_old, is_spoken_of, is_wrong_here, until,
};
use super::leftover::{day_of, is_about_forms, is_parted, is_spoken};
use super::shown::is_shown_as_wrong;
use super::{Subject, Text, doubled, law};

/// Looks the words of a text up.
pub fn look(text: &Text, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let lexicon = &text.site.lexicon;
    let day = day_of(text.site, text.subject);
    let of_law = is_a_law(text);
    let own = !matches!(text.subject, Subject::Item(_));
    let year = day.map_or(i16::MAX, Date::year);
    let front = &text.source[..text.body];
    let former = match text.subject {
        Subject::Agency(id) => text.site.agency(id).former_span,
        _ => None,
    };
    let found = lexicon.find(front, day);
    law::in_front(text, year, &found, out);
    for (range, entry) in found {
        let stands = is_renamed(&entry) && is_of_an_agency(text, &entry);
        let span = Span::new(text.file, range.start, range.end);
        let is_former = former.is_some_and(|former| (former.start..former.end).contains(&span.start));
        if fits(front, &range, &entry, own) && !stands && !is_former {
            out.push(finding(&entry, span));
        }
    }
    // Remarks that are reported whole.
    let notes: Vec<(u32, u32)> =
        out.iter().filter(|found| found.code == Code::S105).map(|found| (found.span.start, found.span.end)).collect();
    let mut heads = Heads::default();
    let spoken = is_spoken(text);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if heads.is_of_wrong_words(paragraph) {
            continue;
        }
        let found = lexicon.find(&paragraph.words, day);
        law::look(text, paragraph, year, &found, out);
        out.extend(in_company(text, paragraph, &found));
        if !spoken {
            out.extend(doubled::look(text, paragraph));
        }
        for (range, entry) in found {
            let own = own || is_note(text, paragraph, &range);
            let is_right = !fits(&paragraph.words, &range, &entry, own)
                || of_law && is_of_old(&entry)
                || is_corrected_beside(&paragraphs[at..], &entry);
            let stands = || is_of_an_old_row(paragraphs, at, &entry) || is_of_an_agency(text, &entry);
            let may_stand = is_renamed(&entry) || is_of_old(&entry);
            if is_right || may_stand && stands() {
                continue;
            }
            let place = paragraph.range(range.start, range.end);
            let span = Span::new(text.file, text.body + place.start, text.body + place.end);
            let next = notes.partition_point(|(_, end)| *end <= span.start);
            if entry.sort == Sort::Template && notes.get(next).is_some_and(|(start, _)| *start < span.end) {
                continue;
            }
            let source = &text.source[span.start as usize..span.end as usize];
            // A short heading, and the line below it that begins with its word: 三、报名, 报名网址见….
            if entry.sort == Sort::Doubled && is_parted(source) {
                continue;
            }
            let finding = finding(&entry, span);
            // With marks within, the right words would lose them.
            out.push(if *source == *entry.wrong { finding } else { finding.fix(None::<String>) });
        }
    }
}

/// Whether the next cell of the row says the same with the right word: | 脚注① | 帐户 | 账户 | in a list of errata.
fn is_corrected_beside(paragraphs: &[Paragraph], entry: &Entry) -> bool {
    let (Some(right), [wrong, next, ..]) = (&entry.right, paragraphs) else { return false };
    let is_beside = match (&wrong.kind, &next.kind) {
        (Kind::Cell { table, row, .. }, Kind::Cell { table: other, row: below, .. }) => (table, row) == (other, below),
        _ => false,
    };
    is_beside && next.words == wrong.words.replace(&*entry.wrong, right)
}

/// What only the words around it tell to be wrong, where the lexicon has not `found` it: copies counted by the word for marks,
/// 截止 for 截至.
fn in_company(text: &Text, paragraph: &Paragraph, found: &[(Range<usize>, Cow<Entry>)]) -> Vec<Diagnostic> {
    let words = &*paragraph.words;
    let is_new = |range: &Range<usize>| !found.iter().any(|(known, _)| known.start == range.start);
    let copies = copies(words).into_iter().map(|range| (range.clone(), words[range].replace('分', "份")));
    let until = until(words).into_iter().filter(is_new).map(|range| (range, "截至".to_owned()));
    let received = received(words).into_iter().filter(is_new).map(|range| (range, "接受".to_owned()));
    copies.chain(until).chain(received).map(|(range, right)| put_right(text, paragraph, range, &right)).collect()
}

/// The finding that words are spelt otherwise.
fn put_right(text: &Text, paragraph: &Paragraph, range: Range<usize>, right: &str) -> Diagnostic {
    let wrong = &paragraph.words[range.clone()];
    let place = paragraph.range(range.start, range.end);
    let span = Span::new(text.file, text.body + place.start, text.body + place.end);
    Diagnostic::new(Code::S301, span).arg("found", wrong).subject(wrong.to_owned()).arg("right", right)
}

/// Whether an entry is the former name of a body or a law.
fn is_renamed(entry: &Entry) -> bool {
    matches!(entry.sort, Sort::Institution | Sort::Law) && entry.since.is_some()
}

/// Whether a body of the site goes on under a name that others have no more.
fn is_of_an_agency(text: &Text, entry: &Entry) -> bool {
    entry.sort == Sort::Institution && text.site.agencies.iter().any(|agency| agency.name.contains(&*entry.wrong))
}

/// The last year in which 帐 was written for 账: the titles of a catalogue of archives keep it.
const OF_OLD: i16 = 2001;

/// Whether a cell stands in a row about what is past: an old document in the list of a clean-up, with its year, or why it is void.
fn is_of_an_old_row(paragraphs: &[Paragraph], at: usize, entry: &Entry) -> bool {
    let row = |paragraph: &Paragraph| match paragraph.kind {
        Kind::Cell { table, row, .. } => Some((table, row)),
        _ => None,
    };
    let Some(own) = row(&paragraphs[at]) else { return false };
    let of_row = |cell: &&Paragraph| row(cell) == Some(own);
    let until = entry.since.or_else(|| is_of_old(entry).then(|| Date::new(OF_OLD, 12, 31)).flatten());
    let before = paragraphs[..at].iter().rev().take_while(of_row);
    let mut others = before.chain(paragraphs[at + 1..].iter().take_while(of_row));
    others.any(|cell| is_past(&cell.words) || until.is_some_and(|day| names_a_year_up_to(&cell.words, day)))
}

/// The columns of the table that is being read under which wrong words are listed: 错误写法, 修改前.
#[derive(Default)]
struct Heads(Vec<u32>);

impl Heads {
    /// Whether a paragraph is a cell that shows what is wrong.
    fn is_of_wrong_words(&mut self, paragraph: &Paragraph) -> bool {
        const WRONG: [&str; 12] =
            ["错误", "错字", "错词", "误写", "误用", "不规范", "不正确", "修改前", "更正前", "改前", "原表述", "有误"];
        let Kind::Cell { row, column, .. } = paragraph.kind else { return false };
        if row == 0 {
            if column == 0 {
                self.0.clear();
            }
            if WRONG.iter().any(|word| paragraph.words.contains(word)) {
                self.0.push(column);
            }
        }
        row > 0 && self.0.contains(&column)
    }
}

/// How far a sentence is read around a word, in bytes: five hundred characters.
const NEAR: usize = 1500;

fn finding(entry: &Entry, span: Span) -> Diagnostic {
    let code = match entry.sort {
        Sort::Typo => Code::S301,
        Sort::Institution => Code::S302,
        Sort::Law => Code::S303,
        Sort::Template => Code::S105,
        Sort::Debris => Code::S106,
        Sort::Doubled => Code::S107,
    };
    let mut finding = Diagnostic::new(code, span).arg("found", &*entry.wrong).subject(entry.wrong.to_string());
    if let Some(right) = &entry.right {
        finding = finding.arg("right", &**right);
    }
    if let Some(reason) = &entry.reason {
        finding = finding.arg("reason", &**reason);
    }
    finding.fix(entry.right.as_deref())
}

/// Whether words are a remark to whoever writes, in brackets within a text that is no form: （此处填写具体事项）.
fn is_note(text: &Text, paragraph: &Paragraph, range: &Range<usize>) -> bool {
    let (before, after) = (&paragraph.words[..range.start], &paragraph.words[range.end..]);
    // Of a line of thousands of words no more is read than this takes.
    if paragraph.kind != Kind::Prose || !before.ends_with(['（', '(', '【', '[']) {
        return false;
    }
    let near = &after[..after.floor_char_boundary(NEAR.min(after.len()))];
    let behind = near.split(['。', '，', '\n']).next().unwrap_or_default();
    behind.contains(['）', ')', '】', ']']) && after.contains('。') && !is_about_forms(text)
}

/// Words that say that an old name is meant, or that somebody uses it who should not.
pub(super) const PAST: [&str; 27] = [
    "颁发",
    "核发",
    "发证",
    "当时",
    "时任",
    "废止",
    "失效",
    "更名",
    "改名",
    "前身",
    "撤销",
    "整合",
    "合并",
    "组建",
    "曾",
    "同时",
    "自称",
    "冒充",
    "名义",
    "叫作",
    "印章",
    "系统的占",
    "施行前",
    "施行后",
    "撤并",
    "所称",
    "印发时为准",
];

/// Whether words hold 原 for what was before: 原国土资源局, but not 原因 and its like.
pub(super) fn says_former(words: &str) -> bool {
    let others = ['因', '则', '件', '料', '材', '始', '油', '地', '理', '创', '址', '有'];
    words.match_indices('原').any(|(at, former)| !words[at + former.len()..].starts_with(others))
}

/// Whether an old name is that of a place by now: 工商局家属院, 老环保局宿舍, “国土局”站.
fn is_place(words: &str, range: &Range<usize>) -> bool {
    const PLACES: [&str; 11] = ["家属", "宿舍", "小区", "大院", "生活区", "旧址", "老院", "片区", "巷", "站", "路口"];
    let behind = words[range.end..].trim_start_matches('”');
    words[..range.start].ends_with(['老', '旧', '原']) || PLACES.iter().any(|place| behind.starts_with(place))
}

/// Whether the clause that a name follows gives it now: 网站统一更名为示例县. What a body was once called its history says, with a year.
fn is_given_now(before: &str) -> bool {
    const GIVES: [&str; 3] = ["更名为", "改名为", "名称调整为"];
    const ONCE: [&str; 9] = ["后", "曾", "先后", "又", "再", "原", "前身", "年", "依次"];
    const LONGEST: usize = 4 * "字".len();
    let clause = before.rsplit(['，', '；']).next().unwrap_or_default();
    let given = GIVES.iter().find_map(|word| clause.split_once(word));
    given.is_some_and(|(head, place)| {
        place.len() <= LONGEST && place.chars().all(is_chinese) && !ONCE.iter().any(|word| head.contains(word))
    }) && !ONCE.iter().any(|word| before.contains(&format!("{word}更名")))
        && !before.contains('年')
}

/// Whether words tell of what is no more.
fn is_past(words: &str) -> bool {
    // 报告同时报送… sends something now.
    let is_told = |word: &str| match word {
        "同时" => words.match_indices(word).any(|(at, _)| !words[at + word.len()..].starts_with(['报', '抄', '向'])),
        _ => words.contains(word),
    };
    PAST.iter().any(|word| is_told(word)) || says_former(words)
}

/// Whether words name a year up to that of a day.
fn names_a_year_up_to(words: &str, day: Date) -> bool {
    words.as_bytes().windows(4).any(|digits| {
        let year = digits.iter().try_fold(0_i16, |year, b| b.is_ascii_digit().then(|| year * 10 + i16::from(b - b'0')));
        year.is_some_and(|year| (1949..=day.year()).contains(&year))
    })
}

/// Whether an entry speaks of this place. A name that changed is right in the title of a document of its time, and where
/// the sentence says that it is the old one.
fn fits(words: &str, range: &Range<usize>, entry: &Entry, own: bool) -> bool {
    if entry.own_pages && !own || is_shown_as_wrong(words, range) {
        return false;
    }
    if entry.sort == Sort::Doubled && (begins_another_word(words, range) || is_spoken_of(words, range)) {
        return false;
    }
    if entry.sort == Sort::Typo && !is_wrong_here(words, range, &entry.wrong)
        || is_of_old(entry) && is_right_of_old(words, range)
    {
        return false;
    }
    let Some(since) = entry.since.filter(|_| matches!(entry.sort, Sort::Institution | Sort::Law)) else { return true };
    // 国土资源部令第53号 goes on being that order.
    let numbered = ["令第", "令〔", "令(", "令（", "公告第", "公告〔", "公告19", "公告20"];
    if entry.sort == Sort::Institution && numbered.iter().any(|order| words[range.end..].starts_with(order)) {
        return false;
    }
    let is_judged = || law::is_put_to_judgement(words) || law::is_called_old(words, range);
    if entry.sort == Sort::Institution && is_place(words, range) || is_judged() {
        return false;
    }
    let near = words.ceil_char_boundary(range.start.saturating_sub(NEAR))
        ..words.floor_char_boundary(words.len().min(range.end + NEAR));
    let before = words[near.start..range.start].rsplit(['。', '\n']).next().unwrap_or_default();
    let after = words[range.end..near.end].split(['。', '\n']).next().unwrap_or_default();
    if entry.sort == Sort::Institution && is_given_now(before) {
        return true;
    }
    if is_past(before) || is_past(after) {
        return false;
    }
    let old = |part: &str| names_a_year_up_to(part, since);
    let quoted = before.matches('《').count() > before.matches('》').count();
    !(old(before) || old(after) || quoted && entry.sort == Sort::Institution)
}
