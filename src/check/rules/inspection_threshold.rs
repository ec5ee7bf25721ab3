#![doc = include_str!("../../../templates/rules/en/inspection-threshold.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::ledger::{ALARM, Measure};

/// A row of an inspection is called normal, and its number is past the alarm of its item.
pub const RULE: Rule = Rule {
    id: "inspection-threshold",
    level: Level::Warning,
    check: Check::Record(&["inspection"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for row in &subject.record.rows {
        let (value, span) = subject.cell(row, "value");
        let (result, verdict) = subject.cell(row, "result");
        let item = super::check_item(subject, row);
        let (Some(value), Some(alarm)) = (
            value.and_then(|value| value.text()),
            item.and_then(|item| item.alarm),
        ) else {
            continue;
        };
        let config = subject.context.config;
        let measure = Measure::of(config, item.map(|item| item.id.as_str()), Some(&value));
        let passed = measure.level == Some(ALARM);
        if passed && super::is_result(result, super::NORMAL) {
            let message = Message::new("inspection-threshold")
                .with("value", value.as_ref())
                .with("alarm", alarm.to_string());
            found.push(
                RULE.at(subject.path(), span, message)
                    .related(
                        subject.path(),
                        verdict,
                        Message::new("inspection-threshold-other"),
                    )
                    .help(Message::new("inspection-threshold-help")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn past_the_alarm_is_not_normal() {
        let table = "| 系统 | 检查项 | 结果 | 值 |\n| --- | --- | --- | --- |\n| 公文管理系统 | CPU 使用率 | 正常 | 92 % |\n| gw | cpu | 正常 | 89.9% |\n| gw | cpu | 异常 | 99% |\n| gw | 服务 | 正常 | 99% |\n";
        let kb = Kb::with_registers().record("inspections/I-1", "date: 2023-05-12", table);
        assert_eq!(kb.found("inspection-threshold"), ["I-1: 92 % / 正常"]);
    }
}
