//! `lexicon.yaml`, the portal's own over the one that travels inside the program, to a [`Lexicon`].

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Files};
use crate::model::lexicon::{Entry, Lexicon, Sort};
use crate::yaml::{self, Fields, Node};

use super::{item, source};

const FILE: &str = "lexicon.yaml";

/// The words of a list, each once. One that is read later takes the place of the same word.
#[derive(Clone, Default)]
struct Words {
    /// `None` for a word that is switched off.
    entries: Vec<Option<Entry>>,
    known: HashMap<Box<str>, usize>,
}

impl Words {
    /// The list that travels inside the program, read once: a preview reads the portal again with each save. It is that of
    /// the repository's own portal, whose check tells what is wrong with it.
    fn built_in() -> &'static Words {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let mut words = Words::default();
            list(crate::embedded::lexicon(), FileId(0), &mut Vec::new(), &mut words);
            words
        });
        &WORDS
    }

    fn put(&mut self, wrong: Box<str>, entry: Option<Entry>) {
        match self.known.get(&wrong) {
            Some(at) => self.entries[*at] = entry,
            None => {
                self.known.insert(wrong, self.entries.len());
                self.entries.push(entry);
            }
        }
    }

    fn lexicon(self) -> Lexicon {
        let Words { entries, known } = self;
        let off: HashSet<Box<str>> =
            known.into_iter().filter(|(_, at)| entries[*at].is_none()).map(|(wrong, _)| wrong).collect();
        Lexicon::new(entries.into_iter().flatten().collect(), off)
    }
}

/// Reads both lists. A word of the portal's own takes the place of the same word; `off: true` takes it away.
pub fn read(files: &mut Files, out: &mut Vec<Diagnostic>) -> Arc<Lexicon> {
    static ALONE: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Words::built_in().clone().lexicon()));
    if !files.root().join(FILE).is_file() {
        return Arc::clone(&ALONE);
    }
    let mut words = Words::built_in().clone();
    let file = files.add(FILE);
    if let Some(read) = source::text(files, file, out) {
        list(&read.text, file, out, &mut words);
    }
    Arc::new(words.lexicon())
}

fn list(text: &str, file: FileId, out: &mut Vec<Diagnostic>, words: &mut Words) {
    let document = yaml::parse(text, file, 0, out);
    let mut spare = Vec::new();
    let mut fields = Fields::new(&document.root, file, if document.whole { out } else { &mut spare });
    for node in fields.list("words") {
        if let Some((wrong, entry)) = word(node, file, fields.out) {
            words.put(wrong, entry);
        }
    }
    fields.finish();
}

/// One entry: the wrong word, and what is known of it unless it is switched off.
fn word(node: &Node, file: FileId, out: &mut Vec<Diagnostic>) -> Option<(Box<str>, Option<Entry>)> {
    let mut fields = Fields::new(node, file, out);
    let wrong: Option<Box<str>> = fields.required("wrong").map(Into::into);
    let right: Option<Box<str>> = fields.text("right").map(Into::into);
    let entry = Entry {
        wrong: wrong.clone().unwrap_or_default(),
        reason: fields.text("reason").map(Into::into),
        sort: fields.choice("sort", &Sort::CHOICES).unwrap_or(Sort::Typo),
        since: item::date(&mut fields, "since"),
        until: item::date(&mut fields, "until"),
        except: fields.texts("except"),
        own_pages: fields.flag("own_pages"),
        right,
    };
    let off = fields.flag("off");
    let place = fields.get("wrong").map_or(node.span(file), |node| node.span(file));
    fields.finish();
    let wrong = wrong?;
    // A word of one character stands in every text, and one that is its own correction has no end.
    if wrong.chars().count() < 2 || entry.right.as_deref() == Some(&*wrong) {
        let finding = Diagnostic::new(Code::C102, place).arg("expected", Arg::Word("a_wrong_word"));
        out.push(finding.arg("found", &*wrong));
        return None;
    }
    Some((wrong, (!off).then_some(entry)))
}
