//! `casebook hook install` and `casebook hook remove`.

use super::{InstallArgs, RemoveArgs, shown};
use crate::author::hooks::{self, Hook, Script};
use crate::base::{Message, RelPath};
use crate::cli::build::SITE;
use crate::cli::context::{Context, Refused};
use crate::cli::{Outcome, origin, output};
use crate::output::Turns;
use crate::source::Repository;
use anyhow::{Error, Result};
use std::path::{Path, PathBuf};

/// What was settled for the scripts.
struct Settled {
    program: PathBuf,
    inside: RelPath,
    branch: Option<String>,
    out: Option<PathBuf>,
}

pub(super) fn install(context: &Context, args: &InstallArgs) -> Result<Outcome> {
    let repository = repository(context)?;
    if !args.server && repository.is_bare()? {
        return Err(refused(
            Message::new("hook-bare").with("path", shown(repository.path())),
        ));
    }
    let settled = settle(context, args, &repository)?;
    let folder = repository.hooks_dir()?;
    let scripts: Vec<Script<'_>> = Hook::those(args.server)
        .iter()
        .map(|hook| script(context, *hook, &settled))
        .collect();
    let foreign = hooks::foreign(&folder, Hook::those(args.server))?;
    if !foreign.is_empty() {
        return Err(refused(chain(context, &folder, &foreign, &scripts)));
    }
    for script in &scripts {
        let place = hooks::write(&folder, script.hook, &script.text())?;
        let message = Message::new("hook-installed").with("path", shown(&place));
        output::answer(&context.say(&message))?;
    }
    if args.server {
        output::answer(&context.say(&where_the_site_goes(&repository, &settled)?))?;
    }
    Ok(Outcome::Clean)
}

pub(super) fn remove(context: &Context, args: &RemoveArgs) -> Result<Outcome> {
    let folder = repository(context)?.hooks_dir()?;
    let foreign = hooks::foreign(&folder, Hook::those(args.server))?;
    for hook in Hook::those(args.server) {
        let id = match hooks::remove(&folder, *hook)? {
            true => "hook-removed",
            false if foreign.contains(hook) => "hook-left",
            false => "hook-none",
        };
        let message = Message::new(id).with("path", shown(&folder.join(hook.name())));
        output::answer(&context.say(&message))?;
    }
    Ok(Outcome::Clean)
}

/// The repository that the folder belongs to.
fn repository(context: &Context) -> Result<Repository> {
    let here = context.here()?;
    match Repository::containing(&here)? {
        Some(repository) => Ok(repository),
        None => Err(refused(Message::new("repo-none").with("path", shown(&here)))),
    }
}

fn settle(context: &Context, args: &InstallArgs, repository: &Repository) -> Result<Settled> {
    let (branch, folder) = match &args.rev {
        Some(written) => origin::read(written)?,
        None => (None, None),
    };
    let inside = match folder {
        Some(folder) => folder,
        None if repository.is_bare()? => RelPath::default(),
        None => {
            let root = context.root()?;
            let outside = || refused(Message::new("repo-none").with("path", shown(&root)));
            repository.inside(&root)?.ok_or_else(outside)?
        }
    };
    let out = match &args.out {
        // A folder of others is refused now, not at the first push.
        Some(out) => Some(Turns::new(&context.here()?.join(out))?.shown().to_path_buf()),
        None => None,
    };
    Ok(Settled {
        program: std::env::current_exe()?,
        inside,
        branch: branch.map(str::to_owned),
        out,
    })
}

fn script<'s>(context: &Context, hook: Hook, settled: &'s Settled) -> Script<'s> {
    let mut arguments = Vec::new();
    if context.lang_given {
        arguments.extend(["--lang".to_owned(), context.lang.tag().to_owned()]);
    }
    arguments.extend(["hook", "run", hook.name()].map(str::to_owned));
    let mut give = |name: &str, value: String| arguments.extend([name.to_owned(), value]);
    if !settled.inside.as_str().is_empty() {
        give("--inside", settled.inside.to_string());
    }
    if hook == Hook::PostReceive {
        if let Some(branch) = &settled.branch {
            give("--rev", branch.clone());
        }
        if let Some(out) = &settled.out {
            give("--out", shown(out));
        }
    }
    let missing = match hook {
        Hook::PreCommit => "hook-missing-commit",
        Hook::PreReceive => "hook-missing-push",
        Hook::PostReceive => "hook-missing-site",
    };
    Script {
        hook,
        program: &settled.program,
        arguments,
        missing: context.say(&Message::new(missing)),
    }
}

/// What to do about hooks of others: which line to add to which file.
fn chain(context: &Context, folder: &Path, foreign: &[Hook], scripts: &[Script<'_>]) -> Message {
    let theirs = scripts.iter().filter(|script| foreign.contains(&script.hook));
    let line = |script: &Script<'_>| {
        let message = Message::new("hook-foreign-line").with("line", script.chain());
        context.say(&message.with("path", shown(&folder.join(script.hook.name()))))
    };
    let lines: Vec<String> = theirs.map(line).collect();
    Message::new("hook-foreign").with("lines", lines.join("\n"))
}

fn where_the_site_goes(repository: &Repository, settled: &Settled) -> Result<Message> {
    let out = match &settled.out {
        Some(out) => out.clone(),
        None => repository.common_dir()?.join(SITE),
    };
    let branch = match &settled.branch {
        Some(branch) => Some(branch.clone()),
        None => repository.head_branch()?,
    };
    Ok(Message::new("hook-site")
        .with("branch", branch.unwrap_or_default())
        .with("path", shown(&out)))
}

fn refused(message: Message) -> Error {
    Refused(message).into()
}
