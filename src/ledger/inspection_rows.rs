//! Which number stands in a row of an inspection, and is it too high?

use crate::base::number::{decimal, narrowed};
use crate::config::{CheckItem, Config};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// What is measured in a row of an inspection.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measure {
    /// The number, in the unit of its item where it has one.
    pub number: Option<Decimal>,
    /// The unit.
    pub unit: Option<String>,
    /// `normal`, `warn` or `alarm` by the bounds of its item; `None` where it has no bounds.
    pub level: Option<&'static str>,
    /// Whether other numbers of the text may be meant as well: of all of them, this is the worst by the bounds of the item, else the first.
    pub is_one_of_several: bool,
}

/// The level of what has passed the bound `alarm` of its item.
pub const ALARM: &str = "alarm";

/// Units of the same quantity, each with how many of the smallest it is.
const SCALES: [&[(&str, u32)]; 2] = [
    &[
        ("ms", 1),
        ("毫秒", 1),
        ("s", 1000),
        ("秒", 1000),
        ("min", 60_000),
        ("分钟", 60_000),
    ],
    &[("KB", 1), ("MB", 1 << 10), ("GB", 1 << 20), ("TB", 1 << 30)],
];

impl Measure {
    /// What the text `value` measures of `item`, as written.
    pub fn of(config: &Config, item: Option<&str>, value: Option<&str>) -> Measure {
        let item = item.and_then(|item| config.site.check_items.find(item));
        let Some((measured, unit)) = value.and_then(|value| measured(&narrowed(value), item)) else {
            return Measure::default();
        };
        let number = worst(item, &measured);
        Measure {
            number,
            unit,
            level: item.and_then(|item| level(item, number?)),
            is_one_of_several: measured.iter().any(|other| Some(*other) != number),
        }
    }
}

fn level(item: &CheckItem, number: Decimal) -> Option<&'static str> {
    if item.alarm.is_some_and(|bound| bound.passed_by(number)) {
        return Some(ALARM);
    }
    if item.warn.is_some_and(|bound| bound.passed_by(number)) {
        return Some("warn");
    }
    (item.warn.is_some() || item.alarm.is_some()).then_some("normal")
}

/// The one of `numbers` that is worst by the bounds of `item`: the first where it has none.
fn worst(item: Option<&CheckItem>, numbers: &[Decimal]) -> Option<Decimal> {
    let bound = item.and_then(|item| item.alarm.or(item.warn));
    let order = |one: &Decimal, other: &Decimal| match bound.and_then(|bound| bound.rises()) {
        Some(true) => other.cmp(one),
        Some(false) => one.cmp(other),
        None => Ordering::Equal,
    };
    numbers.iter().copied().min_by(order)
}

/// The numbers in a text that may be meant, and their unit. Of several these are those before the unit of the item, else the first, each with the
/// number at the other end of its range (`80-95`); an item without a unit has none then, for `4/4 节点` or `23:43 完成` measure nothing.
fn measured(value: &str, item: Option<&CheckItem>) -> Option<(Vec<Decimal>, Option<String>)> {
    let found = numbers(value);
    let unit = item.and_then(|item| item.unit.as_deref());
    match (unit, found.as_slice()) {
        (_, []) => None,
        (Some(unit), [first, ..]) => {
            let in_unit = |(at, (_, after)): &(usize, &(Decimal, &str))| {
                let ends_range = |next: &(Decimal, &str)| next.1.starts_with(unit);
                let next = found.get(at + 1).filter(|next| is_range(after, next));
                after.starts_with(unit) || next.is_some_and(ends_range)
            };
            let own = found.iter().enumerate().filter(in_unit);
            let mut measured: Vec<Decimal> = own.map(|(_, (number, _))| *number).collect();
            if measured.is_empty() {
                let converted = |(number, after): &(Decimal, &str)| converted(*number, after, unit);
                measured = found.iter().filter_map(converted).collect();
            }
            // What has another unit that is none of the same quantity measures something else.
            if measured.is_empty() && known_unit(first.1).is_none() {
                let end = found.get(1).filter(|next| is_range(first.1, next));
                measured = std::iter::once(first)
                    .chain(end)
                    .map(|(number, _)| *number)
                    .collect();
            }
            (!measured.is_empty()).then(|| (measured, Some(unit.to_owned())))
        }
        (None, [(number, after)]) => {
            let word = after
                .split(|c: char| c.is_whitespace() || "，。；,;(（".contains(c))
                .next();
            let word = word.filter(|word| !word.is_empty()).map(str::to_owned);
            Some((vec![*number], word))
        }
        (None, _) => None,
    }
}

