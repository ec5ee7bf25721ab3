//! Chapter 3: questions and cases (R09–R12, R16, R17).

use super::ColumnKind::{Count, Number, Record};
use super::spec::{BEFORE, COUNT, ColumnSpec, ID, REGION, SYSTEM, SYSTEMS, TITLE, TableSpec, field, plain};

/// How many are repeats.
const REPEATS: ColumnSpec = plain("repeats", Count);

pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "cases-category",
        columns: &[field("category", "case", "category"), COUNT, BEFORE, REPEATS],
        sql: "SELECT category, json_group_array(id) FILTER (WHERE month = :month), json_group_array(id) FILTER (WHERE month = :before), \
              json_group_array(id) FILTER (WHERE month = :month AND repeat_of IS NOT NULL) \
              FROM cases WHERE month IN (:month, :before) GROUP BY category ORDER BY sum(month = :month) DESC, category",
        totals: true,
    },
    TableSpec {
        id: "cases-system",
        columns: &[SYSTEM, COUNT, BEFORE, REPEATS],
        sql: "SELECT s.id, json_group_array(c.id) FILTER (WHERE c.month = :month), json_group_array(c.id) FILTER (WHERE c.month = :before), \
              json_group_array(c.id) FILTER (WHERE c.month = :month AND c.repeat_of IS NOT NULL) \
              FROM systems s LEFT JOIN (SELECT x.system, c.id, c.month, c.repeat_of FROM cases c JOIN record_systems x ON x.id = c.id \
              WHERE c.month IN (:month, :before)) c ON c.system = s.id GROUP BY s.id ORDER BY s.id",
        // A case of several systems counts in each.
        totals: false,
    },
    TableSpec {
        id: "cases-region",
        columns: &[
            REGION,
            COUNT,
            BEFORE,
            plain("onsite", Count),
            plain("hours", Number(1)).from(&["count"]),
        ],
        sql: "SELECT r.id, json_group_array(c.id) FILTER (WHERE c.month = :month), json_group_array(c.id) FILTER (WHERE c.month = :before), \
              json_group_array(c.id) FILTER (WHERE c.month = :month AND c.service_mode = 'onsite'), \
              coalesce(sum(c.effort_hours) FILTER (WHERE c.month = :month), 0) \
              FROM regions r LEFT JOIN cases c ON c.region = r.id AND c.month IN (:month, :before) GROUP BY r.id ORDER BY r.id",
        totals: true,
    },
    TableSpec {
        id: "cases-channel",
        columns: &[field("channel", "case", "channel"), COUNT, BEFORE],
        sql: "SELECT channel, json_group_array(id) FILTER (WHERE month = :month), json_group_array(id) FILTER (WHERE month = :before) \
              FROM cases WHERE month IN (:month, :before) GROUP BY channel ORDER BY sum(month = :month) DESC, channel",
        totals: true,
    },
    TableSpec {
        id: "cases-cross",
        columns: &[
            field("category", "case", "category"),
            SYSTEM,
            REGION,
            field("channel", "case", "channel"),
            COUNT,
            REPEATS,
        ],
        sql: "SELECT category, system, region, channel, json_group_array(id), json_group_array(id) FILTER (WHERE repeat_of IS NOT NULL) \
              FROM cases WHERE month = :month GROUP BY 1, 2, 3, 4 ORDER BY count(*) DESC, 1, 2, 3, 4",
        totals: true,
    },
    TableSpec {
        id: "cases-repeats",
        columns: &[plain("root", Record), TITLE, COUNT, field("faq", "case", "faq")],
        sql: "SELECT c.root, (SELECT title FROM cases WHERE id = c.root), json_group_array(c.id), max(c.faq) \
              FROM (SELECT coalesce(repeat_of, id) AS root, id, faq FROM cases WHERE month <= :month) c \
              GROUP BY c.root HAVING count(*) >= 2 ORDER BY count(*) DESC, c.root",
        totals: false,
    },
    TableSpec {
        id: "cases-tasks",
        columns: &[
            ID,
            TITLE,
            field("task_type", "case", "task_type"),
            field("assigned_by", "case", "assigned_by"),
            field("due_on", "case", "due_on"),
            field("resolved_at", "case", "resolved_at"),
        ],
        sql: "SELECT id, title, task_type, assigned_by, due_on, resolved_at FROM cases WHERE nature = 'task' AND month = :month ORDER BY id",
        totals: false,
    },
    TableSpec {
        id: "cases-wishes",
        columns: &[
            ID,
            TITLE,
            SYSTEMS,
            REGION,
            field("reported_at", "case", "reported_at"),
        ],
        // The heading says that no clock counts them: what one does count is no such case.
        sql: "SELECT id, title, system, region, reported_at FROM cases \
              WHERE month = :month AND (nature = 'wish' OR out_of_scope OR closed_as = 'out_of_scope') \
              AND NOT EXISTS (SELECT 1 FROM clock_results r WHERE r.kind = 'case' AND r.id = cases.id AND r.status <> 'exempt') ORDER BY id",
        totals: false,
    },
    TableSpec {
        id: "cases-reply",
        columns: &[
            field("reply_class", "case", "reply_class"),
            plain("met", Count),
            plain("breached", Count),
            plain("minutes", Number(1)).from(&["met", "breached"]),
        ],
        sql: "SELECT c.reply_class, json_group_array(c.id) FILTER (WHERE r.status = 'met'), \
              json_group_array(c.id) FILTER (WHERE r.status = 'breached'), round(avg(r.elapsed_minutes) FILTER (WHERE r.status IN ('met', 'breached')), 1) \
              FROM clock_results r JOIN cases c ON c.id = r.id WHERE r.kind = 'case' AND r.clock = 'reply' AND r.month = :month \
              GROUP BY 1 ORDER BY 1",
        totals: false,
    },
    TableSpec {
        id: "cases-handler",
        columns: &[
            field("handler", "case", "handler"),
            COUNT,
            plain("hours", Number(1)).from(&["count"]),
        ],
        sql: "SELECT handler, json_group_array(id), coalesce(sum(effort_hours), 0) FROM cases WHERE month = :month \
              GROUP BY handler ORDER BY count(*) DESC, handler",
        totals: true,
    },
];
