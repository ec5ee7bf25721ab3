//! Chapter 4: faults (R04, R32, R33, R51).

use super::ColumnKind::{Count, Number};
use super::spec::Of;
use super::spec::{BEFORE, COUNT, ID, SYSTEM, TITLE, TableSpec, field, named, plain};

pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "faults-list",
        columns: &[
            ID,
            TITLE,
            SYSTEM,
            field("severity", "fault", "severity"),
            field("reported_at", "fault", "reported_at"),
            field("responded_at", "fault", "responded_at"),
            field("resolved_at", "fault", "resolved_at"),
            field("report_filed_at", "fault", "report_filed_at"),
        ],
        sql: "SELECT id, title, system, severity, reported_at, responded_at, resolved_at, report_filed_at FROM faults \
              WHERE month = :month ORDER BY reported_at, id",
        totals: false,
    },
    TableSpec {
        id: "faults-severity",
        columns: &[field("severity", "fault", "severity"), COUNT, BEFORE],
        sql: "SELECT severity, json_group_array(id) FILTER (WHERE month = :month), json_group_array(id) FILTER (WHERE month = :before) \
              FROM faults WHERE month IN (:month, :before) GROUP BY 1 ORDER BY sum(month = :month) DESC, 1",
        totals: true,
    },
    TableSpec {
        id: "faults-system",
        columns: &[SYSTEM, COUNT, BEFORE, plain("repeats", Count)],
        sql: "SELECT s.id, json_group_array(f.id) FILTER (WHERE f.month = :month), json_group_array(f.id) FILTER (WHERE f.month = :before), \
              json_group_array(f.id) FILTER (WHERE f.month = :month AND f.repeat_of IS NOT NULL) \
              FROM systems s LEFT JOIN (SELECT x.system, f.id, f.month, f.repeat_of FROM faults f JOIN record_systems x ON x.id = f.id \
              WHERE f.month IN (:month, :before)) f ON f.system = s.id GROUP BY s.id ORDER BY s.id",
        totals: false,
    },
    TableSpec {
        id: "faults-cause",
        columns: &[field("cause", "fault", "cause"), COUNT, BEFORE],
        sql: "SELECT iif(resolved_at IS NULL, NULL, cause), json_group_array(id) FILTER (WHERE month = :month), json_group_array(id) FILTER (WHERE month = :before) \
              FROM faults WHERE month IN (:month, :before) GROUP BY 1 ORDER BY sum(month = :month) DESC, 1",
        totals: true,
    },
    TableSpec {
        id: "faults-availability",
        columns: &[
            SYSTEM,
            plain("service_minutes", Number(0)),
            plain("full_minutes", Number(1)).from(&["outages"]),
            plain("partial_minutes", Number(1)).from(&["outages"]),
            plain("availability", Number(3)).from(&["outages"]),
            plain("outages", Count),
        ],
        sql: "SELECT s.id, a.service_minutes, a.full_minutes, a.partial_minutes, a.availability, \
              (SELECT json_group_array(DISTINCT o.id) FROM outages o WHERE o.system = s.id AND o.month = :month) \
              FROM systems s LEFT JOIN availability a ON a.system = s.id AND a.month = :month ORDER BY s.id",
        totals: false,
    },
    TableSpec {
        id: "faults-outages",
        columns: &[
            ID,
            SYSTEM,
            plain("begins", super::ColumnKind::DateTime),
            plain("ends", super::ColumnKind::DateTime),
            named("scope", Of::Field("fault", "outage")),
            plain("service_minutes", Number(1)),
            plain("wall_minutes", Number(1)),
        ],
        sql: "SELECT id, system, begins, ends, scope, service_minutes, wall_minutes FROM outages WHERE month = :month ORDER BY begins, id, system",
        totals: false,
    },
    TableSpec {
        id: "faults-emergency",
        columns: &[
            ID,
            TITLE,
            field("reported_at", "fault", "reported_at"),
            field("restored_at", "fault", "restored_at"),
            field("emergency_agreed_by", "fault", "emergency_agreed_by"),
            field("emergency_evidence", "fault", "emergency_evidence"),
        ],
        sql: "SELECT id, title, reported_at, restored_at, emergency_agreed_by, emergency_evidence FROM faults \
              WHERE emergency AND month = :month ORDER BY reported_at, id",
        totals: false,
    },
    TableSpec {
        id: "faults-side-effects",
        columns: &[ID, TITLE, plain("other_fault", super::ColumnKind::Record)],
        sql: "SELECT f.id, f.title, x.value FROM faults f LEFT JOIN faults_side_effect_faults x ON x.id = f.id \
              WHERE f.side_effects AND f.month = :month ORDER BY f.id, x.value",
        totals: false,
    },
];
