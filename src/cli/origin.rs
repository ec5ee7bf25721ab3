//! What is built: the knowledge base here, or a revision of a repository.

use super::args::BuildArgs;
use super::build::SITE;
use super::context::{Context, Refused};
use crate::base::{Message, RelPath, hash, unable};
use crate::output::Store;
use crate::pipeline;
use crate::source::{Repository, Source, split_revision};
use anyhow::{Error, Result};
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder, in a repository that is built without a work tree, of what was found out.
const CACHE: &str = "casebook";

/// The folders of a knowledge base that people write in.
const OWN: [&str; 3] = ["content", "templates", "reports"];
/// The folders that programs write in.
const KEPT: [&str; 2] = [".git", pipeline::CACHE];

/// What is built, and what belongs to it.
pub(crate) struct Origin {
    /// The files.
    pub(crate) source: Source,
    /// Where it is kept what was found out.
    pub(crate) cache: PathBuf,
    /// Where the site goes.
    pub(crate) site: PathBuf,
}

impl Origin {
    /// What `args` ask for.
    pub(crate) fn of(context: &Context, args: &BuildArgs) -> Result<Origin> {
        let here = context.here()?;
        let usual = match (&args.repo, &args.rev) {
            (Some(repo), rev) => of_repository(&here, repo, rev.as_deref()),
            (None, Some(rev)) => of_revision(&context.root()?, rev),
            (None, None) => of_folder(&context.root()?),
        }?;
        let site = args.out.as_ref().map_or(usual.site, |out| here.join(out));
        if args.repo.is_none() {
            outside(&context.root()?, &site, &OWN)?;
        }
        Ok(Origin {
            source: usual.source,
            cache: args.cache.as_ref().map_or(usual.cache, |cache| here.join(cache)),
            site,
        })
    }
}

/// Where it is kept what was found out about the knowledge base at `root`: in a folder of it, and where nothing can be written there, as on a share that
/// is only read, among what the system keeps for the user.
pub(crate) fn kept(root: &Path) -> PathBuf {
    let own = root.join(pipeline::CACHE);
    if Store::new(&own).is_writable() {
        return own;
    }
    let folder = |name: &str| {
        env::var_os(name)
            .filter(|folder| !folder.is_empty())
            .map(PathBuf::from)
    };
    let of_user = folder("XDG_CACHE_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| Some(folder("HOME")?.join(".cache")));
    of_user.map_or(own, |folder| {
        folder
            .join(CACHE)
            .join(hash::short(real(root).as_os_str().as_encoded_bytes()))
    })
}

/// Refuses a `place` for what is made in the folders `own` of the knowledge base at `root`, and in those that programs keep there.
pub(crate) fn outside(root: &Path, place: &Path, own: &[&str]) -> Result<()> {
    let (root, real) = (self::real(root), self::real(place));
    match own
        .iter()
        .chain(&KEPT)
        .find(|own| real.starts_with(root.join(own)))
    {
        Some(own) => {
            let message = Message::new("out-inside").with("path", shown(place));
            Err(refused(message.with("folder", *own)))
        }
        None => Ok(()),
    }
}

/// The folders of a knowledge base, with its records in `content`, that hold neither reports nor what is asked of them.
pub(crate) fn written_by_hand(content: &RelPath) -> Vec<&str> {
    let all = ["content", "templates", content.as_str()];
    all.into_iter().filter(|folder| !folder.is_empty()).collect()
}

/// `path` without links and steps up, as far as it is there.
pub(crate) fn real(path: &Path) -> PathBuf {
    let there = |part: &Path| Some(part.canonicalize().ok()?.join(path.strip_prefix(part).ok()?));
    path.ancestors()
        .find_map(there)
        .unwrap_or_else(|| path.to_path_buf())
}

fn of_folder(root: &Path) -> Result<Origin> {
    Ok(Origin {
        source: Source::folder(root)?,
        cache: kept(root),
        site: root.join(SITE),
    })
}

fn of_revision(root: &Path, rev: &str) -> Result<Origin> {
    let Some((repository, inside)) = Repository::around(root)? else {
        return Err(refused(Message::new("repo-none").with("path", shown(root))));
    };
    Ok(Origin {
        source: revision(&Arc::new(repository), rev, &inside)?,
        cache: kept(root),
        site: root.join(SITE),
    })
}

fn of_repository(here: &Path, repo: &Path, rev: Option<&str>) -> Result<Origin> {
    let repository = open(&here.join(repo), Vec::new())?;
    if rev.is_none() && repository.head()?.is_none() {
        return Err(refused(Message::new("repo-no-commits").with("path", shown(repo))));
    }
    Ok(Origin {
        source: revision(&repository, rev.unwrap_or("HEAD"), &RelPath::default())?,
        cache: cache(&repository)?,
        site: here.join(SITE),
    })
}

/// The repository at `path`; `alternates` are further folders of objects.
pub(crate) fn open(path: &Path, alternates: Vec<PathBuf>) -> Result<Arc<Repository>> {
    let opened = Repository::open(path, alternates).map_err(|error| {
        let message = Message::new("repo-open").with("path", shown(path));
        refused(message.with("detail", unable::cause(error.root_cause())))
    });
    Ok(Arc::new(opened?))
}

/// Where it is kept what was found out about a repository that is built without a work tree.
pub(crate) fn cache(repository: &Repository) -> Result<PathBuf> {
    Ok(repository.common_dir()?.join(CACHE))
}

/// The knowledge base in the revision `written`: in the folder that it names (`main:kb`), else in `inside`.
pub(crate) fn revision(repository: &Arc<Repository>, written: &str, inside: &RelPath) -> Result<Source> {
    let (name, folder) = read(written)?;
    let inside = folder.as_ref().unwrap_or(inside);
    let name = name.unwrap_or("HEAD");
    let Ok(commit) = repository.resolve(name) else {
        let message = Message::new("repo-no-revision").with("revision", name);
        return Err(refused(message.with("path", shown(repository.path()))));
    };
    let source = Source::at(Arc::clone(repository), Some(commit), inside)?;
    if !pipeline::is_knowledge_base(&source)? {
        let message = Message::new("repo-no-knowledge-base").with("revision", written);
        return Err(refused(message.with("example", format!("{name}:kb"))));
    }
    Ok(source)
}

/// The two parts of `main:kb`; one that is not written is `None`.
pub(crate) fn read(written: &str) -> Result<(Option<&str>, Option<RelPath>)> {
    let Some((name, folder)) = split_revision(written) else {
        return Err(refused(Message::new("repo-folder").with("written", written)));
    };
    let name = Some(name).filter(|name| !name.is_empty());
    Ok((name, written.contains(':').then_some(folder)))
}

fn refused(message: Message) -> Error {
    Refused(message).into()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
