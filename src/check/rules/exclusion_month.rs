#![doc = include_str!("../../../templates/rules/en/exclusion-month.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::kind::Value;
use crate::ledger::clock_month;

/// An exclusion stands in the assessment of another month than the one that its clock belongs to, so that it exempts from nothing.
pub const RULE: Rule = Rule {
    id: "exclusion-month",
    level: Level::Warning,
    check: Check::Record(&["assessment"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let column = |name| super::column(subject, "exclusions", name);
    let (Some(record), Some(clock)) = (column("record"), column("clock")) else {
        return;
    };
    let Some(Value::Month(assessed)) = subject.record.get("assessed_month") else {
        return;
    };
    let library = subject.context.library;
    for (number, row) in super::rows(subject, "exclusions").iter().enumerate() {
        let text = |at: usize| row.values.get(at)?.as_ref()?.text();
        let (Some(index), Some(written)) = (text(record).and_then(|id| library.find(&id)), text(clock))
        else {
            continue;
        };
        let Some(excluded) = library.records.get(index) else {
            continue;
        };
        let mut clocks = subject.context.config.contract.clocks.iter();
        let spec = clocks.find(|spec| spec.of == excluded.kind.id && spec.is_called(&written));
        let month = spec.and_then(|spec| clock_month(library, index, &spec.id, subject.context.now));
        let Some(month) = month.filter(|month| month != assessed) else {
            continue;
        };
        let message = Message::new("exclusion-month")
            .with("record", excluded.id.as_str())
            .with("clock", written.as_ref())
            .with("month", month.to_string())
            .with("assessed", assessed.to_string());
        let help = Message::new("exclusion-month-help").with("month", month.to_string());
        let place = subject.row("exclusions", number, "record");
        found.push(RULE.at(subject.path(), place, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn what_is_excluded_belongs_to_the_month_that_is_assessed() {
        let contract =
            "clocks: [{id: response, of: fault, from: reported_at, to: responded_at, limit: 30 minutes}]";
        let rows = "exclusions:\n  - {record: F-1, clock: response}\n  - {record: F-2, clock: response}\n  - {record: F-3, clock: response}";
        let kb = Kb::with_registers()
            .contract(contract)
            .now("2023-11-06T00:00:00Z")
            .record("faults/F-1", "reported_at: 2023-09-05 09:00", "")
            // Reported in September, after hours, and due in October.
            .record("faults/F-2", "reported_at: 2023-09-28 18:30", "")
            .record("faults/F-3", "", "")
            .record(
                "assessments/2023-10",
                &format!("assessed_month: 2023-10\n{rows}"),
                "",
            );
        assert_eq!(kb.found("exclusion-month"), ["2023-10: F-1"]);
        assert_eq!(
            kb.said("exclusion-month"),
            ["排除项不起作用：F-1 的 `response` 到期在 2023-09，不在这里考核的 2023-10"]
        );
        assert_eq!(
            kb.helped("exclusion-month"),
            ["把这一行移到 2023-09 的考核评分记录"]
        );
    }
}