/// Whether nothing but a mark of a range stands between a number before `after` and the number `next`.
fn is_range(after: &str, next: &(Decimal, &str)) -> bool {
    let mark = after.trim_start_matches(['-', '–', '—', '~', '～', '〜', '至', '到']);
    let digits = mark.trim_start();
    let end = digits
        .find(|c: char| !c.is_ascii_digit() && !".,_".contains(c))
        .unwrap_or(digits.len());
    mark.len() < after.len() && end > 0 && digits.get(end..).map(str::trim_start) == Some(next.1)
}

/// `number`, which stands before `after`, in `unit`, where that begins with a unit of the same quantity.
fn converted(number: Decimal, after: &str, unit: &str) -> Option<Decimal> {
    let (scale, size) = known_unit(after)?;
    let (of_item, unit_size) = known_unit(unit)?;
    (scale == of_item)
        .then(|| number.checked_mul(size.into())?.checked_div(unit_size.into()))
        .flatten()
}

/// The unit that `text` begins with: which quantity it is of, and how many of the smallest one.
fn known_unit(text: &str) -> Option<(usize, u32)> {
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let word = text.get(..end).unwrap_or_default();
    let is_meant = |unit: &str| match unit.is_ascii() {
        true => word.eq_ignore_ascii_case(unit),
        false => text.starts_with(unit),
    };
    let scales = SCALES.iter().enumerate();
    scales
        .flat_map(|(scale, units)| units.iter().map(move |(unit, size)| (scale, *unit, *size)))
        .find(|(_, unit, _)| is_meant(unit))
        .map(|(scale, _, size)| (scale, size))
}

/// The numbers in a text, each with what stands behind it. What no field would read as one number is none: `1e2`, `4 5`, `1.234,5`.
fn numbers(value: &str) -> Vec<(Decimal, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = value
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let begin = fraction(value, at + begin);
        let rest = value.get(begin..).unwrap_or_default();
        let end = digits(rest);
        let (before, after) = (
            value.get(..begin).unwrap_or_default(),
            rest.get(end..).unwrap_or_default(),
        );
        at = begin + end.max(1);
        // A dash behind a letter or a number joins, it does not subtract: `app-02`, `2-3`.
        let unsigned = before.strip_suffix(['-', '−']);
        let minus = unsigned.is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric()));
        let stands_alone = unsigned
            .unwrap_or(before)
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        let more = exponent(after).or_else(|| stands_alone.then(|| other_digits(after)).flatten());
        if let Some(more) = more {
            at += more;
            continue;
        }
        if let Some(number) = decimal(rest.get(..end).unwrap_or_default()) {
            let number = if minus { -number } else { number };
            found.push((number, after.trim_start()));
        }
    }
    found
}

/// Where the number begins whose first digit stands at `at`: a point before it is its own, unless it ends a word.
fn fraction(value: &str, at: usize) -> usize {
    let before = value.get(..at).unwrap_or_default();
    match before.strip_suffix('.') {
        Some(rest) if !rest.ends_with(|c: char| c.is_alphanumeric() || c == '.') => rest.len(),
        _ => at,
    }
}

/// How far the number goes with which `text` begins; a mark at its end is of the sentence.
fn digits(text: &str) -> usize {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !".,_".contains(c))
        .unwrap_or(text.len());
    text.get(..end)
        .map_or(end, |number| number.trim_end_matches(['.', ',', '_']).len())
}

/// How long the exponent is with which `after` begins.
fn exponent(after: &str) -> Option<usize> {
    let rest = after.strip_prefix(['e', 'E'])?;
    let power = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let end = digits(power);
    (power.starts_with(|c: char| c.is_ascii_digit())).then(|| after.len() - power.len() + end)
}

