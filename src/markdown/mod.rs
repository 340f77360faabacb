//! Markdown to outline and to HTML: CommonMark with tables and footnotes, emphasis that understands Chinese, and no
//! raw HTML (it is shown as text, so nothing an author wrote is lost).

mod brace;
mod paragraph;
mod passage;
mod prose;
mod slip;
mod tree;

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use comrak::Arena;
use comrak::adapters::{HeadingAdapter, HeadingMeta};
use comrak::nodes::{AstNode, NodeValue, Sourcepos};
use comrak::options::Plugins;

pub use brace::{Braced, braced};
pub use passage::{Passage, ids, passages};
pub use prose::{Kind, Paragraph, prose};
pub use slip::{Slip, SlipKind, slips};
use tree::{line_starts, options, tree};

/// What stands in a text: headings and links, with their bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub headings: Vec<Heading>,
    pub links: Vec<LinkAt>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Heading {
    pub level: u8,
    pub text: String,
    pub start: usize,
    pub end: usize,
    /// How many characters of text follow, up to the next heading, white space left out.
    pub characters: u32,
}

/// A link or an image, and where its target stands.
#[derive(Debug, PartialEq, Eq)]
pub struct LinkAt {
    pub target: String,
    /// The words that are linked, or an image's alternative text.
    pub text: String,
    pub start: usize,
    pub end: usize,
    pub is_image: bool,
    /// The whole link or image.
    pub whole: Range<usize>,
}

/// A text as HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Html {
    /// What stands before the first section, or everything.
    pub lead: String,
    /// The sections, when asked for: the heading's text, then what follows it.
    pub sections: Vec<(String, String)>,
    /// The headings left in the HTML, in order.
    pub contents: Vec<Anchor>,
}

/// A heading that can be linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    pub level: u8,
    pub id: String,
    pub text: String,
    /// For a text in sections, which one it stands in.
    pub section: Option<usize>,
}

/// Whether a text is cut into sections at its highest headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    Whole,
    Sections,
}

/// Whether a text may hold links; most do not, and need no parsing to be checked.
pub fn may_link(text: &str) -> bool {
    text.contains("](") || text.contains("]:") || text.contains("][")
}

/// Reads a text for its headings and links.
pub fn outline(text: &str) -> Outline {
    let arena = Arena::new();
    let root = tree(&arena, text);
    let starts = line_starts(text);
    let offset = |line: usize, column: usize| {
        let start = starts.get(line.wrapping_sub(1)).copied().unwrap_or(text.len());
        text.floor_char_boundary(start + column.saturating_sub(1))
    };
    let mut outline = Outline::default();
    for node in root.descendants() {
        let ast = node.data.borrow();
        let (from, to) = (ast.sourcepos.start, ast.sourcepos.end);
        match &ast.value {
            NodeValue::Heading(heading) => outline.headings.push(Heading {
                level: heading.level,
                text: plain_text(node),
                start: offset(from.line, from.column),
                end: text.ceil_char_boundary(offset(to.line, to.column) + 1).min(text.len()),
                characters: 0,
            }),
            NodeValue::Link(link) | NodeValue::Image(link) => {
                let start = offset(from.line, from.column);
                let end = text.ceil_char_boundary((offset(to.line, to.column) + 1).min(text.len())).max(start);
                let is_image = matches!(ast.value, NodeValue::Image(_));
                let (target, words) = (link.url.clone(), plain_text(node));
                let found = LinkAt { target, text: words, start, end, is_image, whole: start..end };
                outline.links.push(narrowed(text, found));
            }
            NodeValue::Text(words) if !in_heading(node) => count(&mut outline, words),
            NodeValue::Code(code) => count(&mut outline, &code.literal),
            _ => {}
        }
    }
    outline
}

fn count(outline: &mut Outline, words: &str) {
    if let Some(heading) = outline.headings.last_mut() {
        heading.characters += words.chars().filter(|c| !c.is_whitespace()).count() as u32;
    }
}

fn in_heading<'a>(node: &'a AstNode<'a>) -> bool {
    node.ancestors().any(|above| matches!(above.data.borrow().value, NodeValue::Heading(_)))
}

/// Narrows a link's place to its target; a target written otherwise (escaped, by reference) keeps the whole link.
fn narrowed(text: &str, link: LinkAt) -> LinkAt {
    match text[link.start..link.end].rfind(&link.target).filter(|_| !link.target.is_empty()) {
        Some(at) => LinkAt { start: link.start + at, end: link.start + at + link.target.len(), ..link },
        None => link,
    }
}

