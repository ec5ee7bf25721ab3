//! Where new records go: an ID that no record has or had, in the folder of its month.

use crate::author::allocate::Series;
use crate::base::{Id, Message, RelPath, id};
use crate::kind::{Allocate, Kind};
use crate::pipeline::World;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// The places that are taken, and those that are given next.
pub(super) struct Places<'k> {
    kind: &'k Kind,
    folder: RelPath,
    /// The names of all files that are or were there, and the former IDs of records.
    names: Vec<String>,
    /// The paths of all files, in lower case, for some file systems know no other.
    paths: HashSet<String>,
    /// The last number that was given, by series: several days may share one.
    last: HashMap<Series, u64>,
}

impl<'k> Places<'k> {
    /// Those of records of `kind` in `world`.
    pub(super) fn new(world: &World, kind: &'k Kind) -> Places<'k> {
        let entries = || world.snapshot.entries.iter().map(|entry| &entry.path);
        let gone = world.history.gone.iter().map(|gone| &gone.path);
        let content = &world.config.site.content;
        Places {
            kind,
            folder: content.join(&kind.folder).unwrap_or_default(),
            names: entries()
                .chain(gone)
                .map(|path| path.stem().to_owned())
                .chain(
                    world
                        .library
                        .records
                        .iter()
                        .flat_map(|record| record.list("aliases")),
                )
                .collect(),
            paths: entries().map(|path| id::fold(path.as_str())).collect(),
            last: HashMap::new(),
        }
    }

    /// The place of the next record, of `day` and called `title`.
    ///
    /// # Errors
    /// Another record is already there, or the title gives no name of a file.
    pub(super) fn next(&mut self, day: Option<Date>, title: &str) -> Result<RelPath, Message> {
        let kind = self.kind;
        let place = match (&kind.allocate, day) {
            (Allocate::Path, _) => file_name(title).and_then(|name| self.folder.join(&format!("{name}.md"))),
            (Allocate::Pattern(pattern), Some(day)) => {
                let id = self.number(pattern, day);
                let month = day.strftime("%Y/%m").to_string();
                match pattern == "{month}" {
                    true => self.folder.join(&format!("{id}.md")),
                    false => self.folder.join(&format!("{month}/{id}.md")),
                }
            }
            (Allocate::Pattern(_), None) => None,
        };
        let place = place.filter(|place| Id::new(place.stem()).is_some());
        let place = place.ok_or_else(|| Message::new("new-title").with("title", title))?;
        match self.paths.insert(id::fold(place.as_str())) {
            true => Ok(place),
            false => Err(Message::new("new-exists").with("path", place.as_str())),
        }
    }

    /// The next ID of `day`. The last number of a series is looked for once.
    fn number(&mut self, pattern: &str, day: Date) -> String {
        let series = Series::new(pattern, day);
        let names = || self.names.iter().map(String::as_str);
        let number = match self.last.get(&series) {
            Some(last) => last + 1,
            None => series.last(names()) + 1,
        };
        let id = series.id(number);
        self.last.insert(series, number);
        id
    }
}

/// `title` as the name of a file: what none may hold becomes a dash, and so does what would lead elsewhere or hide it.
fn file_name(title: &str) -> Option<String> {
    let safe = title.replace('/', "-");
    crate::author::new::file_name(safe.trim_matches(['.', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_lead_nowhere() {
        let name = |title: &str| file_name(title).unwrap_or_default();
        assert_eq!(name("../../etc/passwd"), "etc-passwd");
        assert_eq!(name(".隐藏"), "隐藏");
        assert_eq!(name("印章[1] 管理"), "印章-1--管理");
        assert_eq!(name(&"长".repeat(300)).chars().count(), 80);
        assert_eq!(file_name("../.."), None);
    }
}
