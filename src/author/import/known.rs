//! Which rows are records already?

use crate::base::{RelPath, yaml};
use crate::kind::Kind;
use crate::pipeline::World;
use crate::record;
use std::collections::HashSet;

/// The field that holds the key.
pub(super) const SOURCE_KEY: &str = "source_key";

/// The keys of all records of `kind`, wherever they lie now and whatever else was changed in them.
pub(super) fn keys(world: &World, kind: &Kind) -> HashSet<String> {
    let library = &world.library;
    let own = library.records.iter().filter(|record| record.kind.id == kind.id);
    let mut keys: HashSet<String> = own
        .filter_map(|record| record.text(SOURCE_KEY))
        .map(|key| key.trim().to_owned())
        .collect();
    let folder = world.config.site.content.join(&kind.folder).unwrap_or_default();
    let entries = world.snapshot.entries.iter().map(|entry| &entry.path);
    let below = entries.filter(|path| path.below(folder.as_str()).is_some() && path.extension() == "md");
    keys.extend(
        below
            .filter(|path| is_unread(world, path))
            .filter_map(|path| written(world, path)),
    );
    keys
}

/// Whether a file is no record because of what is wrong with it: that makes its row no new one.
fn is_unread(world: &World, path: &RelPath) -> bool {
    let record = world
        .library
        .at_path(path)
        .and_then(|at| world.library.records.get(at));
    record.is_none_or(|record| record.broken)
}

/// The key as it stands in a file of whatever encoding.
fn written(world: &World, path: &RelPath) -> Option<String> {
    let bytes = world.snapshot.read(path).ok()?;
    let text = String::from_utf8(bytes.clone())
        .unwrap_or_else(|_| encoding_rs::GB18030.decode(&bytes).0.into_owned());
    let (front, _) = record::split(&text);
    let front = if front.is_empty() { &text } else { front };
    let span = yaml::top_value_span(front, SOURCE_KEY)?;
    Some(
        front
            .get(span.range())?
            .trim_matches(['"', '\''])
            .trim()
            .to_owned(),
    )
}
