//! The server as a browser meets it: over a socket, with files that change.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod refusals;
mod reloads;

use super::{Answer, Changes, Event, Finding, Findings, Found, Server, Serving, View, start};
use crate::base::{Message, RelPath, Severity, hash};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long anything is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A view with a page for each file of `content/`: `甲.md` is `甲.html`. A file that says `BROKEN` or `PANIC` is a page
/// that cannot be made.
struct Pages {
    texts: BTreeMap<String, String>,
    findings: Vec<Finding>,
}

impl Pages {
    /// Fails where `content/` is missing or a file says `STOP`.
    fn load(root: &Path) -> Result<Pages> {
        let mut pages = Pages {
            texts: BTreeMap::new(),
            findings: Vec::new(),
        };
        for entry in fs::read_dir(root.join("content"))? {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap()
                .to_string_lossy()
                .replace(".md", ".html");
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            if text.contains("STOP") {
                bail!("<b>{name}</b> says stop");
            }
            if text.contains("FINDING") {
                pages.findings.push(Finding {
                    path: RelPath::new(&format!("content/{name}")).unwrap(),
                    line: 2,
                    column: 1,
                    severity: Severity::Warning,
                    message: Message::new("unable-said").with("what", "<i>odd</i>"),
                    source: text.clone(),
                });
            }
            pages.texts.insert(name, text);
        }
        Ok(pages)
    }
}

impl View for Pages {
    fn page(&self, path: &RelPath) -> Result<Option<Answer>> {
        let Some(text) = self.texts.get(path.as_str()) else {
            let index = path.as_str() == "文件夹/index.html";
            return Ok(index.then(|| Answer::html("<body>index</body>".to_owned())));
        };
        if text.contains("BROKEN") {
            bail!("<script>cannot make {path}</script>");
        }
        assert!(!text.contains("PANIC"), "panic at {path}");
        let page = format!("<html><body>{text}</body></html>");
        Ok(Some(match path.as_str().starts_with("附件") {
            true => Answer::attachment(path, page.into_bytes()),
            false => Answer::of(path, page.into_bytes()),
        }))
    }

    fn search(&self, query: &str, params: &[(String, String)]) -> Result<Found> {
        match query {
            "bad" => bail!("no such question"),
            "odd" => Ok(Found::Refused("means nothing".to_owned())),
            _ => Ok(Found::Answer(serde_json::to_vec(&(query, params))?)),
        }
    }

    fn not_found(&self, _: &RelPath) -> Result<Answer> {
        Ok(Answer::html("<body>nothing here</body>".to_owned()))
    }

    fn findings(&self, most: usize) -> Findings {
        Findings {
            errors: 0,
            warnings: self.findings.len(),
            first: self.findings.iter().take(most).cloned().collect(),
        }
    }
}

/// A knowledge base and a server over it.
struct Site {
    dir: TempDir,
    server: Server,
    events: Arc<Mutex<Vec<Event>>>,
    loads: Arc<Mutex<Vec<Changes>>>,
}

impl Site {
    fn new(files: &[(&str, &str)]) -> Site {
        Site::with(files, Serving::default(), |_| {})
    }

    fn with(files: &[(&str, &str)], serving: Serving, prepare: impl FnOnce(&Path)) -> Site {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("kb");
        fs::create_dir_all(root.join("content")).unwrap();
        for (name, text) in files {
            fs::write(root.join("content").join(name), text).unwrap();
        }
        prepare(&root);
        let serving = Serving {
            addr: Some("127.0.0.1:0".parse().unwrap()),
            root: root.clone(),
            ..serving
        };
        let (events, loads) = (
            Arc::<Mutex<Vec<Event>>>::default(),
            Arc::<Mutex<Vec<Changes>>>::default(),
        );
        let (told, loaded) = (Arc::clone(&events), Arc::clone(&loads));
        let load = move |changes: &Changes| -> Result<Option<Arc<dyn View>>> {
            loaded.lock().unwrap().push(changes.clone());
            Ok(Some(Arc::new(Pages::load(&root)?)))
        };
        let server = start(serving, load, move |event| told.lock().unwrap().push(event)).unwrap();
        Site {
            dir,
            server,
            events,
            loads,
        }
    }

    fn root(&self) -> std::path::PathBuf {
        self.dir.path().join("kb")
    }

    fn addr(&self) -> SocketAddr {
        self.server.addr()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.root().join("content").join(name), text).unwrap();
    }

    fn loads(&self) -> Vec<Changes> {
        self.loads.lock().unwrap().clone()
    }

    fn events(&self) -> Vec<Event> {
        self.events.lock().unwrap().clone()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.addr()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// What comes back for `request`, sent as it is.
    fn send(&self, request: &str) -> Response {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Response::read(&bytes)
    }

    fn get(&self, target: &str) -> Response {
        self.send(&format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", self.addr()))
    }

    /// The fingerprint of the page at `path`.
    fn hash(&self, path: &str) -> String {
        let news = self.get(&format!("/__casebook/version?path={path}")).json();
        news["pages"][path].as_str().unwrap().to_owned()
    }

    /// Waits until the page at `path` says `text`.
    fn until_shown(&self, path: &str, text: &str) {
        until(text, || self.get(path).body.contains(text));
    }
}

struct Response {
    status: u16,
    head: String,
    body: String,
}

impl Response {
    fn read(bytes: &[u8]) -> Response {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let (head, body) = text
            .split_once("\r\n\r\n")
            .unwrap_or_else(|| panic!("no answer: `{text}`"));
        Response {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: format!("{head}\r\n"),
            body: body.to_owned(),
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut found = lines.filter(|(n, _)| n.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value)
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// Waits until `done`, and fails where that takes too long.
fn until(what: &str, mut done: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < PATIENCE, "not in time: {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// The versions that a page is told.
struct Versions(BufReader<TcpStream>);

impl Versions {
    fn listen(site: &Site) -> Versions {
        let mut stream = site.connect();
        write!(
            stream,
            "GET /__casebook/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        .unwrap();
        Versions(BufReader::new(stream))
    }

    fn next(&mut self) -> u64 {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream has ended");
            if let Some(version) = line.strip_prefix("data: ") {
                return version.trim().parse().unwrap();
            }
        }
    }
}
