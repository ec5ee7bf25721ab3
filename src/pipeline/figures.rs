//! What the pages and the reports ask of the ledger and the assessment: one ledger, asked by one thread at a time.

use super::World;
use super::standing::Standing;
use crate::assess::chapter::{self, Chapter};
use crate::assess::{self, Assessment, Refusal, State};
use crate::base::{Catalog, Lang, Message, Month, RelPath};
use crate::ledger::{self, Ahead, Cell, ClockResult, Ledger, Limits, Patience, QueryFault, Table};
use crate::library::Library;
use crate::record::covered;
use crate::site;
use crate::source::Snapshot;
use anyhow::Result;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How many earlier months a report shows beside its own.
pub(super) const EARLIER: usize = 11;

/// The figures of a knowledge base, as of one instant.
pub struct Figures {
    library: Arc<Library>,
    snapshot: Arc<Snapshot>,
    commit: Option<String>,
    ledger: Mutex<Ledger>,
    ahead: Ahead,
    as_of: Timestamp,
    /// Whether queries are blind to what came after `as_of`, as the report of a month is to what came after its end.
    is_blind: bool,
    /// How long somebody waits for an answer that pages show.
    patience: Option<Patience>,
    /// How far what is known reaches: a month that ends later is not over.
    reach: Timestamp,
    /// The months that were assessed already.
    months: Mutex<BTreeMap<Month, Result<Arc<Assessment>, Message>>>,
    standing: Standing,
}

impl Figures {
    /// The figures of `world`, judged as of `as_of`; else as of the newest time that its commit and its records know. Of earlier months stands what is
    /// sealed in its reports.
    ///
    /// # Errors
    /// The ledger cannot be filled, or the reports cannot be read.
    pub fn new(world: &World, as_of: Option<Timestamp>) -> Result<Figures> {
        Figures::standing_by(world, as_of, Standing::of(world)?)
    }

    /// As of [`Figures::new`], where of earlier months stands what `standing` says.
    pub(super) fn standing_by(
        world: &World,
        as_of: Option<Timestamp>,
        standing: Standing,
    ) -> Result<Figures> {
        let library = Arc::clone(&world.library);
        let as_of = as_of.unwrap_or_else(|| crate::ledger::default_as_of(&library, &world.history));
        let ledger = Ledger::build(&library, &world.history, as_of)?;
        Ok(Figures {
            library,
            snapshot: Arc::clone(&world.snapshot),
            commit: world.history.commit.clone(),
            ahead: ledger.ahead(),
            ledger: Mutex::new(ledger),
            as_of,
            is_blind: false,
            patience: None,
            reach: as_of,
            months: Mutex::default(),
            standing,
        })
    }

    /// These figures, with queries that see nothing of what came after their instant: as of the end of a month they give what its report shows.
    #[must_use]
    pub fn blind(self) -> Figures {
        Figures {
            is_blind: true,
            ..self
        }
    }

    /// These figures, for somebody who waits no longer than this for what pages ask.
    pub(super) fn patient(self, patience: Option<Patience>) -> Figures {
        Figures { patience, ..self }
    }

    /// These figures, of which those of months that end after `reach` are not over.
    pub(super) fn reaching(self, reach: Timestamp) -> Figures {
        Figures { reach, ..self }
    }

    /// Whether `month` is over, as far as is known: what was sealed is. Where no time is known at all, nobody can say that it is not.
    pub(super) fn is_over(&self, month: Month) -> bool {
        let end = self.library.config.contract.calendar.end_of(month);
        let mut seals = self.standing.seals().iter();
        end <= self.reach
            || self.reach == Timestamp::UNIX_EPOCH
            || seals.any(|seal| seal.manifest.month == month)
    }

    /// The instant that they are judged at.
    pub fn as_of(&self) -> Timestamp {
        self.as_of
    }

    /// What stands of earlier months.
    pub(super) fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Asks the ledger in SQL, as of the instant of these figures.
    pub fn query(&self, sql: &str, params: &[(&str, &str)], limits: &Limits) -> Result<Table, QueryFault> {
        let mut ledger = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        match self.is_blind {
            true => ledger.set_as_of(self.as_of),
            false => ledger.judge_as_of(self.as_of),
        }
        ledger.query(sql, params, limits)
    }

    /// Makes what the report of a month is going to ask for, on a thread that has nothing better to do.
    pub fn prepare(&self) {
        self.ahead.run();
    }

