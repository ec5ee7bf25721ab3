//! `casebook templates [PATH]`: the built-in files that a knowledge base may have its own in place of.

use super::args::TemplatesArgs;
use super::context::{Context, Refused};
use super::{Outcome, output};
use crate::base::nearest::nearest;
use crate::base::{Message, assets};
use anyhow::Result;

/// The folders that are looked up in a knowledge base first.
const FOLDERS: [&str; 5] = ["assets", "kinds", "pages", "registers", "report"];

/// The folder of a knowledge base where its own lie.
const PLACE: &str = "templates/";

fn built_in() -> impl Iterator<Item = &'static str> {
    FOLDERS.into_iter().flat_map(assets::below).map(|(path, _)| path)
}

/// Where its own of each would lie in a knowledge base.
pub(crate) fn paths() -> Vec<String> {
    built_in().map(|path| format!("{PLACE}{path}")).collect()
}

pub(crate) fn run(_: &Context, args: &TemplatesArgs) -> Result<Outcome> {
    let Some(asked) = &args.path else {
        output::answer(&paths().join("\n"))?;
        return Ok(Outcome::Clean);
    };
    let all: Vec<&str> = built_in().collect();
    let path = asked.strip_prefix(PLACE).unwrap_or(asked);
    let found = all.contains(&path).then(|| assets::text(path)).flatten();
    let Some(text) = found else {
        let message = match nearest(path, all.iter().copied()) {
            Some(near) => Message::new("templates-unknown-near").with("near", format!("{PLACE}{near}")),
            None => Message::new("templates-unknown"),
        };
        return Err(Refused(message.with("path", asked.as_str())).into());
    };
    output::answer(text)?;
    Ok(Outcome::Clean)
}
