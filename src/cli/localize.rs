//! Parses the command line with help in the reader's language: Chinese unless `--lang en` is asked for.

use std::ffi::OsString;

use clap::{Arg, Command, CommandFactory, FromArgMatches};

use crate::diagnostic::{Lang, Words};

use super::arguments::Arguments;

/// The arguments, or what clap would print instead.
pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    let mut arguments: Vec<OsString> = arguments.collect();
    let lang = wanted(&arguments);
    if lang == Lang::Zh {
        help_of(&mut arguments);
    }
    let mut command = Arguments::command();
    if lang == Lang::Zh {
        command = translated(command, Words(lang));
    }
    let matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The language named on the command line, found before it is parsed so that errors and help speak it too.
pub fn wanted(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let named = texts.iter().enumerate().find_map(|(at, text)| match text.strip_prefix("--lang") {
        Some("") => texts.get(at + 1).copied(),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    named.and_then(Lang::parse).unwrap_or_default()
}

/// `gongkai help check` is `gongkai check --help`: clap's own command for it speaks English alone.
fn help_of(arguments: &mut Vec<OsString>) {
    let takes_value = |text: &str| matches!(text, "--root" | "--lang" | "--color");
    let mut at = 1;
    while let Some(text) = arguments.get(at).and_then(|argument| argument.to_str()) {
        match text {
            "help" => {
                arguments.remove(at);
                return arguments.push("--help".into());
            }
            text if text.starts_with('-') => at += 1 + usize::from(takes_value(text)),
            _ => return,
        }
    }
}

/// Help in the words of messages.yaml, where they have the name of the command or argument.
fn translated(command: Command, words: Words) -> Command {
    let name = command.get_name().to_owned();
    let help = |key: &str| words.find_ui(&format!("help_{key}"));
    let mut command = match help(&name) {
        Some(about) => command.about(about).long_about(None::<&str>),
        None => command,
    };
    command = command
        .help_template(words.find_ui("help_template").unwrap_or("{all-args}"))
        .subcommand_help_heading(help("commands").unwrap_or("Commands"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help(help("help").unwrap_or_default()),
        );
    if name == "gongkai" {
        let version = Arg::new("version").short('V').long("version").action(clap::ArgAction::Version);
        command = command.arg(version.help(help("version").unwrap_or_default()));
    }
    command
        .mut_args(|argument| {
            let positional = argument.is_positional();
            let heading = if positional { "arguments" } else { "options" };
            let argument = argument.help_heading(help(heading).unwrap_or("Options"));
            let key = argument.get_id().as_str().to_owned();
            match help(&key) {
                Some(text) => argument.help(text),
                None => argument,
            }
        })
        .mut_subcommands(|sub| translated(sub, words))
}
