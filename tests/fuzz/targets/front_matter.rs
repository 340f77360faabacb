#![no_main]
//! Any bytes as `content/a/2024/x.md`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gongkai_fuzz::check("content/a/2024/x.md", bytes));
