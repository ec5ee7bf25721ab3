//! `casebook hook`: the hooks by which git runs the program.

mod script;
mod update;

pub use script::Script;
pub use update::{Update, updates};

use crate::base::{OrUnable, unable};
use crate::output;
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// A hook that the program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hook {
    /// Before a commit is made: are the staged records well written?
    PreCommit,
    /// Before a push is taken: are the records that it brings well written?
    PreReceive,
    /// After a push was taken: builds the site.
    PostReceive,
}

impl Hook {
    /// All of them.
    pub const ALL: [Hook; 3] = [Hook::PreCommit, Hook::PreReceive, Hook::PostReceive];

    /// Those of who writes records, or those of the server that takes their pushes.
    pub fn those(server: bool) -> &'static [Hook] {
        match server {
            true => &[Hook::PreReceive, Hook::PostReceive],
            false => &[Hook::PreCommit],
        }
    }

    /// The name of its file.
    pub fn name(self) -> &'static str {
        match self {
            Hook::PreCommit => "pre-commit",
            Hook::PreReceive => "pre-receive",
            Hook::PostReceive => "post-receive",
        }
    }

    /// The hook called `name`.
    pub fn parse(name: &str) -> Option<Hook> {
        Hook::ALL.into_iter().find(|hook| hook.name() == name)
    }
}

/// Whose a hook's file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Nobody,
    Us,
    Others,
}

/// The hooks of `hooks` that stand in `folder` and were not written here.
///
/// # Errors
/// A file cannot be read.
pub fn foreign(folder: &Path, hooks: &[Hook]) -> Result<Vec<Hook>> {
    let mut found = Vec::new();
    for hook in hooks {
        if owner(&folder.join(hook.name()))? == Owner::Others {
            found.push(*hook);
        }
    }
    Ok(found)
}

/// Writes `text` as the hook `hook` in `folder`; answers its file. Whether it is [`foreign`] was asked before.
///
/// # Errors
/// It cannot be written.
pub fn write(folder: &Path, hook: Hook, text: &str) -> Result<PathBuf> {
    let place = folder.join(hook.name());
    output::replace(&place, text.as_bytes())?;
    runnable(&place).or_unable(|| unable::of("unable-program", &place))?;
    Ok(place)
}

/// Removes the hook `hook` from `folder` where it was written here; answers whether it was.
///
/// # Errors
/// It cannot be removed.
pub fn remove(folder: &Path, hook: Hook) -> Result<bool> {
    let place = folder.join(hook.name());
    let ours = owner(&place)? == Owner::Us;
    if ours {
        fs::remove_file(&place).or_unable(|| unable::of("unable-remove", &place))?;
    }
    Ok(ours)
}

fn owner(place: &Path) -> Result<Owner> {
    if fs::symlink_metadata(place).is_err() {
        return Ok(Owner::Nobody);
    }
    // A link that leads nowhere is somebody's all the same.
    if !place.exists() {
        return Ok(Owner::Others);
    }
    let bytes = fs::read(place).or_unable(|| unable::of("unable-read", place))?;
    Ok(match script::is_ours(&bytes) {
        true => Owner::Us,
        false => Owner::Others,
    })
}

#[cfg(unix)]
fn runnable(place: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut rights = fs::metadata(place)?.permissions();
    // Who may read it may run it.
    rights.set_mode(rights.mode() | (rights.mode() & 0o444) >> 2);
    fs::set_permissions(place, rights)
}

#[cfg(not(unix))]
fn runnable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_our_own_are_replaced_and_removed() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("hooks");
        let hooks = Hook::those(true);
        assert_eq!(foreign(&folder, hooks).unwrap(), []);
        write(&folder, Hook::PreReceive, "#!/bin/sh\n# casebook hook\n").unwrap();
        fs::write(
            folder.join("post-receive"),
            "#!/bin/sh\ncasebook hook run post-receive\n",
        )
        .unwrap();
        assert_eq!(foreign(&folder, hooks).unwrap(), [Hook::PostReceive]);
        assert!(remove(&folder, Hook::PreReceive).unwrap());
        assert!(!remove(&folder, Hook::PreReceive).unwrap());
        assert!(!remove(&folder, Hook::PostReceive).unwrap());
        assert!(folder.join("post-receive").exists());
    }

    #[test]
    fn names_are_git_s() {
        for hook in Hook::ALL {
            assert_eq!(Hook::parse(hook.name()), Some(hook));
        }
        assert_eq!(Hook::parse("pre-push"), None);
    }
}
