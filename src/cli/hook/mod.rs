//! `casebook hook`: lets git check records and build the site.

mod commit;
mod install;
mod publish;
mod receive;
mod verdict;

use super::Outcome;
use super::context::Context;
use super::origin;
use crate::author::hooks::Hook;
use crate::base::RelPath;
use crate::source::Repository;
use anyhow::Result;
use clap::{Args as ClapArgs, Subcommand};
use std::env;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// `hook`
#[derive(Debug, ClapArgs)]
pub(crate) struct HookArgs {
    #[command(subcommand)]
    command: HookCommand,
}

#[derive(Debug, Subcommand)]
enum HookCommand {
    Install(InstallArgs),
    Remove(RemoveArgs),
    // What the scripts call.
    #[command(hide = true)]
    Run(RunArgs),
}

/// `hook install`
#[derive(Debug, ClapArgs)]
struct InstallArgs {
    #[arg(long)]
    server: bool,
    #[arg(long, value_name = "DIR", requires = "server")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "BRANCH", requires = "server")]
    rev: Option<String>,
}

/// `hook remove`
#[derive(Debug, ClapArgs)]
struct RemoveArgs {
    #[arg(long)]
    server: bool,
}

/// `hook run NAME`
#[derive(Debug, ClapArgs)]
struct RunArgs {
    #[arg(value_parser = hook)]
    name: Hook,
    #[arg(long, value_name = "DIR", default_value = "", value_parser = folder)]
    inside: RelPath,
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "BRANCH")]
    rev: Option<String>,
}

pub(crate) fn run(context: &Context, args: &HookArgs) -> Result<Outcome> {
    match &args.command {
        HookCommand::Install(args) => install::install(context, args),
        HookCommand::Remove(args) => install::remove(context, args),
        HookCommand::Run(args) => match args.name {
            Hook::PreCommit => commit::run(context, args),
            Hook::PreReceive => receive::run(context, args),
            Hook::PostReceive => publish::run(context, args),
        },
    }
}

fn hook(name: &str) -> Result<Hook, String> {
    let names = || Hook::ALL.map(Hook::name).join(" | ");
    Hook::parse(name).ok_or_else(names)
}

fn folder(written: &str) -> Result<RelPath, String> {
    RelPath::new(written).ok_or_else(|| "DIR".to_owned())
}

/// The repository that git runs a hook for, and the objects of a push under way, which it keeps apart until that is taken.
fn repository(context: &Context) -> Result<Arc<Repository>> {
    let here = context.here()?;
    let folder = |name| env::var_os(name).map(|path| here.join(path));
    let mut objects: Vec<PathBuf> = [folder("GIT_QUARANTINE_PATH"), folder("GIT_OBJECT_DIRECTORY")]
        .into_iter()
        .flatten()
        .collect();
    if let Some(more) = env::var_os("GIT_ALTERNATE_OBJECT_DIRECTORIES") {
        objects.extend(env::split_paths(&more).map(|path| here.join(path)));
    }
    objects.retain(|path| path.is_dir());
    objects.dedup();
    match folder("GIT_DIR") {
        Some(path) => origin::open(&path, objects),
        None => {
            let found = Repository::containing(&here)?;
            origin::open(found.as_ref().map_or(&*here, |found| found.path()), objects)
        }
    }
}

/// What git tells of a push.
fn told() -> Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
