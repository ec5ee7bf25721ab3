//! The fields of a record, aligned with those of its kind.

use crate::kind::{Field, Kind, Value};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The fields of a record, aligned with those of its kind.
#[derive(Debug, Clone)]
pub struct Fields {
    kind: Arc<Kind>,
    slots: Vec<Option<Slot>>,
    wrong: Vec<usize>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Slot {
    value: Value,
    given: bool,
}

impl Fields {
    /// No field filled.
    pub fn empty(kind: &Arc<Kind>) -> Fields {
        Fields {
            kind: Arc::clone(kind),
            slots: vec![None; kind.fields.len()],
            wrong: Vec::new(),
        }
    }

    /// What is kept of them: the fields that are filled, and which are wrong.
    pub(super) fn parts(&self) -> (&[Option<Slot>], &[usize]) {
        (&self.slots, &self.wrong)
    }

    /// Fields of what was kept of them; `None` where those were of another kind.
    pub(super) fn of_parts(kind: &Arc<Kind>, slots: Vec<Option<Slot>>, wrong: Vec<usize>) -> Option<Fields> {
        (slots.len() == kind.fields.len()).then(|| Fields {
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
        if let Some(slot) = self.slots.get_mut(index) {
            *slot = Some(Slot { value, given });
        }
    }

    /// The same fields with what `map` makes of each value; nothing, where it makes none.
    pub(super) fn map(&self, map: impl Fn(&Field, &Value) -> Option<Value>) -> Fields {
        let slots = self.kind.fields.values().zip(&self.slots);
        let slot = |(field, slot): (&Field, &Option<Slot>)| {
            let slot = slot.as_ref()?;
            Some(Slot {
                value: map(field, &slot.value)?,
                given: slot.given,
            })
        };
        Fields {
            kind: Arc::clone(&self.kind),
            slots: slots.map(slot).collect(),
            wrong: self.wrong.clone(),
        }
    }

    /// The same fields but for that called `name`.
    pub(super) fn without(&self, name: &str) -> Fields {
        let mut fields = self.clone();
        let index = self.kind.fields.get_index_of(name);
        if let Some(slot) = index.and_then(|index| fields.slots.get_mut(index)) {
            *slot = None;
        }
        fields
    }

    /// The value of the field `name`, its default included.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let index = self.kind.fields.get_index_of(name)?;
        self.slots.get(index)?.as_ref().map(|slot| &slot.value)
    }

    /// Whether the author filled the field `name`.
    pub fn given(&self, name: &str) -> bool {
        let slot = |index: usize| self.slots.get(index)?.as_ref();
        self.kind
            .fields
            .get_index_of(name)
            .and_then(slot)
            .is_some_and(|slot| slot.given)
    }

    /// The fields that the author filled, in the order of the kind.
    pub fn filled(&self) -> impl Iterator<Item = (&str, &Field, &Value)> {
        self.kind
            .fields
            .iter()
            .zip(&self.slots)
            .filter_map(|((name, field), slot)| {
                let slot = slot.as_ref().filter(|slot| slot.given)?;
                Some((name.as_str(), field, &slot.value))
            })
    }

    /// The values in the order of the kind's fields, defaults included.
    pub fn values(&self) -> impl Iterator<Item = Option<&Value>> {
        self.slots
            .iter()
            .map(|slot| slot.as_ref().map(|slot| &slot.value))
    }
}
