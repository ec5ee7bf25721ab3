//! `casebook rules`: all rules, a line each.

use super::context::Context;
use super::table::Table;
use super::{Outcome, output};
use crate::check;
use anyhow::Result;

pub(crate) fn run(context: &Context) -> Result<Outcome> {
    let mut table = Table::new(3);
    for rule in check::RULES {
        table.row([
            rule.id.to_owned(),
            rule.level.name().to_owned(),
            rule.summary(context.lang).to_owned(),
        ]);
    }
    output::answer(&table.text())?;
    Ok(Outcome::Clean)
}
