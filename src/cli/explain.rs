//! `casebook explain RULE`: the page of a rule.

use super::args::ExplainArgs;
use super::context::{Context, Refused};
use super::{Outcome, output};
use crate::base::Message;
use crate::check;
use anyhow::Result;

pub(crate) fn run(context: &Context, args: &ExplainArgs) -> Result<Outcome> {
    let Some(rule) = check::find(&args.rule) else {
        let message = match check::nearest_rule(&args.rule) {
            Some(near) => Message::new("explain-unknown-near").with("near", near),
            None => Message::new("explain-unknown"),
        };
        let message = message.with("rule", args.rule.as_str());
        return Err(Refused(message).into());
    };
    output::answer(rule.page(context.lang))?;
    Ok(Outcome::Clean)
}
