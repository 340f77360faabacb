//! Building again: nothing changed writes nothing, an edited site equals a fresh one, and no moment of interruption
//! loses anything.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;
use std::time::Duration;

use common::{Portal, contents};
use gongkai::pipeline::{self, Kept, Options, Silent};
use gongkai::write::Writer;

/// A small generator of numbers, so that edits are random and yet the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn assert_same(left: &Path, right: &Path, when: &str) {
    let (left, right) = (contents(left), contents(right));
    let names = |found: &std::collections::BTreeMap<String, Vec<u8>>| found.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&left), names(&right), "{when}");
    let differing: Vec<_> = left.iter().filter(|(name, bytes)| right[*name] != **bytes).map(|(name, _)| name).collect();
    assert_eq!(differing, Vec::<&String>::new(), "{when}");
}

#[test]
fn a_second_build_writes_nothing() {
    let portal = Portal::small();
    let out = portal.path("public");
    assert!(!portal.build(&out).contains(" 0 written"));
    let before: Vec<_> =
        contents(&out).keys().map(|name| fs::metadata(out.join(name)).unwrap().modified().unwrap()).collect();
    let said = portal.build(&out);
    assert!(said.contains(" 0 written") && said.contains(" 0 removed"), "{said}");
    let after: Vec<_> =
        contents(&out).keys().map(|name| fs::metadata(out.join(name)).unwrap().modified().unwrap()).collect();
    assert_eq!(before, after);
}

fn edit(portal: &Portal, numbers: &mut Numbers, step: usize) -> String {
    let agency = ["jia", "yi"][numbers.below(2)];
    let year = 2021 + numbers.below(3) as u16;
    let kind = numbers.below(13);
    match kind {
        0 => portal.report(agency, year, &format!("disclosure: 0\napplications: 0\nreviews: 0 # {step}\n")),
        1 => portal.write(
            &format!("content/{agency}/{year}/report.yaml"),
            format!(
                "disclosure:\n  regulations: [0, 0, 0]\n  normative_documents: [0, 0, 0]\n  licensing: {step}\n  \
                 punishment: 0\n  coercion: 0\n  fees: 0\napplications: 0\nreviews: 0\n"
            ),
        ),
        2 => portal.write(
            &format!("content/{agency}/{year}/notice.md"),
            format!("---\ntitle: 通知第{step}号\npublished: {year}-04-0{}\n---\n正文{step}。\n", 1 + step % 9),
        ),
        3 => portal.write(
            &format!("content/{agency}/{year}/extra-{}.md", step % 3),
            format!("---\ntitle: 新通知{step}\npublished: {year}-05-01\n---\n正文。\n"),
        ),
        4 => drop(fs::remove_file(portal.path(&format!("content/{agency}/{year}/extra-{}.md", step % 3)))),
        5 => portal.write(&format!("content/{agency}/agency.md"), format!("---\nname: 示例第{step}局\n---\n职责。\n")),
        6 => portal.write("portal.yaml", format!("name: 示例{step}\nbase_url: https://example.gov.cn/zwgk/\n")),
        7 => portal.write(&format!("content/{agency}/{year}/list.csv"), format!("a,b\n{step},2\n")),
        8 => portal.write(
            &format!("content/{agency}/{year}/notice.md"),
            format!(
                "---\ntitle: 办法{step}\npublished: {year}-04-01\ncategory: 行政规范性文件\nvalidity: repealed\n\
                 repealed_by: /yi/2022/notice/\naliases: [/old/{agency}/{year}.html]\n---\n正文。\n"
            ),
        ),
        9 => portal.write(&format!("content/{agency}/guide.md"), format!("---\ntitle: 指南{step}\n---\n正文。\n")),
        10 => {
            portal.write(&format!("content/{agency}/application.md"), format!("---\ntitle: 申请{step}\n---\n正文。\n"))
        }
        11 => {
            let (folder, last_day) = (format!("content/{agency}/suo"), 1 + step % 9);
            portal.write(&format!("{folder}/agency.md"), "---\nname: 示例站所\n---\n职责。\n");
            let front = format!("title: 站所的通知{step}\npublished: {year}-05-01\nexpires: 2023-04-0{last_day}");
            portal.write(&format!("{folder}/{year}/extra-{}.md", step % 3), format!("---\n{front}\n---\n正文。\n"));
        }
        _ => portal.write("content/about.md", format!("---\ntitle: 关于\n---\n第{step}次修改。\n")),
    }
    format!("edit {kind} of {agency} {year} in step {step}")
}

