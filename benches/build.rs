//! The benchmark: how long a whole portal takes, what memory it needs, and how that compares with Hugo.
//!
//! ```text
//! cargo bench --bench build
//! cargo bench --bench build -- --pages 1000,10000 --runs 5
//! cargo bench --bench build -- --reports 10000,100000 --runs 1
//! cargo bench --bench build -- --pages 1000 --hugo ~/bin/hugo --out /tmp --keep
//! ```
//!
//! * `--pages N,N…`: sizes to try; default 1000,10000,100000. The number counts reports and notices. The page and the
//!   guide of each agency (one in twenty pages) and all lists come on top, for both programs alike.
//! * `--reports N,N…`: instead, portals of so many annual reports and nothing else, one body in fifty copying its own: what it
//!   costs to look for copies (S201, S202).
//! * `--runs N`: how often each thing is run; the table shows the median of each column. Default 3.
//! * `--out DIR`: where portals and sites are written; default is memory (`/dev/shm`) where there is some, else the
//!   folder for temporary files. A hundred thousand pages need about 5 GB there, Hugo takes 5 to 7 GB
//!   of memory for them and some minutes a run.
//! * `--hugo PATH`: the Hugo to compare with, else the one on the search path; without one there is no comparison.
//!   Give the program itself: if it is a script that starts another program, its start is measured too.
//! * `--keep`: leave everything that was written, and say where.
//!
//! # What is measured
//!
//! The portal is made up, but always the same: a quarter of its pages are annual reports with all three tables filled
//! in, the rest are notices of about 1,500 characters. `gongkai check` finds no error in it.
//!
//! * *cold build*: into a folder that does not exist. The content has just been written, so it is read from memory.
//! * *nothing changed*: the same build again into the same folder.
//! * *one figure changed*: one number of one report was edited, then built again into the same folder.
//! * *one new document*: a notice of some day was added, then built again: how many files that touches.
//! * *check*: reads and checks everything, writes nothing.
//! * *check without copies*: the same with S201 and S202 switched off; the difference is what copies cost.
//! * *Hugo cold build*: the same pages with comparable layouts, into a folder that does not exist. Hugo makes no search
//!   index and no open data; gongkai's times include those it makes.
//! * *Hugo / gongkai*: how many times Hugo takes what gongkai takes in a cold build.
//!
//! # What the columns mean
//!
//! Wall seconds from start to end of the process; CPU seconds, user and system, of all its threads; its peak resident
//! memory; files and bytes that the run wrote (for a second build only those it touched). MB are millions of bytes.
//! Times drift with machine and day: compare rows of one table, not numbers of two.
//!
//! Each cold run writes to a folder with a new name. Deleting and writing again would measure the file system instead:
//! ext4 steps over recently deleted files for minutes.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for people at a terminal")]

#[path = "build/figures.rs"]
mod figures;
#[path = "build/generate.rs"]
mod generate;
#[path = "build/hugo.rs"]
mod hugo;
#[path = "build/measure.rs"]
mod measure;
#[path = "build/options.rs"]
mod options;
#[path = "build/portal.rs"]
mod portal;
#[path = "build/prose.rs"]
mod prose;
#[path = "build/random.rs"]
mod random;
#[path = "build/stock.rs"]
mod stock;
#[path = "build/table.rs"]
mod table;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use generate::Plan;
use measure::{Usage, Written};
use options::Options;
use portal::Portal;
use table::Row;

fn main() -> ExitCode {
    if let Some(code) = measure::be_wrapper() {
        return code;
    }
    let options = match Options::read(std::env::args_os().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => return ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<()> {
    let scratch = Scratch::new(options)?;
    let hugo = hugo::version(&options.hugo);
    match &hugo {
        Some(version) => println!("Compared with {version}."),
        None => println!("No Hugo: \"{}\" does not run. gongkai alone is measured.", options.hugo.display()),
    }
    println!("Writing to {}. Each number is the median of {} run(s).\n", scratch.folder.display(), options.runs);
    table::print_head();
    for &pages in &options.pages {
        let size = Size::new(options, &scratch, Plan { pages, only_reports: false })?;
        let ours = size.gongkai(&scratch)?;
        if hugo.is_some() {
            let theirs = size.hugo(&options.hugo, &scratch)?;
            theirs.print_ratio(&ours, pages, "Hugo / gongkai");
        }
        scratch.discard(&size.folder)?;
        println!();
    }
    for &pages in &options.reports {
        let size = Size::new(options, &scratch, Plan { pages, only_reports: true })?;
        size.copies()?;
        scratch.discard(&size.folder)?;
        println!();
    }
    Ok(())
}

/// The folder of all that the benchmark writes; gone at the end, also of a run that failed, unless it is to be kept.
struct Scratch {
    folder: PathBuf,
    keep: bool,
    /// In memory an output is dropped as soon as it is no longer needed: there it costs memory, and dropping it does
    /// not slow down what is written next.
    in_memory: bool,
}

impl Scratch {
    fn new(options: &Options) -> Result<Scratch> {
        let folder = options.out.join(format!("gongkai-bench-{}", std::process::id()));
        fs::create_dir_all(&options.out)?;
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Scratch { in_memory: folder.starts_with(options::MEMORY), folder, keep: options.keep })
    }

    fn discard(&self, folder: &Path) -> Result<()> {
        if self.keep { Ok(()) } else { fs::remove_dir_all(folder).context("cannot tidy up") }
    }

    fn discard_output(&self, folder: &Path) -> Result<()> {
        if self.in_memory { self.discard(folder) } else { Ok(()) }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if self.keep {
            println!("Kept: {}", self.folder.display());
        } else if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("{} is left: {error}", self.folder.display());
        }
    }
}

