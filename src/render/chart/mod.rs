//! How does a series, or a clock, look as a picture? (static SVG with a text alternative)
//!
//! Positions across are percentages, so that the words keep their size at any width; colours come from the style
//! sheet, or stand in the picture where there is none ([`Paint`]).

mod bars;
mod calendar;
mod canvas;
pub mod clock;
mod legend;
mod lines;
mod measure;
mod paint;
mod pareto;
mod pie;
mod plot;
mod scale;
mod stacked;

pub use calendar::{Calendar, Day, DayState, Mark};
pub use paint::{Ink, Paint, SERIES};
pub use plot::{Amount, Plot, Series};

use crate::base::{Catalog, Lang};
use canvas::Canvas;

/// A picture of numbers, with all that it says in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows, in a few words.
    pub title: String,
    /// All of it in words, for those who do not see it; see [`Chart::described`].
    pub description: String,
    /// The language of what the picture itself adds.
    pub lang: Lang,
    /// How it is drawn, and of what.
    pub shape: Shape,
}

/// How a chart is drawn, and of what.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A bar lying for each category, one below the other for several series.
    Bars(Plot),
    /// A line for each series, over months or what else has an order.
    Lines(Plot),
    /// A bar for each category, in which the series follow each other.
    Stacked(Plot),
    /// Bars from the longest to the shortest, with the share that they make together. Of the first series.
    Pareto(Plot),
    /// A circle in parts, of the first series; small parts are drawn as one.
    Pie(Plot),
    /// The days of one or several months.
    Calendar(Calendar),
}

/// The numbers of a chart as a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Data {
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows, each as wide as the head; a number is as the chart says it.
    pub rows: Vec<Vec<String>>,
}

/// How many rows a description names.
const DESCRIBED: usize = 24;

impl Chart {
    /// A chart that is described by its own numbers.
    pub fn described(title: String, lang: Lang, shape: Shape) -> Chart {
        let mut chart = Chart {
            title,
            description: String::new(),
            lang,
            shape,
        };
        chart.description = chart.says();
        chart
    }

    /// The numbers as a table, to stand beside the picture.
    pub fn table(&self) -> Data {
        match &self.shape {
            Shape::Bars(plot) | Shape::Lines(plot) | Shape::Stacked(plot) | Shape::Pie(plot) => plot.table(),
            Shape::Pareto(plot) => pareto::table(plot, Catalog::of(self.lang)),
            Shape::Calendar(calendar) => calendar.table(Catalog::of(self.lang)),
        }
    }

    fn says(&self) -> String {
        let catalog = Catalog::of(self.lang);
        let (comma, stop) = (catalog.word("chart-comma"), catalog.word("chart-stop"));
        let table = self.table();
        let row = |row: &Vec<String>| {
            let (label, numbers) = row.split_first()?;
            let names = table.head.iter().skip(1);
            let named = names
                .zip(numbers)
                .filter(|(_, number)| !number.is_empty())
                .map(|(name, number)| match numbers.len() {
                    1 => number.clone(),
                    _ => format!("{name} {number}"),
                });
            Some(format!("{label} {}", named.collect::<Vec<_>>().join(&comma)))
        };
        let mut said: Vec<String> = table.rows.iter().take(DESCRIBED).filter_map(row).collect();
        if table.rows.len() > DESCRIBED {
            said.push("…".to_owned());
        }
        said.join(&stop)
    }
}

/// The SVG of `chart`, whole and by itself.
pub fn svg(chart: &Chart, paint: Paint) -> String {
    let mut canvas = Canvas::new(chart, paint);
    let catalog = Catalog::of(chart.lang);
    match &chart.shape {
        Shape::Bars(plot) => bars::draw(&mut canvas, plot),
        Shape::Lines(plot) => lines::draw(&mut canvas, plot),
        Shape::Stacked(plot) => stacked::draw(&mut canvas, plot),
        Shape::Pareto(plot) => pareto::draw(&mut canvas, plot, catalog),
        Shape::Pie(plot) => pie::draw(&mut canvas, plot, catalog),
        Shape::Calendar(calendar) => calendar::draw(&mut canvas, calendar, catalog),
    }
    canvas.finish(chart)
}

#[cfg(test)]
mod tests;
