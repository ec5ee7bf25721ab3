//! When was a system down?

use super::facts::Facts;
use super::filled::Filled;
use super::moment::Moment;
use super::span::{self, Piece};
use crate::library::Placed;
use crate::record::Record;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// An outage that a record tells.
#[derive(Debug, Clone)]
pub(super) struct OutageFact {
    record: usize,
    begin: Timestamp,
    end: Option<Timestamp>,
    full: bool,
}

/// A span in which a system was down, for one record and in one month.
#[derive(Debug, Clone, Copy)]
pub(super) struct Down {
    pub(super) record: usize,
    pub(super) full: bool,
    pub(super) piece: Piece,
}

impl OutageFact {
    /// The outage of a record that has the fields `outage`, `outage_from` and `outage_to`. Without these times, it began when it was
    /// reported and lasted until service was restored, or the cause removed.
    pub(super) fn of(index: usize, record: &Record, placed: &Placed) -> Option<OutageFact> {
        let full = match record.text("outage")?.as_ref() {
            "full" => true,
            "partial" => false,
            _ => return None,
        };
        let ends = ["outage_to", "restored_at", "resolved_at"];
        Some(OutageFact {
            record: index,
            begin: record.instant("outage_from").or(placed.instant)?,
            end: ends.into_iter().find_map(|name| record.instant(name)),
            full,
        })
    }
}

/// What was down, by system: overlaps are one, a full outage wins over a partial one, and of two alike the one that began first.
/// An outage without an end lasts until now.
pub(super) fn by_system(facts: &Facts, moment: Moment) -> BTreeMap<String, Vec<Down>> {
    let mut spans: BTreeMap<&str, Vec<(Timestamp, Timestamp, &OutageFact)>> = BTreeMap::new();
    for outage in facts
        .outages
        .iter()
        .filter(|outage| facts.sees(outage.record, moment))
    {
        let end = moment.seen(outage.end).unwrap_or(moment.as_of);
        if moment.sees(outage.begin) && outage.begin < end {
            for system in facts.systems(outage.record) {
                spans.entry(system).or_default().push((outage.begin, end, outage));
            }
        }
    }
    let merged = spans.into_iter().map(|(system, spans)| {
        let merged = merge(&spans);
        let pieces = merged.into_iter().flat_map(|(begin, end, record, full)| {
            let months = span::months(facts.calendar(), begin, end);
            months.into_iter().map(move |piece| Down { record, full, piece })
        });
        (system.to_owned(), pieces.collect())
    });
    merged.collect()
}

/// Sweeps over the bounds of the spans; between two of them, the same outage wins.
fn merge(spans: &[(Timestamp, Timestamp, &OutageFact)]) -> Vec<(Timestamp, Timestamp, usize, bool)> {
    let mut bounds: Vec<(Timestamp, bool, usize)> = Vec::with_capacity(spans.len() * 2);
    for (at, (begin, end, _)) in spans.iter().enumerate() {
        bounds.extend([(*begin, true, at), (*end, false, at)]);
    }
    bounds.sort_unstable();
    let mut open: BTreeSet<(bool, Timestamp, usize)> = BTreeSet::new();
    let mut merged: Vec<(Timestamp, Timestamp, usize, bool)> = Vec::new();
    let mut since = Timestamp::MIN;
    for (at, begins, place) in bounds {
        if let Some((partial, _, winner)) = open.first()
            && since < at
            && let Some((_, _, outage)) = spans.get(*winner)
        {
            match merged.last_mut() {
                Some(last) if last.1 == since && last.2 == outage.record => last.1 = at,
                _ => merged.push((since, at, outage.record, !partial)),
            }
        }
        since = at;
        if let Some((begin, _, outage)) = spans.get(place) {
            let key = (!outage.full, *begin, place);
            if begins {
                open.insert(key);
            } else {
                open.remove(&key);
            }
        }
    }
    merged
}

/// The rows of `outages`.
pub(super) fn rows(facts: &Facts, moment: Moment) -> Filled {
    let mut filled = Filled::default();
    for (system, downs) in by_system(facts, moment) {
        for down in downs {
            let id = facts.id(down.record);
            let (service, year) = span::service_minutes(facts.calendar(), &down.piece);
            let kind = facts
                .record(down.record)
                .map_or("", |record| record.kind.id.as_str());
            filled.uncovered(year, "outages", Some((kind, id)), None);
            filled.rows.push(vec![
                id.into(),
                system.as_str().into(),
                facts.local(down.piece.begin).into(),
                facts.local(down.piece.end).into(),
                if down.full { "full" } else { "partial" }.into(),
                service,
                span::wall_minutes(&down.piece),
                down.piece.month.to_string().into(),
            ]);
        }
    }
    filled
}
