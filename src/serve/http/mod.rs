//! How is a browser answered?
//!
//! The least of HTTP/1.1 that a browser needs, and nothing that could be turned against the person at the desk:
//!
//! - `GET` and `HEAD` without a body, one request a connection. So there is nothing to smuggle.
//! - A request must be complete, below 16 KiB and well formed within five seconds; an answer must be taken within a
//!   minute. When connections run out, the oldest makes room for the newest. So half-open and slow ones starve nobody.
//! - `Host` must name this machine, and so must `Origin` where a browser sends one: a page from elsewhere that had its
//!   name point here (DNS rebinding) gets nothing.
//! - A path is decoded, normalised and confined before anyone sees it.
//! - A header of an answer is one of a fixed set of ASCII texts; the one that depends on the request, `Location`, is
//!   percent-encoded.
//!
//! Written here, and not taken from tiny_http 0.12: that has no time limits and none can be set from outside, reads lines
//! of any length, makes a thread for each half-open connection, and accepts no more after the first accept that fails.
//!
//! There is no encryption and no password: that is the work of a web server in front of the built site.

mod accept;
mod connections;
mod guard;
mod head;
mod reply;
mod target;

pub use accept::{Outcome, accept};
pub use guard::Guard;
pub use reply::Reply;
pub use target::Target;
