//! Answers of some days ago, in `.gongkai/external.tsv` below the portal: when, what, why, and the address, with tabs between.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Context;

use crate::write;

use super::address::Address;
use super::{Answer, Asking};

const NAME: &str = "external.tsv";

/// The answers that are known, and the file in which new ones are noted as they come, so that none is lost to Ctrl-C.
pub struct Kept {
    path: PathBuf,
    now: u64,
    answers: HashMap<String, (u64, Answer)>,
    file: Mutex<File>,
}

impl Kept {
    /// Reads what is known. A line that cannot be read, or is too old or from the future, is as good as none.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn open(root: &Path, asking: &Asking) -> anyhow::Result<Kept> {
        let path = write::own(root)?.join(NAME);
        let text = fs::read_to_string(&path).unwrap_or_default();
        let lasts = asking.lasts.as_secs();
        let fresh = text
            .lines()
            .filter_map(line)
            .filter(|(_, (at, _))| asking.now.checked_sub(*at).is_some_and(|age| age < lasts));
        let answers = fresh.collect();
        let file = File::options().append(true).create(true).open(&path).with_context(|| path.display().to_string())?;
        Ok(Kept { path, now: asking.now, answers, file: Mutex::new(file) })
    }

    /// A fresh answer.
    pub fn answer(&self, address: &Address) -> Option<&Answer> {
        self.answers.get(&address.to_string()).map(|(_, answer)| answer)
    }

    /// Notes an answer.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note(&self, address: &Address, answer: &Answer) -> anyhow::Result<()> {
        let line = written(self.now, answer, &address.to_string());
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line.as_bytes()).with_context(|| self.path.display().to_string())
    }

    /// Writes the file anew, with what counts: no old lines, and nothing that only says where this machine stands.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn close(self, all: &BTreeMap<&Address, Answer>) -> anyhow::Result<()> {
        let mut lines: BTreeMap<String, (u64, Answer)> = self.answers.into_iter().collect();
        for (address, answer) in all {
            let name = address.to_string();
            if !matches!(answer, Answer::Blocked(why) if why == "no_network" || why == "private_address") {
                lines.entry(name).or_insert_with(|| (self.now, answer.clone()));
            }
        }
        let text: String = lines.iter().map(|(address, (at, answer))| written(*at, answer, address)).collect();
        write::refuse_link(&self.path)?;
        write::whole(&self.path, &text)
    }
}

fn written(at: u64, answer: &Answer, address: &str) -> String {
    let (what, why) = match answer {
        Answer::Alive => ("alive", ""),
        Answer::Moved(to) => ("moved", &**to),
        Answer::Dead(why) => ("dead", &**why),
        Answer::Blocked(why) => ("blocked", &**why),
    };
    format!("{at}\t{what}\t{why}\t{address}\n")
}

fn line(text: &str) -> Option<(String, (u64, Answer))> {
    let mut parts = text.split('\t');
    let at = parts.next()?.parse().ok()?;
    let (what, why, address) = (parts.next()?, parts.next()?.to_owned(), parts.next()?.to_owned());
    let answer = match what {
        "alive" => Answer::Alive,
        "moved" => Answer::Moved(why),
        "dead" => Answer::Dead(why),
        "blocked" => Answer::Blocked(why),
        _ => return None,
    };
    Some((address, (at, answer)))
}
