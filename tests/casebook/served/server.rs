//! The dev server as a process, asked over a socket.

use crate::kb::{Kb, PROGRAM};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'.')
    .remove(b'-')
    .remove(b'_');
/// What begins the script that a server adds to pages.
const SCRIPT: &str = "<script src=\"/__casebook/reload.js\"";

/// A dev server; it ends when dropped.
pub struct Server {
    process: Child,
    address: String,
}

impl Server {
    /// Serves `kb` on a free port.
    pub fn start(kb: &Kb) -> Server {
        let mut process = Command::new(PROGRAM)
            .args(["serve", "--addr", "127.0.0.1:0", "--quiet"])
            .current_dir(kb.root())
            .env_clear()
            .envs(kb.environment())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut said)
            .unwrap();
        let address = said.split("http://").nth(1).unwrap().trim().trim_end_matches('/');
        Server {
            address: address.to_owned(),
            process,
        }
    }

    /// The status and the bytes at `path`, without what the server adds to a page.
    pub fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let path = utf8_percent_encode(path, PATH);
        let ask = format!(
            "GET /{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(ask.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = memchr::memmem::find(&answer, b"\r\n\r\n").unwrap();
        let status = std::str::from_utf8(&answer[9..12]).unwrap().parse().unwrap();
        (status, without_script(answer.split_off(end + 4)))
    }

    /// What a page is told that asks what is new.
    fn news(&self) -> serde_json::Value {
        serde_json::from_slice(&self.get("__casebook/version").1).unwrap()
    }

    /// Grows each time the view is made again.
    pub fn version(&self) -> u64 {
        self.news()["version"].as_u64().unwrap()
    }

    /// Whether the knowledge base cannot be loaded.
    pub fn is_at_fault(&self) -> bool {
        !self.news()["fault"].is_null()
    }

    /// Why it cannot be loaded.
    pub fn fault(&self) -> String {
        self.news()["fault"]["text"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn without_script(mut page: Vec<u8>) -> Vec<u8> {
    if let Some(at) = memchr::memmem::rfind(&page, SCRIPT.as_bytes()) {
        let end = memchr::memchr(b'\n', &page[at..]).map_or(page.len(), |end| at + end + 1);
        page.drain(at..end);
    }
    page
}
