//! Which tables are there besides those of the kinds?

use super::facts::Facts;
use super::filled::Filled;
use super::moment::Moment;
use super::names::{quoted, typed};
use super::{
    amendments, availability, documents, inspections, numbers, outages, pending, provenance, registers,
};
use crate::library::Seen;

/// A table that every ledger has.
pub(super) struct FixedTable {
    pub(super) name: &'static str,
    /// Its columns, and the type of each.
    pub(super) columns: &'static [(&'static str, &'static str)],
    pub(super) made: Made,
}

/// How a table comes about.
pub(super) enum Made {
    /// It is a view over a table of rows that stand in the records.
    Records,
    /// It is a view over the tables of the kinds.
    View,
    /// It is made from others, when a query first reads it.
    Once(fn(&Facts) -> Filled),
    /// The same, and again whenever the moment has changed.
    Each(fn(&Facts, Moment) -> Filled),
}

/// The tables that tell what there is not, or of all together, or what git knows, and the kinds of whose records they do; of all kinds where none is
/// named. For those who see only some of these records they are empty.
const OF_ALL: [(&str, &[&str]); 8] = [
    ("availability", &[]),
    ("inspections_due", &["inspection"]),
    ("completeness", &["manual", "plan"]),
    ("numbers", &[]),
    ("deliverables", &["plan"]),
    ("amendments", &[]),
    ("provenance", &[]),
    ("commits", &[]),
];

/// Whether what the table says holds for those who see what `seen` says.
pub(super) fn holds(table: &str, seen: &Seen) -> bool {
    let told = OF_ALL.iter().find(|(name, _)| *name == table);
    told.is_none_or(|(_, kinds)| match kinds {
        [] => seen.is_all(),
        kinds => kinds.iter().all(|kind| seen.has_all_of(kind)),
    })
}

const T: &str = "TEXT";
const I: &str = "INTEGER";
const N: &str = "REAL";

