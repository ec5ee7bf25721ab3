//! What could the machine not do? Faults that somebody may meet and put right are messages, so that `cli` says them in the language of who asked.

use super::{Catalog, Lang, Message};
use anyhow::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Something that the machine could not do. As an error it speaks English, as all errors do.
#[derive(Debug)]
pub struct Unable {
    /// What it could not do.
    pub message: Message,
    why: Option<Error>,
}

impl Unable {
    /// Something for which there is no other reason.
    pub fn new(message: Message) -> Unable {
        Unable { message, why: None }
    }
}

impl fmt::Display for Unable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Catalog::of(Lang::En).say(&self.message))
    }
}

impl std::error::Error for Unable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.why
            .as_ref()
            .map(|why| &**why as &(dyn std::error::Error + 'static))
    }
}

/// Says of an error what could not be done.
pub trait OrUnable<T> {
    /// The same, where it is an error as the reason for what `message` says.
    ///
    /// # Errors
    /// It is one.
    fn or_unable(self, message: impl FnOnce() -> Message) -> Result<T, Error>;
}

impl<T, E: Into<Error>> OrUnable<T> for Result<T, E> {
    fn or_unable(self, message: impl FnOnce() -> Message) -> Result<T, Error> {
        self.map_err(|why| {
            let (message, why) = (message(), Some(why.into()));
            Error::new(Unable { message, why })
        })
    }
}

/// What `error` says, with its reasons.
pub fn why(error: &Error) -> Message {
    let last = cause(error.root_cause());
    let before: Vec<Message> = error.chain().map(cause).collect();
    let before = before.into_iter().rev().skip(1);
    before.fold(last, |why, what| {
        Message::new("unable-why").with("what", what).with("why", why)
    })
}

/// What one of the reasons of an error says. Sorts of refusals by the system are messages; what a library says of itself it says better than
/// the sort of it.
pub fn cause(cause: &(dyn std::error::Error + 'static)) -> Message {
    if let Some(unable) = cause.downcast_ref::<Unable>() {
        return unable.message.clone();
    }
    let io = cause.downcast_ref::<io::Error>();
    let of_system = io.filter(|error| error.raw_os_error().is_some());
    let known = of_system.and_then(|error| SORTS.iter().find(|(sort, _)| *sort == error.kind()));
    match known {
        Some((_, id)) => Message::new(id),
        None => Message::new("unable-said").with("what", cause.to_string()),
    }
}

/// What the system refuses, by words for it.
const SORTS: [(ErrorKind, &str); 13] = [
    (ErrorKind::AddrInUse, "unable-address-taken"),
    (ErrorKind::AddrNotAvailable, "unable-address-none"),
    (ErrorKind::AlreadyExists, "unable-there"),
    (ErrorKind::DirectoryNotEmpty, "unable-not-empty"),
    (ErrorKind::InvalidFilename, "unable-name"),
    (ErrorKind::IsADirectory, "unable-is-folder"),
    (ErrorKind::NotADirectory, "unable-no-folder"),
    (ErrorKind::NotFound, "unable-missing"),
    (ErrorKind::PermissionDenied, "unable-forbidden"),
    (ErrorKind::QuotaExceeded, "unable-quota"),
    (ErrorKind::ReadOnlyFilesystem, "unable-read-only"),
    (ErrorKind::ResourceBusy, "unable-busy"),
    (ErrorKind::StorageFull, "unable-full"),
];

/// The message `id` about the file or folder at `path`.
pub fn of(id: &'static str, path: &Path) -> Message {
    Message::new(id).with("path", path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_of_the_system_is_said_in_the_language_of_the_reader() {
        let full = || Err::<(), _>(io::Error::from_raw_os_error(28));
        let failed = full().or_unable(|| of("unable-write", Path::new("a.md")));
        let said = failed.map_err(|error| Catalog::of(Lang::ZhCn).say(&why(&error)));
        assert_eq!(said, Err("不能写入 `a.md`：磁盘已满".to_owned()));
        let plain = Error::msg("of a library").context("one thing");
        assert_eq!(Catalog::of(Lang::En).say(&why(&plain)), "one thing: of a library");
    }
}
