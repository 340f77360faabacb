//! Small portals made on the spot, for tests that change them.
#![allow(clippy::unwrap_used, dead_code, reason = "each test program uses some of these")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub const SECTIONS: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

/// A portal in a folder of its own, removed when dropped.
pub struct Portal {
    folder: tempfile::TempDir,
}

impl Portal {
    /// Nothing but a configuration.
    pub fn empty() -> Portal {
        let portal = Portal { folder: tempfile::tempdir().unwrap() };
        portal.write(
            "portal.yaml",
            "name: 示例\nbase_url: https://example.gov.cn/zwgk/\nchecks: {A201: off, A204: off}\n",
        );
        portal
    }

    /// Two agencies, three years of reports each, and a few documents.
    pub fn small() -> Portal {
        let portal = Portal::empty();
        for agency in ["jia", "yi"] {
            portal.write(&format!("content/{agency}/agency.md"), format!("---\nname: 示例{agency}局\n---\n职责。\n"));
            for year in 2021..=2023 {
                portal.report(agency, year, "disclosure: 0\napplications: 0\nreviews: 0\n");
                let notice = format!("---\ntitle: 通知{year}\npublished: {year}-03-01\n---\n见[附件](./list.csv)。\n");
                portal.write(&format!("content/{agency}/{year}/notice.md"), &notice);
                portal.write(&format!("content/{agency}/{year}/list.csv"), "a,b\n1,2\n");
            }
        }
        portal
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// A report with all its sections and these figures.
    pub fn report(&self, agency: &str, year: u16, figures: &str) {
        let prose: String = SECTIONS.iter().map(|section| format!("# {section}\n\n情况。\n\n")).collect();
        let front = format!("---\npublished: {}-01-20\n---\n", year + 1);
        self.write(&format!("content/{agency}/{year}/report.md"), format!("{front}{prose}"));
        self.write(&format!("content/{agency}/{year}/report.yaml"), figures);
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.arg("--root").arg(self.root()).args(["--color", "never"]).args(arguments);
        command
    }

    /// Builds into a folder; the build must succeed.
    pub fn build(&self, out: &Path) -> String {
        let output = self.run(&["--lang", "en", "build", "--out", out.to_str().unwrap()]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        said
    }
}

/// Every file below a folder, by path, with its bytes.
pub fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let below = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(below, fs::read(&path).unwrap());
            }
        }
    }
    found
}
