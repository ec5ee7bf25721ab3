#![doc = include_str!("../../../templates/rules/en/fault-report-incomplete.md")]

use crate::base::{Diagnostic, Label, Message, Span};
use crate::check::{Check, Level, Rule, Subject};
use crate::config::FaultReport;
use crate::library::Target;
use crate::record::markdown::LinkKind;

/// A fault report was handed in, and a part of it is missing.
pub const RULE: Rule = Rule {
    id: "fault-report-incomplete",
    level: Level::Error,
    check: Check::Record(&["fault"], find),
};

/// Whether the rule speaks of the sections of `subject`, so that no other rule does.
pub(super) fn applies(subject: &Subject<'_>) -> bool {
    let section = subject.context.config.contract.fault_report == FaultReport::Section;
    subject.kind() == "fault" && section && subject.record.get("report_filed_at").is_some()
}

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if subject.record.get("report_filed_at").is_none() {
        return;
    }
    match subject.context.config.contract.fault_report {
        FaultReport::Section => sections(subject, found),
        FaultReport::Document => document(subject, found),
    }
}

fn sections(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let missing: Vec<&str> = subject
        .missing_sections()
        .map(|heading| subject.called(heading))
        .collect();
    if !missing.is_empty() {
        let message = Message::new("fault-report-incomplete").with("sections", &Label::listed(&missing));
        let help = Message::new("fault-report-incomplete-help");
        found.push(at(subject, subject.field("report_filed_at"), message).help(help));
    }
}

/// The report is a document of its own, which the record names.
fn document(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(path) = subject.record.text("report_document") else {
        let message = Message::new("fault-report-no-document");
        let help = Message::new("field-missing-help").with("field", "report_document");
        found.push(at(subject, subject.field("report_filed_at"), message).help(help));
        return;
    };
    let library = subject.context.library;
    if library.target(subject.index, &path, LinkKind::Link) == Target::Missing {
        let message = Message::new("link-broken-file").with("target", path.as_ref());
        found.push(
            at(subject, subject.field("report_document"), message).help(Message::new("link-broken-help")),
        );
    }
}

fn at(subject: &Subject<'_>, span: Span, message: Message) -> Diagnostic {
    RULE.at(subject.path(), span, message)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    const FILED: &str = "report_filed_at: 2023-05-12 09:20";

    #[test]
    fn the_record_is_the_report() {
        let body = "## 故障现象\nx\n## 影响范围\nx\n## 处理过程\nx\n## 原因分析\nx\n## 解决措施\nx\n## 验证\nx\n## 预防措施\n## 遗留问题\n无\n";
        let kb = Kb::new()
            .record("faults/F-1", FILED, body)
            .record("faults/F-2", "", "");
        assert_eq!(kb.found("fault-report-incomplete"), ["F-1: 2023-05-12 09:20"]);
        assert!(kb.said("fault-report-incomplete")[0].ends_with("：预防措施"));
    }

    #[test]
    fn or_a_document_is() {
        let kb = Kb::new()
            .contract("fault_report: document\n")
            .record("faults/F-1", FILED, "")
            .record("faults/F-2", &format!("{FILED}\nreport_document: F-2.pdf"), "")
            .record("faults/F-3", &format!("{FILED}\nreport_document: F-3.pdf"), "")
            .file("faults/F-3.pdf", "%PDF");
        assert_eq!(
            kb.found("fault-report-incomplete"),
            ["F-1: 2023-05-12 09:20", "F-2: F-2.pdf"]
        );
    }
}
