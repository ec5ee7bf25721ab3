//! The ledger: made once, then asked.

use super::early::Ahead;
use super::facts::Facts;
use super::filled::{Filled, NotComputed};
use super::fixed::{self, FIXED, FixedTable, JUDGED, Made};
use super::functions::{self, Now};
use super::guard::{Guard, Reads, STRIDE};
use super::insert::Inserter;
use super::layout::{self, KindTable};
use super::load::Base;
use super::moment::{Moment, Spoken};
use super::names::Names;
use super::{Limits, QueryFault, Table, TableInfo, Why, dates, meant, query, schema, view};
use crate::base::{Lang, Message, Month};
use crate::history::History;
use crate::library::Library;
use anyhow::{Context, Result};
use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// All records as tables of an in-memory database, read as of a moment.
///
/// It can be shared between threads, which then take turns; [`Ledger::set_as_of`] needs it alone.
pub struct Ledger {
    database: Mutex<Database>,
    now: Now,
    facts: Arc<Facts>,
    tables: Vec<KindTable>,
}

/// What the rows of a query depend on besides the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Depends {
    /// The month that it is asked for, `:month`.
    pub month: bool,
    /// The instant as of which what runs is judged: it asks for that instant, for a clock, or for what is counted until then.
    pub moment: bool,
}

/// The database, and for which moment each of its tables is filled.
struct Database {
    connection: Connection,
    guard: Guard,
    filled: BTreeMap<&'static str, Moment>,
    /// The tables behind views that are filled.
    loaded: BTreeSet<String>,
    /// What a query reads that was asked before: a report asks the same ones for each month.
    reads: HashMap<String, Reads>,
    faults: BTreeMap<&'static str, Vec<NotComputed>>,
}

impl Ledger {
    /// The ledger of `library` and its `history`, without drafts. What still runs is judged as of `as_of`, and nothing is hidden.
    ///
    /// # Errors
    /// SQLite fails, which no content of records can bring about.
    pub fn build(library: &Arc<Library>, history: &Arc<History>, as_of: Timestamp) -> Result<Ledger> {
        let facts = Arc::new(Facts::new(library, history));
        let spoken = Spoken::new(Moment::open(as_of), facts.calendar());
        let now: Now = Arc::new(RwLock::new(spoken));
        let mut connection = Connection::open_in_memory()?;
        functions::register(&connection, &now, &facts)?;
        let mut names = Names::of(FIXED.iter().map(|table| table.name));
        let tables = layout::tables(facts.config(), &mut names);
        make(&connection, &tables, &facts)?;
        let guard = Guard::default();
        close(&mut connection, &guard)?;
        let database = Database {
            connection,
            guard,
            filled: BTreeMap::new(),
            loaded: BTreeSet::new(),
            reads: HashMap::new(),
            faults: BTreeMap::new(),
        };
        Ok(Ledger {
            database: Mutex::new(database),
            now,
            facts,
            tables,
        })
    }

    /// From here on what runs is judged as of `as_of`, and what happened then or later is hidden, as a report of a month needs it:
    /// records that are placed later are not there, and times of events read as NULL.
    pub fn set_as_of(&mut self, as_of: Timestamp) {
        self.set(Moment::closed(as_of));
    }

    /// From here on what runs is judged as of `as_of`, and nothing is hidden.
    pub fn judge_as_of(&mut self, as_of: Timestamp) {
        self.set(Moment::open(as_of));
    }

    /// Whether the record `record` was there before `end`: only then is it seen as of that instant.
    pub fn sees(&self, record: usize, end: Timestamp) -> bool {
        self.facts.sees(record, Moment::closed(end))
    }

    fn set(&mut self, moment: Moment) {
        let spoken = Spoken::new(moment, self.facts.calendar());
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = spoken;
    }

    /// What another thread may do for this ledger while it is asked.
    pub fn ahead(&self) -> Ahead {
        Ahead(Arc::clone(&self.facts))
    }

    /// The instant as of which what runs is judged.
    pub fn as_of(&self) -> Timestamp {
        self.moment().as_of
    }

    fn moment(&self) -> Moment {
        functions::read(&self.now, |now| now.moment)
    }

