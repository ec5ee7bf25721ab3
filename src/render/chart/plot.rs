//! What is drawn: categories, and series of amounts over them.

use super::{Data, Ink};

/// Categories, and series of amounts over them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plot {
    /// What the categories are: `系统`.
    pub of: String,
    /// The categories, in order.
    pub labels: Vec<String>,
    /// The series, each as long as the categories.
    pub series: Vec<Series>,
}

/// Amounts over the categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What is counted: `故障数`.
    pub name: String,
    /// The colour; [`Ink::Series`] by its number for series without a meaning of their own.
    pub ink: Ink,
    /// An amount for each category; `None` where nothing is known.
    pub amounts: Vec<Option<Amount>>,
}

/// An amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// How large it is drawn; finite.
    pub size: f64,
    /// What it is, exactly, as people read it.
    pub says: String,
}

impl Amount {
    /// The amount that `text`, a decimal number, says.
    pub fn read(text: &str) -> Option<Amount> {
        let size: f64 = text.parse().ok().filter(|size: &f64| size.is_finite())?;
        Some(Amount {
            size,
            says: text.to_owned(),
        })
    }

    /// `number` things.
    pub fn count(number: usize) -> Amount {
        Amount {
            size: number as f64,
            says: number.to_string(),
        }
    }
}

impl Plot {
    /// The numbers as a table.
    pub(super) fn table(&self) -> Data {
        let names = self.series.iter().map(|series| series.name.clone());
        let row = |(at, label): (usize, &String)| {
            let cells = self.series.iter().map(|series| series.says(at).to_owned());
            std::iter::once(label.clone()).chain(cells).collect()
        };
        Data {
            head: std::iter::once(self.of.clone()).chain(names).collect(),
            rows: self.labels.iter().enumerate().map(row).collect(),
        }
    }

    /// The least and the greatest amount; both 0 where there is none.
    pub(super) fn range(&self) -> (f64, f64) {
        let sizes = self
            .series
            .iter()
            .flat_map(|series| series.amounts.iter().flatten());
        let range = sizes.fold(None, |range: Option<(f64, f64)>, amount| {
            let (least, most) = range.unwrap_or((amount.size, amount.size));
            Some((least.min(amount.size), most.max(amount.size)))
        });
        range.unwrap_or((0.0, 0.0))
    }

    /// The categories of the first series with their amounts, those that are drawn: above zero; the greatest first.
    pub(super) fn by_size(&self) -> Vec<(&str, &Amount)> {
        let Some(series) = self.series.first() else {
            return Vec::new();
        };
        let known = self.labels.iter().zip(&series.amounts);
        let mut sorted: Vec<(&str, &Amount)> = known
            .filter_map(|(label, amount)| Some((label.as_str(), amount.as_ref()?)))
            .filter(|(_, amount)| amount.size > 0.0)
            .collect();
        sorted.sort_by(|(_, a), (_, b)| b.size.total_cmp(&a.size));
        sorted
    }
}

impl Series {
    /// The amount of the category with this number.
    pub(super) fn amount(&self, at: usize) -> Option<&Amount> {
        self.amounts.get(at)?.as_ref()
    }

    pub(super) fn says(&self, at: usize) -> &str {
        self.amount(at).map_or("", |amount| amount.says.as_str())
    }
}

/// `part` of `whole` as a percentage with one digit.
pub(super) fn percent(part: f64, whole: f64) -> String {
    let percent = if whole == 0.0 { 0.0 } else { part / whole * 100.0 };
    format!("{percent:.1}%")
}
