#![doc = include_str!("../../../templates/rules/en/incident-undecided.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// Whether an incident is a grave one was not decided by the end of its month.
pub const RULE: Rule = Rule {
    id: "incident-undecided",
    level: Level::Warning,
    check: Check::Record(&["incident"], find),
};

/// The levels of which somebody has to decide.
const LARGE: [&str; 3] = ["large", "serious", "extremely_serious"];

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let record = subject.record;
    if record.fields.given("grave") || record.fields.wrong("grave") {
        return;
    }
    let large = record.text("level").is_some_and(|level| LARGE.contains(&&*level));
    let because = match (large, record.is("data_leaked")) {
        (true, _) => "level",
        (false, true) => "data_leaked",
        (false, false) => return,
    };
    let calendar = &subject.context.config.contract.calendar;
    let Some(month) = record.instant("occurred_at").map(|at| calendar.month_of(at)) else {
        return;
    };
    if subject.context.now < calendar.end_of(month) {
        return;
    }
    let place = subject
        .places()
        .find_key("grave")
        .unwrap_or_else(|| subject.field(because));
    let message = Message::new("incident-undecided").with("month", month.to_string());
    let help = Message::new("incident-undecided-help");
    found.push(RULE.at(subject.path(), place, message).help(help));
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn what_may_be_grave_is_decided_by_the_end_of_the_month() {
        let kb = |now: &str| {
            let incident = |more: &str| format!("occurred_at: 2023-09-12 08:05\n{more}");
            Kb::new()
                .now(now)
                .record("incidents/S-1", &incident("level: large"), "")
                .record(
                    "incidents/S-2",
                    &incident("level: general\ndata_leaked: true\ngrave:"),
                    "",
                )
                .record("incidents/S-3", &incident("level: serious\ngrave: false"), "")
                .record("incidents/S-4", &incident("level: general"), "")
                .found("incident-undecided")
        };
        assert_eq!(kb("2023-09-30T15:59:59Z"), Vec::<String>::new());
        assert_eq!(kb("2023-09-30T16:00:00Z"), ["S-1: large", "S-2: grave"]);
    }
}
