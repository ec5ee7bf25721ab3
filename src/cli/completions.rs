//! `casebook completions`: what a shell needs to complete the command line.

use super::args::{self, CompletionsArgs};
use super::context::Context;
use super::{Outcome, output};
use anyhow::Result;

pub(crate) fn run(context: &Context, args: &CompletionsArgs) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut args::command(context.lang),
        "casebook",
        &mut script,
    );
    output::answer(String::from_utf8_lossy(&script).trim_end())?;
    Ok(Outcome::Clean)
}
