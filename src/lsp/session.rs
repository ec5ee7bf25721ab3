//! One editor, from its first word to its last.

use super::Host;
use super::about::about;
use super::complete::{self, Asked};
use super::lead::{self, There};
use super::mend;
use super::position::{offset, range};
use super::protocol::{At, Changed, Document, In, Opened, Range, Wanted};
use super::symbols;
use crate::base::path::percent;
use crate::base::{Catalog, Diagnostic, Lang, Message, RelPath, Severity, Span};
use crate::check::Scope;
use crate::pipeline::{self, Load, Past, World};
use crate::record::Record;
use anyhow::Result;
use lsp_server::{Connection, ErrorCode, Message as Letter, Notification, Request, RequestId, Response};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Answers an editor about the knowledge base that `host` finds, in the words of `lang`, until it says goodbye: whether it did so as it should, by
/// `shutdown` before `exit`. Where there is no knowledge base, there is nothing to say.
///
/// # Errors
/// The knowledge base cannot be read, or the editor does not keep to the protocol.
pub fn serve(host: &Host<'_>, lang: Lang, connection: &Connection) -> Result<bool> {
    let asked = connection.initialize(json!({
        "textDocumentSync": { "openClose": true, "change": 1, "save": true },
        "completionProvider": { "triggerCharacters": [":", " ", "[", "-", ",", "#", "|"] },
        "definitionProvider": true,
        "hoverProvider": true,
        "referencesProvider": true,
        "documentSymbolProvider": true,
        "workspaceSymbolProvider": true,
        "codeActionProvider": { "codeActionKinds": ["quickfix"] },
        "documentFormattingProvider": true,
    }))?;
    let root = (host.find)(open_folders(&asked))?;
    let mut session = root.map(|root| Session::new(&root, host, lang)).transpose()?;
    let able = &asked["capabilities"];
    if let Some(session) = &mut session {
        session.snippets = able["textDocument"]["completion"]["completionItem"]["snippetSupport"] == true;
    }
    if able["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"] == true {
        connection.sender.send(watching().into())?;
    }
    let mut is_over = false;
    loop {
        // What is typed while something is found out comes first: only the last text is looked at.
        let letter = match connection.receiver.try_iter().next() {
            Some(letter) => letter,
            None => {
                for told in session.as_mut().map(Session::tell).unwrap_or_default() {
                    connection.sender.send(told.into())?;
                }
                match connection.receiver.recv() {
                    Ok(letter) => letter,
                    Err(_) => return Ok(true),
                }
            }
        };
        match letter {
            Letter::Request(request) => {
                let answer = match &session {
                    _ if is_over => {
                        let text = Catalog::of(lang).say(&Message::new("lsp-over"));
                        Response::new_err(request.id, ErrorCode::InvalidRequest as i32, text)
                    }
                    _ if request.method == "shutdown" => {
                        is_over = true;
                        Response::new_ok(request.id, Value::Null)
                    }
                    Some(session) => session.answer(request),
                    None => Response::new_ok(request.id, Value::Null),
                };
                connection.sender.send(answer.into())?;
            }
            Letter::Notification(news) if news.method == "exit" => return Ok(is_over),
            Letter::Notification(_) if is_over => {}
            Letter::Notification(news) => {
                if let Some(session) = &mut session {
                    session.hear(news);
                }
            }
            Letter::Response(_) => {}
        }
    }
}

/// The folders that are open in the editor, by what it says of itself.
fn open_folders(asked: &Value) -> Vec<PathBuf> {
    let folders = asked["workspaceFolders"].as_array().into_iter().flatten();
    let addresses = folders.map(|folder| &folder["uri"]).chain([&asked["rootUri"]]);
    addresses.filter_map(|uri| on_disk(uri.as_str()?)).collect()
}

/// The file or folder at the address `uri`; `None` where it is none on this machine.
fn on_disk(uri: &str) -> Option<PathBuf> {
    let path = percent_decode_str(uri.strip_prefix("file://")?)
        .decode_utf8()
        .ok()?;
    let path = Path::new(&*path);
    // Before the letter of a disk stands a slash, which is no part of the path.
    let bare = path.strip_prefix("/").ok().filter(|bare| bare.is_absolute());
    Some(bare.unwrap_or(path).to_path_buf())
}

