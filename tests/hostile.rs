//! What somebody who means harm may leave in a portal, in its site, or in a name: links that lead out, lists that claim
//! what others wrote, escape sequences.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

use common::{Portal, contents};

fn said(portal: &Portal, arguments: &[&str]) -> (String, Option<i32>) {
    let output = portal.run(arguments);
    let text = [output.stdout, output.stderr].concat();
    (String::from_utf8(text).unwrap(), output.status.code())
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A portal that was never built, beside a folder of somebody's own.
    fn portal() -> Portal {
        let portal = Portal::small();
        portal.write("own/deep/thesis.txt", "precious");
        portal.write("own/lock", "precious");
        portal.write("own/index.html", "precious");
        portal.write("public/CNAME", "example.gov.cn");
        portal
    }

    /// The build is refused and names the place; nothing behind it changed.
    fn refused(portal: &Portal, place: &str) {
        let before = contents(&portal.path("own"));
        for (lang, why) in [("en", "is a symbolic link"), ("zh", "是符号链接")] {
            let (said, code) = said(portal, &["--lang", lang, "build"]);
            assert!(said.contains(place) && said.contains(why) && code == Some(2), "{code:?} {said}");
        }
        assert_eq!(contents(&portal.path("own")), before, "{place}");
    }

    #[test]
    fn the_folders_of_a_build_are_no_links() {
        let portal = portal();
        for (link, to) in [("public/.gongkai-staging", "../own"), (".gongkai", "own")] {
            symlink(to, portal.path(link)).unwrap();
            refused(&portal, link);
            fs::remove_file(portal.path(link)).unwrap();
        }
        for name in ["lock", "scratch-0"] {
            portal.write("public/.gongkai-staging/x", "");
            symlink("../../own/lock", portal.path("public/.gongkai-staging").join(name)).unwrap();
            portal.run(&["-q", "build"]);
            assert_eq!(fs::read(portal.path("own/lock")).unwrap(), b"precious", "{name}");
            fs::remove_dir_all(portal.path("public/.gongkai-staging")).ok();
        }
    }

    #[test]
    fn nothing_is_written_or_removed_through_a_link() {
        let portal = portal();
        let manifest =
            |path: &str| portal.write("public/.gongkai-manifest", format!("gongkai-manifest 1\n0 0 8 {path}\n"));
        symlink("../own", portal.path("public/x")).unwrap();
        manifest("x/deep/thesis.txt");
        refused(&portal, "public/x");
        fs::remove_file(portal.path("public/x")).unwrap();
        symlink("../own", portal.path("public/about")).unwrap();
        manifest("about/index.html");
        portal.write("content/about.md", "---\ntitle: 关于\n---\n正文。\n");
        refused(&portal, "public/about");
        fs::remove_file(portal.path("public/about")).unwrap();
        for name in ["manifest", "journal"] {
            let link = format!("public/.gongkai-{name}.new");
            symlink("../own/index.html", portal.path(&link)).unwrap();
            refused(&portal, &link);
            fs::remove_file(portal.path(&link)).unwrap();
        }
    }

    #[test]
    fn a_site_that_is_itself_a_link_is_written() {
        let portal = portal();
        fs::remove_dir_all(portal.path("public")).unwrap();
        fs::create_dir(portal.path("elsewhere")).unwrap();
        symlink("elsewhere", portal.path("public")).unwrap();
        portal.build(&portal.path("public"));
        assert!(portal.path("elsewhere/index.html").is_file());
    }
}

#[test]
fn a_file_that_was_changed_since_it_was_built_is_left_and_told() {
    let portal = Portal::small();
    let public = portal.path("public");
    portal.write("content/about.md", "---\ntitle: 关于\n---\n正文。\n");
    portal.build(&public);
    fs::write(public.join("about/index.html"), "mine").unwrap();
    portal.remove("content/about.md");
    let (said, code) = said(&portal, &["--lang", "en", "build"]);
    assert!(said.contains("about/index.html is not part of the site any more") && code == Some(0), "{said}");
    assert_eq!(fs::read(public.join("about/index.html")).unwrap(), b"mine");
    assert!(!portal.build(&public).contains("about/index.html"), "it is nobody's any more");
}

