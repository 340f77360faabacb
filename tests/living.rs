//! Living with findings: a baseline, mending, and what is written for others.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::Portal;
use proptest::prelude::*;

fn check(portal: &Portal, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(["--color", "never", "--lang", "en", "--root"]).arg(portal.root()).arg("check").args(arguments);
    command.current_dir(portal.root()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn with_faults() -> Portal {
    let portal = Portal::small();
    portal.write(
        "content/jia/2023/notice.md",
        "---\ntitle: 通知\npublised: x\npublished: 2023-03-01\n---\n[甲](no.pdf)\n",
    );
    portal
}

#[test]
fn a_baseline_lets_only_new_findings_through() {
    let portal = with_faults();
    assert_eq!(code(&check(&portal, &[])), 1);
    assert_eq!(code(&check(&portal, &["--write-baseline", "accepted.txt"])), 0);
    let accepted = check(&portal, &["--strict", "--baseline", "accepted.txt"]);
    assert_eq!(code(&accepted), 0, "{}", said(&accepted));
    assert!(said(&accepted).contains("nothing new") && !said(&accepted).contains("gone"), "{}", said(&accepted));

    // Lines above move the old fault; another one is new.
    let text = "---\ntitle: 通知\nkeywords: [甲]\npublised: x\npublished: 2023-03-01\n---\n\n多一行。\n\n[甲](no.pdf)[乙](neither.pdf)\n";
    portal.write("content/jia/2023/notice.md", text);
    let new = check(&portal, &["--baseline", "accepted.txt"]);
    assert_eq!(code(&new), 1);
    assert!(said(&new).contains("neither.pdf`") && !said(&new).contains("error[L101] `no.pdf`"), "{}", said(&new));
    assert_eq!(said(&new).matches("[L101]").count(), 1, "{}", said(&new));

    portal.write("content/jia/2023/notice.md", "---\ntitle: 通知\npublished: 2023-03-01\n---\n文。\n");
    let gone = check(&portal, &["--baseline", "accepted.txt"]);
    assert!(code(&gone) == 0 && said(&gone).contains("2 findings of the baseline are gone"), "{}", said(&gone));
    let elsewhere = check(&portal, &["--baseline", "accepted.txt", "content/yi"]);
    assert!(!said(&elsewhere).contains("gone"), "{}", said(&elsewhere));

    portal.write("accepted.txt", "<<<<<<< HEAD\n");
    assert_eq!(code(&check(&portal, &["--baseline", "accepted.txt"])), 2);
    let none = check(&portal, &["--baseline", "none.txt"]);
    assert_eq!(code(&none), 2);
    assert!(String::from_utf8_lossy(&none.stderr).contains("--write-baseline none.txt"));
}

#[test]
fn a_finding_that_is_gone_is_told_as_people_say_it() {
    let portal = with_faults();
    portal.write("accepted.txt", "T102\tcontent/jia/2023/report.yaml\tapplications/granted/total; 甲; 3; 4\n");
    let said = said(&check(&portal, &["--baseline", "accepted.txt"]));
    let line =
        "content/jia/2023/report.yaml [T102] a row's total is not the sum of its columns (applications/granted/total)";
    assert!(said.contains(line), "{said}");
}

#[test]
fn the_day_that_counts_as_today_is_told() {
    let portal = Portal::small();
    assert!(said(&check(&portal, &[])).contains("Today counts as 2024-01-20, the newest date"));
    assert!(said(&check(&portal, &["--as-of", "2026-02-01"])).contains("Today counts as 2026-02-01 (--as-of)"));
    let json = check(&portal, &["--format", "json"]);
    assert!(said(&json).lines().all(|line| line.starts_with('{')));
    assert!(String::from_utf8_lossy(&json.stderr).contains("Today counts as"));
    portal.write("content/jia/agency.md", "---\nname: 示例jia局\nfiles_since: 2021\n---\n职责。\n");
    let page = said(&check(&portal, &["--format", "html", "--as-of", "2026-02-01"]));
    assert!(page.contains("Today counts as 2026-02-01") && page.contains("Reports that are missing or late"), "{page}");
}

const WRONG: &str =
    "---\r\ntitle：通知\r\npublished:　２０２３－０３－０１\r\nindex_number: “A-1”\r\n---\r\n正文：１２３\t。\r\n";
const RIGHT: &str =
    "---\r\ntitle: 通知\r\npublished: 2023-03-01\r\nindex_number: \"A-1\"\r\n---\r\n正文：１２３\t。\r\n";

fn gb18030(text: &str) -> Vec<u8> {
    // Only what is used above: encoding_rs has its door elsewhere, and iconv is part of every test machine.
    let mut child = Command::new("iconv")
        .args(["-f", "UTF-8", "-t", "GB18030"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), text.as_bytes()).unwrap();
    child.wait_with_output().unwrap().stdout
}

#[test]
fn mending_keeps_encoding_mark_and_line_ends() {
    let portal = Portal::small();
    let path = "content/jia/2023/notice.md";
    let with_mark = |text: &str| ["\u{feff}", text].concat().into_bytes();
    let pairs = [
        (WRONG.as_bytes().to_vec(), RIGHT.as_bytes().to_vec()),
        (with_mark(WRONG), with_mark(RIGHT)),
        (gb18030(WRONG), gb18030(RIGHT)),
    ];
    for (wrong, right) in pairs {
        portal.write(path, &wrong);
        let shown = check(&portal, &["--diff"]);
        assert!(
            code(&shown) == 1 && said(&shown).contains("\n-title：通知\n") && said(&shown).contains("\n+title: 通知\n")
        );
        assert_eq!(fs::read(portal.path(path)).unwrap(), wrong, "--diff changes nothing");
        let fixed = check(&portal, &["--fix"]);
        assert_eq!(fs::read(portal.path(path)).unwrap(), right, "{}", said(&fixed));
        let aside = String::from_utf8_lossy(&fixed.stderr);
        assert!(
            aside.contains("\n-title：通知\n") && aside.contains("\n+title: 通知\n"),
            "what was mended is shown: {aside}"
        );
        let again = check(&portal, &["--diff"]);
        assert!(code(&again) == 0 && said(&again).is_empty(), "{}", said(&again));
    }
}

#[test]
fn what_is_not_certain_or_not_ours_is_not_touched() {
    let portal = with_faults();
    let guess = fs::read(portal.path("content/jia/2023/notice.md")).unwrap();
    portal.write("content/jia/2023/list.csv", "a：１\n");
    portal.write("content/yi/2023/notice.md", "---\ntitle：甲\nx: [\n---\n");
    let broken = fs::read(portal.path("content/yi/2023/notice.md")).unwrap();
    portal.write("outside.md", WRONG);
    #[cfg(unix)]
    std::os::unix::fs::symlink(portal.path("outside.md"), portal.path("content/yi/2023/linked.md")).unwrap();
    check(&portal, &["--fix"]);
    assert_eq!(fs::read(portal.path("content/jia/2023/notice.md")).unwrap(), guess);
    assert_eq!(fs::read(portal.path("content/jia/2023/list.csv")).unwrap(), "a：１\n".as_bytes());
    assert_eq!(fs::read(portal.path("content/yi/2023/notice.md")).unwrap(), broken);
    assert_eq!(fs::read(portal.path("outside.md")).unwrap(), WRONG.as_bytes());
}

#[test]
fn marks_set_twice_and_the_brackets_of_document_numbers_are_mended() {
    let portal = Portal::small();
    let text = |words: &str| format!("---\ntitle: 通知\npublished: 2023-03-01\n---\n{words}\n");
    portal.write("content/jia/2023/notice.md", text("已经公开。。根据国办发【2017】47号，，办理。"));
    check(&portal, &["--fix"]);
    let mended = fs::read_to_string(portal.path("content/jia/2023/notice.md")).unwrap();
    assert_eq!(mended, text("已经公开。根据国办发〔2017〕47号，办理。"));
}

#[test]
fn a_path_bounds_what_is_mended() {
    let portal = Portal::small();
    portal.write("content/jia/2023/notice.md", WRONG);
    portal.write("content/yi/2023/notice.md", WRONG);
    check(&portal, &["--fix", "content/yi"]);
    assert_eq!(fs::read(portal.path("content/jia/2023/notice.md")).unwrap(), WRONG.as_bytes());
    assert_eq!(fs::read(portal.path("content/yi/2023/notice.md")).unwrap(), RIGHT.as_bytes());
}

#[test]
fn how_long_each_step_took_is_said_on_request() {
    let portal = Portal::small();
    let steps = |arguments: &[&str]| -> Vec<String> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        let output = command.args(["--lang", "en"]).args(arguments).current_dir(portal.root()).output().unwrap();
        assert!(output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        said.lines()
            .filter(|line| line.ends_with(" s"))
            .filter_map(|line| Some(line.split_once(": ")?.0.into()))
            .collect()
    };
    assert_eq!(steps(&["check", "-v"]), ["reading", "checking"]);
    assert_eq!(steps(&["build", "-v"]), ["reading", "checking", "rendering", "indexing", "moving into place"]);
    assert!(steps(&["build", "--draft"]).is_empty());
}

#[test]
fn a_page_for_printing_needs_nothing_from_elsewhere() {
    let portal = with_faults();
    portal.write("content/yi/2023/notice.md", "---\ntitle: 通知\n<script>: '&'\npublished: 2023-03-01\n---\n文。\n");
    let page = said(&check(&portal, &["--format", "html"]));
    let html = scraper::Html::parse_document(&page);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    let texts = |selector: &str| -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        html.select(&selector).map(|node| node.text().collect()).collect()
    };
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("http") && !page.contains("url("));
    assert_eq!(texts("h2"), ["示例jia局", "示例yi局"]);
    assert!(texts("pre").iter().any(|text| text.contains("publised: x")), "{page}");
    assert_eq!(texts("section").len(), 3, "{page}");
    let rows = texts("tbody th");
    assert!(rows.contains(&"C101".to_owned()) && rows.contains(&"示例jia局".to_owned()), "{rows:?}");
    fs::remove_dir_all(portal.path("content/jia")).unwrap();
    fs::remove_dir_all(portal.path("content/yi")).unwrap();
    portal.write("portal.yaml", "name: 示例\nbase_url: https://example.gov.cn/zwgk/\nchecks: {A103: off}\n");
    assert!(said(&check(&portal, &["--format", "html"])).contains("nothing found"));
}

