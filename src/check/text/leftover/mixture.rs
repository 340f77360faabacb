//! Sentences that begin to say a thing in one way and end in another (S117): 原因是由于…造成的, 目的是为了…为目的, 经过…的努力下.

use std::sync::LazyLock;

use crate::diagnostic::Code;
use crate::needles::{Needles, places_of};

use super::Leftover;

/// How one way begins, how another ends, and what between them belongs to that.
const WAYS: [(&str, &[&str], &[&str]); 8] = [
    ("原因是由于", &["造成的", "引起的", "导致的", "所致"], &["而", "是"]),
    ("原因主要是由于", &["造成的", "引起的", "导致的", "所致"], &["而"]),
    ("原因是因为", &["造成的", "引起的", "导致的", "所致"], &["而", "是"]),
    ("目的是为了", &["为目的"], &["以"]),
    ("经过", &["的努力下", "的帮助下", "的关心下", "的支持下", "的领导下"], &["在", "下"]),
    ("根据", &["的要求下", "的指导下", "的领导下", "的部署下"], &["在", "下"]),
    ("按照", &["的要求下", "的指导下", "的领导下", "的部署下"], &["在", "下"]),
    ("通过", &["的努力下", "的帮助下", "的关心下", "的支持下", "的领导下"], &["在", "下"]),
];

/// Each such mixture within one clause.
pub fn look(words: &str) -> Vec<Leftover> {
    // Most texts hold none of these.
    static MAY: LazyLock<Needles> = LazyLock::new(|| {
        Needles::each(&[
            "原因主要是由于",
            "原因是",
            "目的是为了",
            "的努力下",
            "的帮助下",
            "的关心下",
            "的支持下",
            "的领导下",
            "的要求下",
            "的指导下",
            "的部署下",
        ])
    });
    let mut found = Vec::new();
    if !MAY.any(words) {
        return found;
    }
    for (begins, ends, belongs) in WAYS {
        for at in places_of(words, begins) {
            let rest = &words[at + begins.len()..];
            let clause = rest.split(['，', '。', '；', '：', '\n']).next().unwrap_or_default();
            let before = words[..at].rsplit(['，', '。', '；', '：', '\n']).next().unwrap_or_default();
            let is_one = |head: &str| !before.contains('在') && !belongs.iter().any(|word| head.contains(word));
            let mixed = ends.iter().any(|end| clause.strip_suffix(*end).is_some_and(is_one));
            if mixed && found.is_empty() {
                let left = Leftover::new(Code::S117, at, at + begins.len() + clause.len());
                found.push(Leftover { fault: Some("begun_otherwise"), ..left });
            }
        }
    }
    found
}
