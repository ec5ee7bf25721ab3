#![doc = include_str!("../../../templates/rules/en/exclusion-clock.md")]

use crate::base::{Diagnostic, Lang, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::config::ClockSpec;

/// An exclusion names no clock of its record, so that it exempts it from none.
pub const RULE: Rule = Rule {
    id: "exclusion-clock",
    level: Level::Error,
    check: Check::Record(&["assessment"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let column = |name| super::column(subject, "exclusions", name);
    let (Some(record), Some(clock)) = (column("record"), column("clock")) else {
        return;
    };
    let library = subject.context.library;
    // Where the contract is to be mended first, the clock may be written there and could not be read.
    if !subject.context.config.contract.whole {
        return;
    }
    for (number, row) in super::rows(subject, "exclusions").iter().enumerate() {
        let text = |at: usize| row.values.get(at)?.as_ref()?.text();
        let excluded = text(record).and_then(|id| library.records.get(library.find(&id)?));
        let Some(excluded) = excluded else { continue };
        let clocks = subject.context.config.contract.clocks.iter();
        let own: Vec<&ClockSpec> = clocks.filter(|spec| spec.of == excluded.kind.id).collect();
        let written = text(clock);
        let is_meant = |spec: &&ClockSpec| written.as_ref().is_some_and(|written| spec.is_called(written));
        if own.iter().any(is_meant) {
            continue;
        }
        let (message, place) = match &written {
            Some(written) => (
                Message::new("exclusion-clock").with("clock", written.as_ref()),
                subject.row("exclusions", number, "clock"),
            ),
            None => (
                Message::new("exclusion-clock-none"),
                subject.row("exclusions", number, "record"),
            ),
        };
        let choices = own
            .iter()
            .map(|spec| format!("{} ({})", spec.name.get(Lang::ZhCn), spec.id));
        let finding = RULE.at(
            subject.path(),
            place,
            message.with("record", excluded.id.as_str()),
        );
        found.push(match choices.collect::<Vec<_>>() {
            choices if choices.is_empty() => finding.help(Message::new("exclusion-clock-without")),
            choices => finding.help(Message::new("help-choices").with("choices", choices.join(", "))),
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    /// An exclusion that was agreed is not to be deleted for a slip of the pen in the contract.
    #[test]
    fn where_the_contract_cannot_be_read_nothing_is_said_of_its_clocks() {
        let clock =
            "clocks: [{id: resolution, of: fault, from: reported_at, to: resolved_at, limit: 30 minuts}]\n";
        let sheet = "sheet:\n  items:\n    - {id: A, points: \"100\", evidence: SELECT id FROM faults WHERE resolution_status = 'breached', rule: {type: delay_days, clock: resolution, first: \"1\"}}\n";
        for contract in [
            format!("{clock}{sheet}"),
            format!("<<<<<<< HEAD\n{clock}=======\n{sheet}>>>>>>> b1\n"),
        ] {
            let kb = Kb::with_registers()
                .contract(&contract)
                .record("faults/F-1", "", "")
                .record(
                    "lists/late",
                    "",
                    "```query\nSELECT resolution_status FROM faults\n```\n",
                )
                .record(
                    "assessments/2023-08",
                    "exclusions: [{record: F-1, clock: resolution}]",
                    "",
                );
            for rule in ["exclusion-clock", "query-broken"] {
                assert_eq!(kb.found(rule), Vec::<String>::new(), "{rule}: {contract}");
            }
            let told = [kb.said("contract"), kb.said("merge-conflict")].concat();
            assert_eq!(told.len(), 1, "{told:?}");
        }
    }

    #[test]
    fn what_is_excluded_is_a_clock_of_the_record() {
        let contract = "clocks: [{id: resolution, of: fault, from: reported_at, to: resolved_at, name: 解决时限, limit: 1 workday}]";
        let rows = "exclusions:\n  - {record: F-1, clock: resolution}\n  - {record: F-1, clock: 解决时限}\n  - {record: F-1, clock: resolutoin}\n  - {record: F-1}\n  - {record: C-1, clock: resolution}";
        let kb = Kb::with_registers()
            .contract(contract)
            .record("faults/F-1", "", "")
            .record("cases/C-1", "", "")
            .record("assessments/2023-08", rows, "");
        assert_eq!(
            kb.found("exclusion-clock"),
            ["2023-08: resolutoin", "2023-08: F-1", "2023-08: resolution"]
        );
        assert_eq!(
            kb.helped("exclusion-clock"),
            [
                "可选值：解决时限 (resolution)",
                "可选值：解决时限 (resolution)",
                "删去这一行：这类记录没有时限"
            ]
        );
    }
}
