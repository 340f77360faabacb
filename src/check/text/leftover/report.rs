//! What only a report can have left over: the name and the date of another, and another form; and its year.

use std::ops::Range;

use crate::diagnostic::{Arg, Code, Diagnostic, Span, is_one_off};
use crate::markdown::{Kind, Paragraph};
use crate::model::{Date, Report, ReportId};

use super::super::Text;
use super::{body, borrowed, contact, date, elsewhere, signature, year};

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
        citations(text, report, paragraph, out);
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

/// The number of the form's own document: not that of another year's, not under another's title, not of another office
/// (S113).
fn citations(text: &Text, report: &Report, paragraph: &Paragraph, out: &mut Vec<Diagnostic>) {
    // A form that is not that of the year is reported itself (R102); the words may well be right.
    let form = report.form.map(|id| text.site.form(id)).filter(|form| form.covers(report.year));
    let Some(form) = form else { return };
    let words = &*paragraph.words;
    // Asked by itself this is soon told.
    if !words.contains("国办") {
        return;
    }
    for (at, _) in words.match_indices("国办") {
        let Some(open) = words[at..].find(['〔', '【', '[', '(', '（']).filter(|open| *open <= OFFICE.len()) else {
            continue;
        };
        let Some((cited, end)) = number_at(&words[at + open..]) else { continue };
        let end = at + open + end;
        if is_miscited(text, report.year, &form.basis, words, (at..at + open, cited, end)) {
            let finding = finding(text, Code::S113, paragraph, (at, end));
            // The number may be right, and the title another's.
            let key = if words[at..end] == *form.basis { "titled" } else { "basis" };
            out.push(finding.arg(key, &*form.basis));
        }
    }
}

/// What stands before that on which something is based.
const BASES: [&str; 7] = ["依照", "按照", "根据", "依据", "执行", "参照", "遵照"];

/// The office whose letters have the forms.
const OFFICE: &str = "国办公开办函";

/// Whether the document `cited`, of an office and up to byte `end`, is given for that of the form by mistake.
fn is_miscited(
    text: &Text,
    year: i16,
    basis: &str,
    words: &str,
    (office, cited, end): (Range<usize>, (i16, u32), usize),
) -> bool {
    let Some(own) = number(basis) else { return false };
    let before = words[..office.start].rsplit(['。', '；']).next().unwrap_or_default();
    let sentence = words[end..].split(['。', '；']).next().unwrap_or_default();
    // 上一年度使用的是〔2019〕60号印发的试行格式，本年度改用新格式
    let tells_of_change = |words: &str| {
        ["上一年度", "上年度", "此前", "以往", "改用", "改为", "取代"].iter().any(|word| words.contains(word))
    };
    let is_of_another_year = || {
        let forms = || text.site.forms.iter().filter(|form| number(&form.basis) == Some(cited));
        cited != own
            && before.contains("报告")
            && forms().any(|form| names_another_year(before, year, |it| form.covers(it)))
    };
    if tells_of_change(before) || tells_of_change(sentence) || is_of_another_year() {
        return false;
    }
    let is_written_by = || {
        ["年度报告", "本报告", "本年报"].iter().any(|word| sentence.contains(word))
            && ["编制", "撰写", "要求"].iter().any(|word| sentence.contains(word))
    };
    if &words[office.clone()] != OFFICE {
        let clause = before.rsplit('，').next().unwrap_or_default();
        let is_basis = || BASES.iter().any(|word| clause.ends_with(word));
        let in_bracket = || before.ends_with(['（', '(']) && before.contains("格式");
        let of_form = || in_bracket() || clause.contains("格式") && is_basis() || is_written_by();
        return cited == own && (is_titled(before, own.0) || of_form());
    }
    let others = || text.site.forms.iter().filter_map(|form| number(&form.basis));
    let crossed = || others().any(|other| other.0 == cited.0) && others().any(|other| other.1 == cited.1);
    let of_another_form = cited != own && (others().any(|other| other == cited) || crossed());
    let trial = |words: &str| words.contains("试行");
    // That of 2019 is 关于政府信息公开工作年度报告有关事项的通知.
    let elder = || is_titled(before, 2019) && !is_titled(before, 2021);
    let titled = cited == own && !trial(basis) && cited.0 >= 2021 && (trial(sentence) || trial(before) || elder());
    // Under the title of the year's own form there is but one number.
    let misnumbered = cited != own && own.0 == cited.0 && is_titled(before, cited.0);
    let misdated = own.1 == cited.1 && own.0 != cited.0 && (is_titled(before, own.0) || is_written_by());
    // …和国办公开办函〔2021〕3号文件，现公布本机关2022年政府信息公开工作年度报告
    let is_made_by =
        || sentence.contains("年度报告") && ["现公布", "现发布", "现将"].iter().any(|now| sentence.contains(now));
    let lost =
        own.0 == cited.0 && is_one_off(&cited.1.to_string(), &own.1.to_string()) && (is_written_by() || is_made_by());
    let misread = cited != own && own.0 == cited.0 && is_made_by_form(before, &words[end..]) && is_written_by();
    of_another_form || misread || titled || misnumbered || misdated || lost
}

