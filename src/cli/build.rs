//! `casebook build`: the site, its index and the months' pages.

use super::args::BuildArgs;
use super::context::{Context, Refused, a_minute, for_good};
use super::diagnostics::{self, Show};
use super::origin::Origin;
use super::progress::Progress;
use super::{Outcome, check, clock, memory, output};
use crate::base::{Confidentiality, Message, RelPath};
use crate::config;
use crate::history::History;
use crate::output::{Lock, Store, Summary};
use crate::pipeline::{
    self, Built, Files, Last, Later, Load, Making, Past, Place, Searched, Told, Watch, World,
};
use anyhow::Result;
use jiff::Timestamp;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

/// The folder of the site, relative to the knowledge base.
pub(crate) const SITE: &str = "site";

/// The file in the cache that a build holds.
const BUILDING: &str = "building";

pub(crate) fn run(context: &Context, args: &BuildArgs) -> Result<Outcome> {
    let audience = audience(args.audience.as_deref())?;
    let base_url = args.base_url.as_deref().map(base_url).transpose()?;
    if let Some(jobs) = args.jobs.filter(|jobs| *jobs > 0) {
        pipeline::threads(jobs)?;
    }
    let Origin {
        source,
        cache: whole,
        site: out,
    } = Origin::of(context, args)?;
    // A build that follows another is soon done.
    if args.no_cache || !whole.join(pipeline::BUILT).exists() {
        memory::give_back_early();
    }
    // Two at once would take each other's files for those of a stranger. Where nothing can be locked, nobody else builds.
    let waits = || context.note(&Message::new("build-waits"));
    let _alone = Lock::take_telling(&whole.join(BUILDING), waits).ok();
    if args.no_cache {
        forget(&whole)?;
    }
    let cache = pipeline::cache_of(&whole, audience);
    let teller = Teller {
        context,
        timings: args.timings || context.verbose,
        pages: context.catalog().word("stage-pages"),
        progress: OnceLock::new(),
    };
    let how = Load {
        past: Past::Fields,
        base_url,
        memory: Some(Store::new(&whole)),
        ..Load::default()
    };
    let files = teller.stage("files", || pipeline::files(&source, &how))?;
    without_doubt(context, &files, audience)?;
    check::note_gap(context, &source)?;
    let asked = (
        &args.base_url,
        &args.as_of,
        args.no_search,
        audience,
        context.source_date_epoch()?,
    );
    let mut built = Built::of(&files, &cache, &out, &asked)?;
    let seen = match built.last() {
        Last::Other(seen) => for_good(seen),
        Last::Same(told) => {
            let unchanged = Summary {
                unchanged: told.files,
                ..Summary::default()
            };
            return tell(context, (&out, audience), unchanged, told, args.strict);
        }
    };
    let state = files.state(&[])?;
    let past = || -> Result<History> {
        let mut history = teller.stage("history", || pipeline::history(&files, &how))?;
        teller.stage("fields", || pipeline::fields(&files, &mut history, &how))?;
        Ok(history)
    };
    let read = || teller.stage("records", || Ok(pipeline::read(&files, &how)));
    let (history, read) = pipeline::join(past, read);
    let (history, read) = (history?, read?);
    let (world, place) = pipeline::join(
        || {
            let whole = pipeline::assemble(files, history, read, &how);
            for_good(pipeline::seen_by(whole, audience))
        },
        || Place::open(&cache, &out, Arc::clone(seen)),
    );
    let place = place?;
    check::note_nothing(context, world);
    let as_of = as_of(context, world, args.as_of.as_deref())?;
    let figures = for_good(Arc::new(Later::new(world, as_of).patient(a_minute)));
    let making = Making {
        world,
        figures,
        cache: &cache,
        place,
        searched: match args.no_search {
            true => Searched::Nowhere,
            false => Searched::InIndex(state),
        },
    };
    let made = pipeline::make(making, &teller);
    drop(teller);
    let (written, _) = for_good(made?);
    let told = Told {
        files: written.filled.manifest.files.len(),
        restricted: restricted(world),
        withheld: pipeline::withheld(world),
        errors: written.errors,
        warnings: written.warnings,
        indexed: !args.no_search,
    };
    built.keep(&written.filled, told);
    tell(
        context,
        (&out, audience),
        written.filled.summary,
        told,
        args.strict,
    )
}

