//! The figures of one annual report on the form of 2021, made so that every identity holds: rows and columns add up,
//! one plus two is three (seven) plus four, and each year takes over what the year before left behind.

use std::fmt::Write as _;

use crate::random::Random;

/// The 25 rows of table three in the order of the form.
pub const ROWS: [&str; 25] = [
    "new_received",
    "carried_in",
    "granted",
    "partial",
    "denied_secret",
    "denied_law",
    "denied_safety",
    "denied_third_party",
    "denied_internal",
    "denied_process",
    "denied_casefile",
    "denied_query",
    "unable_not_held",
    "unable_no_existing",
    "unable_unclear",
    "refused_petition",
    "refused_repeat",
    "refused_publication",
    "refused_mass",
    "refused_confirm",
    "other_no_correction",
    "other_no_fee",
    "other_misc",
    "total_handled",
    "carried_forward",
];
const NEW: usize = 0;
const CARRIED_IN: usize = 1;
const FIRST_RESULT: usize = 2;
const HANDLED: usize = 23;
const CARRIED_FORWARD: usize = 24;
/// Columns that are filled in; the seventh is their sum.
const APPLICANTS: usize = 6;
const TOTAL: usize = 6;

/// How often an application ends in each of the 21 results, roughly as in published reports.
const WEIGHTS: [u32; 21] = [400, 90, 4, 8, 3, 15, 12, 14, 20, 40, 160, 40, 25, 30, 22, 3, 6, 9, 18, 2, 60];
/// How many applications a body gets at most from each kind of applicant in a year.
const MOST: [u32; APPLICANTS] = [90, 24, 4, 5, 9, 6];

pub struct Figures {
    /// made, repealed, in force; regulations first, then normative documents.
    documents: [[u32; 3]; 2],
    /// licensing, punishment, coercion.
    decisions: [u32; 3],
    /// In hundredths of 万元.
    fees: u32,
    applications: [[u32; TOTAL + 1]; ROWS.len()],
    /// Four outcomes and their sum; review, litigation direct, litigation after review.
    reviews: [[u32; 5]; 3],
}

/// What one year hands on to the next.
pub struct Ledger {
    /// Only the government of a city makes regulations; its departments do not.
    makes_regulations: bool,
    in_force: [u32; 2],
    pending: [u32; APPLICANTS],
}

impl Ledger {
    pub fn open(random: &mut Random, makes_regulations: bool) -> Self {
        let regulations = if makes_regulations { random.within(8, 30) } else { 0 };
        Ledger {
            makes_regulations,
            in_force: [regulations, random.within(6, 80)],
            pending: std::array::from_fn(|_| random.below(4)),
        }
    }

    /// The figures of the next year.
    pub fn year(&mut self, random: &mut Random) -> Figures {
        Figures {
            documents: [
                if self.makes_regulations { self.documents(random, 0, 3) } else { [0; 3] },
                self.documents(random, 1, 12),
            ],
            decisions: [random.within(20, 60_000), random.within(5, 9_000), random.within(1, 400)],
            fees: random.within(1, 5_000_000),
            applications: self.applications(random),
            reviews: std::array::from_fn(|_| reviews(random)),
        }
    }

    fn documents(&mut self, random: &mut Random, kind: usize, most: u32) -> [u32; 3] {
        let made = random.within(1, most);
        let repealed = random.below(most.min(self.in_force[kind]) + 1);
        self.in_force[kind] = self.in_force[kind] + made - repealed;
        [made, repealed, self.in_force[kind]]
    }

    fn applications(&mut self, random: &mut Random) -> [[u32; TOTAL + 1]; ROWS.len()] {
        let mut table = [[0; TOTAL + 1]; ROWS.len()];
        for column in 0..APPLICANTS {
            // Natural persons always ask something, so that no table is a nil return.
            let received = random.within(u32::from(column == 0), MOST[column]);
            let open = received + self.pending[column];
            let left = random.below(open.min(4) + 1);
            table[NEW][column] = received;
            table[CARRIED_IN][column] = self.pending[column];
            for _ in 0..open - left {
                table[FIRST_RESULT + result(random)][column] += 1;
            }
            table[HANDLED][column] = open - left;
            table[CARRIED_FORWARD][column] = left;
            self.pending[column] = left;
        }
        for row in &mut table {
            row[TOTAL] = row[..APPLICANTS].iter().sum();
        }
        table
    }
}

/// One of the 21 results, drawn by weight.
fn result(random: &mut Random) -> usize {
    let mut rest = random.below(WEIGHTS.iter().sum());
    for (result, weight) in WEIGHTS.iter().enumerate() {
        if rest < *weight {
            return result;
        }
        rest -= weight;
    }
    unreachable!("what is drawn is below the sum of the weights")
}

fn reviews(random: &mut Random) -> [u32; 5] {
    let outcomes = [random.within(1, 12), random.below(4), random.below(5), random.below(6)];
    let [maintained, corrected, other, pending] = outcomes;
    [maintained, corrected, other, pending, outcomes.iter().sum()]
}

impl Figures {
    pub fn received(&self) -> u32 {
        self.applications[NEW][TOTAL]
    }

    pub fn carried_in(&self) -> u32 {
        self.applications[CARRIED_IN][TOTAL]
    }

    pub fn handled(&self) -> u32 {
        self.applications[HANDLED][TOTAL]
    }

    pub fn carried_forward(&self) -> u32 {
        self.applications[CARRIED_FORWARD][TOTAL]
    }

    pub fn normative_documents(&self) -> [u32; 3] {
        self.documents[1]
    }

    pub fn reviews(&self) -> [u32; 3] {
        std::array::from_fn(|group| self.reviews[group][4])
    }

    /// The text of `report.yaml`.
    pub fn yaml(&self) -> String {
        let mut out = String::with_capacity(1_800);
        out.push_str("disclosure:\n");
        for (id, [made, repealed, in_force]) in ["regulations", "normative_documents"].iter().zip(self.documents) {
            line(&mut out, format_args!("{id}: {{made: {made}, repealed: {repealed}, in_force: {in_force}}}"));
        }
        for (id, number) in ["licensing", "punishment", "coercion"].iter().zip(self.decisions) {
            line(&mut out, format_args!("{id}: {number}"));
        }
        line(&mut out, format_args!("fees: {}.{:02}", self.fees / 100, self.fees % 100));
        out.push_str("applications:\n");
        for (id, row) in ROWS.iter().zip(&self.applications) {
            line(&mut out, format_args!("{id}: {row:?}"));
        }
        out.push_str("reviews:\n");
        for (id, row) in ["review", "litigation_direct", "litigation_after_review"].iter().zip(&self.reviews) {
            line(&mut out, format_args!("{id}: {row:?}"));
        }
        out
    }
}

/// One value of a table, on a line of its own.
fn line(out: &mut String, value: std::fmt::Arguments<'_>) {
    writeln!(out, "  {value}").expect("writing to a String does not fail");
}
