//! Which IDs were given to records that are no more?

use super::past::{keep, memory_of, read};
use super::{HISTORY, Load, Past};
use crate::base::RelPath;
use crate::base::kept::{seal, unseal};
use crate::config::Config;
use crate::history::{Id, deleted_after};
use crate::library::Layout;
use crate::output::Store;
use crate::source::{Git, Source, is_listed};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::Path;

/// What is kept holds for any state of the program.
const FORM: &[u8] = b"casebook gone 1\n";

/// The IDs, as far as file names tell them, of the records of the knowledge base at `root` that are no more; `None` where no commit tells. Some may be there again. What commits
/// before the last call did is remembered, so that a new record need not wait for a walk over all of them.
///
/// # Errors
/// The repository cannot be read.
pub fn gone(root: &Path, config: &Config) -> Result<Option<BTreeSet<String>>> {
    let source = Source::folder(root)?;
    let Some(git) = source.git() else {
        return Ok(None);
    };
    let Some(head) = git.commit.map(Id::from) else {
        return Ok(None);
    };
    let content = &config.site.content;
    let store = memory_of(root);
    let known = store.get(&name()).and_then(|bytes| {
        let (_, bytes) = unseal(FORM, key(content).as_bytes(), &bytes)?;
        postcard::from_bytes::<(Id, BTreeSet<String>)>(bytes).ok()
    });
    let (since, gone) = match known {
        Some((since, gone)) => (Some(since), with_later(git, content, since, gone)?),
        None => (None, None),
    };
    let gone = match gone {
        Some(gone) => gone,
        None => of_all(&source, config, &store)?,
    };
    if since != Some(head)
        && let Some(bytes) = seal(FORM, key(content).as_bytes(), &(head, &gone))
    {
        keep(Some(&store), &name(), &bytes);
    }
    Ok(Some(gone))
}

/// `gone`, with what commits after `since` deleted below `content`; `None` where all of the history has to tell.
fn with_later(
    git: &Git,
    content: &RelPath,
    since: Id,
    mut gone: BTreeSet<String>,
) -> Result<Option<BTreeSet<String>>> {
    let Some(later) = deleted_after(git, since)? else {
        return Ok(None);
    };
    let later = later.iter().filter(|path| is_listed(content, path.as_str()));
    gone.extend(later.map(|path| path.stem().to_owned()));
    Ok(Some(gone))
}

fn of_all(source: &Source, config: &Config, store: &Store) -> Result<BTreeSet<String>> {
    let layout = Layout {
        content: config.site.content.clone(),
    };
    let snapshot = source.list(std::slice::from_ref(&layout.content))?;
    let how = Load {
        past: Past::Commits,
        memory: Some(store.clone()),
        ..Load::default()
    };
    let history = read(&snapshot, config, &layout, &how)?;
    let gone = history.gone.iter();
    Ok(gone.map(|gone| gone.path.stem().to_owned()).collect())
}

/// What is kept is of one folder of records.
fn key(content: &RelPath) -> blake3::Hash {
    blake3::hash(content.as_str().as_bytes())
}

fn name() -> String {
    format!("{HISTORY}/gone")
}
