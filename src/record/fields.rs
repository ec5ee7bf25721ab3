//! The fields of a record, aligned with those of its kind.

use crate::kind::{Field, Kind, Value};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The fields of a record.
#[derive(Debug, Clone)]
pub struct Fields {
    kind: Arc<Kind>,
    /// Those that have a value, in the order of the kind: few of many.
    slots: Vec<Slot>,
    wrong: Vec<usize>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Slot {
    /// The number of the field among those of the kind.
    index: usize,
    value: Value,
    given: bool,
    /// Where each item of the value stands among those that were written, where some of these are none.
    places: Vec<usize>,
}

impl Fields {
    /// No field filled.
    pub fn empty(kind: &Arc<Kind>) -> Fields {
        Fields {
            kind: Arc::clone(kind),
            slots: Vec::new(),
            wrong: Vec::new(),
        }
    }

    /// What is kept of them: the fields that are filled, and which are wrong.
    pub(super) fn parts(&self) -> (&[Slot], &[usize]) {
        (&self.slots, &self.wrong)
    }

    /// Fields of what was kept of them; `None` where those were of another kind.
    pub(super) fn of_parts(kind: &Arc<Kind>, slots: Vec<Slot>, wrong: Vec<usize>) -> Option<Fields> {
        let is_of_kind = slots.last().is_none_or(|slot| slot.index < kind.fields.len());
        is_of_kind.then(|| Fields {
            kind: Arc::clone(kind),
            slots,
            wrong,
        })
    }

    pub(super) fn set_wrong(&mut self, index: usize) {
        self.wrong.push(index);
    }

    /// Whether the author wrote something into the field `name` that is no value of it: that is wrong, not missing.
    pub fn wrong(&self, name: &str) -> bool {
        let index = self.kind.fields.get_index_of(name);
        index.is_some_and(|index| self.wrong.contains(&index))
    }

    pub(super) fn set(&mut self, index: usize, value: Value, given: bool) {
        let slot = Slot {
            index,
            value,
            given,
            places: Vec::new(),
        };
        match self.slots.binary_search_by_key(&index, |slot| slot.index) {
            Ok(at) => self.slots[at] = slot,
            Err(at) => self.slots.insert(at, slot),
        }
    }

    /// Remembers where the items of the field `index` stand among those that were written.
    pub(super) fn set_places(&mut self, index: usize, places: Vec<usize>) {
        let is_shifted = places.iter().enumerate().any(|(at, place)| at != *place);
        if let Ok(at) = self.slots.binary_search_by_key(&index, |slot| slot.index)
            && is_shifted
        {
            self.slots[at].places = places;
        }
    }

    /// The number that the item `item` of the field `name` has among those that were written, of which some may be none.
    pub(super) fn place(&self, name: &str, item: usize) -> usize {
        let places = self.slot(name).map(|slot| &slot.places);
        places
            .and_then(|places| places.get(item))
            .copied()
            .unwrap_or(item)
    }

    /// The same fields with what `map` makes of each value; nothing, where it makes none.
    pub(super) fn map(&self, map: impl Fn(&Field, &Value) -> Option<Value>) -> Fields {
        let slot = |slot: &Slot| {
            let (_, field) = self.kind.fields.get_index(slot.index)?;
            Some(Slot {
                value: map(field, &slot.value)?,
                places: slot.places.clone(),
                ..*slot
            })
        };
        Fields {
            kind: Arc::clone(&self.kind),
            slots: self.slots.iter().filter_map(slot).collect(),
            wrong: self.wrong.clone(),
        }
    }

    /// The same fields but for that called `name`.
    pub(super) fn without(&self, name: &str) -> Fields {
        let mut fields = self.clone();
        let index = self.kind.fields.get_index_of(name);
        fields.slots.retain(|slot| Some(slot.index) != index);
        fields
    }

    /// The value of the field `name`, its default included.
    pub fn get(&self, name: &str) -> Option<&Value> {
        Some(&self.slot(name)?.value)
    }

    /// Whether the author filled the field `name`.
    pub fn given(&self, name: &str) -> bool {
        self.slot(name).is_some_and(|slot| slot.given)
    }

    fn slot(&self, name: &str) -> Option<&Slot> {
        let index = self.kind.fields.get_index_of(name)?;
        let at = self.slots.binary_search_by_key(&index, |slot| slot.index);
        self.slots.get(at.ok()?)
    }

    /// The fields that the author filled, in the order of the kind.
    pub fn filled(&self) -> impl Iterator<Item = (&str, &Field, &Value)> {
        let given = self.slots.iter().filter(|slot| slot.given);
        given.filter_map(|slot| {
            let (name, field) = self.kind.fields.get_index(slot.index)?;
            Some((name.as_str(), field, &slot.value))
        })
    }

    /// The values in the order of the kind's fields, defaults included.
    pub fn values(&self) -> impl Iterator<Item = Option<&Value>> {
        let mut slots = self.slots.iter().peekable();
        (0..self.kind.fields.len()).map(move |index| Some(&slots.next_if(|slot| slot.index == index)?.value))
    }
}