    /// Does something with the ledger itself.
    pub fn with_ledger<T>(&self, ask: impl FnOnce(&Ledger) -> T) -> T {
        ask(&self.ledger.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Assesses `month`, for whoever asks for it later too.
    pub fn assess(&self, month: Month) -> Result<Arc<Assessment>, Refusal> {
        let made = Arc::new(self.made(month)?);
        let mut months = self.months.lock().unwrap_or_else(PoisonError::into_inner);
        months.insert(month, Ok(Arc::clone(&made)));
        Ok(made)
    }

    fn made(&self, month: Month) -> Result<Assessment, Refusal> {
        let mut ledger = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        let stands = |earlier: Assessment| self.standing.of_earlier(month, earlier);
        let mut made = assess::assess(&self.library, &mut ledger, month, stands)?;
        if !self.is_over(month) {
            made.state = State::Running;
        }
        Ok(made)
    }

    /// The chapters of the report of `assessment`, in the words of `lang`.
    pub fn chapters(&self, assessment: &Assessment, lang: Lang) -> Vec<Chapter> {
        let months = self.library.months().into_iter().rev();
        let mut earlier: Vec<Arc<Assessment>> = months
            .skip_while(|month| *month >= assessment.month)
            .take(EARLIER)
            .filter_map(|month| self.remembered(month)?.ok())
            .map(|one| self.standing.of_shared(assessment.month, one))
            .collect();
        earlier.reverse();
        let earlier: Vec<&Assessment> = earlier.iter().map(|one| &**one).collect();
        let sources = chapter::Sources {
            assessment,
            earlier: &earlier,
            library: &self.library,
            lang,
            written: &self.written(assessment).unwrap_or_default(),
            commit: self.commit.as_deref(),
        };
        let mut ledger = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        chapter::chapters(&sources, &mut ledger)
    }

    /// What stands below the front matter of the month's `assessment` record, with the line ends that it has in git.
    fn written(&self, assessment: &Assessment) -> Option<String> {
        let record = self.library.records.get(assessment.record?)?;
        let text = self.snapshot.text(&record.path)?;
        let written = covered(&text).get(record.body..)?.replace("\r\n", "\n");
        Some(written)
    }

    /// The assessment of `month`, made once, or why there is none; `None` where it is not to be assessed.
    fn remembered(&self, month: Month) -> Option<Result<Arc<Assessment>, Message>> {
        if !self.library.is_assessed(month) {
            return None;
        }
        let mut months = self.months.lock().unwrap_or_else(PoisonError::into_inner);
        let made = months.entry(month).or_insert_with(|| {
            self.made(month)
                .map(Arc::new)
                .map_err(|refusal| refusal.message())
        });
        Some(made.clone())
    }
}

impl site::Figures for Figures {
    fn assessment(&self, month: Month) -> Option<Arc<Assessment>> {
        self.remembered(month)?.ok()
    }

    fn refusal(&self, month: Month) -> Option<Message> {
        // Without a sheet nothing is assessed, and nobody waits for it.
        self.library.config.contract.sheet.as_ref()?;
        self.remembered(month)?.err()
    }

    fn chapters(&self, month: Month, lang: Lang) -> Vec<Chapter> {
        let assessment = site::Figures::assessment(self, month);
        assessment.map_or_else(Vec::new, |assessment| Figures::chapters(self, &assessment, lang))
    }

    fn month(&self, month: Month) -> Option<site::MonthScore> {
        let assessment = site::Figures::assessment(self, month)?;
        let withheld = assessment
            .payment
            .as_ref()
            .map(|(_, payment)| payment.withheld.clone());
        Some(site::MonthScore {
            score: assessment.score.fair(2),
            full: assessment.sheet.full.to_string(),
            grade: assessment.grade.clone(),
            state: match assessment.state {
                State::Running => site::ScoreState::Running,
                State::Draft => site::ScoreState::Draft,
                State::Scored => site::ScoreState::Scored,
                State::Appealed => site::ScoreState::Appealed,
                State::Final => site::ScoreState::Final,
            },
            withheld: withheld
                .filter(|amount| !amount.is_zero())
                .map(|amount| amount.money_shown()),
            report_url: RelPath::new(&format!("months/{month}.html")),
        })
    }

    fn query(&self, sql: &str, month: Option<Month>) -> Option<Result<site::Answer, String>> {
        let month = month.or_else(|| self.library.latest_month());
        let named = month.map(|month| month.to_string()).unwrap_or_default();
        let catalog = Catalog::of(self.library.config.site.language);
        if self.with_ledger(|ledger| ledger.asks_for_a_part(sql)) {
            return Some(Err(catalog.word("query-part")));
        }
        let limits = Limits {
            expired: self.patience.map(|patience| patience()),
            ..Limits::default()
        };
        let table = match Figures::query(self, sql, &[("month", &named)], &limits) {
            Ok(table) => table,
            Err(fault) => {
                return Some(Err(catalog.say(&fault.message())));
            }
        };
        let cell = |cell: Cell| match cell {
            Cell::Null => site::Cell::Null,
            Cell::Integer(number) => site::Cell::Number(number.to_string()),
            Cell::Real(number) => site::Cell::Number(number.to_string()),
            Cell::Text(text) => site::Cell::Text(text),
        };
        let rows = table
            .rows
            .into_iter()
            .map(|row| row.into_iter().map(cell).collect())
            .collect();
        let depends = self.with_ledger(|ledger| ledger.depends(sql));
        Some(Ok(site::Answer {
            columns: table.columns,
            rows,
            more: false,
            month: month.filter(|_| depends.month),
            judged: depends.moment,
        }))
    }

    fn clocks(&self, record: usize) -> Vec<ClockResult> {
        ledger::clocks_of(&self.library, record, self.as_of)
    }
}
