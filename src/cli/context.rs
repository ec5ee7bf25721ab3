//! What every command needs: the language, the knowledge base, and the way to say something.

use super::args::{Args, Color};
use super::output;
use crate::author::NewFault;
use crate::base::{Catalog, Lang, Message, unable};
use crate::clock::NotCovered;
use crate::config::{self, CASEBOOK_YAML};
use crate::ledger::Expired;
use crate::output::NotOurs;
use crate::pipeline::TooOld;
use anyhow::{Error, Result};
use jiff::Timestamp;
use std::env;
use std::error::Error as StdError;
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The variable that fixes the time of what is made.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// A fault of what was asked, in words for the one who asked.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.id)]
pub(crate) struct Refused(pub(crate) Message);

/// Waits a minute for the answer to a query: more than a hundred times what any should take.
pub(crate) fn a_minute() -> Expired {
    let begun = Instant::now();
    Arc::new(move || begun.elapsed() > Duration::from_secs(60))
}

/// Keeps `value` until the process ends, which then takes its memory in one piece: to give back the records of a large knowledge base one
/// by one takes longer than some commands.
pub(crate) fn for_good<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// The knowledge base of the folder `here`: this one or the nearest one above it that is one.
pub(crate) fn root_of(here: &Path) -> Result<Option<PathBuf>> {
    if !here.is_dir() {
        return Ok(None);
    }
    let configured = |dir: &&Path| dir.join(CASEBOOK_YAML).is_file();
    // Nothing in `casebook.yaml` is required, so a folder with records is a knowledge base without it too.
    let bare = || here.join("content").is_dir().then(|| here.to_path_buf());
    let absolute = std::path::absolute(here)?;
    Ok(absolute
        .ancestors()
        .find(configured)
        .map(Path::to_path_buf)
        .or_else(bare))
}

/// The language of who did not ask for one: that of the locale; where it names neither, that of the knowledge base in or around `dir`, or here; else
/// Chinese.
pub(crate) fn usual_lang(dir: Option<&Path>) -> Lang {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    let of_base = || {
        let root = root_of(dir.unwrap_or(Path::new("."))).ok()??;
        config::language(&fs::read_to_string(root.join(CASEBOOK_YAML)).ok()?)
    };
    let found = locale.and_then(|locale| Lang::parse(&locale));
    found.or_else(of_base).unwrap_or_default()
}

/// What every command needs.
pub(crate) struct Context {
    pub(crate) lang: Lang,
    /// Whether the language was asked for, rather than the usual one.
    pub(crate) lang_given: bool,
    pub(crate) color: bool,
    pub(crate) quiet: bool,
    pub(crate) verbose: bool,
    dir: Option<PathBuf>,
}

impl Context {
    pub(crate) fn new(args: &Args) -> Context {
        let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Context {
            lang: args
                .lang
                .unwrap_or_else(|| usual_lang(args.knowledge_base.as_deref())),
            lang_given: args.lang.is_some(),
            color: match args.color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => std::io::stdout().is_terminal() && !no_color,
            },
            quiet: args.quiet,
            verbose: args.verbose,
            dir: args.knowledge_base.clone(),
        }
    }

    pub(crate) fn catalog(&self) -> &'static Catalog {
        Catalog::of(self.lang)
    }

    /// `message` in the language of the one who asked.
    pub(crate) fn say(&self, message: &Message) -> String {
        self.catalog().say(message)
    }

    /// Tells something beside the answer; nothing under `--quiet`.
    pub(crate) fn note(&self, message: &Message) {
        if !self.quiet {
            output::note(&self.say(message));
        }
    }

    /// The knowledge base: `-C`, else this folder or the nearest one above it that is one.
    pub(crate) fn root(&self) -> Result<PathBuf> {
        match self.find_root()? {
            Some(root) => Ok(root),
            None => Err(Refused(Message::new("cli-no-knowledge-base")).into()),
        }
    }

    pub(crate) fn find_root(&self) -> Result<Option<PathBuf>> {
        root_of(&self.here()?)
    }

    /// The folder that relative paths of arguments start from.
    pub(crate) fn here(&self) -> Result<PathBuf> {
        match &self.dir {
            Some(dir) => Ok(dir.clone()),
            None => Ok(env::current_dir()?),
        }
    }

    /// The instant that figures are judged at, where the environment fixes it (`SOURCE_DATE_EPOCH`, in seconds). What is no such instant is
    /// refused: passed over, it would give other bytes than somebody wants to make again.
    pub(crate) fn source_date_epoch(&self) -> Result<Option<Timestamp>> {
        let Some(written) = env::var_os(EPOCH).filter(|written| !written.is_empty()) else {
            return Ok(None);
        };
        let written = written.to_string_lossy();
        let seconds = written.trim().parse().ok();
        match seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()) {
            Some(instant) => Ok(Some(instant)),
            None => {
                let message = Message::new("cli-argument").with("argument", EPOCH);
                let message = message.with("written", &*written);
                Err(Refused(message.with("expected", Message::new("expected-epoch"))).into())
            }
        }
    }

    /// Says why a command could not do its work.
    pub(crate) fn fail(&self, error: &Error) {
        let head = self.catalog().word("severity-error");
        output::note(&format!("{head}: {}", self.why(error)));
    }

    /// What `error` says, with its reasons.
    pub(crate) fn why(&self, error: &Error) -> String {
        let whole = error.chain().find_map(whole);
        self.say(&whole.unwrap_or_else(|| unable::why(error)))
    }
}

/// What says all that there is to say, whatever it was the reason of.
pub(crate) fn whole(cause: &(dyn StdError + 'static)) -> Option<Message> {
    let message = if let Some(Refused(message)) = cause.downcast_ref() {
        message.clone()
    } else if let Some(NewFault(message)) = cause.downcast_ref() {
        message.clone()
    } else if let Some(NotOurs(path)) = cause.downcast_ref() {
        Message::new("not-ours").with("path", path.display().to_string())
    } else if let Some(NotCovered { year }) = cause.downcast_ref() {
        Message::new("report-not-covered").with("year", year.to_string())
    } else if let Some(TooOld(wanted)) = cause.downcast_ref() {
        let message = Message::new("config-requires").with("wanted", wanted.as_str());
        message.with("have", env!("CARGO_PKG_VERSION"))
    } else {
        return None;
    };
    Some(message)
}
