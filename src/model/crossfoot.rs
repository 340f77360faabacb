//! Do the figures of a report add up (勾稽核对)? Pure arithmetic over a form's equations.

use super::amount::Amount;
use super::form::{Equation, Form};
use super::report::{Cell, Value};

/// An equation of the form that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imbalance {
    /// Its place in [`Form::equations`].
    pub equation: usize,
    pub left: Amount,
    pub right: Amount,
}

impl Imbalance {
    pub fn difference(&self) -> Amount {
        self.left.minus(self.right)
    }
}

/// Every equation that the numbers contradict. A blank or inapplicable cell adds nothing; an equation with a side
/// without any number is not judged, and neither is one that would hold if only what is missing were filled in.
pub fn crossfoot(form: &Form, cells: &[Cell]) -> Vec<Imbalance> {
    let judged = form.equations.iter().enumerate().filter_map(|(index, equation)| {
        let (left, right) = sides(equation, cells)?;
        Some(Imbalance { equation: index, left, right })
    });
    judged.filter(|found| found.left != found.right && !may_be_filled_in(form, cells, found)).collect()
}

/// Whether the smaller side misses a figure, which may be all that it lacks. A blank is not such a one where somebody
/// left it blank among the parts of a sum, and yet wrote the sum.
fn may_be_filled_in(form: &Form, cells: &[Cell], found: &Imbalance) -> bool {
    let equation = &form.equations[found.equation];
    let smaller = if found.left < found.right { &equation.left } else { &equation.right };
    let is_missing = |cell: &u32| match equation.sum {
        Some(_) => cells[*cell as usize].is_missing(),
        None => is_unknown(form, cells, *cell),
    };
    smaller.iter().any(is_missing)
}

/// Whether nobody can tell a figure: it is blank, or was worked out from parts of which some are, and what those would
/// add is not known.
pub fn is_unknown(form: &Form, cells: &[Cell], cell: u32) -> bool {
    let own = cells[cell as usize];
    let parts = || form.equations.iter().filter(|equation| equation.sum == Some(cell)).flat_map(|sum| &sum.right);
    own.value() == Value::Blank || own.is_computed() && parts().any(|part| is_unknown(form, cells, *part))
}

/// How many equations the figures decide: they hold, or are contradicted.
pub fn judged(form: &Form, cells: &[Cell]) -> usize {
    let both = form.equations.iter().filter_map(|equation| sides(equation, cells));
    both.filter(|(left, right)| left == right).count() + crossfoot(form, cells).len()
}

/// Both sides of an equation, if both hold a number that somebody wrote, and
/// nothing in them could not be understood.
fn sides(equation: &Equation, cells: &[Cell]) -> Option<(Amount, Amount)> {
    if equation.sum.is_some_and(|sum| cells[sum as usize].is_computed()) {
        return None;
    }
    let both = || equation.left.iter().chain(&equation.right);
    if both().any(|cell| cells[*cell as usize].is_unreadable()) {
        return None;
    }
    Some((side(&equation.left, cells)?, side(&equation.right, cells)?))
}

fn side(side: &[u32], cells: &[Cell]) -> Option<Amount> {
    let mut numbers = side.iter().filter_map(|cell| cells[*cell as usize].number()).peekable();
    numbers.peek()?;
    Some(Amount::sum(numbers))
}

/// One slip that would explain several imbalances at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// This cell should hold another figure. `swapped`: the same with two neighbouring digits exchanged.
    Figure { cell: u32, should_be: Amount, swapped: bool },
    /// The figures of two neighbouring cells of one row stand in each other's place.
    Moved { from: u32, to: u32 },
}

/// Looks for the one slip that makes every equation it touches hold and explains at least two of `imbalances`.
/// Where several would, the likelier kind is named (two digits exchanged, a figure one column off) if it is the only
/// one of its kind; else none: what is ambiguous is not guessed.
pub fn slips(form: &Form, cells: &[Cell], imbalances: &[Imbalance]) -> Vec<(Slip, Vec<usize>)> {
    let mut off = vec![None; form.equations.len()];
    for found in imbalances {
        off[found.equation] = Some(found.difference());
    }
    let mut candidates: Vec<(Slip, Vec<usize>)> = Vec::new();
    for cell in suspects(form, imbalances) {
        candidates.extend(figure(form, cells, &off, cell));
        candidates.extend(moved(form, cells, &off, cell));
    }
    choose(candidates)
}