/// How long the digits are that blanks alone part from the number before `after`.
fn other_digits(after: &str) -> Option<usize> {
    let mut length = 0;
    while let Some(rest) = after.get(length..) {
        let next = rest.trim_start();
        if next.len() == rest.len() || !next.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        length += rest.len() - next.len() + digits(next);
    }
    (length > 0).then_some(length)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::config::Written;

    fn measure(item: &str, value: &str) -> (String, Option<String>, Option<&'static str>) {
        let casebook = "check_items:\n- {id: cpu, name: CPU 使用率, unit: '%', warn: '>= 80', alarm: '>= 90'}\n- {id: service, name: 服务进程}\n- {id: login, name: 登录响应, unit: ms, warn: '>= 2000', alarm: '>= 5000'}\n";
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
        assert_eq!(measure("CPU", "80%"), percent("80", "warn"));
        assert_eq!(
            measure("cpu", "节点2 峰值 79.9 %，均值 40%"),
            percent("79.9", "normal")
        );
        assert_eq!(measure("cpu", "８５％").0, "85");
        let milliseconds = |number: &str, level| (number.to_owned(), Some("ms".to_owned()), Some(level));
        assert_eq!(measure("登录响应", "2010"), milliseconds("2010", "warn"));
        assert_eq!(measure("登录响应", "6s"), milliseconds("6000", "alarm"));
        assert_eq!(
            measure("登录响应", "重试 3 次，1.5 秒"),
            milliseconds("1500.0", "normal")
        );
        assert_eq!(measure("登录响应", "80 MB"), (String::new(), None, None));
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

    #[test]
    fn of_several_numbers_the_worst_counts() {
        let casebook = "check_items:\n- {id: cpu, name: CPU, unit: '%', warn: '>= 80', alarm: '>= 90'}\n- {id: left, name: 剩余, unit: GB, alarm: '<= 10'}\n- {id: plain, name: 用量, unit: GB}\n";
        let config = Config::settle(&Written {
            casebook: Some(casebook.to_owned()),
            ..Written::default()
        });
        for (item, written, number, level, several) in [
            ("cpu", "80-95", "95", Some("alarm"), true),
            ("cpu", "80～95%", "95", Some("alarm"), true),
            ("cpu", "80%～95%", "95", Some("alarm"), true),
            ("cpu", "95 至 80 %", "95", Some("alarm"), true),
            ("cpu", "均值 40%，峰值 95%", "95", Some("alarm"), true),
            ("cpu", "节点 2 峰值 79.9 %", "79.9", Some("normal"), false),
            ("cpu", "40%，40%", "40", Some("normal"), false),
            ("cpu", "35（端口 8080）", "35", Some("normal"), false),
            ("left", "5～15 GB", "5", Some("alarm"), true),
            ("left", "0.5 TB，20480 MB", "20", Some("normal"), true),
            ("plain", "5 GB，15 GB", "5", None, true),
        ] {
            let measure = Measure::of(&config, Some(item), Some(written));
            let shown = measure.number.map(|number| number.normalize().to_string());
            assert_eq!(shown.as_deref(), Some(number), "{written}");
            assert_eq!(
                (measure.level, measure.is_one_of_several),
                (level, several),
                "{written}"
            );
        }
    }

    #[test]
    fn what_no_field_would_read_is_no_number() {
        for (written, read) in [
            (".5", "0.5"),
            ("约 .5 %", "0.5"),
            ("-.5", "-0.5"),
            ("1e2", ""),
            ("1E+2%", ""),
            ("4 5", ""),
            ("1 234 5%", ""),
            ("1.234,5", ""),
            ("1,5", ""),
            ("12,345", "12345"),
            ("45.", "45"),
            ("No.5", "5"),
            ("CPU2 45%", "45"),
            ("节点 2 峰值 79.9 %", "79.9"),
            ("45-50", "50"),
            ("3e", "3"),
        ] {
            assert_eq!(measure("cpu", written).0, read, "{written}");
        }
    }
}
