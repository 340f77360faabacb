//! A text as a search sees it: the words under each heading, with the id by which the page can be opened there.

use comrak::Arena;
use comrak::nodes::{AstNode, NodeValue};

use super::{Anchor, Cut, options, section_level, set_level};

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
    let root = comrak::parse_document(&arena, text, &options());
    let top = match cut {
        Cut::Whole => None,
        Cut::Sections => section_level(super::headings(root).map(|(_, level)| level)),
    };
    let mut out = vec![Passage::default()];
    let mut anchors: Vec<Anchor> = Vec::new();
    for block in root.children() {
        collect(block, &mut out, (top, true), &mut anchors);
    }
    out.retain(|passage| !passage.words.is_empty() || !passage.heading.is_empty());
    out
}

fn collect<'a>(
    node: &'a AstNode<'a>,
    out: &mut Vec<Passage>,
    (top, at_root): (Option<u8>, bool),
    anchors: &mut Vec<Anchor>,
) {
    let level = match &node.data.borrow().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    };
    if let Some(level) = level {
        let heading = super::plain_text(node);
        let is_section = at_root && Some(level) == top;
        let id = if is_section { String::new() } else { set_level(node, level, &heading, anchors) };
        if !is_section {
            anchors.push(Anchor { level, id: id.clone(), text: String::new(), section: None });
        }
        out.push(Passage { id, heading, is_section, words: String::new() });
        return;
    }
    let words = &mut out.last_mut().expect("there is a first passage").words;
    match &node.data.borrow().value {
        NodeValue::Text(text) => words.push_str(text),
        NodeValue::Code(code) => words.push_str(&code.literal),
        NodeValue::CodeBlock(code) => words.push_str(&code.literal),
        NodeValue::HtmlBlock(html) => words.push_str(&html.literal),
        NodeValue::HtmlInline(html) => words.push_str(html),
        NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
        _ => {}
    }
    let is_block = node.data.borrow().value.block() || matches!(node.data.borrow().value, NodeValue::TableCell);
    for child in node.children() {
        collect(child, out, (top, false), anchors);
    }
    if is_block {
        let words = &mut out.last_mut().expect("there is a first passage").words;
        if !words.is_empty() && !words.ends_with('\n') {
            words.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::html;

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
        }
        let words: String = passages(text, Cut::Sections).iter().map(|passage| &*passage.words).collect();
        for part in ["引言\n", "文字链接码 续\n", "甲\n乙\n1\n2\n", "列\n", "注\n"] {
            assert!(words.contains(part), "{part:?} in {words:?}");
        }
    }
}