    fn database(&self) -> MutexGuard<'_, Database> {
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What `sql`, one statement that reads, gives. `params` are names, without the colon, and values; those that it does not use are
    /// left aside.
    ///
    /// # Errors
    /// It is no such statement, a parameter has no value, or a limit is passed.
    pub fn query(&self, sql: &str, params: &[(&str, &str)], limits: &Limits) -> Result<Table, QueryFault> {
        let mut database = self.database();
        let moment = self.moment();
        let guard = database.guard.clone();
        let reads = database.reads(sql, limits)?;
        let ready = database.ready(&reads.tables, &self.tables, &self.facts, moment);
        ready.map_err(|error| QueryFault::new(Why::Sql(format!("{error:#}"))))?;
        guard.close(limits);
        let result = query::prepare(&database.connection, sql).and_then(|mut statement| {
            query::bind(&mut statement, params)?;
            query::run(&mut statement, limits, &guard)
        });
        guard.open();
        result
    }

    /// What the rows that `sql` gives depend on besides the records.
    pub fn depends(&self, sql: &str) -> Depends {
        let Ok(reads) = self.database().reads(sql, &Limits::default()) else {
            return Depends::default();
        };
        let of_a_clock = |(table, column): &(String, String)| {
            let kind = self.tables.iter().find(|kind| kind.name == *table);
            kind.is_some_and(|kind| kind.has_clock_column(column))
        };
        let counted = |table: &String| JUDGED.contains(&table.as_str());
        Depends {
            month: reads.parameters.contains("month"),
            moment: reads.moment || reads.tables.iter().any(counted) || reads.columns.iter().any(of_a_clock),
        }
    }

    /// Whether `sql` asks for the records of a kind of which only some are here, or for what only all records tell: what it gives would be wrong.
    /// Tables of the records of all kinds are lists of those that are here.
    pub fn asks_for_a_part(&self, sql: &str) -> bool {
        let seen = &self.facts.library.seen;
        if seen.is_all() {
            return false;
        }
        let reads = self.database().reads(sql, &Limits::default()).unwrap_or_default();
        let is_part = |table: &str| {
            let kinds = self.tables.iter().filter(|kind| !seen.has_all_of(&kind.kind.id));
            !fixed::holds(table, seen) || kinds.into_iter().any(|kind| kind.has_table(table))
        };
        let of_all = |view: &String| FIXED.iter().any(|table| table.name == *view);
        let mut asked = reads
            .through
            .iter()
            .filter(|(view, _)| !view.as_ref().is_some_and(of_all));
        asked.any(|(_, table)| is_part(table))
    }

    /// Why `sql` can never be run with values for `params`, whatever the tables hold; `None` where it can.
    pub fn refuses(&self, sql: &str, params: &[&str]) -> Option<QueryFault> {
        let reads = match self.database().reads(sql, &Limits::default()) {
            Ok(reads) => reads,
            Err(fault) => return Some(fault),
        };
        let mut names = reads.parameters.into_iter();
        if let Some(unknown) = names.find(|name| !params.contains(&name.as_str())) {
            return Some(QueryFault::new(Why::Parameter(format!(":{unknown}"))));
        }
        let offset = Some(dates::where_written(sql)?);
        Some(QueryFault {
            why: Why::Now,
            offset,
        })
    }

    /// The names of the parameters that `sql` asks for, without what stands before them; `None` where it cannot be run.
    pub fn parameters(&self, sql: &str) -> Option<BTreeSet<String>> {
        let reads = self.database().reads(sql, &Limits::default()).ok()?;
        Some(reads.parameters.into_iter().collect())
    }

    /// What to do about `fault` of the query `sql`, which may ask for `params`.
    pub fn help(&self, sql: &str, fault: &QueryFault, params: &[&str]) -> Message {
        meant::help(sql, fault, params, &self.schema(Lang::default()))
    }

    /// What could not be computed as of now, for a year is needed that the calendar does not cover.
    ///
    /// # Errors
    /// SQLite fails.
    pub fn faults(&self) -> Result<Vec<NotComputed>> {
        let mut database = self.database();
        let moment = self.moment();
        let mut faults = self.facts.faults(moment.as_of);
        for table in &FIXED {
            database.refresh(table, &self.facts, moment)?;
        }
        faults.extend(database.faults.values().flatten().cloned());
        faults.sort();
        faults.dedup();
        Ok(faults)
    }

    /// A year of those in which `month` lies that the calendar does not cover, where a clock needs it, or a query since the last change of the moment
    /// read another figure that does.
    pub fn uncovered_in(&self, month: Month) -> Option<i16> {
        let (database, moment) = (self.database(), self.moment());
        let calendar = self.facts.calendar();
        let days = [calendar.first_of(month), calendar.last_of(month)];
        let years = days[0].year()..=days[1].year();
        // Rounds are looked for up to the moment, the month's end: a later year is needed where a week reaches into it.
        let is_needed = |fault: &&NotComputed| {
            years.contains(&fault.year) || fault.table == "inspections_due" && fault.year > *years.end()
        };
        let fresh = |table: &&str| database.filled.get(*table) == Some(&moment);
        let faults = database.faults.iter().filter(|(table, _)| fresh(table));
        // All clocks are looked at only where one may need such a year.
        let is_covered = days.iter().all(|day| calendar.is_work(*day).is_ok());
        let clocks = match is_covered {
            true => Vec::new(),
            false => self.facts.faults(moment.as_of),
        };
        let mut all = faults.flat_map(|(_, faults)| faults.iter()).chain(&clocks);
        all.find(is_needed).map(|fault| fault.year)
    }

