//! Shows how far long work is, on a terminal only, and only once it has lasted a second; and knows how long each step
//! took.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
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
    /// The steps with the time when each began.
    steps: Mutex<Vec<(&'static str, Instant)>>,
}

impl Bar {
    pub fn new(quiet: bool, words: Words) -> Bar {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {pos}/{len} {wide_bar}").expect("a constant template");
        bar.set_style(style);
        let shown = !quiet && io::stderr().is_terminal();
        Bar { bar, start: Instant::now(), shown, words, steps: Mutex::default() }
    }

    /// Takes the bar away; the steps since the last time, and how long each took.
    pub fn clear(&self) -> Times {
        let end = Instant::now();
        self.bar.finish_and_clear();
        let steps = std::mem::take(&mut *self.steps.lock().expect("nothing here panics"));
        let ends = steps.iter().skip(1).map(|(_, begun)| *begun).chain([end]);
        Times(steps.iter().zip(ends).map(|((name, begun), end)| (*name, end - *begun)).collect())
    }
}

/// How long steps took.
pub struct Times(Vec<(&'static str, Duration)>);

impl Times {
    /// A line for each, in its order.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn tell(&self, err: &mut dyn Write, words: Words) -> io::Result<()> {
        self.0.iter().try_for_each(|(name, took)| {
            let args = vec![
                ("step", words.ui(name, &vec![]).into()),
                ("seconds", format!("{:.2}", took.as_secs_f64()).into()),
            ];
            writeln!(err, "{}", words.ui("step_took", &args))
        })
    }
}

impl Progress for Bar {
    fn step(&self, name: &'static str, parts: usize) {
        self.steps.lock().expect("nothing here panics").push((name, Instant::now()));
        self.bar.set_message(self.words.ui(name, &vec![]));
        self.bar.set_position(0);
        self.parts(parts);
    }

    fn parts(&self, parts: usize) {
        self.bar.set_length(parts as u64);
        self.show_if_long();
    }

    fn tick(&self) {
        self.bar.inc(1);
        self.show_if_long();
    }
}

impl Bar {
    fn show_if_long(&self) {
        if self.shown && self.bar.is_hidden() && self.start.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}
