//! Which of a form's sayings can speak in a sentence at all: a sentence holds few of all their words.

use crate::model::form::Saying;
use crate::model::{Form, FormId, Site};
use crate::needles::Needles;

use super::whole::Whole;

/// The sayings of every form, by the words that they cannot do without.
pub struct Index(Vec<OfForm>);

struct OfForm {
    whole: Whole,
    words: Needles,
    /// For each saying its patterns, each as the places of its words in `words`.
    patterns: Vec<Vec<Vec<usize>>>,
}

impl Index {
    pub fn of(site: &Site) -> Index {
        Index(site.forms.iter().map(|form| OfForm::new(form)).collect())
    }

    /// The cells of a form that count all applications.
    pub fn whole(&self, id: FormId) -> &Whole {
        &self.0[usize::from(id.0)].whole
    }

    /// The sayings with a pattern all of whose words a text holds; of words behind a figure only where there are none
    /// before it. Rows that may be meant without a word are always among them. In the form's order.
    pub fn near<'f>(&self, (id, form): (FormId, &'f Form), text: &str) -> Vec<&'f Saying> {
        let OfForm { words, patterns, .. } = &self.0[usize::from(id.0)];
        let within = words.within(text);
        if within.is_empty() {
            return Vec::new();
        }
        let speaks =
            |patterns: &Vec<Vec<usize>>| patterns.iter().any(|words| words.iter().all(|word| within.has(*word)));
        let near = form.sayings.iter().zip(patterns).filter(|(saying, patterns)| saying.implied || speaks(patterns));
        near.map(|(saying, _)| saying).collect()
    }
}

impl OfForm {
    fn new(form: &Form) -> OfForm {
        let mut words: Vec<&str> = Vec::new();
        let mut patterns = Vec::with_capacity(form.sayings.len());
        for saying in &form.sayings {
            let of_saying = saying.words.iter().map(|pattern| {
                let needed = if pattern.before.is_empty() { &pattern.after } else { &pattern.before };
                needed.iter().map(|word| place_of(word, &mut words)).collect()
            });
            let mut of_saying: Vec<Vec<usize>> = of_saying.collect();
            of_saying.extend(saying.short.iter().map(|word| vec![place_of(word, &mut words)]));
            patterns.push(of_saying);
        }
        OfForm { whole: Whole::of(form), words: Needles::each(&words), patterns }
    }
}

/// The place of a word in a list, which it joins if it is new there.
fn place_of<'w>(word: &'w str, words: &mut Vec<&'w str>) -> usize {
    words.iter().position(|known| *known == word).unwrap_or_else(|| {
        words.push(word);
        words.len() - 1
    })
}
