//! `casebook man`: the pages of the manual for `man`.

use super::args::{self, ManArgs};
use super::context::Context;
use super::{Outcome, output};
use crate::base::{OrUnable, unable};
use crate::output as files;
use anyhow::Result;
use clap_mangen::Man;

pub(crate) fn run(context: &Context, args: &ManArgs) -> Result<Outcome> {
    let mut command = args::command(context.lang);
    command.build();
    let pages = pages(&command)?;
    match &args.out {
        Some(folder) => {
            std::fs::create_dir_all(folder).or_unable(|| unable::of("unable-folder", folder))?;
            for (name, page) in &pages {
                files::replace(&folder.join(format!("{name}.1")), page.as_bytes())?;
            }
        }
        None => {
            let all: Vec<&str> = pages.iter().map(|(_, page)| page.as_str()).collect();
            output::answer(all.concat().trim_end())?;
        }
    }
    Ok(Outcome::Clean)
}

/// The page of `command`, which is built, and those of its commands, by their names.
fn pages(command: &clap::Command) -> Result<Vec<(String, String)>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    let name = command
        .get_display_name()
        .unwrap_or(command.get_name())
        .to_owned();
    let mut pages = vec![(name, String::from_utf8_lossy(&page).into_owned())];
    for sub in command.get_subcommands() {
        pages.extend(self::pages(sub)?);
    }
    Ok(pages)
}
