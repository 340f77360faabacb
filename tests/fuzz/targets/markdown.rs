#![no_main]
//! Any text as Markdown: no panic, places lie within the text, and no raw HTML comes through.

use gongkai::markdown::{Cut, html, outline, summary};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let found = outline(text);
    for (start, end) in found.links.iter().map(|l| (l.start, l.end)).chain(found.headings.iter().map(|h| (h.start, h.end))) {
        assert!(text.get(start..end).is_some(), "{start}..{end}");
    }
    for cut in [Cut::Whole, Cut::Sections] {
        let html = html(text, cut).expect("memory");
        assert!(!html.lead.contains("<script"));
    }
    summary(text, 20);
});
