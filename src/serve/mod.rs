//! What does an author see while writing?
//!
//! Serving is building again: [`serve`] asks its caller for a [`View`] of the knowledge base, shows pages from it as
//! the browser wants them, and asks for a new view when something changed on the disk. What a page is, it does not
//! know.
//!
//! ```text
//! disk ─▶ watch ─▶ rebuild ─▶ Stage ◀─ desk ◀─ http ◀─ browser
//!                               ▲
//!                            checking
//! ```
//!
//! A view is never changed, only replaced: a request is answered from one view, whatever happens meanwhile. A view that
//! cannot be made leaves the last one standing, with the fault over it.
//!
//! It is a tool for one desk, not a web server: see [`http`] for what it refuses.

mod checking;
mod desk;
mod event;
mod fault;
pub mod http;
mod media;
mod rebuild;
mod reload;
mod serving;
mod stage;
#[cfg(test)]
mod tests;
mod view;
mod watch;

pub use event::Event;
pub use media::content_type;
pub use serving::Serving;
pub use view::{Answer, Finding, Findings, Found, View};
pub use watch::Changes;

use anyhow::{Context, Result};
use desk::Desk;
use stage::Stage;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use watch::{Grounds, Watch};

/// Where events go.
type Report = Arc<dyn Fn(Event) + Send + Sync>;

/// A dev server under way. It ends with the process.
#[derive(Debug)]
pub struct Server {
    addr: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Waits for as long as it serves.
    pub fn wait(self) {
        // A thread that panicked has said so itself.
        let _ = self.accepting.join();
    }
}

/// Serves until the process ends; see [`start`].
pub fn serve<L, E>(serving: Serving, load: L, on_event: E) -> Result<()>
where
    L: FnMut(&Changes) -> Result<Option<Arc<dyn View>>> + Send + 'static,
    E: Fn(Event) + Send + Sync + 'static,
{
    start(serving, load, on_event)?.wait();
    Ok(())
}

/// Binds the address, loads the first view and begins to answer. `load` is told what changed since it was last called
/// (at first: everything) and makes the whole view, or none where nothing of that can show; it is called on one thread, never twice at a time. A first view
/// that cannot be made is shown as a fault, for it may be mended. Fails where the address cannot be had.
pub fn start<L, E>(serving: Serving, load: L, on_event: E) -> Result<Server>
where
    L: FnMut(&Changes) -> Result<Option<Arc<dyn View>>> + Send + 'static,
    E: Fn(Event) + Send + Sync + 'static,
{
    let report: Report = Arc::new(on_event);
    let listener = serving.bind()?;
    let addr = listener.local_addr().context("cannot tell the address")?;
    if !addr.ip().is_loopback() {
        report(Event::Exposed { addr });
    }
    let grounds = Grounds::new(&serving.root, &serving.ignored)?;
    // Watched before it is loaded, so that no change falls between.
    let watch = Watch::start(grounds, serving.poll, Arc::clone(&report));
    let stage = Arc::new(Stage::default());
    let mut load = load;
    let lang = serving.lang;
    rebuild::rebuild(&stage, &mut load, &Changes::everything(), lang, &report);
    report(Event::Listening { addr });
    let desk = Desk::new(serving, Arc::clone(&stage), Arc::clone(&report));
    let (checked, told) = (Arc::clone(&stage), Arc::clone(&report));
    thread::Builder::new()
        .name("check".to_owned())
        .spawn(move || checking::keep(&checked, &told))
        .context("cannot start a thread")?;
    thread::Builder::new()
        .name("rebuild".to_owned())
        .spawn(move || rebuild::keep(&stage, watch, &mut load, lang, &report))
        .context("cannot start a thread")?;
    let front = http::Front::new(http::Guard::new(addr), move |target| desk.answer(target))?;
    let accepting = thread::Builder::new()
        .name("accept".to_owned())
        .spawn(move || front.accept(&listener))
        .context("cannot start a thread")?;
    Ok(Server { addr, accepting })
}
