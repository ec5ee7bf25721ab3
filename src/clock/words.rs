//! How are times that pass said in words?

use super::limit::{Limit, LimitUnit};
use crate::base::{Catalog, Message};

/// `2 小时 15 分钟`; less than nothing is nothing.
pub fn duration(seconds: i64, catalog: &Catalog) -> String {
    let seconds = seconds.max(0);
    let parts = [
        ("site-hours", seconds / 3600),
        ("site-minutes", seconds / 60 % 60),
        ("site-seconds", seconds % 60),
    ];
    let mut said: Vec<String> = parts
        .iter()
        .filter(|(_, amount)| *amount > 0)
        .map(|(id, amount)| catalog.say(&Message::new(id).with("n", *amount)))
        .collect();
    if said.is_empty() {
        said.push(catalog.say(&Message::new("site-minutes").with("n", 0_i64)));
    }
    said.join(" ")
}

/// `1 个工作日`.
pub fn limit(limit: Limit, catalog: &Catalog) -> String {
    let id = match limit.unit {
        LimitUnit::Minutes => "site-minutes",
        LimitUnit::Hours => "site-hours",
        LimitUnit::Workdays => "site-workdays",
        LimitUnit::Days => "site-days",
    };
    catalog.say(&Message::new(id).with("n", i64::from(limit.amount.get())))
}
