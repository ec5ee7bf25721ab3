#![doc = include_str!("../../../templates/rules/en/clock-unknown.md")]

use crate::base::{Diagnostic, Label, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::config::ClockSpec;
use crate::ledger::{Unclear, unclear_clocks};

/// A clock cannot be computed: it stopped and never began, or the calendar does not cover a year that it needs.
pub const RULE: Rule = Rule {
    id: "clock-unknown",
    level: Level::Error,
    check: Check::Record(&[], find),
};

/// A start of which a rule of its own speaks where it is missing: the kind and the field.
const SPOKEN_OF: (&str, &str) = ("request", "scope_fixed_at");

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    // The same fault of several clocks is one finding.
    let mut faults: Vec<(Unclear, &ClockSpec, Vec<&Label>)> = Vec::new();
    for (spec, why) in unclear_clocks(subject.context.library, subject.index) {
        let same = |(other, there, _): &&mut (Unclear, &ClockSpec, Vec<&Label>)| {
            *other == why && (why != Unclear::NoStart || (&there.from, &there.to) == (&spec.from, &spec.to))
        };
        match faults.iter_mut().find(same) {
            Some((_, _, clocks)) => clocks.push(&spec.name),
            None => faults.push((why, spec, vec![&spec.name])),
        }
    }
    for (why, spec, clocks) in faults {
        match why {
            Unclear::NoStart => found.extend(without_start(subject, spec, &clocks)),
            Unclear::NotCovered { year, field } => {
                let message = Message::new("clock-unknown-year")
                    .with("year", year.to_string())
                    .with("clocks", &all(&clocks));
                let help = Message::new("clock-unknown-year-help");
                found.push(RULE.at(subject.path(), subject.field(&field), message).help(help));
            }
        }
    }
}

fn without_start(subject: &Subject<'_>, spec: &ClockSpec, clocks: &[&Label]) -> Option<Diagnostic> {
    let fields = &subject.record.fields;
    let required = subject
        .record
        .kind
        .field(&spec.from)
        .is_some_and(|field| !field.required.is_empty());
    // Said of the field already.
    if required || fields.wrong(&spec.from) || SPOKEN_OF == (subject.kind(), spec.from.as_str()) {
        return None;
    }
    let message = Message::new("clock-unknown-start")
        .with("to", &subject.label(&spec.to))
        .with("from", &subject.label(&spec.from))
        .with("field", spec.from.as_str())
        .with("clocks", &all(clocks));
    let (_, help) = super::lacking(subject, &spec.from, None);
    Some(
        RULE.at(subject.path(), subject.field(&spec.to), message)
            .help(help),
    )
}

/// The names of clocks in a sentence.
fn all(clocks: &[&Label]) -> Label {
    let names = |name: fn(&Label) -> &str| clocks.iter().map(|label| name(label)).collect::<Vec<_>>();
    Label {
        zh: names(|label| &label.zh).join("、"),
        en: names(|label| &label.en).join(", "),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    const CONTRACT: &str = "clocks:
  - {id: response, of: fault, name: 响应, from: reported_at, to: responded_at, limit: 30 minutes, counts: service}
  - {id: resolution, of: fault, name: 解决, from: reported_at, to: resolved_at, limit: 1 workday}
  - {id: report, of: fault, name: 故障报告, from: resolved_at, to: report_filed_at, limit: 2 workdays}
";

    fn kb(front: &str) -> Kb {
        Kb::new().contract(CONTRACT).record("faults/F-1", front, "")
    }

    #[test]
    fn a_stop_has_a_start() {
        let filed = kb("reported_at: 2023-05-12 09:20\nreport_filed_at: 2023-05-13 09:20\nresolved_at:");
        assert_eq!(filed.found("clock-unknown"), ["F-1: 2023-05-13 09:20"]);
        assert!(filed.said("clock-unknown")[0].contains("故障报告"));
        assert!(filed.helped("clock-unknown")[0].starts_with("在已有的 `resolved_at:`"));
        // Both are said of the field that starts it.
        let missing = kb("responded_at: 2023-05-12 09:20");
        let wrong =
            kb("resolved_at: 5月12日\nreport_filed_at: 2023-05-13 09:20\nreported_at: 2023-05-12 09:20");
        assert_eq!(missing.found("clock-unknown"), Vec::<String>::new());
        assert_eq!(wrong.found("clock-unknown"), Vec::<String>::new());
    }

    #[test]
    fn years_are_covered() {
        let early = kb("reported_at: 1019-01-09 09:20");
        assert_eq!(early.found("clock-unknown"), ["F-1: 1019-01-09 09:20"]);
        let late = kb("reported_at: 2023-05-12 09:20\nresponded_at: 2932-05-12 09:20");
        assert_eq!(late.found("clock-unknown"), ["F-1: 2932-05-12 09:20"]);
        assert!(late.said("clock-unknown")[0].contains("响应"));
        let runs = kb("reported_at: 2023-05-12 09:20");
        assert_eq!(
            runs.now("2932-05-12T00:00:00Z").found("clock-unknown"),
            Vec::<String>::new()
        );
    }
}
