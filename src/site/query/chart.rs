//! Which chart is a result? The first column names, the numbers behind it are series.

use super::super::{Answer, Cell};
use super::Blocks;
use crate::base::Message;
use crate::kind::Kind;
use crate::record::markdown::Look;
use crate::render::chart::{Amount, Calendar, Chart, Day, DayState, Ink, Mark, Plot, SERIES, Series, Shape};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// How many categories a chart has room for: as rows, and along a line.
const ROWS: usize = 60;
const POINTS: usize = 120;
/// How many months a calendar shows.
const MONTHS: usize = 12;

impl Blocks<'_> {
    /// `answer`, which has rows, as a chart that looks like `look`.
    ///
    /// # Errors
    /// Why it is none, in words.
    pub(super) fn chart(&self, answer: &Answer, look: Look) -> Result<Chart, Message> {
        let lang = self.site.lang;
        if look == Look::Heatmap {
            let calendar = self.calendar(answer)?;
            let title = Message::new("chart-title-days").with("name", calendar.name.as_str());
            return Ok(Chart::described(
                self.site.catalog.say(&title),
                lang,
                Shape::Calendar(calendar),
            ));
        }
        let plot = self.plot(answer)?;
        fits(&plot, look)?;
        let names: Vec<&str> = plot.series.iter().map(|series| series.name.as_str()).collect();
        let title = Message::new("chart-title")
            .with("series", names.join(&self.site.catalog.word("chart-comma")))
            .with("of", plot.of.as_str());
        let title = self.site.catalog.say(&title);
        let shape = match look {
            Look::Line => Shape::Lines(plot),
            Look::Stacked => Shape::Stacked(plot),
            Look::Pareto => Shape::Pareto(plot),
            Look::Pie => Shape::Pie(plot),
            Look::Bar | Look::Table | Look::Heatmap => Shape::Bars(plot),
        };
        Ok(Chart::described(title, lang, shape))
    }

    fn plot(&self, answer: &Answer) -> Result<Plot, Message> {
        let of = answer.columns.first().map(String::as_str).unwrap_or_default();
        let heads = self.heads(answer);
        let head = |at: usize| heads.get(at).cloned().unwrap_or_default();
        let label = |row: &Vec<Cell>| {
            let kind = self.kind_of(answer, row);
            row.first()
                .map_or_else(String::new, |cell| self.plain(kind, of, cell))
        };
        let numeric = (1..answer.columns.len()).filter_map(|at| Some((at, amounts(answer, at)?)));
        let series = numeric.enumerate().map(|(number, (at, amounts))| Series {
            name: head(at),
            ink: Ink::Series(number),
            amounts,
        });
        let plot = Plot {
            of: head(0),
            labels: answer.rows.iter().map(label).collect(),
            series: series.collect(),
        };
        match plot.series.len() {
            0 => Err(Message::new("query-no-numbers")),
            many if many > SERIES => Err(Message::new("query-many-series").with("most", SERIES)),
            _ => Ok(plot),
        }
    }

    /// The words of a cell, without the page that it leads to.
    pub(super) fn plain(&self, kind: Option<&Kind>, column: &str, cell: &Cell) -> String {
        match cell {
            Cell::Null => String::new(),
            Cell::Number(number) => number.clone(),
            Cell::Text(text) => self.words(kind, column, text).0.into_owned(),
        }
    }

    fn calendar(&self, answer: &Answer) -> Result<Calendar, Message> {
        let heads = self.heads(answer);
        let name = heads.get(1).ok_or_else(|| Message::new("query-no-mark"))?;
        let mut days: BTreeMap<Date, Day> = BTreeMap::new();
        for row in &answer.rows {
            let (date, mark) = (date(row.first())?, mark(row.get(1))?);
            let more = answer.columns.iter().zip(row).skip(2);
            let kind = self.kind_of(answer, row);
            let says: Vec<String> = more
                .map(|(column, cell)| self.plain(kind, column, cell))
                .collect();
            let says = says.join(" · ");
            match days.get_mut(&date) {
                Some(day) => join(day, mark, &says)?,
                None => {
                    days.insert(date, Day { date, mark, says });
                }
            }
        }
        let months: BTreeSet<Date> = days.keys().map(|date| date.first_of_month()).collect();
        if months.len() > MONTHS {
            return Err(Message::new("query-many-months").with("most", MONTHS));
        }
        Ok(Calendar {
            name: name.clone(),
            days: days.into_values().collect(),
        })
    }
}