/// Refuses to make a site for an `audience` as long as the configuration, having faults, may open what was to be closed.
fn without_doubt(context: &Context, files: &Files, audience: Confidentiality) -> Result<()> {
    let doubts = files.doubts(audience);
    if doubts.is_empty() {
        return Ok(());
    }
    let read = |path: &RelPath| files.shown(path);
    let listed = diagnostics::listed(&doubts, &Show::new(context.lang, &read));
    output::note(listed.trim_end());
    let message = Message::new("build-doubts").with("audience", audience.as_str());
    Err(Refused(message.with("errors", doubts.len())).into())
}

/// Says what was done, and what is to be known of what is there.
fn tell(
    context: &Context,
    (out, audience): (&Path, Confidentiality),
    summary: Summary,
    told: Told,
    strict: bool,
) -> Result<Outcome> {
    if audience < Confidentiality::Restricted {
        let message = Message::new("build-withheld").with("audience", audience.as_str());
        context.note(&message.with("count", told.withheld));
    }
    if told.restricted > 0 {
        context.note(&Message::new("build-restricted").with("count", told.restricted));
    }
    let done = Message::new("build-done")
        .with("path", shown(out))
        .with("written", summary.written)
        .with("pages", told.files)
        .with("removed", summary.removed);
    output::answer(&context.say(&done))?;
    Ok(check::summarize(context, (told.errors, told.warnings), strict))
}

/// The address that was asked for, where casebook.yaml could name it.
fn base_url(written: &str) -> Result<String, Refused> {
    config::base_url(written).ok_or_else(|| {
        let expected = Message::new("expected-base-url");
        let message = Message::new("build-base-url").with("written", written);
        Refused(message.with("expected", expected))
    })
}

/// For whom the site is: those who look after the knowledge base, unless somebody says otherwise.
fn audience(asked: Option<&str>) -> Result<Confidentiality> {
    let Some(asked) = asked else {
        return Ok(Confidentiality::Restricted);
    };
    Confidentiality::of(asked).ok_or_else(|| {
        let message = Message::new("build-audience").with("audience", asked);
        Refused(message).into()
    })
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Forgets what was found out.
fn forget(cache: &Path) -> Result<()> {
    [
        pipeline::INDEX,
        pipeline::HISTORY,
        pipeline::RECORDS,
        pipeline::BUILT,
        pipeline::PAGES,
        pipeline::SHARDS,
        pipeline::AUDIENCES,
    ]
    .into_iter()
    .try_for_each(|part| crate::output::forget(&cache.join(part)))
}

/// The instant that was asked for, else the one that the environment fixes.
pub(crate) fn as_of(context: &Context, world: &World, asked: Option<&str>) -> Result<Option<Timestamp>> {
    match asked {
        Some(text) => Ok(Some(clock::instant_or_day(
            &world.config.contract.calendar,
            text,
        )?)),
        None => context.source_date_epoch(),
    }
}

/// How many records are restricted, in whatever number of languages their pages stand.
fn restricted(world: &World) -> usize {
    let placed = world.library.placed.iter();
    let records = placed.filter(|placed| placed.confidentiality == Confidentiality::Restricted);
    records.count()
}

/// Says how far a build is, and how long each stage took, where that was asked.
struct Teller<'c> {
    context: &'c Context,
    timings: bool,
    /// What is being done while pages are made.
    pages: String,
    progress: OnceLock<Progress>,
}

impl Watch for Teller<'_> {
    fn stage<T>(&self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let started = Instant::now();
        let done = work();
        if self.timings {
            let took = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
            let message = Message::new("timing").with("stage", name);
            output::note(&self.context.say(&message.with("milliseconds", took)));
        }
        done
    }

    fn page(&self, done: usize, total: usize) {
        let progress = self.progress.get_or_init(|| Progress::new(self.context.quiet));
        progress.step(&self.pages, done, total);
    }
}
