//! What goes back to the browser?

use super::head::Refusal;
use crate::base::RelPath;
use crate::serve::media;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};
use std::net::TcpStream;
use std::time::Instant;

/// What may stand in the path of `Location` as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The headers of every answer. Nothing is kept by the browser, for the next moment may show something else; and no
/// page from elsewhere may take it into itself.
const ALWAYS: &str = "Cache-Control: no-store\r\nConnection: close\r\nCross-Origin-Resource-Policy: same-origin\r\nX-Content-Type-Options: nosniff\r\n";

/// How much is written at a time: a reader that stalls is noticed after it.
const PIECE: usize = 64 * 1024;

/// What goes back to the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The media type.
    pub content_type: &'static str,
    /// The folder to go to instead.
    pub location: Option<RelPath>,
    /// The body.
    pub bytes: Cow<'static, [u8]>,
}

impl Reply {
    /// An answer with a body.
    pub fn new(status: u16, content_type: &'static str, bytes: impl Into<Cow<'static, [u8]>>) -> Reply {
        Reply {
            status,
            content_type,
            location: None,
            bytes: bytes.into(),
        }
    }

    /// An answer that says only its status.
    pub fn status(status: u16) -> Reply {
        Reply::new(
            status,
            media::TEXT,
            format!("{status} {}\n", reason(status)).into_bytes(),
        )
    }

    /// Sends the browser to the folder `path`.
    pub fn to_folder(path: RelPath) -> Reply {
        Reply {
            location: Some(path),
            ..Reply::status(302)
        }
    }

    /// What is said to a request that is not answered; `None` where nobody listens.
    pub fn refusing(refusal: Refusal) -> Option<Reply> {
        let status = match refusal {
            Refusal::Gone => return None,
            Refusal::Late => 408,
            Refusal::Long => 431,
            Refusal::Malformed => 400,
            Refusal::Method => 405,
            Refusal::Version => 505,
        };
        Some(Reply::status(status))
    }

    /// The status line and the headers.
    fn head(&self) -> String {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        head.push_str(ALWAYS);
        if self.status == 405 {
            head.push_str("Allow: GET, HEAD\r\n");
        }
        if let Some(path) = &self.location {
            let path = utf8_percent_encode(path.as_str(), PATH);
            head.push_str(&format!("Location: /{path}/\r\n"));
        }
        head.push_str(&format!(
            "Content-Type: {}\r\nContent-Length: {}\r\n\r\n",
            vetted(self.content_type),
            self.bytes.len()
        ));
        head
    }

    /// Writes the answer, its body too if `body`, until `deadline`.
    pub fn write(&self, stream: &mut TcpStream, body: bool, deadline: Instant) -> io::Result<()> {
        let mut first = self.head().into_bytes();
        let body: &[u8] = if body { &self.bytes } else { &[] };
        let (with_head, rest) = body.split_at(body.len().min(PIECE));
        first.extend_from_slice(with_head);
        for piece in std::iter::once(first.as_slice()).chain(rest.chunks(PIECE)) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(ErrorKind::TimedOut.into());
            }
            stream.set_write_timeout(Some(left))?;
            stream.write_all(piece)?;
        }
        stream.flush()
    }
}

/// A media type, if it is printable ASCII: anything else could end the header.
fn vetted(content_type: &'static str) -> &'static str {
    let printable = content_type.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if printable {
        content_type
    } else {
        "application/octet-stream"
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        505 => "HTTP Version Not Supported",
        _ => "Service Unavailable",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn no_text_can_end_a_header() {
        let path = RelPath::new("标签/a\r\nSet-Cookie: x=1").unwrap();
        let head = Reply::to_folder(path).head();
        let wanted = "\r\nLocation: /%E6%A0%87%E7%AD%BE/a%0D%0ASet-Cookie%3A%20x%3D1/\r\n";
        assert!(head.contains(wanted), "{head}");
        let head = Reply::new(200, "text/html\r\nSet-Cookie: x=1", b"".as_slice()).head();
        assert!(
            head.contains("\r\nContent-Type: application/octet-stream\r\n"),
            "{head}"
        );
    }

    #[test]
    fn an_answer_says_its_length_and_is_not_kept() {
        let head = Reply::new(200, media::HTML, "甲".as_bytes().to_vec()).head();
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        assert!(head.contains("\r\nContent-Length: 3\r\n\r\n"), "{head}");
        assert!(head.contains("\r\nCache-Control: no-store\r\n"), "{head}");
    }
}
