//! How is a browser answered?
//!
//! By tiny_http, which reads requests and writes answers, behind a front that lets nothing reach it that it cannot bear:
//!
//! ```text
//! browser ─▶ front ─ one head ─▶ tiny_http ─▶ desk
//! ```
//!
//! tiny_http 0.12 has no time limits, gives a thread to each half-open connection, reads lines of any length, makes room
//! for whatever length a body announces, never answers HTTP/2.0, and accepts no more after the first accept that fails.
//! So:
//!
//! - The front takes one head from each connection, of at most 16 KiB and within five seconds, and hands it on over the
//!   loopback as a request of HTTP/1.0 without a body: there is nothing to smuggle, and nothing to wait for. What follows
//!   a head is thrown away; a request that announced a body is marked and refused.
//! - When connections run out, the oldest makes room for the newest. So half-open and slow ones starve nobody.
//! - tiny_http answers no connection but the front's; where it has ended, it is begun anew.
//! - `Host` must name this machine, and so must `Origin` where a browser sends one: a page from elsewhere that had its
//!   name point here (DNS rebinding) gets nothing.
//! - `GET` and `HEAD` only. A path is decoded, normalised and confined before anyone sees it.
//! - A header of an answer is one of a fixed set of ASCII texts; the one that depends on the request, `Location`, is
//!   percent-encoded. (tiny_http would let line breaks through.)
//!
//! What remains: a program on this machine that finds the port of the loopback can hold tiny_http's threads there, as it
//! could hold anything else; a reader who takes an answer very slowly keeps it until its room is wanted. There is no
//! encryption and no password: that is the work of a web server in front of the built site.

mod back;
mod connections;
mod front;
mod guard;
mod hall;
mod head;
mod reply;
mod target;

pub use back::{Outcome, Tell};
pub use front::Front;
pub use guard::Guard;
pub use reply::Reply;
pub use target::Target;
