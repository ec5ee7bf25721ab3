//! Which records need no reading, because their files are as they were?

use super::RECORDS;
use super::past::keep;
use crate::base::kept::{seal, unseal};
use crate::output::Store;
use crate::source::{Entry, Looks};
use blake3::Hash;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;

/// What is kept of this program's sources alone: another state of the program may read a file otherwise.
const FORM: &[u8] = concat!("casebook records ", env!("CASEBOOK_SOURCES"), "\n").as_bytes();

/// Records are kept in so many parts, each of which is written anew when one of its records is.
const PARTS: usize = 64;

/// What the files said when they were last read under one configuration.
pub(super) struct Memory<'m> {
    store: &'m Store,
    configured: Hash,
    /// When reading began, by the clock of the file system; what may have changed since is not kept.
    began: Option<u64>,
}

/// A record, and the file that it was read from.
#[derive(Clone, Serialize, Deserialize)]
struct Known<'k> {
    #[serde(borrow)]
    path: Cow<'k, str>,
    looks: Looks,
    #[serde(borrow)]
    record: Cow<'k, [u8]>,
}

impl<'m> Memory<'m> {
    /// What is kept in `store` of the configuration with the hash `configured`, for files that were listed after the instant `began`.
    pub fn new(store: &'m Store, configured: Hash, began: Option<u64>) -> Memory<'m> {
        Memory {
            store,
            configured,
            began,
        }
    }

    /// One answer for each of `entries`, in their order: by `recall` where a record is known, else by `read`. What was read is kept,
    /// where `written` makes bytes of it.
    pub fn read<T: Send>(
        &self,
        entries: &[Entry],
        recall: impl Fn(&Entry, &[u8]) -> Option<T> + Sync,
        read: impl Fn(&Entry) -> T + Sync,
        written: impl Fn(&T) -> Option<Vec<u8>> + Sync,
    ) -> Vec<T> {
        let mut parts: Vec<Vec<(usize, &Entry)>> = vec![Vec::new(); PARTS];
        for (index, entry) in entries.iter().enumerate() {
            let number = blake3::hash(entry.path.as_str().as_bytes()).as_bytes()[0];
            parts[usize::from(number) % PARTS].push((index, entry));
        }
        let part = |(number, entries): (usize, Vec<(usize, &Entry)>)| {
            self.part(number, &entries, &recall, &read, &written)
        };
        let parts = parts.into_par_iter().enumerate().with_max_len(1);
        let mut answers: Vec<(usize, T)> = parts.flat_map_iter(part).collect();
        answers.sort_unstable_by_key(|(index, _)| *index);
        answers.into_iter().map(|(_, answer)| answer).collect()
    }

    fn part<T>(
        &self,
        number: usize,
        entries: &[(usize, &Entry)],
        recall: impl Fn(&Entry, &[u8]) -> Option<T>,
        read: impl Fn(&Entry) -> T,
        written: impl Fn(&T) -> Option<Vec<u8>>,
    ) -> Vec<(usize, T)> {
        let name = format!("{RECORDS}/{number:02}");
        let kept = self.store.get(&name);
        let known = kept.as_ref().and_then(|bytes| self.known(bytes));
        let known = known.unwrap_or_default();
        let (mut answers, mut next, mut news) = (Vec::with_capacity(entries.len()), Vec::new(), false);
        for (index, entry) in entries {
            let same = known
                .get(entry.path.as_str())
                .filter(|known| Looks::of_entry(entry) == Some(known.looks));
            let recalled = same.and_then(|known| Some((known, recall(entry, &known.record)?)));
            if let Some((known, answer)) = recalled {
                next.push(known.clone());
                answers.push((*index, answer));
                continue;
            }
            let answer = read(entry);
            if let (Some(looks), Some(record)) = (Looks::settled(entry, self.began), written(&answer)) {
                news = true;
                next.push(Known {
                    path: entry.path.as_str().into(),
                    looks,
                    record: record.into(),
                });
            }
            answers.push((*index, answer));
        }
        if (news || next.len() < known.len())
            && let Some(bytes) = seal(FORM, self.configured.as_bytes(), &next)
        {
            keep(Some(self.store), &name, &bytes);
        }
        answers
    }

    /// The records in the part `bytes`, by their paths.
    fn known<'k>(&self, bytes: &'k [u8]) -> Option<HashMap<Cow<'k, str>, Known<'k>>> {
        let (_, bytes) = unseal(FORM, self.configured.as_bytes(), bytes)?;
        let known: Vec<Known<'k>> = postcard::from_bytes(bytes).ok()?;
        Some(
            known
                .into_iter()
                .map(|known| (known.path.clone(), known))
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::base::RelPath;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn entry(path: &str, size: u64, changed_at: u64) -> Entry {
        Entry {
            path: RelPath::new(path).unwrap(),
            size,
            written_at: Some(1),
            changed_at: Some(changed_at),
        }
    }

    /// How many of `entries` were read, the others being recalled; all answers are right.
    fn reads(dir: &std::path::Path, configuration: &str, entries: &[Entry]) -> usize {
        let store = Store::new(dir);
        let memory = Memory::new(&store, blake3::hash(configuration.as_bytes()), store.now());
        let read = AtomicUsize::new(0);
        let said = |entry: &Entry| format!("{} {}", entry.path, entry.size);
        let answers = memory.read(
            entries,
            |_, bytes| String::from_utf8(bytes.to_vec()).ok(),
            |entry| {
                read.fetch_add(1, Ordering::Relaxed);
                said(entry)
            },
            |answer| Some(answer.clone().into_bytes()),
        );
        assert_eq!(answers, entries.iter().map(said).collect::<Vec<_>>());
        read.into_inner()
    }

    #[test]
    fn what_is_as_it_was_is_not_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let mut entries: Vec<Entry> = (0..300).map(|n| entry(&format!("{n}.md"), n, 1)).collect();
        assert_eq!(reads(dir.path(), "a", &entries), 300);
        assert_eq!(reads(dir.path(), "a", &entries), 0);
        entries[7].changed_at = Some(2);
        entries[8].written_at = Some(2);
        entries[9].size = 999;
        entries.remove(0);
        assert_eq!(reads(dir.path(), "a", &entries), 3);
        assert_eq!(reads(dir.path(), "a", &entries), 0);
        assert_eq!(reads(dir.path(), "b", &entries), 299);
    }

    #[test]
    fn a_file_that_may_have_changed_since_is_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let later = u64::MAX;
        let young = [entry("a.md", 1, later)];
        assert_eq!(reads(dir.path(), "a", &young), 1);
        assert_eq!(reads(dir.path(), "a", &young), 1);
        let of_a_commit = [Entry {
            changed_at: None,
            ..entry("a.md", 1, 1)
        }];
        assert_eq!(reads(dir.path(), "a", &of_a_commit), 1);
        assert_eq!(reads(dir.path(), "a", &of_a_commit), 1);
    }

    #[test]
    fn a_damaged_part_is_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let entries = [entry("a.md", 1, 1)];
        assert_eq!(reads(dir.path(), "a", &entries), 1);
        let part = std::fs::read_dir(dir.path().join(RECORDS))
            .unwrap()
            .next()
            .unwrap();
        let part = part.unwrap().path();
        let whole = std::fs::read(&part).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            std::fs::write(&part, bytes).unwrap();
            assert_eq!(reads(dir.path(), "a", &entries), 1, "byte {at}");
        }
    }
}