/// Marks where the HTML is cut; comrak lets no NUL through from a text.
const MARK: char = '\0';

/// Renders a text. Headings go down one level, since the page's title stands above them, and get stable ids made of
/// their own words.
///
/// # Errors
/// Never in fact: writing to a string cannot fail.
pub fn html(text: &str, cut: Cut) -> Result<Html, std::fmt::Error> {
    let arena = Arena::new();
    let options = options();
    let root = tree(&arena, text);
    let levels = || headings(root).map(|(_, level)| level);
    let top = match cut {
        Cut::Whole => None,
        Cut::Sections => section_level(levels()),
    };
    // Under the page's own h1 a text begins with h2, however its author began; a section's heading is h2 itself.
    let highest = top.or_else(|| levels().min()).unwrap_or(1);
    let mut out = Html::default();
    let (mut names, mut ids) = (Vec::new(), Ids::new());
    // Collected first: the tree changes below.
    let found: Vec<_> = headings(root).collect();
    for (node, level) in found {
        let text = plain_text(node);
        if Some(level) == top && node.parent().is_some_and(|parent| parent.same_node(root)) {
            node.data.borrow_mut().value = NodeValue::Raw(MARK.to_string());
            let words: Vec<_> = node.children().collect();
            words.into_iter().for_each(|child| child.detach());
            names.push(text);
            continue;
        }
        let section = names.len().checked_sub(1);
        let level = (level + 2).saturating_sub(highest).clamp(2, 6);
        let id = set_level(node, level, &text, &mut ids);
        out.contents.push(Anchor { level, id, text, section });
    }
    let mut whole = String::with_capacity(text.len() + text.len() / 2);
    let headings = HeadingIds { anchors: &out.contents, next: AtomicUsize::new(0) };
    let mut plugins = Plugins::default();
    plugins.render.heading_adapter = Some(&headings);
    comrak::format_html_with_plugins(root, &options, &mut whole, &plugins)?;
    let mut pieces = whole.split(MARK);
    out.lead = pieces.next().unwrap_or_default().trim().to_owned();
    out.sections = names.into_iter().zip(pieces.map(|piece| piece.trim().to_owned())).collect();
    Ok(out)
}

/// The level of a text's sections: the highest that is used more than once, so that a title repeated above them is no
/// section; else the highest.
pub fn section_level(levels: impl Iterator<Item = u8>) -> Option<u8> {
    let mut used = [0_usize; 7];
    levels.for_each(|level| used[usize::from(level).min(6)] += 1);
    let first = |least| used.iter().position(|count| *count >= least).map(|level| level as u8);
    first(2).or_else(|| first(1))
}

fn headings<'a>(root: &'a AstNode<'a>) -> impl Iterator<Item = (&'a AstNode<'a>, u8)> {
    root.descendants().filter_map(|node| match node.data.borrow().value {
        NodeValue::Heading(heading) => Some((node, heading.level)),
        _ => None,
    })
}

/// The ids that are taken, and the number that the next heading of the same words gets.
type Ids = HashMap<String, usize>;

/// Gives a heading its level, and finds its id: its author's own `{#id}`, else its words.
fn set_level<'a>(node: &'a AstNode<'a>, level: u8, text: &str, ids: &mut Ids) -> String {
    let mut ast = node.data.borrow_mut();
    if let NodeValue::Heading(heading) = &mut ast.value {
        heading.level = level;
    }
    let own = ast.attrs.take().and_then(|attrs| attrs.id);
    let wanted = own.map_or_else(|| id_of(text), |own| id_of(&own));
    let (mut id, mut number) = (wanted.clone(), ids.get(&wanted).copied().unwrap_or(1));
    while ids.contains_key(&id) {
        number += 1;
        id = format!("{wanted}-{number}");
    }
    ids.insert(wanted, number);
    ids.insert(id.clone(), 1);
    id
}

/// Writes headings with their ids, which were found in the same order.
struct HeadingIds<'a> {
    anchors: &'a [Anchor],
    next: AtomicUsize,
}

impl HeadingAdapter for HeadingIds<'_> {
    fn enter(&self, output: &mut dyn Write, heading: &HeadingMeta, _: Option<Sourcepos>) -> std::fmt::Result {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        match self.anchors.get(next) {
            // An id is made of letters, digits and hyphens, so it needs no escaping.
            Some(anchor) => write!(output, "<h{} id=\"{}\">", heading.level, anchor.id),
            None => write!(output, "<h{}>", heading.level),
        }
    }

    fn exit(&self, output: &mut dyn Write, heading: &HeadingMeta) -> std::fmt::Result {
        writeln!(output, "</h{}>", heading.level)
    }
}

