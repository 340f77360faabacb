//! A text to its tree, read as Chinese offices write: a lone `~` is a range and `3*4` a product, a line that begins with
//! two full-width spaces begins a paragraph, and a line break beside Chinese is no space.

use std::borrow::Cow;

use comrak::nodes::{Ast, AstNode, NodeValue};
use comrak::{Arena, Options};

use crate::chinese::is_chinese;
use crate::near;

pub fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.cjk_friendly_emphasis = true;
    options.extension.header_attributes = true;
    options.render.escape = true;
    options
}

/// The tree of a text. Its places are those of the text as it stands.
pub fn tree<'a>(arena: &'a Arena<'a>, text: &str) -> &'a AstNode<'a> {
    let veiled = veiled(text);
    let root = comrak::parse_document(arena, &veiled, &options());
    if let Cow::Owned(_) = veiled {
        unveil(root);
    }
    if text.contains("\n\u{3000}\u{3000}") || text.starts_with(INDENT) {
        part(arena, root);
    }
    if may_join(text) {
        join(root);
    }
    root
}

/// Where each line of a text begins.
pub fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// How an office begins a paragraph.
pub const INDENT: &str = "\u{3000}\u{3000}";

/// What stands for a plain `~` and a plain `*` while a text is read: as long as they are, and no mark.
const VEILS: [(char, char); 2] = [('~', '\u{7f}'), ('*', '\u{1}')];

/// A text in which marks that are meant as characters are none. Addresses of links keep them.
fn veiled(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let has = |byte: u8| text.contains(char::from(byte));
    if !(has(b'~') || has(b'*')) || VEILS.iter().any(|(_, veil)| text.contains(*veil)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let (mut plain, mut here) = (0, 0);
    while let Some(at) = bytes[here..].iter().position(|byte| matches!(byte, b'~' | b'*' | b']')).map(|at| here + at) {
        let mark = bytes[at];
        let run = bytes[at..].iter().take_while(|byte| **byte == mark).count();
        here = at + run;
        if mark == b']' {
            here = at + 1 + address(&text[at + 1..]);
            continue;
        }
        let is_escaped = at > 0 && bytes[at - 1] == b'\\';
        let is_plain = if mark == b'~' { run == 1 } else { multiplies(text, at, run) };
        if is_plain && !is_escaped {
            let veil = VEILS.iter().find(|(plain, _)| *plain == char::from(mark)).expect("both are listed").1;
            out.push_str(&text[plain..at]);
            out.extend(std::iter::repeat_n(veil, run));
            plain = here;
        }
    }
    if plain == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[plain..]);
    Cow::Owned(out)
}

/// How far an address is looked for; a longer one is read as text.
const REACH: usize = 2048;

/// How much of what follows a bracket is the address of a link.
fn address(rest: &str) -> usize {
    if !rest.starts_with(['(', ':']) {
        return 0;
    }
    let near = near::behind(rest, REACH);
    let line = near.split('\n').next().unwrap_or_default();
    match line.strip_prefix(':') {
        None => line.find(')').unwrap_or(0),
        Some(target) if target.trim_start().starts_with(['h', '.', '/', '<']) => line.len(),
        Some(_) => 0,
    }
}

/// Whether asterisks stand between figures (`3*4`, `3米*4米`), and so multiply or hide something.
pub fn multiplies(text: &str, at: usize, run: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut before = text[..at].chars().rev();
    let (last, last_but_one) = (before.next(), before.next());
    let of_figure = run == 1 && last.is_some_and(char::is_alphabetic) && digit(last_but_one);
    digit(text[at + run..].chars().next()) && (digit(last) || of_figure)
}

