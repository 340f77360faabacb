//! Checking again: what is noted of texts in which nothing was found never hides a finding.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::Portal;

/// So many documents that a check notes which of them are clean.
const MANY: usize = 220;

fn portal() -> Portal {
    let portal = Portal::small();
    for number in 0..MANY {
        let text = format!(
            "---\ntitle: 第{number}号通知\npublished: 2022-03-01\n---\n各科室于4月10日前报送第{number}项材料，请按时完成。\n"
        );
        portal.write(&format!("content/jia/2022/notice-{number}.md"), text);
    }
    portal
}

fn check(portal: &Portal, arguments: &[&str]) -> String {
    let output = portal.run(&[&["check"], arguments].concat());
    String::from_utf8(output.stdout).unwrap()
}

/// What a check finds that knows nothing of one before.
fn afresh(portal: &Portal, arguments: &[&str]) -> String {
    fs::remove_dir_all(portal.path(".gongkai")).unwrap();
    check(portal, arguments)
}

#[test]
fn a_second_check_finds_the_same() {
    let portal = portal();
    portal.write(
        "content/jia/2022/notice-7.md",
        "---\ntitle: 通知\npublished: 2022-03-01\n---\n联系人手机：13800138000。\n",
    );
    let first = check(&portal, &[]);
    assert!(first.contains("X102"), "{first}");
    let noted = fs::metadata(portal.path(".gongkai/clean")).unwrap();
    assert!(noted.len() > 16 * (MANY as u64 - 1), "{}", noted.len());
    assert_eq!(check(&portal, &[]), first);
    assert_eq!(fs::metadata(portal.path(".gongkai/clean")).unwrap().modified().unwrap(), noted.modified().unwrap());

    portal.write(
        "content/jia/2022/notice-8.md",
        "---\ntitle: 通知\npublished: 2022-03-01\n---\n联系人手机：13800138001。\n",
    );
    let second = check(&portal, &[]);
    assert_eq!(second.matches("error[X102]").count(), first.matches("error[X102]").count() + 1, "{second}");
    assert_eq!(second, afresh(&portal, &[]));
}

fn finds(said: &str, (file, code): (&str, &str)) -> bool {
    let code = format!("[{code}]");
    said.lines().any(|line| line.contains(&code) && line.split(':').next().unwrap_or_default().ends_with(file))
}

/// A text that was clean, what it is looked at with, and the finding once that changes.
struct Change {
    path: &'static str,
    from: &'static str,
    to: &'static str,
    arguments: &'static [&'static str],
    /// The file, and the code.
    found: (&'static str, &'static str),
}

const fn change(
    path: &'static str,
    (from, to): (&'static str, &'static str),
    found: (&'static str, &'static str),
) -> Change {
    Change { path, from, to, arguments: &[], found }
}

#[test]
fn whatever_a_text_is_looked_at_with_counts() {
    let portal = portal();
    let page = |path: &str, text: &str| {
        let front = "title: 办法\npublished: 2022-03-01\nissued: 2022-02-01";
        portal.write(path, format!("---\n{front}\n---\n{text}\n"));
    };
    let root = "name: 示例\nbase_url: https://example.gov.cn/\nallow: {X102: [\"13800138000\"]}\n";
    portal.write("portal.yaml", root);
    portal.write("lexicon.yaml", "words:\n  - {wrong: 旧称科, right: 新称科, since: 2025-01-01}\n");
    let agency = "name: 示例甲局\ncontact: {office: 旧称科, phone: \"13800138001\"}";
    portal.write("content/jia/agency.md", format!("---\n{agency}\n---\n由旧称科负责。\n"));
    page("content/jia/2022/allowed.md", "联系手机：13800138000。");
    page("content/jia/2022/declared.md", "联系手机：13800138001。");
    page("content/jia/2022/picture.md", "![办事大厅](https://example.gov.cn/a.png)");
    let figures = |licensing: u32| format!("disclosure: {{licensing: {licensing}}}\napplications: 0\nreviews: 0\n");
    (2022..=2023).for_each(|year| portal.report("jia", year, &figures(12)));
    let report = fs::read_to_string(portal.path("content/jia/2023/report.md")).unwrap();
    portal.write("content/jia/2023/report.md", report.replacen("情况。", "作出行政许可12件，与上年持平。", 1));
    let before = check(&portal, &[]);

    let changes = [
        change("portal.yaml", ("13800138000", "13800138009"), ("allowed.md", "X102")),
        change("portal.yaml", ("//example.gov.cn", "//www.example.gov.cn"), ("picture.md", "L106")),
        change(
            "lexicon.yaml",
            ("旧称科, right: 新称科, since: 2025-01-01", "材料, right: 资料"),
            ("notice-9.md", "S301"),
        ),
        change("content/jia/agency.md", ("13800138001", "010-00000000"), ("declared.md", "X102")),
        change("content/jia/2022/report.yaml", ("12", "15"), ("2023/report.md", "S402")),
        change("content/jia/2023/report.yaml", ("12", "15"), ("2023/report.md", "S401")),
        change("content/jia/2023/list.csv", ("1,2", "1,11010519491231002X"), ("list.csv", "X101")),
        Change {
            arguments: &["--as-of", "2025-02-01"],
            ..change("portal.yaml", ("name", "name"), ("jia/agency.md", "S301"))
        },
    ];
    for Change { path, from, to, arguments, found } in changes {
        assert!(!finds(&before, found), "{found:?} was there before");
        let was = fs::read_to_string(portal.path(path)).unwrap();
        portal.write(path, was.replace(from, to));
        let now = check(&portal, arguments);
        assert!(finds(&now, found), "{path}, no {found:?}: {now}");
        portal.write(path, was);
        assert_eq!(check(&portal, &[]), before, "{path} as it was");
    }
}

#[test]
fn a_small_portal_notes_nothing() {
    let portal = Portal::small();
    check(&portal, &[]);
    assert!(!portal.path(".gongkai").exists());
}

#[test]
fn what_is_noted_may_be_anything() {
    let portal = portal();
    let before = check(&portal, &[]);
    let noted = fs::read(portal.path(".gongkai/clean")).unwrap();
    for spoilt in [&b""[..], b"gongkai-clean 1\n", &noted[..noted.len() - 5], &[0xff; 400]] {
        portal.write(".gongkai/clean", spoilt);
        assert_eq!(check(&portal, &[]), before);
        assert_eq!(fs::read(portal.path(".gongkai/clean")).unwrap(), noted);
    }
}
