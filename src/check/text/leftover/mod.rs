//! What was left over in a text: blanks that nobody filled in, placeholders, marks set twice or not closed, dates that
//! cannot be, document numbers written otherwise than GB/T 9704 has them. A form that is to be filled in by others is
//! full of blanks, so blanks count only where there are few.

mod blank;
mod bracket;
mod date;
mod debris;
mod mark;
mod report;
mod title;
mod year;

use std::sync::LazyLock;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::{Kind, Paragraph};
use crate::model::{Date, Site};
use crate::needles::{Needles, Signs};

use super::{Subject, Text};

/// More blanks than this, and the text is a form.
const FORM: usize = 3;

/// A place in one paragraph that a rule speaks of.
struct Leftover {
    code: Code,
    start: usize,
    end: usize,
    fix: Option<String>,
}

impl Leftover {
    fn new(code: Code, start: usize, end: usize) -> Leftover {
        Leftover { code, start, end, fix: None }
    }
}

/// What can be judged only when a text was read to its end.
#[derive(Default)]
struct Pending {
    /// Blanks, each with the number of its paragraph.
    blanks: Vec<(usize, Leftover)>,
    open: bracket::Open,
}

/// Everything left over in a text.
pub fn look(text: &Text, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let place = Place::of(text);
    let mut pending = Pending::default();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let found = look_at(paragraph, &place, at, &mut pending);
        report_all(text, paragraph, found, out);
    }
    let Pending { blanks, open } = pending;
    // A text with many blanks is a form, and one about forms shows what they look like.
    let shown = |blank: &Leftover| !place.about_forms || matches!(blank.code, Code::S101 | Code::S102);
    if place.all || places(&blanks) <= FORM {
        let meant = |(at, blank): &(usize, Leftover)| {
            matches!(blank.code, Code::S103 | Code::S104) && is_to_be_filled_in(&paragraphs[*at].words)
        };
        let shown = |found: &(usize, Leftover)| (place.all || shown(&found.1)) && !meant(found);
        for (at, blank) in blanks.into_iter().filter(shown) {
            report_all(text, &paragraphs[at], vec![blank], out);
        }
    }
    for (at, start, end) in open.left_over() {
        report_all(text, &paragraphs[at], vec![Leftover::new(Code::S109, start, end)], out);
    }
    let title = title::in_front(text);
    if let Some(title) = title {
        title::look(text, &place, title, out);
    }
    debris::look(text, title, out);
    if let Subject::Report(id) = text.subject {
        report::look(text, id, paragraphs, out);
    }
    if let Subject::Item(id) = text.subject {
        number_in_front(text, text.site.item(id).document_number.as_deref(), out);
    }
}

/// How many places the blanks of a text leave open: ____年__月__日 is one.
fn places(blanks: &[(usize, Leftover)]) -> usize {
    const OF_ONE_DATE: usize = "年".len();
    let goes_on = |before: &(usize, Leftover), next: &(usize, Leftover)| {
        before.0 == next.0 && next.1.start.saturating_sub(before.1.end) <= OF_ONE_DATE
    };
    blanks.chunk_by(goes_on).count()
}

/// Whether a paragraph is a form in little: 请填写下表后传真：机构名称____, 是（ ）否（ ）.
fn is_to_be_filled_in(words: &str) -> bool {
    static SAYS: LazyLock<Needles> = LazyLock::new(|| {
        Needles::each(&[
            "填写下表",
            "签字",
            "签章",
            "签名",
            "盖章",
            "（格式）",
            "样式",
            "样表",
            "问卷",
            "申请书",
            "回执",
            "否（",
            "□",
            "☐",
            "意见：",
            "申请人（",
            "竞买人",
            // What somebody is to say: “我在____路____号”.
            "说：“",
        ])
    });
    SAYS.any(words)
}

/// Whether a text shows a form that others fill in, and says how.
pub(super) fn is_about_forms(text: &Text) -> bool {
    Place::of(text).about_forms
}

/// What kind of text it is.
struct Place {
    /// Whether every blank is a leftover: reports and pages of an office, which nobody fills in.
    all: bool,
    about_forms: bool,
}

impl Place {
    fn of(text: &Text) -> Place {
        static FORMS: LazyLock<Needles> = LazyLock::new(|| {
            Needles::each(&["表", "书", "格式", "样本", "示范", "模板", "范本", "指引", "合同", "试题", "题库", "问卷"])
        });
        let (all, about_forms) = match text.subject {
            Subject::Report(_) => (true, false),
            Subject::Item(id) => (false, FORMS.any(&text.site.item(id).title)),
            Subject::Plain(id) => (false, FORMS.any(&text.site.plain(id).title)),
            _ => (false, false),
        };
        Place { all, about_forms }
    }
}

