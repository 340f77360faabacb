//! What the command line accepts. The English words stand here; the Chinese ones in `messages.yaml`, by the same names.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Lang;

/// Checks and builds government disclosure portals
#[derive(Debug, Parser)]
#[command(name = "gongkai", version, propagate_version = true)]
pub struct Arguments {
    /// The portal's folder; else the nearest one upwards that holds a portal.yaml
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The language of messages; else the portal's own
    #[arg(long, global = true, value_name = "zh|en", value_parser = ["zh", "en"], hide_possible_values = true)]
    pub lang: Option<String>,
    /// Say nothing but findings
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Name every file that is written or removed
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Colours in the terminal
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// The language asked for.
    pub fn lang(&self) -> Option<Lang> {
        self.lang.as_deref().and_then(Lang::parse)
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the portal and write its site into public/
    Build(Build),
    /// Check the portal and report every finding
    Check(Check),
    /// Preview the portal in a browser: build, serve, and build again whenever something is saved
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Write a JSON Schema, for editors that complete keys and check values
    Schema(Schema),
    /// Say what a code means, why it matters, and how to mend it
    Explain {
        /// The code, such as T101
        code: String,
    },
}

#[derive(Debug, Args)]
pub struct Build {
    /// Where the site is written, in place of public/
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The site's address, in place of the one in portal.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The day that counts as today
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Build in spite of errors, drafts included
    #[arg(long)]
    pub draft: bool,
}

/// The preview.
#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub struct Serve {
    /// The address to serve at; others than this machine reach it only if it is not 127.0.0.1
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: String,
    /// The port, or the next free one; 0 for any
    #[arg(long, value_name = "PORT", default_value_t = 8000)]
    pub port: u16,
    /// Open a browser
    #[arg(long)]
    pub open: bool,
    /// The site's address, in place of the one in portal.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The day that counts as today
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Build in spite of errors, drafts included
    #[arg(long)]
    pub draft: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Output,
    /// The day that counts as today
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Let warnings count as errors
    #[arg(long)]
    pub strict: bool,
    /// Report only what this file does not accept
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    pub baseline: Option<PathBuf>,
    /// Accept everything that is found, and note it in this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "diff"])]
    pub write_baseline: Option<PathBuf>,
    /// Mend what is certain and show it, then report the rest
    #[arg(long)]
    pub fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long)]
    pub diff: bool,
    /// Ask other sites whether links to them still lead somewhere; answers count for three days
    #[arg(long, conflicts_with = "diff")]
    pub external: bool,
    /// Report only findings in these files and folders
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Schema {
    /// Which kind of file
    #[arg(value_name = "KIND", required_unless_present = "editor")]
    pub kind: Option<Content>,
    /// Whose figures a report holds; else those of the newest form
    #[arg(long, value_name = "ID", conflicts_with = "editor")]
    pub form: Option<String>,
    /// Set up .vscode/ for VS Code; files that are there are kept
    #[arg(long, conflicts_with = "kind")]
    pub editor: bool,
    /// Write schemas anew that differ (never settings.json)
    #[arg(long, requires = "editor")]
    pub force: bool,
}

/// The kinds of files, as the command line calls them.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Content {
    Portal,
    Agency,
    Report,
    ReportPage,
    Document,
    Page,
    Home,
    Lexicon,
    Form,
    Catalogue,
    Theme,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Output {
    Text,
    Json,
    Github,
    Sarif,
    Html,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Colour {
    Auto,
    Always,
    Never,
}
