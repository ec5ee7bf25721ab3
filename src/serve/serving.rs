//! What is served, and where?

use crate::base::{Lang, Message, OrUnable};
use anyhow::Result;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;

/// The port that is tried first.
const PORT: u16 = 8080;
/// How many ports are tried before any free one is taken.
const TRIED: u16 = 100;

/// What is served, and where.
#[derive(Debug, Clone, Default)]
pub struct Serving {
    /// The address. `None` is 127.0.0.1:8080, or the next free port.
    pub addr: Option<SocketAddr>,
    /// The folder of the knowledge base. All of it is watched, except hidden names, `site`, `target` and
    /// `node_modules`.
    pub root: PathBuf,
    /// Folders that are not watched, absolute or relative to `root`: where a build puts its output.
    pub ignored: Vec<PathBuf>,
    /// Whether to look at the files again and again rather than to ask the system for changes: for network drives.
    pub poll: bool,
    /// The language of faults.
    pub lang: Lang,
    /// The address that opens a file in an editor, with the gaps `{path}` (absolute, escaped), `{line}` and
    /// `{column}`: `vscode://file{path}:{line}:{column}`. `None` shows places without a link.
    pub editor: Option<String>,
}

impl Serving {
    /// Binds the address that was asked for, or a free one.
    pub(super) fn bind(&self) -> Result<TcpListener> {
        if let Some(addr) = self.addr {
            let refused = |why: &io::Error| match why.kind() {
                ErrorKind::AddrInUse => Message::new("unable-listen-asked").with("address", addr.to_string()),
                _ => listening(addr),
            };
            return TcpListener::bind(addr).or_else(|why| {
                let message = refused(&why);
                Err(why).or_unable(|| message)
            });
        }
        let local = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        (PORT..PORT + TRIED)
            .find_map(|port| TcpListener::bind(local(port)).ok())
            .map_or_else(|| TcpListener::bind(local(0)), Ok)
            .or_unable(|| listening(local(0)))
    }
}

fn listening(addr: SocketAddr) -> Message {
    Message::new("unable-listen").with("address", addr.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_port_that_is_taken_is_passed_over_unless_it_was_asked_for() {
        let first = Serving::default().bind().unwrap();
        let second = Serving::default().bind().unwrap();
        let (a, b) = (first.local_addr().unwrap(), second.local_addr().unwrap());
        assert!(a.ip().is_loopback() && b.ip().is_loopback());
        assert_ne!(a.port(), b.port());
        let asked = Serving {
            addr: Some(a),
            ..Serving::default()
        };
        let error = asked.bind().unwrap_err();
        let told = format!(
            "cannot listen on `{a}` (name another port with --addr; without --addr the first free one from 8080 on is taken)"
        );
        assert_eq!(error.to_string(), told);
    }
}
