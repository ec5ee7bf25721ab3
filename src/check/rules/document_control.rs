#![doc = include_str!("../../../templates/rules/en/document-control.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A controlled document lacks its number, version, author, reviewer or approver, or its author reviewed it.
pub const RULE: Rule = Rule {
    id: "document-control",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

/// What a controlled document says of itself.
const CONTROL: [&str; 5] = ["document_no", "version", "author", "reviewed_by", "approved_by"];
/// A field that begins document control as the others do, but is not asked for.
const APPROVED_ON: &str = "approved_on";

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let fields = &subject.record.fields;
    let written = |name: &&&str| fields.given(name) || fields.wrong(name);
    let begun = CONTROL.iter().filter(written).count() > 0 || fields.given(APPROVED_ON);
    if !subject.record.kind.document || !begun || subject.is_foreign() {
        return;
    }
    let missing = super::listed(CONTROL.iter().filter(|name| !written(name)));
    if !missing.is_empty() {
        let first = CONTROL
            .iter()
            .find(|name| fields.given(name))
            .unwrap_or(&APPROVED_ON);
        let message = Message::new("document-control").with("fields", missing);
        let help = Message::new("document-control-help");
        found.push(RULE.at(subject.path(), subject.field(first), message).help(help));
    }
    let author = subject.record.text("author");
    if author.is_some() && author == subject.record.text("reviewed_by") {
        found.push(
            RULE.at(
                subject.path(),
                subject.field("reviewed_by"),
                Message::new("document-control-same"),
            )
            .related(
                subject.path(),
                subject.field("author"),
                Message::new("document-control-same-other"),
            )
            .help(Message::new("document-control-same-help")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn what_is_begun_is_finished() {
        let all = "document_no: YW-1\nversion: V1.0\nauthor: 甲\nreviewed_by: 乙\napproved_by: 丙";
        let kb = Kb::new()
            .record("manuals/a", "version: V1.0\nauthor: 甲\nreviewed_by: 甲", "")
            .record("manuals/b", all, "")
            .record("manuals/c", "title: 手册", "")
            .record("cases/C-1", "version: V1.0", "")
            .record("guide/e", "version: V1.0", "")
            .file("manuals/d.md", "# 手册\n");
        assert_eq!(kb.found("document-control"), ["a: V1.0", "a: 甲 / 甲"]);
        assert!(kb.said("document-control")[0].contains("`document_no`, `approved_by`"));
    }
}
