//! All applications, whatever they were for: the cells of a form that count those that came in, were carried over or were
//! closed. They are looked up once for each form.

use crate::model::Form;
use crate::model::form::{Axis, Names};

use super::Prose;
use super::number::Value;

/// The cells of a form that count all applications; a form may lack any of them.
#[derive(Default)]
pub struct Whole {
    new: Option<u32>,
    carried_in: Option<u32>,
    carried_out: Option<u32>,
    handled: Option<u32>,
}

impl Whole {
    pub fn of(form: &Form) -> Whole {
        let Some((table, new)) = received(form) else { return Whole::default() };
        let carry = form.tables[table].carries.iter().find(|carry| carry.axis == Axis::Rows);
        let carried = |rows: &[Box<str>]| form.total_cell(form.row(table, rows.first()?)?);
        let handled = form.rows[form.tables[table].rows.clone()].iter().rfind(|row| row.summed);
        Whole {
            new: Some(new),
            carried_in: carry.and_then(|carry| carried(&carry.this)),
            carried_out: carry.and_then(|carry| carried(&carry.last)),
            handled: handled.and_then(|row| form.total_cell(row)),
        }
    }
}

/// The table of applications and its cell of all that came in.
fn received(form: &Form) -> Option<(usize, u32)> {
    let implied = form.sayings.iter().find(|saying| saying.implied && !saying.about.is_empty())?;
    let Names::Rows(readings) = &implied.names else { return None };
    let row = &form.rows[*readings.first()?.first()?];
    Some((row.table, form.total_cell(row)?))
}

/// How many there were of all that words behind 占 name: 占新收总数, 占办结的.
pub fn named(prose: &Prose, of: &str) -> Option<Value> {
    let names = |words: &[&str]| words.iter().any(|word| of.contains(word));
    let cell = match () {
        () if names(&["办结", "办理", "答复"]) => handled(prose)?,
        () if names(&["新收", "收到"]) => new_received(prose)?,
        () => return None,
    };
    prose.total(prose.report, &[cell])
}

/// The cell of all applications that came in this year.
pub fn new_received(prose: &Prose) -> Option<u32> {
    prose.index.whole(prose.form_id).new
}

/// The cell of all applications that were carried into this year.
pub fn carried_in(prose: &Prose) -> Option<u32> {
    prose.index.whole(prose.form_id).carried_in
}

/// The cell of all applications that were carried out of this year.
pub fn carried_out(prose: &Prose) -> Option<u32> {
    prose.index.whole(prose.form_id).carried_out
}

/// The cell of all applications that were closed this year.
pub fn handled(prose: &Prose) -> Option<u32> {
    prose.index.whole(prose.form_id).handled
}
