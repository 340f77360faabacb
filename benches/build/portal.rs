//! Writes the made-up portal as gongkai reads it, and changes one figure of it as an editor would.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::generate::{Agency, Notice, Plan, Report};

/// A portal on disk, and the one report whose figure the benchmark changes.
pub struct Portal {
    pub root: PathBuf,
    changed_report: PathBuf,
    /// A notice that is there, to be copied.
    notice: PathBuf,
}

const PORTAL: &str = "\
name: 政府信息公开平台
base_url: https://example.gov.cn/zwgk/
lang: zh-CN
site_code: \"3401000001\"
organizer: {name: 市人民政府办公室, phone: 0550-6000000, address: 人民路1号}
icp: 皖ICP备00000000号
theme: default
checks: {A201: off}
";
const HOME: &str =
    "---\ntitle: 政府信息公开平台\n---\n本平台集中公开各机关的政府信息公开指南、制度、年度报告和法定主动公开内容。\n";

pub fn write(plan: Plan, root: &Path) -> Result<Portal> {
    put(&root.join("portal.yaml"), PORTAL)?;
    let content = root.join("content");
    put(&content.join("index.md"), HOME)?;
    let mut changed_report = PathBuf::new();
    let mut last_notice = PathBuf::new();
    for agency in plan.agencies() {
        let folder = content.join(&agency.path);
        put(&folder.join("agency.md"), &agency_file(&agency))?;
        put(
            &folder.join("guide.md"),
            &format!("---\ntitle: {}政府信息公开指南\n---\n{}\n", agency.name, guide(&agency)),
        )?;
        for report in &agency.reports {
            let folder = folder.join(report.year.to_string());
            put(&folder.join("report.md"), &report_file(report))?;
            put(&folder.join("report.yaml"), &report.figures.yaml())?;
            changed_report = folder.join("report.yaml");
        }
        for notice in &agency.notices {
            let file = folder.join(notice.year.to_string()).join(&notice.slug).with_extension("md");
            put(&file, &format!("---\n{}---\n{}", notice_fields(notice), notice.body))?;
            last_notice = file;
        }
    }
    Ok(Portal { root: root.to_owned(), changed_report, notice: last_notice })
}

impl Portal {
    /// Adds a document of a day of its own, some today's, some years ago: the number of the run decides.
    pub fn add_a_document(&self, run: usize) -> Result<()> {
        let text = fs::read_to_string(&self.notice).context("no notice to copy")?;
        let kept = |line: &&str| !["published:", "issued:", "index_number:"].iter().any(|key| line.starts_with(key));
        let lines: Vec<&str> = text.lines().filter(kept).collect();
        let published = format!("published: {}-06-{:02}", 2025 - run * 3 % 9, run % 28 + 1);
        let text = lines.join("\n").replacen("---\n", &format!("---\n{published}\n"), 1);
        put(&self.notice.with_file_name(format!("added-{run}.md")), &text)
    }

    /// Takes away what gongkai noted of it.
    pub fn forget(&self) -> Result<()> {
        match fs::remove_dir_all(self.root.join(".gongkai")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error).context("what was noted stays"),
            _ => Ok(()),
        }
    }

    /// Switches off the search for copies.
    pub fn want_no_copies(&self) -> Result<()> {
        put(&self.root.join("portal.yaml"), &PORTAL.replace("{A201: off}", "{A201: off, S201: off, S202: off}"))
    }

    /// Raises the fees of one report: a figure no identity speaks of, so that the report goes on to hold.
    pub fn change_a_figure(&self) -> Result<()> {
        let text = fs::read_to_string(&self.changed_report)
            .with_context(|| format!("no report to change: {}", self.changed_report.display()))?;
        let (before, rest) = text.split_once("fees: ").context("a report has fees")?;
        let (fees, after) = rest.split_once('.').context("fees have decimals")?;
        let fees: u32 = fees.parse()?;
        put(&self.changed_report, &format!("{before}fees: {}.{after}", fees + 1))
    }
}

/// Writes a file, and the folders above it where they are missing.
pub fn put(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().expect("a file stands in a folder");
    fs::write(path, text)
        .or_else(|_| fs::create_dir_all(folder).and_then(|()| fs::write(path, text)))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn agency_file(agency: &Agency) -> String {
    let Agency { name, short_name, code, kind, order, address, phone, .. } = agency;
    format!(
        "---\nname: {name}\nshort_name: {short_name}\ncode: \"{code}\"\nlevel: city\nkind: {kind}\norder: {order}\n\
         contact: {{office: 办公室, address: {address}, postcode: \"239000\", hours: 工作日8:30至17:30, phone: {phone}}}\n\
         files_since: 2021\n---\n{}\n",
        duties(agency)
    )
}

/// What the agency does: the text of its page, in both programs.
pub fn duties(agency: &Agency) -> String {
    format!("{}依照法律、法规和规章的规定履行职责，承办上级机关交办的其他事项。", agency.name)
}

/// The text of the guide, in both programs.
pub fn guide(agency: &Agency) -> String {
    let Agency { name, address, phone, .. } = agency;
    format!(
        "为方便公民、法人和其他组织获取{name}的政府信息，编制本指南。\n\n## 公开内容\n\n按照机构职能、政策文件、财政信息等类别编排，\
         可以在本平台按机关、年份和分类查阅。\n\n## 依申请公开\n\n申请可以当面提交或者邮政寄送，自收到之日起二十个工作日内答复。\
         \n\n## 工作机构\n\n{name}办公室，地址：{address}，办公时间：工作日8:30至17:30，联系电话：{phone}。"
    )
}

pub fn report_fields(report: &Report) -> String {
    let Report { title, published, index_number, .. } = report;
    format!("title: {title}\nform: 2021\ndate: {published}\npublished: {published}\nindex_number: {index_number}\n")
}

fn report_file(report: &Report) -> String {
    let mut out = format!("---\n{}---\n{}\n", report_fields(report), report.prose.introduction);
    for (heading, text) in &report.prose.sections {
        out.push_str(&format!("\n# {heading}\n"));
        if !text.is_empty() {
            out.push_str(&format!("\n{text}\n"));
        }
    }
    out
}

pub fn notice_fields(notice: &Notice) -> String {
    let Notice { title, published, issued, index_number, document_number, .. } = notice;
    let Notice { category, topic, genre, validity, keywords, .. } = notice;
    format!(
        "title: {title}\npublished: {published}\nissued: {issued}\nindex_number: {index_number}\n\
         document_number: {document_number}\ncategory: {category}\ntopic: {topic}\ngenre: {genre}\n\
         validity: {validity}\nkeywords: [{}]\n",
        keywords.join(", ")
    )
}
