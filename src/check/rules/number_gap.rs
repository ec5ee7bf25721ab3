#![doc = include_str!("../../../templates/rules/en/number-gap.md")]

use crate::base::{Diagnostic, Message, RelPath, Span};
use crate::check::{Check, Context, Level, Rule};
use crate::history::Commit;
use crate::ledger::{self, Number, NumberStatus};
use crate::source::quoted;

/// A number of a series is missing: it was skipped, or its record was deleted.
pub const RULE: Rule = Rule {
    id: "number-gap",
    level: Level::Warning,
    check: Check::Library(find),
};

/// How many numbers in a row a message names one by one.
const NAMED: usize = 3;

fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let numbers = ledger::numbers(context.library, context.history);
    let mut rest = numbers.as_slice();
    while let Some((number, after)) = rest.split_first() {
        rest = after;
        match &number.status {
            NumberStatus::Present(_) | NumberStatus::Draft => {}
            NumberStatus::Withdrawn { path, commit } => {
                let message = match commit {
                    Some(commit) => by(context, "number-gap-withdrawn", number, *commit),
                    None => Some(Message::new("number-gap-withdrawing").with("id", number.id.as_str())),
                };
                let Some(message) = message else { continue };
                let help = Message::new("number-gap-withdrawn-help");
                found.push(RULE.at(path, Span::default(), message).help(help));
            }
            NumberStatus::Deleted { path, commit } => {
                let message = by(context, "number-gap-deleted", number, *commit);
                let message = message.unwrap_or_else(|| gap(number, &[]).with("known", "part"));
                let mut gone = finding(context, number, Some(path), message);
                gone.help = context.history.commits.get(*commit).map(|commit| {
                    Message::new("number-gap-deleted-help")
                        .with("commit", short(commit))
                        .with("path", quoted(path.as_str()))
                });
                found.push(gone);
            }
            NumberStatus::Missing => {
                let more = rest.iter().take_while(|next| is_run(number, next)).count();
                let (run, after) = rest.split_at(more);
                rest = after;
                found.push(finding(
                    context,
                    number,
                    None,
                    gap(number, run).with("known", known(context)),
                ));
            }
        }
    }
}

/// The words `id` for what the commit with the number `commit` did to the record with `number`.
fn by(context: &Context<'_>, id: &'static str, number: &Number, commit: usize) -> Option<Message> {
    let commit = context.history.commits.get(commit)?;
    let message = Message::new(id)
        .with("id", number.id.as_str())
        .with("commit", short(commit))
        .with("who", &*commit.author)
        .with("day", context.date_of(commit.committed_at).to_string());
    Some(message)
}

/// The ID of `commit`, as long as a reader needs it.
fn short(commit: &Commit) -> String {
    commit.id.to_string().chars().take(10).collect()
}

/// Whether all of the past is known, so that what is not in it never was.
fn known(context: &Context<'_>) -> &'static str {
    let whole = context.history.commit.is_some() && !context.history.shallow;
    if whole { "whole" } else { "part" }
}

fn is_run(first: &Number, next: &Number) -> bool {
    next.status == NumberStatus::Missing && (&next.kind, &next.series) == (&first.kind, &first.series)
}

fn gap(number: &Number, run: &[Number]) -> Message {
    match run {
        [.., last] if run.len() >= NAMED => Message::new("number-gap-many")
            .with("first", number.id.as_str())
            .with("last", last.id.as_str())
            .with("count", run.len() + 1),
        _ => {
            let all: Vec<&str> = std::iter::once(number)
                .chain(run)
                .map(|number| number.id.as_str())
                .collect();
            Message::new("number-gap").with("ids", all.join(", "))
        }
    }
}

/// The finding about a missing number stands at the record that comes next in the series; where all are gone, at the file that was.
fn finding(context: &Context<'_>, number: &Number, path: Option<&RelPath>, message: Message) -> Diagnostic {
    let near = number
        .near
        .and_then(|index| context.library.records.get(index))
        .map(|record| &record.path);
    let nowhere = RelPath::default();
    let path = near.or(path).unwrap_or(&nowhere);
    RULE.at(path, Span::default(), message)
        .help(Message::new("number-gap-help"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_number_that_nobody_has_is_missing() {
        let kb = Kb::new()
            .record("faults/F-20230512-01", "title: a", "")
            .record("faults/F-20230512-03", "title: c", "")
            .record("faults/F-20230513-02", "title: d\ndraft: true", "")
            .record("faults/F-20230514-01", "title: d\ndraft: true", "")
            .record("faults/F-20230514-02", "title: d", "")
            .record("cases/c-20230912-01", "title: e", "")
            .record("cases/C-20230912-02", "title: e", "")
            .record("risks/RK-2023-009", "title: e", "")
            .record("manuals/9", "title: f", "");
        let said = kb.said("number-gap");
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].contains("F-20230512-02"), "{said:?}");
        assert!(
            said[1].contains("RK-2023-001") && said[1].contains("RK-2023-008"),
            "{said:?}"
        );
        assert_eq!(kb.found("number-gap"), ["F-20230512-03: ", "RK-2023-009: "]);
    }
}
