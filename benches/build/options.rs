//! What the benchmark was asked for on its command line.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

/// The memory file system of Linux.
pub const MEMORY: &str = "/dev/shm";

const USAGE: &str = "\
cargo bench --bench build -- [--pages N,N…] [--reports N,N…] [--runs N] [--out DIR] [--hugo PATH] [--keep]
The head of benches/build.rs says what is measured.";

pub struct Options {
    pub pages: Vec<usize>,
    pub reports: Vec<usize>,
    pub runs: usize,
    pub out: PathBuf,
    pub hugo: OsString,
    pub keep: bool,
}

impl Options {
    /// Nothing if only help was wanted, or if this is no benchmark at all: `cargo test --all-targets` starts benchmarks
    /// too, without any argument, to see that they start.
    pub fn read(arguments: impl Iterator<Item = OsString>) -> Result<Option<Options>> {
        let arguments: Vec<OsString> = arguments.collect();
        if arguments.is_empty() || arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
            println!("{USAGE}");
            return Ok(None);
        }
        let mut options = Options {
            pages: vec![1_000, 10_000, 100_000],
            reports: Vec::new(),
            runs: 3,
            out: if Path::new(MEMORY).is_dir() { MEMORY.into() } else { std::env::temp_dir() },
            hugo: "hugo".into(),
            keep: false,
        };
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let name = argument.to_str().unwrap_or_default();
            let mut value = || arguments.next().with_context(|| format!("{name} needs a value\n{USAGE}"));
            match name {
                // Cargo adds this one itself.
                "--bench" => {}
                "--pages" => options.pages = numbers(&value()?)?,
                "--reports" => {
                    options.reports = numbers(&value()?)?;
                    options.pages.clear();
                }
                "--runs" => options.runs = numbers(&value()?)?[0],
                "--out" => options.out = std::path::absolute(value()?)?,
                "--hugo" => options.hugo = value()?,
                "--keep" => options.keep = true,
                _ => bail!("unknown argument {}\n{USAGE}", argument.display()),
            }
        }
        Ok(Some(options))
    }
}

/// Numbers above nought, with commas between them.
fn numbers(text: &OsString) -> Result<Vec<usize>> {
    let text = text.to_str().context("a number is not text")?;
    let numbers: Vec<usize> = text
        .split(',')
        .map(|number| number.trim().parse().with_context(|| format!("not a number: {number}")))
        .collect::<Result<_>>()?;
    ensure!(!numbers.contains(&0), "0 is not a number to measure with");
    Ok(numbers)
}
