//! Reviews and suits: where a sentence speaks of them, and not of applications any more.

use crate::model::Form;
use crate::model::form::{Names, Saying};
use crate::near;

use super::sentence::Sentence;

/// What reviews and suits are called, in brief.
const CASES: [&str; 3] = ["复议", "诉讼", "起诉"];

/// What is done with applications, where a sentence comes back to them.
const APPLICATIONS: [&str; 9] = ["收到", "受理", "新收", "接收", "办结", "办理", "答复", "申请人", "依申请公开"];

/// The sayings without those of applications, where the words before a figure spoke of reviews or suits last: 被复议8件，维持6件，
/// 其他处理2件.
pub fn without_applications<'p>(
    form: &Form,
    sentence: &Sentence,
    (sayings, at): (&[&'p Saying], usize),
) -> Option<Vec<&'p Saying>> {
    // What became of a case stands near it.
    const NEAR: usize = 80 * 3;
    let before = &sentence.text[..sentence.numbers[at].start];
    let before = near::before(before, NEAR);
    let before = before.rsplit(['；', ';']).next().unwrap_or(before);
    if sayings.is_empty() {
        return None;
    }
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    let case = last(&CASES)?;
    if last(&APPLICATIONS).is_some_and(|application| application > case) {
        return None;
    }
    let applications = form.sayings.iter().find(|saying| saying.implied && !saying.about.is_empty())?;
    let table = table_of(form, applications)?;
    let others = sayings.iter().copied().filter(|saying| table_of(form, saying) != Some(table));
    Some(others.collect())
}

/// The table of the rows that a saying names.
pub fn table_of(form: &Form, saying: &Saying) -> Option<usize> {
    let Names::Rows(sums) = &saying.names else { return None };
    Some(form.rows[*sums.first()?.first()?].table)
}
