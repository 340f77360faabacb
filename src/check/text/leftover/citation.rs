//! The number of the document that has a report's form: not that of another year's, not under another's title, not of
//! another office (S113).

use crate::diagnostic::{Code, Diagnostic, is_one_off};
use crate::markdown::Paragraph;
use crate::model::Report;

use super::super::{Text, has};
use super::report::finding;

/// The numbers that a paragraph gives for the form's own document by mistake.
pub fn look(text: &Text, report: &Report, paragraph: &Paragraph, out: &mut Vec<Diagnostic>) {
    // A form that is not that of the year is reported itself (R102); the words may well be right.
    let form = report.form.map(|id| text.site.form(id)).filter(|form| form.covers(report.year));
    let Some(form) = form else { return };
    let words = &*paragraph.words;
    // Asked by itself this is soon told.
    if !words.contains("国办") {
        return;
    }
    let Some(own) = number(&form.basis) else { return };
    for (at, _) in words.match_indices("国办") {
        let Some(open) = words[at..].find(['〔', '【', '[', '(', '（']).filter(|open| *open <= OFFICE.len()) else {
            continue;
        };
        let Some((cited, end)) = number_at(&words[at + open..]) else { continue };
        let end = at + open + end;
        let citation = Citation::of(words, (at, at + open, end), (cited, own));
        if citation.is_meant(text, report.year) && citation.is_wrong(text, &form.basis) {
            let finding = finding(text, Code::S113, paragraph, (at, end));
            // The number may be right, and the title another's.
            let key = if words[at..end] == *form.basis { "titled" } else { "basis" };
            out.push(finding.arg(key, &*form.basis));
        }
    }
}

/// The year and the number of a document.
type Numbered = (i16, u32);

/// What stands before that on which something is based.
const BASES: [&str; 7] = ["依照", "按照", "根据", "依据", "执行", "参照", "遵照"];

/// The office whose letters have the forms.
const OFFICE: &str = "国办公开办函";

/// The number of a document that a report gives, and that of its form.
struct Citation<'w> {
    office: &'w str,
    cited: Numbered,
    own: Numbered,
    /// What its sentence says before the letters of the office, and behind the number; and all that follows.
    before: &'w str,
    after: &'w str,
    behind: &'w str,
}

impl<'w> Citation<'w> {
    /// That whose letters stand from byte `at` to `open`, and its number to `end`.
    fn of(words: &'w str, (at, open, end): (usize, usize, usize), (cited, own): (Numbered, Numbered)) -> Citation<'w> {
        let ends = ['。', '；'];
        Citation {
            office: &words[at..open],
            cited,
            own,
            before: words[..at].rsplit(ends).next().unwrap_or_default(),
            after: words[end..].split(ends).next().unwrap_or_default(),
            behind: &words[end..],
        }
    }

    /// What stands right before it, without a comma.
    fn clause(&self) -> &'w str {
        self.before.rsplit('，').next().unwrap_or_default()
    }

    /// Whether that of the report's form is meant, and not the one of another year.
    fn is_meant(&self, text: &Text, year: i16) -> bool {
        // 上一年度使用的是〔2019〕60号印发的试行格式，本年度改用新格式
        const CHANGE: [&str; 7] = ["上一年度", "上年度", "此前", "以往", "改用", "改为", "取代"];
        let mut forms = text.site.forms.iter().filter(|form| number(&form.basis) == Some(self.cited));
        let is_of_another_year = self.cited != self.own
            && self.before.contains("报告")
            && forms.any(|form| names_another_year(self.before, year, |it| form.covers(it)));
        !has(self.before, &CHANGE) && !has(self.after, &CHANGE) && !is_of_another_year
    }

    fn is_wrong(&self, text: &Text, basis: &str) -> bool {
        if self.office != OFFICE {
            return self.cited == self.own && self.is_of_the_form();
        }
        self.is_of_another_form(text)
            || self.cited == self.own && self.is_titled_as_an_elder(basis)
            || self.is_misnumbered()
            || self.own.1 == self.cited.1 && self.own.0 != self.cited.0 && self.is_of_own_year()
    }

    /// Whether what is said of it makes it that of the form.
    fn is_of_the_form(&self) -> bool {
        let is_basis = || BASES.iter().any(|word| self.clause().ends_with(word));
        let in_bracket = || self.before.ends_with(['（', '(']) && self.before.contains("格式");
        is_titled(self.before, self.own.0)
            || in_bracket()
            || self.clause().contains("格式") && is_basis()
            || self.is_written_by()
    }

    /// Whether its number is that of another form, or the year of one and the number of another.
    fn is_of_another_form(&self, text: &Text) -> bool {
        let others = || text.site.forms.iter().filter_map(|form| number(&form.basis));
        let crossed = || others().any(|other| other.0 == self.cited.0) && others().any(|other| other.1 == self.cited.1);
        self.cited != self.own && (others().any(|other| other == self.cited) || crossed())
    }

    /// Whether the form's number stands under the title of the one before it.
    fn is_titled_as_an_elder(&self, basis: &str) -> bool {
        let trial = |words: &str| words.contains("试行");
        // That of 2019 is 关于政府信息公开工作年度报告有关事项的通知.
        let elder = || is_titled(self.before, 2019) && !is_titled(self.before, 2021);
        !trial(basis) && self.cited.0 >= 2021 && (trial(self.after) || trial(self.before) || elder())
    }

    /// Whether the year is right and the number is not, where nothing else can be meant.
    fn is_misnumbered(&self) -> bool {
        let is_slip = || is_one_off(&self.cited.1.to_string(), &self.own.1.to_string());
        // Under the title of the year's own form there is but one number.
        self.own.0 == self.cited.0
            && (self.cited != self.own && is_titled(self.before, self.cited.0)
                || is_slip() && (self.is_written_by() || self.is_made_by())
                || self.cited != self.own && is_made_by_form(self.before, self.behind) && self.is_written_by())
    }

    fn is_of_own_year(&self) -> bool {
        is_titled(self.before, self.own.0) || self.is_written_by()
    }

    /// 要求编制本报告
    fn is_written_by(&self) -> bool {
        has(self.after, &["年度报告", "本报告", "本年报"]) && has(self.after, &["编制", "撰写", "要求"])
    }

    /// …和国办公开办函〔2021〕3号文件，现公布本机关2022年政府信息公开工作年度报告
    fn is_made_by(&self) -> bool {
        self.after.contains("年度报告") && has(self.after, &["现公布", "现发布", "现将"])
    }
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
