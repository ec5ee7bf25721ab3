//! Do the seals make one chain?

use super::Sealed;
use crate::base::Message;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The chain of seals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chain {
    /// The numbers of the seals from the first link to the last.
    pub order: Vec<usize>,
    /// The numbers of those that hang on no link, or on one on which another hangs already.
    pub loose: Vec<usize>,
    /// What is wrong with the links, by the number of the seal.
    pub faults: BTreeMap<usize, Message>,
}

/// The chain that `seals`, in the order of their names, make. What hangs beside it is in order where a correction in the chain takes it up: two people
/// may have sealed at a time, and the chain holds its hash then.
pub fn chain(seals: &[Sealed]) -> Chain {
    let by_hash = by_hash(seals);
    let mut faults = BTreeMap::new();
    // The seal that follows each one; the first of all follows none.
    let mut next: HashMap<Option<usize>, usize> = HashMap::new();
    for (at, seal) in numbered(seals) {
        let before = match &seal.manifest.previous {
            None => None,
            Some(hash) => match by_hash.get(hash.as_str()) {
                Some(before) => Some(*before),
                None => {
                    faults.insert(at, Message::new("seal-link-missing").with("hash", hash.as_str()));
                    continue;
                }
            },
        };
        if let Some(other) = next.get(&before).and_then(|other| seals.get(*other)) {
            faults.insert(
                at,
                Message::new("seal-link-shared").with("report", other.name.as_str()),
            );
            continue;
        }
        next.insert(before, at);
        if let Some(fault) = correction_fault(seals, &by_hash, seal) {
            faults.insert(at, fault);
        }
    }
    let mut order = Vec::with_capacity(seals.len());
    let mut at = next.get(&None).copied();
    while let Some(link) = at.filter(|link| !order.contains(link)) {
        order.push(link);
        at = next.get(&Some(link)).copied();
    }
    let loose: Vec<usize> = (0..seals.len()).filter(|at| !order.contains(at)).collect();
    let held = held(seals, &order);
    for (at, seal) in numbered(seals).filter(|(at, _)| loose.contains(at)) {
        if held.contains(&at) {
            faults.remove(&at);
        } else {
            let report = seal
                .manifest
                .previous
                .as_deref()
                .and_then(|hash| by_hash.get(hash));
            let report = report.and_then(|before| seals.get(*before));
            let report = report.map_or("", |before| before.name.as_str());
            let message = || Message::new("seal-link-loose").with("report", report);
            faults.entry(at).or_insert_with(message);
        }
    }
    Chain { order, loose, faults }
}

/// The numbers of the seals whose hashes those with the numbers `from` hold: as what they follow, or what they correct; and those themselves.
pub fn held(seals: &[Sealed], from: &[usize]) -> BTreeSet<usize> {
    let by_hash = by_hash(seals);
    let mut held = BTreeSet::new();
    let mut rest = from.to_vec();
    while let Some(at) = rest.pop() {
        let Some(seal) = seals.get(at).filter(|_| held.insert(at)) else {
            continue;
        };
        let corrected = seal.manifest.corrects.as_ref().map(|one| &one.manifest);
        let hashes = seal.manifest.previous.iter().chain(corrected);
        rest.extend(hashes.filter_map(|hash| by_hash.get(hash.as_str())));
    }
    held
}

fn by_hash(seals: &[Sealed]) -> HashMap<&str, usize> {
    numbered(seals)
        .map(|(at, seal)| (seal.sha256.as_str(), at))
        .collect()
}

fn numbered(seals: &[Sealed]) -> impl Iterator<Item = (usize, &Sealed)> {
    seals.iter().enumerate()
}

/// A correction must name a seal of its own month.
fn correction_fault(seals: &[Sealed], by_hash: &HashMap<&str, usize>, seal: &Sealed) -> Option<Message> {
    let corrects = seal.manifest.corrects.as_ref()?;
    let corrected = by_hash
        .get(corrects.manifest.as_str())
        .and_then(|at| seals.get(*at));
    let right =
        corrected.is_some_and(|one| one.name == corrects.report && one.manifest.month == seal.manifest.month);
    (!right).then(|| Message::new("seal-corrects-missing").with("report", corrects.report.as_str()))
}

