//! The fields of a map, asked for by name: what was not asked for is an unknown key.

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Lang, Span, Words, nearest};

use super::{Kind, Node};

/// The words a field may hold, and what each means.
pub type Choice<T> = (&'static str, T);

/// Reads a map field by field, and reports what is wrong with each at its place.
pub struct Fields<'n, 't, 'd> {
    pub file: FileId,
    entries: &'n [(Node<'t>, Node<'t>)],
    /// Where the map stands, for keys that are not there.
    place: Span,
    asked: Vec<&'static str>,
    /// Of a file without front matter: its first line, and whether it has been told.
    bare: Option<(Span, bool)>,
    pub out: &'d mut Vec<Diagnostic>,
}

impl<'n, 't, 'd> Fields<'n, 't, 'd> {
    /// The fields of `node`; a node that is no map is reported and has no fields.
    pub fn new(node: &'n Node<'t>, file: FileId, out: &'d mut Vec<Diagnostic>) -> Self {
        let entries = match &node.kind {
            Kind::Map(entries) => &entries[..],
            _ => {
                if !node.is_blank() {
                    wrong(out, node.span(file), "a_map", None);
                }
                &[]
            }
        };
        let place = Span { end: node.start, ..node.span(file) };
        Fields { file, entries, place, asked: Vec::new(), bare: None, out }
    }

    /// These fields as those of a file without front matter: that any is missing is told once, at its first line.
    pub fn of_bare_file(mut self, line: Span) -> Self {
        self.bare = Some((line, false));
        self
    }

    /// The value of a key, if it was given and is not blank.
    pub fn get(&mut self, key: &'static str) -> Option<&'n Node<'t>> {
        self.raw(key).filter(|node| !node.is_blank())
    }

    /// Where the value of a key stands.
    pub fn span(&mut self, key: &'static str) -> Option<Span> {
        let file = self.file;
        self.get(key).map(|node| node.span(file))
    }

    /// The value of a key, blank or not.
    pub fn raw(&mut self, key: &'static str) -> Option<&'n Node<'t>> {
        self.asked.push(key);
        self.entries.iter().find(|(k, _)| k.text() == Some(key)).map(|(_, value)| value)
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<&'n str> {
        let node = self.get(key)?;
        let text = node.text().map(str::trim);
        if text.is_none() {
            wrong(self.out, node.span(self.file), "a_text", None);
        }
        text.filter(|text| !text.is_empty())
    }

