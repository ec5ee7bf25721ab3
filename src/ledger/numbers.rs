//! Are the numbers of a series all there?

use super::Cell;
use super::facts::Facts;
use super::filled::Filled;
use super::moment::Moment;
use crate::base::RelPath;
use crate::config::Config;
use crate::history::History;
use crate::kind::Allocate;
use crate::library::{Library, kind_of};
use crate::record::Record;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

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

/// What stands between a prefix and its number.
const BEFORE_NUMBER: [char; 4] = ['-', '_', '.', '/'];

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

    /// The prefix and the number of an ID of this series, and where in it the number stands. The prefix is spelled as in the pattern, for IDs that
    /// differ in case are one.
    fn split<'i>(&self, id: &'i str) -> Option<(Cow<'i, str>, i64, Range<usize>)> {
        let mut at = 0;
        let mut found = None;
        let mut spelled = String::new();
        for part in &self.0 {
            let rest = id.get(at..)?;
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let begin = at;
            at += match part {
                Part::Text(text) => {
                    let own = rest.get(..text.len())?;
                    own.eq_ignore_ascii_case(text).then_some(text.len())?
                }
                Part::Digits(wanted) => (digits >= *wanted).then_some(*wanted)?,
                Part::Month if digits >= 6 => 6,
                Part::Month if digits == 4 && rest.get(4..5) == Some("-") => 7,
                Part::Month => return None,
                Part::Number => {
                    let number = rest.get(..digits)?.parse().ok()?;
                    let prefix = match id.get(..at)? {
                        own if own == spelled => Cow::Borrowed(own.trim_end_matches(BEFORE_NUMBER)),
                        _ => Cow::Owned(spelled.trim_end_matches(BEFORE_NUMBER).to_owned()),
                    };
                    found = Some((prefix, number, at..at + digits));
                    digits
                }
            };
            spelled.push_str(match part {
                Part::Text(text) => text,
                _ => id.get(begin..at)?,
            });
        }
        found.filter(|_| at == id.len())
    }
}

/// A number of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The kind.
    pub kind: String,
    /// What stands before the number.
    pub series: String,
    /// The number.
    pub number: i64,
    /// The ID that has the number.
    pub id: String,
    /// Whether a record has it.
    pub status: NumberStatus,
    /// The index of the record that comes next in the series, or that has the number; of a series that is all gone, none.
    pub near: Option<usize>,
}

/// Whether a record has a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberStatus {
    /// This record has it, by its ID or as one of its old ones.
    Present(usize),
    /// A draft has it.
    Draft,
    /// A draft has it that was a record in the commits before this one.
    Withdrawn {
        /// The file.
        path: RelPath,
        /// The number of the commit that made it a draft; none where the work tree does.
        commit: Option<usize>,
    },
    /// None has it, and none is known to have had it.
    Missing,
    /// The record that had it was deleted or got another ID.
    Deleted {
        /// The file.
        path: RelPath,
        /// The number of the commit that deleted it.
        commit: usize,
    },
}

/// What is known of a number: its status, an ID that has it, and where in that it stands.
type Known<'i> = (NumberStatus, &'i str, Range<usize>);

/// All numbers of all series: those that are there, and those that are missing below them or were deleted.
pub fn numbers(library: &Library, history: &History) -> Vec<Number> {
    all(library, history, &Series::of(&library.config), |_| true)
}

