#![doc = include_str!("../../../templates/rules/en/table-cell-empty.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::record::telling;

/// A row of the table that the kind reads lacks one of the columns that tell what it is about.
pub const RULE: Rule = Rule {
    id: "table-cell-empty",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for row in &subject.record.rows {
        for (name, field) in telling(&subject.record.kind) {
            let (value, span) = subject.cell(row, name);
            // What is no value of its column is said where it is read.
            let written = subject.text().get(span.range()).unwrap_or("").trim();
            if value.is_some() || !matches!(written, "" | "-" | "—") {
                continue;
            }
            let message = Message::new("table-cell-empty").with("column", &field.label);
            let help = Message::new(match subject.kind() {
                "inspection" => "table-cell-empty-inspection-help",
                _ => "table-cell-empty-help",
            });
            // An empty cell has no width to underline.
            found.push(RULE.at(subject.path(), row.span, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_row_says_what_it_is_about() {
        let table = "| 系统 | 检查项 | 结果 |\n| --- | --- | --- |\n| gw | cpu | 正常 |\n| | cpu | 正常 |\n| gw | — | 正常 |\n| gv | cpu | 正常 |\n| gw | cpu | |\n";
        let kb = Kb::with_registers().record("inspections/I-1", "date: 2023-05-12", table);
        assert_eq!(
            kb.found("table-cell-empty"),
            [
                "I-1: | | cpu | 正常 |",
                "I-1: | gw | — | 正常 |",
                "I-1: | gw | cpu | |"
            ]
        );
        assert_eq!(kb.helped("table-cell-empty")[0], "补上；没有检查的，结果写“未检”");
    }

    #[test]
    fn rows_of_other_kinds_have_no_result() {
        let drill = "id: drill\nfields: {held_on: date}\ntable: {step: text, minutes: number}\n";
        let kb = Kb::new().kind("drill", drill).record(
            "drills/D-1",
            "held_on: 2023-05-12",
            "| step | minutes |\n| --- | --- |\n| A | |\n",
        );
        assert_eq!(kb.helped("table-cell-empty"), ["补上"]);
    }
}
