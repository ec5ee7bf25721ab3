#![doc = include_str!("../../../templates/rules/en/plan-start.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::kind::Value;

/// A plan that the contract wants counts its limit from another day than the contract does.
pub const RULE: Rule = Rule {
    id: "plan-start",
    level: Level::Warning,
    check: Check::Record(&["plan"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(Value::Date(written)), Some(document_type)) = (
        subject.record.get("counts_from"),
        subject.record.text("document_type"),
    ) else {
        return;
    };
    let mut wanted = subject.context.config.contract.deliverables.iter();
    let wanted = wanted.find(|wanted| wanted.document_type == document_type);
    if let Some(day) = wanted.and_then(|wanted| wanted.from).filter(|day| day != written) {
        let message = Message::new("plan-start")
            .with("written", written.to_string())
            .with("day", day.to_string());
        let finding = RULE.at(subject.path(), subject.field("counts_from"), message);
        found.push(finding.help(Message::new("plan-start-help")));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_plan_counts_from_the_day_of_the_contract() {
        let plan = |of: &str, day: &str| format!("document_type: {of}\ncounts_from: {day}");
        let kb = Kb::new()
            .contract(
                "contract: {signed_on: 2023-07-31}\n\
                 deliverables: [{document_type: ops_scheme, from: signed_on, limit: 10 days}]\n",
            )
            .record("plans/a", &plan("ops_scheme", "2023-07-31"), "")
            .record("plans/b", &plan("ops_scheme", "2023-08-20"), "")
            .record("plans/c", &plan("implementation_plan", "2023-08-20"), "");
        assert_eq!(kb.found("plan-start"), ["b: 2023-08-20"]);
    }
}
