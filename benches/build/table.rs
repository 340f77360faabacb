//! The table of results: one row for each thing measured, the middle of its runs, in columns of fixed width.

use std::time::Duration;

use crate::measure::{Usage, Written};

/// What is shown of several runs of the same command.
#[derive(Clone, Copy)]
pub struct Row {
    usage: Usage,
    written: Written,
}

impl Row {
    /// The median of each number by itself; of an even count the lower of the two in the middle.
    pub fn of(runs: &[(Usage, Written)]) -> Row {
        Row {
            usage: Usage {
                wall: median(runs.iter().map(|(usage, _)| usage.wall)).unwrap_or_default(),
                cpu: median(runs.iter().filter_map(|(usage, _)| usage.cpu)),
                peak: median(runs.iter().filter_map(|(usage, _)| usage.peak)),
            },
            written: Written {
                files: median(runs.iter().map(|(_, written)| written.files)).unwrap_or_default(),
                bytes: median(runs.iter().map(|(_, written)| written.bytes)).unwrap_or_default(),
            },
        }
    }

    pub fn print(&self, pages: usize, what: &str) {
        let Row { usage: Usage { wall, cpu, peak }, written: Written { files, bytes } } = self;
        print_line(&[
            &grouped(pages as u64),
            what,
            &seconds(*wall),
            &cpu.map_or_else(|| "-".to_owned(), seconds),
            &peak.map_or_else(|| "-".to_owned(), |bytes| format!("{:.0}", megabytes(bytes))),
            &grouped(*files),
            &format!("{:.2}", megabytes(*bytes)),
        ]);
    }

    /// How many times `self` costs what `other` costs.
    pub fn print_ratio(&self, other: &Row, pages: usize, what: &str) {
        let times = |this: Option<f64>, that: Option<f64>| match (this, that) {
            (Some(this), Some(that)) if that > 0.0 => format!("{:.1} x", this / that),
            _ => "-".to_owned(),
        };
        let cpu = |row: &Row| row.usage.cpu.map(|time| time.as_secs_f64());
        let peak = |row: &Row| row.usage.peak.map(megabytes);
        let wall = |row: &Row| Some(row.usage.wall.as_secs_f64());
        print_line(&[
            &grouped(pages as u64),
            what,
            &times(wall(self), wall(other)),
            &times(cpu(self), cpu(other)),
            &times(peak(self), peak(other)),
            "",
            "",
        ]);
    }
}

pub fn print_head() {
    print_line(&["pages", "what", "wall s", "CPU s", "peak MB", "files", "MB written"]);
}

fn print_line([pages, what, wall, cpu, peak, files, bytes]: &[&str; 7]) {
    println!("{pages:>9}  {what:<22}{wall:>9}{cpu:>9}{peak:>9}{files:>9}{bytes:>12}");
}

fn median<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    let middle = values.len().saturating_sub(1) / 2;
    values.into_iter().nth(middle)
}

fn seconds(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64())
}

/// Millions of bytes.
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// 10000 as 10,000.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
