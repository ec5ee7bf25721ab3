//! What is shown in place of what could not be made?

use super::Answer;
use super::reload::OVERLAY_CSS;
use crate::base::{Catalog, Lang, Message, assets, unable};
use anyhow::Result;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tera::{Context, Tera};

/// Why something could not be made: an error and its causes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(Vec<Message>);

impl Fault {
    /// In words of `lang`, one cause a line.
    pub fn words(&self, lang: Lang) -> String {
        let causes = self.0.iter().map(|cause| Catalog::of(lang).say(cause));
        causes.collect::<Vec<_>>().join("\n")
    }
}

/// What `make` gives, or why it failed. A panic is a fault like others, for a template or a record that breaks one page must not end the server.
pub fn caught<T>(make: impl FnOnce() -> Result<T>) -> Result<T, Fault> {
    match catch_unwind(AssertUnwindSafe(make)) {
        Ok(Ok(made)) => Ok(made),
        Ok(Err(error)) => Err(Fault(error.chain().map(unable::cause).collect())),
        Err(panic) => Err(Fault(vec![panicked(panic.as_ref())])),
    }
}

fn panicked(panic: &(dyn Any + Send)) -> Message {
    let said = panic.downcast_ref::<&str>().copied();
    let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    Message::new("unable-said").with("what", said.unwrap_or("panic"))
}

/// The page that says `fault` under the message `title`.
pub fn page(lang: Lang, title: &str, fault: &str) -> Answer {
    let catalog = Catalog::of(lang);
    let mut context = Context::new();
    context.insert("lang", lang.tag());
    context.insert("style", OVERLAY_CSS);
    context.insert("title", &catalog.word(title));
    context.insert("note", &catalog.word("serve-fault-note"));
    context.insert("fault", fault);
    let template = assets::text("serve/fault.html").unwrap_or_default();
    match Tera::one_off(template, &context, true) {
        Ok(page) => Answer::html(page),
        Err(error) => Answer {
            bytes: format!("{fault}\n\n{error}\n").into_bytes().into(),
            content_type: super::media::TEXT,
            foreign: false,
        },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use anyhow::Context as _;

    #[test]
    fn faults_are_words_and_never_markup() {
        let fault = caught(|| -> Result<()> {
            Err(anyhow::anyhow!("no `<script>alert(1)</script>`")).context("cannot load")
        });
        let fault = fault.map_err(|fault| fault.words(Lang::En));
        assert_eq!(
            fault,
            Err("cannot load\nno `<script>alert(1)</script>`".to_owned())
        );
        let page = page(Lang::En, "serve-fault-page", &fault.unwrap_err());
        let text = String::from_utf8(page.bytes.into_owned()).unwrap();
        assert!(
            text.contains("cannot load\nno `&lt;script&gt;alert(1)&lt;"),
            "{text}"
        );
        assert!(!text.contains("<script"), "{text}");
        assert!(text.contains("<html lang=\"en\">"), "{text}");
    }

    #[test]
    fn a_panic_is_a_fault() {
        let fault = caught(|| -> Result<()> { panic!("row {}", 7) });
        let fault = fault.map_err(|fault| fault.words(Lang::En));
        assert_eq!(fault, Err("row 7".to_owned()));
    }
}