/// The cells of broken equations, each once.
fn suspects(form: &Form, imbalances: &[Imbalance]) -> Vec<u32> {
    let mut cells: Vec<u32> = imbalances
        .iter()
        .flat_map(|found| {
            let equation = &form.equations[found.equation];
            equation.left.iter().chain(&equation.right).copied()
        })
        .collect();
    cells.sort_unstable();
    cells.dedup();
    cells
}

/// +1 where the cell stands on the left of an equation, −1 on the right.
fn factor(equation: &Equation, cell: u32) -> i64 {
    if equation.left.contains(&cell) { 1 } else { -1 }
}

/// How much the cell is too large by every equation it stands in, if all are broken by the same amount.
fn excess(form: &Form, off: &[Option<Amount>], cell: u32, without: &[u16]) -> Option<(Amount, Vec<usize>)> {
    let touching = form.touching[cell as usize].iter().filter(|equation| !without.contains(equation));
    let mut found: Option<Amount> = None;
    let mut explained = Vec::new();
    for &equation in touching {
        let difference = off[equation as usize]?.millionths();
        let excess = Amount::from_millionths(factor(&form.equations[equation as usize], cell) * difference);
        if found.is_some_and(|earlier| earlier != excess) {
            return None;
        }
        found = Some(excess);
        explained.push(equation as usize);
    }
    Some((found?, explained))
}

fn figure(form: &Form, cells: &[Cell], off: &[Option<Amount>], cell: u32) -> Option<(Slip, Vec<usize>)> {
    let number = cells[cell as usize].number().filter(|_| !cells[cell as usize].is_computed())?;
    let (excess, explained) = excess(form, off, cell, &[])?;
    let should_be = number.minus(excess);
    let possible = form.place(cell).1.signed || !should_be.is_negative();
    let swapped = digits_swapped(number, should_be);
    (explained.len() > 1 && possible).then_some((Slip::Figure { cell, should_be, swapped }, explained))
}

fn moved(form: &Form, cells: &[Cell], off: &[Option<Amount>], cell: u32) -> Option<(Slip, Vec<usize>)> {
    let (row, _) = form.place(cell);
    let next = cell + 1;
    if !form.cells(row).contains(&(next as usize)) {
        return None;
    }
    let (here, there) = (cells[cell as usize].number()?, cells[next as usize].number()?);
    let both: Vec<u16> = form.touching[cell as usize]
        .iter()
        .copied()
        .filter(|equation| form.touching[next as usize].contains(equation))
        .collect();
    // An equation that holds both on one side does not notice the exchange; it must hold as it is.
    if here == there || both.iter().any(|equation| off[*equation as usize].is_some()) {
        return None;
    }
    let (too_much, mut explained) = excess(form, off, cell, &both)?;
    let (too_little, more) = excess(form, off, next, &both)?;
    let gap = here.minus(there);
    if too_much != gap || too_little != there.minus(here) {
        return None;
    }
    explained.extend(more);
    let (from, to) = if here > there { (cell, next) } else { (next, cell) };
    Some((Slip::Moved { from, to }, explained))
}

/// Whether two figures differ by an exchange of two neighbouring digits.
fn digits_swapped(found: Amount, other: Amount) -> bool {
    let (found, other) = (found.to_string(), other.to_string());
    let differing: Vec<usize> =
        found.bytes().zip(other.bytes()).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    let (a, b) = (found.as_bytes(), other.as_bytes());
    matches!(differing[..], [i, j] if a.len() == b.len() && j == i + 1 && a[i] == b[j] && a[j] == b[i])
}

/// Keeps a candidate only where no other of its rank explains one of the same imbalances.
fn choose(candidates: Vec<(Slip, Vec<usize>)>) -> Vec<(Slip, Vec<usize>)> {
    let rank = |slip: &Slip| match slip {
        Slip::Figure { swapped: true, .. } => 0,
        Slip::Moved { .. } => 1,
        Slip::Figure { .. } => 2,
    };
    let rival = |a: &(Slip, Vec<usize>), b: &(Slip, Vec<usize>)| {
        a.0 != b.0 && rank(&b.0) <= rank(&a.0) && b.1.iter().any(|equation| a.1.contains(equation))
    };
    candidates.iter().filter(|a| !candidates.iter().any(|b| rival(a, b))).cloned().collect()
}
