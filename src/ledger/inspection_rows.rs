//! Which number stands in a row of an inspection, and is it too high?

use crate::config::{CheckItem, Config};
use rust_decimal::Decimal;
use std::str::FromStr;

/// What is measured in a row: `number`, `unit` and `level`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Measure {
    pub(super) number: Option<Decimal>,
    pub(super) unit: Option<String>,
    pub(super) level: Option<&'static str>,
}

impl Measure {
    /// What the text `value` measures of `item`, as written.
    pub(super) fn of(config: &Config, item: Option<&str>, value: Option<&str>) -> Measure {
        let item = item.and_then(|item| config.site.check_items.find(item));
        let Some((number, unit)) = value.and_then(|value| number(value, item)) else {
            return Measure::default();
        };
        Measure {
            number: Some(number),
            unit,
            level: item.and_then(|item| level(item, number)),
        }
    }
}

fn level(item: &CheckItem, number: Decimal) -> Option<&'static str> {
    if item.alarm.is_some_and(|bound| bound.passed_by(number)) {
        return Some("alarm");
    }
    if item.warn.is_some_and(|bound| bound.passed_by(number)) {
        return Some("warn");
    }
    (item.warn.is_some() || item.alarm.is_some()).then_some("normal")
}

/// The number in a text, and its unit. Of several numbers it is the one before the unit of the item, else the first; an item without
/// a unit has none then, for `4/4 节点` or `23:43 完成` measure nothing.
fn number(value: &str, item: Option<&CheckItem>) -> Option<(Decimal, Option<String>)> {
    let found = numbers(value);
    let unit = item.and_then(|item| item.unit.as_deref());
    match (unit, found.as_slice()) {
        (_, []) => None,
        (Some(unit), all) => {
            let measured = all
                .iter()
                .find(|(_, after)| after.starts_with(unit))
                .or(all.first())?;
            Some((measured.0, Some(unit.to_owned())))
        }
        (None, [(number, after)]) => {
            let word = after
                .split(|c: char| c.is_whitespace() || "，。；,;(（".contains(c))
                .next();
            Some((*number, word.filter(|word| !word.is_empty()).map(str::to_owned)))
        }
        (None, _) => None,
    }
}

/// The numbers in a text, each with what stands behind it.
fn numbers(value: &str) -> Vec<(Decimal, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = value
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let begin = at + begin;
        let rest = value.get(begin..).unwrap_or_default();
        let mut end = rest
            .find(|c: char| !c.is_ascii_digit() && !".,_".contains(c))
            .unwrap_or(rest.len());
        while rest
            .get(..end)
            .is_some_and(|text| text.ends_with(['.', ',', '_']))
        {
            end -= 1;
        }
        let before = value.get(..begin).unwrap_or_default();
        // A dash behind a letter or a number joins, it does not subtract: `app-02`, `2-3`.
        let minus = before
            .strip_suffix(['-', '−'])
            .is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()));
        let digits = rest.get(..end).unwrap_or_default().replace([',', '_'], "");
        if let Ok(number) = Decimal::from_str(&digits) {
            let number = if minus { -number } else { number };
            found.push((number, rest.get(end..).unwrap_or_default().trim_start()));
        }
        at = begin + end.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::config::Written;

    fn measure(item: &str, value: &str) -> (String, Option<String>, Option<&'static str>) {
        let casebook = "check_items:\n- {id: cpu, name: CPU 使用率, unit: '%', warn: '>= 80', alarm: '>= 90'}\n- {id: service, name: 服务进程}\n";
        let config = Config::settle(&Written {
            casebook: Some(casebook.to_owned()),
            ..Written::default()
        });
        let measure = Measure::of(&config, Some(item), Some(value));
        let number = measure
            .number
            .map_or_else(String::new, |number| number.to_string());
        (number, measure.unit, measure.level)
    }

    #[test]
    fn the_number_its_unit_and_its_level() {
        let percent = |number: &str, level| (number.to_owned(), Some("%".to_owned()), Some(level));
        assert_eq!(measure("CPU 使用率", "92 %"), percent("92", "alarm"));
        assert_eq!(measure("cpu", "80%"), percent("80", "warn"));
        assert_eq!(
            measure("cpu", "节点2 峰值 79.9 %，均值 40%"),
            percent("79.9", "normal")
        );
        assert_eq!(measure("cpu", "正常"), (String::new(), None, None));
        assert_eq!(measure("服务进程", "4/4 节点"), (String::new(), None, None));
        assert_eq!(
            measure("机房温度", "-3.5 ℃"),
            ("-3.5".to_owned(), Some("℃".to_owned()), None)
        );
        assert_eq!(
            measure("数据量", "1,204 条"),
            ("1204".to_owned(), Some("条".to_owned()), None)
        );
    }
}
