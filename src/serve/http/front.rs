//! Who listens to a connection? A thread of its own, for a short while.

use super::back::{Back, Desk, Outcome};
use super::guard::Guard;
use super::hall::{Guest, Hall};
use super::head;
use super::reply::Reply;
use super::target::Target;
use anyhow::{Context, Result};
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How long a request may take to arrive.
const ARRIVE: Duration = Duration::from_secs(5);
/// How long a piece of an answer may take to leave.
const LEAVE: Duration = Duration::from_secs(60);
/// How often a browser that is told nothing is looked after.
const LOOK: Duration = Duration::from_secs(1);
/// How long, and how much, the rest of a request is thrown away, so that its sender reads the answer.
const LINGER: (Duration, usize) = (Duration::from_millis(500), 256 * 1024);

/// What stands before tiny_http: it listens with patience that ends, and carries answers back.
pub struct Front {
    hall: Arc<Hall>,
    back: Back,
}

impl Front {
    /// A front for those whom `guard` lets in, who get what `finds` finds.
    pub fn new<F>(guard: Guard, finds: F) -> Result<Arc<Front>>
    where
        F: Fn(&Target) -> Outcome + Send + Sync + 'static,
    {
        let hall = Arc::new(Hall::new());
        let desk = Desk {
            guard,
            hall: Arc::clone(&hall),
            finds: Box::new(finds),
        };
        let back = Back::start(desk)?;
        Ok(Arc::new(Front { hall, back }))
    }

    /// Accepts connections for as long as `listener` lives.
    pub fn accept(self: &Arc<Front>, listener: &TcpListener) {
        loop {
            let Ok((stream, _)) = listener.accept() else {
                // No more files may be open, or the other side is gone already: neither is a reason to end.
                thread::sleep(Duration::from_millis(20));
                continue;
            };
            let stream = Arc::new(stream);
            let Some(number) = self.hall.requests.enter(&stream) else {
                continue;
            };
            let front = Arc::clone(self);
            let spawned = thread::Builder::new()
                .name("request".to_owned())
                .spawn(move || front.attend(Guest { number, stream }));
            if spawned.is_err() {
                self.hall.requests.leave(number);
            }
        }
    }

    fn attend(&self, guest: Guest) {
        let _seat = self.hall.requests.seat(guest.number);
        let stream = Arc::clone(&guest.stream);
        // An answer leaves in one piece or in large ones: waiting for more only delays it.
        let _ = stream.set_nodelay(true);
        let _ = stream.set_write_timeout(Some(LEAVE));
        let said = match head::read(&stream, Instant::now() + ARRIVE) {
            Ok(head) => self.hand_on(guest, &head),
            Err(refusal) => match refusal.status() {
                Some(status) => Reply::status(status).write(&stream),
                None => return,
            },
        };
        if said.is_ok() {
            linger(&stream);
        }
    }

    /// Hands `head` on, and what comes back to `guest`.
    fn hand_on(&self, guest: Guest, head: &str) -> Result<()> {
        let stream = Arc::clone(&guest.stream);
        let mut inside = self.back.connect()?;
        let _handed = self.hall.hand(inside.local_addr()?, guest);
        inside.write_all(head.as_bytes())?;
        inside.shutdown(Shutdown::Write)?;
        inside.set_read_timeout(Some(LOOK))?;
        let mut piece = [0; 16 * 1024];
        loop {
            match inside.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(read) => (&*stream).write_all(piece.get(..read).unwrap_or_default())?,
                Err(error) => match error.kind() {
                    ErrorKind::Interrupted => {}
                    ErrorKind::WouldBlock | ErrorKind::TimedOut => present(&stream)?,
                    _ => return Err(error.into()),
                },
            }
        }
    }
}

/// Fails where nobody is there any more.
fn present(stream: &TcpStream) -> Result<()> {
    stream.set_read_timeout(Some(Duration::from_millis(1)))?;
    match stream.peek(&mut [0]) {
        Ok(0) => None.context("the other side has left"),
        _ => Ok(()),
    }
}

/// Ends an answer. Closing while bytes wait unread would reset the connection, and the answer with it.
fn linger(mut stream: &TcpStream) {
    let until = Instant::now() + LINGER.0;
    let mut piece = [0; 4096];
    let mut left = LINGER.1;
    if stream.shutdown(Shutdown::Write).is_err() || stream.set_read_timeout(Some(LINGER.0)).is_err() {
        return;
    }
    while left > 0 && Instant::now() < until {
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return,
            Ok(read) => left = left.saturating_sub(read),
        }
    }
}