fn all(
    library: &Library,
    history: &History,
    series: &HashMap<String, Series>,
    sees: impl Fn(usize) -> bool,
) -> Vec<Number> {
    let mut found: BTreeMap<(&str, Cow<'_, str>), BTreeMap<i64, Known<'_>>> = BTreeMap::new();
    let draft = |record: &Arc<Record>| {
        let commit = history.withdrawn(&record.path);
        match commit.is_some() || history.withdrawing.contains(&record.path) {
            true => NumberStatus::Withdrawn {
                path: record.path.clone(),
                commit: commit.filter(|_| !history.withdrawing.contains(&record.path)),
            },
            false => NumberStatus::Draft,
        }
    };
    let records = library.records.iter().enumerate();
    let records = records
        .filter(|(index, record)| record.draft || sees(*index))
        .map(|(index, record)| match record.draft {
            true => (record, draft(record)),
            false => (record, NumberStatus::Present(index)),
        });
    let drafts = library.drafts.iter().map(|record| (record, draft(record)));
    for (record, status) in records.chain(drafts) {
        let own = series.get(&record.kind.id);
        if let Some((prefix, number, place)) = own.and_then(|series| series.split(record.id.as_str())) {
            let numbers = found.entry((&record.kind.id, prefix)).or_default();
            numbers
                .entry(number)
                .or_insert((status, record.id.as_str(), place));
        }
    }
    // A number that was registered later than a higher one was not skipped.
    for (index, record) in library.records.iter().enumerate() {
        if record.draft || sees(index) {
            continue;
        }
        let own = series.get(&record.kind.id);
        let Some((prefix, number, place)) = own.and_then(|series| series.split(record.id.as_str())) else {
            continue;
        };
        let known = found.get_mut(&(record.kind.id.as_str(), prefix));
        if let Some(known) = known.filter(|known| last_seen(known).is_some_and(|last| number < last)) {
            let later = (NumberStatus::Present(index), record.id.as_str(), place);
            known.entry(number).or_insert(later);
        }
    }
    for gone in &history.gone {
        let kind = kind_of(&library.config, &library.layout, &gone.path).map(|(kind, _, _)| kind);
        let is_record = matches!(gone.path.extension().as_str(), "md" | "markdown");
        let Some((kind, own)) = kind
            .filter(|_| is_record)
            .and_then(|kind| Some((kind, series.get(&kind.id)?)))
        else {
            continue;
        };
        if let Some((prefix, number, place)) = own.split(gone.path.stem()) {
            let numbers = found.entry((&kind.id, prefix)).or_default();
            let of_kind = |heir: &usize| {
                library
                    .records
                    .get(*heir)
                    .is_some_and(|record| record.kind.id == kind.id)
            };
            let status = || match library.find(gone.path.stem()).filter(of_kind) {
                Some(heir) => NumberStatus::Present(heir),
                None => NumberStatus::Deleted {
                    path: gone.path.clone(),
                    commit: gone.commit,
                },
            };
            numbers
                .entry(number)
                .or_insert_with(|| (status(), gone.path.stem(), place));
        }
    }
    let mut numbers = Vec::new();
    for ((kind, series), known) in found {
        let own = |(_, (status, ..)): (&i64, &Known<'_>)| match status {
            NumberStatus::Present(index) => Some(*index),
            _ => None,
        };
        let near = |number| {
            let next = known.range(number..).find_map(own);
            next.or_else(|| known.range(..number).rev().find_map(own))
        };
        let mut add = |number, id: String, status| {
            numbers.push(Number {
                kind: kind.to_owned(),
                series: series.to_string(),
                number,
                id,
                status,
                near: near(number),
            });
        };
        // Nobody knows yet whether a draft becomes a record: it takes its number, and asks for none before it.
        let settled = known.iter().rev();
        let settled = settled
            .map(|(number, (status, ..))| (number, status))
            .find(|(_, status)| **status != NumberStatus::Draft);
        let last = settled.map_or(0, |(number, _)| *number);
        let mut expected: i64 = 1;
        for (number, (status, id, place)) in &known {
            let (head, tail) = (
                id.get(..place.start).unwrap_or(""),
                id.get(place.end..).unwrap_or(""),
            );
            for missing in expected..(*number).min(expected.saturating_add(MOST_MISSING)).min(last) {
                let id = format!("{head}{missing:0width$}{tail}", width = place.len());
                add(missing, id, NumberStatus::Missing);
            }
            add(*number, (*id).to_owned(), status.clone());
            expected = number.saturating_add(1);
        }
    }
    numbers
}

/// The highest number of a series that a record has.
fn last_seen(known: &BTreeMap<i64, Known<'_>>) -> Option<i64> {
    let mut numbers = known.iter().rev();
    let is_there = |(_, (status, ..)): &(&i64, &Known<'_>)| matches!(status, NumberStatus::Present(_));
    numbers.find(is_there).map(|(number, _)| *number)
}

/// The records that are numbered, series by series, each in the order of its numbers.
pub fn series(library: &Library) -> Vec<Vec<usize>> {
    let all = Series::of(&library.config);
    let mut found: BTreeMap<_, Vec<(i64, usize)>> = BTreeMap::new();
    for (index, record) in library.records.iter().enumerate() {
        let own = all.get(&record.kind.id);
        if let Some((prefix, number, _)) = own.and_then(|series| series.split(record.id.as_str())) {
            let numbers = found.entry((&record.kind.id, prefix)).or_default();
            numbers.push((number, index));
        }
    }
    let in_order = |mut numbers: Vec<(i64, usize)>| {
        numbers.sort_unstable();
        numbers.into_iter().map(|(_, index)| index).collect()
    };
    found.into_values().map(in_order).collect()
}

/// The rows of `numbers`.
pub(super) fn rows(facts: &Facts, moment: Moment) -> Filled {
    let numbers = all(&facts.library, &facts.history, &facts.series, |index| {
        facts.sees(index, moment)
    });
    Filled::rows(numbers.iter().map(|number| row(facts, number)))
}

fn row(facts: &Facts, number: &Number) -> Vec<Cell> {
    let (status, id, commit) = match &number.status {
        NumberStatus::Present(index) => ("present", Some(facts.id(*index)), None),
        NumberStatus::Draft => ("present", Some(number.id.as_str()), None),
        NumberStatus::Missing => ("missing", None, None),
        NumberStatus::Deleted { commit, .. } => ("deleted", Some(number.id.as_str()), Some(*commit)),
        NumberStatus::Withdrawn { commit, .. } => ("deleted", Some(number.id.as_str()), *commit),
    };
    let commit = commit.and_then(|commit| facts.history.commits.get(commit));
    vec![
        number.kind.as_str().into(),
        number.series.as_str().into(),
        Cell::Integer(number.number),
        Cell::some(id),
        status.into(),
        Cell::some(commit.map(|commit| commit.id.to_string())),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_id_is_a_prefix_and_a_number() {
        let series = Series::read("F-{date}-{seq:02}").unwrap();
        let prefix = || Cow::Borrowed("F-20230512");
        assert_eq!(series.split("F-20230512-03"), Some((prefix(), 3, 11..13)));
        assert_eq!(series.split("f-20230512-03"), Some((prefix(), 3, 11..13)));
        assert_eq!(series.split("F-20230512-103"), Some((prefix(), 103, 11..14)));
        for other in ["F-20230512-", "F-2023051-03", "F-20230512-03-附", "旧故障"] {
            assert_eq!(series.split(other), None, "{other}");
        }
        let by_year = Series::read("{year}年第{seq:03}号").unwrap();
        assert_eq!(
            by_year.split("2023年第012号"),
            Some(("2023年第".into(), 12, 10..13))
        );
        assert_eq!(Series::read("{month}"), None);
    }
}