/// Every file below a folder.
fn bytes_below(folder: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => bytes_below(&path, out),
            false => {
                out.insert(path.display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
}

fn findings(portal: &Portal) -> (usize, bool) {
    let text = said(&check(portal, &["--format", "json"]));
    (text.lines().count(), text.contains("\"C105\""))
}

/// A line of front matter, good, with a slip, or odd.
fn field() -> impl Strategy<Value = String> {
    let key = prop_oneof![Just("title"), Just("index_number"), Just("issued"), Just("topic"), Just("别的")];
    let colon = prop_oneof![Just(": "), Just("："), Just(":"), Just(":　"), Just(": \t"), Just(" ：")];
    let value = prop_oneof![
        Just("公告"),
        Just("“甲”"),
        Just("“A/2023-00001”"),
        Just("２０２３-０１-０２"),
        Just("关于：甲"),
        Just("[１,　２]"),
        Just("{a：１, b:2}"),
        Just("'３'"),
        Just("\"甲"),
        Just("|"),
        Just("http://x"),
        Just(""),
    ];
    let indent = prop_oneof![8 => Just(""), 1 => Just("\t"), 1 => Just("　"), 1 => Just("  ")];
    (indent, key, colon, value).prop_map(|(indent, key, colon, value)| format!("{indent}{key}{colon}{value}\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn mending_twice_is_mending_once_and_adds_no_finding(
        fields in prop::collection::vec(field(), 1..5), body in "[甲。，：１a\t\n]{0,20}",
    ) {
        let portal = Portal::empty();
        portal.write("content/jia/agency.md", "---\nname: 示例局\n---\n职责。\n");
        let text = format!("---\npublished: 2023-03-01\n{}---\n{body}", fields.concat());
        portal.write("content/jia/2023/notice.md", &text);
        let (before, hidden) = findings(&portal);
        check(&portal, &["--fix"]);
        let (after, _) = findings(&portal);
        let (mut once, mut twice) = (BTreeMap::new(), BTreeMap::new());
        bytes_below(portal.root(), &mut once);
        check(&portal, &["--fix"]);
        bytes_below(portal.root(), &mut twice);
        prop_assert_eq!(&once, &twice);
        prop_assert!(hidden || after <= before, "{before} findings, then {after}");
        let mended = fs::read_to_string(portal.path("content/jia/2023/notice.md")).unwrap();
        let bare = |text: &str| text.replace(['。', '，', '：'], "");
        prop_assert!(bare(&mended).ends_with(&bare(&format!("---\n{body}"))), "the words below stay");
        prop_assert_eq!(mended.lines().count(), text.lines().count());
    }
}
