//! What is shown in place of what could not be made?

use super::Answer;
use super::reload::OVERLAY_CSS;
use crate::base::{Catalog, Lang, assets, unable};
use anyhow::Result;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tera::{Context, Tera};

/// What `make` gives, or why it failed, in words: an error with its causes, one a line, in the language `lang`. A panic is a fault like others,
/// for a template or a record that breaks one page must not end the server.
pub fn caught<T>(lang: Lang, make: impl FnOnce() -> Result<T>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(make)) {
        Ok(Ok(made)) => Ok(made),
        Ok(Err(error)) => Err(causes(lang, &error)),
        Err(panic) => Err(panicked(panic.as_ref())),
    }
}

fn causes(lang: Lang, error: &anyhow::Error) -> String {
    let said = |cause| Catalog::of(lang).say(&unable::cause(cause));
    let causes: Vec<String> = error.chain().map(said).collect();
    causes.join("\n")
}

fn panicked(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<&str>().copied();
    let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    said.unwrap_or("panic").to_owned()
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
        let fault = caught(Lang::En, || -> Result<()> {
            Err(anyhow::anyhow!("no `<script>alert(1)</script>`")).context("cannot load")
        });
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
        let fault = caught(Lang::En, || -> Result<()> { panic!("row {}", 7) });
        assert_eq!(fault, Err("row 7".to_owned()));
    }
}
