//! How many browsers are listened to at once?
//!
//! A connection that says nothing must not keep out one that does. So there is room for a fixed number, and when it is
//! taken, the oldest is closed: an honest request is answered long before it becomes the oldest.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The connections that are open, each with a number that grows.
#[derive(Debug)]
pub struct Connections {
    room: usize,
    patience: Duration,
    open: Mutex<Open>,
    left: Condvar,
}

#[derive(Debug, Default)]
struct Open {
    next: u64,
    streams: BTreeMap<u64, Arc<TcpStream>>,
}

impl Connections {
    /// Room for `room` connections; the newest waits for the room of the oldest as long as `patience`.
    pub fn new(room: usize, patience: Duration) -> Connections {
        Connections {
            room,
            patience,
            open: Mutex::default(),
            left: Condvar::new(),
        }
    }

    /// Takes in `stream` and gives its number, if need be after the oldest was closed; `None` where there is no room.
    pub fn enter(&self, stream: &Arc<TcpStream>) -> Option<u64> {
        let mut open = self.lock();
        if open.streams.len() >= self.room
            && let Some((_, oldest)) = open.streams.first_key_value()
        {
            // Its thread wakes, finds nobody and leaves.
            let _ = oldest.shutdown(Shutdown::Both);
            let full = |open: &mut Open| open.streams.len() >= self.room;
            let waited = self.left.wait_timeout_while(open, self.patience, full);
            open = waited.unwrap_or_else(PoisonError::into_inner).0;
            if open.streams.len() >= self.room {
                return None;
            }
        }
        open.next += 1;
        let number = open.next;
        open.streams.insert(number, Arc::clone(stream));
        Some(number)
    }

    /// Lets the connection `number` go, if it is there.
    pub fn leave(&self, number: u64) {
        self.lock().streams.remove(&number);
        self.left.notify_all();
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
        self.of.leave(self.number);
    }
}
