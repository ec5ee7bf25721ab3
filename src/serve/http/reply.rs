//! What goes back to the browser?

use crate::base::RelPath;
use crate::base::path::percent;
use crate::serve::media;
use anyhow::Result;
use std::borrow::Cow;
use std::io::Write;
use std::net::TcpStream;
use tiny_http::{HTTPVersion, Header, Response, StatusCode};

/// The headers of every answer: no page from elsewhere may take it into itself.
const ALWAYS: [(&str, &str); 2] = [
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
];

/// What a document of somebody else may do that is opened by itself: show its text, with styles and pictures from here. No script runs in it. It keeps
/// its origin, without which it would get no picture.
const CAGE: &str = "sandbox allow-same-origin; default-src 'none'; style-src 'self' 'unsafe-inline'; \
                    img-src 'self' data:; font-src 'self' data:";

/// What goes back to the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The media type.
    pub content_type: &'static str,
    /// The folder to go to instead.
    pub location: Option<RelPath>,
    /// Whether somebody else made it.
    pub foreign: bool,
    /// Whether the browser may keep it for ever. All else it keeps not at all, for the next moment may show something else.
    pub lasting: bool,
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
            foreign: false,
            lasting: false,
            bytes: bytes.into(),
        }
    }

    /// An answer that says only its status.
    pub fn status(status: u16) -> Reply {
        Reply::new(
            status,
            media::TEXT,
            format!("{status} {}\n", StatusCode(status).default_reason_phrase()).into_bytes(),
        )
    }

    /// Sends the browser to the folder `path`.
    pub fn to_folder(path: RelPath) -> Reply {
        Reply {
            location: Some(path),
            ..Reply::status(302)
        }
    }

    /// The answer as tiny_http writes it.
    pub fn response(&self) -> Response<&[u8]> {
        let mut headers: Vec<Header> = ALWAYS
            .iter()
            .filter_map(|(name, value)| header(name, value))
            .collect();
        headers.extend(header("Content-Type", vetted(self.content_type)));
        let keeping = if self.lasting {
            "max-age=31536000, immutable"
        } else {
            "no-store"
        };
        headers.extend(header("Cache-Control", keeping));
        if self.foreign && media::may_hold_scripts(self.content_type) {
            headers.extend(header("Content-Security-Policy", CAGE));
        }
        if self.status == 405 {
            headers.extend(header("Allow", "GET, HEAD"));
        }
        if let Some(path) = &self.location {
            let path = percent(path.as_str());
            headers.extend(header("Location", &format!("/{path}/")));
        }
        let (status, length) = (StatusCode(self.status), self.bytes.len());
        Response::new(status, headers, &self.bytes, Some(length), None)
    }

    /// Writes the answer to one whose request was never read to its end.
    pub fn write(&self, stream: &TcpStream) -> Result<()> {
        let mut bytes = Vec::new();
        self.response()
            .raw_print(&mut bytes, HTTPVersion(1, 0), &[], false, None)?;
        let mut stream = stream;
        Ok(stream.write_all(&bytes)?)
    }
}

/// A header, if it is ASCII.
fn header(name: &str, value: &str) -> Option<Header> {
    Header::from_bytes(name, value).ok()
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn printed(reply: &Reply) -> String {
        let mut bytes = Vec::new();
        let done = reply
            .response()
            .raw_print(&mut bytes, HTTPVersion(1, 0), &[], true, None);
        done.unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn no_text_can_end_a_header() {
        let path = RelPath::new("标签/a\r\nSet-Cookie: x=1").unwrap();
        let head = printed(&Reply::to_folder(path));
        let wanted = "\r\nLocation: /%E6%A0%87%E7%AD%BE/a%0D%0ASet-Cookie%3A%20x%3D1/\r\n";
        assert!(head.contains(wanted), "{head}");
        let head = printed(&Reply::new(200, "text/html\r\nSet-Cookie: x=1", b"".as_slice()));
        assert!(
            head.contains("\r\nContent-Type: application/octet-stream\r\n"),
            "{head}"
        );
    }

    #[test]
    fn an_answer_says_its_length_and_is_not_kept() {
        let head = printed(&Reply::new(200, media::HTML, "甲".as_bytes().to_vec()));
        assert!(head.starts_with("HTTP/1.0 200 OK\r\n"), "{head}");
        assert!(head.contains("\r\nContent-Length: 3\r\n\r\n"), "{head}");
        assert!(head.contains("\r\nCache-Control: no-store\r\n"), "{head}");
    }
}
