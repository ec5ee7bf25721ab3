//! The last row of a table that sums up.

use super::{ColumnKind, Grid, Value};
use crate::assess::Exact;

impl Grid {
    /// The sums of the columns of counts, numbers and money, as wide as the columns; `None` for a table without them.
    pub fn sums(&self) -> Option<Vec<Value>> {
        let sum = |at: usize| {
            self.rows
                .iter()
                .filter_map(|row| amount(row.get(at)?))
                .sum::<Exact>()
        };
        let cell = |(at, kind): (usize, ColumnKind)| match kind {
            ColumnKind::Count | ColumnKind::Number(_) => Value::Number(sum(at)),
            ColumnKind::Money => Value::Money(sum(at)),
            _ => Value::Empty,
        };
        let kinds = self.columns.iter().map(|column| column.kind).enumerate();
        self.totals.then(|| kinds.map(cell).collect())
    }
}

/// What a cell adds to the sum of its column.
fn amount(value: &Value) -> Option<Exact> {
    match value {
        Value::Records(ids) => Some(ids.len().into()),
        Value::Number(number) | Value::Money(number) => Some(number.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::chapter::Column;

    #[test]
    fn only_what_can_be_added_is_summed() {
        let column = |kind| Column {
            id: "x",
            title: String::new(),
            kind,
        };
        let mut grid = Grid {
            id: "x",
            title: String::new(),
            columns: [
                ColumnKind::Text,
                ColumnKind::Count,
                ColumnKind::Money,
                ColumnKind::Percent,
            ]
            .map(column)
            .to_vec(),
            rows: vec![
                vec![
                    Value::Text("甲".to_owned()),
                    Value::Records(vec!["F-1".to_owned(), "F-2".to_owned()]),
                    Value::Money(1_i64.into()),
                    Value::Percent(99_i64.into()),
                ],
                vec![
                    Value::Empty,
                    Value::Number(3_i64.into()),
                    Value::Empty,
                    Value::Empty,
                ],
            ],
            totals: true,
        };
        let sums = vec![
            Value::Empty,
            Value::Number(5_i64.into()),
            Value::Money(1_i64.into()),
            Value::Empty,
        ];
        assert_eq!(grid.sums(), Some(sums));
        grid.totals = false;
        assert_eq!(grid.sums(), None);
    }
}
