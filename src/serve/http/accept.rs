//! Who answers a connection? A thread of its own, for a short while.

use super::connections::Connections;
use super::guard::Guard;
use super::head::{self, Head, Refusal};
use super::reply::Reply;
use super::target::Target;
use std::io::Read;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How many requests are read and answered at once.
const ROOM: usize = 128;
/// How many browsers may wait for news at once.
const STREAMS: usize = 64;
/// How long a request may take to arrive.
const ARRIVE: Duration = Duration::from_secs(5);
/// How long an answer may take to leave.
const LEAVE: Duration = Duration::from_secs(60);
/// How long, and how much, the rest of a refused request is thrown away, so that its sender reads the refusal.
const LINGER: (Duration, usize) = (Duration::from_millis(500), 256 * 1024);

/// What becomes of a request.
pub enum Outcome {
    /// It is answered.
    Reply(Reply),
    /// The connection is handed over, for as long as both sides like.
    Stream(Box<dyn FnOnce(TcpStream) + Send>),
}

/// What answers a request.
trait Answers: Fn(&Target) -> Outcome + Send + Sync {}
impl<F: Fn(&Target) -> Outcome + Send + Sync> Answers for F {}

/// Accepts connections for as long as `listener` lives, and answers each by `answer`.
pub fn accept<F>(listener: &TcpListener, guard: Guard, answer: F)
where
    F: Fn(&Target) -> Outcome + Send + Sync + 'static,
{
    let desk = Arc::new(Desk {
        guard,
        answer,
        requests: Connections::new(ROOM),
        streams: Connections::new(STREAMS),
    });
    loop {
        let Ok((stream, _)) = listener.accept() else {
            // No more files may be open, or the other side is gone already: neither is a reason to end.
            thread::sleep(Duration::from_millis(20));
            continue;
        };
        let Some(number) = desk.requests.enter(&stream) else {
            continue;
        };
        let here = Arc::clone(&desk);
        let spawned = thread::Builder::new()
            .name("request".to_owned())
            .spawn(move || here.attend(stream, number));
        if spawned.is_err() {
            drop(desk.requests.seat(number));
        }
    }
}

struct Desk<F> {
    guard: Guard,
    answer: F,
    requests: Connections,
    streams: Connections,
}

impl<F: Answers> Desk<F> {
    fn attend(&self, mut stream: TcpStream, number: u64) {
        // An answer leaves in one piece or in large ones: waiting for more only delays it.
        let _ = stream.set_nodelay(true);
        let seat = self.requests.seat(number);
        let outcome = self.respond(&mut stream);
        drop(seat);
        if let Some(outcome) = outcome
            && let Some(number) = self.streams.enter(&stream)
        {
            let _seat = self.streams.seat(number);
            outcome(stream);
        }
    }

    /// Answers one request; what takes longer is given back.
    fn respond(&self, stream: &mut TcpStream) -> Option<Box<dyn FnOnce(TcpStream) + Send>> {
        let (reply, body) = match head::read(stream, Instant::now() + ARRIVE) {
            Ok(head) => match self.outcome(&head) {
                Outcome::Reply(reply) => (reply, head.get),
                Outcome::Stream(stream) if head.get => return Some(stream),
                Outcome::Stream(_) => (Reply::status(200), false),
            },
            Err(refusal) => {
                self.refuse(stream, refusal);
                return None;
            }
        };
        // Whoever leaves before the end does not want it.
        let _ = reply.write(stream, body, Instant::now() + LEAVE);
        let _ = stream.shutdown(Shutdown::Write);
        None
    }

    fn outcome(&self, head: &Head) -> Outcome {
        if !self.guard.host(&head.host)
            || head
                .origin
                .as_ref()
                .is_some_and(|origin| !self.guard.origin(origin))
        {
            return Outcome::Reply(Reply::status(403));
        }
        match Target::parse(&head.target) {
            Some(target) => (self.answer)(&target),
            None => Outcome::Reply(Reply::status(400)),
        }
    }

    fn refuse(&self, stream: &mut TcpStream, refusal: Refusal) {
        let Some(reply) = Reply::refusing(refusal) else {
            return;
        };
        let until = Instant::now() + LINGER.0;
        if reply.write(stream, true, until).is_err() || stream.shutdown(Shutdown::Write).is_err() {
            return;
        }
        // Closing while bytes wait unread would reset the connection, and the refusal with it.
        let mut piece = [0; 4096];
        let mut left = LINGER.1;
        while left > 0 && Instant::now() < until && stream.set_read_timeout(Some(LINGER.0)).is_ok() {
            match stream.read(&mut piece) {
                Ok(0) | Err(_) => return,
                Ok(read) => left = left.saturating_sub(read),
            }
        }
    }
}
