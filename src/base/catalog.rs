//! The words for each message, from `templates/messages/<lang>/*.ftl` (Project Fluent).

use super::{Arg, Lang, Message, assets};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// The messages of one language.
pub struct Catalog {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

static ZH_CN: LazyLock<Catalog> = LazyLock::new(|| Catalog::load(Lang::ZhCn));
static EN: LazyLock<Catalog> = LazyLock::new(|| Catalog::load(Lang::En));

impl Catalog {
    /// The catalog of `lang`, loaded once.
    pub fn of(lang: Lang) -> &'static Catalog {
        match lang {
            Lang::ZhCn => &ZH_CN,
            Lang::En => &EN,
        }
    }

    /// The names of all entries.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> {
        let files = assets::below(&format!("messages/{}", self.lang)).into_iter();
        let texts = files.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok());
        let begins = |line: &'static str| Some(line.split_once('=')?.0.trim());
        let ids = texts.flat_map(str::lines).filter_map(begins);
        ids.filter(|id| self.has(id))
    }

    /// The language of this catalog.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    fn load(lang: Lang) -> Catalog {
        let tag = LanguageIdentifier::from_bytes(lang.tag().as_bytes()).unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolation marks would show up in pages, terminals and JSON.
        bundle.set_use_isolating(false);
        for (_, bytes) in assets::below(&format!("messages/{lang}")) {
            // A broken entry is found by the test below; the others of its file are kept.
            let text = String::from_utf8_lossy(bytes).into_owned();
            let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Catalog { lang, bundle }
    }

    /// `message` in words. An entry that is missing shows its own name, so that the gap is seen.
    pub fn say(&self, message: &Message) -> String {
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, arg) in &message.args {
            args.set(*name, self.value(arg));
        }
        self.text(message.id, &args)
    }

    /// The entry `id` without gaps.
    pub fn word(&self, id: &str) -> String {
        self.text(id, &FluentArgs::new())
    }

    /// The entry `id`, or `None` where no file has it.
    pub fn find(&self, id: &str) -> Option<String> {
        self.has(id).then(|| self.word(id))
    }

    /// Whether there is an entry `id`.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The entry `id` with its gaps filled by texts and numbers, as templates need it.
    pub fn fill<'a>(&self, id: &str, args: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>) -> String {
        let mut filled = FluentArgs::new();
        for (name, value) in args {
            filled.set(name, value);
        }
        self.text(id, &filled)
    }

    fn text(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|m| m.value()) else {
            return id.to_owned();
        };
        self.bundle
            .format_pattern(pattern, Some(args), &mut Vec::new())
            .into_owned()
    }

    fn value<'a>(&self, arg: &'a Arg) -> FluentValue<'a> {
        match arg {
            Arg::Text(text) => FluentValue::from(text.as_str()),
            Arg::Label(label) => FluentValue::from(label.get(self.lang)),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Message(message) => FluentValue::from(self.say(message)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use std::collections::BTreeSet;

    fn entries(lang: Lang) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (path, bytes) in assets::below(&format!("messages/{lang}")) {
            let text = std::str::from_utf8(bytes).unwrap().to_owned();
            let resource =
                FluentResource::try_new(text.clone()).unwrap_or_else(|(_, e)| panic!("{path}: {e:?}"));
            drop(resource);
            for line in text.lines() {
                if line.starts_with(|c: char| c.is_ascii_lowercase())
                    && let Some((id, _)) = line.split_once('=')
                {
                    assert!(found.insert(id.trim().to_owned()), "{path}: {id} stands twice");
                }
            }
        }
        found
    }

    #[test]
    fn one_is_no_plural() {
        let say = |id, gaps: &[(&'static str, i64)]| {
            let message = gaps.iter().fold(Message::new(id), |message, (name, number)| {
                message.with(name, *number)
            });
            Catalog::of(Lang::En).say(&message)
        };
        let found = |errors, warnings| say("report-pdf-found", &[("errors", errors), ("warnings", warnings)]);
        assert_eq!(found(1, 14), "1 error, 14 warnings");
        assert_eq!(found(0, 1), "0 errors, 1 warning");
        assert!(
            say("build-findings", &[("errors", 1), ("warnings", 2)])
                .starts_with("the records have 1 error and 2 warnings;")
        );
        assert!(say("changes-since-count", &[("n", 1)]).starts_with("1 difference since"));
        assert!(say("report-draft", &[("count", 1)]).contains(" has no manual score"));
        assert_eq!(
            say("rule-late", &[("record", 7), ("days", 1), ("points", 2)]),
            "; 7 is 1 workday late: 2 off"
        );
        assert!(say("rule-per-occurrence", &[("free", 1)]).starts_with("the first is free"));
    }

    /// What messages count.
    const COUNTED: [&str; 21] = [
        "bytes",
        "cells",
        "changes",
        "columns",
        "commits",
        "days",
        "differences",
        "errors",
        "faults",
        "files",
        "findings",
        "hours",
        "minutes",
        "months",
        "occurrences",
        "points",
        "records",
        "results",
        "rows",
        "systems",
        "warnings",
    ];
    /// Messages whose counts are bounds, or larger than another that they name.
    const MANY: [&str; 13] = [
        "file-name-long",
        "front-matter-size",
        "help-last-day",
        "import-too-many",
        "import-too-many-columns",
        "import-too-wide",
        "query-all",
        "query-many-months",
        "query-many-rows",
        "query-many-series",
        "query-rows",
        "query-steps",
        "register-more",
    ];

    #[test]
    fn no_message_counts_one_in_the_plural() {
        let mut plurals = Vec::new();
        for id in entries(Lang::En) {
            let text = source(&id);
            let gaps = text.split('$').skip(1);
            let names = gaps.map(|rest| {
                rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .next()
            });
            let names: BTreeSet<&str> = names.flatten().collect();
            let one = names.into_iter().map(|name| (name, FluentValue::from(1)));
            let said = Catalog::of(Lang::En).fill(&id, one);
            let words: Vec<&str> = said.split_whitespace().collect();
            let plural = words.windows(2).any(|pair| {
                let word = pair[1].trim_end_matches(|c: char| !c.is_alphanumeric());
                pair[0] == "1" && COUNTED.contains(&word)
            });
            if plural && !MANY.contains(&id.as_str()) {
                plurals.push(format!("{id}: {said}"));
            }
        }
        assert_eq!(plurals, Vec::<String>::new());
    }

    /// The entry `id` as it is written in English.
    fn source(id: &str) -> String {
        let all = assets::below("messages/en").into_iter();
        let texts = all.map(|(_, bytes)| std::str::from_utf8(bytes).unwrap());
        let begins = |line: &&str| line.split_once(" =").is_some_and(|(name, _)| name == id);
        let more = |line: &&str| !line.starts_with(|c: char| c.is_ascii_lowercase());
        let of = |text: &'static str| {
            let mut lines = text.lines().skip_while(move |line| !begins(line));
            let first = lines.next()?;
            Some(
                [vec![first], lines.take_while(more).collect()]
                    .concat()
                    .join("\n"),
            )
        };
        texts.filter_map(of).next().unwrap()
    }

    #[test]
    fn every_message_exists_in_both_languages() {
        let (zh, en) = (entries(Lang::ZhCn), entries(Lang::En));
        assert_eq!(
            zh.difference(&en).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "missing in English"
        );
        assert_eq!(
            en.difference(&zh).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "missing in Chinese"
        );
    }
}
