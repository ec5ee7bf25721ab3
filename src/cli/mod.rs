//! What was asked, and how is the answer shown?
//!
//! The only module that writes to the terminal, reads the environment, or asks what time it is.

mod api;
mod args;
mod build;
mod changes;
mod check;
mod clock;
mod closed;
mod complete;
mod completions;
mod context;
pub mod diagnostics;
mod explain;
mod fmt;
mod form;
mod history;
mod hook;
mod import;
mod init;
mod lsp;
mod man;
mod memory;
mod mistake;
mod new;
mod origin;
mod output;
mod preview;
mod progress;
mod query;
mod report;
mod rules;
mod sarif;
mod schema;
mod seal;
mod search;
mod serve;
mod table;
mod templates;
mod verify;

use anyhow::Error;
use args::{Args, Command};
use context::Context;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well; warnings do not count.
    Clean,
    /// There are errors in the records, or a verification failed.
    Faults,
}

/// Runs the command that `args` name, the program's own name first.
///
/// Exit codes: 0 clean, 1 errors in the records (or any finding under `--strict`), 2 the command could not do its work.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = match args::parse(args) {
        Ok(parsed) => parsed,
        Err(code) => return code,
    };
    let context = Context::new(&parsed);
    match dispatch(&context, parsed) {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Faults) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            context.fail(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(context: &Context, args: Args) -> anyhow::Result<Outcome> {
    match args.command {
        None => serve::default(context),
        Some(Command::Init(args)) => init::run(context, &args),
        Some(Command::New(args)) => new::run(context, &args),
        Some(Command::Import(args)) => import::run(context, &args),
        Some(Command::Check(args)) => check::run(context, &args),
        Some(Command::Explain(args)) => explain::run(context, &args),
        Some(Command::Rules) => rules::run(context),
        Some(Command::Build(args)) => build::run(context, &args),
        Some(Command::Serve(args)) => serve::run(context, &args),
        Some(Command::Search(args)) => search::run(context, &args),
        Some(Command::Clock(args)) => clock::run(context, &args),
        Some(Command::Report(args)) => report::run(context, &args),
        Some(Command::Verify(args)) => verify::run(context, &args),
        Some(Command::Query(args)) => query::run(context, &args),
        Some(Command::Hook(args)) => hook::run(context, &args),
        Some(Command::History(args)) => history::run(context, &args),
        Some(Command::Changes(args)) => changes::run(context, &args),
        Some(Command::Fmt(args)) => fmt::run(context, &args),
        Some(Command::Schema(args)) => schema::run(context, &args),
        Some(Command::Templates(args)) => templates::run(context, &args),
        Some(Command::Lsp) => lsp::run(context),
        Some(Command::Completions(args)) => completions::run(context, &args),
        Some(Command::Complete(args)) => complete::run(context, &args),
        Some(Command::Man(args)) => man::run(context, &args),
    }
}

/// A reader such as `head` that has seen enough is no fault.
fn is_closed_pipe(error: &Error) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
