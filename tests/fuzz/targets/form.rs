#![no_main]
//! Any bytes as `forms/2021.yaml`.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gongkai_fuzz::check("forms/2021.yaml", bytes));
