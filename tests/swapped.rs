//! What a preview does when only figures and texts changed: it reads no more than what it is told of, finds what a check
//! of everything finds, and shows it on the pages that a whole build would change.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use common::{Portal, SECTIONS, contents};
use gongkai::diagnostic::{GivenUp, Overtaken, Words};
use gongkai::pipeline::{self, Kept, Options, Outcome, Silent};

/// A preview of a portal: its build folder, and what it keeps.
struct Preview<'p> {
    portal: &'p Portal,
    kept: Kept,
}

impl Preview<'_> {
    fn of(portal: &Portal) -> Preview<'_> {
        let mut preview = Preview { portal, kept: Kept::new(portal.root()) };
        preview.build(false);
        preview
    }

    /// Whether it was built, and what was found.
    fn build(&mut self, quick: bool) -> (bool, Vec<String>) {
        let options = Options { out: Some(self.portal.path("public")), quick, ..Options::default() };
        let outcome = pipeline::build_again(self.portal.root(), &mut self.kept, &options, &Silent).unwrap();
        let result = (outcome.changes.is_some(), findings(&outcome));
        self.kept.give_back(outcome);
        result
    }

    /// A quick build of what is told to have changed.
    fn told(&mut self, path: &str) -> (bool, Vec<String>) {
        self.kept.memory.forget([Path::new(path)].into_iter());
        self.build(true)
    }

    fn page(&self, path: &str) -> String {
        std::fs::read_to_string(self.portal.path("public").join(path)).unwrap()
    }
}

fn findings(outcome: &Outcome) -> Vec<String> {
    let words = Words(gongkai::diagnostic::Lang::En);
    let told = gongkai::diagnostic::told(&outcome.findings, &outcome.files, words);
    let mut all: Vec<String> = outcome
        .findings
        .iter()
        .zip(told)
        .map(|(finding, told)| format!("{} {} {:?} {}", finding.code, told.path, told.place, told.message))
        .collect();
    all.sort();
    all
}

/// What a build of everything finds and makes, the search aside.
fn whole(portal: &Portal) -> (Vec<String>, BTreeMap<String, Vec<u8>>) {
    let fresh = portal.path("fresh");
    let options = Options { out: Some(fresh.clone()), ..Options::default() };
    let outcome = pipeline::build(portal.root(), &options, &Silent).unwrap();
    (findings(&outcome), pages(&fresh))
}

fn pages(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let seen = |name: &String| name.ends_with(".html") && !name.starts_with("search/");
    contents(folder).into_iter().filter(|(name, _)| seen(name)).collect()
}

fn figures(licensing: u32) -> String {
    format!(
        "disclosure:\n  regulations: [0, 0, 0]\n  normative_documents: [0, 0, 0]\n  licensing: {licensing}\n  punishment: 0\n  \
         coercion: 0\n  fees: 0\napplications: 0\nreviews: 0\n"
    )
}

fn prose(general: &str) -> String {
    let mut text = "---\npublished: 2023-01-20\n---\n".to_owned();
    for (at, section) in SECTIONS.iter().enumerate() {
        let _ = write!(text, "# {section}\n\n{}\n\n", if at == 0 { general } else { "情况。" });
    }
    text
}

#[test]
fn figures_and_texts_are_shown_and_checked_as_by_a_whole_build() {
    let portal = Portal::small();
    portal.write("content/yi/suo/agency.md", "---\nname: 示例所\n---\n职责。\n");
    portal.report("yi/suo", 2022, &figures(2));
    let mut preview = Preview::of(&portal);
    let notice =
        |text: &str| format!("---\ntitle: 通知2022\npublished: 2022-03-01\n---\n见[附件](./list.csv)。{text}\n");
    let (report, table, document) =
        ("content/yi/2022/report.md", "content/yi/2022/report.yaml", "content/yi/2022/notice.md");
    let edits: [(&str, String); 12] = [
        (table, figures(7)),
        // Carried into the year after, which does not go on from there.
        (table, figures(7).replace("normative_documents: [0, 0, 0]", "normative_documents: [3, 0, 3]")),
        (table, figures(8)),
        ("content/yi/suo/2022/report.yaml", figures(9)),
        (report, prose("全年作出行政许可 {{ disclosure.licensing.handled }} 件。")),
        (report, prose("全年作出行政许可 7 件，共印发简报 XX 期。")),
        (document, notice("\n\n见[附件](./list.csv)。电话：13800138000。")),
        (document, notice("改过的正文。")),
        (table, "disclosure: 0\napplications: 0\nreviews: oops\n".to_owned()),
        (table, figures(5)),
        // Titles stand in lists: more than the text.
        (document, "---\ntitle: 另一个通知\npublished: 2022-03-01\n---\n正文。\n".to_owned()),
        (report, prose("情况。").replace("2023-01-20", "2023-02-20")),
    ];
    for (path, text) in edits {
        portal.write(path, &text);
        let (is_built, found) = preview.told(path);
        let (expected, pages_expected) = whole(&portal);
        assert_eq!(found, expected, "{path}: {text}");
        if is_built {
            assert_eq!(pages(&portal.path("public")), pages_expected, "{path}: {text}");
        }
    }
    preview.build(false);
    assert_eq!(contents(&portal.path("public")), contents(&portal.path("fresh")));
}

