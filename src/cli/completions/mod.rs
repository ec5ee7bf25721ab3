//! `casebook completions`: what a shell needs to complete the command line.
//!
//! The scripts for bash, zsh and fish ask the program what may follow (`casebook complete`), so that kinds, systems and IDs are those of the
//! knowledge base. For other shells clap writes one that knows commands and options.

use super::args::{self, CompletionsArgs};
use super::context::Context;
use super::{Outcome, output};
use anyhow::Result;
use clap::Command;
use clap_complete::Shell;

const BASH: &str = include_str!("casebook.bash");
const FISH: &str = include_str!("casebook.fish");
const ZSH: &str = include_str!("casebook.zsh");

pub(crate) fn run(context: &Context, args: &CompletionsArgs) -> Result<Outcome> {
    match args.shell {
        Shell::Bash => output::answer(BASH)?,
        Shell::Fish => output::answer(FISH)?,
        Shell::Zsh => output::answer(ZSH)?,
        shell => {
            let mut script = Vec::new();
            let mut command = shown(&args::command(context.lang));
            clap_complete::generate(shell, &mut command, "casebook", &mut script);
            output::answer(String::from_utf8_lossy(&script).trim_end())?;
        }
    }
    Ok(Outcome::Clean)
}

/// `command` without those below it that nobody types.
fn shown(command: &Command) -> Command {
    let subs = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    Command::new(command.get_name().to_owned())
        .about(command.get_about().cloned().unwrap_or_default())
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .args(command.get_arguments().cloned())
        .subcommands(subs.map(shown))
}
