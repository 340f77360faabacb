//! YAML to values that know where they stood.
//!
//! A scalar stays text until a form or a field says what it is: no `no` that turns into false, no guessed dates, no
//! octal. Anchors, aliases and tags are refused at their place: content needs none, and aliases can explode.

mod extra;
mod fault;
mod fields;

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::diagnostic::{Arg, Code, Diagnostic, FileId, Span};

pub use extra::Extra;
pub use fault::joined_colon;
pub use fields::{Choice, Fields};

/// A value and its bytes in the file's decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'t> {
    pub start: u32,
    pub end: u32,
    pub kind: Kind<'t>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind<'t> {
    Text(Cow<'t, str>, Quoting),
    List(Vec<Node<'t>>),
    Map(Vec<(Node<'t>, Node<'t>)>),
}

/// Whether a text was written with quotes (or as a block), so that it is surely meant as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    Plain,
    Quoted,
}

impl<'t> Node<'t> {
    pub fn span(&self, file: FileId) -> Span {
        Span { file, start: self.start, end: self.end }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text, _) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing was written: an empty plain scalar, `~` or `null`.
    pub fn is_blank(&self) -> bool {
        matches!(&self.kind, Kind::Text(text, Quoting::Plain) if matches!(&**text, "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The value of a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|(k, _)| k.text() == Some(key)).map(|(_, value)| value),
            _ => None,
        }
    }
}

/// Nesting deeper than this is refused: no content file needs it, and a stack has an end.
const MAX_DEPTH: usize = 32;

/// A map with more keys than this is refused: looking for keys given twice compares each with those before it.
const MAX_KEYS: usize = 4096;

/// A document that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'t> {
    pub root: Node<'t>,
    /// Whether it was read to its end. If not, `root` holds what stood before the fault, and what is missing from it
    /// says nothing.
    pub whole: bool,
}

/// Parses one YAML document that stands at byte `offset` of the file; a fault is among the findings. An empty document
/// is an empty map.
pub fn parse<'t>(text: &'t str, file: FileId, offset: usize, out: &mut Vec<Diagnostic>) -> Document<'t> {
    let mut builder = Builder { file, offset, out, stack: Vec::new(), root: None, documents: 0, whole: true };
    let options = granit_parser::options! { emit_comments: false, emit_unresolved_aliases: true };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                if !builder.event(event, range) {
                    builder.whole = false;
                    break;
                }
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0);
                let fault = fault::finding(text, at, &error.info(), (file, offset));
                // What the reading stumbled over may have been told already, at its key.
                let is_told = |last: &Diagnostic| last.code == fault.code && last.span.start == fault.span.start;
                if !builder.out.last().is_some_and(is_told) {
                    builder.out.push(fault);
                }
                builder.whole = false;
                break;
            }
        }
    }
    builder.finish()
}

/// Spaces that YAML takes for letters: those of an input method and of an office program.
pub const WIDE: [char; 2] = ['\u{3000}', '\u{a0}'];

/// A key that took the wide spaces before it for its own, without them: so nothing else need be said of it.
fn as_meant<'t>(key: &Node<'t>) -> Option<Node<'t>> {
    let Kind::Text(text, quoting) = &key.kind else { return None };
    let plain = text.trim_start_matches(WIDE);
    let kind = || Kind::Text(Cow::Owned(plain.to_owned()), *quoting);
    (plain.len() < text.len()).then(|| Node { kind: kind(), ..*key })
}

/// A collection that is still open.
struct Open<'t> {
    start: u32,
    end: u32,
    content: Content<'t>,
}

