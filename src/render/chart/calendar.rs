//! The days of a month, each with its mark.

use super::Data;
use super::canvas::{Anchor, Canvas, How, Stroke, X};
use super::legend;
use super::paint::Ink;
use super::plot::Amount;
use crate::base::{Catalog, Message};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// The days of one or several months.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calendar {
    /// What the marks are: `巡检`.
    pub name: String,
    /// The days that have a mark, in order; all days of their months are drawn.
    pub days: Vec<Day>,
}

/// A day.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Its mark.
    pub mark: Mark,
    /// What a pointer shows besides: the systems that were looked at.
    pub says: String,
}

/// What a day is marked with.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// How it stands.
    State(DayState),
    /// How much there was, from 0.
    Amount(Amount),
}

/// How a day stands, from the least to what matters most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayState {
    /// Nothing is planned.
    None,
    /// Done in time.
    Done,
    /// Due later.
    NotYet,
    /// Done too late.
    Late,
    /// Due, and not done.
    Missing,
}

impl DayState {
    /// All, in the order of the legend.
    pub const ALL: [DayState; 5] = [
        DayState::Done,
        DayState::Late,
        DayState::Missing,
        DayState::NotYet,
        DayState::None,
    ];

    /// The state that the ledger calls so.
    pub fn named(name: &str) -> Option<DayState> {
        DayState::ALL.into_iter().find(|state| state.name() == name)
    }

    /// The name in the ledger: `done`, `late`, `missing`, `not_yet`; and `none`.
    pub fn name(self) -> &'static str {
        match self {
            DayState::None => "none",
            DayState::Done => "done",
            DayState::NotYet => "not_yet",
            DayState::Late => "late",
            DayState::Missing => "missing",
        }
    }

    fn word(self, catalog: &Catalog) -> String {
        catalog.word(&format!("chart-day-{}", self.name().replace('_', "-")))
    }
}

const CELL: f64 = 40.0;
const HEAD: f64 = 24.0;
const GAP: f64 = 4.0;

impl Calendar {
    /// The marks as a table.
    pub(super) fn table(&self, catalog: &Catalog) -> Data {
        let row = |day: &Day| vec![day.date.to_string(), says(&day.mark, catalog), day.says.clone()];
        let mut rows: Vec<Vec<String>> = self.days.iter().map(row).collect();
        let mut head = vec![catalog.word("chart-date"), self.name.clone(), String::new()];
        if self.days.iter().all(|day| day.says.is_empty()) {
            head.truncate(2);
            rows.iter_mut().for_each(|row| row.truncate(2));
        }
        Data { head, rows }
    }

    fn months(&self) -> BTreeMap<Date, BTreeMap<i8, &Day>> {
        let mut months: BTreeMap<Date, BTreeMap<i8, &Day>> = BTreeMap::new();
        for day in &self.days {
            months
                .entry(day.date.first_of_month())
                .or_default()
                .insert(day.date.day(), day);
        }
        months
    }

    fn most(&self) -> Option<f64> {
        let sizes = self.days.iter().filter_map(|day| match &day.mark {
            Mark::Amount(amount) => Some(amount.size),
            Mark::State(_) => None,
        });
        sizes.reduce(f64::max)
    }
}

fn says(mark: &Mark, catalog: &Catalog) -> String {
    match mark {
        Mark::State(state) => state.word(catalog),
        Mark::Amount(amount) => amount.says.clone(),
    }
}

/// Draws `calendar`.
pub(super) fn draw(canvas: &mut Canvas, calendar: &Calendar, catalog: &Catalog) {
    let most = calendar.most();
    let mut top = 0.0;
    if most.is_none() {
        let words = DayState::ALL.map(|state| (state, state.word(catalog)));
        let entries: Vec<(DayState, &str)> = words
            .iter()
            .map(|(state, word)| (*state, word.as_str()))
            .collect();
        top = legend::draw(canvas, &entries, |canvas, state, left, middle| {
            sign(canvas, *state, (X::Px(left + 9.0), middle), "");
        }) + 6.0;
    }
    let months = calendar.months();
    for (first, days) in &months {
        top = month(canvas, (*first, days), most, catalog, top);
    }
    canvas.reach(top);
}

