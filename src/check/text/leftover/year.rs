//! Another year than the report's, where last year's text was used again (S110).

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::markdown::Paragraph;
use crate::model::Report;

use super::super::Text;
use super::date::digit;
use super::plan::plan;
use super::report::finding;
use super::title;

/// A year as it is written, with its bytes without 年.
pub struct Year {
    pub start: usize,
    pub end: usize,
    pub year: i16,
}

impl Year {
    /// What stands behind its 年.
    pub fn behind<'w>(&self, words: &'w str) -> &'w str {
        &words[self.end + "年".len()..]
    }
}

/// The year in the title is the report's.
pub fn in_title(text: &Text, report: &Report, out: &mut Vec<Diagnostic>) {
    let Some((at, title)) = report.title_span.and_then(|span| title::written(text, &report.title, span)) else {
        return;
    };
    for Year { start, end, year } in years(title).filter(|found| found.year != report.year) {
        let span = Span::new(text.file, at + start, at + end);
        let finding = Diagnostic::new(Code::S110, span).arg("found", year.to_string());
        out.push(finding.arg("year", report.year.to_string()).subject(year.to_string()));
    }
}

/// Years in figures of either width or in numerals: 2023年, 二〇二三年.
fn years(words: &str) -> impl Iterator<Item = Year> + '_ {
    const DIGITS: usize = 4;
    words.match_indices('年').filter_map(|(end, _)| {
        let mut before = words[..end].char_indices().rev();
        let (mut year, mut start) = (0, end);
        for place in 0..DIGITS as u32 {
            let (at, c) = before.next()?;
            (year, start) = (year + digit(c)? * 10_i16.checked_pow(place)?, at);
        }
        let alone = before.next().is_none_or(|(_, c)| digit(c).is_none());
        (alone && (1990..=2100).contains(&year)).then_some(Year { start, end, year })
    })
}

