//! Assesses a month: asks the sheet's queries, and makes points, score and money of the answers.

use super::assessment::{Assessment, Bonus, Item, Veto};
use super::clocks;
use super::evidence::{Asker, Evidence};
use super::manual::{self, Decided};
use super::payment;
use super::rule::{Facts, Rule};
use super::sheet::{self, Absent, BonusSpec, Effect, ItemSpec, Mode, Sheet, VetoSpec};
use super::{Exact, Unanswered};
use crate::base::{Message, Month};
use crate::clock::{self, Status};
use crate::ledger::Ledger;
use crate::library::Library;

/// Why a month cannot be assessed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The contract has no sheet.
    #[error("contract.yaml has no sheet")]
    NoSheet,
    /// A query of the sheet fails, or answers what no figure can be made of.
    #[error("the query of `{item}` fails: {fault}")]
    Query {
        /// The ID of the item, veto or bonus.
        item: String,
        /// Why.
        fault: Unanswered,
    },
    /// The calendar does not cover a year.
    #[error(transparent)]
    NotCovered(#[from] clock::NotCovered),
}

impl Refusal {
    /// Why, in words for the one who asked.
    pub fn message(&self) -> Message {
        match self {
            Refusal::NoSheet => Message::new("report-no-sheet"),
            Refusal::Query { item, fault } => Message::new("report-query")
                .with("item", item.as_str())
                .with("detail", fault.message()),
            Refusal::NotCovered(fault) => {
                Message::new("report-not-covered").with("year", i64::from(fault.year))
            }
        }
    }
}

/// Assesses `month`, seeing nothing after its end. `standing` makes of the assessment of an earlier month what stands of it: what was sealed.
pub fn assess(
    library: &Library,
    ledger: &mut Ledger,
    month: Month,
    standing: impl Fn(Assessment) -> Assessment,
) -> Result<Assessment, Refusal> {
    let mut assessment = one_month(library, ledger, month)?;
    if let Some(rule) = assessment.sheet.consecutive.clone()
        && assessment.reached() < rule.below
        && !library.config.contract.excludes(month)
    {
        let mut earlier = month;
        let mut bad = true;
        for _ in 1..rule.months {
            earlier = earlier.previous();
            bad = bad
                && library.is_assessed(earlier)
                && !library.config.contract.excludes(earlier)
                && standing(one_month(library, ledger, earlier)?).reached() < rule.below;
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
    let is_seen = |index| asker.ledger.sees(index, end);
    let exclusions = manual::exclusions(library, month, is_seen, &clocks);
    let lost = lost(&sheet, &items);
    let score = score(&sheet, &lost, &bonuses, &vetoes);
    let complete = items.iter().all(|item| !item.open);
    let payment = payment::settle(contract).map(|(rule, _)| {
        let occurrences = vetoes
            .iter()
            .filter(|veto| veto.spec.effect == Effect::Payment)
            .map(|veto| veto.rows)
            .sum();
        let mut paid = rule.pay(
            &sheet.reached(&score),
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

fn failed(item: &str, fault: impl Into<Unanswered>) -> Refusal {
    Refusal::Query {
        item: item.to_owned(),
        fault: fault.into(),
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
        Some(clock) => late.of(spec, clock, &evidence)?,
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
        late_days,
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
        late_days: Vec::new(),
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
    let mosts = vetoes
        .iter()
        .filter(|veto| veto.rows > 0)
        .filter_map(|veto| match &veto.spec.effect {
            Effect::Score(most) => Some(most),
            Effect::Grade(_) | Effect::Payment => None,
        });
    match sheet.mode {
        Mode::PointsLost => {
            let lost = (lost - &added).max(Exact::zero());
            mosts.fold(lost, |lost, most| lost.max(&sheet.full - most))
        }
        Mode::Score => {
            let score = &(&sheet.full - lost) + &added;
            let score = score.max(Exact::zero()).min(sheet.ceiling.clone());
            mosts.fold(score, |score, most| score.min(most.clone()))
        }
    }
}

/// The grade that the score reaches, or the worst that a veto brings: none lifts it.
fn grade(sheet: &Sheet, score: &Exact, vetoes: &[Veto]) -> Option<String> {
    let forced = vetoes
        .iter()
        .filter(|veto| veto.rows > 0)
        .filter_map(|veto| match &veto.spec.effect {
            Effect::Grade(grade) => Some(grade),
            Effect::Score(_) | Effect::Payment => None,
        });
    let reached = sheet.grades.iter().find(|grade| match sheet.mode {
        Mode::Score => *score >= grade.bound,
        Mode::PointsLost => *score <= grade.bound,
    });
    let place = |name: &&String| sheet.grades.iter().position(|grade| grade.name == **name);
    let all = reached.map(|grade| &grade.name).into_iter().chain(forced);
    all.max_by_key(place).cloned()
}

/// Counts late workdays.
struct LateDays<'l> {
    library: &'l Library,
    asker: &'l Asker<'l>,
    end: jiff::Timestamp,
}

impl LateDays<'_> {
    /// The late workdays of each record of `evidence` that is past the limit of the clock `clock`; the others have none.
    fn of(&self, spec: &ItemSpec, clock: &str, evidence: &Evidence) -> Result<Vec<(String, i64)>, Refusal> {
        if !evidence.unrecorded.is_empty() {
            return Err(failed(&spec.id, Unanswered::Unnamed));
        }
        let results = self
            .asker
            .clock_results(clock, &evidence.records)
            .map_err(|fault| failed(&spec.id, fault))?;
        let calendar = &self.library.config.contract.calendar;
        let instant = |text: &str| clock::parse_instant(text, calendar.time_zone()).ok();
        let mut days = Vec::with_capacity(evidence.records.len());
        for record in &evidence.records {
            let Some([status, due, stop]) = results.get(record) else {
                let (record, clock) = (record.clone(), clock.to_owned());
                return Err(failed(&spec.id, Unanswered::NoClock { record, clock }));
            };
            let is_late = status.text() == Some(Status::Breached.name());
            if let Some(due) = due.text().filter(|_| is_late).and_then(instant) {
                let stop = stop.text().and_then(instant);
                let late = clock::late_workdays(calendar, due, stop, self.end)?;
                days.push((record.clone(), late));
            }
        }
        Ok(days)
    }
}