/// Puts back what was veiled, wherever a node keeps words.
fn unveil<'a>(root: &'a AstNode<'a>) {
    let put_back = |words: &mut String| {
        for (plain, veil) in VEILS {
            if words.contains(veil) {
                *words = words.replace(veil, plain.encode_utf8(&mut [0; 4]));
            }
        }
    };
    for node in root.descendants() {
        match &mut node.data.borrow_mut().value {
            NodeValue::Text(words) => {
                let mut owned = std::mem::take(words).into_owned();
                put_back(&mut owned);
                *words = owned.into();
            }
            NodeValue::Code(code) => put_back(&mut code.literal),
            NodeValue::CodeBlock(code) => {
                put_back(&mut code.literal);
                put_back(&mut code.info);
            }
            NodeValue::HtmlBlock(html) => put_back(&mut html.literal),
            NodeValue::HtmlInline(html) => put_back(html),
            NodeValue::Link(link) | NodeValue::Image(link) => {
                put_back(&mut link.url);
                put_back(&mut link.title);
            }
            NodeValue::FootnoteDefinition(note) => put_back(&mut note.name),
            NodeValue::FootnoteReference(note) => put_back(&mut note.name),
            _ => {}
        }
    }
}

/// Begins a paragraph at every line that is indented as one. The page indents its paragraphs by itself.
fn part<'a>(arena: &'a Arena<'a>, root: &'a AstNode<'a>) {
    let paragraphs: Vec<_> =
        root.descendants().filter(|node| matches!(node.data.borrow().value, NodeValue::Paragraph)).collect();
    for paragraph in paragraphs {
        let mut open = paragraph;
        let children: Vec<_> = paragraph.children().collect();
        for child in children {
            let is_break = matches!(child.data.borrow().value, NodeValue::SoftBreak | NodeValue::LineBreak);
            if is_break && child.next_sibling().is_some_and(|next| first_words(next, |words| words.starts_with(INDENT)))
            {
                let place = child.data.borrow().sourcepos.start;
                let next: &AstNode = arena.alloc(Ast::new(NodeValue::Paragraph, place).into());
                open.insert_after(next);
                child.detach();
                loosen(paragraph);
                open = next;
            } else if !open.same_node(paragraph) {
                open.append(child);
            }
        }
    }
    for node in root.descendants() {
        let is_first = node.previous_sibling().is_none()
            && node.parent().is_some_and(|parent| matches!(parent.data.borrow().value, NodeValue::Paragraph));
        if let (true, NodeValue::Text(words)) = (is_first, &mut node.data.borrow_mut().value) {
            // More than two put words where their author wants them.
            let rest = words.strip_prefix(INDENT).filter(|rest| !rest.starts_with('\u{3000}'));
            if let Some(rest) = rest.map(str::to_owned) {
                *words = rest.into();
            }
        }
    }
}

/// Paragraphs of a tight list have no marks of their own, and two would run together.
fn loosen<'a>(paragraph: &'a AstNode<'a>) {
    for above in paragraph.ancestors().skip(1) {
        match &mut above.data.borrow_mut().value {
            NodeValue::Item(list) => list.tight = false,
            NodeValue::List(list) => {
                list.tight = false;
                return;
            }
            _ => return,
        }
    }
}

fn first_words<'a>(node: &'a AstNode<'a>, tell: impl Fn(&str) -> bool) -> bool {
    matches!(&node.data.borrow().value, NodeValue::Text(words) if tell(words))
}

/// Whether a line may go on beside Chinese in the next; most texts have an empty line behind each paragraph.
fn may_join(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.match_indices('\n').any(|(at, _)| {
        let (before, behind) = (at.checked_sub(1).map_or(b'\n', |at| bytes[at]), bytes.get(at + 1).unwrap_or(&b'\n'));
        before != b'\n' && *behind != b'\n' && (before >= 0x80 || *behind >= 0x80)
    })
}

/// Takes out line breaks that a browser would show as a space between Chinese characters.
fn join<'a>(root: &'a AstNode<'a>) {
    let breaks = root.descendants().filter(|node| matches!(node.data.borrow().value, NodeValue::SoftBreak));
    let breaks: Vec<_> = breaks.filter(|node| is_between_wide(node)).collect();
    breaks.into_iter().for_each(|node| node.detach());
}

