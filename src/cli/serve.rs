//! The command `serve`, and what it says in the terminal.

use std::cell::RefCell;
use std::io::{IsTerminal, Write};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use anyhow::Context;

use crate::diagnostic::{self, Args, Format, Words};
use crate::pipeline::{Options, Outcome};
use crate::serve::{self, Asked, Terminal};
use crate::write;

use super::arguments::{Arguments, Serve};
use super::{DONE, base_url, date, emit, failure, palette, progress, root};

/// Runs until it is told to stop.
pub fn serve(arguments: &Arguments, serve: &Serve, words: Words) -> anyhow::Result<u8> {
    ctrlc::set_handler(|| write::stop(i32::from(DONE))).context("signal handler")?;
    let root = root(arguments, words)?;
    let asked = Asked {
        host: host(&serve.host, words)?,
        port: serve.port,
        open: serve.open,
        lang: arguments.lang(),
        build: Options {
            as_of: date(serve.as_of.as_deref(), words)?,
            draft: serve.draft,
            base_url: serve.base_url.as_deref().map(|url| base_url(url, words)).transpose()?,
            ..Options::default()
        },
    };
    let progress = progress::Bar::new(arguments.quiet, words);
    let teller = Teller { arguments, progress: &progress, said: RefCell::default() };
    serve::run(&root, &asked, &teller, &progress)?;
    Ok(DONE)
}

/// An address of this machine: a number, or `localhost`.
fn host(text: &str, words: Words) -> anyhow::Result<IpAddr> {
    let text = text.trim_matches(['[', ']']);
    if text.eq_ignore_ascii_case("localhost") {
        return Ok(std::net::Ipv4Addr::LOCALHOST.into());
    }
    text.parse().map_err(|_| anyhow::anyhow!(words.ui("bad_host", &vec![("text", text.into())])))
}

/// Says in one line what became of each save, and the findings when they are others than before.
struct Teller<'a> {
    arguments: &'a Arguments,
    progress: &'a progress::Bar,
    /// The findings that were said last.
    said: RefCell<Vec<u8>>,
}

impl Teller<'_> {
    fn line(&self, key: &str, args: &Args, words: Words) {
        // A terminal that went away is no reason to end a preview.
        let _ = writeln!(anstream::stderr(), "{}", words.ui(key, args));
    }
}

impl Terminal for Teller<'_> {
    fn serving(&self, address: &str, asked: &Asked, socket: SocketAddr, is_told: bool, words: Words) {
        self.progress.clear();
        if socket.port() != asked.port && asked.port != 0 {
            self.line("serve_port", &vec![("port", asked.port.to_string().into())], words);
        }
        if !asked.host.is_loopback() {
            self.line("serve_open", &vec![("host", asked.host.to_string().into())], words);
        }
        if !is_told {
            self.line("serve_polling", &vec![], words);
        }
        self.line("serving", &vec![("address", address.into())], words);
    }

    fn built(&self, outcome: &Outcome, page: &str, took: Duration, words: Words) {
        self.progress.clear();
        let mut findings = Vec::new();
        let colours = palette(self.arguments, std::io::stderr().is_terminal());
        let _ = emit(&mut findings, outcome, &outcome.findings, words, (Format::Text, colours));
        if *self.said.borrow() != findings {
            let _ = anstream::stderr().write_all(&findings);
            self.said.replace(findings);
        }
        if self.arguments.quiet {
            return;
        }
        let (errors, warnings, notes) = diagnostic::summary(&outcome.findings);
        let number = |count: usize| diagnostic::Arg::from(count.to_string());
        let mut args: Args = vec![
            ("errors", number(errors)),
            ("warnings", number(warnings)),
            ("notes", number(notes)),
            ("milliseconds", number(took.as_millis() as usize)),
            ("address", page.into()),
        ];
        let Some(changes) = &outcome.changes else { return self.line("serve_refused", &args, words) };
        args.extend([("written", number(changes.written.len())), ("removed", number(changes.removed.len()))]);
        self.line("served", &args, words);
        if self.arguments.verbose {
            let _ = changes.written.iter().try_for_each(|path| writeln!(anstream::stderr(), "+ {path}"));
            let _ = changes.removed.iter().try_for_each(|path| writeln!(anstream::stderr(), "- {path}"));
        }
    }

    fn failed(&self, error: &anyhow::Error, words: Words) {
        self.progress.clear();
        let _ = writeln!(anstream::stderr(), "{}: {}", words.ui("failed", &vec![]), failure::told(error, words));
    }
}
