//! Clauses that many bodies have in the same year: what a superior's template or habit makes everyone write.

use std::sync::atomic::{AtomicU8, Ordering};

/// So many bodies make a clause common, and at least one in fifty of those that report for the year.
const BODIES: u8 = 8;
const ONE_IN: usize = 50;

/// How often each clause occurs, by hash, in counters whose number is bounded (a count-min sketch): a clause may seem
/// more common than it is, once in millions.
pub struct Common {
    counters: Vec<AtomicU8>,
    mask: u64,
}

/// Four counters for each clause that is to be expected.
const CLAUSES: usize = 64 * 4;
const MOST: usize = 1 << 25;

impl Common {
    /// Counters for the clauses of so many reports.
    pub fn for_reports(reports: usize) -> Common {
        let size = (reports * CLAUSES).next_power_of_two().clamp(1 << 10, MOST);
        Common { counters: (0..size).map(|_| AtomicU8::new(0)).collect(), mask: size as u64 - 1 }
    }

    /// Counts the clauses of a report, each once.
    pub fn count(&self, mut clauses: Vec<u64>) {
        clauses.sort_unstable();
        clauses.dedup();
        for place in clauses.into_iter().flat_map(|clause| self.places(clause)) {
            let _ =
                self.counters[place].fetch_update(Ordering::Relaxed, Ordering::Relaxed, |count| count.checked_add(1));
        }
    }

    /// Whether a clause is common among `bodies` that report for its year.
    pub fn has(&self, clause: u64, bodies: usize) -> bool {
        let least = (bodies / ONE_IN).clamp(BODIES.into(), u8::MAX.into());
        self.places(clause).into_iter().all(|place| usize::from(self.counters[place].load(Ordering::Relaxed)) >= least)
    }

    fn places(&self, clause: u64) -> [usize; 2] {
        [(clause & self.mask) as usize, ((clause >> 32 ^ clause.rotate_left(17)) & self.mask) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_say_is_common_and_what_few_say_is_not() {
        let common = Common::for_reports(100);
        for report in 0..100_u64 {
            let own = report.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut clauses = vec![7, own, 7];
            if report < 7 {
                clauses.push(0xdead_beef_1234_5678);
            }
            common.count(clauses);
        }
        assert!(common.has(7, 100));
        assert!(!common.has(0xdead_beef_1234_5678, 100));
        assert!(!common.has(9_u64.wrapping_mul(0x9e37_79b9_7f4a_7c15), 100));
    }
}