#[test]
fn an_edited_site_equals_a_fresh_one() {
    let portal = Portal::small();
    let out = portal.path("public");
    portal.build(&out);
    let mut numbers = Numbers(42);
    for step in 0..40 {
        let mut what = edit(&portal, &mut numbers, step);
        if numbers.below(3) == 0 {
            what += &format!(", {}", edit(&portal, &mut numbers, step + 100));
        }
        portal.build(&out);
        let fresh = portal.path("fresh");
        portal.build(&fresh);
        assert_same(&out, &fresh, &what);
        fs::remove_dir_all(fresh).unwrap();
    }
}

/// A preview remembers what it read and first makes only what a change can reach: its quick build shows the change on
/// every page that readers see, and the whole build behind it is as a fresh one.
#[test]
fn the_builds_of_a_preview_equal_a_fresh_one() {
    let portal = Portal::small();
    portal.write("content/yi/suo/agency.md", "---\nname: 示例所\n---\n职责。\n");
    let (out, fresh) = (portal.path("public"), portal.path("fresh"));
    let mut kept = Kept::new(portal.root());
    let mut numbers = Numbers(7);
    let mut build = |changed: &[std::path::PathBuf], quick: bool| {
        kept.memory.forget(changed.iter().map(|path| path.as_path()));
        let options = Options { out: Some(out.clone()), quick, ..Options::default() };
        let outcome = pipeline::build_again(portal.root(), &mut kept, &options, &Silent).unwrap();
        let is_built = outcome.changes.is_some();
        kept.give_back(outcome);
        (is_built, kept.memory.changed().is_some())
    };
    assert!(build(&[], false).0);
    let (mut built, mut quick) = (0, 0);
    for step in 0..30 {
        let sources = contents(&portal.path("content"));
        let what = edit(&portal, &mut numbers, step);
        let now = contents(&portal.path("content"));
        let names = sources.keys().chain(now.keys()).filter(|name| sources.get(*name) != now.get(*name));
        let mut changed: Vec<_> = names.map(|name| Path::new("content").join(name)).collect();
        changed.push("portal.yaml".into());
        if !what.contains("edit 6 ") {
            changed.pop();
        }
        // Some edits are faults until another mends them; what changed meanwhile is not lost.
        let (is_built, was_quick) = build(&changed, true);
        if !is_built {
            continue;
        }
        built += 1;
        portal.build(&fresh);
        if ["edit 0 ", "edit 1 "].iter().any(|report| what.starts_with(report)) {
            let pages = |folder: &Path| {
                let seen = |name: &String| name.ends_with(".html") && !name.starts_with("search/");
                contents(folder).into_iter().filter(|(name, _)| seen(name)).collect::<Vec<_>>()
            };
            assert_eq!(pages(&out), pages(&fresh), "quick: {what}");
            quick += usize::from(was_quick);
        }
        assert!(build(&[], false).0);
        assert_same(&out, &fresh, &what);
        fs::remove_dir_all(&fresh).unwrap();
    }
    assert!(built > 15 && quick > 1, "{built} built, {quick} reports of them quick");
}

