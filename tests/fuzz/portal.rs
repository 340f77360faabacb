//! A portal of one file that the fuzzer writes: it is checked, and every finding is put into words at its place.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use gongkai::diagnostic::{Format, Palette, Words, emit};
use gongkai::pipeline::{self, Options, Silent};

thread_local! {
    static PORTAL: RefCell<Option<tempfile::TempDir>> = const { RefCell::new(None) };
}

/// Checks a portal in which `path` holds `bytes`; what is missing around it is given.
pub fn check(path: &str, bytes: &[u8]) {
    PORTAL.with_borrow_mut(|portal| {
        let portal = portal.get_or_insert_with(|| tempfile::tempdir().expect("a temporary folder"));
        let root = portal.path();
        write(root, "portal.yaml", b"name: x\nbase_url: https://example.gov.cn/\n");
        write(root, "content/a/agency.md", b"---\nname: x\n---\n");
        write(root, "content/a/2024/report.md", b"# x\n");
        write(root, path, bytes);
        let outcome = pipeline::check(root, &Options { draft: true, ..Options::default() }, &Silent).expect("the disk works");
        let mut said = Vec::new();
        for format in [Format::Text, Format::Json] {
            emit(&mut said, &outcome.findings, &outcome.files, Words::default(), (format, Palette::Plain)).expect("memory");
        }
    });
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("below the root")).expect("the disk works");
    fs::write(path, bytes).expect("the disk works");
}
