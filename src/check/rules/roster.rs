#![doc = include_str!("../../../templates/rules/en/roster.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use jiff::civil::Date;

/// Somebody did the work who was not on the roster on that day.
pub const RULE: Rule = Rule {
    id: "roster",
    level: Level::Error,
    check: Check::Record(&[], find),
};

/// The fields of those who do the work.
const WORKERS: [&str; 3] = ["handler", "inspector", "tester"];

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let people = &subject.context.config.site.people;
    let Some(day) = day(subject).filter(|_| people.declared) else {
        return;
    };
    for name in WORKERS {
        let worker = subject.record.text(name);
        let Some(person) = worker
            .and_then(|id| people.get(&id))
            .filter(|person| !person.on_roster(day))
        else {
            continue;
        };
        let open = |bound: Option<Date>| bound.map_or_else(|| "…".to_owned(), |day| day.to_string());
        let message = Message::new("roster")
            .with("name", person.name.as_str())
            .with("day", day.to_string());
        let help = Message::new("roster-help")
            .with("name", person.name.as_str())
            .with("from", open(person.from))
            .with("to", open(person.to));
        found.push(RULE.at(subject.path(), subject.field(name), message).help(help));
    }
}

/// The day of the work: that of the answer where there is one, else the day that places the record.
fn day(subject: &Subject<'_>) -> Option<Date> {
    match subject.record.instant("responded_at") {
        Some(at) => Some(subject.context.date_of(at)),
        None => Some(subject.placed()?.at?.date()),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_worker_is_on_the_roster_on_the_day() {
        let kb = Kb::with_registers()
            .record("inspections/I-1", "date: 2023-08-01\ninspector: 张伟", "")
            .record("inspections/I-2", "date: 2023-07-31\ninspector: 张伟", "")
            .record("inspections/I-3", "date: 2024-08-01\ninspector: zhang", "")
            .record(
                "cases/C-1",
                "reported_at: 2023-07-31 17:00\nresponded_at: 2023-08-01 08:30\nhandler: zhang",
                "",
            );
        assert_eq!(kb.found("roster"), ["I-2: 张伟", "I-3: zhang"]);
        assert!(kb.helped("roster")[0].contains("2023-08-01"));
    }
}