fn month(
    canvas: &mut Canvas,
    (first, days): (Date, &BTreeMap<i8, &Day>),
    most: Option<f64>,
    catalog: &Catalog,
    mut top: f64,
) -> f64 {
    let title = Message::new("chart-month")
        .with("year", i64::from(first.year()).to_string())
        .with("month", i64::from(first.month()))
        .with("padded", first.strftime("%m").to_string());
    canvas.text(
        Ink::Text,
        Anchor::Start,
        (X::Share(0.0), top + 14.0),
        0.0,
        &catalog.say(&title),
    );
    top += HEAD;
    for (column, name) in catalog
        .word("chart-weekdays")
        .split_whitespace()
        .enumerate()
        .take(7)
    {
        canvas.text(
            Ink::Quiet,
            Anchor::Middle,
            (X::Share((column as f64 + 0.5) * 100.0 / 7.0), top + 12.0),
            0.0,
            name,
        );
    }
    top += HEAD - 4.0;
    let before = first.weekday().to_monday_zero_offset();
    for day in 1..=first.days_in_month() {
        let place = usize::from((before + day - 1).unsigned_abs());
        let at = (place % 7, top + (place / 7) as f64 * (CELL + GAP));
        cell(canvas, (first, day), days.get(&day).copied(), at, most, catalog);
    }
    let rows = usize::from((before + first.days_in_month()).unsigned_abs()).div_ceil(7);
    top + rows as f64 * (CELL + GAP) + 10.0
}

fn cell(
    canvas: &mut Canvas,
    (first, number): (Date, i8),
    day: Option<&Day>,
    (column, y): (usize, f64),
    most: Option<f64>,
    catalog: &Catalog,
) {
    let left = column as f64 * 100.0 / 7.0;
    let (at, size) = ((X::Share(left), y), (X::Share(100.0 / 7.0 - 1.0), CELL));
    let nothing = Mark::State(DayState::None);
    let mark = day.map_or(&nothing, |day| &day.mark);
    let about = match mark {
        // Of amounts nothing was planned: there is none.
        Mark::State(DayState::None) if most.is_some() => catalog.word("chart-day-empty"),
        mark => says(mark, catalog),
    };
    let mut said = format!("{} {about}", date(first.year(), first.month(), number));
    if let Some(more) = day.map(|day| day.says.as_str()).filter(|more| !more.is_empty()) {
        said.push_str(" · ");
        said.push_str(more);
    }
    let middle = (X::Share(left + 50.0 / 7.0 - 0.5), y + 26.0);
    match mark {
        Mark::State(state) => {
            let (ink, strength) = tint(*state);
            canvas.veil(ink, strength, at, size, &said);
            if *state != DayState::None || most.is_none() {
                sign(canvas, *state, middle, &said);
            }
        }
        Mark::Amount(amount) => {
            let share = amount.size / most.unwrap_or(0.0).max(f64::MIN_POSITIVE);
            canvas.veil(
                Ink::Series(0),
                0.06 + 0.44 * share.clamp(0.0, 1.0),
                at,
                size,
                &said,
            );
            canvas.text(Ink::Text, Anchor::Middle, (middle.0, y + 32.0), 0.0, &amount.says);
        }
    }
    canvas.frame(Ink::Line, at, size);
    canvas.text(
        Ink::Quiet,
        Anchor::Start,
        (at.0, y + 14.0),
        4.0,
        &number.to_string(),
    );
}

/// What lies under the sign of a day, and how strong.
fn tint(state: DayState) -> (Ink, f64) {
    match state {
        DayState::None => (Ink::Track, 0.6),
        DayState::Done => (Ink::Good, 0.14),
        DayState::NotYet => (Ink::Going, 0.08),
        DayState::Late => (Ink::Wait, 0.2),
        DayState::Missing => (Ink::Bad, 0.16),
    }
}

/// The sign of a state, which differs in its form too.
fn sign(canvas: &mut Canvas, state: DayState, at: (X, f64), says: &str) {
    let ring = "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0";
    let stroke = |how, ink, d| Stroke { how, ink, d };
    let parts = match state {
        DayState::Done => vec![
            stroke(How::Fill, Ink::Good, ring),
            stroke(How::Draw(1.8), Ink::Paper, "M-3.4 0.2L-1 2.6L3.6 -2.4"),
        ],
        DayState::Late => vec![
            stroke(How::Fill, Ink::Wait, "M0 -7.5L8 6.5H-8Z"),
            stroke(How::Draw(1.8), Ink::Paper, "M0 -3.2V1.8M0 3.4V5.2"),
        ],
        DayState::Missing => vec![
            stroke(How::Draw(1.6), Ink::Bad, "M-6.5 -6.5H6.5V6.5H-6.5Z"),
            stroke(How::Draw(2.2), Ink::Bad, "M-3.6 -3.6L3.6 3.6M-3.6 3.6L3.6 -3.6"),
        ],
        DayState::NotYet => vec![stroke(How::Dash(1.6), Ink::Going, ring)],
        DayState::None => vec![stroke(How::Draw(1.6), Ink::Still, "M-4 0H4")],
    };
    canvas.path(at, &parts, says);
}
