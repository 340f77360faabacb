//! What was left over in a text: blanks that nobody filled in, placeholders, marks set twice or not closed, dates that
//! cannot be, document numbers written otherwise than GB/T 9704 has them. A form that is to be filled in by others is
//! full of blanks, so blanks count only where there are few.

mod again;
mod article;
mod blank;
mod body;
mod borrowed;
mod bracket;
mod citation;
mod contact;
mod date;
mod deadline;
mod debris;
mod drafter;
mod elsewhere;
mod form;
mod gap;
mod mark;
mod mixture;
mod note;
mod order;
mod place;
mod placeholder;
mod plan;
mod redundant;
mod report;
mod signature;
mod slip;
mod stray;
mod title;
mod unfilled;
mod unit;
mod unsaid;
mod weekday;
mod year;
mod yearless;

use std::sync::LazyLock;

use crate::diagnostic::{Arg, Code, Diagnostic, Span};
use crate::markdown::{Kind, Paragraph};
use crate::model::{Date, Item, Site};
use crate::needles::Signs;

use super::shown::is_shown_as_wrong;
use super::{Subject, Text};
use place::Place;

/// A place in one paragraph that a rule speaks of.
struct Leftover {
    code: Code,
    start: usize,
    end: usize,
    fix: Option<String>,
    /// What is wrong with it, where a code has several faults: a word of the messages.
    fault: Option<&'static str>,
}

impl Leftover {
    fn new(code: Code, start: usize, end: usize) -> Leftover {
        Leftover { code, start, end, fix: None, fault: None }
    }

    /// A day that cannot be.
    fn of_day(fault: &'static str, start: usize, end: usize) -> Leftover {
        Leftover { fault: Some(fault), ..Leftover::new(Code::S112, start, end) }
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
    let Pending { mut blanks, open } = pending;
    blanks.extend(unit::in_cells(paragraphs).map(|at| {
        let words = paragraphs[at].words.len();
        (at, Leftover::new(Code::S101, 0, words))
    }));
    report_blanks(text, paragraphs, (&place, blanks), out);
    let articles = article::left_out(paragraphs, place.is_extract).map(|at| (at, article::number(&paragraphs[at])));
    let lonely = open.left_over();
    let lonely = lonely.iter().filter(|half| !bracket::is_of_rows(paragraphs, &lonely, half));
    let whole = of_words(text, paragraphs, &place).into_iter();
    let whole = whole.chain(order::of_paragraphs(paragraphs, place.all)).chain(articles);
    let whole = whole.chain(weekday::in_rows(paragraphs, place.day)).chain(note::rows(paragraphs));
    let whole = whole.chain(lonely.map(|&(at, start, end)| (at, Leftover::new(Code::S109, start, end))));
    for (at, left) in whole {
        report_all(text, &paragraphs[at], vec![left], out);
    }
    let title = title::in_front(text);
    if let Some(title) = title {
        title::look(text, &place, title, out);
    }
    debris::look(text, title, out);
    look_at_what_it_is(text, &place, paragraphs, out);
}

/// The blanks of a text. One with many is a form, and one about forms shows what they look like.
fn report_blanks(
    text: &Text,
    paragraphs: &[Paragraph],
    (place, blanks): (&Place, Vec<(usize, Leftover)>),
    out: &mut Vec<Diagnostic>,
) {
    if !place.all && form::is_form(&blanks, paragraphs) {
        return;
    }
    let is_of_form = |blank: &Leftover| matches!(blank.code, Code::S103 | Code::S104 | Code::S105);
    let is_shown = |at: usize, blank: &Leftover| {
        let is_about = place.about_forms && !matches!(blank.code, Code::S101 | Code::S102);
        is_about || blank.code == Code::S103 && blank::is_shown(&paragraphs[at].words, blank.start)
    };
    // The paragraph of the blank before, and whether it is to be filled in: one line may have thousands.
    let mut last = None;
    let mut is_to_be_filled_in = |at: usize| match last {
        Some((of, is)) if of == at => is,
        _ => last.insert((at, form::is_to_be_filled_in(paragraphs, at))).1,
    };
    for (at, blank) in blanks {
        if (place.all || !is_shown(at, &blank)) && !(is_of_form(&blank) && is_to_be_filled_in(at)) {
            report_all(text, &paragraphs[at], vec![blank], out);
        }
    }
}

/// What only a report can have left over, or a document.
fn look_at_what_it_is(text: &Text, place: &Place, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    match text.subject {
        Subject::Report(id) => {
            report::look(text, id, paragraphs, out);
            elsewhere::look(text, text.site.report(id).agency, paragraphs, out);
        }
        Subject::Item(id) => {
            let item = text.site.item(id);
            if !place.about_forms {
                signature::look(text, item, paragraphs, out);
                elsewhere::look(text, item.agency, paragraphs, out);
            }
            number_in_front(text, item, out);
        }
        _ => {}
    }
}

/// What is wrong with the words of each paragraph by themselves.
fn of_words(text: &Text, paragraphs: &[Paragraph], place: &Place) -> Vec<(usize, Leftover)> {
    let curly = paragraphs.iter().any(|paragraph| paragraph.words.contains('“'));
    let agency = match text.subject {
        Subject::Report(id) => Some(&*text.site.agency(text.site.report(id).agency).name),
        _ => None,
    };
    let mut all = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let words = &*paragraph.words;
        let mut found = stray::look(paragraph, curly);
        found.extend(slip::look(words));
        if !matches!(paragraph.kind, Kind::Cell { .. }) {
            found.extend(yearless::look(words, agency));
            found.extend(order::within(words));
        }
        if place.all {
            found.extend(again::look(words));
            found.extend(slip::exact_and_more(words));
            found.extend(slip::mixed(words));
        }
        found.extend(mixture::look(words));
        found.extend(redundant::look(words, place.all));
        all.extend(found.into_iter().map(|left| (at, left)));
    }
    all
}

