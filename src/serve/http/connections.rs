//! How many browsers are listened to at once?
//!
//! A connection that says nothing must not keep out one that does. So there is room for a fixed number, and when it is
//! taken, the oldest is closed: an honest request is answered long before it becomes the oldest.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long the newest waits for the room of the oldest.
const PATIENCE: Duration = Duration::from_millis(500);

/// The connections that are open, each with a number that grows.
#[derive(Debug)]
pub struct Connections {
    room: usize,
    open: Mutex<Open>,
    left: Condvar,
}

#[derive(Debug, Default)]
struct Open {
    next: u64,
    streams: BTreeMap<u64, TcpStream>,
}

impl Connections {
    /// Room for `room` connections.
    pub fn new(room: usize) -> Connections {
        Connections {
            room,
            open: Mutex::default(),
            left: Condvar::new(),
        }
    }

    /// Takes in `stream` and gives its number, if need be after the oldest was closed; `None` where there is no room.
    pub fn enter(&self, stream: &TcpStream) -> Option<u64> {
        let known = stream.try_clone().ok()?;
        let mut open = self.lock();
        if open.streams.len() >= self.room
            && let Some((_, oldest)) = open.streams.first_key_value()
        {
            // Its thread wakes, finds nobody and leaves.
            let _ = oldest.shutdown(Shutdown::Both);
            let full = |open: &mut Open| open.streams.len() >= self.room;
            let waited = self.left.wait_timeout_while(open, PATIENCE, full);
            open = waited.unwrap_or_else(PoisonError::into_inner).0;
            if open.streams.len() >= self.room {
                return None;
            }
        }
        open.next += 1;
        let number = open.next;
        open.streams.insert(number, known);
        Some(number)
    }

    /// What lets the connection `number` go when it is dropped.
    pub fn seat(&self, number: u64) -> Seat<'_> {
        Seat { of: self, number }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The room of one connection.
#[derive(Debug)]
pub struct Seat<'a> {
    of: &'a Connections,
    number: u64,
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        self.of.lock().streams.remove(&self.number);
        self.of.left.notify_all();
    }
}
