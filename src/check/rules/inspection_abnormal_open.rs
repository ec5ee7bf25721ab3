#![doc = include_str!("../../../templates/rules/en/inspection-abnormal-open.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::record::TableRow;

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
        if abnormal && !is_taken_care_of(subject, row) {
            let message = Message::new("inspection-abnormal-open");
            let help = Message::new("inspection-abnormal-open-help");
            found.push(RULE.at(subject.path(), span, message).help(help));
        }
    }
}

/// Whether the row names a record, of a kind that takes care of such things.
fn is_taken_care_of(subject: &Subject<'_>, row: &TableRow) -> bool {
    let (named, _) = subject.cell(row, "fault");
    let field = subject.record.kind.table.get("fault");
    let named = named.and_then(|named| named.text());
    named.zip(field).is_some_and(|(named, field)| {
        let there = subject.context.library.referred(&named);
        there.is_some_and(|there| field.takes_kind(&there.kind.id))
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn an_abnormal_row_names_its_fault() {
        let table = "| 系统 | 检查项 | 结果 | 故障 |\n| --- | --- | --- | --- |\n| 公文 | CPU | 异常 | |\n| 公文 | CPU | 异常 | [[F-1]] |\n| 公文 | CPU | 正常 | |\n";
        let kb = Kb::new()
            .record("faults/F-1", "", "")
            .record("inspections/I-1", "date: 2023-05-12", table);
        assert_eq!(kb.found("inspection-abnormal-open"), ["I-1: 异常"]);
    }

    #[test]
    fn a_word_for_nothing_and_what_is_not_there_take_care_of_nothing() {
        let head = "| 系统 | 检查项 | 结果 | 故障 |\n| --- | --- | --- | --- |\n";
        let open = ["无", "暂无", "/", "N/A", "待登记", "—", "NOPE", "CH-1", "I-1"];
        let rows = open
            .map(|word| format!("| 公文 | CPU | 异常 | {word} |\n"))
            .concat();
        let kb = Kb::new().record("changes/CH-1", "", "").record(
            "inspections/I-1",
            "date: 2023-05-12",
            &format!("{head}{rows}"),
        );
        assert_eq!(kb.found("inspection-abnormal-open").len(), open.len());
        assert_eq!(kb.found("link-broken"), ["I-1: NOPE", "I-1: CH-1", "I-1: I-1"]);
    }

    #[test]
    fn a_deviation_says_why_nobody_takes_care() {
        let table = "| 系统 | 检查项 | 结果 | 故障 |\n| --- | --- | --- | --- |\n| 公文 | CPU | 异常 | |\n";
        let front = "date: 2023-05-12\ndeviation: 当场处理，没有登记";
        let kb = Kb::new().record("inspections/I-1", front, table);
        assert_eq!(kb.found("inspection-abnormal-open"), [""; 0]);
    }
}