fn is_between_wide<'a>(node: &'a AstNode<'a>) -> bool {
    let before = node.previous_sibling().and_then(|before| edge(before, true));
    let behind = node.next_sibling().and_then(|behind| edge(behind, false));
    let (Some(before), Some(behind)) = (before, behind) else { return false };
    // Marks that are shared with other scripts count as wide beside what surely is.
    is_wide(before) || is_wide(behind)
}

/// A character as wide as high: Chinese, and its punctuation.
fn is_wide(c: char) -> bool {
    is_chinese(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

/// The last or first character of the words in a node.
fn edge<'a>(node: &'a AstNode<'a>, last: bool) -> Option<char> {
    let mut node = node;
    loop {
        if let NodeValue::Text(words) = &node.data.borrow().value {
            return if last { words.chars().next_back() } else { words.chars().next() };
        }
        node = if last { node.last_child()? } else { node.first_child()? };
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::{Cut, html, outline};

    fn shown(text: &str) -> String {
        html(text, Cut::Whole).unwrap().lead
    }

    #[test]
    fn ranges_and_products_are_no_marks() {
        for (text, page) in [
            ("2021~2025年，资金3~5万元", "<p>2021~2025年，资金3~5万元</p>"),
            ("~甲~与~~乙~~", "<p>~甲~与<del>乙</del></p>"),
            (
                "长3*4*5米，3米*4米*5米，**2024**年*重*点",
                "<p>长3*4*5米，3米*4米*5米，<strong>2024</strong>年<em>重</em>点</p>",
            ),
            ("3~**5~7**万元", "<p>3~<strong>5~7</strong>万元</p>"),
            ("`3~5~7`", "<p><code>3~5~7</code></p>"),
            ("[甲~乙](/a~b~c/)3~5", "<p><a href=\"/a~b~c/\">甲~乙</a>3~5</p>"),
            (
                "<https://example.gov.cn/~a/~b>",
                "<p><a href=\"https://example.gov.cn/~a/~b\">https://example.gov.cn/~a/~b</a></p>",
            ),
            ("[甲]3~5\n\n[甲]: /~a/~b", "<p><a href=\"/~a/~b\">甲</a>3~5</p>"),
            ("3\\*4\\*5，1\\~2", "<p>3*4*5，1~2</p>"),
            ("~~~\n3~5~7\n~~~", "<pre><code>3~5~7\n</code></pre>"),
        ] {
            assert_eq!(shown(text), page, "{text}");
        }
    }

    #[test]
    fn lines_of_an_office_are_paragraphs() {
        for (text, page) in [
            (
                "各单位：\n　　为加强管理，\n现通知。\n　　一、要求",
                "<p>各单位：</p>\n<p>为加强管理，现通知。</p>\n<p>一、要求</p>",
            ),
            ("　　甲。\n　　　　　　示例区", "<p>甲。</p>\n<p>　　　　　　示例区</p>"),
            ("- 甲\n　　乙\n- 丙", "<ul>\n<li>\n<p>甲</p>\n<p>乙</p>\n</li>\n<li>\n<p>丙</p>\n</li>\n</ul>"),
            ("**甲\n乙**\n丙", "<p><strong>甲乙</strong>丙</p>"),
            ("收到\n12件", "<p>收到12件</p>"),
            ("Open\ndata", "<p>Open\ndata</p>"),
            ("甲  \n乙", "<p>甲<br />\n乙</p>"),
            ("```\n　　甲\n　　乙\n```", "<pre><code>　　甲\n　　乙\n</code></pre>"),
        ] {
            assert_eq!(shown(text), page, "{text}");
        }
    }

    #[test]
    fn what_is_veiled_takes_no_place() {
        let text = "3~5年3*4米，见[甲](a~b.csv)";
        let links = outline(text).links;
        assert_eq!(&text[links[0].start..links[0].end], "a~b.csv");
        assert_eq!(outline("# 3~5年\n").headings[0].text, "3~5年");
    }
}
