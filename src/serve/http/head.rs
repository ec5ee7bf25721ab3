//! What of a request is handed on to tiny_http?
//!
//! What comes before its body, once all of it is there, with nothing in it that would have tiny_http wait for more, hold
//! the connection, or hang up without a word.

use percent_encoding::{AsciiSet, percent_encode};
use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// The header that stands for a body that was announced.
pub const BODY: &str = "Casebook-Body";

/// The most that a request may say.
const MOST: usize = 16 * 1024;

/// No ASCII at all. What is not ASCII is encoded always: tiny_http hangs up on it.
const NOTHING: &AsciiSet = &AsciiSet::EMPTY;

/// Why a request is not handed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody is there to be told.
    Gone,
    /// It did not come in time.
    Late,
    /// It is too long.
    Long,
    /// It is of another version of HTTP.
    Version,
}

impl Refusal {
    /// The status that says so; `None` where nobody listens.
    pub fn status(self) -> Option<u16> {
        match self {
            Refusal::Gone => None,
            Refusal::Late => Some(408),
            Refusal::Long => Some(431),
            Refusal::Version => Some(505),
        }
    }
}

/// Reads a request from `stream` until its empty line, and gives what is handed on; what follows is not looked at.
pub fn read(mut stream: &TcpStream, deadline: Instant) -> Result<String, Refusal> {
    let mut head = Vec::with_capacity(1024);
    let mut piece = [0; 2048];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Refusal::Late);
        }
        let wait = left.max(Duration::from_millis(1));
        stream.set_read_timeout(Some(wait)).map_err(|_| Refusal::Gone)?;
        let searched = head.len().saturating_sub(3);
        match stream.read(&mut piece) {
            Ok(0) => return Err(Refusal::Gone),
            Ok(read) => head.extend(piece.iter().take(read)),
            Err(error) => match error.kind() {
                ErrorKind::Interrupted => continue,
                ErrorKind::WouldBlock | ErrorKind::TimedOut => return Err(Refusal::Late),
                _ => return Err(Refusal::Gone),
            },
        }
        let end = memchr::memmem::find(head.get(searched..).unwrap_or_default(), b"\r\n\r\n");
        head.truncate(end.map_or(head.len(), |end| searched + end));
        if head.len() > MOST {
            return Err(Refusal::Long);
        }
        if end.is_some() {
            return alone(&head);
        }
    }
}

/// The lines of `head`, without the empty one, as a request that is alone on its connection. What is no request remains
/// none.
fn alone(head: &[u8]) -> Result<String, Refusal> {
    let head = percent_encode(head, NOTHING).to_string();
    let mut lines = head.split("\r\n");
    let first = lines.next().unwrap_or_default();
    let foreign = |word: &str| word.starts_with("HTTP/") && !matches!(word, "HTTP/1.0" | "HTTP/1.1");
    if first.split(' ').map(str::trim).any(foreign) {
        return Err(Refusal::Version);
    }
    // The answer to HTTP/1.0 ends with the connection and is never in chunks.
    let mut out = first.replace(" HTTP/1.1", " HTTP/1.0");
    out.push_str("\r\n");
    for line in lines {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "connection" | "expect" | "keep-alive" | "te" | "upgrade" => continue,
            "content-length" if value.trim() == "0" => continue,
            "content-length" | "transfer-encoding" => out.push_str(&format!("{BODY}: announced")),
            _ => out.push_str(line),
        }
        out.push_str("\r\n");
    }
    out.push_str("\r\n");
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn of(head: &str) -> String {
        alone(head.as_bytes()).unwrap().replace("\r\n", "|")
    }

    #[test]
    fn a_request_is_alone_and_has_no_body() {
        assert_eq!(
            of("GET /a?q=1 HTTP/1.1\r\nhost: localhost\r\nAccept: */*"),
            "GET /a?q=1 HTTP/1.0|host: localhost|Accept: */*||"
        );
        assert_eq!(
            of(
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nEXPECT: 100-continue\r\nte: chunked\r\nUpgrade: h2c"
            ),
            "GET / HTTP/1.0|Host: a||"
        );
        assert_eq!(of("GET / HTTP/1.0\r\nContent-Length: 0"), "GET / HTTP/1.0||");
        for body in [
            "Content-Length: 5",
            "content-length:\t18446744073709551615",
            "Content-Length: 0, 5",
            " Content-Length: 5",
            "Transfer-Encoding: chunked",
            "transfer-encoding : x",
        ] {
            let handed = of(&format!("GET / HTTP/1.1\r\n{body}\r\nHost: a"));
            assert_eq!(
                handed, "GET / HTTP/1.0|Casebook-Body: announced|Host: a||",
                "{body}"
            );
        }
    }

    #[test]
    fn what_is_not_ascii_is_encoded_and_the_rest_is_not() {
        assert_eq!(
            of("GET /甲%20b\t'\"<> HTTP/1.1\r\nCookie: \u{7f}é"),
            "GET /%E7%94%B2%20b\t'\"<> HTTP/1.0|Cookie: \u{7f}%C3%A9||"
        );
        assert_eq!(alone(b"GET /\xff HTTP/1.1").unwrap(), "GET /%FF HTTP/1.0\r\n\r\n");
    }

    #[test]
    fn other_versions_are_refused_and_what_is_no_request_remains_none() {
        for text in [
            "GET / HTTP/2.0",
            "PRI * HTTP/2.0",
            "GET / HTTP/3.0\t",
            "GET / HTTP/2.0 HTTP/1.1",
            "GET / HTTP/0.9",
        ] {
            assert_eq!(alone(text.as_bytes()), Err(Refusal::Version), "{text}");
        }
        for text in [
            "",
            "nonsense",
            "GET /",
            "GET / HTTP/1.0|Host",
            "GET / HTTP/1.0| folded",
        ] {
            assert_eq!(of(&text.replace('|', "\r\n")), format!("{text}||"));
        }
    }
}
