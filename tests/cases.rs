//! Runs the program on every folder of `tests/cases/` and compares what it says and writes.
//!
//! A case is a portal with what is expected of it: `check.txt` holds the output of `gongkai check` (arguments in
//! `args`, if there are any) and its exit code; files below `public/` are compared with those that a build writes
//! (of pages the main part, unless a whole page is expected), with `--draft` where the case has errors. `UPDATE_CASES=1` writes what is expected; read the difference before you
//! commit it.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases
}

fn gongkai(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("--root")
        .arg(root)
        .args(["--color", "never"])
        .args(arguments)
        .output()
        .unwrap()
}

fn updating() -> bool {
    std::env::var_os("UPDATE_CASES").is_some()
}

/// Compares a text with the file that holds what is expected, or writes that file.
fn compare(expected: &Path, found: &str, wrong: &mut Vec<String>) {
    if updating() {
        fs::write(expected, found).unwrap();
        return;
    }
    let text = fs::read_to_string(expected).unwrap_or_default();
    if text != found {
        let first = text.lines().zip(found.lines()).position(|(a, b)| a != b);
        let first = first.unwrap_or(text.lines().count().min(found.lines().count()));
        wrong.push(format!(
            "{}:{}:\n  expected {}\n  found    {}",
            expected.display(),
            first + 1,
            text.lines().nth(first).unwrap_or("(end)"),
            found.lines().nth(first).unwrap_or("(end)"),
        ));
    }
}

/// A page without the hashes in the names of the theme's files, which change with every touch of the look.
fn without_hashes(page: &str) -> String {
    let mut parts = page.split("/assets/");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut name = part.splitn(3, '.');
        let (stem, rest) = (name.next().unwrap_or_default(), name.nth(1).unwrap_or_default());
        text += &format!("/assets/{stem}.HASH.{rest}");
    }
    text
}

/// What a page is about, without what stands around every page; whole where the whole page is expected.
fn main_only(page: &str, expected: &Path) -> String {
    let whole = fs::read_to_string(expected).is_ok_and(|text| text.starts_with("<!DOCTYPE html>"));
    let start = page.find("<main").filter(|_| !whole);
    let end = page.find("</main>").map(|end| end + "</main>\n".len());
    start.zip(end).map_or(page, |(start, end)| &page[start..end]).to_owned()
}

/// What `check` says of a case, and its exit code.
fn checked(case: &Path) -> String {
    let arguments = fs::read_to_string(case.join("args")).unwrap_or_default();
    let arguments: Vec<&str> = ["check"].into_iter().chain(arguments.split_whitespace()).collect();
    let output = gongkai(case, &arguments);
    let said = String::from_utf8(output.stdout).unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    let complaint = complaint.replace(case.to_str().unwrap(), "(case)");
    // Which day counted as today would stand in every one; tests/living.rs holds it.
    let is_day =
        |line: &&str| line.starts_with("以 ") && line.contains(" 为今天") || line.starts_with("Today counts as");
    let without_day = |text: String| text.split_inclusive('\n').filter(|line| !is_day(line)).collect::<String>();
    let (said, complaint) = (without_day(said), without_day(complaint));
    format!("{said}{complaint}exit: {}\n", output.status.code().unwrap())
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_case_is_checked_as_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        compare(&case.join("check.txt"), &checked(&case), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_case_is_built_as_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        let expected = files_below(&case.join("public"));
        if expected.is_empty() {
            continue;
        }
        let out = tempfile::tempdir().unwrap();
        let mut arguments = vec!["-q", "build", "--draft", "--out", out.path().to_str().unwrap()];
        let own = fs::read_to_string(case.join("args")).unwrap_or_default();
        let today = own.split_once("--as-of ").and_then(|(_, rest)| rest.split_whitespace().next());
        arguments.extend(today.iter().flat_map(|today| ["--as-of", today]));
        let output = gongkai(&case, &arguments);
        assert!(output.status.success(), "{}: {}", case.display(), String::from_utf8_lossy(&output.stderr));
        for file in expected {
            let below = file.strip_prefix(case.join("public")).unwrap();
            let found = fs::read_to_string(out.path().join(below)).unwrap_or_else(|_| "(not written)".to_owned());
            compare(&file, &main_only(&without_hashes(&found), &file), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A code without a case is a promise that nobody keeps.
#[test]
fn every_code_has_a_case_that_fires_it() {
    let said: String =
        cases().iter().map(|case| fs::read_to_string(case.join("check.txt")).unwrap_or_default()).collect();
    let silent: Vec<_> = gongkai::diagnostic::Code::ALL
        .iter()
        .filter(|code| !said.contains(&format!("[{code}]")))
        // These cannot be kept in a folder of texts; tests/oddities.rs and tests/external.rs make them. C210 is for faults
        // of the program that nobody knows; src/check/text/alone.rs makes one.
        .filter(|code| !["C201", "C204", "C206", "C210", "L203", "V102"].contains(&code.as_str()))
        .collect();
    assert_eq!(silent, Vec::<&gongkai::diagnostic::Code>::new());
}

#[test]
fn every_code_can_be_explained_in_both_languages() {
    for code in gongkai::diagnostic::Code::ALL {
        for lang in ["zh", "en"] {
            let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
                .args(["--lang", lang, "explain", code.as_str()])
                .output()
                .unwrap();
            let said = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success() && said.starts_with(code.as_str()) && said.lines().count() > 8, "{said}");
        }
    }
}
