//! A build of what was built already looks only whether anything changed; and it must never be wrong about that.
#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "the tests are about time")]

mod common;

use std::fs::{self, File, FileTimes};
use std::path::{Path, PathBuf};
use std::time::Duration;

use common::{Portal, contents};

/// What is done, and how.
type Change<'c> = (&'static str, &'c dyn Fn(&Portal));

/// Longer than a disk's tick: a file saved later than that before a build is known by its time.
const TICK: Duration = Duration::from_millis(60);

/// A portal that was built, with a receipt for its site.
fn built() -> (Portal, PathBuf) {
    let portal = Portal::small();
    std::thread::sleep(TICK);
    let out = portal.path("public");
    portal.build(&out);
    assert!(receipt(&portal).exists());
    (portal, out)
}

fn receipt(portal: &Portal) -> PathBuf {
    let found = fs::read_dir(portal.path(".gongkai")).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_receipt = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with("built-");
    found.into_iter().find(is_receipt).unwrap_or_default()
}

/// Lets the receipt say something that no build says, so that it can be seen whether a build relied on it.
fn mark(portal: &Portal) {
    let receipt = receipt(portal);
    fs::write(&receipt, fs::read_to_string(&receipt).unwrap() + "said before\n").unwrap();
}

fn relies(portal: &Portal, out: &Path) -> bool {
    portal.build(out).contains("said before")
}

#[test]
fn what_stands_is_not_built_again() {
    let (portal, out) = built();
    mark(&portal);
    assert!(relies(&portal, &out));
    assert!(relies(&portal, &out));
    assert!(!out.join(".gongkai").exists());
    assert_eq!(fs::read_to_string(portal.path(".gongkai/.gitignore")).unwrap(), "*\n");
}

#[test]
fn what_was_said_is_said_again() {
    let portal = Portal::small();
    portal
        .write("content/jia/2021/notice.md", "---\ntitle: 通知\npublished: 2021-04-01\nno_such_key: 1\n---\n正文。\n");
    std::thread::sleep(TICK);
    let out = portal.path("public");
    let first = portal.build(&out);
    mark(&portal);
    let again = portal.build(&out);
    assert!(first.contains("C101") && again.contains("said before"), "{first}\n{again}");
    let findings = |text: &str| text.split_once("explain C101").unwrap().0.to_owned();
    assert_eq!(findings(&first), findings(&again));
}

#[test]
fn every_change_of_the_portal_is_seen() {
    let (portal, out) = built();
    let notice = "content/jia/2021/notice.md";
    let changes: [Change; 8] = [
        ("a text of the same length and time", &|portal| {
            let path = portal.path(notice);
            let times = FileTimes::new().set_modified(fs::metadata(&path).unwrap().modified().unwrap());
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, text.replace("正文", "文正")).unwrap();
            File::options().write(true).open(&path).unwrap().set_times(times).unwrap();
        }),
        ("a new document", &|portal| {
            portal.write("content/jia/2021/new.md", "---\ntitle: 新\npublished: 2021-05-01\n---\n正文。\n");
        }),
        ("a document less", &|portal| fs::remove_file(portal.path("content/jia/2021/new.md")).unwrap()),
        ("a folder under another name", &|portal| {
            fs::rename(portal.path("content/yi"), portal.path("content/bing")).unwrap();
        }),
        ("the configuration", &|portal| {
            portal.write("portal.yaml", "name: 改名\nbase_url: https://example.gov.cn/zwgk/\n");
        }),
        ("a lexicon", &|portal| portal.write("lexicon.yaml", "typos: []\n")),
        ("a theme", &|portal| portal.write("themes/default/templates/404.html", "没有")),
        ("an attachment", &|portal| portal.write("content/jia/2021/list.csv", "a,b\n")),
    ];
    for (what, change) in changes {
        if !cfg!(unix) && what.contains("time") {
            continue;
        }
        std::thread::sleep(TICK);
        portal.build(&out);
        mark(&portal);
        change(&portal);
        assert!(!relies(&portal, &out), "{what}");
        let fresh = portal.path("fresh");
        portal.build(&fresh);
        assert!(contents(&out) == contents(&fresh), "{what}");
        fs::remove_dir_all(fresh).unwrap();
    }
}

#[test]
fn every_change_of_the_site_is_seen() {
    let (portal, out) = built();
    let page = out.join("jia/index.html");
    let whole = contents(&out);
    let changes: [(&str, &dyn Fn()); 5] = [
        ("a page gone", &|| fs::remove_file(&page).unwrap()),
        ("a page of the same length", &|| {
            let text = fs::read_to_string(&page).unwrap();
            fs::write(&page, text.replace("<main", "<MAIN")).unwrap();
        }),
        ("a build that was cut off", &|| fs::write(out.join(".gongkai-journal"), "jia/index.html\n").unwrap()),
        ("a list that is not ours", &|| fs::write(out.join(".gongkai-manifest"), "gongkai-manifest 1\n").unwrap()),
        ("all gone", &|| fs::remove_dir_all(&out).unwrap()),
    ];
    for (what, change) in changes {
        std::thread::sleep(TICK);
        change();
        if what.contains("not ours") {
            // What it does not list is not ours to overwrite.
            assert_eq!(portal.run(&["build"]).status.code(), Some(2), "{what}");
            fs::remove_dir_all(&out).unwrap();
        }
        mark(&portal);
        assert!(!relies(&portal, &out), "{what}");
        assert!(contents(&out) == whole, "{what}");
    }
}

#[test]
fn another_question_is_another_build() {
    let (portal, out) = built();
    mark(&portal);
    let out = out.to_str().unwrap();
    for more in [&["--as-of", "2022-01-01"][..], &["--draft"], &["--base-url", "https://other.gov.cn/"]] {
        let output = portal.run(&[&["--lang", "en", "build", "--out", out], more].concat());
        assert!(!String::from_utf8_lossy(&output.stderr).contains("said before"), "{more:?}");
        portal.build(Path::new(out));
        mark(&portal);
    }
}

#[test]
fn a_file_saved_just_now_leaves_no_receipt() {
    let portal = Portal::small();
    let out = portal.path("public");
    let soon = std::time::SystemTime::now() + Duration::from_secs(3600);
    let file = File::options().write(true).open(portal.path("portal.yaml")).unwrap();
    file.set_times(FileTimes::new().set_modified(soon)).unwrap();
    portal.build(&out);
    assert_eq!(receipt(&portal), PathBuf::new());
}
