#![doc = include_str!("../../../templates/rules/en/inspection-abnormal-open.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// An inspection found something abnormal, and no record takes care of it.
pub const RULE: Rule = Rule {
    id: "inspection-abnormal-open",
    level: Level::Warning,
    check: Check::Record(&["inspection"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if subject.record.fields.given("deviation") {
        return;
    }
    for row in &subject.record.rows {
        let (result, span) = subject.cell(row, "result");
        let abnormal = super::is_result(result, super::ABNORMAL);
        if abnormal && subject.cell(row, "fault").0.is_none() {
            let message = Message::new("inspection-abnormal-open");
            let help = Message::new("inspection-abnormal-open-help");
            found.push(RULE.at(subject.path(), span, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn an_abnormal_row_names_its_fault() {
        let table = "| 系统 | 检查项 | 结果 | 故障 |\n| --- | --- | --- | --- |\n| 公文 | CPU | 异常 | |\n| 公文 | CPU | 异常 | [[F-1]] |\n| 公文 | CPU | 正常 | |\n";
        let kb = Kb::new().record("inspections/I-1", "date: 2023-05-12", table);
        assert_eq!(kb.found("inspection-abnormal-open"), ["I-1: 异常"]);
    }

    #[test]
    fn a_deviation_says_why_nobody_takes_care() {
        let table = "| 系统 | 检查项 | 结果 | 故障 |\n| --- | --- | --- | --- |\n| 公文 | CPU | 异常 | |\n";
        let front = "date: 2023-05-12\ndeviation: 当场处理，没有登记";
        let kb = Kb::new().record("inspections/I-1", front, table);
        assert_eq!(kb.found("inspection-abnormal-open"), [""; 0]);
    }
}
