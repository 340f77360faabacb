//! What only a report can have left over: the year, the name and the date of another, and another form.

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::fold::fold;
use crate::markdown::{Kind, Paragraph};
use crate::model::{Date, Report, ReportId};

use super::super::Text;
use super::date;

pub fn look(text: &Text, id: ReportId, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let report = text.site.report(id);
    title(text, report, out);
    for paragraph in paragraphs {
        if matches!(paragraph.kind, Kind::Prose | Kind::Quote) {
            other_years(text, report, paragraph, out);
        }
        citations(text, report, paragraph, out);
    }
    signature(text, report, paragraphs, out);
}

fn finding(text: &Text, code: Code, paragraph: &Paragraph, (start, end): (usize, usize)) -> Diagnostic {
    let range = paragraph.range(start, end);
    let span = Span::new(text.file, text.body + range.start, text.body + range.end);
    let words = paragraph.words[start..end].trim();
    Diagnostic::new(code, span).arg("found", words).subject(words.to_owned())
}

/// The year in the title is the report's.
fn title(text: &Text, report: &Report, out: &mut Vec<Diagnostic>) {
    let front = &text.source[..text.body];
    let Some(at) = front.find(&*report.title) else { return };
    for (start, year) in years(&report.title) {
        if year != report.year {
            let span = Span::new(text.file, at + start, at + start + 4);
            let finding = Diagnostic::new(Code::S110, span).arg("found", year.to_string());
            out.push(finding.arg("year", report.year.to_string()).subject(year.to_string()));
        }
    }
}

/// Years as they are written: (byte, year).
fn years(words: &str) -> impl Iterator<Item = (usize, i16)> {
    words.match_indices('年').filter_map(|(at, _)| {
        let start = at.checked_sub(4)?;
        let digits = words.get(start..at)?;
        let alone = !words[..start].ends_with(|c: char| c.is_ascii_digit());
        let year = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
        (alone && (1990..=2100).contains(&year)).then_some((start, year))
    })
}

/// Words with which a sentence speaks of another year on purpose.
const COMPARES: [&str; 26] = [
    "比",
    "较",
    "以来",
    "自",
    "起",
    "至今",
    "修订",
    "印发",
    "发布的",
    "上年",
    "去年",
    "往年",
    "结转",
    "连续",
    "历年",
    "曾",
    "原",
    "修正",
    "施行",
    "制定的",
    "计划",
    "规划",
    "将",
    "下一年",
    "相继",
    "提交的",
];

/// A sentence that begins with another year, and compares nothing (S110): copied from last year.
fn other_years(text: &Text, report: &Report, paragraph: &Paragraph, out: &mut Vec<Diagnostic>) {
    let words = &*paragraph.words;
    let mut from = 0;
    for sentence in words.split_inclusive(['。', '；']) {
        let start = from;
        from += sentence.len();
        let found: Vec<(usize, i16)> = years(sentence).collect();
        let Some((first, year)) = found.first().copied() else { continue };
        let lead = sentence[..first].trim();
        let period = ["统计期限", "统计期间", "报告期", "数据的期限"].iter().any(|word| sentence.contains(word));
        if period && sentence.contains("月31") {
            for (at, _) in found.iter().filter(|(_, year)| *year != report.year) {
                let finding = finding(text, Code::S110, paragraph, (start + at, start + at + 4));
                out.push(finding.arg("year", report.year.to_string()));
            }
            continue;
        }
        let behind = &sentence[first + 4 + "年".len()..];
        let subject = ["，", ",", "度", "本", "我", "全", "共", "新收", "主动公开", "收到"]
            .iter()
            .any(|word| behind.starts_with(word));
        let alone = found.iter().all(|(_, other)| *other == year);
        // A plan for the year that is over: 2024年，我局将进一步加大培训力度. But 将信息公开纳入考核 was done.
        let plans = ["将进一步", "将继续", "将持续", "将不断", "将着力", "将重点", "将从以下", "力争"];
        let plan = plans.iter().find_map(|plan| Some(behind.find(plan)? + plan.len()));
        if let Some(end) = plan.filter(|_| lead.is_empty() && year == report.year && alone) {
            let end = first + 4 + "年".len() + end;
            let range = paragraph.range(start + first, start + end);
            let span = Span::new(text.file, text.body + range.start, text.body + range.end);
            let finding = Diagnostic::new(Code::S110, span).arg("plan", &sentence[first..end]);
            out.push(finding.arg("over", year.to_string()).subject(year.to_string()));
            continue;
        }
        let compares = COMPARES.iter().any(|word| sentence.contains(word));
        let last = (report.year - 3..report.year).contains(&year);
        if lead.is_empty() && subject && alone && last && !compares {
            let finding = finding(text, Code::S110, paragraph, (start + first, start + first + 4));
            out.push(finding.arg("year", report.year.to_string()));
        }
    }
}

