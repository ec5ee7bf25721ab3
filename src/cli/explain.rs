//! `casebook explain RULE`: the page of a rule.

use super::args::ExplainArgs;
use super::context::{Context, Refused};
use super::{Outcome, output};
use crate::base::Message;
use crate::check;
use anyhow::Result;

pub(crate) fn run(context: &Context, args: &ExplainArgs) -> Result<Outcome> {
    let Some(rule) = check::find(&args.rule) else {
        let near = check::nearest_rule(&args.rule).unwrap_or_default();
        let message = Message::new("explain-unknown")
            .with("rule", args.rule.as_str())
            .with("near", near);
        return Err(Refused(message).into());
    };
    output::answer(rule.page(context.lang))?;
    Ok(Outcome::Clean)
}
