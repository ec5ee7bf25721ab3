#![doc = include_str!("../../../templates/rules/en/pending-party.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A wait for a vendor does not say for which one.
pub const RULE: Rule = Rule {
    id: "pending-party",
    level: Level::Error,
    check: Check::Record(&[], find),
};

/// The reason that asks for a party.
const VENDOR: &str = "vendor";

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let column = |name: &str| super::column(subject, "pending", name);
    let (Some(reason), Some(party)) = (column("reason"), column("party")) else {
        return;
    };
    let vendors = &subject.context.config.site.vendors;
    for (item, row) in super::rows(subject, "pending").iter().enumerate() {
        let text = |at: usize| row.values.get(at)?.as_ref()?.text();
        if text(reason).as_deref() != Some(VENDOR) {
            continue;
        }
        let place = |column: &str| subject.row("pending", item, column);
        match text(party) {
            None => {
                let help = Message::new("field-missing-help").with("field", "party");
                found.push(
                    RULE.at(subject.path(), place("reason"), Message::new("pending-party"))
                        .help(help),
                );
            }
            Some(name) if vendors.declared && vendors.find(&name).is_none() => {
                let message = Message::new("pending-party-unknown").with("name", name.as_ref());
                let finding = RULE.at(subject.path(), place("party"), message);
                found.push(match vendors.nearest(&name) {
                    Some(near) => finding.help(Message::new("help-nearest").with("name", near)),
                    None => finding.help(Message::new("pending-party-help")),
                });
            }
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_vendor_is_named_and_known() {
        let pending =
            |party: &str| format!("pending:\n  - {{from: 2023-05-12 10:00, reason: 待承建单位{party}}}");
        let kb = Kb::with_registers()
            .record("faults/F-1", &pending(""), "")
            .record("faults/F-2", &pending(", party: 榕信软件"), "")
            .record("faults/F-3", &pending(", party: 榕信"), "")
            .record(
                "faults/F-4",
                "pending: [{from: 2023-05-12 10:00, reason: user}]",
                "",
            );
        assert_eq!(kb.found("pending-party"), ["F-1: 待承建单位", "F-3: 榕信"]);
        assert_eq!(kb.helped("pending-party")[1], "改为 `榕信软件`");
    }
}