/// All measurements of one size.
struct Size {
    plan: Plan,
    runs: usize,
    folder: PathBuf,
}

impl Size {
    fn new(options: &Options, scratch: &Scratch, plan: Plan) -> Result<Size> {
        let folder = scratch.folder.join(plan.pages.to_string());
        fs::create_dir(&folder).with_context(|| format!("{} pages were asked for twice", plan.pages))?;
        Ok(Size { plan, runs: options.runs, folder })
    }

    /// What it costs to look for copies among reports.
    fn copies(&self) -> Result<()> {
        let portal = portal::write(self.plan, &self.folder.join("portal"))?;
        self.repeat("check", |_| self.check_afresh(&portal))?;
        portal.want_no_copies()?;
        self.repeat("check without copies", |_| self.check_afresh(&portal))?;
        Ok(())
    }

    /// Gives the row of the cold build, which others are compared with.
    fn gongkai(&self, scratch: &Scratch) -> Result<Row> {
        let start = Instant::now();
        let portal = portal::write(self.plan, &self.folder.join("portal"))?;
        eprintln!("{} pages made up in {:.1} s", self.plan.pages, start.elapsed().as_secs_f64());
        // A build leaves no receipt of files that were saved within a tick of the disk's clock.
        std::thread::sleep(std::time::Duration::from_millis(50));

        let out = |run: usize| self.folder.join(format!("site-{run}"));
        let cold = self.repeat("cold build", |run| {
            if run > 1 {
                scratch.discard_output(&out(run - 1))?;
            }
            portal.forget()?;
            Ok((self.build(&portal, &out(run))?, measure::written(&out(run), None)?))
        })?;
        let last = out(self.runs);
        self.repeat("nothing changed", |_| self.build_again(&portal, &last))?;
        self.repeat("one figure changed", |_| {
            portal.change_a_figure()?;
            let (usage, written) = self.build_again(&portal, &last)?;
            ensure!(written.files > 0, "a changed figure changed no file of {}", last.display());
            Ok((usage, written))
        })?;
        self.repeat("one new document", |run| {
            portal.add_a_document(run)?;
            self.build_again(&portal, &last)
        })?;
        self.repeat("check", |_| self.check_afresh(&portal))?;
        self.repeat("check again", |_| self.check(&portal))?;
        scratch.discard_output(&last)?;
        Ok(cold)
    }

    fn hugo(&self, program: &OsStr, scratch: &Scratch) -> Result<Row> {
        let site = self.folder.join("hugo");
        hugo::write(self.plan, &site)?;
        self.repeat("Hugo cold build", |run| {
            let out = self.folder.join(format!("hugo-site-{run}"));
            let arguments = hugo::arguments(&site, &out);
            let arguments: Vec<&OsStr> = arguments.iter().map(OsString::as_os_str).collect();
            let usage = measure::run(program, &arguments, &self.log())?;
            let written = measure::written(&out, None)?;
            scratch.discard_output(&out)?;
            Ok((usage, written))
        })
    }

    /// Runs something as often as was asked for, from 1 on, and prints its row.
    fn repeat(&self, what: &str, mut once: impl FnMut(usize) -> Result<(Usage, Written)>) -> Result<Row> {
        let runs = (1..=self.runs).map(&mut once).collect::<Result<Vec<_>>>()?;
        let row = Row::of(&runs);
        row.print(self.plan.pages, what);
        Ok(row)
    }

    fn build(&self, portal: &Portal, out: &Path) -> Result<Usage> {
        self.gongkai_run(portal, &["build".as_ref(), "--out".as_ref(), out.as_os_str()])
    }

    /// Builds into a folder that holds the site already; only what this build wrote is counted.
    fn build_again(&self, portal: &Portal, out: &Path) -> Result<(Usage, Written)> {
        let moment = measure::moment(&self.folder)?;
        Ok((self.build(portal, out)?, measure::written(out, Some(moment))?))
    }

    fn check(&self, portal: &Portal) -> Result<(Usage, Written)> {
        Ok((self.gongkai_run(portal, &["check".as_ref()])?, Written::default()))
    }

    /// A check that knows nothing of the one before.
    fn check_afresh(&self, portal: &Portal) -> Result<(Usage, Written)> {
        portal.forget()?;
        self.check(portal)
    }

    fn gongkai_run(&self, portal: &Portal, command: &[&OsStr]) -> Result<Usage> {
        let program = OsStr::new(env!("CARGO_BIN_EXE_gongkai"));
        let common: [&OsStr; 3] = ["--root".as_ref(), portal.root.as_os_str(), "-q".as_ref()];
        measure::run(program, &[&common, command].concat(), &self.log())
    }

    fn log(&self) -> PathBuf {
        self.folder.join("log")
    }
}
