//! Work that nobody waits for any longer: a newer change has overtaken it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a newer change has come; shared between who notices it and who works.
#[derive(Debug, Clone, Default)]
pub struct Overtaken(Arc<AtomicBool>);

/// The error of work that was given up for it.
#[derive(Debug)]
pub struct GivenUp;

impl Overtaken {
    pub fn set(&self, is_set: bool) {
        self.0.store(is_set, Ordering::Release);
    }

    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

impl fmt::Display for GivenUp {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("given up for a newer change")
    }
}

impl std::error::Error for GivenUp {}
