//! Which rows and cells of the kind's table differ?

use super::RowChange;
use crate::kind::Kind;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// Rows that are equal are set aside in their order; of the others, those that begin alike are compared cell by cell.
pub(super) fn rows(kind: &Kind, old: &[Vec<String>], new: &[Vec<String>]) -> Vec<RowChange> {
    let key = |row: &[String]| {
        let cells: Vec<&str> = row
            .iter()
            .take(2)
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
            .collect();
        cells.join(" · ")
    };
    let mut equal = Queues::of(old.iter().map(|row| (row, row)));
    let fresh: Vec<&Vec<String>> = new.iter().filter(|row| equal.take(row).is_none()).collect();
    let left = equal.left();
    let mut alike = Queues::of(left.into_iter().map(|row| (key(row), row)));
    let mut changes = Vec::new();
    for row in fresh {
        let about = key(row);
        match alike.take(&about) {
            Some(other) => cells(kind, &about, other, row, &mut changes),
            None => changes.push(whole(about, None, Some(row))),
        }
    }
    changes.extend(
        alike
            .left()
            .into_iter()
            .map(|row| whole(key(row), Some(row), None)),
    );
    changes
}

/// Rows by what they are known by, each to be taken once, the first one first.
struct Queues<'r, K> {
    rows: Vec<Option<&'r Vec<String>>>,
    places: HashMap<K, VecDeque<usize>>,
}

impl<'r, K: Eq + Hash> Queues<'r, K> {
    fn of(known: impl Iterator<Item = (K, &'r Vec<String>)>) -> Queues<'r, K> {
        let (mut rows, mut places) = (Vec::new(), HashMap::new());
        for (at, (key, row)) in known.enumerate() {
            rows.push(Some(row));
            places.entry(key).or_insert_with(VecDeque::new).push_back(at);
        }
        Queues { rows, places }
    }

    fn take(&mut self, key: &K) -> Option<&'r Vec<String>> {
        let at = self.places.get_mut(key)?.pop_front()?;
        self.rows.get_mut(at)?.take()
    }

    /// Those that were not taken.
    fn left(self) -> Vec<&'r Vec<String>> {
        self.rows.into_iter().flatten().collect()
    }
}

fn cells(kind: &Kind, row: &str, old: &[String], new: &[String], changes: &mut Vec<RowChange>) {
    for ((column, old), new) in kind
        .table
        .keys()
        .zip(old)
        .zip(new)
        .filter(|((_, old), new)| old != new)
    {
        changes.push(RowChange {
            row: row.to_owned(),
            column: Some(column.clone()),
            old: Some(old.clone()),
            new: Some(new.clone()),
        });
    }
}

fn whole(row: String, old: Option<&Vec<String>>, new: Option<&Vec<String>>) -> RowChange {
    let text = |cells: &Vec<String>| {
        let filled: Vec<&str> = cells
            .iter()
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
            .collect();
        filled.join(" | ")
    };
    RowChange {
        row,
        column: None,
        old: old.map(text),
        new: new.map(text),
    }
}
