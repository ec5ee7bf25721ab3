//! Who answers a request? A few threads, each with the next that tiny_http has read.

use super::guard::Guard;
use super::hall::{Guest, Hall};
use super::head::BODY;
use super::reply::Reply;
use super::target::Target;
use anyhow::{Context, Result, anyhow};
use std::io::{self, ErrorKind, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use tiny_http::{Method, Request, Server};

/// How many requests are answered at once.
const WORKERS: usize = 8;
/// A body that may not fit what the system holds for a reader: it is written on a thread of its own, for that reader may
/// be slow.
const LARGE: usize = 64 * 1024;

/// What goes on telling, for as long as both sides like.
pub type Tell = Box<dyn FnOnce(Box<dyn Write + Send>) + Send>;

/// What becomes of a request.
pub enum Outcome {
    /// It is answered.
    Reply(Reply),
    /// The connection is handed over.
    Stream(Tell),
}

/// What finds the outcome for a target.
pub type Finds = Box<dyn Fn(&Target) -> Outcome + Send + Sync>;

/// Answers requests.
pub struct Desk {
    /// Who is let in.
    pub guard: Guard,
    /// Who is there.
    pub hall: Arc<Hall>,
    /// What they get.
    pub finds: Finds,
}

/// tiny_http, on a port of the loopback.
pub struct Back {
    desk: Arc<Desk>,
    running: Mutex<(SocketAddr, Arc<Server>)>,
}

impl Back {
    /// Begins to answer by `desk`.
    pub fn start(desk: Desk) -> Result<Back> {
        let desk = Arc::new(desk);
        let running = Mutex::new(begin(&desk)?);
        Ok(Back { desk, running })
    }

    /// A connection to it.
    pub fn connect(&self) -> Result<TcpStream> {
        let addr = self.running.lock().unwrap_or_else(PoisonError::into_inner).0;
        match TcpStream::connect(addr) {
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => self.again(addr),
            other => Ok(other?),
        }
    }

    /// Begins anew where `ended` has ended: it does at the first accept that fails.
    fn again(&self, ended: SocketAddr) -> Result<TcpStream> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.0 == ended {
            let old = std::mem::replace(&mut *running, begin(&self.desk)?).1;
            (0..WORKERS).for_each(|_| old.unblock());
        }
        Ok(TcpStream::connect(running.0)?)
    }
}

fn begin(desk: &Arc<Desk>) -> Result<(SocketAddr, Arc<Server>)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("cannot listen on 127.0.0.1")?;
    let addr = listener.local_addr()?;
    let server = Server::from_listener(listener, None).map_err(|error| anyhow!(error))?;
    let server = Arc::new(server);
    for _ in 0..WORKERS {
        let (desk, server) = (Arc::clone(desk), Arc::clone(&server));
        let work = move || {
            while let Ok(request) = server.recv() {
                // A panic says so itself, and tiny_http answers for the request that is dropped.
                let _ = catch_unwind(AssertUnwindSafe(|| desk.attend(request)));
            }
        };
        thread::Builder::new().name("answer".to_owned()).spawn(work)?;
    }
    Ok((addr, server))
}

impl Desk {
    fn attend(self: &Arc<Desk>, request: Request) {
        let guest = request.remote_addr().and_then(|addr| self.hall.guest(addr));
        let Some(guest) = guest else {
            // It did not come through the front.
            return say(request, &Reply::status(403));
        };
        match self.outcome(&request) {
            Outcome::Stream(_) if *request.method() == Method::Head => say(request, &Reply::status(200)),
            Outcome::Stream(tell) => self.stream(request, &guest, tell),
            Outcome::Reply(reply) if reply.bytes.len() > LARGE => apart(move || say(request, &reply)),
            Outcome::Reply(reply) => say(request, &reply),
        }
    }

    /// Hands the connection over to `tell`, if there is room.
    fn stream(self: &Arc<Desk>, request: Request, guest: &Guest, tell: Tell) {
        let Some(number) = self.hall.streams.enter(&guest.stream) else {
            // A browser comes again after a connection that broke, and not after a refusal.
            let _ = guest.stream.shutdown(Shutdown::Both);
            return;
        };
        self.hall.requests.leave(guest.number);
        let desk = Arc::clone(self);
        apart(move || {
            let _seat = desk.hall.streams.seat(number);
            tell(request.into_writer());
        });
    }

    fn outcome(&self, request: &Request) -> Outcome {
        match self.target(request) {
            Ok(target) => (self.finds)(&target),
            Err(status) => Outcome::Reply(Reply::status(status)),
        }
    }

    /// What a request asks for, or the status that refuses it.
    fn target(&self, request: &Request) -> Result<Target, u16> {
        let host = once(request, "Host")?.ok_or(400_u16)?;
        if !self.guard.host(host) || once(request, "Origin")?.is_some_and(|origin| !self.guard.origin(origin))
        {
            return Err(403);
        }
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Err(405);
        }
        if once(request, BODY)?.is_some() {
            return Err(400);
        }
        Target::parse(request.url()).ok_or(400)
    }
}

/// The header `name`. Twice is once too often: which one would count?
fn once<'a>(request: &'a Request, name: &'static str) -> Result<Option<&'a str>, u16> {
    let mut found = request.headers().iter().filter(|header| header.field.equiv(name));
    match (found.next(), found.next()) {
        (first, None) => Ok(first.map(|header| header.value.as_str())),
        _ => Err(400),
    }
}

fn say(request: Request, reply: &Reply) {
    // Whoever leaves before the end does not want it.
    let _: io::Result<()> = request.respond(reply.response());
}

/// Does `work` on a thread of its own. It ends with the connection that it is for, and there is room for so many only.
fn apart(work: impl FnOnce() + Send + 'static) {
    // Where no thread is to be had, the request is dropped with the work, and answered as a fault.
    let _ = thread::Builder::new().name("answer".to_owned()).spawn(work);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::Read;

    fn back() -> Back {
        let desk = Desk {
            guard: Guard::new("127.0.0.1:8080".parse().unwrap()),
            hall: Arc::new(Hall::new()),
            finds: Box::new(|_| Outcome::Reply(Reply::status(200))),
        };
        Back::start(desk).unwrap()
    }

    fn asked(mut stream: TcpStream) -> String {
        stream
            .write_all(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
            .unwrap();
        let mut said = String::new();
        stream.read_to_string(&mut said).unwrap();
        said
    }

    #[test]
    fn only_the_front_is_answered() {
        let back = back();
        assert!(asked(back.connect().unwrap()).starts_with("HTTP/1.0 403 "));
        let stream = back.connect().unwrap();
        let guest = Guest {
            number: 1,
            stream: Arc::new(stream.try_clone().unwrap()),
        };
        let _handed = back.desk.hall.hand(stream.local_addr().unwrap(), guest);
        assert!(asked(stream).starts_with("HTTP/1.0 200 "));
    }

    #[test]
    fn what_has_ended_is_begun_anew() {
        let back = back();
        let ended = back.running.lock().unwrap().0;
        assert!(asked(back.again(ended).unwrap()).starts_with("HTTP/1.0 403 "));
        let running = back.running.lock().unwrap().0;
        assert_ne!(running, ended);
        back.again(ended).unwrap();
        assert_eq!(back.running.lock().unwrap().0, running);
    }
}
