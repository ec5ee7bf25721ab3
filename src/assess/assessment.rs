//! The assessment of one month: every figure with the records behind it.

use super::clocks::{self, ClockFigures};
use super::evidence::{Asker, Evidence, Unrecorded, each_once};
use super::manual::{self, Decided, Decisions, Exclusion, State};
use super::payment::{self, Payment};
use super::rule::{Facts, Rule};
use super::scoring::Scoring;
use super::sheet::{self, Absent, BonusSpec, Effect, ItemSpec, Mode, Sheet, VetoSpec};
use super::{Exact, PaymentRule};
use crate::base::Month;
use crate::clock;
use crate::ledger::{Cell, Ledger, QueryFault};
use crate::library::Library;

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

/// Why a month cannot be assessed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The contract has no sheet.
    #[error("contract.yaml has no sheet")]
    NoSheet,
    /// A query of the sheet fails.
    #[error("the query of `{item}` fails: {fault}")]
    Query {
        /// The ID of the item, veto or bonus.
        item: String,
        /// What SQLite said.
        fault: QueryFault,
    },
    /// The calendar does not cover a year.
    #[error(transparent)]
    NotCovered(#[from] clock::NotCovered),
}

/// Assesses `month`, seeing nothing after its end.
pub fn assess(library: &Library, ledger: &mut Ledger, month: Month) -> Result<Assessment, Refusal> {
    let mut assessment = one_month(library, ledger, month)?;
    if let Some(rule) = assessment.sheet.consecutive.clone()
        && assessment.score < rule.below
    {
        let mut earlier = month;
        let mut bad = true;
        for _ in 1..rule.months {
            earlier = earlier.previous();
            let there = library.is_assessed(earlier);
            bad = bad && there && one_month(library, ledger, earlier)?.score < rule.below;
        }
        assessment.notice = bad.then_some(rule.notice);
    }
    Ok(assessment)
}

fn one_month(library: &Library, ledger: &mut Ledger, month: Month) -> Result<Assessment, Refusal> {
    let contract = &library.config.contract;
    let (sheet, _) = sheet::settle(contract).ok_or(Refusal::NoSheet)?;
    let end = contract.calendar.end_of(month);
    ledger.set_as_of(end);
    let asker = Asker { ledger, month };
    let decided = manual::decided(library, month);
    let late = LateDays {
        library,
        asker: &asker,
        end,
    };
    let items = sheet
        .items
        .iter()
        .map(|spec| item(spec, &asker, &decided, &late))
        .collect::<Result<Vec<Item>, Refusal>>()?;
    let vetoes = sheet
        .vetoes
        .iter()
        .map(|spec| veto(spec, &asker))
        .collect::<Result<Vec<Veto>, Refusal>>()?;
    let bonuses = sheet
        .bonuses
        .iter()
        .map(|spec| bonus(spec, &asker))
        .collect::<Result<Vec<Bonus>, Refusal>>()?;
    let clocks = clocks::figures(&asker, &contract.clocks).map_err(|fault| failed("clocks", fault))?;
    if let Some(year) = asker.ledger.uncovered_in(month) {
        return Err(clock::NotCovered { year }.into());
    }
    let exempt = asker.exempt().map_err(|fault| failed("clocks", fault))?;
    let elsewhere = manual::exclusions_elsewhere(library, month, &exempt);
    let exclusions = decided.exclusions.iter().cloned().chain(elsewhere).collect();
    let lost = lost(&sheet, &items);
    let score = score(&sheet, &lost, &bonuses, &vetoes);
    let complete = items.iter().all(|item| !item.open);
    let payment = payment::settle(contract).map(|(rule, _)| {
        let occurrences = vetoes
            .iter()
            .filter(|veto| veto.spec.effect == Effect::Payment)
            .map(|veto| veto.rows)
            .sum();
        let remaining = match sheet.mode {
            Mode::Score => score.clone(),
            Mode::PointsLost => (&sheet.full - &score).max(Exact::zero()),
        };
        let mut paid = rule.pay(
            &remaining,
            &lost,
            occurrences,
            payment::is_last(contract, rule.months, month),
        );
        if let Some(notice) = payment::outside(contract, rule.months, month) {
            paid.notice = Some(notice);
        }
        (rule, paid)
    });
    Ok(Assessment {
        month,
        state: decided.state(complete),
        grade: grade(&sheet, &score, &vetoes),
        score,
        items,
        vetoes,
        bonuses,
        clocks,
        exclusions,
        payment,
        decisions: decided.decisions.clone(),
        scoring: decided.scoring(),
        record: decided.record,
        notice: None,
        sheet,
    })
}

fn failed(item: &str, fault: QueryFault) -> Refusal {
    Refusal::Query {
        item: item.to_owned(),
        fault,
    }
}

fn item(
    spec: &ItemSpec,
    asker: &Asker<'_>,
    decided: &Decided<'_>,
    late: &LateDays<'_>,
) -> Result<Item, Refusal> {
    let evidence = match &spec.evidence {
        Some(sql) => asker.evidence(sql).map_err(|fault| failed(&spec.id, fault))?,
        None => Evidence::default(),
    };
    if spec.rule == Rule::Manual {
        return Ok(manual_item(spec, evidence, decided));
    }
    let value = match &spec.value {
        Some(sql) => asker.value(sql).map_err(|fault| failed(&spec.id, fault))?,
        None => None,
    };
    let late_days = match spec.rule.clock() {
        Some(clock) => late.of(clock, &evidence.records)?,
        None => Vec::new(),
    };
    let facts = Facts {
        points: &spec.points,
        rows: evidence.rows,
        value: value.as_ref(),
        late_days: &late_days,
    };
    let computed = spec.rule.deduct(&facts);
    let absent = computed.is_none();
    let deducted = computed.unwrap_or_else(|| match spec.when_absent {
        Absent::Zero => spec.points.clone(),
        Absent::Full | Absent::Rescale => Exact::zero(),
    });
    let deducted = deducted.max(Exact::zero()).min(spec.cap.clone());
    Ok(Item {
        score: &spec.points - &deducted,
        spec: spec.clone(),
        value,
        absent,
        deducted,
        rows: evidence.rows,
        evidence: evidence.records,
        unrecorded: evidence.unrecorded,
        reason: None,
        open: false,
    })
}

