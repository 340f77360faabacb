//! Gives the program a mark of its own sources, so that pages made by an older program are made again.
//!
//! The mark is the same on every machine that builds the same sources: it takes file contents only, in the order of
//! their paths.

#![allow(clippy::print_stdout, reason = "Cargo reads it")]

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    // The wrong words of the lexicon say what is found, as sources do.
    let mut files = ["Cargo.lock", "lexicon.yaml"].map(PathBuf::from).to_vec();
    collect(Path::new("src"), &mut files);
    collect(Path::new("forms"), &mut files);
    files.sort();
    // FNV-1a; the standard library's hasher may differ between versions.
    let mut mark: u64 = 0xcbf2_9ce4_8422_2325;
    for path in &files {
        let name = path.to_string_lossy().replace('\\', "/");
        let text = fs::read(path).unwrap_or_default();
        for byte in name.bytes().chain(text).filter(|byte| *byte != b'\r') {
            mark = (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo:rustc-env=GONGKAI_MARK={mark:016x}");
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=Cargo.lock");
    println!("cargo:rerun-if-changed=lexicon.yaml");
    // include_dir does not tell Cargo what it read.
    println!("cargo:rerun-if-changed=forms");
    println!("cargo:rerun-if-changed=themes");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
