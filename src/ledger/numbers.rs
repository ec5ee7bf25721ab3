//! Are the numbers of a series all there?

use super::Cell;
use super::facts::Facts;
use super::filled::Filled;
use super::moment::Moment;
use crate::config::Config;
use crate::kind::Allocate;
use std::collections::{BTreeMap, HashMap};

/// How the IDs of a kind are numbered: `F-{date}-{seq:02}` in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    /// A date, month or year, of so many digits; a month may be written with a dash.
    Digits(usize),
    Month,
    Number,
}

/// A gap of more numbers than this is a slip of the pen, of which only the beginning is listed.
const MOST_MISSING: i64 = 1000;

impl Series {
    /// The series of all kinds whose IDs are numbered, by kind.
    pub(super) fn of(config: &Config) -> HashMap<String, Series> {
        let series = |pattern: &Allocate| match pattern {
            Allocate::Pattern(pattern) => Series::read(pattern),
            Allocate::Path => None,
        };
        let kinds = config.kinds.iter();
        kinds
            .filter_map(|kind| Some((kind.id.clone(), series(&kind.allocate)?)))
            .collect()
    }

    /// Reads a pattern; `None` where it numbers nothing.
    fn read(pattern: &str) -> Option<Series> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((text, after)) = rest.split_once('{') {
            let (token, after) = after.split_once('}')?;
            if !text.is_empty() {
                parts.push(Part::Text(text.to_owned()));
            }
            parts.push(match token.split(':').next()? {
                "date" => Part::Digits(8),
                "month" => Part::Month,
                "year" => Part::Digits(4),
                "seq" => Part::Number,
                _ => return None,
            });
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        parts.contains(&Part::Number).then_some(Series(parts))
    }

    /// The prefix and the number of an ID of this series.
    fn split<'i>(&self, id: &'i str) -> Option<(&'i str, i64)> {
        let mut at = 0;
        let mut found = None;
        for part in &self.0 {
            let rest = id.get(at..)?;
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            at += match part {
                Part::Text(text) => rest.starts_with(text.as_str()).then_some(text.len())?,
                Part::Digits(wanted) => (digits >= *wanted).then_some(*wanted)?,
                Part::Month if digits >= 6 => 6,
                Part::Month if digits == 4 && rest.get(4..5) == Some("-") => 7,
                Part::Month => return None,
                Part::Number => {
                    let number = rest.get(..digits)?.parse().ok()?;
                    found = Some((id.get(..at)?.trim_end_matches(['-', '_', '.', '/']), number));
                    digits
                }
            };
        }
        found.filter(|_| at == id.len())
    }
}

/// The rows of `numbers`: within each prefix, those that are there and those that are missing below them.
pub(super) fn rows(facts: &Facts, moment: Moment) -> Filled {
    let mut found: BTreeMap<(&str, &str), BTreeMap<i64, usize>> = BTreeMap::new();
    for (index, record) in facts.library.records.iter().enumerate() {
        let series = facts
            .series
            .get(&record.kind.id)
            .filter(|_| !record.draft && facts.sees(index, moment));
        if let Some((prefix, number)) = series.and_then(|series| series.split(record.id.as_str())) {
            found
                .entry((&record.kind.id, prefix))
                .or_default()
                .entry(number)
                .or_insert(index);
        }
    }
    let mut filled = Filled::default();
    for ((kind, series), numbers) in found {
        let mut expected: i64 = 1;
        for (number, index) in numbers {
            for missing in expected..number.min(expected.saturating_add(MOST_MISSING)) {
                filled.rows.push(row(kind, series, missing, None));
            }
            filled.rows.push(row(kind, series, number, Some(facts.id(index))));
            expected = number.saturating_add(1);
        }
    }
    filled
}

fn row(kind: &str, series: &str, number: i64, id: Option<&str>) -> Vec<Cell> {
    let status = if id.is_some() { "present" } else { "missing" };
    vec![
        kind.into(),
        series.into(),
        Cell::Integer(number),
        Cell::some(id),
        status.into(),
        Cell::Null,
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_id_is_a_prefix_and_a_number() {
        let series = Series::read("F-{date}-{seq:02}").unwrap();
        assert_eq!(series.split("F-20230512-03"), Some(("F-20230512", 3)));
        assert_eq!(series.split("F-20230512-103"), Some(("F-20230512", 103)));
        for other in [
            "F-20230512-",
            "F-2023051-03",
            "f-20230512-03",
            "F-20230512-03-附",
            "旧故障",
        ] {
            assert_eq!(series.split(other), None, "{other}");
        }
        let by_year = Series::read("{year}年第{seq:03}号").unwrap();
        assert_eq!(by_year.split("2023年第012号"), Some(("2023年第", 12)));
        assert_eq!(Series::read("{month}"), None);
    }
}
