#![no_main]
//! Any bytes as `content/a/2024/report.yaml`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gongkai_fuzz::check("content/a/2024/report.yaml", bytes));
