//! A baseline: the findings of one day, accepted, so that a check reports only what is new.
//!
//! A line names the code, the path and what the finding is about, never a line number: an edit elsewhere in the file
//! changes nothing. A finding that there is twice stands there twice.

use std::collections::BTreeMap;

use super::secret::SecretWords;
use super::{Arg, Diagnostic, FileId, Files};

/// Accepted findings, and how often each is accepted.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Baseline(BTreeMap<String, usize>);

/// What a baseline did to a list of findings.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// How many findings it took away.
    pub known: usize,
    /// Its lines that fit nothing any more; a finding that is gone twice is named twice.
    pub gone: Vec<String>,
}

/// More of a value than this says nothing new.
const MOST: usize = 160;

impl Baseline {
    /// Accepts all of these.
    pub fn of(findings: &[Diagnostic], files: &Files) -> Baseline {
        let (mut baseline, mut lines) = (Baseline::default(), Lines { files, last: None });
        for finding in findings {
            *baseline.0.entry(lines.line(finding)).or_default() += 1;
        }
        baseline
    }

    /// Reads a file that [`Baseline::text`] made; lines that begin with `#` are remarks.
    ///
    /// # Errors
    /// Gives the number of the first line, from 1, that is none of a baseline.
    pub fn parse(text: &str) -> Result<Baseline, usize> {
        let mut baseline = Baseline::default();
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim_end_matches(['\r', ' ']);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let code = line.split('\t').next().unwrap_or_default().as_bytes();
            let is_code = code.len() == 4 && code[0].is_ascii_uppercase() && code[1..].iter().all(u8::is_ascii_digit);
            if !is_code || line.split('\t').count() != 3 {
                return Err(at + 1);
            }
            *baseline.0.entry(line.to_owned()).or_default() += 1;
        }
        Ok(baseline)
    }

    /// As it stands in a file: sorted, a line for each finding.
    pub fn text(&self) -> String {
        let lines = self.0.iter().flat_map(|(line, times)| std::iter::repeat_n(line, *times));
        lines.flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// Takes accepted findings out of a list. Lines about paths that were not `asked` for are not said to be gone.
    pub fn accept(mut self, findings: &mut Vec<Diagnostic>, files: &Files, asked: impl Fn(&str) -> bool) -> Accepted {
        let (before, mut lines) = (findings.len(), Lines { files, last: None });
        findings.retain(|finding| match self.0.get_mut(&lines.line(finding)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        });
        let known = before - findings.len();
        let of = |line: &String| line.split('\t').nth(1).is_some_and(&asked);
        let gone = self.0.into_iter().filter(|(line, _)| of(line));
        Accepted { known, gone: gone.flat_map(|(line, times)| std::iter::repeat_n(line, times)).collect() }
    }
}

/// Writes lines of findings.
struct Lines<'f> {
    files: &'f Files,
    /// What must not be shown of the file of the last finding: those of one file follow each other.
    last: Option<(FileId, SecretWords)>,
}

impl Lines<'_> {
    /// `code, path, what it is about`, with tabs between.
    fn line(&mut self, finding: &Diagnostic) -> String {
        let mut about: Vec<String> = finding.subjects.clone();
        about.extend(finding.args.iter().map(|(_, arg)| match arg {
            Arg::Text(text) => text.clone(),
            Arg::Word(word) => (*word).to_owned(),
        }));
        let about: String = about.join("; ").chars().take(MOST).collect();
        let about = self.secrets(finding.span.file).masked(about, |_| "*".to_owned());
        let plain =
            |text: &str| text.split(|c: char| c.is_whitespace() || c.is_control()).collect::<Vec<_>>().join(" ");
        let path = plain(&self.files.shown_path(finding.span.file));
        format!("{}\t{path}\t{}", finding.code, without_numbers(&plain(&about)))
    }

    fn secrets(&mut self, file: FileId) -> &SecretWords {
        if self.last.as_ref().is_none_or(|(known, _)| *known != file) {
            self.last = None;
        }
        &self.last.get_or_insert_with(|| (file, self.files.secret_words(file))).1
    }
}

/// Long numbers may be those of a person or an account; no file of the program repeats them.
fn without_numbers(text: &str) -> String {
    const LONG: usize = 11;
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_numeric() || (matches!(c, 'X' | 'x') && !run.is_empty()) {
            run.push(c);
            continue;
        }
        let length = run.chars().count();
        match length >= LONG {
            true => out.extend(run.chars().take(3).chain(std::iter::repeat_n('*', length - 3))),
            false => out.push_str(&run),
        }
        run.clear();
        out.push(c);
    }
    out.pop();
    out
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diagnostic::{Code, Span};

    fn some() -> (Files, Vec<Diagnostic>) {
        let mut files = Files::new(Path::new("."));
        let file = files.add("content/a/2024/x.md");
        let of = |key: &str, at| Diagnostic::new(Code::C101, Span::new(file, at, at + 1)).arg("key", key);
        let findings = vec![of("甲", 3), of("乙\n丙", 9), of("甲", 20), of("身份证11010519491231002X号", 30)];
        (files, findings)
    }

    #[test]
    fn what_was_accepted_is_not_told_again_wherever_it_stands() {
        let (files, mut findings) = some();
        let baseline = Baseline::parse(&Baseline::of(&findings, &files).text()).expect("its own text");
        findings.iter_mut().for_each(|finding| finding.span.start += 100);
        findings.push(findings[0].clone());
        let accepted = baseline.clone().accept(&mut findings, &files, |_| true);
        assert_eq!((accepted.known, accepted.gone.len(), findings.len()), (4, 0, 1), "the third 甲 is new");
        let accepted = baseline.accept(&mut findings, &files, |_| true);
        assert_eq!((accepted.known, accepted.gone.len()), (1, 3));
    }

    #[test]
    fn its_text_is_sorted_and_repeats_no_long_number() {
        let (files, mut findings) = some();
        let text = Baseline::of(&findings, &files).text();
        let mut lines: Vec<_> = text.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, text.lines().collect::<Vec<_>>());
        assert!(text.contains("110***") && !text.contains("1949") && text.contains("乙 丙"), "{text}");
        findings.reverse();
        assert_eq!(Baseline::of(&findings, &files).text(), text);
    }

    #[test]
    fn a_file_that_is_none_is_refused_at_its_line() {
        assert_eq!(Baseline::parse("# 说明\n\nC101\ta\tb\r\n"), Baseline::parse("C101\ta\tb"));
        assert_eq!(Baseline::parse("C101\ta\tb\n<<<<<<< HEAD\n"), Err(2));
        assert_eq!(Baseline::parse("name: x\n"), Err(1));
    }
}
