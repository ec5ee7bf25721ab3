#![doc = include_str!("../../../templates/rules/en/query-broken.md")]

use crate::assess;
use crate::base::{Diagnostic, Message, Span};
use crate::check::{Check, Context, Level, Rule};
use crate::ledger::QueryFault;
use crate::record::markdown::Asked;

/// A `query` block cannot be answered: its page shows what is wrong in place of the result.
pub const RULE: Rule = Rule {
    id: "query-broken",
    level: Level::Warning,
    check: Check::Library(find),
};

/// The parameter that a block may ask for.
const MONTH: &str = "month";

fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let records = context.library.records.iter();
    let blocks = records.flat_map(|record| record.outline.queries.iter().map(move |query| (record, query)));
    let mut blocks = blocks.peekable();
    if blocks.peek().is_none() {
        return;
    }
    let Some(ledger) = assess::blank(&context.library.config) else {
        return;
    };
    for (record, query) in blocks {
        if let Err(word) = Asked::read(&query.options) {
            let message = Message::new("query-option").with("word", word);
            let help = Message::new("query-option-help");
            found.push(RULE.at(&record.path, query.span, message).help(help));
        }
        let is_certain = |fault: &QueryFault| !fault.may_follow_from(context.config);
        if let Some(fault) = ledger.refuses(&query.sql, &[MONTH]).filter(is_certain) {
            let message = Message::new("sheet-sql").with("fault", fault.message());
            let help = ledger.help(&query.sql, &fault, &[MONTH]);
            let begin = query.sql_span.start;
            let line = query.sql.lines().next().unwrap_or("");
            let place = Span::new(begin, begin + line.len());
            found.push(RULE.at(&record.path, place, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_block_can_be_answered() {
        let block = |options: &str, sql: &str| format!("```query{options}\n{sql}\n```\n\n");
        let body = [
            block("", "SELECT id FROM faults WHERE month = :month"),
            block(" bar", "SELECT id, count(*) FROM faults GROUP BY 1"),
            block("", "SELEC id FROM faults"),
            block("", "SELECT nix FROM faults"),
            block("", "DELETE FROM faults"),
            block("", "SELECT id FROM faults WHERE month = :moth"),
            block("", "SELECT id FROM faults WHERE reported_at < datetime('now')"),
            block("", "SELECT id FROM faults WHERE title = 'now'"),
        ];
        let kb = Kb::new().record("lists/甲", "", &body.concat());
        assert_eq!(
            kb.found("query-broken"),
            [
                "甲: SELEC id FROM faults",
                "甲: SELECT nix FROM faults",
                "甲: DELETE FROM faults",
                "甲: SELECT id FROM faults WHERE month = :moth",
                "甲: SELECT id FROM faults WHERE reported_at < datetime('now')"
            ]
        );
        assert_eq!(kb.helped("query-broken")[3], "把 `:moth` 改为 `:month`");
        let kb = Kb::new().record("lists/甲", "", &block(" 柱", "SELECT 1"));
        assert_eq!(kb.found("query-broken").len(), 1);
    }
}