/// Whether a report is made as a document has it, from what stands around that: 按照…〔2021〕13号规定的格式，编制本报告. The office of the form
/// sent out but one of its year.
fn is_made_by_form(before: &str, behind: &str) -> bool {
    const AS: [&str; 5] = ["要求", "文件", "规定", "格式", "通知"];
    let clause = before.rsplit('，').next().unwrap_or_default();
    let goes_on = AS.iter().any(|word| behind.starts_with(word));
    goes_on && !before.ends_with('）') && BASES.iter().any(|word| clause.contains(word))
}

/// Whether words name a year of a form, and not the report's: 2019、2020年度报告执行….
fn names_another_year(words: &str, year: i16, is_of_form: impl Fn(i16) -> bool) -> bool {
    let clause = words.rsplit(['，', '。']).next().unwrap_or_default();
    let mut years = clause.as_bytes().windows(4).filter_map(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    years.any(|named: i16| named != year && is_of_form(named))
}

/// Whether words end with the title of the document that has the form of a year, and a bracket.
fn is_titled(before: &str, year: i16) -> bool {
    let title = before.trim_end_matches(['（', '(', ' ']);
    let title = title.rsplit(['）', ')']).next().unwrap_or_default();
    let named = if year >= 2021 {
        ["工作年度报告格式", "年度报告格式"]
    } else {
        ["年度报告有关事项", "年度报告格式"]
    };
    let from = title.rfind(named[0]).or_else(|| title.rfind(named[1]));
    from.is_some_and(|from| title[from..].ends_with('》') && !title[from..].contains('，'))
        || from.is_some_and(|from| title[from..].ends_with("通知") && title.len() - from < 60)
}

/// The year and number of a document, from wherever they stand in its name.
fn number(basis: &str) -> Option<(i16, u32)> {
    basis.char_indices().find_map(|(at, c)| if c == '〔' { number_at(&basis[at..]).map(|found| found.0) } else { None })
}

/// `〔2021〕30号`, with any brackets: year and number, and where it ends.
fn number_at(words: &str) -> Option<((i16, u32), usize)> {
    let open = words.chars().next().filter(|c| "〔【[(（".contains(*c))?;
    let rest = &words[open.len_utf8()..];
    let year = rest.get(..4)?.parse().ok()?;
    let close = rest[4..].chars().next().filter(|c| "〕】])）".contains(*c))?;
    let rest = &rest[4 + close.len_utf8()..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().ok()?;
    let behind = rest[digits..].strip_prefix('号')?;
    Some(((year, number), words.len() - behind.len()))
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
    let numeral = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九０".contains(c);
    let date = words.rfind('年').map_or(0, |year| words[..year].trim_end_matches(numeral).len());
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
