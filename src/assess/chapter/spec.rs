//! A table of the report as it is written down: a query, and what its columns mean.

use super::ColumnKind;

/// A table of a chapter.
pub(super) struct TableSpec {
    /// A name for links and files; the heading is the message `table-<id>`.
    pub(super) id: &'static str,
    /// The columns of the query, in order.
    pub(super) columns: &'static [ColumnSpec],
    /// The query; `:month` is the month, `:before` the one before it.
    pub(super) sql: &'static str,
    /// Whether a last row sums up.
    pub(super) totals: bool,
}

/// A column of a table.
pub(super) struct ColumnSpec {
    /// A name for files; the heading is that of the field, else the message `col-<id>`.
    pub(super) id: &'static str,
    /// What its cells are.
    pub(super) of: Of,
    /// Where the records stand that they were made from.
    pub(super) made: Made,
}

/// Where the records stand that the cells of a column were made from.
#[derive(Clone, Copy)]
pub(super) enum Made {
    /// The cells count them, their row is of one, or there are none.
    Here,
    /// Columns of the same row count them.
    From(&'static [&'static str]),
    /// In this chapter of the report of the month before.
    Before(&'static str),
    /// In this table of the same chapter.
    Table(&'static str),
}

impl ColumnSpec {
    /// This column, whose cells were made from the records that `columns` of the same row count.
    pub(super) const fn from(self, columns: &'static [&'static str]) -> ColumnSpec {
        ColumnSpec {
            made: Made::From(columns),
            ..self
        }
    }

    /// This column, whose cells sum up rows of the table `id` of the same chapter.
    pub(super) const fn listed(self, id: &'static str) -> ColumnSpec {
        ColumnSpec {
            made: Made::Table(id),
            ..self
        }
    }

    /// This column, whose cells are of the month before and stand in `chapter` of its report.
    pub(super) const fn before(self, chapter: &'static str) -> ColumnSpec {
        ColumnSpec {
            made: Made::Before(chapter),
            ..self
        }
    }
}

/// What the cells of a column are.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// Values of a field of a kind.
    Field(&'static str, &'static str),
    /// Values of a choice, apart from one another by spaces.
    Choices(&'static str, &'static str),
    /// Parts of the record of the row, by their names in tables.
    FieldName,
    /// What the part that stands in the column `field` says.
    FieldValue,
    /// Plain values. A count is the IDs of its records as a JSON array; a percentage a JSON array of part and whole.
    Plain(ColumnKind),
    /// IDs of systems.
    System,
    /// All systems of the record that the row names; the query says the first, so that there is one.
    Systems,
    /// IDs of regions.
    Region,
    /// IDs of clocks.
    Clock,
    /// IDs of kinds.
    RecordKind,
    /// IDs of vendors, or other words.
    Vendor,
    /// Why somebody waits.
    WaitReason,
    /// IDs of check items.
    CheckItem,
    /// IDs of plans of inspections.
    InspectionPlan,
    /// Words of ours: the message `<name>-<value>`.
    Word(&'static str),
}

pub(super) const fn field(id: &'static str, kind: &'static str, field: &'static str) -> ColumnSpec {
    named(id, Of::Field(kind, field))
}

pub(super) const fn plain(id: &'static str, kind: ColumnKind) -> ColumnSpec {
    named(id, Of::Plain(kind))
}

pub(super) const fn named(id: &'static str, of: Of) -> ColumnSpec {
    ColumnSpec {
        id,
        of,
        made: Made::Here,
    }
}

/// The ID of a record.
pub(super) const ID: ColumnSpec = plain("id", ColumnKind::Record);
/// The title of a record.
pub(super) const TITLE: ColumnSpec = plain("title", ColumnKind::Text);
/// A system.
pub(super) const SYSTEM: ColumnSpec = named("system", Of::System);
/// The systems of a record.
pub(super) const SYSTEMS: ColumnSpec = named("system", Of::Systems);
/// The region of a record.
pub(super) const REGION: ColumnSpec = named("region", Of::Region);
/// How many this month.
pub(super) const COUNT: ColumnSpec = plain("count", ColumnKind::Count);
/// How many in the month before.
pub(super) const BEFORE: ColumnSpec = plain("before", ColumnKind::Count);
