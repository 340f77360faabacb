//! The yardstick: the same pages as a site for Hugo (0.156 or newer), with layouts that make a comparable page.
//!
//! Hugo gets what a careful user would give it: head, foot and the trail to an agency are cached partials, lists hold
//! only title, address and date, the tables are drawn by a short code from a data file of the form, links to files are
//! resolved by its own hook. It makes no search index and no open data, which gongkai may make in the time shown.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::generate::{Agency, Plan, Report};
use crate::portal::{duties, guide, notice_fields, put, report_fields};
use crate::prose::SECTIONS;

/// Path below the site's root, and text.
const FILES: [(&str, &str); 17] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("data/form2021.yaml", include_str!("hugo/form2021.yaml")),
    ("layouts/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/home.html", include_str!("hugo/home.html")),
    ("layouts/home.rss.xml", include_str!("hugo/rss.xml")),
    ("layouts/section.html", include_str!("hugo/section.html")),
    ("layouts/page.html", include_str!("hugo/page.html")),
    ("layouts/notice/page.html", include_str!("hugo/notice.html")),
    ("layouts/taxonomy.html", include_str!("hugo/taxonomy.html")),
    ("layouts/term.html", include_str!("hugo/term.html")),
    ("layouts/404.html", include_str!("hugo/404.html")),
    ("layouts/_partials/header.html", include_str!("hugo/header.html")),
    ("layouts/_partials/footer.html", include_str!("hugo/footer.html")),
    ("layouts/_partials/breadcrumb.html", include_str!("hugo/breadcrumb.html")),
    ("layouts/_partials/trail.html", include_str!("hugo/trail.html")),
    ("layouts/_partials/row.html", include_str!("hugo/row.html")),
    ("layouts/_shortcodes/figures.html", include_str!("hugo/figures.html")),
];

/// Name and version of the given program, looked up on the search path; nothing if it does not run.
pub fn version(program: &OsStr) -> Option<String> {
    let output = Command::new(program).arg("version").stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let line = text.lines().find(|line| line.starts_with("hugo v"))?;
    // The line goes on with the commit and how it was compiled.
    let end = line.find(['-', '+']).unwrap_or(line.len());
    output.status.success().then(|| line[..end].to_owned())
}

/// How Hugo is started: without a lock file, and with a cache of its own, so that nothing of another run helps it.
pub fn arguments(site: &Path, out: &Path) -> Vec<OsString> {
    let mut arguments = vec![OsString::from("--noBuildLock"), OsString::from("--quiet")];
    for (name, folder) in [("--source", site), ("--cacheDir", &site.join("cache")), ("--destination", out)] {
        arguments.extend([name.into(), folder.into()]);
    }
    arguments
}

pub fn write(plan: Plan, root: &Path) -> Result<()> {
    for (path, text) in FILES {
        put(&root.join(path), text)?;
    }
    for agency in plan.agencies() {
        let folder = root.join("content").join(&agency.path);
        put(&folder.join("_index.md"), &agency_file(&agency))?;
        let title = format!("{}政府信息公开指南", agency.name);
        put(&folder.join("guide.md"), &format!("---\ntitle: {title}\n---\n{}\n", guide(&agency)))?;
        for report in &agency.reports {
            put(&folder.join(report.year.to_string()).join("report.md"), &report_file(report, &agency))?;
        }
        for notice in &agency.notices {
            let file = folder.join(notice.year.to_string()).join(&notice.slug).with_extension("md");
            let common = common("notice", notice.year, &notice.published, notice.category, &agency);
            put(&file, &format!("---\n{}{common}---\n{}", notice_fields(notice), notice.body))?;
        }
    }
    Ok(())
}

/// What Hugo must be told where gongkai knows it from the folder or the form.
fn common(kind: &str, year: u32, date: &str, category: &str, agency: &Agency) -> String {
    let date = if kind == "notice" { format!("date: {date}\n") } else { String::new() };
    format!("{date}type: {kind}\nagency: {}\nyears: [\"{year}\"]\ncatalogue: [{category}]\n", agency.name)
}

fn agency_file(agency: &Agency) -> String {
    let Agency { name, short_name, code, order, address, phone, .. } = agency;
    format!(
        "---\ntitle: {name}\nlinkTitle: {short_name}\ncode: \"{code}\"\nweight: {order}\naddress: {address}\n\
         phone: {phone}\n---\n{}\n",
        duties(agency)
    )
}

/// The report, with its figures in the front matter and its tables where the form has them.
fn report_file(report: &Report, agency: &Agency) -> String {
    let common = common("report", report.year, &report.published, "政府信息公开年报", agency);
    let mut out = format!("---\n{}{common}tables:\n", report_fields(report));
    for line in report.figures.yaml().lines() {
        out.push_str(&format!("  {line}\n"));
    }
    out.push_str(&format!("---\n{}\n", report.prose.introduction));
    for (heading, text) in &report.prose.sections {
        out.push_str(&format!("\n# {heading}\n\n{text}\n"));
        let tables = [(SECTIONS[1], "disclosure"), (SECTIONS[2], "applications"), (SECTIONS[3], "reviews")];
        if let Some((_, table)) = tables.iter().find(|(section, _)| section == heading) {
            out.push_str(&format!("{{{{< figures {table} >}}}}\n"));
        }
    }
    out
}
