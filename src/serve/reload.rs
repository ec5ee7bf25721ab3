//! How does a page that is open learn that it has changed?
//!
//! A page that is served carries a script more than the one that is built. The script listens to [`EVENTS`]; at each new
//! version it asks [`NEWS`] for the fingerprints of the page and its styles, and reloads what is not as it was. So a
//! change elsewhere does not disturb who reads.

use super::event::found;
use super::stage::{Now, Stage};
use super::{Answer, Finding, Serving};
use crate::base::path::percent;
use crate::base::{Catalog, Lang, RelPath, assets};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::ops::Range;
use std::time::Duration;

/// Where new versions are told.
pub const EVENTS: &str = "__casebook/events";
/// Where a page asks what is new.
pub const NEWS: &str = "__casebook/version";
/// The style of faults, as pages refer to it.
pub const OVERLAY_CSS: &str = "/__casebook/overlay.css";
/// The folder of the files below.
const FOLDER: &str = "__casebook";
/// How long nothing is said to a page: after that, a word shows whether it still listens.
const SILENCE: Duration = Duration::from_secs(3);
/// How many findings are shown; `check` has them all.
pub const SHOWN: usize = 50;
/// What stands before the address of a link.
const HREF: &[u8] = b"href=\"";
/// What a browser is shown.
pub enum Shown {
    /// A page or file, with its status.
    Page(u16, Answer),
    /// The way to a folder.
    Folder(RelPath),
}

/// The file of the server's own at `path`, which no built site has.
pub fn file(path: &str) -> Option<Answer> {
    let name = path.strip_prefix(FOLDER)?.strip_prefix('/')?;
    matches!(name, "reload.js" | "overlay.css").then_some(())?;
    let bytes = assets::get(&format!("serve/{name}"))?;
    Some(Answer::of(&RelPath::new(name)?, bytes))
}

/// The page `html` with the script that reloads it; `hash` is its fingerprint.
pub fn with_script(html: &[u8], hash: &str) -> Vec<u8> {
    let script = format!("<script src=\"/{FOLDER}/reload.js\" data-page=\"{hash}\" defer></script>\n");
    let end = memchr::memmem::rfind(html, b"</body>").unwrap_or(html.len());
    let (before, after) = html.split_at(end);
    [before, script.as_bytes(), after].concat()
}

/// The links to style sheets in the page `html`, each with its address.
fn style_links(html: &[u8]) -> impl Iterator<Item = (Range<usize>, &[u8])> {
    let starts = memchr::memmem::find_iter(html, b"<link ");
    starts.filter_map(|start| {
        let tag = html.get(start..)?;
        let tag = tag.get(..=memchr::memchr(b'>', tag)?)?;
        memchr::memmem::find(tag, b"rel=\"stylesheet\"")?;
        let href = tag.get(memchr::memmem::find(tag, HREF)? + HREF.len()..)?;
        let href = href.get(..memchr::memchr(b'"', href)?)?;
        Some((start..start + tag.len(), href))
    })
}

/// The addresses of the style sheets of the page `html`, in order.
pub fn styles(html: &[u8]) -> Vec<String> {
    let links = style_links(html);
    links
        .map(|(_, href)| String::from_utf8_lossy(href).into_owned())
        .collect()
}

/// The page `html` without its links to style sheets, which hold a hash of what they lead to: for these are swapped without a reload.
pub fn without_styles(html: &[u8]) -> Vec<u8> {
    let (mut rest, mut at) = (Vec::with_capacity(html.len()), 0);
    for (link, _) in style_links(html) {
        rest.extend_from_slice(html.get(at..link.start).unwrap_or_default());
        at = link.end;
    }
    rest.extend_from_slice(html.get(at..).unwrap_or_default());
    rest
}

/// Tells `listener` each new version, until nobody listens any more.
pub fn tell(stage: &Stage, mut listener: impl Write) {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
        Cross-Origin-Resource-Policy: same-origin\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
    let mut known = stage.now().version;
    let mut words = format!("{head}{}", version(known));
    while listener.write_all(words.as_bytes()).is_ok() && listener.flush().is_ok() {
        words = match stage.wait(known, SILENCE) {
            Some(new) => {
                known = new;
                version(new)
            }
            None => ":\n\n".to_owned(),
        };
    }
}

fn version(version: u64) -> String {
    format!("event: version\ndata: {version}\n\n")
}

/// The page that asks what is new.
pub struct Asking {
    /// Its language.
    pub lang: Lang,
    /// The file of the record that it shows.
    pub file: Option<RelPath>,
}

/// What a page is told: the fingerprints of `pages` and their `styles`, why the knowledge base cannot be loaded, and what is wrong in it.
pub fn news(
    serving: &Serving,
    now: &Now,
    asking: &Asking,
    (pages, styles): (&Map<String, Value>, &Map<String, Value>),
) -> Value {
    let catalog = Catalog::of(asking.lang);
    let fault = now.fault.as_deref().map(|fault| {
        let text = fault.words(asking.lang);
        let places = places(serving, &text);
        json!({
            "title": catalog.word("serve-fault-load"),
            "text": text,
            "places": places,
            "note": catalog.word("serve-fault-note"),
            "close": catalog.word("serve-fault-close"),
        })
    });
    let (errors, warnings) = (now.findings.errors, now.findings.warnings);
    let title = catalog.say(&found(errors, warnings));
    let items = now
        .findings
        .first
        .iter()
        .map(|finding| item(serving, asking, finding));
    let items: Vec<Value> = items.collect();
    json!({
        "version": now.version,
        "pages": pages,
        "styles": styles,
        "fault": fault,
        "findings": { "count": errors + warnings, "title": title, "items": items },
    })
}

