//! What is the answer to a request?

use super::fault::{self, Fault};
use super::http::{Outcome, Reply, Target};
use super::reload::{self, Asking, Shown};
use super::stage::{Now, Stage};
use super::{Event, Found, Report, Serving, View, media};
use crate::base::{Lang, RelPath, hash};
use anyhow::Result;
use serde_json::{Map, json};
use std::sync::Arc;

/// How many pages one question for news may name: the page shown and its styles.
const ASKED: usize = 16;

/// What answers requests from the view that stands.
pub struct Desk {
    serving: Serving,
    stage: Arc<Stage>,
    report: Report,
}

impl Desk {
    /// A desk before `stage`.
    pub fn new(serving: Serving, stage: Arc<Stage>, report: Report) -> Desk {
        Desk {
            serving,
            stage,
            report,
        }
    }

    /// The answer to a request for `target`.
    pub fn answer(&self, target: &Target) -> Outcome {
        if target.path.as_str() == reload::EVENTS {
            let stage = Arc::clone(&self.stage);
            return Outcome::Stream(Box::new(move |listener| reload::tell(&stage, listener)));
        }
        let now = self.stage.now();
        Outcome::Reply(match target.path.as_str() {
            "api/search" => self.search(&now, target),
            reload::NEWS => self.news(&now, target),
            path => match reload::file(path) {
                Some(answer) => Reply::new(200, answer.content_type, answer.bytes),
                None => self.page(&now, target),
            },
        })
    }

    fn page(&self, now: &Now, target: &Target) -> Reply {
        let (shown, fault) = self.shown(now, target);
        if let Some(fault) = fault {
            let error = fault.words(self.serving.lang);
            let path = target.path.clone();
            (self.report)(Event::PageFailed { path, error });
        }
        shown.reply(&target.path)
    }

    /// The language of the page at `target`.
    fn lang(&self, now: &Now, target: &Target) -> Lang {
        let view = now.view.as_ref();
        let told = view.zip(target.file()).and_then(|(view, path)| view.lang(&path));
        told.unwrap_or(self.serving.lang)
    }

    /// What a browser is shown at `target`, and why it is not the page.
    fn shown(&self, now: &Now, target: &Target) -> (Shown, Option<Fault>) {
        let Some(view) = &now.view else {
            let lang = self.serving.lang;
            let why = now.fault.as_ref().map(|fault| fault.words(lang));
            let page = fault::page(lang, "serve-fault-load", &why.unwrap_or_default());
            return (Shown::Page(500, page), None);
        };
        match fault::caught(|| found(view.as_ref(), target)) {
            Ok(shown) => (shown, None),
            Err(fault) => {
                let lang = self.lang(now, target);
                let page = fault::page(lang, "serve-fault-page", &fault.words(lang));
                (Shown::Page(500, page), Some(fault))
            }
        }
    }

    fn search(&self, now: &Now, target: &Target) -> Reply {
        let Some(view) = &now.view else {
            return Reply::status(503);
        };
        let query = target.param("q").unwrap_or_default();
        let others: Vec<(String, String)> = target
            .params
            .iter()
            .filter(|(name, _)| name != "q")
            .cloned()
            .collect();
        match fault::caught(|| view.search(query, &others)) {
            Ok(Found::Answer(found)) => Reply::new(200, media::JSON, found),
            Ok(Found::Refused(words)) => refusal(400, &words),
            Err(fault) => {
                let error = fault.words(self.serving.lang);
                let reply = refusal(500, &error);
                let path = target.path.clone();
                (self.report)(Event::PageFailed { path, error });
                reply
            }
        }
    }

    /// What a page that is open asks when the version has changed: what the pages are now that it names, and what is
    /// wrong.
    fn news(&self, now: &Now, target: &Target) -> Reply {
        let asked = target.params.iter().filter(|(name, _)| name == "path");
        let (mut pages, mut styles) = (Map::new(), Map::new());
        for (_, path) in asked.take(ASKED) {
            let shown = Target::parse(path).map(|target| self.shown(now, &target).0);
            pages.insert(path.clone(), shown.as_ref().map(Shown::hash).into());
            if let Some(Shown::Page(_, page)) = shown.filter(Shown::is_page) {
                styles.insert(path.clone(), reload::styles(&page.bytes).into());
            }
        }
        // The page is named first.
        let page = target.param("path").and_then(Target::parse);
        let asking = Asking {
            lang: page
                .as_ref()
                .map_or(self.serving.lang, |page| self.lang(now, page)),
            file: page.and_then(|page| now.view.as_ref()?.file(&page.file()?)),
        };
        let news = reload::news(&self.serving, now, &asking, (&pages, &styles));
        Reply::new(200, media::JSON, news.to_string().into_bytes())
    }
}

/// Whether the name at the end of `path` holds the fingerprint of `bytes`: under that name nothing else is ever to be had.
fn says_what_it_holds(path: &RelPath, bytes: &[u8]) -> bool {
    let print = hash::short(bytes);
    path.file_name().split('.').any(|part| part == print)
}

/// The answer to a question that has none: why, in JSON.
fn refusal(status: u16, words: &str) -> Reply {
    let said = json!({ "error": words }).to_string();
    Reply::new(status, media::JSON, said.into_bytes())
}

/// What the view has at `target`: a page, the way to a folder, or the page that says there is none.
fn found(view: &dyn View, target: &Target) -> Result<Shown> {
    if let Some(path) = target.file()
        && let Some(answer) = view.page(&path)?
    {
        return Ok(Shown::Page(200, answer));
    }
    if !target.folder
        && let Some(index) = target.path.join("index.html")
        && view.page(&index)?.is_some()
    {
        return Ok(Shown::Folder(target.path.clone()));
    }
    Ok(Shown::Page(404, view.not_found(&target.path)?))
}

impl Shown {
    fn is_page(&self) -> bool {
        matches!(self, Shown::Page(_, answer) if answer.content_type == media::HTML && !answer.foreign)
    }

    /// A fingerprint of what is shown, whatever the server adds to it, and whatever styles it has.
    fn hash(&self) -> String {
        match self {
            Shown::Page(status, answer) if self.is_page() => {
                let page = reload::without_styles(&answer.bytes);
                hash::short(&[&status.to_be_bytes(), page.as_slice()].concat())
            }
            Shown::Page(status, answer) => {
                hash::short(&[&status.to_be_bytes(), answer.bytes.as_ref()].concat())
            }
            Shown::Folder(path) => hash::short(path.as_str().as_bytes()),
        }
    }

    /// The answer to a request for `path`.
    fn reply(self, path: &RelPath) -> Reply {
        let (hash, is_page) = (self.hash(), self.is_page());
        match self {
            Shown::Folder(path) => Reply::to_folder(path),
            Shown::Page(status, answer) if is_page => {
                Reply::new(status, media::HTML, reload::with_script(&answer.bytes, &hash))
            }
            Shown::Page(status, answer) => Reply {
                foreign: answer.foreign,
                lasting: status == 200 && says_what_it_holds(path, &answer.bytes),
                ..Reply::new(status, answer.content_type, answer.bytes)
            },
        }
    }
}