/// Whether a text shows a form that others fill in, and says how.
pub(super) fn is_about_forms(text: &Text) -> bool {
    Place::of(text).about_forms
}

/// Whether a text may be what somebody said.
pub(super) fn is_spoken(text: &Text) -> bool {
    Place::of(text).is_spoken
}

/// What is left over in a paragraph, and sure to be; the rest is pending.
fn look_at(paragraph: &Paragraph, place: &Place, number: usize, pending: &mut Pending) -> Vec<Leftover> {
    // Of all that is matched below, and all brackets.
    static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
        let signs = "Xx×ＸN○〇某＊*_＿（(【《“〔[［。，、；：年月日号！？分星周…";
        Signs::of(signs.chars().chain(UNITS.chars()).chain(bracket::signs()))
    });
    let Pending { blanks, open } = pending;
    let words = &*paragraph.words;
    let mut found = mark::repeated(words);
    found.extend(mark::repeated_figure(words));
    if placeholder::is_sample(words, place.all) {
        found.push(Leftover::new(Code::S105, 0, words.len()));
    }
    if debris::is_no_value(words) {
        found.push(Leftover::new(Code::S106, 0, words.len()));
    }
    let mut from = 0;
    for (at, c) in SIGNS.places(words) {
        open.read(number, words, (at, c));
        if at < from {
            continue;
        }
        let sure = match c {
            '。' | '，' | '、' | '；' | '：' | '！' | '？' => mark::doubled(words, at),
            '月' => date::impossible(words, at)
                .or_else(|| yearless::day(words, at))
                .or_else(|| date::reversed(words, at))
                .or_else(|| deadline::look(words, at, place)),
            '号' => mark::document_number(words, at),
            '年' => deadline::at_year_end(words, at, place),
            '星' | '周' => weekday::other(words, at, place.day),
            _ => None,
        };
        let blank = if sure.is_none() { blank_at(paragraph, (at, c), place) } else { None };
        from = sure.iter().chain(&blank).map(|left| left.end).next().unwrap_or(from);
        found.extend(sure);
        blanks.extend(blank.map(|blank| (number, blank)));
    }
    open.end_paragraph(number);
    found
}

/// The signs of units.
const UNITS: &str = "件条个次篇份起场期项宗人元台户处家名亩页栋辆座里顷米天小公岁%％";

