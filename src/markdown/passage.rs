//! A text as a search sees it: the words under each heading, with the id by which the page can be opened there.

use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeValue};

use super::{Cut, Ids, section_level, set_level, tree::tree};

/// The words under one heading, or before the first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// The heading's id in the HTML; empty before the first heading, and for the heading of a section, whose id is the
    /// page's own matter.
    pub id: String,
    pub heading: String,
    /// Whether the heading is that of a section, with [`Cut::Sections`].
    pub is_section: bool,
    /// Words without marks; a line break stands between blocks.
    pub words: String,
}

/// Reads a text for its words; ids are those that [`super::html`] gives.
pub fn passages(text: &str, cut: Cut) -> Vec<Passage> {
    let arena = Arena::new();
    let root = tree(&arena, text);
    let top = match cut {
        Cut::Whole => None,
        Cut::Sections => section_level(super::headings(root).map(|(_, level)| level)),
    };
    let mut out = vec![Passage::default()];
    let mut taken = Ids::new();
    // Not by recursion: a text may nest as deep as it is long.
    let mut heading: Option<&AstNode> = None;
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) if heading.is_none() => {
                let level = level_of(node);
                if let Some(level) = level {
                    heading = Some(node);
                    let is_section = Some(level) == top && node.parent().is_some_and(|above| above.same_node(root));
                    out.push(begin(node, level, is_section, &mut taken));
                } else {
                    let words = &mut out.last_mut().expect("there is a first passage").words;
                    add_words(node, words);
                }
            }
            NodeEdge::End(node) if heading.is_some_and(|heading| heading.same_node(node)) => heading = None,
            NodeEdge::End(node) if heading.is_none() && is_block(node) => {
                let words = &mut out.last_mut().expect("there is a first passage").words;
                if !words.is_empty() && !words.ends_with('\n') {
                    words.push('\n');
                }
            }
            _ => {}
        }
    }
    out.retain(|passage| !passage.words.is_empty() || !passage.heading.is_empty());
    out
}

/// The ids that [`super::html`] gives to the headings of a text, and the words of the headings of its sections, whose
/// ids are the page's own matter.
pub fn ids(text: &str, cut: Cut) -> (Vec<String>, Vec<String>) {
    let arena = Arena::new();
    let root = tree(&arena, text);
    let top = match cut {
        Cut::Whole => None,
        Cut::Sections => section_level(super::headings(root).map(|(_, level)| level)),
    };
    let (mut taken, mut ids, mut sections) = (Ids::new(), Vec::new(), Vec::new());
    for (node, level) in super::headings(root) {
        let is_section = Some(level) == top && node.parent().is_some_and(|above| above.same_node(root));
        let passage = begin(node, level, is_section, &mut taken);
        match is_section {
            true => sections.push(passage.heading),
            false => ids.push(passage.id),
        }
    }
    (ids, sections)
}

fn level_of<'a>(node: &'a AstNode<'a>) -> Option<u8> {
    match &node.data.borrow().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    }
}

fn begin<'a>(node: &'a AstNode<'a>, level: u8, is_section: bool, taken: &mut Ids) -> Passage {
    let heading = super::plain_text(node);
    if is_section {
        return Passage { heading, is_section, ..Passage::default() };
    }
    let id = set_level(node, level, &heading, taken);
    Passage { id, heading, is_section, words: String::new() }
}

fn add_words<'a>(node: &'a AstNode<'a>, words: &mut String) {
    match &node.data.borrow().value {
        NodeValue::Text(text) => words.push_str(text),
        NodeValue::Code(code) => words.push_str(&code.literal),
        NodeValue::CodeBlock(code) => words.push_str(&code.literal),
        NodeValue::HtmlBlock(html) => words.push_str(&html.literal),
        NodeValue::HtmlInline(html) => words.push_str(html),
        NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
        _ => {}
    }
}

fn is_block<'a>(node: &'a AstNode<'a>) -> bool {
    let value = &node.data.borrow().value;
    value.block() || matches!(value, NodeValue::TableCell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::html;

    #[test]
    fn a_text_may_nest_as_deep_as_it_is_long() {
        let deep = format!("{} 字", ">".repeat(100_000));
        assert!(passages(&deep, Cut::Whole).iter().any(|passage| passage.words.contains('字')));
    }

    #[test]
    fn ids_are_those_of_the_page() {
        let text = "引言\n\n# 一、总体\n\n## 附件 1\n\n文**字**[链接](a.md)`码`\n续\n\n## 附件 1\n\n> ### 引\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n# 二、其他\n\n- 列[^1]\n\n[^1]: 注\n";
        for cut in [Cut::Whole, Cut::Sections] {
            let ids: Vec<String> = passages(text, cut)
                .into_iter()
                .filter(|passage| !passage.heading.is_empty() && !passage.is_section)
                .map(|passage| passage.id)
                .collect();
            let contents: Vec<String> = html(text, cut).unwrap().contents.into_iter().map(|anchor| anchor.id).collect();
            assert_eq!(ids, contents);
            let sections: Vec<String> = html(text, cut).unwrap().sections.into_iter().map(|(name, _)| name).collect();
            assert_eq!(super::ids(text, cut), (contents, sections));
        }
        let words: String = passages(text, Cut::Sections).iter().map(|passage| &*passage.words).collect();
        for part in ["引言\n", "文字链接码 续\n", "甲\n乙\n1\n2\n", "列\n", "注\n"] {
            assert!(words.contains(part), "{part:?} in {words:?}");
        }
    }
}
