#![no_main]
//! Any bytes as an attachment, the first telling which kind: no panic, and no finding outside the file.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let ending = ["xlsx", "docx", "csv", "html", "txt", "pdf", "zip", "pptx"][usize::from(*kind) % 8];
    gongkai_fuzz::check(&format!("content/a/2024/list.{ending}"), bytes);
});
