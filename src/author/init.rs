//! `casebook init`: a small working knowledge base.

use crate::base::{Catalog, Lang, Message, OrUnable, RelPath, assets, unable};
use crate::config::{CASEBOOK_YAML, CONTRACT_YAML};
use crate::output;
use crate::source::Snapshot;
use anyhow::Result;
use git2::{IndexAddOption, Repository, Signature, Time};
use jiff::Timestamp;
use std::fs;
use std::path::Path;

/// What `init` did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Initialized {
    /// The files that were made, relative to the folder.
    pub made: Vec<RelPath>,
    /// Whether the Markdown files that were there lie in the folder itself, so that it is the content.
    pub whole_folder: bool,
    /// Whether there are Markdown files outside `content`, and a configuration that was left as it is.
    pub configured: bool,
    /// The first commit, where a repository was made.
    pub commit: Option<String>,
}

/// Makes a knowledge base in `dir`, or adds what is missing to the files that are there. `empty` leaves out the records
/// of the start. They are written in `lang`; `now` is the time of the first commit.
pub fn init(dir: &Path, empty: bool, lang: Lang, now: Timestamp) -> Result<Initialized> {
    fs::create_dir_all(dir).or_unable(|| unable::of("unable-folder", dir))?;
    let there = Snapshot::take(dir, &[RelPath::default()])?;
    let is_text = |path: &RelPath| matches!(path.extension().as_str(), "md" | "markdown");
    let has_texts = there.entries.iter().any(|entry| is_text(&entry.path));
    let content = dir.join("content").is_dir();
    let configured = has_texts && !content && dir.join(CASEBOOK_YAML).exists();
    let mut done = Initialized {
        whole_folder: has_texts && !content && !configured,
        configured,
        ..Initialized::default()
    };
    let start = start(lang);
    for (path, bytes) in assets::below(start) {
        let Some(path) = path.strip_prefix(&format!("{start}/")).and_then(RelPath::new) else {
            continue;
        };
        let record = path.below("content").is_some();
        // Texts that are there already were written under no contract of ours.
        let contract = path.as_str() == CONTRACT_YAML && has_texts;
        if contract || (record && (empty || has_texts || content)) {
            continue;
        }
        add(
            dir,
            &target(&path),
            &adapted(&path, bytes, done.whole_folder, lang),
            &mut done.made,
        )?;
    }
    ignore(dir, &mut done.made)?;
    if !done.whole_folder && !configured {
        let content = dir.join("content");
        fs::create_dir_all(&content).or_unable(|| unable::of("unable-folder", &content))?;
    }
    if is_without_commits(dir) {
        done.commit = Some(first_commit(dir, lang, now).or_unable(|| Message::new("unable-init"))?);
    }
    Ok(done)
}

/// Where the files lie that a knowledge base in `lang` starts with.
fn start(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "init",
        Lang::En => "init.en",
    }
}

/// A file whose name begins with a dot lies among the templates without it.
fn target(path: &RelPath) -> RelPath {
    match path.as_str() {
        "gitignore" => RelPath::new(".gitignore").unwrap_or_default(),
        _ => path.clone(),
    }
}

fn adapted(path: &RelPath, bytes: &[u8], whole_folder: bool, lang: Lang) -> Vec<u8> {
    if path.as_str() == CASEBOOK_YAML && whole_folder {
        return format!("content: .\nlanguage: {lang}\n").into_bytes();
    }
    bytes.to_vec()
}

fn add(dir: &Path, path: &RelPath, bytes: &[u8], made: &mut Vec<RelPath>) -> Result<()> {
    let place = path.on_disk(dir);
    if fs::symlink_metadata(&place).is_ok() {
        return Ok(());
    }
    output::create(&place, bytes)?;
    made.push(path.clone());
    Ok(())
}

/// Adds to a list of what git leaves out those of our own folders that are missing there: else the first build would be committed.
fn ignore(dir: &Path, made: &mut Vec<RelPath>) -> Result<()> {
    let path = RelPath::new(".gitignore").unwrap_or_default();
    let place = path.on_disk(dir);
    let Ok(there) = fs::read_to_string(&place) else {
        return Ok(());
    };
    let bare = |line: &str| line.trim().trim_matches('/').to_owned();
    let has = |wanted: &&str| there.lines().any(|line| bare(line) == bare(wanted));
    let ours = assets::text("init/gitignore").unwrap_or_default();
    let missing: Vec<&str> = ours.lines().filter(|line| !has(line)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let end = if there.is_empty() || there.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let text = format!("{there}{end}{}\n", missing.join("\n"));
    output::replace(&place, text.as_bytes())?;
    made.push(path);
    Ok(())
}

/// Whether `dir` is in no repository, or is one in which nothing was committed yet.
fn is_without_commits(dir: &Path) -> bool {
    let Ok(repository) = Repository::discover(dir) else {
        return true;
    };
    let same = |tree: &Path| tree.canonicalize().ok() == dir.canonicalize().ok();
    repository.is_empty().unwrap_or_default() && repository.workdir().is_some_and(same)
}

/// Makes the repository, where there is none, and commits all there is; needs no git identity.
fn first_commit(dir: &Path, lang: Lang, now: Timestamp) -> Result<String> {
    let mut options = git2::RepositoryInitOptions::new();
    options.initial_head("main").external_template(false);
    let repository = Repository::init_opts(dir, &options)?;
    let mut index = repository.index()?;
    index.add_all(["*"], IndexAddOption::DEFAULT, None)?;
    index.write()?;
    let tree = repository.find_tree(index.write_tree()?)?;
    let own = repository.signature();
    let who =
        own.or_else(|_| Signature::new("casebook", "casebook@localhost", &Time::new(now.as_second(), 0)))?;
    let commit = repository.commit(
        Some("HEAD"),
        &who,
        &who,
        &format!("{}\n", Catalog::of(lang).word("init-commit")),
        &tree,
        &[],
    )?;
    Ok(commit.to_string())
}
