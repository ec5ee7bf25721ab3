#![doc = include_str!("../../../templates/rules/en/inspection-value.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::ledger::Measure;

/// A row of an inspection has no number, though its item is measured, or several.
pub const RULE: Rule = Rule {
    id: "inspection-value",
    level: Level::Warning,
    check: Check::Record(&["inspection"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for row in &subject.record.rows {
        let (result, _) = subject.cell(row, "result");
        let Some(item) = super::check_item(subject, row) else {
            continue;
        };
        let (value, span) = subject.cell(row, "value");
        let text = value.and_then(|value| value.text());
        let measure = Measure::of(subject.context.config, Some(&item.id), text.as_deref());
        if let (Some(number), true) = (measure.number, measure.is_one_of_several) {
            let message = Message::new("inspection-value-several").with("number", number.to_string());
            let help = Message::new("inspection-value-several-help").with("number", number.to_string());
            found.push(RULE.at(subject.path(), span, message).help(help));
        }
        let looked_at = super::is_result(result, super::NORMAL) || super::is_result(result, super::ABNORMAL);
        if let (Some(unit), None, true) = (&item.unit, measure.number, looked_at) {
            // An empty cell has no width to underline: its item is shown.
            let span = if value.is_none() {
                subject.cell(row, "item").1
            } else {
                span
            };
            let message = Message::new("inspection-value")
                .with("item", item.name.as_str())
                .with("unit", unit.as_str());
            let help = Message::new("inspection-value-help").with("unit", unit.as_str());
            found.push(RULE.at(subject.path(), span, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn what_has_a_unit_has_a_number() {
        let table = "| 系统 | 检查项 | 结果 | 值 |\n| --- | --- | --- | --- |\n| gw | cpu | 正常 | |\n| gw | CPU 使用率 | 异常 | 很高 |\n| gw | cpu | 未检 | |\n| gw | 服务 | 正常 | |\n| gw | cpu | 正常 | 35 |\n";
        let kb = Kb::with_registers().record("inspections/I-1", "date: 2023-05-12", table);
        assert_eq!(kb.found("inspection-value"), ["I-1: cpu", "I-1: 很高"]);
    }

    #[test]
    fn what_is_measured_is_one_number() {
        let table = "| 系统 | 检查项 | 结果 | 值 |\n| --- | --- | --- | --- |\n| gw | cpu | 正常 | 80%～95% |\n| gw | cpu | 正常 | 节点 2：35% |\n";
        let kb = Kb::with_registers().record("inspections/I-1", "date: 2023-05-12", table);
        assert_eq!(kb.found("inspection-value"), ["I-1: 80%～95%"]);
        assert_eq!(kb.found("inspection-threshold"), ["I-1: 80%～95% / 正常"]);
    }
}
