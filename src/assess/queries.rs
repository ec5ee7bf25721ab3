//! Can the queries of the sheet be run, and can what they answer be used?

use super::Unanswered;
use super::evidence::Asker;
use super::fault::{SheetFault, finding};
use super::settle::Node;
use crate::base::yaml::Step;
use crate::base::{Diagnostic, Message, Month};
use crate::config::{Config, Period};
use crate::history::History;
use crate::ledger::Ledger;
use crate::library::{Layout, Parts, assemble};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::collections::HashMap;
use std::sync::Arc;

/// Where queries stand in the sheet: the list, and the keys in each of its entries.
const QUERIES: [(&str, &[&str]); 3] = [
    ("items", &["evidence", "value"]),
    ("vetoes", &["evidence", "query"]),
    ("bonuses", &["evidence", "query"]),
];

/// The parameter that a query may ask for.
const MONTH: &str = "month";

/// The day at which the blank tables stand.
const EPOCH: Date = date(1970, 1, 1);

/// The tables of `config` without rows: what a query may ask for does not depend on the records. `None` where SQLite fails, for which no query
/// is to blame.
pub fn blank(config: &Arc<Config>) -> Option<Ledger> {
    let nothing = Arc::new(assemble(Parts {
        config: Arc::clone(config),
        layout: Layout {
            content: config.site.content.clone(),
        },
        records: Vec::new(),
        files: Vec::new(),
        seen: Arc::default(),
        stamps: HashMap::new(),
        others: Vec::new(),
        drafts: Vec::new(),
    }));
    Ledger::build(&nothing, &Arc::new(History::default()), Timestamp::UNIX_EPOCH).ok()
}

/// Whether `sql` cuts the calendar month out of a day: `substr(date, 1, 7)`.
fn cuts_month(sql: &str) -> bool {
    let close: String = sql.split_whitespace().collect();
    close.contains(",1,7)")
}

/// What is wrong with the query `sql` at `key` of `entry`, an item, a veto or a bonus.
fn wrong(config: &Config, ledger: &Ledger, entry: &Node<'_>, key: &str, sql: &str) -> Option<SheetFault> {
    let path = &entry.get(key)?.path;
    match ledger.refuses(sql, &[MONTH]) {
        Some(fault) if fault.may_follow_from(config) => return None,
        Some(fault) => {
            return Some(SheetFault {
                help: Some(ledger.help(sql, &fault, &[MONTH])),
                ..SheetFault::at(path, Message::new("sheet-sql").with("fault", fault.message()))
            });
        }
        None => {}
    }
    if let Some(fault) = unusable(ledger, entry, key, sql) {
        return Some(SheetFault::at(path, fault));
    }
    let cuts = config.contract.terms.period == Period::ContractDay && cuts_month(sql);
    cuts.then(|| SheetFault {
        warning: true,
        ..SheetFault::at(path, Message::new("sheet-sql-month"))
    })
}

/// Why no figure can be made of what `sql` answers over empty tables, as in a month without records: that is of its own making.
fn unusable(ledger: &Ledger, entry: &Node<'_>, key: &str, sql: &str) -> Option<Message> {
    let month = Month::of(EPOCH);
    let asker = Asker { ledger, month };
    if key == "value" {
        let fault = asker.value(sql).err()?;
        return Some(Message::new("sheet-answer").with("fault", fault.message()));
    }
    let counts_days = entry.get("rule")?.text("type")? == "delay_days";
    let names = asker.table(sql).ok()?.column("id").is_some();
    (counts_days && !names).then(|| Unanswered::Unnamed.message())
}

/// The queries of the sheet of `config` that cannot be run, answer what no figure can be made of, or take calendar months for those of the
/// contract, each at its place.
pub fn query_findings(config: &Arc<Config>) -> Vec<Diagnostic> {
    let Some(sheet) = &config.contract.sheet else {
        return Vec::new();
    };
    let Some(ledger) = blank(config) else {
        return Vec::new();
    };
    let sheet = Node {
        value: sheet,
        path: vec![Step::Key("sheet".to_owned())],
    };
    let mut findings = Vec::new();
    for (list, keys) in QUERIES {
        for entry in sheet.items(list) {
            for key in keys {
                let Some(sql) = entry.text(key) else { continue };
                let fault = wrong(config, &ledger, &entry, key, &sql);
                findings.extend(fault.map(|fault| finding(&config.contract, fault)));
            }
        }
    }
    findings
}
