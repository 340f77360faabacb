#![no_main]
//! Any text as YAML: no panic, and every value lies within the text.

use gongkai::diagnostic::FileId;
use gongkai::yaml::{Kind, Node, parse};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut findings = Vec::new();
    let document = parse(text, FileId(0), 0, &mut findings);
    within(&document.root, text.len() as u32);
    for finding in findings {
        assert!(finding.span.start <= finding.span.end && finding.span.end as usize <= text.len() + 1);
    }
});

fn within(node: &Node, end: u32) {
    assert!(node.start <= node.end && node.end <= end + 1, "{node:?}");
    match &node.kind {
        Kind::Text(..) => {}
        Kind::List(nodes) => nodes.iter().for_each(|node| within(node, end)),
        Kind::Map(entries) => entries.iter().for_each(|(key, value)| {
            within(key, end);
            within(value, end);
        }),
    }
}
