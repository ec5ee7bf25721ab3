//! Which number did somebody mean who wrote it with its unit, or in the marks of full width?

use crate::base::Message;
use crate::base::number::{decimal, narrow};
use crate::kind::{Field, FieldType};
use rust_decimal::Decimal;

/// The characters that multiply the number before them.
const MULTIPLIERS: [(char, i64); 5] = [
    ('十', 10),
    ('百', 100),
    ('千', 1_000),
    ('万', 10_000),
    ('亿', 100_000_000),
];
/// What may follow an amount of money without changing it.
const YUAN: [&str; 6] = ["元", "元整", "圆", "人民币", "rmb", "块"];
/// Words that count and measure nothing.
const COUNTERS: [&str; 14] = [
    "人", "名", "位", "人次", "户", "个", "次", "条", "台", "项", "件", "份", "套", "篇",
];
/// Units of time in milliseconds, by all their names.
const TIMES: [(i64, &[&str]); 4] = [
    (1, &["毫秒", "ms"]),
    (1_000, &["秒", "秒钟", "s"]),
    (60_000, &["分", "分钟", "min", "minute", "minutes"]),
    (3_600_000, &["时", "小时", "个小时", "钟头", "h", "hour", "hours"]),
];
/// A converted number of more decimal places is none that anybody would write.
const PLACES: u32 = 4;

/// What to write in place of `text`, which is no number, in `field`: the number, where it is certain; else how to write one.
pub(super) fn help(text: &str, field: &Field) -> Message {
    let plain: String = text.trim().chars().map(narrow).collect();
    if let Some(meant) = meant(&plain, field) {
        return Message::new("help-nearest").with("name", meant);
    }
    let (number, _) = parted(&plain);
    match (&field.unit, field.kind.item()) {
        _ if number.contains(',') && decimal(number).is_none() => Message::new("help-grouping"),
        (Some(unit), _) => Message::new("help-number-unit").with("unit", unit),
        (None, FieldType::Money) => Message::new("help-amount"),
        (None, _) => Message::new("help-number"),
    }
}

fn meant(plain: &str, field: &Field) -> Option<String> {
    let (written, unit) = parted(plain);
    let number = decimal(written)?;
    let unit = unit.to_lowercase();
    if unit.is_empty() || names_own(field, &unit) {
        return Some(written.to_owned());
    }
    if let Some(own) = own_time(field) {
        return converted(number, time(&unit)?, own);
    }
    if own_unit(field).any(|own| own.contains(MULTIPLIERS.map(|(c, _)| c))) {
        return None;
    }
    let (factor, rest) = factor(&unit)?;
    let is_counted = match field.kind.item() {
        FieldType::Money => YUAN.contains(&rest),
        _ => match own_unit(field).next() {
            None => COUNTERS.contains(&rest) || rest == "分" && factor == 1,
            Some(own) => COUNTERS.contains(&own) && COUNTERS.contains(&rest),
        },
    };
    if !(rest.is_empty() || is_counted || names_own(field, rest)) {
        return None;
    }
    if factor == 1 {
        return Some(written.to_owned());
    }
    let product = number.checked_mul(Decimal::from(factor))?;
    Some(product.normalize().to_string())
}

/// The number with which `plain` begins, as it is written, and what follows it.
fn parted(plain: &str) -> (&str, &str) {
    let end = plain
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '+' | '-' | '.' | ',' | '_'))
        .unwrap_or(plain.len());
    (&plain[..end], plain[end..].trim())
}

fn own_unit(field: &Field) -> impl Iterator<Item = &str> {
    let unit = field.unit.iter();
    unit.flat_map(|unit| [unit.zh.as_str(), unit.en.as_str()])
}

fn names_own(field: &Field, unit: &str) -> bool {
    own_unit(field).any(|own| own.to_lowercase() == unit)
}

fn own_time(field: &Field) -> Option<i64> {
    own_unit(field).find_map(|own| time(&own.to_lowercase()))
}

fn time(unit: &str) -> Option<i64> {
    let (length, _) = TIMES.iter().find(|(_, names)| names.contains(&unit))?;
    Some(*length)
}

