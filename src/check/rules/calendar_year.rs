#![doc = include_str!("../../../templates/rules/en/calendar-year.md")]

use crate::base::yaml::{self, Step};
use crate::base::{Diagnostic, Message, RelPath};
use crate::check::{Check, Context, Level, Rule};
use crate::config::CONTRACT_YAML;

/// The contract reaches into a year that has begun, and whose holidays the calendar does not know.
pub const RULE: Rule = Rule {
    id: "calendar-year",
    level: Level::Error,
    check: Check::Library(find),
};

fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let contract = &context.config.contract;
    let (Some(first), Some(last)) = (contract.terms.starts_on, contract.terms.ends_on) else {
        return;
    };
    let covered: Vec<i16> = contract.calendar.years().collect();
    let latest = context.library.latest_month().map(|month| month.year());
    let now = context.date_of(context.now).year();
    let begun = first.year()..=last.year().min(now.max(latest.unwrap_or(now)));
    let Some(year) = begun.into_iter().find(|year| !covered.contains(year)) else {
        return;
    };
    let Some(path) = RelPath::new(CONTRACT_YAML) else {
        return;
    };
    let step = |name: &str| Step::Key(name.to_owned());
    let places = [vec![step("calendar"), step("holidays")], vec![step("contract")]];
    let place = places
        .iter()
        .find_map(|place| yaml::value_span(&contract.text, place));
    let message = Message::new("calendar-year").with("year", i64::from(year).to_string());
    let help = Message::new("calendar-year-help");
    found.push(RULE.at(&path, place.unwrap_or_default(), message).help(help));
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_year_that_has_begun_needs_its_holidays() {
        let kb = |contract: &str, now: &str| Kb::new().contract(contract).now(now).said("calendar-year");
        let term = "contract: {starts_on: 2026-11-01, ends_on: 2027-10-31}\n";
        let without = kb(term, "2027-01-05T00:00:00Z");
        assert_eq!(
            without,
            ["日历没有 2027 年的节假日，这一年的时限、巡检和可用率都无法计算"]
        );
        assert_eq!(kb(term, "2026-12-30T00:00:00Z"), Vec::<String>::new());
        let training = Kb::new().contract(term).now("2026-12-30T00:00:00Z");
        let training = training.record("trainings/TR-20270111-01", "date: 2027-01-11", "");
        assert_eq!(
            training.said("calendar-year"),
            without,
            "something happened in it"
        );
        let none = format!("{term}calendar: {{holidays: none}}\n");
        assert_eq!(kb(&none, "2027-01-05T00:00:00Z"), Vec::<String>::new());
    }
}