/// Words with which a sentence speaks of another year on purpose.
const COMPARES: [&str; 34] = [
    "变化",
    "持平",
    "一致",
    "相同",
    "同样",
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
    "今年",
    "当年",
    "往年",
    "上一年",
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

/// Words that hold one of those and compare nothing: 由业务股室起草, 自觉接受监督, 规划局.
const OTHERWISE: [&str; 34] = [
    "起草",
    "一起",
    "发起",
    "起到",
    "引起",
    "起诉",
    "建起",
    "立起",
    "自觉",
    "自己",
    "自身",
    "自行",
    "自主",
    "自查",
    "自评",
    "自我",
    "自治",
    "自然",
    "自愿",
    "自媒体",
    "亲自",
    "各自",
    "来自",
    "比如",
    "比例",
    "评比",
    "原因",
    "原则",
    "原件",
    "原文",
    "原始",
    "规划局",
    "规划和自然",
    "和规划",
];

/// What an office does in a year, where a sentence goes on with it right behind the year.
const DOES: [&str; 16] = [
    "，",
    ",",
    "本",
    "我",
    "全",
    "共",
    "新收",
    "主动公开",
    "收到",
    "累计",
    "受理",
    "公开",
    "发布",
    "未",
    "没有",
    "组织",
];

/// Every place of a paragraph that names another year and compares nothing.
pub fn others(text: &Text, report: &Report, paragraph: &Paragraph, out: &mut Vec<Diagnostic>) {
    let mut from = 0;
    for sentence in paragraph.words.split_inclusive(['。', '；']) {
        let start = from;
        from += sentence.len();
        let years: Vec<Year> = years(sentence).collect();
        let Some(first) = years.first() else { continue };
        if let Some((found, plan)) = plan(sentence, first).filter(|_| {
            years.iter().all(|it| it.year == first.year && (report.year - 1..=report.year).contains(&it.year))
        }) {
            let range = paragraph.range(start + found, start + plan);
            let span = Span::new(text.file, text.body + range.start, text.body + range.end);
            let finding = Diagnostic::new(Code::S110, span).arg("plan", &sentence[found..plan]);
            out.push(finding.arg("over", first.year.to_string()).subject(first.year.to_string()));
            continue;
        }
        let wrong = wrong(sentence, &years, report, &text.site.agency(report.agency).name);
        for Year { start: at, end, .. } in wrong {
            let finding = finding(text, Code::S110, paragraph, (start + at, start + end));
            out.push(finding.arg("year", report.year.to_string()));
        }
    }
}

/// What is done with a report that is written.
const COMPILES: [&str; 5] = ["编制", "编写", "撰写", "形成", "编撰"];

/// Where a report says in its opening of which year it is: 根据《条例》规定，编制2022年…年度报告 (S110).
pub fn compiled(text: &Text, report: &Report, paragraph: &Paragraph, out: &mut Vec<Diagnostic>) {
    let words = &*paragraph.words;
    for Year { start, end, .. } in years(words).filter(|found| found.year != report.year) {
        // First what is told at once: a line may name thousands of years.
        let lead = words[..start].trim_end_matches(['《', '了']);
        let Some(lead) = COMPILES.iter().find_map(|word| lead.strip_suffix(word)) else { continue };
        let rest = words[end..].split(['，', '。']).next().unwrap_or_default();
        let lead = lead.rsplit(['。', '；']).next().unwrap_or_default();
        let bases = ["规定", "要求", "》", "根据", "按照"];
        // 按时编制2022年年度报告 is what was done in the year.
        let done = ["按时", "按期", "及时", "完成", "组织", "认真", "规范"];
        let compiles = !done.iter().any(|word| lead.ends_with(word));
        if compiles && rest.contains("年度报告") && bases.iter().any(|word| lead.contains(word)) {
            let finding = finding(text, Code::S110, paragraph, (start, end));
            out.push(finding.arg("year", report.year.to_string()));
            return;
        }
    }
}

/// The years of a sentence that should be the report's.
fn wrong<'y>(sentence: &str, years: &'y [Year], report: &Report, agency: &str) -> Vec<&'y Year> {
    let other = |found: &&Year| found.year != report.year;
    if let Some(of_period) = of_period(sentence, years) {
        let mut other: Vec<&Year> = of_period.into_iter().filter(other).collect();
        other.dedup_by_key(|found| found.year); // one period, told once
        return other;
    }
    // What was carried over into the year was of the year before.
    let carried = |found: &&Year| found.year < report.year - 1 && is_carried(found.behind(sentence));
    let said: Vec<&Year> = years.iter().filter(carried).collect();
    if !said.is_empty() {
        return said;
    }
    let said: Vec<&Year> = years.iter().filter(other).filter(|found| is_this_year(sentence, found)).collect();
    if !said.is_empty() {
        return said;
    }
    let first = &years[0];
    let alone = years.iter().all(|found| found.year == first.year);
    let is_of_last_years = (report.year - 3..report.year).contains(&first.year);
    // 2022年公开310条，比2022年增加42条: a year is not compared with itself, and the report's is the first.
    let with_itself = years[1..].iter().any(|other| sentence[..other.start].ends_with(['比', '较']));
    let compares = || !with_itself && compares(sentence);
    if alone && is_of_last_years && tells(sentence, first, report, agency) && !compares() {
        vec![first]
    } else {
        Vec::new()
    }
}

/// Whether a sentence speaks of another year on purpose. What every report tells of the requests of its year is no
/// comparison: 新收23件，上年结转1件，结转下年度0件.
fn compares(sentence: &str) -> bool {
    const CARRIED: [&str; 6] = ["上年度结转", "上年结转", "结转下年度", "结转下年", "无结转", "结转"];
    let has = |sentence: &str| COMPARES.iter().any(|word| sentence.contains(word));
    if !has(sentence) {
        return false;
    }
    let sentence = &*OTHERWISE.iter().fold(sentence.to_owned(), |sentence, word| sentence.replace(word, ""));
    if !has(sentence) {
        return false;
    }
    if !sentence.contains("新收") || !sentence.contains("结转") {
        return true;
    }
    let own = CARRIED.iter().fold(sentence.to_owned(), |sentence, word| sentence.replace(word, ""));
    has(&own)
}

