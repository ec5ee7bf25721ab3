//! `casebook init`: a small working knowledge base.

use super::args::InitArgs;
use super::context::Context;
use super::{Outcome, output};
use crate::author;
use crate::base::{Lang, Message};
use crate::pipeline::{self, Load};
use anyhow::Result;
use jiff::Timestamp;

pub(crate) fn run(context: &Context, args: &InitArgs) -> Result<Outcome> {
    let dir = context.here()?.join(&args.dir);
    // What is written goes by what was asked for, never by the locale of the machine.
    let lang = if context.lang_given {
        context.lang
    } else {
        Lang::default()
    };
    let done = author::init(&dir, args.empty, lang, Timestamp::now())?;
    let path = args.dir.display().to_string();
    let message = if done.made.is_empty() {
        "init-nothing"
    } else {
        "init-made"
    };
    let mut text = context.say(
        &Message::new(message)
            .with("path", path.as_str())
            .with("files", done.made.len()),
    );
    if done.configured && pipeline::load(&dir, &Load::default())?.library.records.is_empty() {
        text = format!("{text}\n{}", context.say(&Message::new("init-apart")));
    }
    if done.whole_folder {
        text = format!("{text}\n{}", context.say(&Message::new("init-whole-folder")));
    }
    text = format!(
        "{text}\n{}",
        context.say(&Message::new("init-next").with("path", path))
    );
    output::answer(&text)?;
    Ok(Outcome::Clean)
}