/// An item that a person scores; without a score it counts in full, and leaves the month a draft.
fn manual_item(spec: &ItemSpec, evidence: Evidence, decided: &Decided<'_>) -> Item {
    let given = decided.scores.get(&spec.id);
    let score = given.map_or_else(|| spec.points.clone(), |given| given.score.clone());
    let score = score.max(Exact::zero()).min(spec.points.clone());
    let mut records = given.map(|given| given.evidence.clone()).unwrap_or_default();
    records.extend(evidence.records);
    Item {
        deducted: &spec.points - &score,
        score,
        spec: spec.clone(),
        value: None,
        absent: false,
        rows: records.len(),
        evidence: records,
        unrecorded: evidence.unrecorded,
        reason: given.and_then(|given| given.reason.clone()),
        open: given.is_none(),
    }
}

fn veto(spec: &VetoSpec, asker: &Asker<'_>) -> Result<Veto, Refusal> {
    let evidence = asker
        .evidence(&spec.evidence)
        .map_err(|fault| failed(&spec.id, fault))?;
    Ok(Veto {
        spec: spec.clone(),
        evidence: evidence.records,
        rows: evidence.rows,
    })
}

fn bonus(spec: &BonusSpec, asker: &Asker<'_>) -> Result<Bonus, Refusal> {
    let evidence = asker
        .evidence(&spec.evidence)
        .map_err(|fault| failed(&spec.id, fault))?;
    let added = &spec.each * &Exact::from(evidence.rows);
    let added = match &spec.cap {
        Some(cap) => added.min(cap.clone()),
        None => added,
    };
    Ok(Bonus {
        spec: spec.clone(),
        added,
        evidence: evidence.records,
    })
}

/// The points lost. Where items are left out, the others count for more, so that they make up the whole.
fn lost(sheet: &Sheet, items: &[Item]) -> Exact {
    let left_out = |item: &&Item| item.absent && item.spec.when_absent == Absent::Rescale;
    let sum: Exact = items.iter().map(|item| item.deducted.clone()).sum();
    let away: Exact = items
        .iter()
        .filter(left_out)
        .map(|item| item.spec.points.clone())
        .sum();
    if away.is_zero() {
        return sum;
    }
    let factor = sheet
        .full
        .over(&(&sheet.full - &away))
        .unwrap_or_else(Exact::zero);
    &sum * &factor
}

fn score(sheet: &Sheet, lost: &Exact, bonuses: &[Bonus], vetoes: &[Veto]) -> Exact {
    let added: Exact = bonuses.iter().map(|bonus| bonus.added.clone()).sum();
    match sheet.mode {
        Mode::PointsLost => (lost - &added).max(Exact::zero()),
        Mode::Score => {
            let score = &(&sheet.full - lost) + &added;
            let score = score.max(Exact::zero()).min(sheet.ceiling.clone());
            vetoes
                .iter()
                .filter(|veto| veto.rows > 0)
                .fold(score, |score, veto| match &veto.spec.effect {
                    Effect::Score(most) => score.min(most.clone()),
                    Effect::Grade(_) | Effect::Payment => score,
                })
        }
    }
}

fn grade(sheet: &Sheet, score: &Exact, vetoes: &[Veto]) -> Option<String> {
    let forced = vetoes
        .iter()
        .filter(|veto| veto.rows > 0)
        .find_map(|veto| match &veto.spec.effect {
            Effect::Grade(grade) => Some(grade.clone()),
            Effect::Score(_) | Effect::Payment => None,
        });
    let reached = sheet.grades.iter().find(|grade| match sheet.mode {
        Mode::Score => *score >= grade.bound,
        Mode::PointsLost => *score <= grade.bound,
    });
    forced.or_else(|| reached.map(|grade| grade.name.clone()))
}

/// Counts late workdays.
struct LateDays<'l> {
    library: &'l Library,
    asker: &'l Asker<'l>,
    end: jiff::Timestamp,
}

impl LateDays<'_> {
    /// The late workdays of each of `records`, by the clock `clock`.
    fn of(&self, clock: &str, records: &[String]) -> Result<Vec<i64>, Refusal> {
        let sql = "SELECT id, due_at, stop_at, clock FROM clock_results WHERE month = :month";
        let table = self.asker.table(sql).map_err(|fault| failed(clock, fault))?;
        let calendar = &self.library.config.contract.calendar;
        let instant = |cell: Option<&Cell>| match cell {
            Some(Cell::Text(text)) => clock::parse_instant(text, calendar.time_zone()).ok(),
            _ => None,
        };
        let is = |cell: Option<&Cell>, text: &str| matches!(cell, Some(Cell::Text(found)) if found == text);
        let mut days = Vec::with_capacity(records.len());
        for id in records {
            let row = table
                .rows
                .iter()
                .find(|row| is(row.first(), id) && is(row.get(3), clock));
            let Some(due) = row.and_then(|row| instant(row.get(1))) else {
                continue;
            };
            let stop = row.and_then(|row| instant(row.get(2)));
            days.push(clock::late_workdays(calendar, due, stop, self.end)?);
        }
        Ok(days)
    }
}
