//! Whose request is it that tiny_http read?
//!
//! It knows a request by the near end of a connection on the loopback: here stands whose that is.

use super::connections::Connections;
use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How many requests are read and answered at once.
const ROOM: usize = 128;
/// How many browsers may wait for news at once.
const STREAMS: usize = 64;
/// How long a request waits for the room of an older one.
const PATIENCE: Duration = Duration::from_millis(500);

/// A connection of a browser, with its number among the requests.
#[derive(Debug, Clone)]
pub struct Guest {
    /// Its number.
    pub number: u64,
    /// The connection.
    pub stream: Arc<TcpStream>,
}

/// Who is there.
#[derive(Debug)]
pub struct Hall {
    /// Those who ask.
    pub requests: Connections,
    /// Those who wait for news.
    pub streams: Connections,
    handed: Mutex<BTreeMap<SocketAddr, Guest>>,
}

impl Hall {
    /// An empty hall.
    pub fn new() -> Hall {
        Hall {
            requests: Connections::new(ROOM, PATIENCE),
            // A browser that found no room to wait asks again.
            streams: Connections::new(STREAMS, Duration::ZERO),
            handed: Mutex::default(),
        }
    }

    /// Remembers that the connection from `addr` is that of `guest`, until what this gives is dropped.
    pub fn hand(&self, addr: SocketAddr, guest: Guest) -> Handed<'_> {
        self.lock().insert(addr, guest);
        Handed { of: self, addr }
    }

    /// Whose connection comes from `addr`; `None` for strangers.
    pub fn guest(&self, addr: &SocketAddr) -> Option<Guest> {
        self.lock().get(addr).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<SocketAddr, Guest>> {
        self.handed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection on the loopback that is known.
#[derive(Debug)]
pub struct Handed<'a> {
    of: &'a Hall,
    addr: SocketAddr,
}

impl Drop for Handed<'_> {
    fn drop(&mut self) {
        self.of.lock().remove(&self.addr);
    }
}
