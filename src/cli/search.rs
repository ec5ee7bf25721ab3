//! `casebook search`: full text.

use super::args::{SearchArgs, TextFormat};
use super::context::{Context, Refused};
use super::{Outcome, origin, output};
use crate::author;
use crate::base::{Lang, Message};
use crate::config::{Config, Entry};
use crate::output::Store;
use crate::pipeline::{self, Load, Past};
use crate::search::fold::fold;
use crate::search::{Filter, Options, Query, Renewal, Results, Scope, Slip};
use crate::source::Source;
use anyhow::Result;

pub(crate) fn run(context: &Context, args: &SearchArgs) -> Result<Outcome> {
    let root = context.root()?;
    let cache = origin::kept(&root);
    // Records without a date of their own have that of their first commit, as on their pages.
    let how = Load {
        past: Past::Commits,
        memory: Some(Store::new(&cache)),
        ..Load::default()
    };
    let index = pipeline::current(&Source::folder(&root)?, &how, &cache)?;
    match index.renewal() {
        Some(Renewal::Damaged { reason }) => {
            context.note(&Message::new("search-renewed").with("reason", reason.clone()));
        }
        Some(Renewal::Outdated) => context.note(&Message::new("search-outdated")),
        Some(Renewal::New) | None => {}
    }
    let config = pipeline::config(&root)?;
    let mut query = Query::parse(&args.query);
    unknown(context, &config, args, &query);
    let kind = args.kind.as_deref();
    let by_folder = kind.and_then(|folder| config.kinds.of_folder(folder));
    for (scope, value) in [
        (Scope::Kind, by_folder.map(|kind| kind.id.as_str()).or(kind)),
        (Scope::System, args.system.as_deref()),
        (Scope::From, args.from.as_deref()),
        (Scope::To, args.to.as_deref()),
    ] {
        let Some(value) = value else { continue };
        let Some(filter) = Filter::new(scope, value) else {
            return Err(Refused(not_understood(scope, value)).into());
        };
        query = query.with(filter);
    }
    let results = index.search(
        &query,
        &Options {
            limit: args.limit,
            explain: args.explain,
        },
    )?;
    // What only looks like a filter matters where not all is found.
    let missed = results.total == 0 || results.fallback;
    for (word, slip) in Query::slips(&args.query) {
        let id = match slip {
            Slip::Empty => "search-filter-empty",
            Slip::NoTime => "search-filter-time",
            Slip::NoName if missed => "search-filter-name",
            Slip::NoName => continue,
        };
        context.note(&Message::new(id).with("word", word));
    }
    match args.format {
        TextFormat::Json => output::json(&results)?,
        TextFormat::Text => output::answer(&text(context, &results)?)?,
    }
    Ok(Outcome::Clean)
}

/// The refusal of the condition that `scope` is `written`, with what may be written there.
pub(super) fn not_understood(scope: Scope, written: &str) -> Message {
    let id = match scope {
        Scope::From | Scope::To | Scope::Month => "search-filter-day",
        _ => "search-filter",
    };
    Message::new(id).with("written", written)
}

/// Says so where no kind, or no system, is called what was asked for, not even in part.
fn unknown(context: &Context, config: &Config, args: &SearchArgs, query: &Query) {
    let typed = |scope: Scope| {
        let filters = query.filters.iter().filter(move |filter| filter.scope == scope);
        filters.map(|filter| filter.value.as_str())
    };
    let kinds = || config.kinds.iter();
    for kind in args.kind.as_deref().into_iter().chain(typed(Scope::Kind)) {
        let names = kinds().flat_map(|kind| {
            let labels = Lang::ALL.map(|lang| kind.name.get(lang));
            labels.into_iter().chain([kind.id.as_str(), kind.folder.as_str()])
        });
        if !is_called(names, kind) {
            let all: Vec<&str> = kinds().map(|kind| kind.id.as_str()).collect();
            let message = Message::new("new-kind").with("kind", kind);
            context.note(&message.with("kinds", all.join(", ")));
        }
    }
    let systems = &config.site.systems;
    let asked = args.system.as_deref().into_iter().chain(typed(Scope::System));
    for system in asked.filter(|_| systems.declared) {
        let names = systems.iter().flat_map(|system| [system.id(), system.name()]);
        if !is_called(names, system) {
            context.note(&author::no_system(systems, system));
        }
    }
}

/// Whether one of `names` is, or holds, what somebody `wrote`.
fn is_called<'n>(mut names: impl Iterator<Item = &'n str>, wrote: &str) -> bool {
    let wrote = fold(wrote);
    names.any(|name| fold(name).contains(&wrote))
}

fn text(context: &Context, results: &Results) -> Result<String> {
    let head = match (results.total, results.fallback, &results.read_as) {
        (0, ..) => Message::new("search-nothing"),
        (total, false, _) => Message::new("search-found").with("total", total),
        (total, true, None) => Message::new("search-fallback").with("total", total),
        (total, true, Some(query)) => Message::new("search-apart")
            .with("total", total)
            .with("query", query.as_str()),
    };
    let mut text = context.say(&head);
    for suggestion in &results.suggestions {
        let meant = Message::new("search-meant").with("query", suggestion.as_str());
        text.push_str(&format!("\n{}", context.say(&meant)));
    }
    for hit in &results.hits {
        let (on, off) = if context.color {
            ("\u{1b}[1m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        text.push_str(&format!("\n\n{on}{}{off}  {}\n  {}", hit.id, hit.title, hit.url));
        if !hit.snippet.is_empty() {
            text.push_str(&format!("\n  {}", marked(&hit.snippet, context.color)));
        }
    }
    if let Some(explanation) = &results.explain {
        text.push_str(&format!("\n\n{}", serde_json::to_string_pretty(explanation)?));
    }
    Ok(text)
}

/// A snippet for a terminal: what was found is bright, or in brackets where there is no colour.
fn marked(snippet: &str, color: bool) -> String {
    let (on, off) = if color {
        ("\u{1b}[1;33m", "\u{1b}[0m")
    } else {
        ("【", "】")
    };
    let text = snippet.replace("<mark>", on).replace("</mark>", off);
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
