//! What only a report can have left over: the name and the date of another, and another form; and its year.

use crate::diagnostic::{Arg, Code, Diagnostic, Span};
use crate::markdown::{Kind, Paragraph};
use crate::model::{Date, Report, ReportId};

use super::super::Text;
use super::{body, borrowed, citation, contact, date, elsewhere, signature, year};

pub fn look(text: &Text, id: ReportId, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let report = text.site.report(id);
    year::in_title(text, report, out);
    let prose = || paragraphs.iter().filter(|paragraph| paragraph.kind == Kind::Prose);
    for paragraph in prose().take(OPENING) {
        author(text, report, paragraph, out);
        year::compiled(text, report, paragraph, out);
    }
    for paragraph in paragraphs {
        if matches!(paragraph.kind, Kind::Prose | Kind::Quote) {
            year::others(text, report, paragraph, out);
            borrowed::look(text, report, paragraph, out);
            contact::look(text, report.agency, paragraph, out);
        }
        citation::look(text, report, paragraph, out);
    }
    elsewhere::told(text, report.agency, paragraphs, out);
    signed(text, report, paragraphs, out);
}

pub fn finding(text: &Text, code: Code, paragraph: &Paragraph, place: (usize, usize)) -> Diagnostic {
    finding_of(text, code, paragraph, place, "found")
}

/// A finding whose message calls the words `name`, where it tells one thing from another by that.
pub fn finding_of(
    text: &Text,
    code: Code,
    paragraph: &Paragraph,
    (start, end): (usize, usize),
    name: &'static str,
) -> Diagnostic {
    let range = paragraph.range(start, end);
    let span = Span::new(text.file, text.body + range.start, text.body + range.end);
    let words = paragraph.words[start..end].trim();
    Diagnostic::new(code, span).arg(name, words).subject(words.to_owned())
}

/// How many paragraphs from the end may be a signature.
const SIGNATURE: usize = 3;

/// Who signs is the agency (S111), and signs after the year is over (S112).
fn signed(text: &Text, report: &Report, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let last = paragraphs.len().saturating_sub(SIGNATURE);
    let end_of_year = Date::new(report.year, 12, 31);
    let mut signed = false;
    let lines = || paragraphs[last..].iter().filter(|paragraph| paragraph.kind == Kind::Prose);
    for paragraph in lines() {
        let (name, date) = name_and_date(&paragraph.words);
        let words = &paragraph.words[date..];
        let Some(day) = date::alone(words).filter(|_| body::signs(text, report.agency, &paragraph.words[..name]))
        else {
            continue;
        };
        signed = true;
        // One that no calendar has is reported wherever it stands, if it is written in figures.
        let early = day.is_ok_and(|day| Some(day) <= end_of_year);
        let late = || day.is_ok_and(|day| signature::is_long_after(day, report.published));
        let fault = match day {
            Ok(_) if early => Some("within_the_year"),
            Ok(_) if late() => Some("long_after_published"),
            Err(()) if !words.contains(|c: char| c.is_ascii_digit()) => Some("no_such_day"),
            _ => None,
        };
        if let Some(fault) = fault {
            let found = finding(text, Code::S112, paragraph, (date, paragraph.words.len()));
            out.push(found.arg("fault", Arg::Word(fault)));
        }
        other_body(text, report, paragraph, name, out);
    }
    // Without a date only the very last line is surely a signature.
    let unsigned = lines().count().saturating_sub(1);
    for paragraph in lines().skip(if signed { 0 } else { unsigned }) {
        other_body(text, report, paragraph, paragraph.words.len(), out);
    }
    let days = [("published", report.published, report.published_span), ("date", report.date, report.date_span)];
    for (key, day, span) in days {
        if let (Some(day), Some(span)) = (day.filter(|day| Some(*day) <= end_of_year), span) {
            let finding = Diagnostic::new(Code::S112, span).arg("found", day.to_string()).subject(key.to_owned());
            out.push(finding.arg("fault", Arg::Word("within_the_year")));
        }
    }
}

/// Where the name in a line with a date behind it ends, and where the date begins: 示例局 2024年1月15日.
pub fn name_and_date(words: &str) -> (usize, usize) {
    let date = words.rfind('年').map_or(0, |year| words[..year].trim_end_matches(|c| date::digit(c).is_some()).len());
    (words[..date].trim_end().len(), date)
}

/// The finding that another body signs, if the words up to `end` are its name.
fn other_body(text: &Text, report: &Report, paragraph: &Paragraph, end: usize, out: &mut Vec<Diagnostic>) {
    let line = paragraph.words[..end].trim();
    if body::is_other(text, report.agency, line.trim_start_matches(['（', '(']).trim_end_matches(['）', ')'])) {
        let name = text.site.agency(report.agency).name.to_string();
        out.push(finding(text, Code::S111, paragraph, (0, end)).arg("agency", name));
    }
}

/// How many paragraphs may say who made up the report.
const OPENING: usize = 3;

/// The finding that the report says that another body made it up (S111): 示例县教育局编制了2023年…报告, 青石镇将2023年度…报告如下.
fn author(text: &Text, report: &Report, paragraph: &Paragraph, out: &mut Vec<Diagnostic>) {
    let words = &*paragraph.words;
    let Some(end) = words.find("编制").map(|end| maker(words, end)).or_else(|| teller(words)) else { return };
    let before = &words[..end];
    let start = before
        .rfind(['，', '。', '；', '：', '由', '》', '）'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let name = &before[start..];
    let government = |name: &str| name.ends_with("政府");
    // For a government one of its offices makes it up, and its own office for any body.
    let for_another = text.site.agency(report.agency).is_government() && !government(name);
    let is_whole = name.chars().skip(2).any(|c| "省市县区镇乡街".contains(c));
    let is_other = || {
        !for_another && body::is_other(text, report.agency, name) || body::is_another_place(text, report.agency, name)
    };
    if !is_whole || name.ends_with("办公室") || !is_other() {
        return;
    }
    let finding = finding_of(text, Code::S111, paragraph, (start, before.len()), "author");
    out.push(finding.arg("agency", text.site.agency(report.agency).name.to_string()));
}

/// Where the name of who made the report up ends, before the 编制 at `end`.
fn maker(words: &str, end: usize) -> usize {
    let before = words[..end].trim_end_matches("组织").trim_end_matches("负责").trim_end();
    // 本报告由示例局根据《条例》编制
    let by = before.rfind('由').map_or(0, |at| at + "由".len());
    let rest = words[end..].split(['，', '。']).next().unwrap_or_default();
    // 示例局依据《条例》编制本报告
    let by = match before.rfind(['，', '。', '；']).map_or(0, |at| before.ceil_char_boundary(at + 1)) {
        start if by == 0 && rest.contains("报告") && !before[start..].starts_with(['会', '与', '和']) => start,
        _ if by > 0 => by,
        _ => return before.len(),
    };
    let why = ["根据", "依据", "按照", "依照"].iter().filter_map(|word| before[by..].find(word)).min();
    why.filter(|at| *at > 0).map_or(before, |at| before[..by + at].trim_end()).len()
}

/// Where the name of who tells of its year ends: 青石镇将2023年度…情况报告如下.
fn teller(words: &str) -> Option<usize> {
    let clause = words[..words.find("报告如下")?].rfind(['，', '。', '；', '：']).unwrap_or(0);
    let end = clause + words[clause..].find("将20")?;
    words[end..].contains("信息公开").then_some(end)
}
