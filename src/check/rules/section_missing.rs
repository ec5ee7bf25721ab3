#![doc = include_str!("../../../templates/rules/en/section-missing.md")]

use crate::base::{Diagnostic, Label, Message, Span};
use crate::check::{Check, Level, Rule, Subject};

/// A section that the kind asks for is not there, or is empty.
pub const RULE: Rule = Rule {
    id: "section-missing",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if subject.record.front.is_none() {
        return;
    }
    let is_section = |written: &str, heading: &str| subject.record.kind.is_section(written, heading);
    let mut absent = Vec::new();
    for heading in subject
        .missing_sections()
        .filter(|heading| !spoken_of(subject, heading))
    {
        let headings = &subject.record.outline.headings;
        let called = subject.called(heading);
        match headings.iter().find(|there| is_section(&there.text, heading)) {
            Some(empty) => {
                let message = Message::new("section-empty").with("section", called);
                found.push(
                    RULE.at(subject.path(), empty.span, message)
                        .help(Message::new("section-empty-help")),
                );
            }
            None => match unspaced(subject, heading) {
                Some((line, meant)) => {
                    let message = Message::new("section-unspaced").with("section", called);
                    let help = Message::new("section-unspaced-help").with("heading", meant);
                    found.push(RULE.at(subject.path(), line, message).help(help));
                }
                None => absent.push(called),
            },
        }
    }
    if let Some(first) = absent.first() {
        let message = Message::new("section-missing").with("sections", &Label::listed(&absent));
        let help = Message::new("section-missing-help").with("section", *first);
        found.push(RULE.at(subject.path(), subject.top(), message).help(help));
    }
}

/// The line that would be the heading `heading` with a blank behind its signs, and how it is written.
fn unspaced(subject: &Subject<'_>, heading: &str) -> Option<(Span, String)> {
    let from = subject.record.front.map_or(0, |front| front.end);
    let mut at = from;
    let mut in_code = false;
    for line in subject.text().get(from..)?.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        in_code ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        let title = line.trim_start_matches('#');
        let signs = &line[..line.len() - title.len()];
        let is_meant = (1..=6).contains(&signs.len()) && subject.record.kind.is_section(title, heading);
        if is_meant && !in_code && !title.starts_with(char::is_whitespace) {
            let span = Span::new(start, start + line.len());
            return Some((span, format!("{signs} {title}")));
        }
    }
    None
}

/// Whether a rule of its own speaks of the section `heading`.
fn spoken_of(subject: &Subject<'_>, heading: &str) -> bool {
    super::fault_report_incomplete::applies(subject)
        || super::plan_chapters::applies(subject)
        || (super::change_without_rollback::applies(subject)
            && heading == super::change_without_rollback::SECTION)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn absent_sections_are_one_finding_and_empty_ones_are_shown() {
        let body = "## 处理过程\n\n<!-- 待写 -->\n\n## 问题描述\n\n打不开\n";
        let kb = Kb::new().record("cases/C-1", "reported_at: 2023-05-12 09:20", body);
        assert_eq!(kb.found("section-missing"), ["C-1: ---", "C-1: ## 处理过程"]);
        assert!(kb.said("section-missing")[0].ends_with("：答复"));
    }

    #[test]
    fn a_section_may_be_numbered_and_have_a_colon_behind_it() {
        let body = "## 1. 问题描述：\n\n打不开\n\n## 二、处理过程\n\n重启\n\n## （三）答复:\n";
        let kb = Kb::new().record("cases/C-1", "reported_at: 2023-05-12 09:20", body);
        assert_eq!(kb.found("section-missing"), ["C-1: ## （三）答复:"]);
    }

    #[test]
    fn a_section_may_be_called_as_in_english_and_is_asked_for_in_the_language_of_the_site() {
        let body = "## Description\n\nIt does not open.\n\n## 2. What was done:\n";
        for (site, absent) in [("language: en\n", "Answer"), ("title: 库\n", "答复")] {
            let kb = Kb::new().casebook(site);
            let kb = kb.record("cases/C-1", "reported_at: 2023-05-12 09:20", body);
            let found = kb.found("section-missing");
            assert_eq!(found, ["C-1: ---", "C-1: ## 2. What was done:"], "{site}");
            assert!(kb.said("section-missing")[0].ends_with(absent), "{site}");
        }
    }

    #[test]
    fn between_the_marks_of_a_merge_nothing_is_missing() {
        let body = "## 问题描述\n\n<<<<<<< HEAD\n一\n=======\n二\n>>>>>>> other\n";
        let kb = Kb::new().record("cases/C-1", "reported_at: 2023-05-12 09:20", body);
        assert_eq!(kb.found("section-missing"), Vec::<String>::new());
    }

    #[test]
    fn a_heading_without_a_blank_is_told_at_its_line() {
        let body = "##问题描述\n\n打不开\n\n## 处理过程\n\n重启\n\n```\n##答复\n```\n";
        let kb = Kb::new().record("cases/C-1", "reported_at: 2023-05-12 09:20", body);
        assert_eq!(kb.found("section-missing"), ["C-1: ---", "C-1: ##问题描述"]);
        assert!(kb.said("section-missing")[0].ends_with("：答复"));
        assert_eq!(kb.helped("section-missing")[1], "写成 `## 问题描述`");
    }

    #[test]
    fn other_rules_speak_of_their_sections() {
        let kb = Kb::new()
            .record(
                "changes/CH-1",
                "change_type: upgrade",
                "## 方案\n\nx\n\n## 影响分析\n\nx\n\n## 实施结果\n\nx\n",
            )
            .record("faults/F-1", "report_filed_at: 2023-05-12 09:20", "");
        assert_eq!(kb.found("section-missing"), Vec::<String>::new());
    }
}