/// The places in files that `text` tells of, with the way to each in the editor; none without an editor. It begins with `FILE:LINE:COLUMN: `
/// where a template is broken; diagnostics have lines `--> FILE:LINE:COLUMN`.
fn places(serving: &Serving, text: &str) -> Vec<Value> {
    let head = text
        .lines()
        .next()
        .and_then(|line| Some(line.split_once(": ")?.0));
    let arrows = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> "));
    let place = |told: &str| {
        let (rest, column) = told.rsplit_once(':')?;
        let (path, line) = rest.rsplit_once(':')?;
        let href = in_editor(
            serving,
            &RelPath::new(path)?,
            line.parse().ok()?,
            column.parse().ok()?,
        )?;
        Some(json!({ "place": told, "href": href }))
    };
    head.into_iter().chain(arrows).filter_map(place).collect()
}

/// The address that opens the editor at `line` and `column` of the file `path`.
fn in_editor(serving: &Serving, path: &RelPath, line: usize, column: usize) -> Option<String> {
    let path = path.on_disk(&serving.root);
    // A disk of Windows stays one.
    let path = percent(&path.to_string_lossy()).replace("%3A", ":");
    let editor = serving.editor.as_deref()?.replace("{path}", &path);
    let editor = editor.replace("{line}", &line.to_string());
    Some(editor.replace("{column}", &column.to_string()))
}

fn item(serving: &Serving, asking: &Asking, finding: &Finding) -> Value {
    let href = in_editor(serving, &finding.path, finding.line, finding.column);
    json!({
        "place": format!("{}:{}:{}", finding.path, finding.line, finding.column),
        "severity": finding.severity.name(),
        "own": asking.file.as_ref() == Some(&finding.path),
        "text": Catalog::of(asking.lang).say(&finding.message),
        "source": finding.source,
        "href": href,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::base::{Message, Severity};

    #[test]
    fn the_script_stands_before_the_end_of_the_page() {
        let page = with_script(b"<body>&lt;/body><p></body>\n</html>", "0af");
        assert_eq!(
            String::from_utf8(page).unwrap(),
            "<body>&lt;/body><p><script src=\"/__casebook/reload.js\" data-page=\"0af\" defer></script>\n</body>\n</html>"
        );
        assert!(with_script(b"<p>half", "0af").starts_with(b"<p>half<script "));
    }

    #[test]
    fn styles_are_told_apart_from_the_page() {
        let page = |hash: &str| {
            format!("<link rel=\"icon\" href=\"i\"><link rel=\"stylesheet\" href=\"../s.{hash}.css\">\n<p>")
        };
        let (one, two) = (page("aa"), page("bb"));
        assert_eq!(styles(one.as_bytes()), ["../s.aa.css"]);
        assert_eq!(without_styles(one.as_bytes()), without_styles(two.as_bytes()));
        assert_eq!(
            without_styles(b"<link rel=\"stylesheet\""),
            b"<link rel=\"stylesheet\""
        );
    }

    #[test]
    fn only_its_own_files_are_given() {
        let script = file("__casebook/reload.js").unwrap();
        assert_eq!(script.content_type, "text/javascript; charset=utf-8");
        assert!(file("__casebook/overlay.css").is_some());
        assert!(file("__casebook/fault.html").is_none());
        assert!(file("__casebook").is_none());
    }

    #[test]
    fn a_finding_leads_to_the_editor() {
        let serving = Serving {
            root: "/kb 1".into(),
            editor: Some("vscode://file{path}:{line}:{column}".to_owned()),
            ..Serving::default()
        };
        let finding = Finding {
            path: RelPath::new("content/甲.md").unwrap(),
            line: 3,
            column: 5,
            severity: Severity::Error,
            message: Message::new("table-unread"),
            source: String::new(),
        };
        let mut asking = Asking {
            lang: Lang::En,
            file: None,
        };
        assert_eq!(item(&serving, &asking, &finding)["own"], false);
        asking.file = Some(finding.path.clone());
        let item = item(&serving, &asking, &finding);
        assert_eq!(item["own"], true);
        assert_eq!(item["href"], "vscode://file/kb%201/content/%E7%94%B2.md:3:5");
        assert_eq!(item["place"], "content/甲.md:3:5");
        let fault = "错误: x\n  --> casebook.yaml:2:8\n   |\n--> no place\n  --> ../a:1:2";
        let place = json!({ "place": "casebook.yaml:2:8", "href": "vscode://file/kb%201/casebook.yaml:2:8" });
        assert_eq!(places(&serving, fault), [place]);
        let broken = places(&serving, "templates/a.html:1:7: Found `%}`\n  |\n1 | {% if %}");
        assert_eq!(broken[0]["href"], "vscode://file/kb%201/templates/a.html:1:7");
        assert!(places(&Serving::default(), fault).is_empty());
    }
}
