//! The queries of the sheet, answered: rows behind a figure, and the figure itself.

use super::{Exact, Unanswered};
use crate::base::Month;
use crate::ledger::{Cell, Ledger, Limits, QueryFault, Table};
use std::collections::BTreeMap;

/// The rows behind a figure.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Evidence {
    /// How many rows there are.
    pub(super) rows: usize,
    /// The IDs of the records, in order, without repeats.
    pub(super) records: Vec<String>,
    /// The rows that name no record.
    pub(super) unrecorded: Vec<Unrecorded>,
}

/// A row that names no record, such as an inspection that nobody made: its columns with their values, without those that are empty.
pub type Unrecorded = Vec<(String, String)>;

/// Asks the ledger, as of the end of `month`.
pub(super) struct Asker<'l> {
    pub(super) ledger: &'l Ledger,
    pub(super) month: Month,
}

impl Asker<'_> {
    pub(super) fn table(&self, sql: &str) -> Result<Table, QueryFault> {
        let month = self.month.to_string();
        self.ledger
            .query(sql, &[("month", month.as_str())], &Limits::default())
    }

    /// The rows of `sql`, and the records that they name in their column `id`.
    pub(super) fn evidence(&self, sql: &str) -> Result<Evidence, QueryFault> {
        let table = self.table(sql)?;
        let id = table.columns.iter().position(|name| name == "id");
        let mut records: Vec<String> = Vec::new();
        let mut unrecorded = Vec::new();
        for row in &table.rows {
            match id.and_then(|id| row.get(id)) {
                Some(Cell::Text(id)) if records.contains(id) => {}
                Some(Cell::Text(id)) => records.push(id.clone()),
                _ => {
                    let cells = table.columns.iter().zip(row);
                    let filled = cells.map(|(column, cell)| (column.clone(), cell.to_string()));
                    unrecorded.push(filled.filter(|(_, value)| !value.is_empty()).collect());
                }
            }
        }
        Ok(Evidence {
            rows: table.rows.len(),
            records,
            unrecorded,
        })
    }

    /// How the clock `clock` of those of `records` that have it stands: status, due time and stop, by the ID of the record.
    pub(super) fn clock_results(
        &self,
        clock: &str,
        records: &[String],
    ) -> Result<BTreeMap<String, [Cell; 3]>, QueryFault> {
        let sql = "SELECT id, status, due_at, stop_at FROM clock_results
                   WHERE clock = :clock AND id IN (SELECT value FROM json_each(:records))";
        let records = serde_json::Value::from(records).to_string();
        let params = [("clock", clock), ("records", records.as_str())];
        let table = self.ledger.query(sql, &params, &Limits::default())?;
        let rows = table.rows.into_iter().filter_map(|row| {
            let [Cell::Text(id), status, due, stop] = <[Cell; 4]>::try_from(row).ok()? else {
                return None;
            };
            Some((id, [status, due, stop]))
        });
        Ok(rows.collect())
    }

    /// The number that `sql` returns: one, or a part and its whole as a percentage. `None` where there is none, or the
    /// whole is zero: the occasion did not arise.
    pub(super) fn value(&self, sql: &str) -> Result<Option<Exact>, Unanswered> {
        let table = self.table(sql)?;
        if let Some(fault) = Unanswered::too_much(&table) {
            return Err(fault);
        }
        let cells = table.rows.first().map(Vec::as_slice).unwrap_or_default();
        let numbers = cells.iter().map(number).collect::<Result<Vec<_>, _>>()?;
        Ok(match numbers.as_slice() {
            [Some(part), Some(whole)] => Exact::percentage(part, whole),
            [number] => number.clone(),
            _ => None,
        })
    }
}

/// `ids`, each once, in order.
pub(super) fn each_once(ids: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut ids: Vec<String> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A cell of a value: a number, or none at all.
fn number(cell: &Cell) -> Result<Option<Exact>, Unanswered> {
    match exact(cell) {
        None if !cell.is_null() => Err(Unanswered::NoNumber(cell.to_string())),
        number => Ok(number),
    }
}

/// A cell as an exact number; a REAL by its shortest decimal of no more than the 15 digits that a REAL keeps of any decimal. Those behind come of
/// computing with it: the mean of 99.8, 99.9 and 100 is 99.9, where SQLite has 99.89999999999999.
pub(super) fn exact(cell: &Cell) -> Option<Exact> {
    match cell {
        Cell::Null => None,
        Cell::Integer(number) => Some(Exact::from(*number)),
        Cell::Real(number) => {
            let kept: f64 = format!("{number:.14e}").parse().ok()?;
            kept.to_string().parse().ok()
        }
        Cell::Text(text) => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As SQLite adds up: with what each step loses.
    fn sum(numbers: impl Iterator<Item = f64>) -> f64 {
        let (mut sum, mut lost) = (0.0_f64, 0.0);
        for number in numbers {
            let next = sum + number;
            lost += match sum.abs() >= number.abs() {
                true => (sum - next) + number,
                false => (number - next) + sum,
            };
            sum = next;
        }
        sum + lost
    }

    proptest! {
        #[test]
        fn a_decimal_is_what_it_was(whole in 0_i64..10_000_000, part in 0_u32..1_000_000) {
            let text = format!("{whole}.{part:06}1");
            let number: f64 = text.parse().unwrap_or_default();
            prop_assert_eq!(exact(&Cell::Real(number)), text.parse().ok());
        }

        #[test]
        fn a_mean_of_decimals_is_exact(tenths in prop::collection::vec(0_u32..=1000, 1..40), aim in 0_u32..=1000) {
            // As many again, so that the mean is what is aimed at.
            let count = tenths.len() * 2;
            let all = tenths.iter().map(|tenth| tenth % (2 * aim + 1)).flat_map(|tenth| [tenth, 2 * aim - tenth]);
            let mean = sum(all.map(|tenth| f64::from(tenth) / 10.0)) / count as f64;
            let meant = Exact::percentage(&Exact::from(i64::from(aim)), &Exact::from(1000_i64));
            prop_assert_eq!(exact(&Cell::Real(mean)), meant);
        }
    }
}