/// Asks the editor to say when a file of a knowledge base changes.
fn watching() -> Request {
    let watchers = json!([{ "globPattern": "**/*.{md,markdown,yaml,yml}" }]);
    let registration = json!({
        "id": "files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    });
    Request::new(
        RequestId::from("files".to_owned()),
        "client/registerCapability".to_owned(),
        json!({ "registrations": [registration] }),
    )
}

/// A text that is open in the editor.
struct Open {
    path: RelPath,
    /// As the editor has it.
    whole: String,
}

impl Open {
    /// The text without a byte order mark, as files are read.
    fn text(&self) -> &str {
        self.whole.strip_prefix(MARK).unwrap_or(&self.whole)
    }

    /// How many bytes of a mark stand before the text.
    fn before(&self) -> usize {
        self.whole.len() - self.text().len()
    }

    /// The place of `span` of the text.
    fn range(&self, span: Span) -> Range {
        range(&self.whole, span.shifted(self.before()))
    }
}

/// The byte order mark.
const MARK: char = '\u{FEFF}';

struct Session<'s> {
    root: PathBuf,
    host: &'s Host<'s>,
    lang: Lang,
    /// Whether the editor takes texts with places to fill in.
    snippets: bool,
    /// The knowledge base with the texts that are open, as they are now.
    world: World,
    /// By address, as the editor writes it.
    open: BTreeMap<String, Open>,
    /// The addresses of which is to be told anew what is wrong.
    stale: BTreeSet<String>,
    /// Why the knowledge base could not be read last; the one that was read before stands.
    unread: Option<String>,
    /// What else is to be told.
    news: Vec<Notification>,
}

impl<'s> Session<'s> {
    fn new(root: &Path, host: &'s Host<'s>, lang: Lang) -> Result<Session<'s>> {
        let root = std::path::absolute(root)?;
        Ok(Session {
            world: read(&root)?,
            root,
            host,
            lang,
            snippets: false,
            open: BTreeMap::new(),
            stale: BTreeSet::new(),
            unread: None,
            news: Vec::new(),
        })
    }

    /// Takes in what the editor tells. What is not understood is not for us.
    fn hear(&mut self, news: Notification) {
        match news.method.as_str() {
            "textDocument/didOpen" => {
                if let Some(Opened { text_document }) = read_as(news.params) {
                    self.put(text_document.uri, text_document.text);
                }
            }
            "textDocument/didChange" => {
                if let Some(mut changed) = read_as::<Changed>(news.params)
                    && let Some(last) = changed.content_changes.pop()
                {
                    self.put(changed.text_document.uri, last.text);
                }
            }
            "textDocument/didClose" => {
                if let Some(Opened { text_document }) = read_as(news.params) {
                    self.open.remove(&text_document.uri);
                    self.stale.insert(text_document.uri);
                    self.read_again();
                }
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.read_again(),
            _ => {}
        }
    }

    fn put(&mut self, uri: String, text: String) {
        let Some(path) = self.path(&uri) else {
            return;
        };
        let open = Open { path, whole: text };
        self.world = self.world.with_text(&open.path, open.text());
        self.open.insert(uri, open);
        // Another record may be what the others lead to.
        self.stale.extend(self.open.keys().cloned());
    }

    /// Looks at the disk again; what is open stands before what lies there. Where it cannot be read, the last state stays, and that is said once.
    fn read_again(&mut self) {
        match read(&self.root) {
            Ok(world) => {
                self.world = world;
                self.unread = None;
            }
            Err(error) => {
                let why = (self.host.say)(&error);
                if self.unread.as_ref() != Some(&why) {
                    self.news.push(warning(self.lang, &why));
                }
                self.unread = Some(why);
            }
        }
        for open in self.open.values() {
            self.world = self.world.with_text(&open.path, open.text());
        }
        self.stale.extend(self.open.keys().cloned());
    }

    /// The path of the file at the address `uri`; `None` where it lies elsewhere.
    fn path(&self, uri: &str) -> Option<RelPath> {
        let path = on_disk(uri)?;
        let below = path.strip_prefix(&self.root).ok()?;
        let names: Vec<&str> = below.iter().filter_map(|name| name.to_str()).collect();
        RelPath::new(&names.join("/"))
    }

    fn uri(&self, path: &RelPath) -> String {
        let path = path.on_disk(&self.root).to_string_lossy().replace('\\', "/");
        let slash = if path.starts_with('/') { "" } else { "/" };
        format!("file://{slash}{}", percent(&path))
    }

    /// What is to be told, and what is wrong in the texts of which it is to be told anew.
    fn tell(&mut self) -> Vec<Notification> {
        let mut news = std::mem::take(&mut self.news);
        news.extend(self.found());
        news
    }

    fn found(&mut self) -> Vec<Notification> {
        let stale = std::mem::take(&mut self.stale);
        if stale.is_empty() {
            return Vec::new();
        }
        let files: BTreeSet<RelPath> = self.open.values().map(|open| open.path.clone()).collect();
        let found = pipeline::findings(&self.world, &Scope::Files(files));
        let told = stale.into_iter().map(|uri| {
            let open = self.open.get(&uri);
            let own = found.iter().filter_map(|finding| {
                let open = open.filter(|open| open.path == finding.path)?;
                Some(self.told(finding, open))
            });
            let diagnostics: Vec<Value> = own.collect();
            Notification::new(
                "textDocument/publishDiagnostics".to_owned(),
                json!({ "uri": uri, "diagnostics": diagnostics }),
            )
        });
        told.collect()
    }

    /// `finding`, in `open`.
    fn told(&self, finding: &Diagnostic, open: &Open) -> Value {
        let catalog = Catalog::of(self.lang);
        let help = finding
            .help
            .as_ref()
            .map(|help| format!("\n{}", catalog.say(help)));
        let related = finding.related.iter().map(|other| {
            let there = self.world.snapshot.text(&other.path).unwrap_or_default();
            json!({
                "location": { "uri": self.uri(&other.path), "range": range(&there, other.span) },
                "message": catalog.say(&other.message),
            })
        });
        json!({
            "range": open.range(finding.span),
            "severity": match finding.severity { Severity::Error => 1, Severity::Warning => 2 },
            "code": finding.rule,
            "source": "casebook",
            "message": catalog.say(&finding.message) + &help.unwrap_or_default(),
            "relatedInformation": related.collect::<Vec<Value>>(),
        })
    }

    fn answer(&self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let answer = match method.as_str() {
            "textDocument/completion" => self.at(params).map(|(open, at)| self.offered(open, at)),
            "textDocument/definition" => self.at(params).and_then(|(open, at)| {
                let there = lead::definition(&self.world, &open.path, open.text(), at)?;
                Some(self.location(&there))
            }),
            "textDocument/hover" => self.at(params).and_then(|(open, at)| {
                let (about, span) = about(&self.world, self.lang, &open.path, open.text(), at)?;
                let contents = json!({ "kind": "plaintext", "value": about });
                Some(json!({ "contents": contents, "range": open.range(span) }))
            }),
            "textDocument/references" => self.at(params).map(|(open, at)| {
                let found = lead::references(&self.world, &open.path, open.text(), at);
                found.iter().map(|there| self.location(there)).collect()
            }),
            "textDocument/documentSymbol" => self.opened(params).and_then(|open| {
                let record = self.record(open)?;
                Some(json!(symbols::outline(record, &open.whole, open.before())))
            }),
            "workspace/symbol" => read_as(params).map(|Wanted { query }| self.records(&query)),
            "textDocument/codeAction" => read_as(params).and_then(|wanted| self.mends(&wanted)),
            "textDocument/formatting" => self.opened(params).map(|open| self.in_order(open)),
            _ => {
                let unknown = Message::new("lsp-method").with("method", method);
                let text = Catalog::of(self.lang).say(&unknown);
                return Response::new_err(id, ErrorCode::MethodNotFound as i32, text);
            }
        };
        Response::new_ok(id, answer)
    }

    /// The text that `params` name.
    fn opened(&self, params: Value) -> Option<&Open> {
        let Opened { text_document } = read_as(params)?;
        self.open.get(&text_document.uri)
    }

    /// The text that `params` name, and the byte in it.
    fn at(&self, params: Value) -> Option<(&Open, usize)> {
        let At {
            text_document: Document { uri, .. },
            position,
        } = read_as(params)?;
        let open = self.open.get(&uri)?;
        Some((open, offset(&open.whole, position).saturating_sub(open.before())))
    }

    /// The record that `open` is.
    fn record(&self, open: &Open) -> Option<&Arc<Record>> {
        let library = &self.world.library;
        library.records.get(library.at_path(&open.path)?)
    }

    fn offered(&self, open: &Open, at: usize) -> Value {
        let asked = Asked {
            world: &self.world,
            lang: self.lang,
            path: &open.path,
            text: open.text(),
            before: open.before(),
            snippets: self.snippets,
        };
        complete::complete(&asked, self.host, at)
    }

    /// A place in a file, as the editor has it where it is open.
    fn location(&self, (path, span): &There) -> Value {
        let open = self.open.values().find(|open| open.path == *path);
        let place = match open {
            Some(open) => open.range(*span),
            None => range(&self.world.snapshot.text(path).unwrap_or_default(), *span),
        };
        json!({ "uri": self.uri(path), "range": place })
    }

    /// The records that `query` may mean.
    fn records(&self, query: &str) -> Value {
        let found = symbols::records(&self.world.library, query, self.lang).into_iter();
        let start = json!({ "line": 0, "character": 0 });
        let symbols = found.map(|(record, name, kind)| {
            json!({
                "name": name,
                "kind": symbols::FILE,
                "containerName": kind,
                "location": { "uri": self.uri(&record.path), "range": { "start": start, "end": start } },
            })
        });
        symbols.collect()
    }

    /// What mends findings on the lines of `wanted`.
    fn mends(&self, wanted: &In) -> Option<Value> {
        let uri = &wanted.text_document.uri;
        let open = self.open.get(uri)?;
        let scope = Scope::Files(BTreeSet::from([open.path.clone()]));
        let found = pipeline::findings(&self.world, &scope);
        let own = found.iter().filter(|finding| finding.path == open.path);
        let mends = own.filter_map(|finding| {
            let there = open.range(finding.span);
            let meets =
                |range: &Range| range.start.line <= there.end.line && there.start.line <= range.end.line;
            let (span, new) = Some(&wanted.range)
                .filter(|range| meets(range))
                .and_then(|_| mend::mended(finding, open.text(), self.lang))?;
            let edit = json!({ "range": open.range(span), "newText": new });
            Some(json!({
                "title": mend::title(&new, self.lang),
                "kind": "quickfix",
                "isPreferred": true,
                "diagnostics": [self.told(finding, open)],
                "edit": { "changes": { uri.as_str(): [edit] } },
            }))
        });
        Some(mends.collect())
    }

    /// What puts the fields of `open` in order: its front matter is written anew, all else stays.
    fn in_order(&self, open: &Open) -> Value {
        let edit = || {
            let record = self.record(open)?;
            let front = record.front?;
            let moved = (self.host.in_order)(&self.world, record, open.text())?;
            Some(json!({ "range": open.range(front), "newText": moved.get(front.range())? }))
        };
        edit().into_iter().collect()
    }
}

/// Tells the editor that the knowledge base cannot be read.
fn warning(lang: Lang, why: &str) -> Notification {
    let message = Message::new("serve-load-failed").with("error", why);
    let shown = json!({ "type": 2, "message": Catalog::of(lang).say(&message) });
    Notification::new("window/showMessage".to_owned(), shown)
}

/// The knowledge base as it lies on the disk, with drafts: these are written, too.
fn read(root: &Path) -> Result<World> {
    let how = Load {
        any_version: true,
        drafts: true,
        past: Past::Commits,
        ..Load::default()
    };
    pipeline::load(root, &how)
}

fn read_as<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}
