//! What does the server tell the person who started it?

use crate::base::{Message, RelPath};
use std::net::SocketAddr;
use std::time::Duration;

/// Something that the person who started the server may want to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The first view is made and requests are answered here.
    Listening {
        /// Where.
        addr: SocketAddr,
    },
    /// A warning: other machines can read everything.
    Exposed {
        /// Where.
        addr: SocketAddr,
    },
    /// Files are looked at again and again.
    Polling {
        /// A warning: nobody asked for it, the system watches no more folders.
        limit: bool,
    },
    /// A warning: changes cannot be seen.
    Blind {
        /// Why.
        why: Message,
    },
    /// A view was made.
    Loaded {
        /// How many files had changed; `None` for the first view, and where that is not known.
        changed: Option<usize>,
        /// How long it took.
        took: Duration,
    },
    /// The records were checked, and another number of them is wrong than before.
    Checked {
        /// How many errors there are.
        errors: usize,
        /// How many warnings there are.
        warnings: usize,
    },
    /// No view could be made; the last one stands.
    LoadFailed {
        /// Why.
        error: String,
    },
    /// A page could not be made.
    PageFailed {
        /// Which.
        path: RelPath,
        /// Why.
        error: String,
    },
}

/// How much was found.
pub fn found(errors: usize, warnings: usize) -> Message {
    let message = Message::new("serve-findings").with("errors", errors);
    message.with("warnings", warnings)
}

impl Event {
    /// Whether something is wrong.
    pub fn is_warning(&self) -> bool {
        match self {
            Event::Listening { .. } | Event::Loaded { .. } | Event::Checked { .. } => false,
            Event::Polling { limit } => *limit,
            Event::Exposed { .. }
            | Event::Blind { .. }
            | Event::LoadFailed { .. }
            | Event::PageFailed { .. } => true,
        }
    }

    /// In words.
    pub fn message(&self) -> Message {
        match self {
            Event::Listening { addr } => {
                Message::new("serve-listening").with("url", format!("http://{addr}/"))
            }
            Event::Exposed { addr } => Message::new("serve-exposed").with("addr", addr.to_string()),
            Event::Polling { limit: false } => Message::new("serve-polling"),
            Event::Polling { limit: true } => Message::new("serve-polling-limit"),
            Event::Blind { why } => Message::new("serve-blind").with("error", why.clone()),
            Event::Loaded { changed, took } => Message::new("serve-loaded")
                .with(
                    "changed",
                    changed.map_or(-1, |n| i64::try_from(n).unwrap_or(i64::MAX)),
                )
                .with("ms", i64::try_from(took.as_millis()).unwrap_or(i64::MAX)),
            Event::Checked { errors, warnings } => found(*errors, *warnings),
            Event::LoadFailed { error } => Message::new("serve-load-failed").with("error", error.as_str()),
            Event::PageFailed { path, error } => Message::new("serve-page-failed")
                .with("path", path.as_str())
                .with("error", error.as_str()),
        }
    }
}
