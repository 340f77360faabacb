//! One text on which the program itself fails must not take the check of all others with it.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use crate::diagnostic::{Code, Diagnostic, FileId, Span};

/// Where in its own sources the program failed. No word of what it read, which may be somebody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    /// The finding that nobody has looked through the whole of a file.
    pub fn diagnostic(self, file: FileId) -> Diagnostic {
        Diagnostic::new(Code::C210, Span::file(file)).arg("place", self.0)
    }
}

thread_local! {
    /// Whether a failure of this thread is said by whoever asked for the work, and by nothing else.
    static IS_ALONE: Cell<bool> = const { Cell::new(false) };
    static FAILED_AT: Cell<String> = const { Cell::new(String::new()) };
}

/// Does a work that fails alone, and without a word. Every other thread panics as it did before.
///
/// # Errors
/// Where it failed.
pub fn alone<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    static LISTEN: Once = Once::new();
    LISTEN.call_once(listen);
    let before = IS_ALONE.replace(true);
    // What it was given is not looked at again once it failed.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    IS_ALONE.set(before);
    done.map_err(|_| Failure(FAILED_AT.take()))
}

/// From now on notes where a work failed that is alone, and hands on every other panic.
fn listen() {
    let said = panic::take_hook();
    panic::set_hook(Box::new(move |panicked| {
        if IS_ALONE.get() {
            let place = panicked.location().map(|place| format!("{}:{}", place.file(), place.line()));
            FAILED_AT.set(place.unwrap_or_default());
        } else {
            said(panicked);
        }
    }));
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::thread;

    use super::*;

    #[test]
    fn what_fails_alone_fails_without_a_word() {
        static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());
        panic::set_hook(Box::new(|panicked| {
            let said = panicked.payload_as_str().unwrap_or_default().to_owned();
            SAID.lock().unwrap().push(said);
        }));
        // Others may have been alone before, who listened already.
        listen();
        assert_eq!(alone(|| 7), Ok(7));
        let Failure(place) = alone(|| panic!("of 张三")).unwrap_err();
        assert!(place.starts_with(file!()) && place.len() > file!().len() && !place.contains("张三"));
        let within = alone(|| {
            assert!(alone(|| panic!("inner")).is_err());
            panic!("outer")
        });
        assert!(within.is_err());
        assert!(thread::spawn(|| panic!("elsewhere")).join().is_err());
        let said = SAID.lock().unwrap();
        let has = |words: &str| said.iter().any(|said| said == words);
        assert!(has("elsewhere") && !has("of 张三") && !has("inner") && !has("outer"), "{said:?}");
    }

    #[test]
    fn a_failure_is_a_finding_of_its_file() {
        let finding = alone(|| panic!("within")).unwrap_err().diagnostic(FileId(3));
        assert_eq!((finding.code, finding.span), (Code::C210, Span::file(FileId(3))));
    }
}