/// The blank at a sign of a paragraph.
fn blank_at(paragraph: &Paragraph, (at, c): (usize, char), place: &Place) -> Option<Leftover> {
    static OF_UNITS: LazyLock<Signs> = LazyLock::new(|| Signs::of(UNITS.chars()));
    let (words, all) = (&*paragraph.words, place.all);
    let is_cell = matches!(paragraph.kind, Kind::Cell { .. });
    match c {
        'X' | 'x' | '×' | 'Ｘ' | 'N' => placeholder::placeholder(words, at, all, is_cell),
        '*' | '＊' => placeholder::stars(words, at),
        '○' | '〇' => placeholder::circles(words, at),
        '某' if all => placeholder::nobody(words, at),
        '…' if all => placeholder::unfinished(words, at),
        '_' | '＿' => blank::underscores(words, at),
        '号' => blank::document_number(words, at, all),
        // 平均分为　　分: it ends many words, and is a unit only behind a gap.
        '分' if is_cell || !words[..at].ends_with(char::is_whitespace) => None,
        '分' => blank::number(words, at),
        '（' | '(' | '【' | '《' | '“' | '〔' => {
            let bracket = blank::brackets(words, at, all).or_else(|| gap::quoted(words, at));
            bracket.or_else(|| note::note(words, at, place, is_cell))
        }
        '[' | '［' => note::note(words, at, place, is_cell),
        '日' => blank::day(words, at, all)
            .or_else(|| if is_cell || place.is_draft { None } else { blank::day_within(words, at) })
            .or_else(|| if is_cell { None } else { unfilled::date(words, at, place) }),
        '年' if !is_cell => gap::before_unit(words, at),
        '：' if all => blank::label(words, at).or_else(|| gap::behind_label(words, at)),
        '：' if !is_cell => gap::behind_label(words, at),
        '。' | '，' | '；' if !is_cell => gap::before_mark(words, at),
        '元' if !is_cell && words[..at].ends_with("人民币") => blank::money(words, at),
        c if !is_cell && OF_UNITS.has(c) => {
            let gap = || gap::before_unit(words, at);
            let number = blank::number(words, at).or_else(|| unit::bare(words, at));
            let number = number.or_else(|| unit::behind_verb(words, at)).or_else(gap);
            number.or_else(|| if c == '元' { unfilled::sum(words, at) } else { unfilled::counted(words, at) })
        }
        _ => None,
    }
}

fn report_all(text: &Text, paragraph: &Paragraph, found: Vec<Leftover>, out: &mut Vec<Diagnostic>) {
    report_at(text, text.body, paragraph, found, out);
}

/// For a paragraph of a part of the text that begins at byte `start`.
fn report_at(text: &Text, start: usize, paragraph: &Paragraph, found: Vec<Leftover>, out: &mut Vec<Diagnostic>) {
    let is_shown = |left: &Leftover| is_shown_as_wrong(&paragraph.words, &(left.start..left.end));
    for left in found.into_iter().filter(|left| !is_shown(left)) {
        let range = paragraph.range(left.start, left.end);
        let span = Span::new(text.file, start + range.start, start + range.end);
        let words = paragraph.words[left.start..left.end].trim();
        if left.code == Code::S107 && is_parted(&text.source[span.start as usize..span.end as usize]) {
            continue;
        }
        let mut finding = Diagnostic::new(left.code, span).arg("found", words).subject(words.to_owned());
        if let Some(fault) = left.fault.or((left.code == Code::S101).then_some("no_figure")) {
            finding = finding.arg("fault", Arg::Word(fault));
        }
        if let (Code::S115 | Code::S301, Some(right)) = (left.code, &left.fix) {
            finding = finding.arg("right", &**right);
        }
        out.push(finding.fix(left.fix));
    }
}

/// Whether a line or a cell ends between what stands twice. Two lines may begin alike, 某某县人民政府 and below it
/// 某某县人民政府办公室, and two cells of a row may say the same: <td>张三丰</td><td>张三丰</td>.
pub(super) fn is_parted(source: &str) -> bool {
    const TAGS: [&str; 8] = ["td", "th", "tr", "br", "p", "li", "div", "table"];
    let ends = |tag: &str| {
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        TAGS.iter().any(|known| known.eq_ignore_ascii_case(name))
    };
    source.contains('\n') || source.split('<').skip(1).any(ends)
}

/// The document number of the front matter.
fn number_in_front(text: &Text, item: &Item, out: &mut Vec<Diagnostic>) {
    let (Some(number), Some(span)) = (&item.document_number, item.number_span) else { return };
    let Some((at, number)) = title::written(text, number, span) else { return };
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
