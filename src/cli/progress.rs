//! Shows how far long work is, on a terminal only, and only once it has lasted a second.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diagnostic::Words;
use crate::pipeline::Progress;

const PATIENCE: Duration = Duration::from_secs(1);

pub struct Bar {
    bar: ProgressBar,
    start: Instant,
    shown: bool,
    words: Words,
}

impl Bar {
    pub fn new(quiet: bool, words: Words) -> Bar {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {pos}/{len} {wide_bar}").expect("a constant template");
        bar.set_style(style);
        Bar { bar, start: Instant::now(), shown: !quiet && std::io::stderr().is_terminal(), words }
    }

    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn step(&self, name: &'static str, parts: usize) {
        self.bar.set_message(self.words.ui(name, &vec![]));
        self.bar.set_length(parts as u64);
        self.bar.set_position(0);
    }

    fn tick(&self) {
        self.bar.inc(1);
        if self.shown && self.bar.is_hidden() && self.start.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}