/// The same time in another unit; `None` where it does not come out even.
fn converted(number: Decimal, from: i64, to: i64) -> Option<String> {
    let all = number.checked_mul(Decimal::from(from))?;
    let result = all.checked_div(Decimal::from(to))?;
    (result == result.round_dp(PLACES)).then(|| result.normalize().to_string())
}

/// What the characters with which `unit` begins multiply by, and what follows them; `None` where it is beyond all measure.
fn factor(unit: &str) -> Option<(i64, &str)> {
    let (mut factor, mut rest) = (1_i64, unit);
    while let Some((c, by)) = MULTIPLIERS.iter().find(|(c, _)| rest.starts_with(*c)) {
        factor = factor.checked_mul(*by)?;
        rest = &rest[c.len_utf8()..];
    }
    Some((factor, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Label;

    fn field(kind: FieldType, unit: Option<(&str, &str)>) -> Field {
        let mut field = Field::plain(kind, Label::plain("x"));
        field.unit = unit.map(|(zh, en)| Label {
            zh: zh.to_owned(),
            en: en.to_owned(),
        });
        field
    }

    fn all_mean(field: &Field, cases: &[(&str, Option<&str>)]) {
        for (written, wanted) in cases {
            let plain: String = written.chars().map(narrow).collect();
            assert_eq!(meant(&plain, field).as_deref(), *wanted, "{written}");
        }
    }

    #[test]
    fn money_is_multiplied_out() {
        all_mean(
            &field(FieldType::Money, None),
            &[
                ("3万元", Some("30000")),
                ("20万", Some("200000")),
                ("1百万", Some("1000000")),
                ("1.5 亿元", Some("150000000")),
                ("2千", Some("2000")),
                ("1,250.50元", Some("1,250.50")),
                ("３０００元", Some("3000")),
                ("3万美元", None),
                ("50分", None),
                ("3万5千", None),
                ("三万元", None),
                ("9亿亿亿亿", None),
            ],
        );
    }

    #[test]
    fn what_is_counted_is_multiplied_out() {
        let people = field(FieldType::Number, Some(("人", "people")));
        all_mean(
            &people,
            &[
                ("1.2万", Some("12000")),
                ("1.2万人", Some("12000")),
                ("35名", Some("35")),
                ("35 people", Some("35")),
                ("35%", None),
                ("30人左右", None),
            ],
        );
        let none = field(FieldType::Number, None);
        all_mean(&none, &[("5分", Some("5")), ("5万分", None), ("5天", None)]);
        let share = field(FieldType::Number, Some(("%", "%")));
        all_mean(&share, &[("99.5％", Some("99.5")), ("9成", None), ("3个", None)]);
        let thousands = field(FieldType::Number, Some(("万元", "10k yuan")));
        all_mean(
            &thousands,
            &[("3万元", Some("3")), ("3万", None), ("30000元", None)],
        );
    }

    #[test]
    fn times_are_converted_where_they_come_out_even() {
        let hours = field(FieldType::Number, Some(("小时", "h")));
        all_mean(
            &hours,
            &[
                ("90分钟", Some("1.5")),
                ("90 min", Some("1.5")),
                ("2个小时", Some("2")),
                ("2h", Some("2")),
                ("100分钟", None),
                ("1.5天", None),
                ("2个半小时", None),
                ("1小时30分", None),
                ("3个", None),
            ],
        );
        let millis = field(FieldType::Number, Some(("毫秒", "ms")));
        all_mean(&millis, &[("1.5秒", Some("1500")), ("35ms", Some("35"))]);
    }

    #[test]
    fn where_nothing_is_certain_the_unit_is_named() {
        let hours = field(FieldType::Number, Some(("小时", "h")));
        assert_eq!(help("1.5天", &hours).id, "help-number-unit");
        assert_eq!(help("1,5", &hours).id, "help-grouping");
        assert_eq!(help("若干", &field(FieldType::Money, None)).id, "help-amount");
        assert_eq!(help("若干", &field(FieldType::Number, None)).id, "help-number");
    }
}
