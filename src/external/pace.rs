//! Many hosts at a time, each of them one request at a time with a pause before the next, whoever leads there.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::address::Address;
use super::ask::Agent;
use super::{Answer, Asking};

/// Whose turn it is at each host.
#[derive(Debug)]
pub struct Turns {
    pause: Duration,
    /// By host: whether it was asked before.
    hosts: Mutex<BTreeMap<String, Arc<Mutex<bool>>>>,
}

impl Turns {
    pub fn new(pause: Duration) -> Turns {
        Turns { pause, hosts: Mutex::default() }
    }

    /// Does something at a host, when nobody else does anything there and the pause is over.
    pub fn take<T>(&self, host: &str, work: impl FnOnce() -> T) -> T {
        let turn = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_default())
        };
        let mut asked = turn.lock().unwrap_or_else(PoisonError::into_inner);
        if *asked {
            std::thread::sleep(self.pause);
        }
        *asked = true;
        work()
    }
}

/// Where the addresses of one host stand in a list sorted by host.
fn by_host<'a>(addresses: &[&'a Address]) -> Vec<Vec<&'a Address>> {
    let mut sorted = addresses.to_vec();
    sorted.sort();
    sorted.chunk_by(|a, b| a.host() == b.host()).map(<[_]>::to_vec).collect()
}

/// Asks all addresses; `note` is given each answer as it comes.
///
/// # Errors
/// When an answer cannot be noted; what was asked until then is lost.
pub fn all<'a>(
    addresses: &[&'a Address],
    asking: &Asking,
    agent: &Agent,
    note: &(dyn Fn(&Address, &Answer) -> anyhow::Result<()> + Sync),
) -> anyhow::Result<BTreeMap<&'a Address, Answer>> {
    let mut waiting = by_host(addresses);
    // The hosts with the most addresses take longest: they go first, from the end.
    waiting.sort_by_key(Vec::len);
    let hosts = waiting.len();
    let waiting = Mutex::new(waiting);
    let done: Mutex<BTreeMap<&Address, Answer>> = Mutex::default();
    let failed: Mutex<Option<anyhow::Error>> = Mutex::default();
    let work = || {
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(next) = next else { return };
            for address in next {
                let answer = agent.ask(address);
                if let Err(error) = note(address, &answer) {
                    *failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                    return;
                }
                done.lock().unwrap_or_else(PoisonError::into_inner).insert(address, answer);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..asking.hosts.clamp(1, 64).min(hosts) {
            scope.spawn(work);
        }
    });
    if let Some(error) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(error);
    }
    Ok(without_network(done.into_inner().unwrap_or_else(PoisonError::into_inner), hosts))
}

/// So many hosts, and none answers: then it is this machine that reaches nobody.
const ALONE: usize = 3;

fn without_network(answers: BTreeMap<&Address, Answer>, hosts: usize) -> BTreeMap<&Address, Answer> {
    let silent = |answer: &Answer| matches!(answer, Answer::Dead(why) | Answer::Blocked(why) if !is_status(why));
    // Where not one name is known, it may be that no name is: of a single host nobody can tell.
    let unnamed = |answer: &Answer| matches!(answer, Answer::Dead(why) if why == "no_name");
    if !answers.values().all(unnamed) && (hosts < ALONE || !answers.values().all(silent)) {
        return answers;
    }
    answers.into_keys().map(|address| (address, Answer::Blocked("no_network".to_owned()))).collect()
}

fn is_status(why: &str) -> bool {
    why.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_not_known_is_dead_only_beside_a_host_that_answers() {
        let (gone, there) = (Address::parse("http://a.gov.cn/").unwrap(), Address::parse("http://b.gov.cn/").unwrap());
        let dead = Answer::Dead("no_name".to_owned());
        let alone = without_network(BTreeMap::from([(&gone, dead.clone())]), 1);
        assert_eq!(alone[&gone], Answer::Blocked("no_network".to_owned()));
        let beside = without_network(BTreeMap::from([(&gone, dead.clone()), (&there, Answer::Alive)]), 2);
        assert_eq!(beside[&gone], dead);
    }
}
