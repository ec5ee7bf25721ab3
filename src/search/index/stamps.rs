//! Are the files of an index those that were last found whole?
//!
//! To read all of them for their checksums takes longer than to answer a question. So it is noted when each was last written, and they are read
//! again only where that has changed.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The file with the note.
const NAME: &str = "whole";

/// Whether the files in `dir` are those that were found whole.
pub fn are_known(dir: &Path) -> bool {
    let known = fs::read_to_string(dir.join(NAME)).ok();
    known.is_some() && known == stamps(dir)
}

/// Notes that the files in `dir` are whole. Where that fails they are read again next time.
pub fn note(dir: &Path) {
    if let Some(stamps) = stamps(dir) {
        let _ = fs::write(dir.join(NAME), stamps);
    }
}

/// The name, the length and the last change of each file, sorted; files of the writer itself, which begin with a dot, are left out.
fn stamps(dir: &Path) -> Option<String> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(dir).ok()? {
        let entry = entry.ok()?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || name == NAME {
            continue;
        }
        let data = entry.metadata().ok()?;
        let changed = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        lines.push(format!("{name} {} {}\n", data.len(), changed.as_nanos()));
    }
    lines.sort_unstable();
    Some(lines.concat())
}
