//! Chapter 10: trainings and documents (R15, R28, R46, R48).

use super::ColumnKind::{Count, DateTime, Number, Percent, Record, Text};
use super::spec::Of;
use super::spec::{ID, SYSTEM, SYSTEMS, TITLE, TableSpec, field, named, plain};

pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "trainings-list",
        columns: &[
            ID,
            TITLE,
            field("training_type", "training", "training_type"),
            field("date", "training", "date"),
            field("trainer", "training", "trainer"),
            field("audience", "training", "audience"),
            field("attendees_count", "training", "attendees_count"),
            field("hours", "training", "hours"),
        ],
        sql: "SELECT id, title, training_type, date, trainer, audience, attendees_count, hours FROM trainings WHERE month = :month ORDER BY date, id",
        totals: false,
    },
    TableSpec {
        id: "documents-revised",
        columns: &[
            ID,
            TITLE,
            SYSTEMS,
            field("document_type", "manual", "document_type"),
            field("version", "manual", "version"),
            field("revised", "manual", "revised"),
        ],
        sql: "SELECT id, title, system, document_type, version, revised FROM manuals WHERE month_of(revised) = :month ORDER BY revised, id",
        totals: false,
    },
    TableSpec {
        id: "documents-coverage",
        columns: &[
            SYSTEM,
            plain("wanted", Number(0)),
            plain("present", Count),
            named("lacking", Of::Choices("manual", "document_type")),
            plain("rate", Percent).from(&["present"]),
        ],
        sql: "SELECT s.id, count(c.document_type), json_group_array(c.id) FILTER (WHERE c.id IS NOT NULL), \
              group_concat(c.document_type, ' ') FILTER (WHERE c.id IS NULL), json_array(count(c.id), count(c.document_type)) \
              FROM systems s LEFT JOIN completeness c ON c.system = s.id GROUP BY s.id ORDER BY s.id",
        totals: false,
    },
    TableSpec {
        id: "deliverables",
        columns: &[
            named("document_type", Of::Field("plan", "document_type")),
            plain("due_at", DateTime),
            plain("plan_record", Record),
            plain("submitted_at", DateTime),
            named("status", Of::Word("site-clock")),
        ],
        sql: "SELECT document_type, due_at, plan, submitted_at, status FROM deliverables WHERE month_of(due_at) <= :month ORDER BY due_at, document_type",
        totals: false,
    },
    TableSpec {
        id: "rules-not-learnt",
        columns: &[plain("name", Text)],
        sql: "SELECT p.name FROM people p WHERE p.role = 'engineer' AND (p.begins IS NULL OR month_of(p.begins) <= :month) \
              AND (p.ends IS NULL OR month_of(p.ends) >= :month) AND p.name NOT IN (SELECT a.value FROM trainings_attendees a \
              JOIN trainings t ON t.id = a.id WHERE t.training_type = 'rules') ORDER BY p.name",
        totals: false,
    },
];