/// What is left over in a paragraph, and sure to be; the rest is pending.
fn look_at(paragraph: &Paragraph, place: &Place, number: usize, pending: &mut Pending) -> Vec<Leftover> {
    // Of all that is matched below, and all brackets.
    static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
        let signs = "Xx×Ｘ_＿（(【《“〔。，、；：月号件条个次篇份起场期项宗人元台户处家！？%％";
        Signs::of(signs.chars().chain(bracket::signs()))
    });
    let Pending { blanks, open } = pending;
    let words = &*paragraph.words;
    let mut found = mark::repeated(words);
    let mut from = 0;
    for (at, c) in SIGNS.places(words) {
        open.read(number, words, (at, c));
        if at < from {
            continue;
        }
        let before = found.len() + blanks.len();
        match c {
            'X' | 'x' | '×' | 'Ｘ' => {
                blanks.extend(blank::placeholder(words, at, place.all).map(|blank| (number, blank)));
            }
            '_' | '＿' => blanks.extend(blank::underscores(words, at).map(|blank| (number, blank))),
            '（' | '(' | '【' | '《' | '“' | '〔' => {
                blanks.extend(blank::brackets(words, at, place.all).map(|blank| (number, blank)));
            }
            '。' | '，' | '、' | '；' | '：' | '！' | '？' => found.extend(mark::doubled(words, at)),
            '月' => found.extend(date::impossible(words, at).or_else(|| date::reversed(words, at))),
            '号' => found.extend(mark::document_number(words, at)),
            '件' | '条' | '个' | '次' | '篇' | '份' | '起' | '场' | '期' | '项' | '宗' | '人' | '元' | '台' | '户'
            | '处' | '家' | '%' | '％'
                if !matches!(paragraph.kind, Kind::Cell { .. }) =>
            {
                blanks.extend(blank::number(words, at).map(|blank| (number, blank)));
            }
            _ => {}
        }
        if found.len() + blanks.len() > before {
            let ends = found.last().map(|left| left.end).into_iter();
            from =
                ends.chain(blanks.last().filter(|(of, _)| *of == number).map(|(_, left)| left.end)).max().unwrap_or(at);
        }
    }
    open.end_paragraph(number);
    found
}

fn report_all(text: &Text, paragraph: &Paragraph, found: Vec<Leftover>, out: &mut Vec<Diagnostic>) {
    report_at(text, text.body, paragraph, found, out);
}

/// For a paragraph of a part of the text that begins at byte `start`.
fn report_at(text: &Text, start: usize, paragraph: &Paragraph, found: Vec<Leftover>, out: &mut Vec<Diagnostic>) {
    for left in found {
        let range = paragraph.range(left.start, left.end);
        let span = Span::new(text.file, start + range.start, start + range.end);
        let words = paragraph.words[left.start..left.end].trim();
        if left.code == Code::S107 && is_parted(&text.source[span.start as usize..span.end as usize]) {
            continue;
        }
        let finding = Diagnostic::new(left.code, span).arg("found", words).subject(words.to_owned());
        out.push(finding.fix(left.fix));
    }
}

/// Whether a line or a cell ends between what stands twice. Two lines may begin alike, 某某县人民政府 and below it
/// 某某县人民政府办公室, and two cells of a row may say the same: <td>张三丰</td><td>张三丰</td>.
fn is_parted(source: &str) -> bool {
    const TAGS: [&str; 8] = ["td", "th", "tr", "br", "p", "li", "div", "table"];
    let ends = |tag: &str| {
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        TAGS.iter().any(|known| known.eq_ignore_ascii_case(name))
    };
    source.contains('\n') || source.split('<').skip(1).any(ends)
}

/// The document number of the front matter.
fn number_in_front(text: &Text, number: Option<&str>, out: &mut Vec<Diagnostic>) {
    let Some(number) = number else { return };
    let Some(at) = text.source[..text.body].find(number) else { return };
    for (mark, _) in number.match_indices('号') {
        if let Some(left) = mark::document_number(number, mark) {
            let span = Span::new(text.file, at + left.start, at + left.end);
            let found = &number[left.start..left.end];
            out.push(Diagnostic::new(left.code, span).arg("found", found).subject(found.to_owned()).fix(left.fix));
        }
    }
}

/// The day by which a text counts as written.
pub fn day_of(site: &Site, subject: Subject) -> Option<Date> {
    match subject {
        Subject::Report(id) | Subject::Figures(id) => {
            let report = site.report(id);
            report.date.or(report.published).or_else(|| Date::new(report.year + 1, 1, 31))
        }
        Subject::Item(id) => site.item(id).issued.or(site.item(id).published),
        Subject::Plain(id) => site.plain(id).published.or(site.as_of),
        Subject::Home | Subject::Agency(_) | Subject::Later => site.as_of,
    }
}
