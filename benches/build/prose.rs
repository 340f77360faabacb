//! Puts names and bodies together from the stock: a notice of about 1,500 characters with headings and a list, in
//! some a table and links; and the prose of a report, whose numbers are those of its tables.

use std::fmt::Write as _;

use crate::figures::Figures;
use crate::generate::{Agency, Notice};
use crate::random::Random;
use crate::stock;

/// The words of a report around its three tables.
pub struct ReportProse {
    pub introduction: String,
    /// Heading and text of the six sections.
    pub sections: [(&'static str, String); 6],
}

pub const SECTIONS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

/// An invented city; there are 256 names before the first comes back.
pub fn city(number: usize) -> String {
    let [first, second] = stock::CITY;
    let (row, column) = (number % 16, number / 16 % 16);
    // Step through both lists at once, so that neighbouring cities differ in both characters.
    let letter = |list: &str, place: usize| list.chars().nth(place % 16).expect("both lists hold 16 characters");
    format!("{}{}市", letter(first, row), letter(second, row + column))
}

pub fn place(random: &mut Random) -> String {
    let mut name = String::new();
    for list in stock::PLACE {
        let letter = list.chars().nth(random.below(list.chars().count() as u32) as usize);
        name.extend(letter);
    }
    name + random.pick(&stock::PLACE_KIND)
}

/// The stock's sentence with its blanks filled in.
fn sentence(pattern: &str, subject: &str, random: &mut Random) -> String {
    let mut out = String::with_capacity(pattern.len() + 24);
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        match &rest[at..at + 3] {
            "{s}" => out.push_str(subject),
            "{p}" => out.push_str(&place(random)),
            "{o}" => out.push_str(random.pick(&stock::PROJECTS)),
            "{n}" => out.push_str(&random.within(2, 90).to_string()),
            "{b}" => out.extend(["市", stock::FIELDS[random.below(50) as usize].0, "局"]),
            other => unreachable!("the stock knows no blank {other}"),
        }
        rest = &rest[at + 3..];
    }
    out + rest
}

fn paragraph(sentences: u32, subject: &str, random: &mut Random) -> String {
    let mut out = String::new();
    for _ in 0..sentences {
        let pattern = random.pick(&stock::SENTENCES);
        out.push_str(&sentence(pattern, subject, random));
    }
    out
}

pub fn notice(agency: &Agency, subject: &str, year: u32, random: &mut Random) -> String {
    let mut out = String::with_capacity(6_000);
    out.push_str("各有关单位：\n\n");
    out.push_str(&paragraph(2, subject, random));
    out.push('\n');
    let with_list = random.below(stock::HEADINGS.len() as u32) as usize;
    for (at, heading) in stock::HEADINGS.iter().enumerate() {
        write!(out, "\n## {heading}\n").expect("writing to a String does not fail");
        for _ in 0..2 {
            let length = random.within(2, 3);
            write!(out, "\n{}\n", paragraph(length, subject, random)).expect("writing to a String does not fail");
        }
        if at == with_list {
            out.push_str(&list(subject, random));
        }
    }
    if random.one_in(3) {
        out.push_str(&table(random));
    }
    if random.one_in(4) {
        out.push_str(&links(agency, year, random));
    }
    write!(out, "\n{}\n", agency.name).expect("writing to a String does not fail");
    out
}

fn list(subject: &str, random: &mut Random) -> String {
    let mut out = String::from("\n");
    for _ in 0..random.within(3, 5) {
        let item = random.pick(&stock::LIST_ITEMS);
        writeln!(out, "- {}；", sentence(item, subject, random)).expect("writing to a String does not fail");
    }
    out
}

fn table(random: &mut Random) -> String {
    let mut out = String::from("\n| 序号 | 项目名称 | 实施地点 | 资金（万元） |\n| --- | --- | --- | ---: |\n");
    for row in 1..=random.within(4, 9) {
        let (project, money) = (random.pick(&stock::PROJECTS), random.within(10, 9_000));
        writeln!(out, "| {row} | {project} | {} | {money} |", place(random))
            .expect("writing to a String does not fail");
    }
    out
}

/// One or two links to earlier notices of the same agency, as an editor writes them: relative, to the file.
fn links(agency: &Agency, year: u32, random: &mut Random) -> String {
    let mut out = String::new();
    if agency.notices.is_empty() {
        return out;
    }
    out.push_str("\n相关文件：\n\n");
    for _ in 0..random.within(1, 2) {
        let Notice { year: then, slug, title, .. } =
            &agency.notices[random.below(agency.notices.len() as u32) as usize];
        let folder = if *then == year { String::new() } else { format!("../{then}/") };
        writeln!(out, "- [{title}]({folder}{slug}.md)").expect("writing to a String does not fail");
    }
    out
}

pub fn report(agency: &Agency, year: u32, figures: &Figures, random: &mut Random) -> ReportProse {
    let subject = random.pick(&stock::SUBJECTS);
    let texts = [
        overview(year, figures, subject, random),
        String::new(),
        String::new(),
        String::new(),
        prose(4, &stock::REPORT_SENTENCES[12..], subject, random),
        "本机关本年度未收取信息处理费。除此之外，没有其他需要报告的事项。".to_owned(),
    ];
    let mut texts = texts.into_iter();
    ReportProse {
        introduction: introduction(agency, year),
        sections: SECTIONS.map(|heading| (heading, texts.next().expect("there are six texts"))),
    }
}

fn introduction(agency: &Agency, year: u32) -> String {
    let Agency { name, address, phone, .. } = agency;
    format!(
        "本报告根据《中华人民共和国政府信息公开条例》的规定，由{name}编制。全文由总体情况、主动公开政府信息情况、\
         收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、\
         其他需要报告的事项六个部分组成。报告中所列数据的统计期限为{year}年1月1日至{year}年12月31日。\
         本报告的电子版可以在政府信息公开平台查阅和下载。如对报告有疑问，请与{name}办公室联系\
         （地址：{address}，电话：{phone}）。"
    )
}

/// Section one: its five parts; the numbers it tells are those of the tables.
fn overview(year: u32, figures: &Figures, subject: &str, random: &mut Random) -> String {
    let [made, repealed, in_force] = figures.normative_documents();
    let [review, direct, after] = figures.reviews();
    let facts = [
        ("（一）主动公开情况", format!("{year}年制发行政规范性文件{made}件，废止{repealed}件，现行有效{in_force}件。")),
        (
            "（二）依申请公开情况",
            format!(
                "{year}年新收政府信息公开申请{}件，上年结转{}件，办理完毕{}件，结转下年度继续办理{}件。",
                figures.received(),
                figures.carried_in(),
                figures.handled(),
                figures.carried_forward()
            ),
        ),
        ("（三）政府信息管理情况", String::new()),
        ("（四）政府信息公开平台建设情况", String::new()),
        (
            "（五）监督保障情况",
            format!("因政府信息公开工作被申请行政复议{review}件，被提起行政诉讼{}件。", direct + after),
        ),
    ];
    let mut out = String::new();
    for (heading, fact) in facts {
        let rest = prose(2, &stock::REPORT_SENTENCES[..12], subject, random);
        write!(out, "## {heading}\n\n{fact}{rest}\n\n").expect("writing to a String does not fail");
    }
    out.truncate(out.trim_end().len());
    out
}

/// Some sentences of a stock that follow one another, so that none comes twice.
fn prose(sentences: u32, stock: &[&str], subject: &str, random: &mut Random) -> String {
    let first = random.below(stock.len() as u32);
    (first..first + sentences).map(|at| sentence(stock[at as usize % stock.len()], subject, random)).collect()
}