/// A save should touch what shows it, and leave the rest of a large portal alone.
#[test]
fn one_new_document_changes_few_files() {
    let portal = Portal::small();
    let out = portal.path("public");
    let document = |day: usize| {
        let date = format!("{}-{:02}-{:02}", 2019 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        let text =
            format!("---\ntitle: 通知{day}\npublished: {date}\ncategory: 机构职能\nvalidity: in_force\n---\n正文。\n");
        (format!("content/{}/{}/n{day}.md", ["jia", "yi"][day % 2], &date[..4]), text)
    };
    for day in 0..1200 {
        let (path, text) = document(day);
        portal.write(&path, text);
    }
    portal.build(&out);
    for day in [1200, 7, 340, 701] {
        let (path, text) = document(day);
        portal.write(&path.replace("/n", "/new-"), text.replace("通知", "新通知"));
        let before = contents(&out);
        portal.build(&out);
        let after = contents(&out);
        let changed = after.iter().filter(|(name, bytes)| before.get(*name) != Some(bytes)).count();
        assert!((5..40).contains(&changed), "{changed} files changed");
    }
}

#[test]
fn a_search_index_that_was_damaged_is_made_again() {
    let portal = Portal::small();
    let (out, fresh) = (portal.path("public"), portal.path("fresh"));
    portal.build(&out);
    portal.build(&fresh);
    let block =
        contents(&out).into_keys().find(|name| name.starts_with("search/") && name.ends_with("/p0.bin")).unwrap();
    for name in ["p0.bin", "c0.bin", "m0.bin"] {
        let place = out.join(block.replace("p0.bin", name));
        fs::write(&place, "x").unwrap();
        portal.build(&out);
        assert_same(&out, &fresh, name);
        fs::remove_file(&place).unwrap();
        portal.build(&out);
        assert_same(&out, &fresh, name);
    }
}

#[test]
fn a_search_index_follows_the_labels_of_every_form_and_the_topics() {
    let portal = Portal::small();
    let (out, fresh) = (portal.path("public"), portal.path("fresh"));
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let text = |name: &str| fs::read_to_string(forms.join(name)).unwrap();
    let notice = "---\ntitle: 通知\npublished: 2021-03-01\ntopic: 综合政务\n---\n正文。\n";
    portal.write("content/jia/2021/notice.md", notice);
    portal.build(&out);
    // No report is on that form; its rows can be asked for all the same.
    portal.write("forms/2019.yaml", text("2019.yaml").replacen("label: 规章", "label: 规章甲", 1));
    portal.build(&out);
    portal.build(&fresh);
    assert_same(&out, &fresh, "another label in a form");

    let (class, other) = ("- id: \"02\"\n    label: 综合政务", "- id: \"new\"\n    label: 综合政务");
    assert!(text("catalogue.yaml").contains(class));
    portal.write("forms/catalogue.yaml", text("catalogue.yaml").replacen(class, other, 1));
    portal.build(&out);
    let renamed = portal.path("renamed");
    portal.build(&renamed);
    assert_same(&out, &renamed, "another id of a topic");
}

#[test]
fn a_portal_without_pages_has_an_index_all_the_same() {
    let portal = Portal::empty();
    portal.write("portal.yaml", "name: 示例\nbase_url: https://example.gov.cn/zwgk/\nchecks: {A103: off}\n");
    portal.build(&portal.path("public"));
    let index = fs::read_to_string(portal.path("public/search/index.txt")).unwrap();
    assert!(index.starts_with("gongkai-search 1\ntotal 0\nnames "), "{index}");
}

#[test]
fn threads_do_not_change_a_byte() {
    let portal = Portal::small();
    let (one, many) = (portal.path("one"), portal.path("many"));
    for (threads, out) in [("1", &one), ("7", &many)] {
        let mut command = portal.command(&["-q", "build", "--out", out.to_str().unwrap()]);
        assert!(command.env("RAYON_NUM_THREADS", threads).status().unwrap().success());
    }
    assert_same(&one, &many, "with one thread and with seven");
}

#[test]
fn what_somebody_changed_in_the_site_is_put_right() {
    let portal = Portal::small();
    let (out, fresh) = (portal.path("public"), portal.path("fresh"));
    portal.build(&out);
    let page = out.join("jia/index.html");
    let same_size = vec![b'x'; fs::metadata(&page).unwrap().len() as usize];
    fs::write(&page, same_size).unwrap();
    fs::remove_file(out.join("yi/index.html")).unwrap();
    portal.build(&out);
    portal.build(&fresh);
    assert_same(&out, &fresh, "after a page was overwritten and one removed");
}

#[test]
fn what_is_not_ours_is_kept() {
    let portal = Portal::small();
    let out = portal.path("public");
    portal.write("public/CNAME", "example.gov.cn");
    portal.write("public/jia/own.txt", "kept");
    portal.build(&out);
    portal.remove("content/jia/agency.md");
    fs::remove_dir_all(portal.path("content/jia")).unwrap();
    portal.build(&out);
    assert_eq!(fs::read_to_string(out.join("CNAME")).unwrap(), "example.gov.cn");
    assert_eq!(fs::read_to_string(out.join("jia/own.txt")).unwrap(), "kept");
    assert!(!out.join("jia/index.html").exists() && !out.join("jia/2021").exists());
}

#[test]
fn a_file_that_is_not_ours_is_never_overwritten() {
    let portal = Portal::small();
    portal.write("public/yi/index.html", "somebody's own page");
    let output = portal.run(&["build"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("yi/index.html"));
    assert_eq!(contents(&portal.path("public")).len(), 1, "nothing was written");
}

fn former(portal: &Portal, address: &str) {
    let front = format!("title: 关于\naliases: [{address}]");
    portal.write("content/about.md", format!("---\n{front}\n---\n正文。\n"));
}

#[test]
fn a_folder_of_ours_may_become_a_file_and_a_file_a_folder() {
    let portal = Portal::small();
    let out = portal.path("public");
    let (file, below) = (out.join("old.html"), out.join("old.html/index.html"));
    former(&portal, "/old.html/");
    portal.build(&out);
    assert!(below.is_file());
    former(&portal, "/old.html");
    portal.build(&out);
    assert!(file.is_file());
    former(&portal, "/old.html/");
    portal.build(&out);
    assert!(below.is_file());
    fs::write(out.join("old.html/note.txt"), "mine").unwrap();
    former(&portal, "/old.html");
    let before = contents(&out);
    let refused = portal.run(&["--lang", "en", "build"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("old.html: this was not written by gongkai"));
    assert_eq!(contents(&out), before);
}

/// What a build leaves that is killed between removing and moving, in either direction.
#[test]
fn a_build_killed_while_a_folder_becomes_a_file_is_finished_by_the_next() {
    let portal = Portal::small();
    let out = portal.path("public");
    let journal = || fs::write(out.join(".gongkai-journal"), "old.html\nold.html/index.html\n").unwrap();
    former(&portal, "/old.html/");
    portal.build(&out);
    former(&portal, "/old.html");
    journal();
    fs::remove_file(out.join("old.html/index.html")).unwrap();
    portal.build(&out);
    assert!(out.join("old.html").is_file());
    former(&portal, "/old.html/");
    journal();
    fs::remove_file(out.join("old.html")).unwrap();
    fs::create_dir(out.join("old.html")).unwrap();
    fs::write(out.join("old.html/index.html"), "half a site").unwrap();
    portal.build(&out);
    let fresh = portal.path("fresh");
    portal.build(&fresh);
    assert_same(&out, &fresh, "finished");
}

#[test]
fn a_file_that_is_not_ours_above_a_page_is_refused_before_anything_changes() {
    let portal = Portal::small();
    let out = portal.path("public");
    portal.build(&out);
    fs::write(out.join("about"), "mine").unwrap();
    former(&portal, "/old.html");
    let before = contents(&out);
    assert_eq!(portal.run(&["build"]).status.code(), Some(2));
    assert_eq!(contents(&out), before);
}

#[test]
fn a_refused_build_leaves_the_site() {
    let portal = Portal::small();
    let out = portal.path("public");
    portal.build(&out);
    let before = contents(&out);
    portal
        .write("content/jia/2022/report.yaml", "disclosure: 0\napplications: 0\nreviews: {review: [1, 0, 0, 0, 2]}\n");
    let output = portal.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(contents(&out), before);
    let output = portal.run(&["-q", "build", "--draft"]);
    assert_eq!(output.status.code(), Some(0));
    let page = fs::read_to_string(out.join("jia/2022/report/index.html")).unwrap();
    assert!(page.contains("class=\"doubt\"") && page.contains("T104") || page.contains("sums-findings"), "{page}");
}

#[test]
fn a_build_that_only_removes_waits_for_nobody_and_takes_no_turn() {
    let portal = Portal::small();
    let out = portal.path("public");
    portal.build(&out);
    portal.remove("content/jia/2023/list.csv");
    portal.write("content/jia/2023/notice.md", "---\ntitle: 通知2023\npublished: 2023-03-01\n---\n见附件。\n");
    fs::create_dir(out.join(".gongkai-staging")).unwrap();
    let lock = fs::File::create(out.join(".gongkai-staging/lock")).unwrap();
    lock.lock().unwrap();
    let build = || portal.run(&["-q", "build", "--out", out.to_str().unwrap()]);
    assert_eq!(build().status.code(), Some(2));
    assert!(out.join("jia/2023/list.csv").exists());
    drop(lock);
    assert_eq!(build().status.code(), Some(0));
    assert!(!out.join("jia/2023/list.csv").exists());
}

#[test]
fn a_build_stops_where_another_wrote_since_it_looked() {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str| {
        let writer = Writer::open(folder.path()).unwrap();
        writer.put_bytes(path, b"1".to_vec()).unwrap();
        writer
    };
    put("a.html").finish().unwrap();
    // Looked, but has nothing to write yet.
    let slow = Writer::open(folder.path()).unwrap();
    std::thread::sleep(Duration::from_millis(20));
    put("b.html").finish().unwrap();
    let said = slow.finish().unwrap_err().to_string();
    assert!(said.contains("another build"), "{said}");
    assert!(folder.path().join("b.html").exists() && !folder.path().join(".gongkai-staging").exists());
}

#[test]
fn a_site_that_is_a_file_is_an_error() {
    let portal = Portal::small();
    portal.write("public", "not a folder");
    let output = portal.run(&["build"]);
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_build_told_to_stop_leaves_the_site_as_it_was_or_as_it_should_be() {
    let portal = Portal::small();
    let (out, new) = (portal.path("public"), portal.path("new"));
    portal.build(&out);
    let old = contents(&out);
    portal.write("portal.yaml", "name: 改名\nbase_url: https://example.gov.cn/zwgk/\n");
    portal.build(&new);
    let new = contents(&new);
    for moment in 0..40 {
        let mut child = portal.command(&["-q", "build"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(moment));
        let told = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        let status = child.wait().unwrap();
        let found = contents(&out);
        assert!(found == old || found == new, "after {moment} ms ({told}, {status})");
    }
}

#[test]
fn a_build_killed_at_any_moment_loses_nothing() {
    let portal = Portal::small();
    let (out, new) = (portal.path("public"), portal.path("new"));
    portal.build(&out);
    let old = contents(&out);
    portal.write("portal.yaml", "name: 改名\nbase_url: https://example.gov.cn/zwgk/\n");
    portal.build(&new);
    let new = contents(&new);
    for moment in 0..30 {
        let mut child = portal.command(&["-q", "build"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(moment));
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, bytes) in contents(&out).iter().filter(|(name, _)| !name.starts_with(".gongkai-")) {
            let whole = old.get(name) == Some(bytes) || new.get(name) == Some(bytes);
            assert!(whole, "{name} is neither the old page nor the new one after {moment} ms");
        }
        for name in old.keys().filter(|name| new.contains_key(*name)) {
            assert!(out.join(name).exists(), "{name} was lost after {moment} ms");
        }
    }
    portal.build(&out);
    assert_same(&out, &portal.path("new"), "after thirty builds were killed");
}