impl Chain {
    /// The numbers of all seals, those of the chain last.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.loose.iter().chain(&self.order).copied()
    }

    /// The numbers of those that were sealed before the one with the number `at`, the first link first.
    pub fn before(seals: &[Sealed], at: usize) -> Vec<usize> {
        let by_hash = by_hash(seals);
        let previous = |at: usize| {
            let hash = seals.get(at)?.manifest.previous.as_deref()?;
            by_hash.get(hash).copied()
        };
        let mut before = Vec::new();
        let mut next = previous(at);
        while let Some(link) = next.filter(|link| !before.contains(link)) {
            before.push(link);
            next = previous(link);
        }
        before.reverse();
        before
    }

    /// The last link of the chain.
    pub fn last<'s>(&self, seals: &'s [Sealed]) -> Option<&'s Sealed> {
        seals.get(*self.order.last()?)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Corrects, Manifest, report_name};
    use super::*;
    use crate::base::Month;
    use std::collections::BTreeMap;

    fn seal(month: &str, correction: usize, previous: Option<&Sealed>, corrects: Option<&Sealed>) -> Sealed {
        let month: Month = month.parse().unwrap();
        let report = report_name(month, correction);
        let mut manifest = Manifest {
            calendar: String::new(),
            commit: "1f4d9a0c".to_owned(),
            configuration: None,
            contract: String::new(),
            corrects: corrects.map(|one| Corrects {
                manifest: one.sha256.clone(),
                reason: "漏记".to_owned(),
                report: one.name.clone(),
            }),
            figures: serde_json::json!({"score": "97"}),
            files: BTreeMap::new(),
            month,
            previous: previous.map(|one| one.sha256.clone()),
            program: super::super::PROGRAM.to_owned(),
            records: BTreeMap::new(),
            report: report.clone(),
            seal: String::new(),
        };
        manifest.seal = manifest.number().unwrap();
        Sealed::read(&report, &manifest.bytes().unwrap()).unwrap()
    }

    fn faults(seals: &[Sealed]) -> Vec<(usize, &'static str)> {
        let found = chain(seals).faults;
        found.into_iter().map(|(at, message)| (at, message.id)).collect()
    }

    fn three() -> [Sealed; 3] {
        let first = seal("2023-08", 0, None, None);
        let second = seal("2023-09", 0, Some(&first), None);
        let third = seal("2023-08", 1, Some(&second), Some(&first));
        [first, third, second]
    }

    #[test]
    fn links_are_followed_in_the_order_of_sealing() {
        let seals = three();
        let chain = chain(&seals);
        assert_eq!((chain.order.as_slice(), chain.faults.len()), (&[0, 2, 1][..], 0));
        assert_eq!(chain.last(&seals).unwrap().name, "2023-08-correction-1");
        assert!(seals.iter().all(|seal| seal.fault().is_none()));
    }

    #[test]
    fn a_link_that_is_gone_is_missed_by_the_next() {
        let [first, third, second] = three();
        assert_eq!(
            faults(&[first.clone(), third.clone()]),
            [(1, "seal-link-missing")]
        );
        assert_eq!(
            faults(&[third, second]),
            [(0, "seal-corrects-missing"), (1, "seal-link-missing")]
        );
        assert_eq!(faults(&[first]), []);
    }

    #[test]
    fn two_links_cannot_hang_on_one() {
        let [first, third, second] = three();
        let fork = seal("2023-10", 0, Some(&first), None);
        assert_eq!(
            faults(&[first.clone(), third, second, fork]),
            [(3, "seal-link-shared")]
        );
        let other = seal("2023-10", 0, None, None);
        assert_eq!(faults(&[first, other]), [(1, "seal-link-shared")]);
    }

    #[test]
    fn a_correction_names_what_it_corrects() {
        let first = seal("2023-08", 0, None, None);
        let second = seal("2023-09", 0, Some(&first), None);
        let wrong = seal("2023-09", 1, Some(&second), Some(&first));
        assert_eq!(faults(&[first, second, wrong]), [(2, "seal-corrects-missing")]);
    }

    #[test]
    fn a_byte_of_a_manifest_is_noticed() {
        let [first, ..] = three();
        let text = String::from_utf8(first.manifest.bytes().unwrap()).unwrap();
        let read = |text: &str| {
            Sealed::read("2023-08", text.as_bytes())
                .unwrap()
                .fault()
                .map(|fault| fault.id)
        };
        assert_eq!(read(&text), None);
        assert_eq!(read(&format!("{text} ")), Some("seal-manifest-changed"));
        assert_eq!(
            read(&text.replace("\"97\"", "\"98\"")),
            Some("seal-manifest-changed")
        );
        assert_eq!(
            read(&text.replace("2023-08\"", "2023-07\"")),
            Some("seal-misplaced")
        );
    }
}
