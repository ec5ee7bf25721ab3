//! What does a request say before its body?

use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// The most that a request may say.
const MOST: usize = 16 * 1024;

/// What a request says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Whether the body of the answer is wanted: `GET`, and not `HEAD`.
    pub get: bool,
    /// The path and its parameters, as sent.
    pub target: String,
    /// The name that the server was called by.
    pub host: String,
    /// The page that asks, where the browser says so.
    pub origin: Option<String>,
}

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody is there to be told.
    Gone,
    /// It did not come in time.
    Late,
    /// It is too long.
    Long,
    /// It is no request, or one with a body.
    Malformed,
    /// It is neither `GET` nor `HEAD`.
    Method,
    /// It is of another version of HTTP.
    Version,
}

/// Reads a request from `stream` until its empty line; what follows is not looked at.
pub fn read(stream: &mut TcpStream, deadline: Instant) -> Result<Head, Refusal> {
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
        if let Some(end) = memchr::memmem::find(head.get(searched..).unwrap_or_default(), b"\r\n\r\n") {
            head.truncate(searched + end);
            return parse(&head);
        }
        if head.len() > MOST {
            return Err(Refusal::Long);
        }
    }
}

/// Reads the lines of a request, without the empty one.
fn parse(head: &[u8]) -> Result<Head, Refusal> {
    if head.len() > MOST {
        return Err(Refusal::Long);
    }
    let head = std::str::from_utf8(head).map_err(|_| Refusal::Malformed)?;
    let mut lines = head.split("\r\n");
    let (method, target) = request_line(lines.next().unwrap_or_default())?;
    let (mut host, mut origin) = (None, None);
    for line in lines {
        let (name, value) = header(line).ok_or(Refusal::Malformed)?;
        let slot = match name.to_ascii_lowercase().as_str() {
            "host" => &mut host,
            "origin" => &mut origin,
            "content-length" if value != "0" => return Err(Refusal::Malformed),
            "transfer-encoding" => return Err(Refusal::Malformed),
            _ => continue,
        };
        // Twice is once too often: which one would count?
        if slot.replace(value.to_owned()).is_some() {
            return Err(Refusal::Malformed);
        }
    }
    Ok(Head {
        get: method == "GET",
        target: target.to_owned(),
        host: host.ok_or(Refusal::Malformed)?,
        origin,
    })
}

fn request_line(line: &str) -> Result<(&str, &str), Refusal> {
    let mut words = line.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Refusal::Malformed);
    };
    if target.is_empty() || target.contains(char::is_control) {
        return Err(Refusal::Malformed);
    }
    if !matches!(version, "HTTP/1.1" | "HTTP/1.0") {
        let other = version.starts_with("HTTP/");
        return Err(if other {
            Refusal::Version
        } else {
            Refusal::Malformed
        });
    }
    match method {
        "GET" | "HEAD" => Ok((method, target)),
        _ if !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            Err(Refusal::Method)
        }
        _ => Err(Refusal::Malformed),
    }
}

/// The name and value of a header; a name is a token of RFC 9110, 5.6.2.
fn header(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let value = value.trim_matches([' ', '\t']);
    let clean =
        !name.is_empty() && name.bytes().all(token) && !value.contains(|c: char| c.is_control() && c != '\t');
    clean.then_some((name, value))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_request_is_read() {
        let head =
            parse(b"HEAD /a?q=1 HTTP/1.1\r\nhost: localhost\r\nAccept: */*\r\nORIGIN:  null ").unwrap();
        let wanted = Head {
            get: false,
            target: "/a?q=1".to_owned(),
            host: "localhost".to_owned(),
            origin: Some("null".to_owned()),
        };
        assert_eq!(head, wanted);
    }

    #[test]
    fn what_is_not_a_plain_request_is_refused() {
        use Refusal::{Malformed, Method, Version};
        for (text, refusal) in [
            ("", Malformed),
            ("GET /", Malformed),
            ("GET  / HTTP/1.1\r\nHost: a", Malformed),
            ("GET / x HTTP/1.1\r\nHost: a", Malformed),
            ("GET / HTTP/1.1", Malformed),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b", Malformed),
            ("GET / HTTP/1.1\r\nHost : a", Malformed),
            ("GET / HTTP/1.1\r\nHost: a\r\n folded", Malformed),
            ("GET / HTTP/1.1\r\nHost: a\nX: b", Malformed),
            ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5", Malformed),
            (
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked",
                Malformed,
            ),
            ("GET /\r HTTP/1.1\r\nHost: a", Malformed),
            ("get / HTTP/1.1\r\nHost: a", Malformed),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5", Method),
            ("OPTIONS * HTTP/1.1\r\nHost: a", Method),
            ("GET / HTTP/2.0\r\nHost: a", Version),
            ("PRI * HTTP/2.0", Version),
        ] {
            assert_eq!(parse(text.as_bytes()), Err(refusal), "{text}");
        }
        assert_eq!(parse(b"GET /\xff HTTP/1.1\r\nHost: a"), Err(Malformed));
        assert!(parse(b"GET / HTTP/1.0\r\nHost: a\r\nContent-Length: 0").is_ok());
    }
}
