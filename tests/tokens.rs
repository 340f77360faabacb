//! Folding and cutting, held to `tests/cases/tokens.json`; the browser side is held to the same file by
//! `tests/browser/search-tokens.test.mjs`. `UPDATE_CASES=1` writes the expected parts anew.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use gongkai::search::tokens;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Case {
    text: String,
    #[serde(default)]
    folded: String,
    /// Every gram once, sorted; without threes of Chinese, which depend on the other documents.
    #[serde(default)]
    grams: Vec<String>,
}

#[test]
fn texts_fold_and_are_cut_as_the_shared_cases_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tokens.json");
    let cases: Vec<Case> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let found: Vec<Case> = cases
        .iter()
        .map(|case| {
            let (folded, grams) = tokens(&case.text);
            Case { text: case.text.clone(), folded, grams }
        })
        .collect();
    if std::env::var_os("UPDATE_CASES").is_some() {
        let lines: Vec<String> = found.iter().map(|case| serde_json::to_string(case).unwrap()).collect();
        fs::write(&path, format!("[\n{}\n]\n", lines.join(",\n"))).unwrap();
    } else {
        assert_eq!(found, cases);
    }
}

/// A checksum for each plane of 4,096 characters, of what every character folds to.
#[test]
fn every_character_folds_as_the_browser_folds_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/folds.txt");
    let newer = fs::read_to_string(path.with_file_name("folds-newer.txt")).unwrap();
    let newer: Vec<u32> = newer
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .map(|code| u32::from_str_radix(code, 16).unwrap())
        .collect();
    let mut lines = String::new();
    for first in (0..=0x10_ffff_u32).step_by(0x1000) {
        let mut hasher = Sha256::new();
        for c in (first..first + 0x1000).filter(|code| !newer.contains(code)).filter_map(char::from_u32) {
            // Between two letters, so that spaces show.
            hasher.update(tokens(&format!("a{c}b")).0);
            hasher.update("\n");
        }
        let sum: String = hasher.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        lines += &format!("{first:06x} {sum}\n");
    }
    if std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(&path, &lines).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), lines);
}