/// The letters, digits and Chinese characters of a heading, joined by hyphens.
pub fn id_of(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            id.extend(c.to_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "section".to_owned() } else { id.to_owned() }
}

/// The words of a node without their marks.
fn plain_text<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for part in node.descendants() {
        match &part.data.borrow().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// The words of the first paragraph of prose, cut at a Chinese sentence end within `limit` characters where there is
/// one; empty for a text without a paragraph. Only that paragraph is parsed: every document of a portal is asked.
pub fn summary(text: &str, limit: usize) -> String {
    let paragraph = paragraph::first(text, limit);
    let words = match paragraph.contains(['*', '_', '[', ']', '`', '<', '&', '~', '\\', '!']) {
        true => {
            let arena = Arena::new();
            plain_text(tree(&arena, &paragraph))
        }
        false => paragraph,
    };
    let Some((cut, _)) = words.char_indices().nth(limit) else { return words };
    let head = &words[..cut];
    match head.rfind(['。', '！', '？', '；']) {
        Some(end) => words[..words.ceil_char_boundary(end + 1)].to_owned(),
        None => {
            let mut head = head.to_owned();
            head.push('…');
            head
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_cut_into_its_sections() {
        let html = html(
            "引言\n\n# 一、总体情况\n\n## （一）主动公开\n\n文[^1]\n\n# 二、其他\n\n末\n\n[^1]: 注\n",
            Cut::Sections,
        )
        .unwrap();
        assert_eq!(html.lead, "<p>引言</p>");
        assert_eq!(html.sections[0].0, "一、总体情况");
        assert!(html.sections[0].1.starts_with("<h3 id=\"一-主动公开\">（一）主动公开</h3>"), "{}", html.sections[0].1);
        assert!(html.sections[1].1.contains("<p>末</p>") && html.sections[1].1.contains("footnote"));
        assert_eq!(html.contents.len(), 1);
    }

    #[test]
    fn raw_html_is_shown_not_run() {
        let html = html("<script>alert(1)</script>\n\n文<b>字</b>", Cut::Whole).unwrap().lead;
        assert!(!html.contains("<script") && html.contains("&lt;script"), "{html}");
    }

    #[test]
    fn ids_are_made_of_words_and_told_apart() {
        let html = html("## 附件 1\n## 附件 1\n## ！\n## 名 {#own}\n", Cut::Whole).unwrap();
        let ids: Vec<_> = html.contents.iter().map(|anchor| &*anchor.id).collect();
        assert_eq!(ids, ["附件-1", "附件-1-2", "section", "own"]);
    }

    #[test]
    fn a_link_is_found_at_its_target() {
        let text = "## 名\n\n见[附件](./a.csv)与[他](../x.md#a)。";
        let outline = outline(text);
        let found: Vec<_> = outline.links.iter().map(|link| &text[link.start..link.end]).collect();
        assert_eq!(found, ["./a.csv", "../x.md#a"]);
        assert_eq!(&text[outline.headings[0].start..outline.headings[0].end], "## 名");
    }

    #[test]
    fn emphasis_understands_chinese_punctuation() {
        let html = html("**“十四五”**规划", Cut::Whole).unwrap().lead;
        assert_eq!(html, "<p><strong>“十四五”</strong>规划</p>");
    }

    #[test]
    fn a_summary_ends_with_a_sentence() {
        assert_eq!(summary("# 题\n\n第一句。第二句很长很长。", 8), "第一句。");
        assert_eq!(summary("没有句号的长长长长长文", 5), "没有句号的…");
        assert_eq!(
            summary("| 表 |\n| --- |\n\n- 列\n\n据**《条例》**[第十条](a.md)，\n制定 IT\nA办法。", 80),
            "据《条例》第十条，制定 IT A办法。"
        );
        assert_eq!(
            summary("各局：\n\n为了……，制定本办法。\n\n本办法自印发之日起施行。\n\n公开三件事。", 80),
            "公开三件事。"
        );
        assert_eq!(summary("公开[^1]三件事[^注]。\n\n[^1]: 注。\n", 80), "公开三件事。");
        assert_eq!(summary("各科室：\n\n| 表 |\n\n1. 列\n```\n码\n```\n", 80), "");
    }
}
