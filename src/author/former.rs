//! Which IDs did records have before?

use crate::config::Config;
use crate::library::{Layout, kind_of};
use crate::record::{Input, skim};
use crate::source::Snapshot;
use memchr::memmem;

/// The field of former IDs.
const ALIASES: &str = "aliases";

/// The former IDs of the records in `snapshot`. What cannot be read has none.
pub(super) fn former(config: &Config, snapshot: &Snapshot) -> Vec<String> {
    let layout = Layout {
        content: config.site.content.clone(),
    };
    let mut found = Vec::new();
    for entry in &snapshot.entries {
        let path = &entry.path;
        let is_record = matches!(path.extension().as_str(), "md" | "markdown");
        let is_read = is_record && entry.size <= config.site.limits.record;
        let Some((kind, below, _)) = kind_of(config, &layout, path).filter(|_| is_read) else {
            continue;
        };
        let bytes = snapshot.read(path).unwrap_or_default();
        if memmem::find(&bytes, ALIASES.as_bytes()).is_none() {
            continue;
        }
        let input = Input {
            config,
            path,
            below,
            kind,
        };
        let former = skim(&input, &bytes).map(|record| record.list(ALIASES));
        found.extend(former.unwrap_or_default());
    }
    found
}
