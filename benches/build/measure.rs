//! Runs one command and tells what it cost: wall time, processor time, peak memory, and what it wrote.
//!
//! A system keeps one peak for all children a process has ever had, and a new child starts with the peak of the
//! process that started it. So the benchmark starts itself again as a tiny wrapper, which runs exactly one command and
//! asks for the peak of its children: that of this command alone.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, bail, ensure};

/// The first argument of the wrapper.
const WRAPPER: &str = "--run-one-command";

#[derive(Clone, Copy)]
pub struct Usage {
    pub wall: Duration,
    /// User and system time of all threads; unknown where the system does not tell.
    pub cpu: Option<Duration>,
    /// In bytes.
    pub peak: Option<u64>,
}

/// If this process was started as the wrapper, be the wrapper.
pub fn be_wrapper() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    (arguments.next()? == WRAPPER).then(|| match wrap(&arguments.collect::<Vec<_>>()) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    })
}

/// The wrapper's work: `log program argument…`. Gives one line: wall time, processor time, peak, and how it ended.
fn wrap(arguments: &[OsString]) -> Result<String> {
    let [log, program, arguments @ ..] = arguments else { bail!("the wrapper needs a log and a command") };
    let log = File::create(log)?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    let start = Instant::now();
    let status = command.status().with_context(|| format!("cannot start {}", program.display()))?;
    let wall = start.elapsed().as_micros();
    let (cpu, peak) = children();
    let number = |value: Option<u64>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    Ok(format!("{wall} {} {} {}", number(cpu), number(peak), if status.success() { "done" } else { "failed" }))
}

/// Processor time in microseconds and peak in bytes of the command that ran.
#[cfg(unix)]
fn children() -> (Option<u64>, Option<u64>) {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let Ok(usage) = getrusage(UsageWho::RUSAGE_CHILDREN) else {
        return (None, None);
    };
    let micros = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // Apple counts bytes, all others kibibytes.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1_024 };
    (u64::try_from(micros).ok(), u64::try_from(usage.max_rss()).ok().map(|peak| peak * unit))
}

#[cfg(not(unix))]
fn children() -> (Option<u64>, Option<u64>) {
    (None, None)
}

/// Runs a command through the wrapper. What it says goes to `log`, and is shown if it fails.
pub fn run(program: &OsStr, arguments: &[&OsStr], log: &Path) -> Result<Usage> {
    let itself = std::env::current_exe()?;
    let output = Command::new(itself)
        .args([OsStr::new(WRAPPER), log.as_os_str(), program])
        .args(arguments)
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "{} could not be measured", program.display());
    let line = String::from_utf8(output.stdout)?;
    let [wall, cpu, peak, end] = line.split_whitespace().collect::<Vec<_>>()[..] else {
        bail!("the wrapper said: {line}")
    };
    if end != "done" {
        let said = String::from_utf8_lossy(&fs::read(log)?).into_owned();
        let start = said.floor_char_boundary(said.len().saturating_sub(2_000));
        bail!("{} {} failed:\n{}", program.display(), arguments.join(OsStr::new(" ")).display(), &said[start..]);
    }
    Ok(Usage {
        wall: Duration::from_micros(wall.parse()?),
        cpu: cpu.parse().ok().map(Duration::from_micros),
        peak: peak.parse().ok(),
    })
}

/// What a run left on disk.
#[derive(Clone, Copy, Default)]
pub struct Written {
    pub files: u64,
    pub bytes: u64,
}

/// All files below a folder, or with `since` those that were written after that moment.
pub fn written(folder: &Path, since: Option<SystemTime>) -> Result<Written> {
    let mut sum = Written::default();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let inside = written(&entry.path(), since)?;
            sum.files += inside.files;
            sum.bytes += inside.bytes;
        } else {
            let about = entry.metadata()?;
            if since.is_none_or(|moment| about.modified().is_ok_and(|written| written > moment)) {
                sum.files += 1;
                sum.bytes += about.len();
            }
        }
    }
    Ok(sum)
}

/// The present moment by the clock of the file system that holds `folder`. Its ticks are some milliseconds apart, so
/// wait until what comes next cannot have the same time.
pub fn moment(folder: &Path) -> Result<SystemTime> {
    let marker = folder.join("moment");
    fs::write(&marker, "")?;
    let moment = fs::metadata(&marker)?.modified()?;
    thread::sleep(Duration::from_millis(50));
    Ok(moment)
}
