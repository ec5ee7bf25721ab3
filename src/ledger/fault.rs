//! Why did a query give nothing?

use super::layout::CLOCK;
use crate::base::Message;
use crate::config::Config;

/// Why a query gave nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryFault {
    /// What is wrong.
    pub why: Why,
    /// Where in the SQL, in bytes, where that is known.
    pub offset: Option<usize>,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// SQLite says so, in its words.
    Sql(String),
    /// It does more than read.
    NotReading,
    /// There are several statements, or none.
    NotOne,
    /// A parameter, with its colon, has no value.
    Parameter(String),
    /// It asks for the machine's clock or its time zone; there is `as_of()`.
    Now,
    /// It took more instructions than this.
    Steps(u64),
    /// It took more time than its caller has.
    Time,
    /// It has more rows than this.
    Rows(usize),
    /// It has more bytes than this.
    Bytes(usize),
}

impl QueryFault {
    pub(super) fn new(why: Why) -> QueryFault {
        QueryFault { why, offset: None }
    }

    /// Whether it asks for a name that may well be there once `config` is mended: the table or a field of a kind, or a column of a clock, that
    /// could not be read.
    pub fn may_follow_from(&self, config: &Config) -> bool {
        let Why::Sql(said) = &self.why else { return false };
        let is_of_kind = said.starts_with(NO_TABLE) && !config.has_all_kinds();
        let is_of_field = said.starts_with(NO_COLUMN) && config.kinds.has_stand_in();
        is_of_kind || is_of_field || self.misses_clock() && !config.contract.whole
    }

    /// Whether it asks for a column that there is not and that by its name is one of a clock.
    fn misses_clock(&self) -> bool {
        let Why::Sql(said) = &self.why else { return false };
        let is_of_clock = |name: &str| CLOCK.iter().any(|part| name.ends_with(&format!("_{part}")));
        said.strip_prefix(NO_COLUMN).is_some_and(is_of_clock)
    }

    /// What is wrong, in words of the user's language.
    pub fn message(&self) -> Message {
        match &self.why {
            Why::Sql(detail) => Message::new("query-sql").with("detail", detail.as_str()),
            Why::NotReading => Message::new("query-not-reading"),
            Why::NotOne => Message::new("query-not-one"),
            Why::Parameter(name) => Message::new("query-parameter").with("name", name.as_str()),
            Why::Now => Message::new("query-now"),
            Why::Steps(most) => Message::new("query-steps").with("most", most.to_string()),
            Why::Time => Message::new("query-time"),
            Why::Rows(most) => Message::new("query-rows").with("most", most.to_string()),
            Why::Bytes(most) => Message::new("query-bytes").with("most", (most >> 20).to_string()),
        }
    }
}

/// In English, for logs and errors; people get [`QueryFault::message`].
impl std::fmt::Display for QueryFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::base::Catalog::of(crate::base::Lang::En).say(&self.message()))
    }
}

impl std::error::Error for QueryFault {}

/// How SQLite begins to say that there is no such column.
const NO_COLUMN: &str = "no such column";
/// How SQLite begins to say that there is no such table.
const NO_TABLE: &str = "no such table";

/// How SQLite says that one of our functions would have asked the machine's clock or its time zone.
pub(super) const MACHINE_CLOCK: &str = "the machine's clock is not read";

/// How SQLite begins to say that a view, as the tables of the ledger are, is not written to.
const WRITES_VIEW: &str = "cannot modify ";

impl From<rusqlite::Error> for QueryFault {
    fn from(error: rusqlite::Error) -> QueryFault {
        let denied = error.sqlite_error_code() == Some(rusqlite::ErrorCode::AuthorizationForStatementDenied);
        let writes =
            |message: &str| denied && message == "not authorized" || message.starts_with(WRITES_VIEW);
        match error {
            rusqlite::Error::SqlInputError { msg, offset, .. } => QueryFault {
                why: if writes(&msg) {
                    Why::NotReading
                } else {
                    Why::Sql(msg)
                },
                offset: usize::try_from(offset).ok(),
            },
            rusqlite::Error::MultipleStatement => QueryFault::new(Why::NotOne),
            rusqlite::Error::SqliteFailure(_, Some(message)) if writes(&message) => {
                QueryFault::new(Why::NotReading)
            }
            rusqlite::Error::SqliteFailure(_, Some(message)) if message == MACHINE_CLOCK => {
                QueryFault::new(Why::Now)
            }
            rusqlite::Error::SqliteFailure(_, Some(message)) => QueryFault::new(Why::Sql(message)),
            other => QueryFault::new(Why::Sql(other.to_string())),
        }
    }
}
