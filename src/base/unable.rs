//! What could the machine not do? Faults that somebody may meet and put right are messages, so that `cli` says them in the language of who asked.

use super::{Catalog, Lang, Message};
use anyhow::Error;
use std::fmt;
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

/// The message `id` about the file or folder at `path`.
pub fn of(id: &'static str, path: &Path) -> Message {
    Message::new(id).with("path", path.display().to_string())
}
