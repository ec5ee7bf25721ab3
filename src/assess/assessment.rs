//! The assessment of one month: every figure with the records behind it.

use super::clocks::ClockFigures;
use super::evidence::{Unrecorded, each_once};
use super::manual::{Decisions, Exclusion, State};
use super::payment::Payment;
use super::scoring::Scoring;
use super::sheet::{BonusSpec, ItemSpec, Sheet, VetoSpec};
use super::{Exact, PaymentRule};
use crate::base::Month;

/// The assessment of one month.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The month.
    pub month: Month,
    /// The sheet that it was assessed by.
    pub sheet: Sheet,
    /// How far it is.
    pub state: State,
    /// The score; with lost points, those.
    pub score: Exact,
    /// The grade.
    pub grade: Option<String>,
    /// The items.
    pub items: Vec<Item>,
    /// The vetoes; those without evidence did nothing.
    pub vetoes: Vec<Veto>,
    /// The bonuses.
    pub bonuses: Vec<Bonus>,
    /// The clocks.
    pub clocks: Vec<ClockFigures>,
    /// What does not count, and why.
    pub exclusions: Vec<Exclusion>,
    /// The rule of payment and what it gives; `None` where the contract has none.
    pub payment: Option<(PaymentRule, Payment)>,
    /// What was decided.
    pub decisions: Decisions,
    /// Who scored it, and how far that is.
    pub scoring: Scoring,
    /// The index of the month's `assessment` record.
    pub record: Option<usize>,
    /// What follows from several bad months in a row, where it does.
    pub notice: Option<String>,
}

impl Assessment {
    /// The score that the month reached; with lost points, what these leave.
    pub fn reached(&self) -> Exact {
        self.sheet.reached(&self.score)
    }

    /// The percentage of all clocks that were met among those that were met or broken; `None` where there were none.
    pub fn clock_rate(&self) -> Option<Exact> {
        let met = self.clocks.iter().map(|clock| clock.met.len()).sum();
        rate(met, self.clocks.iter().map(|clock| clock.breached.len()).sum())
    }

    /// The IDs of the records behind what changes the score, each once, in order.
    pub fn evidence(&self) -> Vec<String> {
        let items = self.items.iter().filter(|item| !item.deducted.is_zero());
        let items = items.map(|item| &item.evidence);
        let vetoes = self.vetoes.iter().map(|veto| &veto.evidence);
        let bonuses = self.bonuses.iter().map(|bonus| &bonus.evidence);
        each_once(items.chain(vetoes).chain(bonuses).flatten().cloned())
    }

    /// The IDs of the records of which a clock was met or broken, each once, in order.
    pub fn judged(&self) -> Vec<String> {
        each_once(self.clocks.iter().flat_map(ClockFigures::judged))
    }

    /// The IDs of the records past a limit, each once, in order.
    pub fn breached(&self) -> Vec<String> {
        each_once(self.clocks.iter().flat_map(|clock| &clock.breached).cloned())
    }
}

impl ClockFigures {
    /// The percentage of those that met it among those that met or broke it; `None` where there were none.
    pub fn rate(&self) -> Option<Exact> {
        rate(self.met.len(), self.breached.len())
    }

    /// The IDs of those that met or broke it.
    pub fn judged(&self) -> impl Iterator<Item = String> {
        self.met.iter().chain(&self.breached).cloned()
    }
}

fn rate(met: usize, breached: usize) -> Option<Exact> {
    Exact::percentage(&met.into(), &(met + breached).into())
}

/// An item with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The item of the sheet.
    pub spec: ItemSpec,
    /// The percentage, mean or number that counts; `None` where there is none.
    pub value: Option<Exact>,
    /// Whether the occasion did not arise.
    pub absent: bool,
    /// What it deducts.
    pub deducted: Exact,
    /// What remains of its points.
    pub score: Exact,
    /// How many rows are behind it.
    pub rows: usize,
    /// The IDs of the records behind it.
    pub evidence: Vec<String>,
    /// The rows behind it that name no record.
    pub unrecorded: Vec<Unrecorded>,
    /// The workdays that each record is late, where these cost points.
    pub late_days: Vec<(String, i64)>,
    /// Why a person scored as they did; `None` for computed items.
    pub reason: Option<String>,
    /// Whether a person still has to score it.
    pub open: bool,
}

/// A veto with its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Veto {
    /// The veto of the sheet.
    pub spec: VetoSpec,
    /// The IDs of the records behind it.
    pub evidence: Vec<String>,
    /// How many rows are behind it.
    pub rows: usize,
}

/// A bonus with its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bonus {
    /// The bonus of the sheet.
    pub spec: BonusSpec,
    /// What it adds.
    pub added: Exact,
    /// The IDs of the records behind it.
    pub evidence: Vec<String>,
}

/// What follows from several bad months in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consecutive {
    /// How many months.
    pub months: usize,
    /// A score below this is bad.
    pub below: Exact,
    /// What follows.
    pub notice: String,
}
