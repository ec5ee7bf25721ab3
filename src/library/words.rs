//! Values as people read them: labels for choices, names for systems and people, local times.

use super::Library;
use crate::base::{Catalog, Lang, Month};
use crate::clock;
use crate::config::Entry;
use crate::kind::{Field, FieldType, Row, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

impl Library {
    /// `value`, of a field of type `kind`, as people read it in `lang`. Lists are joined; rows are one line each.
    pub fn words(&self, kind: &FieldType, value: &Value, lang: Lang) -> String {
        let site = &self.config.site;
        match (kind, value) {
            (FieldType::Choice(choices), Value::Choice(id)) => {
                site.choice_label(choices, id).get(lang).to_owned()
            }
            (FieldType::List(item), Value::List(all)) => {
                let words: Vec<String> = all.iter().map(|value| self.words(item, value, lang)).collect();
                words.join(if lang == Lang::ZhCn { "、" } else { ", " })
            }
            (FieldType::Rows(columns), Value::Rows(rows)) => {
                let line = |row: &Row| {
                    let cells = columns.values().zip(&row.values);
                    let words = cells
                        .filter_map(|(column, value)| Some(self.words(&column.kind, value.as_ref()?, lang)));
                    words.collect::<Vec<_>>().join(" ")
                };
                rows.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            (_, value) => self.scalar_words(value, lang),
        }
    }

    /// `value` of `field` as people read it in `lang`: a number with its unit, money in groups of three digits, else as
    /// [`Library::words`].
    pub fn said(&self, field: &Field, value: &Value, lang: Lang) -> String {
        match value {
            Value::Number(number) => match &field.unit {
                Some(unit) => format!("{} {}", number.normalize(), unit.get(lang)),
                None => number.normalize().to_string(),
            },
            Value::Money(amount) => money(amount),
            value => self.words(&field.kind, value, lang),
        }
    }

    /// The name of what `text`, in the field or column `field` of a record of `kind`, is the ID of in the contract or the configuration; of an item of
    /// the score sheet with the ID, by which people know it.
    pub fn name_of(&self, kind: &str, field: &str, text: &str, lang: Lang) -> Option<String> {
        let config = &self.config;
        match (kind, field) {
            ("assessment", "clock") => {
                let clock = config.contract.clocks.iter().find(|clock| clock.id == text)?;
                Some(clock.name.get(lang).to_owned())
            }
            ("assessment", "item" | "appeal_items") => {
                let mut items = config
                    .contract
                    .sheet
                    .as_ref()?
                    .get("items")?
                    .as_sequence()?
                    .iter();
                let item = items.find(|item| item.get("id").and_then(|id| id.as_str()) == Some(text))?;
                Some(format!("{text} {}", item.get("title")?.as_str()?))
            }
            ("inspection", "plan") => Some(config.contract.inspection_plan.find(text)?.name.clone()),
            ("risk", "item") => Some(config.site.check_items.find(text)?.name().to_owned()),
            _ => None,
        }
    }

    fn scalar_words(&self, value: &Value, lang: Lang) -> String {
        let site = &self.config.site;
        match value {
            Value::Person(id) => site.people.name(id).to_owned(),
            Value::System(id) => site.systems.name(id).to_owned(),
            Value::Region(id) => site.regions.name(id).to_owned(),
            Value::DateTime(at) => self.time(*at),
            Value::Boolean(yes) => Catalog::of(lang).word(if *yes { "yes" } else { "no" }),
            Value::Text(text) | Value::Choice(text) => self.vendor(text).unwrap_or(text).to_owned(),
            other => other.text().map(std::borrow::Cow::into_owned).unwrap_or_default(),
        }
    }

    /// Vendors have no type of their own: a text that is the ID of one reads as its name.
    fn vendor(&self, text: &str) -> Option<&str> {
        self.config.site.vendors.get(text).map(Entry::name)
    }

    /// A local time to the minute, with seconds only where they are not zero.
    pub fn time(&self, at: Timestamp) -> String {
        let text = clock::format_local(at, self.config.contract.calendar.time_zone());
        text.strip_suffix(":00").map(str::to_owned).unwrap_or(text)
    }

    /// A month as people read it: `2023年9月`, `September 2023`.
    pub fn month(&self, month: Month, lang: Lang) -> String {
        match lang {
            Lang::ZhCn => format!("{}年{}月", month.year(), month.number()),
            Lang::En => month.first().strftime("%B %Y").to_string(),
        }
    }

    /// A month of assessment with its days, where it is no calendar month: `2023年9月（9月22日至10月21日）`.
    pub fn period(&self, month: Month, lang: Lang) -> String {
        let calendar = &self.config.contract.calendar;
        let (first, last) = (calendar.first_of(month), calendar.last_of(month));
        let name = self.month(month, lang);
        match lang {
            _ if first.day() == 1 => name,
            Lang::ZhCn => {
                let day = |day: Date| format!("{}月{}日", day.month(), day.day());
                format!("{name}（{}至{}）", day(first), day(last))
            }
            Lang::En => format!(
                "{name} ({} to {})",
                first.strftime("%-d %B"),
                last.strftime("%-d %B")
            ),
        }
    }
}

/// `1,234,567.80`.
pub fn money(amount: &Decimal) -> String {
    let text = format!("{amount:.2}");
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{cents}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_grouped() {
        assert_eq!(money(&Decimal::new(123_456_780, 2)), "1,234,567.80");
        assert_eq!(money(&Decimal::new(-5, 1)), "-0.50");
        assert_eq!(money(&Decimal::new(999, 0)), "999.00");
    }
}