#[test]
fn only_what_is_told_is_read_until_the_whole_build() {
    let portal = Portal::small();
    let mut preview = Preview::of(&portal);
    portal.write("content/jia/2022/report.yaml", figures(41));
    portal.write("content/yi/2022/report.yaml", figures(42));
    assert!(preview.told("content/yi/2022/report.yaml").0);
    let shows = |preview: &Preview, agency: &str, figure: &str| {
        preview.page(&format!("{agency}/2022/report/index.html")).contains(&format!(">{figure}<"))
    };
    assert!(shows(&preview, "yi", "42") && !shows(&preview, "jia", "41"));
    // A build that makes everything trusts no one.
    preview.build(false);
    assert!(shows(&preview, "yi", "42") && shows(&preview, "jia", "41"));
    portal.write("portal.yaml", "name: 别的示例\nbase_url: https://example.gov.cn/zwgk/\nchecks: {A201: off}\n");
    preview.build(false);
    assert!(preview.page("index.html").contains("别的示例"));
}

/// Whoever saves again does not wait for the rest of the build before; and what it leaves half done does no harm.
#[test]
fn work_that_is_overtaken_is_given_up_and_made_good() {
    let portal = Portal::small();
    let mut preview = Preview::of(&portal);
    let table = "content/yi/2022/report.yaml";
    for (step, delay) in [0, 1, 3, 10, 30, 100].into_iter().enumerate() {
        portal.write(table, figures(50 + step as u32));
        assert!(preview.told(table).0);
        let overtaken = Overtaken::default();
        let options =
            Options { out: Some(portal.path("public")), overtaken: Some(overtaken.clone()), ..Options::default() };
        let setter = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(delay));
            overtaken.set(true);
        });
        match pipeline::build_again(portal.root(), &mut preview.kept, &options, &Silent) {
            Ok(outcome) => preview.kept.give_back(outcome),
            Err(error) => assert!(error.is::<GivenUp>(), "{error:#}"),
        }
        setter.join().unwrap();
        portal.write(table, figures(70 + step as u32));
        let (is_built, found) = preview.told(table);
        let (expected, pages_expected) = whole(&portal);
        assert_eq!((is_built, found), (true, expected), "after {delay} ms");
        assert_eq!(pages(&portal.path("public")), pages_expected, "after {delay} ms");
    }
    preview.build(false);
    assert_eq!(contents(&portal.path("public")), contents(&portal.path("fresh")));
}

#[test]
fn what_was_refused_is_made_once_it_is_mended() {
    let portal = Portal::small();
    let mut preview = Preview::of(&portal);
    let new = "content/jia/2022/new.md";
    portal.write(new, "---\ntitle: 新\npublished: 2022-05-01\nvalidity: wrong\n---\n正文。\n");
    assert!(!preview.told(new).0);
    // A figure is corrected meanwhile; the new document still has its fault.
    portal.write("content/jia/2022/report.yaml", figures(3));
    assert!(!preview.told("content/jia/2022/report.yaml").0);
    portal.write(new, "---\ntitle: 新\npublished: 2022-05-01\nvalidity: in_force\n---\n正文。\n");
    assert!(preview.told(new).0);
    assert_eq!(pages(&portal.path("public")), whole(&portal).1);
}