/// The number of the form's own document: not that of another year's, and not under another's title (S113).
fn citations(text: &Text, report: &Report, paragraph: &Paragraph, out: &mut Vec<Diagnostic>) {
    const OFFICE: &str = "国办公开办函";
    // A form that is not that of the year is reported itself (R102); the words may well be right.
    let form = report.form.map(|id| text.site.form(id)).filter(|form| form.covers(report.year));
    let Some(form) = form else { return };
    let words = &*paragraph.words;
    let own = number(&form.basis);
    for (at, _) in words.match_indices(OFFICE) {
        let Some((cited, end)) = number_at(&words[at + OFFICE.len()..]) else { continue };
        let end = at + OFFICE.len() + end;
        let others = || text.site.forms.iter().filter_map(|form| number(&form.basis));
        let crossed = || others().any(|other| other.0 == cited.0) && others().any(|other| other.1 == cited.1);
        let of_another_form = Some(cited) != own && (others().any(|other| other == cited) || crossed());
        let sentence = words[end..].split(['。', '；']).next().unwrap_or_default();
        let before = words[..at].rsplit(['。', '；']).next().unwrap_or_default();
        let trial = |words: &str| words.contains("试行");
        let titled = Some(cited) == own && !trial(&form.basis) && cited.0 >= 2021 && (trial(sentence) || trial(before));
        // Under the title of the year's own form there is but one number.
        let misnumbered = Some(cited) != own && own.is_some_and(|own| own.0 == cited.0) && is_titled(before, cited.0);
        let misdated = own.is_some_and(|own| own.1 == cited.1 && own.0 != cited.0 && is_titled(before, own.0));
        if own.is_some() && (of_another_form || titled || misnumbered || misdated) {
            let finding = finding(text, Code::S113, paragraph, (at, end));
            out.push(finding.arg("basis", &*form.basis));
        }
    }
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
fn signature(text: &Text, report: &Report, paragraphs: &[Paragraph], out: &mut Vec<Diagnostic>) {
    let last = paragraphs.len().saturating_sub(SIGNATURE);
    let end_of_year = Date::new(report.year, 12, 31);
    let mut signed = false;
    let lines = || paragraphs[last..].iter().filter(|paragraph| paragraph.kind == Kind::Prose);
    for paragraph in lines() {
        let (name, date) = name_and_date(&paragraph.words);
        let words = &paragraph.words[date..];
        let Some(day) = date::alone(words) else { continue };
        signed = true;
        // One that no calendar has is reported wherever it stands, if it is written in figures.
        let early = day.is_ok_and(|day| Some(day) <= end_of_year);
        if early || (day.is_err() && !words.contains(|c: char| c.is_ascii_digit())) {
            out.push(finding(text, Code::S112, paragraph, (date, paragraph.words.len())));
        }
        other_body(text, report, paragraph, name, out);
    }
    // Without a date only the very last line is surely a signature.
    let unsigned = lines().count().saturating_sub(1);
    for paragraph in lines().skip(if signed { 0 } else { unsigned }) {
        other_body(text, report, paragraph, paragraph.words.len(), out);
    }
    if let (Some(day), Some(span)) = (report.published, report.published_span)
        && Some(day) <= end_of_year
    {
        out.push(Diagnostic::new(Code::S112, span).arg("found", day.to_string()).subject("published".to_owned()));
    }
}

/// Where the name in a line with a date behind it ends, and where the date begins: 示例局 2024年1月15日.
fn name_and_date(words: &str) -> (usize, usize) {
    let numeral = |c: char| c.is_ascii_digit() || "〇○零一二三四五六七八九０".contains(c);
    let date = words.rfind('年').map_or(0, |year| words[..year].trim_end_matches(numeral).len());
    (words[..date].trim_end().len(), date)
}

/// The finding that another body signs, if the words up to `end` are its name.
fn other_body(text: &Text, report: &Report, paragraph: &Paragraph, end: usize, out: &mut Vec<Diagnostic>) {
    if is_other_body(text, report, paragraph.words[..end].trim()) {
        let name = text.site.agency(report.agency).name.to_string();
        out.push(finding(text, Code::S111, paragraph, (0, end)).arg("agency", name));
    }
}

/// Whether a line is the name of a body, and of another than the report's.
fn is_other_body(text: &Text, report: &Report, line: &str) -> bool {
    const ENDS: [&str; 16] = [
        "局",
        "委员会",
        "办公室",
        "中心",
        "政府",
        "办事处",
        "法院",
        "检察院",
        "厅",
        "部",
        "公司",
        "站",
        "所",
        "大队",
        "管理处",
        "委",
    ];
    let long = line.chars().count();
    let plain = line.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_whitespace());
    if !(4..=30).contains(&long) || !plain || !ENDS.iter().any(|end| line.ends_with(end)) {
        return false;
    }
    let agency = text.site.agency(report.agency);
    let plainly = |name: &str| fold(name).replace("人民政府", "政府");
    let line = plainly(line);
    let own = [&*agency.name, agency.short()].into_iter().chain(agency.former_names.iter().map(|name| &**name));
    let above =
        std::iter::successors(agency.parent, |id| text.site.agency(*id).parent).map(|id| &*text.site.agency(id).name);
    // Its own office signs for a government, and a government's office is told by the government's name.
    // Of what only a place tells apart, 青石镇人民政府 and 青石乡人民政府, the core says nothing.
    let told_by_place = ["政府", "办事处", "委员会"].contains(&core(&line));
    let same = |name: &str| !told_by_place && core(&line) == core(name);
    !own.chain(above).map(plainly).any(|name| name.contains(&line) || line.contains(&name) || same(&name))
}

/// A name without the place before it: what stands behind the last 省, 市, 县, 区, 镇 or 乡.
fn core(name: &str) -> &str {
    let cut = name.char_indices().rev().skip(1).find(|(_, c)| "省市县区镇乡旗".contains(*c));
    cut.map_or(name, |(at, c)| &name[at + c.len_utf8()..])
}