enum Content<'t> {
    List(Vec<Node<'t>>),
    Map(Vec<(Node<'t>, Node<'t>)>, Option<Node<'t>>),
}

struct Builder<'t, 'd> {
    file: FileId,
    offset: usize,
    out: &'d mut Vec<Diagnostic>,
    stack: Vec<Open<'t>>,
    root: Option<Node<'t>>,
    documents: usize,
    whole: bool,
}

impl<'t> Builder<'t, '_> {
    /// Takes one event; `false` ends the reading.
    fn event(&mut self, event: Event<'t>, range: std::ops::Range<usize>) -> bool {
        let (start, end) = ((range.start + self.offset) as u32, (range.end + self.offset) as u32);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.refuse(Code::C105, (start, end), "several_documents");
                    return false;
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), (start, end));
                let quoting = if style == ScalarStyle::Plain { Quoting::Plain } else { Quoting::Quoted };
                self.put(Node { start, end, kind: Kind::Text(text, quoting) });
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), (start, end));
                return self.open(start, end, Content::List(Vec::new()));
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_extras(anchor, tag.is_some(), (start, end));
                return self.open(start, end, Content::Map(Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(end),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(Code::C106, (start, end), "alias");
                self.put(Node { start, end, kind: Kind::Text(Cow::Borrowed(""), Quoting::Plain) });
            }
            _ => {}
        }
        true
    }

    fn open(&mut self, start: u32, end: u32, content: Content<'t>) -> bool {
        if self.stack.len() >= MAX_DEPTH {
            self.refuse(Code::C105, (start, end), "too_deep");
            return false;
        }
        self.stack.push(Open { start, end, content });
        true
    }

    fn close(&mut self, end: u32) {
        let Some(open) = self.stack.pop() else { return };
        // A block collection's end event stands at the next token; its last child's end is what a reader sees.
        let (kind, last) = match open.content {
            Content::List(nodes) => {
                let last = nodes.last().map(|node| node.end);
                (Kind::List(nodes), last)
            }
            Content::Map(mut entries, key) => {
                if let Some(key) = key {
                    let end = key.end;
                    entries.push((key, Node { start: end, end, kind: Kind::Text(Cow::Borrowed(""), Quoting::Plain) }));
                }
                let last = entries.last().map(|(key, value)| value.end.max(key.end));
                (Kind::Map(entries), last)
            }
        };
        let flow = open.end > open.start;
        let end = if flow { end } else { last.unwrap_or(open.end) }.max(open.start);
        self.put(Node { start: open.start, end, kind });
    }

    fn put(&mut self, node: Node<'t>) {
        match self.stack.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::List(nodes)) => nodes.push(node),
            Some(Content::Map(entries, key)) => match key.take() {
                None => match as_meant(&node) {
                    Some(meant) => {
                        *key = Some(meant);
                        let is_top = self.stack.len() == 1;
                        let what = if is_top { "wide_space_at_top" } else { "fullwidth_indent" };
                        self.refuse(Code::C105, (node.start, node.end), what);
                    }
                    None => *key = Some(node),
                },
                Some(found) if entries.len() == MAX_KEYS => {
                    self.refuse(Code::C105, (found.start, found.end), "too_many_keys");
                }
                Some(_) if entries.len() > MAX_KEYS => {}
                Some(found) => {
                    let earlier = found.text().and_then(|text| entries.iter().find(|(k, _)| k.text() == Some(text)));
                    if let Some((first, _)) = earlier {
                        let first = first.span(self.file);
                        let args = vec![("key", found.text().unwrap_or_default().into())];
                        self.out.push(
                            Diagnostic::new(Code::C104, found.span(self.file))
                                .arg("key", found.text().unwrap_or_default())
                                .relate(first, "first_key", args),
                        );
                        return;
                    }
                    entries.push((found, node));
                }
            },
        }
    }

    fn refuse_extras(&mut self, anchor: usize, tagged: bool, place: (u32, u32)) {
        if anchor != 0 {
            self.refuse(Code::C106, place, "anchor");
        }
        if tagged {
            self.refuse(Code::C106, place, "tag");
        }
    }

    fn refuse(&mut self, code: Code, (start, end): (u32, u32), what: &'static str) {
        let span = Span { file: self.file, start, end };
        self.out.push(Diagnostic::new(code, span).arg("what", Arg::Word(what)));
    }

    fn finish(mut self) -> Document<'t> {
        while !self.stack.is_empty() {
            self.close(0);
        }
        let empty = |offset: usize| Node { start: offset as u32, end: offset as u32, kind: Kind::Map(Vec::new()) };
        let root = self.root.filter(|node| !node.is_blank());
        Document { root: root.unwrap_or_else(|| empty(self.offset)), whole: self.whole }
    }
}
