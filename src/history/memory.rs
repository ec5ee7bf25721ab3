//! What was found out before: what commits did, and how versions of files differ. Deleting it costs time and changes nothing.

use super::Difference;
use super::facts::Facts;
use super::id::{ById, Id};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// What commits did, by their IDs.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) kept: Kept,
    by_id: ById<usize>,
    people: HashMap<(String, String), u32>,
    /// Whether something was learnt since it was read.
    fresh: bool,
}

/// The form in which it is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Names and addresses of authors, as commits have them.
    pub(super) people: Vec<(String, String)>,
    pub(super) commits: Vec<Facts>,
}

/// What the form begins with: another number is another form, and nothing of it is used.
const FORM: &[u8] = b"casebook history 4\n";

/// `kept` as bytes, behind the form and a hash of them: two programs may write at once, and a disk may fail.
fn sealed(kept: &impl Serialize) -> Option<Vec<u8>> {
    let bytes = postcard::to_stdvec(kept).ok()?;
    let hash = blake3::hash(&bytes);
    Some([FORM, hash.as_bytes().as_slice(), &bytes].concat())
}

/// What stands behind the form and the hash; `None` where it is of another form, or not whole.
fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let (hash, bytes) = bytes.strip_prefix(FORM)?.split_first_chunk::<32>()?;
    (blake3::hash(bytes).as_bytes() == hash).then_some(bytes)
}

impl Memory {
    /// Reads what was kept; what cannot be read is forgotten.
    pub fn read(bytes: Option<&[u8]>) -> Memory {
        let kept: Option<Kept> = bytes
            .and_then(whole)
            .and_then(|bytes| postcard::from_bytes(bytes).ok());
        let kept = kept.unwrap_or_default();
        let by_id = kept.commits.iter().enumerate().map(|(at, facts)| (facts.id, at));
        let people = kept.people.iter().cloned().zip(0..);
        Memory {
            by_id: by_id.collect(),
            people: people.collect(),
            kept,
            fresh: false,
        }
    }

    /// What is to be kept; `None` where nothing was learnt.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.fresh.then(|| sealed(&self.kept))?
    }

    pub(super) fn find(&self, id: Id) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    pub(super) fn facts(&self, at: usize) -> Option<&Facts> {
        self.kept.commits.get(at)
    }

    pub(super) fn learn(&mut self, facts: Facts) -> usize {
        let at = self.kept.commits.len();
        self.by_id.insert(facts.id, at);
        self.kept.commits.push(facts);
        self.fresh = true;
        at
    }

    pub(super) fn person(&mut self, name_and_address: (String, String)) -> u32 {
        if let Some(known) = self.people.get(&name_and_address) {
            return *known;
        }
        let number = u32::try_from(self.kept.people.len()).unwrap_or(u32::MAX);
        self.kept.people.push(name_and_address.clone());
        self.people.insert(name_and_address, number);
        number
    }
}

/// The form in which differences are kept: what the columns of tables were called, then old version, new version, difference.
type KeptDifferences = (String, Vec<(Id, Id, Difference)>);

/// How versions of files differ, by the IDs of the two versions.
#[derive(Debug, Clone, Default)]
pub struct Differences {
    known: HashMap<(Id, Id), Arc<Difference>>,
    /// What the columns of tables were called when it was found out.
    tables: String,
}

impl Differences {
    /// Reads what was kept while the columns of tables were called as `tables` says.
    pub fn read(bytes: Option<&[u8]>, tables: String) -> Differences {
        let kept: Option<KeptDifferences> = bytes
            .and_then(whole)
            .and_then(|bytes| postcard::from_bytes(bytes).ok());
        let known = kept.filter(|(then, _)| *then == tables).map(|(_, known)| known);
        let known = known.unwrap_or_default().into_iter();
        Differences {
            known: known
                .map(|(old, new, difference)| ((old, new), Arc::new(difference)))
                .collect(),
            tables,
        }
    }

    /// What is to be kept.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let mut known: Vec<(Id, Id, &Difference)> = self
            .known
            .iter()
            .map(|((old, new), difference)| (*old, *new, &**difference))
            .collect();
        known.sort_unstable_by_key(|(old, new, _)| (*old, *new));
        sealed(&(&self.tables, known))
    }

    /// How the version `new` differs from `old`, where that is known.
    pub fn get(&self, old: Id, new: Id) -> Option<&Arc<Difference>> {
        self.known.get(&(old, new))
    }

    /// Adds what was found out.
    pub fn extend(&mut self, found: impl IntoIterator<Item = ((Id, Id), Difference)>) {
        self.known.extend(
            found
                .into_iter()
                .map(|(pair, difference)| (pair, Arc::new(difference))),
        );
    }
}