    /// A text that must be there.
    pub fn required(&mut self, key: &'static str) -> Option<&'n str> {
        let found = self.text(key);
        if found.is_none() && self.raw(key).is_none_or(|node| node.text().is_some()) {
            self.missing(key);
        }
        found
    }

    /// Reports a key that must be there and is not.
    pub fn missing(&mut self, key: &'static str) {
        if let Some((line, is_told)) = &mut self.bare {
            if !std::mem::replace(is_told, true) {
                let finding = Diagnostic::new(Code::C103, *line).arg("key", key);
                self.out.push(finding.arg("why", Arg::Word("no_front_matter")));
            }
            return;
        }
        let place = match self.entries.iter().find(|(k, _)| k.text() == Some(key)) {
            Some((found, _)) => found.span(self.file),
            None => self.place,
        };
        self.out.push(Diagnostic::new(Code::C103, place).arg("key", key));
    }

    /// A value read by `read`; `expected` names what belongs there (a key under `words:`).
    pub fn parsed<T>(
        &mut self,
        key: &'static str,
        expected: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let node = self.get(key)?;
        let value = node.text().and_then(|text| read(text.trim()));
        if value.is_none() {
            wrong(self.out, node.span(self.file), expected, node.text());
        }
        value
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[Choice<T>]) -> Option<T> {
        let node = self.get(key)?;
        self.one_of(node, choices)
    }

    /// One of a few words, each of which means what `told` says of it (a key under `words:`).
    pub fn choice_told<T: Copy>(&mut self, key: &'static str, choices: &[Choice<T>], told: &'static str) -> Option<T> {
        let before = self.out.len();
        let found = self.choice(key, choices);
        for finding in self.out[before..].iter_mut() {
            let text = self.entries.iter().find(|(k, _)| k.text() == Some(key)).and_then(|(_, value)| value.text());
            let meant = text.and_then(|text| labelled(told, text.trim()));
            finding.args.retain(|(name, _)| *name != "expected");
            finding.args.push(("expected", Arg::Word(told)));
            finding.fix = meant.map(str::to_owned).or(finding.fix.take());
        }
        found
    }

    /// The word that a node holds, if it is one of a few.
    pub fn one_of<T: Copy>(&mut self, node: &Node, choices: &[Choice<T>]) -> Option<T> {
        let text = node.text().map(str::trim).unwrap_or_default();
        let found = choices.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let known: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
            let near = nearest(text, known.iter().copied()).map(str::to_owned);
            self.out.push(
                Diagnostic::new(Code::C102, node.span(self.file))
                    .arg("expected", known.join(" | "))
                    .arg("found", text)
                    .fix(near),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// `true` or `false`; absent is false.
    pub fn flag(&mut self, key: &'static str) -> bool {
        self.choice(key, &[("true", true), ("false", false)]).unwrap_or(false)
    }

    /// The nodes of a list; a single value counts as a list of one.
    pub fn list(&mut self, key: &'static str) -> &'n [Node<'t>] {
        match self.get(key) {
            Some(Node { kind: Kind::List(nodes), .. }) => nodes,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'static str) -> Vec<Box<str>> {
        let mut texts = Vec::new();
        for node in self.list(key) {
            match node.text() {
                Some(text) => texts.push(text.trim().into()),
                None => wrong(self.out, node.span(self.file), "a_text", None),
            }
        }
        texts
    }

    /// The entries of a map under a key: (key, its place, value).
    pub fn map(&mut self, key: &'static str) -> Vec<(&'n str, Span, &'n Node<'t>)> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Kind::Map(entries) = &node.kind else {
            wrong(self.out, node.span(self.file), "a_map", node.text());
            return Vec::new();
        };
        let file = self.file;
        entries.iter().filter_map(|(k, v)| Some((k.text()?, k.span(file), v))).collect()
    }

    /// The fields of a map under a key.
    pub fn sub(&mut self, key: &'static str) -> Option<Fields<'n, 't, '_>> {
        let node = self.get(key)?;
        Some(Fields::new(node, self.file, self.out))
    }

    /// Reports every key that was given and not asked for, and names the nearest known one.
    pub fn finish(self) {
        for (key, _) in self.entries {
            let Some(name) = key.text() else {
                wrong(self.out, key.span(self.file), "a_text", None);
                continue;
            };
            if self.asked.contains(&name) {
                continue;
            }
            // All known keys go with it, for those who compare them with a schema.
            let finding = Diagnostic::new(Code::C101, key.span(self.file)).arg("key", name);
            let mut finding = finding.arg("known", self.asked.join(" "));
            if let Some(near) = nearest(name, self.asked.iter().copied()) {
                finding = finding.arg("near", near).fix(Some(near));
            }
            self.out.push(finding);
        }
    }
}

/// The word whose meaning was written in its place: 有效 for `in_force（有效）`.
fn labelled(told: &'static str, text: &str) -> Option<&'static str> {
    let each = Words(Lang::Zh).word(told).split('、').filter_map(|one| one.trim_end_matches('）').split_once('（'));
    let is_it =
        |label: &str| label == text || text.strip_prefix('已') == Some(label) || text.strip_suffix('级') == Some(label);
    each.filter(|(_, label)| is_it(label)).map(|(word, _)| word).next()
}

/// Reports a value of the wrong kind.
fn wrong(out: &mut Vec<Diagnostic>, span: Span, expected: &'static str, found: Option<&str>) {
    let mut finding = Diagnostic::new(Code::C102, span).arg("expected", Arg::Word(expected));
    if let Some(found) = found {
        finding = finding.arg("found", found);
    }
    out.push(finding);
}
