//! The sample hook of the manual, run by git itself, and the sample pipelines beside it.
#![allow(clippy::unwrap_used)]
#![cfg(unix)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::Portal;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// A repository whose hook is the sample, as an office would install it.
struct Repository {
    portal: Portal,
}

impl Repository {
    fn new() -> Repository {
        let repository = Repository { portal: Portal::small() };
        repository.done(&["init", "--quiet"]);
        repository.done(&["config", "gongkai.program", env!("CARGO_BIN_EXE_gongkai")]);
        let hook = repository.portal.path(".git/hooks/pre-commit");
        fs::create_dir_all(hook.parent().unwrap()).unwrap();
        fs::copy(docs().join("hooks/pre-commit"), hook).unwrap();
        repository
    }

    fn git(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("git");
        // Nothing of the machine's own settings, nor of a git that runs these tests from a hook.
        for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"] {
            command.env_remove(name);
        }
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command.args(["-c", "user.name=sample", "-c", "user.email=sample@example.invalid"]);
        command.args(arguments).current_dir(self.portal.root()).output().unwrap()
    }

    fn done(&self, arguments: &[&str]) {
        let output = self.git(arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", said(&output));
    }

    fn commit(&self) -> Output {
        self.git(&["commit", "--quiet", "-m", "sample"])
    }

    /// How many commits there are.
    fn count(&self) -> String {
        let output = self.git(&["rev-list", "--count", "--all"]);
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn refused(&self, code: &str) {
        let (before, output) = (self.count(), self.commit());
        assert!(!output.status.success() && said(&output).contains(code), "{}", said(&output));
        assert!(said(&output).contains("没有提交"), "{}", said(&output));
        assert_eq!(self.count(), before);
    }

    fn taken(&self) {
        let before: usize = self.count().parse().unwrap();
        let output = self.commit();
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(self.count(), (before + 1).to_string());
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const NOTICE: &str = "content/jia/2023/notice.md";

fn notice(words: &str) -> String {
    format!("---\ntitle: 通知\npublished: 2023-03-01\n---\n{words}\n")
}

#[test]
fn a_number_that_leaked_and_a_sum_that_does_not_hold_are_not_committed() {
    let repository = Repository::new();
    let portal = &repository.portal;
    repository.done(&["add", "."]);
    repository.taken();

    portal.write(NOTICE, notice("张某某，身份证号11010519491231002X。"));
    repository.done(&["add", "."]);
    repository.refused("[X101]");

    portal.write(NOTICE, notice("已经核对。"));
    portal.report("jia", 2023, "disclosure: 0\napplications: 0\nreviews: {review: [2, 1, 0, 1, 3], litigation_direct: 0, litigation_after_review: 0}\n");
    repository.done(&["add", "."]);
    repository.refused("[T104]");

    portal.report("jia", 2023, "disclosure: 0\napplications: 0\nreviews: {review: [2, 1, 0, 1, 4], litigation_direct: 0, litigation_after_review: 0}\n");
    repository.done(&["add", "."]);
    repository.taken();
}

#[test]
fn what_is_staged_counts_and_not_what_lies_in_the_folder() {
    let repository = Repository::new();
    let portal = &repository.portal;
    repository.done(&["add", "."]);
    repository.taken();

    // Staged wrong, mended on disk but not staged.
    portal.write(NOTICE, notice("张某某，身份证号11010519491231002X。"));
    repository.done(&["add", "."]);
    portal.write(NOTICE, notice("文。"));
    repository.refused("[X101]");

    // Staged right, wrong on disk only.
    repository.done(&["add", "."]);
    portal.write(NOTICE, notice("张某某，身份证号11010519491231002X。"));
    repository.taken();
}

#[test]
fn the_hook_knows_the_baseline_strictness_and_where_the_portal_is() {
    let repository = Repository::new();
    let portal = &repository.portal;
    portal.write(NOTICE, notice("[甲](no.pdf)"));
    repository.done(&["add", "."]);
    repository.refused("[L101]");
    assert!(portal.run(&["check", "--write-baseline", portal.path("accepted.txt").to_str().unwrap()]).status.success());
    repository.done(&["add", "."]);
    repository.taken();

    portal.write(NOTICE, notice("[甲](no.pdf)").replace("title", "keyword: x\ntitle"));
    repository.done(&["add", "."]);
    repository.done(&["config", "gongkai.strict", "true"]);
    repository.refused("[C101]");
    repository.done(&["config", "gongkai.strict", "false"]);
    repository.taken();

    fs::create_dir(portal.path("zwgk")).unwrap();
    repository.done(&["mv", "portal.yaml", "content", "accepted.txt", "zwgk"]);
    let lost = repository.commit();
    assert!(!lost.status.success(), "{}", said(&lost));
    repository.done(&["config", "gongkai.portal", "zwgk"]);
    repository.taken();

    repository.done(&["config", "gongkai.program", "/no/such/program"]);
    portal.write("zwgk/content/jia/2023/more.md", notice("文。"));
    repository.done(&["add", "."]);
    repository.refused("/no/such/program");
}

/// The manual shows the files as they are, and every pipeline calls the program with options that it has.
#[test]
fn the_pipelines_are_sound_yaml_and_call_what_there_is() {
    for name in ["github", "gitee", "gitlab"] {
        let text = fs::read_to_string(docs().join(format!("ci/{name}.yml"))).unwrap();
        let mut findings = Vec::new();
        let mut files = gongkai::diagnostic::Files::new(&docs());
        let file = files.add(format!("ci/{name}.yml"));
        let document = gongkai::yaml::parse(&text, file, 0, &mut findings);
        assert!(document.whole && findings.is_empty(), "{name}: {findings:?}");
        let help = Portal::empty().run(&["--lang", "en", "check", "--help"]);
        let help = String::from_utf8(help.stdout).unwrap();
        let calls = text.lines().filter(|line| line.contains("gongkai check") || line.contains("set -- check"));
        let options = calls.flat_map(|line| line.split(' ')).filter(|word| word.starts_with("--") && word.len() > 2);
        let options: Vec<&str> = options.map(|word| word.trim_end_matches(';')).collect();
        assert!(name == "gitee" || options.contains(&"--format"), "{name}: {options:?}");
        for option in options {
            assert!(help.contains(option), "{name}: {option}");
        }
    }
}
