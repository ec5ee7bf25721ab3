//! Shelves: the records of each kind, system, region, tag and month.

use super::Placed;
use crate::base::Month;
use crate::config::{Config, Entry};
use crate::record::Record;
use indexmap::IndexMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The records of one kind, system, region, tag or month, by index, the latest first.
pub type Shelf = Vec<usize>;

/// All shelves. Declared systems and regions have one each, empty ones too, in the order of `casebook.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Shelves {
    /// All records, the latest first.
    pub all: Shelf,
    /// By kind, in the order of the kinds; every kind is there.
    pub kinds: IndexMap<String, Shelf>,
    /// By system ID.
    pub systems: IndexMap<String, Shelf>,
    /// By region ID.
    pub regions: IndexMap<String, Shelf>,
    /// By tag.
    pub tags: BTreeMap<String, Shelf>,
    /// By month.
    pub months: BTreeMap<Month, Shelf>,
}

impl Shelves {
    pub(super) fn fill(
        config: &Config,
        records: &[Arc<Record>],
        placed: &[Arc<Placed>],
        order: Vec<usize>,
    ) -> Shelves {
        let mut shelves = Shelves {
            kinds: config
                .kinds
                .iter()
                .map(|kind| (kind.id.clone(), Shelf::new()))
                .collect(),
            systems: config
                .site
                .systems
                .iter()
                .map(|system| (system.id().to_owned(), Shelf::new()))
                .collect(),
            regions: config
                .site
                .regions
                .iter()
                .map(|region| (region.id().to_owned(), Shelf::new()))
                .collect(),
            ..Shelves::default()
        };
        // Names that no register declares get a shelf too, after the declared ones, in an order of their own.
        let mut more_systems: BTreeMap<&str, Shelf> = BTreeMap::new();
        let mut more_regions: BTreeMap<&str, Shelf> = BTreeMap::new();
        for &index in &order {
            let (Some(record), Some(placed)) = (records.get(index), placed.get(index)) else {
                continue;
            };
            match shelves.kinds.get_mut(&record.kind.id) {
                Some(shelf) => shelf.push(index),
                None => _ = shelves.kinds.insert(record.kind.id.clone(), vec![index]),
            }
            for system in &placed.systems {
                put(&mut shelves.systems, &mut more_systems, system, index);
            }
            if let Some(region) = &placed.region {
                put(&mut shelves.regions, &mut more_regions, region, index);
            }
            for tag in &placed.tags {
                match shelves.tags.get_mut(tag) {
                    Some(shelf) if shelf.last() == Some(&index) => {}
                    Some(shelf) => shelf.push(index),
                    None => _ = shelves.tags.insert(tag.clone(), vec![index]),
                }
            }
            if let Some(month) = placed.month {
                shelves.months.entry(month).or_default().push(index);
            }
        }
        shelves.systems.extend(
            more_systems
                .into_iter()
                .map(|(name, shelf)| (name.to_owned(), shelf)),
        );
        shelves.regions.extend(
            more_regions
                .into_iter()
                .map(|(name, shelf)| (name.to_owned(), shelf)),
        );
        shelves.all = order;
        shelves
    }
}

fn put<'n>(
    declared: &mut IndexMap<String, Shelf>,
    more: &mut BTreeMap<&'n str, Shelf>,
    name: &'n str,
    index: usize,
) {
    let shelf = match declared.get_mut(name) {
        Some(shelf) => shelf,
        None => more.entry(name).or_default(),
    };
    if shelf.last() != Some(&index) {
        shelf.push(index);
    }
}