#[test]
fn a_site_is_not_built_into_its_own_sources() {
    let portal = Portal::small();
    let before = contents(portal.root());
    let out = |folder: &str| portal.path(folder).to_str().unwrap().to_owned();
    for folder in ["content", "content/jia/new", "themes/x", "forms", ".gongkai/x", ".", "..", "public/../content"] {
        for (lang, why) in [("zh", "原文件"), ("en", "what it is made of")] {
            let (said, code) = said(&portal, &["--lang", lang, "build", "--out", &out(folder)]);
            assert!(said.contains(why) && code == Some(2), "{folder}: {code:?} {said}");
        }
    }
    assert_eq!(contents(portal.root()), before);
    for folder in ["public", "contents", "dist/content"] {
        assert_eq!(portal.run(&["-q", "build", "--out", &out(folder)]).status.code(), Some(0), "{folder}");
    }
    assert!(Path::new(&out("contents")).join("index.html").exists());
}

const FORMATS: [&str; 5] = ["text", "json", "github", "sarif", "html"];

#[test]
fn numbers_of_persons_are_masked_wherever_a_finding_is_written() {
    let portal = Portal::small();
    let (phone, identity) = ("13812345678", "11010519491231002X");
    portal.write(&format!("content/jia/2023/a_{phone}.md"), "---\ntitle: 甲\n---\n");
    let text = format!(
        "---\ntitle: 通知{phone}\npublished: 2023-03-01\nphone：{phone}\n---\n\
         ![](./{identity}.png)，电话{phone}，身份证号：{phone}。\n\n[名单](./{identity}.csv)，张三：138 1234 5678，，。\n"
    );
    portal.write("content/jia/2023/notice.md", text);
    for format in FORMATS.map(|format| vec!["check", "--format", format]).into_iter().chain([vec!["check", "--diff"]]) {
        let (said, _) = said(&portal, &format);
        assert!(said.contains("notice.md"), "{said}");
        for number in [phone, identity, "138 1234 5678"] {
            assert!(!said.contains(number), "{number} by {format:?}\n{said}");
        }
    }
    portal.run(&["check", "--write-baseline", portal.path("known.txt").to_str().unwrap()]);
    let known = fs::read_to_string(portal.path("known.txt")).unwrap();
    assert!(known.contains("notice.md") && !known.contains(phone) && !known.contains(identity), "{known}");
}

#[test]
fn a_terminal_obeys_nothing_that_an_author_typed() {
    let portal = Portal::small();
    let front =
        "title: 甲\npublished: 2023-03-01\naliases: [\"\\e]0;pwned\\a\", \"x\\n::warning::y\\r\", \"\\u202Etxt\"]\n";
    portal.write("content/jia/2023/notice.md", format!("---\n{front}---\n文。\n"));
    #[cfg(unix)]
    portal.write("content/jia/2023/a\n::error::b\u{1b}[31m.md", "文。\n");
    let (said, _) = said(&portal, &["check"]);
    let shown = ["\\u{1b}]0;pwned\\u{7}", "x\\n::warning::y\\r", "\\u{202e}txt"];
    assert!(shown.iter().all(|shown| said.contains(shown)), "{said}");
    assert!(!said.contains(['\u{1b}', '\u{7}', '\r', '\u{202e}']), "{said}");
    assert!(!said.lines().any(|line| line.starts_with("::")), "{said}");
}

#[test]
fn names_that_windows_takes_for_devices_are_refused() {
    let portal = Portal::small();
    for name in ["con.md", "aux.txt", "nul.csv", "com1/x.md"] {
        portal.write(&format!("content/jia/2023/{name}"), "---\ntitle: 甲\npublished: 2023-03-01\n---\n文。\n");
    }
    let (said, code) = said(&portal, &["--lang", "en", "check"]);
    assert!(said.matches("error[C205]").count() == 4 && said.contains("`aux-1.txt`") && code == Some(1), "{said}");
}

#[cfg(unix)]
#[test]
fn an_attachment_that_cannot_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let portal = Portal::small();
    let list = portal.path("content/jia/2023/list.csv");
    fs::set_permissions(&list, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&list).is_ok() {
        return; // Who may read everything cannot be kept out.
    }
    let (said, code) = said(&portal, &["check"]);
    assert!(said.contains("list.csv:1:1: error[C206]") && code == Some(1), "{said}");
}
