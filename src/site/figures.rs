//! What the site asks of those who count: the ledger and the assessment.

use crate::assess::Assessment;
use crate::assess::chapter::Chapter;
use crate::base::{Lang, Message, Month, RelPath};
use crate::ledger::ClockResult;
use blake3::Hash;
use std::sync::Arc;

/// What the site asks of those who count. Every answer may be absent: then the page leaves that part out.
pub trait Figures: Send + Sync {
    /// The assessment of the month, with the records behind each figure.
    fn assessment(&self, _: Month) -> Option<Arc<Assessment>> {
        None
    }

    /// Why the month, which is to be assessed, cannot be.
    fn refusal(&self, _: Month) -> Option<Message> {
        None
    }

    /// The chapters of the month's report in the words of `lang`; none where it is not assessed.
    fn chapters(&self, _: Month, _: Lang) -> Vec<Chapter> {
        Vec::new()
    }

    /// All that goes into the assessment and the chapters of the month, as a hash; `None` where only they tell.
    fn look(&self, _: Month) -> Option<Hash> {
        None
    }

    /// How good the month was.
    fn month(&self, month: Month) -> Option<MonthScore>;

    /// What `sql`, of a `query` block, gives on a page of `month` (of a page without one, the latest month).
    fn query(&self, sql: &str, month: Option<Month>) -> Option<Result<Answer, String>>;

    /// The clocks of the record with the index `record`, in the order of the contract.
    fn clocks(&self, record: usize) -> Vec<ClockResult>;
}

/// Nobody counts.
pub struct NoFigures;

impl Figures for NoFigures {
    fn month(&self, _: Month) -> Option<MonthScore> {
        None
    }

    fn query(&self, _: &str, _: Option<Month>) -> Option<Result<Answer, String>> {
        None
    }

    fn clocks(&self, _: usize) -> Vec<ClockResult> {
        Vec::new()
    }
}

/// How good a month was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthScore {
    /// The score, as shown.
    pub score: String,
    /// The score that nothing was taken from, as shown.
    pub full: String,
    /// The name of the grade.
    pub grade: Option<String>,
    /// Whether the score may still change.
    pub state: ScoreState,
    /// What is withheld from the fee, as shown.
    pub withheld: Option<String>,
    /// The page of the assessment, in the site.
    pub report_url: Option<RelPath>,
}

/// Whether a score may still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoreState {
    /// The month is not over.
    Running,
    /// Scores are missing.
    Draft,
    /// Nothing is missing; it may still be appealed against.
    Scored,
    /// An appeal is not decided yet.
    Appealed,
    /// Nothing changes any more.
    Final,
    /// Handed over under seal.
    Sealed,
}

/// The rows that a query gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// Whether there were more rows than are given.
    pub more: bool,
    /// The month that it is of, where the query asks for one.
    pub month: Option<Month>,
    /// Whether it depends on the instant as of which what runs is judged.
    pub judged: bool,
}

/// A cell of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A text.
    Text(String),
    /// A number, as shown.
    Number(String),
}
