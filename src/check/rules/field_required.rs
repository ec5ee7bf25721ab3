#![doc = include_str!("../../../templates/rules/en/field-required.md")]

use crate::base::{Diagnostic, Message, Severity};
use crate::check::{Check, Level, Rule, Subject};
use crate::record::Missing;

/// A required field is not filled.
pub const RULE: Rule = Rule {
    id: "field-required",
    level: Level::Error,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let missing: Vec<(&str, Option<&str>)> = required(subject).collect();
    if subject.record.front.is_none() && !missing.is_empty() {
        found.push(no_front_matter(subject, &missing));
        return;
    }
    for (name, because) in missing {
        let message = Message::new("field-required")
            .with("label", &subject.label(name))
            .with("field", name);
        let (place, help) = super::lacking(subject, name, because);
        found.push(RULE.at(subject.path(), place, message).help(help));
    }
    for lacked in super::lacked(subject, Severity::Error) {
        let message = Message::new("field-required");
        found.push(lacked.finding(&RULE, subject, message));
    }
}

fn required<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = (&'s str, Option<&'s str>)> {
    subject.missing().iter().filter_map(|missing| match missing {
        Missing::Field {
            name,
            severity: Severity::Error,
            because,
        } if !subject.record.fields.wrong(name) => Some((*name, *because)),
        _ => None,
    })
}

/// A file without any front matter gets one finding, whatever its kind requires.
fn no_front_matter(subject: &Subject<'_>, missing: &[(&str, Option<&str>)]) -> Diagnostic {
    let names: Vec<String> = missing.iter().map(|(name, _)| format!("`{name}`")).collect();
    let message = Message::new("field-required-front")
        .with("kind", &subject.record.kind.name)
        .with("fields", names.join(", "));
    RULE.at(subject.path(), subject.top(), message)
        .help(Message::new("field-required-front-help"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_value_that_is_wrong_is_not_missing_too() {
        let kb = Kb::new().record("faults/F-1", "severity: 特级\nreported_at:", "");
        assert_eq!(kb.found("field-required"), ["F-1: reported_at"]);
        assert_eq!(kb.found("choice-unknown"), ["F-1: 特级"]);
    }

    #[test]
    fn an_empty_key_is_to_be_filled_and_not_written_again() {
        let kb = Kb::new().record("faults/F-1", "severity: # 待定\ntitle: 打不开", "");
        assert_eq!(kb.found("field-required"), ["F-1: ---", "F-1: severity"]);
        let helps = kb.helped("field-required");
        assert_eq!(
            helps,
            ["写上 `reported_at: …`", "在已有的 `severity:` 之后填上值"]
        );
    }

    #[test]
    fn a_file_without_front_matter_gets_one_finding() {
        let kb = Kb::new()
            .file("faults/F-1.md", "# 打不开\n")
            .file("manuals/a.md", "# 手册\n");
        assert_eq!(kb.found("field-required"), ["F-1: "]);
        assert_eq!(kb.found("field-wanted"), Vec::<String>::new());
    }

    #[test]
    fn columns_are_required_where_a_row_is() {
        let rows = "severity: minor\nreported_at: 2023-05-12 09:20\npending:\n  - {from: 2023-05-12 10:00}\n  - {reason: user}\n  - {from: 2023-05-13 10:00, reason: lunch}";
        let kb = Kb::new().record("faults/F-1", rows, "");
        assert_eq!(
            kb.found("field-required"),
            ["F-1: {from: 2023-05-12 10:00}", "F-1: {reason: user}"]
        );
        assert_eq!(kb.found("choice-unknown"), ["F-1: lunch"]);
    }

    #[test]
    fn the_page_of_a_folder_is_no_record_of_its_kind() {
        let kb = Kb::new()
            .file("cases/README.md", "# 说明\n")
            .file("cases/2023/readme.md", "# 2023 年\n")
            .file("plans/index.md", "---\ntitle: 计划\n---\n")
            .file("manuals/README.md", "# 手册\n")
            .file("README.md", "# 知识库\n");
        assert_eq!(kb.found("field-required"), [""; 0]);
        assert_eq!(kb.found("id-twice"), [""; 0]);
    }
}
