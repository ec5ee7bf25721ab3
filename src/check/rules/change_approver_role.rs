#![doc = include_str!("../../../templates/rules/en/change-approver-role.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A change was approved by somebody who is not of the purchaser.
pub const RULE: Rule = Rule {
    id: "change-approver-role",
    level: Level::Error,
    check: Check::Record(&["change"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let people = &subject.context.config.site.people;
    let Some(approver) = subject.record.text("approved_by") else {
        return;
    };
    let Some(person) = people.get(&approver).filter(|person| !person.is_of_purchaser()) else {
        return;
    };
    let message = Message::new("change-approver-role").with("name", person.name.as_str());
    let help = super::purchasers(people, "change-approver-role-help");
    found.push(
        RULE.at(subject.path(), subject.field("approved_by"), message)
            .help(help),
    );
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn only_the_purchaser_approves() {
        let kb = Kb::with_registers()
            .record("changes/CH-1", "approved_by: 张伟", "")
            .record("changes/CH-2", "approved_by: lin", "");
        assert_eq!(kb.found("change-approver-role"), ["CH-1: 张伟"]);
        assert_eq!(kb.helped("change-approver-role"), ["由采购人的人员批准：林国栋"]);
        let nobody = "people: [{id: zhang, name: 张伟, role: engineer}]";
        let kb = Kb::new()
            .casebook(nobody)
            .record("changes/CH-1", "approved_by: 张伟", "");
        assert_eq!(
            kb.helped("change-approver-role"),
            ["`people` 中还没有采购人的人员，先在 casebook.yaml 中写上他的 `role: purchaser`"]
        );
    }
}
