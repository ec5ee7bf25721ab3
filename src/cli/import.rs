//! `casebook import`: records of what other programs wrote down.

use super::args::ImportArgs;
use super::context::{Context, Refused, for_good};
use super::diagnostics::{self, Show};
use super::{Outcome, output};
use crate::author::import::{self, Asked, Faults, File, Imported, Plan};
use crate::base::{Message, RelPath};
use crate::output::Lock;
use crate::pipeline::{self, Load, Past};
use anyhow::Result;
use std::fs;
use std::io::Read;
use std::path::Path;

/// A larger file is refused, in bytes.
const MOST_BYTES: u64 = 64 << 20;
/// A larger map is none, in bytes.
const MOST_OF_MAP: u64 = 1 << 20;
/// The file that one import at a time holds.
const LOCK: &str = "import.lock";
/// So many findings are shown; who has more mends these first.
const MOST_SHOWN: usize = 200;

pub(crate) fn run(context: &Context, args: &ImportArgs) -> Result<Outcome> {
    let root = context.root()?;
    let here = context.here()?;
    let bytes = read(context, &here.join(&args.file), &args.file, MOST_BYTES)?;
    let map = read(context, &here.join(&args.map), &args.map, MOST_OF_MAP)?;
    // Two imports at a time would number alike and not know of each other; where the disk knows no locks, nobody is waited for.
    let lock = root.join(pipeline::CACHE).join(LOCK);
    let _alone = (!args.dry_run).then(|| {
        let waits = || context.note(&Message::new("import-waits"));
        Lock::take_telling(&lock, waits).ok()
    });
    let how = Load {
        drafts: true,
        past: Past::Commits,
        ..Load::default()
    };
    let world = for_good(pipeline::load(&root, &how)?);
    let templates = pipeline::templates(world.snapshot.source(), world.config.site.language)?;
    let asked = Asked {
        kind: &args.kind,
        file: File {
            path: named(&args.file),
            bytes: &bytes,
        },
        map: File {
            path: named(&args.map),
            bytes: &map,
        },
    };
    match import::plan(world, &templates, &asked)? {
        Imported::Unusable(faults) => Err(Refused(told(context, &faults)).into()),
        Imported::Faulty(faults) => {
            context.note(&told(context, &faults));
            Ok(Outcome::Faults)
        }
        Imported::Ready(plan) => {
            if !args.dry_run {
                import::write(&root, &plan)?;
            }
            listed(context, &plan, args.dry_run)
        }
    }
}

/// Prints the records: where they are, or would be and what they are called.
fn listed(context: &Context, plan: &Plan, dry: bool) -> Result<Outcome> {
    let line = |record: &import::Planned| match dry {
        true => format!("{}\t{}\n", record.path, record.title),
        false => format!("{}\n", record.path),
    };
    let lines: String = plan.records.iter().map(line).collect();
    if !lines.is_empty() {
        output::answer(&lines)?;
    }
    let message = Message::new(if dry { "import-would" } else { "import-done" });
    context.note(
        &message
            .with("new", plan.records.len())
            .with("known", plan.known)
            .with("skipped", plan.skipped)
            .with("twice", plan.twice),
    );
    Ok(Outcome::Clean)
}

/// Shows what is wrong, each at its place, and says how much there is.
fn told(context: &Context, faults: &Faults) -> Message {
    let read = |path: &RelPath| {
        let (_, text) = faults.texts.iter().find(|(known, _)| known == path)?;
        Some(text.clone())
    };
    let mut show = Show::new(context.lang, &read);
    show.colour = context.color;
    let count = faults.findings.len();
    let shown = faults.findings.get(..MOST_SHOWN).unwrap_or(&faults.findings);
    output::note(diagnostics::listed(shown, &show).trim_end());
    if count > shown.len() {
        let more = Message::new("import-more")
            .with("shown", shown.len())
            .with("more", count - shown.len());
        output::note(&context.say(&more));
    }
    Message::new("import-refused").with("count", count)
}

/// The bytes of the file at `place`, which was asked for as `asked`. It may be a pipe, whose size nobody knows.
fn read(context: &Context, place: &Path, asked: &Path, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = fs::File::open(place).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
    let message = match read {
        Err(error) => Message::new("import-unreadable").with("detail", context.why(&error.into())),
        Ok(size) if size as u64 > most => Message::new("import-size").with("most", (most >> 20) as usize),
        Ok(_) => return Ok(bytes),
    };
    Err(Refused(message.with("path", asked.display().to_string())).into())
}

/// The file as findings name it: as it was asked for, or by its name where that lies elsewhere.
fn named(asked: &Path) -> RelPath {
    let whole = asked
        .to_str()
        .and_then(|path| RelPath::new(&path.replace('\\', "/")));
    let name = || RelPath::new(&asked.file_name()?.to_string_lossy());
    whole.or_else(name).unwrap_or_default()
}
