//! Whether addresses on other sites still lead somewhere (L201 to L203): `check --external`, and nothing else, asks them.
//!
//! What cannot be asked is not dead: firewalls, challenges and strange certificates turn programs away and let readers
//! through. So an answer is one of four, and only two say something about the link. Answers are kept for some days.

mod address;
mod ask;
mod gather;
mod kept;
mod pace;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use crate::diagnostic::{Arg, Code, Diagnostic, Files};
use crate::model::Site;
use crate::model::address::is_below;

pub use address::Address;
pub use ask::is_public;
use gather::Link;
use kept::Kept;

/// How other sites are asked.
#[derive(Debug, Clone)]
pub struct Asking {
    /// Seconds since 1970, for the age of answers.
    pub now: u64,
    /// How long an answer counts.
    pub lasts: Duration,
    /// Between two requests to one host.
    pub pause: Duration,
    /// For one request, from the look-up of the name to the head of the answer.
    pub timeout: Duration,
    /// How many hosts are asked at a time.
    pub hosts: usize,
    /// Which machines may be asked: [`is_public`], but in tests.
    pub may_ask: fn(std::net::IpAddr) -> bool,
    /// Only links in these files and folders, below the root; empty for all.
    pub only: Vec<String>,
}

impl Asking {
    /// As the command line asks: politely, and public machines only.
    pub fn politely(now: u64) -> Asking {
        Asking {
            now,
            lasts: Duration::from_secs(LASTS * 24 * 60 * 60),
            pause: Duration::from_secs(1),
            timeout: Duration::from_secs(15),
            hosts: 8,
            may_ask: is_public,
            only: Vec::new(),
        }
    }
}

/// For how many days an answer counts.
pub const LASTS: u64 = 3;

/// What came of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Alive,
    /// It leads somewhere, but has moved for good, to this address.
    Moved(String),
    /// It leads nowhere: a status, or a word of `messages.yaml`.
    Dead(String),
    /// Nobody can tell from here: likewise.
    Blocked(String),
}

/// What asking came to.
#[derive(Debug, Default)]
pub struct Asked {
    pub findings: Vec<Diagnostic>,
    /// Addresses that were asked, and those whose answers were known.
    pub asked: usize,
    pub known: usize,
}

/// Asks every address outside the portal that its pages name, those with a fresh answer left out. `step` is told how many
/// will be asked, `tick` after each.
///
/// # Errors
/// When the answers cannot be kept below `root`.
pub fn all(
    (site, files): (&Site, &Files),
    root: &Path,
    asking: &Asking,
    (step, tick): (&dyn Fn(usize), &(dyn Fn() + Sync)),
) -> anyhow::Result<Asked> {
    let mut links = gather::all(site, files);
    let is_wanted = |path: &str| asking.only.is_empty() || asking.only.iter().any(|folder| is_below(path, folder));
    links.retain(|link| is_wanted(files.path(link.span.file)));
    let kept = Kept::open(root, asking)?;
    let wanted: BTreeSet<&Address> = links.iter().filter_map(|link| link.address.as_ref().ok()).collect();
    let fresh: Vec<&Address> = wanted.iter().copied().filter(|address| kept.answer(address).is_none()).collect();
    step(fresh.len());
    let agent = ask::Agent::new(asking, &site.portal.base_url);
    let answers = pace::all(&fresh, asking, &agent, &|address, answer| {
        tick();
        kept.note(address, answer)
    })?;
    let known = wanted.len() - fresh.len();
    let mut all: BTreeMap<&Address, Answer> =
        wanted.iter().filter_map(|address| Some((*address, kept.answer(address)?.clone()))).collect();
    all.extend(answers);
    kept.close(&all)?;
    Ok(Asked { findings: findings(&links, &all), asked: fresh.len(), known })
}

/// Dead and moved links each at its place; hosts that cannot be asked once each.
fn findings(links: &[Link], answers: &BTreeMap<&Address, Answer>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut blocked: BTreeMap<&str, Vec<(&Link, &str)>> = BTreeMap::new();
    for link in links {
        let target = &*link.target;
        let finding = |code| Diagnostic::new(code, link.span).arg("target", target).subject(target.to_owned());
        let address = match &link.address {
            Ok(address) => address,
            Err(fault) => {
                out.push(finding(Code::L201).arg("why", Arg::Word(fault)));
                continue;
            }
        };
        match answers.get(address) {
            Some(Answer::Dead(why)) => out.push(finding(Code::L201).arg("why", reason(why))),
            Some(Answer::Moved(to)) => {
                let to = link.with_fragment(to);
                // Pages that are gone are often led to the home page, which is not where they are now.
                let to_home = Address::parse(&to).is_ok_and(|to| to.is_home() && !address.is_home());
                let fix = (!to_home).then(|| to.clone());
                out.push(finding(Code::L203).arg("to", to).fix(fix));
            }
            Some(Answer::Blocked(why)) => {
                // Without a network it is not the sites that are to be named.
                let host = if why == "no_network" { "" } else { address.host() };
                blocked.entry(host).or_default().push((link, why));
            }
            Some(Answer::Alive) | None => {}
        }
    }
    for (host, links) in blocked {
        let (link, why) = links[0];
        let finding = Diagnostic::new(Code::L202, link.span).arg("target", &*link.target).arg("why", reason(why));
        let finding = finding.subject(host.to_owned());
        out.push(match links.len() {
            1 => finding,
            more => finding.arg("more", (more - 1).to_string()),
        });
    }
    out
}

/// A reason in the reader's language; a status as it is.
fn reason(why: &str) -> Arg {
    let known = ask::REASONS.iter().find(|known| **known == why);
    known.map_or_else(|| Arg::Text(format!("HTTP {why}")), |known| Arg::Word(known))
}
