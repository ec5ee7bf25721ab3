//! How do letters come from the editor, and go to it?
//!
//! `lsp_server` ends where a letter is no JSON; the protocol wants it answered.

use crate::base::{Catalog, Lang, Message};
use anyhow::{Result, anyhow};
use lsp_server::{Connection, ErrorCode, Message as Letter};
use serde_json::json;
use std::io::{self, BufRead, ErrorKind, Read, Write};
use std::thread::{self, JoinHandle};

/// The thread that writes; it ends when nobody can give it anything any more.
pub type Writing = JoinHandle<io::Result<()>>;

/// The editor at standard input and output. A letter that cannot be read is answered in words of `lang`.
///
/// # Errors
/// A thread cannot be started.
pub fn connect(lang: Lang) -> Result<(Connection, Writing)> {
    let (ours, theirs) = Connection::memory();
    let Connection { sender, receiver } = theirs;
    // It waits for the editor, and is not waited for.
    thread::Builder::new().name("read".to_owned()).spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok(Some(body)) = frame(&mut input) {
            let sent = match serde_json::from_slice::<Letter>(&body) {
                Ok(letter) => sender.send(letter).is_ok(),
                Err(_) => complain(lang, &mut io::stdout().lock()).is_ok(),
            };
            if !sent {
                break;
            }
        }
    })?;
    let writing = thread::Builder::new().name("write".to_owned()).spawn(move || {
        receiver
            .iter()
            .try_for_each(|letter| letter.write(&mut io::stdout().lock()))
    })?;
    Ok((ours, writing))
}

/// Waits until all is written.
///
/// # Errors
/// The editor cannot be written to.
pub fn finish(writing: Writing) -> Result<()> {
    let written = writing.join();
    written.map_err(|_| anyhow!("the thread that writes has panicked"))??;
    Ok(())
}

/// The next letter, not read yet; `None` where none comes any more.
fn frame(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("Content-Length")
        {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let length = length.ok_or(ErrorKind::InvalidData)?;
    // Room for what comes, whatever length was named.
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    match body.len() as u64 == length {
        true => Ok(Some(body)),
        false => Err(ErrorKind::UnexpectedEof.into()),
    }
}

/// Says that a letter cannot be read, of which nobody knows the number therefore.
fn complain(lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let text = Catalog::of(lang).say(&Message::new("lsp-parse"));
    let error = json!({ "code": ErrorCode::ParseError as i32, "message": text });
    let answer = json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string();
    write!(out, "Content-Length: {}\r\n\r\n{answer}", answer.len())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn letters_are_cut_by_their_length() {
        let mut input = &b"Content-Length: 2\r\nContent-Type: x\r\n\r\n{}content-length:3\r\n\r\n[1]"[..];
        assert_eq!(frame(&mut input).unwrap().unwrap(), b"{}");
        assert_eq!(frame(&mut input).unwrap().unwrap(), b"[1]");
        assert_eq!(frame(&mut input).unwrap(), None);
        assert!(frame(&mut &b"x: 1\r\n\r\n{}"[..]).is_err());
        for length in ["9", "18446744073709551615", "99999999999999999999", "-1", ""] {
            let letter = format!("Content-Length: {length}\r\n\r\n{{}}");
            assert!(frame(&mut letter.as_bytes()).is_err(), "{length}");
        }
    }
}
