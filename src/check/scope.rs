//! Which findings concern what was changed?

use crate::base::{Diagnostic, RelPath};
use crate::config::{CASEBOOK_YAML, CONTRACT_YAML};
use crate::library::{Library, Target};
use std::collections::BTreeSet;

/// The files below which everything decides about every record.
const TEMPLATES: &str = "templates";

/// What was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// What was decided for all records.
    Everything,
    /// These files.
    Files(BTreeSet<RelPath>),
}

impl Scope {
    /// The scope of the files `changed`; `holidays` is the list of holidays that the contract names.
    pub fn of(changed: BTreeSet<RelPath>, holidays: Option<&RelPath>) -> Scope {
        let decides = |path: &RelPath| {
            [CASEBOOK_YAML, CONTRACT_YAML].contains(&path.as_str())
                || path.below(TEMPLATES).is_some()
                || holidays == Some(path)
        };
        match changed.iter().any(decides) {
            true => Scope::Everything,
            false => Scope::Files(changed),
        }
    }

    /// The records of which findings may concern it: those that were changed, and those that lead to one of them, had its ID, or to which
    /// one of them leads, for no rule looks further.
    pub fn records(&self, library: &Library) -> Vec<usize> {
        let all = 0..library.records.len();
        let Scope::Files(files) = self else {
            return all.collect();
        };
        let mut wanted: BTreeSet<usize> = BTreeSet::new();
        let changed = |id: &str| {
            let at = library.find(id).and_then(|index| library.records.get(index));
            at.is_some_and(|record| files.contains(&record.path))
        };
        let named = |index: &usize| {
            library.records[*index]
                .list("aliases")
                .iter()
                .any(|id| changed(id))
        };
        wanted.extend(all.clone().filter(named));
        for index in all.filter(|index| files.contains(&library.records[*index].path)) {
            wanted.insert(index);
            wanted.extend(library.backlinks.get(index).into_iter().flatten());
            let links = library.links.get(index).into_iter().flatten();
            wanted.extend(links.filter_map(|link| match &link.target {
                Target::Record { index, .. } => Some(*index),
                _ => None,
            }));
        }
        wanted.into_iter().collect()
    }

    /// Whether findings in templates may concern it.
    pub fn has_templates(&self) -> bool {
        match self {
            Scope::Everything => true,
            Scope::Files(files) => files.iter().any(|path| path.below(TEMPLATES).is_some()),
        }
    }

    /// Whether `finding`, or another place that belongs to it, lies in what was changed.
    pub fn concerns(&self, finding: &Diagnostic) -> bool {
        match self {
            Scope::Everything => true,
            Scope::Files(files) => {
                files.contains(&finding.path)
                    || finding.related.iter().any(|other| files.contains(&other.path))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::base::{Message, Span};

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    fn scope(changed: &[&str]) -> Scope {
        let holidays = path("holidays.csv");
        Scope::of(changed.iter().map(|text| path(text)).collect(), Some(&holidays))
    }

    #[test]
    fn a_finding_concerns_its_file_and_those_it_names() {
        let message = || Message::new("check-clean");
        let finding = Diagnostic::error("id-twice", &path("content/甲.md"), Span::default(), message());
        let twice = finding
            .clone()
            .related(&path("content/乙.md"), Span::default(), message());
        assert!(scope(&["content/甲.md"]).concerns(&finding));
        assert!(!scope(&["content/乙.md"]).concerns(&finding));
        assert!(scope(&["content/乙.md"]).concerns(&twice));
        assert!(!scope(&[]).concerns(&twice));
    }

    #[test]
    fn what_decides_for_all_concerns_all() {
        for changed in [
            "casebook.yaml",
            "contract.yaml",
            "templates/kinds/case/kind.yaml",
            "holidays.csv",
        ] {
            assert_eq!(scope(&["content/a.md", changed]), Scope::Everything, "{changed}");
        }
    }
}