    /// All tables and columns, with a comment each.
    pub fn schema(&self, lang: Lang) -> Vec<TableInfo> {
        schema::tables(&self.tables, &self.facts.contract().clocks, lang)
    }
}

impl Database {
    /// What `sql` reads.
    fn reads(&mut self, sql: &str, limits: &Limits) -> Result<Reads, QueryFault> {
        if let Some(reads) = self.reads.get(sql) {
            return Ok(reads.clone());
        }
        self.guard.close(limits);
        let prepared = query::prepare(&self.connection, sql).map(|statement| query::parameters(&statement));
        let (mut reads, _) = self.guard.open();
        reads.parameters = prepared?;
        if self.reads.len() < KEPT {
            self.reads.insert(sql.to_owned(), reads.clone());
        }
        Ok(reads)
    }

    /// Makes the tables that a query `reads` ready for this moment.
    fn ready(
        &mut self,
        reads: &BTreeSet<String>,
        tables: &[KindTable],
        facts: &Facts,
        moment: Moment,
    ) -> Result<()> {
        for table in FIXED.iter().filter(|table| reads.contains(table.name)) {
            self.refresh(table, facts, moment)?;
        }
        for name in reads.difference(&self.loaded.clone()) {
            let Some(base) = Base::find(tables, name) else {
                continue;
            };
            let transaction = self.connection.transaction()?;
            base.fill(&transaction, facts, name)
                .with_context(|| format!("cannot fill `{name}`"))?;
            transaction.commit()?;
            self.loaded.insert(name.clone());
        }
        Ok(())
    }

    /// Fills a table that is made from others, unless it is filled for this moment.
    fn refresh(&mut self, table: &'static FixedTable, facts: &Facts, moment: Moment) -> Result<()> {
        let filled = match (&table.made, self.filled.get(table.name)) {
            (Made::Once(rows), None) => facts.early.take(table.name, || rows(facts)),
            (Made::Each(rows), known) if known != Some(&moment) => {
                match fixed::holds(table.name, &facts.library.seen) {
                    true => rows(facts, moment),
                    false => Filled::rows([]),
                }
            }
            _ => return Ok(()),
        };
        let transaction = self.connection.transaction()?;
        transaction.execute(&format!("DELETE FROM {}", table.name), [])?;
        let mut into = Inserter::new(&transaction, table.name, table.columns.len())?;
        for row in &filled.rows {
            into.row(row)?;
        }
        drop(into);
        transaction.commit()?;
        self.filled.insert(table.name, moment);
        self.faults.insert(table.name, filled.faults);
        Ok(())
    }
}

/// Makes all tables and views, empty.
fn make(connection: &Connection, tables: &[KindTable], facts: &Facts) -> Result<()> {
    // Nothing is ever undone but by throwing the database away.
    connection
        .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;")?;
    let mut sql = String::from("BEGIN;\n");
    sql += &fixed::statements();
    for table in tables {
        sql += &view::statements(table);
    }
    sql += &view::records(tables);
    sql += &view::open_records(tables);
    sql += &view::clock_results(tables, &facts.contract().clocks);
    sql += "COMMIT;";
    connection
        .execute_batch(&sql)
        .context("cannot make the tables of the ledger")
}

/// Bytes that all ledgers of the process may take together; a query that wants more fails, rather than the process.
const MOST_MEMORY: i64 = 1 << 30;

/// How many queries are kept as they were prepared.
const KEPT: usize = 512;

/// Closes the connection for all but reading.
fn close(connection: &mut Connection, guard: &Guard) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A plan is made once, not again for each month.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, 4 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        connection.set_limit(limit, most)?;
    }
    connection.pragma_update(None, "hard_heap_limit", MOST_MEMORY)?;
    connection.set_prepared_statement_cache_capacity(KEPT);
    let watch = guard.clone();
    connection.authorizer(Some(move |context: rusqlite::hooks::AuthContext<'_>| {
        watch.allows(&context)
    }))?;
    let watch = guard.clone();
    connection.progress_handler(i32::try_from(STRIDE)?, Some(move || watch.stops()))?;
    Ok(())
}