/// The years in a sentence that says for which days the report counts; `None` if it does not.
fn of_period<'y>(sentence: &str, years: &'y [Year]) -> Option<Vec<&'y Year>> {
    const PERIOD: [&str; 6] = ["统计期限", "统计期间", "统计时间", "统计时段", "报告期", "数据的期限"];
    const TIMES: [&str; 9] = [
        "统计数据时间",
        "数据统计",
        "数据时间",
        "起止时间",
        "时间范围",
        "统计区间",
        "统计周期",
        "统计范围",
        "数据期限",
    ];
    let word = PERIOD.iter().find_map(|word| sentence.find(word));
    // 时间范围2023年1月1日至12月31日: what stands before these may tell of another year.
    let Some(word) = word else {
        let word = TIMES.iter().find_map(|word| sentence.find(word))?;
        let behind = years.iter().filter(|found| found.start > word);
        let (first, last) = (behind.clone().next()?, sentence.rfind("月31")?);
        let is_whole = first.start < last && first.behind(sentence).starts_with("1月1日");
        return is_whole.then(|| behind.filter(|found| found.start < last).collect());
    };
    if let Some(last_day) = sentence.rfind("月31") {
        let within: Vec<&Year> = years.iter().filter(|found| found.start < last_day).collect();
        // （原示例局，2019年机构改革后更名）编制本报告，报告期为…: a clause before it may tell of another year.
        let clause = sentence[..word].rfind('，').unwrap_or(0);
        let own: Vec<&Year> = within.iter().copied().filter(|found| found.start > clause).collect();
        return Some(if own.is_empty() { within } else { own });
    }
    let whole: Vec<&Year> =
        years.iter().filter(|found| found.start > word && found.behind(sentence).starts_with('度')).collect();
    (!whole.is_empty() && whole.len() == years.len()).then_some(whole)
}

/// 2022年结转1件, 2022年度结转申请1件; but not 结转下年.
fn is_carried(behind: &str) -> bool {
    let rest = behind.strip_prefix('度').unwrap_or(behind).strip_prefix("结转");
    let rest = rest.map(|rest| rest.trim_start_matches("政府信息公开").trim_start_matches("申请"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a year is said to be that of the report: 本年度（2022年）, 现将示例局2022年政府信息公开工作情况报告如下.
fn is_this_year(sentence: &str, found: &Year) -> bool {
    let lead = &sentence[..found.start];
    let bracket = lead.strip_suffix(['（', '(']);
    if let Some(before) = bracket {
        let named = ["本年度", "今年", "本年", "一年来"].iter().any(|word| before.ends_with(word));
        return named && found.behind(sentence).starts_with(['）', ')']);
    }
    let behind = found.behind(sentence);
    let about = behind.strip_prefix('度').unwrap_or(behind);
    let title = || about.find("报告").filter(|end| *end <= "政府信息公开工作年度情况".len());
    // 现公布2019年度报告。
    let is_brief = about.len() < behind.len()
        && about.strip_prefix("报告").is_some_and(|rest| rest.is_empty() || rest.starts_with(['。', '，', '：', '如']));
    let announced = ["现将", "现公布", "现予公布", "特公布", "现向社会公布", "特向社会公布"];
    (is_brief || about.starts_with("政府信息公开") && title().is_some())
        && announced.iter().any(|word| lead.rfind(word).is_some_and(|at| !lead[at..].contains(['，', '。'])))
}

/// Whether a sentence tells what was done in a year: 2022年，我局…; 2022年度累计发布…; 截至2022年12月31日.
fn tells(sentence: &str, found: &Year, report: &Report, agency: &str) -> bool {
    const MONTHS: [&str; 3] = ["1至12月", "1-12月", "1—12月"];
    let lead = sentence[..found.start].trim();
    let behind = found.behind(sentence);
    let is_last_year = found.year == report.year - 1;
    if lead == "截至" {
        return is_last_year && behind.starts_with("12月31日");
    }
    let does = |words: &str| DOES.iter().any(|word| words.starts_with(word)) || words.starts_with(agency);
    let whole_year = behind.strip_prefix('度');
    if lead.is_empty() {
        let months = || MONTHS.iter().any(|months| behind.starts_with(months));
        let faults = || {
            let at_work = whole_year.unwrap_or(behind).starts_with("工作中存在");
            let told = ["主要是", "主要有", "问题如下"].iter().any(|word| behind.contains(word));
            at_work && told && is_last_year && !["整改", "已", "解决"].iter().any(|word| behind.contains(word))
        };
        // 2022年度决算, 2022年度审计整改 are matters of that year.
        return does(whole_year.unwrap_or(behind)) || months() || faults();
    }
    // 落实专人负责，2022年开展检查2次，全年没有责任追究。
    let all_year = |rest: &str| {
        ["开展", "组织", "召开", "举办"].iter().any(|word| behind.starts_with(word)) && rest.contains("，全年")
    };
    if is_last_year && lead.ends_with('，') && all_year(behind) {
        return true;
    }
    let counts = ["累计", "共", "主动公开", "新收", "受理", "收到", "发布"];
    let counted = whole_year.is_some_and(|rest| counts.iter().any(|word| rest.starts_with(word)));
    is_last_year && lead.ends_with('，') && counted
}