/// All of them, in the order in which `--schema` shows them.
pub(super) const FIXED: [FixedTable; 23] = [
    FixedTable {
        name: "records",
        columns: &[
            ("id", T),
            ("kind", T),
            ("title", T),
            ("system", T),
            ("region", T),
            ("month", T),
            ("state", T),
            ("owner", T),
            ("confidentiality", T),
            ("review_by", T),
            ("path", T),
            ("url", T),
            ("created_at", T),
            ("updated_at", T),
            ("missing", I),
        ],
        made: Made::View,
    },
    FixedTable {
        name: "open_records",
        columns: &[
            ("id", T),
            ("kind", T),
            ("title", T),
            ("system", T),
            ("region", T),
            ("state", T),
            ("since", T),
        ],
        made: Made::View,
    },
    FixedTable {
        name: "record_systems",
        columns: &[("id", T), ("kind", T), ("system", T)],
        made: Made::Records,
    },
    FixedTable {
        name: "links",
        columns: &[("source", T), ("target", T), ("via", T)],
        made: Made::Records,
    },
    FixedTable {
        name: "clock_results",
        columns: &[
            ("id", T),
            ("kind", T),
            ("system", T),
            ("region", T),
            ("clock", T),
            ("start_at", T),
            ("stop_at", T),
            ("due_at", T),
            ("elapsed_minutes", N),
            ("late_minutes", N),
            ("status", T),
            ("month", T),
            ("exempt_reason", T),
        ],
        made: Made::View,
    },
    FixedTable {
        name: "pending_spans",
        columns: &[
            ("id", T),
            ("kind", T),
            ("system", T),
            ("begins", T),
            ("ends", T),
            ("reason", T),
            ("party", T),
            ("excused", I),
            ("service_minutes", N),
            ("wall_minutes", N),
            ("month", T),
        ],
        made: Made::Each(pending::rows),
    },
    FixedTable {
        name: "outages",
        columns: &[
            ("id", T),
            ("system", T),
            ("begins", T),
            ("ends", T),
            ("scope", T),
            ("service_minutes", N),
            ("wall_minutes", N),
            ("month", T),
        ],
        made: Made::Each(outages::rows),
    },
    FixedTable {
        name: "availability",
        columns: &[
            ("system", T),
            ("month", T),
            ("service_minutes", N),
            ("full_minutes", N),
            ("partial_minutes", N),
            ("availability", N),
        ],
        made: Made::Each(availability::rows),
    },
    FixedTable {
        name: "inspections_due",
        columns: &[
            ("plan", T),
            ("type", T),
            ("system", T),
            ("date", T),
            ("due_on", T),
            ("inspection", T),
            ("status", T),
        ],
        made: Made::Each(inspections::rows),
    },
    FixedTable {
        name: "completeness",
        columns: &[
            ("system", T),
            ("document_type", T),
            ("id", T),
            ("version", T),
            ("revised", T),
        ],
        made: Made::Each(documents::completeness),
    },
    FixedTable {
        name: "numbers",
        columns: &[
            ("kind", T),
            ("series", T),
            ("number", I),
            ("id", T),
            ("status", T),
            ("last_commit", T),
        ],
        made: Made::Each(numbers::rows),
    },
    FixedTable {
        name: "deliverables",
        columns: &[
            ("document_type", T),
            ("due_at", T),
            ("plan", T),
            ("submitted_at", T),
            ("status", T),
        ],
        made: Made::Each(documents::deliverables),
    },
    FixedTable {
        name: "amendments",
        columns: &[
            ("record", T),
            ("field", T),
            ("old_value", T),
            ("new_value", T),
            ("author", T),
            ("commit_id", T),
            ("changed_at", T),
        ],
        made: Made::Once(amendments::rows),
    },
    FixedTable {
        name: "provenance",
        columns: &[
            ("id", T),
            ("kind", T),
            ("system", T),
            ("month", T),
            ("flag", T),
            ("field", T),
            ("old_value", T),
            ("new_value", T),
            ("event_at", T),
            ("due_at", T),
            ("author", T),
            ("commit_id", T),
            ("committed_at", T),
        ],
        made: Made::Once(provenance::rows),
    },
    FixedTable {
        name: "commits",
        columns: &[
            ("commit_id", T),
            ("author", T),
            ("authored_at", T),
            ("committed_at", T),
            ("summary", T),
            ("signature", T),
            ("imported", I),
        ],
        made: Made::Once(amendments::commits),
    },
    FixedTable {
        name: "systems",
        columns: &[("id", T), ("name", T), ("owner", T), ("builder", T), ("state", T)],
        made: Made::Once(registers::systems),
    },
    FixedTable {
        name: "regions",
        columns: &[("id", T), ("name", T), ("level", T), ("parent", T)],
        made: Made::Once(registers::regions),
    },
    FixedTable {
        name: "people",
        columns: &[
            ("id", T),
            ("name", T),
            ("role", T),
            ("begins", T),
            ("ends", T),
            ("contact", T),
        ],
        made: Made::Once(registers::people),
    },
    FixedTable {
        name: "duty",
        columns: &[("date", T), ("person", T), ("phone", T)],
        made: Made::Once(registers::duty),
    },
    FixedTable {
        name: "vendors",
        columns: &[("id", T), ("name", T), ("role", T), ("contact", T)],
        made: Made::Once(registers::vendors),
    },
    FixedTable {
        name: "check_items",
        columns: &[("id", T), ("name", T), ("unit", T), ("warn", T), ("alarm", T)],
        made: Made::Once(registers::check_items),
    },
    FixedTable {
        name: "periods",
        columns: &[("month", T), ("number", I), ("start_on", T), ("end_on", T)],
        made: Made::Once(registers::periods),
    },
    FixedTable {
        name: "calendar",
        columns: &[("date", T), ("work", I), ("reason", T), ("service_minutes", I)],
        made: Made::Once(registers::calendar),
    },
];

/// Those of them in which what is not over yet is judged or counted as of the moment.
pub(super) const JUDGED: [&str; 6] = [
    "availability",
    "clock_results",
    "deliverables",
    "inspections_due",
    "outages",
    "pending_spans",
];

/// By what the rows of tables that are filled once are found.
const INDEXED: [(&str, &str); 2] = [("amendments", "record"), ("provenance", "month")];

/// The statements that make the fixed tables; views over kinds are made elsewhere.
pub(super) fn statements() -> String {
    let mut sql = String::new();
    for table in &FIXED {
        let names: Vec<String> = table.columns.iter().map(|(name, _)| quoted(name)).collect();
        let typed: Vec<String> = table.columns.iter().map(|(name, of)| typed(name, of)).collect();
        let (names, typed) = (names.join(","), typed.join(","));
        match table.made {
            Made::View => {}
            Made::Records => {
                sql += &format!(
                    "CREATE TABLE \"{0} (all)\" (seen_,{typed});\n\
                     CREATE VIEW {0} AS SELECT {names} FROM \"{0} (all)\" WHERE seen_ < seen_before_();\n",
                    table.name
                );
            }
            Made::Once(_) | Made::Each(_) => sql += &format!("CREATE TABLE {} ({typed});\n", table.name),
        }
    }
    for (table, column) in INDEXED {
        sql += &format!("CREATE INDEX \"{table} {column}\" ON {table} ({column});\n");
    }
    sql
}