/// The numbers of the column with the number `at`; `None` where something else stands in it, or nothing.
fn amounts(answer: &Answer, at: usize) -> Option<Vec<Option<Amount>>> {
    let mut amounts = Vec::with_capacity(answer.rows.len());
    for row in &answer.rows {
        amounts.push(match row.get(at)? {
            Cell::Null => None,
            Cell::Number(number) | Cell::Text(number) => Some(Amount::read(number)?),
        });
    }
    amounts.iter().any(Option::is_some).then_some(amounts)
}

/// Whether `plot` can be drawn so.
fn fits(plot: &Plot, look: Look) -> Result<(), Message> {
    let most = if look == Look::Line { POINTS } else { ROWS };
    if plot.labels.len() > most && look != Look::Pie {
        return Err(Message::new("query-many-rows").with("most", most));
    }
    if matches!(look, Look::Bar | Look::Line) {
        return Ok(());
    }
    let drawn = if look == Look::Stacked {
        plot.series.len()
    } else {
        1
    };
    let mut sizes = plot
        .series
        .iter()
        .take(drawn)
        .flat_map(|series| series.amounts.iter().flatten());
    if sizes.clone().any(|amount| amount.size < 0.0) {
        return Err(Message::new("query-negative"));
    }
    if look != Look::Stacked && !sizes.any(|amount| amount.size > 0.0) {
        return Err(Message::new("query-all-zero"));
    }
    Ok(())
}

fn date(cell: Option<&Cell>) -> Result<Date, Message> {
    let text = match cell {
        Some(Cell::Text(text)) => text.as_str(),
        Some(Cell::Number(number)) => number.as_str(),
        _ => "",
    };
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.ok_or_else(|| Message::new("query-no-date").with("written", text))
}

fn mark(cell: Option<&Cell>) -> Result<Mark, Message> {
    let text = match cell {
        Some(Cell::Text(text) | Cell::Number(text)) => text.as_str(),
        _ => return Ok(Mark::State(DayState::None)),
    };
    if let Some(state) = DayState::named(text) {
        return Ok(Mark::State(state));
    }
    let amount = Amount::read(text).filter(|amount| amount.size >= 0.0);
    amount
        .map(Mark::Amount)
        .ok_or_else(|| Message::new("query-no-state").with("written", text))
}

/// How many rows of one day are named.
const NAMED: usize = 6;

/// Adds another row of the same day: of two states what matters more stays, amounts are added up.
fn join(day: &mut Day, mark: Mark, says: &str) -> Result<(), Message> {
    day.mark = match (&day.mark, mark) {
        (Mark::State(known), Mark::State(state)) => Mark::State((*known).max(state)),
        (Mark::Amount(known), Mark::Amount(amount)) => Mark::Amount(sum(known, &amount)),
        (Mark::Amount(known), Mark::State(DayState::None)) => Mark::Amount(known.clone()),
        (Mark::State(DayState::None), Mark::Amount(amount)) => Mark::Amount(amount),
        _ => return Err(Message::new("query-mixed").with("date", day.date.to_string())),
    };
    let named = day.says.matches("; ").count() + 1;
    if !says.is_empty() && named < NAMED {
        day.says = format!("{}; {says}", day.says);
    } else if named == NAMED {
        day.says.push_str("; …");
    }
    Ok(())
}

fn sum(a: &Amount, b: &Amount) -> Amount {
    let exact = a.says.parse::<Decimal>().ok().zip(b.says.parse::<Decimal>().ok());
    let says = exact.and_then(|(a, b)| a.checked_add(b));
    Amount {
        size: a.size + b.size,
        says: says.map_or_else(
            || (a.size + b.size).to_string(),
            |sum| sum.normalize().to_string(),
        ),
    }
}
